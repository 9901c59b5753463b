//! The widths that columns of the page have.

use super::{Segment, costs};
use crate::order::sort_by_rank;
use std::cmp::Reverse;

/// A width that columns may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnWidth {
    pub cells: i32,
    /// What it costs to open a box of it: the logarithm of how much less common it is than the
    /// commonest.
    pub rarity: f32,
}

/// The widths that columns of the page may have, the commonest first: those that many lines
/// have exactly. Columns are whole characters wide.
pub(super) fn detect_column_widths(rows: &[&[Segment]]) -> Vec<ColumnWidth> {
    const LONGEST: i32 = costs::MAX_COLUMN_WIDTH + costs::INDENT;
    // lines by width: a row's first, which may be indented, and the others
    let mut counts = [[0.0; LONGEST as usize + 1]; 2];
    for row in rows {
        for (n, width) in line_widths(row).into_iter().enumerate() {
            if let Some(width) = width.filter(|width| column_widths().contains(width)) {
                counts[usize::from(n > 0)][width as usize] += 1.0;
            }
        }
    }
    let full_lines = |cells: i32| {
        let count = |n: usize, cells: i32| counts[n][cells as usize];
        // lines a character short, and paragraphs' first, are echoes of a wider column
        let first = count(0, cells)
            - costs::SHORT_LINES * count(0, cells + costs::CHAR_WIDTH)
            - costs::INDENTED_LINES * count(0, cells + costs::INDENT);
        let others = count(1, cells) - costs::SHORT_LINES * count(1, cells + costs::CHAR_WIDTH);
        f32::max(first, 0.0) + f32::max(others, 0.0)
    };
    let whole_characters = column_widths().filter(|cells| cells % costs::CHAR_WIDTH == 0);
    let mut found: Vec<(i32, f32)> = whole_characters.map(|cells| (cells, full_lines(cells))).collect();
    found.retain(|&(_, lines)| lines > costs::MIN_FULL_LINES);
    sort_by_rank(&mut found, |found| (Reverse(found.1), 0));
    found.truncate(costs::MAX_WIDTHS);
    let most = found.first().map_or(1.0, |found| found.1);
    found.into_iter().map(|(cells, lines)| ColumnWidth { cells, rarity: libm::logf(most / lines) }).collect()
}

fn column_widths() -> std::ops::RangeInclusive<i32> {
    costs::MIN_COLUMN_WIDTH..=costs::MAX_COLUMN_WIDTH
}

/// Whether a row holds several lines of columns of the widths, all but its last full.
pub(super) fn is_multi_column(row: &[Segment], widths: &[ColumnWidth]) -> bool {
    let lines = line_widths(row);
    let fills = |line: i32| widths.iter().any(|width| (width.cells - line).abs() <= costs::FULL_TOLERANCE);
    let fills_indented =
        |line: i32| widths.iter().any(|width| (width.cells - costs::INDENT - line).abs() <= costs::INDENT_TOLERANCE);
    let is_full =
        |(n, line): (usize, &Option<i32>)| line.is_some_and(|line| fills(line) || n == 0 && fills_indented(line));
    lines.len() > 1 && lines[..lines.len() - 1].iter().enumerate().all(is_full)
}

/// Widths of a row's lines; none for a letter-spaced one, whose characters do not tell it.
/// Segments too short to be a column's line are taken together with the next.
fn line_widths(row: &[Segment]) -> Vec<Option<i32>> {
    let mut out = Vec::new();
    let mut carried = 0;
    for (n, segment) in row.iter().enumerate() {
        if segment.letter_spaced {
            out.push(None);
            carried = 0;
            continue;
        }
        let width = carried + segment.natural_width;
        carried = 0;
        if width < costs::MIN_COLUMN_WIDTH && n + 1 < row.len() {
            carried = width + costs::GUTTER;
        } else {
            out.push(Some(width));
        }
    }
    out
}
