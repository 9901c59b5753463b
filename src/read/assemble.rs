//! Fragments → stories, as one decision.
//!
//! Every fragment follows at most one other in its story and is followed by at most one, so
//! a page is a set of chains. Of all sets of chains the one with the most evidence is taken
//! ([`matching`](super::matching)); then the page is looked at again in its light, because
//! what two chains have in common says more than what two fragments have.

use super::Fragment;
use super::links::{Chains, Class, Graph, Pair};
use super::matching::{Edge, best_links};
use super::weights::{Look, Weights, weigh};
use crate::model::{Reason, Role};
use crate::source::Source;
use rustc_hash::{FxHashMap, FxHashSet};

/// How often the page is looked at.
const LOOKS: usize = 3;

/// How many other readings of the page are tried at most.
pub(crate) const TRIES: usize = 32;

pub(crate) struct Assembly {
    pub stories: Vec<Story>,
    /// Fragments that belong to the page.
    pub furniture: Vec<usize>,
    /// Fragments that no story could claim.
    pub unplaced: Vec<usize>,
}

pub(crate) struct Story {
    /// Members in reading order.
    pub members: Vec<Member>,
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// A fragment's place in a story.
pub(crate) struct Member {
    /// Index of the fragment.
    pub fragment: usize,
    /// How sure its place is: 0..1.
    pub confidence: f32,
    pub reasons: Vec<Reason>,
    /// The fragment goes on with the paragraph of the member before it.
    pub joined: Option<(f32, Vec<Reason>)>,
}

pub(crate) fn stories(source: &Source, fragments: &[Fragment]) -> Assembly {
    let weights = Weights::learned();
    let graph = Graph::new(source, fragments);
    let mut chains = graph.as_printed();
    for look in 0..LOOKS {
        let pairs = graph.pairs(&chains);
        let next = best_chains(&graph, &pairs, &weights.looks[look.min(1)]);
        if next == chains {
            break;
        }
        chains = next;
    }
    chains = improve(&graph, chains, &weights.looks[2], TRIES, |_, _| ());
    let pairs = graph.pairs(&chains);
    let mut assembly = Assembly { stories: Vec::new(), furniture: Vec::new(), unplaced: Vec::new() };
    let mut story_of: Vec<Option<usize>> = vec![None; fragments.len()];
    let sure = certainty(&graph, &pairs, &weights.looks[1]);
    let joins = joins(&graph, &chains, &pairs, weights);
    for start in (0..graph.nodes.len()).filter(|&i| chains.before[i].is_none()) {
        let story = story(&graph, &chains, &sure, &joins, start);
        story.members.iter().for_each(|m| story_of[m.fragment] = Some(assembly.stories.len()));
        assembly.stories.push(story);
    }
    let mut teaser: Option<usize> = None;
    for (i, fragment) in fragments.iter().enumerate() {
        let member = || Member { fragment: i, confidence: fragment.role_confidence, reasons: Vec::new(), joined: None };
        match fragment.role {
            Role::Furniture | Role::Rubric => assembly.furniture.push(i),
            Role::Teaser => {
                let before = i.checked_sub(1).is_some_and(|b| fragments[b].role == Role::Teaser);
                match teaser.filter(|_| before) {
                    Some(story) => assembly.stories[story].members.push(member()),
                    None => {
                        teaser = Some(assembly.stories.len());
                        assembly.stories.push(Story { members: vec![member()], confidence: 0.5, reasons: Vec::new() });
                    }
                }
            }
            Role::Jump => match i.checked_sub(1).and_then(|b| story_of[b]) {
                Some(story) => {
                    story_of[i] = Some(story);
                    assembly.stories[story].members.push(member());
                }
                None => assembly.unplaced.push(i),
            },
            _ => {}
        }
    }
    assembly.stories.sort_by_key(|s| s.members.iter().map(|m| m.fragment).min());
    assembly
}

/// The story that begins at node `start`.
fn story(graph: &Graph, chains: &Chains, sure: &Certainty, joins: &[Option<f32>], start: usize) -> Story {
    let mut nodes = vec![start];
    while let Some(next) = chains.after[nodes[nodes.len() - 1]] {
        nodes.push(next);
    }
    let mut members = Vec::with_capacity(nodes.len());
    for (n, &i) in nodes.iter().enumerate() {
        let before = n.checked_sub(1).map(|b| nodes[b]);
        let confidence = match before {
            Some(b) => sure.link(b, i),
            None => sure.begins(i),
        };
        members.push(Member {
            fragment: graph.nodes[i].fragment,
            confidence,
            reasons: before.map_or_else(Vec::new, |b| graph.reasons(b, i, &nodes)),
            joined: joins[i].map(|p| (p * confidence, vec![Reason::SentenceGoesOn])),
        });
    }
    let class = |c: Class| nodes.iter().copied().filter(|&i| graph.nodes[i].class == c).collect::<Vec<_>>();
    let (titles, bodies) = (class(Class::Title), class(Class::Body));
    let words = graph.shared_words(&titles, &bodies);
    let reasons = if words.is_empty() { Vec::new() } else { vec![Reason::SharedWords { words }] };
    let confidence = members.iter().map(|m| m.confidence).fold(1.0, f32::min);
    Story { members, confidence, reasons }
}

/// How likely each link is among all that could take its place.
struct Certainty {
    links: FxHashMap<(usize, usize), f32>,
    begins: Vec<f32>,
}

impl Certainty {
    fn link(&self, left: usize, right: usize) -> f32 {
        self.links.get(&(left, right)).copied().unwrap_or(0.0)
    }

