//! What stands outside the columns: which of it heads a box of columns, and which boxes are
//! two because two headlines stand over them side by side.

use super::boxes::TextBox;
use super::column_detection::{Grid, INDENT};
use super::column_runs::Strand;
use crate::order::sort_by_rank;

/// Lines above a box within which its headline is looked for.
const ABOVE: usize = 7;
/// Most lines between a column's first line and the rest of it.
const APART: usize = 12;
/// A line of fewer cells may be a byline; it does not make a box two.
const HEADLINE: i32 = 10;

/// What it costs to leave a line without a box, in cells it would stand astray.
const ALONE: i32 = 24;
/// What speaks for the box of the line above, in the same cells.
const FOLLOWS: i32 = 8;
/// How much larger than the text a headline may be set, in hundredths.
const LARGER: std::ops::RangeInclusive<i32> = 100..=300;

/// A line outside the columns: words of one row.
#[derive(Clone, Debug)]
pub(super) struct Loose {
    pub words: Vec<usize>,
    pub row: usize,
    pub left: i32,
    pub right: i32,
    pub ink: i32,
    /// A single blank parts it from a loose line before it.
    pub joined: bool,
}

/// The lines that the free words make.
pub(super) fn loose(grid: &Grid, free: &[bool]) -> Vec<Loose> {
    let words: Vec<usize> = (0..grid.words.len()).filter(|&i| free[i]).collect();
    let short = |i: usize| grid.words[i].ink < 12;
    words
        .chunk_by(|&a, &b| b == a + 1 && grid.words[b].gap <= 2 && (short(a) || short(b)))
        .map(|line| {
            let (first, last) = (&grid.words[line[0]], &grid.words[line[line.len() - 1]]);
            let ink = line.iter().map(|&i| grid.words[i].ink).sum();
            let joined = first.gap == 1 && line[0] > 0 && free[line[0] - 1];
            Loose { words: line.to_vec(), row: first.row, left: first.x, right: last.right(), ink, joined }
        })
        .collect()
}

/// Parts the boxes over which two headlines stand side by side.
pub(super) fn part(grid: &Grid, boxes: Vec<TextBox>, loose: &[Loose]) -> Vec<TextBox> {
    let mut out = Vec::with_capacity(boxes.len());
    for mut whole in boxes {
        while let Some(at) = seam(grid, &whole, loose) {
            let rest = TextBox { width: whole.width, columns: whole.columns.split_off(at) };
            out.push(std::mem::replace(&mut whole, rest));
        }
        out.push(whole);
    }
    out
}

/// The column at which the second of two stories begins.
fn seam(grid: &Grid, whole: &TextBox, loose: &[Loose]) -> Option<usize> {
    let n = whole.columns.len();
    if n < 2 {
        return None;
    }
    let heads: Vec<&Loose> = over(grid, whole, loose).filter(|line| line.ink >= HEADLINE).collect();
    let (left, right) = heads.iter().enumerate().find_map(|(i, a)| {
        let beside = |b: &&&Loose| a.right.min(b.right) <= a.left.max(b.left) && grid.apart(a.row, b.row) <= 1;
        heads[i + 1..].iter().find(beside).map(|b| if a.left < b.left { (*a, *b) } else { (*b, *a) })
    })?;
    // a headline stands in the middle of its columns, and is set larger than the text
    let scale = |line: &Loose, from: usize, to: usize| {
        let middle = (whole.columns[from].left + whole.columns[to - 1].left + whole.width) / 2;
        200 * (middle - line.left) / line.ink
    };
    if right.joined {
        // what stands between is as wide as the headline before
        let end = left.left + scale(left, 0, n) * left.ink / 100;
        if LARGER.contains(&scale(left, 0, n)) && end + 4 >= whole.right() {
            return None;
        }
        return (1..n).find(|&at| LARGER.contains(&scale(left, 0, at)));
    }
    (1..n)
        .map(|at| (at, scale(left, 0, at), scale(right, at, n)))
        .filter(|(_, a, b)| LARGER.contains(a) && LARGER.contains(b))
        .min_by_key(|(_, a, b)| (a - b).abs())
        .map(|(at, ..)| at)
}

/// The loose lines that stand right over the box.
fn over<'l>(grid: &'l Grid, whole: &'l TextBox, loose: &'l [Loose]) -> impl Iterator<Item = &'l Loose> {
    let (top, left, right) = (whole.top(), whole.left(), whole.right());
    let end = loose.partition_point(|line| line.row < top);
    loose[..end]
        .iter()
        .rev()
        .take_while(move |line| grid.apart(line.row, top) <= ABOVE)
        .filter(move |line| line.left >= left - 4 && line.left < right)
}

