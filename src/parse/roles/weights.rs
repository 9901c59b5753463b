//! The weights of the CRF, learned from pages with gold and kept in `weights/`.

use super::crf::{Row, Transitions, forbid};
use super::ngrams::{GROUP_OF, GROUPS};
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

/// The weights by which lines get their roles.
#[derive(Clone, Copy)]
pub struct RoleWeights<'w> {
    /// For pages with a paragraph a line.
    pub unwrapped: &'w Model,
    /// For pages whose lines are broken at the edge of their column.
    pub wrapped: &'w Model,
    /// For both, of the n-grams: a row of [`GROUPS`] weights a bucket, each an `i8`; or none.
    pub ngrams: &'w [u8],
}

/// The weights for each kind of page.
#[derive(Clone, Copy)]
pub struct RoleModels<'w> {
    pub opened: RoleWeights<'w>,
    /// For other pages; a page is read by these first, to know its kind.
    pub unopened: RoleWeights<'w>,
}

/// Steps of a weight in 1; finer weights label no more lines right.
pub const SCALE: f32 = 16.0;

// `UNWRAPPED` and `WRAPPED` of each file: `OPENED_UNWRAPPED` and so on; and `PLACE_WEIGHTS`
include!(concat!(env!("OUT_DIR"), "/roles.rs"));

impl RoleModels<'static> {
    /// The weights that are compiled in.
    pub fn learned() -> Self {
        let ngrams = include_bytes!("weights/ngrams.bin");
        Self {
            opened: RoleWeights { unwrapped: &OPENED_UNWRAPPED, wrapped: &OPENED_WRAPPED, ngrams: &[] },
            unopened: RoleWeights { unwrapped: &UNOPENED_UNWRAPPED, wrapped: &UNOPENED_WRAPPED, ngrams },
        }
    }
}

impl RoleWeights<'_> {
    /// Adds the weights of an n-gram's bucket to the scores of all labels.
    pub fn add_ngram(&self, bucket: usize, sums: &mut [i32; GROUPS]) {
        if let Some((row, _)) = self.ngrams.get(bucket * GROUPS..).and_then(|rest| rest.split_first_chunk::<GROUPS>()) {
            sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight as i8));
        }
    }
}

/// Adds the weights of a line's place, a bit for each feature, to the scores of all labels.
pub fn add_places(place: u64, sums: &mut [i32; COUNT]) {
    for (_, row) in PLACE_WEIGHTS.iter().enumerate().filter(|(n, _)| place & 1 << n != 0) {
        sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight));
    }
}

/// The scores of groups of labels as those of labels.
pub fn ungroup(sums: &[i32; GROUPS]) -> [i32; COUNT] {
    GROUP_OF.map(|group| sums[group])
}

impl Model {
    pub fn transitions(&self) -> Transitions {
        let table = |weights: &[[i8; COUNT]; COUNT], same_frame| {
            forbid(&weights.map(|row| row.map(|w| f32::from(w) / SCALE) as Row), same_frame)
        };
        Transitions { within_frame: table(&self.within_frame, true), across_frames: table(&self.across_frames, false) }
    }
}
