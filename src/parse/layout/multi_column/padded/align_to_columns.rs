//! Alignment of the segments of a row to columns, by dynamic programming.
//!
//! Positions are estimates that drift along a row; which columns run through the row is known
//! better. The assignment of all segments of the row that moves them least to the edges of
//! columns wins.

use super::column_detection::Column;
use super::segment_grid::SegmentGrid;
use super::{Segment, costs};
use crate::order::sort_by_rank;

/// The column that a segment is in, and its position there.
#[derive(Clone, Copy)]
pub(super) struct Aligned {
    /// Index of the column.
    pub column: usize,
    pub x: i32,
}

/// For each segment its column and its position in it; none where it is in no column.
pub(super) fn align_to_columns(grid: &SegmentGrid, columns: &[Column]) -> Vec<Option<Aligned>> {
    let mut active: Vec<Vec<usize>> = vec![Vec::new(); grid.row_count()];
    for (n, column) in columns.iter().enumerate() {
        let end = (column.bottom + costs::MAX_ROWS_OUTSIDE + 1).min(grid.row_count());
        active[column.top.saturating_sub(costs::MAX_ROWS_OUTSIDE)..end].iter_mut().for_each(|row| row.push(n));
    }
    let mut out = vec![None; grid.segments.len()];
    for (row, active) in active.iter_mut().enumerate() {
        if !active.is_empty() && !grid.row(row).is_empty() {
            sort_by_rank(active, |&n| (columns[n].left, 0));
            align_row(grid, columns, active, row, &mut out);
        }
    }
    out
}

/// A state of the dynamic programme: a segment in a column or in none.
#[derive(Clone, Copy)]
struct State {
    /// Index of the column.
    column: Option<usize>,
    x: i32,
    /// Where the segment ends.
    end: i32,
    /// Of this segment and those before it in the row.
    cost: i32,
    /// The best state of the segment before.
    back: usize,
}

fn align_row(grid: &SegmentGrid, columns: &[Column], active: &[usize], row: usize, out: &mut [Option<Aligned>]) {
    let range = grid.row(row);
    let mut states: Vec<Vec<State>> = Vec::with_capacity(range.len());
    for i in range.clone() {
        let segment = &grid.segments[i];
        let in_none = State { column: None, x: segment.x, end: segment.right(), cost: cost_outside(segment), back: 0 };
        let mut now = vec![cheapest(states.last(), |_| Some(in_none))];
        let first = active.partition_point(|&n| columns[n].right() < segment.x - costs::MAX_MOVE);
        for &n in active[first..].iter().take_while(|&&n| columns[n].left <= segment.x + costs::MAX_MOVE) {
            let before = i.checked_sub(1).filter(|&b| b >= range.start).map(|b| &grid.segments[b]);
            let state = cheapest(states.last(), |last| state_in_column(segment, before, last, columns, n, row));
            if state.cost < i32::MAX {
                now.push(state);
            }
        }
        states.push(now);
    }
    let Some(last) = states.last() else { return };
    let mut at = (0..last.len()).min_by_key(|&s| last[s].cost).unwrap_or(0);
    for (i, now) in range.zip(&states).rev() {
        let state = now[at];
        out[i] = state.column.map(|column| Aligned { column, x: state.x });
        at = state.back;
    }
}

/// The cheapest state that `step` reaches from a state of the segment before.
fn cheapest(before: Option<&Vec<State>>, step: impl Fn(Option<&State>) -> Option<State>) -> State {
    let unreachable = State { column: None, x: 0, end: 0, cost: i32::MAX, back: 0 };
    let Some(before) = before else { return step(None).unwrap_or(unreachable) };
    let mut least = unreachable;
    for (back, last) in before.iter().enumerate() {
        if let Some(mut state) = step(Some(last)) {
            state.cost += last.cost;
            state.back = back;
            if state.cost < least.cost {
                least = state;
            }
        }
    }
    least
}

/// What it costs to leave a segment out of all columns.
fn cost_outside(segment: &Segment) -> i32 {
    if segment.natural_width < costs::MIN_COLUMN_WIDTH { costs::SHORT_OUTSIDE } else { costs::LONG_OUTSIDE }
}

