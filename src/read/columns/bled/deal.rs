//! The rows of a run dealt out to the columns.
//!
//! Rows come from the top, and those of one height from the left; each holds the next line
//! of one column or of several beside each other. The deal that strains these rules, the
//! widths and the sense of the text least wins (a beam search over the rows).

use super::sense::Sense;
use super::template::{INDENT, LOOSE, MOST};

/// A line of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub column: usize,
    /// First and last cell of the run.
    pub first: usize,
    pub last: usize,
    /// How often the box was taken up again after a gap.
    pub stretch: usize,
}

/// A cell of a row.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub ink: i32,
    /// The line is stretched, and as wide as its column.
    pub spaced: bool,
}

/// Deals that are followed at once where it is settled.
pub(super) const BEAM: usize = 32;
/// Lines that a column may lag behind its neighbours; past it, it has ended.
const LAG: f32 = 1.7;
/// What it costs to leave a row out, and each cell of it.
const LEFT_OUT: (f32, f32) = (5.0, 1.0);
/// What it costs to take a column up again after a gap.
const RESUMED: f32 = 4.0;
const NONE: u32 = u32::MAX;

/// How the last line of a column ended.
#[derive(Clone, Copy, PartialEq)]
enum End {
    None,
    Full,
    Short,
}

#[derive(Clone, Copy)]
struct Column {
    /// Height of the last line.
    y: f32,
    /// Its last cell.
    cell: u32,
    end: End,
    stretch: u16,
}

#[derive(Clone, Copy)]
struct Deal {
    cost: f32,
    columns: [Column; MOST],
    /// Height and last column of the row before.
    y: f32,
    right: usize,
    /// The last step taken.
    step: u32,
}

/// A row laid along the columns from one on.
struct Laid {
    column: usize,
    lines: Vec<Line>,
}

struct Line {
    first: u32,
    last: u32,
    cost: f32,
    full: bool,
    set_in: bool,
}

/// What a row comes to in a deal.
#[derive(Clone, Copy)]
struct Outcome {
    cost: f32,
    y: f32,
    resumed: bool,
}

/// A step of a deal: the step before, the row's first column if it has any, its stretch.
struct Step {
    before: u32,
    column: Option<usize>,
    stretch: u16,
}

/// For each row the lines it holds, none where it is in no column; and what the deal costs.
///
/// `rows` are the cells of each row; cells are numbered through.
pub(super) fn deal(rows: &[&[Cell]], widths: &[i32], sense: &Sense, beam_width: usize) -> (f32, Vec<Vec<Place>>) {
    let start = Column { y: f32::NAN, cell: NONE, end: End::None, stretch: 0 };
    let mut beam = vec![Deal { cost: 0.0, columns: [start; MOST], y: 0.0, right: MOST, step: NONE }];
    let mut steps: Vec<Step> = Vec::with_capacity(rows.len() * beam_width);
    let mut all: Vec<Vec<Laid>> = Vec::with_capacity(rows.len());
    let mut options: Vec<(usize, Option<usize>, Outcome)> = Vec::new();
    let mut next: Vec<Deal> = Vec::with_capacity(beam_width);
    let mut cell = 0;
    for row in rows {
        let laid: Vec<Laid> = (0..widths.len()).filter_map(|column| lay(row, cell, widths, column)).collect();
        cell += row.len();
        options.clear();
        for (n, deal) in beam.iter().enumerate() {
            let cost = deal.cost + LEFT_OUT.0 + LEFT_OUT.1 * row.len() as f32;
            options.push((n, None, Outcome { cost, y: deal.y, resumed: false }));
            for (k, laid) in laid.iter().enumerate() {
                options.push((n, Some(k), outcome(deal, laid, widths, sense)));
            }
        }
        options.sort_unstable_by(|a, b| a.2.cost.total_cmp(&b.2.cost).then((a.0, a.1).cmp(&(b.0, b.1))));
        next.clear();
        for &(n, k, outcome) in &options {
            let mut deal = beam[n];
            deal.cost = outcome.cost;
            let stretch = k.map_or(0, |k| take(&mut deal, &laid[k], outcome));
            // what cost more and comes to the same is not followed
            if next.iter().any(|other| alike(other, &deal, widths.len())) {
                continue;
            }
            steps.push(Step { before: deal.step, column: k, stretch });
            deal.step = steps.len() as u32 - 1;
            next.push(deal);
            if next.len() == beam_width {
                break;
            }
        }
        std::mem::swap(&mut beam, &mut next);
        all.push(laid);
    }
    let mut at = beam.first().map_or(NONE, |best| best.step);
    let mut out: Vec<Vec<Place>> = Vec::with_capacity(rows.len());
    for laid in all.iter().rev() {
        let Some(step) = steps.get(at as usize) else { break };
        out.push(step.column.map_or_else(Vec::new, |k| places(&laid[k], step.stretch)));
        at = step.before;
    }
    out.reverse();
    (beam.first().map_or(0.0, |best| best.cost), out)
}

fn places(laid: &Laid, stretch: u16) -> Vec<Place> {
    let place = |(n, line): (usize, &Line)| Place {
        column: laid.column + n,
        first: line.first as usize,
        last: line.last as usize,
        stretch: usize::from(stretch),
    };
    laid.lines.iter().enumerate().map(place).collect()
}

