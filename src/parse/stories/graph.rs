//! The graph of a page: the fragments that can be linked, and what is known of them whatever the
//! partition.

use super::chains::Chains;
use super::headed_frames::HeadedFrames;
use super::node::{Class, Node};
use super::shared_words::SharedWords;
use super::similarity::Similarity;
use crate::model::{Reason, Role};
use crate::order::sort_values;
use crate::parse::Fragment;
use crate::parse::parameters::{MAX_LINK_DISTANCE, MIN_LINK_DISTANCE, MIN_LINKED_LENGTH};
use crate::text::Source;
use crate::text::bigrams::{BigramCounts, bigrams};
use rustc_hash::FxHashSet;

/// Words of a reason, and terms that are looked at for them.
const MAX_WORDS: usize = 3;
const MAX_TERMS: usize = 24;

/// Fragments with a term that are looked through for those of the story (cost).
const MAX_POSTINGS: usize = 256;

pub struct Graph {
    pub nodes: Vec<Node>,
    /// Length of the text of all nodes.
    pub bytes: usize,
    /// Greatest distance of two nodes that can be linked: [`MAX_LINK_DISTANCE`] or, where nodes are
    /// shorter than those of any page, less.
    reach: usize,
    pub headed_frames: HeadedFrames,
    pub similarity: Similarity,
    words: SharedWords,
    /// The distinctive terms of each title.
    pub titles: Vec<Option<TitleTerms>>,
    /// Number of title nodes before each node.
    pub titles_before: Vec<u32>,
    /// Number of body nodes before each node.
    pub bodies_before: Vec<u32>,
    /// How many of the page's headings have an opening, such as a dateline, to open their text with:
    /// 0..1. Of some papers all stories have, of others none.
    pub opening_share: f32,
    /// How many of the page's texts break off within a sentence: 0..1.
    pub breaks_off_share: f32,
    /// What is known of the page as a whole.
    pub facts: PageFacts,
    /// How often the page has each bigram that begins with the last character of a fragment that
    /// breaks off.
    pub bigrams: BigramCounts,
}

/// Names of the facts of a page that its weights depend on; [`page_facts`] says what each counts.
pub const PAGE_FACTS: [&str; 12] = [
    "openings",
    "bylines",
    "bylines-below-headings",
    "sign-offs",
    "named-bylines",
    "cuts",
    "texts",
    "subheads",
    "decks",
    "opening-texts",
    "latin",
    "disorder",
];

/// Shares that tell how a page is set, each -0.5..0.5.
pub type PageFacts = [f32; PAGE_FACTS.len()];

/// The distinctive terms of a title, and which nodes have them.
pub struct TitleTerms {
    weights: Vec<f32>,
    total_weight: f32,
    /// The most that one text of the page covers: 0..1.
    best_coverage: f32,
    /// For each node near the title, a bit for each term it has.
    masks: Vec<u128>,
}

impl Graph {
    pub(crate) fn new(source: &Source, fragments: &[Fragment]) -> Self {
        let chosen: Vec<usize> = (0..fragments.len()).filter(|&i| Class::of(fragments[i].role).is_some()).collect();
        let texts: Vec<&Fragment> = chosen.iter().map(|&i| &fragments[i]).collect();
        let similarity = Similarity::new(source, &texts);
        let mut nodes: Vec<Node> = chosen.iter().map(|&i| Node::new(source, fragments, i)).collect();
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
        let titles: Vec<Option<TitleTerms>> = (0..nodes.len())
            .map(|i| (nodes[i].class == Class::Title).then(|| TitleTerms::new(&similarity, &nodes, i)))
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
        let opening_share = opening_share(texts.iter().copied());
        let breaks_off_share = breaks_off_share(&nodes);
        let facts = page_facts(&nodes, &titles, opening_share, breaks_off_share);
        let headed_frames = HeadedFrames::new(&nodes, &texts);
        let bytes = texts.iter().flat_map(|fragment| &fragment.parts).map(|part| part.len()).sum();
        let reach = MAX_LINK_DISTANCE * bytes / (MIN_LINKED_LENGTH * nodes.len().max(1));
        Self {
            nodes,
            bytes,
            reach: reach.clamp(MIN_LINK_DISTANCE, MAX_LINK_DISTANCE),
            headed_frames,
            similarity,
            words: SharedWords::new(source, &texts),
            titles,
            titles_before,
            bodies_before,
            opening_share,
            breaks_off_share,
            facts,
            bigrams,
        }
    }

