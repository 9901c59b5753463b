//! The sheet: where the lines of a text stand on paper.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where the lines of a text stand, page by page.
///
/// Lengths are in the form's own unit (points in a PDF, mostly pixels in what OCR writes); they are
/// only ever compared with each other. `x` grows to the right and `y` down, from the upper left
/// corner of the page as it is read, so a rotated page is turned upright.
///
/// ```
/// let sheet = banmian::form::Sheet::default();
/// assert!(sheet.pages.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// The pages, in order.
    pub pages: Vec<SheetPage>,
}

/// One page of a [`Sheet`].
///
/// ```
/// let page = banmian::form::SheetPage { width: 595.0, height: 842.0, ..Default::default() };
/// assert!(page.runs.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetPage {
    /// The width of the page.
    pub width: f32,
    /// The height of the page.
    pub height: f32,
    /// The runs of characters, in the order of the text; one line of the text each.
    pub runs: Vec<Run>,
    /// The lines that are drawn, as between columns and stories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The places of pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Bounds>,
}

/// Characters that stand on one baseline: one line of the text.
///
/// ```
/// let run = banmian::form::Run { bytes: 0..18, size: 9.0, ..Default::default() };
/// assert!(!run.vertical);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Its place: from the first character's edge to the last one's, from ascent to descent.
    #[serde(flatten)]
    pub bounds: Bounds,
    /// The size of the type; 0 where the form does not say.
    pub size: f32,
    /// The name of the typeface as the form has it, without the prefix of a subset.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub face: String,
    /// The face is bold.
    #[serde(default, skip_serializing_if = "is_false")]
    pub bold: bool,
    /// The characters stand one below the other.
    #[serde(default, skip_serializing_if = "is_false")]
    pub vertical: bool,
    /// The characters are not drawn, as the text layer that OCR puts under a scan.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// How sure the OCR program was of its least sure word: 0..1; `None` where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// Runs that the form itself has in one block, such as ALTO's `TextBlock` or a paragraph of a tagged PDF,
    /// share a number on their page; numbers go up in the form's reading order, which in a PDF need not be
    /// that of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
    /// The place of its first character, where that is an initial: larger than the others, and as high
    /// as several lines beside it. It is in the text of the run, and not in its place but for the left edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<Bounds>,
    /// The form says that it is a heading, as PAGE and the structure of a PDF do.
    #[serde(default, skip_serializing_if = "is_false")]
    pub heading: bool,
}

/// The upright rectangle around something.
///
/// ```
/// let bounds = banmian::form::Bounds { x0: 1.0, y0: 2.0, x1: 4.0, y1: 3.0 };
/// assert_eq!((bounds.width(), bounds.height()), (3.0, 1.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Its left edge.
    pub x0: f32,
    /// Its upper edge.
    pub y0: f32,
    /// Its right edge.
    pub x1: f32,
    /// Its lower edge.
    pub y1: f32,
}

impl Bounds {
    /// From the left edge to the right one.
    ///
    /// ```
    /// assert_eq!(banmian::form::Bounds { x1: 2.0, ..Default::default() }.width(), 2.0);
    /// ```
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// From the upper edge to the lower one.
    ///
    /// ```
    /// assert_eq!(banmian::form::Bounds { y1: 2.0, ..Default::default() }.height(), 2.0);
    /// ```
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The smallest rectangle around both.
    ///
    /// ```
    /// let (a, b) = (banmian::form::Bounds { x1: 1.0, ..Default::default() }, banmian::form::Bounds { y1: 1.0, ..Default::default() });
    /// assert_eq!(a.union(&b), banmian::form::Bounds { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 });
    /// ```
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// A line that is drawn on the page, as a thin rectangle.
///
/// ```
/// let rule = banmian::form::Rule::default();
/// assert_eq!(rule.bounds.width(), 0.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// From its one end to the other, as wide as it is drawn.
    #[serde(flatten)]
    pub bounds: Bounds,
}

fn is_false(value: &bool) -> bool {
    !value
}
