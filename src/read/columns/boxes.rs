//! Boxes of running text: columns of one width side by side, read from left to right.

use super::place::GUTTER;
use super::strands::{self, Cell, Strand};
use super::tracks::{Grid, STEP};

/// How much a gutter may differ from the usual one, in cells.
const SLACK: i32 = 5;

/// The columns of a box begin within few rows of each other, so the boxes that a column may
/// belong to are among as many by their top.
const NEAR: usize = 64;

/// Columns of one width with one top.
#[derive(Debug)]
pub(super) struct TextBox {
    pub width: i32,
    /// From left to right.
    pub columns: Vec<Strand>,
}

impl TextBox {
    pub fn left(&self) -> i32 {
        self.columns[0].left
    }

    pub fn right(&self) -> i32 {
        self.columns[self.columns.len() - 1].left + self.width
    }

    pub fn top(&self) -> usize {
        self.columns.iter().map(|strand| strand.top).min().unwrap_or(0)
    }

    pub fn bottom(&self) -> usize {
        self.columns.iter().map(|strand| strand.bottom).max().unwrap_or(0)
    }
}

/// The boxes that the strands make. `free` tells the words in no strand.
pub(super) fn boxes(grid: &Grid, mut strands: Vec<Strand>, free: &mut [bool]) -> Vec<TextBox> {
    strands.sort_by_key(|strand| (strand.top, strand.left));
    let mut out: Vec<TextBox> = Vec::new();
    for strand in strands {
        join(grid, free, &mut out, strand);
    }
    // a column may have come before the one that ties it to its box
    for at in (0..out.len()).rev() {
        if out[at].columns.len() == 1 {
            let strand = out[at].columns.remove(0);
            let (before, after) = (at.saturating_sub(NEAR), (at + NEAR).min(out.len()));
            match (before..after).find(|&n| n != at && belongs(grid, free, &out[n], &strand)) {
                Some(n) => insert(grid, free, &mut out[n], strand),
                None => out[at].columns.push(strand),
            }
        }
    }
    out.retain(|found| !found.columns.is_empty());
    for found in &mut out {
        complete(grid, free, found);
        level(grid, free, found);
    }
    out
}

fn join(grid: &Grid, free: &mut [bool], out: &mut Vec<TextBox>, strand: Strand) {
    let near = out.len().saturating_sub(NEAR);
    match out[near..].iter_mut().find(|found| belongs(grid, free, found, &strand)) {
        Some(found) => insert(grid, free, found, strand),
        None => out.push(TextBox { width: strand.width, columns: vec![strand] }),
    }
}

fn insert(grid: &Grid, free: &mut [bool], found: &mut TextBox, strand: Strand) {
    if strand.top > found.top() + 2 && found.columns.len() == 1 && strand.left > found.left() {
        behead(grid, free, &mut found.columns[0], strand.top);
    }
    let at = found.columns.partition_point(|column| column.left < strand.left);
    found.columns.insert(at, strand);
}

/// Whether `strand` stands right beside a column of the box, as wide and with the same top.
fn belongs(grid: &Grid, free: &[bool], found: &TextBox, strand: &Strand) -> bool {
    if found.columns.is_empty() {
        return false;
    }
    let beside = |gap: i32| (gap - GUTTER).abs() <= SLACK;
    let left_of = beside(found.left() - strand.left - found.width);
    if (found.width - strand.width).abs() > 1 || !left_of && !beside(strand.left - found.right()) {
        return false;
    }
    let top = found.top();
    // a byline may stand over the first column's text
    let under_byline = || {
        left_of
            && strand.top > top
            && strand.top - top <= 8
            && (top..strand.top)
                .all(|row| !matches!(strands::cell(grid, free, strand.left, strand.width, row), Cell::Other))
    };
    top.abs_diff(strand.top) <= 1 || under_byline() || over_head(grid, found, strand)
}

/// Whether the box is a single column whose first lines are a headline over both it and
/// `strand`: few, and with a line of its own where `strand` begins.
fn over_head(grid: &Grid, found: &TextBox, strand: &Strand) -> bool {
    let [column] = &found.columns[..] else { return false };
    let above = column.words.iter().filter(|&&i| grid.words[i].row < strand.top).count();
    above <= 3
        && strand.top - column.top <= 8
        && column.words.iter().any(|&i| grid.words[i].row == strand.top)
        && (found.width - strand.width).abs() <= 1
}

