//! The lines of the source in the order the columns read.
//!
//! 1. [`rows`]: the text → its visual rows and pages;
//! 2. [`shape`]: how a page's rows are laid out;
//! 3. by shape: [`plain`], [`wrapped`] where lines end at the column's edge, [`flow`] where
//!    columns stand side by side, [`bled`] where nothing keeps them apart.
//!
//! Each page is read by itself. Whatever the shape, the lines' ranges are trimmed, never
//! empty, never overlap, and together hold every character that is not blank.

#[cfg(feature = "columns")]
mod bled;
#[cfg(feature = "columns")]
mod boxes;
mod cells;
#[cfg(feature = "columns")]
mod flow;
#[cfg(feature = "columns")]
mod heads;
#[cfg(feature = "columns")]
mod marks;
#[cfg(feature = "columns")]
mod place;
mod plain;
mod rows;
mod shape;
#[cfg(feature = "columns")]
mod snap;
#[cfg(feature = "columns")]
mod strands;
#[cfg(feature = "columns")]
mod tracks;
#[cfg(feature = "columns")]
mod words;
mod wrapped;

use super::{Layout, Line};
use crate::cues::Cues;
use crate::model::Shape;
use crate::source::Source;

pub(crate) fn read_down(source: &Source, cues: &Cues) -> Layout {
    let rows = rows::rows(source);
    let mut out = Layout { shape: Shape::Paragraphs, side_by_side: false, lines: Vec::with_capacity(rows.len()) };
    let mut most = 0;
    for page in rows.chunk_by(|a, b| a.page == b.page) {
        let shape = shape::of(source.text, page);
        let mut lines = match shape {
            Shape::HardWrapped => wrapped::lines(source.text, page),
            Shape::Columns => side_by_side(source.text, cues, page),
            Shape::Paragraphs => plain::lines(source.text, page),
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

#[cfg(feature = "columns")]
fn side_by_side(text: &str, cues: &Cues, page: &[rows::Row]) -> Vec<Line> {
    if shape::padded(text, page) { flow::lines(text, page) } else { bled::lines(text, cues, page) }
}

#[cfg(not(feature = "columns"))]
fn side_by_side(text: &str, _: &Cues, page: &[rows::Row]) -> Vec<Line> {
    wrapped::lines(text, page)
}

#[cfg(all(test, feature = "columns"))]
mod tests;
