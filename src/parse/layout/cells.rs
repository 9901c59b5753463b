//! Widths in cells, as a terminal counts them: a Latin letter takes one cell, a Chinese
//! character two.

use super::costs::TAB_INDENT;
use unicode_width::UnicodeWidthChar;

/// Cells that `c` takes; none for a control or zero-width character.
///
/// Quotes, dashes and dots that both scripts use count as wide, as Chinese fonts draw them.
pub(super) fn char_width(c: char) -> usize {
    if c.is_ascii() {
        return usize::from(!c.is_ascii_control());
    }
    if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return 2;
    }
    c.width_cjk().unwrap_or(0).min(2)
}

/// Cells that `text` takes, blanks left out.
pub(super) fn width_without_blanks(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(char_width).sum()
}

/// Cells of the blanks that `text` starts with; characters without width are skipped.
pub(super) fn indent(text: &str) -> usize {
    let blank_width = |c: char| if c == '\t' { TAB_INDENT } else { char_width(c) };
    text.chars().take_while(|&c| c.is_whitespace() || char_width(c) == 0).map(blank_width).sum()
}
