//! The pages of `seeds/` are rebuilt whole.

use super::Tally;
use crate::{tools, train};
use std::path::Path;

pub fn run(root: &Path, tally: &mut Tally) {
    tools::step("score of the first page");
    let least = referee::FIGURES.map(|figure| format!("--require={figure}=1"));
    let mut eval = train::cargo("eval");
    tally.check("score of the first page", tools::run(eval.current_dir(root).arg("seeds").args(least)));
}
