//! The rows of a run dealt out to the columns.
//!
//! Rows come from the top, and those of one height from the left; each holds the next line
//! of one column or of several beside each other. Columns are opened as lines call for them,
//! as many as the page has room for, and make room when they have ended. The deal that
//! strains these rules, the widths and the sense of the text least wins (a beam search over
//! the rows).

use super::layout::{Column, Deal, End};
use super::sense::Sense;
use super::template::{INDENT, LOOSE, MOST, NARROWEST, Width};
use rustc_hash::FxHashSet;

/// A line of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The box that the column is in, and which of its columns it is.
    pub group: u32,
    pub slot: usize,
    pub width: i32,
    /// First and last cell of the run.
    pub first: usize,
    pub last: usize,
    /// Height of the line, and cells of the columns to its left.
    pub y: f32,
    pub x: i32,
}

/// A cell of a row.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub ink: i32,
    /// The line is stretched, and as wide as its column.
    pub spaced: bool,
}

/// Deals that are followed at once.
const BEAM: usize = 100;
/// How much more than the best a deal may cost to be followed.
const LOST: f32 = 8.0;
/// Rows that a column may lag behind its neighbours; past it, it has ended.
pub(super) const LAG: f32 = 1.7;
/// What it costs to leave a row out, and each cell of it.
const LEFT_OUT: (f32, f32) = (3.0, 3.5);
/// What a width costs that only one line shows.
const RARE: f32 = 4.0;
/// How much more than that laying it may cost.
const STRAIN: f32 = 3.0;
/// What it costs to open a box, and each of its columns.
const OPENED: f32 = 3.0;
const COLUMN: f32 = 1.5;
/// What it costs that a box's columns begin a row apart.
const LATE: f32 = 3.0;
/// What it costs that columns go on after a blank row.
const GOES_ON: f32 = 3.0;
/// Heights within which lines of different boxes share a row.
const SAME_ROW: f32 = 0.35;

/// A line of the row and the column that it is for.
#[derive(Clone, Copy)]
struct Hit {
    /// The column, or where a new one is put in.
    at: u8,
    kind: Kind,
    width: i16,
    first: u32,
    last: u32,
    cost: f32,
    full: bool,
    set_in: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Old,
    /// One more column of the box to the left.
    More,
    /// The first column of a box, and how rare its width is.
    Born(f32),
}

/// A way to go on with a deal: the deal, its cost then, the lines.
struct Choice {
    deal: usize,
    cost: f32,
    y: f32,
    hits: std::ops::Range<usize>,
}

struct Step {
    before: u32,
    places: std::ops::Range<usize>,
    split: Option<Split>,
}

/// Columns of a box from one on that turned out to be a box of their own.
#[derive(Clone, Copy)]
struct Split {
    group: u32,
    slot: usize,
    new: u32,
}

