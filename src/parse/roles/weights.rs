//! The weights of the chain, learned from pages with gold and kept in `roles.tsv`.

use super::crf::{Row, Steps, ruled};
use super::labels::COUNT;
use super::templates::FEATURES;

/// Weights of one way of setting text. In units of 1 / [`SCALE`].
pub(super) struct Model {
    /// Of each label in the light of each feature.
    pub lines: [[i8; COUNT]; FEATURES],
    /// Of each label below each, within a frame.
    pub within: [[i8; COUNT]; COUNT],
    /// The same from one frame to the next.
    pub across: [[i8; COUNT]; COUNT],
}

/// Finer weights label no more lines right.
pub(super) const SCALE: f32 = 16.0;

// `LINES`, for a paragraph or a piece of one a line, and `WRAPPED`, for lines broken where
// the column ended
include!(concat!(env!("OUT_DIR"), "/roles.rs"));

impl Model {
    pub fn steps(&self) -> Steps {
        let table = |weights: &[[i8; COUNT]; COUNT], same_frame| {
            ruled(&weights.map(|row| row.map(|w| f32::from(w) / SCALE) as Row), same_frame)
        };
        Steps { within: table(&self.within, true), across: table(&self.across, false) }
    }
}
