//! Columns grown out of the stretches that are beyond doubt, line by line.

use super::super::segments::Word;
use super::column_detection::{Column, Grid, INDENT, STEP};
use crate::order::{sort_by_rank, sort_values};
use std::cmp::Reverse;

/// How far a word may stand from where its column says, in cells.
const SLACK: i32 = 4;
/// A column and the words in it.
#[derive(Clone, Debug)]
pub(super) struct Strand {
    pub left: i32,
    pub width: i32,
    /// First and last row.
    pub top: usize,
    pub bottom: usize,
    /// Words by row, then from the left.
    pub words: Vec<usize>,
}

impl Strand {
    pub fn column(&self, grid: &Grid) -> Column {
        let Strand { left, width, top, bottom, .. } = *self;
        let padded = |i: &usize| Some(&grid.words[*i]).filter(|word| word.gap > 1);
        let mut cols: Vec<usize> = self.words.iter().filter_map(padded).map(|word| word.col).collect();
        sort_values(&mut cols);
        let most = cols.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len());
        Column { left, width, top, bottom, col: most.filter(|same| same.len() > 1).map(|same| same[0]) }
    }

    fn takes(&self, word: &Word) -> bool {
        let Strand { left, width, top, bottom, .. } = *self;
        Column { left, width, top, bottom, col: None }.takes(word)
    }
}

/// What a row holds where a column runs.
pub(super) enum Cell {
    Empty,
    /// Nothing that could be a line of the column.
    Other,
    Line(Line),
}

pub(super) struct Line {
    pub words: Vec<usize>,
    /// It starts at the column's edge, or set in from it as a paragraph is.
    pub starts: bool,
    /// It ends at the column's far edge.
    pub full: bool,
}

/// The strands around `columns`, the longest first, and which of the words are in none.
pub(super) fn strands(grid: &Grid, mut columns: Vec<Column>) -> (Vec<Strand>, Vec<bool>) {
    sort_by_rank(&mut columns, |column| (column.top, column.left));
    sort_by_rank(&mut columns, |column| (Reverse(column.bottom - column.top), 0));
    let mut free = vec![true; grid.words.len()];
    let out = columns.iter().filter_map(|column| grow(grid, column, &mut free)).collect();
    (joined(grid, out), free)
}

/// Strands put together of which one goes on right below the other.
fn joined(grid: &Grid, mut strands: Vec<Strand>) -> Vec<Strand> {
    sort_by_rank(&mut strands, |strand| (strand.top, strand.left));
    let mut out: Vec<Strand> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for lower in strands {
        open.retain(|&m| out[m].bottom >= lower.top || grid.apart(out[m].bottom, lower.top) <= STEP);
        let same = |m: &&usize| (out[**m].left - lower.left).abs() <= SLACK && goes_on(grid, &out[**m], &lower);
        match open.iter().find(same) {
            Some(&m) => {
                out[m].bottom = lower.bottom;
                out[m].words.extend(lower.words);
            }
            None => {
                open.push(out.len());
                out.push(lower);
            }
        }
    }
    out
}

fn grow(grid: &Grid, seed: &Column, free: &mut [bool]) -> Option<Strand> {
    let mut strand =
        Strand { left: seed.left, width: seed.width, top: seed.top, bottom: seed.bottom, words: Vec::new() };
    let mut lines = 0;
    for row in seed.top..=seed.bottom {
        if let Cell::Line(line) = cell(grid, free, seed.left, seed.width, row) {
            if lines == 0 {
                strand.top = row;
            }
            strand.bottom = row;
            strand.words.extend(line.words);
            lines += 1;
        }
    }
    if lines < 2 {
        return None;
    }
    take(&strand.words, free);
    down(grid, free, &mut strand);
    up(grid, free, &mut strand, None);
    Some(strand)
}

/// Where most lines start.
pub(super) fn commonest(grid: &Grid, strand: &Strand) -> i32 {
    let lines = strand.words.chunk_by(|&a, &b| grid.words[a].row == grid.words[b].row);
    let mut starts: Vec<i32> = lines.map(|line| grid.words[line[0]].x).collect();
    sort_values(&mut starts);
    let most = starts.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len());
    most.map_or(strand.left, |same| same[0])
}

pub(super) fn take(words: &[usize], free: &mut [bool]) {
    words.iter().for_each(|&i| free[i] = false);
}

