//! Lines of a page whose places on paper are known.
//!
//! 1. [`upright`]: the characters of headings that go down the page are told from lines;
//! 2. [`rows`]: runs that share a baseline within one column → rows;
//! 3. [`blocks`]: rows that stand one below the other → blocks, each a heading or text;
//! 4. [`columns`]: text blocks → columns, and columns that stand side by side → their headings;
//! 5. [`order`]: the groups of headings and columns in reading order;
//! 6. [`evidence`]: what the place of a line says of its role.

mod blocks;
mod columns;
mod evidence;
mod order;
mod rows;
pub(super) mod size;
mod upright;

use super::Line;
use super::costs::geometry as costs;
use crate::form::{Bounds, Run};

/// The lines of a page in reading order; lines of one group share a frame.
pub(super) fn lines(text: &str, runs: &[Run], page: usize) -> Vec<Line> {
    if runs.len() > costs::MAX_RUNS {
        return runs.iter().map(|run| Line { range: run.bytes.clone(), frame: 0, page, place: 0 }).collect();
    }
    let vertical: usize = runs.iter().filter(|run| run.vertical).map(|run| run.bytes.len()).sum();
    let all: usize = runs.iter().map(|run| run.bytes.len()).sum();
    let turned = 2 * vertical > all;
    let places_of = |runs: &[Run]| runs.iter().map(|run| Place::new(run, turned)).collect::<Vec<_>>();
    let places = places_of(runs);
    let split = if turned { None } else { upright::split(text, runs, &places, rows::body_size(&places)) };
    let mut places = split.as_deref().map_or(places, places_of);
    let runs = split.as_deref().unwrap_or(runs);
    begin_at_initials(runs, turned, &mut places);
    let mut rows = rows::rows(&places);
    let body = rows::body_size(&places);
    let blocks = blocks::blocks(&mut rows, body);
    let groups = columns::groups(&blocks, &rows, body);
    let mut lines = Vec::with_capacity(runs.len());
    for (frame, group) in order::order(&groups).into_iter().enumerate() {
        let group = &groups[group];
        let of_frame = if group.is_headed() { Line::UNDER_HEADING } else { 0 };
        for (row, places) in evidence::of_group(group, &blocks, &rows, body) {
            lines.extend(rows[row].runs.iter().enumerate().map(|(n, &run)| Line {
                range: runs[run].bytes.clone(),
                frame,
                page,
                place: places | of_frame | if n == 0 { 0 } else { Line::WITHIN_ROW },
            }));
        }
    }
    lines
}

/// Has lines beside an initial begin where it does, as they would without it.
fn begin_at_initials(runs: &[Run], turned: bool, places: &mut [Place]) {
    for initial in runs.iter().filter_map(|run| run.initial.filter(|_| !turned)) {
        for place in places.iter_mut() {
            let (bounds, em) = (&mut place.bounds, place.size);
            let middle = (bounds.y0 + bounds.y1) / 2.0;
            let gap = bounds.x0 - initial.x1;
            let is_close = gap > -costs::INITIAL_OVERLAP * em && gap < costs::MAX_GAP_AT_INITIAL * em;
            if initial.y0 < middle && middle < initial.y1 && is_close {
                bounds.x0 = initial.x0;
            }
        }
    }
}

/// Where a run stands, with lines of vertical text turned so that they are read from left to right,
/// one below the other.
#[derive(Clone, Copy, Debug)]
struct Place {
    bounds: Bounds,
    size: f32,
    /// It stands across the lines of the page.
    across: bool,
    bytes: usize,
}

impl Place {
    fn new(run: &Run, turned: bool) -> Self {
        let Bounds { x0, y0, x1, y1 } = run.bounds;
        // lines that go down from the right are turned to lines that go right from the top
        let bounds = if turned { Bounds { x0: y0, y0: -x1, x1: y1, y1: -x0 } } else { Bounds { x0, y0, x1, y1 } };
        let is_said = run.size.is_finite() && run.size > 0.0;
        let size = if is_said { run.size } else { (y1 - y0).min(x1 - x0) };
        let size = size.max(costs::MIN_SIZE);
        // letters and digits of a line that goes down are turned, as far as they are not set upright
        let on_its_side = bounds.width() < costs::ON_ITS_SIDE * size && bounds.height() > costs::ON_ITS_SIDE * size;
        let across = (run.vertical != turned) || (!run.vertical && on_its_side);
        Self { bounds, size, across, bytes: run.bytes.len() }
    }
}

/// The length of what two stretches share.
fn shared(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.1.min(b.1) - a.0.max(b.0)).max(0.0)
}
