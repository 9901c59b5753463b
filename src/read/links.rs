//! How well one fragment follows another in a story, as numbers a linear model weighs.
//!
//! Everything is seen in the light of a current set of chains: the evidence for a link is
//! what the chain so far and the chain from there on have in common, not only its two ends.

use super::Fragment;
use super::cohesion::{Cohesion, REACH};
use super::traits::{Traits, traits};
use crate::model::Role;
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
        #[allow(non_camel_case_types)]
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
    pair_seen names_shared name_in_right name_in_left has_title_left
    same_width width_off short_left short_right
    left_kicker left_deck right_kicker right_deck subhead_left subhead_right
    credit_left credit_right caption_left caption_right last_joint
}

pub(crate) const WIDTH: usize = EVIDENCE.len();

/// Evidence for the two ends of a chain, in the order of its index.
pub(crate) const END_EVIDENCE: [&str; 10] =
    ["bias", "opens", "starts_mid", "ends_mid", "closes", "indented", "kicker", "deck", "subhead", "credit"];

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
    fn in_order(&self) -> Vec<usize> {
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
        let nodes: Vec<Node> = cohesion_of.iter().map(|&i| node(source, fragments, i)).collect();
        let titles = (0..nodes.len())
            .map(|i| (nodes[i].class == Class::Title).then(|| Terms::new(&cohesion, i, nodes.len())))
            .collect();
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
        Self { nodes, cohesion, titles, titles_before, bodies_before, pairs }
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
        let order = chains.in_order();
        let at = |i: usize, j: usize| -> Option<usize> {
            let offset = (j + REACH).checked_sub(i)?;
            (offset <= 2 * REACH).then_some(i * (2 * REACH + 1) + offset)
        };
        // Of everything up to i and everything from j on.
        let mut dots = vec![0f32; count * (2 * REACH + 1)];
        for &i in &order {
            for &j in order.iter().rev() {
                let Some(here) = at(i, j) else { continue };
                let get =
                    |a: Option<usize>, b: Option<usize>| a.zip(b).and_then(|(a, b)| at(a, b)).map_or(0.0, |k| dots[k]);
                let (before, after) = (chains.before[i], chains.after[j]);
                let value =
                    self.cohesion.shared(i, j) + get(before, Some(j)) + get(Some(i), after) - get(before, after);
                dots[here] = value;
            }
        }
        let mut norm_to = vec![0f32; count];
        let mut norm_from = vec![0f32; count];
        let mut chain_titles: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut names_to: Vec<bool> = vec![false; count];
        for &i in &order {
            let mut sum = self.cohesion.norms[i];
            let mut k = chains.before[i];
            while let Some(b) = k {
                sum += 2.0 * self.cohesion.shared(i, b);
                k = chains.before[b];
            }
            norm_to[i] = sum;
            if let Some(b) = chains.before[i] {
                norm_to[i] += norm_to[b];
                chain_titles[i] = chain_titles[b].clone();
                names_to[i] = names_to[b];
            }
            if self.nodes[i].class == Class::Title {
                chain_titles[i].push(i);
            }
        }
        let mut last_of = vec![0usize; count];
        for &j in order.iter().rev() {
            let mut sum = self.cohesion.norms[j];
            let mut k = chains.after[j];
            while let Some(a) = k {
                sum += 2.0 * self.cohesion.shared(j, a);
                k = chains.after[a];
            }
            norm_from[j] = sum;
            last_of[j] = j;
            if let Some(a) = chains.after[j] {
                norm_from[j] += norm_from[a];
                last_of[j] = if self.nodes[a].class == Class::Body { last_of[a] } else { j };
            }
        }
        // What of each title the chain from j on covers.
        let mut covers = vec![0f32; count * (2 * REACH + 1)];
        let mut masks = vec![0u128; count];
        for t in 0..count {
            let Some(terms) = &self.titles[t] else { continue };
            let low = t.saturating_sub(REACH);
            let high = (t + REACH + 1).min(count);
            for &j in order.iter().rev() {
                if j < low || j >= high {
                    continue;
                }
                let mut mask = terms.masks[j + REACH - t];
                if let Some(a) = chains.after[j]
                    && (low..high).contains(&a)
                {
                    mask |= masks[a];
                }
                masks[j] = mask;
                covers[at(t, j).expect("within reach")] = terms.share(mask);
            }
        }
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
                let mut e = [0f32; WIDTH];
                let mut set = |f: F, v: f32| e[f as usize] = v;
                let flag = |b: bool| f32::from(u8::from(b));
                let between = |counts: &[u32]| counts[i.max(j)] - counts[i.min(j)];
                let bodies = if j > i {
                    between(&self.bodies_before) - u32::from(left.class == Class::Body)
                } else {
                    between(&self.bodies_before) - u32::from(right.class == Class::Body)
                };
                let titles = if j > i {
                    between(&self.titles_before) - u32::from(left.class == Class::Title)
                } else {
                    between(&self.titles_before) - u32::from(right.class == Class::Title)
                };
                set(F::bias, 1.0);
                let next = j == i + 1;
                set(F::next_in_frame, flag(next && left.frame == right.frame));
                set(F::next_frame, flag(next && left.frame != right.frame));
                let next_body = j > i && bodies == 0;
                set(F::next_body, flag(next_body && !next));
                set(F::forward, flag(j > i && bodies > 0));
                set(F::backward, flag(j < i));
                let tail = last_of[j];
                let tail_adjacent = j < i && tail < i && self.bodies_before[i] - self.bodies_before[tail] == 1;
                set(F::tail_adjacent, flag(tail_adjacent));
                set(F::log_distance, (1.0 + bodies as f32).ln());
                set(F::title_between, flag(titles > 0) * flag(next_body));
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
                let dot = dots[at(i, j).expect("within reach")];
                let cosine = |dot: f32, a: f32, b: f32| dot / (a * b).sqrt().max(1e-6);
                set(F::cosine, cosine(dot, norm_to[i], norm_from[j]));
                set(F::dot, dot.max(0.0).ln_1p());
                let single = self.cohesion.shared(i, j);
                set(F::cosine_single, cosine(single, self.cohesion.norms[i], self.cohesion.norms[j]));
                set(F::dot_single, single.ln_1p());
                let cover: f32 = chain_titles[i].iter().filter_map(|&t| at(t, j)).map(|k| covers[k]).sum();
                set(F::cover, cover);
                let cover_single: f32 = chain_titles[i]
                    .iter()
                    .filter_map(|&t| {
                        let terms = self.titles[t].as_ref()?;
                        Some(terms.share(*terms.masks.get((j + REACH).checked_sub(t)?)?))
                    })
                    .sum();
                set(F::cover_single, cover_single);
                set(F::has_title_left, flag(!chain_titles[i].is_empty()));
                if l.ends_mid {
                    let seen = self.pairs.get(&(left.last, right.first)).copied().unwrap_or(0);
                    set(F::pair_seen, (seen as f32).ln_1p());
                }
                if left.width > 0.0 && right.width > 0.0 {
                    let off = (left.width - right.width).abs();
                    set(F::same_width, flag(off <= 1.0));
                    set(F::width_off, off.min(20.0) / 10.0);
                }
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
                out.push(Pair { left: i, right: j, kind, evidence: e });
            }
        }
        out
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
        traits: traits(source, fragment),
        frame: fragment.frame,
        indented: fragment.indented,
        width: full,
        short: widths.iter().sum::<f32>() < 24.0,
        first: first.chars().next().unwrap_or(' '),
        last: last.chars().next_back().unwrap_or(' '),
    }
}

/// Width in em: half for ASCII.
fn width(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

impl Terms {
    fn new(cohesion: &Cohesion, title: usize, count: usize) -> Self {
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
        let _ = count;
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
