//! Learns the weights of the assembly from pages with gold.
//!
//! For the first look, a conditional logit (McFadden 1974) on both sides of every link: of
//! all that could come before a fragment, the gold one; of all that could come after it, the
//! gold one. For whole readings, the same choice of gold's reading among those next to it
//! and those that the search goes through (contrastive estimation, Smith and Eisner 2005),
//! the search being run again with what was learned from it. Full batches, Adam (Kingma and
//! Ba 2015), a fixed number of steps: the same pages always give the same weights.

use super::candidates::Links;
use super::confidence::{Curve, Tried, height};
use super::features::{self, ENDS, KINDS, Link, WIDTH, kind};
use super::graph::{Chains, Class, Graph};
use super::joined;
use super::local_search::{Gains, Weighed};
use super::partition::Reading;
use super::weights::{Look, Weights};
use crate::language;
use crate::parse::roles::tune::{Gold, Lesson};
use crate::parse::{Fragment, layout, roles};
use crate::text::Source;
use std::collections::BTreeMap;
use std::thread;

const STEPS: usize = 250;
/// How often the search is run again with what was learned from it.
const EPOCHS: usize = 6;
/// Readings kept of a page and epoch, those that gain most.
const RIVALS: usize = 24;
const RATE: f32 = 0.05;
/// How strongly weights are held to nothing, and those of whole readings to the first look's.
const DECAY: f32 = 4e-5;
const HOLD: f32 = 2e-3;
/// Gains of whole readings are sums of many links' gains, so they are taken less at their word.
const SCALE: f32 = 3.0;
const LINKS: usize = KINDS.len() * WIDTH;
/// Links of all kinds have weights in common, which come after the kinds' own.
const COMMON: usize = LINKS + 2 * 3 * ENDS;
const ALL: usize = COMMON + WIDTH;
/// Shares of the work; fixed, so that the sums come out the same on any machine.
const SHARES: usize = 2;

/// Features and how much of each.
type Row = Vec<(u16, f32)>;

/// One choice: rows of evidence, and which of them is gold.
struct Choice {
    options: Vec<u32>,
    right: usize,
}

struct Page {
    graph: Graph,
    links: Links,
    evidence: Vec<Link>,
    gold: Chains,
    /// Paragraph of each node.
    para: Vec<i64>,
    /// The reading so far, and what gold's reading has less than its rivals'.
    found: Chains,
    rivals: Vec<Row>,
    check: bool,
    name: String,
}

/// Learns from the lessons; returns the text of `weights.tsv`.
pub fn learn(lessons: &[Lesson], mut say: impl FnMut(String)) -> String {
    let mut pages = in_shares(lessons, page);
    let mut weights = Weights::none();
    let (rows, choices) = gather(pages.iter().filter(|p| !p.check));
    say(format!("{} links, {} choices", rows.len(), choices.len()));
    let flat = fit(&rows, &choices, &mut say);
    weights.first = look_of(&flat);
    for page in &mut pages {
        page.found = page.weighed(&weights.first).best_chains();
    }
    report(&pages, &mut say);
    let prior = flat;
    let mut flat = prior.clone();
    for epoch in 0..=EPOCHS {
        weights.whole = look_of(&flat);
        let (first, whole) = (&weights.first, &weights.whole);
        let found = in_shares(&pages, |page| search(page, first, whole, epoch < EPOCHS));
        for (page, (found, rivals)) in pages.iter_mut().zip(found) {
            page.found = found;
            page.rivals.extend(rivals);
        }
        report(&pages, &mut say);
        if epoch < EPOCHS {
            flat = rerank(&pages, &prior, &mut say);
        }
    }
    weights.join = fit_joins(&pages);
    let margins = in_shares(&pages, |page| margins(page, &weights.first, &weights.whole));
    let held: Vec<&Margins> =
        pages.iter().zip(&margins).filter(|(page, _)| page.check).map(|(_, margins)| margins).collect();
    let kind = |at: usize| held.iter().flat_map(|margins| margins[at].iter().copied()).collect::<Vec<_>>();
    for (at, name, curve) in [(0, "places", &mut weights.place), (1, "stories", &mut weights.story)] {
        *curve = fit_curve(&kind(at));
        for (real, what) in [(true, "checked on"), (false, "mixed")] {
            let of = pages.iter().zip(&margins).filter(|(p, _)| p.check && p.name.starts_with("mixed/") != real);
            let of: Vec<_> = of.flat_map(|(_, margins)| margins[at].iter().copied()).collect();
            reliability(&format!("{name}, {what}"), &of, |margin| height(curve, margin), &mut say);
        }
    }
    let joins = in_shares(&pages, |page| joins(page, &weights));
    let held = pages.iter().zip(joins).filter(|(page, _)| page.check).flat_map(|(_, joins)| joins);
    reliability("joins", &held.collect::<Vec<_>>(), |sure| sure, &mut say);
    weights.write()
}

