//! The reading of the page that gains most: from a first one, by moving pieces about as long
//! as the page as a whole gains by it.

use super::candidates::Links;
use super::features;
use super::graph::{Chains, Graph};
use super::matching::{Edge, best_links};
use super::partition::{RELINKS, Reading, Relink};
use super::weights::{Look, weigh};
use crate::order::sort_by_rank;
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::cmp::Reverse;

/// How many other readings are tried at most.
const TRIES: usize = 128;
/// How many are tried in the light of one reading.
const WIDE: usize = 22;
/// So many of the most promising moves are looked at whether they fit.
const MOVES: usize = 4 * WIDE;
/// Moves that look worse than this are not tried.
const HOPE: f32 = -12.0;
/// What gains less before any reading is not looked at in the light of one.
const PALE: f32 = -20.0;
/// What a link gains that may not be.
const NEVER: f32 = -40.0;
/// The longest run of nodes that is moved as one.
const RUN: usize = 6;

/// What is known of a page, weighed before any reading.
pub(super) struct Weighed<'g> {
    pub graph: &'g Graph,
    pub look: &'g Look,
    /// The links that may be.
    pub links: &'g Links,
    /// What each of them gains by what is known before any reading.
    gains: Vec<f32>,
    /// What each node gains as the begin of a story, and as its end.
    ends: Vec<(f32, f32)>,
}

impl<'g> Weighed<'g> {
    /// The evidence of each of the `links` is to be [added](Self::add).
    pub fn new(graph: &'g Graph, links: &'g Links, look: &'g Look) -> Self {
        let ends = (0..graph.nodes.len())
            .map(|i| {
                let (class, of_end) = (graph.nodes[i].class as usize, features::of_end(graph, i));
                (weigh(&look.begin[class], &of_end), weigh(&look.end[class], &of_end))
            })
            .collect();
        Self { graph, look, links, gains: Vec::with_capacity(links.all.len()), ends }
    }

    /// Weighs the evidence of the next link.
    pub fn add(&mut self, evidence: &features::Link) {
        let Some(link) = self.links.all.get(self.gains.len()) else { return };
        let weights = &self.look.link[link.kind];
        let gain = weigh(&weights[..features::BEFORE], &evidence[..features::BEFORE]);
        self.gains.push(gain - self.ends[link.left].1 - self.ends[link.right].0);
    }

    /// The chains with most gain, by the links alone.
    pub fn best_chains(&self) -> Chains {
        Chains::new(self.matched(|at| self.gains[at]))
    }

    /// What follows whom in the set of links with most gain.
    fn matched(&self, gain: impl Fn(usize) -> f32) -> Vec<Option<usize>> {
        let count = self.graph.nodes.len();
        let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); count];
        for (at, link) in self.links.all.iter().enumerate() {
            let gain = if self.gains[at] < PALE { NEVER } else { gain(at) };
            if gain > 0.0 {
                edges[link.left].push(Edge { to: link.right as u32, gain });
            }
        }
        let mut after = best_links(&edges, count);
        open_rings(&mut after, &edges);
        after
    }

    /// What a link gains in a reading.
    fn gain(&self, reading: &Reading, at: usize) -> f32 {
        let link = &self.links.all[at];
        let e = features::of_reading(self.graph, reading, link.left, link.right, link.stand);
        self.gains[at] + weigh(&self.look.link[link.kind][features::OF_READING..], &e)
    }

    /// What the whole reading gains.
    pub fn total(&self, reading: &Reading) -> f32 {
        let links = reading.chains.after.iter().enumerate().filter_map(|(i, after)| self.links.at(i, (*after)?));
        let links: f32 = links.map(|at| self.gain(reading, at)).sum();
        let stories: f32 = reading
            .stories()
            .map(|story| {
                let first = reading.members(story)[0];
                let mut e = [0f32; features::ENDS];
                features::in_story(self.graph, reading, first, &mut e);
                weigh(&self.look.begin[self.graph.nodes[first].class as usize], &e)
            })
            .sum();
        links + stories
    }

    /// Moves pieces about; `visit` sees every reading that is tried, with its total.
    pub fn improve(&self, first: Chains, mut visit: impl FnMut(&Reading, f32)) -> (Reading, f32) {
        let mut known: FxHashSet<u64> = FxHashSet::default();
        let mut reading = Reading::new(self.graph, first);
        let mut best = self.total(&reading);
        visit(&reading, best);
        known.insert(mark(&reading.chains.after));
        let mut left = TRIES;
        loop {
            let gains = Gains::new(self);
            let mark_here = mark(&reading.chains.after);
            let mut found = None;
            for change in self.moves(&reading, &gains) {
                if left == 0 {
                    return (reading, best);
                }
                if !known.insert(mark_after(mark_here, &reading.chains, &change)) {
                    continue;
                }
                left -= 1;
                let back: Vec<Relink> = change.iter().map(|&(from, _)| (from, reading.chains.after[from])).collect();
                reading.relink(self.graph, &change);
                let total = self.total(&reading);
                visit(&reading, total);
                if total > best + 0.01 {
                    found = Some(total);
                    break;
                }
                reading.relink(self.graph, &back);
            }
            if let Some(total) = found {
                reading = Reading::new(self.graph, reading.chains);
                best = total;
                continue;
            }
            // where no step leads up, all links are chosen anew in the light of this reading
            let anew = self.matched(|at| gains.of(&reading, at));
            if left == 0 || !known.insert(mark(&anew)) {
                return (reading, best);
            }
            left -= 1;
            let next = Reading::new(self.graph, Chains::new(anew));
            let total = self.total(&next);
            visit(&next, total);
            if total <= best + 0.01 {
                return (reading, best);
            }
            (reading, best) = (next, total);
        }
    }

    /// The changes that lead to the readings next to this one, the most promising first.
    pub fn moves(&self, reading: &Reading, gains: &Gains) -> Vec<Vec<Relink>> {
        let chains = &reading.chains;
        let gain = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => self.links.at(a, b).map_or(NEVER, |at| gains.of(reading, at)),
            _ => 0.0,
        };
        // what the reading's own links gain, by the node that follows
        let into: Vec<f32> = chains.before.iter().enumerate().map(|(j, &before)| gain(before, Some(j))).collect();
        let behind = |next: Option<usize>| next.map_or(0.0, |next| into[next]);
        let mut moves: Vec<(f32, u64)> = Vec::with_capacity(2 * MOVES);
        let mut least = HOPE;
        let mut hope = |delta: f32, change: Change| {
            if delta <= HOPE || delta < least {
                return;
            }
            if moves.len() == 2 * MOVES {
                least = keep_best(&mut moves);
            }
            moves.push((delta, pack(change)));
        };
        for (at, link) in self.links.all.iter().enumerate() {
            let (i, j) = (link.left, link.right);
            if self.gains[at] < PALE && chains.after[i] != Some(j) {
                continue;
            }
            let g = gains.of(reading, at);
            if chains.after[i] == Some(j) {
                hope(-g, [Some((i, None)), None, None]);
                continue;
            }
            if g < HOPE {
                continue;
            }
            let (p, n) = (chains.before[j], chains.after[i]);
            let base = g - into[j] - behind(n);
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
                    let delta = base + gain(Some(last), n) + gain(p, rest) - behind(rest);
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
                    let delta = base + gain(p, Some(first)) + gain(q, n) - into[first];
                    hope(delta, [Some((i, Some(j))), step(q, n), step(p, Some(first))]);
                }
                s = q;
            }
        }
        keep_best(&mut moves);
        moves.iter().filter_map(|&(_, change)| fitting(chains, change)).take(WIDE).collect()
    }
}

