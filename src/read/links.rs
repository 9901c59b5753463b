//! How well one fragment follows another in a story, as numbers a linear model weighs.
//!
//! Everything is seen in the light of a current set of chains: the evidence for a link is
//! what the chain so far and the chain from there on have in common, not only its two ends.

use super::Fragment;
use super::cohesion::{Cohesion, REACH, spell};
use crate::model::{Reason, Role};
use crate::source::Source;

/// What can be at either end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Title,
    Byline,
    Body,
}

impl Class {
    pub fn of(role: Role) -> Option<Class> {
        match role {
            Role::Kicker | Role::Headline | Role::Deck => Some(Class::Title),
            Role::Byline | Role::Credit => Some(Class::Byline),
            Role::Paragraph | Role::Caption | Role::Subhead => Some(Class::Body),
            Role::Rubric | Role::Teaser | Role::Jump | Role::Furniture => None,
        }
    }
}

/// Names of the links' kinds, in the order of their index.
pub(crate) const KINDS: [&str; 8] = [
    "title-title",
    "title-byline",
    "title-body",
    "byline-title",
    "byline-byline",
    "byline-body",
    "body-byline",
    "body-body",
];

fn kind(left: Class, right: Class) -> Option<usize> {
    Some(match (left, right) {
        (Class::Title, Class::Title) => 0,
        (Class::Title, Class::Byline) => 1,
        (Class::Title, Class::Body) => 2,
        (Class::Byline, Class::Title) => 3,
        (Class::Byline, Class::Byline) => 4,
        (Class::Byline, Class::Body) => 5,
        (Class::Body, Class::Byline) => 6,
        (Class::Body, Class::Body) => 7,
        (Class::Body, Class::Title) => return None,
    })
}

macro_rules! features {
    ($($name:ident)*) => {
        #[derive(Clone, Copy)]
        #[repr(usize)]
        #[allow(non_camel_case_types, dead_code)]
        enum F { $($name,)* }
        /// Names of the evidence, in the order of its index.
        pub(crate) const EVIDENCE: &[&str] = &[$(stringify!($name),)*];
    };
}

features! {
    bias next_in_frame next_frame next_body forward backward tail_adjacent log_distance
    title_between opens_right opens_next starts_mid ends_mid mid_mid mid_opens whole_starts_mid
    closes_left closes_next indented mid_indented quote
    cosine dot cosine_single dot_single cover cover_single
    pair_seen name_in_right name_in_left has_title_left
    same_width width_off short_left short_right
    left_kicker left_deck right_kicker right_deck subhead_left subhead_right
    credit_left credit_right caption_left caption_right
    cosine_printed cover_printed next_cosine next_dot far_cosine far_dot
    cosine_margin dot_margin cover_margin cosine_margin_left cover_margin_left next_margin
    name_elsewhere byline_left_open enumerates byline_leads byline_after_title byline_last
    next_mid next_whole far_mid far_whole
    next_mid_cosine next_whole_cosine far_mid_cosine far_whole_cosine
    next_mid_margin next_whole_margin far_mid_margin far_whole_margin
    next_mid_dots next_whole_dots far_mid_dots far_whole_dots
    own_between back_opens scramble_next scramble_far scramble_margin
    right_alone right_alone_margin left_alone left_alone_margin right_alone_next right_alone_far
}

pub(crate) const WIDTH: usize = EVIDENCE.len();

/// Evidence for the two ends of a chain, in the order of its index.
pub(crate) const END_EVIDENCE: [&str; 10] =
    ["bias", "opens", "starts_mid", "ends_mid", "closes", "indented", "kicker", "deck", "subhead", "credit"];

#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    pub opens: bool,
    pub closes: bool,
    pub starts_mid: bool,
    pub ends_mid: bool,
    pub quote: bool,
}

pub(crate) struct Node {
    pub fragment: usize,
    pub class: Class,
    pub role: Role,
    pub traits: Traits,
    frame: usize,
    indented: bool,
    width: f32,
    short: bool,
    first: char,
    last: char,
    /// The first name of this byline.
    name: String,
    /// Nodes whose text has a name of this byline.
    named_in: Vec<usize>,
    /// The number the text begins with, as in 一、 or 3.; else 0.
    numeral: u32,
}

