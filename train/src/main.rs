//! The programs that measure the parser and learn its weights.

use clap::Parser;
use train::{cross_validation, eval, gold, roles, sample_pages, stories, typesetting};

/// Measures the parser against gold, and learns its weights.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    CrossValidate(cross_validation::Args),
    Eval(eval::Args),
    Gold(gold::Args),
    MadePages(typesetting::Args),
    SamplePages(sample_pages::Args),
    Tune(stories::Args),
    TunePlaces(roles::places::Args),
    TuneRoles(roles::Args),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::CrossValidate(args) => cross_validation::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Gold(args) => gold::run(args),
        Command::MadePages(args) => typesetting::run(args),
        Command::SamplePages(args) => sample_pages::run(args),
        Command::Tune(args) => stories::run(args),
        Command::TunePlaces(args) => roles::places::run(args),
        Command::TuneRoles(args) => roles::run(args),
    }
}
