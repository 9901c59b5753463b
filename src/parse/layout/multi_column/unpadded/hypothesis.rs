//! The columns that a deal has open, from the left.

use super::column_widths::MOST;
use super::cost::LAG;
use std::hash::{Hash, Hasher};

/// Rows that a column has to be behind to make room for another.
const ENDED: f32 = 0.6;
/// How much the columns may be wider than the widest row.
const OVER: i32 = 48;

/// How the last line of a column ended.
#[derive(Clone, Copy, PartialEq, Hash)]
pub(super) enum End {
    Full,
    Short,
}

#[derive(Clone, Copy)]
pub(super) struct Column {
    /// Height of the last line, and of the first of its box.
    pub y: f32,
    pub top: f32,
    /// Its last cell.
    pub cell: u32,
    /// The box that it is in, and which of its columns it is.
    pub group: u32,
    pub slot: u16,
    pub width: i16,
    pub end: End,
}

#[derive(Clone)]
pub(super) struct Deal {
    pub cost: f32,
    /// Height of the row before, and how many columns end left of its end.
    pub y: f32,
    pub right: usize,
    /// The last step taken.
    pub step: u32,
    columns: [Column; MOST],
    len: usize,
}

impl Deal {
    pub fn new() -> Self {
        let none = Column { y: 0.0, top: 0.0, cell: 0, group: 0, slot: 0, width: 0, end: End::Full };
        Self { cost: 0.0, y: 0.0, right: 0, step: u32::MAX, columns: [none; MOST], len: 0 }
    }

    /// The same with no column open.
    pub fn anew(&self) -> Self {
        Self { right: 0, len: 0, ..self.clone() }
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns[..self.len]
    }

    /// Whether the column is the last of its box.
    pub fn ends_box(&self, at: usize) -> bool {
        at + 1 == self.len || self.columns[at].group != self.columns[at + 1].group
    }

    /// The height of a line in one more column of the box that `last` is the last of.
    pub fn more_y(&self, last: usize, leftward: bool) -> f32 {
        let y = self.columns[last].y;
        // beside the line that the box took last, or in its next row
        if !leftward && y > self.y - 0.3 { y } else { y + 1.0 }
    }

    fn ended(&self, column: &Column) -> bool {
        self.y - column.y - 1.0 > ENDED
    }

    /// The columns around `at` that have ended.
    fn gone(&self, at: usize) -> std::ops::Range<usize> {
        let from = (0..at).rev().take_while(|&n| self.ended(&self.columns[n])).last().unwrap_or(at);
        let to = (at..self.len).take_while(|&n| self.ended(&self.columns[n])).last().map_or(at, |n| n + 1);
        from..to
    }

    fn wide(columns: &[Column]) -> i32 {
        columns.iter().map(|column| i32::from(column.width) + 2).sum()
    }

    /// Cells of the columns to the left.
    pub fn left_of(&self, at: usize) -> i32 {
        Self::wide(&self.columns[..at])
    }

    /// Cells that are free for more columns at each place where they can be put in.
    pub fn free(&self, room: i32) -> [i32; MOST + 1] {
        let left = room + OVER - Self::wide(self.columns());
        let mut out = [left; MOST + 1];
        let mut at = 0;
        while at < self.len {
            let gone = self.gone(at);
            if gone.end > at {
                let wide = Self::wide(&self.columns[at..gone.end]);
                out[at..=gone.end].iter_mut().for_each(|free| *free += wide);
            }
            at = gone.end + 1;
        }
        out
    }

    /// Parts the columns from `at` on from the box that they are in.
    pub fn part(&mut self, at: usize, group: u32) {
        let old = self.columns[at].group;
        let same = self.columns[at..self.len].iter_mut().take_while(|column| column.group == old);
        same.for_each(|column| column.group = group);
    }

    /// Where the column is now; at the end where it has made room.
    pub fn find(&self, column: &Column) -> usize {
        let same = |other: &Column| other.group == column.group && other.slot == column.slot;
        self.columns().iter().position(same).unwrap_or(self.len.saturating_sub(1))
    }

    /// Renews a column; where it is.
    pub fn set(&mut self, column: Column) -> usize {
        let at = self.find(&column);
        self.columns[at] = column;
        at
    }

    /// The first column from `at` on that has not ended.
    pub fn past_gone(&self, at: usize) -> usize {
        self.gone(at).end
    }

    /// Puts a column in at `at`, as columns that have ended make room; where it is then.
    pub fn put_in(&mut self, at: usize, column: Column, room: i32) -> usize {
        let mut at = at.min(self.len);
        let wide = i32::from(column.width) + 2;
        loop {
            let gone = self.gone(at);
            if Self::wide(self.columns()) + wide <= room + OVER && self.len < MOST || gone.is_empty() {
                break;
            }
            // those to the right first
            let out = if gone.end > at { at } else { at - 1 };
            self.columns.copy_within(out + 1..self.len, out);
            self.len -= 1;
            at -= usize::from(out < at);
        }
        self.len = self.len.min(MOST - 1);
        at = at.min(self.len);
        self.columns.copy_within(at..self.len, at + 1);
        self.columns[at] = column;
        self.len += 1;
        at
    }

    /// The same for deals that have come to the same.
    pub fn mark(&self) -> u64 {
        let mut hash = rustc_hash::FxHasher::default();
        ((self.y * 16.0).round() as i32, self.right).hash(&mut hash);
        for column in self.columns().iter().filter(|column| self.y - column.y - 1.0 <= LAG) {
            (column.cell, column.width, column.end, ((column.y - self.y) * 8.0).round() as i32).hash(&mut hash);
        }
        hash.finish()
    }
}
