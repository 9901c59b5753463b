//! Changes the code in small ways, and sees whether a test fails: mutation testing.

use crate::{install, tools};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

const CARGO_MUTANTS: (&str, &str) = ("cargo-mutants", "27.1.0");

/// Changes the code in small ways, one at a time, and sees whether a test fails (mutation testing).
///
/// In which files stands in .cargo/mutants.toml. A mutant takes a minute or two, and there are
/// thousands; those that no test has caught are listed in target/mutants/mutants.out/missed.txt.
#[derive(clap::Args)]
pub struct Args {
    /// Only mutants in files that fit this glob, such as src/edit/cut.rs
    files: Vec<String>,
    /// One of so many mutants is tried
    #[arg(long, value_name = "N", default_value_t = 1)]
    one_of: usize,
}

pub fn run(args: Args) -> Result<()> {
    let mut command = command(&tools::root(), args.one_of)?;
    for file in &args.files {
        command.arg("--file").arg(file);
    }
    tools::run(&mut command)
}

fn command(root: &Path, one_of: usize) -> Result<Command> {
    install::cxx()?;
    let program = tools::from_crates(root, CARGO_MUTANTS)?;
    let folder = tools::target_dir(root)?.join("mutants");
    std::fs::create_dir_all(&folder)?;
    let mut command = Command::new(program);
    // mutants of all files come into each share
    command.current_dir(root).args(["mutants", "--sharding", "round-robin", "--shard"]).arg(format!("0/{one_of}"));
    // what is built stays for the next run
    command.arg("--output").arg(&folder).env("CARGO_TARGET_DIR", folder.join("build"));
    Ok(command)
}
