//! Columns side by side: by [`padded`] where padding keeps them apart, by [`unpadded`] where nothing
//! does.

mod padded;
mod punctuation;
mod segments;
mod unpadded;

use super::rows::{self, Row};
use super::{Line, cells};
use crate::language::Cues;

pub(super) fn lines(text: &str, cues: &Cues, rows: &[Row]) -> Vec<Line> {
    if is_padded(text, rows) { padded::lines(text, rows) } else { unpadded::lines(text, cues, rows) }
}

/// Whether the page's rows keep their places by padding.
fn is_padded(text: &str, rows: &[Row]) -> bool {
    let filled = rows.iter().filter(|row| !row.ink.is_empty());
    let wide = |row: &&Row| text[row.range.clone()].contains("  ");
    filled.clone().filter(wide).count() * 10 >= filled.count()
}
