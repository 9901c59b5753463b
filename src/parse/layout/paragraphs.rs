//! Rows that need no taking apart: each is one line.

use super::rows::Row;
use super::{Line, cells};

pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let (mut frame, mut apart) = (0, false);
    for row in rows {
        if row.ink.is_empty() {
            apart = true;
            continue;
        }
        if apart && !out.is_empty() {
            frame += 1;
        }
        apart = false;
        let indent = cells::indent(&text[row.range.clone()]);
        out.push(Line { range: row.ink.clone(), frame, indent, width: 0, full: false, page: row.page });
    }
    out
}
