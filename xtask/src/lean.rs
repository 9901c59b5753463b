//! A script without what only people read.

use crate::tools;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// esbuild as npm has it; the version is fixed so that the same source gives the same bytes.
const ESBUILD: &str = "esbuild@0.28.2";

/// What is made small; its name is that of the files esbuild reads and writes.
#[derive(Clone, Copy)]
pub enum Kind {
    Script,
    Style,
}

/// Makes a script or a style sheet small with esbuild where npm is there; without it the text
/// stays as it is, a script about a third larger.
pub fn lean(text: String, kind: Kind, root: &Path) -> Result<String> {
    if !tools::has("npm") {
        tools::step("npm is not installed: script and styles stay about a third larger than they could be");
        return Ok(text);
    }
    let folder = tools::target_dir(root)?;
    let (extension, flags): (_, &[_]) = match kind {
        Kind::Script => ("js", &["--format=esm"]),
        Kind::Style => ("css", &[]),
    };
    let (from, to) = (folder.join(format!("viewer.{extension}")), folder.join(format!("viewer.lean.{extension}")));
    std::fs::write(&from, &text)?;
    let made = tools::run(esbuild().args(flags).arg(&from).arg(format!("--outfile={}", to.display())));
    if let Err(error) = made {
        tools::step(&format!("esbuild did not run, {} stays as it is: {error:#}", from.display()));
        return Ok(text);
    }
    let lean = std::fs::read_to_string(&to).with_context(|| format!("reading {}", to.display()))?;
    ensure!(lean.len() * 4 > text.len() && lean.len() <= text.len(), "esbuild left something else in {}", to.display());
    Ok(lean)
}

/// Bundles the entries in `from` into `to`; `flags` say how.
pub fn bundled(from: &Path, entries: &[&str], to: &Path, flags: &[&str]) -> Result<()> {
    ensure!(tools::has("npm"), "npm is not installed; bundling for packages needs it");
    let entries = entries.iter().map(|entry| from.join(entry));
    tools::run(esbuild().arg("--bundle").args(flags).args(entries).arg(format!("--outdir={}", to.display())))
}

fn esbuild() -> Command {
    let mut command = Command::new("npm");
    command.args(["exec", "--yes", "--quiet", "--package", ESBUILD, "--", "esbuild", "--log-level=error"]).args([
        "--minify",
        "--target=esnext",
        "--charset=utf8",
        "--legal-comments=none",
    ]);
    command
}
