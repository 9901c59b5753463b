//! The graph of a page: the fragments that can be linked, and what is known of them whatever the
//! partition.

use super::similarity::Similarity;
use crate::model::{Reason, Role};
use crate::order::sort_values;
use crate::parse::Fragment;
use crate::parse::parameters::{BREAKS_OFF, MAX_LINK_DISTANCE, SHORT_WIDTH};
use crate::text::Source;
use crate::text::bigrams::{BigramCounts, bigrams};
use crate::text::width::ems_with_narrow_ascii;
use rustc_hash::FxHashSet;

/// The class of a node, by its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
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

/// A fragment that can be linked.
pub struct Node {
    /// Index of the fragment.
    pub fragment: usize,
    pub class: Class,
    pub role: Role,
    pub frame: usize,
    pub indented: bool,
    pub opens: bool,
    pub closes: bool,
    /// Probabilities that the text begins within a sentence, and that it breaks off within one.
    pub starts_mid: f32,
    pub ends_mid: f32,
    /// It begins with a quotation mark.
    pub quote: bool,
    /// Width of the widest line between the first and the last, in em; 0 if there is none.
    pub width: f32,
    /// Its text is less than [`SHORT_WIDTH`] wide.
    pub short: bool,
    pub first_char: char,
    pub last_char: char,
    /// The first name of this byline.
    pub name: String,
    /// Nodes whose text contains a name of this byline, in order.
    pub named_in: Vec<usize>,
    /// Number of the list item that the text begins with, as in 一、 or 3.; else 0.
    pub numeral: u32,
}

pub struct Graph {
    pub nodes: Vec<Node>,
    pub similarity: Similarity,
    /// The distinctive terms of each title.
    pub titles: Vec<Option<TitleTerms>>,
    /// Number of title nodes before each node.
    pub titles_before: Vec<u32>,
    /// Number of body nodes before each node.
    pub bodies_before: Vec<u32>,
    /// How many texts open a story with a cue, such as a dateline, for each of the page's headings:
    /// 0..1.
    pub opening_share: f32,
    /// How often the page has each bigram that begins with the last character of a fragment that
    /// breaks off.
    pub bigrams: BigramCounts,
}

/// The distinctive terms of a title, and which nodes have them.
pub struct TitleTerms {
    weights: Vec<f32>,
    total_weight: f32,
    /// For each node near the title, a bit for each term it has.
    masks: Vec<u128>,
}

/// The links of a page: the predecessor and the successor of each node.
#[derive(Clone, Debug, PartialEq)]
pub struct Chains {
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
    /// Whether the text breaks off within a sentence.
    pub fn breaks_off(&self) -> bool {
        self.ends_mid > BREAKS_OFF
    }
}

impl Graph {
    pub(crate) fn new(source: &Source, fragments: &[Fragment]) -> Self {
        let chosen: Vec<usize> = (0..fragments.len()).filter(|&i| Class::of(fragments[i].role).is_some()).collect();
        let texts: Vec<&Fragment> = chosen.iter().map(|&i| &fragments[i]).collect();
        let similarity = Similarity::new(source, &texts);
        let mut nodes: Vec<Node> = chosen.iter().map(|&i| node(source, fragments, i)).collect();
        for n in 0..nodes.len() {
            if nodes[n].class != Class::Byline {
                continue;
            }
            let mut places: Vec<usize> = texts[n]
                .names
                .iter()
                .flat_map(|name| similarity.fragments_with_name(name))
                .map(|p| p as usize)
                .filter(|&p| p != n && nodes[p].class == Class::Body)
                .collect();
            sort_values(&mut places);
            places.dedup();
            nodes[n].named_in = places;
        }
        let titles = (0..nodes.len())
            .map(|i| (nodes[i].class == Class::Title).then(|| TitleTerms::new(&similarity, i)))
            .collect();
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
        let bigrams = bigrams_from(source, &texts, nodes.iter().filter(|n| n.breaks_off()).map(|n| n.last_char));
        let opening_share = opening_share(&nodes);
        Self { nodes, similarity, titles, titles_before, bodies_before, opening_share, bigrams }
    }

