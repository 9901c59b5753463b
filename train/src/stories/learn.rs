//! Learns the weights by which fragments are linked to stories.
//!
//! The local weights are those of a conditional logit (McFadden 1974) on both sides of every link:
//! of all that could precede a fragment, the gold one; of all that could follow it, the gold one.
//! The global weights are those of a logistic regression on pairs of partitions, of which the one
//! with more of gold's links is the better (SampleRank, Wick and others 2011). The pairs are one move
//! apart: moves that the search tries, and moves away from gold. The search is run again and again
//! with what was learned from it.
//!
//! The global weights depend on facts of the page, whose weights have a stronger prior. Minibatches
//! of pages, Adam (Kingma and Ba 2015), a fixed number of epochs: the same pages always give the same
//! weights.

use super::calibration::{Choices, fit_confidence, joins, log_reliability, page_choices};
use super::page::{Page, log_accuracy};
use crate::adam::{Adam, STEPS};
use crate::cross_fitting::CrossFitted;
use crate::lesson::Lesson;
use banmian::training::stories::{
    BOUNDARY_WIDTH, Chains, Class, Graph, LINK_KINDS, LINK_WIDTH, LinkFeatures, LinkScores, PAGE_FACTS, PageFacts,
    PageWeights, Partition, ScoringWeights, StoryWeights, WeightTable, Weights, add_global_features, add_join_features,
    boundary_features, link_kind, logistic, story_features,
};
use banmian::training::{PageKind, roles::RoleModels};
use fastrand::Rng;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::thread;

/// Number of times that the search is run again with what was learned from it.
const EPOCHS: usize = 10;
/// Epochs before those whose weights are averaged (Polyak and Juditsky 1992).
const EPOCHS_BEFORE_MEAN: usize = 4;
/// Pairs that are kept of a page and epoch.
const MAX_PAIRS: usize = 40;
/// Number of times that each pair is learned from in an epoch, and the learning rate.
const GLOBAL_PASSES: usize = 6;
const GLOBAL_RATE: f32 = 0.1;
/// Number of times that each choice is learned from, for the local weights, and the learning rate.
const LOCAL_PASSES: usize = 5;
const LOCAL_RATE: f32 = 0.05;
/// Strength of the Gaussian prior on the local weights.
const DECAY: f32 = 4e-5;
/// Strength of the Gaussian prior that holds the global weights to the local ones.
const HOLD: f32 = 1e-6;
/// Parts that the papers are left out in, for the curves of the confidence.
const FOLDS: usize = 3;
/// Pages that are learned from between two steps of the optimizer.
const BATCH: usize = 32;
/// Number of threads; fixed, so that sums are the same on any machine.
const THREADS: usize = 2;

/// How many times stronger the prior is for the local weights of facts.
const LOCAL_FACTS_PRIOR: f32 = 16.0;

/// How much is learned of pages by heart.
#[derive(Clone, Copy)]
struct Settings {
    /// What scores of partitions are divided by: they are sums of many links' scores, and so more
    /// certain than they should be.
    temperature: f32,
    /// How many times stronger the prior is for the weights of facts.
    facts_prior: f32,
    /// How often the pair of gold and what was found counts.
    found_pairs: usize,
}

/// Opened pages are much alike.
const OPENED: Settings = Settings { temperature: 3.0, facts_prior: 2.0, found_pairs: 4 };
const UNOPENED: Settings = Settings { temperature: 6.0, facts_prior: 8.0, found_pairs: 0 };

// The weights of a table as one vector: those of each kind of link, those of the starts and ends of
// stories by class, and those that links of all kinds have in common.
const BOUNDARIES: usize = LINK_KINDS.len() * LINK_WIDTH;
const COMMON: usize = BOUNDARIES + 2 * 3 * BOUNDARY_WIDTH;
const WIDTH: usize = COMMON + LINK_WIDTH;
/// Weights of a page: a table, and one for each fact.
const ALL: usize = (1 + PAGE_FACTS.len()) * WIDTH;

