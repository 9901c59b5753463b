//! Hyphens that stand only because a line ends. Exports leave them out; what is shown as it is printed
//! keeps them, and does not display them.
//!
//! A hyphen at a line's end is the word's own or the line's, and print does not tell them apart. The
//! rest of the page does where it has the word again; else a rule decides. In English news, of
//! hyphens that are the line's it leaves out 99 of 100, and of those that are the word's it keeps 6
//! of 10.

use super::pieces::{runs, split_at_spans};
use crate::model::{Block, Page, Span};
use crate::text::fold::fold;
use crate::text::punctuation::{NOT_SIGN, SOFT_HYPHEN, is_hyphen};
use crate::text::utf16_len;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// Returns the page with each block's text and spans without soft hyphens, and without the hyphens
/// at a line's end that are not the word's own. Linear in the page.
pub(super) fn dehyphenated(page: &Page) -> Cow<'_, Page> {
    if !page.blocks().any(may_be_hyphenated) {
        return Cow::Borrowed(page);
    }
    let words = PageWords::of(page);
    let mut out = page.clone();
    for block in out.blocks_mut().filter(|block| may_be_hyphenated(block)) {
        (block.text, block.spans) = words.dehyphenate(block);
    }
    Cow::Owned(out)
}

fn may_be_hyphenated(block: &Block) -> bool {
    block.text.contains(SOFT_HYPHEN) || ends_line_with_hyphen(block)
}

fn ends_line_with_hyphen(block: &Block) -> bool {
    block.spans.len() > 1
        && block.text.contains(is_line_hyphen)
        && split_at_spans(block).iter().any(|(_, part)| part.ends_with(is_line_hyphen))
}

/// The words of a page, by their keys, but those that a line's end breaks.
#[derive(Default)]
pub(super) struct PageWords(FxHashSet<u64>);

impl PageWords {
    /// The words of a page, or none if no line ends with a hyphen to ask them about.
    pub fn of(page: &Page) -> Self {
        let mut words = Self::default();
        if !page.blocks().any(ends_line_with_hyphen) {
            return words;
        }
        for block in page.blocks() {
            let mut is_rest = false;
            for (_, part) in split_at_spans(block) {
                let mut whole: Vec<&str> = part.split(|c| !is_in_word(c)).skip(usize::from(is_rest)).collect();
                is_rest = part.ends_with(is_line_hyphen);
                if is_rest {
                    whole.pop();
                }
                words.0.extend(whole.into_iter().map(|word| key([word.trim_matches(is_hyphen)])));
            }
        }
        words
    }

    /// Whether the page has the word that the parts make.
    fn contains<const N: usize>(&self, parts: [&str; N]) -> bool {
        self.0.contains(&key(parts))
    }

    /// The text and the spans of a block without the hyphens that are not its words' own.
    fn dehyphenate(&self, block: &Block) -> (String, Vec<Span>) {
        let (mut text, mut spans) = (String::with_capacity(block.text.len()), Vec::with_capacity(block.spans.len()));
        let parts = split_at_spans(block);
        for (n, &(span, part)) in parts.iter().enumerate() {
            let Some(span) = span else {
                text.push_str(part);
                continue;
            };
            let next = parts.get(n + 1).map_or("", |&(_, next)| next);
            let mut kept = Span { end: span.start, utf16: [span.utf16[0]; 2], ..*span };
            let mut left = part.len();
            for (run, correction) in runs(block, span, part) {
                left -= run.len();
                if let Some(correction) = correction {
                    text.push_str(run);
                    (kept.end, kept.utf16[1]) = (correction.span.end, correction.span.utf16[1]);
                    continue;
                }
                let line_hyphen = if left == 0 { self.line_hyphen(part, next) } else { None };
                for (word, hyphen) in split_at_hyphens(run, line_hyphen) {
                    text.push_str(word);
                    kept.end = kept.end.saturating_add(word.len());
                    kept.utf16[1] = kept.utf16[1].saturating_add(utf16_len(word));
                    if !hyphen.is_empty() {
                        let start = kept.end.saturating_add(hyphen.len());
                        let utf16 = kept.utf16[1].saturating_add(utf16_len(hyphen));
                        let after = Span { start, end: start, utf16: [utf16; 2], ..kept };
                        spans.push(std::mem::replace(&mut kept, after));
                    }
                }
            }
            spans.push(kept);
        }
        spans.retain(|span| span.start < span.end);
        (text, spans)
    }

