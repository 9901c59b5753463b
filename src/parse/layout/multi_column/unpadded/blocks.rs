//! Blocks of lines in reading order: a headline, or the columns of a box.

use super::beam_search::{Assigned, assign_rows};
use super::bigrams::{Bigrams, Continuation};
use super::column_widths::ColumnWidth;
use super::placement::RowSegment;
use super::{Segment, costs};
use crate::language::Lexicon;
use crate::order::sort_by_rank;

/// Lines in reading order: a headline, or the columns of a box.
#[derive(Debug)]
pub(super) struct Block<'s> {
    /// Segments of each line, and the width of its column, 0 where it is in none.
    pub lines: Vec<(&'s [Segment], i32)>,
    /// It holds lines of columns, rather than a headline.
    pub is_text: bool,
}

/// The sort key of a block: band, row, and cells to the left.
#[derive(Clone, Copy)]
pub(super) struct Position {
    pub band: usize,
    pub row: usize,
    pub left: i32,
}

/// A row of running text.
pub(super) struct BodyRow<'s> {
    pub segments: &'s [Segment],
    /// The band of rows, parted from others by blank rows, that it is in.
    pub band: usize,
    pub starts_band: bool,
}

/// The facts of the page by which its blocks are found.
pub(super) struct BlockFinder<'p> {
    pub text: &'p str,
    pub lexicon: &'p Lexicon<'p>,
    pub bigrams: &'p Bigrams,
    pub widths: &'p [ColumnWidth],
    /// Cells of the widest row.
    pub page_width: i32,
}

/// The lines of a box.
struct BoxLines<'s> {
    box_id: u32,
    width: i32,
    position: Position,
    /// The column of each line, and its segments.
    lines: Vec<(usize, &'s [Segment])>,
}

impl BlockFinder<'_> {
    /// The blocks of `rows`: boxes of text, and the lines that are in no column.
    pub fn blocks<'s>(&self, rows: &[BodyRow<'s>]) -> Vec<(Position, Block<'s>)> {
        let mut out: Vec<(Position, Block)> = Vec::new();
        let mut boxes: Vec<BoxLines<'s>> = Vec::new();
        let mut last_outside = usize::MAX;
        let mut first_segment = 0;
        let mut band_top = 0;
        for (row, assigned) in rows.iter().zip(&self.assign(rows)) {
            let n = row.segments[0].row;
            band_top = if row.starts_band { n } else { band_top };
            if assigned.is_empty() {
                let is_short = |segment: &Segment| segment.natural_width < costs::MIN_COLUMN_WIDTH;
                let lines = row.segments.chunk_by(|a, b| is_short(a) || is_short(b)).map(|segments| (segments, 0));
                match out.last_mut().filter(|_| last_outside + 1 == n) {
                    Some((_, block)) => block.lines.extend(lines),
                    None => {
                        let position = Position { band: row.band, row: n, left: 0 };
                        out.push((position, Block { lines: lines.collect(), is_text: false }));
                    }
                }
                last_outside = n;
            }
            for line in assigned {
                let segments = &row.segments[line.first - first_segment..line.last + 1 - first_segment];
                match boxes.iter_mut().find(|found| found.box_id == line.box_id) {
                    Some(found) => {
                        let left = if line.column == 0 { line.left } else { 0 };
                        found.position.left = found.position.left.max(left);
                        found.lines.push((line.column, segments));
                    }
                    None => {
                        // boxes that begin at the top of the band are read from the left
                        let top = if n < band_top + costs::MAX_BAND_TOP_ROWS { band_top } else { n };
                        let top = top + costs::HEADLINES_BEFORE_BOX;
                        boxes.push(BoxLines {
                            box_id: line.box_id,
                            width: line.width,
                            position: Position { band: row.band, row: top, left: line.left },
                            lines: vec![(line.column, segments)],
                        });
                    }
                }
            }
            first_segment += row.segments.len();
        }
        boxes.into_iter().for_each(|found| out.extend(self.split_at_openings(found)));
        out
    }

    /// The columns that the segments of each row are assigned to.
    fn assign(&self, rows: &[BodyRow]) -> Vec<Vec<Assigned>> {
        let size = |segment: &Segment| RowSegment {
            natural_width: segment.natural_width,
            letter_spaced: segment.letter_spaced,
        };
        let sizes: Vec<(Vec<RowSegment>, bool)> =
            rows.iter().map(|row| (row.segments.iter().map(size).collect(), row.starts_band)).collect();
        let segments = rows.iter().flat_map(|row| row.segments);
        let ends = segments.map(|segment| {
            let text = &self.text[segment.range.clone()];
            (text.chars().next().unwrap_or(' '), text.chars().next_back().unwrap_or(' '))
        });
        assign_rows(&sizes, self.widths, self.page_width, &Continuation::new(self.bigrams, ends.collect()))
    }

    /// The blocks of a box: a story that opens at the top of a column has a block of its own.
    fn split_at_openings<'s>(&self, found: BoxLines<'s>) -> Vec<(Position, Block<'s>)> {
        let BoxLines { width, position, mut lines, .. } = found;
        sort_by_rank(&mut lines, |(column, segments)| (*column, segments[0].row));
        let opens = |segments: &[Segment]| {
            let line = &self.text[segments[0].range.start..segments[segments.len() - 1].range.end];
            self.lexicon.opens(line)
        };
        let stories = lines.chunk_by(|a, b| a.0 == b.0 || !opens(b.1)).enumerate();
        stories
            .map(|(n, story)| {
                let left = position.left + story[0].0 as i32 * (width + costs::GUTTER) + n as i32;
                let lines = story.iter().map(|(_, segments)| (*segments, width)).collect();
                (Position { left, ..position }, Block { lines, is_text: true })
            })
            .collect()
    }
}
