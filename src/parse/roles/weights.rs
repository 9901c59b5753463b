//! The weights of the CRF, learned from pages with gold and kept in `roles.tsv`.

use super::crf::{Row, Transitions, forbid};
use super::table::{FEATURES, LABEL_COUNT as COUNT};

/// Weights for pages whose lines are broken in one way, in units of 1 / [`SCALE`].
pub struct Model {
    /// Weight of each label for each feature.
    pub emissions: [[i8; COUNT]; FEATURES],
    /// Weight of each label below each label, within a frame.
    pub within_frame: [[i8; COUNT]; COUNT],
    /// The same from the last line of a frame to the first of the next.
    pub across_frames: [[i8; COUNT]; COUNT],
}

/// Steps of a weight in 1; finer weights label no more lines right.
pub const SCALE: f32 = 16.0;

// `UNWRAPPED`, for pages with a paragraph a line, and `WRAPPED`, for lines broken at the edge of
// their column.
include!(concat!(env!("OUT_DIR"), "/roles.rs"));

impl Model {
    pub fn transitions(&self) -> Transitions {
        let table = |weights: &[[i8; COUNT]; COUNT], same_frame| {
            forbid(&weights.map(|row| row.map(|w| f32::from(w) / SCALE) as Row), same_frame)
        };
        Transitions { within_frame: table(&self.within_frame, true), across_frames: table(&self.across_frames, false) }
    }
}
