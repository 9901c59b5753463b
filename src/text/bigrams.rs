//! Bigrams: pairs of adjacent characters, counted exactly or kept in a hashed set.

use super::script::is_han;
use rustc_hash::FxHashMap;

/// The bigrams of a text, in order.
pub(crate) fn bigrams(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

/// How often each bigram occurs.
#[derive(Default)]
pub struct BigramCounts(FxHashMap<(char, char), u32>);

impl BigramCounts {
    /// Counts one more occurrence.
    pub fn add(&mut self, a: char, b: char) {
        *self.0.entry((a, b)).or_default() += 1;
    }

    /// The number of occurrences.
    pub fn get(&self, a: char, b: char) -> u32 {
        self.0.get(&(a, b)).copied().unwrap_or(0)
    }
}

/// The bigrams within the lines of a text: those that occur, and those that occur again. A hash
/// stands for each, so a bigram may be taken for another.
pub(crate) struct BigramSet {
    once: Vec<u64>,
    again: Vec<u64>,
    bits: u32,
}

impl BigramSet {
    /// An empty set with room for two to the power of `bits` bigrams.
    pub fn new(bits: u32) -> Self {
        let words = (1 << bits) / 64;
        Self { once: vec![0; words], again: vec![0; words], bits }
    }

    /// Adds the bigrams of a line, its first character with a blank before it.
    pub fn insert_line(&mut self, line: &str) {
        let mut before = ' ';
        for c in line.chars() {
            let (word, bit) = self.slot(before, c);
            self.again[word] |= self.once[word] & bit;
            self.once[word] |= bit;
            before = c;
        }
    }

    /// Whether the bigram occurs, or another with the same hash.
    pub fn contains(&self, a: char, b: char) -> bool {
        let (word, bit) = self.slot(a, b);
        self.once[word] & bit != 0
    }

    /// The share of the line's bigrams that occur again: 0 if it has too few, else `1..=top + 1`.
    pub fn repeated(&self, line: &str, top: usize) -> usize {
        self.share(line, top, &self.again)
    }

    /// The share of the line's bigrams that occur: 0 if it has too few, else `1..=top + 1`.
    pub fn overlap(&self, line: &str, top: usize) -> usize {
        self.share(line, top, &self.once)
    }

    fn share(&self, line: &str, top: usize, slots: &[u64]) -> usize {
        let (mut all, mut found, mut before) = (0, 0, ' ');
        for c in line.chars() {
            if is_han(c) && is_han(before) {
                let (word, bit) = self.slot(before, c);
                all += 1;
                found += usize::from(slots[word] & bit != 0);
            }
            before = c;
        }
        if all < 2 { 0 } else { 1 + found * top / all }
    }

    /// The word and the bit of a bigram.
    fn slot(&self, a: char, b: char) -> (usize, u64) {
        let mixed = (u64::from(a as u32) << 21 | u64::from(b as u32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = (mixed >> (64 - self.bits)) as usize;
        (slot / 64, 1 << (slot % 64))
    }
}
