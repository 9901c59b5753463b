//! The best set of links in which every fragment follows at most one, and is followed by at
//! most one: a maximum-weight bipartite matching.
//!
//! Successive shortest augmenting paths with potentials (Kuhn 1955; Edmonds and Karp 1972).
//! An edge reaches only its neighbourhood, so the search stays small however long the page.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A possible link and what it gains over no link; gains of 0 and less are never taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub to: u32,
    pub gain: f32,
}

/// For each left node the right node it is linked to.
///
/// `edges[i]` are the possible links of left node `i`; right nodes are `0..right`.
pub(super) fn best_links(edges: &[Vec<Edge>], right: usize) -> Vec<Option<usize>> {
    let mut search = Search {
        edges,
        match_left: vec![None; edges.len()],
        match_right: vec![None; right],
        potential_left: edges.iter().map(|row| row.iter().map(|e| fixed(e.gain)).max().unwrap_or(0).max(0)).collect(),
        potential_right: vec![0; right],
        distance: vec![None; right],
        parent: vec![0; right],
        touched: Vec::new(),
    };
    for start in 0..edges.len() {
        search.augment(start);
    }
    search.match_left
}

/// Gains in whole steps, so that ties break the same everywhere.
fn fixed(gain: f32) -> i64 {
    (f64::from(gain) * 65536.0) as i64
}

struct Search<'e> {
    edges: &'e [Vec<Edge>],
    match_left: Vec<Option<usize>>,
    match_right: Vec<Option<usize>>,
    /// Kept so that potential_left[i] + potential_right[j] >= gain(i, j), with equality on links.
    potential_left: Vec<i64>,
    potential_right: Vec<i64>,
    distance: Vec<Option<(i64, bool)>>,
    parent: Vec<usize>,
    touched: Vec<usize>,
}

impl Search<'_> {
    /// Finds the cheapest way to give `start` a link, or to leave one left node without.
    fn augment(&mut self, start: usize) {
        // A left node may always stay free at the price of its potential.
        let mut free_end = (self.potential_left[start], start);
        let mut heap = BinaryHeap::new();
        let mut visited: Vec<(usize, i64)> = vec![(start, 0)];
        let mut reached: Option<(i64, usize)> = None;
        self.relax(start, 0, &mut heap);
        while let Some(Reverse((distance, right))) = heap.pop() {
            if self.distance[right].is_none_or(|(best, done)| done || best != distance) {
                continue;
            }
            if distance >= free_end.0 {
                break;
            }
            self.distance[right] = Some((distance, true));
            let Some(left) = self.match_right[right] else {
                reached = Some((distance, right));
                break;
            };
            visited.push((left, distance));
            let freed = distance + self.potential_left[left];
            if freed < free_end.0 {
                free_end = (freed, left);
            }
            self.relax(left, distance, &mut heap);
        }
        let total = reached.map_or(free_end.0, |(total, _)| total);
        self.settle(&visited, total);
        match reached {
            Some((_, right)) => self.flip(right),
            None if free_end.1 != start => {
                let right = self.match_left[free_end.1].take().expect("a visited left node is linked");
                self.match_right[right] = None;
                self.flip(right);
            }
            None => {}
        }
        for right in self.touched.drain(..) {
            self.distance[right] = None;
        }
    }

    fn relax(&mut self, left: usize, base: i64, heap: &mut BinaryHeap<Reverse<(i64, usize)>>) {
        let edges = self.edges;
        for edge in &edges[left] {
            let gain = fixed(edge.gain);
            let right = edge.to as usize;
            if gain <= 0 || self.match_left[left] == Some(right) {
                continue;
            }
            let distance = base + self.potential_left[left] + self.potential_right[right] - gain;
            if self.distance[right].is_none_or(|(best, done)| !done && distance < best) {
                if self.distance[right].is_none() {
                    self.touched.push(right);
                }
                self.distance[right] = Some((distance, false));
                self.parent[right] = left;
                heap.push(Reverse((distance, right)));
            }
        }
    }

    fn settle(&mut self, visited: &[(usize, i64)], total: i64) {
        for &(left, distance) in visited {
            if distance < total {
                self.potential_left[left] -= total - distance;
            }
        }
        for &right in &self.touched {
            if let Some((distance, true)) = self.distance[right]
                && distance < total
            {
                self.potential_right[right] += total - distance;
            }
        }
    }

    fn flip(&mut self, mut right: usize) {
        loop {
            let left = self.parent[right];
            let next = self.match_left[left].replace(right);
            self.match_right[right] = Some(left);
            match next {
                Some(before) => right = before,
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best total there is, by trying every set of links.
    fn exhaustive(edges: &[Vec<Edge>], taken: &mut Vec<bool>) -> f32 {
        let Some((row, rest)) = edges.split_first() else { return 0.0 };
        let mut best = exhaustive(rest, taken);
        for edge in row {
            if !taken[edge.to as usize] && edge.gain > 0.0 {
                taken[edge.to as usize] = true;
                best = best.max(edge.gain + exhaustive(rest, taken));
                taken[edge.to as usize] = false;
            }
        }
        best
    }

    #[test]
    fn finds_the_heaviest_set_of_links() {
        let mut state = 7u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        };
        for _ in 0..3000 {
            let (rows, right) = (1 + random(6) as usize, 1 + random(6) as usize);
            let edges: Vec<Vec<Edge>> = (0..rows)
                .map(|_| (0..right).map(|to| Edge { to: to as u32, gain: random(20) as f32 - 8.0 }).collect())
                .collect();
            let links = best_links(&edges, right);
            let mut seen = vec![false; right];
            let mut total = 0.0;
            for (i, link) in links.iter().enumerate() {
                let Some(to) = *link else { continue };
                assert!(!std::mem::replace(&mut seen[to], true), "a right node is linked twice");
                total += edges[i].iter().find(|e| e.to as usize == to).expect("links are edges").gain;
            }
            assert_eq!(total, exhaustive(&edges, &mut vec![false; right]), "{edges:?}");
        }
    }
}
