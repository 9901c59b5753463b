//! Widths in cells, as a terminal counts them: a Latin letter takes one cell, a Chinese
//! character two.

use super::costs::TAB_INDENT;
pub(super) use crate::text::width::char_width;

/// Cells that `text` takes, blanks left out.
pub(super) fn width_without_blanks(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(char_width).sum()
}

/// Cells of the blanks that `text` starts with; characters without width are skipped.
pub(super) fn indent(text: &str) -> usize {
    let blank_width = |c: char| if c == '\t' { TAB_INDENT } else { char_width(c) };
    text.chars().take_while(|&c| c.is_whitespace() || char_width(c) == 0).map(blank_width).sum()
}
