//! The lines of a text as numbers, to pass them from the module `columns` to the module `reading`.

use crate::model::Shape;
use crate::parse::{Layout, Line};

/// Shapes by the first number.
const SHAPES: [Shape; 3] = [Shape::Paragraphs, Shape::HardWrapped, Shape::Columns];

#[cfg(feature = "columns")]
pub(super) fn numbers(layout: &Layout) -> Vec<u32> {
    let shape = SHAPES.iter().position(|shape| *shape == layout.shape).unwrap_or(0);
    let line = |l: &Line| [l.range.start, l.range.end, l.frame, l.indent, l.width, l.full.into(), l.page];
    [shape].into_iter().chain(layout.lines.iter().flat_map(line)).map(|n| n as u32).collect()
}

/// The layout that `numbers` encoded, or `None` if it is not one of `text`.
#[cfg(feature = "reading")]
pub(super) fn layout(text: &str, numbers: &[u32]) -> Option<Layout> {
    let (&shape, lines) = numbers.split_first()?;
    let count_ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut left = count_ink(text);
    let line = |n: &[u32]| {
        let [start, end, frame, indent, width, full, page] = <[u32; 7]>::try_from(n).ok()?.map(|n| n as usize);
        left = left.checked_sub(count_ink(text.get(start..end)?))?;
        Some(Line { range: start..end, frame, indent, width, full: full > 0, page })
    };
    let lines = lines.chunks(7).map(line).collect::<Option<_>>()?;
    let shape = *SHAPES.get(shape as usize)?;
    (left == 0).then_some(Layout { shape, side_by_side: true, lines })
}
