//! A block's text as a person retyped it → the corrections that make it so.

use super::{Anchor, Edit};
use crate::model::{Block, Correction, Span};
use crate::text::width::{is_narrow, is_zero_width};
use rustc_hash::FxHashMap;
use similar::algorithms::{Capture, myers};
use std::ops::Range;

/// Most pairs of characters that are compared; beyond, all that differs is one correction.
const MAX_PAIRS: usize = 1 << 24;

/// The corrections that change a block of `text` to read `typed`, each of a few words or characters
/// within one span.
///
/// Existing corrections of the block are kept if they are still right. The spaces between spans,
/// which joining inserted, are ignored.
///
/// ```
/// use banmian::{Options, edit::{Session, retype}};
/// let text = "市图书馆开馆\n\n本报讯 昨日,市圆书馆新馆开馆。";
/// let mut session = Session::new(text, &Options::default());
/// let block = session.page().articles[0].blocks[0].clone();
/// for edit in retype(text, &block, "本报讯 昨日,市图书馆新馆开馆。") {
///     session.apply(edit).unwrap();
/// }
/// let block = &session.page().articles[0].blocks[0];
/// assert_eq!((block.text.as_str(), block.corrections.len()), ("本报讯 昨日,市图书馆新馆开馆。", 1));
/// assert_eq!((block.corrections[0].original.as_str(), block.corrections[0].text.as_str()), ("圆", "图"));
/// ```
pub fn retype(text: &str, block: &Block, typed: &str) -> Vec<Edit> {
    let wanted = split_by_span(text, block, typed);
    block.spans.iter().zip(&wanted).flat_map(|(span, wanted)| corrections_of_span(text, block, span, wanted)).collect()
}

/// The part of `typed` that each span is to read.
fn split_by_span(text: &str, block: &Block, typed: &str) -> Vec<String> {
    let mut old: Vec<(char, usize)> = Vec::new();
    let mut rest = block.text.as_str();
    for (n, (_, shown)) in block.pieces(text).enumerate() {
        while !rest.starts_with(&*shown)
            && let Some(blank) = rest.chars().next()
        {
            // a space between two spans belongs to neither
            old.push((blank, usize::MAX));
            rest = &rest[blank.len_utf8()..];
        }
        old.extend(shown.chars().map(|c| (c, n)));
        rest = rest.get(shown.len()..).unwrap_or_default();
    }
    let new: Vec<char> = typed.chars().collect();
    let (before, after): (Vec<u32>, Vec<u32>) =
        (old.iter().map(|(c, _)| u32::from(*c)).collect(), new.iter().map(|c| u32::from(*c)).collect());
    let mut parts = vec![String::new(); block.spans.len()];
    let owner = |at: usize| old[..at].iter().rev().map(|(_, n)| *n).find(|n| *n != usize::MAX);
    let mut at = 0;
    let keep = |range: Range<usize>, parts: &mut Vec<String>| {
        for &(c, n) in &old[range] {
            if let Some(part) = parts.get_mut(n) {
                part.push(c);
            }
        }
    };
    for (was, is) in changes(&before, &after) {
        keep(at..was.start, &mut parts);
        let own = old.get(was.start).map(|(_, n)| *n).filter(|n| *n != usize::MAX && !was.is_empty());
        let n = own.or_else(|| owner(was.start)).unwrap_or(0);
        if let Some(part) = parts.get_mut(n) {
            part.extend(&new[is]);
        }
        at = was.end;
    }
    keep(at..old.len(), &mut parts);
    parts
}

/// The corrections that change a span to read `wanted`.
fn corrections_of_span<'t>(text: &'t str, block: &Block, span: &Span, wanted: &'t str) -> Vec<Edit> {
    let Some(source) = text.get(span.start..span.end) else { return Vec::new() };
    let (old, new) = (tokens(source), tokens(wanted));
    // an anchor must begin and end with a character that is not blank, so a neighbour is included
    let is_blank = |n: usize| old.get(n).is_some_and(|token| token.trim().is_empty());
    let mut differences: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut ids = FxHashMap::default();
    let mut id = |token: &&'t str| {
        let next = ids.len() as u32;
        *ids.entry(*token).or_insert(next)
    };
    let (before, after): (Vec<u32>, Vec<u32>) = (old.iter().map(&mut id).collect(), new.iter().map(&mut id).collect());
    for (mut was, mut is) in changes(&before, &after) {
        let before = differences.last().map_or(0, |(was, _)| was.end);
        while was.start > before && (was.is_empty() || is_blank(was.start)) {
            (was.start, is.start) = (was.start - 1, is.start - 1);
        }
        while was.end < old.len() && (was.is_empty() || is_blank(was.end - 1)) {
            (was.end, is.end) = (was.end + 1, is.end + 1);
        }
        match differences.last_mut() {
            Some(last) if was.start <= last.0.end => (last.0.end, last.1.end) = (was.end, is.end),
            _ => differences.push((was, is)),
        }
    }
    let mut at = 0;
    let starts: Vec<usize> = old.iter().map(|token| (at, at += token.len()).0).chain([source.len()]).collect();
    let range = |was: Range<usize>| span.start + starts[was.start]..span.start + starts[was.end];
    let now: Vec<_> = differences.into_iter().map(|(was, is)| (range(was), new[is].concat())).collect();
    let correct = |range: Range<usize>, to: String| Edit::Correct { at: Anchor::new(text, range), text: to };
    let range = |c: &Correction| c.span.start..c.span.end;
    let had: Vec<&Correction> = block.split_at_corrections(span).filter_map(|(_, correction)| correction).collect();
    let gone = had.iter().filter(|c| !now.iter().any(|(at, _)| *at == range(c)));
    let back: Vec<Edit> = gone.map(|c| correct(range(c), c.original.clone())).collect();
    let fresh = now.into_iter().filter(|(at, to)| !had.iter().any(|c| range(c) == *at && c.text == *to));
    back.into_iter().chain(fresh.map(|(at, to)| correct(at, to))).collect()
}

/// The ranges in which two lists differ, in the old one and in the new one. It takes numbers only,
/// because the algorithm would be compiled into the WebAssembly module once for every other type.
fn changes(old: &[u32], new: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (was, is) = (head..old.len() - tail, head..new.len() - tail);
    if was.is_empty() && is.is_empty() {
        return Vec::new();
    }
    if was.len().saturating_mul(is.len()) > MAX_PAIRS {
        return vec![(was, is)];
    }
    let mut found = Capture::new();
    let Ok(()) = myers::diff(&mut found, old, was, new, is);
    let differences = found.into_ops().into_iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    let mut out: Vec<_> = differences.map(|op| (op.old_range(), op.new_range())).collect();
    out.dedup_by(|next, last| {
        let touch = last.0.end == next.0.start;
        if touch {
            last.0.end = next.0.end;
            last.1.end = next.1.end;
        }
        touch
    });
    out
}

/// Splits text into words of spaced scripts and single other characters, each with its combining
/// marks.
fn tokens(text: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_alphanumeric() && is_narrow(c);
    let mut out = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in text.char_indices() {
        let continues = is_zero_width(c) || last.is_some_and(in_word) && in_word(c);
        if at > start && !continues {
            out.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn a_text_is_split_into_words_and_characters() {
        assert_eq!(tokens("开馆, by Ann\u{301} 3"), ["开", "馆", ",", " ", "by", " ", "Ann\u{301}", " ", "3"]);
        assert_eq!(tokens("\u{301}馆"), ["\u{301}", "馆"]);
        assert!(tokens("").is_empty());
    }
}
