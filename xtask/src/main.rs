//! The project's own commands: `cargo xtask view`, `cargo xtask test`, …

mod bench;
mod bundle;
mod eval;
mod fuzz;
mod hanzi;
mod lean;
mod link;
mod mute;
mod package;
mod reference;
mod schema;
mod shots;
mod test;
mod tools;
mod tune;
mod tune_roles;
mod view;
mod wasm;

use clap::Parser;

/// Builds, checks and measures Banmian.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    View(view::Args),
    Package(package::Args),
    Reference(reference::Args),
    Schema(schema::Args),
    Test(test::Args),
    Shots(shots::Args),
    Eval(eval::Args),
    Fuzz(fuzz::Args),
    Bench(bench::Args),
    Tune(tune::Args),
    TuneRoles(tune_roles::Args),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::View(args) => view::run(args),
        Command::Package(args) => package::run(args),
        Command::Reference(args) => reference::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Test(args) => test::run(args),
        Command::Shots(args) => shots::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Fuzz(args) => fuzz::run(args),
        Command::Bench(args) => bench::run(args),
        Command::Tune(args) => tune::run(args),
        Command::TuneRoles(args) => tune_roles::run(args),
    }
}
