//! Boxes of few rows, made of unassigned lines.

use super::column_runs::ColumnRun;
use super::costs;
use super::segment_grid::SegmentGrid;
use super::text_box::TextBox;
use super::unassigned_lines::{UnassignedLine, remove_taken};
use std::ops::Range;

/// The boxes that unassigned lines make where they fill columns of one width: adjacent lines
/// in two rows or more, each but a row's last as wide as the rest. Removes those lines.
pub(super) fn boxes_from_unassigned_lines(grid: &SegmentGrid, lines: &mut Vec<UnassignedLine>) -> Vec<TextBox> {
    let mut out = Vec::new();
    let mut taken = vec![false; lines.len()];
    let groups = adjacent_lines(lines);
    for (n, first) in groups.iter().enumerate() {
        if first.len() < 2 || taken[first.start] {
            continue;
        }
        let width = lines[first.clone()].iter().map(|line| line.natural_width).max().unwrap_or(0);
        let missing = width - lines[first.start].natural_width;
        if width < costs::MIN_SMALL_BOX_COLUMN || (missing - costs::INDENT).abs() > costs::FULL_TOLERANCE {
            continue;
        }
        let mut rows = vec![first.clone()];
        for next in &groups[n + 1..] {
            let distance = grid.line_distance(lines[first.start].row, lines[next.start].row);
            if distance > costs::MAX_SMALL_BOX_HEIGHT {
                break;
            }
            let above = rows[rows.len() - 1].start;
            if !taken[next.start]
                && next.len() <= first.len()
                && follows(grid, &lines[above], &lines[next.start], width)
                && fills_columns(&lines[next.clone()], width)
            {
                rows.push(next.clone());
            }
        }
        if rows.len() < costs::MIN_LINES {
            continue;
        }
        let columns = (0..first.len()).map(|k| column(lines, &rows, k, width)).collect();
        out.push(TextBox { width, columns });
        rows.into_iter().flatten().for_each(|i| taken[i] = true);
    }
    remove_taken(lines, &taken);
    out
}

/// The lines grouped so that those of a group are in one row, a single blank apart.
fn adjacent_lines(lines: &[UnassignedLine]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in 0..lines.len() {
        match out.last_mut() {
            Some(group) if lines[i].adjacent && lines[i].row == lines[i - 1].row => group.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// Whether the row that `below` starts is the next after the one that `above` starts.
fn follows(grid: &SegmentGrid, above: &UnassignedLine, below: &UnassignedLine, width: i32) -> bool {
    (above.left - below.left).abs() <= width / costs::SMALL_BOX_OFFSET_DIVISOR
        && grid.line_distance(above.row, below.row) <= costs::MAX_SMALL_BOX_STEP
        && below.row > above.row
}

/// Whether no line is wider than the column, and each but the last fills it.
fn fills_columns(row: &[UnassignedLine], width: i32) -> bool {
    let fills = |line: &UnassignedLine| (line.natural_width - width).abs() <= costs::SMALL_BOX_FULL_TOLERANCE;
    row.iter().all(|line| line.natural_width <= width + costs::FULL_TOLERANCE)
        && row[..row.len() - 1].iter().all(fills)
        && row[0].natural_width + costs::FULL_TOLERANCE >= width
}

/// Column `k` of the box that `rows` make.
fn column(lines: &[UnassignedLine], rows: &[Range<usize>], k: usize, width: i32) -> ColumnRun {
    let lines: Vec<&UnassignedLine> =
        rows.iter().filter(|row| k < row.len()).map(|row| &lines[row.start + k]).collect();
    ColumnRun {
        left: lines.iter().map(|line| line.left).min().unwrap_or(0),
        width,
        top: lines[0].row,
        bottom: lines[lines.len() - 1].row,
        segments: lines.iter().flat_map(|line| line.segments.iter().copied()).collect(),
    }
}
