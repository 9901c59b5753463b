//! Values of a feature that lie next to each other weigh alike, unless the pages say otherwise:
//! a prior on their differences (Eilers and Marx 1996), for lines as wide as no lesson's.

use super::super::labels::COUNT;
use super::super::templates::TEMPLATES;

/// Strength of the prior; a third or three times as much reads the pages not learned from
/// no better.
const STRENGTH: f32 = 3e-4;

/// Names of features, the distance of their neighbouring values, how many there are in a row, and
/// how many before them are of another kind.
const ORDERED: [(&str, usize, usize, usize); 30] = [
    ("width", 1, 14, 0),
    ("function", 1, 8, 0),
    ("function-width", 1, 5, 0),
    ("function-width", 5, 4, 0),
    ("stops", 1, 3, 0),
    ("capitals", 1, 5, 0),
    ("capitals", 5, 5, 0),
    ("commas", 1, 4, 0),
    ("first-width", 1, 5, 0),
    ("last-width", 1, 5, 0),
    ("before-width", 2, 5, 0),
    ("after-width", 2, 5, 0),
    ("indent", 2, 5, 0),
    ("edge-before", 1, 14, 1),
    ("edge-after", 1, 14, 1),
    ("before-edge", 2, 14, 1),
    ("step-before", 1, 7, 0),
    ("step-after", 2, 7, 0),
    ("room-above", 2, 10, 0),
    ("room-below", 2, 10, 0),
    ("echo", 1, 3, 0),
    ("echo", 3, 8, 0),
    ("run", 1, 4, 0),
    ("run-width", 1, 5, 0),
    ("below", 1, 5, 0),
    ("below-above", 1, 5, 0),
    ("below-above", 5, 5, 0),
    ("below-next", 1, 5, 0),
    ("below-next", 5, 5, 0),
    ("frame-width", 1, 12, 0),
];

/// The neighbours among the features.
pub(super) fn neighbours() -> Vec<(usize, usize)> {
    let known = |name: &str, most: usize| TEMPLATES.iter().any(|&(other, size)| other == name && most <= size);
    assert!(ORDERED.iter().all(|&(name, stride, count, _)| known(name, stride * count)), "a feature has other values");
    let mut out = Vec::new();
    let mut base = 0;
    for &(name, size) in TEMPLATES {
        for (_, stride, count, other) in ORDERED.into_iter().filter(|ordered| ordered.0 == name) {
            let in_row = |value: &usize| (other..count - 1).contains(&(value / stride % count));
            out.extend((0..size - stride).filter(in_row).map(|value| (base + value, base + value + stride)));
        }
        base += size;
    }
    out
}

/// Adds to `gradient` what the prior would change of the weights.
pub(super) fn pull(neighbours: &[(usize, usize)], weights: &[f32], gradient: &mut [f32]) {
    for &(a, b) in neighbours {
        for (a, b) in (a * COUNT..).zip(b * COUNT..).take(COUNT) {
            let apart = STRENGTH * (weights[a] - weights[b]);
            gradient[a] += apart;
            gradient[b] -= apart;
        }
    }
}