/// For each row the lines it holds, none where it is in no column.
///
/// `rows` are the cells of each row, and whether a blank row is before it; cells are numbered
/// through. Columns are as wide as one
/// of `widths`, and `room` wide together.
pub(super) fn deal(rows: &[(Vec<Cell>, bool)], widths: &[Width], room: i32, sense: &Sense) -> Vec<Vec<Place>> {
    let mut beam = vec![Deal::new()];
    let mut steps: Vec<Step> = Vec::with_capacity(rows.len() * BEAM);
    let mut places: Vec<Place> = Vec::new();
    let mut next: Vec<Deal> = Vec::with_capacity(BEAM);
    let mut hits: Vec<Hit> = Vec::new();
    let mut choices: Vec<Choice> = Vec::new();
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut cell = 0;
    for (row, fresh) in rows {
        if *fresh {
            // what comes after a blank row may be in another part of the page
            let anew: Vec<Deal> = beam.iter().map(Deal::anew).collect();
            beam.iter_mut().for_each(|deal| deal.cost += GOES_ON);
            beam.extend(anew);
        }
        hits.clear();
        choices.clear();
        for (n, deal) in beam.iter().enumerate() {
            let cost = deal.cost + LEFT_OUT.0 + LEFT_OUT.1 * row.len() as f32;
            choices.push(Choice { deal: n, cost, y: deal.y, hits: 0..0 });
            let most = LEFT_OUT.0 + LEFT_OUT.1 * row.len() as f32 + STRAIN;
            let mut tries = Tries {
                row,
                most,
                cell,
                widths,
                free: deal.free(room),
                deal,
                n,
                sense,
                path: Vec::new(),
                hits: &mut hits,
                choices: &mut choices,
            };
            tries.all();
        }
        cell += row.len();
        let order = |a: &Choice, b: &Choice| a.cost.total_cmp(&b.cost).then(a.hits.start.cmp(&b.hits.start));
        if choices.len() > 3 * BEAM {
            choices.select_nth_unstable_by(3 * BEAM, order);
            choices.truncate(3 * BEAM);
        }
        choices.sort_unstable_by(order);
        let most = choices[0].cost + LOST;
        next.clear();
        seen.clear();
        for choice in choices.iter().take_while(|choice| choice.cost <= most) {
            let mut deal = beam[choice.deal].clone();
            deal.cost = choice.cost;
            let start = places.len();
            let mut split = None;
            if !choice.hits.is_empty() {
                let (path, step) = (&hits[choice.hits.clone()], steps.len() as u32);
                split = part(&mut deal, &path[0], choice.y, step);
                take(&mut deal, path, choice.y, room, step, &mut places);
            }
            // what cost more and comes to the same is not followed
            if !seen.insert(deal.mark()) {
                places.truncate(start);
                continue;
            }
            steps.push(Step { before: deal.step, places: start..places.len(), split });
            deal.step = steps.len() as u32 - 1;
            next.push(deal);
            if next.len() == BEAM {
                break;
            }
        }
        std::mem::swap(&mut beam, &mut next);
    }
    let mut at = beam[0].step;
    let mut out: Vec<Vec<Place>> = Vec::with_capacity(rows.len());
    let mut splits: Vec<Split> = Vec::new();
    while let Some(step) = steps.get(at as usize) {
        splits.extend(step.split);
        let mut row = places[step.places.clone()].to_vec();
        // the later of two splits parts what the earlier has left
        for place in &mut row {
            for split in splits.iter().rev().filter(|split| place.slot >= split.slot) {
                place.group = if place.group == split.group { split.new } else { place.group };
            }
        }
        out.push(row);
        at = step.before;
    }
    out.reverse();
    out
}

/// Parts the box of a row's first line where the column to the left has ended before.
fn part(deal: &mut Deal, first: &Hit, y: f32, step: u32) -> Option<Split> {
    let at = usize::from(first.at);
    let [left, column] = *deal.columns().get(at.checked_sub(1)?..=at)? else { return None };
    if first.kind != Kind::Old || left.group != column.group || y - left.y < 1.2 {
        return None;
    }
    let new = step * MOST as u32;
    deal.part(at, new);
    Some(Split { group: column.group, slot: usize::from(column.slot), new })
}

/// The ways to lay a row along the columns of a deal.
struct Tries<'t> {
    row: &'t [Cell],
    /// Number of the row's first cell.
    cell: usize,
    widths: &'t [Width],
    /// Cells that are free at each place between the columns.
    free: [i32; MOST + 1],
    deal: &'t Deal,
    n: usize,
    sense: &'t Sense<'t>,
    /// Past which strain a way is not followed.
    most: f32,
    path: Vec<Hit>,
    hits: &'t mut Vec<Hit>,
    choices: &'t mut Vec<Choice>,
}

