//! TF-IDF similarity between fragments.
//!
//! The terms are the character bigrams and trigrams of unspaced scripts and the words of spaced
//! ones. Each is weighted by its inverse document frequency (Spärck Jones 1972), fragments being
//! the documents; a term that every story of the page uses weighs next to nothing, so no list of
//! stop words is needed.

use crate::order::sort_by_rank;
use crate::parse::Fragment;
use crate::parse::parameters::{MAX_LINK_DISTANCE, MAX_TERM_FRAGMENTS, MAX_TITLE_TERMS};
use crate::text::Source;
use crate::text::fold::fold;
use crate::text::script::is_spaced;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;

/// Width of the band of fragments within [`MAX_LINK_DISTANCE`] of one.
const BAND: usize = 2 * MAX_LINK_DISTANCE + 1;

/// The fragments of a page as TF-IDF vectors.
pub struct Similarity {
    /// Dot product of each fragment with those near it: a band matrix.
    band: Vec<f32>,
    /// Squared norm of each fragment.
    pub squared_norms: Vec<f32>,
    /// Inverse norm of each fragment.
    pub inverse_norms: Vec<f32>,
    /// The terms of each fragment in order of id, with their term frequency.
    terms: Vec<Vec<(u32, f32)>>,
    /// The weight of each term.
    weights: Vec<f32>,
    postings: Postings,
    /// The key of each term.
    keys: Vec<u64>,
    ids: FxHashMap<u64, u32>,
}

/// An inverted index: the fragments that have each term, with its term frequency. All lists are
/// one, term after term, as a page has thousands of terms and a vector for each takes longer to
/// allocate than to fill.
struct Postings {
    all: Vec<(u32, f32)>,
    /// Start of the list of each term, and the end of the last.
    starts: Vec<u32>,
}

impl Postings {
    /// `counts` are the numbers of fragments that have each term.
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

impl Similarity {
    pub(crate) fn new(source: &Source, fragments: &[&Fragment]) -> Self {
        let bytes: usize = fragments.iter().flat_map(|fragment| &fragment.parts).map(|part| part.len()).sum();
        // about as many terms as characters
        let mut ids: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(bytes / 3, FxBuildHasher);
        let mut keys = Vec::with_capacity(bytes / 3);
        let mut counts: Vec<u32> = Vec::with_capacity(bytes / 3);
        let mut terms = Vec::with_capacity(fragments.len());
        let mut known: Vec<u32> = Vec::new();
        for fragment in fragments {
            // ids count up, so terms that are new in this fragment need no sorting
            let first_new = keys.len();
            let mut new: Vec<(u32, f32)> = Vec::new();
            for_each_term(source, fragment, |key| {
                let id = *ids.entry(key).or_insert_with(|| {
                    keys.push(key);
                    counts.push(0);
                    new.push((keys.len() as u32 - 1, 0.0));
                    keys.len() as u32 - 1
                });
                match (id as usize).checked_sub(first_new) {
                    Some(at) => new[at].1 += 1.0,
                    None => known.push(id),
                }
            });
            known.sort_unstable();
            let mut counted: Vec<(u32, f32)> = Vec::with_capacity(known.len() + new.len());
            for id in known.drain(..) {
                match counted.last_mut() {
                    Some((last, count)) if *last == id => *count += 1.0,
                    _ => counted.push((id, 1.0)),
                }
            }
            counted.append(&mut new);
            for (id, count) in &mut counted {
                // the logarithm of 1 is 0, and most terms occur once in a fragment
                if *count > 1.0 {
                    *count = 1.0 + libm::logf(*count);
                }
                counts[*id as usize] += 1;
            }
            terms.push(counted);
        }
        let total = fragments.len() as f32;
        let idf: [f32; MAX_TERM_FRAGMENTS + 1] = std::array::from_fn(|count| libm::logf(total / count.max(1) as f32));
        let weight = |&count: &u32| idf.get(count as usize).copied().unwrap_or(0.0);
        let weights: Vec<f32> = counts.iter().map(weight).collect();
        let postings = Postings::new(&terms, &counts);
        let (band, squared_norms) = dot_products(&terms, &weights, &postings);
        let inverse_norms = squared_norms.iter().map(|&square| inverse_norm(square)).collect();
        Self { band, squared_norms, inverse_norms, terms, weights, postings, keys, ids }
    }

    /// The dot products of fragment `b` with those near it, and the index of the first of them.
    pub fn dots(&self, b: usize) -> (usize, &[f32]) {
        let first = b.saturating_sub(MAX_LINK_DISTANCE);
        let end = (b + MAX_LINK_DISTANCE + 1).min(self.squared_norms.len());
        let at = b * BAND + first + MAX_LINK_DISTANCE - b;
        (first, &self.band[at..at + end - first])
    }

