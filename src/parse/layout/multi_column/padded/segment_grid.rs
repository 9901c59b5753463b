//! The segments of a page by row.

use super::{Segment, costs};
use std::ops::Range;

/// The segments of a page by row, with the vertical distances between rows.
pub(super) struct SegmentGrid<'s> {
    pub segments: &'s [Segment],
    /// For each row the index of its first segment; one more at the end.
    row_starts: Vec<usize>,
    /// Lines from the top of the page to each row.
    heights: Vec<usize>,
}

impl<'s> SegmentGrid<'s> {
    /// The grid of `segments`, in source order, on a page of `row_count` rows.
    pub fn new(segments: &'s [Segment], row_count: usize) -> Self {
        let mut row_starts = vec![0; row_count + 1];
        segments.iter().for_each(|segment| row_starts[segment.row + 1] += 1);
        for row in 0..row_count {
            row_starts[row + 1] += row_starts[row];
        }
        let mut out = Self { segments, row_starts, heights: Vec::new() };
        out.heights = heights(&out);
        out
    }

    /// Number of rows.
    pub fn row_count(&self) -> usize {
        self.row_starts.len() - 1
    }

    /// Lines from row `above` down to row `below`. Rows are not lines: where boxes side by side
    /// have different baselines, their lines alternate.
    pub fn line_distance(&self, above: usize, below: usize) -> usize {
        self.heights[below].saturating_sub(self.heights[above])
    }

    /// Indices of the segments of `row`.
    pub fn row(&self, row: usize) -> Range<usize> {
        self.row_starts[row]..self.row_starts[row + 1]
    }

    /// Segments of `row` that share at least half the narrower's width with `left..right`.
    pub fn overlapping(&self, row: usize, left: i32, right: i32) -> impl Iterator<Item = usize> + '_ {
        self.row(row).filter(move |&i| {
            let segment = &self.segments[i];
            let shared = segment.right().min(right) - segment.x.max(left);
            shared > 0 && costs::OVERLAP_SHARE * shared >= (segment.right() - segment.x).min(right - left)
        })
    }
}

/// Lines from the top of the page to each row: one more than the lowest line that any of the
/// row's segments stands under, and no less than the row before.
fn heights(grid: &SegmentGrid) -> Vec<usize> {
    let page_right = grid.segments.iter().map(|segment| segment.right()).max().unwrap_or(0).max(0) as usize;
    let mut lowest = vec![0; page_right + 1];
    let mut out = Vec::with_capacity(grid.row_count());
    let mut height = 0;
    for row in 0..grid.row_count() {
        let is_blank = |row: usize| grid.row(row).is_empty();
        if is_blank(row) || row > 0 && is_blank(row - 1) {
            height += if row > 0 && is_blank(row) && is_blank(row - 1) { costs::BLANK_ROWS_HEIGHT } else { 1 };
        }
        // the estimated ends of a segment may be off by a little
        let spans = || {
            grid.segments[grid.row(row)].iter().map(|segment| {
                let start = segment.x.max(0) as usize + costs::END_TRIM;
                let end = segment.right().max(2 * costs::END_TRIM as i32) as usize - costs::END_TRIM;
                start.min(page_right)..end.max(start).min(page_right)
            })
        };
        for span in spans() {
            height = height.max(lowest[span].iter().max().map_or(0, |line| line + 1));
        }
        for span in spans() {
            lowest[span].fill(height);
        }
        out.push(height);
    }
    out
}
