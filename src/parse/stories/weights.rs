//! The weights of the stories' scores, learned from pages with gold and kept in `weights.tsv`.

use super::confidence::Curve;
use super::features::{
    BOUNDARY_FEATURES, BOUNDARY_WIDTH, BoundaryFeatures, LINK_FEATURES, LINK_KINDS, LINK_WIDTH, LinkFeatures,
};
use std::sync::OnceLock;

/// Names of the node classes, in the order of their index.
const CLASSES: [&str; 3] = ["title", "byline", "body"];
const CURVE: [&str; 2] = ["intercept", "slope"];

// `NAMES` of features, and the `HUNDREDTHS` that each table of the file gives each.
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

    /// The weights that are compiled in.
    pub fn learned() -> &'static Self {
        static LEARNED: OnceLock<Weights> = OnceLock::new();
        LEARNED.get_or_init(Self::read)
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

    /// Reads the tables that are compiled in; weights that the file lacks are 0.
    fn read() -> Self {
        let mut weights = Self::zero();
        let mut tables = weights.tables();
        for (name, hundredths) in &HUNDREDTHS {
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

    /// The text of `weights.tsv`.
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
        let mut weights = Weights::read();
        let tables = weights.tables();
        for row in include_str!("weights.tsv").lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            let (_, names, weights) = tables.iter().find(|table| table.0 == cells[0]).unwrap();
            let place = names.iter().position(|name| *name == cells[1]).unwrap();
            assert_eq!(Ok(weights[place]), cells[2].parse(), "{row}");
        }
    }
}
