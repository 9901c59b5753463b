//! The graph of a page: the fragments that can be linked, and what is known of them whatever the
//! partition.

use super::shared_words::SharedWords;
use super::similarity::Similarity;
use crate::model::{Reason, Role};
use crate::order::sort_values;
use crate::parse::Fragment;
use crate::parse::parameters::{
    BREAKS_OFF, IS_LEAD, MAX_LINK_DISTANCE, MIN_LINK_DISTANCE, MIN_LINKED_LENGTH, MIN_UNCERTAINTY, SHORT_WIDTH,
};
use crate::text::Source;
use crate::text::bigrams::{BigramCounts, bigrams};
use crate::text::width::CellWidths;
use rustc_hash::FxHashSet;

/// Words of a reason, and terms that are looked at for them.
const MAX_WORDS: usize = 3;
const MAX_TERMS: usize = 24;

/// Fragments with a term that are looked through for those of the story (cost).
const MAX_POSTINGS: usize = 256;

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
            Role::Rubric | Role::Kicker | Role::Headline | Role::Deck => Some(Class::Title),
            Role::Byline | Role::Credit => Some(Class::Byline),
            Role::Paragraph | Role::Caption | Role::Subhead => Some(Class::Body),
            Role::Teaser | Role::Jump | Role::Furniture => None,
        }
    }
}

/// A fragment that can be linked.
pub struct Node {
    /// Index of the fragment.
    pub fragment: usize,
    pub class: Class,
    pub role: Role,
    /// How certain the role is: from 0 for not at all to 1 for as good as certain.
    pub certainty: f32,
    pub frame: usize,
    pub opens: bool,
    /// Probability that the text is the first paragraph of a story.
    pub lead: f32,
    /// Probability that this title is a subhead; 0 where it certainly is none.
    pub maybe_subhead: f32,
    /// Probability that this headline goes on with the one above it; 0 where it certainly does not.
    pub goes_on: f32,
    /// It is a byline as stands below a story.
    pub signs_off: bool,
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
    /// Whether the text opens a story.
    pub fn is_lead(&self) -> bool {
        self.opens || self.lead > IS_LEAD
    }

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

/// The frame of each node, where on paper that is a headline with the text that stands under it. Without the
/// feature `columns` no place is known, and nothing is kept.
pub struct HeadedFrames {
    frames: Vec<Option<HeadedFrame>>,
}

#[derive(Clone, Copy)]
struct HeadedFrame {
    number: usize,
    /// No other headline stands in it, so that it is one story, or ends with another that has none.
    has_one_headline: bool,
}

impl HeadedFrames {
    pub fn new(nodes: &[Node], fragments: &[&Fragment]) -> Self {
        if !cfg!(feature = "columns") {
            return Self { frames: Vec::new() };
        }
        let mut frames = Vec::with_capacity(nodes.len());
        for frame in nodes.chunk_by(|a, b| a.frame == b.frame) {
            let is_headline = |node: &Node| node.role == Role::Headline && node.maybe_subhead < 0.5;
            let text = frame.iter().position(|node| node.class == Class::Body).unwrap_or(0);
            let (head, below) = frame.split_at(text);
            let is_headed = fragments[frames.len()].under_heading && head.iter().any(is_headline);
            let has_one_headline = !below.iter().any(is_headline);
            let headed = is_headed.then_some(HeadedFrame { number: frame[0].frame, has_one_headline });
            frames.extend(frame.iter().map(|_| headed));
        }
        Self { frames }
    }

    /// Whether paper tells that a node does not follow another: they stand under different headlines, or
    /// under one headline and not in the order of the paper.
    pub fn forbid(&self, left: usize, right: usize) -> bool {
        let [a, b] = if cfg!(feature = "columns") { [left, right].map(|node| self.frames[node]) } else { [None; 2] };
        match (a, b) {
            (Some(a), Some(b)) if a.number == b.number => a.has_one_headline && right != left + 1,
            (Some(_), Some(_)) => true,
            _ => false,
        }
    }

    /// The chains with links from what ends a story to what begins another under the same headline, if there
    /// are any: a headline that stands alone, with the text under it, and text with text that does not open
    /// a story.
    pub fn link_under_headlines(&self, nodes: &[Node], chains: &Chains) -> Option<Chains> {
        if !cfg!(feature = "columns") {
            return None;
        }
        let is_split = |left: usize| {
            let right = left + 1;
            let is_under_one = self.frames[left].is_some_and(|frame| frame.has_one_headline)
                && self.frames[right].is_some_and(|frame| frame.number == nodes[left].frame);
            let goes_on = match nodes[left].class {
                Class::Body => nodes[right].class == Class::Body && !nodes[right].is_lead(),
                _ => !nodes[left].signs_off,
            };
            is_under_one && goes_on && chains.after[left].is_none() && chains.before[right].is_none()
        };
        let split: Vec<usize> = (0..nodes.len().saturating_sub(1)).filter(|&left| is_split(left)).collect();
        let mut after = chains.after.clone();
        split.iter().for_each(|&left| after[left] = Some(left + 1));
        (!split.is_empty()).then(|| Chains::new(after))
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
    let widths: Vec<f32> = fragment.parts.iter().map(|p| CellWidths::EAST_ASIAN.ems(&source.text[p.clone()])).collect();
    let inner = if widths.len() > 2 { &widths[1..widths.len() - 1] } else { &[] };
    Node {
        fragment: i,
        class: Class::of(fragment.role).expect("only fragments that can be linked are nodes"),
        role: fragment.role,
        certainty: certainty(fragment.role_confidence),
        frame: fragment.frame,
        opens: fragment.opens,
        lead: fragment.lead,
        maybe_subhead: fragment.maybe_subhead,
        goes_on: fragment.goes_on,
        signs_off: fragment.signs_off,
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

/// A probability on a logarithmic scale, so that .999 is more than .99: 0..1.
fn certainty(probability: f32) -> f32 {
    libm::logf((1.0 - probability).max(MIN_UNCERTAINTY)) / libm::logf(MIN_UNCERTAINTY)
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
