//! Columns of a page: words that stand one below the other and end at the same edge.

use super::super::segments::Word;
use crate::order::{sort_by_rank, sort_values};
use std::ops::Range;

/// Two edges nearer than this, in cells, may be one.
const NEAR: i32 = 4;
/// A column is no narrower than this, in cells.
const NARROWEST: i32 = 12;
/// Most lines from one line of a column to the next.
pub(super) const STEP: usize = 3;
/// What a paragraph's first line is set in by, in cells.
pub(super) const INDENT: i32 = 4;

/// A column of running text.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub left: i32,
    pub width: i32,
    /// First and last row.
    pub top: usize,
    pub bottom: usize,
    /// The column of characters at which its lines stand that come after padding, where
    /// several do.
    pub col: Option<usize>,
}

impl Column {
    pub fn right(&self) -> i32 {
        self.left + self.width
    }

    /// Whether `word` starts where a line of the column does, and is not too wide for it.
    pub fn takes(&self, word: &Word) -> bool {
        let off = word.x - self.left;
        (-NEAR..=INDENT + 2).contains(&off) && word.ink <= self.width + 3 && word.right() <= self.right() + NEAR
    }
}

/// Words by row.
pub(super) struct Grid<'w> {
    pub words: &'w [Word],
    starts: Vec<usize>,
    heights: Vec<usize>,
}

impl<'w> Grid<'w> {
    pub fn new(words: &'w [Word], rows: usize) -> Self {
        let mut starts = vec![0; rows + 1];
        words.iter().for_each(|word| starts[word.row + 1] += 1);
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut out = Self { words, starts, heights: Vec::new() };
        out.heights = heights(&out);
        out
    }

    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many lines high the page is between two rows. Rows are not: where boxes side by
    /// side have different baselines, their lines take turns.
    pub fn apart(&self, above: usize, below: usize) -> usize {
        self.heights[below].saturating_sub(self.heights[above])
    }

    /// Indices of the words of `row`.
    pub fn row(&self, row: usize) -> Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }

    /// Words of `row` that share at least half the narrower's width with `left..right`.
    pub fn within(&self, row: usize, left: i32, right: i32) -> impl Iterator<Item = usize> + '_ {
        self.row(row).filter(move |&i| {
            let word = &self.words[i];
            let shared = word.right().min(right) - word.x.max(left);
            shared > 0 && 2 * shared >= (word.right() - word.x).min(right - left)
        })
    }
}

/// Lines from the top of the page to each row: one more than the lowest line that any of the
/// row's words stands under, and no less than the row before.
fn heights(grid: &Grid) -> Vec<usize> {
    let right = grid.words.iter().map(|word| word.right()).max().unwrap_or(0).max(0) as usize;
    let mut lowest = vec![0; right + 1];
    let mut out = Vec::with_capacity(grid.rows());
    let mut height = 0;
    for row in 0..grid.rows() {
        let blank = |row: usize| grid.row(row).is_empty();
        if blank(row) || row > 0 && blank(row - 1) {
            height += if row > 0 && blank(row) && blank(row - 1) { 2 * STEP } else { 1 };
        }
        // a word's ends may be out by a little
        let spans = || {
            grid.row(row)
                .map(|i| &grid.words[i])
                .map(|word| word.x.max(0) as usize + 2..word.right().max(4) as usize - 2)
        };
        for span in spans() {
            let under = lowest[span.start.min(right)..span.end.max(span.start).min(right)].iter().max();
            height = height.max(under.map_or(0, |line| line + 1));
        }
        for span in spans() {
            lowest[span.start.min(right)..span.end.max(span.start).min(right)].fill(height);
        }
        out.push(height);
    }
    out
}

/// The columns of the page, by their top row and left edge.
pub(super) fn columns(grid: &Grid) -> Vec<Column> {
    let mut out = bridged(grid, chains(grid));
    sort_by_rank(&mut out, |column| (column.top, column.left));
    out
}

