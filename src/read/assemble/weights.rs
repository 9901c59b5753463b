//! The weights of the assembly, learned from pages with gold and kept in `weights.tsv`.

use super::certainty::Curve;
use super::evidence::{END_EVIDENCE, ENDS, EVIDENCE, End, KINDS, Link, WIDTH};
use std::sync::OnceLock;

/// Names of the classes whose chains' ends are weighed.
const CLASSES: [&str; 3] = ["title", "byline", "body"];
const CURVE: [&str; 2] = ["height", "slope"];

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
        LEARNED.get_or_init(|| Self::parse(include_str!("weights.tsv")))
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

    /// Reads rows `table evidence weight`; what the file does not name weighs nothing.
    fn parse(file: &str) -> Self {
        let mut weights = Self::none();
        let mut tables = weights.tables();
        // a table's rows stand together, in the order of its names
        let (mut at, mut next) = (0, 0);
        for row in file.lines() {
            let mut cells = row.split('\t');
            let (Some(table), Some(name), Some(value)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let Ok(value) = value.parse::<f32>() else { continue };
            if tables.get(at).is_none_or(|known| known.0 != table) {
                at = tables.iter().position(|known| known.0 == table).unwrap_or(tables.len());
                next = 0;
            }
            let Some((_, names, row)) = tables.get_mut(at) else { continue };
            let mut places = (next..names.len()).chain(0..next);
            if let Some(place) = places.find(|&place| names[place] == name) {
                (row[place], next) = (value, place);
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
