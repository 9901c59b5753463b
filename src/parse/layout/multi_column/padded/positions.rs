//! Where on the page each word starts.
//!
//! A program that keeps columns side by side (`pdftotext -layout`) counts characters, wide
//! or narrow, and pads a run of text only up to the column of characters that any nearby
//! row has reached at that place. So the place of a run that stands after padding is the
//! leftmost one at which some nearby row has that many characters, and the place of what
//! follows it in the row is told by the widths of the characters between.

use super::super::cells;
use super::super::segments::Word;
use crate::order::sort_by_rank;
use std::ops::Range;

/// Rows up and down that are looked at.
const REACH: usize = 25;
/// Rows on which no run reaches as far as the one to be placed, from which on the rows past
/// them are held to be another box's.
const HOLE: usize = 8;
/// Words of the rows above that a word's place is compared with.
const NEIGHBOURS: usize = 24;
/// Blank between two columns, in cells.
pub(in super::super) const GUTTER: i32 = 2;

/// Sets [`Word::x`] of all words of a page of `rows` rows, and tells whether it is exact.
pub(super) fn place(text: &str, words: &mut [Word], rows: usize) -> bool {
    if padded_by_cells(words) {
        words.iter_mut().for_each(|word| word.x = word.cell as i32);
        return true;
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if word.gap == 1 => run.1 = i + 1,
            _ => runs.push((i, i + 1)),
        }
    }
    sort_by_rank(&mut runs, |&(first, _)| (words[first].col, words[first].row));
    let bands = bands(words, rows);
    // the last run of each row that is in place; runs come from the left
    let mut placed: Vec<Option<(usize, usize)>> = vec![None; rows];
    let mut at = 0;
    while at < runs.len() {
        let (col, mut end) = (words[runs[at].0].col, at + 1);
        let row = |run: (usize, usize)| words[run.0].row;
        while end < runs.len()
            && words[runs[end].0].col == col
            && row(runs[end]) < bands[row(runs[at])].1.min(row(runs[at]) + REACH)
        {
            end += 1;
        }
        let x = near(text, words, &placed, bands[row(runs[at])], row(runs[at])..row(runs[end - 1]) + 1, col)
            .or_else(|| {
                let (top, bottom) = (row(runs[at]).saturating_sub(REACH), (row(runs[end - 1]) + REACH).min(rows));
                placed[top..bottom].iter().flatten().filter_map(|&run| within(text, words, run, col)).min()
            })
            .unwrap_or(2 * col as i32);
        for &(first, last) in &runs[at..end] {
            let mut next = x;
            for (n, word) in words[first..last].iter_mut().enumerate() {
                word.x = next + if n > 0 { word.lead } else { 0 };
                next = word.right();
            }
            let row = words[first].row;
            placed[row] = Some((first, last));
        }
        at = end;
    }
    false
}

/// Whether runs after padding stand below each other by cells, as where someone padded a
/// table for the eye, rather than by characters.
fn padded_by_cells(words: &[Word]) -> bool {
    let (mut by_cells, mut by_characters) = (0, 0);
    let padded: Vec<&Word> = words.iter().filter(|word| word.gap > 1 && word.gap < usize::MAX).collect();
    for (i, word) in padded.iter().enumerate() {
        let above = || padded[..i].iter().rev().take_while(|above| above.row + 3 >= word.row).take(NEIGHBOURS);
        let (cells, characters) = (above().any(|a| a.cell == word.cell), above().any(|a| a.col == word.col));
        by_cells += usize::from(cells && !characters);
        by_characters += usize::from(characters && !cells);
    }
    by_cells > 2 * by_characters || words.iter().all(|word| word.cell == word.col)
}

/// For each row the stretch of rows around it that no two blank rows part. Text over and
/// under a wide blank is padded on its own.
fn bands(words: &[Word], rows: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::with_capacity(rows);
    let mut tops = vec![0];
    let mut last = 0;
    for word in words {
        if word.row > last + 2 {
            tops.push(word.row);
        }
        last = word.row;
    }
    for (n, &top) in tops.iter().enumerate() {
        let bottom = tops.get(n + 1).copied().unwrap_or(rows);
        out.resize(bottom, (top, bottom));
    }
    out
}

/// Place of character column `col` at `rows`: the leftmost in the runs around, as far up and
/// down as runs that reach it follow each other without a wide hole.
fn near(
    text: &str,
    words: &[Word],
    placed: &[Option<(usize, usize)>],
    band: (usize, usize),
    rows: Range<usize>,
    col: usize,
) -> Option<i32> {
    let place = |row: usize| placed[row].and_then(|run| within(text, words, run, col));
    let mut least = rows.clone().filter_map(place).min();
    let up = (rows.start.saturating_sub(REACH).max(band.0)..rows.start).rev();
    let down = rows.end..(rows.end + REACH).min(band.1);
    let directions: [&mut dyn Iterator<Item = usize>; 2] = [&mut up.into_iter(), &mut down.into_iter()];
    for direction in directions {
        let mut hole = 0;
        for row in direction {
            match place(row) {
                Some(x) => {
                    least = Some(least.map_or(x, |least| least.min(x)));
                    hole = 0;
                }
                None => hole += 1,
            }
            if hole > HOLE {
                break;
            }
        }
    }
    least
}

/// Place of character column `col` in `run`, where the run reaches it.
fn within(text: &str, words: &[Word], run: (usize, usize), col: usize) -> Option<i32> {
    if words[run.1 - 1].col_end() < col {
        return None;
    }
    let i = run.0 + words[run.0..run.1].partition_point(|word| word.col <= col) - 1;
    Some(words[i].x + along(text, &words[i], col - words[i].col))
}

/// Cells from the start of `word` to its character `n`, or past its end to what follows.
fn along(text: &str, word: &Word, n: usize) -> i32 {
    if n >= word.len {
        return word.width + GUTTER;
    }
    let before: usize = text[word.range.clone()].chars().take(n).map(cells::cells_of).sum();
    (before as i32 * word.width / word.ink.max(1)).min(word.width)
}
