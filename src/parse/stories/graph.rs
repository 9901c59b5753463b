//! The fragments that can be linked, and what is known of them before any reading.

use super::similarity::{Cohesion, REACH, spell};
use crate::model::{Reason, Role};
use crate::order::sort_values;
use crate::parse::Fragment;
use crate::text::Source;
use rustc_hash::{FxHashMap, FxHashSet};

/// What can be at either end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
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

pub(super) struct Node {
    /// Index of the fragment.
    pub fragment: usize,
    pub class: Class,
    pub role: Role,
    pub frame: usize,
    pub indented: bool,
    pub opens: bool,
    pub closes: bool,
    /// How sure it is that the text begins within a sentence, and breaks off within one.
    pub starts_mid: f32,
    pub ends_mid: f32,
    /// It begins with a quotation.
    pub quote: bool,
    /// In em, of the widest line between the first and the last; 0 if there is none.
    pub width: f32,
    pub short: bool,
    pub first: char,
    pub last: char,
    /// The first name of this byline.
    pub name: String,
    /// Nodes whose text has a name of this byline.
    pub named_in: Vec<usize>,
    /// The number the text begins with, as in 一、 or 3.; else 0.
    pub numeral: u32,
}

pub(super) struct Graph {
    pub nodes: Vec<Node>,
    pub cohesion: Cohesion,
    /// For each title its telling terms, and which of them each node within reach has.
    pub titles: Vec<Option<Terms>>,
    /// Number of title nodes before each node.
    pub titles_before: Vec<u32>,
    /// Number of body nodes before each node.
    pub bodies_before: Vec<u32>,
    /// How often the page has each pair of characters that begins as a fragment breaks off.
    pub pairs: FxHashMap<(char, char), u32>,
}

/// The telling terms of a title.
pub(super) struct Terms {
    weights: Vec<f32>,
    total: f32,
    masks: Vec<u128>,
}

/// Who follows whom.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chains {
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
}

impl Node {
    pub fn breaks_off(&self) -> bool {
        self.ends_mid > 0.5
    }
}

impl Graph {
    pub fn new(source: &Source, fragments: &[Fragment]) -> Self {
        let chosen: Vec<usize> = (0..fragments.len()).filter(|&i| Class::of(fragments[i].role).is_some()).collect();
        let texts: Vec<&Fragment> = chosen.iter().map(|&i| &fragments[i]).collect();
        let cohesion = Cohesion::new(source, &texts);
        let mut nodes: Vec<Node> = chosen.iter().map(|&i| node(source, fragments, i)).collect();
        for n in 0..nodes.len() {
            if nodes[n].class != Class::Byline {
                continue;
            }
            let mut places: Vec<usize> = texts[n]
                .names
                .iter()
                .flat_map(|name| cohesion.places_of(name))
                .map(|p| p as usize)
                .filter(|&p| p != n && nodes[p].class == Class::Body)
                .collect();
            sort_values(&mut places);
            places.dedup();
            nodes[n].named_in = places;
        }
        let titles =
            (0..nodes.len()).map(|i| (nodes[i].class == Class::Title).then(|| Terms::new(&cohesion, i))).collect();
        let count = |class| {
            nodes
                .iter()
                .scan(0, |sum, node| {
                    let before = *sum;
                    *sum += u32::from(node.class == class);
                    Some(before)
                })
                .collect()
        };
        let (titles_before, bodies_before) = (count(Class::Title), count(Class::Body));
        let pairs = pairs_behind(source, &texts, nodes.iter().filter(|n| n.breaks_off()).map(|n| n.last));
        Self { nodes, cohesion, titles, titles_before, bodies_before, pairs }
    }

    /// The chains a reader who trusts the order of the text would make.
    pub fn as_printed(&self) -> Chains {
        let after = (0..self.nodes.len())
            .map(|i| {
                let j = i + 1;
                let (left, right) = (&self.nodes[i], self.nodes.get(j)?);
                let breaks = right.class == Class::Title && left.class != Class::Title
                    || left.class == Class::Body && right.class == Class::Body && right.opens
                    || left.class == Class::Body && right.class == Class::Byline;
                (!breaks).then_some(j)
            })
            .collect();
        Chains::new(after)
    }

    /// The titles with their terms, in order.
    pub fn terms(&self) -> impl Iterator<Item = (usize, &Terms)> {
        self.titles.iter().enumerate().filter_map(|(t, terms)| Some((t, terms.as_ref()?)))
    }

    /// Whether the byline at node `by` has a name that the text of node `of` has.
    pub fn named(&self, by: usize, of: usize) -> bool {
        self.nodes[by].named_in.binary_search(&of).is_ok()
    }