/// The fragments that can be linked, and what they share.
pub(crate) struct Graph {
    pub nodes: Vec<Node>,
    cohesion: Cohesion,
    /// For each title its telling terms' weights, and which of them each node within reach has.
    titles: Vec<Option<Terms>>,
    /// Number of title nodes before each node.
    titles_before: Vec<u32>,
    /// Number of body nodes before each node.
    bodies_before: Vec<u32>,
    pairs: rustc_hash::FxHashMap<(char, char), u32>,
    /// The page in the light of its own order.
    printed: Option<View>,
}

struct Terms {
    weights: Vec<f32>,
    total: f32,
    masks: Vec<u128>,
}

/// Who follows whom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chains {
    pub before: Vec<Option<usize>>,
    pub after: Vec<Option<usize>>,
}

impl Chains {
    pub fn new(after: Vec<Option<usize>>) -> Self {
        let mut before = vec![None; after.len()];
        for (i, next) in after.iter().enumerate() {
            if let Some(j) = *next {
                before[j] = Some(i);
            }
        }
        Self { before, after }
    }

    /// The nodes, each after the one it follows. Chains have no cycle.
    pub fn in_order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.after.len());
        for start in (0..self.after.len()).filter(|&i| self.before[i].is_none()) {
            let mut at = Some(start);
            while let Some(i) = at {
                order.push(i);
                at = self.after[i];
            }
        }
        order
    }
}

/// What the chains so far have in common, every link seen with all that comes before its
/// left end and all that comes after its right end.
struct View {
    chains: Chains,
    dots: Vec<f32>,
    norm_to: Vec<f32>,
    norm_from: Vec<f32>,
    covers: Vec<f32>,
    /// The titles of the chain up to each node.
    titles: Vec<Vec<usize>>,
    /// The last body node of the unbroken run of them that begins at each node.
    last_body: Vec<usize>,
    /// A number for the chain each node is in.
    chain: Vec<usize>,
    /// Where in its chain each node is.
    position: Vec<usize>,
    /// Share of the links that are not to the next fragment: 0 for a page in order.
    scramble: f32,
    /// For each node, its dot product with every chain within reach, itself left out.
    alone: Vec<Vec<(usize, f32)>>,
    norm_chain: Vec<f32>,
}

fn band(i: usize, j: usize) -> Option<usize> {
    let offset = (j + REACH).checked_sub(i)?;
    (offset <= 2 * REACH).then_some(i * (2 * REACH + 1) + offset)
}