    /// The chains that keep the order of the text, and begin a story at each title or opening.
    pub fn text_order(&self) -> Chains {
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

    /// The title nodes with their terms, in order.
    pub fn title_terms(&self) -> impl Iterator<Item = (usize, &TitleTerms)> {
        self.titles.iter().enumerate().filter_map(|(t, terms)| Some((t, terms.as_ref()?)))
    }

    /// Whether the text of node `text` contains a name of the byline at node `byline`.
    pub fn is_named_in(&self, byline: usize, text: usize) -> bool {
        self.nodes[byline].named_in.binary_search(&text).is_ok()
    }

    /// Whether `right` may follow `left` in a story.
    pub fn may_follow(&self, left: usize, right: usize) -> bool {
        if left == right || left.abs_diff(right) > MAX_LINK_DISTANCE {
            return false;
        }
        match (self.nodes[left].class, self.nodes[right].class) {
            (Class::Body, Class::Title) => false,
            (Class::Title, _) | (Class::Byline, Class::Body) => true,
            // a story's opening may stand below the text that follows it
            (Class::Body, Class::Body) if self.nodes[left].opens => true,
            _ => left < right,
        }
    }

    /// Every possible link, in order.
    pub fn links(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.nodes.len();
        (0..count).flat_map(move |i| {
            (i.saturating_sub(MAX_LINK_DISTANCE)..(i + MAX_LINK_DISTANCE + 1).min(count))
                .filter(move |&j| self.may_follow(i, j))
                .map(move |j| (i, j))
        })
    }

    /// Why node `right` follows `left` in a story; `shared` are the terms that its nodes share.
    pub fn reasons(&self, shared: &[u32], left: usize, right: usize) -> Vec<Reason> {
        let mut out = Vec::new();
        let (l, r) = (&self.nodes[left], &self.nodes[right]);
        if right == left + 1 {
            out.push(Reason::Adjacent);
        }
        if l.class != Class::Body && r.opens {
            out.push(Reason::OpensStory);
        }
        if l.class == Class::Byline && self.is_named_in(left, right) && !l.name.is_empty() {
            out.push(Reason::NamedAgain { name: l.name.clone() });
        }
        out.extend(self.shared_words(shared, right));
        if out.is_empty() {
            out.push(Reason::NothingBetter);
        }
        out
    }

    /// The three heaviest terms of the node that are among `shared`, neither part of another.
    pub fn shared_words(&self, shared: &[u32], node: usize) -> Option<Reason> {
        let mut words: Vec<String> = Vec::new();
        for word in self.similarity.spelled_terms(node, shared) {
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

/// Counts the bigrams that begin with one of the characters `firsts`.
fn bigrams_from(source: &Source, fragments: &[&Fragment], firsts: impl Iterator<Item = char>) -> BigramCounts {
    let firsts: FxHashSet<char> = firsts.collect();
    // a Bloom filter: most characters of the page are not among the few that are asked for
    let mut bits = [0u64; 16];
    firsts.iter().for_each(|&c| bits[c as usize / 64 % 16] |= 1 << (c as u32 % 64));
    let mut counts = BigramCounts::default();
    for text in fragments.iter().flat_map(|fragment| &fragment.parts).map(|part| &source.text[part.clone()]) {
        for (a, b) in bigrams(text) {
            if bits[a as usize / 64 % 16] >> (a as u32 % 64) & 1 == 1 && firsts.contains(&a) {
                counts.add(a, b);
            }
        }
    }
    counts
}

fn node(source: &Source, fragments: &[Fragment], i: usize) -> Node {
    let fragment = &fragments[i];
    let first = &source.text[fragment.parts[0].clone()];
    let last = &source.text[fragment.parts[fragment.parts.len() - 1].clone()];
    let widths: Vec<f32> = fragment.parts.iter().map(|p| ems_with_narrow_ascii(&source.text[p.clone()])).collect();
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
        short: widths.iter().sum::<f32>() < SHORT_WIDTH,
        first_char: first.chars().next().unwrap_or(' '),
        last_char: last.chars().next_back().unwrap_or(' '),
        name: fragment.names.first().cloned().unwrap_or_default(),
        named_in: Vec::new(),
        numeral: numeral(first),
    }
}

fn opening_share(nodes: &[Node]) -> f32 {
    let is_title = |node: &Node| node.class == Class::Title;
    let headings = (0..nodes.len()).filter(|&i| is_title(&nodes[i]) && (i == 0 || !is_title(&nodes[i - 1]))).count();
    let openings = nodes.iter().filter(|node| node.class == Class::Body && node.opens).count();
    (openings as f32 / headings.max(1) as f32).min(1.0)
}

/// The number of a list item that the text begins with, or 0.
fn numeral(text: &str) -> u32 {
    let head: String = text.chars().take(3).collect();
    let Some(at) = head.find(['、', '.', '．']) else { return 0 };
    let digits = &head[..at];
    if let Ok(n) = digits.parse() {
        return n;
    }
    "一二三四五六七八九十".chars().position(|c| digits.chars().eq([c])).map_or(0, |n| n as u32 + 1)
}

impl TitleTerms {
    fn new(similarity: &Similarity, title: usize) -> Self {
        let terms = similarity.distinctive_terms(title);
        let mut masks = vec![0u128; 2 * MAX_LINK_DISTANCE + 1];
        for (bit, &(id, _)) in terms.iter().enumerate() {
            for &(node, _) in similarity.postings(id) {
                if let Some(offset) = (node as usize + MAX_LINK_DISTANCE).checked_sub(title)
                    && offset <= 2 * MAX_LINK_DISTANCE
                    && node as usize != title
                {
                    masks[offset] |= 1 << bit;
                }
            }
        }
        let weights: Vec<f32> = terms.iter().map(|t| t.1).collect();
        Self { total_weight: weights.iter().sum::<f32>().max(1e-6), weights, masks }
    }

    /// The terms of the title at node `title` that node `node` has, a bit each.
    pub fn mask(&self, title: usize, node: usize) -> u128 {
        (node + MAX_LINK_DISTANCE).checked_sub(title).and_then(|k| self.masks.get(k)).copied().unwrap_or(0)
    }

    /// The share of the title's weight that the terms of the mask have: 0..1.
    pub fn coverage(&self, mask: u128) -> f32 {
        let mut sum = 0.0;
        for (mut half, weights) in [mask as u64, (mask >> 64) as u64].into_iter().zip(self.weights.chunks(64)) {
            while half != 0 {
                sum += weights[half.trailing_zeros() as usize];
                half &= half - 1;
            }
        }
        sum / self.total_weight
    }
}
