//! People's names, as far as their shape tells.

use super::Cues;
use super::pattern::{fold, literal_len, skip_blanks};
use crate::order::sort_values;
use std::borrow::Cow;

/// What a pack says of names.
#[derive(Debug)]
pub(super) struct Names<'c> {
    cues: &'c Cues,
    surnames: Vec<char>,
    /// What surnames of two characters begin with.
    double: Vec<char>,
    /// What the words begin with that are no names.
    others: Vec<char>,
}

impl<'c> Names<'c> {
    pub fn new(cues: &'c Cues) -> Self {
        let surnames = in_order(cues.surnames.chars().map(fold));
        let double = starts(cues.double_surnames.iter());
        Self { cues, surnames, double, others: starts(cues.duties.iter().chain(cues.not_names.iter())) }
    }

    /// Lengths in bytes of the names that may stand at the start of `text`, the longest
    /// first. With `known`, a name in Chinese characters must begin with a surname of the
    /// pack.
    pub fn lengths(&self, text: &str, known: bool) -> Vec<usize> {
        let mut out = Vec::new();
        match text.chars().next() {
            Some(c) if is_han(c) => self.han(text, fold(c), known, &mut out),
            Some(c) if c.is_uppercase() => latin(text, &mut out),
            _ => {}
        }
        out
    }

    fn han(&self, text: &str, first: char, known: bool, out: &mut Vec<usize>) {
        let starts_with = |list: &[Cow<str>]| list.iter().any(|word| literal_len(word, text).is_some());
        let double = self.double.binary_search(&first).is_ok() && starts_with(&self.cues.double_surnames);
        if known && !double && self.surnames.binary_search(&first).is_err() {
            return;
        }
        if self.others.binary_search(&first).is_ok()
            && (starts_with(&self.cues.duties) || starts_with(&self.cues.not_names))
        {
            return;
        }
        // a name of two characters is often set apart to the width of three
        let mut ends = Vec::with_capacity(4);
        let mut at = 0;
        for n in 1..=4 {
            let from = if n == 2 { skip_blanks(text, at) } else { at };
            let Some(c) = text[from..].chars().next().filter(|&c| is_han(c)) else { break };
            let set_apart = from > at;
            at = from + c.len_utf8();
            ends.push(at);
            if set_apart {
                break;
            }
        }
        let most = if known && !double { 3 } else { 4 };
        out.extend(ends.into_iter().take(most).skip(1).rev());
    }
}

/// What the words begin with, in order.
fn starts<'w>(words: impl Iterator<Item = &'w Cow<'static, str>>) -> Vec<char> {
    in_order(words.filter_map(|word| word.trim_start().chars().next()).map(fold))
}

/// The characters in order, for a binary search.
pub(super) fn in_order(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut out: Vec<char> = chars.collect();
    sort_values(&mut out);
    out
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x2fdf | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

fn latin(text: &str, out: &mut Vec<usize>) {
    let mut at = 0;
    for word in text.split_inclusive(' ').take(4) {
        let bare = word.trim_end_matches([' ', ',', ';']);
        let letters = |c: char| c.is_alphabetic() || "'’.-".contains(c);
        if !bare.starts_with(char::is_uppercase) || !bare.chars().all(letters) {
            break;
        }
        out.push(at + bare.len());
        at += word.len();
        if bare.len() < word.trim_end().len() {
            break;
        }
    }
    out.reverse();
}
