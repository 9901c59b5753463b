//! Starts the programs of the crate `train`.

use anyhow::{Context, Result};
use std::ffi::OsString;
use std::process::{Command, exit};

/// Arguments that are handed on as they are.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

/// Runs one of the programs with its arguments, and ends with its exit code where it fails.
pub fn run(program: &str, args: Args) -> Result<()> {
    let status = cargo(program).args(args.arguments).status().context("starting cargo")?;
    if status.success() { Ok(()) } else { exit(status.code().unwrap_or(1)) }
}

/// Returns the command that builds and starts one of the programs.
pub fn cargo(program: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--profile", "train", "--package", "train", "--", program]);
    cargo
}