/// A sparse vector of features.
type Row = Vec<(u16, f32)>;

/// A choice between rows of features, one of which is gold's.
struct Choice {
    options: Vec<u32>,
    gold: usize,
}

/// Learns from the lessons, whose fragments have the roles that `roles` gives; the confidence from those
/// that have the roles learned from other papers. Calls `log` with lines on the progress.
pub fn learn(
    lessons: &[&Lesson],
    roles: &RoleModels,
    cross_fitted: &CrossFitted,
    mut log: impl FnMut(String),
) -> StoryWeights {
    let pages = in_threads(lessons, |lesson| Page::new(lesson, roles));
    let unseen = in_threads(&cross_fitted.unseen(lessons), |(lesson, roles)| Page::new(lesson, roles));
    let join = fit_joins(&pages);
    let mut learn_kind = |kind: PageKind, settings: Settings| {
        let (pages, unseen) = (of_kind(&pages, kind), of_kind(&unseen, kind));
        log(format!("{} pages, {kind:?}", pages.len()));
        let mut weights = Weights { join, ..fit_kind(&pages, settings, &mut log) };
        calibrate(&pages, &unseen, settings, &mut weights, &mut log);
        weights
    };
    StoryWeights { opened: learn_kind(PageKind::Opened, OPENED), unopened: learn_kind(PageKind::Unopened, UNOPENED) }
}