    fn begins(&self, node: usize) -> f32 {
        self.begins[node]
    }
}

/// A link is as likely as it is among those to its right end and those from its left end.
fn certainty(graph: &Graph, pairs: &[Pair], look: &Look) -> Certainty {
    let ends = ends(graph, look);
    let scores: Vec<f32> = pairs.iter().map(|pair| (look.link(pair)).exp()).collect();
    let mut to: Vec<f32> = ends.iter().map(|e| (e.0).exp()).collect();
    let mut from: Vec<f32> = ends.iter().map(|e| (e.1).exp()).collect();
    for (pair, score) in pairs.iter().zip(&scores) {
        to[pair.right] += score;
        from[pair.left] += score;
    }
    let share =
        |part: f32, whole: f32| if whole > 0.0 && whole.is_finite() { (part / whole).clamp(0.0, 1.0) } else { 0.5 };
    let links = pairs
        .iter()
        .zip(&scores)
        .map(|(p, &score)| ((p.left, p.right), (share(score, to[p.right]) * share(score, from[p.left])).sqrt()))
        .collect();
    let begins = ends.iter().zip(&to).map(|(e, &whole)| share((e.0).exp(), whole)).collect();
    Certainty { links, begins }
}

/// The set of chains with the most evidence.
pub(crate) fn best_chains(graph: &Graph, pairs: &[Pair], look: &Look) -> Chains {
    let count = graph.nodes.len();
    let ends: Vec<(f32, f32)> = (0..count)
        .map(|i| {
            let (class, evidence) = graph.end(i);
            (weigh(&look.begin[class], &evidence), weigh(&look.end[class], &evidence))
        })
        .collect();
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); count];
    for pair in pairs {
        let gain = 2.0 * look.link(pair) - ends[pair.right].0 - ends[pair.left].1;
        if gain > 0.0 {
            edges[pair.left].push(Edge { to: pair.right as u32, gain });
        }
    }
    let mut after = best_links(&edges, count);
    open_cycles(&mut after, &edges);
    Chains::new(after)
}

/// What the links of `chains` gain, seen in their own light.
pub(crate) fn total(graph: &Graph, pairs: &[Pair], chains: &Chains, look: &Look) -> f32 {
    let ends = ends(graph, look);
    pairs
        .iter()
        .filter(|p| chains.after[p.left] == Some(p.right))
        .map(|p| 2.0 * look.link(p) - ends[p.right].0 - ends[p.left].1)
        .sum()
}

fn ends(graph: &Graph, look: &Look) -> Vec<(f32, f32)> {
    (0..graph.nodes.len())
        .map(|i| {
            let (class, evidence) = graph.end(i);
            (weigh(&look.begin[class], &evidence), weigh(&look.end[class], &evidence))
        })
        .collect()
}

/// What a change of links gains by the evidence at hand, and what follows whom after it.
type Move = (f32, Vec<(usize, Option<usize>)>);

