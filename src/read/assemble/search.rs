//! The reading of the page that gains most: from a first one, by moving pieces about as long
//! as the page as a whole gains by it.

use super::cohesion::REACH;
use super::evidence::{self, Link, kind};
use super::graph::{Chains, Graph};
use super::matching::{Edge, best_links};
use super::reading::Reading;
use super::weights::{Look, weigh};
use crate::order::sort_by_rank;
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::cmp::Reverse;

/// How many other readings are tried at most.
const TRIES: usize = 128;
/// How many are tried in the light of one reading.
const WIDE: usize = 22;
/// Moves that look worse than this are not tried.
const HOPE: f32 = -12.0;
/// What gains less before any reading is not looked at in the light of one.
const PALE: f32 = -20.0;
/// What a link gains that may not be.
const NEVER: f32 = -40.0;
/// The longest run of nodes that is moved as one.
const RUN: usize = 6;
/// Nodes within reach of one.
const BAND: usize = 2 * REACH + 1;

/// What is known of a page, weighed before any reading.
pub(super) struct Weighed<'g> {
    pub graph: &'g Graph,
    pub look: &'g Look,
    /// The links that may be.
    pub links: &'g [(usize, usize)],
    /// What each of them gains by what is known before any reading.
    gains: Vec<f32>,
    /// Where among the links each two nodes within reach are.
    places: Vec<Option<u32>>,
}

impl<'g> Weighed<'g> {
    /// `evidence` is of the `links`.
    pub fn new(graph: &'g Graph, links: &'g [(usize, usize)], evidence: &[Link], look: &'g Look) -> Self {
        let ends: Vec<(f32, f32)> = (0..graph.nodes.len())
            .map(|i| {
                let (class, of_end) = (graph.nodes[i].class as usize, evidence::of_end(graph, i));
                (weigh(&look.begin[class], &of_end), weigh(&look.end[class], &of_end))
            })
            .collect();
        let mut places = vec![None; graph.nodes.len() * BAND];
        for (at, &(i, j)) in links.iter().enumerate() {
            places[i * BAND + j + REACH - i] = Some(at as u32);
        }
        let gains = links
            .iter()
            .zip(evidence)
            .map(|(&(i, j), e)| weigh(&look.link[kind_of(graph, i, j)], e) - ends[i].1 - ends[j].0)
            .collect();
        Self { graph, look, links, gains, places }
    }

    fn at(&self, i: usize, j: usize) -> Option<usize> {
        let offset = (j + REACH).checked_sub(i).filter(|offset| *offset < BAND)?;
        self.places[i * BAND + offset].map(|at| at as usize)
    }

    /// The chains with most gain, by the links alone.
    pub fn best_chains(&self) -> Chains {
        Chains::new(self.matched(|at| self.gains[at]))
    }

