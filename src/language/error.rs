//! Errors in language packs.

use super::fields::{PATTERNS, TEXTS, WORDS};
use std::fmt;

/// An error in a language pack, with its line.
///
/// ```
/// let error = banmian::Cues::from_toml("language = \"xx\"\nletters = \"xyz\"\nopening = [\"Oslo\"]\n").unwrap_err();
/// assert_eq!(error.line, Some(3));
/// assert!(error.to_string().starts_with("line 3: \"opening\" is no field of a language pack"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CuesError {
    /// 1-based line in the pack's text, if it has lines.
    pub line: Option<usize>,
    /// What is wrong there.
    pub problem: CuesProblem,
}

/// What is wrong with a language pack.
///
/// ```
/// use banmian::CuesProblem;
/// let error = banmian::Cues::from_toml("letters = \"xyz\"\nopenings = [\"(Oslo|Bergen\"]").unwrap_err();
/// assert!(matches!(error.problem, CuesProblem::Pattern { at: 0, .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CuesProblem {
    /// It is not TOML, or has values that packs do not have, such as tables.
    Syntax(String),
    /// There is no field of that name.
    UnknownField(String),
    /// The field takes one string.
    NotText(String),
    /// The field takes a list of strings.
    NotList(String),
    /// The field holds an empty string, which would match any text.
    Empty(String),
    /// A pattern is invalid.
    Pattern {
        /// The field that holds it.
        field: String,
        /// The pattern.
        pattern: String,
        /// The place of the error, in characters from 0.
        at: usize,
        /// What is wrong, and what to write instead.
        what: &'static str,
    },
    /// It has neither letters nor function words, so no page would be recognized as its language's.
    NeverChosen,
}

impl fmt::Display for CuesError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.problem),
            None => write!(f, "{}", self.problem),
        }
    }
}

impl fmt::Display for CuesProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Syntax(message) => write!(f, "not as packs are written: {message}"),
            Self::UnknownField(name) => {
                let known = [&TEXTS[..], &WORDS, &PATTERNS].concat().join(", ");
                write!(f, "{name:?} is no field of a language pack; the fields are {known}")
            }
            Self::NotText(field) => write!(f, "{field:?} wants one string, as {field} = \"…\""),
            Self::NotList(field) => write!(f, "{field:?} wants a list of strings, as {field} = [\"…\", \"…\"]"),
            Self::Empty(field) => {
                write!(f, "{field:?} holds an empty string, which would match any text; leave it out")
            }
            Self::Pattern { field, pattern, at, what } => {
                write!(f, "{field:?} holds the pattern {pattern:?}: at character {}, {what}", at + 1)
            }
            Self::NeverChosen => write!(
                f,
                "it has neither \"letters\" nor \"function_words\", by which a page in its language is known; give one of them"
            ),
        }
    }
}

impl std::error::Error for CuesError {}
