//! Items → runs, in places that are turned upright.

use super::content::{Page, Style};
use crate::form::writer::Writer;
use crate::form::{Bounds, Run};
use crate::text::script::is_unspaced;

/// Numbers beyond are none of a page; sums and products of those within are numbers, too.
const HUGE: f64 = 1e7;
/// How far from the end of a run an item may begin that goes on with it, in sizes: pieces of a line of
/// which programs make items, and characters of scripts without blanks. A gutter is a little wider than one.
const WIDEST_GAP: f64 = 1.0;
const WIDEST_UNSPACED: f64 = 0.6;
/// How far back it may begin, as where pairs are kerned.
const DEEPEST_KERN: f64 = 0.6;
/// The gap that is a blank.
const NARROWEST_BLANK: f64 = 0.14;
/// How far from the baseline it may stand.
const SAME_BASELINE: f64 = 0.3;
/// What pdf.js takes where a font does not say how high it is.
const ASCENT: f64 = 0.8;
/// Longer names of typefaces are cut, as each run holds its own.
const FACE: usize = 80;

type Vector = [f64; 2];

fn plus(a: Vector, b: Vector, times: f64) -> Vector {
    [a[0] + times * b[0], a[1] + times * b[1]]
}

fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

/// The vector of the length 1; `otherwise` if it has none.
fn unit(vector: Vector, otherwise: Vector) -> Vector {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 { [vector[0] / length, vector[1] / length] } else { otherwise }
}

fn number(number: f64) -> f64 {
    number.clamp(-HUGE, HUGE)
}

/// A page whose items are turned, so that `y` grows downwards from its upper edge.
pub struct Turned {
    pub width: f32,
    pub height: f32,
    transform: [f64; 6],
}

/// An item on the turned page.
pub struct Piece<'p> {
    text: &'p str,
    start: Vector,
    end: Vector,
    /// Where its characters run to, of the length 1.
    along: Vector,
    size: f64,
    bounds: Bounds,
    vertical: bool,
    /// It is read from the right to the left.
    from_right: bool,
    face: &'p str,
}

impl Turned {
    pub fn new(page: &Page) -> Self {
        let [width, height] = match &page.viewport {
            Some(viewport) => [viewport.width, viewport.height],
            None => [page.width.unwrap_or(0.0), page.height.unwrap_or(0.0)],
        };
        let [width, mut height] = [width, height].map(|length| number(length).max(0.0));
        if height <= 0.0 {
            // as high as what stands on it
            let tops = page.items.iter().flatten().filter_map(|item| item.transform);
            height = tops.map(|[_, _, c, d, _, f]| number(f) + number(c).hypot(number(d))).fold(0.0, f64::max);
        }
        let transform = page.viewport.as_ref().and_then(|viewport| viewport.transform);
        let transform = transform.unwrap_or([1.0, 0.0, 0.0, -1.0, 0.0, height]).map(number);
        Self { width: width as f32, height: height as f32, transform }
    }

    fn vector(&self, [x, y]: Vector) -> Vector {
        let [a, b, c, d, ..] = self.transform;
        [number(a * x + c * y), number(b * x + d * y)]
    }

    /// An item in its place: its origin is the beginning of its baseline, or of vertical text the middle of its
    /// upper edge.
    pub fn piece<'p>(
        &self,
        text: &'p str,
        transform: [f64; 6],
        [width, height]: [f64; 2],
        style: Option<&'p Style>,
        direction: Option<&str>,
    ) -> Piece<'p> {
        let [a, b, c, d, e, f] = transform.map(number);
        let (across, up) = (unit([a, b], [1.0, 0.0]), unit([c, d], [0.0, 1.0]));
        let vertical = style.is_some_and(|style| style.vertical) || direction == Some("ttb");
        let own = c.hypot(d);
        let size = if own > 0.0 { own } else { number(if vertical { width } else { height }).abs() };
        let start = plus(self.vector([e, f]), [self.transform[4], self.transform[5]], 1.0);
        let [across, up] = [across, up].map(|of| self.vector(of));
        let (ahead, edges) = if vertical {
            let down = plus([0.0; 2], up, -number(height).abs());
            (down, [plus([0.0; 2], across, -size / 2.0), plus([0.0; 2], across, size / 2.0)])
        } else {
            let metric = |of: fn(&Style) -> Option<f64>| style.and_then(of).filter(|metric| *metric != 0.0);
            let ascent = metric(|style| style.ascent).unwrap_or(ASCENT).clamp(-2.0, 2.0);
            let descent = metric(|style| style.descent).unwrap_or(ascent - 1.0).clamp(-2.0, 2.0);
            (
                plus([0.0; 2], across, number(width).abs()),
                [plus([0.0; 2], up, ascent * size), plus([0.0; 2], up, descent * size)],
            )
        };
        let end = plus(start, ahead, 1.0);
        let corners = [start, end].into_iter().flat_map(|at| edges.map(|edge| plus(at, edge, 1.0)));
        let corner = |[x, y]: Vector| {
            let [x, y] = [x, y].map(|edge| number(edge) as f32);
            Bounds { x0: x, y0: y, x1: x, y1: y }
        };
        let bounds = corners.map(corner).reduce(|a, b| a.union(&b)).unwrap_or_default();
        Piece {
            text,
            start,
            end,
            along: unit(ahead, [1.0, 0.0]),
            size: number(size * dot(up, up).sqrt()),
            bounds,
            vertical,
            from_right: direction == Some("rtl"),
            face: style.map_or("", |style| style.font_family.as_str()),
        }
    }
}

