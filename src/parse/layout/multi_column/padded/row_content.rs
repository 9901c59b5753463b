//! What a row holds within a column.

use super::costs;
use super::segment_grid::SegmentGrid;

/// What a row holds within a column.
pub(super) enum RowContent {
    Empty,
    /// Something that cannot be a line of the column.
    Other,
    Line(ColumnLine),
}

/// What may be a line of the column.
pub(super) struct ColumnLine {
    pub segments: Vec<usize>,
    /// It starts at the column's edge, or indented as a paragraph's first line is.
    pub starts_at_edge: bool,
    /// It ends at the column's far edge.
    pub full: bool,
}

/// What `row` holds within the column at `left` of `width` cells, among the segments that
/// are unassigned.
pub(super) fn row_content(grid: &SegmentGrid, unassigned: &[bool], left: i32, width: i32, row: usize) -> RowContent {
    let right = left + width;
    let mut segments = Vec::new();
    for i in grid.row(row) {
        let segment = &grid.segments[i];
        if segment.right() <= left || segment.x >= right {
            continue;
        }
        let fits = segment.x >= left - costs::EDGE_TOLERANCE
            && segment.x < right - costs::MIN_INSIDE
            && segment.x + segment.natural_width <= right + costs::EDGE_TOLERANCE
            && segment.natural_width <= width + costs::FULL_TOLERANCE;
        if fits && unassigned[i] {
            segments.push(i);
        } else if segment.right().min(right) - segment.x.max(left) > costs::EDGE_TOLERANCE {
            return RowContent::Other;
        }
    }
    let (Some(&first), Some(&last)) = (segments.first(), segments.last()) else { return RowContent::Empty };
    let (first, last) = (&grid.segments[first], &grid.segments[last]);
    let natural_width: i32 = segments.iter().map(|&i| grid.segments[i].natural_width).sum();
    let starts_at_edge = first.x <= left + costs::INDENT + costs::INDENT_TOLERANCE;
    let reaches_edge = last.right() + costs::LINE_END_TOLERANCE >= right;
    let full = reaches_edge && natural_width + costs::MAX_JUSTIFICATION >= width || last.letter_spaced;
    RowContent::Line(ColumnLine { segments, starts_at_edge, full })
}

#[cfg(test)]
mod tests {
    use super::super::super::segments::segments;
    use super::*;
    use crate::parse::layout::rows::split_rows;
    use crate::text::Source;

    /// Whether a segment of twelve cells is a line of a column of as many that begins `offset`
    /// cells right of it.
    fn is_line(offset: i32) -> bool {
        let source = Source::new("渡口重新开船");
        let rows = split_rows(&source);
        let segments = segments(source.text, &rows);
        let grid = SegmentGrid::new(&segments, rows.len());
        matches!(row_content(&grid, &[true], offset, 12, 0), RowContent::Line(_))
    }

    #[test]
    fn a_line_crosses_either_edge_of_its_column_by_the_tolerance_and_no_more() {
        assert!(is_line(costs::EDGE_TOLERANCE));
        assert!(!is_line(costs::EDGE_TOLERANCE + 1));
        assert!(is_line(-costs::EDGE_TOLERANCE));
        assert!(!is_line(-costs::EDGE_TOLERANCE - 1));
    }
}
