//! Other programs: finding and running them.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Says what is being done, where it takes a while.
pub fn step(what: &str) {
    eprintln!("  · {what}");
}

/// Whether `program` can be started.
pub fn has(program: &str) -> bool {
    let started = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    started.is_ok_and(|status| status.success())
}

/// Runs a command to its end; an error names it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", name(command));
    }
    Ok(())
}

/// Runs a command and gives back what it wrote.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("starting {}", name(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", name(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A program of crates.io's in target/tools, by its name and version; built where it is missing.
pub fn from_crates(root: &Path, (name, version): (&str, &str)) -> Result<PathBuf> {
    let tools = target_dir(root)?.join("tools");
    let program = tools.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        step(&format!("building {name} into target/tools (minutes)"));
        let mut command = Command::new(env!("CARGO"));
        command.args(["install", "--quiet", "--locked", &format!("{name}@{version}"), "--root"]).arg(tools);
        // it is built more often than it is waited for
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
        run(command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"))?;
    }
    Ok(program)
}

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}

/// Cargo's target folder, wherever the user keeps it.
pub fn target_dir(root: &Path) -> Result<PathBuf> {
    let metadata =
        read(Command::new(env!("CARGO")).current_dir(root).args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let dir = metadata["target_directory"].as_str().context("cargo metadata names no target_directory")?;
    Ok(dir.into())
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
