//! Layout analysis: the lines of the source in reading order.
//!
//! 1. [`rows`]: the text → its visual rows and pages;
//! 2. [`shape`]: how the rows of a page are laid out;
//! 3. by shape: [`paragraphs`], one line a row; `multi_column`, where columns stand side by side
//!    (the feature `columns`).
//!
//! The thresholds and weights of all of them are in [`costs`].
//!
//! Each page is analysed by itself. Whatever the shape, the lines' ranges are trimmed, never
//! empty, never overlap, and together hold every character that is not blank.

mod costs;
#[cfg(feature = "columns")]
mod multi_column;
mod paragraphs;
mod rows;
mod shape;

use super::{Layout, Line};
use crate::language::Cues;
use crate::model::Shape;
use crate::text::Source;
use crate::text::width::CellWidths;

/// The lines of `source` in reading order.
#[cfg_attr(not(feature = "columns"), expect(unused_variables))]
pub(crate) fn analyze(source: &Source, cues: &Cues) -> Layout {
    let rows = rows::split_rows(source);
    let mut out = Layout {
        shape: Shape::Paragraphs,
        side_by_side: false,
        cell_widths: CellWidths::EAST_ASIAN,
        lines: Vec::with_capacity(rows.len()),
    };
    let mut most_lines = 0;
    for page in rows.chunk_by(|a, b| a.page == b.page) {
        let (shape, cell_widths) = shape::detect_shape(source.text, page);
        let mut lines = match shape {
            #[cfg(feature = "columns")]
            Shape::Columns => multi_column::lines(source.text, cues, page),
            _ => paragraphs::lines(page),
        };
        out.side_by_side |= shape == Shape::Columns;
        if lines.len() > most_lines {
            most_lines = lines.len();
            out.shape = shape;
            out.cell_widths = cell_widths;
        }
        let first_frame = out.lines.last().map_or(0, |line: &Line| line.frame + 1);
        lines.iter_mut().for_each(|line| line.frame += first_frame);
        out.lines.append(&mut lines);
    }
    out
}

#[cfg(all(test, feature = "columns"))]
mod tests;
