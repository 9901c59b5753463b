//! What the stages of [`parse`](super::parse) hand on: the layout with its lines, and fragments.

use crate::model::{Role, Shape};
use std::ops::Range;

/// The lines of the source in reading order.
pub struct Layout {
    pub shape: Shape,
    /// On a page of the text, columns stand side by side.
    pub side_by_side: bool,
    pub lines: Vec<Line>,
}

/// A visual line of one column, without the blanks around it; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Bytes of the source.
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
    /// Number of pages (form feeds) before the line.
    pub page: usize,
}

/// Lines that certainly belong together: a paragraph, or the part of one between two column
/// breaks; the lines of a headline; a byline.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    pub role: Role,
    /// Probability of the role: 0..1.
    pub role_confidence: f32,
    /// One range of bytes a line, trimmed, in reading order.
    pub parts: Vec<Range<usize>>,
    pub frame: usize,
    /// The first line is indented, as that of a new paragraph is.
    pub indented: bool,
    /// The cue by which the text opens a story, such as a dateline: a range of bytes that
    /// may run over the end of a line.
    pub opens: Option<Range<usize>>,
    /// It ends as a story ends: names in brackets, （完）, a credit.
    pub closes: bool,
    /// People named in the byline or the dateline.
    pub names: Vec<String>,
    /// Probability that the text begins within a sentence: 0..1.
    pub starts_mid: f32,
    /// Probability that the text breaks off within a sentence: 0..1.
    pub ends_mid: f32,
}
