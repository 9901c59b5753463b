//! Builds the package for npm and the viewer to be hosted.

use crate::tools;
use crate::viewer::{What, build};
use anyhow::Result;

/// Builds the package for npm into dist/npm, and the viewer to be hosted into dist/site.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_: Args) -> Result<()> {
    build(&tools::root(), What::Package).map(drop)
}
