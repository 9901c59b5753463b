//! The state that text is drawn in.

use super::code::Code;
use super::font::Font;
use super::glyph::Glyph;
use super::matrix::{Matrix, Point};
use std::rc::Rc;

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(super) struct State {
    /// From the coordinates of the content to those of the upright page.
    pub matrix: Matrix,
    pub line_width: f64,
    /// What is drawn hides what is below it.
    pub is_opaque: bool,
    pub text: TextState,
}

#[derive(Clone)]
pub(super) struct TextState {
    pub font: Option<Rc<Font>>,
    pub size: f64,
    pub character_spacing: f64,
    pub word_spacing: f64,
    /// The horizontal scaling, 1 of which is none.
    pub scaling: f64,
    pub leading: f64,
    pub rise: f64,
    pub is_hidden: bool,
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_hidden: false,
        }
    }
}

/// Where the pen is, and where the line begins.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    matrix: Matrix,
    line: Matrix,
    /// It was put down anew, and nothing drawn since.
    is_new: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY, is_new: true }
    }
}

impl Pen {
    /// Begins a line at a matrix.
    pub fn set(&mut self, matrix: Matrix) {
        *self = Self { matrix, line: matrix, is_new: true };
    }

    /// Begins a line so far from the beginning of this one.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::translation(x, y).then(self.line));
    }

    fn forward(&mut self, step: Point) {
        self.matrix = Matrix::translation(step.x, step.y).then(self.matrix);
    }

    /// Moves the pen by a number of an array of strings, in thousandths of the size.
    pub fn adjust(&mut self, thousandths: f64, text: &TextState) {
        let distance = -thousandths / 1000.0 * text.size;
        let is_vertical = text.font.as_ref().is_some_and(|font| font.vertical);
        self.forward(if is_vertical { Point::new(0.0, distance) } else { Point::new(distance * text.scaling, 0.0) });
    }

    /// Draws a character, and moves on.
    pub fn draw(&mut self, code: Code, font: &Rc<Font>, state: &State) -> Glyph {
        let text = &state.text;
        let spacing = text.character_spacing + if code.is_word_space { text.word_spacing } else { 0.0 };
        let width = code.advance * text.size;
        let (advance, step) = if font.vertical {
            (Point::new(0.0, width), Point::new(0.0, width + spacing))
        } else {
            (Point::new(width * text.scaling, 0.0), Point::new((width + spacing) * text.scaling, 0.0))
        };
        let matrix = self.matrix.then(state.matrix);
        self.forward(step);
        // a size below zero turns the letters over
        let sign = if text.size < 0.0 { -1.0 } else { 1.0 };
        let right = matrix.turn(Point::new(sign * text.scaling.signum(), 0.0));
        let above = matrix.turn(Point::new(0.0, text.size * font.em));
        // text without any size is not seen, but there
        let right = right.unit().unwrap_or(Point::new(1.0, 0.0));
        let up = above.unit().unwrap_or(Point::new(0.0, -1.0));
        let (along, up) = if font.vertical { (up * -1.0, right) } else { (right, up) };
        Glyph {
            origin: matrix.apply(Point::new(0.0, text.rise)),
            advance: matrix.turn(advance),
            step: matrix.turn(step),
            along,
            up,
            size: above.length(),
            text: code.text,
            font: font.clone(),
            hidden: text.is_hidden,
            is_placed: std::mem::take(&mut self.is_new),
            block: None,
        }
    }
}
