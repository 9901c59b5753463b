//! Reading order: boxes under their headlines, from the top and then from the left.

use super::segment_grid::SegmentGrid;
use super::text_box::TextBox;
use super::unassigned_lines::UnassignedLine;
use super::{Line, Row, costs};
use crate::order::{sort_by_rank, sort_values};

/// A box under its headline, or a line by itself; a frame of the output.
struct Item {
    top: usize,
    left: i32,
    parts: Vec<Part>,
}

/// A headline, of width 0, or a column.
struct Part {
    left: i32,
    width: i32,
    /// Segments of each line.
    lines: Vec<Vec<usize>>,
}

/// The lines of the boxes and the unassigned ones in reading order. `headed_boxes` has for each
/// unassigned line the index of the box that it heads.
pub(super) fn lines_in_order(
    grid: &SegmentGrid,
    rows: &[Row],
    boxes: &[TextBox],
    unassigned: Vec<UnassignedLine>,
    headed_boxes: &[Option<usize>],
) -> Vec<Line> {
    let mut items: Vec<Item> = boxes.iter().map(|text_box| item_of(grid, text_box)).collect();
    // from the bottom, so that each line of a headline comes before those that are in
    for (line, headed_box) in unassigned.into_iter().zip(headed_boxes).rev() {
        match *headed_box {
            Some(b) => add_headline(grid, &mut items[b], line),
            None => {
                let part = Part { left: line.left, width: 0, lines: vec![line.segments] };
                items.push(Item { top: line.row, left: line.left, parts: vec![part] });
            }
        }
    }
    sort_by_rank(&mut items, |item| (item.top, item.left));
    let mut out = Vec::new();
    for (frame, item) in items.iter().enumerate() {
        for part in &item.parts {
            out.extend(part.lines.iter().map(|segments| line(grid, rows, segments, frame)));
        }
    }
    out
}

fn item_of(grid: &SegmentGrid, text_box: &TextBox) -> Item {
    let parts = text_box.columns.iter().map(|column| Part {
        left: column.usual_start(grid),
        width: column.width,
        lines: split_at_rows(grid, &column.segments),
    });
    Item { top: text_box.top(), left: text_box.left(), parts: parts.collect() }
}

/// Adds `line` to the headline of `item`, or as a headline above it where it is apart.
fn add_headline(grid: &SegmentGrid, item: &mut Item, line: UnassignedLine) {
    item.top = item.top.min(line.row);
    let first = &mut item.parts[0];
    match first.lines.first().filter(|_| first.width == 0) {
        Some(next) if grid.line_distance(line.row, grid.segments[next[0]].row) <= costs::MAX_HEADLINE_STEP => {
            first.left = first.left.min(line.left);
            first.lines.insert(0, line.segments);
        }
        _ => item.parts.insert(0, Part { left: line.left, width: 0, lines: vec![line.segments] }),
    }
}

/// The segments grouped into lines: those that follow each other in one row.
fn split_at_rows(grid: &SegmentGrid, segments: &[usize]) -> Vec<Vec<usize>> {
    let mut segments = segments.to_vec();
    sort_values(&mut segments);
    let same_line = |&a: &usize, &b: &usize| b == a + 1 && grid.segments[a].row == grid.segments[b].row;
    segments.chunk_by(same_line).map(<[usize]>::to_vec).collect()
}

fn line(grid: &SegmentGrid, rows: &[Row], segments: &[usize], frame: usize) -> Line {
    let (first, last) = (&grid.segments[segments[0]], &grid.segments[segments[segments.len() - 1]]);
    Line { range: first.range.start..last.range.end, frame, page: rows[first.row].page, place: 0 }
}