/// Does the same to all items, in a fixed number of threads.
fn in_shares<T: Sync, R: Send>(items: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let size = items.len().div_ceil(SHARES).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> =
            items.chunks(size).map(|share| scope.spawn(|| share.iter().map(&each).collect::<Vec<R>>())).collect();
        shares.into_iter().flat_map(|share| share.join().expect("a share is done")).collect()
    })
}

/// The reading that is found, and how the features of others differ from gold's.
fn search(page: &Page, first: &Look, whole: &Look, learning: bool) -> (Chains, Vec<Row>) {
    let start = page.weighed(first).best_chains();
    let weighed = page.weighed(whole);
    let mut seen: Vec<(f32, Vec<f32>)> = Vec::new();
    let learning = learning && !page.check;
    let mut visit = |reading: &Reading, total: f32| {
        if learning && reading.chains != page.gold {
            seen.push((total, features(page, reading)));
        }
    };
    let (reading, _) = weighed.improve(start, &mut visit);
    if !learning {
        return (reading.chains, Vec::new());
    }
    let gold = Reading::new(&page.graph, page.gold.clone());
    for change in weighed.moves(&gold, &Gains::new(&weighed)) {
        let mut next = gold.clone();
        next.relink(&page.graph, &change);
        let total = weighed.total(&next);
        visit(&next, total);
    }
    let of_gold = features(page, &gold);
    seen.sort_by(|a, b| b.0.total_cmp(&a.0));
    seen.truncate(RIVALS);
    let less = |features: Vec<f32>| {
        let differ = features.iter().zip(&of_gold).map(|(a, b)| a - b);
        differ.enumerate().filter(|d| d.1 != 0.0).map(|(n, d)| (n as u16, d)).collect()
    };
    (reading.chains, seen.into_iter().map(|(_, features)| less(features)).collect())
}

impl Page {
    fn weighed<'p>(&'p self, look: &'p Look) -> Weighed<'p> {
        let mut weighed = Weighed::new(&self.graph, &self.links, look);
        self.evidence.iter().for_each(|e| weighed.add(e));
        weighed
    }
}

/// What a reading gains is the product of this and the weights.
fn features(page: &Page, reading: &Reading) -> Vec<f32> {
    let mut out = vec![0f32; ALL];
    for (i, j) in reading.chains.after.iter().enumerate().filter_map(|(i, after)| Some((i, (*after)?))) {
        let Some(at) = page.links.at(i, j) else { continue };
        let mut e = page.evidence[at];
        features::in_reading(&page.graph, reading, i, j, &mut e);
        let kind = kind_of(&page.graph, i, j);
        for (n, e) in e.iter().enumerate() {
            out[kind * WIDTH + n] += e;
            out[COMMON + n] += e;
        }
        for (side, node) in [(0, j), (1, i)] {
            let at = end_at(side, &page.graph, node);
            out[at..at + ENDS].iter_mut().zip(features::of_end(&page.graph, node)).for_each(|(f, e)| *f -= e);
        }
    }
    for story in reading.stories() {
        let first = reading.members(story)[0];
        let mut e = [0f32; ENDS];
        features::in_story(&page.graph, reading, first, &mut e);
        let at = end_at(0, &page.graph, first);
        out[at..at + ENDS].iter_mut().zip(e).for_each(|(f, e)| *f += e);
    }
    out
}

