//! Lines of a page whose places on paper are known.
//!
//! 1. [`upright`]: the characters of headings that go down the page are told from lines;
//! 2. [`rows`]: runs that share a baseline within one column → rows;
//! 3. [`drawn`]: what is in a box of rules is read by itself;
//! 4. [`blocks`]: rows that stand one below the other → blocks, each a heading or text;
//! 5. [`columns`]: text blocks → columns, and columns that stand side by side → their headings;
//! 6. [`order`]: the groups of headings and columns in reading order;
//! 7. [`evidence`]: what the place of a line says of its role.

mod blocks;
mod columns;
mod drawn;
mod evidence;
mod order;
mod rows;
pub(super) mod size;
mod upright;

use self::blocks::Block;
use self::columns::Group;
use self::drawn::Drawn;
use self::rows::Row;
use super::Line;
use super::costs::geometry as costs;
use crate::form::{Bounds, Run, SheetPage};

/// The lines of a page in reading order; lines of one group share a frame. `drawn` is the page of the sheet
/// that the runs are of.
pub(super) fn lines(text: &str, runs: &[Run], drawn: &SheetPage, page: usize) -> Vec<Line> {
    if runs.len() > costs::MAX_RUNS {
        return runs.iter().map(|run| Line { range: run.bytes.clone(), frame: 0, page, place: 0 }).collect();
    }
    let bytes = |of: fn(&&Run) -> bool| runs.iter().filter(of).map(|run| run.bytes.len()).sum::<usize>();
    let all = bytes(|_| true);
    let turned = 2 * bytes(|run| run.vertical) > all;
    let places_of = |runs: &[Run]| runs.iter().map(|run| Place::new(run, turned)).collect::<Vec<_>>();
    let places = places_of(runs);
    let split = if turned { None } else { upright::split(text, runs, &places, rows::body_size(&places)) };
    let mut places = split.as_deref().map_or(places, places_of);
    let runs = split.as_deref().unwrap_or(runs);
    begin_at_initials(runs, turned, &mut places);
    let body = Body { size: rows::body_size(&places), bold: 2 * bytes(|run| run.bold) > all };
    let drawn = Drawn::new(drawn, |bounds| turn(bounds, turned), body.size);
    let regions = regions(rows::rows(&places, &drawn), &drawn, body.size);
    let groups: Vec<(&Region, &Group)> =
        regions.iter().flat_map(|region| region.groups.iter().map(move |group| (region, group))).collect();
    let bounds: Vec<Bounds> = groups.iter().map(|(_, group)| group.bounds).collect();
    let mut lines = Vec::with_capacity(runs.len());
    for (frame, group) in order::order(&bounds).into_iter().enumerate() {
        let (region, group) = groups[group];
        let of_frame = if group.is_headed() { Line::UNDER_HEADING } else { 0 };
        for (row, features) in evidence::of_group(group, region, &places, &drawn, &body) {
            lines.extend(region.rows[row].runs.iter().enumerate().map(|(n, &run)| Line {
                range: runs[run].bytes.clone(),
                frame,
                page,
                place: features | of_frame | if n == 0 { 0 } else { Line::WITHIN_ROW },
            }));
        }
    }
    lines
}

/// What most of the text of a page is set in.
struct Body {
    size: f32,
    bold: bool,
}

/// What is in a box, or outside of all boxes.
struct Region {
    /// It is in a box, which does not hold most of the page.
    is_boxed: bool,
    rows: Vec<Row>,
    blocks: Vec<Block>,
    groups: Vec<Group>,
}

/// The regions of a page that have rows.
fn regions(rows: Vec<Row>, drawn: &Drawn, body: f32) -> Vec<Region> {
    let most = rows.len() / 2;
    let mut of_box: Vec<(Option<usize>, Vec<Row>)> = Vec::new();
    for row in rows {
        let around = drawn.box_around(&row.bounds);
        match of_box.iter_mut().find(|(of, _)| *of == around) {
            Some((_, rows)) => rows.push(row),
            None => of_box.push((around, vec![row])),
        }
    }
    let region = |(around, mut rows): (Option<usize>, Vec<Row>)| {
        let is_boxed = around.is_some() && rows.len() <= most;
        let blocks = blocks::blocks(&mut rows, drawn, body);
        let groups = columns::groups(&blocks, &rows, drawn, body);
        Region { is_boxed, rows, blocks, groups }
    };
    of_box.into_iter().map(region).collect()
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
    bold: bool,
    /// The form says that it is a heading.
    heading: bool,
}

impl Place {
    fn new(run: &Run, turned: bool) -> Self {
        let Bounds { x0, y0, x1, y1 } = run.bounds;
        let bounds = turn(run.bounds, turned);
        let is_said = run.size.is_finite() && run.size > 0.0;
        let size = if is_said { run.size } else { (y1 - y0).min(x1 - x0) };
        let size = size.max(costs::MIN_SIZE);
        // letters and digits of a line that goes down are turned, as far as they are not set upright
        let on_its_side = bounds.width() < costs::ON_ITS_SIDE * size && bounds.height() > costs::ON_ITS_SIDE * size;
        let across = (run.vertical != turned) || (!run.vertical && on_its_side);
        Self { bounds, size, across, bytes: run.bytes.len(), bold: run.bold, heading: run.heading }
    }
}

/// A place on a page whose lines go down from the right, turned so that they go right from the top.
fn turn(bounds: Bounds, turned: bool) -> Bounds {
    let Bounds { x0, y0, x1, y1 } = bounds;
    if turned { Bounds { x0: y0, y0: -x1, x1: y1, y1: -x0 } } else { bounds }
}

/// The length of what two stretches share.
fn shared(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.1.min(b.1) - a.0.max(b.0)).max(0.0)
}