    /// The hyphen at the end of a line, if the line has broken a word that goes on in the next.
    pub fn line_hyphen<'t>(&self, line: &'t str, next: &str) -> Option<&'t str> {
        let line_end = line.trim_end_matches(|c| is_hyphen(c) || c == NOT_SIGN);
        let hyphen = &line[line_end.len()..];
        if hyphen.chars().count() != 1 {
            return None;
        }
        let first = line_end[line_end.trim_end_matches(is_in_word).len()..].trim_start_matches(is_hyphen);
        // a word may go on in a third line
        let last = next[..next.len() - next.trim_start_matches(is_in_word).len()].trim_end_matches(is_hyphen);
        let is_broken = letters(first) >= SHORTEST_PART
            && letters(last) >= SHORTEST_PART
            && (hyphen.contains(NOT_SIGN) || self.is_one_word(first, last));
        is_broken.then_some(hyphen)
    }

    /// Whether two parts of a word are written as one without a hyphen.
    fn is_one_word(&self, first: &str, last: &str) -> bool {
        let is_upper = |word: &str| !word.contains(char::is_lowercase);
        let (goes_on, is_heading) = (last.starts_with(char::is_lowercase), is_upper(first) && is_upper(last));
        if self.contains([first, last]) {
            return goes_on || is_heading;
        }
        let is_long = |word: &str| letters(word) >= SHORTEST_WORD;
        // as in co-operation or re-election
        let is_double_vowel = "aeiou".chars().any(|vowel| first.ends_with(vowel) && last.starts_with(vowel));
        let is_compound = first.contains(is_hyphen)
            || last.contains(is_hyphen)
            || is_double_vowel
            || self.contains([first, "-", last])
            || (is_long(first) && is_long(last) && self.contains([first]) && self.contains([last]))
            || FIRST_OF_COMPOUNDS.iter().any(|word| word.eq_ignore_ascii_case(first))
            || LAST_OF_COMPOUNDS.contains(&last);
        goes_on && !is_compound
    }
}

/// Letters of a word that a line's end leaves on either side, as TeX's `\lefthyphenmin` has it.
const SHORTEST_PART: usize = 2;

/// Letters of a word that makes a compound likely if the page has it by itself. Shorter ones, such
/// as “in” and “out”, also begin and end words that are written as one.
const SHORTEST_WORD: usize = 4;

/// Words that English writes with a hyphen before another, and that begin hardly any other word.
const FIRST_OF_COMPOUNDS: [&str; 16] = [
    "all", "anti", "first", "five", "four", "full", "half", "non", "second", "self", "six", "third", "three", "two",
    "well", "year",
];

/// Words that English writes with a hyphen behind another, and that end hardly any other word.
const LAST_OF_COMPOUNDS: [&str; 9] = ["based", "called", "known", "month", "old", "owned", "term", "up", "year"];

/// Splits a text at its soft hyphens and at the hyphen at its end: each piece with the hyphen that
/// is left out behind it.
fn split_at_hyphens<'t>(text: &'t str, at_end: Option<&'t str>) -> impl Iterator<Item = (&'t str, &'t str)> {
    let (text, at_end) = match at_end.and_then(|hyphen| text.strip_suffix(hyphen)) {
        Some(text) => (text, at_end),
        None => (text, None),
    };
    let pieces = text.split_inclusive(SOFT_HYPHEN).map(|piece| match piece.strip_suffix(SOFT_HYPHEN) {
        Some(word) if word.ends_with(is_word) => (word, &piece[word.len()..]),
        _ => (piece, ""),
    });
    pieces.chain(at_end.map(|hyphen| ("", hyphen)))
}

fn is_line_hyphen(c: char) -> bool {
    is_hyphen(c) || matches!(c, SOFT_HYPHEN | NOT_SIGN)
}

