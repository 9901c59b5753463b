//! Headlines assigned to the boxes they head.

use super::costs;
use super::segment_grid::SegmentGrid;
use super::text_box::TextBox;
use super::unassigned_lines::UnassignedLine;
use crate::order::sort_by_rank;

/// A box that a line may head, and what it costs.
#[derive(Clone, Copy)]
struct Candidate {
    /// Index of the box.
    text_box: usize,
    cost: i32,
}

/// For each unassigned line the index of the box that it heads.
///
/// Of headlines in one row, each heads another box, from the left: their order is surer than
/// their positions.
pub(super) fn assign_headlines(grid: &SegmentGrid, boxes: &[TextBox], lines: &[UnassignedLine]) -> Vec<Option<usize>> {
    let mut candidates: Vec<Vec<Candidate>> = vec![Vec::new(); lines.len()];
    for (b, found) in boxes.iter().enumerate() {
        let end = lines.partition_point(|line| line.row < found.top());
        for i in (0..end).rev() {
            let distance = grid.line_distance(lines[i].row, found.top());
            if distance > costs::MAX_HEADLINE_DISTANCE {
                break;
            }
            candidates[i].push(Candidate { text_box: b, cost: distance as i32 + misalignment(&lines[i], found) });
        }
    }
    let mut out = vec![None; lines.len()];
    let mut start = 0;
    for row in lines.chunk_by(|a, b| a.row == b.row) {
        let end = start + row.len();
        for i in start..end {
            // the second line of a headline goes with the first
            let shared = |k: &usize| lines[*k].right.min(lines[i].right) - lines[*k].left.max(lines[i].left);
            let above = (0..start)
                .rev()
                .take_while(|&k| grid.line_distance(lines[k].row, lines[i].row) <= costs::MAX_LINE_STEP)
                .filter(|k| shared(k) > costs::MIN_SHARED_WIDTH)
                .max_by_key(shared);
            if let Some(text_box) = above.and_then(|k| out[k])
                && let Some(same) = candidates[i].iter_mut().find(|candidate| candidate.text_box == text_box)
            {
                same.cost = (same.cost - costs::FOLLOWS_HEADLINE).max(0);
            }
        }
        for (i, b) in assign_row(boxes, &candidates[start..end], row) {
            out[start + i] = Some(b);
        }
        start = end;
    }
    out
}

/// How far a line stands from where a headline of the box could, in cells.
fn misalignment(line: &UnassignedLine, found: &TextBox) -> i32 {
    let (left, right) = (found.left(), found.right());
    let before = (left - costs::EDGE_TOLERANCE - line.left).max(0) / costs::LEFT_OF_BOX_DIVISOR;
    let past = match line.left >= right {
        true => costs::RIGHT_OF_BOX_FACTOR * (line.left - right) + costs::RIGHT_OF_BOX,
        false => 0,
    };
    if line.natural_width < costs::MIN_HEADLINE_WIDTH {
        return before + past;
    }
    let middle = (left + right) / 2 - line.left;
    let least = line.natural_width * costs::HEADLINE_SCALE.start() / 200;
    let most = line.natural_width * costs::HEADLINE_SCALE.end() / 200;
    before + past + (least - middle).max(middle - most).max(0) / costs::OFF_CENTRE_DIVISOR
}

/// The cheapest assignment of the lines of a row, from the left, to boxes from the left: pairs
/// of a line and its box. A sequence alignment by dynamic programming.
fn assign_row(boxes: &[TextBox], candidates: &[Vec<Candidate>], row: &[UnassignedLine]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = candidates.iter().flatten().map(|candidate| candidate.text_box).collect();
    sort_by_rank(&mut order, |&b| (boxes[b].left(), b));
    order.dedup();
    let may_share_box = |line: &UnassignedLine| line.natural_width < costs::MIN_HEADLINE_WIDTH;
    // table[i][k]: the cost of the first i lines in the first k boxes
    let width = order.len() + 1;
    let mut table = vec![vec![0; width]];
    for (i, line) in row.iter().enumerate() {
        let mut now = vec![table[i][0] + costs::NO_BOX; width];
        for k in 1..width {
            let here = candidates[i].iter().find(|candidate| candidate.text_box == order[k - 1]);
            let before = if may_share_box(line) { k } else { k - 1 };
            let with =
                here.filter(|here| here.cost < costs::NO_BOX).map_or(i32::MAX, |here| table[i][before] + here.cost);
            now[k] = with.min(table[i][k] + costs::NO_BOX).min(now[k - 1]);
        }
        table.push(now);
    }
    let (mut i, mut k) = (row.len(), width - 1);
    let mut out = Vec::new();
    while i > 0 && k > 0 {
        let cost = table[i][k];
        if cost == table[i][k - 1] {
            k -= 1;
        } else if cost == table[i - 1][k] + costs::NO_BOX {
            i -= 1;
        } else {
            out.push((i - 1, order[k - 1]));
            k -= usize::from(!may_share_box(&row[i - 1]));
            i -= 1;
        }
    }
    out
}