fn end_at(side: usize, graph: &Graph, node: usize) -> usize {
    LINKS + (side * 3 + graph.nodes[node].class as usize) * ENDS
}

fn kind_of(graph: &Graph, i: usize, j: usize) -> usize {
    kind(graph.nodes[i].class, graph.nodes[j].class).expect("only what may be is a link")
}

fn look_of(flat: &[f32]) -> Look {
    let mut look = Look::none();
    for (k, row) in look.link.iter_mut().enumerate() {
        let own = &flat[k * WIDTH..(k + 1) * WIDTH];
        row.iter_mut().zip(own).zip(&flat[COMMON..]).for_each(|((w, own), common)| *w = own + common);
    }
    for class in 0..3 {
        look.begin[class].copy_from_slice(&flat[LINKS + class * ENDS..][..ENDS]);
        look.end[class].copy_from_slice(&flat[LINKS + (3 + class) * ENDS..][..ENDS]);
    }
    look
}

/// Says, for each folder, how many fragments are followed as in gold and how many stories
/// are whole.
fn report(pages: &[Page], say: &mut impl FnMut(String)) {
    let mut figures: BTreeMap<(&str, bool), [usize; 4]> = BTreeMap::new();
    for page in pages {
        let figure = figures.entry((page.name.split('/').next().unwrap_or(""), page.check)).or_default();
        figure[0] += page.found.after.iter().zip(&page.gold.after).filter(|(a, b)| a == b).count();
        figure[1] += page.found.after.len();
        for i in (0..page.gold.after.len()).filter(|&i| page.gold.before[i].is_none()) {
            if page.gold.after[i].is_none() && page.graph.nodes[i].class != Class::Title {
                continue;
            }
            figure[2] += usize::from(story(&page.gold, i) == story(&page.found, i));
            figure[3] += 1;
        }
    }
    for ((level, check), [right, all, whole, stories]) in figures {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        say(format!(
            "{level:12} {} links {:.4} of {all:5}, whole stories {:.4} of {stories}",
            if check { "check" } else { "learn" },
            share(right, all),
            share(whole, stories)
        ));
    }
}

/// The members of the story that node `i` is in.
fn story(chains: &Chains, mut i: usize) -> Vec<usize> {
    while let Some(before) = chains.before[i] {
        i = before;
    }
    let mut members = vec![i];
    while let Some(after) = chains.after[i] {
        i = after;
        members.push(i);
    }
    members.sort_unstable();
    members
}

fn page(lesson: &Lesson) -> Page {
    let source = Source::new(&lesson.text);
    let cues = language::choose(&lesson.text, &[]);
    let fragments = roles::fragments(&source, &layout::read_down(&source, cues), cues);
    let labels: Vec<Option<(String, i64)>> = fragments.iter().map(|f| label(f, &lesson.gold)).collect();
    let known: Vec<usize> = (0..fragments.len()).filter(|&i| labels[i].is_some()).collect();
    let kept: Vec<Fragment> = known.iter().map(|&i| fragments[i].clone()).collect();
    let graph = Graph::new(&source, &kept);
    let label_of =
        |node: usize| labels[known[graph.nodes[node].fragment]].clone().expect("only known fragments are kept");
    let mut articles: BTreeMap<String, Vec<(i64, bool, usize)>> = BTreeMap::new();
    let mut para = Vec::new();
    for node in 0..graph.nodes.len() {
        let (article, p) = label_of(node);
        para.push(p);
        if article != "-" {
            // Pieces of one paragraph have one number; the one that opens the story comes first.
            articles.entry(article).or_default().push((p, !graph.nodes[node].opens, node));
        }
    }
    let mut after = vec![None; graph.nodes.len()];
    for members in articles.values_mut() {
        members.sort_unstable();
        for pair in members.windows(2) {
            after[pair[0].2] = Some(pair[1].2).filter(|&next| graph.may_follow(pair[0].2, next));
        }
    }
    let printed = Reading::new(&graph, graph.as_printed());
    let links = Links::new(&graph);
    let evidence = links.all.iter().map(|link| features::of_link(&graph, &printed, link.left, link.right)).collect();
    Page {
        links,
        evidence,
        gold: Chains::new(after),
        para,
        found: printed.chains,
        rivals: Vec::new(),
        graph,
        check: lesson.check,
        name: lesson.name.clone(),
    }
}

