//! Lines of a page whose rows are whole paragraphs: one a row.

use super::rows::Row;
use super::{Line, cells};

/// One line for each row that is not blank; blank rows end the frame.
pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let (mut frame, mut after_blank) = (0, false);
    for row in rows {
        if row.trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        if after_blank && !out.is_empty() {
            frame += 1;
        }
        after_blank = false;
        let indent = cells::indent(&text[row.range.clone()]);
        out.push(Line { range: row.trimmed.clone(), frame, indent, width: 0, full: false, page: row.page });
    }
    out
}
