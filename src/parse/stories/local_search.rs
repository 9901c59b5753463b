//! Local search for the partition of the highest score: from a first one, runs of nodes are moved
//! as long as the score of the page as a whole rises (hill climbing).

use super::candidates::Candidates;
use super::chains::Chains;
use super::dot_product::dot_product;
use super::features::{self, FIRST_GLOBAL, LOCAL_WIDTH, LinkFeatures};
use super::graph::Graph;
use super::matching::{Edge, maximum_weight_matching};
use super::node::Class;
use super::partition::{LinkChange, MAX_CHANGES, Partition};
use super::weights::ScoringWeights;
use crate::order::sort_by_rank;
use crate::parse::parameters::{
    FORBIDDEN_SCORE, MAX_MOVES, MAX_MOVES_CHECKED, MAX_RUN, MAX_TRIALS, MIN_GAIN, MIN_LINK_SCORE, MIN_MOVE_DELTA,
    MIN_TRIALS, PART_SIZE, SCORES_PER_BYTE, SHORT_FRAGMENT,
};
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::cmp::Reverse;

/// Scores links and partitions of a page by one set of weights.
pub struct Scorer<'g> {
    pub graph: &'g Graph,
    pub weights: &'g ScoringWeights,
    pub candidates: &'g Candidates,
    /// Score of each candidate by its local features.
    local_scores: Vec<f32>,
    /// Scores of each node as the first and as the last of a story.
    boundary_scores: Vec<(f32, f32)>,
}

impl<'g> Scorer<'g> {
    /// A scorer without local scores: [`add`](Self::add) the features of each candidate.
    pub fn new(graph: &'g Graph, candidates: &'g Candidates, weights: &'g ScoringWeights) -> Self {
        let boundary_scores = (0..graph.nodes.len())
            .map(|i| {
                let (class, features) = (graph.nodes[i].class as usize, features::boundary_features(graph, i));
                (dot_product(&weights.start[class], &features), dot_product(&weights.end[class], &features))
            })
            .collect();
        Self { graph, weights, candidates, local_scores: Vec::with_capacity(candidates.all.len()), boundary_scores }
    }

    /// Scores the next candidate by its local features.
    pub fn add(&mut self, features: &LinkFeatures) {
        let Some(link) = self.candidates.all.get(self.local_scores.len()) else { return };
        let weights = &self.weights.link[link.kind];
        let score = dot_product(&weights[..LOCAL_WIDTH], &features[..LOCAL_WIDTH]);
        // a link is there instead of the end of one story and the start of another
        self.local_scores.push(score - self.boundary_scores[link.left].1 - self.boundary_scores[link.right].0);
    }

    /// The chains of the highest score by local features alone.
    pub fn best_chains(&self) -> Chains {
        Chains::new(self.best_successors(|at| self.local_scores[at]))
    }

