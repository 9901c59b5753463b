//! The runs of a row that may be cells: what stands between two blanks.

use super::rows::Row;
use super::{cells, padded, punctuation};
use std::ops::Range;

/// Blanked-apart characters in a row from which on a line counts as letter-spaced.
const SPACED_OUT: usize = 4;

/// Fewer cells than a column is wide.
const SHORT: i32 = 12;

/// A run of a row. Runs are cut at every blank at which a column may end; whether it does is
/// settled later.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Index of the row within the page.
    pub row: usize,
    pub range: Range<usize>,
    /// Characters before it in the row.
    pub col: usize,
    /// Cells before it in the row, blanks counted.
    pub cell: usize,
    /// Characters in it.
    pub len: usize,
    /// Blank characters right before it; `usize::MAX` at the start of the row.
    pub gap: usize,
    /// Cells it takes, blanks left out.
    pub ink: i32,
    /// Cells it takes in the column: more than `ink` where the line was stretched.
    pub width: i32,
    /// Cells between the word before and this one, where one blank is all there is between.
    pub lead: i32,
    /// Each character is set apart, as in a line stretched to the column's width.
    pub spaced: bool,
    /// It is of a script that sets blanks between words, whose lines may end anywhere.
    pub ragged: bool,
    /// Where it starts on the page, in cells; an estimate.
    pub x: i32,
}

impl Word {
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    pub fn col_end(&self) -> usize {
        self.col + self.len
    }
}

/// The words of all rows, in source order.
pub(super) fn words(text: &str, rows: &[Row]) -> Vec<Word> {
    let mut out = Vec::new();
    let mut runs = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        split(text, row, n, &mut runs);
        gather(text, &mut runs, &mut out);
    }
    out
}

fn split(text: &str, row: &Row, n: usize, out: &mut Vec<Word>) {
    let (mut gap, mut open, mut mark, mut cell) = (0, false, false, 0);
    for (col, (at, c)) in text[row.range.clone()].char_indices().enumerate() {
        let (at, before) = (row.range.start + at, cell);
        cell += if c == '\t' { 8 } else { cells::cells_of(c) };
        if c.is_whitespace() {
            gap += if c == '\t' { 8 } else { 1 };
            (open, mark) = (false, false);
            continue;
        }
        if !open {
            let gap = if out.is_empty() { usize::MAX } else { gap };
            out.push(Word {
                row: n,
                range: at..at,
                col,
                cell: before,
                len: 0,
                gap,
                ink: 0,
                width: 0,
                lead: padded::GUTTER,
                spaced: false,
                ragged: true,
                x: 0,
            });
        }
        let word = out.last_mut().expect("one was pushed where none was open");
        word.range.end = at + c.len_utf8();
        word.len += 1;
        word.ink += cells::cells_of(c) as i32 - i32::from(mark && punctuation::is_mark(c));
        mark = punctuation::is_mark(c);
        word.ragged &= punctuation::takes_blanks(c);
        word.width = word.ink;
        open = true;
        gap = 0;
    }
}

/// Moves `runs` to `out`, those put together that a single blank parts within a line: words
/// of a spaced script, and the characters of a letter-spaced line.
fn gather(text: &str, runs: &mut Vec<Word>, out: &mut Vec<Word>) {
    let mut start = 0;
    while start < runs.len() {
        let spaced = spaced_run(text, &runs[start..]);
        let mut end = start + spaced.max(1);
        while spaced == 0 && end < runs.len() && runs[end].gap == 1 && same_line(&runs[end - 1], &runs[end]) {
            end += 1;
        }
        let mut word = runs[start].clone();
        for next in &runs[start + 1..end] {
            word.len = next.col_end() - word.col;
            word.range.end = next.range.end;
            word.ink += next.ink;
            word.ragged &= next.ragged;
            // the blank between two words of a spaced script has its width
            word.ink += i32::from(spaced == 0);
        }
        word.width = word.ink;
        word.spaced = spaced > 0;
        out.push(word);
        start = end;
    }
    runs.clear();
}

/// How many of the first `runs` are one letter-spaced line; 0 for none.
fn spaced_run(text: &str, runs: &[Word]) -> usize {
    let single = |word: &Word| word.len == 1 && word.ink == 2;
    let narrow = |word: &Word| text[word.range.clone()].chars().all(|c| cells::cells_of(c) == 1 || !c.is_alphabetic());
    let end = runs
        .iter()
        .enumerate()
        .take_while(|(i, run)| (*i == 0 || run.gap == 1) && (single(run) || narrow(run)))
        .count();
    let singles = runs[..end].iter().filter(|run| single(run)).count();
    if singles >= SPACED_OUT && singles * 2 > end { end } else { 0 }
}

/// Whether a single blank between the two is one between words, not between columns: they
/// are of a script that sets blanks, or so short that no column could end between them.
fn same_line(a: &Word, b: &Word) -> bool {
    a.ink < SHORT && b.ink < SHORT || a.ragged && b.ragged
}
