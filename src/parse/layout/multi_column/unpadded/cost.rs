//! What it costs that a row is laid along columns as it is.

use super::bigrams::Sense;
use super::hypothesis::{Deal, End};
use super::successors::{Hit, Kind};

/// Rows that a column may lag behind its neighbours; past it, it has ended.
pub(super) const LAG: f32 = 1.7;
/// Heights within which lines of different boxes share a row.
pub(super) const SAME_ROW: f32 = 0.35;
/// What it costs to open a box.
pub(super) const OPENED: f32 = 3.0;
/// The same where the row before ended further right.
const LEFTWARD: f32 = 0.5;
/// What it costs to open a column.
pub(super) const COLUMN: f32 = 1.5;
/// What it costs that a box's columns begin a row apart.
const LATE: f32 = 3.0;

/// What the deal costs with the row laid so, and the row's height.
pub(super) fn judge(deal: &Deal, path: &[Hit], sense: &Sense) -> (f32, f32) {
    let columns = deal.columns();
    let mut cost = deal.cost;
    let first = &path[0];
    let leftward = usize::from(first.at) < deal.right;
    let old = path.iter().find(|hit| hit.kind == Kind::Old).map(|hit| columns[usize::from(hit.at)].y + 1.0);
    let y = match (old, first.kind) {
        (Some(y), _) => y,
        (None, Kind::More) => deal.more_y(usize::from(first.at) - 1, leftward),
        (None, _) => deal.y + if leftward { 0.4 } else { 0.1 },
    };
    let behind = deal.y - y;
    if behind > LAG {
        return (f32::INFINITY, y);
    }
    if behind > 0.05 {
        cost += 2.0 * behind;
    } else if behind > -0.05 && leftward {
        cost += 3.0;
    }
    if behind < -1.2 {
        cost += 2.0 * (-behind - 1.0);
    }
    let y = y.max(deal.y);
    let mut top = y;
    for hit in path {
        cost += hit.cost;
        let cell = hit.first as usize;
        if hit.kind != Kind::Old {
            cost += sense.begins(cell) + COLUMN;
            if let Kind::Born(rare) = hit.kind {
                cost += OPENED + rare + if leftward { LEFTWARD } else { 0.0 };
                top = y;
            } else if std::ptr::eq(hit, first) {
                top = columns[usize::from(hit.at) - 1].top;
            }
            // the columns of a box begin beside each other
            cost += LATE * (y - top - 0.5).max(0.0);
            continue;
        }
        let column = &columns[usize::from(hit.at)];
        top = column.top;
        let off = (column.y + 1.0 - y).abs();
        cost += if off > SAME_ROW { 1.0 + 2.0 * (off - SAME_ROW) } else { 0.0 };
        let before = column.cell as usize;
        cost += match column.end {
            // a paragraph's last line is followed by one that is set in, any other by one that is not
            End::Full if hit.set_in => 0.7 + sense.goes_on(before, cell),
            End::Full => sense.goes_on(before, cell),
            End::Short if hit.set_in => sense.parts(before, cell),
            End::Short => sense.parts(before, cell) + if hit.full { 2.0 } else { 1.0 },
        };
    }
    // a full line to the left of the row, of its height, would have been in the row
    if first.at > 0 && !matches!(first.kind, Kind::Born(_)) {
        let at = usize::from(first.at);
        let left = &columns[at - 1];
        let same = first.kind == Kind::More || columns[at].group == left.group;
        if same && (left.y - y).abs() < 0.2 {
            cost += if left.end == End::Full && !first.set_in { 1.5 } else { 0.0 };
        } else if same {
            cost += if y - left.y < 1.2 { 1.5 } else { 2.0 };
        }
    }
    (cost, y)
}
