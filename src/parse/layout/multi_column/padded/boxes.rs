//! Boxes of running text: columns of one width side by side, read from left to right.

use super::column_detection::{Grid, STEP};
use super::column_runs::{self as strands, Cell, Strand};
use super::positions::GUTTER;
use crate::order::{sort_by_rank, sort_values};

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
    sort_by_rank(&mut strands, |strand| (strand.top, strand.left));
    let mut out: Vec<TextBox> = Vec::new();
    for strand in strands {
        join(grid, free, &mut out, strand);
    }
    // a column may have come before the one that ties it to its box
    for at in (0..out.len()).rev() {
        if out[at].columns.len() == 1 {
            let strand = out[at].columns.remove(0);
            let (before, after) = (at.saturating_sub(NEAR), (at + NEAR).min(out.len()));
            let found = (before..after)
                .filter(|&n| n != at)
                .find_map(|n| begins(grid, free, &out[n], &strand).map(|top| (n, top)));
            match found {
                Some((n, top)) => insert(grid, free, &mut out[n], strand, top),
                None => out[at].columns.push(strand),
            }
        }
    }
    out.retain(|found| !found.columns.is_empty());
    let mut out = prolonged(out);
    for found in &mut out {
        complete(grid, free, found);
        level(grid, free, found);
    }
    out.retain(|found| {
        let text = is_text(grid, found);
        if !text {
            found.columns.iter().flat_map(|column| &column.words).for_each(|&i| free[i] = true);
        }
        text
    });
    out
}

/// Whether the box is more than two lines of a headline beside two of another: text of two
/// lines begins set in.
fn is_text(grid: &Grid, found: &TextBox) -> bool {
    let rows = |column: &Strand| column.words.chunk_by(|&a, &b| grid.words[a].row == grid.words[b].row).count();
    let first = &found.columns[0];
    found.columns.iter().any(|column| rows(column) > 2)
        || first.words.first().is_some_and(|&i| grid.words[i].x >= first.left + 2)
}

fn join(grid: &Grid, free: &mut [bool], out: &mut Vec<TextBox>, strand: Strand) {
    let near = out.len().saturating_sub(NEAR);
    let found = out[near..].iter_mut().find_map(|found| begins(grid, free, found, &strand).map(|top| (found, top)));
    match found {
        Some((found, top)) => insert(grid, free, found, strand, top),
        None => out.push(TextBox { width: strand.width, columns: vec![strand] }),
    }
}

fn insert(grid: &Grid, free: &mut [bool], found: &mut TextBox, strand: Strand, top: usize) {
    let at = found.columns.partition_point(|column| column.left < strand.left);
    found.columns.insert(at, strand);
    for column in found.columns.iter_mut().filter(|column| column.top < top) {
        behead(grid, free, column, top);
    }
}

/// The row in which the box and `strand` begin, if `strand` is a column of it: right beside
/// one, as wide, and with the same top but for a headline.
fn begins(grid: &Grid, free: &[bool], found: &TextBox, strand: &Strand) -> Option<usize> {
    if found.columns.is_empty() || (found.width - strand.width).abs() > 1 {
        return None;
    }
    let beside = |gap: i32| (gap - GUTTER).abs() <= SLACK;
    let left_of = beside(found.left() - strand.left - found.width);
    if !left_of && !beside(strand.left - found.right()) {
        return None;
    }
    let top = found.top();
    if top.abs_diff(strand.top) <= 1 {
        return Some(top.min(strand.top));
    }
    let first = if left_of { strand } else { &found.columns[0] };
    if strand.top < top {
        return (headed(grid, strand, top) && opens(grid, first, top)).then_some(top);
    }
    let cell = |row: usize| strands::cell(grid, free, strand.left, strand.width, row);
    let clear = grid.apart(top, strand.top) <= 6 && (top..strand.top).all(|row| !matches!(cell(row), Cell::Other));
    // a byline may stand over the first column's text, a paragraph's end over another's
    let ends = |row: usize| match cell(row) {
        Cell::Line(line) => (grid.words[line.words[0]].x - strand.left).abs() <= 2,
        _ => false,
    };
    if clear && (left_of || ends(top) || ends(top + 1)) {
        return Some(top);
    }
    let headed = found.columns.iter().all(|column| headed(grid, column, strand.top));
    (headed && opens(grid, first, strand.top)).then_some(strand.top)
}

/// Whether what the column has above row `top` may be a headline: few lines, and more from
/// `top` on.
fn headed(grid: &Grid, column: &Strand, top: usize) -> bool {
    let above = column.words.iter().filter(|&&i| grid.words[i].row < top).count();
    above <= 3 && column.top + 8 >= top && column.words.iter().any(|&i| grid.words[i].row.abs_diff(top) <= 1)
}

/// Whether the column has a line set in at row `top`, as a story begins.
fn opens(grid: &Grid, column: &Strand, top: usize) -> bool {
    let line = column.words.iter().map(|&i| &grid.words[i]).find(|word| word.row.abs_diff(top) <= 1 && word.row >= top);
    line.is_some_and(|word| word.x >= column.left + 2)
}

/// Gives back the lines above `top`.
fn behead(grid: &Grid, free: &mut [bool], column: &mut Strand, top: usize) {
    column.words.retain(|&i| {
        free[i] = grid.words[i].row < top;
        !free[i]
    });
    column.top = top;
}

/// Boxes with the columns put in their place that go on below a heading within the column,
/// while the columns beside them run on.
fn prolonged(boxes: Vec<TextBox>) -> Vec<TextBox> {
    let mut out: Vec<TextBox> = Vec::with_capacity(boxes.len());
    for found in boxes {
        let near = out.len().saturating_sub(NEAR);
        let lower = &found.columns[0];
        let upper = out[near..].iter_mut().filter(|_| found.columns.len() == 1).find_map(|upper| {
            let (bottom, width) = (upper.bottom(), upper.width);
            let many = upper.columns.len() > 1;
            upper.columns.iter_mut().find(|column| {
                many && column.bottom < lower.top
                    && lower.bottom <= bottom + 1
                    && (column.left - lower.left).abs() <= 4
                    && (width - lower.width).abs() <= 1
            })
        });
        match upper {
            Some(column) => {
                column.bottom = lower.bottom;
                column.words.extend(&lower.words);
            }
            None => out.push(found),
        }
    }
    out
}

/// Gives back what stands over one column alone: a line of a headline that happens to begin
/// and end where the column does.
fn level(grid: &Grid, free: &mut [bool], found: &mut TextBox) {
    let mut tops: Vec<usize> = found.columns.iter().map(|column| column.top).collect();
    sort_values(&mut tops);
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
    let last = (top + 1).min(grid.rows() - 1);
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
    sort_values(&mut edges);
    let edge = edges[edges.len() / 4];
    strand.left = if (edge - left).abs() <= 2 { edge } else { left };
    (full > 0 && (full * 2 >= lines || lines <= 2)).then_some(strand)
}
