//! The shape of a page: how its rows are laid out.

use super::costs::shape as costs;
use super::rows::Row;
use crate::model::Shape;
use crate::text::width::CellWidths;

/// The shape of the page that `rows` make, and the widths of characters by which its lines come
/// out even.
pub(super) fn detect_shape(text: &str, rows: &[Row]) -> (Shape, CellWidths) {
    let (mut filled, mut multi_column, mut chars, mut wide) = (0, 0, 0, 0);
    let mut even = CellWidths::ALL.map(EvenRows::new);
    for row in rows.iter().filter(|row| !row.trimmed.is_empty()) {
        filled += 1;
        let line = &text[row.trimmed.clone()];
        if line.chars().nth(costs::MAX_ROW_CHARS).is_some() {
            even.iter_mut().for_each(|even| even.last_width = 0);
            continue;
        }
        chars += line.chars().count();
        wide += line.chars().filter(|&c| CellWidths::NARROW.cells(c) == 2).count();
        multi_column += usize::from(has_columns(line));
        even.iter_mut().for_each(|even| even.add(line));
    }
    let is_east_asian = wide * costs::EAST_ASIAN_SHARE >= chars;
    let usual = if is_east_asian { CellWidths::EAST_ASIAN } else { CellWidths::NARROW };
    // of widths by which as many rows come out even, the usual ones
    let most = even.iter().max_by_key(|even| (even.count, even.widths == usual));
    let (count, widths) = most.map_or((0, usual), |most| (most.count, most.widths));
    if filled < costs::MIN_ROWS {
        (Shape::Paragraphs, usual)
    } else if multi_column * costs::MULTI_COLUMN_SHARE >= filled {
        (Shape::Columns, usual)
    } else if count * costs::EVEN_SHARE >= filled {
        (Shape::HardWrapped, if is_east_asian { widths } else { usual })
    } else {
        (Shape::Paragraphs, usual)
    }
}

/// The number of rows that are as wide as the row above, by some widths of characters.
struct EvenRows {
    widths: CellWidths,
    last_width: usize,
    count: usize,
}

impl EvenRows {
    fn new(widths: CellWidths) -> Self {
        Self { widths, last_width: 0, count: 0 }
    }

    fn add(&mut self, line: &str) {
        let width = self.widths.width_without_blanks(line);
        let is_even = width >= costs::MIN_COLUMN_WIDTH && width.abs_diff(self.last_width) <= costs::EVEN_TOLERANCE;
        self.count += usize::from(is_even);
        self.last_width = width;
    }
}

/// Whether two pieces, each as long as a column is wide, share the row: with a wide blank
/// between, or with any where they have no blank themselves and none is longer than a column is.
fn has_columns(line: &str) -> bool {
    if !line.contains(' ') {
        return false;
    }
    let (has_neighbours, widest) = wide_neighbours(line.split(char::is_whitespace));
    has_neighbours && widest <= costs::MAX_COLUMN_WIDTH || wide_neighbours(line.split(costs::WIDE_BLANK)).0
}

/// Whether two neighbouring pieces are each as long as a column is wide, and the width of the widest.
fn wide_neighbours<'t>(pieces: impl Iterator<Item = &'t str>) -> (bool, usize) {
    let (mut last, mut widest, mut found) = (0, 0, false);
    let widths = pieces.map(|piece| CellWidths::EAST_ASIAN.width_without_blanks(piece));
    for width in widths.filter(|&width| width > 0) {
        found |= last.min(width) >= costs::MIN_COLUMN_WIDTH;
        widest = widest.max(width);
        last = width;
    }
    (found, widest)
}
