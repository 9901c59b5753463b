//! Learns the weights of the CRF by which lines get their roles.
//!
//! Maximum likelihood with a Gaussian prior, summed over every label that gold allows a line
//! (Bellare and McCallum 2007), and with a prior on the differences of neighbouring values
//! ([`smoothness_prior`]). Full batches, Adam (Kingma and Ba 2015), a fixed number of steps: the
//! same pages always give the same weights.

use super::accuracy::Accuracy;
use super::seen_text::SeenText;
use super::sequences::{Sequence, sequences};
use super::smoothness_prior;
use crate::lesson::Lesson;
use banmian::training::roles::{
    FEATURES, FORBIDDEN_SCORE, LABEL_COUNT as COUNT, LABEL_NAMES, Row, SCALE, TEMPLATES, Transitions, forbid,
    marginals, viterbi,
};

/// Number of steps of the optimizer.
const STEPS: usize = 180;
/// Learning rate; in the last third of the steps it is 0.3 of this.
const RATE: f32 = 0.08;
/// Strength of the Gaussian prior.
const DECAY: f32 = 1e-4;
/// Templates with a tenth of the prior: cues are written by hand and known to be reliable.
const TRUSTED: [&str; 3] = ["cue", "opens-story", "end-cue"];
/// Number of transitions of a table.
const TRANSITIONS: usize = COUNT * COUNT;
/// Number of weights: emissions, transitions within frames, transitions across frames.
const ALL: usize = FEATURES * COUNT + 2 * TRANSITIONS;
/// Number of threads; fixed, so that sums are the same on any machine.
const THREADS: usize = 2;

/// Learns from the lessons; returns the text of `roles.tsv`. Calls `log` with lines on the progress.
pub fn learn(lessons: &[Lesson], mut log: impl FnMut(String)) -> String {
    let mut out = format!("model\tfeature\t{}\n", LABEL_NAMES.join("\t"));
    let mut accuracy = Accuracy::default();
    let seen = SeenText::new(lessons.iter().filter(|lesson| !lesson.check).map(|lesson| &*lesson.text));
    for (name, wrapped) in [("unwrapped", false), ("wrapped", true)] {
        let (learn, check): (Vec<Sequence>, Vec<Sequence>) =
            lessons.iter().flat_map(|lesson| sequences(lesson, wrapped, &seen)).partition(|page| !page.check);
        log(format!("{name}: {} pages to learn from, {} to check on", learn.len(), check.len()));
        let weights = fit(&learn, |step, weights| {
            log(format!(
                "  step {step}: {:.4} wrong, {:.4} on the others",
                error_rate(&learn, weights),
                error_rate(&check, weights)
            ))
        });
        for page in learn.iter().chain(&check).filter(|page| page.original) {
            let best = viterbi(&emissions(page, &weights), &page.same_frame, &transitions(&weights));
            accuracy.add(page, &best);
        }
        write(&mut out, name, &weights);
    }
    accuracy.lines().for_each(log);
    out
}

fn transitions(weights: &[f32]) -> Transitions {
    let table = |from: usize| -> [Row; COUNT] {
        std::array::from_fn(|a| std::array::from_fn(|b| weights[from + a * COUNT + b]))
    };
    let first = FEATURES * COUNT;
    Transitions { within_frame: forbid(&table(first), true), across_frames: forbid(&table(first + TRANSITIONS), false) }
}

