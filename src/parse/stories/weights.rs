//! The weights of the assembly, learned from pages with gold and kept in `weights.tsv`.

use super::confidence::Curve;
use super::features::{END_EVIDENCE, ENDS, EVIDENCE, End, KINDS, Link, WIDTH};
use std::sync::OnceLock;

/// Names of the classes whose chains' ends are weighed.
const CLASSES: [&str; 3] = ["title", "byline", "body"];
const CURVE: [&str; 2] = ["height", "slope"];

// `NAMES` of evidence, and the `HUNDREDTHS` that each table of the file gives each
include!(concat!(env!("OUT_DIR"), "/weights.rs"));

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Look {
    pub link: [Link; KINDS.len()],
    pub begin: [End; CLASSES.len()],
    pub end: [End; CLASSES.len()],
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights {
    /// For the first look, at single links.
    pub first: Look,
    /// For whole readings of the page.
    pub whole: Look,
    /// For telling whether two linked pieces are one paragraph.
    pub join: Link,
    /// How sure a fragment's place and a whole story are.
    pub place: Curve,
    pub story: Curve,
}

/// So many products are added side by side.
pub(super) const LANES: usize = 8;

/// The sum of the products, in lanes, which a processor adds side by side.
pub(super) fn weigh(weights: &[f32], evidence: &[f32]) -> f32 {
    let mut sums = [0f32; LANES];
    let (w, e) = (weights.chunks_exact(LANES), evidence.chunks_exact(LANES));
    let rest: f32 = w.remainder().iter().zip(e.remainder()).map(|(w, e)| w * e).sum();
    for (w, e) in w.zip(e) {
        for lane in 0..LANES {
            sums[lane] += w[lane] * e[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

impl Look {
    pub fn none() -> Self {
        Self { link: [[0.0; WIDTH]; KINDS.len()], begin: [[0.0; ENDS]; 3], end: [[0.0; ENDS]; 3] }
    }
}

impl Weights {
    pub fn none() -> Self {
        Self { first: Look::none(), whole: Look::none(), join: [0.0; WIDTH], place: [0.0; 2], story: [0.0; 2] }
    }

    /// The weights that ship with the crate.
    pub fn learned() -> &'static Self {
        static LEARNED: OnceLock<Weights> = OnceLock::new();
        LEARNED.get_or_init(Self::read)
    }

    /// Every row with the name of its table.
    fn tables(&mut self) -> Vec<(String, &'static [&'static str], &mut [f32])> {
        let mut out: Vec<(String, &'static [&'static str], &mut [f32])> = Vec::new();
        for (name, look) in [("first", &mut self.first), ("whole", &mut self.whole)] {
            for (kind, row) in KINDS.iter().zip(&mut look.link) {
                out.push((format!("{name} {kind}"), EVIDENCE, row));
            }
            for (class, row) in CLASSES.iter().zip(&mut look.begin) {
                out.push((format!("{name} begin-{class}"), END_EVIDENCE, row));
            }
            for (class, row) in CLASSES.iter().zip(&mut look.end) {
                out.push((format!("{name} end-{class}"), END_EVIDENCE, row));
            }
        }
        out.push(("join".into(), EVIDENCE, &mut self.join));
        out.push(("sure of place".into(), &CURVE, &mut self.place));
        out.push(("sure of story".into(), &CURVE, &mut self.story));
        out
    }

    /// Reads the tables of the file; what it does not name weighs nothing.
    fn read() -> Self {
        let mut weights = Self::none();
        let mut tables = weights.tables();
        for (name, hundredths) in &HUNDREDTHS {
            let Some((_, names, row)) = tables.iter_mut().find(|table| table.0 == *name) else { continue };
            // the file has names in the order of the table
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

    #[cfg(feature = "tuning")]
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
