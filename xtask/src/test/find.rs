//! Finding, as a reader does it: with the keys of the find bar.

use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use banmian::{Block, Options, Page, Role};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// What is printed, what is typed, how often it must be found, and why.
const CASES: &[(&str, &str, u64, &str)] = &[
    ("舊碼頭重開\n\n本報訊 昨日，海傍舊碼頭重新開放。", "旧码头", 2, "simplified for traditional"),
    ("旧码头重开\n\n本报讯 昨日,海傍旧码头重新开放。", "舊碼頭", 2, "traditional for simplified"),
    ("臺北圖書館開幕\n\n本報訊 昨日，台北圖書館開幕。", "台北图书馆", 2, "forms of one character"),
    ("本报⽇前讯\n\n步道⻓２０００米,门票ＡＰ卡可用。", "日前", 1, "a radical of Kangxi"),
    ("本报⽇前讯\n\n步道⻓２０００米,门票ＡＰ卡可用。", "步道长2000米", 1, "a radical and full-width figures"),
    ("本报日前讯\n\n步道长2000米,门票AP卡可用。", "ａｐ卡", 1, "full-width letters in what is typed"),
    ("市 图 书 馆 开 放 夜 场\n\n本报讯 昨日,夜场开放。", "图书馆开放", 1, "letter-spaced characters"),
    ("Café Rouge reopens\n\nThe CAFÉ on Mill Street has reopened after the ﬂood.", "cafe", 2, "case and accents"),
    ("Café Rouge reopens\n\nThe CAFÉ on Mill Street has reopened after the ﬂood.", "flood", 1, "a ligature"),
    (
        "Bến phà cũ mở cửa\n\nBến phà đóng cửa vì bão, nay đã mở cửa trở lại.",
        "ben pha dong",
        1,
        "Vietnamese without marks",
    ),
    ("Ferry landing reopens\n\nThe therapist said the rapids were calm.", "the rapids", 1, "words keep apart"),
    ("Ferry landing reopens\n\nThe therapist said the rapids were calm.", "the rapist", 0, "words keep apart"),
];

/// Line breaks and column cuts, of pages that have them.
const BROKEN: &[&str] =
    &[include_str!("../../../tests/pages/hard-wrapped.txt"), include_str!("../../../tests/pages/cut-paragraph.txt")];

/// However it is written and wherever it is broken, it is found.
pub async fn folded(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    for (text, query, hits, what) in CASES {
        show(reader, text).await?;
        search(reader, query).await?;
        counted(reader, *hits).await.with_context(|| format!("{what}: {query:?}"))?;
        reader.press(&[Key::Escape]).await?;
    }
    for text in BROKEN {
        let page = banmian::parse(text, &Options::default());
        let (query, pieces) = over_a_break(&page, text).context("the page has no broken paragraph")?;
        show(reader, text).await?;
        search(reader, &query).await?;
        counted(reader, matches(&page, &query, |_| true)).await.with_context(|| format!("broken: {query:?}"))?;
        let marked = reader.eval(MARKED).await?;
        ensure!(marked == json!(pieces), "{query:?} is marked as {marked}");
        reader.press(&[Key::Escape]).await?;
    }
    Ok(())
}

/// On through the hits and back, into the list, among headlines only, and out.
pub async fn walked(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let query = common(reader.page).context("no words are common to stories")?;
    let all = matches(reader.page, &query, |_| true);
    reader.eval("viewer().addEventListener('banmian-find', (event) => (window.told = event.detail))").await?;
    reader
        .press_until(&[Key::Tab], "return viewer().shadowRoot.activeElement?.closest('[role=toolbar]') != null")
        .await?;
    search(reader, &query).await?;
    counted(reader, all).await?;
    at(reader, &query, 1, all).await?;
    reader.press(&[Key::Enter]).await?;
    at(reader, &query, 2, all).await?;
    reader.press(&[Key::F3]).await.context("F3")?;
    at(reader, &query, 3, all).await?;
    reader.press(&[Key::Shift, Key::Enter]).await.context("Shift+Enter")?;
    at(reader, &query, 2, all).await?;
    reader.strike(&[Key::Control.into(), 'g']).await.context("Ctrl+G")?;
    at(reader, &query, 3, all).await?;
    let told = reader.eval("return [window.told.query, window.told.count, window.told.index]").await?;
    ensure!(told == json!([query, all, 2]), "the event says {told}");
    reader.press(&[Key::Down]).await?;
    reader.until("return viewer().shadowRoot.activeElement?.dataset.hit === '2'").await.context("into the list")?;
    reader.press(&[Key::End]).await?;
    reader.press(&[Key::Enter]).await?;
    at(reader, &query, all, all).await?;
    let stories = reader.eval("return viewer().shadowRoot.querySelectorAll('[part=hits] [role=group]').length").await?;
    ensure!(stories.as_u64() > Some(1), "hits are listed in {stories} stories");
    let titles = matches(reader.page, &query, |role| role.is_title() || role == Role::Subhead);
    choose(reader, "[part=find] select", "headlines").await?;
    counted(reader, titles).await.context("among headlines")?;
    choose(reader, "[part=find] select", "").await?;
    reader.strike(&['/']).await.context("/ again")?;
    reader.until("return viewer().shadowRoot.activeElement?.matches('[part=find] input')").await?;
    reader.press(&[Key::Escape]).await?;
    reader.until("const root = viewer().shadowRoot; return root.querySelector('[part=find]').hidden && root.activeElement?.closest('[role=toolbar]') != null").await.context("Escape gives the focus back")?;
    ensure!(reader.eval(MARKED).await? == json!([]), "hits stay marked");
    Ok(())
}

