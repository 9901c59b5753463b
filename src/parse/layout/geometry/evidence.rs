//! What the place of a line says of its role, as features of the learned decision.

use super::blocks::{Block, Class};
use super::columns::Group;
use super::costs;
use super::rows::Row;
use super::size;
use crate::form::Bounds;
use crate::parse::roles::places::PlaceFeature as Feature;

/// The rows of a group in reading order, each with its features.
pub(super) fn of_group(group: &Group, blocks: &[Block], rows: &[Row], body: f32) -> Vec<(usize, u32)> {
    let no_columns = if group.columns.is_empty() { Feature::NoColumns.bit() } else { 0 };
    let rows_of = |of: &[usize]| -> Vec<(usize, Class)> {
        of.iter().flat_map(|&block| blocks[block].rows.iter().map(move |&row| (row, blocks[block].class))).collect()
    };
    let raised = group.raised.iter().map(|&row| (row, Class::Label));
    let mut parts = vec![(rows_of(&group.head).into_iter().chain(raised).collect::<Vec<_>>(), None)];
    for column in &group.columns {
        let of_column = rows_of(&column.blocks).into_iter().filter(|(row, _)| !group.raised.contains(row)).collect();
        parts.push((of_column, Some(column.bounds)));
    }
    let mut out: Vec<(usize, u32)> = Vec::new();
    let mut above: Option<Above> = None;
    for (part, column) in parts {
        for (n, (row, class)) in part.into_iter().enumerate() {
            let of = &rows[row];
            let edges = column.map(|column| Edges::new(of, column));
            let mut features =
                no_columns | size::feature(of.size / body).bit() | part_of(class, column.is_some()).bit();
            features |= edges.as_ref().map_or(0, |edges| edges.feature().bit());
            features |= size::step(of.size, above.as_ref().map(|above| above.size)).bit();
            if of.across {
                features |= Feature::Across.bit();
            }
            if let Some(above) = &above {
                let left = above.edges.as_ref().zip(edges.as_ref());
                features |= left.map_or(0, |(above, edges)| edges.below(above).bit());
                if n == 0 && left.is_some() {
                    features |= Feature::NextColumn.bit();
                }
                if n > 0 && of.bounds.y1 - above.y1 > costs::ROOM * of.size {
                    features |= Feature::RoomAbove.bit();
                }
            }
            above = Some(Above { size: of.size, y1: of.bounds.y1, edges });
            out.push((row, features));
        }
    }
    out
}

/// The row above.
struct Above {
    size: f32,
    y1: f32,
    edges: Option<Edges>,
}

/// How a row stands between the edges of its column.
struct Edges {
    /// Room at the left edge, in sizes.
    left: f32,
    /// It ends at the right edge.
    is_full: bool,
}

impl Edges {
    fn new(row: &Row, column: Bounds) -> Self {
        let left = (row.bounds.x0 - column.x0) / row.size;
        Self { left, is_full: (column.x1 - row.bounds.x1) / row.size < costs::FULL }
    }

    fn is_flush(&self) -> bool {
        self.left < costs::FLUSH
    }

    fn feature(&self) -> Feature {
        match (self.is_flush(), self.left < costs::DEEP, self.is_full) {
            (true, _, true) => Feature::Full,
            (true, _, false) => Feature::Short,
            (_, true, true) => Feature::Indented,
            (_, true, false) => Feature::IndentedShort,
            (_, false, true) => Feature::RightAligned,
            (_, false, false) => Feature::Centred,
        }
    }

    /// How the row stands below another of the column, or of the column before.
    fn below(&self, above: &Self) -> Feature {
        match (above.is_full, self.is_flush()) {
            (true, true) => Feature::BelowFull,
            (true, false) => Feature::IndentedBelowFull,
            (false, true) => Feature::BelowShort,
            (false, false) => Feature::IndentedBelowShort,
        }
    }
}

fn part_of(class: Class, is_column: bool) -> Feature {
    match (class, is_column) {
        (Class::Heading, false) => Feature::Head,
        (_, false) => Feature::HeadLabel,
        (Class::Text, true) => Feature::ColumnText,
        (Class::Heading, true) => Feature::ColumnHeading,
        (Class::Label, true) => Feature::ColumnLabel,
    }
}
