//! Packages of npm's that only tests need, in target/tools.

use crate::tools;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder a package lies in; it is installed where it is missing. The version is fixed.
pub fn ensure(root: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let prefix = tools::target_dir(root)?.join("tools/npm").join(format!("{name}-{version}"));
    let package = prefix.join("node_modules").join(name);
    if package.join("package.json").is_file() {
        return Ok(package);
    }
    if !tools::has("npm") {
        bail!("npm is not installed, which {name} {version} comes with");
    }
    tools::step(&format!("installing {name} {version} into target/tools"));
    std::fs::create_dir_all(&prefix)?;
    let mut command = Command::new("npm");
    command.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&prefix);
    tools::run(command.arg(format!("{name}@{version}")).stdout(Stdio::null()))?;
    Ok(package)
}
