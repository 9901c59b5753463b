//! The settings of the type, chosen in the panel by keyboard and pointer.

use super::engine::Engine;
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, WheelAction, WheelActions};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// What is checked, and how it went.
pub type Outcomes = Vec<(&'static str, Result<()>)>;

pub async fn all(reader: &Reader<'_>, engine: Engine, address: &str) -> Outcomes {
    let afresh = "try { localStorage.removeItem('banmian.type'); sessionStorage.clear() } catch { }";
    let _ = reader.client.execute(afresh, vec![]).await;
    vec![
        ("the type is set by keyboard, and stays set", kept(reader, address).await),
        ("attributes and custom properties set the type", attributes(reader).await),
        ("the other characters are shown, the source is kept", characters(reader, address).await),
        ("punctuation and vertical lines are set as Chinese sets them", exact(reader).await),
        ("vertical lines are read with the wheel", vertical(reader, engine, address).await),
    ]
}

/// The panel opens from the tool bar; a theme chosen with arrows holds, and over a reload.
async fn kept(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let button = focus("dataset.act === 'type'");
    reader.press_until(&[Key::Tab], &focus("closest('[part=bar]') != null")).await.context("no tool bar")?;
    reader.press_until(&[Key::Right], &button).await.context("arrows do not reach the button")?;
    reader.press(&[Key::Enter]).await?;
    reader.until(&focus("name === 'theme'")).await.context("the panel does not open on its first setting")?;
    reader.press_until(&[Key::Right], &focus("value === 'dark'")).await?;
    reader.until(&ground("[23, 22, 19]")).await.context("the page is not dark")?;
    ensure!(words(reader).await?.iter().all(|word| !word.contains("type.")), "a word of the panel is missing");
    reader.press(&[Key::Escape]).await?;
    reader.until(&button).await.context("Escape does not lead back to the button")?;
    reader.opens(address).await?;
    reader.until(&ground("[23, 22, 19]")).await.context("the page is not dark when it is opened again")?;
    open(reader).await?;
    pick(reader, "p button:first-child").await?;
    reader.until("return !document.querySelector('banmian-viewer').hasAttribute('theme')").await?;
    reader.opens(address).await?;
    reader.until("return !document.querySelector('banmian-viewer').hasAttribute('theme')").await.context("reset")
}

/// Attributes win over what was chosen; the style of a host counts as well.
async fn attributes(reader: &Reader<'_>) -> Result<()> {
    let found = reader.client.execute_async(ATTRIBUTES, vec![]).await?;
    let wanted = json!({
        "size": "25.5px", "leading": "51px", "measure": "510px", "paper": "rgb(255, 255, 255)", "narrow": true,
        "properties": ["150", "2", "20", "light", "hei", "1"], "chosen": "dark", "styled": "vertical-rl",
    });
    ensure!(found == wanted, "set is {found}");
    Ok(())
}

/// Traditional characters for a simplified page, and back; nothing of the source changes.
async fn characters(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let before = reader.client.execute(SHOWN, vec![]).await?;
    open(reader).await?;
    pick(reader, "[data-value=hant]").await?;
    reader
        .until("return document.querySelector('.bm-page').lang === 'zh-Hant'")
        .await
        .context("the page does not become traditional")?;
    reader.until(&format!("return {DIFFERING} > 50")).await.context("the characters stay as they were")?;
    let lengths = "return [...document.querySelectorAll('.bm-page [data-start]')]
        .every((piece) => piece.textContent.length === piece.dataset.end - piece.dataset.start)";
    ensure!(reader.client.execute(lengths, vec![]).await? == true, "a piece has another length");
    reader.client.execute("location.hash = '#source'", vec![]).await?;
    let source = "const v = document.querySelector('banmian-viewer');
        const text = [...v.querySelectorAll('.bm-source .bm-line')].map((line) => line.textContent).join('\\n');
        return text === v.text && v.querySelector('.bm-source').lang === 'zh-Hans'";
    reader.until(source).await.context("the source is not as it was")?;
    reader.client.execute("location.hash = '#page'", vec![]).await?;
    reader.until("return document.querySelector('banmian-viewer').view === 'page'").await?;
    pick(reader, "[data-value=source]").await?;
    reader.until(&format!("return {DIFFERING} === 0")).await.context("the page does not come back")?;
    let after = reader.client.execute(SHOWN, vec![]).await?;
    ensure!(before == after, "the page is not what it was before");
    pick(reader, "p button:first-child").await
}

/// Given texts are shown to the character as they ought to be.
async fn exact(reader: &Reader<'_>) -> Result<()> {
    let hans = "他的头发花白,理发店也发来贺信。\n\n这表明了(图书馆)的发展:皇后在家里吃面,价格是1,000.5元. \"好\"他说.";
    let cases = [
        (
            json!({ "script": "hant" }),
            hans,
            "他的頭髮花白,理髮店也發來賀信。這表明了(圖書館)的發展:皇后在家裡吃麵,價格是1,000.5元. \"好\"他說.",
        ),
        (
            json!({ "script": "hant", "punctuation": "full" }),
            hans,
            "他的頭髮花白，理髮店也發來賀信。這表明了（圖書館）的發展：皇后在家裡吃麵，價格是1,000.5元。 “好”他說。",
        ),
        (json!({ "script": "hans" }), "這表明頭髮與發展,皇后在後。", "这表明头发与发展,皇后在后。"),
        (
            json!({ "writing": "vertical" }),
            "“图书馆”2026年5月12日开馆,共3.5万册,APEC在A座。",
            "『图书馆』２０２６年５月[12]日开馆，共3.5万册，APEC在Ａ座。",
        ),
        (json!({ "script": "hant", "punctuation": "full" }), "Hello, world (again): no Chinese here.", ""),
    ];
    for (settings, text, wanted) in cases {
        let wanted = if wanted.is_empty() { text } else { wanted };
        let found = reader.client.execute_async(EXACT, vec![settings.clone(), text.into()]).await?;
        ensure!(found == wanted, "with {settings} it shows {found}");
    }
    Ok(())
}

/// In vertical lines the wheel goes leftwards; the document does not grow wide.
async fn vertical(reader: &Reader<'_>, engine: Engine, address: &str) -> Result<()> {
    reader.opens(address).await?;
    open(reader).await?;
    pick(reader, "[data-value=vertical]").await?;
    reader.press(&[Key::Escape]).await.context("Escape")?;
    for view in ["page", "story"] {
        if view == "story" {
            let link = reader.client.find(Locator::Css("article h2 [data-start]")).await?;
            link.click().await.context("the headline cannot be clicked")?;
            reader.until("return document.querySelector('banmian-viewer').view === 'story'").await?;
        }
        let mode = "return getComputedStyle(document.querySelector('.bm-page')).writingMode === 'vertical-rl'";
        reader.until(mode).await.with_context(|| format!("the {view} is not vertical"))?;
        let wide = "const e = document.scrollingElement; return e.scrollWidth <= innerWidth + 1";
        ensure!(reader.client.execute(wide, vec![]).await? == true, "the {view} makes the document wide");
        // a story that was read before opens where its reader stopped
        let first = format!("return {SCROLLED} > -2");
        reader.until(&first).await.with_context(|| format!("the {view} starts elsewhere"))?;
        let ahead = format!("return {SCROLLED} < -100");
        let back = format!("return {SCROLLED} > -2");
        // WebKit's driver has no wheel
        if engine != Engine::WebKit {
            wheel(reader, 300).await?;
            reader.until(&ahead).await.with_context(|| format!("no wheel in the {view}"))?;
            wheel(reader, -900).await?;
            reader.until(&back).await.with_context(|| format!("no wheel back in the {view}"))?;
        }
        let focused = focus("part?.contains('reading')");
        // the bar's button has the focus before, or the story within
        let way: &[Key] = if view == "story" { &[Key::Shift, Key::Tab] } else { &[Key::Tab] };
        reader.press_until(way, &focused).await.with_context(|| format!("Tab does not reach the {view}"))?;
        reader.press(&[Key::PageDown]).await.context("Page Down")?;
        reader.until(&ahead).await.with_context(|| format!("no Page Down in the {view}"))?;
        reader.press(&[Key::Home]).await.context("Home")?;
        reader.until(&back).await.with_context(|| format!("no Home in the {view}"))?;
    }
    returns(reader).await?;
    open(reader).await?;
    pick(reader, "p button:first-child").await?;
    reader.until("return getComputedStyle(document.querySelector('.bm-page')).writingMode === 'horizontal-tb'").await
}

/// A story in vertical lines opens where it was left.
async fn returns(reader: &Reader<'_>) -> Result<()> {
    let size = reader.client.get_window_size().await?;
    reader.client.set_window_size(500, 600).await.context("a small window")?;
    reader.press(&[Key::PageDown]).await.context("Page Down")?;
    reader.until(&format!("return {SCROLLED} < -100")).await.context("the story does not scroll")?;
    let left = reader.client.execute(&format!("return {FIRST}"), vec![]).await?;
    reader.press(&[Key::Escape]).await?;
    reader.until("return document.querySelector('banmian-viewer').view === 'page'").await?;
    reader.client.find(Locator::Css("article h2 [data-start]")).await?.click().await?;
    let same = format!("return document.querySelector('banmian-viewer').view === 'story' && {FIRST} === arguments[0]");
    reader.until_with(&same, vec![left]).await.context("not where it was left")?;
    Ok(reader.client.set_window_size(size.0 as u32, size.1 as u32).await?)
}

async fn wheel(reader: &Reader<'_>, by: i64) -> Result<()> {
    let scroll = WheelAction::Scroll { duration: None, x: 500, y: 500, delta_x: 0, delta_y: by };
    Ok(reader.client.perform_actions(WheelActions::new("wheel".into()).then(scroll)).await?)
}

/// Opens the panel with the pointer.
async fn open(reader: &Reader<'_>) -> Result<()> {
    let root = reader.client.find(Locator::Css("banmian-viewer")).await?.shadow_root().await?;
    root.find(Locator::Css("[data-act=type]")).await?.click().await?;
    reader
        .until("return !document.querySelector('banmian-viewer').shadowRoot.querySelector('[part=type]').hidden")
        .await
}

/// Clicks what is in the panel.
async fn pick(reader: &Reader<'_>, what: &str) -> Result<()> {
    let root = reader.client.find(Locator::Css("banmian-viewer")).await?.shadow_root().await?;
    Ok(root.find(Locator::Css(&format!("[part=type] {what}"))).await?.click().await?)
}

async fn words(reader: &Reader<'_>) -> Result<Vec<String>> {
    let script = "const p = document.querySelector('banmian-viewer').shadowRoot.querySelector('[part=type]');
        return [...p.querySelectorAll('legend, label, button')].map((node) => node.textContent)";
    let words: Value = reader.client.execute(script, vec![]).await?;
    Ok(serde_json::from_value(words)?)
}

fn focus(what: &str) -> String {
    format!("const at = document.activeElement?.shadowRoot?.activeElement; return at != null && at.{what}")
}

/// Whether the viewer's ground has the colour.
fn ground(colour: &str) -> String {
    format!(
        "const ground = getComputedStyle(document.querySelector('banmian-viewer')).backgroundColor;
        return ground.replace('rgb(', '[').replace(')', ']') === '{colour}'"
    )
}

const SHOWN: &str = "return document.querySelector('.bm-page').textContent";
const DIFFERING: &str = "((v) => [...v.querySelectorAll('.bm-page [data-start]')]
    .filter((piece) => piece.textContent !== v.text.slice(piece.dataset.start, piece.dataset.end)).length)
    (document.querySelector('banmian-viewer'))";
