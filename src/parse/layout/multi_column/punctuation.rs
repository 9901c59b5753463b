//! Signs by what may stand beside them on a line.

use super::cells::cells_of;

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
