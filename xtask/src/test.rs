//! Runs every test there is.

mod aside;
mod audit;
mod axe;
mod browsers;
mod bundlers;
mod checkers;
mod correct;
mod edition;
pub mod engine;
mod faults;
mod find;
mod fuzz;
mod given;
mod lighthouse;
mod matrix;
pub mod npm;
mod package;
pub mod programs;
mod quote;
mod reach;
mod reader;
mod rust;
mod saved;
mod score;
pub mod server;
mod settings;
mod sheet;
mod soak;
mod speak;
mod story;
mod vectors;
pub mod wall;

pub use sheet::{paper, window};

use crate::tools;
use anyhow::bail;
use std::time::Instant;

/// Runs every test there is: Rust's, the first page's score, and the built page in browsers.
///
/// What is missing is installed: Debian packages where this may be done (as root or with a
/// sudo that asks no password), geckodriver into target/tools. The last line is a summary.
#[derive(clap::Args)]
pub struct Args {
    /// Run only these parts; may be given several times.
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Part {
    /// Formatting, clippy, unit, integration and doc tests.
    Rust,
    /// The first page is rebuilt whole.
    Score,
    /// Forms that others have checkers for: TEI, EPUB.
    Forms,
    /// The built page in Chromium, Firefox and WebKit.
    Browsers,
    /// The built page in Chromium.
    Chromium,
    /// The built page in Firefox.
    Firefox,
    /// The built page in WebKit.
    Webkit,
    /// The package: as npm publishes it, and loaded in every way the README names.
    Package,
    /// Lighthouse's scores of the built page.
    Lighthouse,
    /// A fuzzer looks for two minutes.
    Fuzz,
    /// Licences, sources and advisories of what is built upon.
    Audit,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let started = Instant::now();
    let root = tools::root();
    let wanted = |part| args.only.is_empty() || args.only.contains(&part);
    let mut tally = Tally::default();
    if wanted(Part::Rust) {
        rust::run(&root, &mut tally);
    }
    if wanted(Part::Score) {
        score::run(&root, &mut tally);
    }
    if wanted(Part::Forms) {
        checkers::run(&root, &mut tally);
    }
    let parts = [
        (Part::Chromium, engine::Engine::Chromium),
        (Part::Firefox, engine::Engine::Firefox),
        (Part::Webkit, engine::Engine::WebKit),
    ];
    let engines: Vec<_> = parts
        .iter()
        .filter(|(part, _)| wanted(*part) || args.only.contains(&Part::Browsers))
        .map(|(_, engine)| *engine)
        .collect();
    if !engines.is_empty() {
        browsers::run(&root, &engines, &mut tally);
    }
    if wanted(Part::Package) {
        package::run(&root, &parts.map(|(_, engine)| engine), &mut tally);
    }
    if wanted(Part::Lighthouse) {
        lighthouse::run(&root, &mut tally);
    }
    if wanted(Part::Fuzz) {
        fuzz::run(&root, &mut tally);
    }
    if wanted(Part::Audit) {
        audit::run(&root, &mut tally);
    }
    tally.finish(started)
}

/// What passed, what failed, and what could not be tried.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: Vec<String>,
    left_out: Vec<String>,
}

impl Tally {
    /// Counts one test, and says how it went.
    fn check(&mut self, name: &str, outcome: anyhow::Result<()>) {
        match outcome {
            Ok(()) => {
                println!("ok      {name}");
                self.passed += 1;
            }
            Err(error) => {
                println!("FAILED  {name}: {error:#}");
                self.failed.push(name.into());
            }
        }
    }

    /// Says what could not be tried here, and why.
    fn leave_out(&mut self, name: &str, why: &str) {
        println!("NOT RUN {name}: {why}");
        self.left_out.push(name.into());
    }

    fn finish(self, started: Instant) -> anyhow::Result<()> {
        println!();
        for name in &self.left_out {
            println!("not run: {name}");
        }
        for name in &self.failed {
            println!("failed: {name}");
        }
        println!("took {} s", started.elapsed().as_secs());
        println!("{} passed, {} failed", self.passed, self.failed.len());
        if !self.failed.is_empty() {
            // The summary is the last word; an error of main's would follow it.
            std::process::exit(1);
        }
        if self.passed == 0 {
            bail!("no test ran");
        }
        Ok(())
    }
}
