//! Builds the viewer into one file and opens it.

/// Builds the viewer into one file and opens it.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: Args) -> anyhow::Result<()> {
    anyhow::bail!("not built yet")
}