fn emissions(page: &Sequence, weights: &[f32]) -> Vec<Row> {
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

/// Share of the lines that get a label which gold forbids.
fn error_rate(pages: &[Sequence], weights: &[f32]) -> f64 {
    let transitions = transitions(weights);
    let (mut wrong, mut all) = (0, 0);
    for page in pages {
        let best = viterbi(&emissions(page, weights), &page.same_frame, &transitions);
        wrong += best.iter().zip(&page.allowed).filter(|&(&l, &a)| a >> l & 1 == 0).count();
        all += best.len();
    }
    wrong as f64 / all.max(1) as f64
}

/// Gradient of the negative log-likelihood: the expected counts of the model less those of the
/// model held to the labels that gold allows.
fn gradient(pages: &[Sequence], weights: &[f32]) -> Vec<f32> {
    let transitions = transitions(weights);
    let mut out = vec![0f32; ALL];
    for page in pages {
        let free = emissions(page, weights);
        let mut constrained = free.clone();
        for (row, allowed) in constrained.iter_mut().zip(&page.allowed) {
            row.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, s)| *s = FORBIDDEN_SCORE);
        }
        let mut expect = |emissions: &[Row], sign: f32| {
            marginals(emissions, &page.same_frame, &transitions, |i, joint| {
                let from = FEATURES * COUNT + if page.same_frame[i] { 0 } else { TRANSITIONS };
                out[from..from + TRANSITIONS].iter_mut().zip(joint.as_flattened()).for_each(|(o, j)| *o += sign * j);
            })
        };
        let (expected, observed) = (expect(&free, 1.0), expect(&constrained, -1.0));
        for ((features, expected), observed) in page.features.iter().zip(&expected).zip(&observed) {
            let change: Row = std::array::from_fn(|l| expected[l] - observed[l]);
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

/// Weights by Adam; calls `log` every 40 steps.
fn fit(pages: &[Sequence], mut log: impl FnMut(usize, &[f32])) -> Vec<f32> {
    let lines: usize = pages.iter().map(|p| p.features.len()).sum();
    let share = pages.len().div_ceil(THREADS).max(1);
    let names = TEMPLATES.iter().flat_map(|(name, size)| std::iter::repeat_n(*name, *size));
    let decay: Vec<f32> = names
        .map(|name| if TRUSTED.contains(&name) { DECAY / 10.0 } else { DECAY })
        .flat_map(|decay| [decay; COUNT])
        .chain([DECAY / 10.0; 2 * TRANSITIONS])
        .collect();
    let (mut weights, mut mean, mut square) = (vec![0f32; ALL], vec![0f32; ALL], vec![0f32; ALL]);
    let neighbours = smoothness_prior::neighbours();
    for step in 1..=STEPS {
        let parts: Vec<Vec<f32>> = std::thread::scope(|scope| {
            let threads: Vec<_> = pages.chunks(share).map(|part| scope.spawn(|| gradient(part, &weights))).collect();
            threads.into_iter().map(|thread| thread.join().expect("the gradient does not panic")).collect()
        });
        let rate = RATE * if step * 3 > STEPS * 2 { 0.3 } else { 1.0 };
        let mut prior: Vec<f32> = decay.iter().zip(&weights).map(|(decay, weight)| decay * weight).collect();
        smoothness_prior::add_gradient(&neighbours, &weights, &mut prior);
        for i in 0..ALL {
            let g = parts.iter().map(|p| p[i]).sum::<f32>() / lines.max(1) as f32 + prior[i];
            mean[i] = 0.9 * mean[i] + 0.1 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            let (m, s) = (mean[i] / (1.0 - 0.9f32.powi(step as i32)), square[i] / (1.0 - 0.99f32.powi(step as i32)));
            weights[i] = (weights[i] - rate * m / (s.sqrt() + 1e-6)).clamp(-40.0, 40.0);
        }
        if step % 40 == 0 {
            log(step, &weights);
        }
    }
    weights
}

/// Appends the rows of a model, those of zeros left out.
fn write(out: &mut String, model: &str, weights: &[f32]) {
    let features = TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}")));
    let transitions = ["within-frame", "across-frames"]
        .into_iter()
        .flat_map(|kind| LABEL_NAMES.iter().map(move |label| format!("{kind}:{label}")));
    for (name, row) in features.chain(transitions).zip(weights.chunks(COUNT)) {
        let cells: Vec<i8> = row.iter().map(|w| (w * SCALE).round() as i8).collect();
        if cells.iter().any(|&c| c != 0) {
            let cells: Vec<String> = cells.iter().map(i8::to_string).collect();
            out.push_str(&format!("{model}\t{name}\t{}\n", cells.join("\t")));
        }
    }
}
