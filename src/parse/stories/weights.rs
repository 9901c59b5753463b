//! The weights of the stories' scores, learned from pages with gold and kept in `weights/`.
//!
//! There are two models. On a page whose stories all open with a cue, such as a dateline, a text
//! without one goes on with a story; on other pages it may well begin one. One set of weights for
//! both kinds of page reads either worse than a set for each.

use super::confidence::Curve;
use super::features::{
    BOUNDARY_FEATURES, BOUNDARY_WIDTH, BoundaryFeatures, LINK_FEATURES, LINK_KINDS, LINK_WIDTH, LinkFeatures,
};
use crate::parse::parameters::MIN_OPENING_SHARE;
use std::sync::OnceLock;

/// Names of the node classes, in the order of their index.
const CLASSES: [&str; 3] = ["title", "byline", "body"];
const CURVE: [&str; 2] = ["intercept", "slope"];

// `NAMES` of features, and the `HUNDREDTHS` that each table of each file gives each.
include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// Weights by which links and stories are scored.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoringWeights {
    /// Of a link, by its kind.
    pub link: [LinkFeatures; LINK_KINDS.len()],
    /// Of the first node of a story, by its class.
    pub start: [BoundaryFeatures; CLASSES.len()],
    /// Of the last node of a story, by its class.
    pub end: [BoundaryFeatures; CLASSES.len()],
}

#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// For links by their local features alone, with which the search begins.
    pub local: ScoringWeights,
    /// For links in a partition.
    pub global: ScoringWeights,
    /// For the probability that two linked pieces are one paragraph.
    pub join: LinkFeatures,
    /// For the confidence of a fragment's place.
    pub place_confidence: Curve,
    /// For the confidence of a story.
    pub story_confidence: Curve,
}

impl ScoringWeights {
    pub fn zero() -> Self {
        Self {
            link: [[0.0; LINK_WIDTH]; LINK_KINDS.len()],
            start: [[0.0; BOUNDARY_WIDTH]; CLASSES.len()],
            end: [[0.0; BOUNDARY_WIDTH]; CLASSES.len()],
        }
    }
}

impl Weights {
    pub fn zero() -> Self {
        Self {
            local: ScoringWeights::zero(),
            global: ScoringWeights::zero(),
            join: [0.0; LINK_WIDTH],
            place_confidence: [0.0; 2],
            story_confidence: [0.0; 2],
        }
    }

    /// The weights that are compiled in, for a page with this share of openings.
    pub fn learned(opening_share: f32) -> &'static Self {
        static LEARNED: [OnceLock<Weights>; HUNDREDTHS.len()] = [OnceLock::new(), OnceLock::new()];
        let file = usize::from(opening_share < MIN_OPENING_SHARE);
        LEARNED[file].get_or_init(|| {
            let mut weights = Self::read(HUNDREDTHS[file]);
            if file > 0 {
                // whether a sentence goes on does not depend on how stories open
                weights.join = Self::learned(1.0).join;
            }
            weights
        })
    }

    /// Every table of the file: its name, the names of its weights, and the weights.
    fn tables(&mut self) -> Vec<(String, &'static [&'static str], &mut [f32])> {
        let mut out: Vec<(String, &'static [&'static str], &mut [f32])> = Vec::new();
        for (name, weights) in [("local", &mut self.local), ("global", &mut self.global)] {
            for (kind, row) in LINK_KINDS.iter().zip(&mut weights.link) {
                out.push((format!("{name} {kind}"), LINK_FEATURES, row));
            }
            for (class, row) in CLASSES.iter().zip(&mut weights.start) {
                out.push((format!("{name} start-{class}"), BOUNDARY_FEATURES, row));
            }
            for (class, row) in CLASSES.iter().zip(&mut weights.end) {
                out.push((format!("{name} end-{class}"), BOUNDARY_FEATURES, row));
            }
        }
        out.push(("join".into(), LINK_FEATURES, &mut self.join));
        out.push(("place-confidence".into(), &CURVE, &mut self.place_confidence));
        out.push(("story-confidence".into(), &CURVE, &mut self.story_confidence));
        out
    }

    /// Reads the tables of a file; weights that it lacks are 0.
    fn read(file: &[(&str, [i16; NAMES.len()])]) -> Self {
        let mut weights = Self::zero();
        let mut tables = weights.tables();
        for (name, hundredths) in file {
            let Some((_, names, row)) = tables.iter_mut().find(|table| table.0 == *name) else { continue };
            // the file has the names in the order of the features, so the next one is mostly near
            let mut next = 0;
            for (name, weight) in NAMES.iter().zip(hundredths).filter(|(_, weight)| **weight != 0) {
                let mut places = (next..names.len()).chain(0..next);
                if let Some(place) = places.find(|&place| names[place] == *name) {
                    row[place] = f32::from(*weight) / 100.0;
                    next = place;
                }
            }
        }
        weights
    }

    /// The text of a file of weights.
    #[cfg(feature = "train")]
    pub fn write(&self) -> String {
        let mut copy = self.clone();
        let mut out = String::new();
        for (table, names, row) in copy.tables() {
            for (name, value) in names.iter().zip(row) {
                if value.abs() >= 0.005 {
                    out.push_str(&format!("{table}\t{name}\t{value:.2}\n"));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_of_the_file_is_read_as_it_is_written() {
        let files = [include_str!("weights/opened.tsv"), include_str!("weights/unopened.tsv")];
        for (file, text) in HUNDREDTHS.into_iter().zip(files) {
            let mut weights = Weights::read(file);
            let tables = weights.tables();
            for row in text.lines() {
                let cells: Vec<&str> = row.split('\t').collect();
                let (_, names, weights) = tables.iter().find(|table| table.0 == cells[0]).unwrap();
                let place = names.iter().position(|name| *name == cells[1]).unwrap();
                assert_eq!(Ok(weights[place]), cells[2].parse(), "{row}");
            }
        }
    }
}
