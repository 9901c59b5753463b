//! The weights of the assembly, learned from pages with gold and kept in `assembly.tsv`.

use super::links::{END_EVIDENCE, EVIDENCE, KINDS, Pair, WIDTH};
use std::sync::OnceLock;

/// Names of the classes whose chains' ends are weighed.
const CLASSES: [&str; 3] = ["title", "byline", "body"];

/// The weights of one look at the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    pub link: [[f32; WIDTH]; KINDS.len()],
    pub begin: [[f32; END_EVIDENCE.len()]; 3],
    pub end: [[f32; END_EVIDENCE.len()]; 3],
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights {
    /// The first look trusts the order of the text; the second sees the first's chains; the
    /// third weighs whole readings of the page.
    pub looks: [Look; 3],
    /// For telling whether two linked pieces are one paragraph.
    pub join: [f32; WIDTH],
}

impl Look {
    pub fn link(&self, pair: &Pair) -> f32 {
        weigh(&self.link[pair.kind], &pair.evidence)
    }
}

pub(crate) fn weigh<const N: usize>(weights: &[f32; N], evidence: &[f32; N]) -> f32 {
    weights.iter().zip(evidence).map(|(w, e)| w * e).sum()
}

impl Weights {
    pub fn none() -> Self {
        let look = Look {
            link: [[0.0; WIDTH]; KINDS.len()],
            begin: [[0.0; END_EVIDENCE.len()]; 3],
            end: [[0.0; END_EVIDENCE.len()]; 3],
        };
        Self { looks: [look.clone(), look.clone(), look], join: [0.0; WIDTH] }
    }

    /// The weights that ship with the crate.
    pub fn learned() -> &'static Self {
        static LEARNED: OnceLock<Weights> = OnceLock::new();
        LEARNED.get_or_init(|| Self::parse(include_str!("assembly.tsv")))
    }

    /// Every row with the name of its table.
    fn tables(&mut self) -> Vec<(String, &'static [&'static str], &mut [f32])> {
        let mut out: Vec<(String, &'static [&'static str], &mut [f32])> = Vec::new();
        for (n, look) in self.looks.iter_mut().enumerate() {
            for (kind, row) in KINDS.iter().zip(&mut look.link) {
                out.push((format!("look{n} {kind}"), EVIDENCE, row));
            }
            for (class, row) in CLASSES.iter().zip(&mut look.begin) {
                out.push((format!("look{n} begin-{class}"), &END_EVIDENCE, row));
            }
            for (class, row) in CLASSES.iter().zip(&mut look.end) {
                out.push((format!("look{n} end-{class}"), &END_EVIDENCE, row));
            }
        }
        out.push(("join".into(), EVIDENCE, &mut self.join));
        out
    }

    /// Reads rows `table evidence weight`; what the file does not name weighs nothing.
    pub fn parse(file: &str) -> Self {
        let mut weights = Self::none();
        let mut tables = weights.tables();
        for row in file.lines() {
            let mut cells = row.split('\t');
            let (Some(table), Some(name), Some(value)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let Ok(value) = value.parse::<f32>() else { continue };
            if let Some((_, names, row)) = tables.iter_mut().find(|t| t.0 == table)
                && let Some(at) = names.iter().position(|n| *n == name)
            {
                row[at] = value;
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
