//! What cargo checks: format, lints, tests.

use super::Tally;
use crate::tools;
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

pub fn run(root: &Path, tally: &mut Tally) {
    tools::step("formatting");
    tally.check("cargo fmt", tools::run(&mut cargo(root, &["fmt", "--all", "--check"])));
    let fuzz = ["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"];
    tally.check("cargo fmt, the fuzz targets", tools::run(&mut cargo(root, &fuzz)));
    tools::step("lints");
    let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    tally.check("cargo clippy", tools::run(&mut cargo(root, &clippy)));
    let pure = |features: &str| {
        let clippy = ["clippy", "--quiet", "--lib", "--no-default-features", "--target", "wasm32-unknown-unknown"];
        let mut clippy = cargo(root, &clippy);
        clippy
            .args(["--features", features, "--", "--deny", "warnings"])
            .env("CLIPPY_CONF_DIR", root.join("xtask/pure"));
        tools::run(&mut clippy)
    };
    let outcome =
        crate::wasm::ensure_target().and_then(|()| ["reading", "columns", "full"].into_iter().try_for_each(pure));
    tally.check("cargo clippy, the library pure", outcome);
    tools::step("tests of the library and of the command");
    tests(root, &["--workspace", "--exclude", "xtask"], tally);
    // The profile is that of the running program, so that only the tests are built anew.
    tools::step("tests of the project's own commands");
    tests(root, &["--package", "xtask", "--profile", "xtask"], tally);
}

fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root).args(arguments);
    command
}

fn tests(root: &Path, packages: &[&str], tally: &mut Tally) {
    let name = format!("cargo test {}", packages.join(" "));
    let mut command = cargo(root, &["test", "--no-fail-fast"]);
    match counted(command.args(packages)) {
        Ok((passed, failed, success)) => {
            tally.passed += passed;
            tally.failed.extend(failed);
            tally.check(&name, if success { Ok(()) } else { Err(anyhow::anyhow!("see above")) });
        }
        Err(error) => tally.check(&name, Err(error)),
    }
}

/// Runs tests and hands on what they say, but for the names of those that pass: how many
/// passed, which failed, and whether the command did well.
fn counted(command: &mut Command) -> Result<(usize, Vec<String>, bool)> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("starting cargo test")?;
    let stdout = child.stdout.take().context("the tests have no output")?;
    let (mut passed, mut failed, mut suites) = (0, Vec::new(), 0);
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        match outcome(&line) {
            Outcome::Passed => passed += 1,
            Outcome::Failed(name) => failed.push(name.to_owned()),
            Outcome::Suite => suites += 1,
            Outcome::Other => {}
        }
        if !matches!(outcome(&line), Outcome::Passed) && !line.is_empty() && !line.starts_with("running ") {
            println!("{line}");
        }
    }
    let status = child.wait()?;
    ensure!(suites > 0, "no test was run; {status}");
    Ok((passed, failed, status.success()))
}

enum Outcome<'l> {
    Passed,
    Failed(&'l str),
    Suite,
    Other,
}

fn outcome(line: &str) -> Outcome<'_> {
    if line.starts_with("test result:") {
        return Outcome::Suite;
    }
    match line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... ")) {
        Some((_, "ok")) => Outcome::Passed,
        Some((name, "FAILED")) => Outcome::Failed(name),
        _ => Outcome::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_test_runner_is_understood() {
        assert!(matches!(outcome("test source::lines ... ok"), Outcome::Passed));
        assert!(matches!(outcome("test src/lib.rs - (line 8) ... FAILED"), Outcome::Failed("src/lib.rs - (line 8)")));
        assert!(matches!(outcome("test result: FAILED. 1 passed; 1 failed"), Outcome::Suite));
        assert!(matches!(outcome("thread 'x' panicked"), Outcome::Other));
    }
}
