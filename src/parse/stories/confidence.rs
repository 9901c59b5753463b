//! Confidence from the score margin to the best alternative.

use super::partition::Partition;
use crate::order::sort_by_rank;
use crate::parse::parameters::{MAX_ALTERNATIVES, MAX_MARGIN};

/// The confidence of each place and of each story.
pub struct Confidence {
    /// For each node, that it follows its predecessor, or that it has none.
    pub places: Vec<f32>,
    pub stories: Vec<f32>,
}

/// The partitions that a search has tried, with their scores.
#[derive(Default)]
pub struct SearchTrace {
    partitions: Vec<(f32, Vec<Option<usize>>)>,
}

/// A logistic curve from margins to probabilities: its intercept and its slope.
pub type Curve = [f32; 2];

impl SearchTrace {
    pub fn add(&mut self, partition: &Partition, score: f32) {
        self.partitions.push((score, partition.chains.before.clone()));
    }

    /// For each node, the margin of `partition` over the best one in which the node has another
    /// predecessor; for each story, over the best one that differs in the story.
    pub fn margins(&self, partition: &Partition, score: f32) -> (Vec<f32>, Vec<f32>) {
        let mut places = vec![MAX_MARGIN; partition.nodes.len()];
        let mut stories = vec![MAX_MARGIN; partition.story_count()];
        for (other, before) in &self.partitions {
            let margin = (score - other).clamp(0.0, MAX_MARGIN);
            for (i, (a, b)) in before.iter().zip(&partition.chains.before).enumerate() {
                if a != b {
                    places[i] = places[i].min(margin);
                    for story in [Some(i), *b].into_iter().flatten().map(|n| partition.nodes[n].story) {
                        stories[story] = stories[story].min(margin);
                    }
                }
            }
        }
        (places, stories)
    }

    pub fn confidence(&self, partition: &Partition, score: f32, place: &Curve, story: &Curve) -> Confidence {
        let (places, stories) = self.margins(partition, score);
        let calibrate = |margins: Vec<f32>, curve: &Curve| margins.into_iter().map(|m| probability(curve, m)).collect();
        Confidence { places: calibrate(places, place), stories: calibrate(stories, story) }
    }

    /// The other predecessors that were tried for a node, the likeliest first, with their
    /// probabilities.
    ///
    /// The curve gives the probability that the chosen one is right by the margin to the nearest
    /// alternative; the rest is distributed among all alternatives by their margins.
    pub fn alternatives(
        &self,
        partition: &Partition,
        score: f32,
        place: &Curve,
        node: usize,
    ) -> Vec<(Option<usize>, f32)> {
        let chosen = partition.chains.before[node];
        let mut margins: Vec<(Option<usize>, f32)> = Vec::new();
        for (other, before) in self.partitions.iter().filter(|(_, before)| before[node] != chosen) {
            let margin = (score - other).clamp(0.0, MAX_MARGIN);
            match margins.iter_mut().find(|(known, _)| *known == before[node]) {
                Some((_, least)) => *least = least.min(margin),
                None => margins.push((before[node], margin)),
            }
        }
        sort_by_rank(&mut margins, |&(before, margin)| (margin, before.map_or(0, |b| b + 1)));
        let rest = margins.first().map_or(0.0, |nearest| 1.0 - probability(place, nearest.1));
        // on pages with gold the nearest alternative is right less often than by its margin alone;
        // the square root matches the counts
        let weight = |margin: f32| (1.0 - probability(place, margin)).sqrt();
        let sum = margins.iter().map(|other| weight(other.1)).sum::<f32>().max(f32::MIN_POSITIVE);
        let share = |(before, margin): (Option<usize>, f32)| (before, weight(margin) * rest / sum);
        margins.into_iter().take(MAX_ALTERNATIVES).map(share).collect()
    }
}

/// The curve's value at a margin: 0..1.
pub fn probability(curve: &Curve, margin: f32) -> f32 {
    1.0 / (1.0 + (-curve[0] - curve[1] * margin).exp())
}
