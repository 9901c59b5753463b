//! Learns the weights of the CRF by which lines get their roles.
//!
//! Maximum likelihood with a Gaussian prior, summed over every label that gold allows a line
//! (Bellare and McCallum 2007), and with a prior on the differences of neighbouring values
//! ([`smoothness_prior`]). Minibatches, Adam (Kingma and Ba 2015), a fixed number of epochs: the
//! same pages always give the same weights. In each epoch a page is seen in one of its layouts, and
//! without some of its n-grams (dropout), so that what the lines' surroundings say is learned, too.

use super::sequences::Sequence;
use super::smoothness_prior;
use banmian::training::roles::{
    BUCKETS, FEATURES, FORBIDDEN_SCORE, GROUP_OF, GROUPS, LABEL_COUNT as COUNT, LABEL_NAMES, Model, RoleWeights, Row,
    SCALE, TEMPLATES, Transitions, forbid, marginals, viterbi,
};
use fastrand::Rng;
use std::borrow::Cow;

/// Number of times that each page is learned from.
const EPOCHS: usize = 16;
/// The same without n-grams, from fewer pages.
const EPOCHS_WITHOUT_NGRAMS: usize = 40;
/// Pages that are learned from between two steps of the optimizer.
const BATCH: usize = 16;
/// Learning rate at the start; it falls to nothing as the cosine does.
const RATE: f32 = 0.04;
/// Strength of the Gaussian prior.
const DECAY: f32 = 3e-5;
/// What the prior is multiplied by without n-grams.
const STRENGTH_WITHOUT_NGRAMS: f32 = 0.3;
/// Strength of the prior on the weights of n-grams; much weaker, they learn the lessons by heart.
const NGRAM_DECAY: f32 = 3e-4;
/// Share of a page's n-grams that is left out.
const DROPOUT: f32 = 0.3;
/// Templates with a tenth of the prior: cues are written by hand and known to be reliable.
const TRUSTED: [&str; 3] = ["cue", "opens-story", "end-cue"];
/// Number of transitions of a table.
const TRANSITIONS: usize = COUNT * COUNT;
/// Number of weights of a model: emissions, transitions within frames, transitions across frames.
const MODEL: usize = FEATURES * COUNT + 2 * TRANSITIONS;
/// Index of the first weight of an n-gram.
const NGRAMS: usize = 2 * MODEL;
/// Number of weights: two models, and the n-grams of both.
const ALL: usize = NGRAMS + BUCKETS * GROUPS;
/// Number of threads; fixed, so that sums are the same on any machine.
const THREADS: usize = 2;

/// The weights that were learned.
pub struct LearnedRoles {
    unwrapped: Model,
    wrapped: Model,
    ngrams: Vec<u8>,
}

impl LearnedRoles {
    pub fn weights(&self) -> RoleWeights<'_> {
        RoleWeights { unwrapped: &self.unwrapped, wrapped: &self.wrapped, ngrams: &self.ngrams }
    }

    /// The bytes of `ngrams.bin`.
    pub fn ngrams(&self) -> &[u8] {
        &self.ngrams
    }

    /// The text of a file of weights; rows of zeros are left out.
    pub fn table(&self) -> String {
        let mut out = format!("model\tfeature\t{}\n", LABEL_NAMES.join("\t"));
        for (model, weights) in [("unwrapped", &self.unwrapped), ("wrapped", &self.wrapped)] {
            let features = TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}")));
            let transitions = ["within-frame", "across-frames"]
                .into_iter()
                .flat_map(|kind| LABEL_NAMES.iter().map(move |label| format!("{kind}:{label}")));
            let rows = weights.emissions.iter().chain(&weights.within_frame).chain(&weights.across_frames);
            for (name, row) in features.chain(transitions).zip(rows) {
                if row.iter().any(|&cell| cell != 0) {
                    let cells: Vec<String> = row.iter().map(i8::to_string).collect();
                    out.push_str(&format!("{model}\t{name}\t{}\n", cells.join("\t")));
                }
            }
        }
        out
    }

    fn new(weights: &[f32]) -> Self {
        let round = |weight: f32| (weight * SCALE).round() as i8;
        let model = |weights: &[f32]| {
            let row = |n: usize| -> [i8; COUNT] { std::array::from_fn(|label| round(weights[n * COUNT + label])) };
            Model {
                emissions: std::array::from_fn(row),
                within_frame: std::array::from_fn(|n| row(FEATURES + n)),
                across_frames: std::array::from_fn(|n| row(FEATURES + COUNT + n)),
            }
        };
        Self {
            unwrapped: model(&weights[..MODEL]),
            wrapped: model(&weights[MODEL..NGRAMS]),
            ngrams: weights[NGRAMS..].iter().map(|&weight| round(weight) as u8).collect(),
        }
    }
}