/// Whether the row holds lines of several of the columns, all but its last full.
pub(super) fn fits(row: &[Cell], widths: &[i32]) -> bool {
    let wide = row.iter().filter(|cell| cell.ink >= 16).count();
    let full = |laid: Laid| laid.lines.len() > 1 && laid.lines[0].full && laid.lines.iter().all(|line| line.cost < 4.0);
    wide > 1 && widths.len() > 1 && (0..widths.len()).filter_map(|column| lay(row, 0, widths, column)).any(full)
}

/// The lines of the row if the first is in `column`; its first cell is number `cell`.
fn lay(row: &[Cell], cell: usize, widths: &[i32], column: usize) -> Option<Laid> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let width = *widths.get(column + lines.len())?;
        let (first, mut ink, mut spaced) = (at, row[at].ink, row[at].spaced);
        // words so short that no column could end between them
        while at + 1 < row.len() && ink < 16 && ink + 2 + row[at + 1].ink <= width + LOOSE {
            at += 1;
            ink += 2 + row[at].ink;
            spaced |= row[at].spaced;
        }
        if ink > width + LOOSE {
            return None;
        }
        let (cost, full, set_in) = kind(ink, width, spaced, first == 0, at + 1 == row.len());
        lines.push(Line { first: (cell + first) as u32, last: (cell + at) as u32, cost, full, set_in });
        at += 1;
    }
    Some(Laid { column, lines })
}

/// What a cell costs as a line, whether it fills the column, and whether it is set in.
fn kind(ink: i32, width: i32, spaced: bool, first: bool, last: bool) -> (f32, bool, bool) {
    let off = (width - ink).abs();
    if spaced || off <= LOOSE {
        return (if spaced { 0.0 } else { 0.2 * off as f32 }, true, false);
    }
    if first && (width - INDENT - ink).abs() <= 1 {
        return (0.5, true, true);
    }
    if off == LOOSE + 1 {
        return (1.2, true, false);
    }
    // a short line ends its row
    (if last { 1.0 } else { 4.0 }, false, false)
}

fn outcome(deal: &Deal, laid: &Laid, widths: &[i32], sense: &Sense) -> Outcome {
    let columns = &deal.columns[laid.column..laid.column + laid.lines.len()];
    // the height of the row is that of the next lines of its columns
    let (mut sum, mut known) = (0.0, 0);
    for column in columns.iter().filter(|column| !column.y.is_nan()) {
        sum += column.y + 1.0;
        known += 1;
    }
    let mut cost = deal.cost;
    let mut y = if known == 0 { deal.y } else { sum / known as f32 };
    let behind = deal.y - y;
    let resumed = known > 0 && behind > LAG;
    let leftward = laid.column <= deal.right && deal.right < MOST;
    if known == 0 {
        y += if leftward { 0.5 } else { 0.0 };
    } else if resumed {
        // taken up again where the page has got to
        cost += RESUMED;
        y = deal.y + if leftward { 0.5 } else { 0.0 };
    } else {
        for column in columns.iter().filter(|column| !column.y.is_nan()) {
            cost += (column.y + 1.0 - y).abs();
        }
        if behind > 0.3 {
            cost += 2.0 * behind;
        } else if behind > -0.3 && leftward {
            // of one height, yet from the right to the left
            cost += 1.5;
        }
        y = y.max(deal.y - 0.3);
    }
    for (column, line) in columns.iter().zip(&laid.lines) {
        cost += line.cost;
        let (before, cell) = (column.cell as usize, line.first as usize);
        cost += match column.end {
            _ if resumed || column.end == End::None => sense.begins(cell),
            // a paragraph's last line is followed by one that is set in, any other by one that is not
            End::Full if line.set_in => 0.7 + sense.goes_on(before, cell),
            End::Full => sense.goes_on(before, cell),
            _ if line.set_in => sense.parts(before, cell),
            _ => sense.parts(before, cell) + if line.full { 2.0 } else { 1.0 },
        };
    }
    // a full line to the left of the row, of its height, would have been in the row
    let first = laid.column;
    if first > 0 && (widths[first] - widths[first - 1]).abs() <= 1 {
        let left = &deal.columns[first - 1];
        if (left.y - y).abs() < 0.2 && left.end == End::Full && !laid.lines[0].set_in {
            cost += 1.5;
        }
    }
    Outcome { cost, y, resumed }
}

/// Takes the row into the deal; returns how often its box was taken up again.
fn take(deal: &mut Deal, laid: &Laid, outcome: Outcome) -> u16 {
    let columns = &mut deal.columns[laid.column..laid.column + laid.lines.len()];
    let stretch = columns.iter().map(|column| column.stretch).max().unwrap_or(0) + u16::from(outcome.resumed);
    for (column, line) in columns.iter_mut().zip(&laid.lines) {
        let end = if line.full { End::Full } else { End::Short };
        *column = Column { y: outcome.y, cell: line.last, end, stretch };
    }
    deal.y = outcome.y;
    deal.right = laid.column + laid.lines.len() - 1;
    stretch
}

/// Whether the two deals leave the columns alike.
fn alike(a: &Deal, b: &Deal, columns: usize) -> bool {
    a.right == b.right
        && (a.y - b.y).abs() < 0.05
        && a.columns[..columns].iter().zip(&b.columns[..columns]).all(|(a, b)| {
            a.cell == b.cell && a.end == b.end && ((a.y - b.y).abs() < 0.05 || a.y.is_nan() && b.y.is_nan())
        })
}
