//! Measures the reading of a folder of pages against their gold.

/// Measures the reading of a folder of pages against their gold.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: Args) -> anyhow::Result<()> {
    anyhow::bail!("not built yet")
}
