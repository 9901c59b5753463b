//! Anchors: places in a text that are found again by their offset and by a quote.

use super::error::Problem;
use super::search::SearchedText;
use crate::model::Block;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of the text by its offsets and its characters.
///
/// If the text has changed and the characters are not at the offsets, they are searched for, and
/// the context before and after tells equal ranges apart.
///
/// ```
/// use banmian::edit::Anchor;
/// let text = "导读\n市图书馆开馆";
/// let anchor = Anchor::new(text, 7..13);
/// assert_eq!((anchor.quote.as_str(), anchor.before.as_str(), anchor.after.as_str()), ("市图", "导读\n", "书馆开馆"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchor {
    /// First byte in the UTF-8 text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The characters from `start` to `end`, as the source has them.
    pub quote: String,
    /// The context before them, 16 characters at most.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The context after them, 16 characters at most.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// If the anchor stands for a story, the digest of that story when the edit was made: the first
    /// 16 hexadecimal digits of the SHA-256 of its characters in reading order, without blanks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
}

/// Number of characters of context kept on each side.
const CONTEXT: usize = 16;
/// Number of equal characters, context included, that identify a place.
const MIN_AGREEMENT: usize = 12;

impl Anchor {
    /// The anchor of a byte range of `text`, with both ends rounded down to character boundaries.
    ///
    /// ```
    /// let anchor = banmian::edit::Anchor::new("开馆", 0..3);
    /// assert_eq!(anchor.quote, "开");
    /// ```
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end.max(start));
        let before = text[..start].char_indices().rev().take(CONTEXT).last().map_or(start, |(at, _)| at);
        let after = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| end + at);
        Self {
            start,
            end,
            quote: text[start..end].into(),
            before: text[before..start].into(),
            after: text[end..after].into(),
            story: None,
        }
    }

    /// The anchors of a whole block, one for each run of adjacent lines, as
    /// [`Edit::Move`](super::Edit::Move) and other edits take them. Linear in the block.
    ///
    /// ```
    /// use banmian::edit::Anchor;
    /// let text = "市图书馆开馆\n\n本报讯 昨日,市图书\n\n馆新馆开馆。";
    /// let page = banmian::parse(text, &Default::default());
    /// let what = Anchor::of(text, &page.articles[0].blocks[0]);
    /// assert_eq!((what.len(), what[0].quote.as_str()), (1, "本报讯 昨日,市图书\n\n馆新馆开馆。"));
    /// ```
    pub fn of(text: &str, block: &Block) -> Vec<Self> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for span in &block.spans {
            match ranges.last_mut() {
                Some(last) if text.get(last.end..span.start).is_some_and(|gap| gap.trim().is_empty()) => {
                    last.end = span.end;
                }
                _ => ranges.push(span.start..span.end),
            }
        }
        ranges.into_iter().map(|range| Self::new(text, range)).collect()
    }

    /// The byte range of the anchor.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The anchor with its place in `text`. If `same`, that is, if the anchor was made in this text,
    /// its offsets are trusted.
    pub(super) fn found(&self, searched: &SearchedText, same: bool) -> Result<Self, Problem> {
        let text = searched.text;
        if self.quote.trim().is_empty() {
            return Err(Problem::Blank);
        }
        let here = text.get(self.start..self.end) == Some(&self.quote);
        let place = if here && same { self.start } else { self.find_quote(searched)? };
        let range = trimmed(text, place..place + self.quote.len()).ok_or(Problem::Blank)?;
        if here && same && range == self.range() {
            return Ok(self.clone());
        }
        Ok(Self { story: self.story.clone(), ..Self::new(text, range) })
    }

    /// The offset of the quote, by the context around it. Linear in the text and the quote.
    fn find_quote(&self, searched: &SearchedText) -> Result<usize, Problem> {
        let text = searched.text;
        let length = |text: &str| text.chars().count();
        let context_agreement = |at: usize| {
            let behind = &text[at + self.quote.len()..];
            let before = text[..at].chars().rev().zip(self.before.chars().rev()).take(CONTEXT);
            let after = behind.chars().zip(self.after.chars()).take(CONTEXT);
            before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
        };
        let quote = length(&self.quote);
        let whole = quote + length(&self.before) + length(&self.after);
        let (mut best, mut places) = (0, Vec::new());
        for at in searched.places(&self.quote) {
            let agree = quote + context_agreement(at);
            if agree > best {
                (best, places) = (agree, vec![at]);
            } else if agree == best {
                places.push(at);
            }
        }
        match places[..] {
            [] => Err(Problem::QuoteGone),
            _ if places.contains(&self.start) => Ok(self.start),
            _ if best < MIN_AGREEMENT.min(whole) => Err(Problem::QuoteGone),
            [place] => Ok(place),
            _ => Err(Problem::QuoteTwice),
        }
    }
}