impl View {
    fn new(graph: &Graph, chains: &Chains) -> View {
        let count = graph.nodes.len();
        let order = chains.in_order();
        let cohesion = &graph.cohesion;
        let mut rank = vec![0usize; count];
        order.iter().enumerate().for_each(|(n, &i)| rank[i] = n);
        let mut dots = vec![0f32; count * (2 * REACH + 1)];
        let mut near: Vec<usize> = Vec::new();
        for &i in &order {
            near.clear();
            near.extend(i.saturating_sub(REACH)..(i + REACH + 1).min(count));
            near.sort_unstable_by_key(|&j| std::cmp::Reverse(rank[j]));
            for &j in &near {
                let get = |a: Option<usize>, b: Option<usize>| {
                    a.zip(b).and_then(|(a, b)| band(a, b)).map_or(0.0, |k| dots[k])
                };
                let (before, after) = (chains.before[i], chains.after[j]);
                let value = cohesion.shared(i, j) + get(before, Some(j)) + get(Some(i), after) - get(before, after);
                dots[band(i, j).expect("within reach")] = value;
            }
        }
        let mut view = View {
            chains: chains.clone(),
            dots,
            norm_to: vec![0f32; count],
            norm_from: vec![0f32; count],
            covers: vec![0f32; count * (2 * REACH + 1)],
            titles: vec![Vec::new(); count],
            last_body: (0..count).collect(),
            chain: (0..count).collect(),
            position: vec![0; count],
            scramble: chains.after.iter().enumerate().filter(|(i, a)| a.is_some_and(|a| a != i + 1)).count() as f32
                / chains.after.iter().flatten().count().max(1) as f32
                * 4.0,
            alone: Vec::new(),
            norm_chain: vec![0f32; count],
        };
        for &i in &order {
            let mut sum = cohesion.norms[i];
            let mut k = chains.before[i];
            while let Some(b) = k {
                sum += 2.0 * cohesion.shared(i, b);
                k = chains.before[b];
            }
            view.norm_to[i] = sum;
            if let Some(b) = chains.before[i] {
                view.norm_to[i] += view.norm_to[b];
                view.titles[i] = view.titles[b].clone();
                view.chain[i] = view.chain[b];
                view.position[i] = view.position[b] + 1;
            }
            if graph.nodes[i].class == Class::Title {
                view.titles[i].push(i);
            }
        }
        for &j in order.iter().rev() {
            let mut sum = cohesion.norms[j];
            let mut k = chains.after[j];
            while let Some(a) = k {
                sum += 2.0 * cohesion.shared(j, a);
                k = chains.after[a];
            }
            view.norm_from[j] = sum;
            if let Some(a) = chains.after[j] {
                view.norm_from[j] += view.norm_from[a];
                if graph.nodes[a].class == Class::Body {
                    view.last_body[j] = view.last_body[a];
                }
            }
        }
        for &i in &order {
            if chains.after[i].is_none() {
                view.norm_chain[view.chain[i]] = view.norm_to[i];
            }
        }
        let mut sums = vec![0f32; count];
        for i in 0..count {
            let mut chains_near: Vec<usize> = Vec::new();
            for j in i.saturating_sub(REACH)..(i + REACH + 1).min(count) {
                let shared = cohesion.shared(i, j);
                if i != j && shared > 0.0 {
                    if sums[view.chain[j]] == 0.0 {
                        chains_near.push(view.chain[j]);
                    }
                    sums[view.chain[j]] += shared;
                }
            }
            let mut row: Vec<(usize, f32)> = chains_near
                .into_iter()
                .map(|c| (c, std::mem::take(&mut sums[c])))
                .map(|(c, dot)| {
                    let norm = if c == view.chain[i] {
                        (view.norm_chain[c] - cohesion.norms[i] - 2.0 * dot).max(1.0)
                    } else {
                        view.norm_chain[c]
                    };
                    (c, dot / (cohesion.norms[i] * norm).sqrt().max(1e-6))
                })
                .collect();
            row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            view.alone.push(row);
        }
        let mut masks = vec![0u128; count];
        for t in 0..count {
            let Some(terms) = &graph.titles[t] else { continue };
            near.clear();
            near.extend(t.saturating_sub(REACH)..(t + REACH + 1).min(count));
            near.sort_unstable_by_key(|&j| std::cmp::Reverse(rank[j]));
            for &j in &near {
                let further = chains.after[j].filter(|&a| band(t, a).is_some()).map_or(0, |a| masks[a]);
                masks[j] = terms.masks[j + REACH - t] | further;
                view.covers[band(t, j).expect("within reach")] = terms.share(masks[j]);
            }
        }
        view
    }

    fn alone(&self, i: usize, chain: usize) -> f32 {
        self.alone[i].iter().find(|c| c.0 == chain).map_or(0.0, |c| c.1)
    }

    fn alone_rival(&self, i: usize, chain: usize) -> f32 {
        self.alone[i].iter().find(|c| c.0 != chain).map_or(0.0, |c| c.1)
    }

    fn dot(&self, i: usize, j: usize) -> f32 {
        band(i, j).map_or(0.0, |k| self.dots[k])
    }

    fn cosine(&self, i: usize, j: usize) -> f32 {
        self.dot(i, j) / (self.norm_to[i] * self.norm_from[j]).sqrt().max(1e-6)
    }

    /// How much of the titles of the chain up to `i` the chain from `j` on has.
    fn cover(&self, i: usize, j: usize) -> f32 {
        self.titles[i].iter().filter_map(|&t| band(t, j)).map(|k| self.covers[k]).sum()
    }
}

