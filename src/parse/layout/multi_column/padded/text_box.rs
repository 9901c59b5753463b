//! A box of running text.

use super::column_runs::ColumnRun;

/// A box of running text: columns of one width with a common top.
#[derive(Debug)]
pub(super) struct TextBox {
    pub width: i32,
    /// From left to right.
    pub columns: Vec<ColumnRun>,
}

impl TextBox {
    pub fn left(&self) -> i32 {
        self.columns[0].left
    }

    pub fn right(&self) -> i32 {
        self.columns[self.columns.len() - 1].left + self.width
    }

    pub fn top(&self) -> usize {
        self.columns.iter().map(|column| column.top).min().unwrap_or(0)
    }

    pub fn bottom(&self) -> usize {
        self.columns.iter().map(|column| column.bottom).max().unwrap_or(0)
    }
}
