//! Learns the weights of the chain from pages with gold.
//!
//! Maximum likelihood with a Gaussian prior, where gold is silent over every label it may
//! be (Bellare and McCallum 2007), and one over neighbouring values ([`smooth`]). Full
//! batches, Adam (Kingma and Ba 2015), a fixed number of steps: the same pages always give
//! the same weights.

mod figures;
mod page;
mod report;
mod smooth;

pub use report::{Bounds, bounds, explain};

use super::crf::{self, Row, Steps, ruled};
use super::labels::COUNT;
use super::templates::{COLUMNS, FEATURES, TEMPLATES};
use super::weights::SCALE;
use crate::model::Role;
use figures::{Figures, Seen};
use page::{Page, pages_of};
use std::ops::Range;

/// A page and what is known of it.
pub struct Lesson {
    /// What the page is called in reports; those with the same word before a `/` are
    /// measured together.
    pub name: String,
    /// The text.
    pub text: String,
    /// What is known of its pieces, in order.
    pub gold: Vec<Gold>,
    /// Whether the page is to check on, not to learn from.
    pub check: bool,
    /// Whether its lines are broken where a column ends, if that is known; what is learned of a
    /// page taken for another counts for nothing then.
    pub wrapped: Option<bool>,
}

/// What is known of a piece of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Gold {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its role.
    pub role: Role,
    /// Its article; `None` where it cannot be known.
    pub article: Option<String>,
    /// The number of its block in the article.
    pub para: i64,
}

const STEPS: usize = 180;
const RATE: f32 = 0.08;
/// Strength of the prior.
const DECAY: f32 = 1e-4;
const EDGES: usize = COUNT * COUNT;
const ALL: usize = FEATURES * COUNT + 2 * EDGES;
/// Features whose weights the prior holds less: what they say is known beforehand.
const TRUSTED: [&str; 3] = ["cue", "opens", "tail"];
/// Shares of the work; fixed, so that the sums come out the same on any machine.
const SHARES: usize = 2;

/// Learns from the lessons; returns the text of `roles.tsv`.
pub fn learn(lessons: &[Lesson], mut say: impl FnMut(String)) -> String {
    let mut out = format!("model\tfeature\t{}\n", COLUMNS.join("\t"));
    let mut figures = Figures::default();
    let seen = Seen::new(lessons.iter().filter(|lesson| !lesson.check).map(|lesson| &*lesson.text));
    for (name, wrapped) in [("lines", false), ("wrapped", true)] {
        let (learn, check): (Vec<Page>, Vec<Page>) =
            lessons.iter().flat_map(|lesson| pages_of(lesson, wrapped, &seen)).partition(|page| !page.check);
        say(format!("{name}: {} pages to learn from, {} to check on", learn.len(), check.len()));
        let weights = fit(&learn, |step, weights| {
            say(format!(
                "  step {step}: {:.4} wrong, {:.4} on the others",
                wrong(&learn, weights),
                wrong(&check, weights)
            ))
        });
        for page in learn.iter().chain(&check).filter(|page| page.plain) {
            let best = crf::best(&rows(page, &weights), &page.same_frame, &steps(&weights));
            figures.add(page, &best);
        }
        write(&mut out, name, &weights);
    }
    figures.lines().for_each(say);
    out
}

fn steps(weights: &[f32]) -> Steps {
    let table = |from: usize| -> [Row; COUNT] {
        std::array::from_fn(|a| std::array::from_fn(|b| weights[from + a * COUNT + b]))
    };
    let edges = FEATURES * COUNT;
    Steps { within: ruled(&table(edges), true), across: ruled(&table(edges + EDGES), false) }
}

fn rows(page: &Page, weights: &[f32]) -> Vec<Row> {
    let row = |features: &Vec<u16>| {
        let mut row = [0f32; COUNT];
        for &feature in features {
            let at = feature as usize * COUNT;
            row.iter_mut().zip(&weights[at..at + COUNT]).for_each(|(r, w)| *r += w);
        }
        row
    };
    page.features.iter().map(row).collect()
}