/// Adds to each link how far it is better than the best link to, or from, another chain.
fn margins(pairs: &mut [Pair], view: &View, count: usize) {
    for (evidence, target, of_right) in [
        (F::cosine, F::cosine_margin, true),
        (F::dot, F::dot_margin, true),
        (F::cover, F::cover_margin, true),
        (F::cosine, F::cosine_margin_left, false),
        (F::cover, F::cover_margin_left, false),
    ] {
        // The best value at each node, the chain it comes from, and the best of any other chain.
        let mut best: Vec<(f32, usize, f32)> = vec![(0.0, usize::MAX, 0.0); count];
        let ends = |pair: &Pair| if of_right { (pair.right, pair.left) } else { (pair.left, pair.right) };
        for pair in pairs.iter() {
            let (node, other) = ends(pair);
            let value = pair.evidence[evidence as usize];
            let (first, chain, second) = &mut best[node];
            if view.chain[other] == *chain {
                *first = first.max(value);
            } else if value > *first {
                *second = *first;
                (*first, *chain) = (value, view.chain[other]);
            } else {
                *second = second.max(value);
            }
        }
        for pair in pairs.iter_mut() {
            let (node, other) = ends(pair);
            let (first, chain, second) = best[node];
            let rival = if view.chain[other] == chain { second } else { first };
            pair.evidence[target as usize] = pair.evidence[evidence as usize] - rival;
        }
    }
    for pair in pairs {
        pair.evidence[F::scramble_margin as usize] = view.scramble * pair.evidence[F::right_alone_margin as usize];
        let body = pair.kind == 7;
        let e = &mut pair.evidence;
        if body {
            let near = e[F::next_in_frame as usize] + e[F::next_frame as usize] + e[F::next_body as usize] > 0.0;
            let mid = e[F::ends_mid as usize] > 0.0;
            let at = match (near, mid) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            e[F::next_mid as usize + at] = 1.0;
            e[F::next_mid_cosine as usize + at] = e[F::cosine as usize];
            e[F::next_mid_margin as usize + at] = e[F::cosine_margin as usize];
            e[F::next_mid_dots as usize + at] = e[F::dot_margin as usize];
        }
        let next = pair.evidence[F::next_in_frame as usize] + pair.evidence[F::next_frame as usize];
        pair.evidence[F::next_margin as usize] = next * pair.evidence[F::cosine_margin as usize];
    }
}

pub(crate) struct Pair {
    pub left: usize,
    pub right: usize,
    pub kind: usize,
    pub evidence: [f32; WIDTH],
}

impl Graph {
    pub fn new(source: &Source, fragments: &[Fragment]) -> Self {
        let cohesion_of: Vec<usize> =
            (0..fragments.len()).filter(|&i| Class::of(fragments[i].role).is_some()).collect();
        let chosen: Vec<Fragment> = cohesion_of.iter().map(|&i| fragments[i].clone()).collect();
        let cohesion = Cohesion::new(source, &chosen);
        let mut nodes: Vec<Node> = cohesion_of.iter().map(|&i| node(source, fragments, i)).collect();
        for n in 0..nodes.len() {
            if nodes[n].class != Class::Byline {
                continue;
            }
            let mut places: Vec<usize> = chosen[n]
                .names
                .iter()
                .filter_map(|name| cohesion.places_of(name))
                .flatten()
                .map(|&p| p as usize)
                .filter(|&p| p != n && nodes[p].class == Class::Body)
                .collect();
            places.sort_unstable();
            places.dedup();
            nodes[n].named_in = places;
        }
        let titles =
            (0..nodes.len()).map(|i| (nodes[i].class == Class::Title).then(|| Terms::new(&cohesion, i))).collect();
        let mut titles_before = Vec::new();
        let mut bodies_before = Vec::new();
        let (mut t, mut b) = (0, 0);
        for n in &nodes {
            titles_before.push(t);
            bodies_before.push(b);
            t += u32::from(n.class == Class::Title);
            b += u32::from(n.class == Class::Body);
        }
        let mut pairs = rustc_hash::FxHashMap::default();
        for fragment in &chosen {
            for part in &fragment.parts {
                let text = &source.text[part.clone()];
                for (a, b) in text.chars().zip(text.chars().skip(1)) {
                    *pairs.entry((a, b)).or_insert(0) += 1;
                }
            }
        }
        let mut graph = Self { nodes, cohesion, titles, titles_before, bodies_before, pairs, printed: None };
        graph.printed = Some(View::new(&graph, &graph.as_printed()));
        graph
    }

