//! No rule of accessibility is broken: axe-core in every view, theme and language.

use super::edition::{FRONT, pick, shows, written};
use super::engine::Browser;
use super::npm;
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::Path;

const VERSION: &str = "4.14.1";
/// Views, and what can be opened over them: by scripts, as the ways there are tested elsewhere.
const STATES: [(&str, &str); 11] = [
    ("page", "viewer().show('page')"),
    ("contents", "viewer().show('list')"),
    ("a story", "viewer().show('story', viewer().page.articles[0].id)"),
    ("the source", "viewer().show('source')"),
    (
        "a piece's reasons",
        "viewer().show('source'); viewer().select(viewer().page.articles[0].blocks[0].spans[0].utf16[0])",
    ),
    ("the doubts", "viewer().show('source'); viewer().shadowRoot.querySelector('button.doubts').click()"),
    ("the desk", "viewer().correcting = true; viewer().select(viewer().page.diagnostics[0].spans[0].utf16[0])"),
    ("what is found", "viewer().show('page'); viewer().find(viewer().page.articles[0].headline.text.slice(0, 2))"),
    (
        "the hits",
        "viewer().show('page'); viewer().find('。').then(() => viewer().shadowRoot.querySelector('[data-act=hits]').click())",
    ),
    ("the type's panel", "viewer().show('page'); viewer().shadowRoot.querySelector('[data-act=type]').click()"),
    ("the keys", "viewer().show('page'); viewer().shadowRoot.querySelector('[data-act=keys]').click()"),
];

pub async fn clean(browser: &Browser, reader: &Reader<'_>, address: &str, home: &Path, root: &Path) -> Result<()> {
    let package = npm::ensure(root, "axe-core", VERSION)?;
    let axe = std::fs::read_to_string(package.join("axe.min.js"))?;
    for theme in ["light", "dark"] {
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        browser.chromium("Emulation.setEmulatedMedia", feature).await?;
        reader.opens(address).await?;
        reader.client.execute(&axe, vec![]).await?;
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            reader
                .eval_with(
                    "viewer().lang = arguments[0]; document.documentElement.lang = arguments[0]",
                    vec![lang.into()],
                )
                .await?;
            for (state, way) in STATES {
                reader.eval(way).await?;
                quiet(reader).await.with_context(|| format!("{state}, {theme}, {lang}"))?;
                reader.eval(PUT_AWAY).await?;
            }
        }
        let folder = written(home)?;
        pick(reader, &folder, &["1.txt", "10.txt", "3.pdf"]).await?;
        shows(reader, FRONT, 0).await?;
        quiet(reader).await.with_context(|| format!("an edition, {theme}"))?;
        reader.eval("viewer().turn(1)").await?;
        reader.until("return viewer().state === 'error'").await?;
        quiet(reader).await.with_context(|| format!("a page that cannot be read, {theme}"))?;
    }
    browser.chromium("Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
    reader.opens(address).await?;
    reader.client.execute(&axe, vec![]).await?;
    for theme in ["paper", "light", "sepia", "dark", "contrast"] {
        reader.eval_with("viewer().theme = arguments[0]", vec![theme.into()]).await?;
        for (state, way) in STATES {
            reader.eval(way).await?;
            quiet(reader).await.with_context(|| format!("{state}, {theme} chosen"))?;
            reader.eval(PUT_AWAY).await?;
        }
    }
    reader.eval("viewer().theme = null").await?;
    Ok(())
}

/// Closes what was opened over a view.
const PUT_AWAY: &str = "
    const root = viewer().shadowRoot;
    root.querySelector('dialog').close();
    for (const part of ['find', 'type']) {
        const opened = root.querySelector(`[part=${part}]`);
        if (opened && !opened.hidden) root.querySelector(part === 'find' ? '[part=find] [data-act=close]' : '[data-act=type]').click();
    }
";

/// axe finds nothing; that it looks at anything is seen from the rules that are kept.
async fn quiet(reader: &Reader<'_>) -> Result<()> {
    let found = reader.client.execute_async(RUN, vec![]).await?;
    let broken = found["broken"].as_array().context("axe gave no answer")?;
    let broken: Vec<&str> = broken.iter().filter_map(|rule| rule.as_str()).collect();
    ensure!(broken.is_empty(), "{}", broken.join(" | "));
    ensure!(found["kept"].as_u64() > Some(10), "axe looked at next to nothing");
    Ok(())
}

const RUN: &str = "
    const done = arguments[0];
    requestAnimationFrame(() => setTimeout(async () => {
        const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
        const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' ; ')}`);
        done({ broken, kept: passes.length });
    }, 50));
";
