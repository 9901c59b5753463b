//! A hypothesis of the beam search: which columns are open after some rows.

use super::costs;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// How the last line of a column ended.
#[derive(Clone, Copy, PartialEq, Hash)]
pub(super) enum LineEnd {
    Full,
    Short,
}

/// A column that lines may still be placed in.
#[derive(Clone, Copy)]
pub(super) struct OpenColumn {
    /// Vertical position of the last line, in lines.
    pub y: f32,
    /// Vertical position of the first line of its box.
    pub top: f32,
    /// The last segment in it.
    pub last_segment: u32,
    /// The box that it is in, and which of the box's columns it is.
    pub box_id: u32,
    pub index: u16,
    pub width: i16,
    pub end: LineEnd,
}

/// An assignment of all rows so far: its cost, and the columns that are open after it.
#[derive(Clone)]
pub(super) struct Hypothesis {
    pub cost: f32,
    /// Vertical position of the last row, in lines.
    pub y: f32,
    /// How many columns there are up to the end of the last row.
    pub row_end: usize,
    /// Index of the step that led here.
    pub step: u32,
    /// From the left; the first `column_count` are open.
    columns: [OpenColumn; costs::MAX_COLUMNS],
    column_count: usize,
}

impl Hypothesis {
    /// The hypothesis before any row.
    pub fn new() -> Self {
        let (box_id, index, width) = (0, 0, 0);
        let none = OpenColumn { y: 0.0, top: 0.0, last_segment: 0, box_id, index, width, end: LineEnd::Full };
        let columns = [none; costs::MAX_COLUMNS];
        Self { cost: 0.0, y: 0.0, row_end: 0, step: u32::MAX, columns, column_count: 0 }
    }

    /// The same with no column open.
    pub fn with_columns_closed(&self) -> Self {
        Self { row_end: 0, column_count: 0, ..self.clone() }
    }

    /// The open columns, from the left.
    pub fn columns(&self) -> &[OpenColumn] {
        &self.columns[..self.column_count]
    }

    /// Whether column `at` is the last of its box.
    pub fn is_last_of_box(&self, at: usize) -> bool {
        at + 1 == self.column_count || self.columns[at].box_id != self.columns[at + 1].box_id
    }

    /// Vertical position of the first line of a new column right of column `last`, in its box.
    pub fn y_of_next_in_box(&self, last: usize, leftward: bool) -> f32 {
        let y = self.columns[last].y;
        // beside the line that the box took last, or in its next row
        if !leftward && y > self.y - costs::BESIDE_LAST { y } else { y + 1.0 }
    }

    fn has_ended(&self, column: &OpenColumn) -> bool {
        self.y - column.y - 1.0 > costs::MIN_LAG_OF_ENDED
    }

    /// The columns around `at` that have ended.
    fn ended_around(&self, at: usize) -> Range<usize> {
        let is_ended = |n: &usize| self.has_ended(&self.columns[*n]);
        let from = (0..at).rev().take_while(is_ended).last().unwrap_or(at);
        let to = (at..self.column_count).take_while(is_ended).last().map_or(at, |n| n + 1);
        from..to
    }

    fn total_width(columns: &[OpenColumn]) -> i32 {
        columns.iter().map(|column| i32::from(column.width) + costs::GUTTER).sum()
    }

    /// Cells of the columns left of column `at`.
    pub fn cells_left_of(&self, at: usize) -> i32 {
        Self::total_width(&self.columns[..at])
    }

    /// Cells free for new columns at each index where they can be inserted.
    pub fn free_cells(&self, page_width: i32) -> [i32; costs::MAX_COLUMNS + 1] {
        let free = page_width + costs::MAX_EXTRA_WIDTH - Self::total_width(self.columns());
        let mut out = [free; costs::MAX_COLUMNS + 1];
        let mut at = 0;
        while at < self.column_count {
            let ended = self.ended_around(at);
            if ended.end > at {
                let width = Self::total_width(&self.columns[at..ended.end]);
                out[at..=ended.end].iter_mut().for_each(|free| *free += width);
            }
            at = ended.end + 1;
        }
        out
    }

    /// Gives the columns of a box from `at` on to another box.
    pub fn split_box(&mut self, at: usize, new_box_id: u32) {
        let old = self.columns[at].box_id;
        let same_box = self.columns[at..self.column_count].iter_mut().take_while(|column| column.box_id == old);
        same_box.for_each(|column| column.box_id = new_box_id);
    }

    /// The index that `column` has now; the last where it has been closed.
    pub fn find(&self, column: &OpenColumn) -> usize {
        let is_same = |other: &OpenColumn| other.box_id == column.box_id && other.index == column.index;
        self.columns().iter().position(is_same).unwrap_or(self.column_count.saturating_sub(1))
    }

    /// Replaces a column by `column`, which has a line more; its index.
    pub fn update(&mut self, column: OpenColumn) -> usize {
        let at = self.find(&column);
        self.columns[at] = column;
        at
    }

    /// The first column from `at` on that has not ended.
    pub fn next_running(&self, at: usize) -> usize {
        self.ended_around(at).end
    }

    /// Inserts `column` at `at`, where columns that have ended are closed to make room; its
    /// index then.
    pub fn insert(&mut self, at: usize, column: OpenColumn, page_width: i32) -> usize {
        let mut at = at.min(self.column_count);
        let width = i32::from(column.width) + costs::GUTTER;
        loop {
            let ended = self.ended_around(at);
            let has_room = Self::total_width(self.columns()) + width <= page_width + costs::MAX_EXTRA_WIDTH
                && self.column_count < costs::MAX_COLUMNS;
            if has_room || ended.is_empty() {
                break;
            }
            // those to the right first
            let closed = if ended.end > at { at } else { at - 1 };
            self.columns.copy_within(closed + 1..self.column_count, closed);
            self.column_count -= 1;
            at -= usize::from(closed < at);
        }
        self.column_count = self.column_count.min(costs::MAX_COLUMNS - 1);
        at = at.min(self.column_count);
        self.columns.copy_within(at..self.column_count, at + 1);
        self.columns[at] = column;
        self.column_count += 1;
        at
    }

    /// A hash that is equal for hypotheses from which the same can follow at the same cost.
    pub fn state_hash(&self) -> u64 {
        let mut hash = rustc_hash::FxHasher::default();
        ((self.y * costs::STEPS_OF_ROW).round() as i32, self.row_end).hash(&mut hash);
        for column in self.columns().iter().filter(|column| self.y - column.y - 1.0 <= costs::MAX_LAG) {
            let y = ((column.y - self.y) * costs::STEPS_OF_COLUMN).round() as i32;
            (column.last_segment, column.width, column.end, y).hash(&mut hash);
        }
        hash.finish()
    }
}