    /// The successor of each node in the set of links of the highest score.
    fn best_successors(&self, score: impl Fn(usize) -> f32) -> Vec<Option<usize>> {
        let count = self.graph.nodes.len();
        let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); count];
        for (at, link) in self.candidates.all.iter().enumerate() {
            let weight = if self.local_scores[at] < MIN_LINK_SCORE { FORBIDDEN_SCORE } else { score(at) };
            if weight > 0.0 {
                edges[link.left].push(Edge { to: link.right as u32, weight });
            }
        }
        let mut after = maximum_weight_matching(&edges, count);
        break_cycles(&mut after, &edges);
        after
    }

    /// The score of a link in a partition.
    fn link_score(&self, partition: &Partition, at: usize) -> f32 {
        let link = &self.candidates.all[at];
        let features = features::global_features(self.graph, partition, link.left, link.right, link.context);
        self.local_scores[at] + dot_product(&self.weights.link[link.kind][FIRST_GLOBAL..], &features)
    }

    /// The score of a whole partition.
    pub fn score(&self, partition: &Partition) -> f32 {
        let links =
            partition.chains.after.iter().enumerate().filter_map(|(i, after)| self.candidates.find(i, (*after)?));
        let links: f32 = links.map(|at| self.link_score(partition, at)).sum();
        let stories: f32 = partition
            .stories()
            .map(|story| {
                let first = partition.members(story)[0];
                let features = features::story_features(self.graph, partition, story);
                dot_product(&self.weights.start[self.graph.nodes[first].class as usize], &features)
            })
            .sum();
        links + stories
    }

    /// Improves a partition by moves until none raises its score; returns the best one with its
    /// score. Calls `visit` with every partition that is tried.
    pub fn search(&self, first: Chains, visit: impl FnMut(&Partition, f32)) -> (Partition, f32) {
        let (partition, score) = self.climb(first, visit);
        // moves that were taken back leave gaps in the numbers of the stories
        (Partition::new(self.graph, partition.chains), score)
    }

    fn climb(&self, first: Chains, mut visit: impl FnMut(&Partition, f32)) -> (Partition, f32) {
        let mut known: FxHashSet<u64> = FxHashSet::default();
        let mut partition = Partition::new(self.graph, first);
        let mut best = self.score(&partition);
        visit(&partition, best);
        known.insert(hash(&partition.chains.after));
        let mut trials = max_trials(self.graph, self.candidates.all.len());
        loop {
            let scores = LinkScores::new(self);
            let own_hash = hash(&partition.chains.after);
            let mut improved = None;
            for changes in self.moves(&partition, &scores) {
                if trials == 0 {
                    return (partition, best);
                }
                if !known.insert(updated_hash(own_hash, &partition.chains, &changes)) {
                    continue;
                }
                trials -= 1;
                let undo: Vec<LinkChange> =
                    changes.iter().map(|&(from, _)| (from, partition.chains.after[from])).collect();
                partition.apply(self.graph, &changes);
                let score = self.score(&partition);
                visit(&partition, score);
                if score > best + MIN_GAIN {
                    improved = Some(score);
                    break;
                }
                partition.apply(self.graph, &undo);
            }
            if let Some(score) = improved {
                partition = Partition::new(self.graph, partition.chains);
                best = score;
                continue;
            }
            // at a local optimum, all links are chosen anew by their scores in this partition
            let after = self.best_successors(|at| scores.get(&partition, at));
            if trials == 0 || !known.insert(hash(&after)) {
                return (partition, best);
            }
            trials -= 1;
            let next = Partition::new(self.graph, Chains::new(after));
            let score = self.score(&next);
            visit(&next, score);
            if score <= best + MIN_GAIN {
                return (partition, best);
            }
            (partition, best) = (next, score);
        }
    }

    /// For each node, the first line of the heading that ends with it, where that stands within a
    /// story.
    fn headings_within(&self, partition: &Partition) -> Vec<Option<usize>> {
        let is_title = |node: usize| self.graph.nodes[node].class == Class::Title;
        let mut headings = vec![None; self.graph.nodes.len()];
        for story in partition.stories() {
            for pair in partition.members(story).windows(2) {
                let (above, node) = (pair[0], pair[1]);
                if is_title(node) {
                    headings[node] = if is_title(above) { headings[above] } else { Some(node) };
                }
            }
        }
        headings
    }

    /// The moves from a partition, those of the highest estimated gain first. The estimate takes
    /// the scores of links in this partition for those in the next.
    pub fn moves(&self, partition: &Partition, scores: &LinkScores) -> Vec<Vec<LinkChange>> {
        let chains = &partition.chains;
        let score = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => self.candidates.find(a, b).map_or(FORBIDDEN_SCORE, |at| scores.get(partition, at)),
            _ => 0.0,
        };
        // score of the partition's link to each node
        let link_to: Vec<f32> = chains.before.iter().enumerate().map(|(j, &before)| score(before, Some(j))).collect();
        let headings = self.headings_within(partition);
        let link_to_next = |next: Option<usize>| next.map_or(0.0, |next| link_to[next]);
        let mut moves: Vec<(f32, u64)> = Vec::with_capacity(2 * MAX_MOVES_CHECKED);
        let mut least = MIN_MOVE_DELTA;
        let mut consider = |delta: f32, changes: Move| {
            if delta <= MIN_MOVE_DELTA || delta < least {
                return;
            }
            if moves.len() == 2 * MAX_MOVES_CHECKED {
                least = keep_best(&mut moves);
            }
            moves.push((delta, pack(changes)));
        };
        for (at, link) in self.candidates.all.iter().enumerate() {
            let (i, j) = (link.left, link.right);
            if self.local_scores[at] < MIN_LINK_SCORE && chains.after[i] != Some(j) {
                continue;
            }
            let new = scores.get(partition, at);
            if chains.after[i] == Some(j) {
                consider(-new, [Some((i, None)), None, None]);
                continue;
            }
            if new < MIN_MOVE_DELTA {
                continue;
            }
            let (before, after) = (chains.before[j], chains.after[i]);
            let base = new - link_to[j] - link_to_next(after);
            let change = |from: Option<usize>, to: Option<usize>| from.map(|from| (from, to));
            // the successors of `i` and of `before` change places
            consider(base + score(before, after), [Some((i, Some(j))), change(before, after), None]);
            consider(base, [Some((i, Some(j))), change(before, None), None]);
            // the text below a heading within the story goes to `i`, and what was below `i` to the heading
            if let Some((heading, last)) = before.and_then(|last| Some((headings[last]?, last))) {
                let above = chains.before[heading].filter(|&above| above != i);
                let delta = base + score(Some(last), after) - link_to[heading];
                if above.is_some() {
                    consider(delta, [Some((i, Some(j))), change(Some(last), after), change(above, None)]);
                }
            }
            // a run that begins with `j` moves behind `i`
            let mut end = Some(j);
            for _ in 0..MAX_RUN {
                let Some(last) = end.filter(|&last| last != i) else { break };
                let rest = chains.after[last];
                if rest.is_some() {
                    let delta = base + score(Some(last), after) + score(before, rest) - link_to_next(rest);
                    consider(delta, [Some((i, Some(j))), Some((last, after)), change(before, rest)]);
                }
                end = rest;
            }
            // a run that ends with `i` moves before `j`
            let mut start = Some(i);
            for _ in 0..MAX_RUN {
                let Some(first) = start.filter(|&first| first != j) else { break };
                let rest = chains.before[first];
                if rest.is_some() {
                    let delta = base + score(before, Some(first)) + score(rest, after) - link_to[first];
                    consider(delta, [Some((i, Some(j))), change(rest, after), change(before, Some(first))]);
                }
                start = rest;
            }
        }
        keep_best(&mut moves);
        moves.iter().filter_map(|&(_, packed)| valid_changes(chains, packed)).take(MAX_MOVES).collect()
    }
}

