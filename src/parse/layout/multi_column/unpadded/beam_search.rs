//! Beam search for the assignment of rows to columns.
//!
//! Rows come from the top, and those of one height from the left; each holds the next line
//! of one column or of several side by side. Columns are opened as lines call for them, as
//! many as the page has room for, and make room when they have ended. The assignment of lowest
//! total cost wins; the cost has these rules, the columns' widths and the continuation of the
//! text in it.

use super::bigrams::Continuation;
use super::column_widths::ColumnWidth;
use super::costs;
use super::hypothesis::{Hypothesis, LineEnd, OpenColumn};
use super::placement::{ColumnChoice, Placement, RowSegment};
use super::successors::{Successor, SuccessorSearch, possible_widths};
use crate::order::sort_by_rank;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A line assigned to a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Assigned {
    /// The box that the column is in, and which of its columns it is.
    pub box_id: u32,
    pub column: usize,
    pub width: i32,
    /// First and last segment of the line; segments are numbered through all rows.
    pub first: usize,
    pub last: usize,
    /// Cells of the columns to the left.
    pub left: i32,
}

/// The lines of each row by column, none where it is in no column.
///
/// `rows` are the segments of each row, and whether a blank row is before it. Columns are as
/// wide as one of `widths`, and about `page_width` wide together.
pub(super) fn assign_rows(
    rows: &[(Vec<RowSegment>, bool)],
    widths: &[ColumnWidth],
    page_width: i32,
    continuation: &Continuation,
) -> Vec<Vec<Assigned>> {
    let mut beam = vec![Hypothesis::new()];
    let mut history = History { steps: Vec::with_capacity(rows.len() * costs::BEAM_WIDTH), lines: Vec::new() };
    let mut next_beam: Vec<Hypothesis> = Vec::with_capacity(costs::BEAM_WIDTH);
    let mut placements: Vec<Placement> = Vec::new();
    let mut successors: Vec<Successor> = Vec::new();
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut first_segment = 0;
    for (row, after_blank) in rows {
        if *after_blank {
            // what follows a blank row may be in another part of the page
            let closed: Vec<Hypothesis> = beam.iter().map(Hypothesis::with_columns_closed).collect();
            beam.iter_mut().for_each(|hypothesis| hypothesis.cost += costs::OPEN_AFTER_BLANK_ROW);
            beam.extend(closed);
        }
        placements.clear();
        successors.clear();
        let widths = &possible_widths(row, widths);
        let mut best = f32::INFINITY;
        for (index, hypothesis) in beam.iter().enumerate() {
            let cost = hypothesis.cost + costs::ROW_OUTSIDE + costs::SEGMENT_OUTSIDE * row.len() as f32;
            let before = successors.len();
            successors.push(Successor { hypothesis: index, cost, y: hypothesis.y, placements: 0..0 });
            // what a line's continuation may save is not known before the row is placed
            let max_saved = costs::MAX_SAVED_BY_LINE * row.len() as f32;
            let max_cost = (cost - hypothesis.cost + costs::MAX_OVER_OUTSIDE)
                .min(best + costs::MAX_OVER_BEST + max_saved - hypothesis.cost);
            SuccessorSearch {
                row,
                first_segment,
                widths,
                free_cells: hypothesis.free_cells(page_width),
                hypothesis,
                index,
                continuation,
                max_cost,
                path: Vec::new(),
                placements: &mut placements,
                successors: &mut successors,
                steps: 0,
            }
            .run();
            best = successors[before..].iter().map(|successor| successor.cost).fold(best, f32::min);
        }
        first_segment += row.len();
        keep_cheapest(&mut successors);
        let max_cost = successors[0].cost + costs::MAX_OVER_BEST;
        next_beam.clear();
        seen.clear();
        for successor in successors.iter().take_while(|successor| successor.cost <= max_cost) {
            let placements = &placements[successor.placements.clone()];
            let next = history.follow(&beam[successor.hypothesis], successor, placements, page_width, &mut seen);
            next_beam.extend(next);
            if next_beam.len() == costs::BEAM_WIDTH {
                break;
            }
        }
        std::mem::swap(&mut beam, &mut next_beam);
    }
    history.backtrace(beam[0].step, rows.len())
}

/// Sorts the successors by cost, and keeps as many as the beam may have use for.
fn keep_cheapest(successors: &mut Vec<Successor>) {
    let order =
        |a: &Successor, b: &Successor| a.cost.total_cmp(&b.cost).then(a.placements.start.cmp(&b.placements.start));
    if successors.len() > costs::MAX_SUCCESSORS {
        successors.select_nth_unstable_by(costs::MAX_SUCCESSORS, order);
        successors.truncate(costs::MAX_SUCCESSORS);
    }
    sort_by_rank(successors, |successor: &Successor| (successor.cost, successor.placements.start));
}

/// All steps taken by hypotheses that were pursued.
struct History {
    steps: Vec<Step>,
    lines: Vec<Assigned>,
}

