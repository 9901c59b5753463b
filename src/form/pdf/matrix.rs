//! Affine matrices, as PDF has them: a row vector `[x y 1]` times the matrix.

use super::numbers::numbers_of;
use crate::form::Bounds;
use hayro_syntax::object::Array;

/// A place or a direction, in whatever coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    pub fn length(self) -> f64 {
        // a root is rounded alike on every machine, `hypot` is not
        self.dot(self).sqrt()
    }

    /// The direction alone, with the length 1; `None` of no length, or of one that is no number.
    pub fn unit(self) -> Option<Self> {
        let length = self.length();
        (length.is_finite() && length > 1e-9).then(|| self * (1.0 / length))
    }
}

impl std::ops::Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl std::ops::Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl std::ops::Mul<f64> for Point {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

/// The matrix `[a b 0; c d 0; e f 1]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The matrix of an array of six numbers.
    pub fn from_array(array: &Array) -> Option<Self> {
        let mut numbers = numbers_of(array);
        let mut matrix = [0.0; 6];
        for place in &mut matrix {
            *place = numbers.next()?;
        }
        Some(Self(matrix))
    }

    /// What does this first, then `next`.
    pub fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where a place comes to be.
    pub fn apply(self, place: Point) -> Point {
        self.turn(place) + Point::new(self.0[4], self.0[5])
    }

    /// What a direction becomes, which does not move.
    pub fn turn(self, direction: Point) -> Point {
        let [a, b, c, d, ..] = self.0;
        Point::new(direction.x * a + direction.y * c, direction.x * b + direction.y * d)
    }
}

/// The upright rectangle around places; files hold numbers beyond all paper, which are brought to its edge.
pub(super) fn bounds(places: impl IntoIterator<Item = Point>) -> Bounds {
    let mut places = places.into_iter().map(|place| (clamp(place.x), clamp(place.y)));
    let Some((x, y)) = places.next() else { return Bounds::default() };
    places.fold(Bounds { x0: x, y0: y, x1: x, y1: y }, |bounds, (x, y)| {
        bounds.union(&Bounds { x0: x, y0: y, x1: x, y1: y })
    })
}

/// The length as it is kept: finite, whatever the file says.
pub(super) fn clamp(length: f64) -> f32 {
    const FARTHEST: f64 = 1e6;
    if length.is_nan() { 0.0 } else { length.clamp(-FARTHEST, FARTHEST) as f32 }
}
