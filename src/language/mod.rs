//! Cues of the newspaper trade, as data: what a language's papers write where a story
//! opens, under a picture, at the foot of a column.

mod check;
mod error;
mod fields;
mod given;
mod lexicon;
mod name;
mod pattern;
mod signs;
#[cfg(test)]
mod tests;
mod toml;

pub use error::{CuesError, CuesProblem};
#[cfg(all(feature = "full", target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use given::Given;

pub(crate) use lexicon::Lexicon;
pub(crate) use name::is_han;
pub(crate) use pattern::Pattern;

use crate::text::fold::{fold, unform};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

type List = Cow<'static, [Cow<'static, str>]>;

include!(concat!(env!("OUT_DIR"), "/cues.rs"));

/// A language pack: the cues by which the papers of one language are read.
///
/// The lists hold patterns; `cues/README.md` in the repository describes how they are
/// written. Every field may be left out.
///
/// ```
/// let pack: banmian::Cues = serde_json::from_str(r#"{"language": "xx", "teasers": ["Inside"]}"#).unwrap();
/// assert_eq!(pack.teasers[0], "Inside");
/// assert!(banmian::Cues::built_in().iter().any(|cues| cues.language == "zh-Hans"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cues {
    /// BCP 47 tag of the language.
    pub language: Cow<'static, str>,
    /// Characters by which a page in this language is known.
    pub letters: Cow<'static, str>,
    /// Characters of grammar, which running text is full of and headlines spare.
    pub function: Cow<'static, str>,
    /// Characters with which no sentence begins.
    pub followers: Cow<'static, str>,
    /// Words of grammar, where words are set apart by blanks; in lower case.
    pub function_words: List,
    /// Surnames of one character.
    pub surnames: Cow<'static, str>,
    /// Surnames of two characters.
    pub double_surnames: List,
    /// Words that look like names beside a byline's names, and are none.
    pub not_names: List,
    /// What people are called before their names in a byline, the longest first.
    pub duties: List,
    /// How a story opens: at the start of a paragraph.
    pub openings: List,
    /// The names of who sent the story, behind what opens it.
    pub opening_names: List,
    /// Bylines: a whole line.
    pub bylines: List,
    /// Bylines of nothing but names: a whole line.
    pub name_lines: List,
    /// Picture credits: a whole line.
    pub credits: List,
    /// Picture credits at the end of a paragraph.
    pub credit_tails: List,
    /// What closes a story: at the end of a paragraph.
    pub closings: List,
    /// Words a kicker ends with whose headline is what was said; not patterns.
    pub kicker_tails: List,
    /// Words of a caption, anywhere in it; not patterns.
    pub captions: List,
    /// Jumps to and from other pages: a whole line.
    pub jumps: List,
    /// Jumps at the end of a paragraph.
    pub jump_tails: List,
    /// Heads of a teaser box: a whole line.
    pub teasers: List,
    /// Rubrics: a whole line.
    pub rubrics: List,
    /// What a furniture line is put together of.
    pub furniture: List,
    /// What opens a notice or an advertisement: a whole line.
    pub notices: List,
}

impl Cues {
    /// The packs that come with the library.
    ///
    /// ```
    /// assert_eq!(banmian::Cues::built_in()[0].language, "zh-Hans");
    /// ```
    pub fn built_in() -> &'static [Cues] {
        BUILT_IN
    }

    /// Whether `word` is a word of grammar.
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        self.function_words.iter().any(|known| known.chars().map(fold).eq(word.chars().map(fold)))
    }
}

/// Characters looked at to choose a pack; a long text is sampled over its whole length.
const SAMPLE: usize = 800;

/// The pack of a language; of `more` first, then of the built-in ones.
pub(crate) fn named<'c>(language: &str, more: &'c [Cues]) -> Option<&'c Cues>
where
    'static: 'c,
{
    more.iter().chain(BUILT_IN).chain([&UNDETERMINED]).find(|pack| pack.language.eq_ignore_ascii_case(language))
}

/// The pack whose letters and words the text uses most; `more` come before the built-in
/// ones. A text that uses hardly any pack's is read without cues.
pub(crate) fn choose<'c>(text: &str, more: &'c [Cues]) -> &'c Cues
where
    'static: 'c,
{
    let step = 1 + text.len() / (SAMPLE * 3);
    let sample: Vec<char> = text.chars().step_by(step).map(unform).filter(|c| c.is_alphabetic()).collect();
    let words: Vec<&str> = if sample.iter().any(char::is_ascii_lowercase) {
        text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(SAMPLE / 4).collect()
    } else {
        Vec::new()
    };
    // a page has few letters, and many times
    let mut counts: FxHashMap<char, u32> = FxHashMap::default();
    sample.iter().for_each(|&c| *counts.entry(c).or_default() += 1);
    let mut best = (0.02, &UNDETERMINED);
    for pack in more.iter().chain(BUILT_IN) {
        let letters: u32 = counts.iter().filter(|&(&c, _)| pack.letters.contains(c)).map(|(_, count)| count).sum();
        let letters = letters as f32 / sample.len().max(1) as f32;
        let known = words.iter().filter(|w| pack.is_function_word(w)).count() as f32 / words.len().max(1) as f32;
        // a fifth of running text is words of grammar, and many of them are another language's, too
        let share = if pack.function_words.is_empty() { letters } else { (letters + known - 0.08).max(0.0) };
        if share > best.0 {
            best = (share, pack);
        }
    }
    best.1
}
