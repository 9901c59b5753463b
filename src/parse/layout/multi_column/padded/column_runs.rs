//! Column runs: columns grown, line by line, from those that detection is sure of.

use super::column_detection::{Column, detect_columns};
use super::costs;
use super::row_content::{RowContent, row_content};
use super::segment_grid::SegmentGrid;
use crate::order::{Rank, sort_by_rank, sort_values};
use std::cmp::Reverse;

/// A column and the segments in it.
#[derive(Clone, Debug)]
pub(super) struct ColumnRun {
    pub left: i32,
    pub width: i32,
    /// First and last row.
    pub top: usize,
    pub bottom: usize,
    /// Segments by row, then from the left.
    pub segments: Vec<usize>,
}

/// The column runs of the page, and which of the segments are in none.
pub(super) fn find_column_runs(grid: &SegmentGrid) -> (Vec<ColumnRun>, Vec<bool>) {
    let mut columns = detect_columns(grid);
    // the longest first
    sort_by_rank(&mut columns, |column| (column.top, column.left));
    sort_by_rank(&mut columns, |column| (Reverse(column.bottom - column.top), 0));
    let mut unassigned = vec![true; grid.segments.len()];
    let runs = columns.iter().filter_map(|column| ColumnRun::grow(grid, column, &mut unassigned)).collect();
    (merge_continuations(grid, runs), unassigned)
}

/// The runs, those merged of which one continues right below the other.
fn merge_continuations(grid: &SegmentGrid, mut runs: Vec<ColumnRun>) -> Vec<ColumnRun> {
    sort_by_rank(&mut runs, |run| (run.top, run.left));
    let mut out: Vec<ColumnRun> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for lower in runs {
        open.retain(|&n| out[n].is_near_above(grid, &lower));
        let continued = |n: &&usize| {
            (out[**n].left - lower.left).abs() <= costs::EDGE_TOLERANCE && out[**n].is_continued_by(grid, &lower)
        };
        match open.iter().find(continued) {
            Some(&n) => {
                out[n].bottom = lower.bottom;
                out[n].segments.extend(lower.segments);
            }
            None => {
                open.push(out.len());
                out.push(lower);
            }
        }
    }
    out
}

impl ColumnRun {
    /// The run that grows from `column`, if it has lines enough.
    fn grow(grid: &SegmentGrid, column: &Column, unassigned: &mut [bool]) -> Option<Self> {
        let Column { left, width, top, bottom, .. } = *column;
        let mut run = Self { left, width, top, bottom, segments: Vec::new() };
        let mut lines = 0;
        for row in top..=bottom {
            if let RowContent::Line(line) = row_content(grid, unassigned, left, width, row) {
                if lines == 0 {
                    run.top = row;
                }
                run.bottom = row;
                run.segments.extend(line.segments);
                lines += 1;
            }
        }
        if lines < costs::MIN_LINES {
            return None;
        }
        mark_assigned(&run.segments, unassigned);
        run.extend_down(grid, unassigned);
        run.extend_up(grid, unassigned, None);
        Some(run)
    }

    /// Its column, with the character column at which most of its padded lines start.
    pub fn column(&self, grid: &SegmentGrid) -> Column {
        let padded = self.segments.iter().map(|&i| &grid.segments[i]).filter(|segment| segment.blanks_before > 1);
        let char_column = mode(padded.map(|segment| segment.char_column).collect());
        let char_column = char_column.filter(|(_, count)| *count > 1).map(|(char_column, _)| char_column);
        Column { char_column, ..self.bare_column() }
    }

    fn bare_column(&self) -> Column {
        let Self { left, width, top, bottom, .. } = *self;
        Column { left, width, top, bottom, char_column: None }
    }

    /// Where most of its lines start, in cells.
    pub fn usual_start(&self, grid: &SegmentGrid) -> i32 {
        let lines = self.segments.chunk_by(|&a, &b| grid.segments[a].row == grid.segments[b].row);
        mode(lines.map(|line| grid.segments[line[0]].x).collect()).map_or(self.left, |(x, _)| x)
    }

