//! Packages of npm's that only tests need, in target/tools.

use crate::tools;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder a package lies in; it is installed where it is missing. The version is fixed.
pub fn ensure(root: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let folder = together(root, &format!("{name}-{version}"), &[(name, version)])?;
    Ok(folder.join("node_modules").join(name))
}

/// The folders in which packages are installed.
pub fn projects(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = tools::target_dir(root)?.join("tools/npm");
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut projects: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // a scope is a folder of projects
    for scope in projects.iter().filter(|path| !path.join("package-lock.json").is_file()).cloned().collect::<Vec<_>>() {
        projects.extend(std::fs::read_dir(scope)?.flatten().map(|entry| entry.path()));
    }
    projects.retain(|path| path.join("package-lock.json").is_file());
    projects.sort();
    Ok(projects)
}

/// The folder in which all `packages` are installed, as a project has them.
pub fn together(root: &Path, project: &str, packages: &[(&str, &str)]) -> Result<PathBuf> {
    let prefix = tools::target_dir(root)?.join("tools/npm").join(project);
    let there = |(name, _): &(&str, &str)| prefix.join("node_modules").join(name).join("package.json").is_file();
    if packages.iter().all(there) {
        return Ok(prefix);
    }
    let wanted: Vec<String> = packages.iter().map(|(name, version)| format!("{name}@{version}")).collect();
    if !tools::has("npm") {
        bail!("npm is not installed, which {} comes with", wanted.join(", "));
    }
    tools::step(&format!("installing {} into target/tools", wanted.join(", ")));
    std::fs::create_dir_all(&prefix)?;
    let mut command = Command::new("npm");
    command.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&prefix);
    tools::run(command.args(wanted).stdout(Stdio::null()))?;
    Ok(prefix)
}
