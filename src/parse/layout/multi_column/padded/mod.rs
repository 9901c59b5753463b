//! Columns that padding keeps apart, as `pdftotext -layout` writes them.
//!
//! 1. [`positions`]: where on the page each segment starts, by the padding;
//! 2. [`column_detection`]: columns, where segments stand exactly one below the other, and
//!    [`column_runs`], grown from them line by line;
//! 3. [`refinement`]: the positions once more, now by the columns ([`align_to_columns`],
//!    [`continuations`]);
//! 4. [`boxes`]: columns of one width side by side, with their [`short_columns`];
//! 5. [`unassigned_lines`]: what stands outside the columns. It divides boxes
//!    ([`box_splitting`]), begins columns ([`first_lines`]), makes boxes of few rows
//!    ([`boxes_from_unassigned_lines`]), and the rest heads a box ([`headline_assignment`]);
//! 6. [`reading_order`]: boxes under their headlines → lines.
//!
//! [`segment_grid`] holds the segments by row, [`row_content`] what a row has within a column,
//! [`text_box`] a box of columns.

mod align_to_columns;
mod box_splitting;
mod boxes;
mod boxes_from_unassigned_lines;
mod column_detection;
mod column_runs;
mod continuations;
mod first_lines;
mod headline_assignment;
mod positions;
mod reading_order;
mod refinement;
mod row_content;
mod segment_grid;
mod short_columns;
mod text_box;
mod unassigned_lines;

use super::Line;
use super::Row;
use super::costs::padded as costs;
use super::segments::{Segment, segments};
use segment_grid::SegmentGrid;

/// The lines of a padded page, column by column.
pub(super) fn lines(text: &str, rows: &[Row]) -> Vec<Line> {
    let mut segments = segments(text, rows);
    if segments.is_empty() {
        return Vec::new();
    }
    refinement::estimate_positions(text, &mut segments, rows.len());
    let grid = SegmentGrid::new(&segments, rows.len());
    let (runs, mut unassigned) = column_runs::find_column_runs(&grid);
    let boxes = boxes::find_boxes(&grid, runs, &mut unassigned);

    let mut lines = unassigned_lines::unassigned_lines(&grid, &unassigned);
    let mut boxes = box_splitting::split_under_headlines(&grid, boxes, &lines);
    first_lines::add_detached_lines(&grid, &mut boxes, &mut lines);
    first_lines::add_adjacent_lines(&grid, &mut boxes, &mut lines);
    boxes.extend(boxes_from_unassigned_lines::boxes_from_unassigned_lines(&grid, &mut lines));
    let headed_boxes = headline_assignment::assign_headlines(&grid, &boxes, &lines);
    reading_order::lines_in_order(&grid, rows, &boxes, lines, &headed_boxes)
}
