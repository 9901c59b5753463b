//! Widths in cells: a Latin letter or a digit takes one, a Chinese character two.

use unicode_width::UnicodeWidthChar;

/// Cells that `c` takes; none for a control or zero-width character.
///
/// Quotes, dashes and dots that both scripts use count as wide, as Chinese fonts draw them.
pub(super) fn cells_of(c: char) -> usize {
    if c.is_ascii() {
        return usize::from(!c.is_ascii_control());
    }
    if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return 2;
    }
    c.width_cjk().unwrap_or(0).min(2)
}

/// Cells of all that is not blank in `text`.
pub(super) fn ink(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(cells_of).sum()
}

/// Cells of the blanks that `text` starts with; characters that take no room are skipped.
pub(super) fn indent(text: &str) -> usize {
    text.chars().take_while(|&c| c.is_whitespace() || cells_of(c) == 0).map(blank).sum()
}

/// A tab is what a typist sets a paragraph in with: two cells.
fn blank(c: char) -> usize {
    if c == '\t' { 2 } else { cells_of(c) }
}
