//! Whether one line reads on in another, told by the page itself: words broken at a line's
//! end are seldom broken everywhere.

use super::super::punctuation;
use super::super::segments::Word;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// How much is held against a pair never seen: the less, the more.
const DOUBT: f32 = 0.1;
/// Cost of a pair a tenth as common as by chance would have it, over its logarithm.
const WEIGHT: f32 = 0.9;
/// Lines farther apart than as many cells are not asked about.
const REACH: usize = 96;

/// Which characters follow which within the lines of a page, and how often.
pub(super) struct Pairs {
    pairs: FxHashMap<(char, char), u32>,
    firsts: FxHashMap<char, u32>,
    seconds: FxHashMap<char, u32>,
    total: u32,
}

impl Pairs {
    pub fn new(text: &str, words: &[Word]) -> Self {
        let (pairs, firsts, seconds) = Default::default();
        let mut out = Self { pairs, firsts, seconds, total: 1 };
        for word in words {
            let text = &text[word.range.clone()];
            for (a, b) in text.chars().zip(text.chars().skip(1)) {
                *out.pairs.entry((a, b)).or_default() += 1;
                *out.firsts.entry(a).or_default() += 1;
                *out.seconds.entry(b).or_default() += 1;
                out.total += 1;
            }
        }
        out
    }

    /// What it costs that `a` ends a line and `b` begins the next.
    fn cost(&self, a: char, b: char) -> f32 {
        if a.is_ascii_digit() && b.is_ascii_digit() {
            return 1.0;
        }
        let seen = self.pairs.get(&(a, b)).copied().unwrap_or(0) as f32;
        let count = |c: char, counts: &FxHashMap<char, u32>| counts.get(&c).copied().unwrap_or(0) as f32;
        let chance = count(a, &self.firsts) * count(b, &self.seconds) / self.total as f32;
        -WEIGHT * ((seen + DOUBT) / (chance + DOUBT)).ln()
    }
}

/// The cells of a run by number, and what it costs that one goes on in another.
pub(super) struct Sense<'p> {
    pairs: &'p Pairs,
    /// First and last character of each cell.
    ends: Vec<(char, char)>,
    known: Vec<Cell<f32>>,
}

impl<'p> Sense<'p> {
    pub fn new(pairs: &'p Pairs, ends: Vec<(char, char)>) -> Self {
        let known = vec![Cell::new(f32::NAN); ends.len() * REACH];
        Self { pairs, ends, known }
    }

    /// Cell `b` goes on with the sentence that cell `a` broke off.
    pub fn goes_on(&self, a: usize, b: usize) -> f32 {
        let Some(apart) = b.checked_sub(a).filter(|&apart| apart < REACH) else { return 0.0 };
        let known = &self.known[a * REACH + apart];
        if known.get().is_nan() {
            known.set(self.pairs.cost(self.ends[a].1, self.ends[b].0));
        }
        known.get()
    }

    /// Cell `a` ends a paragraph with a short line, and `b` comes after.
    pub fn parts(&self, a: usize, b: usize) -> f32 {
        let first = self.ends[b].0;
        if !punctuation::closes(self.ends[a].1) {
            1.5
        } else if punctuation::is_mark(first) && !punctuation::opens(first) {
            3.0
        } else {
            0.0
        }
    }

    /// Cell `b` is the first of its column.
    pub fn begins(&self, b: usize) -> f32 {
        let first = self.ends[b].0;
        if punctuation::is_mark(first) && !punctuation::opens(first) { 0.5 } else { 0.0 }
    }
}