/// Hits are marked in the source too, and a hit in another story opens it.
pub async fn elsewhere(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let query = common(reader.page).context("no words are common to stories")?;
    let all = matches(reader.page, &query, |_| true);
    reader.button("source").await?.click().await?;
    reader.part("[data-act=find]").await?.click().await?;
    reader.part("[part=find] input").await?.send_keys(&query).await?;
    counted(reader, all).await?;
    reader.press(&[Key::Enter]).await?;
    at(reader, &query, 2, all).await?;
    let both = format!("{SIDES} return sides().size === 2");
    reader.until(&both).await.context("marked on both sides")?;
    reader.press(&[Key::Escape]).await?;
    reader.eval("location.hash = '#a1'").await?;
    reader.until("return viewer().view === 'story' && viewer().story === 'a1'").await?;
    search(reader, &query).await?;
    counted(reader, all).await?;
    for _ in 0..all {
        reader.press(&[Key::Enter]).await?;
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        if reader.eval("return viewer().story").await? != json!("a1") {
            let current =
                "return viewer().shadowRoot.activeElement?.closest('[part=find]') != null && viewer().view === 'story'";
            return reader.until(current).await.context("the find bar loses the focus");
        }
    }
    anyhow::bail!("no hit leads to another story")
}

/// Of several pages all are looked through, and a hit turns to its page; so does a link.
pub async fn pages(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let open = "viewer().open(arguments[0].map((text, i) => new File([text], `${i + 1}.txt`)))";
    reader.eval_with(open, vec![json!(EDITION)]).await?;
    reader.until("return viewer().pages.length === 3 && viewer().pages.every(({ page }) => page) && viewer().state === 'ready'").await?;
    search(reader, "浮桥").await?;
    counted(reader, 2).await?;
    at(reader, "浮桥", 1, 2).await?;
    reader.press(&[Key::Enter]).await?;
    at(reader, "浮橋", 2, 2).await?;
    ensure!(reader.eval("return viewer().index").await? == json!(2), "the hit's page is not shown");
    reader.press(&[Key::Enter]).await?;
    at(reader, "浮桥", 1, 2).await?;
    reader.press(&[Key::Escape]).await?;
    reader.eval("location.hash = `#p3/a9.9~${encodeURIComponent('浮橋下月動工')}`").await?;
    let there = "return viewer().index === 2 && document.activeElement.textContent.includes('浮橋下月動工')";
    reader.until(there).await.context("a link does not turn the page")
}

const EDITION: [&str; 3] = [
    "河口浮桥今日封闭\n\n本报讯 昨日,市交通局公布,河口一带今日封闭检修。\n",
    "小学添新操场\n\n本报讯 昨日,城南小学的新操场交付使用。\n",
    "渡口添新景\n\n本报訊 昨日，渡口公園二期開放。據了解，浮橋下月動工，年底通行。\n",
];

/// Another text in the viewer.
pub async fn show(reader: &Reader<'_>, text: &str) -> Result<()> {
    reader.eval_with("viewer().text = arguments[0]", vec![text.into()]).await?;
    reader.until_with("return viewer().state === 'ready' && viewer().text === arguments[0]", vec![text.into()]).await
}

async fn search(reader: &Reader<'_>, query: &str) -> Result<()> {
    reader.strike(&['/']).await?;
    reader
        .until("return viewer().shadowRoot.activeElement?.matches('[part=find] input')")
        .await
        .context("/ does not open the find bar")?;
    reader.part("[part=find] input").await?.clear().await?;
    Ok(reader.part("[part=find] input").await?.send_keys(query).await?)
}

