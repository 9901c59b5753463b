//! Widths of characters and of text set on one line. Stages measure differently, because their
//! weights were learned or their layouts set with different measures; each measure has its name.

use super::fold::canonical_char;
use unicode_width::UnicodeWidthChar;

/// Width in ems of a text set on one line: half an em below U+1100, where no script is full-width,
/// and a full em from there on.
pub(crate) fn ems(text: &str) -> f32 {
    text.chars().map(|c| cells_by_block(c) as f32 / 2.0).sum()
}

/// Widths, in half-width cells, of the characters that a page may have in full width as well as in
/// half width.
///
/// The width that a text layer has them in is often not the width they were printed in: many
/// programs write half-width commas, or full-width digits, whatever the paper had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellWidths {
    punctuation: usize,
    digit: usize,
}

impl CellWidths {
    /// The widths that papers print in, the commonest of East Asian papers first.
    pub const ALL: [CellWidths; 3] = [
        CellWidths { punctuation: 2, digit: 1 },
        CellWidths { punctuation: 1, digit: 1 },
        CellWidths { punctuation: 2, digit: 2 },
    ];
    /// Those of papers in East Asian scripts.
    pub const EAST_ASIAN: CellWidths = Self::ALL[0];
    /// Those of papers in other scripts.
    pub const NARROW: CellWidths = Self::ALL[1];

    /// Width of `c` in half-width cells, the same for its full-width and its half-width form.
    #[inline]
    pub fn cells(self, c: char) -> usize {
        match canonical_char(c) {
            '0'..='9' => self.digit,
            c if c.is_ascii_punctuation() => self.punctuation,
            c => cells_by_block(c),
        }
    }

    /// Width in ems of a text set on one line.
    pub fn ems(self, text: &str) -> f32 {
        text.chars().map(|c| self.cells(c) as f32 / 2.0).sum()
    }

    /// Width of a text in half-width cells, blanks left out.
    pub fn width_without_blanks(self, text: &str) -> usize {
        text.chars().filter(|c| !c.is_whitespace()).map(|c| self.cells(c)).sum()
    }
}

/// Width of `c` in half-width cells; none for a control or zero-width character.
///
/// Quotes, dashes and dots that both scripts use count as wide, as Chinese fonts draw them.
#[cfg(feature = "columns")]
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
fn cells_by_block(c: char) -> usize {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

/// Whether `c` takes one column by Unicode Standard Annex #11, ambiguous characters included.
pub(crate) fn is_narrow(c: char) -> bool {
    c.width() == Some(1)
}

/// Whether `c` takes no column, as a combining mark or a joiner does.
pub(crate) fn is_zero_width(c: char) -> bool {
    c.width() == Some(0)
}
