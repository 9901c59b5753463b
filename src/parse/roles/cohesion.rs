//! Lexical cohesion: what a short line shares with the text above and below it (Hearst 1997).
//!
//! A subhead stands between two parts of one story, a headline between two stories. So it counts
//! how much of the line's own terms the text on each side has, and how much the two sides share.

use crate::language::Lexicon;
use crate::parse::Layout;
use crate::text::Source;
use crate::text::fold::fold;
use crate::text::script::is_han;

/// Characters of the text on each side that are compared.
const WINDOW: usize = 600;
/// Number of terms that are told apart, as a power of two.
const BITS: u32 = 12;
/// Greatest weight of a term: one that comes again and again says little more.
const SATURATION: f32 = 8.0;
/// Letters of the shortest word that is a term where words are spaced.
const MIN_WORD: usize = 4;

/// What a line shares with its surroundings, each from 0 for nothing to [`TOP`] for much.
#[derive(Clone, Copy, Default)]
pub struct Cohesion {
    /// The line with the text above.
    pub above: usize,
    /// The line with the text below.
    pub below: usize,
    /// The text above with the text below.
    pub across: usize,
    /// The next paragraph with the text above, against the rest of the text below.
    pub next: usize,
}

/// The greatest value.
pub const TOP: usize = 5;

/// The cohesion of each line that may be a heading and has text on both sides or one, in the order
/// of the lines.
pub fn cohesion(source: &Source, layout: &Layout, may_be_heading: &[bool], cues: &Lexicon) -> Vec<Option<Cohesion>> {
    let lines: Vec<Vec<u16>> =
        layout.lines.iter().map(|line| terms(&source.text[line.range.clone()], WINDOW, cues)).collect();
    let weights = inverse_document_frequencies(&lines);
    let mut out = vec![None; lines.len()];
    let [mut above, mut below, mut next, mut rest] = std::array::from_fn(|_| TermVector::new());
    let mut first = 0;
    // the lines of a run of headings have the same text above and below
    for run in may_be_heading.chunk_by(|a, b| a == b) {
        let end = first + run.len();
        if run[0] {
            above.fill(lines[..first].iter().rev(), &weights);
            below.fill(lines[end..].iter(), &weights);
            let (mut across, mut next_level) = (0, 0);
            if first > 0 && end < lines.len() {
                next.fill(lines[end..=end].iter(), &weights);
                rest.fill(lines[end + 1..].iter(), &weights);
                across = cosine_level(above.cosine(&below));
                next_level = balance(above.cosine(&next), rest.cosine(&next));
            }
            for i in first..end {
                let [above, below] = [&above, &below].map(|side| side.coverage(&lines[i], &weights));
                out[i] = Some(Cohesion { above, below, across, next: next_level });
            }
        }
        first = end;
    }
    out
}

/// How much more a term says the fewer lines have it.
fn inverse_document_frequencies(lines: &[Vec<u16>]) -> Vec<f32> {
    let mut frequencies = vec![0u16; 1 << BITS];
    let mut last = vec![u32::MAX; 1 << BITS];
    for (n, terms) in lines.iter().enumerate() {
        for &term in terms {
            let term = usize::from(term);
            if last[term] != n as u32 {
                last[term] = n as u32;
                frequencies[term] = frequencies[term].saturating_add(1);
            }
        }
    }
    let count = lines.len() as f32 + 1.0;
    frequencies.iter().map(|&frequency| libm::logf(count / (1.0 + f32::from(frequency))).max(0.0)).collect()
}

/// The terms of a text by their weights.
struct TermVector {
    weights: Vec<f32>,
    /// The terms whose weight is not 0, in order.
    terms: Vec<u16>,
    length: f32,
}

impl TermVector {
    fn new() -> Self {
        Self { weights: vec![0.0; 1 << BITS], terms: Vec::new(), length: 0.0 }
    }

    /// Takes the terms of lines, until there are enough, for those that it has.
    fn fill<'l>(&mut self, lines: impl Iterator<Item = &'l Vec<u16>>, weights: &[f32]) {
        self.terms.drain(..).for_each(|term| self.weights[usize::from(term)] = 0.0);
        let mut seen = [0u64; (1 << BITS) / 64];
        for &term in lines.flatten().take(WINDOW) {
            let term = usize::from(term);
            self.weights[term] += weights[term];
            seen[term / 64] |= 1 << (term % 64);
        }
        for (n, mut bits) in seen.into_iter().enumerate() {
            while bits != 0 {
                self.terms.push(n as u16 * 64 + bits.trailing_zeros() as u16);
                bits &= bits - 1;
            }
        }
        let mut squares = 0.0;
        for &term in &self.terms {
            let weight = &mut self.weights[usize::from(term)];
            *weight = weight.min(SATURATION);
            squares += *weight * *weight;
        }
        self.length = squares.sqrt();
    }

    fn cosine(&self, other: &Self) -> f32 {
        let weight = |vector: &Self, term: u16| vector.weights[usize::from(term)];
        let dot: f32 = self.terms.iter().map(|&term| weight(self, term) * weight(other, term)).sum();
        dot / (self.length * other.length).max(f32::MIN_POSITIVE)
    }

    /// How much of the weight of some terms is of those that the text has.
    fn coverage(&self, terms: &[u16], weights: &[f32]) -> usize {
        let (mut all, mut found) = (0.0, 0.0);
        for &term in terms {
            let weight = weights[usize::from(term)];
            all += weight;
            if self.weights[usize::from(term)] > 0.0 {
                found += weight;
            }
        }
        level(found / f32::max(all, f32::MIN_POSITIVE), [0.08, 0.2, 0.35, 0.5, 0.7])
    }
}

fn cosine_level(cosine: f32) -> usize {
    level(cosine, [0.02, 0.045, 0.08, 0.13, 0.22])
}

/// Which of two similarities is the greater, and how much: low for the second.
fn balance(first: f32, second: f32) -> usize {
    level(first / (first + second).max(f32::MIN_POSITIVE), [0.15, 0.3, 0.45, 0.55, 0.7])
}

fn level(value: f32, bounds: [f32; TOP]) -> usize {
    bounds.iter().filter(|&&bound| value >= bound).count()
}

/// The hashes of a text's terms: pairs of Chinese characters that have meaning, and long words.
fn terms(text: &str, most: usize, cues: &Lexicon) -> Vec<u16> {
    let mut out = Vec::new();
    let (mut before, mut word, mut letters) = (None, 0u32, 0);
    for c in text.chars().take(2 * most).chain([' ']) {
        let meaning = is_han(c) && !cues.is_function(c);
        if let (Some(a), true) = (before, meaning) {
            out.push(hash(u64::from(a) << 32 | u64::from(c as u32)));
        }
        before = meaning.then_some(c as u32);
        if !is_han(c) && c.is_alphabetic() {
            word = word.wrapping_mul(0x0100_0193) ^ fold(c) as u32;
            letters += 1;
            continue;
        }
        if letters >= MIN_WORD {
            out.push(hash(u64::from(word)));
        }
        (word, letters) = (0, 0);
    }
    out
}

fn hash(term: u64) -> u16 {
    (term.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as u16
}
