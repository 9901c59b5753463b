//! Language packs: the phrases by which the papers of a language mark openings, bylines, credits,
//! jumps and furniture, as data.

mod char_bloom;
mod chars;
mod error;
mod field_value;
mod fields;
mod lexicon;
mod load;
mod names;
mod pattern;
#[cfg(test)]
mod tests;
mod toml;

pub use error::{CuesError, CuesProblem};
#[cfg(all(feature = "full", target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use field_value::FieldValue;

pub(crate) use lexicon::Lexicon;
pub(crate) use pattern::Pattern;

use crate::text::fold::{canonical_char, fold};
use crate::text::script::is_letter;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

type List = Cow<'static, [Cow<'static, str>]>;

include!(concat!(env!("OUT_DIR"), "/cues.rs"));

/// A language pack: the phrases and characters by which the papers of one language are parsed.
///
/// The lists hold patterns, whose syntax `cues/README.md` in the repository describes. Every field
/// is optional.
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
    /// Characters by which a page in this language is recognized.
    pub letters: Cow<'static, str>,
    /// Function characters, which are frequent in running text and rare in headlines.
    pub function: Cow<'static, str>,
    /// Characters that no sentence begins with.
    pub followers: Cow<'static, str>,
    /// Function words of a spaced script, in lower case.
    pub function_words: List,
    /// Surnames of one character.
    pub surnames: Cow<'static, str>,
    /// Surnames of two characters.
    pub double_surnames: List,
    /// Words in bylines that look like names but are not.
    pub not_names: List,
    /// Job titles before the names in a byline, the longest first.
    pub duties: List,
    /// Openings of a story, at the start of a paragraph.
    pub openings: List,
    /// The names of the authors, behind an opening.
    pub opening_names: List,
    /// Bylines: a whole line.
    pub bylines: List,
    /// Bylines of nothing but names: a whole line.
    pub name_lines: List,
    /// Picture credits: a whole line.
    pub credits: List,
    /// Picture credits at the end of a paragraph.
    pub credit_tails: List,
    /// Closings of a story, at the end of a paragraph.
    pub closings: List,
    /// Words at the end of a kicker whose headline is a quotation; not patterns.
    pub kicker_tails: List,
    /// Words of a caption, anywhere in it; not patterns.
    pub captions: List,
    /// Jumps to and from other pages: a whole line.
    pub jumps: List,
    /// Jumps at the end of a paragraph.
    pub jump_tails: List,
    /// Headings of a teaser box: a whole line.
    pub teasers: List,
    /// Rubrics: a whole line.
    pub rubrics: List,
    /// Parts of a furniture line.
    pub furniture: List,
    /// First lines of a notice or an advertisement: a whole line.
    pub notices: List,
}

impl Cues {
    /// The built-in packs.
    ///
    /// ```
    /// assert_eq!(banmian::Cues::built_in()[0].language, "zh-Hans");
    /// ```
    pub fn built_in() -> &'static [Cues] {
        BUILT_IN
    }

    /// Whether `word` is a function word.
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        self.function_words.iter().any(|known| known.chars().map(fold).eq(word.chars().map(fold)))
    }
}

/// Number of characters by which a pack is chosen; a longer text is sampled over its length.
const SAMPLE: usize = 800;

/// The pack of a language tag: the first of `more`, or else the built-in one.
pub(crate) fn named<'c>(language: &str, more: &'c [Cues]) -> Option<&'c Cues>
where
    'static: 'c,
{
    more.iter().chain(BUILT_IN).chain([&UNDETERMINED]).find(|pack| pack.language.eq_ignore_ascii_case(language))
}

/// The pack whose letters and function words are the most frequent in the text; on a tie, those of
/// `more` before the built-in ones. The empty pack if hardly any occur.
pub(crate) fn choose<'c>(text: &str, more: &'c [Cues]) -> &'c Cues
where
    'static: 'c,
{
    let letters = || text.chars().map(canonical_char).filter(|&c| is_letter(c));
    let step = 1 + letters().count() / SAMPLE;
    let sample: Vec<char> = letters().step_by(step).collect();
    let words: Vec<&str> = if sample.iter().any(char::is_ascii_lowercase) {
        text.split(|c: char| !is_letter(c)).filter(|w| !w.is_empty()).take(SAMPLE / 4).collect()
    } else {
        Vec::new()
    };
    // a page repeats few different characters
    let mut counts: FxHashMap<char, u32> = FxHashMap::default();
    sample.iter().for_each(|&c| *counts.entry(c).or_default() += 1);
    let mut best = (0.02, &UNDETERMINED);
    for pack in more.iter().chain(BUILT_IN) {
        let of_pack: FxHashSet<char> = pack.letters.chars().collect();
        let letters: u32 = of_pack.iter().filter_map(|c| counts.get(c)).sum();
        let letters = letters as f32 / sample.len().max(1) as f32;
        let known = words.iter().filter(|w| pack.is_function_word(w)).count() as f32 / words.len().max(1) as f32;
        // a fifth of running text is function words, of which languages share many
        let share = if pack.function_words.is_empty() { letters } else { (letters + known - 0.08).max(0.0) };
        if share > best.0 {
            best = (share, pack);
        }
    }
    best.1
}