/// The label that most characters of the fragment have.
fn label(fragment: &Fragment, gold: &[Gold]) -> Option<(String, i64)> {
    let mut votes: BTreeMap<(Option<&str>, i64), usize> = BTreeMap::new();
    for part in &fragment.parts {
        let from = gold.partition_point(|g| g.range.end <= part.start);
        for piece in gold[from..].iter().take_while(|g| g.range.start < part.end) {
            *votes.entry((piece.article.as_deref(), piece.para)).or_default() +=
                piece.range.end.min(part.end) - piece.range.start.max(part.start);
        }
    }
    let ((article, para), _) = votes.into_iter().max_by_key(|v| v.1)?;
    Some((article?.to_owned(), para))
}

fn gather<'p>(pages: impl Iterator<Item = &'p Page>) -> (Vec<Row>, Vec<Choice>) {
    let mut rows: Vec<Row> = Vec::new();
    let mut choices = Vec::new();
    for page in pages {
        let mut sides = [0, 1].map(|side| {
            let none = |node: usize| {
                rows.push(sparse(&features::of_end(&page.graph, node), end_at(side, &page.graph, node)));
                Choice { options: vec![rows.len() as u32 - 1], right: 0 }
            };
            (0..page.graph.nodes.len()).map(none).collect::<Vec<Choice>>()
        });
        for ((i, j), e) in page.links.all.iter().map(|link| (link.left, link.right)).zip(&page.evidence) {
            // A link is chosen from two sides, so each side has half of what it gains.
            let mut row = sparse(e, kind_of(&page.graph, i, j) * WIDTH);
            row.extend(sparse(e, COMMON));
            row.iter_mut().for_each(|(_, e)| *e /= 2.0);
            for (side, node) in [(0, j), (1, i)] {
                let choice = &mut sides[side][node];
                if page.gold.after[i] == Some(j) {
                    choice.right = choice.options.len();
                }
                choice.options.push(rows.len() as u32);
            }
            rows.push(row);
        }
        choices.extend(sides.into_iter().flatten());
    }
    (rows, choices)
}

fn sparse(evidence: &[f32], offset: usize) -> Row {
    evidence.iter().enumerate().filter(|(_, v)| **v != 0.0).map(|(i, v)| ((offset + i) as u16, *v)).collect()
}

fn score(weights: &[f32], row: &Row) -> f32 {
    row.iter().map(|&(i, v)| weights[i as usize] * v).sum()
}

fn fit(rows: &[Row], choices: &[Choice], say: &mut impl FnMut(String)) -> Vec<f32> {
    let mut adam = Adam::new(vec![0.0; ALL]);
    for step in 0..STEPS {
        let scores: Vec<f32> = rows.iter().map(|row| score(&adam.weights, row)).collect();
        let mut pull = vec![0f32; rows.len()];
        let mut loss = 0f64;
        for choice in choices {
            let best = choice.options.iter().map(|&o| scores[o as usize]).fold(f32::MIN, f32::max);
            let total: f32 = choice.options.iter().map(|&o| (scores[o as usize] - best).exp()).sum();
            for (n, &o) in choice.options.iter().enumerate() {
                let p = (scores[o as usize] - best).exp() / total;
                let hit = n == choice.right;
                pull[o as usize] += p - f32::from(u8::from(hit));
                if hit {
                    loss -= f64::from(p.max(1e-30).ln());
                }
            }
        }
        let mut gradient = vec![0f32; ALL];
        for (row, p) in rows.iter().zip(&pull).filter(|(_, p)| **p != 0.0) {
            row.iter().for_each(|&(i, v)| gradient[i as usize] += p * v);
        }
        let held = adam.weights.iter().enumerate().map(|(n, w)| w * if n < LINKS { DECAY } else { DECAY / 8.0 });
        let count = choices.len() as f32;
        gradient = gradient.iter().zip(held).map(|(g, held)| g / count + held).collect();
        adam.step(&gradient, step);
        if step + 1 == STEPS {
            say(format!("first look: loss {:.4}", loss / choices.len() as f64));
        }
    }
    adam.weights
}

