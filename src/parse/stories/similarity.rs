//! Who talks of the same thing: how much text any two fragments of a page share.
//!
//! The terms are character pairs and triples of unspaced scripts and the words of spaced
//! ones. A term weighs by how few fragments have it (inverse document frequency, Spärck
//! Jones 1972); what every story of the page uses weighs next to nothing, so no list of
//! stop words is needed.

use super::partition::by_length;
use crate::order::sort_by_rank;
use crate::parse::Fragment;
use crate::text::{Source, fold::fold, is_spaced};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;

/// Fragments farther apart than this are not compared.
pub(super) const REACH: usize = 48;

/// Terms in more fragments than this tell no two of them apart; pairing their places would
/// cost the square of their number.
const COMMON: usize = 48;

pub(super) struct Cohesion {
    /// What the fragments within reach of one share with it: a band of rows `2 * REACH + 1` wide.
    band: Vec<f32>,
    /// Squared length of each fragment's vector.
    pub norms: Vec<f32>,
    /// One by each fragment's length.
    pub by_lengths: Vec<f32>,
    /// Each fragment's terms in order of id, with their count.
    terms: Vec<Vec<(u32, f32)>>,
    /// The weight of each term.
    weights: Vec<f32>,
    /// The fragments that have each term, and how much of it.
    places: Places,
    /// What each term is.
    keys: Vec<u64>,
    ids: FxHashMap<u64, u32>,
}

/// The places of all terms in one list, term after term: a page has thousands of terms, and a
/// list for each would take longer to make than to fill.
struct Places {
    all: Vec<(u32, f32)>,
    /// Where each term's begin; one more than there are terms.
    starts: Vec<u32>,
}

impl Places {
    /// `counts` is in how many fragments each term is.
    fn new(terms: &[Vec<(u32, f32)>], counts: &[u32]) -> Self {
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut sum = 0;
        for &count in counts {
            starts.push(sum);
            sum += count;
        }
        let mut all = vec![(0, 0.0); sum as usize];
        let mut ends = starts.clone();
        for (n, own) in terms.iter().enumerate() {
            for &(id, count) in own {
                let end = &mut ends[id as usize];
                all[*end as usize] = (n as u32, count);
                *end += 1;
            }
        }
        starts.push(sum);
        Self { all, starts }
    }

    fn of(&self, id: u32) -> &[(u32, f32)] {
        let at = |id: u32| self.starts[id as usize] as usize;
        &self.all[at(id)..at(id + 1)]
    }
}

impl Cohesion {
    pub fn new(source: &Source, fragments: &[&Fragment]) -> Self {
        let bytes: usize = fragments.iter().flat_map(|fragment| &fragment.parts).map(|part| part.len()).sum();
        // about as many terms as characters
        let mut ids: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(bytes / 3, FxBuildHasher);
        let mut keys = Vec::with_capacity(bytes / 3);
        let mut counts: Vec<u32> = Vec::with_capacity(bytes / 3);
        let mut terms = Vec::with_capacity(fragments.len());
        let mut own: Vec<u32> = Vec::new();
        for fragment in fragments {
            // terms that no fragment before has are in order as they come
            let fresh = keys.len();
            let mut new: Vec<(u32, f32)> = Vec::new();
            each_term(source, fragment, |key| {
                let id = *ids.entry(key).or_insert_with(|| {
                    keys.push(key);
                    counts.push(0);
                    new.push((keys.len() as u32 - 1, 0.0));
                    keys.len() as u32 - 1
                });
                match (id as usize).checked_sub(fresh) {
                    Some(at) => new[at].1 += 1.0,
                    None => own.push(id),
                }
            });
            own.sort_unstable();
            let mut counted: Vec<(u32, f32)> = Vec::with_capacity(own.len() + new.len());
            for id in own.drain(..) {
                match counted.last_mut() {
                    Some((last, count)) if *last == id => *count += 1.0,
                    _ => counted.push((id, 1.0)),
                }
            }
            counted.append(&mut new);
            for (id, count) in &mut counted {
                // most terms stand in a fragment once, and logarithms take their time
                if *count > 1.0 {
                    *count = 1.0 + count.ln();
                }
                counts[*id as usize] += 1;
            }
            terms.push(counted);
        }
        let total = fragments.len() as f32;
        let by_places: [f32; COMMON + 1] = std::array::from_fn(|with| (total / with.max(1) as f32).ln());
        let weigh = |&with: &u32| by_places.get(with as usize).copied().unwrap_or(0.0);
        let weights: Vec<f32> = counts.iter().map(weigh).collect();
        let places = Places::new(&terms, &counts);
        let (band, norms) = pair_up(&terms, &weights, &places);
        let by_lengths = norms.iter().map(|&norm| by_length(norm)).collect();
        Self { band, norms, by_lengths, terms, weights, places, keys, ids }
    }

    /// What each fragment from the given one on shares with fragment `b`.
    pub fn sharing(&self, b: usize) -> (usize, &[f32]) {
        let first = b.saturating_sub(REACH);
        let end = (b + REACH + 1).min(self.norms.len());
        let at = b * (2 * REACH + 1) + first + REACH - b;
        (first, &self.band[at..at + end - first])
    }

