//! The pages of `seeds/` are rebuilt whole.

use super::Tally;
use crate::{eval, tools};
use anyhow::{Result, ensure};
use referee::{FIGURES, GoldPage};
use std::path::Path;

pub fn run(root: &Path, tally: &mut Tally) {
    tools::step("score of the first page");
    match eval::pages(&[root.join("seeds")], None) {
        Ok(pages) => pages.iter().for_each(|page| tally.check(&format!("score of {}", page.name()), whole(page))),
        Err(error) => tally.check("score of the first page", Err(error)),
    }
}

fn whole(page: &GoldPage) -> Result<()> {
    let figures = FIGURES.into_iter().zip(eval::score(page)?.figures());
    let short: Vec<String> =
        figures.filter(|(_, value)| *value < 1.0).map(|(name, value)| format!("{name}={value:.4}")).collect();
    ensure!(short.is_empty(), "must be 1 in every figure, but {}", short.join(" "));
    Ok(())
}