/// Moves the weights so that gold gains more than every other reading found.
fn rerank(pages: &[Page], prior: &[f32], say: &mut impl FnMut(String)) -> Vec<f32> {
    let used: Vec<&Page> = pages.iter().filter(|page| !page.rivals.is_empty()).collect();
    let count = used.len() as f32;
    let mut adam = Adam::new(prior.to_vec());
    for step in 0..STEPS {
        let weights = &adam.weights;
        let shares = in_shares(&used, |page| {
            let sums: Vec<f32> = page.rivals.iter().map(|row| score(weights, row) / SCALE).collect();
            let top = sums.iter().copied().fold(0.0, f32::max);
            let total: f32 = (-top).exp() + sums.iter().map(|s| (s - top).exp()).sum::<f32>();
            let pull: Vec<f32> = sums.iter().map(|sum| (sum - top).exp() / total / SCALE).collect();
            (f64::from(total.ln() + top), pull)
        });
        let mut gradient = vec![0f32; ALL];
        for (page, (_, pull)) in used.iter().zip(&shares) {
            for (row, p) in page.rivals.iter().zip(pull).filter(|(_, p)| **p > 1e-5) {
                row.iter().for_each(|&(i, v)| gradient[i as usize] += p * v);
            }
        }
        let held = adam.weights.iter().zip(prior).map(|(w, p)| HOLD * (w - p));
        gradient = gradient.iter().zip(held).map(|(g, held)| g / count + held).collect();
        adam.step(&gradient, step);
        if step + 1 == STEPS {
            let loss: f64 = shares.iter().map(|share| share.0).sum();
            say(format!("whole readings: loss {:.4}", loss / f64::from(count)));
        }
    }
    adam.weights
}

/// Margins and whether what they are of is right: of places, and of stories.
type Margins = [Vec<(f32, bool)>; 2];

fn margins(page: &Page, first: &Look, whole: &Look) -> Margins {
    let start = page.weighed(first).best_chains();
    let weighed = page.weighed(whole);
    let mut tried = Tried::default();
    let (reading, total) = weighed.improve(start, |reading, total| tried.note(reading, total));
    let (places, stories) = tried.margins(&reading, total);
    let right = |i: usize| reading.chains.before[i] == page.gold.before[i];
    let whole = |n: usize| {
        let first = reading.members(n)[0];
        story(&reading.chains, first) == story(&page.gold, first)
    };
    [
        places.into_iter().enumerate().map(|(i, margin)| (margin, right(i))).collect(),
        stories.into_iter().enumerate().map(|(n, margin)| (margin, whole(n))).collect(),
    ]
}

/// How sure each join of the reading found is, and whether it is right.
fn joins(page: &Page, weights: &Weights) -> Vec<(f32, bool)> {
    let start = page.weighed(&weights.first).best_chains();
    let weighed = page.weighed(&weights.whole);
    let mut tried = Tried::default();
    let (reading, total) = weighed.improve(start, |reading, total| tried.note(reading, total));
    let certainty = tried.certainty(&reading, total, &weights.place, &weights.story);
    let printed = Reading::new(&page.graph, page.graph.as_printed());
    let links = reading.chains.after.iter().enumerate().filter_map(|(i, after)| Some((i, (*after)?)));
    links
        .filter_map(|(i, j)| {
            let sure = joined(&page.graph, &reading, &printed, &weights.join, i, j)? * certainty.places[j];
            Some((sure, page.gold.after[i] == Some(j) && page.para[i] == page.para[j]))
        })
        .collect()
}

