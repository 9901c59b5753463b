//! One story, read: its measure, where it goes on, where its reader was, what is doubtful.

use super::edition::{FRONT, pick, shows, written};
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, PointerAction, TouchActions};
use fantoccini::key::Key;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::time::Duration;

const ON: &str = "市图书馆新馆昨日开馆\n\n（上接第一版）\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n\n\
    老街修缮完工\n\n本报讯 历时两年,城南老街的修缮昨日完工,沿街店铺陆续开门迎客。\n";
const ALIKE: &str = "市图书馆新馆开放细则\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n";
const VAGUE: &str = "（上接第一版）\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n";

/// A jump is followed where its page is open, with a doubt said, and does no harm elsewhere.
pub async fn jumps(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = written(home)?;
    for (name, text) in [("03.txt", ON), ("p3.txt", ALIKE), ("3.txt", VAGUE)] {
        fs::write(folder.join(name), text)?;
    }
    pick(reader, &folder, &["1.txt", "2.txt"]).await?;
    shows(reader, FRONT, 0).await?;
    reader.client.find(Locator::Css("#a1 h2 a")).await?.click().await?;
    reader.until("return viewer().view === 'story'").await?;
    reader.client.find(Locator::Css("#a1 .bm-jump")).await?.click().await?;
    reader.until("return !viewer().shadowRoot.querySelector('[part=note]').hidden").await.context("a page not open")?;
    let note = reader.part("[part=note]").await?.text().await?;
    ensure!(
        note.contains('3') && reader.client.find_all(Locator::Css(".bm-continued")).await?.is_empty(),
        "it says {note:?}"
    );

    for (third, unsure) in [("03.txt", 0), ("p3.txt", 1), ("3.txt", 0)] {
        pick(reader, &folder, &["1.txt", third]).await?;
        shows(reader, FRONT, 0).await?;
        reader.press_until(&[Key::Tab], "return document.activeElement?.matches('.bm-jump') === true").await?;
        reader.press(&[Key::Enter]).await?;
        reader.until("return document.querySelector('.bm-continued') !== null").await.context(third)?;
        let found = "const on = document.querySelector('.bm-continued');
            return [viewer().view, on.textContent.includes('藏书一百二十万册'), on.textContent.includes('城南老街'),
                    on.querySelectorAll('.bm-unsure').length, document.activeElement.matches('.bm-turned'),
                    on.querySelectorAll('[data-start]').length, on.previousElementSibling.className]";
        let found = reader.eval(found).await?;
        ensure!(found == json!(["story", true, false, unsure, true, 0, "bm-page"]), "{third}: {found}");
    }
    reader.client.find(Locator::Css(".bm-turned a")).await?.click().await?;
    shows(reader, VAGUE, 1).await.context("the page it goes on on")?;
    reader.client.find(Locator::Css("article[data-current] .bm-jump")).await?.click().await?;
    shows(reader, FRONT, 0).await.context("back to where it began")?;
    reader.until("return viewer().view === 'story' && viewer().story === 'a1'").await
}

