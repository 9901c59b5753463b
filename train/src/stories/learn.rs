//! Learns the weights by which fragments are linked to stories.
//!
//! The local weights are those of a conditional logit (McFadden 1974) on both sides of every link:
//! of all that could precede a fragment, the gold one; of all that could follow it, the gold one.
//! The global weights are learned by the same choice of gold's partition among its neighbours and
//! those that the search tries (contrastive estimation, Smith and Eisner 2005), the search being
//! run again with what was learned from it. Full batches, a fixed number of steps: the same pages
//! always give the same weights.

use super::adam::{Adam, STEPS};
use super::calibration::{Margins, fit_curve, joins, log_reliability, margins};
use super::page::{Page, log_accuracy};
use crate::lesson::Lesson;
use banmian::training::stories::{
    BOUNDARY_WIDTH, Chains, Class, Graph, LINK_KINDS, LINK_WIDTH, LinkFeatures, LinkScores, Partition, ScoringWeights,
    Weights, add_global_features, boundary_features, link_kind, probability, story_features,
};
use std::thread;

/// Number of times that the search is run again with what was learned from it.
const EPOCHS: usize = 6;
/// Partitions that are kept of a page and epoch, those of the highest scores.
const MAX_NEGATIVES: usize = 24;
/// Strength of the Gaussian prior on the local weights.
const DECAY: f32 = 4e-5;
/// Strength of the Gaussian prior that holds the global weights to the local ones.
const HOLD: f32 = 2e-3;
/// What scores of partitions are divided by: they are sums of many links' scores, and so more
/// certain than they should be.
const TEMPERATURE: f32 = 3.0;
/// Number of threads; fixed, so that sums are the same on any machine.
const THREADS: usize = 2;

// The weights as one vector: those of each kind of link, those of the starts and ends of stories by
// class, and those that links of all kinds have in common.
const BOUNDARIES: usize = LINK_KINDS.len() * LINK_WIDTH;
const COMMON: usize = BOUNDARIES + 2 * 3 * BOUNDARY_WIDTH;
const ALL: usize = COMMON + LINK_WIDTH;

/// A sparse vector of features.
type Row = Vec<(u16, f32)>;

/// A choice between rows of features, one of which is gold's.
struct Choice {
    options: Vec<u32>,
    gold: usize,
}

/// Learns from the lessons; returns the text of a file of weights. Calls `log` with lines on the
/// progress.
pub fn learn(lessons: &[Lesson], mut log: impl FnMut(String)) -> String {
    let pages = in_threads(lessons, Page::new);
    let mut weights = Weights::zero();
    let (rows, choices) = choices(pages.iter().filter(|p| !p.check));
    log(format!("{} links, {} choices", rows.len(), choices.len()));
    let local = fit_local(&rows, &choices, &mut log);
    weights.local = scoring_weights(&local);
    let found: Vec<Chains> = pages.iter().map(|page| page.scorer(&weights.local).best_chains()).collect();
    log_accuracy(&pages, &found, &mut log);
    // of each page, how the features of other partitions differ from those of gold's
    let mut negatives: Vec<Vec<Row>> = vec![Vec::new(); pages.len()];
    let mut global = local.clone();
    for epoch in 0..=EPOCHS {
        weights.global = scoring_weights(&global);
        let found = in_threads(&pages, |page| search(page, &weights, epoch < EPOCHS));
        let (found, new): (Vec<Chains>, Vec<Vec<Row>>) = found.into_iter().unzip();
        negatives.iter_mut().zip(new).for_each(|(all, new)| all.extend(new));
        log_accuracy(&pages, &found, &mut log);
        if epoch < EPOCHS {
            global = fit_global(&negatives, &local, &mut log);
        }
    }
    weights.join = fit_joins(&pages);
    calibrate(&pages, &mut weights, &mut log);
    weights.write()
}

