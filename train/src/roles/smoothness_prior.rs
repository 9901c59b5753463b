//! A prior on the differences of weights of neighbouring values (Eilers and Marx 1996), so that
//! values which no lesson has weigh like those next to them.

use banmian::training::roles::{LABEL_COUNT as COUNT, TEMPLATES};

/// Strength of the prior; with a third or three times as much, pages that were not learned from
/// are labelled no better.
const STRENGTH: f32 = 3e-4;

/// Names of templates, the distance of their neighbouring values, how many there are in a row, and
/// how many before them are of another kind.
const ORDERED: [(&str, usize, usize, usize); 29] = [
    ("width", 1, 14, 0),
    ("function-words", 1, 8, 0),
    ("function-words-width", 1, 5, 0),
    ("function-words-width", 5, 4, 0),
    ("sentence-ends", 1, 3, 0),
    ("capitalized", 1, 5, 0),
    ("capitalized", 5, 5, 0),
    ("commas", 1, 4, 0),
    ("first-width", 1, 5, 0),
    ("last-width", 1, 5, 0),
    ("above-width", 2, 5, 0),
    ("below-width", 2, 5, 0),
    ("edge-of-lines-above", 1, 14, 1),
    ("edge-of-lines-below", 1, 14, 1),
    ("above-edge", 2, 14, 1),
    ("width-step-above", 1, 7, 0),
    ("width-step-below", 2, 7, 0),
    ("room-above", 2, 10, 0),
    ("room-below", 2, 10, 0),
    ("repeated-bigrams", 1, 3, 0),
    ("repeated-bigrams", 3, 8, 0),
    ("heading-run", 1, 4, 0),
    ("heading-run-width", 1, 5, 0),
    ("body-overlap", 1, 5, 0),
    ("body-overlap-above", 1, 5, 0),
    ("body-overlap-above", 5, 5, 0),
    ("body-overlap-below", 1, 5, 0),
    ("body-overlap-below", 5, 5, 0),
    ("frame-width", 1, 12, 0),
];

/// The pairs of features that are neighbours.
pub fn neighbours() -> Vec<(usize, usize)> {
    let known = |name: &str, most: usize| TEMPLATES.iter().any(|&(other, size)| other == name && most <= size);
    assert!(ORDERED.iter().all(|&(name, stride, count, _)| known(name, stride * count)), "a template has other values");
    let mut out = Vec::new();
    let mut base = 0;
    for (name, size) in TEMPLATES {
        for (_, stride, count, other) in ORDERED.into_iter().filter(|ordered| ordered.0 == name) {
            let in_row = |value: &usize| (other..count - 1).contains(&(value / stride % count));
            out.extend((0..size - stride).filter(in_row).map(|value| (base + value, base + value + stride)));
        }
        base += size;
    }
    out
}

/// Adds the gradient of the prior.
pub fn add_gradient(neighbours: &[(usize, usize)], weights: &[f32], gradient: &mut [f32]) {
    for &(a, b) in neighbours {
        for (a, b) in (a * COUNT..).zip(b * COUNT..).take(COUNT) {
            let difference = STRENGTH * (weights[a] - weights[b]);
            gradient[a] += difference;
            gradient[b] -= difference;
        }
    }
}
