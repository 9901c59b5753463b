//! What things cost, beside what others cost on the same machine in the same run.

mod browser;
mod growth;
mod machine;
mod open;
mod pages;
mod parse;
mod render;
mod scale;
mod size;
mod table;

use crate::tools;
use machine::Machine;
use std::path::{Path, PathBuf};
use table::Row;

/// Measures reading, showing, opening, many pages and sizes, each beside what others do with
/// the same text in the same run.
///
/// Leaves the table as target/bench/bench.json and how cost grows as target/bench/growth.svg.
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
    /// A text in hand → articles in the document, in Chromium.
    Render,
    /// An address → a story on screen, in Chromium.
    Open,
    /// Editions of up to 3,000 pages, in Chromium.
    Scale,
    /// Module and viewer, and what is large in the module.
    Size,
}

/// What measures a part.
type Measure = fn(&Place) -> anyhow::Result<Vec<Row>>;

/// Where things are built and left.
struct Place {
    root: PathBuf,
    /// target/bench
    folder: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let root = tools::root();
    let folder = tools::target_dir(&root)?.join("bench");
    std::fs::create_dir_all(&folder)?;
    let place = Place { root, folder };
    let parts: [(Part, Measure); 5] = [
        (Part::Parse, parse::rows),
        (Part::Render, render::rows),
        (Part::Open, open::rows),
        (Part::Scale, scale::rows),
        (Part::Size, size::rows),
    ];
    let mut rows = Vec::new();
    for (part, measure) in parts {
        if args.only.is_empty() || args.only.contains(&part) {
            rows.extend(measure(&place)?);
        }
    }
    let machine = Machine::this()?;
    table::write(&machine, &rows, &place.folder.join("bench.json"))?;
    growth::draw(&rows, &place.folder.join("growth.svg"))?;
    println!("{machine}\n{}", table::text(&rows));
    Ok(())
}

impl Place {
    /// The address of a file on disk.
    fn address(path: &Path) -> anyhow::Result<String> {
        let address = url::Url::from_file_path(path);
        Ok(address.map_err(|()| anyhow::anyhow!("{} is no address", path.display()))?.into())
    }
}
