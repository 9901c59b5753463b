//! People's names, as far as their shape tells.

use super::Cues;
use super::pattern::{fold, literal_len, skip_blanks};

/// Lengths in bytes of the names that may stand at the start of `text`, the longest first.
/// With `known`, a name in Chinese characters must begin with a surname of the pack.
pub(super) fn lengths(cues: &Cues, text: &str, known: bool) -> Vec<usize> {
    let mut out = Vec::new();
    match text.chars().next() {
        Some(c) if is_han(c) => han(cues, text, known, &mut out),
        Some(c) if c.is_uppercase() => latin(text, &mut out),
        _ => {}
    }
    out
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x2fdf | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

fn han(cues: &Cues, text: &str, known: bool, out: &mut Vec<usize>) {
    let starts_with = |list: &[_]| list.iter().any(|w: &std::borrow::Cow<str>| literal_len(w, text).is_some());
    if starts_with(&cues.duties) || starts_with(&cues.not_names) {
        return;
    }
    let double = starts_with(&cues.double_surnames);
    if known && !double && !text.chars().next().is_some_and(|c| cues.surnames.contains(fold(c))) {
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
