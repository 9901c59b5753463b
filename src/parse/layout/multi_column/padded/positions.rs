//! Horizontal positions of segments, by the padding alone.
//!
//! A program that keeps columns side by side (`pdftotext -layout`) counts characters, wide
//! or narrow, and pads a stretch of text only up to the character column that any nearby row
//! has reached at that position. So what stands after padding is at the leftmost position at
//! which some nearby row has that many characters, and the position of what follows it in the
//! row results from the widths of the characters between.

use super::{Segment, costs};
use crate::order::sort_by_rank;
use crate::text::width::char_width;
use std::ops::Range;

/// Sets [`Segment::x`] of all segments of a page of `row_count` rows; whether it is exact.
pub(super) fn set_positions(text: &str, segments: &mut [Segment], row_count: usize) -> bool {
    if is_padded_by_cells(segments) {
        segments.iter_mut().for_each(|segment| segment.x = segment.cell_column as i32);
        return true;
    }
    let mut unpadded_runs = unpadded_runs(segments);
    // from the left; of one character column, from the top
    sort_by_rank(&mut unpadded_runs, |run| (segments[run.start].char_column, segments[run.start].row));
    let bands = bands(segments, row_count);
    // the last run of each row that has its position
    let mut placed: Vec<Option<Range<usize>>> = vec![None; row_count];
    let mut at = 0;
    while at < unpadded_runs.len() {
        let row_of = |run: &Range<usize>| segments[run.start].row;
        let char_column = segments[unpadded_runs[at].start].char_column;
        let top = row_of(&unpadded_runs[at]);
        let band = &bands[top];
        let mut end = at + 1;
        while end < unpadded_runs.len()
            && segments[unpadded_runs[end].start].char_column == char_column
            && row_of(&unpadded_runs[end]) < band.end.min(top + costs::MAX_REACH)
        {
            end += 1;
        }
        let bottom = row_of(&unpadded_runs[end - 1]);
        let x = leftmost_nearby(text, segments, &placed, band, top..bottom + 1, char_column)
            .or_else(|| {
                let rows = top.saturating_sub(costs::MAX_REACH)..(bottom + costs::MAX_REACH).min(row_count);
                let nearby = placed[rows].iter().flatten();
                nearby.filter_map(|run| position_in(text, &segments[run.clone()], char_column)).min()
            })
            .unwrap_or(costs::CHAR_WIDTH * char_column as i32);
        for run in &unpadded_runs[at..end] {
            let mut next = x;
            for (n, segment) in segments[run.clone()].iter_mut().enumerate() {
                segment.x = next + if n > 0 { segment.gutter_before } else { 0 };
                next = segment.right();
            }
            placed[segments[run.start].row] = Some(run.clone());
        }
        at = end;
    }
    false
}

/// The segments grouped so that within a group a single blank parts them.
fn unpadded_runs(segments: &[Segment]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, segment) in segments.iter().enumerate() {
        match out.last_mut() {
            Some(run) if segment.blanks_before == 1 => run.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// Whether padding lines segments up by cells, as where someone padded a table for the eye,
/// rather than by characters.
fn is_padded_by_cells(segments: &[Segment]) -> bool {
    let (mut by_cells, mut by_characters) = (0, 0);
    let is_padded = |segment: &&Segment| (2..usize::MAX).contains(&segment.blanks_before);
    let padded: Vec<&Segment> = segments.iter().filter(is_padded).collect();
    for (i, segment) in padded.iter().enumerate() {
        let above = || {
            let near = |above: &&&Segment| above.row + costs::MAX_COMPARED_ROWS >= segment.row;
            padded[..i].iter().rev().take_while(near).take(costs::MAX_COMPARED)
        };
        let cells = above().any(|above| above.cell_column == segment.cell_column);
        let characters = above().any(|above| above.char_column == segment.char_column);
        by_cells += usize::from(cells && !characters);
        by_characters += usize::from(characters && !cells);
    }
    by_cells > costs::CELLS_MAJORITY * by_characters
        || segments.iter().all(|segment| segment.cell_column == segment.char_column)
}

/// For each row the band of rows around it that no two blank rows part. Text above and below
/// a wide blank is padded independently.
fn bands(segments: &[Segment], row_count: usize) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(row_count);
    let mut tops = vec![0];
    let mut last = 0;
    for segment in segments {
        if segment.row > last + costs::BAND_BLANK_ROWS {
            tops.push(segment.row);
        }
        last = segment.row;
    }
    for (n, &top) in tops.iter().enumerate() {
        let bottom = tops.get(n + 1).copied().unwrap_or(row_count);
        out.resize(bottom, top..bottom);
    }
    out
}

/// The leftmost position of `char_column` in the runs at `rows` and around them, as far up and
/// down as runs that reach it follow each other without a wide hole.
fn leftmost_nearby(
    text: &str,
    segments: &[Segment],
    placed: &[Option<Range<usize>>],
    band: &Range<usize>,
    rows: Range<usize>,
    char_column: usize,
) -> Option<i32> {
    let position = |row: usize| position_in(text, &segments[placed[row].clone()?], char_column);
    let mut leftmost = rows.clone().filter_map(position).min();
    let mut up = (rows.start.saturating_sub(costs::MAX_REACH).max(band.start)..rows.start).rev();
    let mut down = rows.end..(rows.end + costs::MAX_REACH).min(band.end);
    let directions: [&mut dyn Iterator<Item = usize>; 2] = [&mut up, &mut down];
    for direction in directions {
        let mut hole = 0;
        for row in direction {
            match position(row) {
                Some(x) => {
                    leftmost = Some(leftmost.map_or(x, |leftmost| leftmost.min(x)));
                    hole = 0;
                }
                None => hole += 1,
            }
            if hole > costs::MAX_HOLE {
                break;
            }
        }
    }
    leftmost
}

/// Position of `char_column` in a run of segments, where the run reaches it.
fn position_in(text: &str, run: &[Segment], char_column: usize) -> Option<i32> {
    if run.last()?.char_end() < char_column {
        return None;
    }
    let segment = &run[run.partition_point(|segment| segment.char_column <= char_column) - 1];
    Some(segment.x + offset_of_char(text, segment, char_column - segment.char_column))
}

/// Cells from the start of `segment` to its character `n`, or past its end to what follows.
fn offset_of_char(text: &str, segment: &Segment, n: usize) -> i32 {
    if n >= segment.char_count {
        return segment.width + costs::GUTTER;
    }
    let before: usize = text[segment.range.clone()].chars().take(n).map(char_width).sum();
    (before as i32 * segment.width / segment.natural_width.max(1)).min(segment.width)
}

#[cfg(test)]
mod tests {
    use super::super::super::segments::segments;
    use super::*;
    use crate::parse::layout::rows::split_rows;
    use crate::text::Source;

    #[test]
    fn the_leftmost_position_is_looked_for_so_many_rows_up_and_down() {
        let count = 3 * costs::MAX_REACH;
        let text = "渡口重新开船\n".repeat(count);
        let source = Source::new(&text);
        let mut lines = segments(source.text, &split_rows(&source));
        let placed: Vec<_> = (0..count).map(|row| Some(row..row + 1)).collect();
        let middle = count / 2;
        for direction in [1, -1] {
            for line in &mut lines {
                line.x = direction * (line.row as i32 - middle as i32);
            }
            let leftmost = leftmost_nearby(source.text, &lines, &placed, &(0..count), middle..middle + 1, 0);
            assert_eq!(leftmost, Some(-(costs::MAX_REACH as i32)));
        }
    }
}
