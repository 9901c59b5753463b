//! Rows that stand one below the other, in one size.

use super::drawn::Drawn;
use super::rows::Row;
use super::{costs, shared};
use crate::form::Bounds;
use crate::order::sort_by_rank;

/// What a block is, by its size and place alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Larger than the text, or across its lines.
    Heading,
    /// Rows as wide as a column.
    Text,
    /// A row, or a few, that do not fill a column: a byline, a caption, a folio.
    Label,
}

/// Rows that stand one below the other.
#[derive(Debug)]
pub(super) struct Block {
    pub rows: Vec<usize>,
    pub bounds: Bounds,
    pub size: f32,
    pub class: Class,
    pub across: bool,
    /// The upper edges of its first two rows.
    pub tops: [f32; 2],
}

/// The blocks of a page. Words that stand apart in a row of a block are given back to that row.
pub(super) fn blocks(rows: &mut [Row], drawn: &Drawn, body: f32) -> Vec<Block> {
    let above = rows_above(rows, drawn, body);
    let below = successors(rows, &above);
    let mut blocks: Vec<Block> = Vec::new();
    let mut of_row = vec![0; rows.len()];
    for (i, row) in rows.iter().enumerate() {
        match above[i].filter(|&up| below[up] == Some(i)) {
            Some(up) => {
                let block: &mut Block = &mut blocks[of_row[up]];
                block.rows.push(i);
                if block.rows.len() == 2 {
                    block.tops[1] = row.bounds.y0;
                }
                block.bounds = block.bounds.union(&row.bounds);
                of_row[i] = of_row[up];
            }
            None => {
                of_row[i] = blocks.len();
                let (bounds, size, across) = (row.bounds, row.size, row.across);
                blocks.push(Block { rows: vec![i], bounds, size, class: Class::Label, across, tops: [bounds.y0; 2] });
            }
        }
    }
    give_back_words(rows, &mut blocks);
    for block in &mut blocks {
        block.class = if block.across || block.size > costs::HEADING * body {
            Class::Heading
        } else if block.rows.len() > 1 {
            Class::Text
        } else {
            Class::Label
        };
    }
    blocks
}

/// For each row the one that goes on with it: of those that would, the one with the most below it.
fn successors(rows: &[Row], above: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut below: Vec<Option<usize>> = vec![None; rows.len()];
    for (i, up) in above.iter().enumerate().filter_map(|(i, up)| up.map(|up| (i, up))) {
        let of = (rows[up].bounds.x0, rows[up].bounds.x1);
        let under = |row: usize| shared((rows[row].bounds.x0, rows[row].bounds.x1), of);
        if below[up].is_none_or(|other| under(i) > under(other)) {
            below[up] = Some(i);
        }
    }
    below
}

/// Moves words that stand within another block, on the baselines of its rows, to those rows.
fn give_back_words(rows: &mut [Row], blocks: &mut Vec<Block>) {
    let mut by_top: Vec<usize> =
        (0..blocks.len()).filter(|&block| blocks[block].rows.len() >= costs::MIN_ROWS_BESIDE_WORDS).collect();
    sort_by_rank(&mut by_top, |&n| (blocks[n].bounds.y0, 0));
    let mut words: Vec<usize> =
        (0..blocks.len()).filter(|&block| blocks[block].rows.len() <= costs::MAX_WORDS).collect();
    sort_by_rank(&mut words, |&n| (blocks[n].bounds.x0, 0));
    let mut gone = vec![false; blocks.len()];
    for word in words {
        let (bounds, em) = (blocks[word].bounds, blocks[word].size);
        let around = by_top.iter().copied().find(|&block| {
            let (block, of) = (&blocks[block], &blocks[block].bounds);
            let within =
                bounds.x0 > of.x0 - costs::WORDS_OUTSIDE * em && bounds.x1 < of.x1 + costs::WORDS_OUTSIDE_RIGHT * em;
            let is_larger = block.rows.len() > costs::ROWS_A_WORD * blocks[word].rows.len()
                && block.size < costs::SIZES_OF_WORDS * em;
            is_larger
                && within
                && bounds.y0 > of.y0 - costs::WORDS_OUTSIDE * em
                && bounds.y1 < of.y1 + costs::WORDS_OUTSIDE * em
        });
        let Some(around) = around.filter(|&around| !gone[around]) else { continue };
        let same_baseline = |&row: &usize| same_baseline(rows, &blocks[around], row, em);
        let into: Vec<Option<usize>> = blocks[word].rows.iter().map(same_baseline).collect();
        if into.iter().any(Option::is_none) {
            continue;
        }
        for (&row, same) in blocks[word].rows.iter().zip(into.into_iter().flatten()) {
            let (runs, of) = (std::mem::take(&mut rows[row].runs), rows[row].bounds);
            let at = if rows[same].bounds.x0 > of.x0 { 0 } else { rows[same].runs.len() };
            rows[same].runs.splice(at..at, runs);
            rows[same].bounds = rows[same].bounds.union(&of);
        }
        gone[word] = true;
    }
    let mut gone = gone.into_iter();
    blocks.retain(|_| !gone.next().unwrap_or(false));
}

