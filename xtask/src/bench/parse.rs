//! Text → pages: native, and as WebAssembly under node, beside other ways through the same text.
//!
//! Many pages are read one by one, as the command and the viewer read what a form feed parts.

use super::table::{Mark, Row};
use super::{Place, pages};
use crate::test::npm;
use crate::{tools, view, wasm};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

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