pub(super) fn cell(grid: &Grid, free: &[bool], left: i32, width: i32, row: usize) -> Cell {
    let right = left + width;
    let mut line = Line { words: Vec::new(), starts: false, full: false };
    for i in grid.row(row) {
        let word = &grid.words[i];
        if word.right() <= left || word.x >= right {
            continue;
        }
        let inside =
            word.x >= left - SLACK && word.x < right - 1 && word.x + word.ink <= right + SLACK && word.ink <= width + 2;
        if inside && free[i] {
            line.words.push(i);
            continue;
        }
        if word.right().min(right) - word.x.max(left) > SLACK {
            return Cell::Other;
        }
    }
    let (Some(&first), Some(&last)) = (line.words.first(), line.words.last()) else { return Cell::Empty };
    line.starts = grid.words[first].x <= left + INDENT + 2;
    let ink: i32 = line.words.iter().map(|&i| grid.words[i].ink).sum();
    line.full = grid.words[last].right() + 3 >= right && ink + INDENT + 4 >= width || grid.words[last].spaced;
    Cell::Line(line)
}

/// Takes in the lines that go on below the column.
pub(super) fn down(grid: &Grid, free: &mut [bool], strand: &mut Strand) {
    for row in strand.bottom + 1..grid.rows() {
        if grid.apart(strand.bottom, row) > STEP {
            break;
        }
        match cell(grid, free, strand.left, strand.width, row) {
            Cell::Line(line) if line.starts => {
                take(&line.words, free);
                strand.words.extend(line.words);
                strand.bottom = row;
            }
            Cell::Empty => (),
            _ => break,
        }
    }
}

/// Takes in the lines above the column: up to row `limit` whatever their ends, and above it
/// as far as lines end at the column's far edge, as a headline seldom does.
pub(super) fn up(grid: &Grid, free: &mut [bool], strand: &mut Strand, limit: Option<usize>) {
    let mut last = strand.top;
    let mut pending = Vec::new();
    for row in (0..strand.top).rev() {
        let within = limit.is_some_and(|limit| row >= limit);
        if grid.apart(row, last) > STEP && !within {
            break;
        }
        match cell(grid, free, strand.left, strand.width, row) {
            Cell::Line(line) => {
                let hung = line.words.iter().all(|&i| grid.words[i].ink <= 4);
                if !line.starts && !hung && !within {
                    break;
                }
                last = row;
                pending.splice(0..0, line.words);
                if line.full || within {
                    take(&pending, free);
                    strand.words.splice(0..0, pending.drain(..));
                    strand.top = row;
                }
            }
            Cell::Empty => (),
            Cell::Other => break,
        }
    }
}

/// How far each word stands from where it would, were columns one below the other that are
/// one column with nothing between exactly below each other.
///
/// Padding may differ between two stretches of one column, by more than an indent.
pub(super) fn shifts(grid: &Grid, strands: &[Strand]) -> Vec<i32> {
    let mut order: Vec<usize> = (0..strands.len()).collect();
    sort_by_rank(&mut order, |&n| (strands[n].top, strands[n].left));
    let mut out = vec![0; grid.words.len()];
    let mut shift = vec![0; strands.len()];
    let mut open: Vec<usize> = Vec::new();
    for &n in &order {
        let lower = &strands[n];
        open.retain(|&m| strands[m].bottom >= lower.top || grid.apart(strands[m].bottom, lower.top) <= STEP);
        let upper = open
            .iter()
            .copied()
            .filter(|&m| goes_on(grid, &strands[m], lower))
            .min_by_key(|&m| (strands[m].left - lower.left).abs());
        if let Some(m) = upper {
            let by = shift[m] + strands[m].left - lower.left;
            if has_room(grid, lower, by, &out) {
                shift[n] = by;
                lower.words.iter().for_each(|&i| out[i] = by);
                open.retain(|&other| other != m);
            }
        }
        open.push(n);
    }
    out
}

/// Whether `lower` is as wide as `upper` and stands below it with nothing between.
fn goes_on(grid: &Grid, upper: &Strand, lower: &Strand) -> bool {
    let (left, right) = (upper.left.max(lower.left), (upper.left + upper.width).min(lower.left + lower.width));
    upper.bottom < lower.top
        && (upper.width - lower.width).abs() <= 1
        && 5 * (right - left) >= 3 * upper.width
        && (upper.bottom + 1..lower.top).all(|row| {
            grid.row(row).map(|i| &grid.words[i]).all(|word| {
                let outside = word.right() <= left || word.x >= right;
                outside || [upper, lower].iter().any(|strand| strand.takes(word))
            })
        })
}

/// Whether next to no line of `strand` would run into the word before it.
fn has_room(grid: &Grid, strand: &Strand, by: i32, shifts: &[i32]) -> bool {
    let hit = strand
        .words
        .iter()
        .filter(|&&i| {
            let before = i.checked_sub(1).map(|b| (b, &grid.words[b]));
            before.is_some_and(|(b, word)| {
                word.row == grid.words[i].row && word.right() + shifts[b] > grid.words[i].x + by + SLACK
            })
        })
        .count();
    hit * 5 <= strand.words.len()
}
