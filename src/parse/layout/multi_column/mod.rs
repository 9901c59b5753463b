//! Columns side by side: [`padded`] where blanks keep them in place, [`unpadded`] where a
//! single blank is all that parts them. Both begin with the [`segments`] of the rows.

mod padded;
mod segments;
mod unpadded;

use super::rows::Row;
use super::{Line, costs};
use crate::language::Cues;

/// The lines of a page with columns side by side, column by column.
pub(super) fn lines(text: &str, cues: &Cues, rows: &[Row]) -> Vec<Line> {
    if is_padded(text, rows) { padded::lines(text, rows) } else { unpadded::lines(text, cues, rows) }
}

/// Whether the page's rows keep their places by padding.
fn is_padded(text: &str, rows: &[Row]) -> bool {
    let filled = rows.iter().filter(|row| !row.trimmed.is_empty());
    let padded = |row: &&Row| text[row.range.clone()].contains("  ");
    filled.clone().filter(padded).count() * costs::multi_column::PADDED_SHARE >= filled.count()
}
