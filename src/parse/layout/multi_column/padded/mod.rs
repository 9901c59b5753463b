//! Boxes and what stands around them → lines in reading order.

mod align_to_columns;
mod boxes;
mod column_detection;
mod column_runs;
mod headlines;
mod positions;

use super::Line;
use super::rows::Row;
use super::segments as words;
use crate::order::{sort_by_rank, sort_values};
use align_to_columns as snap;
use boxes::TextBox;
use column_detection as tracks;
use column_detection::{Column, Grid};
use column_runs as strands;
use headlines as heads;
use positions as place;
pub(super) use positions::GUTTER;

/// Lines of a page whose columns stand side by side.
pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let mut words = words::words(text, rows);
    if words.is_empty() {
        return Vec::new();
    }
    settle(text, &mut words, rows.len());
    let grid = Grid::new(&words, rows.len());
    let (strands, mut free) = strands::strands(&grid, tracks::columns(&grid));
    let found = boxes::boxes(&grid, strands, &mut free);
    write(&grid, found, &free, rows)
}

/// Places the words, finds the columns they make, and places them anew by what the columns
/// tell of blanks and stretched lines, a few times over.
pub(super) fn settle(text: &str, words: &mut [words::Word], rows: usize) {
    for round in 0..4 {
        if place::place(text, words, rows) {
            return;
        }
        align(words, rows);
        let grid = Grid::new(words, rows);
        let columns: Vec<Column> =
            strands::strands(&grid, tracks::columns(&grid)).0.iter().map(|strand| strand.column(&grid)).collect();
        let snapped = snap::snap(&grid, &columns);
        if round == 3 {
            words.iter_mut().zip(&snapped).for_each(|(word, snapped)| {
                if let Some((_, x)) = snapped {
                    word.x = *x;
                }
            });
            break;
        }
        for i in 0..words.len() {
            words[i].width = words[i].ink;
            words[i].lead = place::GUTTER;
            if i == 0 || words[i].gap != 1 {
                continue;
            }
            let Some((a, from)) = snapped[i - 1] else { continue };
            // a single blank parts it from the next column, so it reaches its own's far edge
            let ink = words[i - 1].ink;
            let width = columns[a].right() - from;
            if (ink - 2..=ink + 8).contains(&width) {
                words[i - 1].width = width;
            }
            if let Some((b, to)) = snapped[i]
                && a != b
            {
                let lead = to - from - words[i - 1].width;
                words[i].lead = lead.clamp(0, place::GUTTER + 2);
            }
        }
    }
    align(words, rows);
}

/// Sets exactly below each other what is one column.
fn align(words: &mut [words::Word], rows: usize) {
    for _ in 0..2 {
        let grid = Grid::new(words, rows);
        let shifts = strands::shifts(&grid, &strands::strands(&grid, tracks::columns(&grid)).0);
        words.iter_mut().zip(shifts).for_each(|(word, shift)| word.x += shift);
    }
}

/// What is read in one go: a box with what heads it, or a line by itself.
struct Item {
    top: usize,
    left: i32,
    parts: Vec<Part>,
}

/// The heading of a box, or one of its columns.
struct Part {
    left: i32,
    width: i32,
    /// Words of each line.
    lines: Vec<Vec<usize>>,
}

fn write(grid: &Grid, found: Vec<TextBox>, free: &[bool], rows: &[Row]) -> Vec<Line> {
    let mut loose = heads::loose(grid, free);
    let mut found = heads::part(grid, found, &loose);
    heads::openings(grid, &mut found, &mut loose);
    heads::followers(grid, &mut found, &mut loose);
    found.extend(heads::small(grid, &mut loose));
    let owners = heads::owners(grid, &found, &loose);
    let mut items: Vec<Item> = Vec::new();
    for text in &found {
        let parts = text.columns.iter().map(|column| Part {
            left: strands::commonest(grid, column),
            width: column.width,
            lines: rows_of(grid, &column.words),
        });
        items.push(Item { top: text.top(), left: text.left(), parts: parts.collect() });
    }
    for (line, owner) in loose.into_iter().zip(owners).rev() {
        let part = Part { left: line.left, width: 0, lines: vec![line.words] };
        match owner {
            Some(b) => {
                items[b].top = items[b].top.min(line.row);
                let head = &mut items[b].parts[0];
                match head.lines.first().filter(|_| head.width == 0) {
                    Some(next) if grid.apart(line.row, grid.words[next[0]].row) <= 1 => {
                        head.left = head.left.min(part.left);
                        head.lines.splice(0..0, part.lines);
                    }
                    _ => items[b].parts.insert(0, part),
                }
            }
            None => items.push(Item { top: line.row, left: line.left, parts: vec![part] }),
        }
    }
    sort_by_rank(&mut items, |item| (item.top, item.left));
    let mut out = Vec::new();
    for (n, item) in items.iter().enumerate() {
        for part in &item.parts {
            out.extend(part.lines.iter().map(|words| line(grid, rows, part, words, n)));
        }
    }
    out
}

fn line(grid: &Grid, rows: &[Row], part: &Part, words: &[usize], n: usize) -> Line {
    let (first, last) = (&grid.words[words[0]], &grid.words[words[words.len() - 1]]);
    Line {
        range: first.range.start..last.range.end,
        frame: n,
        indent: (first.x - part.left).max(0) as usize,
        width: part.width as usize,
        full: part.width > 0 && last.right() + 3 >= part.left + part.width,
        page: rows[first.row].page,
    }
}

/// Groups words that follow each other in one row.
fn rows_of(grid: &Grid, words: &[usize]) -> Vec<Vec<usize>> {
    let mut words = words.to_vec();
    sort_values(&mut words);
    let together = |&a: &usize, &b: &usize| b == a + 1 && grid.words[a].row == grid.words[b].row;
    words.chunk_by(together).map(<[usize]>::to_vec).collect()
}
