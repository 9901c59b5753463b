//! Successors of a hypothesis: the placements of the next row in its columns.

use super::bigrams::Continuation;
use super::column_widths::ColumnWidth;
use super::cost::cost_with_row;
use super::costs;
use super::hypothesis::Hypothesis;
use super::placement::{ColumnChoice, Placement, RowSegment};
use std::ops::Range;

/// A hypothesis with the next row placed.
pub(super) struct Successor {
    /// Index of the hypothesis.
    pub hypothesis: usize,
    pub cost: f32,
    /// Vertical position of the row.
    pub y: f32,
    /// Where its lines are among all placements; empty where the row is in no column.
    pub placements: Range<usize>,
}

/// A depth-first search for the successors of a hypothesis, segment by segment.
pub(super) struct SuccessorSearch<'s> {
    pub row: &'s [RowSegment],
    /// Number of the row's first segment.
    pub first_segment: usize,
    /// For each segment the widths of the columns that it may be the first line of.
    pub widths: &'s [Vec<ColumnWidth>],
    /// Cells free for new columns at each index where they can be inserted.
    pub free_cells: [i32; costs::MAX_COLUMNS + 1],
    pub hypothesis: &'s Hypothesis,
    /// Index of the hypothesis.
    pub index: usize,
    pub continuation: &'s Continuation<'s>,
    /// The cost of lines and new columns past which a placement is not pursued.
    pub max_cost: f32,
    /// The placements of the segments so far.
    pub path: Vec<Placement>,
    /// What was found.
    pub placements: &'s mut Vec<Placement>,
    pub successors: &'s mut Vec<Successor>,
    /// Steps taken so far.
    pub steps: usize,
}

/// The column that the next line may be placed in.
#[derive(Clone, Copy)]
struct Target {
    at: usize,
    choice: ColumnChoice,
    width: i32,
}

impl SuccessorSearch<'_> {
    /// Finds all successors that are not too expensive.
    pub fn run(&mut self) {
        let columns = self.hypothesis.columns();
        for (at, column) in columns.iter().enumerate() {
            let width = i32::from(column.width);
            self.place(0, Target { at, choice: ColumnChoice::Existing, width }, 0, 0.0);
            if self.hypothesis.is_last_of_box(at) {
                self.place(0, Target { at: at + 1, choice: ColumnChoice::NextInBox, width }, 0, 0.0);
            }
        }
        for at in (0..=columns.len()).filter(|&at| at == 0 || self.hypothesis.is_last_of_box(at - 1)) {
            self.place_in_new_boxes(0, at, 0, 0, 0.0);
        }
    }

    /// Places the segments from `from` on, the first of them in a new box at `at` that is not
    /// `not_width` wide.
    fn place_in_new_boxes(&mut self, from: usize, at: usize, not_width: i32, added: i32, cost: f32) {
        let widths = self.widths;
        for width in widths[from].iter().filter(|width| width.cells != not_width) {
            let choice = ColumnChoice::NewBox(width.rarity);
            // most are too expensive to be looked at
            if cost + choice.cost() > self.max_cost {
                self.steps += 1;
            } else {
                self.place(from, Target { at, choice, width: width.cells }, added, cost);
            }
        }
    }

    /// Places the segments from `from` on, the first of them in `target`, after lines of `cost`
    /// in all for which columns `added` cells wide were opened.
    fn place(&mut self, from: usize, target: Target, added: i32, cost: f32) {
        let Target { at, choice, width } = target;
        let is_new = choice != ColumnChoice::Existing;
        self.steps += 1;
        if self.steps > costs::MAX_STEPS {
            return;
        }
        let added = if is_new { added + width + costs::GUTTER } else { added };
        if is_new && (self.path.len() >= costs::MAX_COLUMNS || added > self.free_cells[at]) {
            return;
        }
        // most placements end here, before their line is looked at
        if cost + choice.cost() > self.max_cost {
            return;
        }
        let Some(line) = Line::fit(self.row, from, width) else { return };
        let cost = cost + line.cost + choice.cost();
        if cost > self.max_cost {
            return;
        }
        self.path.push(Placement {
            at: at as u8,
            choice,
            width: width as i16,
            first: (self.first_segment + from) as u32,
            last: (self.first_segment + line.last) as u32,
            cost: line.cost,
            full: line.full,
            indented: line.indented,
        });
        let next_from = line.last + 1;
        if next_from == self.row.len() {
            self.add_successor();
        } else {
            let columns = self.hypothesis.columns();
            // a column right of this one is new, or the next that has not ended
            let next = if is_new { self.hypothesis.next_running(at) } else { at + 1 };
            let next_new = if is_new { at } else { next };
            let can_open = is_new || self.hypothesis.is_last_of_box(at);
            if can_open {
                let target = Target { at: next_new, choice: ColumnChoice::NextInBox, width };
                self.place(next_from, target, added, cost);
            }
            if let Some(column) = columns.get(next) {
                let width = i32::from(column.width);
                self.place(next_from, Target { at: next, choice: ColumnChoice::Existing, width }, 0, cost);
            }
            if can_open {
                self.place_in_new_boxes(next_from, next_new, width, added, cost);
            }
        }
        self.path.pop();
    }

    /// Adds the path as a successor, if it can be one.
    fn add_successor(&mut self) {
        if !are_new_widths_shown(&self.path) {
            return;
        }
        let (cost, y) = cost_with_row(self.hypothesis, &self.path, self.continuation);
        if cost.is_finite() {
            let start = self.placements.len();
            self.placements.extend_from_slice(&self.path);
            let placements = start..self.placements.len();
            self.successors.push(Successor { hypothesis: self.index, cost, y, placements });
        }
    }
}

