//! Character bigrams of the page, and whether by them one line continues in another: words
//! broken at a line's end are seldom broken everywhere.

use super::{Segment, costs};
use crate::text::bigrams::{BigramCounts, bigrams};
use crate::text::punctuation::{can_end_paragraph, cannot_begin_line};
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// How often which character follows which within the lines of a page.
pub(super) struct Bigrams {
    pairs: BigramCounts,
    firsts: FxHashMap<char, u32>,
    seconds: FxHashMap<char, u32>,
    total: u32,
}

impl Bigrams {
    pub fn new(text: &str, segments: &[Segment]) -> Self {
        let (pairs, firsts, seconds) = Default::default();
        let mut out = Self { pairs, firsts, seconds, total: 1 };
        for segment in segments {
            for (a, b) in bigrams(&text[segment.range.clone()]) {
                out.pairs.add(a, b);
                *out.firsts.entry(a).or_default() += 1;
                *out.seconds.entry(b).or_default() += 1;
                out.total += 1;
            }
        }
        out
    }

    /// What it costs that `a` ends a line and `b` begins the next: the weighted pointwise
    /// mutual information of the two, negated.
    fn cost(&self, a: char, b: char) -> f32 {
        if a.is_ascii_digit() && b.is_ascii_digit() {
            return costs::NUMBER_BROKEN;
        }
        let seen = self.pairs.get(a, b) as f32;
        let count = |c: char, counts: &FxHashMap<char, u32>| counts.get(&c).copied().unwrap_or(0) as f32;
        let expected = count(a, &self.firsts) * count(b, &self.seconds) / self.total as f32;
        -costs::BIGRAM_WEIGHT * libm::logf((seen + costs::BIGRAM_SMOOTHING) / (expected + costs::BIGRAM_SMOOTHING))
    }
}

/// What it costs that one segment continues in another, or does not. Segments are numbered
/// through all rows.
pub(super) struct Continuation<'b> {
    bigrams: &'b Bigrams,
    /// First and last character of each segment.
    ends: Vec<(char, char)>,
    /// Costs once computed, by segment and distance to the next; NaN before.
    cache: Vec<Cell<f32>>,
}

impl<'b> Continuation<'b> {
    pub fn new(bigrams: &'b Bigrams, ends: Vec<(char, char)>) -> Self {
        let cache = vec![Cell::new(f32::NAN); ends.len() * costs::MAX_SEGMENTS_APART];
        Self { bigrams, ends, cache }
    }

    /// Cost of segment `b` continuing the sentence that segment `a` broke off.
    pub fn continues(&self, a: usize, b: usize) -> f32 {
        let distance = b.checked_sub(a).filter(|&distance| distance < costs::MAX_SEGMENTS_APART);
        let Some(distance) = distance else { return 0.0 };
        let cached = &self.cache[a * costs::MAX_SEGMENTS_APART + distance];
        if cached.get().is_nan() {
            cached.set(self.bigrams.cost(self.ends[a].1, self.ends[b].0));
        }
        cached.get()
    }

    /// Cost of segment `b` following after segment `a` ended a paragraph with a short line.
    pub fn follows_paragraph(&self, a: usize, b: usize) -> f32 {
        if !can_end_paragraph(self.ends[a].1) {
            costs::PARAGRAPH_UNENDED
        } else if cannot_begin_line(self.ends[b].0) {
            costs::PUNCTUATION_BEGINS_PARAGRAPH
        } else {
            0.0
        }
    }

    /// Cost of segment `b` being the first of its column.
    pub fn begins_column(&self, b: usize) -> f32 {
        if cannot_begin_line(self.ends[b].0) { costs::PUNCTUATION_BEGINS_COLUMN } else { 0.0 }
    }
}
