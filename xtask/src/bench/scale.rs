//! Editions of many pages in Chromium: opened, read, kept and looked through, beside indices
//! that others make for finding.

use super::table::Row;
use super::{Place, browser, pages};
use crate::test::engine::Browser;
use crate::test::{npm, server::Server};
use crate::{tools, view};
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use serde_json::{Value, json};
use std::fs;
use std::time::Duration;
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System, UpdateKind};

const SIZES: [usize; 4] = [10, 100, 1000, 3000];
/// The size at which finding is compared.
const COMPARED: usize = 1000;
const PACKAGES: [(&str, &str); 2] = [("minisearch", "7.2.0"), ("flexsearch", "0.8.212")];
const PEERS: [(&str, &str); 2] = [("MiniSearch", "minisearch"), ("FlexSearch", "flexsearch")];

pub fn rows(place: &Place) -> Result<Vec<Row>> {
    let viewer = Place::address(&view::build(&place.root)?)?;
    let all = pages::made(SIZES.into_iter().max().unwrap_or_default());
    let queries = queries(&all[..COMPARED]);
    let mut rows = Vec::new();
    for count in SIZES {
        tools::step(&format!("an edition of {count} pages"));
        let path = place.folder.join(format!("edition-{count}.txt"));
        fs::write(&path, all[..count].join("\u{c}"))?;
        let bytes = fs::metadata(&path)?.len() as usize;
        let found = browser::chromium(place, async |browser| {
            browser.client.goto(&viewer).await?;
            browser.client.execute_async(HAND, vec![]).await?;
            let before = memory(browser, place).await?;
            browser.client.find(Locator::Id("bench")).await?.send_keys(&path.display().to_string()).await?;
            let mut found = work(browser, include_str!("scale.js"), json!([queries, count == COMPARED])).await?;
            found["memory"] = json!(memory(browser, place).await? - before);
            Ok(found)
        })?;
        rows.extend(edition(count, bytes, &found)?);
        if count == COMPARED {
            rows.extend(compared(place, &all[..count], bytes, &queries, &found)?);
        }
    }
    Ok(rows)
}

fn edition(count: usize, bytes: usize, found: &Value) -> Result<Vec<Row>> {
    let of = format!("{count} pages");
    let (first, all) = (figure(found, "first")?, figure(found, "all")?);
    let ratio = figure(found, "memory")? / bytes as f64;
    Ok(vec![
        Row::new(format!("first page on screen, of {of}"), "ms", first),
        Row::new(format!("all read, of {of}"), "s", all / 1000.0).at("edition in the viewer", bytes, all / 1000.0),
        Row::new(format!("gaps between frames over 50 ms, while reading {of}"), "gaps", figure(found, "gaps")?),
        Row::new(format!("longest gap, while reading {of}"), "ms", figure(found, "longest")?),
        Row::new(format!("memory over text, {of} read and indexed"), "×", ratio),
        Row::new(format!("index for finding, {of}"), "ms", figure(found, "index")?),
        Row::new(format!("find, a key pressed, {of}"), "ms", figure(found, "query")?),
        Row::new(format!("find, the slowest key, {of}"), "ms", figure(found, "slowest")?),
    ])
}