/// What links gain in one reading, each found when it is asked for.
pub(super) struct Gains<'w> {
    weighed: &'w Weighed<'w>,
    known: Vec<Cell<f32>>,
}

impl<'w> Gains<'w> {
    pub fn new(weighed: &'w Weighed<'w>) -> Self {
        Self { weighed, known: vec![Cell::new(f32::NAN); weighed.links.all.len()] }
    }

    /// `reading` is the same at every call.
    fn of(&self, reading: &Reading, at: usize) -> f32 {
        let known = &self.known[at];
        if known.get().is_nan() {
            known.set(self.weighed.gain(reading, at));
        }
        known.get()
    }
}

/// What follows whom after a move; three links at most change.
type Change = [Option<Relink>; RELINKS];

/// A change as a number, for there are thousands of them: each node has [`BITS`].
fn pack(change: Change) -> u64 {
    let node = |node: Option<usize>| node.map_or(0, |node| node as u64 + 1);
    change.into_iter().fold(0, |sum, relink| {
        let (from, to) = relink.map_or((None, None), |(from, to)| (Some(from), to));
        sum << (2 * BITS) | node(from) << BITS | node(to)
    })
}

fn unpack(change: u64) -> impl Iterator<Item = Relink> {
    let node =
        move |at: usize| (change >> (at * BITS as usize) & ((1 << BITS) - 1)).checked_sub(1).map(|node| node as usize);
    (0..RELINKS).rev().filter_map(move |n| Some((node(2 * n + 1)?, node(2 * n))))
}

/// Enough for a node of a sheet.
const BITS: u32 = 10;
const _: () = assert!(super::SHEET.end < (1 << BITS) - 1 && RELINKS as u32 * 2 * BITS < 64);

/// Sorts the best moves to the front and drops the others; what the last one gains, if any is dropped.
fn keep_best(moves: &mut Vec<(f32, u64)>) -> f32 {
    sort_by_rank(moves, |&(delta, change)| (Reverse(delta), change as i64));
    let more = moves.len() > MOVES;
    moves.truncate(MOVES);
    moves.last().filter(|_| more).map_or(f32::MIN, |last| last.0)
}

/// The links that change; `None` if there would be no chains, or the same.
fn fitting(chains: &Chains, change: u64) -> Option<Vec<Relink>> {
    let changes: Vec<Relink> = unpack(change).collect();
    let after = |i: usize| changes.iter().find(|&&(from, _)| from == i).map_or(chains.after[i], |&(_, to)| to);
    let mut same = true;
    for (n, &(from, to)) in changes.iter().enumerate() {
        same &= chains.after[from] == to;
        let Some(to) = to else { continue };
        let taken = chains.before[to].is_some_and(|before| before != from && after(before) == Some(to));
        if taken || changes[..n].iter().any(|&(_, other)| other == Some(to)) {
            return None;
        }
    }
    // a ring would have a link that is new; as no node is led to twice, every way ends or comes back
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

/// A number that no other set of links is likely to have.
fn mark(after: &[Option<usize>]) -> u64 {
    after.iter().enumerate().fold(0, |sum, (from, &to)| mark_of(from, to).wrapping_add(sum))
}

/// The number of the links after the changes, by that before.
fn mark_after(before: u64, chains: &Chains, changes: &[Relink]) -> u64 {
    changes.iter().fold(before, |sum, &(from, to)| {
        sum.wrapping_sub(mark_of(from, chains.after[from])).wrapping_add(mark_of(from, to))
    })
}

/// Mixed as SplitMix64 mixes (Steele, Lea and Flood 2014).
fn mark_of(from: usize, to: Option<usize>) -> u64 {
    let mut bits = ((from as u64) << 32 | to.map_or(0, |to| to as u64 + 1)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
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
