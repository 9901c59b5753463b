//! Builds xtask, with cargo's progress in sight, and runs it.
//!
//! `cargo run` alone would either keep silent through a first build of minutes or put a line
//! of its own behind the summary of a failed test run.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let build = ["build", "--package", "xtask"];
    if !Command::new(env!("CARGO")).args(build).status().is_ok_and(|status| status.success()) {
        eprintln!("cargo xtask: xtask could not be built");
        return ExitCode::FAILURE;
    }
    let started = xtask().and_then(|program| Command::new(program).args(env::args_os().skip(1)).status().ok());
    match started {
        Some(status) => ExitCode::from(status.code().and_then(|code| code.try_into().ok()).unwrap_or(1)),
        None => {
            eprintln!("cargo xtask: xtask was built but cannot be started");
            ExitCode::FAILURE
        }
    }
}

/// The program lies beside this one.
fn xtask() -> Option<PathBuf> {
    Some(env::current_exe().ok()?.with_file_name(format!("xtask{}", env::consts::EXE_SUFFIX)))
}