/// Puts the runs of a page together.
#[derive(Default)]
pub struct Runs {
    open: Option<Open>,
}

/// A run that goes on.
struct Open {
    text: String,
    bounds: Bounds,
    end: Vector,
    along: Vector,
    vertical: bool,
    from_right: bool,
    /// A blank has come behind its last character.
    is_parted: bool,
    /// The size and the face of its longest item, and how many characters that has.
    size: f64,
    face: String,
    longest: usize,
}

impl Runs {
    /// Adds the item that comes next.
    pub fn add(&mut self, piece: &Piece, writer: &mut Writer) {
        if piece.text.trim().is_empty() {
            if let Some(open) = &mut self.open {
                open.is_parted |= !piece.text.is_empty();
            }
            return;
        }
        match self.open.as_mut().and_then(|open| open.gap_to(piece).map(|gap| (open, gap))) {
            Some((open, gap)) => open.push(piece, gap),
            None => {
                self.close(writer);
                self.open = Some(Open::new(piece));
            }
        }
    }

    /// Ends the run.
    pub fn close(&mut self, writer: &mut Writer) {
        let Some(open) = self.open.take() else { return };
        let run = Run {
            bounds: open.bounds,
            size: open.size as f32,
            face: open.face,
            vertical: open.vertical,
            ..Run::default()
        };
        writer.run(&open.text, run);
    }
}

impl Open {
    fn new(piece: &Piece) -> Self {
        let mut open = Self {
            text: String::new(),
            bounds: piece.bounds,
            end: piece.end,
            along: piece.along,
            vertical: piece.vertical,
            from_right: piece.from_right,
            is_parted: false,
            size: 0.0,
            face: String::new(),
            longest: 0,
        };
        open.push(piece, 0.0);
        open
    }

    /// How far from its end an item begins that goes on with it, in sizes; `None` if it is of another line.
    fn gap_to(&self, piece: &Piece) -> Option<f64> {
        let is_alike = piece.vertical == self.vertical && dot(piece.along, self.along) > 0.99;
        // what is read from the right stands to the left of what comes before
        if !is_alike || piece.from_right || self.from_right {
            return None;
        }
        let size = piece.size.max(self.size).max(f64::MIN_POSITIVE);
        let from_end = plus(piece.start, self.end, -1.0);
        let gap = dot(from_end, self.along) / size;
        let aside = dot(from_end, [-self.along[1], self.along[0]]).abs() / size;
        let widest = if self.is_unspaced_before(piece) { WIDEST_UNSPACED } else { WIDEST_GAP };
        (aside <= SAME_BASELINE && (-DEEPEST_KERN..=widest).contains(&gap)).then_some(gap)
    }

    fn is_unspaced_before(&self, piece: &Piece) -> bool {
        let beside = [self.text.trim_end().chars().next_back(), piece.text.trim_start().chars().next()];
        beside.into_iter().flatten().all(is_unspaced)
    }

    fn push(&mut self, piece: &Piece, gap: f64) {
        let has_gap = gap > NARROWEST_BLANK && !self.is_unspaced_before(piece);
        if (std::mem::take(&mut self.is_parted) || has_gap) && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.push_str(piece.text);
        self.bounds = self.bounds.union(&piece.bounds);
        self.end = piece.end;
        let characters = piece.text.chars().count();
        if characters > self.longest {
            (self.longest, self.size) = (characters, piece.size);
            self.face = piece.face.chars().take(FACE).collect();
        }
    }
}
