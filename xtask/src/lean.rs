//! A script without what only people read.

use crate::tools;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// esbuild as npm has it; the version is fixed so that the same source gives the same bytes.
const ESBUILD: &str = "esbuild@0.28.2";

/// Makes a script small with esbuild where npm is there; without it the script stays as it is,
/// about a third larger.
pub fn lean(script: String, root: &Path) -> Result<String> {
    if !tools::has("npm") {
        tools::step("npm is not installed: the script stays about a third larger than it could be");
        return Ok(script);
    }
    let folder = tools::target_dir(root)?;
    let (from, to) = (folder.join("viewer.js"), folder.join("viewer.lean.js"));
    std::fs::write(&from, &script)?;
    let made = tools::run(
        Command::new("npm")
            .args(["exec", "--yes", "--quiet", "--package", ESBUILD, "--", "esbuild", "--log-level=error"])
            .args(["--minify", "--format=esm", "--target=esnext", "--charset=utf8", "--legal-comments=none"])
            .arg(&from)
            .arg(format!("--outfile={}", to.display())),
    );
    if let Err(error) = made {
        tools::step(&format!("esbuild did not run, the script stays as it is: {error:#}"));
        return Ok(script);
    }
    let lean = std::fs::read_to_string(&to).with_context(|| format!("reading {}", to.display()))?;
    ensure!(
        lean.len() * 4 > script.len() && lean.len() <= script.len(),
        "esbuild left something else in {}",
        to.display()
    );
    Ok(lean)
}
