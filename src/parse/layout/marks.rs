//! What a form says of the lines of a text whose places it does not know: which are headings, and of which
//! size, as Markdown does.

use super::Line;
use super::geometry::size;
use crate::form::{Run, Sheet};
use crate::order::sort_by_rank;
use crate::parse::roles::places::PlaceFeature as Feature;

/// Gives the lines of headings what such a line shows on paper: its size beside the text's and the line's
/// above, and that it is no text. Of other lines nothing is known but that they are smaller than a heading
/// above them.
pub(super) fn add(lines: &mut [Line], sheet: &Sheet) {
    let mut runs: Vec<&Run> = sheet.pages.iter().flat_map(|page| &page.runs).collect();
    if !runs.iter().any(|run| run.heading) {
        return;
    }
    sort_by_rank(&mut runs, |run| (run.bytes.start, 0));
    let Some(body) = body_size(&runs) else { return };
    let mut above: Option<Said> = None;
    for line in lines {
        let said =
            run_of(&runs, line).map(|run| Said { size: sound(run.size).unwrap_or(body), is_heading: run.heading });
        line.place = said.map_or(0, |said| features(said, above, body));
        above = said;
    }
}

/// What is said of a line.
#[derive(Clone, Copy)]
struct Said {
    size: f32,
    is_heading: bool,
}

fn features(said: Said, above: Option<Said>, body: f32) -> u64 {
    let step = size::step(said.size, above.map(|above| above.size));
    if !said.is_heading {
        let is_below_heading = above.is_some_and(|above| above.is_heading);
        let is_smaller = matches!(step, Feature::SmallerThanAbove);
        return if is_below_heading && is_smaller { step.bit() } else { 0 };
    }
    let size = size::feature(said.size / body);
    let part = match size {
        Feature::Small | Feature::Body => Feature::ColumnLabel,
        _ => Feature::ColumnHeading,
    };
    size.bit() | part.bit() | step.bit()
}

/// The run that holds a line.
fn run_of<'r>(runs: &[&'r Run], line: &Line) -> Option<&'r Run> {
    let next = runs.partition_point(|run| run.bytes.start <= line.range.start);
    runs[..next].last().copied().filter(|run| line.range.end <= run.bytes.end)
}

/// The size that most of the text has which is no heading.
fn body_size(runs: &[&Run]) -> Option<f32> {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    let text = runs.iter().filter(|run| !run.heading);
    let mut said: Vec<(f32, usize)> = text.filter_map(|run| Some((sound(run.size)?, run.bytes.len()))).collect();
    sort_by_rank(&mut said, |of| (of.0, 0));
    for (size, bytes) in said {
        match sizes.last_mut() {
            Some(last) if last.0 == size => last.1 = last.1.saturating_add(bytes),
            _ => sizes.push((size, bytes)),
        }
    }
    sizes.into_iter().max_by_key(|(_, bytes)| *bytes).map(|(size, _)| size)
}

fn sound(size: f32) -> Option<f32> {
    (size.is_finite() && size > 0.0).then_some(size)
}
