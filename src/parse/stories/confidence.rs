//! How sure a reading is, by how much less the page would gain without what is in doubt.

use super::OTHERS;
use super::partition::Reading;
use crate::order::sort_by_rank;

/// More than this is as sure as can be.
const SURE: f32 = 15.0;

/// How sure each link, and each story as a whole, is.
pub(super) struct Certainty {
    /// For each node, that it follows what it follows, or that nothing comes before it.
    pub places: Vec<f32>,
    pub stories: Vec<f32>,
}

/// Readings that were tried, with what each gains.
#[derive(Default)]
pub(super) struct Tried {
    readings: Vec<(f32, Vec<Option<usize>>)>,
}

/// For a margin, how sure it is: a logistic curve's height at 0 and its slope.
pub(super) type Curve = [f32; 2];

impl Tried {
    pub fn note(&mut self, reading: &Reading, total: f32) {
        self.readings.push((total, reading.chains.before.clone()));
    }

    /// How much more `reading` gains than the best of the others that has another node before
    /// each node; and than the best that does not have each story whole.
    pub fn margins(&self, reading: &Reading, total: f32) -> (Vec<f32>, Vec<f32>) {
        let mut places = vec![SURE; reading.story_of.len()];
        let mut stories = vec![SURE; reading.len()];
        for (other, before) in &self.readings {
            let margin = (total - other).clamp(0.0, SURE);
            for (i, (a, b)) in before.iter().zip(&reading.chains.before).enumerate() {
                if a != b {
                    places[i] = places[i].min(margin);
                    for story in [Some(i), *b].into_iter().flatten().map(|n| reading.story_of[n]) {
                        stories[story] = stories[story].min(margin);
                    }
                }
            }
        }
        (places, stories)
    }

    pub fn certainty(&self, reading: &Reading, total: f32, place: &Curve, story: &Curve) -> Certainty {
        let (places, stories) = self.margins(reading, total);
        let sure = |margins: Vec<f32>, curve: &Curve| margins.into_iter().map(|m| height(curve, m)).collect();
        Certainty { places: sure(places, place), stories: sure(stories, story) }
    }

    /// What else might come before a node, the likeliest first, and how likely it is.
    ///
    /// The curve says of a margin how likely the choice is right; what the nearest of the others
    /// leaves of that is shared out among all of them by their margins.
    pub fn others(&self, reading: &Reading, total: f32, place: &Curve, node: usize) -> Vec<(Option<usize>, f32)> {
        let chosen = reading.chains.before[node];
        let mut others: Vec<(Option<usize>, f32)> = Vec::new();
        for (other, before) in self.readings.iter().filter(|(_, before)| before[node] != chosen) {
            let margin = (total - other).clamp(0.0, SURE);
            match others.iter_mut().find(|(known, _)| *known == before[node]) {
                Some((_, least)) => *least = least.min(margin),
                None => others.push((before[node], margin)),
            }
        }
        sort_by_rank(&mut others, |&(before, margin)| (margin, before.map_or(0, |b| b + 1)));
        let left = others.first().map_or(0.0, |nearest| 1.0 - height(place, nearest.1));
        // the root, as counted on pages with gold: the nearest is right less often than it seems
        let weight = |margin: f32| (1.0 - height(place, margin)).sqrt();
        let sum = others.iter().map(|other| weight(other.1)).sum::<f32>().max(f32::MIN_POSITIVE);
        let share = |(before, margin): (Option<usize>, f32)| (before, weight(margin) * left / sum);
        others.into_iter().take(OTHERS).map(share).collect()
    }
}

/// The curve's height at a margin: 0..1.
pub(super) fn height(curve: &Curve, margin: f32) -> f32 {
    1.0 / (1.0 + (-curve[0] - curve[1] * margin).exp())
}
