//! Which of the text the runs of a sheet hold: each character once, whatever the sheet says.

use super::Line;
use super::rows::Row;
use crate::form::{Run, Sheet};
use crate::order::sort_by_rank;
use crate::text::Source;
use std::ops::Range;

/// The runs of each page that have a place and hold characters of one row of the text which no run
/// before them holds; they are trimmed.
pub(super) fn placed(source: &Source, rows: &[Row], sheet: &Sheet) -> Vec<Vec<Run>> {
    let all = sheet.pages.iter().enumerate().flat_map(|(page, of)| of.runs.iter().map(move |run| (page, run)));
    let sound = |(page, run): (usize, &Run)| {
        let bytes = trimmed(source, rows, &run.bytes).filter(|_| has_place(run))?;
        Some((page, Run { bytes, ..run.clone() }))
    };
    let mut runs: Vec<(usize, usize, Run)> =
        all.filter_map(sound).enumerate().map(|(order, (page, run))| (order, page, run)).collect();
    sort_by_rank(&mut runs, |(order, _, run)| (run.bytes.start, *order));
    let mut end = 0;
    runs.retain(|(_, _, run)| {
        let is_apart = run.bytes.start >= end;
        end = if is_apart { run.bytes.end } else { end };
        is_apart
    });
    sort_by_rank(&mut runs, |(order, ..)| (*order, 0));
    let mut pages = vec![Vec::new(); sheet.pages.len()];
    runs.into_iter().for_each(|(_, page, run)| pages[page].push(run));
    pages
}

/// Whether the form says where a run stands: one that does not has it all at one point.
fn has_place(run: &Run) -> bool {
    let sides = [run.bounds.width(), run.bounds.height()];
    sides.iter().all(|side| side.is_finite()) && sides.iter().any(|side| *side > 0.0)
}

/// The bytes without the blanks around them; `None` where they are not of one row, or blank.
fn trimmed(source: &Source, rows: &[Row], bytes: &Range<usize>) -> Option<Range<usize>> {
    let text = source.text.get(bytes.clone())?;
    let start = bytes.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    let row = rows[..rows.partition_point(|row| row.trimmed.start <= start)].last()?;
    (start < end && end <= row.trimmed.end).then_some(start..end)
}

/// Adds what no line holds, each piece of a row as a line in a frame of its own.
pub(super) fn add_unplaced(source: &Source, rows: &[Row], lines: &mut Vec<Line>) {
    let mut held: Vec<Range<usize>> = lines.iter().map(|line| line.range.clone()).collect();
    sort_by_rank(&mut held, |range| (range.start, 0));
    let mut held = held.into_iter().peekable();
    let mut frame = lines.last().map_or(0, |line| line.frame + 1);
    let mut add = |range: Range<usize>, page: usize| {
        let text = &source.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        if !text.trim().is_empty() {
            lines.push(Line { range: start..start + text.trim().len(), frame, page, place: 0 });
            frame += 1;
        }
    };
    for row in rows {
        let mut at = row.trimmed.start;
        while let Some(range) = held.next_if(|range| range.start < row.trimmed.end) {
            add(at..range.start.max(at), row.page);
            at = range.end;
        }
        add(at..row.trimmed.end.max(at), row.page);
    }
}
