//! The weights of the stories' scores, learned from pages with gold and kept in `weights/`.
//!
//! There are two models. On a page whose stories all open with a cue, such as a dateline, a text
//! without one goes on with a story; on other pages it may well begin one. One set of weights for
//! both kinds of page reads either worse than a set for each.

use super::confidence::{Curve, STORY_EVIDENCE, StoryEvidence};
use super::features::{
    BOUNDARY_FEATURES, BOUNDARY_WIDTH, BoundaryFeatures, LINK_FEATURES, LINK_KINDS, LINK_WIDTH, LinkFeatures,
};
use super::graph::{PAGE_FACTS, PageFacts};
use crate::parse::types::PageKind;
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

/// A table of weights as they are learned and kept.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightTable {
    /// What links of all kinds have in common.
    pub common: LinkFeatures,
    /// What comes to it for each kind of link, and the boundaries of stories.
    pub own: ScoringWeights,
}

/// Scoring weights that depend on how the page is set.
#[derive(Clone, Debug, PartialEq)]
pub struct PageWeights {
    pub base: WeightTable,
    /// What is added for each of the facts of the page, times the fact.
    pub by_fact: Vec<WeightTable>,
}

impl WeightTable {
    fn zero() -> Self {
        Self { common: [0.0; LINK_WIDTH], own: ScoringWeights::zero() }
    }

    /// The sum of tables, each times a factor.
    fn sum<'t>(tables: impl Iterator<Item = (&'t Self, f32)>) -> ScoringWeights {
        let mut sum = ScoringWeights::zero();
        for (table, factor) in tables {
            let add = |to: &mut [f32], from: &[f32]| to.iter_mut().zip(from).for_each(|(w, more)| *w += more * factor);
            for (to, own) in sum.link.iter_mut().zip(&table.own.link) {
                add(to, own);
                add(to, &table.common);
            }
            sum.start.iter_mut().zip(&table.own.start).for_each(|(to, own)| add(to, own));
            sum.end.iter_mut().zip(&table.own.end).for_each(|(to, own)| add(to, own));
        }
        sum
    }
}

impl PageWeights {
    fn zero() -> Self {
        Self { base: WeightTable::zero(), by_fact: vec![WeightTable::zero(); PAGE_FACTS.len()] }
    }

    /// The weights of a page with these facts.
    pub fn at(&self, facts: PageFacts) -> ScoringWeights {
        WeightTable::sum(std::iter::once((&self.base, 1.0)).chain(self.by_fact.iter().zip(facts)))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// For links by their local features alone, with which the search begins.
    pub local: PageWeights,
    /// For links in a partition.
    pub global: PageWeights,
    /// For the probability that two linked pieces are one paragraph.
    pub join: LinkFeatures,
    /// For the confidence of a fragment's place.
    pub place_confidence: Curve,
    /// For the confidence of a story.
    pub story_confidence: StoryEvidence,
}

/// The weights for each kind of page.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryWeights {
    /// For pages on which stories open with a cue.
    pub opened: Weights,
    /// For other pages.
    pub unopened: Weights,
}

impl StoryWeights {
    /// The weights that are compiled in.
    pub fn learned() -> &'static Self {
        static LEARNED: OnceLock<StoryWeights> = OnceLock::new();
        LEARNED.get_or_init(|| {
            let [opened, unopened] = HUNDREDTHS.map(Weights::read);
            Self { opened, unopened }
        })
    }

    /// The weights for pages of a kind.
    pub fn of(&self, kind: PageKind) -> &Weights {
        match kind {
            PageKind::Opened => &self.opened,
            PageKind::Unopened => &self.unopened,
        }
    }
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
            local: PageWeights::zero(),
            global: PageWeights::zero(),
            join: [0.0; LINK_WIDTH],
            place_confidence: [0.0; 2],
            story_confidence: [0.0; STORY_EVIDENCE.len()],
        }
    }

    /// Every table of the file: its name, the names of its weights, and the weights.
    fn tables(&mut self) -> Vec<(String, &'static [&'static str], &mut [f32])> {
        let mut out: Vec<(String, &'static [&'static str], &mut [f32])> = Vec::new();
        let mut all = Vec::new();
        for (name, weights) in [("local", &mut self.local), ("global", &mut self.global)] {
            all.push((name.to_string(), &mut weights.base));
            all.extend(
                PAGE_FACTS.iter().zip(&mut weights.by_fact).map(|(fact, table)| (format!("{name}-{fact}"), table)),
            );
        }
        for (name, WeightTable { common, own }) in all {
            out.push((format!("{name} link"), LINK_FEATURES, common));
            let links = LINK_KINDS.iter().zip(&mut own.link);
            out.extend(links.map(|(kind, row)| (format!("{name} {kind}"), LINK_FEATURES, &mut row[..])));
            for (side, rows) in [("start", &mut own.start), ("end", &mut own.end)] {
                let classes = CLASSES.iter().zip(rows);
                out.extend(
                    classes.map(|(class, row)| (format!("{name} {side}-{class}"), BOUNDARY_FEATURES, &mut row[..])),
                );
            }
        }
        out.push(("join".into(), LINK_FEATURES, &mut self.join));
        out.push(("place-confidence".into(), &CURVE, &mut self.place_confidence));
        out.push(("story-confidence".into(), &STORY_EVIDENCE, &mut self.story_confidence));
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

    /// The text of a file of weights. Those of facts are written in steps of a twentieth: there are
    /// many of them, and finer ones make a larger file and no better reading.
    #[cfg(feature = "train")]
    pub fn write(&self) -> String {
        let mut copy = self.clone();
        let mut out = String::new();
        for (table, names, row) in copy.tables() {
            let of_facts = ["local-", "global-"].iter().any(|prefix| table.starts_with(prefix));
            let steps = if of_facts { 20.0 } else { 100.0 };
            for (name, value) in names.iter().zip(row) {
                let value = (*value * steps).round() / steps;
                if value != 0.0 {
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
