//! The visual rows of a text, and the pages they are on.

use crate::text::Source;
use std::ops::Range;

/// A visual row of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// From the row's start, without the blanks at its end.
    pub range: Range<usize>,
    /// The same without the blanks at its start; empty where the row is blank.
    pub trimmed: Range<usize>,
    /// Form feeds before it.
    pub page: usize,
}

/// The rows of `source`: its lines, split where a form feed ends the page or another control
/// character ends the row.
pub(super) fn split_rows(source: &Source) -> Vec<Row> {
    let mut out = Vec::new();
    let mut page = 0;
    for line in source.lines() {
        let mut start = line.start;
        for (at, end) in source.text[line.clone()].match_indices(is_row_end) {
            out.push(row(source.text, start..line.start + at, page));
            start = line.start + at + end.len();
            page += usize::from(end == "\u{C}");
        }
        out.push(row(source.text, start..line.end, page));
    }
    out
}

fn is_row_end(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn row(text: &str, range: Range<usize>, page: usize) -> Row {
    let line = text[range.clone()].trim_end();
    let end = range.start + line.len();
    let start = end - line.trim_start().len();
    Row { range: range.start.min(start)..end, trimmed: start..end, page }
}
