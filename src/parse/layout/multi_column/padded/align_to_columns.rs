//! Words of a row → the columns they stand in, by the cheapest reading of the whole row.
//!
//! Places are estimates that drift along a row; which columns run through the row is known
//! better. The reading that moves the words least to the edges of columns wins.

use super::super::segments::Word;
use super::column_detection::{Column, Grid, INDENT};
use super::positions::GUTTER;
use crate::order::sort_by_rank;

/// Farthest that a word is moved, in cells.
const FARTHEST: i32 = 16;
/// Rows past its ends in which a column is looked for.
const PAST: usize = 4;
/// Widths that a line may be off its column's.
const LOOSE: i32 = 3;

/// For each word the index of its column and the place it has there.
pub(super) fn snap(grid: &Grid, columns: &[Column]) -> Vec<Option<(usize, i32)>> {
    let mut active: Vec<Vec<usize>> = vec![Vec::new(); grid.rows()];
    for (n, column) in columns.iter().enumerate() {
        let end = (column.bottom + PAST + 1).min(grid.rows());
        active[column.top.saturating_sub(PAST)..end].iter_mut().for_each(|row| row.push(n));
    }
    let mut out = vec![None; grid.words.len()];
    for (row, active) in active.iter_mut().enumerate() {
        if !active.is_empty() && !grid.row(row).is_empty() {
            sort_by_rank(active, |&n| (columns[n].left, 0));
            read(grid, columns, active, row, &mut out);
        }
    }
    out
}

/// One way to read a word: in a column or in none.
#[derive(Clone, Copy)]
struct State {
    column: Option<usize>,
    x: i32,
    /// Where the word ends.
    end: i32,
    cost: i32,
    from: usize,
}

fn read(grid: &Grid, columns: &[Column], active: &[usize], row: usize, out: &mut [Option<(usize, i32)>]) {
    let range = grid.row(row);
    let mut states: Vec<Vec<State>> = Vec::with_capacity(range.len());
    for i in range.clone() {
        let word = &grid.words[i];
        let free = State { column: None, x: word.x, end: word.right(), cost: alone(word), from: 0 };
        let mut now = vec![best(states.last(), |_| Some(free))];
        let first = active.partition_point(|&n| columns[n].right() < word.x - FARTHEST);
        for &n in active[first..].iter().take_while(|&&n| columns[n].left <= word.x + FARTHEST) {
            let column = &columns[n];
            let before = i.checked_sub(1).filter(|&b| b >= range.start).map(|b| &grid.words[b]);
            let state = best(states.last(), |last| enter(word, before, last, columns, n, column, row));
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
        out[i] = state.column.map(|n| (n, state.x));
        at = state.from;
    }
}

/// The cheapest way to a state from those of the word before.
fn best(before: Option<&Vec<State>>, step: impl Fn(Option<&State>) -> Option<State>) -> State {
    let dead = State { column: None, x: 0, end: 0, cost: i32::MAX, from: 0 };
    let Some(before) = before else { return step(None).unwrap_or(dead) };
    let mut least = dead;
    for (from, last) in before.iter().enumerate() {
        if let Some(mut state) = step(Some(last)) {
            state.cost += last.cost;
            state.from = from;
            if state.cost < least.cost {
                least = state;
            }
        }
    }
    least
}

/// What it costs to leave a word out of all columns.
fn alone(word: &Word) -> i32 {
    if word.ink < 12 { 6 } else { 20 }
}

/// The word as part of column `n`, after `last`.
fn enter(
    word: &Word,
    before: Option<&Word>,
    last: Option<&State>,
    columns: &[Column],
    n: usize,
    column: &Column,
    row: usize,
) -> Option<State> {
    let beyond = column.top.saturating_sub(row) + row.saturating_sub(column.bottom);
    let cost = 2 * beyond as i32;
    let joined = last.filter(|last| last.column.is_some() && word.gap == 1);
    if let Some(same) = last.filter(|last| last.column == Some(n)) {
        // more of the same line
        let x = word.x.max(same.end + 1);
        let x = if word.gap == 1 { same.end + GUTTER } else { x };
        let end = x + word.ink;
        (end <= column.right() + LOOSE).then_some(())?;
        return Some(State { column: Some(n), x, end, cost: cost + 3, from: 0 });
    }
    if let Some(other) = last.and_then(|last| last.column) {
        (columns[other].right() <= column.left + 6).then_some(())?;
    }
    (word.ink <= column.width + LOOSE).then_some(())?;
    // what stands in a row together has drifted together
    let drift = joined.zip(before).map_or(0, |(last, before)| last.x - before.x);
    let (edge, indent) = (column.left, column.left + INDENT);
    let off = |to: i32| (word.x - to).abs().min((word.x + drift - to).abs() + 1);
    let full = word.spaced || (column.width - word.ink).abs() <= LOOSE;
    let full_indented = (column.width - INDENT - word.ink).abs() <= LOOSE;
    let (at_col, past_col) = match column.col.filter(|_| word.gap > 1) {
        Some(col) => (word.col == col, (col + 2..=col + 5).contains(&word.col)),
        None => (false, false),
    };
    let at_edge = off(edge) - if full { 3 } else { 0 } - if at_col { 4 } else { 0 };
    let set_in = off(indent) + 1 - if full_indented { 3 } else { 0 } - if past_col { 4 } else { 0 };
    let (x, moved) =
        if at_edge <= set_in || word.ink + INDENT > column.width + LOOSE { (edge, at_edge) } else { (indent, set_in) };
    let exact = [0, INDENT].contains(&(column.width - word.ink));
    if moved <= 6 || moved <= FARTHEST && (exact || row >= column.top && (full || full_indented)) {
        return Some(State { column: Some(n), x, end: x + word.ink, cost: cost + moved, from: 0 });
    }
    // a signature or a subhead: anywhere within
    let within = word.x >= column.left - LOOSE && word.right() <= column.right() + LOOSE;
    within.then_some(State { column: Some(n), x: word.x, end: word.right(), cost: cost + 5, from: 0 })
}
