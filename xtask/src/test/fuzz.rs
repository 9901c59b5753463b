//! A fuzzer looks for two minutes, beginning anew, so that it takes no longer as it learns.

use super::Tally;
use crate::fuzz::{Corpus, Fuzzer, TARGETS, side_by_side};
use crate::tools;
use std::path::Path;

/// How long all targets take together.
const SECONDS: u64 = 120;

pub fn run(root: &Path, tally: &mut Tally) {
    tools::step("fuzzing, briefly");
    let targets = TARGETS.len();
    let each = SECONDS * side_by_side(targets) as u64 / targets as u64;
    match Fuzzer::build(root).and_then(|fuzzer| fuzzer.run(&TARGETS, each, Corpus::New)) {
        Ok(reports) => {
            reports.iter().for_each(|report| tally.check(&format!("fuzz {}", report.target), report.outcome()));
        }
        Err(error) => tally.check("fuzz", Err(error)),
    }
}
