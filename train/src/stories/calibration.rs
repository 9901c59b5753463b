//! Calibration of the confidence: margins → probabilities that a choice is right.

use super::page::{Page, story};
use crate::adam::{Adam, STEPS};
use banmian::training::stories::{Partition, SearchTrace, Weights, evidence, join_probability, logistic};

/// What is known of choices, and whether they are right: of places, and of stories.
pub type Choices = [Vec<(Vec<f32>, bool)>; 2];

/// The choices of the partition that the search finds.
pub fn page_choices(page: &Page, weights: &Weights) -> Choices {
    let mut trace = SearchTrace::default();
    let (partition, score) = page.search(weights, |partition, score| trace.add(partition, score));
    let (places, stories) = trace.margins(&partition, score);
    let is_right = |i: usize| partition.chains.before[i] == page.gold.before[i];
    let is_whole = |n: usize| {
        let first = partition.members(n)[0];
        story(&partition.chains, first) == story(&page.gold, first)
    };
    [
        places.into_iter().enumerate().map(|(i, margin)| (vec![1.0, margin], is_right(i))).collect(),
        evidence(&page.graph, &partition, &stories)
            .enumerate()
            .map(|(n, evidence)| (evidence.to_vec(), is_whole(n)))
            .collect(),
    ]
}

/// The confidence of each join of the partition that the search finds, and whether it is right.
pub fn joins(page: &Page, weights: &Weights) -> Vec<(f32, bool)> {
    let mut trace = SearchTrace::default();
    let (partition, score) = page.search(weights, |partition, score| trace.add(partition, score));
    let (place, story) = (&weights.place_confidence, &weights.story_confidence);
    let confidence = trace.confidence(&page.graph, &partition, score, place, story);
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

/// Fits the weights of the probability that a choice is right, by what is known of it (Platt 1999).
pub fn fit_confidence(choices: &[(Vec<f32>, bool)], weights: &mut [f32]) {
    let mut adam = Adam::new(vec![0.0; weights.len()]);
    for step in 0..4 * STEPS {
        let mut gradient = vec![0f32; weights.len()];
        for (known, right) in choices {
            let error = logistic(&adam.weights, known) - f32::from(u8::from(*right));
            gradient.iter_mut().zip(known).for_each(|(g, value)| *g += error * value);
        }
        gradient.iter_mut().for_each(|g| *g /= choices.len().max(1) as f32);
        adam.step(&gradient, step);
    }
    weights.copy_from_slice(&adam.weights);
}

/// Logs, for each tenth of confidence, the mean confidence and the share that is right.
pub fn log_reliability(name: &str, found: &[(f32, bool)], log: &mut impl FnMut(String)) {
    for tenth in 0..10 {
        let (low, high) = (tenth as f32 / 10.0, (tenth + 1) as f32 / 10.0);
        let within: Vec<(f32, bool)> =
            found.iter().copied().filter(|(confidence, _)| (low..high).contains(confidence)).collect();
        if within.is_empty() {
            continue;
        }
        let count = within.len();
        let mean: f32 = within.iter().map(|w| w.0).sum::<f32>() / count as f32;
        let right = within.iter().filter(|w| w.1).count() as f32 / count as f32;
        log(format!("{name}: confidence {mean:.3}, right {right:.3} of {count}"));
    }
}