/// The most partitions that are tried, which keeps the work within a constant times the text,
/// however many links stand in it.
pub fn max_trials(graph: &Graph, links: usize) -> usize {
    let length = graph.bytes / graph.nodes.len().max(1);
    let share = length.min(SHORT_FRAGMENT).pow(2) as f32 / SHORT_FRAGMENT.pow(2) as f32;
    let scores = (SCORES_PER_BYTE * graph.bytes) as f32 * share;
    ((scores / links.max(1) as f32) as usize).clamp(MIN_TRIALS, MAX_TRIALS)
}

/// The scores of links in one partition, each computed at its first use.
pub struct LinkScores<'s> {
    scorer: &'s Scorer<'s>,
    known: Vec<Cell<f32>>,
}

impl<'s> LinkScores<'s> {
    pub fn new(scorer: &'s Scorer<'s>) -> Self {
        Self { scorer, known: vec![Cell::new(f32::NAN); scorer.candidates.all.len()] }
    }

    /// `partition` must be the same at every call.
    fn get(&self, partition: &Partition, at: usize) -> f32 {
        let known = &self.known[at];
        if known.get().is_nan() {
            known.set(self.scorer.link_score(partition, at));
        }
        known.get()
    }
}

/// The links that a move sets.
type Move = [Option<LinkChange>; MAX_CHANGES];

