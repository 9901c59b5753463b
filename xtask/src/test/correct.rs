//! A page that was read wrongly is put right, as a reader puts it right, and stays so.

use super::edition;
use super::reader::{Reader, without_figures};
use super::saved;
use anyhow::{Context, Result, ensure};
use banmian::{Options, Page};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use referee::GoldPage;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What of `alternating` stands in the wrong story, and what it goes behind.
const MOVES: [(&str, &str); 3] =
    [("这天议的是停车难", "傍晚六点半"), ("她把意见", "这天议的是停车难"), ("这样的会开了", "她把意见")];

/// With the keyboard alone: three paragraphs are carried to their story; all is taken back, done
/// again, found again after the document was left, and kept in the file it is saved as.
pub async fn by_keys(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    let gold = opened(reader, address, home, "alternating").await?;
    reader.press_until(&[Key::Tab], "return document.activeElement === viewer()").await?;
    reader.strike(&['e']).await?;
    reader.until("return viewer().correcting && viewer().view === 'source'").await?;
    let on_a_piece = "return document.activeElement?.matches('.bm-page [data-role]')";
    reader.press_until(&[Key::Tab], on_a_piece).await.context("Tab does not reach the pieces")?;
    for (what, behind) in MOVES {
        walk(reader, what).await?;
        reader.strike(&[' ']).await?;
        reader.until("return document.querySelector('[data-held]') !== null").await.context("not picked up")?;
        let aimed = "const at = document.querySelector('.bm-page [data-drop=behind]'); return at?.textContent.trim().startsWith(arguments[0]) ?? false";
        for _ in 0..30 {
            if reader.eval_with(aimed, vec![behind.into()]).await? == json!(true) {
                break;
            }
            reader.press(&[Key::Up]).await?;
        }
        reader.until_with(aimed, vec![behind.into()]).await.with_context(|| format!("no way to {behind}"))?;
        let said = "return viewer().shadowRoot.querySelector('[role=status]').textContent";
        let said = reader.eval(said).await?;
        ensure!(said.as_str().is_some_and(|said| said.contains(behind)), "{said} is said of {behind}");
        reader.press(&[Key::Enter]).await?;
        let there = "return document.querySelector('[data-held]') === null && document.activeElement.textContent.startsWith(arguments[0])";
        reader.until_with(there, vec![what.into()]).await.context("the focus does not go with it")?;
    }
    is_gold(reader, &gold).await?;
    for _ in 0..MOVES.len() {
        reader.strike(&[Key::Control.into(), 'z']).await?;
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    is_as_read(reader, &gold).await.context("taken back")?;
    for _ in 0..MOVES.len() {
        reader.strike(&['U']).await?;
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    is_gold(reader, &gold).await.context("done again")?;

    let gold = opened(reader, address, home, "alternating").await?;
    is_gold(reader, &gold).await.context("after the document was left")?;
    let file = saved::html(reader).await?;
    saved::reopened(reader, &home.join("corrected.html"), &file).await?;
    is_gold(reader, &gold).await.context("in the file")?;
    reader.eval("viewer().edits = null").await?;
    reader.until("return viewer().edits === null").await?;
    is_as_read(reader, &gold).await.context("all taken back in the file")?;
    let gold = opened(reader, address, home, "alternating").await?;
    is_gold(reader, &gold).await.context("what is done in a file is not of the text elsewhere")?;
    forget(reader).await
}

/// With the pointer alone: carried by the grip, taken back by the button, and put right from
/// what else the parser considered.
pub async fn by_pointer(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    let gold = opened(reader, address, home, "alternating").await?;
    reader.part("[part=bar] [data-act=correct]").await?.click().await?;
    reader.until("return document.querySelector('.bm-page .bm-grip') !== null").await?;
    for (what, behind) in MOVES {
        drag(reader, what, behind).await?;
        let there =
            "const all = [...document.querySelectorAll('.bm-page [data-role]')].map((node) => node.textContent.trim());
            const at = all.findIndex((text) => text.startsWith(arguments[0]));
            return all[at - 1]?.startsWith(arguments[1]) ?? false";
        reader
            .until_with(there, vec![what.into(), behind.into()])
            .await
            .with_context(|| format!("{what} is not there"))?;
    }
    is_gold(reader, &gold).await?;
    for _ in 0..MOVES.len() {
        act(reader, "undo").await?.click().await?;
        tokio::time::sleep(Duration::from_millis(120)).await;
    }
    ensure!(!act(reader, "undo").await?.is_enabled().await?, "there is more to take back");
    is_as_read(reader, &gold).await?;
    // the last first: each is put right behind the same paragraph
    for line in [21, 17, 13] {
        let go = format!(
            "[...viewer().shadowRoot.querySelectorAll('[part=correct] .go')].find((go) => new RegExp(`\\\\b{line}\\\\b`).test(go.textContent))"
        );
        element(reader, &go).await.with_context(|| format!("line {line} is not in doubt"))?.click().await?;
        let choice = format!("{go}?.nextElementSibling?.querySelectorAll('button')[1]");
        let before = reader.eval("return viewer().edits?.edits.length ?? 0").await?;
        element(reader, &choice).await?.click().await?;
        reader.until_with("return viewer().edits?.edits.length === arguments[0] + 1", vec![before]).await?;
    }
    is_gold(reader, &gold).await.context("from what else was considered")?;
    forget(reader).await
}

/// Every other way to put a page right, with the panel's buttons and lists.
pub async fn by_panel(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    let gold = opened(reader, address, home, "story-in-two").await?;
    reader.part("[part=bar] [data-act=correct]").await?.click().await?;
    let steps: [(&str, &str, &str); 5] = [
        ("老桥下周", "split", ""),
        ("老桥下周", "role", "headline"),
        ("（一）看质量", "merge", "a1"),
        ("（一）看质量", "role", "subhead"),
        ("水分、杂质", "role", "paragraph"),
    ];
    for (piece, what, value) in steps {
        done(reader, piece, what, value).await.with_context(|| format!("{piece}: {what} {value}"))?;
    }
    drag(reader, "（一）看质量", "本报讯 截至").await?;
    drag(reader, "水分、杂质", "（一）看质量").await?;
    done(reader, "每一车粮", "part", "").await?;
    // carried beneath what it goes on from, and joined to that
    for (what, behind) in [("每一车粮", "水分、杂质"), ("上游三百米", "本报讯 市政处")] {
        let joined = "return [...document.querySelectorAll('.bm-page [data-role]')].some((node) => node.textContent.includes(arguments[0]) && node.textContent.startsWith(arguments[1]))";
        if reader.eval_with(joined, vec![what.into(), behind.into()]).await? == json!(true) {
            continue;
        }
        drag(reader, what, behind).await?;
        done(reader, what, "join", "").await?;
    }
    typed(reader, "（二）看结算", None, Some("卖粮款")).await.context("parted")?;
    done(reader, "（二）看结算", "role", "subhead").await?;
    done(reader, "（二）看结算", "to", "a1").await?;
    done(reader, "卖粮款", "to", "a1").await?;
    is_gold(reader, &gold).await?;

    // a list of edits is a file: saved, and opened on the page it is of
    let edits = reader.eval("return JSON.stringify(viewer().edits)").await?;
    fs::write(home.join("story-in-two.edits.json"), edits.as_str().context("no edits")?)?;
    forget(reader).await?;
    let gold = opened(reader, address, home, "story-in-two").await?;
    is_as_read(reader, &gold).await?;
    edition::pick(reader, home, &["story-in-two.edits.json"]).await?;
    reader.until("return viewer().edits !== null").await?;
    is_gold(reader, &gold).await.context("from a file of edits")?;
    reader.part("[part=bar] [data-act=correct]").await?.click().await?;
    let backs = "return viewer().shadowRoot.querySelectorAll('[part=correct] .back').length";
    let all = reader.eval(backs).await?;
    ensure!(all.as_u64() > Some(8), "{all} corrections are listed");
    reader.part("[part=correct] .back").await?.click().await?;
    reader.until_with(&format!("{backs} === arguments[0] - 1"), vec![all]).await?;
    reader.part("[data-act='correct.undo']").await?.click().await?;
    reader.until("return viewer().edits?.edits.length > 8").await?;
    is_gold(reader, &gold).await.context("what was taken back is done again")?;
    forget(reader).await
}

/// Words are typed anew; what was printed is a key away, and everything of it is still there.
pub async fn words(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    let gold = opened(reader, address, home, "misread-characters").await?;
    reader.part("[part=bar] [data-act=correct]").await?.click().await?;
    reader.until("return document.querySelector('.bm-page .bm-grip') !== null").await?;
    for (start, wanted) in
        [("<b>北门", "<b>北门小学</b>添了气象站"), ("科学课", "科学课老师说，数据会交给市气象局比对。")]
    {
        typed(reader, start, Some(wanted), None).await?;
        let reads = "return [...document.querySelectorAll('.bm-page [data-role]')].some((node) => node.textContent === arguments[0])";
        reader.until_with(reads, vec![wanted.into()]).await.with_context(|| format!("it does not read {wanted}"))?;
    }
    let changed = "return viewer().edits.edits.map(({ at, text }) => at.quote + text)";
    ensure!(reader.eval(changed).await? == json!(["家象", "椐据"]), "{} is changed", reader.eval(changed).await?);
    reader.strike(&['v']).await?;
    reader.until("return viewer().hasAttribute('data-printed')").await.context("what was printed")?;
    let size = "return getComputedStyle(document.querySelector('.bm-corrected')).fontSize";
    ensure!(reader.eval(size).await? == "0px", "what it was corrected to stays");
    reader.strike(&['v']).await?;
    let found = reader.eval("return viewer().find('气象站').then((hits) => hits.length)").await?;
    ensure!(found.as_u64() >= Some(1), "what was corrected is not found");
    let kept = reader.eval("return viewer().text").await?;
    ensure!(kept == gold.text, "the text is another");
    forget(reader).await
}

async fn opened(reader: &Reader<'_>, address: &str, home: &Path, name: &str) -> Result<GoldPage> {
    let folder = crate::tools::root().join("tests/edits");
    let pages = referee::folder(&folder)?;
    let gold = pages.into_iter().find(|page| page.name() == name).with_context(|| format!("no page {name}"))?;
    fs::write(home.join(format!("{name}.txt")), &gold.text)?;
    reader.opens(address).await?;
    edition::pick(reader, home, &[&format!("{name}.txt")]).await?;
    edition::shows(reader, &gold.text, 0).await?;
    Ok(gold)
}

/// What this browser has kept is of this test alone.
async fn forget(reader: &Reader<'_>) -> Result<()> {
    reader.eval("localStorage.clear()").await?;
    Ok(())
}

async fn is_gold(reader: &Reader<'_>, gold: &GoldPage) -> Result<()> {
    let page: Page = serde_json::from_value(reader.eval("return viewer().page").await?)?;
    let labels = banmian::export::labels(&page, &gold.text);
    let figures = referee::score(&gold.text, &gold.gold, &referee::read_rows(&labels)?).figures();
    ensure!(figures == [1.0; 8], "{figures:?}:\n{labels}");
    let shown = reader.eval("return [...document.querySelectorAll('.bm-page [data-start]')].length").await?;
    let spans: usize = page.blocks().map(|block| block.spans.len()).sum();
    ensure!(shown == json!(spans), "{shown} pieces are shown of {spans}");
    Ok(())
}

async fn is_as_read(reader: &Reader<'_>, gold: &GoldPage) -> Result<()> {
    reader.until("return viewer().edits === null").await.context("edits are left")?;
    let bare = |page: Value| without_figures(page);
    let read = bare(serde_json::to_value(banmian::parse(&gold.text, &Options::default()))?);
    ensure!(bare(reader.eval("return viewer().page").await?) == read, "the page is not as it was read");
    Ok(())
}

/// The focus goes to the piece that begins so, by arrow keys.
async fn walk(reader: &Reader<'_>, start: &str) -> Result<()> {
    reader.press(&[Key::Home]).await?;
    let there = "return document.activeElement.textContent.trim().startsWith(arguments[0])";
    for _ in 0..40 {
        if reader.eval_with(there, vec![start.into()]).await? == json!(true) {
            return Ok(());
        }
        reader.press(&[Key::Down]).await?;
    }
    anyhow::bail!("no piece begins with {start}")
}

const PIECE: &str = "[...document.querySelectorAll('.bm-page [data-start]')].find((node) => node.textContent.trim().startsWith(arguments[0]))";

/// Drags a piece by its grip behind another.
async fn drag(reader: &Reader<'_>, what: &str, behind: &str) -> Result<()> {
    let places = "const find = (start) => [...document.querySelectorAll('.bm-page [data-role]')].find((node) => node.textContent.trim().startsWith(start));
        const [what, behind] = [find(arguments[0]), find(arguments[1])];
        what.scrollIntoView({ block: 'end', behavior: 'instant' });
        const grip = what.querySelector('.bm-grip').getBoundingClientRect();
        const { left, width, bottom } = behind.getBoundingClientRect();
        return [grip.left + grip.width / 2, grip.top + grip.height / 2, left + width / 2, bottom - 4]";
    let found = reader.eval_with(places, vec![what.into(), behind.into()]).await?;
    let [x, y, to_x, to_y]: [f64; 4] = serde_json::from_value(found)?;
    let to = |x: f64, y: f64| PointerAction::MoveTo {
        duration: Some(Duration::from_millis(60)),
        x: x.round(),
        y: y.round(),
    };
    let mouse = MouseActions::new("mouse".into())
        .then(to(x, y))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(to(x + 12.0, y + 12.0))
        .then(to((x + to_x) / 2.0, (y + to_y) / 2.0))
        .then(to(to_x, to_y))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    reader.client.perform_actions(mouse).await.with_context(|| format!("{what} from {x},{y} to {to_x},{to_y}"))?;
    Ok(())
}

async fn element(reader: &Reader<'_>, script: &str) -> Result<Element> {
    let found = reader
        .eval(&format!("const it = {script}; it?.scrollIntoView({{ block: 'nearest' }}); return it ?? null"))
        .await?;
    ensure!(!found.is_null(), "there is no such thing");
    Ok(Element::from_element_id(reader.client.clone(), serde_json::from_value::<Found>(found)?.id.into()))
}

#[derive(serde::Deserialize)]
struct Found {
    #[serde(rename = "element-6066-11e4-a52e-4f735466cecf")]
    id: String,
}

async fn act(reader: &Reader<'_>, name: &str) -> Result<Element> {
    reader.part(&format!("[part=correct] [data-act='correct.{name}']")).await
}

/// Chooses a piece with the pointer, and does something with it in the panel.
async fn done(reader: &Reader<'_>, start: &str, what: &str, value: &str) -> Result<()> {
    choose(reader, start).await?;
    let before = reader.eval("return viewer().edits?.edits.length ?? 0").await?;
    let control = act(reader, what).await?;
    if value.is_empty() {
        control.click().await?;
    } else {
        control.select_by_value(value).await?;
    }
    let more = "return (viewer().edits?.edits.length ?? 0) > arguments[0]";
    reader.until_with(more, vec![before]).await.with_context(|| format!("{start} {what} {value}: nothing comes of it"))
}

async fn choose(reader: &Reader<'_>, start: &str) -> Result<()> {
    let script = format!(
        "const it = {PIECE}; it?.scrollIntoView({{ block: 'center', behavior: 'instant' }});
         const [{{ left, top }}] = it.getClientRects(); return [left + 20, top + 12]"
    );
    let [x, y]: [f64; 2] = serde_json::from_value(reader.eval_with(&script, vec![start.into()]).await?)?;
    let mouse = MouseActions::new("mouse".into())
        .then(PointerAction::MoveTo { duration: Some(Duration::from_millis(20)), x: x.round(), y: y.round() })
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    reader.client.perform_actions(mouse).await?;
    let chosen = "return document.querySelector('.bm-page [aria-current]')?.textContent.trim().startsWith(arguments[0]) ?? false";
    reader.until_with(chosen, vec![start.into()]).await.with_context(|| format!("{start} is not chosen"))
}

/// Types a piece anew, or parts it before some words.
async fn typed(reader: &Reader<'_>, start: &str, wanted: Option<&str>, part: Option<&str>) -> Result<()> {
    choose(reader, start).await?;
    act(reader, "type").await?.click().await?;
    reader.until("return document.activeElement?.matches('.bm-typing textarea')").await?;
    if let Some(wanted) = wanted {
        reader.strike(&[Key::Control.into(), 'a']).await?;
        reader.client.active_element().await?.send_keys(wanted).await?;
        return reader.press(&[Key::Enter]).await;
    }
    let before = reader.eval("return document.querySelectorAll('.bm-page [data-role]').length").await?;
    let caret = "const field = document.activeElement; const at = field.value.indexOf(arguments[0]); field.setSelectionRange(at, at)";
    reader.eval_with(caret, vec![part.into()]).await?;
    reader.client.find(fantoccini::Locator::Css(".bm-typing [data-act='correct.part']")).await?.click().await?;
    reader
        .until_with("return document.querySelectorAll('.bm-page [data-role]').length > arguments[0]", vec![before])
        .await
}
