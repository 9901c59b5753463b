//! How the rows of a page are laid out, told from a few counts.

use super::cells;
use super::rows::Row;
use crate::model::Shape;

/// A page of fewer rows says too little to be taken apart.
const FEWEST: usize = 6;
/// A cell of fewer half-widths is too short to be a column's.
const NARROWEST: usize = 12;
/// A blank that is wider than those between words.
const GAP: &str = "   ";
/// Rows longer than this, in bytes, are paragraphs and not rows of a page.
const LONGEST: usize = 4000;

pub(super) fn of(text: &str, rows: &[Row]) -> Shape {
    let (mut filled, mut columns, mut even) = (0, 0, 0);
    let mut last = 0;
    for row in rows.iter().filter(|row| !row.ink.is_empty()) {
        filled += 1;
        let line = &text[row.ink.clone()];
        if line.len() > LONGEST {
            last = 0;
            continue;
        }
        columns += usize::from(side_by_side(line));
        let size = cells::ink(line) + cells::indent(&text[row.range.clone()]);
        even += usize::from(size >= NARROWEST && size.abs_diff(last) <= 2);
        last = size;
    }
    if filled < FEWEST {
        return Shape::Paragraphs;
    }
    // measured on the kinds of text layer: columns stand in a third of the rows or in next
    // to none; neighbours are even in a third of hard-wrapped rows, in a fifth at most of others
    if columns * 6 >= filled {
        Shape::Columns
    } else if even * 4 >= filled {
        Shape::HardWrapped
    } else {
        Shape::Paragraphs
    }
}

/// Whether two runs, each as long as a column is wide, share the row: with a wide blank
/// between, or with any where they have no blank themselves.
fn side_by_side(line: &str) -> bool {
    line.contains(' ') && (pair(line.split(char::is_whitespace)) || pair(line.split(GAP)))
}

fn pair<'t>(runs: impl Iterator<Item = &'t str>) -> bool {
    let mut last = 0;
    runs.map(cells::ink).filter(|&ink| ink > 0).any(|ink| {
        let both = ink >= NARROWEST && last >= NARROWEST;
        last = ink;
        both
    })
}