/// For each loose line the box that it heads. Of lines in one row, each heads another box,
/// from the left; where they stand is less sure than their order.
pub(super) fn owners(grid: &Grid, boxes: &[TextBox], loose: &[Loose]) -> Vec<Option<usize>> {
    let mut near: Vec<Vec<(usize, i32)>> = vec![Vec::new(); loose.len()];
    for (b, found) in boxes.iter().enumerate() {
        let end = loose.partition_point(|line| line.row < found.top());
        for i in (0..end).rev().take_while(|&i| grid.apart(loose[i].row, found.top()) <= ABOVE) {
            near[i].push((b, grid.apart(loose[i].row, found.top()) as i32 + astray(&loose[i], found)));
        }
    }
    let mut out = vec![None; loose.len()];
    let mut start = 0;
    for row in loose.chunk_by(|a, b| a.row == b.row) {
        let end = start + row.len();
        for i in start..end {
            // the second line of a headline goes with the first
            let shared = |k: &usize| loose[*k].right.min(loose[i].right) - loose[*k].left.max(loose[i].left);
            let above = (0..start)
                .rev()
                .take_while(|&k| grid.apart(loose[k].row, loose[i].row) <= 3)
                .filter(|k| shared(k) > 4)
                .max_by_key(shared);
            if let Some(owner) = above.and_then(|k| out[k]) {
                near[i].iter_mut().filter(|near| near.0 == owner).for_each(|near| near.1 = (near.1 - FOLLOWS).max(0));
            }
        }
        for (i, b) in share_out(boxes, &near[start..end], row) {
            out[start + i] = Some(b);
        }
        start = end;
    }
    out
}

/// How far a line stands from where a headline of the box could, in cells.
fn astray(line: &Loose, found: &TextBox) -> i32 {
    let (left, right) = (found.left(), found.right());
    let outside = (left - 4 - line.left).max(0) / 2 + if line.left >= right { 3 * (line.left - right) + 12 } else { 0 };
    if line.ink < HEADLINE {
        return outside;
    }
    let middle = (left + right) / 2 - line.left;
    let (least, most) = (line.ink * LARGER.start() / 200, line.ink * LARGER.end() / 200);
    outside + (least - middle).max(middle - most).max(0) / 2
}

/// The cheapest way to give the lines of a row, from the left, to boxes from the left: pairs
/// of a line and its box.
fn share_out(boxes: &[TextBox], near: &[Vec<(usize, i32)>], row: &[Loose]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = near.iter().flatten().map(|near| near.0).collect();
    sort_by_rank(&mut order, |&b| (boxes[b].left(), b));
    order.dedup();
    // costs[i][k]: the first i lines in the first k boxes
    let width = order.len() + 1;
    let mut costs = vec![vec![0; width]];
    for (i, line) in row.iter().enumerate() {
        let mut now = vec![costs[i][0] + ALONE; width];
        for k in 1..width {
            let here = near[i].iter().find(|near| near.0 == order[k - 1]).map(|near| near.1);
            // lines that cannot be headlines may share a box with the line before
            let shared = if line.ink < HEADLINE { k } else { k - 1 };
            let with = here.filter(|&cost| cost < ALONE).map_or(i32::MAX, |cost| costs[i][shared] + cost);
            now[k] = with.min(costs[i][k] + ALONE).min(now[k - 1]);
        }
        costs.push(now);
    }
    let (mut i, mut k) = (row.len(), width - 1);
    let mut out = Vec::new();
    while i > 0 && k > 0 {
        let cost = costs[i][k];
        if cost == costs[i][k - 1] {
            k -= 1;
        } else if cost == costs[i - 1][k] + ALONE {
            i -= 1;
        } else {
            out.push((i - 1, order[k - 1]));
            k -= usize::from(row[i - 1].ink >= HEADLINE);
            i -= 1;
        }
    }
    out
}

/// Adds the first lines of columns where they were left out because they are set apart from
/// the rest: as wide as the column, and the first column's is set in, as what stands below it
/// is not.
pub(super) fn openings(grid: &Grid, boxes: &mut [TextBox], loose: &mut Vec<Loose>) {
    let mut taken = vec![false; loose.len()];
    for found in boxes.iter_mut() {
        let (top, width) = (found.top(), found.width);
        let first = &found.columns[0];
        if first.words.first().is_some_and(|&i| grid.words[i].x >= first.left + 2) {
            continue;
        }
        let fits = |line: &Loose, left: i32, indent: i32| {
            (line.left - left - indent).abs() <= 6 && (line.ink + indent - width).abs() <= 2
        };
        let end = loose.partition_point(|line| line.row < top);
        let near = (0..end).rev().take_while(|&i| grid.apart(loose[i].row, top) <= APART);
        let near: Vec<usize> = near.filter(|&i| !taken[i]).collect();
        let Some(&opening) = near.iter().find(|&&i| fits(&loose[i], first.left, INDENT)) else { continue };
        for (n, column) in found.columns.iter_mut().enumerate() {
            let lines = near.iter().copied().filter(|&i| loose[i].row >= loose[opening].row);
            let follows = (opening + n < loose.len() && (opening + 1..=opening + n).all(|i| loose[i].joined))
                .then_some(opening + n)
                .filter(|&i| [0, INDENT].iter().any(|indent| (loose[i].ink + indent - width).abs() <= 2));
            let line = match n {
                0 => Some(opening),
                _ => follows.or(lines
                    .filter(|&i| i != opening)
                    .find(|&i| fits(&loose[i], column.left, 0) || fits(&loose[i], column.left, INDENT))),
            };
            if let Some(i) = line.filter(|&i| !taken[i]) {
                taken[i] = true;
                column.top = loose[i].row;
                column.words.splice(0..0, loose[i].words.iter().copied());
            }
        }
    }
    let mut n = 0;
    loose.retain(|_| {
        n += 1;
        !taken[n - 1]
    });
}

