//! Placement of a row's lines in columns.

use super::costs;

/// A segment of a row, as far as its column matters.
#[derive(Clone, Copy)]
pub(super) struct RowSegment {
    pub natural_width: i32,
    /// The line is stretched, and as wide as its column.
    pub letter_spaced: bool,
}

/// A line of the row in a column.
#[derive(Clone, Copy)]
pub(super) struct Placement {
    /// Index of the column among those open, or where a new one is inserted.
    pub at: u8,
    pub choice: ColumnChoice,
    /// Width of the column.
    pub width: i16,
    /// First and last segment of the line; segments are numbered through all rows.
    pub first: u32,
    pub last: u32,
    /// What the line costs in a column of this width.
    pub cost: f32,
    pub full: bool,
    pub indented: bool,
}

/// Which column a line is placed in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ColumnChoice {
    /// A column that is open.
    Existing,
    /// A new column, of the box to the left.
    NextInBox,
    /// The first column of a new box, and what its width costs.
    NewBox(f32),
}

impl ColumnChoice {
    /// What it costs to open the column.
    pub fn cost(self) -> f32 {
        match self {
            Self::Existing => 0.0,
            Self::NextInBox => costs::NEW_COLUMN,
            Self::NewBox(rarity) => costs::NEW_COLUMN + costs::NEW_BOX + rarity,
        }
    }

    pub fn is_new_box(self) -> bool {
        matches!(self, Self::NewBox(_))
    }
}