fn compared(place: &Place, all: &[String], bytes: usize, queries: &[String], ours: &Value) -> Result<Vec<Row>> {
    let folder = npm::together(&place.root, "bench-find", &PACKAGES)?;
    fs::write(folder.join("index.html"), "<!doctype html><meta charset=utf-8><title>find</title>")?;
    fs::write(folder.join("pages.json"), serde_json::to_string(all)?)?;
    let server = Server::new(&folder)?;
    let mut rows = vec![Row::new("pages found of those that hold the words", "share", figure(ours, "recall")?)];
    for (name, package) in PEERS {
        tools::step(&format!("finding with {name}"));
        let theirs = browser::chromium(place, async |browser| {
            browser.client.goto(&server.address).await?;
            let before = memory(browser, place).await?;
            let mut found = work(browser, include_str!("peers.js"), json!([package, queries])).await?;
            found["memory"] = json!(memory(browser, place).await? - before);
            Ok(found)
        })?;
        let beside = |what: &str, unit, field| {
            Ok::<_, anyhow::Error>(Row::new(what, unit, figure(ours, field)?).beside(name, figure(&theirs, field)?))
        };
        rows.extend([
            beside("index for finding", "ms", "index")?,
            beside("find, a key pressed", "ms", "query")?,
            beside("pages found of those that hold the words", "share", "recall")?,
            beside("pages that hold the words, of those found", "share", "precision")?,
            Row::new("memory over text, pages read and indexed", "×", figure(ours, "memory")? / bytes as f64)
                .beside(format!("{name}, pages and index"), figure(&theirs, "memory")? / bytes as f64),
        ]);
    }
    Ok(rows)
}

/// Stretches of two to six characters out of pages here and there.
fn queries(pages: &[String]) -> Vec<String> {
    let mut chance = fastrand::Rng::with_seed(7);
    let mut out = Vec::new();
    while out.len() < 20 {
        let page = &pages[chance.usize(..pages.len())];
        let length = chance.usize(2..=6);
        let start = chance.usize(..page.chars().count());
        let words: String = page.chars().skip(start).take(length).collect();
        if words.chars().count() == length && words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            out.push(words);
        }
    }
    out
}

/// Runs a script that leaves what it found in `window.found`, however long it takes.
async fn work(browser: &Browser, script: &str, arguments: Value) -> Result<Value> {
    let start = format!(
        "window.found = null;
        const keep = (found) => (window.found = found);
        (async (...given) => {{ {script} }})(...arguments).then(keep, (error) => keep({{ failed: String(error.stack) }}));"
    );
    browser.client.execute(&start, arguments.as_array().cloned().unwrap_or_default()).await?;
    for _ in 0..3000 {
        let found = browser.client.execute("return window.found", vec![]).await?;
        ensure!(found["failed"].is_null(), "{}", found["failed"]);
        if !found.is_null() {
            return Ok(found);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    anyhow::bail!("it took longer than ten minutes")
}

/// What the processes of documents hold in memory once what can be given back is, in bytes.
async fn memory(browser: &Browser, place: &Place) -> Result<f64> {
    for _ in 0..2 {
        browser.chromium("HeapProfiler.collectGarbage", json!({})).await?;
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let profile = tools::target_dir(&place.root)?.join("browsers/bench").display().to_string();
    let mut system = System::new()?;
    let wanted = ProcessRefreshKind::nothing().with_memory().with_cmd(UpdateKind::Always);
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, wanted);
    let has = |process: &sysinfo::Process, words: &str| {
        process.cmd().iter().any(|part| part.to_string_lossy().contains(words))
    };
    let renderers = system.processes().values().filter(|process| {
        let parent = process.parent().and_then(|parent| system.process(parent));
        let family = [Some(*process), parent, parent.and_then(|parent| system.process(parent.parent()?))];
        process.thread_kind().is_none()
            && has(process, "--type=renderer")
            && family.into_iter().flatten().any(|process| has(process, &profile))
    });
    // the sum, as one process may be kept for the next document
    Ok(renderers.map(|process| process.memory() as f64).sum())
}

fn figure(found: &Value, name: &str) -> Result<f64> {
    found[name].as_f64().with_context(|| format!("{name} was not measured: {found}"))
}

/// A field of the test's own, to be handed files as a reader hands them to the viewer.
const HAND: &str = "
    const done = arguments[0];
    const field = Object.assign(document.createElement('input'), { type: 'file', id: 'bench' });
    document.body.append(field);
    const until = () => (document.querySelector('banmian-viewer').state === 'ready' ? setTimeout(done, 500) : setTimeout(until, 50));
    until();
";
