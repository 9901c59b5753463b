//! Maximum-weight bipartite matching: the set of links of the highest score in which every node
//! follows at most one and is followed by at most one.
//!
//! Successive shortest augmenting paths with potentials (Kuhn 1955; Edmonds and Karp 1972). Edges
//! join near nodes only, so each search for a path stays small however long the page is.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An edge to a right node; edges of weight 0 and less are never matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    pub to: u32,
    pub weight: f32,
}

/// The right node that each left node is matched with.
///
/// `edges[i]` are the edges of left node `i`; right nodes are `0..right`.
pub fn maximum_weight_matching(edges: &[Vec<Edge>], right: usize) -> Vec<Option<usize>> {
    let mut search = Search {
        edges,
        match_left: vec![None; edges.len()],
        match_right: vec![None; right],
        potential_left: edges.iter().map(|row| row.iter().map(|e| fixed(e.weight)).max().unwrap_or(0).max(0)).collect(),
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

/// The weight as a fixed-point number, so that ties break the same on every machine.
fn fixed(weight: f32) -> i64 {
    (f64::from(weight) * 65536.0) as i64
}

struct Search<'e> {
    edges: &'e [Vec<Edge>],
    match_left: Vec<Option<usize>>,
    match_right: Vec<Option<usize>>,
    /// Kept so that potential_left[i] + potential_right[j] >= weight(i, j), with equality on matched edges.
    potential_left: Vec<i64>,
    potential_right: Vec<i64>,
    distance: Vec<Option<(i64, bool)>>,
    parent: Vec<usize>,
    touched: Vec<usize>,
}

impl Search<'_> {
    /// Adds the shortest augmenting path from `start`, or leaves the left node unmatched for which
    /// that costs least.
    fn augment(&mut self, start: usize) {
        // a left node may always stay unmatched at the price of its potential
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
                let right = self.match_left[free_end.1].take().expect("a visited left node is matched");
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
            let weight = fixed(edge.weight);
            let right = edge.to as usize;
            if weight <= 0 || self.match_left[left] == Some(right) {
                continue;
            }
            let distance = base + self.potential_left[left] + self.potential_right[right] - weight;
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

    /// The highest total weight, by trying every matching.
    fn exhaustive(edges: &[Vec<Edge>], taken: &mut Vec<bool>) -> f32 {
        let Some((row, rest)) = edges.split_first() else { return 0.0 };
        let mut best = exhaustive(rest, taken);
        for edge in row {
            if !taken[edge.to as usize] && edge.weight > 0.0 {
                taken[edge.to as usize] = true;
                best = best.max(edge.weight + exhaustive(rest, taken));
                taken[edge.to as usize] = false;
            }
        }
        best
    }

    #[test]
    fn the_weight_equals_that_of_exhaustive_search() {
        let mut state = 7u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        };
        for _ in 0..3000 {
            let (rows, right) = (1 + random(6) as usize, 1 + random(6) as usize);
            let edges: Vec<Vec<Edge>> = (0..rows)
                .map(|_| (0..right).map(|to| Edge { to: to as u32, weight: random(20) as f32 - 8.0 }).collect())
                .collect();
            let links = maximum_weight_matching(&edges, right);
            let mut seen = vec![false; right];
            let mut total = 0.0;
            for (i, link) in links.iter().enumerate() {
                let Some(to) = *link else { continue };
                assert!(!std::mem::replace(&mut seen[to], true), "a right node is matched twice");
                total += edges[i].iter().find(|e| e.to as usize == to).expect("matched pairs are edges").weight;
            }
            assert_eq!(total, exhaustive(&edges, &mut vec![false; right]), "{edges:?}");
        }
    }
}