/// Moves pieces about as long as the page as a whole gains by it.
pub(crate) fn improve(
    graph: &Graph,
    mut chains: Chains,
    look: &Look,
    tries: usize,
    mut visit: impl FnMut(&Chains, &[Pair]),
) -> Chains {
    let ends = ends(graph, look);
    let count = graph.nodes.len();
    let mut pairs = graph.pairs(&chains);
    let mut best = total(graph, &pairs, &chains, look);
    visit(&chains, &pairs);
    let mut left = tries;
    let mut known: FxHashSet<Vec<Option<usize>>> = FxHashSet::default();
    loop {
        let mut gains: FxHashMap<(usize, usize), f32> = FxHashMap::default();
        for p in &pairs {
            gains.insert((p.left, p.right), 2.0 * look.link(p) - ends[p.right].0 - ends[p.left].1);
        }
        let gain = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => gains.get(&(a, b)).copied().unwrap_or(-40.0),
            _ => 0.0,
        };
        let mut moves: Vec<Move> = Vec::new();
        let mut alternatives: Vec<(usize, usize)> = Vec::new();
        for (&(i, j), &g) in &gains {
            if chains.after[i] != Some(j) && g > -12.0 {
                alternatives.push((i, j));
            }
        }
        alternatives.sort_unstable();
        for (i, j) in alternatives {
            let (p, n) = (chains.before[j], chains.after[i]);
            // Swap what follows.
            let delta = gain(Some(i), Some(j)) + gain(p, n) - gain(p, Some(j)) - gain(Some(i), n);
            let mut change = vec![(i, Some(j))];
            if let Some(p) = p {
                change.push((p, n));
            }
            moves.push((delta, change));
            // Move a segment that begins at j behind i.
            let mut e = j;
            for _ in 0..6 {
                if e == i {
                    break;
                }
                let r = chains.after[e];
                if n != Some(j) && r.is_some() {
                    let delta = gain(Some(i), Some(j)) + gain(Some(e), n) + gain(p, r)
                        - gain(p, Some(j))
                        - gain(Some(e), r)
                        - gain(Some(i), n);
                    let mut change = vec![(i, Some(j)), (e, n)];
                    if let Some(p) = p {
                        change.push((p, r));
                    }
                    moves.push((delta, change));
                }
                match r {
                    Some(r) => e = r,
                    None => break,
                }
            }
            // Move a segment that ends at i before j.
            let mut s = i;
            for _ in 0..6 {
                if s == j {
                    break;
                }
                let q = chains.before[s];
                if let (Some(q), true) = (q, p != Some(i)) {
                    let delta = gain(Some(i), Some(j)) + gain(p, Some(s)) + gain(Some(q), n)
                        - gain(p, Some(j))
                        - gain(Some(q), Some(s))
                        - gain(Some(i), n);
                    let mut change = vec![(i, Some(j)), (q, n)];
                    if let Some(p) = p {
                        change.push((p, Some(s)));
                    }
                    moves.push((delta, change));
                }
                match q {
                    Some(q) => s = q,
                    None => break,
                }
            }
        }
        moves.retain(|m| m.0 > -15.0);
        moves.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut found = None;
        for (_, change) in moves.into_iter().take(60) {
            let mut after = chains.after.clone();
            for (a, b) in &change {
                after[*a] = *b;
            }
            // Every node still has one before it at most, and no ring.
            let mut seen = vec![false; count];
            if after.iter().flatten().any(|&b| std::mem::replace(&mut seen[b], true)) {
                continue;
            }
            let next = Chains::new(after);
            if next.in_order().len() != count || !known.insert(next.after.clone()) {
                continue;
            }
            if left == 0 {
                return chains;
            }
            left -= 1;
            let next_pairs = graph.pairs(&next);
            let sum = total(graph, &next_pairs, &next, look);
            visit(&next, &next_pairs);
            if sum > best + 0.01 {
                best = sum;
                found = Some((next, next_pairs));
                break;
            }
        }
        let Some((next, next_pairs)) = found else { return chains };
        chains = next;
        pairs = next_pairs;
    }
}

/// Takes the weakest link out of every ring of links.
fn open_cycles(after: &mut [Option<usize>], edges: &[Vec<Edge>]) {
    let mut seen = vec![0usize; after.len()];
    for start in 0..after.len() {
        let mut at = start;
        let mut weakest = (f32::INFINITY, start);
        while seen[at] == 0 {
            seen[at] = start + 1;
            let Some(next) = after[at] else { break };
            at = next;
        }
        if seen[at] != start + 1 || after[at].is_none() {
            continue;
        }
        let ring = at;
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

/// For each node, how sure it is that it goes on with the paragraph of the one before it.
fn joins(graph: &Graph, chains: &Chains, pairs: &[Pair], weights: &Weights) -> Vec<Option<f32>> {
    let mut out = vec![None; graph.nodes.len()];
    for pair in pairs.iter().filter(|p| chains.after[p.left] == Some(p.right)) {
        let (left, right) = (&graph.nodes[pair.left], &graph.nodes[pair.right]);
        if left.class != Class::Body || left.role != right.role {
            continue;
        }
        let p = 1.0 / (1.0 + (-weigh(&weights.join, &pair.evidence)).exp());
        out[pair.right] = (p >= 0.5).then_some(p);
    }
    out
}
