//! Classes of punctuation. Some differ by a character or two, because they were learned or
//! measured that way; each says what it is for.

/// Punctuation of the Latin script that is followed by a space.
pub(crate) const LATIN_PUNCTUATION: &str = ",.;:!?";

/// Whether `c` ends a sentence.
pub(crate) fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// Whether `c` is a bracket that opens a credit, a jump or names at the end of a paragraph.
pub(crate) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | '【' | '[')
}

/// Whether `c` separates the names of a list.
pub(crate) fn is_name_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '·' | ';' | '；' | '/' | '／' | '&' | '|' | '｜' | '丨')
}

/// Whether `c` separates the parts of a furniture line, such as folio, date and section.
pub(crate) fn is_furniture_separator(c: char) -> bool {
    "|｜/／·•,，;；—-".contains(c)
}

/// Opening quotation marks and brackets.
pub(crate) const OPENING: &str = "“‘『「（(《〈【〔";

/// Closing quotation marks and brackets.
pub(crate) const CLOSING: &str = "”’』」）》】〕〉〞)\"'";

/// Punctuation that may not begin a line.
pub(crate) const NOT_AT_LINE_START: &str = "，。、；：？！）》”’』」】〕〉,.;:?!)%％";

/// Whether `c` ends a sentence or leaves it open with an ellipsis.
pub(crate) fn is_sentence_end_or_ellipsis(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '．')
}

/// Whether `c` is a full-width punctuation mark.
///
/// Where two follow each other, typesetting takes half the width of one.
#[cfg(feature = "columns")]
pub(crate) fn is_fullwidth_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{2018}' | '\u{2019}'
        | '\u{201C}' | '\u{201D}' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？')
}

/// Whether `c` is full-width opening punctuation, with which no line ends.
#[cfg(feature = "columns")]
pub(crate) fn is_fullwidth_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（' | '『' | '「' | '【' | '〔')
}

/// Whether `c` is punctuation that no line begins with.
#[cfg(feature = "columns")]
pub(crate) fn cannot_begin_line(c: char) -> bool {
    is_fullwidth_punctuation(c) && !is_fullwidth_opening(c)
}

/// Whether a paragraph may end with `c`.
#[cfg(feature = "columns")]
pub(crate) fn can_end_paragraph(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '”' | '’' | '』' | '」' | '）' | '…' | '：' | '.' | '!' | '?')
}
