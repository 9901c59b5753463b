//! The package: checked as npm would publish it, and loaded everywhere the README says.

use super::bundlers::Project;
use super::engine::Engine;
use super::{Tally, matrix, npm};
use crate::{package, tools};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const PUBLINT: (&str, &str) = ("publint", "0.3.25");
const ATTW: (&str, &str) = ("@arethetypeswrong/cli", "0.18.5");

pub fn run(root: &Path, engines: &[Engine], tally: &mut Tally) {
    tools::step("building the package");
    let made = package::build(root).and_then(|built| Ok((pack(root, &built.npm)?, built)));
    let (tarball, built) = match made {
        Ok(made) => made,
        Err(error) => return tally.check("the package builds", Err(error)),
    };
    tally.check("the package builds", Ok(()));
    tally.check("the package: publint has nothing to say", publint(root, &tarball));
    tally.check("the package: its types are right for who imports it", attw(root, &tarball));
    let project = match Project::new(root, &tarball) {
        Ok(project) => project,
        Err(error) => return tally.check("the package is installed", Err(error)),
    };
    tally.check("loads: in Node, parsing without a document", project.node("node.mjs"));
    tally.check("loads: imported on a server", project.node("ssr.mjs"));
    matrix::run(root, engines, &project, &built.site, tally);
}

/// The package as npm would publish it.
fn pack(root: &Path, folder: &Path) -> Result<PathBuf> {
    let to = tools::target_dir(root)?.join("package");
    let mut command = Command::new("npm");
    command.current_dir(folder).args(["pack", "--silent", "--pack-destination"]).arg(&to);
    let name = tools::read(&mut command)?;
    let tarball = to.join(name.trim());
    ensure!(tarball.is_file(), "npm packed no {}", tarball.display());
    Ok(tarball)
}

fn publint(root: &Path, tarball: &Path) -> Result<()> {
    let package = npm::ensure(root, PUBLINT.0, PUBLINT.1)?;
    said("publint", Command::new("node").arg(package.join("src/cli.js")).args(["run", "--strict"]).arg(tarball))
}

/// `.wasm`, styles and JSON have no types; all else is ES modules only, as is said.
fn attw(root: &Path, tarball: &Path) -> Result<()> {
    let package = npm::ensure(root, ATTW.0, ATTW.1)?;
    let mut command = Command::new("node");
    command.arg(package.join("dist/index.js")).arg(tarball).args(["--profile", "esm-only", "--format", "ascii"]);
    said("attw", command.args(["--exclude-entrypoints", "wasm", "wasm/columns", "wasm/desk", "css", "banmian.js"]))
}

/// Runs a checker; an error holds what it said.
fn said(name: &str, command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("starting {name}"))?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    ensure!(output.status.success(), "{name} says: {}", text.trim());
    ensure!(!text.to_lowercase().contains("warning"), "{name} warns: {}", text.trim());
    Ok(())
}
