//! Classes of characters by what may stand beside them on a line.

use super::cells::char_width;

/// Whether `c` is of a script that sets blanks between its words: not a Chinese or Japanese
/// character, nor punctuation that goes with them.
pub(super) fn is_spaced_script(c: char) -> bool {
    char_width(c) < 2 || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Whether `c` is a full-width punctuation mark.
///
/// Where two follow each other, typesetting takes half the width of one.
pub(super) fn is_fullwidth_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{2018}' | '\u{2019}'
        | '\u{201C}' | '\u{201D}' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

/// Whether `c` is opening punctuation, with which no line ends.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（' | '『' | '「' | '【' | '〔')
}

/// Whether `c` is punctuation that no line begins with.
pub(super) fn cannot_begin_line(c: char) -> bool {
    is_fullwidth_punctuation(c) && !is_opening(c)
}

/// Whether a paragraph may end with `c`.
pub(super) fn can_end_paragraph(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '”' | '’' | '』' | '」' | '）' | '…' | '：' | '.' | '!' | '?')
}
