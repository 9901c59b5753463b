//! The visual rows of a text, and the pages they are on.

use std::ops::Range;

/// A row of the text; of no length where the row is blank.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// From the row's start, without the blanks at its end.
    pub range: Range<usize>,
    /// The same without the blanks at its start.
    pub ink: Range<usize>,
    /// Form feeds before it.
    pub page: usize,
}

/// The rows of `text`. A row ends at any of the line ends in use, and at a form feed, which
/// ends the page too.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut out = Vec::new();
    let (mut start, mut page) = (0, 0);
    for (at, end) in text.match_indices(ends_row) {
        // the second half of a Windows line end
        if end == "\n" && start == at && text[..at].ends_with('\r') {
            start = at + 1;
            continue;
        }
        out.push(row(text, start..at, page));
        start = at + end.len();
        page += usize::from(end == "\u{C}");
    }
    out.push(row(text, start..text.len(), page));
    out
}

fn ends_row(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn row(text: &str, range: Range<usize>, page: usize) -> Row {
    let line = text[range.clone()].trim_end();
    let end = range.start + line.len();
    let start = end - line.trim_start().len();
    Row { range: range.start.min(start)..end, ink: start..end, page }
}
