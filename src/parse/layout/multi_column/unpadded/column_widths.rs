//! The widths of the columns that run side by side through a run of rows.

use super::super::segments::Word;
use crate::order::sort_by_rank;
use std::cmp::Reverse;

/// Fewest cells of a column's line.
pub(super) const NARROWEST: i32 = 12;
/// What a paragraph's first line is set in by.
pub(super) const INDENT: i32 = 4;
/// How much a full line may differ from its column's width.
pub(super) const LOOSE: i32 = 2;
/// Most cells of a column's line.
const WIDEST: i32 = 120;
/// Fewest lines that tell a width, and most widths.
const FEWEST: f32 = 3.5;
const CLASSES: usize = 8;
/// Lines two cells short of the column, and those set in, to one that fills it; at most.
const KEPT_BACK: f32 = 0.2;
const SET_IN: f32 = 0.25;
/// Ink of a line of which only its column could tell the width.
const UNKNOWN: i32 = -1000;
/// Most columns that are told apart.
pub(super) const MOST: usize = 16;

/// A width that columns may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    pub cells: i32,
    /// How much less common it is than the commonest: the logarithm of the ratio.
    pub rare: f32,
}

/// Widths that the columns of the page may have, the commonest first: those that many lines
/// have exactly. Columns are whole characters wide.
pub(super) fn widths(rows: &[&[Word]]) -> Vec<Width> {
    // a row's first line may be set in, the others are not
    let mut counts = [[0.0; WIDEST as usize + 5]; 2];
    for row in rows {
        for (n, ink) in inks(row).into_iter().enumerate().filter(|(_, ink)| (NARROWEST..=WIDEST).contains(ink)) {
            counts[usize::from(n > 0)][ink as usize] += 1.0;
        }
    }
    let many = |cells: i32| {
        let count = |n: usize, cells: i32| counts[n][cells as usize];
        // lines that kept a character back, and paragraphs' first, are echoes of a wider column
        let first = count(0, cells) - KEPT_BACK * count(0, cells + 2) - SET_IN * count(0, cells + INDENT);
        let others = count(1, cells) - KEPT_BACK * count(1, cells + 2);
        f32::max(first, 0.0) + f32::max(others, 0.0)
    };
    let mut found: Vec<(i32, f32)> =
        (NARROWEST..=WIDEST).filter(|cells| cells % 2 == 0).map(|cells| (cells, many(cells))).collect();
    found.retain(|&(_, many)| many > FEWEST);
    sort_by_rank(&mut found, |found| (Reverse(found.1), 0));
    found.truncate(CLASSES);
    let most = found.first().map_or(1.0, |found| found.1);
    found.into_iter().map(|(cells, many)| Width { cells, rare: (most / many).ln() }).collect()
}

/// Whether a row holds several lines of columns of the widths, all but its last full.
pub(super) fn side_by_side(row: &[Word], widths: &[Width]) -> bool {
    let inks = inks(&row);
    let near = |ink: i32| widths.iter().any(|width| (width.cells - ink).abs() <= LOOSE);
    let set_in = |ink: i32| widths.iter().any(|width| (width.cells - INDENT - ink).abs() <= 1);
    inks.len() > 1 && inks[..inks.len() - 1].iter().enumerate().all(|(n, &ink)| near(ink) || n == 0 && set_in(ink))
}

/// Inks of a row's cells, those that are too short to be a column's put with the next.
fn inks(row: &&[Word]) -> Vec<i32> {
    let mut out: Vec<i32> = Vec::new();
    let mut carried = 0;
    for (n, word) in row.iter().enumerate() {
        // how wide a stretched line is, its characters do not tell
        if word.spaced {
            out.push(UNKNOWN);
            carried = 0;
            continue;
        }
        let ink = carried + word.ink;
        carried = 0;
        if ink < NARROWEST && n + 1 < row.len() {
            carried = ink + 2;
        } else {
            out.push(ink);
        }
    }
    out
}