/// Whether `c` is a letter or a mark on one.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether `c` may stand in a word that hyphens divide.
fn is_in_word(c: char) -> bool {
    is_word(c) || is_hyphen(c) || c == SOFT_HYPHEN
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

/// The key of the word that the parts make: the same whatever its case, its hyphens' form, and its
/// soft hyphens.
fn key<const N: usize>(parts: [&str; N]) -> u64 {
    let mut key = 0u64;
    for c in parts.into_iter().flat_map(str::chars).filter(|&c| c != SOFT_HYPHEN) {
        let c = if is_hyphen(c) { '-' } else { fold(c) };
        key = (key ^ u64::from(c)).wrapping_mul(0x100_0000_01b3).rotate_left(7);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::text::script::join_lines;

    /// The first block of a page, exported. Each block is a list of lines.
    fn exported(blocks: &[&[&str]]) -> String {
        let text = blocks.concat().join("\n");
        let source = crate::text::Source::new(&text);
        let mut lines = source.lines();
        let mut page = crate::parse("", &Default::default());
        for block in blocks {
            page.unplaced.push(Block {
                role: Role::Paragraph,
                text: join_lines(*block),
                spans: lines.by_ref().take(block.len()).map(|line| source.span(line)).collect(),
                confidence: 1.0,
                reasons: Vec::new(),
                joins: Vec::new(),
                corrections: Vec::new(),
            });
        }
        for block in &dehyphenated(&page).unplaced {
            let pieces = block.pieces(&text).map(|(_, piece)| piece.into_owned());
            assert_eq!(
                pieces.collect::<String>(),
                split_at_spans(block).iter().filter(|part| part.0.is_some()).map(|part| part.1).collect::<String>()
            );
        }
        crate::export::text(&page).lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_hyphen_at_a_lines_end_is_left_out_unless_it_is_the_words_own() {
        for (lines, expected) in [
            (["The govern-", "ment said"], "The government said"),
            (["nun ver\u{ad}", "ringern, hofft"], "nun verringern, hofft"),
            (["nun ver¬", "ringern, hofft"], "nun verringern, hofft"),
            (["новая биб\u{2010}", "лиотека"], "новая библиотека"),
            (["der Ein- und", "Ausbau"], "der Ein- und Ausbau"),
            (["der Ein-", "und Ausbau"], "der Ein- und Ausbau"),
            (["an Anglo-", "American"], "an Anglo-American"),
            (["an e-", "mail from"], "an e-mail from"),
            (["in 1998-", "99 and"], "in 1998-99 and"),
            (["an up-to-", "date list"], "an up-to-date list"),
            (["a well-", "known man"], "a well-known man"),
            (["a long-", "term plan"], "a long-term plan"),
            (["it rained --", "again"], "it rained -- again"),
            (["a¬", "b"], "a¬b"),
            (["a di\u{ad}vid\u{ad}ed", "town"], "a divided town"),
            (["\u{ad}", "-"], "\u{ad} -"),
        ] {
            assert_eq!(exported(&[&lines]), expected);
        }
    }

    #[test]
    fn the_page_itself_tells_whether_a_hyphen_is_the_words_own() {
        for (lines, elsewhere, expected) in [
            (["their co-", "operation"], "Co-operation helps.", "their co-operation"),
            (["their co-", "operation"], "Cooperation helps.", "their cooperation"),
            (["their co-", "operation"], "It helps.", "their co-operation"),
            (["a day with-", "out rain"], "It is out with it.", "a day without rain"),
            (["a book-", "lined room"], "A book lay in the lined drawer.", "a book-lined room"),
            (["GOVERN-", "MENT FALLS"], "The government fell.", "GOVERNMENT FALLS"),
            (["GOVERN-", "MENT FALLS"], "It fell.", "GOVERN-MENT FALLS"),
            (["a well-", "being"], "Wellbeing matters.", "a wellbeing"),
        ] {
            assert_eq!(exported(&[&lines, &[elsewhere]]), expected);
        }
    }

    #[test]
    fn a_word_may_go_on_over_several_lines() {
        assert_eq!(exported(&[&["an inter-", "nation-", "al fair"]]), "an international fair");
    }

    #[test]
    fn a_word_that_a_line_breaks_is_no_evidence_for_another() {
        let broken: &[&str] = &["the govern-", "ment"];
        assert_eq!(exported(&[broken, broken]), "the government");
    }
}
