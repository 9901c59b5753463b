//! Column detection: segments that stand one below the other and end at the same edge.

use super::segment_grid::SegmentGrid;
use super::{Segment, costs};
use crate::order::{sort_by_rank, sort_values};

/// A column of running text.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub left: i32,
    pub width: i32,
    /// First and last row.
    pub top: usize,
    pub bottom: usize,
    /// The character column at which its padded lines start, where several agree.
    pub char_column: Option<usize>,
}

impl Column {
    pub fn right(&self) -> i32 {
        self.left + self.width
    }

    /// Whether `segment` starts where a line of the column does, and is not too wide for it.
    pub fn accepts(&self, segment: &Segment) -> bool {
        let offset = segment.x - self.left;
        (-costs::EDGE_TOLERANCE..=costs::INDENT + costs::INDENT_TOLERANCE).contains(&offset)
            && segment.natural_width <= self.width + costs::MAX_OVERHANG
            && segment.right() <= self.right() + costs::EDGE_TOLERANCE
    }
}

/// The columns of the page, by their top row and left edge.
pub(super) fn detect_columns(grid: &SegmentGrid) -> Vec<Column> {
    let mut out = bridge_short_lines(grid, aligned_stretches(grid));
    sort_by_rank(&mut out, |column| (column.top, column.left));
    out
}

/// Stretches of lines with both edges in common: of three lines at least, or of two beside
/// another column.
fn aligned_stretches(grid: &SegmentGrid) -> Vec<Column> {
    let mut above: Vec<Option<usize>> = vec![None; grid.segments.len()];
    let mut stretch_of: Vec<usize> = Vec::with_capacity(grid.segments.len());
    let mut stretches: Vec<Vec<usize>> = Vec::new();
    for i in 0..grid.segments.len() {
        if let Some(j) = aligned_below(grid, i) {
            above[j] = Some(i);
        }
        let n = match above[i] {
            Some(a) => stretch_of[a],
            None => {
                stretches.push(Vec::new());
                stretches.len() - 1
            }
        };
        stretches[n].push(i);
        stretch_of.push(n);
    }
    let (mut columns, mut short) = (Vec::new(), Vec::new());
    for stretch in stretches.iter().filter(|stretch| stretch.len() >= costs::MIN_LINES) {
        let found = if stretch.len() >= costs::SURE_LINES { &mut columns } else { &mut short };
        found.push(column_of(grid.segments, stretch));
    }
    let supported = supported(grid, &columns, &short);
    columns.extend(supported);
    columns
}

/// Those of `short` that have a column of the same width right beside them. Two lines alone
/// may be a headline.
fn supported(grid: &SegmentGrid, columns: &[Column], short: &[Column]) -> Vec<Column> {
    let mut by_row: Vec<Vec<&Column>> = vec![Vec::new(); grid.row_count()];
    for column in columns.iter().chain(short) {
        (column.top..=column.bottom).for_each(|row| by_row[row].push(column));
    }
    let is_left_of = |a: &Column, b: &Column| {
        (-costs::EDGE_TOLERANCE..=costs::MAX_SUPPORT_GAP).contains(&(b.left - a.right()))
            && (a.width - b.width).abs() <= costs::WIDTH_TOLERANCE
    };
    let is_supported = |column: &&Column| {
        let mut others = by_row[column.top].iter().chain(&by_row[column.bottom]);
        others.any(|other| is_left_of(column, other) || is_left_of(other, column))
    };
    short.iter().filter(is_supported).cloned().collect()
}

/// The segment that stands right below segment `i` with the same edges.
fn aligned_below(grid: &SegmentGrid, i: usize) -> Option<usize> {
    let segment = &grid.segments[i];
    if segment.natural_width < costs::MIN_COLUMN_WIDTH {
        return None;
    }
    let reach = |row: &usize| grid.line_distance(segment.row, *row) <= costs::MAX_LINE_STEP;
    for row in (segment.row + 1..grid.row_count()).take_while(reach) {
        let mut below = grid.overlapping(row, segment.x, segment.right());
        if let Some(j) = below.next() {
            return (below.next().is_none() && are_aligned(segment, &grid.segments[j])).then_some(j);
        }
    }
    None
}

