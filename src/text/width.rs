//! Widths of characters and of text set on one line. Stages measure differently, because their
//! weights were learned or their layouts set with different measures; each measure has its name.

use unicode_width::UnicodeWidthChar;

/// Width in ems of a text set on one line: half an em below U+1100, where no script is full-width,
/// and a full em from there on.
pub(crate) fn ems(text: &str) -> f32 {
    text.chars().map(|c| cells_by_block(c) as f32 / 2.0).sum()
}

/// Width in ems of a text set on one line: half an em for ASCII, and a full em for anything else.
pub(crate) fn ems_with_narrow_ascii(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Width of `c` in half-width cells; none for a control or zero-width character.
///
/// Quotes, dashes and dots that both scripts use count as wide, as Chinese fonts draw them.
pub(crate) fn char_width(c: char) -> usize {
    if c.is_ascii() {
        return usize::from(!c.is_ascii_control());
    }
    if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return 2;
    }
    c.width_cjk().unwrap_or(0).min(2)
}

/// Width of `c` in half-width cells: one below U+1100, two from there on.
pub(crate) fn cells_by_block(c: char) -> usize {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

/// Whether `c` takes one column by Unicode Standard Annex #11, ambiguous characters included.
pub(crate) fn is_narrow(c: char) -> bool {
    c.width() == Some(1)
}

/// Whether `c` takes two columns by Unicode Standard Annex #11, ambiguous characters left out.
pub(crate) fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Whether `c` takes no column, as a combining mark or a joiner does.
pub(crate) fn is_zero_width(c: char) -> bool {
    c.width() == Some(0)
}