/// The state of `segment` in column `n`, after the state `last` of the segment `before`.
fn state_in_column(
    segment: &Segment,
    before: Option<&Segment>,
    last: Option<&State>,
    columns: &[Column],
    n: usize,
    row: usize,
) -> Option<State> {
    let column = &columns[n];
    let rows_outside = column.top.saturating_sub(row) + row.saturating_sub(column.bottom);
    let cost = costs::ROW_OUTSIDE * rows_outside as i32;
    let state = |x: i32, end: i32, cost: i32| State { column: Some(n), x, end, cost, back: 0 };
    if let Some(same) = last.filter(|last| last.column == Some(n)) {
        // more of the same line
        let x = match segment.blanks_before {
            1 => same.end + costs::GUTTER,
            _ => segment.x.max(same.end + costs::MIN_BLANK),
        };
        let end = x + segment.natural_width;
        return (end <= column.right() + costs::FIT_TOLERANCE).then(|| state(x, end, cost + costs::SAME_LINE));
    }
    if let Some(other) = last.and_then(|last| last.column)
        && columns[other].right() > column.left + costs::MAX_COLUMN_OVERLAP
    {
        return None;
    }
    if segment.natural_width > column.width + costs::FIT_TOLERANCE {
        return None;
    }
    let (x, moved) = edge_or_indent(segment, before, last, column);
    let missing = column.width - segment.natural_width;
    let is_near = |missing: i32| missing.abs() <= costs::FIT_TOLERANCE;
    let fills = is_near(missing) || is_near(missing - costs::INDENT) || segment.letter_spaced;
    let fills_exactly = [0, costs::INDENT].contains(&missing);
    if moved <= costs::MAX_MOVE_OF_ANY || moved <= costs::MAX_MOVE && (fills_exactly || row >= column.top && fills) {
        return Some(state(x, x + segment.natural_width, cost + moved));
    }
    // a signature or a subhead: anywhere within
    let within =
        segment.x >= column.left - costs::FIT_TOLERANCE && segment.right() <= column.right() + costs::FIT_TOLERANCE;
    within.then(|| state(segment.x, segment.right(), cost + costs::ANYWHERE_WITHIN))
}

/// Whether a line starts at the column's edge or indented: its position then, and what it costs
/// to move it there.
fn edge_or_indent(segment: &Segment, before: Option<&Segment>, last: Option<&State>, column: &Column) -> (i32, i32) {
    // segments a single blank apart have drifted together
    let joined = last.filter(|last| last.column.is_some() && segment.blanks_before == 1);
    let drift = joined.zip(before).map_or(0, |(last, before)| last.x - before.x);
    let distance = |to: i32| (segment.x - to).abs().min((segment.x + drift - to).abs() + costs::DRIFTED_ALONG);
    let bonus = |applies: bool, amount: i32| if applies { amount } else { 0 };
    let is_near = |width: i32| (width - segment.natural_width).abs() <= costs::FIT_TOLERANCE;
    let (edge, indented) = (column.left, column.left + costs::INDENT);
    let (at_char_column, past_char_column) = match column.char_column.filter(|_| segment.blanks_before > 1) {
        Some(col) => {
            let (least, most) = costs::INDENT_CHARS;
            (segment.char_column == col, (col + least..=col + most).contains(&segment.char_column))
        }
        None => (false, false),
    };
    let to_edge = distance(edge)
        - bonus(segment.letter_spaced || is_near(column.width), costs::FILLS_COLUMN)
        - bonus(at_char_column, costs::SAME_CHAR_COLUMN);
    let to_indent = distance(indented) + costs::INDENTED
        - bonus(is_near(column.width - costs::INDENT), costs::FILLS_COLUMN)
        - bonus(past_char_column, costs::SAME_CHAR_COLUMN);
    let too_wide = segment.natural_width + costs::INDENT > column.width + costs::FIT_TOLERANCE;
    if to_edge <= to_indent || too_wide { (edge, to_edge) } else { (indented, to_indent) }
}
