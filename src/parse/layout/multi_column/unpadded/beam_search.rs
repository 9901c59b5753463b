//! The rows of a run dealt out to the columns.
//!
//! Rows come from the top, and those of one height from the left; each holds the next line
//! of one column or of several beside each other. Columns are opened as lines call for them,
//! as many as the page has room for, and make room when they have ended. The deal that
//! strains these rules, the widths and the sense of the text least wins (a beam search over
//! the rows).

use super::bigrams::Sense;
use super::column_widths::{MOST, Width};
use super::cost::SAME_ROW;
use super::hypothesis::{Column, Deal, End};
use super::successors::{Cell, Choice, Hit, Kind, Tries, widths_at};
use crate::order::sort_by_rank;
use rustc_hash::FxHashSet;

/// A line of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The box that the column is in, and which of its columns it is.
    pub group: u32,
    pub slot: usize,
    pub width: i32,
    /// First and last cell of the run.
    pub first: usize,
    pub last: usize,
    /// Cells of the columns to the left.
    pub x: i32,
}

/// Deals that are followed at once.
const BEAM: usize = 100;
/// How much more than the best a deal may cost to be followed.
const LOST: f32 = 8.0;
/// What it costs to leave a row out, and each cell of it.
const LEFT_OUT: (f32, f32) = (3.0, 3.5);
/// How much more than that laying it may cost.
const STRAIN: f32 = 3.0;
/// The most that a line's sense is taken to save.
const SAVED: f32 = 1.5;
/// What it costs that columns go on after a blank row.
const GOES_ON: f32 = 6.0;

struct Step {
    before: u32,
    places: std::ops::Range<usize>,
    split: Option<Split>,
}

/// Columns of a box from one on that turned out to be a box of their own.
#[derive(Clone, Copy)]
struct Split {
    group: u32,
    slot: usize,
    new: u32,
}

/// For each row the lines it holds, none where it is in no column.
///
/// `rows` are the cells of each row, and whether a blank row is before it; cells are numbered
/// through. Columns are as wide as one of `widths`, and `room` wide together.
pub(super) fn deal(rows: &[(Vec<Cell>, bool)], widths: &[Width], room: i32, sense: &Sense) -> Vec<Vec<Place>> {
    let mut beam = vec![Deal::new()];
    let mut steps: Vec<Step> = Vec::with_capacity(rows.len() * BEAM);
    let mut places: Vec<Place> = Vec::new();
    let mut next: Vec<Deal> = Vec::with_capacity(BEAM);
    let mut hits: Vec<Hit> = Vec::new();
    let mut choices: Vec<Choice> = Vec::new();
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut cell = 0;
    for (row, fresh) in rows {
        if *fresh {
            // what comes after a blank row may be in another part of the page
            let anew: Vec<Deal> = beam.iter().map(Deal::anew).collect();
            beam.iter_mut().for_each(|deal| deal.cost += GOES_ON);
            beam.extend(anew);
        }
        hits.clear();
        choices.clear();
        let widths = &widths_at(row, widths);
        let mut best = f32::INFINITY;
        for (n, deal) in beam.iter().enumerate() {
            let cost = deal.cost + LEFT_OUT.0 + LEFT_OUT.1 * row.len() as f32;
            let before = choices.len();
            choices.push(Choice { deal: n, cost, y: deal.y, hits: 0..0 });
            // what a line's sense may save is not known before the row is laid
            let most = (cost - deal.cost + STRAIN).min(best + LOST + SAVED * row.len() as f32 - deal.cost);
            let mut tries = Tries {
                row,
                most,
                cell,
                widths,
                free: deal.free(room),
                deal,
                n,
                sense,
                path: Vec::new(),
                hits: &mut hits,
                choices: &mut choices,
                tried: 0,
            };
            tries.all();
            best = choices[before..].iter().map(|choice| choice.cost).fold(best, f32::min);
        }
        cell += row.len();
        let order = |a: &Choice, b: &Choice| a.cost.total_cmp(&b.cost).then(a.hits.start.cmp(&b.hits.start));
        if choices.len() > 3 * BEAM {
            choices.select_nth_unstable_by(3 * BEAM, order);
            choices.truncate(3 * BEAM);
        }
        sort_by_rank(&mut choices, |choice: &Choice| (choice.cost, choice.hits.start));
        let most = choices[0].cost + LOST;
        next.clear();
        seen.clear();
        for choice in choices.iter().take_while(|choice| choice.cost <= most) {
            let mut deal = beam[choice.deal].clone();
            deal.cost = choice.cost;
            let start = places.len();
            let mut split = None;
            if !choice.hits.is_empty() {
                let (path, step) = (&hits[choice.hits.clone()], steps.len() as u32);
                split = part(&mut deal, &path[0], choice.y, step);
                take(&mut deal, path, choice.y, room, step, &mut places);
            }
            // what cost more and comes to the same is not followed
            if !seen.insert(deal.mark()) {
                places.truncate(start);
                continue;
            }
            steps.push(Step { before: deal.step, places: start..places.len(), split });
            deal.step = steps.len() as u32 - 1;
            next.push(deal);
            if next.len() == BEAM {
                break;
            }
        }
        std::mem::swap(&mut beam, &mut next);
    }
    let mut at = beam[0].step;
    let mut out: Vec<Vec<Place>> = Vec::with_capacity(rows.len());
    let mut splits: Vec<Split> = Vec::new();
    while let Some(step) = steps.get(at as usize) {
        splits.extend(step.split);
        let mut row = places[step.places.clone()].to_vec();
        // the later of two splits parts what the earlier has left
        for place in &mut row {
            for split in splits.iter().rev().filter(|split| place.slot >= split.slot) {
                place.group = if place.group == split.group { split.new } else { place.group };
            }
        }
        out.push(row);
        at = step.before;
    }
    out.reverse();
    out
}

