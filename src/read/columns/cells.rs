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

/// Whether `c` is of a script that sets blanks between its words: not a Chinese or Japanese
/// character, nor a sign that goes with them.
pub(super) fn takes_blanks(c: char) -> bool {
    cells_of(c) < 2 || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Whether `c` is a full-width punctuation mark: where two follow each other, typesetting
/// takes half the width of one.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{2018}' | '\u{2019}'
        | '\u{201C}' | '\u{201D}' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

/// Whether `c` is a mark that opens something, as no line ends with.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（' | '『' | '「' | '【' | '〔')
}

/// Whether a paragraph may end with `c`.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '”' | '’' | '』' | '」' | '）' | '…' | '：' | '.' | '!' | '?')
}