/// The range without blanks at its ends, and without the byte order mark.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let blank = |(at, c): (usize, char)| c.is_whitespace() || c == '\u{feff}' && range.start + at == 0;
    let inside = &text[range.clone()];
    let start = inside.char_indices().find(|&c| !blank(c))?.0;
    let (last, c) = inside.char_indices().rfind(|&c| !blank(c))?;
    Some(range.start + start..range.start + last + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(anchor: &Anchor, text: &str) -> Result<usize, Problem> {
        anchor.found(&SearchedText::new(text), false).map(|anchor| anchor.start)
    }

    #[test]
    fn a_quote_is_found_at_its_new_offset() {
        let text = "本报记者 陈一\n\n市图书馆昨日开馆。\n\n本报记者 陈一\n\n老桥今日通车。";
        let second = text.rfind("本报").unwrap();
        let anchor = Anchor::new(text, second..second + "本报记者 陈一".len());
        let moved = format!("第3版\n\n{text}");
        assert_eq!(found(&anchor, &moved), Ok(second + "第3版\n\n".len()));
        assert_eq!(anchor.found(&SearchedText::new(&moved), false).unwrap().before.chars().count(), CONTEXT);
        let first_gone = &text[text.find("市图").unwrap()..];
        assert_eq!(found(&anchor, first_gone), Ok(first_gone.find("本报").unwrap()));
        let gone = &text[..second];
        assert_eq!(found(&anchor, gone), Err(Problem::QuoteGone), "the same quote in another context");
        assert_eq!(found(&anchor, ""), Err(Problem::QuoteGone));
    }

    #[test]
    fn an_ambiguous_quote_is_an_error() {
        let line = "市图书馆新馆昨日开馆,市民排队参观。\n";
        let anchor = Anchor::new(line, 0..line.len());
        assert_eq!(found(&anchor, &format!("x{}", line.repeat(3))), Err(Problem::QuoteTwice));
        assert_eq!(found(&anchor, &line.repeat(3)), Ok(0), "the old offset decides between equals");
        assert_eq!(found(&Anchor::new(" \n", 0..2), " \n"), Err(Problem::Blank));
        assert_eq!(found(&Anchor::default(), "开馆"), Err(Problem::Blank));
    }

    #[test]
    fn what_is_found_ends_in_no_blanks_and_has_no_byte_order_mark() {
        for (text, from, quote) in [
            ("\u{feff} 市图书馆\r\n", 0, "市图书馆"),
            ("市图书馆\u{3000}", 0, "市图书馆"),
            ("开馆\u{feff}今日", 6, "\u{feff}今日"),
            ("开\u{feff}", 0, "开\u{feff}"),
        ] {
            let anchor = Anchor::new(text, from..text.len());
            assert_eq!(anchor.found(&SearchedText::new(text), false).unwrap().quote, quote);
        }
    }

    #[test]
    fn any_byte_range_makes_an_anchor() {
        let text = "开\u{1F600}馆";
        for start in 0..12 {
            for end in 0..14 {
                let anchor = Anchor::new(text, start..end);
                assert_eq!(&text[anchor.start..anchor.end], anchor.quote);
            }
        }
    }
}
