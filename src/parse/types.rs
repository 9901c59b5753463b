//! What the stages of [`parse`](super::parse) hand on: the layout with its lines, and fragments.

use super::parameters::MIN_OPENING_SHARE;
use crate::model::{Role, Shape};
use crate::text::width::CellWidths;
use std::ops::Range;

/// The lines of the source in reading order.
#[derive(Clone)]
pub struct Layout {
    pub shape: Shape,
    /// On a page of the text, columns stand side by side.
    pub side_by_side: bool,
    /// The widths by which most of its lines come out even.
    pub cell_widths: CellWidths,
    pub lines: Vec<Line>,
    /// What an OCR program was unsure of, and how sure it was: 0..1. In order of its bytes.
    pub unsure: Vec<(Range<usize>, f32)>,
}

/// A visual line of one column, without the blanks around it; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// Lines of one frame (a block set apart by blank lines, or a box of columns with the
    /// headline over it) share a number; frames count up in reading order.
    pub frame: usize,
    /// Number of pages (form feeds) before the line.
    pub page: usize,
    /// What its place on paper says of it, or a form that knows headings and no places, a bit for each
    /// feature; 0 where neither is known.
    pub place: u64,
}

impl Line {
    /// The bit of a place that says that the line goes on with the row of the line before. It is no evidence
    /// of a role.
    pub const WITHIN_ROW: u64 = 1 << 63;
    /// The bit of a place that says that the frame is a heading with the columns that stand under it. It is no
    /// evidence of a role either.
    pub const UNDER_HEADING: u64 = 1 << 62;

    /// Whether it goes on with the row of the line before, behind a wide blank or as the next character of
    /// a heading that goes down the page.
    pub fn is_within_row(&self) -> bool {
        self.place & Self::WITHIN_ROW != 0
    }
}

/// How the stories of a page begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// With a cue, such as a dateline; so a text without one goes on with a story.
    Opened,
    /// In any way.
    Unopened,
}

impl PageKind {
    /// The kind of a page with this share of openings.
    pub fn of(opening_share: f32) -> Self {
        if opening_share < MIN_OPENING_SHARE { Self::Unopened } else { Self::Opened }
    }
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
    /// Its frame is a heading with the columns that stand under it on paper.
    pub under_heading: bool,
    /// It begins right below a picture, in other type than the text.
    pub under_picture: bool,
    /// It begins as a story begins, such as with a dateline.
    pub opens: bool,
    /// Probability that it is the first paragraph of a story: 0..1.
    pub lead: f32,
    /// Probability that this headline is a subhead: 0..1; 0 where it certainly is none. The stories
    /// decide: a heading between two texts of one story is a subhead.
    pub maybe_subhead: f32,
    /// Probability that this headline goes on with the one above it: 0..1; 0 where it certainly does
    /// not. The stories decide.
    pub goes_on: f32,
    /// It is a byline as stands below a story.
    pub signs_off: bool,
    /// It says what only a notice or an advertisement says, such as 遗失声明 or a hotline for orders.
    pub of_notice: bool,
    /// It ends as a story ends: names in brackets, （完）, a credit.
    pub closes: bool,
    /// People named in the byline or the dateline.
    pub names: Vec<String>,
    /// Probability that the text begins within a sentence: 0..1.
    pub starts_mid: f32,
    /// Probability that the text breaks off within a sentence: 0..1.
    pub ends_mid: f32,
}