/// Gives back the lines above `top`.
fn behead(grid: &Grid, free: &mut [bool], column: &mut Strand, top: usize) {
    column.words.retain(|&i| {
        free[i] = grid.words[i].row < top;
        !free[i]
    });
    column.top = top;
}

/// Gives back what stands over one column alone: a line of a headline that happens to begin
/// and end where the column does.
fn level(grid: &Grid, free: &mut [bool], found: &mut TextBox) {
    let mut tops: Vec<usize> = found.columns.iter().map(|column| column.top).collect();
    tops.sort_unstable();
    let [first, second, ..] = tops[..] else { return };
    let width = found.width;
    let columns = found.columns.iter_mut().enumerate();
    for (n, column) in columns.filter(|(_, column)| column.top == first && first < second) {
        let above = || column.words.iter().map(|&i| &grid.words[i]).filter(|word| word.row < second);
        // a story's first line is set in
        let begin = if n == 0 { column.left + 2 } else { i32::MIN };
        let wide = above().any(|word| word.ink + 2 >= width && word.x >= begin);
        let begins = column.words.iter().any(|&i| grid.words[i].row == second);
        if !wide && begins && above().count() <= 3 && grid.apart(first, second) <= 5 {
            behead(grid, free, column, second);
        }
    }
}

/// Adds the columns that are too short to be found by themselves, and the lines that stand
/// in a column's first rows without looking like the column's.
fn complete(grid: &Grid, free: &mut [bool], found: &mut TextBox) {
    while let Some(strand) = neighbour(grid, free, found, found.right() + GUTTER) {
        strands::take(&strand.words, free);
        found.columns.push(strand);
    }
    while let Some(strand) = neighbour(grid, free, found, found.left() - GUTTER - found.width) {
        strands::take(&strand.words, free);
        found.columns.insert(0, strand);
    }
    let top = found.top();
    for strand in &mut found.columns {
        strands::down(grid, free, strand);
        strands::up(grid, free, strand, Some(top));
    }
    let bottom = found.bottom();
    for strand in &mut found.columns {
        for row in strand.top..=(bottom + 1).min(grid.rows() - 1) {
            if let Cell::Line(line) = strands::cell(grid, free, strand.left, strand.width, row) {
                strands::take(&line.words, free);
                let at = strand.words.partition_point(|&i| i < line.words[0]);
                strand.words.splice(at..at, line.words);
                strand.bottom = strand.bottom.max(row);
            }
        }
    }
}

/// A column of the box's width at `left`, with the box's top.
fn neighbour(grid: &Grid, free: &[bool], found: &TextBox, left: i32) -> Option<Strand> {
    let top = found.top();
    let mut row = top.saturating_sub(1);
    let last = (top + 2).min(grid.rows() - 1);
    let first = loop {
        match strands::cell(grid, free, left, found.width, row) {
            Cell::Line(line) if line.starts => break line,
            Cell::Other if row > top => return None,
            _ if row == last => return None,
            _ => row += 1,
        }
    };
    // where the edge is, told by the lines that start there
    let mut strand = Strand { left, width: found.width, top: row, bottom: row, words: first.words };
    let (mut full, mut lines) = (usize::from(first.full), 1);
    let mut edges = vec![grid.words[strand.words[0]].x];
    for next in row + 1..=found.bottom() {
        match strands::cell(grid, free, left, found.width, next) {
            Cell::Line(line) if line.starts => {
                lines += 1;
                full += usize::from(line.full);
                edges.push(grid.words[line.words[0]].x);
                strand.words.extend(line.words);
                strand.bottom = next;
            }
            Cell::Empty if grid.apart(strand.bottom, next) <= STEP => (),
            _ => break,
        }
    }
    // two cells of a narrower column each
    let pairs = strand.words.windows(2).filter(|w| w[1] == w[0] + 1 && grid.words[w[1]].gap == 1);
    if pairs.clone().any(|w| w.iter().all(|&i| grid.words[i].ink >= 12 && grid.words[i].row == grid.words[w[0]].row)) {
        return None;
    }
    edges.sort_unstable();
    let edge = edges[edges.len() / 4];
    strand.left = if (edge - left).abs() <= 2 { edge } else { left };
    (full > 0 && (full * 2 >= lines || lines <= 2)).then_some(strand)
}