/// Adds the first lines of columns that follow, a blank apart, the first line of the column
/// before, wherever they seem to stand.
pub(super) fn followers(grid: &Grid, boxes: &mut [TextBox], loose: &mut Vec<Loose>) {
    let mut taken = vec![false; loose.len()];
    for found in boxes.iter_mut() {
        let width = found.width;
        for n in 1..found.columns.len() {
            let (before, row) = (&found.columns[n - 1], found.columns[n - 1].top);
            let last = before.words.iter().rev().find(|&&i| grid.words[i].row == row);
            let Some(&last) = last.filter(|_| row < found.columns[n].top) else { continue };
            let start = loose.partition_point(|line| line.words[0] <= last);
            let follows = loose.get(start).filter(|line| {
                let next = &grid.words[line.words[0]];
                line.words[0] == last + 1
                    && next.gap == 1
                    && next.row == row
                    && !taken[start]
                    && [0, INDENT].iter().any(|indent| (line.ink + indent - width).abs() <= 2)
            });
            if let Some(line) = follows {
                taken[start] = true;
                found.columns[n].top = row;
                found.columns[n].words.splice(0..0, line.words.iter().copied());
            }
        }
    }
    let mut n = 0;
    loose.retain(|_| {
        n += 1;
        !taken[n - 1]
    });
}

/// Boxes of few lines, which the loose lines make where they fill columns of one width:
/// lines side by side in two rows or more, each but a row's last as wide as the rest.
pub(super) fn small(grid: &Grid, loose: &mut Vec<Loose>) -> Vec<TextBox> {
    let mut out = Vec::new();
    let mut taken = vec![false; loose.len()];
    // lines side by side with a single blank between
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for i in 0..loose.len() {
        match runs.last_mut() {
            Some(run) if loose[i].joined && loose[i].row == loose[i - 1].row => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    for n in 0..runs.len() {
        let first = runs[n].clone();
        if first.len() < 2 || taken[first.start] {
            continue;
        }
        let width = first.clone().map(|i| loose[i].ink).max().unwrap_or(0);
        let even = |run: &std::ops::Range<usize>, slack: i32| {
            run.clone().take(run.len() - 1).all(|i| (loose[i].ink - width).abs() <= slack)
        };
        let opens = (loose[first.start].ink + INDENT - width).abs() <= 2;
        if width < 20 || !opens {
            continue;
        }
        let mut rows = vec![first.clone()];
        for next in
            runs[n + 1..].iter().take_while(|next| grid.apart(loose[first.start].row, loose[next.start].row) <= 6)
        {
            let last = rows[rows.len() - 1].clone();
            let (a, b) = (&loose[last.start], &loose[next.start]);
            let near = (a.left - b.left).abs() <= width / 2 && grid.apart(a.row, b.row) <= 2 && b.row > a.row;
            let fits = next.clone().all(|i| loose[i].ink <= width + 2) && even(next, 4);
            if near && fits && !taken[next.start] && next.len() <= first.len() && loose[next.start].ink + 2 >= width {
                rows.push(next.clone());
            }
        }
        if rows.len() < 2 {
            continue;
        }
        let columns = (0..first.len()).map(|k| {
            let lines: Vec<usize> = rows.iter().filter(|row| k < row.len()).map(|row| row.start + k).collect();
            let left = lines.iter().map(|&i| loose[i].left).min().unwrap_or(0);
            let (top, bottom) = (loose[lines[0]].row, loose[lines[lines.len() - 1]].row);
            Strand { left, width, top, bottom, words: lines.iter().flat_map(|&i| loose[i].words.clone()).collect() }
        });
        out.push(TextBox { width, columns: columns.collect() });
        rows.into_iter().flatten().for_each(|i| taken[i] = true);
    }
    let mut n = 0;
    loose.retain(|_| {
        n += 1;
        !taken[n - 1]
    });
    out
}
