//! Hard-wrapped rows: one line each, and how wide the column is that they were broken at.

use super::rows::Row;
use super::{Line, cells, paragraphs};

/// Widest column that is looked for, in cells.
const WIDEST: usize = 120;
/// What a change of the column's width costs, in the cost of a line that does not fit.
const CHANGE: u32 = 16;
/// The same where a new frame begins.
const CHANGE_OF_FRAME: u32 = 8;

/// Some programs break lines at a number of cells, others at a number of characters; the
/// measure by which more lines come out even is taken.
pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let mut out = paragraphs::lines(text, rows);
    let count = |line: &Line| text[line.range.clone()].chars().filter(|c| !c.is_whitespace()).count();
    let by_cells: Vec<usize> = out.iter().map(|line| cells::ink(&text[line.range.clone()]) + line.indent).collect();
    let by_characters: Vec<usize> = out.iter().map(|line| 2 * count(line) + line.indent).collect();
    let widths = [by_cells, by_characters]
        .map(|sizes| {
            let (cost, widths) = columns(&out, &sizes);
            (cost, widths, sizes)
        })
        .into_iter()
        .min_by_key(|(cost, ..)| *cost);
    let Some((_, widths, sizes)) = widths else { return out };
    for ((line, width), size) in out.iter_mut().zip(widths).zip(sizes) {
        line.width = width;
        line.full = width > 0 && size + 3 >= width;
    }
    out
}

/// The column width in force at each line, by the cheapest explanation of all lines, and
/// what it costs.
fn columns(lines: &[Line], sizes: &[usize]) -> (u32, Vec<usize>) {
    let mut cost = [0; WIDEST + 1];
    let mut from: Vec<[u8; WIDEST + 1]> = Vec::with_capacity(sizes.len());
    for (at, &size) in sizes.iter().enumerate() {
        let best = (0..=WIDEST).min_by_key(|&width| cost[width]).unwrap_or(0);
        let jump = cost[best] + if at > 0 && lines[at - 1].frame == lines[at].frame { CHANGE } else { CHANGE_OF_FRAME };
        let mut back = [0; WIDEST + 1];
        for width in 0..=WIDEST {
            let stay = cost[width] <= jump;
            back[width] = if stay { width } else { best } as u8;
            cost[width] = cost[width].min(jump) + misfit(size, width);
        }
        from.push(back);
    }
    let mut width = (0..=WIDEST).min_by_key(|&width| cost[width]).unwrap_or(0);
    let total = cost[width];
    let mut out = vec![0; sizes.len()];
    for (at, back) in from.iter().enumerate().rev() {
        out[at] = width;
        width = usize::from(back[width]);
    }
    (total, out)
}

/// Cost of a line of `size` in a column of `width`; 0 stands for no column at all.
fn misfit(size: usize, width: usize) -> u32 {
    match width {
        0 => 6,
        _ if size > width + 1 => 12,
        _ if size == width => 0,
        _ if size + 1 >= width => 1,
        _ if size + 3 >= width => 2,
        _ => 4,
    }
}