    /// The chains a reader who trusts the order of the text would make.
    pub fn as_printed(&self) -> Chains {
        let after = (0..self.nodes.len())
            .map(|i| {
                let j = i + 1;
                let (left, right) = (&self.nodes[i], self.nodes.get(j)?);
                let breaks = right.class == Class::Title && left.class != Class::Title
                    || left.class == Class::Body && right.class == Class::Body && right.traits.opens
                    || left.class == Class::Body && right.class == Class::Byline;
                (!breaks).then_some(j)
            })
            .collect();
        Chains::new(after)
    }

    /// The evidence for every possible link, in the light of `chains`.
    pub fn pairs(&self, chains: &Chains) -> Vec<Pair> {
        let count = self.nodes.len();
        let view = View::new(self, chains);
        let printed = self.printed.as_ref().unwrap_or(&view);
        let mut out = Vec::new();
        for i in 0..count {
            for j in i.saturating_sub(REACH)..(i + REACH + 1).min(count) {
                if i == j {
                    continue;
                }
                let (left, right) = (&self.nodes[i], &self.nodes[j]);
                let Some(kind) = kind(left.class, right.class) else { continue };
                if j < i && !(left.class == Class::Title || (left.class == Class::Byline && right.class == Class::Body))
                {
                    continue;
                }
                out.push(Pair { left: i, right: j, kind, evidence: self.evidence(&view, printed, i, j) });
            }
        }
        margins(&mut out, &view, count);
        out
    }