/// Whether both edges are in common; or the near one exactly, where the far one is ragged.
fn are_aligned(a: &Segment, b: &Segment) -> bool {
    let right = a.letter_spaced || b.letter_spaced || (a.right() - b.right()).abs() <= costs::EDGE_TOLERANCE;
    let (shorter, longer) = (a.natural_width.min(b.natural_width), a.natural_width.max(b.natural_width));
    let ragged = a.spaced_script && b.spaced_script && a.x == b.x && costs::RAGGED_LINE_SHARE * shorter >= longer;
    (a.x - b.x).abs() <= costs::EDGE_TOLERANCE && right || ragged
}

/// The column that the segments `stretch` make.
fn column_of(segments: &[Segment], stretch: &[usize]) -> Column {
    let mut widths: Vec<i32> = stretch.iter().map(|&i| segments[i].natural_width).collect();
    sort_values(&mut widths);
    let width = widths[widths.len() * costs::WIDTH_QUARTILE / 4];
    let is_full = |segment: &&Segment| segment.natural_width + costs::FULL_TOLERANCE >= width || segment.letter_spaced;
    let mut lefts: Vec<i32> = stretch.iter().map(|&i| &segments[i]).filter(is_full).map(|segment| segment.x).collect();
    sort_values(&mut lefts);
    Column {
        left: lefts[lefts.len() / 2],
        width,
        top: segments[stretch[0]].row,
        bottom: segments[stretch[stretch.len() - 1]].row,
        char_column: None,
    }
}

/// The stretches, merged where only short and indented lines part them.
fn bridge_short_lines(grid: &SegmentGrid, mut stretches: Vec<Column>) -> Vec<Column> {
    sort_by_rank(&mut stretches, |stretch| (stretch.top, stretch.left));
    let mut out: Vec<Column> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for lower in stretches {
        open.retain(|&i| {
            out[i].bottom >= lower.top || grid.line_distance(out[i].bottom, lower.top) <= costs::MAX_LINE_STEP
        });
        let upper = open.iter().copied().find(|&i| {
            let upper = &out[i];
            (upper.left - lower.left).abs() <= costs::EDGE_TOLERANCE
                && (upper.width - lower.width).abs() <= costs::BRIDGED_WIDTH_TOLERANCE
                && (upper.bottom + 1..lower.top).all(|row| {
                    grid.overlapping(row, upper.left, upper.right()).all(|i| upper.accepts(&grid.segments[i]))
                })
        });
        match upper {
            Some(i) => {
                let upper = &mut out[i];
                if lower.bottom - lower.top > upper.bottom - upper.top {
                    upper.left = lower.left;
                }
                upper.bottom = upper.bottom.max(lower.bottom);
                upper.width = upper.width.max(lower.width);
            }
            None => {
                open.push(out.len());
                out.push(lower);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::segments::segments;
    use super::*;
    use crate::parse::layout::rows::split_rows;
    use crate::text::Source;

    #[test]
    fn a_line_of_a_column_begins_at_its_edge_or_indented_and_ends_within_it() {
        let source = Source::new("渡口重新开船");
        let segments = segments(source.text, &split_rows(&source));
        let accepts = |left, width| Column { left, width, top: 0, bottom: 0, char_column: None }.accepts(&segments[0]);
        let indent = costs::INDENT + costs::INDENT_TOLERANCE;
        for (left, width, is_line) in [
            (costs::EDGE_TOLERANCE, 12, true),
            (costs::EDGE_TOLERANCE + 1, 12, false),
            (-indent, 12 + indent, true),
            (-indent - 1, 12 + indent + 1, false),
            (0, 12 - costs::MAX_OVERHANG, true),
            (0, 12 - costs::MAX_OVERHANG - 1, false),
            (-2, 14 - costs::EDGE_TOLERANCE, true),
            (-2, 14 - costs::EDGE_TOLERANCE - 1, false),
        ] {
            assert_eq!(accepts(left, width), is_line, "twelve cells in {width} from {left} on");
        }
    }
}