/// The row of a block on whose baseline another row stands, beside it.
fn same_baseline(rows: &[Row], block: &Block, row: usize, em: f32) -> Option<usize> {
    let bounds = rows[row].bounds;
    let at = block.rows.partition_point(|&other| rows[other].bounds.y1 < bounds.y1 - costs::BASELINE_TOLERANCE * em);
    block.rows.get(at).copied().filter(|&other| {
        let of = &rows[other].bounds;
        let is_beside = of.x1 < bounds.x0 + costs::WORDS_OVERLAP * em || bounds.x1 < of.x0 + costs::WORDS_OVERLAP * em;
        (of.y1 - bounds.y1).abs() < costs::BASELINE_TOLERANCE * em && is_beside
    })
}

/// For each row the one above it that it goes on with.
fn rows_above(rows: &[Row], drawn: &Drawn, body: f32) -> Vec<Option<usize>> {
    let mut found = vec![None; rows.len()];
    for (i, row) in rows.iter().enumerate() {
        let reach = costs::BLOCK_LEADING * row.size;
        let mut nearest: Option<(f32, f32, usize)> = None;
        for (up, other) in rows[..i].iter().enumerate().rev() {
            // rows are sorted by their upper edges, and none is higher than a few lines
            if other.bounds.y0 < row.bounds.y0 - costs::REACH_ABOVE * row.size {
                break;
            }
            let overlap = shared((row.bounds.x0, row.bounds.x1), (other.bounds.x0, other.bounds.x1));
            let down = row.bounds.y1 - other.bounds.y1;
            if overlap <= 0.0 || down <= costs::LEVEL * row.size {
                continue;
            }
            // of pieces of one row, the one with the most above
            let is_nearer = |(least, most, _): (f32, f32, usize)| {
                if (down - least).abs() < costs::LEVEL * row.size { overlap > most } else { down < least }
            };
            if nearest.is_none_or(is_nearer) {
                nearest = Some((down, overlap, up));
            }
        }
        let Some((down, _, up)) = nearest else { continue };
        let other = &rows[up];
        let sizes = row.size.max(other.size) / row.size.min(other.size);
        let is_alike = sizes < costs::SIZES_IN_BLOCK && !row.across && !other.across && in_line(row, other, body);
        if down <= reach && is_alike && !drawn.parts(&other.bounds, &row.bounds, body) {
            found[i] = Some(up);
        }
    }
    found
}

/// Whether two rows may stand in one column: they begin or end together, or one is within the other,
/// as the lines of a centred heading are.
fn in_line(row: &Row, other: &Row, body: f32) -> bool {
    let em = row.size;
    let left = (row.bounds.x0 - other.bounds.x0).abs();
    let right = (row.bounds.x1 - other.bounds.x1).abs();
    let centre = (row.bounds.x0 + row.bounds.x1 - other.bounds.x0 - other.bounds.x1).abs() / 2.0;
    left <= costs::INDENT * em
        || right <= costs::RIGHT_EDGE * em && left < costs::MAX_HUNG * em
        || centre <= costs::HEADING_CENTRE * em && em > costs::HEADING * body
}
