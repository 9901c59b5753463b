//! Characters as they are drawn.

use super::code::Text;
use super::font::Font;
use super::matrix::{Point, bounds};
use super::structure::Block;
use crate::form::Bounds;
use crate::text::script::is_unspaced;
use std::rc::Rc;

/// A character as it is drawn; places and lengths are those of the upright page.
#[derive(Clone)]
pub(super) struct Glyph {
    pub text: Text,
    /// Where the pen is put down, and how far it moves for the character itself.
    pub origin: Point,
    pub advance: Point,
    /// How far it moves in all, with the spacing that is set for all characters.
    pub step: Point,
    /// The direction of the line, of the length 1.
    pub along: Point,
    /// The direction from the baseline to the top of the letters, of the length 1.
    pub up: Point,
    pub size: f64,
    pub font: Rc<Font>,
    pub hidden: bool,
    /// It was placed by itself, and does not just follow the last one.
    pub is_placed: bool,
    /// The block that the structure has it in.
    pub block: Option<Block>,
}

impl Glyph {
    /// The direction of a vertical line.
    pub fn down(&self) -> Point {
        if self.font.vertical { self.along } else { self.up * -1.0 }
    }

    /// The middle of the upper edge.
    pub fn top(&self) -> Point {
        // the upper edge of ideographs, which a font seldom says
        const TOP: f64 = 0.88;
        if self.font.vertical { self.origin } else { self.origin + self.advance * 0.5 + self.up * (TOP * self.size) }
    }

    /// How much room it takes in a vertical line.
    pub fn depth(&self) -> f64 {
        if self.font.vertical { self.step.dot(self.along) } else { self.size }
    }

    /// Whether it is of a script without blanks.
    pub fn is_wide(&self) -> bool {
        self.text.last_char().is_some_and(is_unspaced)
    }

    /// The rectangle around it.
    pub fn bounds(&self) -> Bounds {
        let font = &self.font;
        // a character of vertical writing hangs from the middle of its upper edge
        let (above, below) = if font.vertical { (0.5, -0.5) } else { (font.ascent, font.descent) };
        let (above, below) = (self.up * (above * self.size), self.up * (below * self.size));
        let end = self.origin + self.advance;
        bounds([self.origin + above, self.origin + below, end + above, end + below])
    }
}
