//! Lines of a hard-wrapped page, and the width of the column that each was broken at.

use super::costs::hard_wrap as costs;
use super::rows::Row;
use super::{Line, cells, paragraphs};

/// One line for each row that is not blank, with the column's width.
///
/// Some programs break lines at a number of cells, others at a number of characters; the
/// measure by which more lines come out even is taken.
pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let mut out = paragraphs::lines(text, rows);
    let by_cells: Vec<usize> =
        out.iter().map(|line| cells::width_without_blanks(&text[line.range.clone()]) + line.indent).collect();
    let char_count = |line: &Line| text[line.range.clone()].chars().filter(|c| !c.is_whitespace()).count();
    let by_characters: Vec<usize> = out.iter().map(|line| 2 * char_count(line) + line.indent).collect();
    let best = [by_cells, by_characters]
        .map(|sizes| {
            let (cost, widths) = fit_widths(&out, &sizes);
            (cost, widths, sizes)
        })
        .into_iter()
        .min_by_key(|(cost, ..)| *cost);
    let Some((_, widths, sizes)) = best else { return out };
    for ((line, width), size) in out.iter_mut().zip(widths).zip(sizes) {
        line.width = width;
        line.full = width > 0 && size + costs::FULL_TOLERANCE >= width;
    }
    out
}

/// The column width at each line by the cheapest explanation of all lines, and its cost.
///
/// The Viterbi algorithm: a state a width, 0 for no column; a transition to another width has
/// a cost, and so has a line that does not fit.
fn fit_widths(lines: &[Line], sizes: &[usize]) -> (u32, Vec<usize>) {
    const STATES: usize = costs::MAX_WIDTH + 1;
    let mut cost = [0; STATES];
    let mut back_pointers: Vec<[u8; STATES]> = Vec::with_capacity(sizes.len());
    for (at, &size) in sizes.iter().enumerate() {
        let best = (0..STATES).min_by_key(|&width| cost[width]).unwrap_or(0);
        let same_frame = at > 0 && lines[at - 1].frame == lines[at].frame;
        let change = cost[best] + if same_frame { costs::WIDTH_CHANGE } else { costs::WIDTH_CHANGE_AT_FRAME };
        let mut back = [0; STATES];
        for width in 0..STATES {
            let stays = cost[width] <= change;
            back[width] = if stays { width } else { best } as u8;
            cost[width] = cost[width].min(change) + line_cost(size, width);
        }
        back_pointers.push(back);
    }
    let mut width = (0..STATES).min_by_key(|&width| cost[width]).unwrap_or(0);
    let total = cost[width];
    let mut out = vec![0; sizes.len()];
    for (at, back) in back_pointers.iter().enumerate().rev() {
        out[at] = width;
        width = usize::from(back[width]);
    }
    (total, out)
}

/// Cost of a line of `size` cells in a column of `width`, 0 for no column.
fn line_cost(size: usize, width: usize) -> u32 {
    match width {
        0 => costs::NO_COLUMN,
        _ if size > width + costs::MAX_OVERHANG => costs::TOO_LONG,
        _ if size == width => 0,
        _ if size + costs::MAX_OVERHANG >= width => costs::OFF_BY_ONE,
        _ if size + costs::FULL_TOLERANCE >= width => costs::NEARLY_FULL,
        _ => costs::SHORT,
    }
}
