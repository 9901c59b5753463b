//! Short columns of a box: those with too few lines to be found by themselves.

use super::column_runs::{ColumnRun, mark_assigned};
use super::costs;
use super::row_content::{RowContent, row_content};
use super::segment_grid::SegmentGrid;
use super::text_box::TextBox;
use crate::order::sort_values;

/// Adds the columns beside the box that are too short to be found by themselves, and the lines
/// in the columns' rows that do not look like a column's.
pub(super) fn fill_short_columns(grid: &SegmentGrid, unassigned: &mut [bool], found: &mut TextBox) {
    while let Some(column) = short_column(grid, unassigned, found, found.right() + costs::GUTTER) {
        mark_assigned(&column.segments, unassigned);
        found.columns.push(column);
    }
    while let Some(column) = short_column(grid, unassigned, found, found.left() - costs::GUTTER - found.width) {
        mark_assigned(&column.segments, unassigned);
        found.columns.insert(0, column);
    }
    let top = found.top();
    for column in &mut found.columns {
        column.extend_down(grid, unassigned);
        column.extend_up(grid, unassigned, Some(top));
    }
    let bottom = found.bottom();
    for column in &mut found.columns {
        for row in column.top..=(bottom + costs::BOTTOM_TOLERANCE).min(grid.row_count() - 1) {
            if let RowContent::Line(line) = row_content(grid, unassigned, column.left, column.width, row) {
                mark_assigned(&line.segments, unassigned);
                let at = column.segments.partition_point(|&i| i < line.segments[0]);
                column.segments.splice(at..at, line.segments);
                column.bottom = column.bottom.max(row);
            }
        }
    }
}

/// A column of the box's width at about `left`, with the box's top.
fn short_column(grid: &SegmentGrid, unassigned: &[bool], found: &TextBox, left: i32) -> Option<ColumnRun> {
    let top = found.top();
    let content = |row: usize| row_content(grid, unassigned, left, found.width, row);
    let last = (top + costs::TOP_TOLERANCE).min(grid.row_count() - 1);
    let mut row = top.saturating_sub(costs::TOP_TOLERANCE);
    let first = loop {
        match content(row) {
            RowContent::Line(line) if line.starts_at_edge => break line,
            RowContent::Other if row > top => return None,
            _ if row == last => return None,
            _ => row += 1,
        }
    };
    let mut column = ColumnRun { left, width: found.width, top: row, bottom: row, segments: first.segments };
    let (mut full, mut lines) = (usize::from(first.full), 1);
    let mut starts = vec![grid.segments[column.segments[0]].x];
    for next in row + 1..=found.bottom() {
        match content(next) {
            RowContent::Line(line) if line.starts_at_edge => {
                lines += 1;
                full += usize::from(line.full);
                starts.push(grid.segments[line.segments[0]].x);
                column.segments.extend(line.segments);
                column.bottom = next;
            }
            RowContent::Empty if grid.line_distance(column.bottom, next) <= costs::MAX_LINE_STEP => (),
            _ => break,
        }
    }
    if holds_two_columns(grid, &column) {
        return None;
    }
    // the edge is where most lines start, of which some may be indented
    sort_values(&mut starts);
    let edge = starts[starts.len() * costs::EDGE_QUARTILE / 4];
    column.left = if (edge - left).abs() <= costs::UNINDENTED_TOLERANCE { edge } else { left };
    let mostly_full = full * costs::FULL_LINES_SHARE >= lines || lines <= costs::MIN_LINES;
    (full > 0 && mostly_full).then_some(column)
}

/// Whether the lines are rather those of two narrower columns: two segments, each as long as
/// a column is wide, stand a single blank apart in one row.
fn holds_two_columns(grid: &SegmentGrid, column: &ColumnRun) -> bool {
    column.segments.windows(2).any(|pair| {
        let (a, b) = (&grid.segments[pair[0]], &grid.segments[pair[1]]);
        pair[1] == pair[0] + 1
            && b.blanks_before == 1
            && a.row == b.row
            && a.natural_width.min(b.natural_width) >= costs::MIN_COLUMN_WIDTH
    })
}
