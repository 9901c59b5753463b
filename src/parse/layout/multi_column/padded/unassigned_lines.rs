//! Unassigned lines: what stands outside the columns, such as headlines.

use super::costs;
use super::segment_grid::SegmentGrid;

/// A line outside the columns: segments of one row.
#[derive(Clone, Debug)]
pub(super) struct UnassignedLine {
    pub segments: Vec<usize>,
    pub row: usize,
    pub left: i32,
    pub right: i32,
    pub natural_width: i32,
    /// A single blank parts it from an unassigned line before it.
    pub adjacent: bool,
}

/// The lines that the unassigned segments make.
pub(super) fn unassigned_lines(grid: &SegmentGrid, unassigned: &[bool]) -> Vec<UnassignedLine> {
    let segments: Vec<usize> = (0..grid.segments.len()).filter(|&i| unassigned[i]).collect();
    let is_short = |i: usize| grid.segments[i].natural_width < costs::MIN_COLUMN_WIDTH;
    let same_line = |&a: &usize, &b: &usize| {
        b == a + 1 && grid.segments[b].blanks_before <= costs::MAX_BLANKS_IN_LINE && (is_short(a) || is_short(b))
    };
    let line = |line: &[usize]| {
        let (first, last) = (&grid.segments[line[0]], &grid.segments[line[line.len() - 1]]);
        UnassignedLine {
            segments: line.to_vec(),
            row: first.row,
            left: first.x,
            right: last.right(),
            natural_width: line.iter().map(|&i| grid.segments[i].natural_width).sum(),
            adjacent: first.blanks_before == 1 && line[0] > 0 && unassigned[line[0] - 1],
        }
    };
    segments.chunk_by(same_line).map(line).collect()
}

/// Removes the lines that `taken` marks.
pub(super) fn remove_taken(lines: &mut Vec<UnassignedLine>, taken: &[bool]) {
    let mut taken = taken.iter();
    lines.retain(|_| taken.next() != Some(&true));
}