    fn evidence(&self, view: &View, printed: &View, i: usize, j: usize) -> [f32; WIDTH] {
        let (left, right) = (&self.nodes[i], &self.nodes[j]);
        let mut e = [0f32; WIDTH];
        let mut set = |f: F, v: f32| e[f as usize] = v;
        let flag = |b: bool| f32::from(u8::from(b));
        let between = |counts: &[u32]| counts[i.max(j)] - counts[i.min(j)];
        let first = &self.nodes[i.min(j)];
        let bodies = between(&self.bodies_before) - u32::from(first.class == Class::Body);
        let titles = between(&self.titles_before) - u32::from(first.class == Class::Title);
        set(F::bias, 1.0);
        let next = j == i + 1;
        set(F::next_in_frame, flag(next && left.frame == right.frame));
        set(F::next_frame, flag(next && left.frame != right.frame));
        let next_body = j > i && bodies == 0;
        set(F::next_body, flag(next_body && !next));
        set(F::forward, flag(j > i && bodies > 0));
        set(F::backward, flag(j < i));
        let tail = view.last_body[j];
        set(F::tail_adjacent, flag(j < i && tail < i && self.bodies_before[i] - self.bodies_before[tail] == 1));
        set(F::log_distance, (1.0 + bodies as f32).ln());
        set(F::title_between, flag(titles > 0 && next_body));
        let (l, r) = (&left.traits, &right.traits);
        set(F::opens_right, flag(r.opens));
        set(F::opens_next, flag(r.opens && next_body));
        set(F::starts_mid, flag(r.starts_mid));
        set(F::ends_mid, flag(l.ends_mid));
        set(F::mid_mid, flag(l.ends_mid && r.starts_mid));
        set(F::mid_opens, flag(l.ends_mid && r.opens));
        set(F::whole_starts_mid, flag(!l.ends_mid && r.starts_mid));
        set(F::closes_left, flag(l.closes));
        set(F::closes_next, flag(l.closes && next_body));
        set(F::indented, flag(right.indented));
        set(F::mid_indented, flag(right.indented && l.ends_mid));
        set(F::quote, flag(r.quote));
        let dot = view.dot(i, j);
        let cosine = view.cosine(i, j);
        set(F::cosine, cosine);
        set(F::dot, dot.max(0.0).ln_1p());
        set(if next_body { F::next_cosine } else { F::far_cosine }, cosine);
        set(if next_body { F::next_dot } else { F::far_dot }, dot.max(0.0).ln_1p());
        set(F::cosine_printed, printed.cosine(i, j));
        set(F::cover_printed, printed.cover(i, j));
        let single = self.cohesion.shared(i, j);
        set(F::cosine_single, single / (self.cohesion.norms[i] * self.cohesion.norms[j]).sqrt().max(1e-6));
        set(F::dot_single, single.ln_1p());
        set(F::cover, view.cover(i, j));
        let single = |t: usize| {
            let terms = self.titles[t].as_ref()?;
            Some(terms.share(*terms.masks.get((j + REACH).checked_sub(t)?)?))
        };
        set(F::cover_single, view.titles[i].iter().filter_map(|&t| single(t)).sum());
        set(F::has_title_left, flag(!view.titles[i].is_empty()));
        if l.ends_mid {
            let seen = self.pairs.get(&(left.last, right.first)).copied().unwrap_or(0);
            set(F::pair_seen, (seen as f32).ln_1p());
        }
        if left.width > 0.0 && right.width > 0.0 {
            let off = (left.width - right.width).abs();
            set(F::same_width, flag(off <= 1.0));
            set(F::width_off, off.min(20.0) / 10.0);
        }
        let named = |by: usize, of: usize| self.nodes[by].named_in.binary_search(&of).is_ok();
        if left.class == Class::Byline && right.class == Class::Body {
            set(F::name_in_right, flag(named(i, j)));
            set(F::name_elsewhere, flag(!named(i, j) && !left.named_in.is_empty()));
        }
        if right.class == Class::Byline && left.class == Class::Body {
            let mut at = Some(i);
            let mut found = false;
            while let Some(k) = at {
                found |= named(j, k);
                at = view.chains.before[k];
            }
            set(F::name_in_left, flag(found));
            set(F::name_elsewhere, flag(!found && !right.named_in.is_empty()));
        }
        set(F::byline_left_open, flag(left.class == Class::Byline && r.opens && next));
        if right.class == Class::Byline {
            let next = self.nodes.get(j + 1);
            set(F::byline_leads, flag(next.is_some_and(|n| n.class == Class::Body && n.traits.opens)));
            set(F::byline_last, flag(next.is_none_or(|n| n.class == Class::Title)));
        }
        if left.class == Class::Byline || right.class == Class::Byline {
            let byline = if right.class == Class::Byline { j } else { i };
            let before = byline.checked_sub(1).map(|b| &self.nodes[b]);
            set(F::byline_after_title, flag(before.is_some_and(|b| b.class == Class::Title)));
        }
        let own = (i.min(j) + 1..i.max(j)).any(|k| {
            view.chain[k] == view.chain[i] && view.position[k] < view.position[i]
                || view.chain[k] == view.chain[j] && view.position[k] > view.position[j]
        });
        let near = flag(next || next_body);
        set(F::scramble_next, near * view.scramble);
        set(F::scramble_far, (1.0 - near) * view.scramble);
        set(F::back_opens, flag(l.opens && j < i));
        let next_flag = next || next_body;
        let alone = view.alone(j, view.chain[i]);
        set(F::right_alone, alone);
        set(F::right_alone_margin, alone - view.alone_rival(j, view.chain[i]));
        set(
            if next_flag { F::right_alone_next } else { F::right_alone_far },
            alone - view.alone_rival(j, view.chain[i]),
        );
        let alone = view.alone(i, view.chain[j]);
        set(F::left_alone, alone);
        set(F::left_alone_margin, alone - view.alone_rival(i, view.chain[j]));
        set(F::own_between, flag(own));
        set(F::enumerates, flag(left.numeral + 1 == right.numeral && left.numeral > 0));
        set(F::short_left, flag(left.short));
        set(F::short_right, flag(right.short));
        set(F::left_kicker, flag(left.role == Role::Kicker));
        set(F::left_deck, flag(left.role == Role::Deck));
        set(F::right_kicker, flag(right.role == Role::Kicker));
        set(F::right_deck, flag(right.role == Role::Deck));
        set(F::subhead_left, flag(left.role == Role::Subhead));
        set(F::subhead_right, flag(right.role == Role::Subhead));
        set(F::credit_left, flag(left.role == Role::Credit));
        set(F::credit_right, flag(right.role == Role::Credit));
        set(F::caption_left, flag(left.role == Role::Caption));
        set(F::caption_right, flag(right.role == Role::Caption));
        e
    }

    /// Why node `right` stands behind `left` in the story of `nodes`, in words.
    pub fn reasons(&self, left: usize, right: usize, nodes: &[usize]) -> Vec<Reason> {
        let mut out = Vec::new();
        let (l, r) = (&self.nodes[left], &self.nodes[right]);
        if right == left + 1 {
            out.push(Reason::Adjacent);
        }
        if l.class != Class::Body && r.traits.opens {
            out.push(Reason::OpensStory);
        }
        if l.class == Class::Byline && l.named_in.binary_search(&right).is_ok() && !l.name.is_empty() {
            out.push(Reason::NamedAgain { name: l.name.clone() });
        }
        let others: Vec<usize> = nodes.iter().copied().filter(|&n| n != right).collect();
        let words = self.shared_words(&others, &[right]);
        if !words.is_empty() {
            out.push(Reason::SharedWords { words });
        }
        if out.is_empty() {
            out.push(Reason::NothingBetter);
        }
        out
    }

