//! Starts the viewer's build, `www/build.js`, and what it is given: the modules of WebAssembly and
//! the tables of characters, among them the character maps of PDF, in `target/viewer`.

use crate::{hanzi, install, tools, wasm};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is built.
#[derive(Clone, Copy, PartialEq)]
pub enum What {
    /// The viewer in one script, and a page as one file that holds it.
    File,
    /// The package for npm and the viewer to be hosted as well.
    Package,
}

/// Builds into `dist`, and gives that folder back.
pub fn build(root: &Path, what: What) -> Result<PathBuf> {
    install::npm_packages(&root.join("www"))?;
    let (generated, dist) = (tools::target_dir(root)?.join("viewer"), root.join("dist"));
    fs::create_dir_all(&generated)?;
    write_tables(root, &generated)?;
    let (modules, task) = match what {
        What::File => (&wasm::MODULES[..wasm::IN_ONE_FILE], "file"),
        What::Package => (&wasm::MODULES[..], "package"),
    };
    for module in modules {
        wasm::build(root, module, &generated)?;
    }
    let banmian = program(root)?;
    tools::step("bundling the viewer");
    let mut node = Command::new("node");
    node.current_dir(root).args(["www/build.js", task, "--version", env!("CARGO_PKG_VERSION"), "--generated"]);
    node.arg(generated).arg("--dist").arg(&dist).arg("--banmian").arg(banmian).arg("--page").arg(seed(root)?);
    tools::run(&mut node)?;
    Ok(dist)
}

/// Builds the viewer in one file and says where it is.
pub fn file(root: &Path) -> Result<PathBuf> {
    Ok(build(root, What::File)?.join("banmian.html"))
}

/// The file of the first page of `seeds`.
pub fn seed(root: &Path) -> Result<PathBuf> {
    let folder = root.join("seeds");
    let mut texts: Vec<_> = fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.into_iter().min().with_context(|| format!("no .txt in {}", folder.display()))
}

/// Only this program decides what is in the tables, so they are written once for each build of it.
fn write_tables(root: &Path, to: &Path) -> Result<()> {
    let own = std::env::current_exe()?;
    let (characters, variants) = (to.join("hanzi.txt"), to.join("variants.txt"));
    if !wasm::is_newer(&characters, &own) || !wasm::is_newer(&variants, &own) {
        fs::write(characters, hanzi::characters(root)?)?;
        fs::write(variants, hanzi::variants()?)?;
    }
    for collection in cmaps::COLLECTIONS {
        let pack = to.join(format!("cmaps-{collection}.bin"));
        if !wasm::is_newer(&pack, &own) {
            fs::write(pack, cmaps::pack(collection))?;
        }
    }
    Ok(())
}

/// The command line program as the tests build it, too.
fn program(root: &Path) -> Result<PathBuf> {
    tools::run(Command::new(env!("CARGO")).current_dir(root).args(["build", "--quiet", "--bin", "banmian"]))?;
    Ok(tools::target_dir(root)?.join("debug").join(format!("banmian{}", std::env::consts::EXE_SUFFIX)))
}
