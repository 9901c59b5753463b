//! Links that survive another reading, and what copying gives, with pointer and keyboard.

use super::find::{show, text_of};
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use banmian::Options;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::json;

const WRAPPED: &str = include_str!("../../../tests/pages/hard-wrapped.txt");
const DATED: &str = include_str!("../../../tests/pages/rubric-furniture.txt");

/// A paragraph's link is copied, and leads back to it when numbers and words have changed.
pub async fn links(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let paragraph = ".bm-page article:not([data-article=a1]) p[data-role=paragraph]";
    let start = reader.eval_with("const node = document.querySelector(arguments[0]); node.scrollIntoView({ block: 'center', behavior: 'instant' }); return Number(node.dataset.start ?? node.querySelector('[data-start]').dataset.start)", vec![paragraph.into()]).await?;
    let middle =
        "const box = document.querySelector(arguments[0]).getClientRects()[0]; return [box.left + 30, box.top + 10]";
    point(reader, middle, paragraph, 0).await?;
    let beside = "const box = viewer().shadowRoot.querySelector('[part=anchor]').getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]";
    point(reader, beside, "", 1).await?;
    reader.until("return viewer().shadowRoot.querySelector('[part=anchor]').matches('[data-done]')").await?;
    let link = pasted(reader).await?;
    let (before, quote) = link.split_once('~').with_context(|| format!("{link:?} is no link"))?;
    let (page, place) = before.split_once('#').context("the link has no place")?;
    ensure!(place.starts_with('a') && !place.starts_with("a1."), "the link leads to {place}");
    // each percent sign begins a byte, three of them a character
    let (known, other) = (&quote[..quote.len() - 9], "%E9%BE%98");
    for (what, hash) in [
        ("as it was copied", format!("{place}~{quote}")),
        ("with the numbers of another reading", format!("a1.1~{quote}")),
        ("with a story that is no longer there", format!("a99.7~{quote}")),
        ("with a character that was corrected", format!("{place}~{known}{other}")),
        ("with words that are gone", format!("{place}~{}", other.repeat(6))),
    ] {
        reader.client.goto("about:blank").await?;
        reader.opens(&format!("{page}#{hash}")).await?;
        let found = "const node = document.activeElement;
            const box = node.getBoundingClientRect();
            return node.matches('[data-linked]') && Number(node.dataset.start ?? node.querySelector('[data-start]')?.dataset.start) === arguments[0] && box.top >= 0 && box.top < innerHeight && viewer().view === 'story'";
        reader.until_with(found, vec![start.clone()]).await.with_context(|| format!("{what}: {hash}"))?;
    }
    keyboard(reader, address).await
}

/// One control is reached by Tab, and goes from block to block by arrows.
async fn keyboard(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let focused = "return viewer().shadowRoot.activeElement?.matches('[part=anchor]') === true";
    reader.press_until(&[Key::Tab], focused).await.context("Tab does not reach the control")?;
    let label = "return viewer().shadowRoot.querySelector('[part=anchor]').getAttribute('aria-label')";
    let first = reader.eval(label).await?;
    reader.press(&[Key::Home]).await?;
    reader.press(&[Key::Down]).await?;
    ensure!(reader.eval(label).await? != first || first == "", "arrows do not move the control");
    reader.press(&[Key::Enter]).await?;
    reader.until("return viewer().shadowRoot.querySelector('[part=anchor]').matches('[data-done]')").await?;
    let link = pasted(reader).await?;
    ensure!(link.contains('#') && link.contains('~'), "Enter copies {link:?}");
    Ok(())
}

/// What is selected is copied a line a block, in the words of the source.
pub async fn copies(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    show(reader, WRAPPED).await?;
    let page = banmian::parse(WRAPPED, &Options::default());
    let wrapped = page.blocks().find(|block| block.spans.len() > 2).context("nothing is wrapped")?;
    reader.strike(&[Key::Control.into(), 'a']).await?;
    reader.strike(&[Key::Control.into(), 'c']).await?;
    let all = pasted(reader).await?;
    ensure!(all.lines().any(|line| line == wrapped.text.trim()), "{:?} is not a line of {all:?}", wrapped.text);
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    ensure!(solid(&all) == page.source.characters, "{} of {} characters", solid(&all), page.source.characters);
    show(reader, DATED).await?;
    let page = banmian::parse(DATED, &Options::default());
    let article = page.articles.iter().find(|article| article.headline.is_some() && !article.bylines.is_empty());
    let article = article.context("no story has headline and byline")?;
    let paragraph = format!(".bm-page [data-article={}] p[data-role=paragraph]", article.id);
    reader
        .eval_with(
            "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![paragraph.clone().into()],
        )
        .await?;
    let middle =
        "const box = document.querySelector(arguments[0]).getClientRects()[0]; return [box.left + 60, box.top + 12]";
    point(reader, middle, &paragraph, 3).await?;
    reader.until("return !viewer().shadowRoot.querySelector('[part=selection]').hidden").await.context("no menu")?;
    reader.strike(&[Key::Alt.into(), 'c']).await?;
    let done = "return viewer().shadowRoot.querySelector('[data-act=\"copy.cite\"]').matches('[data-done]')";
    reader.until(done).await.context("Alt+C does not copy")?;
    let cited = pasted(reader).await?;
    let block = article.blocks.iter().find(|block| block.role == banmian::Role::Paragraph).context("no paragraph")?;
    let (words, citation) = cited.split_once('\n').with_context(|| format!("{cited:?} has no citation"))?;
    ensure!(words == block.text.trim(), "{words:?} is copied");
    let headline = article.headline.as_ref().map(|block| block.text.trim().to_owned()).unwrap_or_default();
    for part in [headline.as_str(), article.bylines[0].block.text.trim(), "临溪日报", "2031年11月18日"] {
        ensure!(citation.contains(part), "{citation:?} lacks {part}");
    }
    Ok(())
}

/// Moves the pointer to where a script says and presses it some times.
async fn point(reader: &Reader<'_>, script: &str, argument: &str, presses: usize) -> Result<()> {
    let [x, y]: [f64; 2] = serde_json::from_value(reader.eval_with(script, vec![argument.into()]).await?)?;
    let mut mouse = MouseActions::new("mouse".into()).then(PointerAction::MoveTo {
        duration: Some(std::time::Duration::from_millis(20)),
        x,
        y,
    });
    for _ in 0..presses {
        mouse = mouse
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    }
    reader.client.perform_actions(mouse).await?;
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    Ok(())
}

/// What the clipboard has, pasted into a field of the test's own.
async fn pasted(reader: &Reader<'_>) -> Result<String> {
    let field = "const field = document.querySelector('#pasted') ?? document.body.appendChild(Object.assign(document.createElement('textarea'), { id: 'pasted' }));
        field.value = '';
        field.focus({ preventScroll: true });";
    reader.eval(field).await?;
    reader.strike(&[Key::Control.into(), 'v']).await?;
    reader.until("return document.querySelector('#pasted').value !== ''").await.context("nothing was copied")?;
    let text = text_of(reader.eval("return document.querySelector('#pasted').value").await?);
    ensure!(reader.eval("document.querySelector('#pasted').remove(); return 1").await? == json!(1));
    Ok(text)
}