impl Tries<'_> {
    fn all(&mut self) {
        let columns = self.deal.columns();
        for (at, column) in columns.iter().enumerate() {
            let width = i32::from(column.width);
            self.lay(0, at, Kind::Old, width, 0, 0.0);
            if self.deal.ends_box(at) {
                self.lay(0, at + 1, Kind::More, width, 0, 0.0);
            }
        }
        for at in (0..=columns.len()).filter(|&at| at == 0 || self.deal.ends_box(at - 1)) {
            let widths = self.widths;
            for width in
                widths.iter().copied().chain(own(self.row, widths)).filter(|width| tells(self.row, width.cells))
            {
                self.lay(0, at, Kind::Born(width.rare), width.cells, 0, 0.0);
            }
        }
    }

    /// Lays the cells from `from` on, the first of them in a column of `width` at `at`;
    /// `added` columns were put in before.
    fn lay(&mut self, from: usize, at: usize, kind: Kind, width: i32, added: i32, strain: f32) {
        let row = self.row;
        let (mut to, mut ink, mut spaced) = (from, row[from].ink, row[from].spaced);
        // words so short that no column could end between them
        while to + 1 < row.len() && ink < 16 && ink + 2 + row[to + 1].ink <= width + LOOSE {
            to += 1;
            ink += 2 + row[to].ink;
            spaced |= row[to].spaced;
        }
        if ink > width + LOOSE {
            return;
        }
        let (cost, full, set_in) = line(ink, width, spaced, from == 0, to + 1 == row.len());
        let mut added = added;
        if kind != Kind::Old {
            added += width + 2;
            if self.path.len() >= MOST || added > self.free[at] {
                return;
            }
        }
        let strain = strain
            + cost
            + match kind {
                Kind::Old => 0.0,
                Kind::More => COLUMN,
                Kind::Born(rare) => COLUMN + OPENED + rare,
            };
        if strain > self.most {
            return;
        }
        let (first, last) = ((self.cell + from) as u32, (self.cell + to) as u32);
        self.path.push(Hit { at: at as u8, kind, width: width as i16, first, last, cost, full, set_in });
        if to + 1 == row.len() {
            if !sure(&self.path) {
                self.path.pop();
                return;
            }
            let (cost, y) = judge(self.deal, &self.path, self.sense);
            let start = self.hits.len();
            self.hits.extend_from_slice(&self.path);
            if cost.is_finite() {
                self.choices.push(Choice { deal: self.n, cost, y, hits: start..self.hits.len() });
            }
        } else {
            let columns = self.deal.columns();
            let next = if kind == Kind::Old { at + 1 } else { self.deal.past_gone(at) };
            if kind != Kind::Old || self.deal.ends_box(at) {
                self.lay(to + 1, if kind == Kind::Old { next } else { at }, Kind::More, width, added, strain);
            }
            if let Some(column) = columns.get(next) {
                self.lay(to + 1, next, Kind::Old, i32::from(column.width), 0, strain);
            }
            if kind != Kind::Old || self.deal.ends_box(at) {
                let widths = self.widths;
                let widths = widths.iter().copied().chain(own(&row[to + 1..], widths));
                for wide in widths.filter(|wide| wide.cells != width && tells(&row[to + 1..], wide.cells)) {
                    let at = if kind == Kind::Old { next } else { at };
                    self.lay(to + 1, at, Kind::Born(wide.rare), wide.cells, added, strain);
                }
            }
        }
        self.path.pop();
    }
}

/// The width that only the row's first cell shows.
fn own(row: &[Cell], widths: &[Width]) -> Option<Width> {
    let ink = row[0].ink;
    let known = widths.iter().any(|width| (width.cells - ink).abs() <= LOOSE || width.cells - INDENT == ink);
    (ink >= 2 * NARROWEST && ink % 2 == 0 && !known && !row[0].spaced).then_some(Width { cells: ink, rare: RARE })
}

/// Whether one of the first cells may fill a column of `width`.
fn tells(row: &[Cell], width: i32) -> bool {
    let may = |cell: &Cell| cell.spaced || (cell.ink - width).abs() <= LOOSE || (cell.ink + INDENT - width).abs() <= 1;
    row[0].ink < 16 || row.iter().take(3).any(may)
}

/// Whether each box that is opened has a line that tells how wide it is.
fn sure(path: &[Hit]) -> bool {
    path.iter().enumerate().filter(|(_, hit)| matches!(hit.kind, Kind::Born(_))).all(|(n, hit)| {
        hit.full || hit.set_in || path[n + 1..].iter().take_while(|next| next.kind == Kind::More).any(|next| next.full)
    })
}

/// What a cell costs as a line, whether it fills the column, and whether it is set in.
fn line(ink: i32, width: i32, spaced: bool, first: bool, last: bool) -> (f32, bool, bool) {
    if spaced {
        return (0.0, true, false);
    }
    // how much rarer than a line that fills its column
    match ink - width {
        0 => (0.0, true, false),
        -1 => (2.6, true, false),
        -2 => (2.0, true, false),
        1 => (3.3, true, false),
        2 => (4.3, true, false),
        -5..=-3 if first => (if ink + INDENT == width { 1.5 } else { 3.5 }, true, true),
        -3 => (3.5, true, false),
        // a short line ends its row, or begins it if it is set to the right
        _ if last => (3.5, false, false),
        _ if first => (5.0, false, false),
        _ => (7.0, false, false),
    }
}

