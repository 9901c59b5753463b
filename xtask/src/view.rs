//! Builds the viewer into one file and opens it.

use crate::{tools, viewer};
use anyhow::{Context, Result};

/// Builds the viewer into one file, dist/banmian.html, and opens it.
#[derive(clap::Args)]
pub struct Args {
    /// Leave the file closed
    #[arg(long)]
    no_open: bool,
}

pub fn run(args: Args) -> Result<()> {
    let path = viewer::file(&tools::root())?;
    if !args.no_open && has_desktop() {
        open::that_detached(&path).with_context(|| format!("opening {}", path.display()))?;
    }
    Ok(())
}

fn has_desktop() -> bool {
    cfg!(any(target_os = "macos", target_os = "windows"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