/// Share of lines whose label gold forbids.
fn wrong(pages: &[Page], weights: &[f32]) -> f64 {
    let steps = steps(weights);
    let (mut bad, mut all) = (0, 0);
    for page in pages {
        let best = crf::best(&rows(page, weights), &page.same_frame, &steps);
        bad += best.iter().zip(&page.allowed).filter(|&(&l, &a)| a >> l & 1 == 0).count();
        all += best.len();
    }
    bad as f64 / all.max(1) as f64
}

/// Adds what `pages` would change of the weights.
fn gradient(pages: &[Page], weights: &[f32]) -> Vec<f32> {
    let steps = steps(weights);
    let mut out = vec![0f32; ALL];
    for page in pages {
        let free = rows(page, weights);
        let mut held = free.clone();
        for (row, allowed) in held.iter_mut().zip(&page.allowed) {
            row.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, s)| *s = crf::NEVER);
        }
        let mut flow = |rows: &[Row], sign: f32| {
            crf::belief(rows, &page.same_frame, &steps, |i, joint| {
                let from = FEATURES * COUNT + if page.same_frame[i] { 0 } else { EDGES };
                out[from..from + EDGES].iter_mut().zip(joint.as_flattened()).for_each(|(o, j)| *o += sign * j);
            })
        };
        let (told, wanted) = (flow(&free, 1.0), flow(&held, -1.0));
        for ((features, told), wanted) in page.features.iter().zip(&told.lines).zip(&wanted.lines) {
            let change: Row = std::array::from_fn(|l| told[l] - wanted[l]);
            if change.iter().all(|c| c.abs() < 1e-5) {
                continue;
            }
            for &feature in features {
                let at = feature as usize * COUNT;
                out[at..at + COUNT].iter_mut().zip(&change).for_each(|(o, c)| *o += c);
            }
        }
    }
    out
}

fn fit(pages: &[Page], mut say: impl FnMut(usize, &[f32])) -> Vec<f32> {
    let lines: usize = pages.iter().map(|p| p.features.len()).sum();
    let share = pages.len().div_ceil(SHARES).max(1);
    let names = TEMPLATES.iter().flat_map(|(name, size)| std::iter::repeat_n(*name, *size));
    let decay: Vec<f32> = names
        .map(|name| if TRUSTED.contains(&name) { DECAY / 10.0 } else { DECAY })
        .flat_map(|decay| [decay; COUNT])
        .chain([DECAY / 10.0; 2 * EDGES])
        .collect();
    let (mut weights, mut mean, mut square) = (vec![0f32; ALL], vec![0f32; ALL], vec![0f32; ALL]);
    let neighbours = smooth::neighbours();
    for step in 1..=STEPS {
        let parts: Vec<Vec<f32>> = std::thread::scope(|scope| {
            let work: Vec<_> = pages.chunks(share).map(|part| scope.spawn(|| gradient(part, &weights))).collect();
            work.into_iter().map(|w| w.join().expect("the work does not panic")).collect()
        });
        let rate = RATE * if step * 3 > STEPS * 2 { 0.3 } else { 1.0 };
        let mut prior: Vec<f32> = decay.iter().zip(&weights).map(|(decay, weight)| decay * weight).collect();
        smooth::pull(&neighbours, &weights, &mut prior);
        for i in 0..ALL {
            let g = parts.iter().map(|p| p[i]).sum::<f32>() / lines.max(1) as f32 + prior[i];
            mean[i] = 0.9 * mean[i] + 0.1 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            let (m, s) = (mean[i] / (1.0 - 0.9f32.powi(step as i32)), square[i] / (1.0 - 0.99f32.powi(step as i32)));
            weights[i] = (weights[i] - rate * m / (s.sqrt() + 1e-6)).clamp(-40.0, 40.0);
        }
        if step % 40 == 0 {
            say(step, &weights);
        }
    }
    weights
}

fn write(out: &mut String, model: &str, weights: &[f32]) {
    let features = TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}")));
    let after = ["within", "across"].into_iter().flat_map(|kind| COLUMNS.iter().map(move |l| format!("{kind}:{l}")));
    for (name, row) in features.chain(after).zip(weights.chunks(COUNT)) {
        let cells: Vec<i8> = row.iter().map(|w| (w * SCALE).round() as i8).collect();
        if cells.iter().any(|&c| c != 0) {
            let cells: Vec<String> = cells.iter().map(i8::to_string).collect();
            out.push_str(&format!("{model}\t{name}\t{}\n", cells.join("\t")));
        }
    }
}
