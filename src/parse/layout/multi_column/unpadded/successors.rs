//! The ways to lay a row's cells along the columns of a deal.

use super::bigrams::Sense;
use super::column_widths::{INDENT, LOOSE, MOST, NARROWEST, Width};
use super::cost::{COLUMN, OPENED, judge};
use super::hypothesis::Deal;

/// What a width costs that only one line shows.
const RARE: f32 = 4.0;
/// Most steps taken to lay one row along one deal's columns.
const TRIES: usize = 500;

/// A cell of a row.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub ink: i32,
    /// The line is stretched, and as wide as its column.
    pub spaced: bool,
}

/// A line of the row and the column that it is for.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    /// The column, or where a new one is put in.
    pub at: u8,
    pub kind: Kind,
    pub width: i16,
    pub first: u32,
    pub last: u32,
    pub cost: f32,
    pub full: bool,
    pub set_in: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Old,
    /// One more column of the box to the left.
    More,
    /// The first column of a box, and how rare its width is.
    Born(f32),
}

/// A way to go on with a deal: the deal, its cost then, the lines.
pub(super) struct Choice {
    pub deal: usize,
    pub cost: f32,
    pub y: f32,
    pub hits: std::ops::Range<usize>,
}

/// The ways to lay a row along the columns of a deal.
pub(super) struct Tries<'t> {
    pub row: &'t [Cell],
    /// Number of the row's first cell.
    pub cell: usize,
    /// For each cell the widths of the columns that it may be the first line of.
    pub widths: &'t [Vec<Width>],
    /// Cells that are free at each place between the columns.
    pub free: [i32; MOST + 1],
    pub deal: &'t Deal,
    pub n: usize,
    pub sense: &'t Sense<'t>,
    /// Past which strain a way is not followed.
    pub most: f32,
    pub path: Vec<Hit>,
    pub hits: &'t mut Vec<Hit>,
    pub choices: &'t mut Vec<Choice>,
    /// Steps taken so far.
    pub tried: usize,
}

impl Tries<'_> {
    pub fn all(&mut self) {
        let columns = self.deal.columns();
        for (at, column) in columns.iter().enumerate() {
            self.lay(0, at, Kind::Old, i32::from(column.width), 0, 0.0);
            if self.deal.ends_box(at) {
                self.lay(0, at + 1, Kind::More, i32::from(column.width), 0, 0.0);
            }
        }
        for at in (0..=columns.len()).filter(|&at| at == 0 || self.deal.ends_box(at - 1)) {
            self.open(0, at, 0, 0, 0.0);
        }
    }

    /// Lays the cells from `from` on, the first of them in a new box at `at` that is not `width` wide.
    fn open(&mut self, from: usize, at: usize, width: i32, added: i32, strain: f32) {
        let widths = self.widths;
        for wide in widths[from].iter().filter(|wide| wide.cells != width) {
            // most cost too much to be looked at
            match strain + (COLUMN + OPENED + wide.rare) > self.most {
                true => self.tried += 1,
                false => self.lay(from, at, Kind::Born(wide.rare), wide.cells, added, strain),
            }
        }
    }

    /// Lays the cells from `from` on, the first of them in a column of `width` at `at`;
    /// `added` columns were put in before.
    fn lay(&mut self, from: usize, at: usize, kind: Kind, width: i32, added: i32, strain: f32) {
        self.tried += 1;
        if self.tried > TRIES {
            return;
        }
        let opened = match kind {
            Kind::Old => 0.0,
            Kind::More => COLUMN,
            Kind::Born(rare) => COLUMN + OPENED + rare,
        };
        let mut added = added;
        if kind != Kind::Old {
            added += width + 2;
            if self.path.len() >= MOST || added > self.free[at] {
                return;
            }
        }
        // most ways end here, before their line is looked at
        if strain + opened > self.most {
            return;
        }
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
        let strain = strain + cost + opened;
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
            if cost.is_finite() {
                let start = self.hits.len();
                self.hits.extend_from_slice(&self.path);
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
                self.open(to + 1, if kind == Kind::Old { next } else { at }, width, added, strain);
            }
        }
        self.path.pop();
    }
}

/// For each cell of a row the widths of the columns that it may be the first line of.
pub(super) fn widths_at(row: &[Cell], widths: &[Width]) -> Vec<Vec<Width>> {
    let of =
        |row: &[Cell]| widths.iter().copied().chain(own(row, widths)).filter(|width| tells(row, width.cells)).collect();
    (0..row.len()).map(|from| of(&row[from..])).collect()
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
