//! Columns bled together: the cells of a row parted by single blanks, and nothing left of
//! where on the page the row began.
//!
//! 1. [`template`]: the widths that columns have, from the lines that fill them;
//! 2. [`deal`]: the rows dealt out to columns of those widths, by the cheapest deal of all:
//!    [`layout`] holds what columns are open, [`ways`] finds how a row may be laid along
//!    them, [`judge`] tells what that costs, to which [`sense`] tells whether a line reads
//!    on in another;
//! 3. [`heads`]: each box under the headline that has its place in the order.

mod beam_search;
mod bigrams;
mod column_widths;
mod cost;
mod headlines;
mod hypothesis;
mod successors;

use super::rows;
use super::segments::{self, Word};
use super::{Line, cells};
use crate::language::{Cues, Lexicon};
use crate::order::sort_by_rank;
use bigrams::{Pairs, Sense};
use headlines::{Block, with_heads};

/// Rows of which a headline has no more.
const FEW: usize = 3;
/// Rows within which boxes begin that are beside each other under headlines.
const HEAD: usize = 16;
/// Rows that are dealt out at once.
const MANY: usize = 1000;

/// Lines of a page whose columns are bled together.
pub(super) fn lines(text: &str, cues: &Cues, rows: &[rows::Row]) -> Vec<Line> {
    Lexicon::with(cues, |cues| of_rows(text, cues, rows))
}

fn of_rows(text: &str, cues: &Lexicon, rows: &[rows::Row]) -> Vec<Line> {
    let words = segments::words(text, rows);
    let pairs = Pairs::new(text, &words);
    let by_row: Vec<&[Word]> = words.chunk_by(|a, b| a.row == b.row).collect();
    let runs: Vec<&[&[Word]]> = by_row.chunk_by(|a, b| a[0].row + 1 == b[0].row).collect();
    let widths = column_widths::widths(&by_row);
    let room = by_row.iter().map(|row| ink(row)).max().unwrap_or(0);
    let mut found: Vec<(Key, Block)> = Vec::new();
    let mut dealt: Vec<Row> = Vec::new();
    for (n, run) in runs.iter().enumerate() {
        // a headline's run may hold the first row of the text
        let (text, head): (Vec<&[Word]>, Vec<&[Word]>) =
            run.iter().partition(|row| run.len() > FEW || n > 0 && column_widths::side_by_side(row, &widths));
        dealt.extend(text.into_iter().enumerate().map(|(k, words)| Row { words, run: n, starts: k == 0 }));
        if let Some(first) = head.first() {
            let key = (n, first[0].row, 0);
            found.push((key, Block { lines: head.iter().map(|words| (*words, 0)).collect(), text: false }));
        }
    }
    dealt.chunks(MANY).for_each(|rows| found.extend(blocks(text, cues, rows, &widths, room, &pairs)));
    sort_by_rank(&mut found, |((_, row, left), _)| (*row, *left));
    sort_by_rank(&mut found, |((run, ..), _)| (*run, 0));
    write(text, rows, with_heads(text, cues, found.into_iter().map(|(_, block)| block).collect()))
}

/// Place in the order: run, row, cells to the left.
type Key = (usize, usize, i32);

/// A row that is dealt out.
struct Row<'w> {
    words: &'w [Word],
    /// The run that it is in, and whether it starts it.
    run: usize,
    starts: bool,
}

/// The blocks of the rows: boxes of text, and the lines that are in no column; with their
/// places in the order.
fn blocks<'w>(
    text: &str,
    cues: &Lexicon,
    rows: &[Row<'w>],
    widths: &[column_widths::Width],
    room: i32,
    pairs: &Pairs,
) -> Vec<(Key, Block<'w>)> {
    let places = dealt(text, rows, widths, room, pairs);
    let mut out: Vec<(Key, Block)> = Vec::new();
    let mut boxes: Vec<Box<'w>> = Vec::new();
    let mut alone = usize::MAX;
    let mut cell = 0;
    let mut head = 0;
    for (row, places) in rows.iter().zip(&places) {
        let words = row.words;
        head = if row.starts { words[0].row } else { head };
        let n = words[0].row;
        if places.is_empty() {
            let lines = words.chunk_by(|a, b| a.ink < 12 || b.ink < 12).map(|words| (words, 0));
            match out.last_mut().filter(|_| alone + 1 == n) {
                Some(block) => block.1.lines.extend(lines),
                None => out.push(((row.run, n, 0), Block { lines: lines.collect(), text: false })),
            }
            alone = n;
        }
        for place in places {
            let line = (place.slot, &words[place.first - cell..place.last + 1 - cell]);
            match boxes.iter_mut().find(|found| found.group == place.group) {
                Some(found) => {
                    found.key.2 = found.key.2.max(if place.slot == 0 { place.x } else { 0 });
                    found.lines.push(line);
                }
                None => {
                    // boxes that begin at the head of the run are read from the left
                    let key = (row.run, if n < head + HEAD { head } else { n } + 6, place.x);
                    boxes.push(Box { group: place.group, width: place.width, key, lines: vec![line] });
                }
            }
        }
        cell += words.len();
    }
    for Box { width, key, mut lines, .. } in boxes {
        sort_by_rank(&mut lines, |(slot, words)| (*slot, words[0].row));
        // a story that opens at the top of a column has a box of its own
        let opens =
            |(_, words): &(usize, &[Word])| cues.opens(&text[words[0].range.start..words[words.len() - 1].range.end]);
        for (n, story) in lines.chunk_by(|a, b| a.0 == b.0 || !opens(b)).enumerate() {
            let key = (key.0, key.1, key.2 + story[0].0 as i32 * (width + 2) + n as i32);
            out.push((key, Block { lines: story.iter().map(|(_, words)| (*words, width)).collect(), text: true }));
        }
    }
    out
}

/// A box of text, and its lines with the column of each.
struct Box<'w> {
    group: u32,
    width: i32,
    /// Its place in the order.
    key: Key,
    lines: Vec<(usize, &'w [Word])>,
}

fn dealt(
    text: &str,
    rows: &[Row],
    widths: &[column_widths::Width],
    room: i32,
    pairs: &Pairs,
) -> Vec<Vec<beam_search::Place>> {
    let cells: Vec<(Vec<successors::Cell>, bool)> = rows.iter().map(|row| (cells_of(row.words), row.starts)).collect();
    let words = rows.iter().flat_map(|row| row.words.iter()).map(|word| &text[word.range.clone()]);
    let end = |c: Option<char>| c.unwrap_or(' ');
    let ends = words.map(|word| (end(word.chars().next()), end(word.chars().next_back()))).collect();
    beam_search::deal(&cells, widths, room, &Sense::new(pairs, ends))
}

fn cells_of(row: &[Word]) -> Vec<successors::Cell> {
    row.iter().map(|word| successors::Cell { ink: word.ink, spaced: word.spaced }).collect()
}

/// Cells that the words take, a blank between.
fn ink(words: &[Word]) -> i32 {
    words.iter().map(|word| word.ink).sum::<i32>() + 2 * (words.len() as i32 - 1)
}

fn write(text: &str, rows: &[rows::Row], blocks: Vec<Block>) -> Vec<Line> {
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
