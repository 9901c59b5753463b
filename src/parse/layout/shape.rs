//! The shape of a page: how its rows are laid out.

use super::cells;
use super::costs::shape as costs;
use super::rows::Row;
use crate::model::Shape;

/// The shape of the page that `rows` make.
pub(super) fn detect_shape(text: &str, rows: &[Row]) -> Shape {
    let (mut filled, mut multi_column, mut even) = (0, 0, 0);
    let mut last_width = 0;
    for row in rows.iter().filter(|row| !row.trimmed.is_empty()) {
        filled += 1;
        let line = &text[row.trimmed.clone()];
        if line.len() > costs::MAX_ROW_BYTES {
            last_width = 0;
            continue;
        }
        multi_column += usize::from(has_columns(line));
        let width = cells::width_without_blanks(line) + cells::indent(&text[row.range.clone()]);
        even += usize::from(width >= costs::MIN_COLUMN_WIDTH && width.abs_diff(last_width) <= costs::EVEN_TOLERANCE);
        last_width = width;
    }
    if filled < costs::MIN_ROWS {
        Shape::Paragraphs
    } else if multi_column * costs::MULTI_COLUMN_SHARE >= filled {
        Shape::Columns
    } else if even * costs::EVEN_SHARE >= filled {
        Shape::HardWrapped
    } else {
        Shape::Paragraphs
    }
}

/// Whether two pieces, each as long as a column is wide, share the row: with a wide blank
/// between, or with any where they have no blank themselves.
fn has_columns(line: &str) -> bool {
    line.contains(' ')
        && (has_wide_neighbours(line.split(char::is_whitespace)) || has_wide_neighbours(line.split(costs::WIDE_BLANK)))
}

fn has_wide_neighbours<'t>(pieces: impl Iterator<Item = &'t str>) -> bool {
    let mut last_is_wide = false;
    pieces.map(cells::width_without_blanks).filter(|&width| width > 0).any(|width| {
        let is_wide = width >= costs::MIN_COLUMN_WIDTH;
        let both = is_wide && last_is_wide;
        last_is_wide = is_wide;
        both
    })
}
