//! Characters folded for comparison; what is shown is always the source's own.

/// The character another is compared as: full-width forms as ASCII, letters in lower case.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c,
    }
}