    /// The most telling words that both groups of nodes have, three at most.
    pub fn shared_words(&self, left: &[usize], right: &[usize]) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for word in self.cohesion.shared_keys(left, right).into_iter().filter_map(spell) {
            if !words.iter().any(|w| w.contains(&word) || word.contains(w.as_str())) {
                words.push(word);
            }
            if words.len() == 3 {
                break;
            }
        }
        words
    }

    /// The evidence for a chain to begin or end at node `i`, and the index of its class.
    pub fn end(&self, i: usize) -> (usize, [f32; 10]) {
        let node = &self.nodes[i];
        let flag = |b: bool| f32::from(u8::from(b));
        let t = &node.traits;
        let evidence = [
            1.0,
            flag(t.opens),
            flag(t.starts_mid),
            flag(t.ends_mid),
            flag(t.closes),
            flag(node.indented),
            flag(node.role == Role::Kicker),
            flag(node.role == Role::Deck),
            flag(node.role == Role::Subhead),
            flag(node.role == Role::Credit),
        ];
        (node.class as usize, evidence)
    }
}

fn node(source: &Source, fragments: &[Fragment], i: usize) -> Node {
    let fragment = &fragments[i];
    let first = &source.text[fragment.parts[0].clone()];
    let last = &source.text[fragment.parts[fragment.parts.len() - 1].clone()];
    let widths: Vec<f32> = fragment.parts.iter().map(|p| width(&source.text[p.clone()])).collect();
    let full = if widths.len() > 2 { widths[1..widths.len() - 1].iter().fold(0f32, |a, &b| a.max(b)) } else { 0.0 };
    Node {
        fragment: i,
        class: Class::of(fragment.role).expect("only fragments that can be linked are nodes"),
        role: fragment.role,
        traits: Traits {
            opens: fragment.opens.is_some(),
            closes: fragment.closes,
            starts_mid: fragment.starts_mid > 0.5,
            ends_mid: fragment.ends_mid > 0.5,
            quote: first.starts_with(['“', '「', '『', '"']),
        },
        frame: fragment.frame,
        indented: fragment.indented,
        width: full,
        short: widths.iter().sum::<f32>() < 24.0,
        first: first.chars().next().unwrap_or(' '),
        last: last.chars().next_back().unwrap_or(' '),
        name: fragment.names.first().cloned().unwrap_or_default(),
        named_in: Vec::new(),
        numeral: numeral(first),
    }
}

fn numeral(text: &str) -> u32 {
    let head: String = text.chars().take(3).collect();
    let Some(at) = head.find(['、', '.', '．']) else { return 0 };
    let digits = &head[..at];
    if let Ok(n) = digits.parse() {
        return n;
    }
    "一二三四五六七八九十".chars().position(|c| digits.chars().eq([c])).map_or(0, |n| n as u32 + 1)
}

/// Width in em: half for ASCII.
fn width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

impl Terms {
    fn new(cohesion: &Cohesion, title: usize) -> Self {
        let telling = cohesion.telling_terms(title);
        let mut masks = vec![0u128; 2 * REACH + 1];
        for (bit, &(id, _)) in telling.iter().enumerate() {
            for &place in cohesion.places(id) {
                if let Some(offset) = (place as usize + REACH).checked_sub(title)
                    && offset <= 2 * REACH
                    && place as usize != title
                {
                    masks[offset] |= 1 << bit;
                }
            }
        }
        let weights: Vec<f32> = telling.iter().map(|t| t.1).collect();
        Self { total: weights.iter().sum::<f32>().max(1e-6), weights, masks }
    }

    fn share(&self, mut mask: u128) -> f32 {
        let mut sum = 0.0;
        while mask != 0 {
            sum += self.weights[mask.trailing_zeros() as usize];
            mask &= mask - 1;
        }
        sum / self.total
    }
}
