//! Confidence: of a place from the score margin to the best alternative, of a story also from how
//! certain the roles of its fragments are and from what page it is on.

use super::graph::Graph;
use super::node::Class;
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

/// Names of what the confidence of a story is told from, each 0..1.
pub const STORY_EVIDENCE: [&str; 14] = [
    "intercept",
    "margin",
    "least-margin-of-page",
    "mean-margin-of-page",
    "least-certain-role",
    "mean-certainty-of-roles",
    "least-certain-neighbour",
    "has-title",
    "has-text",
    "maybe-subhead",
    "gaps",
    "size",
    "opening-share",
    "out-of-order",
];

/// The values of [`STORY_EVIDENCE`] of a story.
pub type StoryEvidence = [f32; STORY_EVIDENCE.len()];

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

    pub fn confidence(
        &self,
        graph: &Graph,
        partition: &Partition,
        score: f32,
        place: &Curve,
        story: &StoryEvidence,
    ) -> Confidence {
        let (places, stories) = self.margins(partition, score);
        Confidence {
            places: places.into_iter().map(|margin| probability(place, margin)).collect(),
            stories: evidence(graph, partition, &stories).map(|evidence| logistic(story, &evidence)).collect(),
        }
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
    logistic(curve, &[1.0, margin])
}

/// The logistic function of a weighted sum: 0..1.
pub fn logistic(weights: &[f32], values: &[f32]) -> f32 {
    let sum: f32 = weights.iter().zip(values).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + libm::expf(-sum))
}

/// The evidence for each story of the partition, whose margins are given.
pub fn evidence<'a>(
    graph: &'a Graph,
    partition: &'a Partition,
    margins: &'a [f32],
) -> impl Iterator<Item = StoryEvidence> + 'a {
    let least_margin = margins.iter().copied().fold(MAX_MARGIN, f32::min) / MAX_MARGIN;
    let mean_margin = margins.iter().sum::<f32>() / margins.len().max(1) as f32 / MAX_MARGIN;
    let certainty = |node: usize| graph.nodes.get(node).map_or(1.0, |node| node.certainty);
    (0..partition.story_count()).map(move |story| {
        let members = partition.members(story);
        let count = members.len() as f32;
        let is_member = |node: usize| {
            partition.nodes.get(node).is_some_and(|other| other.story == partition.nodes[members[0]].story)
        };
        let neighbours =
            members.iter().flat_map(|&node| [node.wrapping_sub(1), node + 1]).filter(|&node| !is_member(node));
        let has = |class: Class| f32::from(u8::from(members.iter().any(|&node| graph.nodes[node].class == class)));
        let doubt = |node: usize| {
            let p = graph.nodes[node].maybe_subhead;
            2.0 * p.min(1.0 - p)
        };
        let gaps = members.iter().filter(|&&node| !is_member(node + 1)).count() as f32 - 1.0;
        [
            1.0,
            margins[story] / MAX_MARGIN,
            least_margin,
            mean_margin,
            members.iter().map(|&node| certainty(node)).fold(1.0, f32::min),
            members.iter().map(|&node| certainty(node)).sum::<f32>() / count,
            neighbours.map(certainty).fold(1.0, f32::min),
            has(Class::Title),
            has(Class::Body),
            members.iter().map(|&node| doubt(node)).fold(0.0, f32::max),
            gaps / (1.0 + gaps),
            count / (10.0 + count),
            graph.opening_share,
            partition.out_of_order_ratio.min(1.0),
        ]
    })
}
