//! Calibration of the confidence: margins → probabilities that a choice is right.

use super::adam::{Adam, STEPS};
use super::page::{Page, story};
use banmian::training::stories::{Curve, Partition, SearchTrace, Weights, join_probability, probability};

/// Margins and whether the choice is right: of places, and of stories.
pub type Margins = [Vec<(f32, bool)>; 2];

/// The margins of the partition that the search finds.
pub fn page_margins(page: &Page, weights: &Weights) -> Margins {
    let mut trace = SearchTrace::default();
    let (partition, score) = page.search(weights, |partition, score| trace.add(partition, score));
    let (places, stories) = trace.margins(&partition, score);
    let is_right = |i: usize| partition.chains.before[i] == page.gold.before[i];
    let is_whole = |n: usize| {
        let first = partition.members(n)[0];
        story(&partition.chains, first) == story(&page.gold, first)
    };
    [
        places.into_iter().enumerate().map(|(i, margin)| (margin, is_right(i))).collect(),
        stories.into_iter().enumerate().map(|(n, margin)| (margin, is_whole(n))).collect(),
    ]
}

/// The confidence of each join of the partition that the search finds, and whether it is right.
pub fn joins(page: &Page, weights: &Weights) -> Vec<(f32, bool)> {
    let mut trace = SearchTrace::default();
    let (partition, score) = page.search(weights, |partition, score| trace.add(partition, score));
    let confidence = trace.confidence(&partition, score, &weights.place_confidence, &weights.story_confidence);
    let text_order = Partition::new(&page.graph, page.graph.text_order());
    let links = partition.chains.after.iter().enumerate().filter_map(|(i, after)| Some((i, (*after)?)));
    links
        .filter_map(|(i, j)| {
            let p = join_probability(&page.graph, &partition, &text_order, &weights.join, i, j)?;
            let is_right = page.gold.after[i] == Some(j) && page.para[i] == page.para[j];
            Some((p * confidence.places[j], is_right))
        })
        .collect()
}

/// The logistic curve of the probability that a choice is right, by its margin (Platt 1999).
pub fn fit_curve(margins: &[(f32, bool)]) -> Curve {
    let mut adam = Adam::new(vec![0.0; 2]);
    for step in 0..4 * STEPS {
        let mut gradient = [0f32; 2];
        for &(margin, right) in margins {
            let error = probability(&[adam.weights[0], adam.weights[1]], margin) - f32::from(u8::from(right));
            gradient[0] += error;
            gradient[1] += error * margin;
        }
        adam.step(&gradient.map(|g| g / margins.len().max(1) as f32), step);
    }
    [adam.weights[0], adam.weights[1]]
}

/// Logs, for each tenth of confidence, the mean confidence and the share that is right.
pub fn log_reliability(
    name: &str,
    found: &[(f32, bool)],
    confidence: impl Fn(f32) -> f32,
    log: &mut impl FnMut(String),
) {
    for tenth in 0..10 {
        let (low, high) = (tenth as f32 / 10.0, (tenth + 1) as f32 / 10.0);
        let within: Vec<(f32, bool)> = found
            .iter()
            .map(|&(margin, right)| (confidence(margin), right))
            .filter(|(confidence, _)| (low..high).contains(confidence))
            .collect();
        if within.is_empty() {
            continue;
        }
        let count = within.len();
        let mean: f32 = within.iter().map(|w| w.0).sum::<f32>() / count as f32;
        let right = within.iter().filter(|w| w.1).count() as f32 / count as f32;
        log(format!("{name}: confidence {mean:.3}, right {right:.3} of {count}"));
    }
}