/// Fits the curves of the confidence on the pages that are checked on.
fn calibrate(pages: &[Page], weights: &mut Weights, log: &mut impl FnMut(String)) {
    let margins = in_threads(pages, |page| margins(page, weights));
    let checked = || pages.iter().zip(&margins).filter(|(page, _)| page.check);
    let collect = |at: usize, is_wanted: &dyn Fn(&Page) -> bool| -> Vec<(f32, bool)> {
        let wanted = checked().filter(|(page, _)| is_wanted(page));
        wanted.flat_map(|(_, margins): (_, &Margins)| margins[at].iter().copied()).collect()
    };
    for (at, name, curve) in
        [(0, "places", &mut weights.place_confidence), (1, "stories", &mut weights.story_confidence)]
    {
        *curve = fit_curve(&collect(at, &|_| true));
        for (mixed, kind) in [(false, "checked on"), (true, "mixed")] {
            let of_kind = collect(at, &|page| page.name.starts_with("mixed/") == mixed);
            log_reliability(&format!("{name}, {kind}"), &of_kind, |margin| probability(curve, margin), log);
        }
    }
    let joins = in_threads(pages, |page| joins(page, weights));
    let checked = pages.iter().zip(joins).filter(|(page, _)| page.check).flat_map(|(_, joins)| joins);
    log_reliability("joins", &checked.collect::<Vec<_>>(), |confidence| confidence, log);
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

/// The chains that the search finds; if `learning`, also how the features of the partitions of the
/// highest scores differ from those of gold's.
fn search(page: &Page, weights: &Weights, learning: bool) -> (Chains, Vec<Row>) {
    let mut tried: Vec<(f32, Vec<f32>)> = Vec::new();
    let learning = learning && !page.check;
    let mut visit = |partition: &Partition, score: f32| {
        if learning && partition.chains != page.gold {
            tried.push((score, features(page, partition)));
        }
    };
    let (partition, _) = page.search(weights, &mut visit);
    if !learning {
        return (partition.chains, Vec::new());
    }
    let gold = Partition::new(&page.graph, page.gold.clone());
    let scorer = page.scorer(&weights.global);
    for changes in scorer.moves(&gold, &LinkScores::new(&scorer)) {
        let mut next = gold.clone();
        next.apply(&page.graph, &changes);
        visit(&next, scorer.score(&next));
    }
    let of_gold = features(page, &gold);
    tried.sort_by(|a, b| b.0.total_cmp(&a.0));
    tried.truncate(MAX_NEGATIVES);
    let difference = |features: Vec<f32>| {
        let differences = features.iter().zip(&of_gold).map(|(a, b)| a - b);
        differences.enumerate().filter(|d| d.1 != 0.0).map(|(n, d)| (n as u16, d)).collect()
    };
    (partition.chains, tried.into_iter().map(|(_, features)| difference(features)).collect())
}

/// The features of a partition: its score is their dot product with the weights.
fn features(page: &Page, partition: &Partition) -> Vec<f32> {
    let mut out = vec![0f32; ALL];
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

/// Where in the vector the weights of a node as a start (side 0) or an end (side 1) begin.
fn boundary_offset(side: usize, graph: &Graph, node: usize) -> usize {
    BOUNDARIES + (side * 3 + graph.nodes[node].class as usize) * BOUNDARY_WIDTH
}

fn kind_of(graph: &Graph, i: usize, j: usize) -> usize {
    link_kind(graph.nodes[i].class, graph.nodes[j].class).expect("candidates have a kind")
}

/// The vector of weights as tables, the common weights added to those of each kind.
fn scoring_weights(all: &[f32]) -> ScoringWeights {
    let mut weights = ScoringWeights::zero();
    for (kind, row) in weights.link.iter_mut().enumerate() {
        let own = &all[kind * LINK_WIDTH..(kind + 1) * LINK_WIDTH];
        row.iter_mut().zip(own).zip(&all[COMMON..]).for_each(|((w, own), common)| *w = own + common);
    }
    for class in 0..3 {
        weights.start[class].copy_from_slice(&all[BOUNDARIES + class * BOUNDARY_WIDTH..][..BOUNDARY_WIDTH]);
        weights.end[class].copy_from_slice(&all[BOUNDARIES + (3 + class) * BOUNDARY_WIDTH..][..BOUNDARY_WIDTH]);
    }
    weights
}

/// The rows of all links and boundaries, and the choices between them.
fn choices<'p>(pages: impl Iterator<Item = &'p Page>) -> (Vec<Row>, Vec<Choice>) {
    let mut rows: Vec<Row> = Vec::new();
    let mut choices = Vec::new();
    for page in pages {
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
        choices.extend(sides.into_iter().flatten());
    }
    (rows, choices)
}

fn sparse(features: &[f32], offset: usize) -> Row {
    features.iter().enumerate().filter(|(_, v)| **v != 0.0).map(|(i, v)| ((offset + i) as u16, *v)).collect()
}

fn score(weights: &[f32], row: &Row) -> f32 {
    row.iter().map(|&(i, v)| weights[i as usize] * v).sum()
}

/// Local weights: the conditional logit of the choices.
fn fit_local(rows: &[Row], choices: &[Choice], log: &mut impl FnMut(String)) -> Vec<f32> {
    let mut adam = Adam::new(vec![0.0; ALL]);
    for step in 0..STEPS {
        let scores: Vec<f32> = rows.iter().map(|row| score(&adam.weights, row)).collect();
        let mut errors = vec![0f32; rows.len()];
        let mut loss = 0f64;
        for choice in choices {
            let best = choice.options.iter().map(|&o| scores[o as usize]).fold(f32::MIN, f32::max);
            let total: f32 = choice.options.iter().map(|&o| (scores[o as usize] - best).exp()).sum();
            for (n, &o) in choice.options.iter().enumerate() {
                let p = (scores[o as usize] - best).exp() / total;
                let is_gold = n == choice.gold;
                errors[o as usize] += p - f32::from(u8::from(is_gold));
                if is_gold {
                    loss -= f64::from(p.max(1e-30).ln());
                }
            }
        }
        let mut gradient = vec![0f32; ALL];
        for (row, p) in rows.iter().zip(&errors).filter(|(_, p)| **p != 0.0) {
            row.iter().for_each(|&(i, v)| gradient[i as usize] += p * v);
        }
        let prior = adam.weights.iter().enumerate().map(|(n, w)| w * if n < BOUNDARIES { DECAY } else { DECAY / 8.0 });
        let count = choices.len() as f32;
        gradient = gradient.iter().zip(prior).map(|(g, prior)| g / count + prior).collect();
        adam.step(&gradient, step);
        if step + 1 == STEPS {
            log(format!("local: loss {:.4}", loss / choices.len() as f64));
        }
    }
    adam.weights
}

/// Global weights: those by which gold's partition scores higher than all others that were tried.
fn fit_global(negatives: &[Vec<Row>], local: &[f32], log: &mut impl FnMut(String)) -> Vec<f32> {
    let pages: Vec<&Vec<Row>> = negatives.iter().filter(|rows| !rows.is_empty()).collect();
    let count = pages.len() as f32;
    let mut adam = Adam::new(local.to_vec());
    for step in 0..STEPS {
        let weights = &adam.weights;
        let results = in_threads(&pages, |rows| {
            let scores: Vec<f32> = rows.iter().map(|row| score(weights, row) / TEMPERATURE).collect();
            let top = scores.iter().copied().fold(0.0, f32::max);
            let total: f32 = (-top).exp() + scores.iter().map(|s| (s - top).exp()).sum::<f32>();
            let errors: Vec<f32> = scores.iter().map(|score| (score - top).exp() / total / TEMPERATURE).collect();
            (f64::from(total.ln() + top), errors)
        });
        let mut gradient = vec![0f32; ALL];
        for (rows, (_, errors)) in pages.iter().zip(&results) {
            for (row, p) in rows.iter().zip(errors).filter(|(_, p)| **p > 1e-5) {
                row.iter().for_each(|&(i, v)| gradient[i as usize] += p * v);
            }
        }
        let prior = adam.weights.iter().zip(local).map(|(w, local)| HOLD * (w - local));
        gradient = gradient.iter().zip(prior).map(|(g, prior)| g / count + prior).collect();
        adam.step(&gradient, step);
        if step + 1 == STEPS {
            let loss: f64 = results.iter().map(|result| result.0).sum();
            log(format!("global: loss {:.4}", loss / f64::from(count)));
        }
    }
    adam.weights
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
