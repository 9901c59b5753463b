//! Recognition of people's names by their shape.

use super::Cues;
use super::chars::{fold_keeping_case, literal_len, skip_blanks};
use crate::order::sort_values;
use crate::text::script::is_han;
use std::borrow::Cow;

/// The surnames and stop words by which a pack recognizes names.
#[derive(Debug)]
pub(super) struct Names<'c> {
    cues: &'c Cues,
    surnames: Vec<char>,
    /// First characters of the surnames of two characters.
    double_surname_starts: Vec<char>,
    /// First characters of words that are not names.
    stop_word_starts: Vec<char>,
}

impl<'c> Names<'c> {
    pub fn new(cues: &'c Cues) -> Self {
        let surnames = sorted(cues.surnames.chars().map(fold_keeping_case));
        let double_surname_starts = first_chars(cues.double_surnames.iter());
        let stop_word_starts = first_chars(cues.duties.iter().chain(cues.not_names.iter()));
        Self { cues, surnames, double_surname_starts, stop_word_starts }
    }

    /// Lengths in bytes of the names that may stand at the start of `text`, the longest
    /// first. With `known`, a name in Chinese characters must begin with a surname of the
    /// pack.
    pub fn lengths(&self, text: &str, known: bool) -> Vec<usize> {
        let mut out = Vec::new();
        match text.chars().next() {
            Some(c) if is_han(c) => self.han(text, fold_keeping_case(c), known, &mut out),
            Some(c) if c.is_uppercase() => self.latin(text, &mut out),
            _ => {}
        }
        out
    }

    fn han(&self, text: &str, first: char, known: bool, out: &mut Vec<usize>) {
        let starts_with = |list: &[Cow<str>]| list.iter().any(|word| literal_len(word, text).is_some());
        let double =
            self.double_surname_starts.binary_search(&first).is_ok() && starts_with(&self.cues.double_surnames);
        if known && !double && self.surnames.binary_search(&first).is_err() {
            return;
        }
        if self.stop_word_starts.binary_search(&first).is_ok()
            && (starts_with(&self.cues.duties) || starts_with(&self.cues.not_names))
        {
            return;
        }
        // a name of two characters is often letter-spaced to the width of three
        let mut ends = Vec::with_capacity(4);
        let mut at = 0;
        for n in 1..=4 {
            let from = if n == 2 { skip_blanks(text, at) } else { at };
            let Some(c) = text[from..].chars().next().filter(|&c| is_han(c)) else { break };
            let is_spaced = from > at;
            at = from + c.len_utf8();
            ends.push(at);
            if is_spaced {
                break;
            }
        }
        let most = if known && !double { 3 } else { 4 };
        out.extend(ends.into_iter().take(most).skip(1).rev());
    }

    /// Adds the lengths of the capitalized words at the start of `text`, up to four of them.
    fn latin(&self, text: &str, out: &mut Vec<usize>) {
        let mut at = 0;
        for word in text.split_inclusive(' ').take(4) {
            let letters = |c: char| c.is_alphabetic() && !is_han(c) || "'’.-".contains(c);
            let bare = &word[..word.find(|c| !letters(c)).unwrap_or(word.len())];
            let is_stop_word = || self.cues.not_names.iter().chain(&*self.cues.duties).any(|stop| stop.trim() == bare);
            if !bare.starts_with(char::is_uppercase) || at == 0 && is_stop_word() {
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
}

/// First characters of the words, sorted for binary search.
fn first_chars<'w>(words: impl Iterator<Item = &'w Cow<'static, str>>) -> Vec<char> {
    sorted(words.filter_map(|word| word.trim_start().chars().next()).map(fold_keeping_case))
}

/// The characters, sorted for binary search.
pub(super) fn sorted(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut out: Vec<char> = chars.collect();
    sort_values(&mut out);
    out
}
