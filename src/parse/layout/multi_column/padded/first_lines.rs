//! First lines of columns that are set apart from the rest of their column.

use super::costs;
use super::segment_grid::SegmentGrid;
use super::text_box::TextBox;
use super::unassigned_lines::{UnassignedLine, remove_taken};

/// Adds the first lines of columns that stand detached above the rest: as wide as the column,
/// the first column's indented, as what stands below it is not.
pub(super) fn add_detached_lines(grid: &SegmentGrid, boxes: &mut [TextBox], lines: &mut Vec<UnassignedLine>) {
    let mut taken = vec![false; lines.len()];
    for found in boxes.iter_mut() {
        let (top, width) = (found.top(), found.width);
        let first = &found.columns[0];
        let is_indented = |i: &usize| grid.segments[*i].x >= first.left + costs::MIN_INDENT;
        if first.segments.first().is_some_and(is_indented) {
            continue;
        }
        let fills = |line: &UnassignedLine, indent: i32| is_full(line, indent, width);
        let stands_at = |line: &UnassignedLine, left: i32, indent: i32| {
            (line.left - left - indent).abs() <= costs::DETACHED_LINE_TOLERANCE && fills(line, indent)
        };
        let end = lines.partition_point(|line| line.row < top);
        let near: Vec<usize> = (0..end)
            .rev()
            .take_while(|&i| grid.line_distance(lines[i].row, top) <= costs::MAX_DETACHED_DISTANCE)
            .filter(|&i| !taken[i])
            .collect();
        let Some(&opening) = near.iter().find(|&&i| stands_at(&lines[i], first.left, costs::INDENT)) else { continue };
        for (n, column) in found.columns.iter_mut().enumerate() {
            let adjacent = (opening + n < lines.len()
                && lines[opening + 1..=opening + n].iter().all(|line| line.adjacent))
            .then_some(opening + n)
            .filter(|&i| fills(&lines[i], 0) || fills(&lines[i], costs::INDENT));
            let detached = || {
                let mut below = near.iter().copied().filter(|&i| lines[i].row >= lines[opening].row && i != opening);
                below
                    .find(|&i| stands_at(&lines[i], column.left, 0) || stands_at(&lines[i], column.left, costs::INDENT))
            };
            let line = if n == 0 { Some(opening) } else { adjacent.or_else(detached) };
            if let Some(i) = line.filter(|&i| !taken[i]) {
                taken[i] = true;
                column.top = lines[i].row;
                column.segments.splice(0..0, lines[i].segments.iter().copied());
            }
        }
    }
    remove_taken(lines, &taken);
}

/// Adds the first lines of columns that follow, a single blank apart, the first line of the
/// column before, whatever their position.
pub(super) fn add_adjacent_lines(grid: &SegmentGrid, boxes: &mut [TextBox], lines: &mut Vec<UnassignedLine>) {
    let mut taken = vec![false; lines.len()];
    for found in boxes.iter_mut() {
        let width = found.width;
        for n in 1..found.columns.len() {
            let (before, row) = (&found.columns[n - 1], found.columns[n - 1].top);
            let last = before.segments.iter().rev().find(|&&i| grid.segments[i].row == row);
            let Some(&last) = last.filter(|_| row < found.columns[n].top) else { continue };
            let at = lines.partition_point(|line| line.segments[0] <= last);
            let follows = lines.get(at).filter(|line| {
                let next = &grid.segments[line.segments[0]];
                line.segments[0] == last + 1
                    && next.blanks_before == 1
                    && next.row == row
                    && !taken[at]
                    && (is_full(line, 0, width) || is_full(line, costs::INDENT, width))
            });
            if let Some(line) = follows {
                taken[at] = true;
                found.columns[n].top = row;
                found.columns[n].segments.splice(0..0, line.segments.iter().copied());
            }
        }
    }
    remove_taken(lines, &taken);
}

/// Whether the line, set in by `indent`, fills a column of `width`.
fn is_full(line: &UnassignedLine, indent: i32, width: i32) -> bool {
    (line.natural_width + indent - width).abs() <= costs::FULL_TOLERANCE
}
