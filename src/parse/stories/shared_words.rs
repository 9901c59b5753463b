//! The words that fragments share, as a reader knows them.
//!
//! Stories are told apart by pairs and triples of characters, of which many are parts of a word, or
//! of two. For a reader each is widened to the longest text that both fragments have around it.

use crate::parse::Fragment;
use crate::text::Source;
use crate::text::fold::fold;
use crate::text::script::is_spaced;
use std::ops::Range;

/// Characters of a fragment that are looked at, others it is compared with, and places in each (cost).
const MAX_LENGTH: usize = 2000;
const MAX_OTHERS: usize = 4;
const MAX_PLACES: usize = 4;

/// Most characters of a word: a phrase as long as that is shown by its beginning.
const MAX_WORD: usize = 16;

/// Characters that by themselves, or with one other, tell a reader nothing of what a text is about.
const GRAMMATICAL: &str =
    "的了和与與及或在是也都很又把被将將对對从從于於以而且但并並之其这這那该該个個一今昨为為到向等各每此后後些";

/// What joins words, and so begins none before one of the former.
const CONJUNCTIONS: &str = "和與与及或";

/// The characters of each fragment, as they stand and folded.
pub struct SharedWords(Vec<[Vec<char>; 2]>);

impl SharedWords {
    pub fn new(source: &Source, fragments: &[&Fragment]) -> Self {
        let text = |fragment: &&Fragment| {
            let chars = fragment.parts.iter().flat_map(|part| source.text[part.clone()].chars());
            let shown: Vec<char> = chars.take(MAX_LENGTH).collect();
            let folded = shown.iter().map(|&c| fold(c)).collect();
            [shown, folded]
        };
        Self(fragments.iter().map(text).collect())
    }

    /// The longest text around `term` that fragment `node` shares with one of the others; `None` where
    /// it is nothing but grammar.
    pub fn around(&self, term: &str, node: usize, others: impl Iterator<Item = usize>) -> Option<String> {
        let term: Vec<char> = term.chars().collect();
        if term.contains(&'的') {
            return None;
        }
        let [shown, here] = &self.0[node];
        let mut longest = 0..0;
        for other in others.filter(|&other| other != node).take(MAX_OTHERS) {
            let [_, there] = &self.0[other];
            for at in places(here, &term) {
                for to in places(there, &term) {
                    let word = widened(here, at, there, to, term.len());
                    if word.len() > longest.len() {
                        longest = word;
                    }
                }
            }
        }
        longest.end = longest.end.min(longest.start + MAX_WORD);
        let begins = |nth: usize, among: &str| here.get(longest.start + nth).is_some_and(|&c| among.contains(c));
        longest.start += usize::from(longest.len() > 2 && begins(0, CONJUNCTIONS) && begins(1, GRAMMATICAL));
        let says = here[longest.clone()].iter().filter(|&&c| !GRAMMATICAL.contains(c)).count();
        (says > 1).then(|| shown[longest].iter().collect())
    }
}

/// The first places of a term.
fn places(text: &[char], term: &[char]) -> impl Iterator<Item = usize> {
    text.windows(term.len()).enumerate().filter(move |(_, window)| *window == term).map(|(at, _)| at).take(MAX_PLACES)
}

/// The longest text around `length` characters at two places that is the same at both, in the first.
fn widened(here: &[char], at: usize, there: &[char], to: usize, length: usize) -> Range<usize> {
    let same = |(a, b): &(&char, &char)| a == b && !is_spaced(**a) && a.is_alphanumeric() && **a != '的';
    let before = here[..at].iter().rev().zip(there[..to].iter().rev()).take_while(same).count();
    let after = here[at + length..].iter().zip(&there[to + length..]).take_while(same).count();
    at - before..at + length + after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(term: &str, here: &str, there: &str) -> Option<String> {
        let text = |text: &str| [text.chars().collect(), text.chars().map(fold).collect()];
        SharedWords(vec![text(here), text(there)]).around(term, 0, 0..2)
    }

    #[test]
    fn a_term_is_widened_to_what_both_texts_have_around_it() {
        let (here, there) = ("当前和今后一个时期,我国的外交部说。", "现在和今后一个时期,驻国的外交部门");
        assert_eq!(around("今后", here, there).as_deref(), Some("今后一个时期"));
        assert_eq!(around("后一个", here, there).as_deref(), Some("今后一个时期"));
        assert_eq!(around("交部", here, there).as_deref(), Some("外交部"));
        assert_eq!(around("的外", here, there), None);
    }

    #[test]
    fn grammar_alone_is_no_word() {
        assert_eq!(around("和今", "去年和今年", "现在和今天"), None);
        assert_eq!(around("今后", "从今后起", "到今后去"), None);
        assert_eq!(around("后一个", "最后一个人", "然后一个字"), None);
    }
}
