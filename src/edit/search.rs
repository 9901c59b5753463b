//! Exact string search: all places of a quote in a text, also those that overlap.

use std::cell::OnceCell;

/// A text with an index of the bytes at each of its characters, made when first needed, so that
/// searching it for many quotes costs about as much as reading it once.
pub(super) struct SearchedText<'t> {
    pub text: &'t str,
    /// The first [`KEY`] bytes at each character as a number, with its offset; sorted.
    index: OnceCell<Vec<(u64, usize)>>,
}

/// Number of bytes that the index is sorted by: as many as a number has.
const KEY: usize = size_of::<u64>();

impl<'t> SearchedText<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, index: OnceCell::new() }
    }

    /// The offsets of the quote in order, none if it is empty. At most linear in the text and the
    /// quote; linear in the quote for each place of its first characters, where that is less.
    pub fn places(&self, quote: &str) -> Vec<usize> {
        if quote.is_empty() {
            return Vec::new();
        }
        let index = self.index.get_or_init(|| index(self.text));
        let (least, most) = (key(quote, 0), key(quote, u8::MAX));
        let start = index.partition_point(|entry| entry.0 < least);
        let count = index[start..].partition_point(|entry| entry.0 <= most);
        // of a text that repeats itself, each place would be compared as far as the next
        if count.saturating_mul(quote.len()) > self.text.len() + quote.len() {
            return knuth_morris_pratt(self.text.as_bytes(), quote.as_bytes());
        }
        let places = index[start..start + count].iter().map(|entry| entry.1);
        let mut places: Vec<usize> = places.filter(|&at| self.text[at..].starts_with(quote)).collect();
        places.sort_unstable();
        places
    }
}

fn index(text: &str) -> Vec<(u64, usize)> {
    let mut index: Vec<(u64, usize)> = text.char_indices().map(|(at, _)| (key(&text[at..], 0), at)).collect();
    index.sort_unstable();
    index
}

/// The first [`KEY`] bytes as a number, with `rest` for those that are missing.
fn key(text: &str, rest: u8) -> u64 {
    let mut bytes = [rest; KEY];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, of_text)| *byte = of_text);
    u64::from_be_bytes(bytes)
}

/// All places of the pattern, by its borders (Knuth, Morris and Pratt 1977). The crates that search
/// for strings pass over places that overlap, and begun anew behind each they are quadratic.
fn knuth_morris_pratt(text: &[u8], pattern: &[u8]) -> Vec<usize> {
    // length of the longest border of the pattern's first bytes, up to each
    let mut borders = vec![0; pattern.len()];
    let mut places = Vec::new();
    let mut matched = 0;
    for n in 1..pattern.len() {
        matched = extended(pattern, &borders, matched, pattern[n]);
        borders[n] = matched;
    }
    matched = 0;
    for (at, &byte) in text.iter().enumerate() {
        matched = extended(pattern, &borders, matched, byte);
        if matched == pattern.len() {
            places.push(at + 1 - matched);
            matched = borders[matched - 1];
        }
    }
    places
}

/// The length of the longest start of the pattern that ends with `byte`, from that before it.
fn extended(pattern: &[u8], borders: &[usize], mut matched: usize, byte: u8) -> usize {
    while matched > 0 && pattern[matched] != byte {
        matched = borders[matched - 1];
    }
    matched + usize::from(pattern[matched] == byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All places, by looking at each character.
    fn exhaustive(text: &str, quote: &str) -> Vec<usize> {
        text.char_indices().map(|(at, _)| at).filter(|&at| text[at..].starts_with(quote)).collect()
    }

    #[test]
    fn all_places_are_found_also_those_that_overlap() {
        let texts =
            ["", "开", "开馆开馆开", "aaaaaaaaaaaa", "abaababaabaab", "市图书馆\n市图书馆开馆\nx开馆\0", "\0\0\0"];
        for text in texts.map(|text| [text.to_owned(), text.repeat(9)]).concat() {
            let searched = SearchedText::new(&text);
            let ends = || text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for quote in ends().flat_map(|start| ends().filter(move |&end| end > start).map(move |end| start..end)) {
                let quote = &text[quote];
                assert_eq!(searched.places(quote), exhaustive(&text, quote), "{quote:?} in {text:?}");
                assert_eq!(knuth_morris_pratt(text.as_bytes(), quote.as_bytes()), exhaustive(&text, quote));
            }
            for quote in ["", "馆馆", "ab\0", "开馆开馆开馆开馆开馆x", "\u{10ffff}"] {
                assert_eq!(searched.places(quote), if quote.is_empty() { vec![] } else { exhaustive(&text, quote) });
            }
        }
    }
}
