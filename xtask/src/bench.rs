//! What things cost, beside what others cost on the same machine in the same run.
//!
//! `benches/viewer` measures; here its rows become a table and a picture of growth.

mod growth;
mod module;
mod table;

use crate::install::{self, Engine};
use crate::{tools, viewer, wasm};
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::process::Command;
use table::Row;

/// Measures reading, showing, opening, many pages and sizes, each beside what others do with
/// the same text in the same run.
///
/// Leaves the rows as target/bench/bench.json and how cost grows as target/bench/growth.svg and, for
/// the dearest kinds of texts, kinds.svg.
/// Programs of others come from npm and Debian, as those of `cargo xtask test` do.
#[derive(clap::Args)]
pub struct Args {
    /// Measure only these parts; may be given several times.
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Part {
    /// Text → pages, native and as WebAssembly, in MB/s.
    Parse,
    /// Texts of one kind each, such as nothing but bylines, beside usual text.
    Kinds,
    /// A text in hand → articles in the document, in Chromium.
    Render,
    /// An address → a story on screen, in Chromium.
    Open,
    /// A PDF given to a viewer that stands → its page on screen, in Chromium.
    Documents,
    /// Editions of up to 3,000 pages and their overviews, in Chromium.
    Scale,
    /// Modules and viewer, and what is large in the module.
    Size,
}

/// As many pages as the largest edition has.
const PAGES: &str = "3000";

#[derive(serde::Deserialize)]
struct Measured {
    machine: String,
    rows: Vec<Row>,
}

pub fn run(args: Args) -> Result<()> {
    let root = tools::root();
    let target = tools::target_dir(&root)?;
    let folder = target.join("bench");
    fs::create_dir_all(&folder)?;
    ["tests", "benches/viewer"].iter().try_for_each(|packages| install::npm_packages(&root.join(packages)))?;
    install::browsers(&Engine::ALL, &root)?;
    viewer::build(&root, viewer::What::Package)?;
    let mut pages = Command::new(env!("CARGO"));
    pages.current_dir(&root).args(["run", "--quiet", "--profile", "train", "--package", "train", "--", "sample-pages"]);
    tools::run(pages.arg(PAGES).stdout(File::create(folder.join("made-pages.txt"))?))?;
    let mut node = Command::new("node");
    node.current_dir(&root).arg("benches/viewer/bench.js").arg(&folder).env("CARGO_TARGET_DIR", &target);
    for part in &args.only {
        node.arg(clap::ValueEnum::to_possible_value(part).context("a part has a name")?.get_name());
    }
    tools::run(&mut node)?;
    let Measured { machine, mut rows } = serde_json::from_slice(&fs::read(folder.join("bench.json"))?)?;
    if args.only.is_empty() || args.only.contains(&Part::Size) {
        rows.extend(module::rows(&wasm::built(&root, "full")?)?);
    }
    growth::draw(&rows, &folder)?;
    println!("{machine}\n{}", table::text(&rows));
    Ok(())
}
