//! From text to page, one stage a file, in the order of the story:
//!
//! 1. [`layout`]: the lines of the source in the order the columns read;
//! 2. [`roles`]: lines → fragments, each with a role;
//! 3. [`stories`]: fragments → stories, and pieces → paragraphs, as one decision;
//! 4. [`page_builder`]: stories → the [`Page`] of the model, in reading order.
//!
//! No stage does I/O, keeps state, or fails: any text gives a page.

pub(crate) mod layout;
mod page_builder;
mod roles;
mod stories;
#[cfg(feature = "tuning")]
pub use {roles::tune as tune_roles, stories::tune};

pub(crate) use page_builder::{byline, diagnostics, glue, kind};
pub(crate) use roles::names;

use crate::language::{self, Cues};
use crate::model::Page;
use crate::text::Source;
use std::ops::Range;

/// How to read a page.
///
/// ```
/// let options = banmian::Options::default();
/// assert_eq!(options.encoding, "UTF-8");
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// Name of the encoding the text was decoded from; reported in
    /// [`SourceFacts::encoding`](crate::SourceFacts::encoding).
    pub encoding: String,
    /// Language packs to choose from before the built-in ones.
    pub cues: Vec<Cues>,
    /// BCP 47 tag of the language pack to read with, such as `zh-Hans`, or `und` for none.
    /// Where it is empty or no pack has it, the one that fits the text best is taken.
    pub language: String,
}

impl Options {
    /// The language pack that `text` is read with.
    pub(crate) fn pack(&self, text: &str) -> &Cues {
        language::named(&self.language, &self.cues).unwrap_or_else(|| language::choose(text, &self.cues))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { encoding: "UTF-8".into(), cues: Vec::new(), language: String::new() }
    }
}

/// Reads a page out of its text layer.
///
/// Never fails: a text with no structure comes back as one story or as unplaced blocks, and
/// what is doubtful is named in [`Page::diagnostics`].
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &banmian::Options::default());
/// assert_eq!(page.articles.len(), 1);
/// ```
pub fn parse(text: &str, options: &Options) -> Page {
    let source = Source::new(text);
    let cues = options.pack(text);
    laid_out(&source, &layout::read_down(&source, cues), cues, options)
}

/// Reads a page whose lines are in order.
pub(crate) fn laid_out(source: &Source, layout: &Layout, cues: &Cues, options: &Options) -> Page {
    let fragments = roles::fragments(source, layout, cues);
    let assembly = stories::stories(source, &fragments);
    page_builder::page(source, layout, &fragments, &assembly, cues, options)
}

/// The lines of the source in the order they read.
pub(crate) struct Layout {
    pub shape: crate::model::Shape,
    /// On a page of the text, columns stand side by side.
    pub side_by_side: bool,
    pub lines: Vec<Line>,
}

/// A visual line of one column, without the blanks around it; never empty.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub range: Range<usize>,
    /// Lines of one frame (a block set apart by blank lines, or a box of columns with the
    /// headline over it) share a number; frames count up in reading order.
    pub frame: usize,
    /// Width of the blanks before the line within its column, in half-width cells.
    pub indent: usize,
    /// Width of the column the line was broken at, in half-width cells; 0 where lines are
    /// not broken at a column's edge, or the edge is unknown.
    pub width: usize,
    /// The line reaches its column's far edge, so its paragraph may go on in the next line.
    /// Always false where `width` is 0.
    pub full: bool,
    /// Pages (form feeds) before the line.
    pub page: usize,
}

/// Lines that belong together beyond doubt: a paragraph, or the piece of one that lies
/// between two cuts; the lines of a headline; a byline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fragment {
    pub role: crate::model::Role,
    /// 0..1.
    pub role_confidence: f32,
    /// One range a line, trimmed, in reading order.
    pub parts: Vec<Range<usize>>,
    pub frame: usize,
    /// The first line is set in from the column's edge, as a new paragraph is.
    pub indented: bool,
    /// The cue by which the text opens a story, such as a dateline: a range of bytes that
    /// may run over the end of a line.
    pub opens: Option<Range<usize>>,
    /// It ends as a story ends: names in brackets, （完）, a credit.
    pub closes: bool,
    /// People named in the byline or the dateline.
    pub names: Vec<String>,
    /// How sure it is that the text begins within a sentence: 0..1.
    pub starts_mid: f32,
    /// How sure it is that the text breaks off within a sentence: 0..1.
    pub ends_mid: f32,
}
