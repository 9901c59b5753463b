//! What the size of a line says, beside that of the text and of the line above.

use super::costs;
use crate::parse::roles::places::PlaceFeature as Feature;

/// The feature of a size, as a multiple of the text's.
pub fn feature(ratio: f32) -> Feature {
    match ratio {
        ..costs::BODY => Feature::Small,
        ..costs::LARGE => Feature::Body,
        ..costs::LARGER_HEADING => Feature::Large,
        ..costs::LARGEST => Feature::Larger,
        _ => Feature::Largest,
    }
}

/// How a size differs from that of the line above.
pub fn step(size: f32, above: Option<f32>) -> Feature {
    match above {
        None => Feature::First,
        Some(above) if size > costs::LARGER * above => Feature::LargerThanAbove,
        Some(above) if size < costs::SMALLER * above => Feature::SmallerThanAbove,
        Some(_) => Feature::SameSize,
    }
}
