//! The cost of a row's placement in columns.

use super::bigrams::Continuation;
use super::costs;
use super::hypothesis::{Hypothesis, LineEnd, OpenColumn};
use super::placement::{ColumnChoice, Placement};

/// The cost of `hypothesis` with the next row placed so, and the row's vertical position;
/// infinite where the row cannot be placed so.
pub(super) fn cost_with_row(hypothesis: &Hypothesis, row: &[Placement], continuation: &Continuation) -> (f32, f32) {
    let first = &row[0];
    let leftward = usize::from(first.at) < hypothesis.row_end;
    let y = row_y(hypothesis, row, leftward);
    let above = hypothesis.y - y;
    if above > costs::MAX_LAG {
        return (f32::INFINITY, y);
    }
    // rows come from the top, and those of one height from the left
    let mut cost = hypothesis.cost;
    if above > costs::LEVEL {
        cost += costs::ABOVE_LAST_ROW * above;
    } else if above > -costs::LEVEL && leftward {
        cost += costs::LEVEL_BUT_LEFTWARD;
    }
    if above < -costs::ONE_LINE {
        cost += costs::LINE_SKIPPED * (-above - 1.0);
    }
    let y = y.max(hypothesis.y);
    let columns = hypothesis.columns();
    let mut box_top = y;
    for placement in row {
        cost += placement.cost;
        let at = usize::from(placement.at);
        if placement.choice == ColumnChoice::Existing {
            let column = &columns[at];
            box_top = column.top;
            cost += row_offset_cost((column.y + 1.0 - y).abs());
            cost += next_line_cost(column, placement, continuation);
            continue;
        }
        cost += continuation.begins_column(placement.first as usize) + costs::NEW_COLUMN;
        if let ColumnChoice::NewBox(rarity) = placement.choice {
            cost += costs::NEW_BOX + rarity + if leftward { costs::NEW_BOX_LEFTWARD } else { 0.0 };
            box_top = y;
        } else if std::ptr::eq(placement, first) {
            box_top = columns[at - 1].top;
        }
        // the columns of a box begin beside each other
        cost += costs::LATE_COLUMN * (y - box_top - costs::MAX_LATE).max(0.0);
    }
    (cost + left_neighbour_cost(hypothesis, first, y), y)
}

/// Vertical position of the row: that of its first line in an open column.
fn row_y(hypothesis: &Hypothesis, row: &[Placement], leftward: bool) -> f32 {
    let first = &row[0];
    let existing = row.iter().find(|placement| placement.choice == ColumnChoice::Existing);
    match (existing, first.choice) {
        (Some(placement), _) => hypothesis.columns()[usize::from(placement.at)].y + 1.0,
        (None, ColumnChoice::NextInBox) => hypothesis.y_of_next_in_box(usize::from(first.at) - 1, leftward),
        (None, _) => hypothesis.y + if leftward { costs::NEW_BOX_STEP_LEFTWARD } else { costs::NEW_BOX_STEP },
    }
}

/// Cost of a line that stands `offset` lines off its row.
fn row_offset_cost(offset: f32) -> f32 {
    if offset > costs::SAME_ROW { costs::OFF_ROW + costs::OFF_ROW_PER_LINE * (offset - costs::SAME_ROW) } else { 0.0 }
}

/// Cost of a line as the next of an open column.
fn next_line_cost(column: &OpenColumn, placement: &Placement, continuation: &Continuation) -> f32 {
    let (before, segment) = (column.last_segment as usize, placement.first as usize);
    match column.end {
        // a paragraph's last line is followed by an indented one, any other by one that is not
        LineEnd::Full if placement.indented => costs::INDENTED_AFTER_FULL + continuation.continues(before, segment),
        LineEnd::Full => continuation.continues(before, segment),
        LineEnd::Short if placement.indented => continuation.follows_paragraph(before, segment),
        LineEnd::Short => {
            let unindented = if placement.full { costs::UNINDENTED_AFTER_SHORT } else { costs::SHORT_AFTER_SHORT };
            continuation.follows_paragraph(before, segment) + unindented
        }
    }
}

/// Cost of the column to the left of the row: a full line of it, of the row's height, would
/// have been in the row.
fn left_neighbour_cost(hypothesis: &Hypothesis, first: &Placement, y: f32) -> f32 {
    if first.at == 0 || first.choice.is_new_box() {
        return 0.0;
    }
    let at = usize::from(first.at);
    let columns = hypothesis.columns();
    let left = &columns[at - 1];
    if first.choice == ColumnChoice::Existing && columns[at].box_id != left.box_id {
        return 0.0;
    }
    if (left.y - y).abs() < costs::BESIDE_ROW {
        let goes_on = left.end == LineEnd::Full && !first.indented;
        if goes_on { costs::LEFT_COLUMN_PAUSES } else { 0.0 }
    } else if y - left.y < costs::ONE_LINE {
        costs::LEFT_COLUMN_PAUSES
    } else {
        costs::LEFT_COLUMN_ENDED
    }
}
