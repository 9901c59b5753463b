//! The lines of a text as numbers, to pass them from the module `columns` to the module `reading`.

use crate::model::Shape;
use crate::parse::{Layout, Line};
use crate::text::width::CellWidths;
#[cfg(feature = "columns")]
use std::ops::Range;

/// Shapes by the first number; the second is an index of [`CellWidths::ALL`], and the third counts the
/// lines. Behind these is what an OCR program was unsure of.
const SHAPES: [Shape; 3] = [Shape::Paragraphs, Shape::HardWrapped, Shape::Columns];

#[cfg(feature = "columns")]
pub(super) fn numbers(layout: &Layout) -> Vec<u32> {
    let shape = SHAPES.iter().position(|shape| *shape == layout.shape).unwrap_or(0);
    let line = |l: &Line| {
        let [start, end, frame, page] = [l.range.start, l.range.end, l.frame, l.page].map(|n| n as u32);
        [start, end, frame, page, l.place as u32, (l.place >> 32) as u32]
    };
    let widths = CellWidths::ALL.iter().position(|widths| *widths == layout.cell_widths).unwrap_or(0);
    let unsure =
        |(bytes, confidence): &(Range<usize>, f32)| [bytes.start as u32, bytes.end as u32, confidence.to_bits()];
    let head = [shape, widths, layout.lines.len()].into_iter().map(|n| n as u32);
    head.chain(layout.lines.iter().flat_map(line)).chain(layout.unsure.iter().flat_map(unsure)).collect()
}

/// The layout that `numbers` encoded, or `None` if it is not one of `text`.
#[cfg(feature = "reading")]
pub(super) fn layout(text: &str, numbers: &[u32]) -> Option<Layout> {
    let (&[shape, widths, count], rest) = numbers.split_first_chunk()?;
    let (lines, unsure) = rest.split_at_checked(6 * count as usize)?;
    let count_ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut left = count_ink(text);
    let line = |n: &[u32]| {
        let &[start, end, frame, page, low, high] = n else { return None };
        let [start, end, frame, page] = [start, end, frame, page].map(|n| n as usize);
        left = left.checked_sub(count_ink(text.get(start..end)?))?;
        Some(Line { range: start..end, frame, page, place: u64::from(low) | u64::from(high) << 32 })
    };
    let lines = lines.chunks(6).map(line).collect::<Option<_>>()?;
    let shape = *SHAPES.get(shape as usize)?;
    let cell_widths = *CellWidths::ALL.get(widths as usize)?;
    let unsure = unsure.as_chunks().0.iter();
    let unsure = unsure.map(|&[start, end, bits]| (start as usize..end as usize, f32::from_bits(bits))).collect();
    (left == 0).then_some(Layout { shape, side_by_side: true, cell_widths, lines, unsure })
}