    /// The chains that keep the order of the text, and begin a story at each title or opening.
    pub fn text_order(&self) -> Chains {
        let after = (0..self.nodes.len())
            .map(|i| {
                let j = i + 1;
                let (left, right) = (&self.nodes[i], self.nodes.get(j)?);
                let breaks = right.class == Class::Title && left.class != Class::Title && right.maybe_subhead < 0.5
                    || left.class == Class::Body && right.class == Class::Body && right.is_lead()
                    || left.class == Class::Body && right.class == Class::Byline && !right.signs_off
                    || left.class == Class::Title
                        && right.role == Role::Headline
                        && left.role == Role::Headline
                        && right.goes_on < 0.5
                    || left.signs_off
                    || self.headed_frames.forbid(i, j);
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
        if left == right || left.abs_diff(right) > self.reach || self.headed_frames.forbid(left, right) {
            return false;
        }
        match (self.nodes[left].class, self.nodes[right].class) {
            (Class::Body, Class::Title) => left < right && self.nodes[right].maybe_subhead > 0.0,
            (Class::Title, _) | (Class::Byline, Class::Body) => true,
            // a story's opening may stand below the text that follows it
            (Class::Body, Class::Body) if self.nodes[left].is_lead() => true,
            _ => left < right,
        }
    }

    /// Every possible link, in order.
    pub fn links(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.nodes.len();
        (0..count).flat_map(move |i| {
            (i.saturating_sub(self.reach)..(i + self.reach + 1).min(count))
                .filter(move |&j| self.may_follow(i, j))
                .map(move |j| (i, j))
        })
    }

    /// Why node `right` follows `left` in a story; `shared` are the terms that its nodes share.
    pub fn reasons(&self, is_member: impl Fn(usize) -> bool, shared: &[u32], left: usize, right: usize) -> Vec<Reason> {
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
        out.extend(self.shared_words(is_member, shared, right));
        if out.is_empty() {
            out.push(Reason::NothingBetter);
        }
        out
    }

    /// Three words around the heaviest terms of the node that are among `shared`, none part of another.
    pub fn shared_words(&self, is_member: impl Fn(usize) -> bool, shared: &[u32], node: usize) -> Option<Reason> {
        let mut words: Vec<String> = Vec::new();
        for (term, id) in self.similarity.spelled_terms(node, shared).take(MAX_TERMS) {
            if words.iter().any(|word| word.contains(&term)) {
                continue;
            }
            let others = self.similarity.postings(id).iter().take(MAX_POSTINGS).map(|posting| posting.0 as usize);
            let others = others.filter(|&other| is_member(other));
            if let Some(word) = self.words.around(&term, node, others)
                && !words.iter().any(|w| w.contains(&word) || word.contains(w.as_str()))
            {
                words.push(word);
            }
            if words.len() == MAX_WORDS {
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

/// The facts of a page: mostly how many of its headings, bylines or texts are of some kind.
fn page_facts(nodes: &[Node], titles: &[Option<TitleTerms>], opening_share: f32, breaks_off_share: f32) -> PageFacts {
    let count = |is: &dyn Fn(usize) -> bool| (0..nodes.len()).filter(|&i| is(i)).count() as f32;
    let class = |i: usize, class: Class| nodes.get(i).is_some_and(|node| node.class == class);
    let headings = count(&|i| class(i, Class::Title) && (i == 0 || !class(i - 1, Class::Title))).max(1.0);
    let bylines = count(&|i| class(i, Class::Byline));
    let bodies = count(&|i| class(i, Class::Body)).max(1.0);
    let below_heading = count(&|i| class(i, Class::Byline) && i > 0 && class(i - 1, Class::Title));
    let signs_off = count(&|i| nodes[i].signs_off);
    let named = count(&|i| !nodes[i].named_in.is_empty());
    let subheads = count(&|i| nodes[i].role == Role::Subhead || nodes[i].maybe_subhead > 0.5);
    let decks = count(&|i| matches!(nodes[i].role, Role::Kicker | Role::Deck));
    let openings = count(&|i| class(i, Class::Body) && nodes[i].opens);
    let latin = count(&|i| nodes[i].first_char.is_ascii());
    let of_bylines = |n: f32| if bylines > 0.0 { n / bylines } else { 0.5 };
    [
        opening_share,
        (bylines / headings).min(1.0),
        of_bylines(below_heading),
        of_bylines(signs_off),
        of_bylines(named),
        (breaks_off_share * 2.0).min(1.0),
        (bodies / headings / 10.0).min(1.0),
        (subheads / headings).min(1.0),
        (decks / headings).min(1.0),
        (openings / bodies * 2.0).min(1.0),
        f32::from(u8::from(latin * 2.0 > nodes.len() as f32)),
        disorder(nodes, titles),
    ]
    .map(|fact| fact - 0.5)
}

fn breaks_off_share(nodes: &[Node]) -> f32 {
    let texts = || nodes.iter().filter(|node| node.class == Class::Body);
    let breaks_off = texts().filter(|node| node.breaks_off()).count();
    breaks_off as f32 / texts().count().max(1) as f32
}

/// How much less the texts that follow the headings cover of them than the best texts of the page do:
/// 0 where every heading stands above its text.
fn disorder(nodes: &[Node], titles: &[Option<TitleTerms>]) -> f32 {
    let (mut sum, mut headings) = (0.0, 0);
    let mut start = 0;
    while start < nodes.len() {
        let end = (start..nodes.len()).find(|&i| nodes[i].class != Class::Title).unwrap_or(nodes.len());
        let below =
            (end..nodes.len()).take_while(|&i| nodes[i].class != Class::Title).find(|&i| nodes[i].class == Class::Body);
        let terms = || (start..end).filter_map(|title| Some((title, titles[title].as_ref()?)));
        let best: f32 = terms().map(|(_, terms)| terms.best_coverage * terms.total_weight).sum();
        if best > 0.0 {
            let covered: f32 =
                below.map_or(0.0, |text| terms().map(|(title, terms)| terms.lead_coverage(title, text).0).sum());
            sum += 1.0 - covered / best;
            headings += 1;
        }
        start = end.max(start + 1);
    }
    if headings == 0 { 0.0 } else { sum / headings as f32 }
}

/// How many texts open a story with a cue, for each heading, of all fragments that can be linked:
/// 0..1.
pub fn opening_share<'f>(fragments: impl IntoIterator<Item = &'f Fragment>) -> f32 {
    let (mut headings, mut openings, mut above) = (0, 0, None);
    for fragment in fragments {
        let Some(class) = Class::of(fragment.role) else { continue };
        headings += usize::from(class == Class::Title && above != Some(Class::Title));
        openings += usize::from(class == Class::Body && fragment.opens);
        above = Some(class);
    }
    (openings as f32 / headings.max(1) as f32).min(1.0)
}

impl TitleTerms {
    fn new(similarity: &Similarity, nodes: &[Node], title: usize) -> Self {
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
        let total_weight = weights.iter().sum::<f32>().max(1e-6);
        let mut terms = Self { total_weight, weights, best_coverage: 0.0, masks };
        let near = title.saturating_sub(MAX_LINK_DISTANCE)..(title + MAX_LINK_DISTANCE + 1).min(nodes.len());
        let texts = near.filter(|&node| nodes[node].class == Class::Body);
        terms.best_coverage = texts.map(|node| terms.coverage(terms.mask(title, node))).fold(0.0, f32::max);
        terms
    }

    /// How much of the title its text `node` covers, and how much less that is than the most that a
    /// text of the page covers; both by weight.
    pub fn lead_coverage(&self, title: usize, node: usize) -> (f32, f32) {
        let covered = self.coverage(self.mask(title, node));
        (covered * self.total_weight, (covered - self.best_coverage) * self.total_weight)
    }

    /// Whether it has none, so that nothing covers it.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    pub fn total_weight(&self) -> f32 {
        self.total_weight
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
