//! Pictures of the viewer, for people to look at.

use crate::install::{self, Engine};
use crate::{tools, viewer};
use anyhow::Result;
use std::process::Command;

/// Builds the viewer and takes pictures of it in Chromium, into target/shots.
#[derive(clap::Args)]
pub struct Args {
    /// Only pictures whose names contain this
    #[arg(default_value = "")]
    only: String,
}

pub fn run(args: Args) -> Result<()> {
    let root = tools::root();
    install::npm_packages(&root.join("tests"))?;
    install::browsers(&[Engine::Chromium], &root)?;
    viewer::file(&root)?;
    let mut node = Command::new("node");
    node.current_dir(&root)
        .args(["tests/shots/shots.js", &args.only])
        .env("CARGO_TARGET_DIR", tools::target_dir(&root)?);
    tools::run(&mut node)
}