/// Parts the box of a row's first line where the column to the left has ended before.
fn part(deal: &mut Deal, first: &Hit, y: f32, step: u32) -> Option<Split> {
    let at = usize::from(first.at);
    let [left, column] = *deal.columns().get(at.checked_sub(1)?..=at)? else { return None };
    if first.kind != Kind::Old || left.group != column.group || y - left.y < 1.2 {
        return None;
    }
    let new = step * MOST as u32;
    deal.part(at, new);
    Some(Split { group: column.group, slot: usize::from(column.slot), new })
}

/// Takes the row into the deal.
fn take(deal: &mut Deal, path: &[Hit], y: f32, room: i32, step: u32, places: &mut Vec<Place>) {
    let before = deal.clone();
    let mut group = step * MOST as u32;
    let mut last: Option<Column> = None;
    for hit in path {
        let at = usize::from(hit.at);
        let mut column = match hit.kind {
            Kind::Old => before.columns()[at],
            Kind::More => {
                let left = last.unwrap_or_else(|| before.columns()[at - 1]);
                Column { slot: left.slot + 1, y: y - 1.0, ..left }
            }
            Kind::Born(_) => {
                group += 1;
                Column { y: y - 1.0, top: y, cell: 0, width: hit.width, group, slot: 0, end: End::Full }
            }
        };
        // no clamp: it would put its bounds in words where they are wrong, and bring 8 kB to the module
        column.y = (column.y + 1.0).max(y - SAME_ROW).min(y + SAME_ROW);
        column.cell = hit.last;
        column.end = if hit.full { End::Full } else { End::Short };
        deal.right = 1 + match (hit.kind, last.or_else(|| at.checked_sub(1).map(|n| before.columns()[n]))) {
            (Kind::Old, _) => deal.set(column),
            (_, Some(left)) => deal.put_in(deal.find(&left) + 1, column, room),
            (_, None) => deal.put_in(0, column, room),
        };
        last = Some(column);
        places.push(Place {
            group: column.group,
            slot: usize::from(column.slot),
            width: i32::from(column.width),
            first: hit.first as usize,
            last: hit.last as usize,
            x: deal.left_of(deal.right - 1),
        });
    }
    deal.y = y;
}
