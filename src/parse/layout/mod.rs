//! Layout analysis: the lines of the source in reading order.
//!
//! 1. [`rows`]: the text → its visual rows and pages;
//! 2. [`shape`]: how the rows of a page are laid out;
//! 3. by shape: [`paragraphs`], one line a row; `multi_column`, where columns stand side by side
//!    (the feature `columns`).
//!
//! The thresholds and weights of all of them are in [`costs`].
//!
//! Where the places of the lines on paper are known, [`geometry`] takes the place of 2 and 3, and
//! [`coverage`] sees to it that no character is lost where text and places do not fit.
//!
//! Where a form knows headings and no places, as Markdown does, [`marks`] adds what it says of them.
//!
//! Each page is analysed by itself. Whatever the shape, the lines' ranges are trimmed, never
//! empty, never overlap, and together hold every character that is not blank.

mod costs;
#[cfg(feature = "columns")]
mod coverage;
#[cfg(feature = "columns")]
mod geometry;
#[cfg(feature = "columns")]
mod marks;
#[cfg(feature = "columns")]
mod multi_column;
mod paragraphs;
mod rows;
mod shape;

#[cfg(feature = "columns")]
use super::parameters::MIN_RECOGNITION;
use super::{Layout, Line};
#[cfg(feature = "columns")]
use crate::form::{Bounds, Run, Sheet, SheetPage};
use crate::language::Cues;
use crate::model::Shape;
#[cfg(feature = "columns")]
use crate::model::{PageSize, Region};
#[cfg(feature = "columns")]
use crate::order::sort_by_rank;
#[cfg(feature = "columns")]
use crate::text::Places;
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
        unsure: Vec::new(),
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

/// The lines of `source` in reading order, by the places where they stand, and these places; by the text
/// alone where the sheet has no place for any of it, with what the sheet says of its lines.
#[cfg(feature = "columns")]
pub(crate) fn analyze_sheet(source: &Source, cues: &Cues, sheet: &Sheet) -> (Layout, Places) {
    let rows = rows::split_rows(source);
    let pages = coverage::placed(source, &rows, sheet);
    if pages.iter().all(Vec::is_empty) {
        let mut layout = analyze(source, cues);
        marks::add(&mut layout.lines, sheet);
        return (layout, Places::default());
    }
    let cell_widths = shape::detect_shape(source.text, &rows).1;
    let mut lines: Vec<Line> = Vec::new();
    for (number, (page, drawn)) in pages.iter().zip(&sheet.pages).enumerate() {
        let first_frame = lines.last().map_or(0, |line| line.frame + 1);
        let mut of_page = geometry::lines(source.text, page, drawn, number);
        of_page.iter_mut().for_each(|line| line.frame += first_frame);
        lines.append(&mut of_page);
    }
    coverage::add_unplaced(source, &rows, &mut lines);
    let is_unsure = |run: &&Run| run.confidence.is_some_and(|confidence| confidence < MIN_RECOGNITION);
    let mut unsure: Vec<_> = pages.iter().flatten().filter(is_unsure).collect();
    sort_by_rank(&mut unsure, |run| (run.bytes.start, 0));
    let unsure = unsure.into_iter().map(|run| (run.bytes.clone(), run.confidence.unwrap_or(0.0).max(0.0))).collect();
    let layout = Layout { shape: Shape::HardWrapped, side_by_side: false, cell_widths, lines, unsure };
    (layout, places_of(sheet, &pages))
}

/// Where the characters of `source` stand on paper.
#[cfg(all(feature = "columns", target_arch = "wasm32"))]
pub(crate) fn places(source: &Source, sheet: &Sheet) -> Places {
    places_of(sheet, &coverage::placed(source, &rows::split_rows(source), sheet))
}

/// The places of the runs of pages.
#[cfg(feature = "columns")]
fn places_of(sheet: &Sheet, pages: &[Vec<Run>]) -> Places {
    let regions = pages.iter().zip(1..).flat_map(|(runs, page)| {
        runs.iter().map(move |run| {
            let (Bounds { x0, y0, x1, y1 }, vertical) = (run.bounds, run.vertical);
            let region = Region { page, x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1), vertical };
            (run.bytes.clone(), region)
        })
    });
    Places::new(sheet.pages.iter().map(page_size).collect(), regions.collect())
}

/// The size of a page of a sheet, which may say any numbers.
#[cfg(feature = "columns")]
fn page_size(page: &SheetPage) -> PageSize {
    let length = |length: f32| if length.is_finite() { length.max(0.0) } else { 0.0 };
    PageSize { width: length(page.width), height: length(page.height) }
}

#[cfg(all(test, feature = "columns"))]
mod tests;