impl LearnedRoles {
    /// The labels of a page's lines.
    pub fn labels(&self, page: &Sequence) -> Vec<usize> {
        let (weights, model) = (self.weights(), if page.wrapped { &self.wrapped } else { &self.unwrapped });
        let emission = |(features, ngrams): (&Vec<u16>, &Vec<u16>)| {
            let mut groups = [0; GROUPS];
            ngrams.iter().for_each(|&row| weights.add_ngram(row.into(), &mut groups));
            let mut sums = GROUP_OF.map(|group| groups[group]);
            for &feature in features {
                let row = &model.emissions[usize::from(feature)];
                sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight));
            }
            sums.map(|sum| sum as f32 / SCALE)
        };
        let emissions: Vec<Row> = page.features.iter().zip(&*page.ngrams).map(emission).collect();
        viterbi(&emissions, &page.same_frame, &model.transitions())
    }
}

/// Learns from the sequences of each page that is not only checked on; of a page one is seen at a time.
/// Calls `log` with lines on the progress.
pub fn learn(pages: &[&[Sequence]], with_ngrams: bool, mut log: impl FnMut(String)) -> LearnedRoles {
    let (epochs, strength) = if with_ngrams { (EPOCHS, 1.0) } else { (EPOCHS_WITHOUT_NGRAMS, STRENGTH_WITHOUT_NGRAMS) };
    let prior = Prior::new(strength);
    let (mut weights, mut mean, mut square) = (vec![0f32; ALL], vec![0f32; ALL], vec![0f32; ALL]);
    let mut random = Rng::with_seed(1);
    let mut order: Vec<usize> =
        (0..pages.len()).filter(|&page| pages[page].first().is_some_and(|page| !page.check)).collect();
    let steps = epochs * order.len().div_ceil(BATCH);
    let mut step = 0;
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut wrong = [0usize; 2];
        for batch in order.chunks(BATCH) {
            let batch: Vec<(&Sequence, u64)> =
                batch.iter().map(|&page| (&pages[page][random.usize(..pages[page].len())], random.u64(..))).collect();
            let parts: Vec<(Vec<f32>, [usize; 2])> = std::thread::scope(|scope| {
                let share = batch.len().div_ceil(THREADS);
                let threads: Vec<_> =
                    batch.chunks(share).map(|part| scope.spawn(|| gradient(part, with_ngrams, &weights))).collect();
                threads.into_iter().map(|thread| thread.join().expect("the gradient does not panic")).collect()
            });
            let lines: usize = batch.iter().map(|(page, _)| page.features.len()).sum();
            let rate = RATE * 0.5 * (1.0 + (std::f32::consts::PI * step as f32 / steps as f32).cos());
            step += 1;
            let mut slope = prior.gradient(&weights);
            for (part, count) in &parts {
                slope.iter_mut().zip(part).for_each(|(sum, g)| *sum += g / lines as f32);
                wrong.iter_mut().zip(count).for_each(|(sum, n)| *sum += n);
            }
            let correction = (1.0 - 0.9f32.powi(step), 1.0 - 0.99f32.powi(step));
            for i in 0..ALL {
                let g = slope[i];
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.99 * square[i] + 0.01 * g * g;
                let (m, s) = (mean[i] / correction.0, square[i] / correction.1);
                weights[i] = (weights[i] - rate * m / (s.sqrt() + 1e-6)).clamp(-7.9, 7.9);
            }
        }
        log(format!("  epoch {epoch}: {:.4} wrong", wrong[0] as f64 / wrong[1].max(1) as f64));
    }
    let mut learned = LearnedRoles::new(&weights);
    if !with_ngrams {
        learned.ngrams.clear();
    }
    learned
}

/// Priors on the weights.
struct Prior {
    decay: Vec<f32>,
    neighbours: Vec<(usize, usize)>,
}

impl Prior {
    fn new(strength: f32) -> Self {
        let names = TEMPLATES.iter().flat_map(|(name, size)| std::iter::repeat_n(*name, *size));
        let emissions = names
            .map(|name| if TRUSTED.contains(&name) { DECAY / 10.0 } else { DECAY })
            .flat_map(|decay| [decay; COUNT]);
        let model: Vec<f32> = emissions.chain([DECAY / 10.0; 2 * TRANSITIONS]).collect();
        let decay = model
            .iter()
            .chain(&model)
            .copied()
            .chain([NGRAM_DECAY; BUCKETS * GROUPS])
            .map(|decay| decay * strength)
            .collect();
        Self { decay, neighbours: smoothness_prior::neighbours() }
    }