/// A line is as long as it should be, the time is told, and a story opens where it was left.
pub async fn place(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    reader.client.set_window_size(1100, 500).await.context("a low window")?;
    let longest = "const length = (article) => article.querySelector('.bm-body').textContent.length;
        return [...viewer().querySelectorAll('article')].sort((a, b) => length(b) - length(a))[0].dataset.article";
    let longest = reader.eval(longest).await?.as_str().context("no article")?.to_owned();
    let open = format!("[data-article='{longest}'] :is(h2 span[data-start], h2[data-start] a)");
    click(reader, &open).await.context("the headline")?;
    reader.until("return viewer().view === 'story'").await?;
    let measured = "const line = document.querySelector('article[data-current] p[data-role=paragraph]');
        return [line.clientWidth / parseFloat(getComputedStyle(line).fontSize),
                line.closest('article').querySelector('header').dataset.time]";
    let measured = reader.eval(measured).await?;
    let line = measured[0].as_f64().unwrap_or_default();
    ensure!((38.0..=42.0).contains(&line), "a line holds {line} characters");
    ensure!(
        measured[1].as_str().is_some_and(|time| time.contains(|c: char| c.is_ascii_digit())),
        "the time is {measured}"
    );
    let first = "const { bottom } = viewer().shadowRoot.querySelector('[part=bar]').getBoundingClientRect();
        const pieces = [...document.querySelectorAll('article[data-current] [data-start]')];
        return pieces.findIndex((piece) => piece.getBoundingClientRect().bottom > Math.max(0, bottom) + 4)";
    for _ in 0..3 {
        reader.press(&[Key::PageDown]).await.context("Page Down")?;
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let left = reader.eval(first).await?;
    ensure!(left.as_i64() > Some(0), "the story does not scroll");
    reader.press(&[Key::Escape]).await?;
    reader.until("return viewer().view === 'page'").await?;
    click(reader, &open).await.context("the headline again")?;
    reader.until_with(&format!("{first} === arguments[0]"), vec![left]).await.context("not where it was left")?;
    // The page is deeper than the story: its place is not cut off by the story's.
    reader.press(&[Key::Escape]).await?;
    reader.until("return viewer().view === 'page'").await?;
    let last = reader.client.find_all(Locator::Css("article h2 a span[data-start], article h2[data-start] a")).await?;
    let last = last.last().context("no headline")?;
    reader
        .client
        .execute("arguments[0].scrollIntoView({ block: 'center' })", vec![serde_json::to_value(last)?])
        .await?;
    let deep = reader.eval("return scrollY").await?;
    ensure!(deep.as_f64() > Some(200.0), "the page does not scroll");
    last.clone().click().await.context("the last headline")?;
    reader.until("return viewer().view === 'story'").await?;
    reader.press(&[Key::Escape]).await?;
    reader
        .until_with("return viewer().view === 'page' && Math.abs(scrollY - arguments[0]) < 2", vec![deep])
        .await
        .context("the page is not where it was left")
}

/// What is doubtful is marked on both sides, counted, and listed with a way to each place.
pub async fn doubts(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let doubts = reader.page.diagnostics.iter().filter(|doubt| !doubt.spans.is_empty()).count();
    ensure!(doubts > 0, "the page has no doubt to show");
    reader.button("source").await?.click().await?;
    reader.part("button.doubts").await?.click().await?;
    let start = reader.page.diagnostics[0].spans[0].utf16[0];
    let listed = reader.eval("return viewer().shadowRoot.querySelectorAll('ol.doubts button').length").await?;
    ensure!(listed == json!(doubts), "{listed} doubts of {doubts} are listed");
    reader.part("ol.doubts button").await?.click().await?;
    let marked = format!(
        "return document.querySelectorAll('[data-start=\"{start}\"][data-doubt][aria-current=true]').length === 2
            && viewer().shadowRoot.querySelector('[part=why] .doubt') !== null"
    );
    reader.until(&marked).await.context("the first doubt is not gone to")
}

/// `?` opens the sheet over everything, Escape closes it; single keys work in the viewer alone.
pub async fn keys(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    reader.strike(&['2']).await?;
    ensure!(reader.eval("return viewer().view").await? == "page", "a key is heard that was not the viewer's");
    reader.press_until(&[Key::Tab], "return document.activeElement === viewer()").await?;
    reader.strike(&['?']).await?;
    reader.until("return viewer().shadowRoot.querySelector('dialog')?.open === true").await?;
    for _ in 0..6 {
        reader.press(&[Key::Tab]).await?;
        let inside = reader.eval("const { activeElement } = viewer().shadowRoot; return activeElement === null || activeElement.closest('dialog') !== null").await?;
        ensure!(inside == json!(true), "Tab leaves the sheet");
    }
    reader.press(&[Key::Escape]).await?;
    reader.until("return viewer().shadowRoot.querySelector('dialog').open === false").await?;
    reader
        .until("return viewer().shadowRoot.activeElement?.closest('[part=bar]') != null")
        .await
        .context("the focus is lost")?;
    reader.strike(&['2']).await?;
    reader.until("return viewer().view === 'list'").await.context("2 shows the contents")?;
    reader.strike(&['1']).await?;
    reader.until("return viewer().view === 'page'").await.context("1 shows the page")
}

/// A finger drawn to the side turns to the next story; drawn down, it does not.
pub async fn swipe(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    reader.client.find(Locator::Css("article h2 a")).await?.click().await?;
    reader.until("return viewer().view === 'story'").await?;
    let first = reader.eval("return viewer().story").await?;
    draw(reader, (700, 500), (700, 250)).await?;
    ensure!(reader.eval("return viewer().story").await? == first, "scrolling turns to another story");
    draw(reader, (800, 400), (500, 410)).await?;
    reader
        .until_with("return viewer().view === 'story' && viewer().story !== arguments[0]", vec![first.clone()])
        .await?;
    draw(reader, (500, 400), (800, 390)).await?;
    reader.until_with("return viewer().story === arguments[0]", vec![first]).await
}

/// Clicks what may be out of sight.
async fn click(reader: &Reader<'_>, selector: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
    reader.client.execute(script, vec![selector.into()]).await?;
    Ok(reader.client.find(Locator::Css(selector)).await?.click().await?)
}

async fn draw(reader: &Reader<'_>, from: (i64, i64), to: (i64, i64)) -> Result<()> {
    let moved = |(x, y): (i64, i64), ms| PointerAction::MoveTo {
        duration: Some(Duration::from_millis(ms)),
        x: x as f64,
        y: y as f64,
    };
    let finger = TouchActions::new("finger".into())
        .then(moved(from, 0))
        .then(PointerAction::Down { button: 0 })
        .then(moved(((from.0 + to.0) / 2, (from.1 + to.1) / 2), 60))
        .then(moved(to, 60))
        .then(PointerAction::Up { button: 0 });
    Ok(reader.client.perform_actions(finger).await?)
}
