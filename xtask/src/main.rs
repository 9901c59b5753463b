//! The project's own commands: `cargo xtask view`, `cargo xtask test`, …

mod bench;
mod fuzz;
mod hanzi;
mod install;
mod mutants;
mod package;
mod shots;
mod test;
mod tools;
mod train;
mod view;
mod viewer;
mod wasm;

use clap::Parser;

/// Builds, checks and measures Banmian.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    View(view::Args),
    Package(package::Args),
    Test(test::Args),
    Shots(shots::Args),
    /// Learns without the pages of each paper in turn, and scores the pages of that paper.
    CrossValidate(train::Args),
    /// Measures the reading of pages against their gold.
    Eval(train::Args),
    Fuzz(fuzz::Args),
    Mutants(mutants::Args),
    Bench(bench::Args),
    /// Writes the rows of a new page as the parser reads it, to be mended by hand.
    Gold(train::Args),
    /// Writes pages set from articles, with their gold.
    MadePages(train::Args),
    /// Learns the weights of stories from pages with gold.
    Tune(train::Args),
    /// Learns what the places of lines say of their roles, from documents with gold.
    TunePlaces(train::Args),
    /// Learns the weights of the roles from pages with gold.
    TuneRoles(train::Args),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::View(args) => view::run(args),
        Command::Package(args) => package::run(args),
        Command::Test(args) => test::run(args),
        Command::Shots(args) => shots::run(args),
        Command::CrossValidate(args) => train::run("cross-validate", args),
        Command::Eval(args) => train::run("eval", args),
        Command::Fuzz(args) => fuzz::run(args),
        Command::Mutants(args) => mutants::run(args),
        Command::Bench(args) => bench::run(args),
        Command::Gold(args) => train::run("gold", args),
        Command::MadePages(args) => train::run("made-pages", args),
        Command::Tune(args) => train::run("tune", args),
        Command::TunePlaces(args) => train::run("tune-places", args),
        Command::TuneRoles(args) => train::run("tune-roles", args),
    }
}
