//! Continuations: stretches of one column that padding has shifted against each other.

use super::column_runs::ColumnRun;
use super::costs;
use super::segment_grid::SegmentGrid;
use crate::order::sort_by_rank;

/// How far each segment has to move, in cells, so that what continues a column stands exactly
/// below it. Padding may differ between two stretches of one column by more than an indent.
pub(super) fn shifts_below_continued(grid: &SegmentGrid, runs: &[ColumnRun]) -> Vec<i32> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    sort_by_rank(&mut order, |&n| (runs[n].top, runs[n].left));
    let mut out = vec![0; grid.segments.len()];
    let mut run_shifts = vec![0; runs.len()];
    let mut open: Vec<usize> = Vec::new();
    for &n in &order {
        let lower = &runs[n];
        open.retain(|&m| runs[m].is_near_above(grid, lower));
        let upper = open
            .iter()
            .copied()
            .filter(|&m| runs[m].is_continued_by(grid, lower))
            .min_by_key(|&m| (runs[m].left - lower.left).abs());
        if let Some(m) = upper {
            let shift = run_shifts[m] + runs[m].left - lower.left;
            if has_room(grid, lower, shift, &out) {
                run_shifts[n] = shift;
                lower.segments.iter().for_each(|&i| out[i] = shift);
                open.retain(|&other| other != m);
            }
        }
        open.push(n);
    }
    out
}

/// Whether few lines of `run`, moved by `shift`, would run into the segment before them.
fn has_room(grid: &SegmentGrid, run: &ColumnRun, shift: i32, shifts: &[i32]) -> bool {
    let collides = |i: &&usize| {
        let segment = &grid.segments[**i];
        let before = i.checked_sub(1).map(|b| (&grid.segments[b], shifts[b]));
        before.is_some_and(|(before, before_shift)| {
            before.row == segment.row && before.right() + before_shift > segment.x + shift + costs::EDGE_TOLERANCE
        })
    };
    run.segments.iter().filter(collides).count() * costs::COLLISION_SHARE <= run.segments.len()
}