    /// Whether `lower` begins above this run's end, or few lines below.
    pub fn is_near_above(&self, grid: &SegmentGrid, lower: &Self) -> bool {
        self.bottom >= lower.top || grid.line_distance(self.bottom, lower.top) <= costs::MAX_LINE_STEP
    }

    /// Whether `lower` is as wide as this run and stands below it with nothing between.
    pub fn is_continued_by(&self, grid: &SegmentGrid, lower: &Self) -> bool {
        let left = self.left.max(lower.left);
        let right = (self.left + self.width).min(lower.left + lower.width);
        let (overlap, of) = costs::CONTINUATION_OVERLAP;
        let columns = [self.bare_column(), lower.bare_column()];
        self.bottom < lower.top
            && (self.width - lower.width).abs() <= costs::WIDTH_TOLERANCE
            && of * (right - left) >= overlap * self.width
            && (self.bottom + 1..lower.top).all(|row| {
                grid.segments[grid.row(row)].iter().all(|segment| {
                    let outside = segment.right() <= left || segment.x >= right;
                    outside || columns.iter().any(|column| column.accepts(segment))
                })
            })
    }

    /// Takes in the lines that follow below.
    pub fn extend_down(&mut self, grid: &SegmentGrid, unassigned: &mut [bool]) {
        for row in self.bottom + 1..grid.row_count() {
            if grid.line_distance(self.bottom, row) > costs::MAX_LINE_STEP {
                break;
            }
            match row_content(grid, unassigned, self.left, self.width, row) {
                RowContent::Line(line) if line.starts_at_edge => {
                    mark_assigned(&line.segments, unassigned);
                    self.segments.extend(line.segments);
                    self.bottom = row;
                }
                RowContent::Empty => (),
                _ => break,
            }
        }
    }

    /// Takes in the lines above: up to row `limit` whatever their ends, and higher up only as far
    /// as lines end at the column's far edge, as a headline seldom does.
    pub fn extend_up(&mut self, grid: &SegmentGrid, unassigned: &mut [bool], limit: Option<usize>) {
        let mut last = self.top;
        let mut pending = Vec::new();
        for row in (0..self.top).rev() {
            let within_limit = limit.is_some_and(|limit| row >= limit);
            if grid.line_distance(row, last) > costs::MAX_LINE_STEP && !within_limit {
                break;
            }
            match row_content(grid, unassigned, self.left, self.width, row) {
                RowContent::Line(line) => {
                    let is_tiny =
                        line.segments.iter().all(|&i| grid.segments[i].natural_width <= costs::MAX_TINY_WIDTH);
                    if !line.starts_at_edge && !is_tiny && !within_limit {
                        break;
                    }
                    last = row;
                    pending.splice(0..0, line.segments);
                    if line.full || within_limit {
                        mark_assigned(&pending, unassigned);
                        self.segments.splice(0..0, pending.drain(..));
                        self.top = row;
                    }
                }
                RowContent::Empty => (),
                RowContent::Other => break,
            }
        }
    }

    /// Gives back the lines above row `top`.
    pub fn drop_lines_above(&mut self, grid: &SegmentGrid, unassigned: &mut [bool], top: usize) {
        self.segments.retain(|&i| {
            unassigned[i] = grid.segments[i].row < top;
            !unassigned[i]
        });
        self.top = top;
    }
}

/// Marks `segments` as being in a column.
pub(super) fn mark_assigned(segments: &[usize], unassigned: &mut [bool]) {
    segments.iter().for_each(|&i| unassigned[i] = false);
}

/// The commonest of `values`, of equally common ones the least, and how often it occurs.
fn mode<T: Copy + PartialEq + Rank>(mut values: Vec<T>) -> Option<(T, usize)> {
    sort_values(&mut values);
    let most = values.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len());
    most.map(|same| (same[0], same.len()))
}
