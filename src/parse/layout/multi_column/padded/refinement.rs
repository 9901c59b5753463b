//! Refinement of the segments' positions: by the columns found, columns are found again.

use super::align_to_columns::{Aligned, align_to_columns};
use super::column_detection::Column;
use super::column_runs::find_column_runs;
use super::continuations::shifts_below_continued;
use super::segment_grid::SegmentGrid;
use super::{Segment, costs, positions};

/// Sets the position of each segment of a page of `row_count` rows.
///
/// Positions by the padding show columns; columns show how wide justified lines and gutters
/// are, by which the positions are estimated anew, a few times over.
pub(super) fn estimate_positions(text: &str, segments: &mut [Segment], row_count: usize) {
    for round in 1..=costs::REFINEMENT_ROUNDS {
        if positions::set_positions(text, segments, row_count) {
            return;
        }
        shift_continuations(segments, row_count);
        let grid = SegmentGrid::new(segments, row_count);
        let columns: Vec<Column> = find_column_runs(&grid).0.iter().map(|run| run.column(&grid)).collect();
        let aligned = align_to_columns(&grid, &columns);
        if round < costs::REFINEMENT_ROUNDS {
            set_widths(segments, &columns, &aligned);
        } else {
            segments.iter_mut().zip(&aligned).for_each(|(segment, aligned)| {
                segment.x = aligned.map_or(segment.x, |aligned| aligned.x);
            });
        }
    }
    shift_continuations(segments, row_count);
}

/// Moves what continues a column exactly below it.
fn shift_continuations(segments: &mut [Segment], row_count: usize) {
    for _ in 0..costs::SHIFT_ROUNDS {
        let grid = SegmentGrid::new(segments, row_count);
        let shifts = shifts_below_continued(&grid, &find_column_runs(&grid).0);
        segments.iter_mut().zip(shifts).for_each(|(segment, shift)| segment.x += shift);
    }
}

/// Sets the widths of justified lines and of gutters by the columns that segments are in.
fn set_widths(segments: &mut [Segment], columns: &[Column], aligned: &[Option<Aligned>]) {
    for i in 0..segments.len() {
        segments[i].width = segments[i].natural_width;
        segments[i].gutter_before = costs::GUTTER;
        if i == 0 || segments[i].blanks_before != 1 {
            continue;
        }
        let before = &mut segments[i - 1];
        let Some(Aligned { column, x }) = aligned[i - 1] else { continue };
        // a single blank parts it from the next column, so it reaches its own's far edge
        let width = columns[column].right() - x;
        let stretch = width - before.natural_width;
        if (-costs::MAX_SQUEEZE..=costs::MAX_STRETCH).contains(&stretch) {
            before.width = width;
        }
        if let Some(next) = aligned[i]
            && next.column != column
        {
            segments[i].gutter_before = (next.x - x - before.width).clamp(0, costs::MAX_GUTTER);
        }
    }
}