/// For each segment of a row the widths of the columns that it may be the first line of.
pub(super) fn possible_widths(row: &[RowSegment], widths: &[ColumnWidth]) -> Vec<Vec<ColumnWidth>> {
    let of = |row: &[RowSegment]| {
        let all = widths.iter().copied().chain(own_width(row, widths));
        all.filter(|width| is_width_shown(row, width.cells)).collect()
    };
    (0..row.len()).map(|from| of(&row[from..])).collect()
}

/// The width of the row's first segment, if it is none of `widths`.
fn own_width(row: &[RowSegment], widths: &[ColumnWidth]) -> Option<ColumnWidth> {
    let cells = row[0].natural_width;
    let is_known = |width: &ColumnWidth| {
        (width.cells - cells).abs() <= costs::FULL_TOLERANCE || width.cells - costs::INDENT == cells
    };
    let may_be_column = cells >= costs::MIN_OWN_WIDTH && cells % costs::CHAR_WIDTH == 0 && !row[0].letter_spaced;
    (may_be_column && !widths.iter().any(is_known)).then_some(ColumnWidth { cells, rarity: costs::OWN_WIDTH })
}

/// Whether one of the first segments may fill a column of `width`.
fn is_width_shown(row: &[RowSegment], width: i32) -> bool {
    let may_fill = |segment: &RowSegment| {
        let missing = width - segment.natural_width;
        segment.letter_spaced
            || missing.abs() <= costs::FULL_TOLERANCE
            || (missing - costs::INDENT).abs() <= costs::INDENT_TOLERANCE
    };
    row[0].natural_width < costs::MIN_LINE_WIDTH || row.iter().take(costs::MAX_SHOWING).any(may_fill)
}

/// Whether each new box has a line that shows how wide it is.
fn are_new_widths_shown(path: &[Placement]) -> bool {
    path.iter().enumerate().filter(|(_, placement)| placement.choice.is_new_box()).all(|(n, placement)| {
        let mut same_box = path[n + 1..].iter().take_while(|next| next.choice == ColumnChoice::NextInBox);
        placement.full || placement.indented || same_box.any(|next| next.full)
    })
}

/// A line of a row, as it is in a column.
struct Line {
    /// Its last segment within the row.
    last: usize,
    cost: f32,
    full: bool,
    indented: bool,
}

impl Line {
    /// The line from segment `from` on in a column of `width`, if it is not too long for it.
    fn fit(row: &[RowSegment], from: usize, width: i32) -> Option<Self> {
        let (mut last, mut size, mut letter_spaced) = (from, row[from].natural_width, row[from].letter_spaced);
        let most = width + costs::FULL_TOLERANCE;
        // segments so short that no column could end between them
        while last + 1 < row.len()
            && size < costs::MIN_LINE_WIDTH
            && size + costs::GUTTER + row[last + 1].natural_width <= most
        {
            last += 1;
            size += costs::GUTTER + row[last].natural_width;
            letter_spaced |= row[last].letter_spaced;
        }
        if size > most {
            return None;
        }
        let is_last = last + 1 == row.len();
        let (cost, full, indented) = match size - width {
            _ if letter_spaced => (0.0, true, false),
            0 => (0.0, true, false),
            -1 => (costs::ONE_CELL_SHORT, true, false),
            -2 => (costs::TWO_CELLS_SHORT, true, false),
            1 => (costs::ONE_CELL_LONG, true, false),
            2 => (costs::TWO_CELLS_LONG, true, false),
            over if from == 0 && over + costs::INDENT == 0 => (costs::INDENTED_LINE, true, true),
            over if from == 0 && (over + costs::INDENT).abs() <= costs::INDENT_TOLERANCE => {
                (costs::NEARLY_INDENTED_LINE, true, true)
            }
            -3 => (costs::THREE_CELLS_SHORT, true, false),
            // a short line ends its row, or begins it if it is flush right
            _ if is_last => (costs::SHORT_LINE_AT_END, false, false),
            _ if from == 0 => (costs::SHORT_LINE_AT_START, false, false),
            _ => (costs::SHORT_LINE_WITHIN, false, false),
        };
        Some(Self { last, cost, full, indented })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of the segments of `widths` are the first line in a column of 16 cells; 0 where
    /// the first is too long for it.
    fn segments_in_line(widths: &[i32]) -> usize {
        let segment = |&natural_width: &i32| RowSegment { natural_width, letter_spaced: false };
        let row: Vec<RowSegment> = widths.iter().map(segment).collect();
        Line::fit(&row, 0, 16).map_or(0, |line| line.last + 1)
    }

    #[test]
    fn a_line_exceeds_its_column_by_the_tolerance_and_no_more() {
        let longest = 16 + costs::FULL_TOLERANCE;
        assert_eq!(segments_in_line(&[longest, 16]), 1);
        assert_eq!(segments_in_line(&[longest + 1, 16]), 0);
    }

    #[test]
    fn a_short_segment_takes_in_the_next_where_both_fit_the_column() {
        let longest = 16 + costs::FULL_TOLERANCE;
        assert_eq!(segments_in_line(&[6, longest - 6 - costs::GUTTER, 16]), 2);
        assert_eq!(segments_in_line(&[6, longest - 6 - costs::GUTTER + 1, 16]), 1);
    }
}
