//! Errors and conflicts of edits.

use super::Anchor;
use serde::Serialize;
use std::fmt;

/// Why an edit cannot be applied, or may not mean any more what it meant.
///
/// ```
/// assert_eq!(serde_json::to_value(banmian::edit::Problem::QuoteGone).unwrap(), "quote-gone");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Problem {
    /// The text does not contain the quote, or not in its context.
    QuoteGone,
    /// Several places match the quote equally well.
    QuoteTwice,
    /// There is no character at the anchor.
    Blank,
    /// The edit has no anchors.
    Nothing,
    /// Two anchors overlap.
    Overlap,
    /// A block would be moved next to itself or joined with itself.
    IntoItself,
    /// The block belongs to no story.
    NoStory,
    /// The two blocks are in different stories.
    Apart,
    /// The content of the story has changed since the edit was made.
    StoryChanged,
    /// A correction would be split.
    CorrectionCut,
    /// A correction would overlap another one.
    CorrectionTwice,
    /// A correction would cross the end of a span.
    CorrectionAcross,
    /// A correction would leave a block without characters.
    NothingLeft,
    /// A correction contains a line break or a control code.
    ControlCode,
    /// The list has an unknown version.
    Version,
}

impl Problem {
    /// Every problem there is.
    ///
    /// ```
    /// assert!(banmian::edit::Problem::ALL.contains(&banmian::edit::Problem::QuoteGone));
    /// ```
    pub const ALL: [Problem; 15] = [
        Self::QuoteGone,
        Self::QuoteTwice,
        Self::Blank,
        Self::Nothing,
        Self::Overlap,
        Self::IntoItself,
        Self::NoStory,
        Self::Apart,
        Self::StoryChanged,
        Self::CorrectionCut,
        Self::CorrectionTwice,
        Self::CorrectionAcross,
        Self::NothingLeft,
        Self::ControlCode,
        Self::Version,
    ];

    /// What is wrong, and what to do.
    fn message(self) -> &'static str {
        match self {
            Self::QuoteGone => "the text has it no more; make the edit again on the text as it is now",
            Self::QuoteTwice => "the text has it in several places; make the edit again at the one that is meant",
            Self::Blank => "there are only blanks; name characters",
            Self::Nothing => "the edit names nothing; name at least one piece",
            Self::Overlap => "it is named twice; name each piece once",
            Self::IntoItself => "it cannot be put beside itself; name another place",
            Self::NoStory => "it belongs to the page, not to a story; move it to a story first",
            Self::Apart => "the two stand in different stories; move one to the other, or leave the edit out",
            Self::StoryChanged => {
                "its story holds something else than when the edit was made; look whether it is right"
            }
            Self::CorrectionCut => "a correction would be cut in two; undo the correction first",
            Self::CorrectionTwice => "a part of it is corrected already; undo that correction first",
            Self::CorrectionAcross => "a correction stays within one line's piece; correct each piece by itself",
            Self::NothingLeft => "nothing would be left of the block; make it furniture instead",
            Self::ControlCode => "a correction holds no line's end and no control code; part the paragraph instead",
            Self::Version => "the list of edits is of another version; read it with a newer Banmian",
        }
    }
}

/// The error of an edit that cannot be applied.
///
/// ```
/// use banmian::{Options, edit::{Anchor, Edit, Problem, Session}};
/// let text = "市图书馆开馆";
/// let mut session = Session::new(text, &Options::default());
/// let elsewhere = Anchor::new("老桥通车", 0..12);
/// let error = session.apply(Edit::Part { at: elsewhere }).unwrap_err();
/// assert_eq!(error.problem, Problem::QuoteGone);
/// assert!(error.to_string().starts_with("“老桥通车”: the text has it no more"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub at: Option<Anchor>,
}

/// Most characters of a quote in a message.
const MAX_QUOTE: usize = 24;

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Some(at) = &self.at {
            let shown: String = at.quote.trim().chars().take(MAX_QUOTE).collect();
            let more = if at.quote.trim().chars().nth(MAX_QUOTE).is_some() { "…" } else { "" };
            write!(f, "“{shown}{more}”: ")?;
        }
        f.write_str(self.problem.message())
    }
}

impl std::error::Error for EditError {}

/// An edit of a list that could not be applied, or was applied although its story has changed.
///
/// ```
/// use banmian::{Options, edit::{Anchor, Edit, Edits, replay}};
/// let (text, options) = ("市图书馆开馆", Options::default());
/// let mut edits = Edits::new(text);
/// edits.edits.push(Edit::Part { at: Anchor::new("老桥通车", 0..12) }.into());
/// let replayed = replay(text, &banmian::parse(text, &options), &edits, &options);
/// assert_eq!((replayed.conflicts[0].edit, replayed.conflicts[0].applied), (0, false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// Index of the edit in the list.
    pub edit: usize,
    /// Whether the edit was applied nevertheless.
    pub applied: bool,
    /// What is wrong.
    pub problem: Problem,
    /// What is wrong, where, and what to do, in one English sentence.
    pub message: String,
    /// Where.
    pub at: Option<Anchor>,
}

impl Conflict {
    pub(super) fn new(edit: usize, applied: bool, error: EditError) -> Self {
        Self { edit, applied, problem: error.problem, message: error.to_string(), at: error.at }
    }
}

impl From<Problem> for EditError {
    fn from(problem: Problem) -> Self {
        Self { problem, at: None }
    }
}

impl Problem {
    /// The problem with its place.
    pub(super) fn at(self, at: &Anchor) -> EditError {
        EditError { problem: self, at: Some(at.clone()) }
    }
}
