//! Builds the viewer into one file and opens it.

use crate::{bundle, hanzi, tools, wasm};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Builds the viewer into one file, dist/banmian.html, and opens it.
#[derive(clap::Args)]
pub struct Args {
    /// Leave the file closed
    #[arg(long)]
    no_open: bool,
}

pub fn run(args: Args) -> Result<()> {
    let path = build(&tools::root())?;
    if !args.no_open && has_desktop() {
        open::that_detached(&path).with_context(|| format!("opening {}", path.display()))?;
    }
    Ok(())
}

/// Builds the file and says where it is and how large.
pub fn build(root: &Path) -> Result<PathBuf> {
    let (www, dist) = (root.join("www"), root.join("dist"));
    let wasm = wasm::build(root)?;
    let tables = hanzi::tables(root)?;
    let script = bundle::script(&www, &wasm, &tables)?;
    let html = bundle::file(&seed(root)?, &script)?;
    std::fs::create_dir_all(&dist)?;
    let path = dist.join("banmian.html");
    std::fs::write(&path, &html)?;
    size("the viewer's own script and styles", bundle::own(&www)?.as_bytes())?;
    size("module", &wasm.bytes)?;
    size("simplified and traditional characters", tables.characters.as_bytes())?;
    size("viewer with module", script.as_bytes())?;
    size(&path.display().to_string(), html.as_bytes())?;
    Ok(path)
}

/// The first page of `seeds`.
pub fn seed(root: &Path) -> Result<String> {
    let folder = root.join("seeds");
    let mut texts: Vec<_> = std::fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let path = texts.into_iter().min().with_context(|| format!("no .txt in {}", folder.display()))?;
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}

/// Says how large something is, as it is and as servers send it.
pub fn size(name: &str, bytes: &[u8]) -> Result<()> {
    let kb = |bytes: usize| bytes as f64 / 1000.0;
    let (gzip, brotli) = (bundle::gzip(bytes)?.len(), bundle::brotli(bytes)?.len());
    println!("{name}: {:.1} kB, gzip {:.1} kB, brotli {:.1} kB", kb(bytes.len()), kb(gzip), kb(brotli));
    Ok(())
}

fn has_desktop() -> bool {
    cfg!(any(target_os = "macos", target_os = "windows"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