async fn counted(reader: &Reader<'_>, hits: u64) -> Result<()> {
    let script = "const said = viewer().shadowRoot.querySelector('[part=find] output').textContent;
        return said !== '' && Number(/(\\d+)\\D*$/.exec(said)?.[1] ?? 0) === arguments[0]";
    let counted = reader.until_with(script, vec![hits.into()]).await;
    let said = reader.eval("return viewer().shadowRoot.querySelector('[part=find] output').textContent").await?;
    counted.with_context(|| format!("{hits} wanted, the bar says {said}"))
}

/// The current hit is this one, marked, in sight, and announced.
async fn at(reader: &Reader<'_>, query: &str, index: u64, count: u64) -> Result<()> {
    let script = format!(
        "{SIDES}
        const numbers = (text) => text.match(/\\d+/g)?.map(Number).sort((a, b) => a - b).join() ?? '';
        const wanted = [arguments[1], arguments[2]].join();
        const root = viewer().shadowRoot;
        if (numbers(root.querySelector('[part=find] output').textContent) !== wanted) return false;
        if (numbers(root.querySelector('[role=status]').textContent) !== wanted) return false;
        return [...sides()].every(([, ranges]) => {{
            const box = ranges[0].getBoundingClientRect();
            const solid = ranges.map(String).join('').replace(/\\s/g, '');
            return box.top >= 0 && box.bottom <= innerHeight && (!globalThis.Highlight || solid === arguments[0]);
        }}) && sides().size > 0"
    );
    reader
        .until_with(&script, vec![query.into(), index.into(), count.into()])
        .await
        .with_context(|| format!("hit {index} of {count}"))
}

/// The ranges of the current hit, by the side they are on.
const SIDES: &str = "
    const marked = () => globalThis.Highlight ? [...(CSS.highlights.get('bm-now') ?? [])] : [...document.querySelectorAll('[data-bm-now]')];
    const sideOf = (range) => (range.startContainer?.parentElement ?? range).closest('.bm-source, .bm-page');
    const sides = () => marked().reduce((sides, range) => sides.set(sideOf(range), [...(sides.get(sideOf(range)) ?? []), range]), new Map());
";

/// The words of the current hit as marked, a stretch each.
const MARKED: &str = "return globalThis.Highlight
    ? [...(CSS.highlights.get('bm-now') ?? [])].map(String)
    : [...document.querySelectorAll('[data-bm-now]')].map((piece) => piece.textContent)";

/// How often it stands in the blocks of a page, as the native parser has them.
fn matches(page: &Page, query: &str, role: impl Fn(Role) -> bool) -> u64 {
    page.blocks().filter(|block| role(block.role)).map(|block| block.text.matches(query).count() as u64).sum()
}

/// Two characters that stand in several stories, and more than three times.
fn common(page: &Page) -> Option<String> {
    let text: Vec<String> = page
        .articles
        .iter()
        .map(|article| article.blocks_in_order().map(|block| block.text.clone() + "\n").collect())
        .collect();
    let characters: Vec<char> = text.concat().chars().collect();
    let pairs = characters.windows(2).filter(|pair| pair.iter().all(|c| ('\u{4e00}'..'\u{9fff}').contains(c)));
    pairs
        .map(|pair| pair.iter().collect::<String>())
        .filter(|pair| matches(page, pair, |role| role.is_title()) > 0)
        .filter(|pair| text[0].contains(pair) && text.iter().filter(|story| story.contains(pair)).count() > 1)
        .find(|pair| (4..40).contains(&matches(page, pair, |_| true)))
}

/// Words over the end of a piece of a paragraph, and what each piece has of them.
fn over_a_break(page: &Page, text: &str) -> Option<(String, [String; 2])> {
    let broken = |block: &&Block| block.role == Role::Paragraph && block.spans.len() > 1;
    page.blocks().filter(broken).find_map(|block| {
        let [first, second] = [0, 1].map(|i| &text[block.spans[i].start..block.spans[i].end]);
        let tail: String = first.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
        let head: String = second.chars().take(3).collect();
        let words = format!("{tail}{head}");
        let once = words.chars().all(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)) && matches(page, &words, |_| true) == 1;
        once.then_some((words, [tail, head]))
    })
}

/// Chooses by value, as drivers cannot in every engine.
pub async fn choose(reader: &Reader<'_>, select: &str, value: &str) -> Result<()> {
    let script = "const select = viewer().shadowRoot.querySelector(arguments[0]);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change'));
        return select.value === arguments[1]";
    let chosen = reader.eval_with(script, vec![select.into(), value.into()]).await?;
    ensure!(chosen == json!(true), "{select} has no {value:?}");
    Ok(())
}

/// The value of a script as text.
pub fn text_of(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
