//! The lines of a text as numbers, in which they go from the module that finds columns to the one
//! that reads.

use crate::model::Shape;
use crate::parse::{Layout, Line};

/// Shapes by the number that stands first.
const SHAPES: [Shape; 3] = [Shape::Paragraphs, Shape::HardWrapped, Shape::Columns];

#[cfg(feature = "columns")]
pub(super) fn numbers(layout: &Layout) -> Vec<u32> {
    let shape = SHAPES.iter().position(|shape| *shape == layout.shape).unwrap_or(0);
    let line = |l: &Line| [l.range.start, l.range.end, l.frame, l.indent, l.width, l.full.into(), l.page];
    [shape].into_iter().chain(layout.lines.iter().flat_map(line)).map(|n| n as u32).collect()
}

/// What `numbers` made of the same text; `None` if it did not.
#[cfg(feature = "reading")]
pub(super) fn layout(text: &str, numbers: &[u32]) -> Option<Layout> {
    let (&shape, lines) = numbers.split_first()?;
    let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut left = ink(text);
    let line = |n: &[u32]| {
        let [start, end, frame, indent, width, full, page] = <[u32; 7]>::try_from(n).ok()?.map(|n| n as usize);
        left = left.checked_sub(ink(text.get(start..end)?))?;
        Some(Line { range: start..end, frame, indent, width, full: full > 0, page })
    };
    let lines = lines.chunks(7).map(line).collect::<Option<_>>()?;
    let shape = *SHAPES.get(shape as usize)?;
    (left == 0).then_some(Layout { shape, side_by_side: true, lines })
}
