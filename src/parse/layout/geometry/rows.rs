//! Runs that share a baseline within one column.

use super::drawn::Drawn;
use super::upright::stacks;
use super::{Place, costs};
use crate::form::Bounds;
use crate::order::sort_by_rank;

/// Runs of one line of a column, from left to right.
#[derive(Debug)]
pub(super) struct Row {
    pub runs: Vec<usize>,
    pub bounds: Bounds,
    pub size: f32,
    pub across: bool,
}

/// The size that most of the page is set in.
pub(super) fn body_size(places: &[Place]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = places.iter().map(|place| (place.size, place.bytes)).collect();
    sort_by_rank(&mut sizes, |of| (of.0, 0));
    let half = sizes.iter().map(|&(_, bytes)| bytes).sum::<usize>() / 2;
    let mut read = 0;
    sizes
        .iter()
        .find(|&&(_, bytes)| {
            read += bytes;
            read > half
        })
        .map_or(1.0, |&(size, _)| size)
}

/// The rows of a page, from top to foot.
///
/// Two runs of one height are one row where the lines above or below stand across the gap between
/// them, as they do over a wide blank of justified text, and do not in the gutter between columns, and no
/// rule stands there.
pub(super) fn rows(places: &[Place], drawn: &Drawn) -> Vec<Row> {
    let mut rows = stack_rows(places);
    let mut stacked = vec![false; places.len()];
    rows.iter().flat_map(|row| &row.runs).for_each(|&run| stacked[run] = true);
    let mut order: Vec<usize> = (0..places.len()).filter(|&run| !stacked[run]).collect();
    sort_by_rank(&mut order, |&n| (places[n].bounds.y1, 0));
    for line in
        order.chunk_by(|&a, &b| places[b].bounds.y1 - places[a].bounds.y1 < costs::BASELINE_TOLERANCE * places[b].size)
    {
        let mut line = line.to_vec();
        sort_by_rank(&mut line, |&n| (places[n].bounds.x0, 0));
        let first = rows.len();
        for run in line {
            let place = &places[run];
            let last = rows[first..].last_mut().filter(|row| !place.across && !row.across);
            let goes_on = |row: &&mut Row| {
                is_one_row(row, place, places, &order) && !drawn.parts_beside(&row.bounds, &place.bounds)
            };
            match last.filter(goes_on) {
                Some(row) => {
                    row.runs.push(run);
                    row.bounds = row.bounds.union(&place.bounds);
                }
                None => {
                    rows.push(Row { runs: vec![run], bounds: place.bounds, size: place.size, across: place.across })
                }
            }
        }
    }
    sort_by_rank(&mut rows, |row| (row.bounds.y0, row.bounds.x0));
    rows
}

/// Upright characters that stand one below the other, each stack a row.
fn stack_rows(places: &[Place]) -> Vec<Row> {
    let row = |runs: Vec<usize>| {
        let bounds = runs.iter().map(|&run| places[run].bounds).reduce(|a, b| a.union(&b)).unwrap_or_default();
        Row { size: places[runs[0]].size, runs, bounds, across: true }
    };
    stacks(places).into_iter().map(row).collect()
}

/// Whether a run goes on with the row to its left: they are of one size, and what is between them is
/// no gutter between columns.
fn is_one_row(row: &Row, place: &Place, places: &[Place], order: &[usize]) -> bool {
    same_line(row, place) && is_no_gutter(row, place, places, order)
}

fn same_line(row: &Row, place: &Place) -> bool {
    let size = row.size.min(place.size);
    (row.bounds.y1 - place.bounds.y1).abs() < costs::BASELINE_TOLERANCE * size
        && row.size.max(place.size) < costs::SIZES_IN_ROW * size
}

/// Whether the gap between a row and the run to its right is no gutter between columns. A gutter is
/// a strip of the gap that the lines above, or those below, leave blank, all but one, as a heading may
/// stand across it.
fn is_no_gutter(row: &Row, place: &Place, places: &[Place], order: &[usize]) -> bool {
    let (left, right) = (row.bounds.x1, place.bounds.x0);
    let em = place.size;
    if right - left < costs::MAX_BLANK * em {
        return true;
    }
    if right - left > costs::MAX_GAP * em {
        return false;
    }
    let baseline = place.bounds.y1;
    let first = order.partition_point(|&other| places[other].bounds.y1 < baseline - costs::NEAR * em);
    let near = order[first..]
        .iter()
        .map(|&other| &places[other])
        .take_while(|other| other.bounds.y1 < baseline + costs::NEAR * em);
    let near = near
        .filter(|other| {
            !other.across
                && (other.bounds.y1 - baseline).abs() > costs::OTHER_BASELINE * em
                && other.size < costs::SIZES_NEAR * em
        })
        .filter(|other| {
            other.bounds.x0 < right + costs::NEAR_BESIDE * em && other.bounds.x1 > left - costs::NEAR_BESIDE * em
        })
        .take(costs::MAX_NEAR);
    let (above, below): (Vec<&Place>, Vec<&Place>) = near.partition(|other| other.bounds.y1 < baseline);
    let above: Vec<&Place> = above.into_iter().rev().collect();
    let sides = [adjoining(&above, baseline, em), adjoining(&below, baseline, em)];
    let tell = |side: &&&[&Place]| baselines(side, em) >= costs::MIN_BASELINES;
    if sides.iter().any(|side| tell(&side)) {
        !sides.iter().filter(tell).all(|side| has_blank_strip(side, left, right, em))
    } else {
        !has_blank_strip(&sides.concat(), left, right, em)
    }
}

/// Of lines that are sorted by their distance from a baseline, those with no room between them.
fn adjoining<'s, 'p>(lines: &'s [&'p Place], baseline: f32, em: f32) -> &'s [&'p Place] {
    let mut last = baseline;
    let end = lines.iter().position(|line| {
        let apart = (line.bounds.y1 - last).abs();
        last = line.bounds.y1;
        apart > costs::MAX_LEADING * em
    });
    &lines[..end.unwrap_or(lines.len())]
}

/// The number of baselines among places that are sorted by them.
fn baselines(places: &[&Place], em: f32) -> usize {
    places.chunk_by(|a, b| (b.bounds.y1 - a.bounds.y1).abs() < costs::BASELINE_TOLERANCE * em).count()
}

/// Whether at some place between `left` and `right` at most one of the lines stands.
fn has_blank_strip(lines: &[&Place], left: f32, right: f32, em: f32) -> bool {
    let steps = ((right - left) / (costs::GAP_STEP * em)) as usize;
    (0..=steps).any(|step| {
        let x = left + (right - left) * (step as f32 + 0.5) / (steps as f32 + 1.0);
        lines.iter().filter(|line| line.bounds.x0 < x && x < line.bounds.x1).count() <= costs::MAX_ACROSS_GUTTER
    })
}