const SCROLLED: &str = "document.querySelector('banmian-viewer').shadowRoot.querySelector('[part=reading]').scrollLeft";

/// Where the first piece of the story begins that has not been scrolled past.
const FIRST: &str = "((box) => [...document.querySelectorAll('article[data-current] [data-start]')]
    .find((piece) => box.right - piece.getBoundingClientRect().left > 4).dataset.start)
    (document.querySelector('banmian-viewer').shadowRoot.querySelector('[part=reading]').getBoundingClientRect())";

const ATTRIBUTES: &str = "
    const done = arguments[0];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.styled { --banmian-writing: vertical }');
    document.adoptedStyleSheets.push(sheet);
    const viewer = document.createElement('banmian-viewer');
    const set = { size: '150', leading: '2', measure: '20', theme: 'light', font: 'hei', columns: '1' };
    for (const [name, value] of Object.entries(set)) viewer.setAttribute(name, value);
    document.body.append(viewer);
    viewer.text = '市图书馆新馆昨日开馆\\n\\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。';
    (async () => {
        await viewer.ready;
        const page = getComputedStyle(viewer.querySelector('.bm-page'));
        const narrow = viewer.querySelector('.bm-main').clientWidth < 33 * 25.5 + 100;
        const found = {
            size: page.fontSize, leading: page.lineHeight, paper: getComputedStyle(viewer).backgroundColor, narrow,
            properties: Object.keys(set).map((name) => viewer[name]),
        };
        viewer.className = 'styled';
        viewer.font = null;
        await new Promise((later) => setTimeout(later, 50));
        found.styled = getComputedStyle(viewer.querySelector('.bm-page')).writingMode;
        viewer.className = '';
        viewer.show('story', 'a1');
        found.measure = getComputedStyle(viewer.querySelector('.bm-stories')).maxInlineSize;
        viewer.theme = 'dark';
        found.chosen = viewer.getAttribute('theme');
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
        viewer.remove();
        done(found);
    })();
";

/// What a viewer of its own shows of a text; what stands upright together is in brackets.
const EXACT: &str = "
    const [settings, text, done] = arguments;
    const viewer = document.createElement('banmian-viewer');
    for (const [name, value] of Object.entries(settings)) viewer.setAttribute(name, value);
    document.body.append(viewer);
    viewer.text = text;
    (async () => {
        await viewer.ready;
        await new Promise((later) => setTimeout(later, 300));
        const shown = (piece) => {
            const copy = piece.cloneNode(true);
            for (const place of copy.querySelectorAll('.bm-upright')) place.replaceWith('[' + place.textContent + ']');
            return copy.textContent;
        };
        const pieces = [...viewer.querySelectorAll('.bm-page [data-start]')];
        pieces.sort((a, b) => a.dataset.start - b.dataset.start);
        done(pieces.map(shown).join(''));
        viewer.remove();
    })();
";
