//! A text with an index of its lines and of UTF-16 offsets.

use super::places::Places;
use crate::model::{PageSize, Span};
use std::ops::Range;

/// A text with an index of its lines.
///
/// `\n`, `\r\n` and a lone `\r` each end a line. A byte order mark at the start of the text
/// lies before the first line: no stage sees it.
pub(crate) struct Source<'t> {
    pub text: &'t str,
    /// Byte ranges of the lines, without their line endings.
    lines: Vec<Range<usize>>,
    /// UTF-16 offset of the start of each line.
    utf16: Vec<usize>,
    /// Checkpoints `(byte, UTF-16)` every [`CHECKPOINT_DISTANCE`] bytes, so that the UTF-16 offset
    /// of a span deep in a long line is found without counting the line from its start.
    checkpoints: Vec<(usize, usize)>,
    /// Where its characters stand on paper, as far as that is known.
    places: Places,
}

impl<'t> Source<'t> {
    /// Indexes `text` in one pass over it.
    pub fn new(text: &'t str) -> Self {
        let start = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let mut source =
            Self { text, lines: Vec::new(), utf16: Vec::new(), checkpoints: vec![(0, 0)], places: Places::default() };
        let mut line = start;
        let mut line_utf16 = utf16_len(&text[..start]);
        let mut utf16 = line_utf16;
        for (at, c) in text[start..].char_indices().map(|(at, c)| (start + at, c)) {
            if at >= source.checkpoints[source.checkpoints.len() - 1].0 + CHECKPOINT_DISTANCE {
                source.checkpoints.push((at, utf16));
            }
            utf16 += c.len_utf16();
            if c == '\n' || c == '\r' && !text[at + 1..].starts_with('\n') {
                let end = if c == '\n' && text[line..at].ends_with('\r') { at - 1 } else { at };
                source.lines.push(line..end);
                source.utf16.push(line_utf16);
                (line, line_utf16) = (at + 1, utf16);
            }
        }
        source.lines.push(line..text.len());
        source.utf16.push(line_utf16);
        source
    }

    /// The text with its characters' places on paper, which its spans have from then on.
    pub fn with_places(self, places: Places) -> Self {
        Self { places, ..self }
    }

    /// The sizes of the pages that the places are on.
    pub fn pages(&self) -> &[PageSize] {
        &self.places.pages
    }

    /// Byte ranges of the lines, without their line endings.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.lines.iter().cloned()
    }

    /// The 0-based line that holds byte `at`.
    pub fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// Byte offset of the start of the 0-based `line`; the text's end where there is none.
    pub fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.text.len(), |line| line.start)
    }

    /// The span of a byte range, which must lie within one line.
    pub fn span(&self, range: Range<usize>) -> Span {
        let line = self.line_of(range.start);
        let checkpoint = self.checkpoints[self.checkpoints.partition_point(|at| at.0 <= range.start) - 1];
        let (near, before) = checkpoint.max((self.lines[line].start, self.utf16[line]));
        let from = before + utf16_len(&self.text[near..range.start]);
        let to = from + utf16_len(&self.text[range.clone()]);
        let place = self.places.region(self.text, &range);
        Span { start: range.start, end: range.end, utf16: [from, to], line: line + 1, place }
    }
}

const CHECKPOINT_DISTANCE: usize = 2048;

/// Length of `text` in UTF-16 code units.
pub(crate) fn utf16_len(text: &str) -> usize {
    // every byte but a continuation byte starts a character, and a four-byte character is a
    // surrogate pair
    text.bytes().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lf_crlf_and_cr_each_end_a_line() {
        let source = Source::new("甲\r\n乙\r丙\n\n丁");
        let lines: Vec<&str> = source.lines().map(|line| &source.text[line]).collect();
        assert_eq!(lines, ["甲", "乙", "丙", "", "丁"]);
        assert_eq!(source.span(source.line_start(4)..source.text.len()).utf16, [8, 9]);
    }

    #[test]
    fn a_byte_order_mark_is_outside_the_first_line() {
        let source = Source::new("\u{feff}甲\n乙");
        assert_eq!(source.lines().collect::<Vec<_>>(), [3..6, 7..10]);
        assert_eq!(source.span(3..6), Span { start: 3, end: 6, utf16: [1, 2], line: 1, place: None });
    }

    #[test]
    fn utf16_offsets_are_right_far_into_a_long_line() {
        let text = "甲😀".repeat(5000);
        let source = Source::new(&text);
        for n in [0, 1, 300, 4999] {
            assert_eq!(source.span(n * 7 + 3..n * 7 + 7).utf16, [n * 3 + 1, n * 3 + 3]);
        }
    }
}