/// What the deal costs with the row laid so, and the row's height.
fn judge(deal: &Deal, path: &[Hit], sense: &Sense) -> (f32, f32) {
    let columns = deal.columns();
    let mut cost = deal.cost;
    let first = &path[0];
    let leftward = usize::from(first.at) < deal.right;
    let old = path.iter().find(|hit| hit.kind == Kind::Old).map(|hit| columns[usize::from(hit.at)].y + 1.0);
    let y = match (old, first.kind) {
        (Some(y), _) => y,
        (None, Kind::More) => deal.more_y(usize::from(first.at) - 1, leftward),
        (None, _) => deal.y + if leftward { 0.4 } else { 0.1 },
    };
    let behind = deal.y - y;
    if behind > LAG {
        return (f32::INFINITY, y);
    }
    if behind > 0.05 {
        cost += 2.0 * behind;
    } else if behind > -0.05 && leftward {
        cost += 3.0;
    }
    if behind < -1.2 {
        cost += 2.0 * (-behind - 1.0);
    }
    let y = y.max(deal.y);
    let mut top = y;
    for hit in path {
        cost += hit.cost;
        let cell = hit.first as usize;
        if hit.kind != Kind::Old {
            cost += sense.begins(cell) + COLUMN;
            if let Kind::Born(rare) = hit.kind {
                cost += OPENED + rare;
                top = y;
            } else if std::ptr::eq(hit, first) {
                top = columns[usize::from(hit.at) - 1].top;
            }
            // the columns of a box begin beside each other
            cost += LATE * (y - top - 0.5).max(0.0);
            continue;
        }
        let column = &columns[usize::from(hit.at)];
        top = column.top;
        let off = (column.y + 1.0 - y).abs();
        cost += if off > SAME_ROW { 1.0 + 2.0 * (off - SAME_ROW) } else { 0.0 };
        let before = column.cell as usize;
        cost += match column.end {
            // a paragraph's last line is followed by one that is set in, any other by one that is not
            End::Full if hit.set_in => 0.7 + sense.goes_on(before, cell),
            End::Full => sense.goes_on(before, cell),
            End::Short if hit.set_in => sense.parts(before, cell),
            End::Short => sense.parts(before, cell) + if hit.full { 2.0 } else { 1.0 },
        };
    }
    // a full line to the left of the row, of its height, would have been in the row
    if first.at > 0 && !matches!(first.kind, Kind::Born(_)) {
        let at = usize::from(first.at);
        let left = &columns[at - 1];
        let same = first.kind == Kind::More || columns[at].group == left.group;
        if same && (left.y - y).abs() < 0.2 {
            cost += if left.end == End::Full && !first.set_in { 1.5 } else { 0.0 };
        } else if same {
            cost += if y - left.y < 1.2 { 1.5 } else { 2.0 };
        }
    }
    (cost, y)
}

/// Takes the row into the deal.
fn take(deal: &mut Deal, path: &[Hit], y: f32, room: i32, step: u32, places: &mut Vec<Place>) {
    let before = deal.clone();
    let mut group = step * MOST as u32;
    let mut last: Option<Column> = None;
    for hit in path {
        let at = usize::from(hit.at);
        let mut column = match hit.kind {
            Kind::Old => before.columns()[at],
            Kind::More => {
                let left = last.unwrap_or_else(|| before.columns()[at - 1]);
                Column { slot: left.slot + 1, y: y - 1.0, ..left }
            }
            Kind::Born(_) => {
                group += 1;
                Column { y: y - 1.0, top: y, cell: 0, width: hit.width, group, slot: 0, end: End::Full }
            }
        };
        column.y = (column.y + 1.0).clamp(y - SAME_ROW, y + SAME_ROW);
        column.cell = hit.last;
        column.end = if hit.full { End::Full } else { End::Short };
        deal.right = 1 + match (hit.kind, last.or_else(|| at.checked_sub(1).map(|n| before.columns()[n]))) {
            (Kind::Old, _) => deal.set(column),
            (_, Some(left)) => deal.put_in(deal.find(&left) + 1, column, room),
            (_, None) => deal.put_in(0, column, room),
        };
        last = Some(column);
        places.push(Place {
            group: column.group,
            slot: usize::from(column.slot),
            width: i32::from(column.width),
            first: hit.first as usize,
            last: hit.last as usize,
            y: column.y,
            x: deal.left_of(deal.right - 1),
        });
    }
    deal.y = y;
}
