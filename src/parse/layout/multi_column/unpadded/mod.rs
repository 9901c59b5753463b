//! Columns that nothing but single blanks parts: where on the page a row began is lost.
//!
//! 1. [`column_widths`]: the widths that columns have, from the lines that fill them;
//! 2. [`beam_search`]: each row assigned to columns of those widths, so that the assignment
//!    of all rows has the lowest cost. A [`hypothesis`] holds the columns open so far,
//!    [`successors`] are the [`placement`]s of the next row in them, [`cost`] is what a
//!    placement costs, to which [`bigrams`] add whether one line continues in another;
//! 3. [`blocks`]: the boxes that the columns make, and the lines in none;
//! 4. [`headlines`]: each box under the headline that has its place in the order.

mod beam_search;
mod bigrams;
mod blocks;
mod column_widths;
mod cost;
mod headlines;
mod hypothesis;
mod placement;
mod successors;

use super::Line;
use super::Row;
use super::costs::unpadded as costs;
use super::segments::{Segment, segments};
use crate::language::{Cues, Lexicon};
use crate::order::sort_by_rank;
use bigrams::Bigrams;
use blocks::{Block, BlockFinder, BodyRow, Position};
use column_widths::{detect_column_widths, is_multi_column};

/// The lines of a page of unpadded columns, column by column.
pub(super) fn lines(text: &str, cues: &Cues, rows: &[Row]) -> Vec<Line> {
    Lexicon::with(cues, |lexicon| lines_in_order(text, lexicon, rows))
}

fn lines_in_order(text: &str, lexicon: &Lexicon, rows: &[Row]) -> Vec<Line> {
    let segments = segments(text, rows);
    let rows_of_segments: Vec<&[Segment]> = segments.chunk_by(|a, b| a.row == b.row).collect();
    let widths = detect_column_widths(&rows_of_segments);
    let finder = BlockFinder {
        text,
        lexicon,
        bigrams: &Bigrams::new(text, &segments),
        widths: &widths,
        page_width: rows_of_segments.iter().map(|row| width_with_gutters(row)).max().unwrap_or(0),
    };
    let mut found: Vec<(Position, Block)> = Vec::new();
    let mut body: Vec<BodyRow> = Vec::new();
    // bands are parted by blank rows
    for (band, rows) in rows_of_segments.chunk_by(|a, b| a[0].row + 1 == b[0].row).enumerate() {
        // a headline's band may hold the first row of the text
        let is_body =
            |row: &&[Segment]| rows.len() > costs::MAX_HEADLINE_ROWS || band > 0 && is_multi_column(row, &widths);
        let (body_rows, headline): (Vec<&[Segment]>, Vec<&[Segment]>) = rows.iter().partition(|row| is_body(row));
        let body_rows = body_rows.into_iter().enumerate();
        body.extend(body_rows.map(|(n, segments)| BodyRow { segments, band, starts_band: n == 0 }));
        if let Some(first) = headline.first() {
            let position = Position { band, row: first[0].row, left: 0 };
            let lines = headline.iter().map(|segments| (*segments, 0)).collect();
            found.push((position, Block { lines, is_text: false }));
        }
    }
    body.chunks(costs::MAX_ROWS_AT_ONCE).for_each(|rows| found.extend(finder.blocks(rows)));
    sort_by_rank(&mut found, |(position, _)| (position.row, position.left));
    sort_by_rank(&mut found, |(position, _)| (position.band, 0));
    let blocks = found.into_iter().map(|(_, block)| block).collect();
    lines_of_blocks(rows, &headlines::attach_headlines(text, lexicon, blocks))
}

/// Cells that the segments take, with a gutter between.
fn width_with_gutters(segments: &[Segment]) -> i32 {
    let widths = segments.iter().map(|segment| segment.natural_width);
    widths.sum::<i32>() + costs::GUTTER * (segments.len() as i32 - 1)
}

/// The lines of the blocks; each block is a frame.
fn lines_of_blocks(rows: &[Row], blocks: &[Block]) -> Vec<Line> {
    let line = |frame: usize, segments: &[Segment]| {
        let (first, last) = (&segments[0], &segments[segments.len() - 1]);
        Line { range: first.range.start..last.range.end, frame, page: rows[first.row].page, place: 0 }
    };
    let blocks = blocks.iter().enumerate();
    blocks.flat_map(|(n, block)| block.lines.iter().map(move |(segments, _)| line(n, segments))).collect()
}
