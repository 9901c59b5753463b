//! Columns bled together: the cells of a row parted by single blanks, and nothing left of
//! where on the page the row began.
//!
//! 1. [`template`]: the widths of the columns side by side, from rows that hold several;
//! 2. [`deal`]: the rows dealt out to the columns, by the cheapest deal of all, to which
//!    [`sense`] tells whether a line reads on in another;
//! 3. [`search`]: the widths by which the rows are dealt for least;
//! 4. [`heads`]: the columns of one width beside each other, as one box, under the headline
//!    that has its place in the order.

mod deal;
mod heads;
mod search;
mod sense;
mod template;

use super::rows::Row;
use super::words::{self, Word};
use super::{Line, cells};
use heads::{Block, with_heads};
use sense::Pairs;

/// Rows of which a headline has no more.
const FEW: usize = 3;
/// Rows that are dealt out at once.
const MANY: usize = 1000;

/// Lines of a page whose columns are bled together.
pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let words = words::words(text, rows);
    let pairs = Pairs::new(text, &words);
    let by_row: Vec<&[Word]> = words.chunk_by(|a, b| a.row == b.row).collect();
    let runs: Vec<&[&[Word]]> = by_row.chunk_by(|a, b| a[0].row + 1 == b[0].row).collect();
    let mut found: Vec<Block> = Vec::new();
    let mut carried: Vec<&[Word]> = Vec::new();
    for (n, run) in runs.iter().enumerate() {
        let mut run = run.to_vec();
        // a headline's run may hold the first row of the text
        if let Some(next) = runs.get(n + 1).filter(|next| run.len() <= FEW && next.len() > FEW) {
            let widths = template::widths(&next[..next.len().min(MANY)]);
            (carried, run) = run.into_iter().partition(|row| deal::fits(&cells_of(row), &widths));
        } else {
            run.splice(0..0, carried.drain(..));
        }
        run.chunks(MANY).for_each(|run| found.extend(blocks(text, run, &pairs)));
    }
    write(text, rows, with_heads(found))
}

/// The blocks of a run of rows with no blank row between, by their first rows: boxes of
/// text, and the lines that are in no column.
fn blocks<'w>(text: &str, run: &[&'w [Word]], pairs: &Pairs) -> Vec<Block<'w>> {
    let top = run[0][0].row;
    let widths = template::widths(run);
    if widths.len() < 2 {
        let width = widths.first().copied().unwrap_or(0);
        let lines = run.iter().map(|row| (*row, width)).collect();
        return vec![Block { top, lines, text: run.len() > FEW }];
    }
    let (widths, places) = search::dealt(text, run, widths, pairs);
    let mut out: Vec<Block> = Vec::new();
    let mut boxes: Vec<((usize, usize), Vec<(usize, &[Word])>)> = Vec::new();
    let mut alone = usize::MAX;
    let mut cell = 0;
    for (row, places) in run.iter().zip(&places) {
        let n = row[0].row;
        if places.is_empty() {
            let lines = row.chunk_by(|a, b| a.ink < 12 || b.ink < 12).map(|words| (words, 0));
            match out.last_mut().filter(|_| alone + 1 == n) {
                Some(block) => block.lines.extend(lines),
                None => out.push(Block { top: n, lines: lines.collect(), text: false }),
            }
            alone = n;
        }
        for place in places {
            let words = &row[place.first - cell..place.last + 1 - cell];
            let key = (place.stretch, first_of(&widths, place.column));
            match boxes.iter_mut().find(|found| found.0 == key) {
                Some(found) => found.1.push((place.column, words)),
                None => boxes.push((key, vec![(place.column, words)])),
            }
        }
        cell += row.len();
    }
    boxes.sort_by_key(|found| found.0);
    for (_, mut lines) in boxes {
        let top = lines[0].1[0].row;
        lines.sort_by_key(|(column, words)| (*column, words[0].row));
        let lines = lines.into_iter().map(|(column, words)| (words, widths[column])).collect();
        out.push(Block { top, lines, text: true });
    }
    // boxes side by side begin in rows next to each other and keep their order
    out.sort_by_key(|block| if block.text { block.top + 6 } else { block.top });
    out
}

/// The first column of the box that `column` is in: columns of one width.
fn first_of(widths: &[i32], column: usize) -> usize {
    (0..=column).rev().take_while(|&n| (widths[n] - widths[column]).abs() <= 1).last().unwrap_or(column)
}

fn cells_of(row: &[Word]) -> Vec<deal::Cell> {
    row.iter().map(|word| deal::Cell { ink: word.ink, spaced: word.spaced }).collect()
}

/// Cells that the words take, a blank between.
fn ink(words: &[Word]) -> i32 {
    words.iter().map(|word| word.ink).sum::<i32>() + 2 * (words.len() as i32 - 1)
}

fn write(text: &str, rows: &[Row], blocks: Vec<Block>) -> Vec<Line> {
    let line = |frame: usize, words: &[Word], width: i32| {
        let (first, last) = (&words[0], &words[words.len() - 1]);
        Line {
            range: first.range.start..last.range.end,
            frame,
            indent: cells::indent(&text[rows[first.row].range.start..first.range.start]),
            width: width as usize,
            full: width > 0 && ink(words) + 3 >= width,
            page: rows[first.row].page,
        }
    };
    let blocks = blocks.iter().enumerate();
    blocks.flat_map(|(n, block)| block.lines.iter().map(move |(words, width)| line(n, words, *width))).collect()
}