    /// What follows whom in the set of links with most gain.
    fn matched(&self, gain: impl Fn(usize) -> f32) -> Vec<Option<usize>> {
        let count = self.graph.nodes.len();
        let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); count];
        for (at, &(i, j)) in self.links.iter().enumerate() {
            let gain = if self.gains[at] < PALE { NEVER } else { gain(at) };
            if gain > 0.0 {
                edges[i].push(Edge { to: j as u32, gain });
            }
        }
        let mut after = best_links(&edges, count);
        open_rings(&mut after, &edges);
        after
    }

    /// What a link gains in a reading.
    fn gain(&self, reading: &Reading, at: usize) -> f32 {
        let (i, j) = self.links[at];
        let mut e = [0f32; evidence::WIDTH];
        evidence::in_reading(self.graph, reading, i, j, &mut e);
        let weights = &self.look.link[kind_of(self.graph, i, j)];
        self.gains[at] + of_reading(weights, &e)
    }

    /// What the whole reading gains.
    pub fn total(&self, reading: &Reading) -> f32 {
        let links = reading.chains.after.iter().enumerate().filter_map(|(i, after)| self.at(i, (*after)?));
        let links: f32 = links.map(|at| self.gain(reading, at)).sum();
        let stories: f32 = (0..reading.len())
            .map(|story| {
                let first = reading.members(story)[0];
                let mut e = [0f32; evidence::ENDS];
                evidence::in_story(self.graph, reading, first, &mut e);
                weigh(&self.look.begin[self.graph.nodes[first].class as usize], &e)
            })
            .sum();
        links + stories
    }

    /// Moves pieces about; `visit` sees every reading that is tried, with its total.
    pub fn improve(&self, first: Chains, mut visit: impl FnMut(&Reading, f32)) -> (Reading, f32) {
        let mut known: FxHashSet<Vec<Option<usize>>> = FxHashSet::default();
        let mut reading = Reading::new(self.graph, first);
        let mut best = self.total(&reading);
        visit(&reading, best);
        known.insert(reading.chains.after.clone());
        let mut left = TRIES;
        loop {
            let mut found = None;
            // where no step leads up, all links are chosen anew in the light of this reading
            let anew = std::iter::once_with(|| self.matched(|at| self.gain(&reading, at)));
            for after in self.moves(&reading).into_iter().chain(anew) {
                if left == 0 {
                    return (reading, best);
                }
                if !known.insert(after.clone()) {
                    continue;
                }
                left -= 1;
                let next = Reading::new(self.graph, Chains::new(after));
                let total = self.total(&next);
                visit(&next, total);
                if total > best + 0.01 {
                    found = Some((next, total));
                    break;
                }
            }
            let Some((next, total)) = found else { return (reading, best) };
            (reading, best) = (next, total);
        }
    }

    /// The readings next to this one, the most promising first.
    pub fn moves(&self, reading: &Reading) -> Vec<Vec<Option<usize>>> {
        let known = vec![Cell::new(None); self.links.len()];
        let gain_at = |at: usize| {
            known[at].get().unwrap_or_else(|| {
                let gain = self.gain(reading, at);
                known[at].set(Some(gain));
                gain
            })
        };
        let chains = &reading.chains;
        let gain = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => self.at(a, b).map_or(NEVER, gain_at),
            _ => 0.0,
        };
        let mut moves: Vec<(f32, Change)> = Vec::new();
        let mut hope = |delta: f32, change: Change| {
            if delta > HOPE {
                moves.push((delta, change));
            }
        };
        for (at, &(i, j)) in self.links.iter().enumerate() {
            if self.gains[at] < PALE && chains.after[i] != Some(j) {
                continue;
            }
            let g = gain_at(at);
            if chains.after[i] == Some(j) {
                hope(-g, [Some((i, None)), None, None]);
                continue;
            }
            if g < HOPE {
                continue;
            }
            let (p, n) = (chains.before[j], chains.after[i]);
            let base = g - gain(p, Some(j)) - gain(Some(i), n);
            let step = |from: Option<usize>, to: Option<usize>| from.map(|from| (from, to));
            // what follows i and what follows p change places
            hope(base + gain(p, n), [Some((i, Some(j))), step(p, n), None]);
            hope(base, [Some((i, Some(j))), step(p, None), None]);
            // a run that begins with j moves behind i
            let mut e = Some(j);
            for _ in 0..RUN {
                let Some(last) = e.filter(|&last| last != i) else { break };
                let rest = chains.after[last];
                if rest.is_some() {
                    let delta = base + gain(Some(last), n) + gain(p, rest) - gain(Some(last), rest);
                    hope(delta, [Some((i, Some(j))), Some((last, n)), step(p, rest)]);
                }
                e = rest;
            }
            // a run that ends with i moves before j
            let mut s = Some(i);
            for _ in 0..RUN {
                let Some(first) = s.filter(|&first| first != j) else { break };
                let q = chains.before[first];
                if q.is_some() {
                    let delta = base + gain(p, Some(first)) + gain(q, n) - gain(q, Some(first));
                    hope(delta, [Some((i, Some(j))), step(q, n), step(p, Some(first))]);
                }
                s = q;
            }
        }
        let better = |a: &(f32, Change), b: &(f32, Change)| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1));
        if moves.len() > 4 * WIDE {
            moves.select_nth_unstable_by(4 * WIDE, better);
            moves.truncate(4 * WIDE);
        }
        sort_by_rank(&mut moves, |found| (Reverse(found.0), 0));
        let all = moves.into_iter().filter_map(|(_, change)| changed(&chains.after, change));
        all.take(WIDE).collect()
    }
}

fn kind_of(graph: &Graph, i: usize, j: usize) -> usize {
    kind(graph.nodes[i].class, graph.nodes[j].class).expect("only what may be is a link")
}

fn of_reading(weights: &Link, evidence: &Link) -> f32 {
    weigh(&weights[evidence::OF_READING..], &evidence[evidence::OF_READING..])
}

/// What follows whom after a move; three links at most change.
type Change = [Option<(usize, Option<usize>)>; 3];

/// The links after the change; `None` if they would not be chains.
fn changed(after: &[Option<usize>], change: Change) -> Option<Vec<Option<usize>>> {
    let mut next = after.to_vec();
    for (from, to) in change.into_iter().flatten() {
        next[from] = to;
    }
    let mut led_to = vec![false; next.len()];
    if next.iter().flatten().any(|&to| std::mem::replace(&mut led_to[to], true)) {
        return None;
    }
    let mut reached = 0;
    for start in (0..next.len()).filter(|&i| !led_to[i]) {
        let mut at = Some(start);
        while let Some(i) = at {
            reached += 1;
            at = next[i];
        }
    }
    (reached == next.len() && next != after).then_some(next)
}

/// Takes the weakest link out of every ring of links.
fn open_rings(after: &mut [Option<usize>], edges: &[Vec<Edge>]) {
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
        let ring = at;
        let mut weakest = (f32::INFINITY, start);
        loop {
            let next = after[at].expect("a ring has no end");
            let gain = edges[at].iter().find(|e| e.to as usize == next).map_or(0.0, |e| e.gain);
            if gain < weakest.0 {
                weakest = (gain, at);
            }
            at = next;
            if at == ring {
                break;
            }
        }
        after[weakest.1] = None;
    }
}
