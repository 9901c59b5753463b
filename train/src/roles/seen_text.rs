//! The text that is learned from, so that accuracy is measured on other text.

use banmian::training::Layout;
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Length of the character n-grams that texts are compared by; so many are hardly the same by
/// chance.
const GRAM: usize = 10;

/// The n-grams of the lessons. A story may be printed on more than one page, so a page that is
/// checked on may contain text that was learned from.
pub struct SeenText(HashSet<u64>);

impl SeenText {
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self(texts.flat_map(grams).collect())
    }

    /// Whether each line's text is in no lesson; a line too short to tell goes by those around it.
    pub fn unseen(&self, text: &str, layout: &Layout) -> Vec<bool> {
        let is_seen = |text: &str| {
            let grams = grams(text);
            let count = grams.iter().filter(|gram| self.0.contains(gram)).count();
            (!grams.is_empty()).then_some(count * 3 > grams.len())
        };
        let seen: Vec<Option<bool>> = layout.lines.iter().map(|line| is_seen(&text[line.range.clone()])).collect();
        let near = |i: usize| {
            let before = seen[..i].iter().rev().flatten().next();
            let after = seen[i..].iter().flatten().next();
            before.into_iter().chain(after).any(|&seen| seen)
        };
        (0..seen.len()).map(|i| !seen[i].unwrap_or_else(|| near(i))).collect()
    }
}

/// Hashes of all n-grams of a text, blanks left out.
fn grams(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    letters.windows(GRAM).map(|gram| BuildHasherDefault::<DefaultHasher>::default().hash_one(gram)).collect()
}