/// Stretches of at least three lines with both edges in common.
fn chains(grid: &Grid) -> Vec<Column> {
    let words = grid.words;
    let mut above: Vec<Option<usize>> = vec![None; words.len()];
    let mut chain: Vec<usize> = Vec::with_capacity(words.len());
    let mut members: Vec<Vec<usize>> = Vec::new();
    for i in 0..words.len() {
        if let Some(j) = below(grid, i) {
            above[j] = Some(i);
        }
        let n = match above[i] {
            Some(a) => chain[a],
            None => {
                members.push(Vec::new());
                members.len() - 1
            }
        };
        members[n].push(i);
        chain.push(n);
    }
    let (sure, weak): (Vec<_>, Vec<_>) = members
        .iter()
        .filter(|chain| chain.len() >= 2)
        .map(|chain| (chain.len(), column(words, chain)))
        .partition(|c| c.0 > 2);
    supported(grid, sure.into_iter().map(|c| c.1).collect(), weak.into_iter().map(|c| c.1).collect())
}

/// `sure` and those of `weak` that have a column of the same width right beside them. Two
/// lines alone may be a headline.
fn supported(grid: &Grid, mut sure: Vec<Column>, weak: Vec<Column>) -> Vec<Column> {
    let mut by_row: Vec<Vec<&Column>> = vec![Vec::new(); grid.rows()];
    for column in sure.iter().chain(&weak) {
        (column.top..=column.bottom).for_each(|row| by_row[row].push(column));
    }
    let beside =
        |a: &Column, b: &Column| (-NEAR..=NEAR + 3).contains(&(b.left - a.right())) && (a.width - b.width).abs() <= 1;
    let kept: Vec<Column> = weak
        .iter()
        .filter(|w| by_row[w.top].iter().chain(&by_row[w.bottom]).any(|other| beside(w, other) || beside(other, w)))
        .cloned()
        .collect();
    sure.extend(kept);
    sure
}

/// The word that stands right below word `i` with the same edges.
fn below(grid: &Grid, i: usize) -> Option<usize> {
    let word = &grid.words[i];
    if word.ink < NARROWEST {
        return None;
    }
    for row in (word.row + 1..grid.rows()).take_while(|&row| grid.apart(word.row, row) <= STEP) {
        let mut under = grid.within(row, word.x, word.right());
        if let Some(j) = under.next() {
            return (under.next().is_none() && even(word, &grid.words[j])).then_some(j);
        }
    }
    None
}

/// Both edges in common; or the near one exactly, as where the far one is ragged.
fn even(a: &Word, b: &Word) -> bool {
    let right = a.spaced || b.spaced || (a.right() - b.right()).abs() <= NEAR;
    let ragged = a.ragged && b.ragged && a.x == b.x && 2 * a.ink.min(b.ink) >= a.ink.max(b.ink);
    (a.x - b.x).abs() <= NEAR && right || ragged
}

fn column(words: &[Word], chain: &[usize]) -> Column {
    let mut widths: Vec<i32> = chain.iter().map(|&i| words[i].ink).collect();
    sort_values(&mut widths);
    let width = widths[widths.len() * 3 / 4];
    let mut lefts: Vec<i32> =
        chain.iter().filter(|&&i| words[i].ink + 2 >= width || words[i].spaced).map(|&i| words[i].x).collect();
    sort_values(&mut lefts);
    Column {
        left: lefts[lefts.len() / 2],
        width,
        top: words[chain[0]].row,
        bottom: words[chain[chain.len() - 1]].row,
        col: None,
    }
}

/// Stretches put together that only short and indented lines part.
fn bridged(grid: &Grid, mut chains: Vec<Column>) -> Vec<Column> {
    sort_by_rank(&mut chains, |chain| (chain.top, chain.left));
    let mut out: Vec<Column> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for chain in chains {
        open.retain(|&i| out[i].bottom >= chain.top || grid.apart(out[i].bottom, chain.top) <= STEP);
        let found = open.iter().copied().find(|&i| {
            let column = &out[i];
            (column.left - chain.left).abs() <= NEAR
                && (column.width - chain.width).abs() <= 3
                && (column.bottom + 1..chain.top)
                    .all(|row| grid.within(row, column.left, column.right()).all(|w| column.takes(&grid.words[w])))
        });
        match found {
            Some(i) => {
                let column = &mut out[i];
                if chain.bottom - chain.top > column.bottom - column.top {
                    column.left = chain.left;
                }
                column.bottom = column.bottom.max(chain.bottom);
                column.width = column.width.max(chain.width);
            }
            None => {
                open.push(out.len());
                out.push(chain);
            }
        }
    }
    out
}