    /// Whether `right` may come behind `left` at all.
    pub fn may_follow(&self, left: usize, right: usize) -> bool {
        if left == right || left.abs_diff(right) > REACH {
            return false;
        }
        match (self.nodes[left].class, self.nodes[right].class) {
            (Class::Body, Class::Title) => false,
            (Class::Title, _) | (Class::Byline, Class::Body) => true,
            // what a lead goes on with may stand above it
            (Class::Body, Class::Body) if self.nodes[left].opens => true,
            _ => left < right,
        }
    }

    /// Every pair of nodes that can be a link, in order.
    pub fn links(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.nodes.len();
        (0..count).flat_map(move |i| {
            (i.saturating_sub(REACH)..(i + REACH + 1).min(count))
                .filter(move |&j| self.may_follow(i, j))
                .map(move |j| (i, j))
        })
    }

    /// Why node `right` stands behind `left` in the story whose parts have the terms `common`.
    pub fn reasons(&self, common: &[u32], left: usize, right: usize) -> Vec<Reason> {
        let mut out = Vec::new();
        let (l, r) = (&self.nodes[left], &self.nodes[right]);
        if right == left + 1 {
            out.push(Reason::Adjacent);
        }
        if l.class != Class::Body && r.opens {
            out.push(Reason::OpensStory);
        }
        if l.class == Class::Byline && self.named(left, right) && !l.name.is_empty() {
            out.push(Reason::NamedAgain { name: l.name.clone() });
        }
        out.extend(self.words_shared(common, right));
        if out.is_empty() {
            out.push(Reason::NothingBetter);
        }
        out
    }

    /// The most telling words of a node that are among `common`, three at most.
    pub fn words_shared(&self, common: &[u32], node: usize) -> Option<Reason> {
        let mut words: Vec<String> = Vec::new();
        for word in self.cohesion.keys_among(node, common).into_iter().filter_map(spell) {
            if !words.iter().any(|w| w.contains(&word) || word.contains(w.as_str())) {
                words.push(word);
            }
            if words.len() == 3 {
                break;
            }
        }
        (!words.is_empty()).then_some(Reason::SharedWords { words })
    }
}

fn pairs_behind(
    source: &Source,
    fragments: &[&Fragment],
    firsts: impl Iterator<Item = char>,
) -> FxHashMap<(char, char), u32> {
    let firsts: FxHashSet<char> = firsts.collect();
    // of the page's characters few are asked for: their last bits tell most of the others
    let mut bits = [0u64; 16];
    firsts.iter().for_each(|&c| bits[c as usize / 64 % 16] |= 1 << (c as u32 % 64));
    let mut pairs = FxHashMap::default();
    for text in fragments.iter().flat_map(|fragment| &fragment.parts).map(|part| &source.text[part.clone()]) {
        for (a, b) in text.chars().zip(text.chars().skip(1)) {
            if bits[a as usize / 64 % 16] >> (a as u32 % 64) & 1 == 1 && firsts.contains(&a) {
                *pairs.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    pairs
}

fn node(source: &Source, fragments: &[Fragment], i: usize) -> Node {
    let fragment = &fragments[i];
    let first = &source.text[fragment.parts[0].clone()];
    let last = &source.text[fragment.parts[fragment.parts.len() - 1].clone()];
    let widths: Vec<f32> = fragment.parts.iter().map(|p| width(&source.text[p.clone()])).collect();
    let inner = if widths.len() > 2 { &widths[1..widths.len() - 1] } else { &[] };
    Node {
        fragment: i,
        class: Class::of(fragment.role).expect("only fragments that can be linked are nodes"),
        role: fragment.role,
        frame: fragment.frame,
        indented: fragment.indented,
        opens: fragment.opens.is_some(),
        closes: fragment.closes,
        starts_mid: fragment.starts_mid,
        ends_mid: fragment.ends_mid,
        quote: first.starts_with(['“', '「', '『', '"']),
        width: inner.iter().fold(0f32, |a, &b| a.max(b)),
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
            for &(place, _) in cohesion.places(id) {
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

    /// Which terms of the title at node `title` node `other` has.
    pub fn mask(&self, title: usize, other: usize) -> u128 {
        (other + REACH).checked_sub(title).and_then(|k| self.masks.get(k)).copied().unwrap_or(0)
    }

    /// The terms' share of the title's weight: 0..1.
    pub fn share(&self, mask: u128) -> f32 {
        let mut sum = 0.0;
        for (mut half, weights) in [mask as u64, (mask >> 64) as u64].into_iter().zip(self.weights.chunks(64)) {
            while half != 0 {
                sum += weights[half.trailing_zeros() as usize];
                half &= half - 1;
            }
        }
        sum / self.total
    }
}