/// The logistic curve that tells from a margin how likely it is right (Platt 1999).
fn fit_curve(margins: &[(f32, bool)]) -> Curve {
    let mut adam = Adam::new(vec![0.0; 2]);
    for step in 0..4 * STEPS {
        let mut gradient = [0f32; 2];
        for &(margin, right) in margins {
            let pull = height(&[adam.weights[0], adam.weights[1]], margin) - f32::from(u8::from(right));
            gradient[0] += pull;
            gradient[1] += pull * margin;
        }
        adam.step(&gradient.map(|g| g / margins.len().max(1) as f32), step);
    }
    [adam.weights[0], adam.weights[1]]
}

/// Says how many of those said to be so sure are right.
fn reliability(name: &str, found: &[(f32, bool)], sure: impl Fn(f32) -> f32, say: &mut impl FnMut(String)) {
    for tenth in 0..10 {
        let (low, high) = (tenth as f32 / 10.0, (tenth + 1) as f32 / 10.0);
        let within: Vec<(f32, bool)> = found
            .iter()
            .map(|&(margin, right)| (sure(margin), right))
            .filter(|(sure, _)| (low..high).contains(sure))
            .collect();
        if within.is_empty() {
            continue;
        }
        let count = within.len();
        let said: f32 = within.iter().map(|w| w.0).sum::<f32>() / count as f32;
        let right = within.iter().filter(|w| w.1).count() as f32 / count as f32;
        say(format!("{name}: said {said:.3}, right {right:.3} of {count}"));
    }
}

fn fit_joins(pages: &[Page]) -> Link {
    let mut joins: Vec<(Row, bool)> = Vec::new();
    for page in pages.iter().filter(|page| !page.check) {
        let gold = Reading::new(&page.graph, page.gold.clone());
        for ((i, j), e) in page.links.all.iter().map(|link| (link.left, link.right)).zip(&page.evidence) {
            let (a, b) = (&page.graph.nodes[i], &page.graph.nodes[j]);
            if page.gold.after[i] == Some(j) && a.class == Class::Body && a.role == b.role {
                let mut e = *e;
                features::in_reading(&page.graph, &gold, i, j, &mut e);
                joins.push((sparse(&e, 0), page.para[i] == page.para[j]));
            }
        }
    }
    let mut adam = Adam::new(vec![0.0; WIDTH]);
    for step in 0..2 * STEPS {
        let mut gradient = vec![0f32; WIDTH];
        for (row, same) in &joins {
            let p = 1.0 / (1.0 + (-score(&adam.weights, row)).exp());
            let pull = p - f32::from(u8::from(*same));
            row.iter().for_each(|&(i, v)| gradient[i as usize] += pull * v);
        }
        let count = joins.len() as f32;
        gradient.iter_mut().zip(&adam.weights).for_each(|(g, w)| *g = *g / count + DECAY * w);
        adam.step(&gradient, step);
    }
    adam.weights.try_into().expect("as many weights as evidence")
}

struct Adam {
    weights: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Adam {
    fn new(weights: Vec<f32>) -> Self {
        let none = vec![0.0; weights.len()];
        Self { weights, mean: none.clone(), square: none }
    }

    fn step(&mut self, gradient: &[f32], step: usize) {
        let at = (step + 1) as i32;
        for (i, &g) in gradient.iter().enumerate() {
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * g;
            self.square[i] = 0.999 * self.square[i] + 0.001 * g * g;
            let mean = self.mean[i] / (1.0 - 0.9f32.powi(at));
            let square = self.square[i] / (1.0 - 0.999f32.powi(at));
            self.weights[i] -= RATE * mean / (square.sqrt() + 1e-8);
        }
    }
}