/// A row assigned to columns.
struct Step {
    /// Index of the step before.
    before: u32,
    /// Where its lines are among all lines.
    lines: Range<usize>,
    split: Option<BoxSplit>,
}

/// Columns of a box, from one on, that turned out to be a box of their own.
#[derive(Clone, Copy)]
struct BoxSplit {
    box_id: u32,
    first_column: usize,
    new_box_id: u32,
}

impl History {
    /// The hypothesis after the successor's row; none where a cheaper one has come to the same.
    fn follow(
        &mut self,
        before: &Hypothesis,
        successor: &Successor,
        row: &[Placement],
        page_width: i32,
        seen: &mut FxHashSet<u64>,
    ) -> Option<Hypothesis> {
        let mut hypothesis = before.clone();
        hypothesis.cost = successor.cost;
        let start = self.lines.len();
        let step = self.steps.len() as u32;
        // a step opens at most one box a column, and none is numbered as those of another step
        let mut next_box_id = step * costs::MAX_COLUMNS as u32;
        let mut split = None;
        if let Some(first) = row.first() {
            split = split_box(&mut hypothesis, first, successor.y, next_box_id);
            self.place_row(&mut hypothesis, row, successor.y, page_width, &mut next_box_id);
        }
        if !seen.insert(hypothesis.state_hash()) {
            self.lines.truncate(start);
            return None;
        }
        self.steps.push(Step { before: hypothesis.step, lines: start..self.lines.len(), split });
        hypothesis.step = step;
        Some(hypothesis)
    }

    /// Places the row in the columns of `hypothesis`.
    fn place_row(
        &mut self,
        hypothesis: &mut Hypothesis,
        row: &[Placement],
        y: f32,
        page_width: i32,
        next_box_id: &mut u32,
    ) {
        let before = hypothesis.clone();
        let mut last: Option<OpenColumn> = None;
        for placement in row {
            let at = usize::from(placement.at);
            let mut column = match placement.choice {
                ColumnChoice::Existing => before.columns()[at],
                ColumnChoice::NextInBox => {
                    let left = last.unwrap_or_else(|| before.columns()[at - 1]);
                    OpenColumn { index: left.index + 1, y: y - 1.0, ..left }
                }
                ColumnChoice::NewBox(_) => {
                    *next_box_id += 1;
                    OpenColumn {
                        y: y - 1.0,
                        top: y,
                        last_segment: 0,
                        width: placement.width,
                        box_id: *next_box_id,
                        index: 0,
                        end: LineEnd::Full,
                    }
                }
            };
            // not `clamp`, whose panic formats its bounds: 8 kB of the module
            column.y = (column.y + 1.0).max(y - costs::SAME_ROW).min(y + costs::SAME_ROW);
            column.last_segment = placement.last;
            column.end = if placement.full { LineEnd::Full } else { LineEnd::Short };
            let left = last.or_else(|| at.checked_sub(1).map(|left| before.columns()[left]));
            let index = match (placement.choice, left) {
                (ColumnChoice::Existing, _) => hypothesis.update(column),
                (_, Some(left)) => hypothesis.insert(hypothesis.find(&left) + 1, column, page_width),
                (_, None) => hypothesis.insert(0, column, page_width),
            };
            hypothesis.row_end = index + 1;
            last = Some(column);
            self.lines.push(Assigned {
                box_id: column.box_id,
                column: usize::from(column.index),
                width: i32::from(column.width),
                first: placement.first as usize,
                last: placement.last as usize,
                left: hypothesis.cells_left_of(index),
            });
        }
        hypothesis.y = y;
    }

    /// The lines of each of `row_count` rows on the way to step `last`.
    fn backtrace(&self, last: u32, row_count: usize) -> Vec<Vec<Assigned>> {
        let mut out: Vec<Vec<Assigned>> = Vec::with_capacity(row_count);
        let mut splits: Vec<BoxSplit> = Vec::new();
        let mut at = last;
        while let Some(step) = self.steps.get(at as usize) {
            splits.extend(step.split);
            let mut row = self.lines[step.lines.clone()].to_vec();
            // a later split divides what an earlier one has left
            for line in &mut row {
                for split in splits.iter().rev().filter(|split| line.column >= split.first_column) {
                    line.box_id = if line.box_id == split.box_id { split.new_box_id } else { line.box_id };
                }
            }
            out.push(row);
            at = step.before;
        }
        out.reverse();
        out
    }
}

/// Splits the box of a row's first line where the column to the left has ended before.
fn split_box(hypothesis: &mut Hypothesis, first: &Placement, y: f32, new_box_id: u32) -> Option<BoxSplit> {
    let at = usize::from(first.at);
    let [left, column] = *hypothesis.columns().get(at.checked_sub(1)?..=at)? else { return None };
    if first.choice != ColumnChoice::Existing || left.box_id != column.box_id || y - left.y < costs::ONE_LINE {
        return None;
    }
    hypothesis.split_box(at, new_box_id);
    Some(BoxSplit { box_id: column.box_id, first_column: usize::from(column.index), new_box_id })
}