/// Fits the weights of links and stories to the pages of one kind.
fn fit_kind(pages: &[&Page], settings: Settings, log: &mut impl FnMut(String)) -> Weights {
    let mut weights = Weights::zero();
    let local = fit_local(pages, log);
    weights.local = page_weights(&local);
    let first = |page: &&Page| page.scorer(&weights.local.at(page.graph.facts)).best_chains();
    let found: Vec<Chains> = pages.iter().map(first).collect();
    log_accuracy(pages, &found, log);
    let mut pairs: Vec<(PageFacts, Vec<Row>)> = pages.iter().map(|page| (page.graph.facts, Vec::new())).collect();
    let mut global = local.clone();
    let mut sum = vec![0f32; ALL];
    for epoch in 0..EPOCHS {
        weights.global = page_weights(&global);
        let new =
            in_threads(
                pages,
                |page| if page.check { Vec::new() } else { new_pairs(page, &weights, settings, epoch as u64) },
            );
        pairs.iter_mut().zip(new).for_each(|((_, pairs), new)| pairs.extend(new));
        global = fit_global(&pairs, settings, global, &local, log);
        if epoch >= EPOCHS_BEFORE_MEAN {
            sum.iter_mut().zip(&global).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let mean: Vec<f32> = sum.iter().map(|sum| sum / (EPOCHS - EPOCHS_BEFORE_MEAN) as f32).collect();
    weights.global = page_weights(&mean);
    let found: Vec<Chains> = in_threads(pages, |page| page.search(&weights, |_, _| ()).0.chains);
    log_accuracy(pages, &found, log);
    weights
}

fn of_kind(pages: &[Page], kind: PageKind) -> Vec<&Page> {
    pages.iter().filter(|page| page.kind == kind).collect()
}

/// Fits the confidence on `unseen` pages of papers that nothing was learned from: the papers are left
/// out in turn, some at a time.
fn calibrate(
    pages: &[&Page],
    unseen: &[&Page],
    settings: Settings,
    weights: &mut Weights,
    log: &mut impl FnMut(String),
) {
    let papers: BTreeSet<&str> = pages.iter().chain(unseen).map(|page| page.paper.as_str()).collect();
    let fold = |page: &Page| papers.range(..page.paper.as_str()).count() % FOLDS;
    let mut choices: Choices = [Vec::new(), Vec::new()];
    for left_out in 0..FOLDS {
        let learned: Vec<&Page> = pages.iter().copied().filter(|page| fold(page) != left_out).collect();
        let checked: Vec<&Page> = unseen.iter().copied().filter(|page| fold(page) == left_out).collect();
        let of_others = fit_kind(&learned, settings, &mut |_| ());
        for of_page in in_threads(&checked, |page| page_choices(page, &of_others)) {
            choices.iter_mut().zip(of_page).for_each(|(all, of_page)| all.extend(of_page));
        }
    }
    let fitted = [("places", &mut weights.place_confidence[..]), ("stories", &mut weights.story_confidence[..])];
    for ((name, weights), choices) in fitted.into_iter().zip(choices) {
        fit_confidence(&choices, weights);
        let said: Vec<(f32, bool)> = choices.iter().map(|(known, right)| (logistic(weights, known), *right)).collect();
        log_reliability(name, &said, log);
    }
    let joins = in_threads(pages, |page| joins(page, weights));
    let checked = pages.iter().zip(joins).filter(|(page, _)| page.check).flat_map(|(_, joins)| joins);
    log_reliability("joins", &checked.collect::<Vec<_>>(), log);
}

/// Logs how often stories are right that are said with each confidence, and how many of those that are
/// right are said with the highest.
pub fn log_confidence(lessons: &[&Lesson], roles: &RoleModels, weights: &StoryWeights, mut log: impl FnMut(String)) {
    let of_lesson = |lesson: &&Lesson| {
        let page = Page::new(lesson, roles);
        let weights = weights.of(page.kind);
        let [_, stories] = page_choices(&page, weights);
        let said = |(known, right): (Vec<f32>, bool)| (logistic(&weights.story_confidence, &known), right);
        stories.into_iter().map(said).collect::<Vec<_>>()
    };
    let said = in_threads(lessons, of_lesson).concat();
    log_reliability("stories", &said, &mut log);
    let right = said.iter().filter(|story| story.1);
    let sure = right.clone().filter(|story| story.0 >= 0.9).count();
    log(format!("stories: {sure} of {} right ones said with .9 and more", right.count()));
}

/// Maps all items, in a fixed number of threads.
fn in_threads<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let size = items.len().div_ceil(THREADS).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> =
            items.chunks(size).map(|chunk| scope.spawn(|| chunk.iter().map(&map).collect::<Vec<R>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the work does not panic")).collect()
    })
}

/// A partition's features, and the number of links that it has as gold has them.
type State = (Vec<f32>, usize);

/// Pairs of partitions, one of which has more of gold's links.
fn new_pairs(page: &Page, weights: &Weights, settings: Settings, seed: u64) -> Vec<Row> {
    let state = |partition: &Partition| -> State {
        let links = partition.chains.after.iter().zip(&page.gold.after);
        (features(page, partition), links.filter(|(a, b)| a == b).count())
    };
    let mut pairs: Vec<Row> = Vec::new();
    let mut add = |a: &State, b: &State| match a.1.cmp(&b.1) {
        Ordering::Greater => pairs.push(difference(&a.0, &b.0, 1.0)),
        Ordering::Less => pairs.push(difference(&b.0, &a.0, 1.0)),
        Ordering::Equal => {}
    };
    let mut current: Option<(State, f32)> = None;
    let (found, _) = page.search(weights, |partition, score| {
        let next = state(partition);
        match &current {
            Some((known, best)) => {
                add(known, &next);
                if score > *best {
                    current = Some((next, score));
                }
            }
            None => current = Some((next, score)),
        }
    });
    let gold = Partition::new(&page.graph, page.gold.clone());
    let of_gold = state(&gold);
    let of_page = weights.global.at(page.graph.facts);
    let scorer = page.scorer(&of_page);
    for changes in scorer.moves(&gold, &LinkScores::new(&scorer)) {
        let mut next = gold.clone();
        next.apply(&page.graph, &changes);
        add(&of_gold, &state(&next));
    }
    Rng::with_seed(seed ^ page.graph.nodes.len() as u64).shuffle(&mut pairs);
    pairs.truncate(MAX_PAIRS);
    let found = state(&found);
    let wrong = page.gold.after.len() - found.1;
    if wrong > 0 {
        let pair = difference(&of_gold.0, &found.0, 1.0 / wrong as f32);
        pairs.extend(std::iter::repeat_n(pair, settings.found_pairs));
    }
    pairs
}

fn difference(better: &[f32], worse: &[f32], scale: f32) -> Row {
    let differences = better.iter().zip(worse).map(|(a, b)| (a - b) * scale).enumerate();
    differences.filter(|d| d.1 != 0.0).map(|(n, d)| (n as u16, d)).collect()
}

/// The features of a partition: its score is their dot product with the weights.
fn features(page: &Page, partition: &Partition) -> Vec<f32> {
    let mut out = vec![0f32; WIDTH];
    for (i, j) in partition.chains.after.iter().enumerate().filter_map(|(i, after)| Some((i, (*after)?))) {
        let Some(at) = page.candidates.find(i, j) else { continue };
        let mut features = page.features[at];
        add_global_features(&page.graph, partition, i, j, &mut features);
        let kind = kind_of(&page.graph, i, j);
        for (n, feature) in features.iter().enumerate() {
            out[kind * LINK_WIDTH + n] += feature;
            out[COMMON + n] += feature;
        }
        for (side, node) in [(0, j), (1, i)] {
            let at = boundary_offset(side, &page.graph, node);
            let boundary = boundary_features(&page.graph, node);
            out[at..at + BOUNDARY_WIDTH].iter_mut().zip(boundary).for_each(|(sum, feature)| *sum -= feature);
        }
    }
    for story in partition.stories() {
        let at = boundary_offset(0, &page.graph, partition.members(story)[0]);
        let features = story_features(&page.graph, partition, story);
        out[at..at + BOUNDARY_WIDTH].iter_mut().zip(features).for_each(|(sum, feature)| *sum += feature);
    }
    out
}

/// The vector of weights as those of pages.
fn page_weights(all: &[f32]) -> PageWeights {
    let mut tables = all.chunks(WIDTH).map(weight_table);
    PageWeights { base: tables.next().expect("there is a base"), by_fact: tables.collect() }
}

/// Where in the vector the weights of a node as a start (side 0) or an end (side 1) begin.
fn boundary_offset(side: usize, graph: &Graph, node: usize) -> usize {
    BOUNDARIES + (side * 3 + graph.nodes[node].class as usize) * BOUNDARY_WIDTH
}

fn kind_of(graph: &Graph, i: usize, j: usize) -> usize {
    link_kind(graph.nodes[i].class, graph.nodes[j].class)
}

/// The vector of weights as a table.
fn weight_table(all: &[f32]) -> WeightTable {
    let mut own = ScoringWeights::zero();
    for (row, weights) in own.link.iter_mut().zip(all.chunks(LINK_WIDTH)) {
        row.copy_from_slice(weights);
    }
    for (row, weights) in own.start.iter_mut().chain(&mut own.end).zip(all[BOUNDARIES..].chunks(BOUNDARY_WIDTH)) {
        row.copy_from_slice(weights);
    }
    WeightTable { common: all[COMMON..].try_into().expect("there is one for each feature"), own }
}

/// The rows of all links and boundaries of a page, and the choices between them.
fn choices(page: &Page) -> (Vec<Row>, Vec<Choice>) {
    let mut rows: Vec<Row> = Vec::new();
    let mut sides = [0, 1].map(|side| {
        let boundary = |node: usize| {
            let features = boundary_features(&page.graph, node);
            rows.push(sparse(&features, boundary_offset(side, &page.graph, node)));
            Choice { options: vec![rows.len() as u32 - 1], gold: 0 }
        };
        (0..page.graph.nodes.len()).map(boundary).collect::<Vec<Choice>>()
    });
    for (link, features) in page.candidates.all.iter().zip(&page.features) {
        let (i, j) = (link.left, link.right);
        // a link is chosen from both sides, and each has half of its score
        let mut row = sparse(features, kind_of(&page.graph, i, j) * LINK_WIDTH);
        row.extend(sparse(features, COMMON));
        row.iter_mut().for_each(|(_, feature)| *feature /= 2.0);
        for (side, node) in [(0, j), (1, i)] {
            let choice = &mut sides[side][node];
            if page.gold.after[i] == Some(j) {
                choice.gold = choice.options.len();
            }
            choice.options.push(rows.len() as u32);
        }
        rows.push(row);
    }
    (rows, sides.into_iter().flatten().collect())
}

fn sparse(features: &[f32], offset: usize) -> Row {
    features.iter().enumerate().filter(|(_, v)| **v != 0.0).map(|(i, v)| ((offset + i) as u16, *v)).collect()
}

fn score(weights: &[f32], row: &Row) -> f32 {
    row.iter().map(|&(i, v)| weights[i as usize] * v).sum()
}

/// Fits weights to pages in minibatches: a table, and one for each fact that a page has. `errors` adds
/// a page's gradient by its weights, and returns the loss and the number of examples.
fn fit<P: Sync, const FACTS: usize>(
    pages: &[([f32; FACTS], P)],
    from: Vec<f32>,
    passes: usize,
    rate: f32,
    prior: impl Fn(usize, f32) -> f32,
    errors: impl Fn(&P, &[f32], &mut [f32]) -> (f64, usize) + Sync,
) -> (Vec<f32>, f64) {
    let mut adam = Adam::new(from);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    let mut random = Rng::with_seed(1);
    let steps = passes * order.len().div_ceil(BATCH);
    let (mut step, mut loss) = (0, (0f64, 0));
    for _ in 0..passes {
        random.shuffle(&mut order);
        loss = (0.0, 0);
        for batch in order.chunks(BATCH) {
            let of_pages = in_threads(batch, |&n| {
                let (facts, page) = &pages[n];
                let mut gradient = vec![0f32; WIDTH];
                let loss = errors(page, &weights_at(&adam.weights, facts), &mut gradient);
                (gradient, loss)
            });
            let mut gradient = vec![0f32; adam.weights.len()];
            let mut count = 0;
            for (&n, (of_page, (sum, examples))) in batch.iter().zip(of_pages) {
                add_gradient(&mut gradient, &of_page, &pages[n].0);
                count += examples;
                loss = (loss.0 + sum, loss.1 + examples);
            }
            let weights = adam.weights.iter().enumerate();
            let priors: Vec<f32> = weights.map(|(n, &weight)| prior(n, weight)).collect();
            gradient.iter_mut().zip(priors).for_each(|(g, prior)| *g = *g / count.max(1) as f32 + prior);
            adam.rate = rate * (1.0 - 0.9 * step as f32 / steps as f32);
            adam.step(&gradient, step);
            step += 1;
        }
    }
    (adam.weights, loss.0 / loss.1.max(1) as f64)
}

/// The weights of a page with these facts.
fn weights_at(all: &[f32], facts: &[f32]) -> Vec<f32> {
    let mut weights = all[..WIDTH].to_vec();
    for (fact, table) in facts.iter().zip(all[WIDTH..].chunks(WIDTH)) {
        weights.iter_mut().zip(table).for_each(|(w, more)| *w += fact * more);
    }
    weights
}

/// Adds the gradient of a page's weights to that of all weights.
fn add_gradient(all: &mut [f32], of_page: &[f32], facts: &[f32]) {
    for (fact, table) in [1.0].iter().chain(facts).zip(all.chunks_mut(WIDTH)) {
        table.iter_mut().zip(of_page).for_each(|(sum, g)| *sum += fact * g);
    }
}

/// Local weights: the conditional logit of the choices.
fn fit_local(pages: &[&Page], log: &mut impl FnMut(String)) -> Vec<f32> {
    let learned: Vec<&Page> = pages.iter().copied().filter(|page| !page.check).collect();
    let choices = in_threads(&learned, |page| (page.graph.facts, choices(page)));
    let prior = |n: usize, weight: f32| {
        let of_table = if n < WIDTH { 1.0 } else { LOCAL_FACTS_PRIOR };
        weight * DECAY * of_table * if n % WIDTH < BOUNDARIES { 1.0 } else { 1.0 / 8.0 }
    };
    let errors = |(rows, choices): &(Vec<Row>, Vec<Choice>), weights: &[f32], gradient: &mut [f32]| {
        let mut loss = 0f64;
        for choice in choices {
            let scores: Vec<f32> =
                choice.options.iter().map(|&option| score(weights, &rows[option as usize])).collect();
            let best = scores.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores.iter().map(|score| (score - best).exp()).sum();
            for (n, (&option, score)) in choice.options.iter().zip(&scores).enumerate() {
                let p = (score - best).exp() / total;
                let is_gold = n == choice.gold;
                let error = p - f32::from(u8::from(is_gold));
                if is_gold {
                    loss -= f64::from(p.max(1e-30).ln());
                }
                if error.abs() > 1e-4 {
                    rows[option as usize].iter().for_each(|&(i, v)| gradient[i as usize] += error * v);
                }
            }
        }
        (loss, choices.len())
    };
    let (weights, loss) = fit(&choices, vec![0.0; ALL], LOCAL_PASSES, LOCAL_RATE, prior, errors);
    log(format!("local: loss {loss:.4}"));
    weights
}

/// Global weights: the logistic regression of which of two partitions is better.
fn fit_global(
    pages: &[(PageFacts, Vec<Row>)],
    settings: Settings,
    from: Vec<f32>,
    local: &[f32],
    log: &mut impl FnMut(String),
) -> Vec<f32> {
    let prior = |n: usize, weight: f32| HOLD * (weight - local[n]) * if n < WIDTH { 1.0 } else { settings.facts_prior };
    let errors = |pairs: &Vec<Row>, weights: &[f32], gradient: &mut [f32]| {
        let mut loss = 0f64;
        for row in pairs {
            let p = 1.0 / (1.0 + (score(weights, row) / settings.temperature).exp());
            loss -= f64::from((1.0 - p).max(1e-30).ln());
            if p > 1e-4 {
                row.iter().for_each(|&(i, v)| gradient[i as usize] -= p * v / settings.temperature);
            }
        }
        (loss, pairs.len())
    };
    let (weights, loss) = fit(pages, from, GLOBAL_PASSES, GLOBAL_RATE, prior, errors);
    log(format!("global: loss {loss:.4}"));
    weights
}

/// Weights of the logistic regression that tells whether two linked pieces are one paragraph.
fn fit_joins(pages: &[Page]) -> LinkFeatures {
    let mut joins: Vec<(Row, bool)> = Vec::new();
    for page in pages.iter().filter(|page| !page.check) {
        let gold = Partition::new(&page.graph, page.gold.clone());
        for (link, features) in page.candidates.all.iter().zip(&page.features) {
            let (i, j) = (link.left, link.right);
            let (a, b) = (&page.graph.nodes[i], &page.graph.nodes[j]);
            if page.gold.after[i] == Some(j) && a.class == Class::Body && a.role == b.role {
                let mut features = *features;
                add_global_features(&page.graph, &gold, i, j, &mut features);
                add_join_features(&page.graph, i, &mut features);
                joins.push((sparse(&features, 0), page.para[i] == page.para[j]));
            }
        }
    }
    let mut adam = Adam::new(vec![0.0; LINK_WIDTH]);
    for step in 0..2 * STEPS {
        let mut gradient = vec![0f32; LINK_WIDTH];
        for (row, is_joined) in &joins {
            let p = 1.0 / (1.0 + (-score(&adam.weights, row)).exp());
            let error = p - f32::from(u8::from(*is_joined));
            row.iter().for_each(|&(i, v)| gradient[i as usize] += error * v);
        }
        let count = joins.len() as f32;
        gradient.iter_mut().zip(&adam.weights).for_each(|(g, w)| *g = *g / count + DECAY * w);
        adam.step(&gradient, step);
    }
    adam.weights.try_into().expect("there are as many weights as features")
}
