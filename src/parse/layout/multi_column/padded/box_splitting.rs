//! Boxes split in two where two headlines stand over them side by side.

use super::costs;
use super::segment_grid::SegmentGrid;
use super::text_box::TextBox;
use super::unassigned_lines::UnassignedLine;

/// The boxes, those split over which two headlines stand side by side.
pub(super) fn split_under_headlines(grid: &SegmentGrid, boxes: Vec<TextBox>, lines: &[UnassignedLine]) -> Vec<TextBox> {
    let mut out = Vec::with_capacity(boxes.len());
    for mut found in boxes {
        while let Some(at) = split_column(grid, &found, lines) {
            let rest = TextBox { width: found.width, columns: found.columns.split_off(at) };
            out.push(std::mem::replace(&mut found, rest));
        }
        out.push(found);
    }
    out
}

/// The column at which the second of two stories begins.
fn split_column(grid: &SegmentGrid, found: &TextBox, lines: &[UnassignedLine]) -> Option<usize> {
    let n = found.columns.len();
    if n < 2 {
        return None;
    }
    let headlines: Vec<&UnassignedLine> =
        lines_over(grid, found, lines).filter(|line| line.natural_width >= costs::MIN_HEADLINE_WIDTH).collect();
    let (left, right) = headlines.iter().enumerate().find_map(|(i, a)| {
        let is_beside = |b: &&&UnassignedLine| {
            a.right.min(b.right) <= a.left.max(b.left) && grid.line_distance(a.row, b.row) <= costs::MAX_HEADLINE_STEP
        };
        headlines[i + 1..].iter().find(is_beside).map(|b| if a.left < b.left { (*a, *b) } else { (*b, *a) })
    })?;
    // a headline is centred over its columns, and set larger than the text: by how much, in
    // hundredths, if it is centred over the columns `from..to`
    let scale = |line: &UnassignedLine, from: usize, to: usize| {
        let middle = (found.columns[from].left + found.columns[to - 1].left + found.width) / 2;
        200 * (middle - line.left) / line.natural_width
    };
    let is_headline_scale = |scale: i32| costs::HEADLINE_SCALE.contains(&scale);
    if right.adjacent {
        // where the second headline stands follows only from the width of the first
        let left_scale = scale(left, 0, n);
        let end = left.left + left_scale * left.natural_width / 100;
        if is_headline_scale(left_scale) && end + costs::EDGE_TOLERANCE >= found.right() {
            return None;
        }
        return (1..n).find(|&at| is_headline_scale(scale(left, 0, at)));
    }
    (1..n)
        .map(|at| (at, scale(left, 0, at), scale(right, at, n)))
        .filter(|&(_, a, b)| is_headline_scale(a) && is_headline_scale(b))
        .min_by_key(|(_, a, b)| (a - b).abs())
        .map(|(at, ..)| at)
}

/// The unassigned lines right over the box, the lowest first.
fn lines_over<'l>(
    grid: &'l SegmentGrid,
    found: &'l TextBox,
    lines: &'l [UnassignedLine],
) -> impl Iterator<Item = &'l UnassignedLine> {
    let (top, left, right) = (found.top(), found.left(), found.right());
    let end = lines.partition_point(|line| line.row < top);
    lines[..end]
        .iter()
        .rev()
        .take_while(move |line| grid.line_distance(line.row, top) <= costs::MAX_HEADLINE_DISTANCE)
        .filter(move |line| line.left >= left - costs::EDGE_TOLERANCE && line.left < right)
}
