//! Learns the weights of the assembly from pages with gold.

/// Learns the weights of the assembly from pages with gold.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: Args) -> anyhow::Result<()> {
    anyhow::bail!("not built yet")
}
