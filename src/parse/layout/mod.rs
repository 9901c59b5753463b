//! The lines of the source in the order the columns read.
//!
//! 1. [`rows`]: the text → its visual rows and pages;
//! 2. [`shape`]: how a page's rows are laid out;
//! 3. by shape: [`paragraphs`], [`hard_wrapped`] where lines end at the column's edge, or `multi_column` where
//!    columns stand side by side, which the feature `columns` is for.
//!
//! Each page is read by itself. Whatever the shape, the lines' ranges are trimmed, never
//! empty, never overlap, and together hold every character that is not blank.

mod cells;
mod hard_wrapped;
#[cfg(feature = "columns")]
mod multi_column;
mod paragraphs;
mod rows;
mod shape;

use super::{Layout, Line};
use crate::language::Cues;
use crate::model::Shape;
use crate::text::Source;

#[cfg_attr(not(feature = "columns"), expect(unused_variables))]
pub(crate) fn read_down(source: &Source, cues: &Cues) -> Layout {
    let rows = rows::rows(source);
    let mut out = Layout { shape: Shape::Paragraphs, side_by_side: false, lines: Vec::with_capacity(rows.len()) };
    let mut most = 0;
    for page in rows.chunk_by(|a, b| a.page == b.page) {
        let shape = shape::of(source.text, page);
        let mut lines = match shape {
            Shape::HardWrapped => hard_wrapped::lines(source.text, page),
            #[cfg(feature = "columns")]
            Shape::Columns => multi_column::lines(source.text, cues, page),
            _ => paragraphs::lines(source.text, page),
        };
        out.side_by_side |= shape == Shape::Columns;
        if lines.len() > most {
            most = lines.len();
            out.shape = shape;
        }
        let first = out.lines.last().map_or(0, |line: &Line| line.frame + 1);
        lines.iter_mut().for_each(|line| line.frame += first);
        out.lines.append(&mut lines);
    }
    out
}

#[cfg(all(test, feature = "columns"))]
mod tests;
