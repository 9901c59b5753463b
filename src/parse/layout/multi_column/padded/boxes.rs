//! Boxes found: columns of one width side by side, with a common top.

use super::column_runs::ColumnRun;
use super::costs;
use super::row_content::{RowContent, row_content};
use super::segment_grid::SegmentGrid;
use super::short_columns::fill_short_columns;
use super::text_box::TextBox;
use crate::order::{sort_by_rank, sort_values};

/// The boxes that `runs` make. `unassigned` marks the segments in no run; those of a box that
/// is no text become unassigned again.
pub(super) fn find_boxes(grid: &SegmentGrid, mut runs: Vec<ColumnRun>, unassigned: &mut [bool]) -> Vec<TextBox> {
    sort_by_rank(&mut runs, |run| (run.top, run.left));
    let mut boxes: Vec<TextBox> = Vec::new();
    for run in runs {
        let near = boxes.len().saturating_sub(costs::MAX_BOXES_APART);
        let found = boxes[near..]
            .iter_mut()
            .find_map(|candidate| common_top(grid, unassigned, candidate, &run).map(|top| (candidate, top)));
        match found {
            Some((found, top)) => insert_column(grid, unassigned, found, run, top),
            None => boxes.push(TextBox { width: run.width, columns: vec![run] }),
        }
    }
    rejoin_single_columns(grid, unassigned, &mut boxes);
    let mut boxes = merge_continuations(boxes);
    for found in &mut boxes {
        fill_short_columns(grid, unassigned, found);
        trim_to_common_top(grid, unassigned, found);
    }
    boxes.retain(|found| {
        let is_text = is_text(grid, found);
        if !is_text {
            found.columns.iter().flat_map(|column| &column.segments).for_each(|&i| unassigned[i] = true);
        }
        is_text
    });
    boxes
}

/// Inserts boxes of one column into others: a column may have come before the one that ties
/// it to its box.
fn rejoin_single_columns(grid: &SegmentGrid, unassigned: &mut [bool], boxes: &mut Vec<TextBox>) {
    for at in (0..boxes.len()).rev() {
        if boxes[at].columns.len() == 1 {
            let run = boxes[at].columns.remove(0);
            let near = at.saturating_sub(costs::MAX_BOXES_APART)..(at + costs::MAX_BOXES_APART).min(boxes.len());
            let found = near
                .filter(|&n| n != at)
                .find_map(|n| common_top(grid, unassigned, &boxes[n], &run).map(|top| (n, top)));
            match found {
                Some((n, top)) => insert_column(grid, unassigned, &mut boxes[n], run, top),
                None => boxes[at].columns.push(run),
            }
        }
    }
    boxes.retain(|found| !found.columns.is_empty());
}

/// Whether the box is more than two lines of a headline beside two of another: text of two
/// lines begins indented.
fn is_text(grid: &SegmentGrid, found: &TextBox) -> bool {
    let row_count =
        |column: &ColumnRun| column.segments.chunk_by(|&a, &b| grid.segments[a].row == grid.segments[b].row).count();
    let first = &found.columns[0];
    found.columns.iter().any(|column| row_count(column) > costs::MAX_HEADLINE_ROWS)
        || first.segments.first().is_some_and(|&i| grid.segments[i].x >= first.left + costs::MIN_INDENT)
}

/// Inserts `run` as a column and drops what the columns have above `top`.
fn insert_column(grid: &SegmentGrid, unassigned: &mut [bool], found: &mut TextBox, run: ColumnRun, top: usize) {
    let at = found.columns.partition_point(|column| column.left < run.left);
    found.columns.insert(at, run);
    for column in found.columns.iter_mut().filter(|column| column.top < top) {
        column.drop_lines_above(grid, unassigned, top);
    }
}

