//! A browser of its own for each measurement.

use super::Place;
use crate::test::engine::{Browser, Engine};
use crate::test::{programs, wall::Wall};
use crate::tools;
use anyhow::Result;

/// What `work` finds in a Chromium that has just been started.
pub fn chromium<T>(place: &Place, work: impl AsyncFnOnce(&Browser) -> Result<T>) -> Result<T> {
    started(place, Engine::Chromium, work)
}

/// What `work` finds in a browser that has just been started.
pub fn started<T>(place: &Place, engine: Engine, work: impl AsyncFnOnce(&Browser) -> Result<T>) -> Result<T> {
    let programs = programs::ensure(engine, &place.root)?;
    let home = tools::target_dir(&place.root)?.join("browsers/bench");
    let wall = Wall::new()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let browser = Browser::start(engine, programs, &home, &wall).await?;
        let found = work(&browser).await;
        browser.close().await?;
        found
    })
}