    fn gradient(&self, weights: &[f32]) -> Vec<f32> {
        let mut out: Vec<f32> = self.decay.iter().zip(weights).map(|(decay, weight)| decay * weight).collect();
        for model in [0..MODEL, MODEL..NGRAMS] {
            smoothness_prior::add_gradient(&self.neighbours, &weights[model.clone()], &mut out[model]);
        }
        out
    }
}

fn transitions(weights: &[f32]) -> Transitions {
    let table = |from: usize| -> [Row; COUNT] {
        std::array::from_fn(|a| std::array::from_fn(|b| weights[from + a * COUNT + b]))
    };
    let first = FEATURES * COUNT;
    Transitions { within_frame: forbid(&table(first), true), across_frames: forbid(&table(first + TRANSITIONS), false) }
}

fn emissions(page: &Sequence, ngrams: &[Cow<[u16]>], weights: &[f32]) -> Vec<Row> {
    let model = &weights[first_weight(page)..];
    let row = |(features, ngrams): (&Vec<u16>, &Cow<[u16]>)| {
        let mut groups = [0f32; GROUPS];
        for &ngram in ngrams.iter() {
            let at = NGRAMS + ngram as usize * GROUPS;
            groups.iter_mut().zip(&weights[at..at + GROUPS]).for_each(|(g, w)| *g += w);
        }
        let mut row = GROUP_OF.map(|group| groups[group]);
        for &feature in features {
            let at = feature as usize * COUNT;
            row.iter_mut().zip(&model[at..at + COUNT]).for_each(|(r, w)| *r += w);
        }
        row
    };
    page.features.iter().zip(ngrams).map(row).collect()
}

fn first_weight(page: &Sequence) -> usize {
    if page.wrapped { MODEL } else { 0 }
}

/// Gradient of the negative log-likelihood: the expected counts of the model less those of the
/// model held to the labels that gold allows. Also returns the number of lines with another label,
/// and of lines. A page is given with the seed of its dropout.
fn gradient(pages: &[(&Sequence, u64)], with_ngrams: bool, weights: &[f32]) -> (Vec<f32>, [usize; 2]) {
    let mut out = vec![0f32; ALL];
    let mut counts = [0; 2];
    for &(page, seed) in pages {
        let mut random = Rng::with_seed(seed);
        // of some pages all n-grams are left out
        let share = if !with_ngrams || random.f32() < 0.2 { 1.0 } else { DROPOUT };
        let ngrams: Vec<Cow<[u16]>> =
            page.ngrams.iter().map(|rows| rows.iter().copied().filter(|_| random.f32() >= share).collect()).collect();
        let first = first_weight(page);
        let transitions = transitions(&weights[first..first + MODEL]);
        let free = emissions(page, &ngrams, weights);
        let best = viterbi(&free, &page.same_frame, &transitions);
        counts[0] += best.iter().zip(&page.allowed).filter(|&(&l, &a)| a >> l & 1 == 0).count();
        counts[1] += best.len();
        let mut constrained = free.clone();
        for (row, allowed) in constrained.iter_mut().zip(&page.allowed) {
            row.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, s)| *s = FORBIDDEN_SCORE);
        }
        let mut expect = |emissions: &[Row], sign: f32| {
            marginals(emissions, &page.same_frame, &transitions, |i, joint| {
                let from = first + FEATURES * COUNT + if page.same_frame[i] { 0 } else { TRANSITIONS };
                out[from..from + TRANSITIONS].iter_mut().zip(joint.as_flattened()).for_each(|(o, j)| *o += sign * j);
            })
        };
        let (expected, observed) = (expect(&free, 1.0), expect(&constrained, -1.0));
        for (i, (expected, observed)) in expected.iter().zip(&observed).enumerate() {
            let change: Row = std::array::from_fn(|l| expected[l] - observed[l]);
            if change.iter().all(|c| c.abs() < 1e-4) {
                continue;
            }
            for &feature in &page.features[i] {
                let at = first + feature as usize * COUNT;
                out[at..at + COUNT].iter_mut().zip(&change).for_each(|(o, c)| *o += c);
            }
            let mut groups = [0f32; GROUPS];
            GROUP_OF.iter().zip(change).for_each(|(&group, c)| groups[group] += c);
            for &ngram in ngrams[i].iter() {
                let at = NGRAMS + ngram as usize * GROUPS;
                out[at..at + GROUPS].iter_mut().zip(&groups).for_each(|(o, c)| *o += c);
            }
        }
    }
    (out, counts)
}
