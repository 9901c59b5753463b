//! The groups of a page in reading order.

use super::{costs, shared};
use crate::form::Bounds;
use crate::order::sort_by_rank;

/// The numbers of the groups in reading order: a group comes behind what stands above it, and else
/// behind what stands left of it (Breuel, High Performance Document Layout Analysis, 2003).
pub(super) fn order(groups: &[Bounds]) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..groups.len()).collect();
    sort_by_rank(&mut sorted, |&group| (groups[group].y0, groups[group].x0));
    if sorted.len() > costs::MAX_GROUPS {
        return sorted;
    }
    let before = |a: usize, b: usize| {
        let (a, b) = (&groups[a], &groups[b]);
        let over = shared((a.x0, a.x1), (b.x0, b.x1)) > costs::ABOVE_SHARE * a.width().min(b.width());
        if over { a.y0 < b.y0 } else { a.x1 <= b.x0 && shared((a.y0, a.y1), (b.y0, b.y1)) > 0.0 }
    };
    // how many of those that are left come before each
    let count = |b: usize| sorted.iter().filter(|&&a| before(a, b)).count();
    let mut waits: Vec<usize> = sorted.iter().map(|&b| count(b)).collect();
    let mut is_left = vec![true; sorted.len()];
    let mut out = Vec::with_capacity(sorted.len());
    for _ in 0..sorted.len() {
        // of a circle, the upper one is the first
        let free = (0..sorted.len()).find(|&n| is_left[n] && waits[n] == 0);
        let Some(next) = free.or_else(|| is_left.iter().position(|&left| left)) else { break };
        is_left[next] = false;
        out.push(sorted[next]);
        for n in (0..sorted.len()).filter(|&n| is_left[n]) {
            waits[n] = waits[n].saturating_sub(usize::from(before(sorted[next], sorted[n])));
        }
    }
    out
}