/// The row in which the box and `run` begin, if `run` is a column of it: right beside it, as
/// wide, and with the same top but for a headline.
fn common_top(grid: &SegmentGrid, unassigned: &[bool], found: &TextBox, run: &ColumnRun) -> Option<usize> {
    if found.columns.is_empty() || (found.width - run.width).abs() > costs::WIDTH_TOLERANCE {
        return None;
    }
    let is_gutter = |gap: i32| (gap - costs::GUTTER).abs() <= costs::GUTTER_TOLERANCE;
    let is_left = is_gutter(found.left() - run.left - found.width);
    if !is_left && !is_gutter(run.left - found.right()) {
        return None;
    }
    let top = found.top();
    if top.abs_diff(run.top) <= costs::TOP_TOLERANCE {
        return Some(top.min(run.top));
    }
    let first = if is_left { run } else { &found.columns[0] };
    if run.top < top {
        return (may_be_headed(grid, run, top) && begins_indented(grid, first, top)).then_some(top);
    }
    let content = |row: usize| row_content(grid, unassigned, run.left, run.width, row);
    let is_clear = grid.line_distance(top, run.top) <= costs::MAX_LATE_START
        && (top..run.top).all(|row| !matches!(content(row), RowContent::Other));
    // a byline may stand over the first column's text, a paragraph's end over another's
    let ends_paragraph = |row: usize| match content(row) {
        RowContent::Line(line) => (grid.segments[line.segments[0]].x - run.left).abs() <= costs::UNINDENTED_TOLERANCE,
        _ => false,
    };
    if is_clear && (is_left || ends_paragraph(top) || ends_paragraph(top + 1)) {
        return Some(top);
    }
    let all_headed = found.columns.iter().all(|column| may_be_headed(grid, column, run.top));
    (all_headed && begins_indented(grid, first, run.top)).then_some(run.top)
}

/// Whether what the column has above row `top` may be a headline: few lines, and more from
/// `top` on.
fn may_be_headed(grid: &SegmentGrid, column: &ColumnRun, top: usize) -> bool {
    let row_of = |i: &usize| grid.segments[*i].row;
    let above = column.segments.iter().filter(|i| row_of(i) < top).count();
    above <= costs::MAX_HEADLINE_SEGMENTS
        && column.top + costs::MAX_HEADLINE_HEIGHT >= top
        && column.segments.iter().any(|i| row_of(i).abs_diff(top) <= costs::TOP_TOLERANCE)
}

/// Whether the column has an indented line at row `top`, as a story begins.
fn begins_indented(grid: &SegmentGrid, column: &ColumnRun, top: usize) -> bool {
    let mut segments = column.segments.iter().map(|&i| &grid.segments[i]);
    let line = segments.find(|segment| (top..=top + costs::TOP_TOLERANCE).contains(&segment.row));
    line.is_some_and(|segment| segment.x >= column.left + costs::MIN_INDENT)
}

/// The boxes, those of one column merged into the column above that they continue below a
/// heading, while the columns beside it run on.
fn merge_continuations(boxes: Vec<TextBox>) -> Vec<TextBox> {
    let mut out: Vec<TextBox> = Vec::with_capacity(boxes.len());
    for found in boxes {
        let near = out.len().saturating_sub(costs::MAX_BOXES_APART);
        let lower = &found.columns[0];
        let upper = out[near..].iter_mut().filter(|_| found.columns.len() == 1).find_map(|upper| {
            let (bottom, width) = (upper.bottom(), upper.width);
            let has_columns_beside = upper.columns.len() > 1;
            upper.columns.iter_mut().find(|column| {
                has_columns_beside
                    && column.bottom < lower.top
                    && lower.bottom <= bottom + costs::BOTTOM_TOLERANCE
                    && (column.left - lower.left).abs() <= costs::EDGE_TOLERANCE
                    && (width - lower.width).abs() <= costs::WIDTH_TOLERANCE
            })
        });
        match upper {
            Some(column) => {
                column.bottom = lower.bottom;
                column.segments.extend(&lower.segments);
            }
            None => out.push(found),
        }
    }
    out
}

/// Drops what stands over one column alone: a line of a headline that happens to begin and
/// end where the column does.
fn trim_to_common_top(grid: &SegmentGrid, unassigned: &mut [bool], found: &mut TextBox) {
    let mut tops: Vec<usize> = found.columns.iter().map(|column| column.top).collect();
    sort_values(&mut tops);
    let [first, second, ..] = tops[..] else { return };
    let width = found.width;
    let columns = found.columns.iter_mut().enumerate();
    for (n, column) in columns.filter(|(_, column)| column.top == first && first < second) {
        let above = || column.segments.iter().map(|&i| &grid.segments[i]).filter(|segment| segment.row < second);
        // a story's first line is indented
        let start = if n == 0 { column.left + costs::MIN_INDENT } else { i32::MIN };
        let has_text =
            above().any(|segment| segment.natural_width + costs::FULL_TOLERANCE >= width && segment.x >= start);
        let goes_on = column.segments.iter().any(|&i| grid.segments[i].row == second);
        if !has_text
            && goes_on
            && above().count() <= costs::MAX_HEADLINE_SEGMENTS
            && grid.line_distance(first, second) <= costs::MAX_HEADLINE_OVERHANG
        {
            column.drop_lines_above(grid, unassigned, second);
        }
    }
}