/// Packs a move into a number with [`NODE_BITS`] a node, as thousands of them are kept.
fn pack(changes: Move) -> u64 {
    let node = |node: Option<usize>| node.map_or(0, |node| node as u64 + 1);
    changes.into_iter().fold(0, |sum, change| {
        let (from, to) = change.map_or((None, None), |(from, to)| (Some(from), to));
        sum << (2 * NODE_BITS) | node(from) << NODE_BITS | node(to)
    })
}

fn unpack(packed: u64) -> impl Iterator<Item = LinkChange> {
    let node = move |at: usize| {
        (packed >> (at * NODE_BITS as usize) & ((1 << NODE_BITS) - 1)).checked_sub(1).map(|node| node as usize)
    };
    (0..MAX_CHANGES).rev().filter_map(move |n| Some((node(2 * n + 1)?, node(2 * n))))
}

/// Bits for a node of a part of the text, or for none.
const NODE_BITS: u32 = 10;
const _: () = assert!(PART_SIZE.end < (1 << NODE_BITS) - 1 && MAX_CHANGES as u32 * 2 * NODE_BITS < 64);

/// Keeps the [`MAX_MOVES_CHECKED`] best moves, sorted; returns the estimate of the last if others
/// were dropped.
fn keep_best(moves: &mut Vec<(f32, u64)>) -> f32 {
    sort_by_rank(moves, |&(delta, packed)| (Reverse(delta), packed as i64));
    let more = moves.len() > MAX_MOVES_CHECKED;
    moves.truncate(MAX_MOVES_CHECKED);
    moves.last().filter(|_| more).map_or(f32::MIN, |last| last.0)
}

/// The changes of a packed move; `None` if they leave no chains, or change nothing.
fn valid_changes(chains: &Chains, packed: u64) -> Option<Vec<LinkChange>> {
    let changes: Vec<LinkChange> = unpack(packed).collect();
    let after = |i: usize| changes.iter().find(|&&(from, _)| from == i).map_or(chains.after[i], |&(_, to)| to);
    let mut same = true;
    for (n, &(from, to)) in changes.iter().enumerate() {
        same &= chains.after[from] == to;
        let Some(to) = to else { continue };
        let is_taken = chains.before[to].is_some_and(|before| before != from && after(before) == Some(to));
        if is_taken || changes[..n].iter().any(|&(_, other)| other == Some(to)) {
            return None;
        }
    }
    // a cycle would contain a changed link; as each node has one predecessor at most, every walk
    // from one ends or comes back to it
    for &(from, to) in &changes {
        let mut at = to;
        while let Some(i) = at {
            if i == from {
                return None;
            }
            at = after(i);
        }
    }
    (!same).then_some(changes)
}

/// A Zobrist hash of a set of links.
fn hash(after: &[Option<usize>]) -> u64 {
    after.iter().enumerate().fold(0, |sum, (from, &to)| link_hash(from, to).wrapping_add(sum))
}

/// The hash after the changes, from the one before.
fn updated_hash(before: u64, chains: &Chains, changes: &[LinkChange]) -> u64 {
    changes.iter().fold(before, |sum, &(from, to)| {
        sum.wrapping_sub(link_hash(from, chains.after[from])).wrapping_add(link_hash(from, to))
    })
}

/// The hash of one link, mixed as SplitMix64 does (Steele, Lea and Flood 2014).
fn link_hash(from: usize, to: Option<usize>) -> u64 {
    let mut bits = ((from as u64) << 32 | to.map_or(0, |to| to as u64 + 1)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

/// Removes the link of the least weight from every cycle.
fn break_cycles(after: &mut [Option<usize>], edges: &[Vec<Edge>]) {
    let mut seen = vec![0usize; after.len()];
    for start in 0..after.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            let Some(next) = after[at] else { break };
            at = next;
        }
        if seen[at] != start + 1 || after[at].is_none() {
            continue;
        }
        let first = at;
        let mut weakest = (f32::INFINITY, start);
        loop {
            let next = after[at].expect("a cycle has no end");
            let weight = edges[at].iter().find(|e| e.to as usize == next).map_or(0.0, |e| e.weight);
            if weight < weakest.0 {
                weakest = (weight, at);
            }
            at = next;
            if at == first {
                break;
            }
        }
        after[weakest.1] = None;
    }
}