    /// What fragment `a` shares with fragment `b`: 0 and up; 0 out of [`REACH`].
    pub fn shared(&self, a: usize, b: usize) -> f32 {
        match band_index(b, a) {
            Some(at) => self.band[at],
            None => 0.0,
        }
    }

    /// The terms of fragment `a` that some other fragment has, the heaviest first, at most 128.
    pub fn telling_terms(&self, a: usize) -> Vec<(u32, f32)> {
        let mut telling: Vec<(u32, f32)> = self.terms[a]
            .iter()
            .filter(|(id, _)| self.places.of(*id).len() > 1)
            .map(|&(id, _)| (id, self.weights[id as usize]))
            .filter(|&(_, weight)| weight > 0.0)
            .collect();
        sort_by_rank(&mut telling, |term| (Reverse(term.1), term.0));
        telling.truncate(128);
        telling
    }

    /// The fragments that have term `id`, in order, and how much of it.
    pub fn places(&self, id: u32) -> &[(u32, f32)] {
        self.places.of(id)
    }

    /// The fragments that have a name of two or three characters.
    pub fn places_of(&self, name: &str) -> impl Iterator<Item = u32> {
        let chars: Vec<char> = name.chars().map(fold).collect();
        let id = (2..=3).contains(&chars.len()).then(|| self.ids.get(&key(&chars))).flatten();
        id.into_iter().flat_map(|&id| self.places(id)).map(|place| place.0)
    }

    /// The terms that the group of fragments has in more than one of them, in order of id.
    pub fn common(&self, group: &[usize]) -> Vec<u32> {
        let elsewhere = |id: &u32| self.places.of(*id).len() > 1 && self.weights[*id as usize] > 0.0;
        let mut ids: Vec<u32> =
            group.iter().flat_map(|&i| self.terms[i].iter().map(|t| t.0).filter(elsewhere)).collect();
        ids.sort_unstable();
        ids.chunk_by(|a, b| a == b).filter(|ids| ids.len() > 1).map(|ids| ids[0]).collect()
    }

    /// The character pairs and triples of fragment `a` that are among `ids`, the heaviest first.
    pub fn keys_among(&self, a: usize, ids: &[u32]) -> Vec<u64> {
        let mut own: Vec<u32> = self.terms[a].iter().map(|t| t.0).filter(|id| ids.binary_search(id).is_ok()).collect();
        sort_by_rank(&mut own, |&id| (Reverse(self.weights[id as usize]), id));
        own.into_iter().map(|id| self.keys[id as usize]).collect()
    }
}

fn band_index(a: usize, b: usize) -> Option<usize> {
    let offset = (b + REACH).checked_sub(a)?;
    (offset <= 2 * REACH).then_some(a * (2 * REACH + 1) + offset)
}

fn pair_up(terms: &[Vec<(u32, f32)>], weights: &[f32], places: &Places) -> (Vec<f32>, Vec<f32>) {
    let mut band = vec![0f32; terms.len() * (2 * REACH + 1)];
    let mut norms = vec![0f32; terms.len()];
    for (a, own) in terms.iter().enumerate() {
        for &(id, count) in own {
            let weight = weights[id as usize];
            norms[a] += (weight * count).powi(2);
            if weight == 0.0 {
                continue;
            }
            // those behind, each pair both ways
            for &(b, other) in places.of(id).iter().rev() {
                let b = b as usize;
                if b <= a {
                    break;
                }
                if let (Some(there), Some(back)) = (band_index(b, a), band_index(a, b)) {
                    band[there] += weight * weight * count * other;
                    band[back] += weight * weight * other * count;
                }
            }
        }
    }
    (band, norms)
}

/// Calls `each` with every term of the fragment.
fn each_term(source: &Source, fragment: &Fragment, mut each: impl FnMut(u64)) {
    let mut before: [Option<char>; 2] = [None; 2];
    let mut word = 0u64;
    for c in fragment.parts.iter().flat_map(|part| source.text[part.clone()].chars()) {
        let c = fold(c);
        if is_spaced(c) {
            word = (word ^ c as u64).wrapping_mul(0x100_0000_01b3).rotate_left(7) | 1;
            before = [None; 2];
            continue;
        }
        if word != 0 {
            each(word | WORD);
            word = 0;
        }
        // most are of this block, and the test for any letter is slow
        if !matches!(c, '\u{4e00}'..='\u{9fff}') && !c.is_alphanumeric() {
            before = [None; 2];
            continue;
        }
        if let Some(b) = before[1] {
            each(key(&[b, c]));
            if let Some(a) = before[0] {
                each(key(&[a, b, c]));
            }
        }
        before = [before[1], Some(c)];
    }
    if word != 0 {
        each(word | WORD);
    }
}

/// Marks the key of a word of a spaced script; the others spell their characters.
const WORD: u64 = 1 << 63;

fn key(chars: &[char]) -> u64 {
    chars.iter().fold(0, |key, &c| key << 21 | c as u64)
}

/// Spells a key of [`Cohesion::keys_among`]; `None` for a word, which is only known by its hash.
pub(super) fn spell(key: u64) -> Option<String> {
    if key & WORD != 0 {
        return None;
    }
    [42, 21, 0]
        .iter()
        .map(|shift| key >> shift & 0x1f_ffff)
        .filter(|&c| c != 0)
        .map(|c| char::from_u32(c as u32))
        .collect()
}
