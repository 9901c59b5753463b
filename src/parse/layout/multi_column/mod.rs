//! Columns side by side: by [`flow`] where padding keeps them apart, by [`bled`] where nothing
//! does.

mod boxes;
mod flow;
mod heads;
mod marks;
mod place;
mod snap;
mod strands;
mod tracks;
mod unpadded;
mod words;

use super::rows::{self, Row};
use super::{Line, cells};
use crate::language::Cues;

pub(super) fn lines(text: &str, cues: &Cues, rows: &[Row]) -> Vec<Line> {
    if padded(text, rows) { flow::lines(text, rows) } else { unpadded::lines(text, cues, rows) }
}

/// Whether the page's rows keep their places by padding.
fn padded(text: &str, rows: &[Row]) -> bool {
    let filled = rows.iter().filter(|row| !row.ink.is_empty());
    let wide = |row: &&Row| text[row.range.clone()].contains("  ");
    filled.clone().filter(wide).count() * 10 >= filled.count()
}
