//! Graphics: the lines and pictures of a page, as evidence of what belongs together.

use super::matrix::{Matrix, Point, bounds};
use crate::form::{Bounds, Rule, SheetPage};

/// A line that is drawn is this thin at most, in points, and so many times as long.
const THICKEST: f32 = 6.0;
const SLENDEREST: f32 = 5.0;
/// What is shorter is part of a letter, a dash or a dot.
const SHORTEST: f32 = 10.0;
/// How much a file may draw on a page before it is no more a page of text.
const MOST: usize = 20_000;

/// A path that is being drawn.
#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    points: usize,
}

#[derive(Default)]
struct Part {
    points: Vec<Point>,
    has_curves: bool,
}

impl Path {
    pub fn move_to(&mut self, place: Point) {
        self.parts.push(Part::default());
        self.line_to(place);
    }

    pub fn line_to(&mut self, place: Point) {
        self.points += 1;
        if self.points < MOST
            && let Some(part) = self.parts.last_mut()
        {
            part.points.push(place);
        }
    }

    pub fn curve_to(&mut self, place: Point) {
        self.line_to(place);
        if let Some(part) = self.parts.last_mut() {
            part.has_curves = true;
        }
    }

    pub fn close(&mut self) {
        if let Some(start) = self.parts.last().and_then(|part| part.points.first().copied()) {
            self.line_to(start);
        }
    }

    pub fn rectangle(&mut self, corners: [Point; 4]) {
        let [first, rest @ ..] = corners;
        self.move_to(first);
        for place in rest {
            self.line_to(place);
        }
        self.close();
    }

    /// Ends the path as it is painted.
    pub fn paint(&mut self, fill: bool, stroke: Option<f64>, page: &mut SheetPage) {
        let path = std::mem::take(self);
        if path.points >= MOST {
            return;
        }
        for part in path.parts.iter().filter(|part| !part.has_curves) {
            match stroke {
                Some(width) => {
                    for line in part.points.windows(2) {
                        add_line(bounds(line.iter().copied()), width as f32, page);
                    }
                }
                None if fill && part.points.len() <= 6 => add_rule(bounds(part.points.iter().copied()), page),
                None => {}
            }
        }
    }
}

/// Adds a line that is stroked, if it goes down or across.
fn add_line(line: Bounds, width: f32, page: &mut SheetPage) {
    let half = width.clamp(0.0, THICKEST) / 2.0;
    let leaning = line.width().min(line.height());
    if leaning <= 0.5 {
        let (x, y) = if line.width() > line.height() { (0.0, half) } else { (half, 0.0) };
        add_rule(Bounds { x0: line.x0 - x, y0: line.y0 - y, x1: line.x1 + x, y1: line.y1 + y }, page);
    }
}

/// Adds a rectangle, if it is as thin as a line.
fn add_rule(bounds: Bounds, page: &mut SheetPage) {
    let (thin, long) = (bounds.width().min(bounds.height()), bounds.width().max(bounds.height()));
    if thin <= THICKEST && long >= SHORTEST && long >= thin * SLENDEREST && page.rules.len() < MOST {
        page.rules.push(Rule { bounds });
    }
}

/// The place of an image.
pub(super) fn unit_square(matrix: Matrix) -> Bounds {
    bounds([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| matrix.apply(Point::new(x, y))))
}

/// Adds an image, which fills the square of 1 that a matrix places.
pub(super) fn add_image(matrix: Matrix, page: &mut SheetPage) {
    let image = unit_square(matrix);
    let on_page = Bounds {
        x0: within(image.x0, page.width),
        y0: within(image.y0, page.height),
        x1: within(image.x1, page.width),
        y1: within(image.y1, page.height),
    };
    if on_page.width() >= SHORTEST && on_page.height() >= SHORTEST && page.pictures.len() < MOST {
        page.pictures.push(on_page);
    } else {
        // some programs draw lines as images
        add_rule(on_page, page);
    }
}

/// A place on a page of so large a side; `clamp` would bring the words of its panic along.
fn within(place: f32, length: f32) -> f32 {
    place.max(0.0).min(length)
}