    /// The dot product of two fragments; 0 if they are farther apart than [`MAX_LINK_DISTANCE`].
    pub fn dot(&self, a: usize, b: usize) -> f32 {
        band_index(b, a).map_or(0.0, |at| self.band[at])
    }

    /// The terms of fragment `a` that some other fragment has, the heaviest first, with their
    /// weights.
    pub fn distinctive_terms(&self, a: usize) -> Vec<(u32, f32)> {
        let mut terms: Vec<(u32, f32)> = self.terms[a]
            .iter()
            .filter(|(id, _)| self.postings.of(*id).len() > 1)
            .map(|&(id, _)| (id, self.weights[id as usize]))
            .filter(|&(_, weight)| weight > 0.0)
            .collect();
        sort_by_rank(&mut terms, |term| (Reverse(term.1), term.0));
        terms.truncate(MAX_TITLE_TERMS);
        terms
    }

    /// The fragments that have term `id`, in order, with its term frequency.
    pub fn postings(&self, id: u32) -> &[(u32, f32)] {
        self.postings.of(id)
    }

    /// The fragments that have a name of two or three characters.
    pub fn fragments_with_name(&self, name: &str) -> impl Iterator<Item = u32> {
        let chars: Vec<char> = name.chars().map(fold).collect();
        let id = (2..=3).contains(&chars.len()).then(|| self.ids.get(&key(&chars))).flatten();
        id.into_iter().flat_map(|&id| self.postings(id)).map(|posting| posting.0)
    }

    /// The terms that more than one of the given fragments has, in order of id.
    pub fn shared_terms(&self, fragments: &[usize]) -> Vec<u32> {
        let is_weighty = |id: &u32| self.postings.of(*id).len() > 1 && self.weights[*id as usize] > 0.0;
        let mut ids: Vec<u32> =
            fragments.iter().flat_map(|&i| self.terms[i].iter().map(|t| t.0).filter(is_weighty)).collect();
        ids.sort_unstable();
        ids.chunk_by(|a, b| a == b).filter(|ids| ids.len() > 1).map(|ids| ids[0]).collect()
    }

    /// The terms of fragment `a` that are among `ids`, the heaviest first, as text and id; a word of a
    /// spaced script is known by its hash only, so it is left out.
    pub fn spelled_terms<'s>(&'s self, a: usize, ids: &[u32]) -> impl Iterator<Item = (String, u32)> + use<'s> {
        let mut own: Vec<u32> = self.terms[a].iter().map(|t| t.0).filter(|id| ids.binary_search(id).is_ok()).collect();
        sort_by_rank(&mut own, |&id| (Reverse(self.weights[id as usize]), id));
        own.into_iter().filter_map(|id| Some((spell(self.keys[id as usize])?, id)))
    }
}

/// The inverse of a norm, by its square.
pub fn inverse_norm(square: f32) -> f32 {
    1.0 / square.sqrt().max(1e-3)
}

fn band_index(row: usize, column: usize) -> Option<usize> {
    let offset = (column + MAX_LINK_DISTANCE).checked_sub(row)?;
    (offset < BAND).then_some(row * BAND + offset)
}

/// The band of dot products, and the squared norms.
fn dot_products(terms: &[Vec<(u32, f32)>], weights: &[f32], postings: &Postings) -> (Vec<f32>, Vec<f32>) {
    let mut band = vec![0f32; terms.len() * BAND];
    let mut squared_norms = vec![0f32; terms.len()];
    for (a, own) in terms.iter().enumerate() {
        for &(id, count) in own {
            let weight = weights[id as usize];
            let own_weight = weight * count;
            squared_norms[a] += own_weight * own_weight;
            if weight == 0.0 {
                continue;
            }
            // each pair once, for both halves of the band
            for &(b, other) in postings.of(id).iter().rev() {
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
    (band, squared_norms)
}

/// Calls `each` with the key of every term of the fragment.
fn for_each_term(source: &Source, fragment: &Fragment, mut each: impl FnMut(u64)) {
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
        // most characters are of this block, and the test for any letter is slow
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

/// Set in the key of a word of a spaced script, which is a hash; other keys hold the characters.
const WORD: u64 = 1 << 63;

fn key(chars: &[char]) -> u64 {
    chars.iter().fold(0, |key, &c| key << 21 | c as u64)
}

/// The characters of a key; `None` for a word.
fn spell(key: u64) -> Option<String> {
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
