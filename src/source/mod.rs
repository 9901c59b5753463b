//! The text as it came: lines, and where they are.

pub(crate) mod fold;

use crate::model::Span;
use std::ops::Range;

/// A text with an index of its lines.
///
/// `\n` ends a line, as in the referee's count of lines; a `\r` before it, or alone, is a
/// blank character to every later stage.
pub(crate) struct Source<'t> {
    pub text: &'t str,
    /// Byte offset of the start of each line.
    starts: Vec<usize>,
    /// UTF-16 offset of the start of each line.
    starts_utf16: Vec<usize>,
}

impl<'t> Source<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        let mut starts_utf16 = vec![0];
        let mut utf16 = 0;
        for line in text.split_inclusive('\n') {
            utf16 += utf16_len(line);
            if line.ends_with('\n') {
                starts.push(starts[starts.len() - 1] + line.len());
                starts_utf16.push(utf16);
            }
        }
        Self { text, starts, starts_utf16 }
    }

    /// Byte ranges of the lines, without their `\n`.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.starts.iter().enumerate().map(|(i, &start)| {
            let end = self.starts.get(i + 1).map_or(self.text.len(), |next| next - 1);
            start..end
        })
    }

    /// The 0-based line that holds byte `at`.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at) - 1
    }

    /// Byte offset of the start of the 0-based `line`.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts[line]
    }

    pub fn span(&self, range: Range<usize>) -> Span {
        let line = self.line_of(range.start);
        let from = self.starts_utf16[line] + utf16_len(&self.text[self.starts[line]..range.start]);
        let to = from + utf16_len(&self.text[range.clone()]);
        Span { start: range.start, end: range.end, utf16: [from, to], line: line + 1 }
    }
}

fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
