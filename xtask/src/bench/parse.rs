//! Text → pages: native, and as WebAssembly under node and in browsers, beside other ways through
//! the same text.
//!
//! Many pages are read one by one, as the command and the viewer read what a form feed parts.

use super::table::{Mark, Row};
use super::{Place, browser, pages};
use crate::test::engine::{Browser, Engine};
use crate::test::{npm, server::Server};
use crate::{tools, view, wasm};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const PACKAGES: [(&str, &str); 2] = [("marked", "18.2.1"), ("markdown-it", "15.0.3")];
/// Native and node take turns, so that what else the machine does meets both.
const ROUNDS: usize = 3;

/// The best seconds of each way through a file.
type Best = BTreeMap<String, f64>;

/// A text that all go through.
struct Work {
    name: &'static str,
    path: PathBuf,
    bytes: usize,
    /// In the plot, native and as WebAssembly.
    curves: [&'static str; 2],
}

pub fn rows(place: &Place) -> Result<Vec<Row>> {
    let work = work(place)?;
    let script = node_script(place)?;
    let mut best = vec![Best::new(); work.len()];
    for round in 1..=ROUNDS {
        tools::step(&format!("reading, round {round} of {ROUNDS}"));
        for found in [native(place, &work)?, node(&script, &work)?] {
            for (best, found) in best.iter_mut().zip(found) {
                for (name, seconds) in found {
                    let best = best.entry(name).or_insert(f64::INFINITY);
                    *best = best.min(seconds);
                }
            }
        }
    }
    let mut rows = Vec::new();
    for (work, best) in work.iter().zip(&best) {
        rows.extend(compared(work, best)?);
    }
    rows.extend(in_browsers(place)?);
    Ok(rows)
}

fn compared(work: &Work, best: &Best) -> Result<Vec<Row>> {
    let seconds = |way: &str| best.get(way).copied().with_context(|| format!("{way} was not measured"));
    let speed = |way: &str| Ok::<_, anyhow::Error>(work.bytes as f64 / 1e6 / seconds(way)?);
    let row = |name: &str, ours: &str, theirs: &str| {
        let row = Row::new(format!("{name}, {}", work.name), "MB/s", speed(ours)?).beside(theirs, speed(theirs)?);
        Ok::<_, anyhow::Error>(row)
    };
    Ok(vec![
        row("read", "parse", "scan")?,
        row("read", "parse", "bigrams")?.marked(Mark::AtLeast(0.3)).at(work.curves[0], work.bytes, seconds("parse")?),
        row("read", "parse", "pulldown-cmark")?,
        row("read in WebAssembly", "wasm", "parse")?.marked(Mark::AtLeast(0.6)).at(
            work.curves[1],
            work.bytes,
            seconds("wasm")?,
        ),
        row("read in WebAssembly", "wasm", "marked")?.marked(Mark::AtLeast(0.5)),
        row("read in WebAssembly", "wasm", "markdown-it")?,
    ])
}

fn work(place: &Place) -> Result<Vec<Work>> {
    let seed = view::seed(&place.root)?;
    let times = |count| vec![seed.as_str(); count].join("\u{c}");
    let all = [
        ("the page", times(1)),
        ("the page × 100", times(100)),
        ("the page × 1,000", times(1000)),
        ("1,000 made pages", pages::made(1000).join("\u{c}")),
    ];
    let written = |(n, (name, text)): (usize, (&'static str, String))| {
        let path = place.folder.join(format!("pages-{n}.txt"));
        std::fs::write(&path, &text)?;
        let curves = if n < 3 { ["native", "WebAssembly"] } else { ["native, made pages", "WebAssembly, made pages"] };
        Ok(Work { name, path, bytes: text.len(), curves })
    };
    all.into_iter().enumerate().map(written).collect()
}

fn native(place: &Place, work: &[Work]) -> Result<Vec<Best>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&place.root).args(["bench", "--quiet", "--bench", "peers", "--"]);
    bests(&mut cargo, work)
}

fn node(script: &Path, work: &[Work]) -> Result<Vec<Best>> {
    bests(Command::new("node").arg(script), work)
}

/// The page in each browser, beside marked in the same.
fn in_browsers(place: &Place) -> Result<Vec<Row>> {
    let module = wasm::build(&place.root)?;
    let packages = npm::together(&place.root, "bench-parse", &PACKAGES)?;
    let folder = place.folder.join("parse");
    let text = view::seed(&place.root)?;
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("banmian.wasm"), &module.bytes)?;
    std::fs::write(folder.join("banmian.js"), &module.glue)?;
    std::fs::copy(packages.join("node_modules/marked/lib/marked.esm.js"), folder.join("marked.js"))?;
    std::fs::write(folder.join("page.txt"), &text)?;
    std::fs::write(folder.join("parse.js"), include_str!("parse.js"))?;
    let html = "<!doctype html><meta charset=utf-8><title>parse</title><script type=module src=parse.js></script>";
    std::fs::write(folder.join("index.html"), html)?;
    let server = Server::new(&folder)?;
    let mut rows = Vec::new();
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        tools::step(&format!("reading in {}", engine.name()));
        let found = browser::started(place, engine, async |browser| found(browser, &server.address).await)?;
        let speed = |way: &str| {
            let seconds = found[way].as_f64().with_context(|| format!("{way} was not measured: {found}"))?;
            Ok::<_, anyhow::Error>(text.len() as f64 / 1e6 / seconds)
        };
        let row = Row::new(format!("read in WebAssembly in {}, the page", engine.name()), "MB/s", speed("wasm")?);
        rows.push(row.beside("marked", speed("marked")?).marked(Mark::AtLeast(0.5)));
    }
    Ok(rows)
}

async fn found(browser: &Browser, address: &str) -> Result<Value> {
    browser.client.goto(address).await?;
    for _ in 0..600 {
        let found = browser.client.execute("return document.documentElement.dataset.found ?? null", vec![]).await?;
        if let Some(found) = found.as_str() {
            return Ok(serde_json::from_str(found)?);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("it took longer than a minute")
}

/// Runs a program that writes what it found of each file as a line.
fn bests(command: &mut Command, work: &[Work]) -> Result<Vec<Best>> {
    let lines = tools::read(command.args(work.iter().map(|work| &work.path)))?;
    lines.lines().map(|line| serde_json::from_str(line).with_context(|| line.to_owned())).collect()
}

/// The script for node, beside the module and the packages that it loads.
fn node_script(place: &Place) -> Result<PathBuf> {
    let module = wasm::build(&place.root)?;
    let folder = npm::together(&place.root, "bench-parse", &PACKAGES)?;
    std::fs::write(folder.join("banmian.wasm"), &module.bytes)?;
    std::fs::write(folder.join("banmian.mjs"), &module.glue)?;
    let script = folder.join("parse.mjs");
    std::fs::write(&script, include_str!("parse.mjs"))?;
    Ok(script)
}
