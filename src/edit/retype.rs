//! A block as a person has typed it anew → the corrections that make it so.

use super::{Anchor, Edit};
use crate::model::{Block, Correction, Span};
use rustc_hash::FxHashMap;
use similar::algorithms::{Capture, myers};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// More pairs of characters than this are not compared: what differs is one stretch.
const PAIRS: usize = 1 << 24;

/// The corrections by which a block of `text` comes to read `typed`, each as small as words
/// and characters are, and within one span.
///
/// Corrections that the block has stay where they say the same. The blanks that stand between
/// two spans are the reading's own, and are let be.
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
    let wanted = shares(text, block, typed);
    block.spans.iter().zip(&wanted).flat_map(|(span, wanted)| of_span(text, block, span, wanted)).collect()
}

/// What of `typed` each span is to read.
fn shares(text: &str, block: &Block, typed: &str) -> Vec<String> {
    let mut old: Vec<(char, usize)> = Vec::new();
    let mut rest = block.text.as_str();
    for (n, (_, shown)) in block.pieces(text).enumerate() {
        while !rest.starts_with(&*shown)
            && let Some(blank) = rest.chars().next()
        {
            // between two spans: of none
            old.push((blank, usize::MAX));
            rest = &rest[blank.len_utf8()..];
        }
        old.extend(shown.chars().map(|c| (c, n)));
        rest = rest.get(shown.len()..).unwrap_or_default();
    }
    let new: Vec<char> = typed.chars().collect();
    let (before, after): (Vec<u32>, Vec<u32>) =
        (old.iter().map(|(c, _)| u32::from(*c)).collect(), new.iter().map(|c| u32::from(*c)).collect());
    let mut shares = vec![String::new(); block.spans.len()];
    let owner = |at: usize| old[..at].iter().rev().map(|(_, n)| *n).find(|n| *n != usize::MAX);
    let mut at = 0;
    let same = |range: Range<usize>, shares: &mut Vec<String>| {
        for &(c, n) in &old[range] {
            if let Some(share) = shares.get_mut(n) {
                share.push(c);
            }
        }
    };
    for (was, is) in changes(&before, &after) {
        same(at..was.start, &mut shares);
        let own = old.get(was.start).map(|(_, n)| *n).filter(|n| *n != usize::MAX && !was.is_empty());
        let n = own.or_else(|| owner(was.start)).unwrap_or(0);
        if let Some(share) = shares.get_mut(n) {
            share.extend(&new[is]);
        }
        at = was.end;
    }
    same(at..old.len(), &mut shares);
    shares
}

/// The corrections that make a span read `wanted`.
fn of_span<'t>(text: &'t str, block: &Block, span: &Span, wanted: &'t str) -> Vec<Edit> {
    let Some(source) = text.get(span.start..span.end) else { return Vec::new() };
    let (old, new) = (tokens(source), tokens(wanted));
    // an anchor begins and ends with a character: what stands before is named too, or behind
    let blank = |n: usize| old.get(n).is_some_and(|token| token.trim().is_empty());
    let mut differ: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut known = FxHashMap::default();
    let mut number = |token: &&'t str| {
        let next = known.len() as u32;
        *known.entry(*token).or_insert(next)
    };
    let (before, after): (Vec<u32>, Vec<u32>) =
        (old.iter().map(&mut number).collect(), new.iter().map(&mut number).collect());
    for (mut was, mut is) in changes(&before, &after) {
        let before = differ.last().map_or(0, |(was, _)| was.end);
        while was.start > before && (was.is_empty() || blank(was.start)) {
            (was.start, is.start) = (was.start - 1, is.start - 1);
        }
        while was.end < old.len() && (was.is_empty() || blank(was.end - 1)) {
            (was.end, is.end) = (was.end + 1, is.end + 1);
        }
        match differ.last_mut() {
            Some(last) if was.start <= last.0.end => (last.0.end, last.1.end) = (was.end, is.end),
            _ => differ.push((was, is)),
        }
    }
    let mut at = 0;
    let starts: Vec<usize> = old.iter().map(|token| (at, at += token.len()).0).chain([source.len()]).collect();
    let range = |was: Range<usize>| span.start + starts[was.start]..span.start + starts[was.end];
    let now: Vec<_> = differ.into_iter().map(|(was, is)| (range(was), new[is].concat())).collect();
    let correct = |range: Range<usize>, to: String| Edit::Correct { at: Anchor::new(text, range), text: to };
    let range = |c: &Correction| c.span.start..c.span.end;
    let inside = |c: &&Correction| span.start <= c.span.start && c.span.end <= span.end;
    let had: Vec<&Correction> = block.corrections.iter().filter(inside).collect();
    let gone = had.iter().filter(|c| !now.iter().any(|(at, _)| *at == range(c)));
    let back: Vec<Edit> = gone.map(|c| correct(range(c), c.original.clone())).collect();
    let fresh = now.into_iter().filter(|(at, to)| !had.iter().any(|c| range(c) == *at && c.text == *to));
    back.into_iter().chain(fresh.map(|(at, to)| correct(at, to))).collect()
}

/// Where two lists differ: what stood there, and what stands there now. Of numbers only, as
/// every other type would have the algorithm in the module once more.
fn changes(old: &[u32], new: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (was, is) = (head..old.len() - tail, head..new.len() - tail);
    if was.is_empty() && is.is_empty() {
        return Vec::new();
    }
    if was.len().saturating_mul(is.len()) > PAIRS {
        return vec![(was, is)];
    }
    let mut found = Capture::new();
    let Ok(()) = myers::diff(&mut found, old, was, new, is);
    let differ = found.into_ops().into_iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    let mut out: Vec<_> = differ.map(|op| (op.old_range(), op.new_range())).collect();
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

/// Words where words are spaced, else characters, each with the marks upon it.
fn tokens(text: &str) -> Vec<&str> {
    let in_word = |c: char| c.is_alphanumeric() && c.width() == Some(1);
    let mut out = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in text.char_indices() {
        let goes_on = c.width() == Some(0) || last.is_some_and(in_word) && in_word(c);
        if at > start && !goes_on {
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
