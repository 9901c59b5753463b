//! Hashed character n-grams: what a line's own characters say of its role.
//!
//! Each n-gram at the head and at the tail of a line is hashed to one of [`BUCKETS`] rows of weights
//! (feature hashing, Weinberger and others 2009), which are added up. A word counts as one
//! character where words are spaced, and so does a number.

use super::table::{LABEL_COUNT, Label};
use crate::text::fold::fold;
use crate::text::script::{is_han, is_spaced};

/// Number of rows of weights, as a power of two.
pub const BUCKET_BITS: u32 = 13;
#[cfg(feature = "train")]
pub const BUCKETS: usize = 1 << BUCKET_BITS;

/// Number of groups of labels that share a weight.
pub const GROUPS: usize = 10;

/// Tokens at each end of a line that are looked at.
const WINDOW: usize = 12;
/// Of these, those whose place counts.
const PLACED: usize = 4;

/// The group of each label, by its index.
pub const GROUP_OF: [usize; LABEL_COUNT] = {
    let mut groups = [0; LABEL_COUNT];
    let mut set = [
        (Label::LeadStart, 9),
        (Label::ParagraphStart, 0),
        (Label::FragmentStart, 1),
        (Label::Continuation, 1),
        (Label::Kicker, 2),
        (Label::KickerContinuation, 2),
        (Label::Headline, 2),
        (Label::HeadlineContinuation, 2),
        (Label::Deck, 2),
        (Label::DeckContinuation, 2),
        (Label::Subhead, 3),
        (Label::SubheadContinuation, 3),
        (Label::Byline, 4),
        (Label::SignOff, 8),
        (Label::Credit, 5),
        (Label::TeaserHead, 6),
        (Label::Teaser, 6),
        (Label::Jump, 6),
        (Label::Furniture, 7),
        (Label::Rubric, 7),
    ]
    .as_slice();
    while let [(label, group), rest @ ..] = set {
        groups[*label as usize] = *group;
        set = rest;
    }
    groups
};

/// Calls `visit` with the row of each n-gram of a line.
pub fn visit_ngrams(line: &str, mut visit: impl FnMut(usize)) {
    let head = tokens(line.chars());
    let tail = tokens(line.chars().rev());
    let mut bigram = |kind: u64, a: u32, b: u32| visit(hash(kind, a, b));
    for (kind, tokens) in [(0, &head), (1, &tail)] {
        let tokens = &tokens[..];
        for n in 0..tokens.len().min(PLACED) {
            bigram(2 + kind * 10 + n.min(2) as u64, tokens[n], 0);
            bigram(5 + kind * 10, tokens[n], tokens.get(n + 1).copied().unwrap_or(0));
        }
        bigram(
            6 + kind * 10,
            tokens.first().copied().unwrap_or(0),
            tokens.get(1).map_or(0, |b| b.wrapping_mul(31)) ^ tokens.get(2).copied().unwrap_or(0),
        );
    }
    for pair in head.windows(2) {
        bigram(0, pair[0], pair[1]);
    }
    // from its end a line is read backwards
    if head.len() == WINDOW {
        for pair in tail.windows(2) {
            bigram(0, pair[1], pair[0]);
        }
    }
}

/// The first tokens of some characters: a character each, but one for the letters of a word.
fn tokens(chars: impl Iterator<Item = char>) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::with_capacity(WINDOW);
    let mut word = 0u32;
    for c in chars {
        let c = fold(c);
        if c.is_ascii_digit() || is_spaced(c) && !is_han(c) {
            // the same whichever end it is read from
            let letter = if c.is_ascii_digit() { 1 } else { (c as u32).wrapping_mul(0x9e37_79b1) | 1 };
            word = if c.is_ascii_digit() && word == 1 { 1 } else { word.wrapping_add(letter) };
            continue;
        }
        if word != 0 {
            out.push(word);
            word = 0;
        }
        if out.len() >= WINDOW {
            break;
        }
        out.push(c as u32);
    }
    if word != 0 {
        out.push(word);
    }
    out.truncate(WINDOW);
    out
}

fn hash(kind: u64, a: u32, b: u32) -> usize {
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_add(kind.wrapping_mul(0x632b_e59b_d9b4_e019));
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93).wrapping_shr(64 - BUCKET_BITS) as usize
}
