//! How sure each link of a reading is.

use super::reading::Reading;
use super::search::Weighed;
use rustc_hash::FxHashMap;

/// How likely each link is among all that could take its place.
pub(super) struct Certainty {
    links: FxHashMap<(usize, usize), f32>,
    /// The same for each node to begin a story.
    pub begins: Vec<f32>,
}

impl Certainty {
    /// A link is as likely as it is among those to its right end and those from its left end.
    pub fn new(weighed: &Weighed, reading: &Reading) -> Self {
        let count = weighed.graph.nodes.len();
        let scores: Vec<f32> = weighed.gains_in(reading).iter().map(|gain| (gain / 2.0).exp()).collect();
        let (mut to, mut from) = (vec![1f32; count], vec![1f32; count]);
        for (&(i, j), score) in weighed.links.iter().zip(&scores) {
            to[j] += score;
            from[i] += score;
        }
        let share = |part: f32, whole: f32| if whole.is_finite() { (part / whole).clamp(0.0, 1.0) } else { 0.5 };
        let links = weighed
            .links
            .iter()
            .zip(&scores)
            .filter(|((i, j), _)| reading.chains.after[*i] == Some(*j))
            .map(|(&(i, j), &score)| ((i, j), (share(score, to[j]) * share(score, from[i])).sqrt()))
            .collect();
        Self { links, begins: to.iter().map(|&whole| share(1.0, whole)).collect() }
    }

    /// 0 for a link that the reading does not have.
    pub fn link(&self, left: usize, right: usize) -> f32 {
        self.links.get(&(left, right)).copied().unwrap_or(0.0)
    }
}
