//! Classes of punctuation. Some differ by a character or two, because they were learned or
//! measured that way; each says what it is for.

/// The soft hyphen, which shows only where a line ends.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// The not sign, which some OCR programs write for a soft hyphen at a line's end.
pub(crate) const NOT_SIGN: char = '¬';

/// Whether `c` is a hyphen that a line may end with within a word.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '⸗')
}

/// Whether `c` is a hyphen, a dash or a minus sign.
pub(crate) fn is_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\u{2011}'..='\u{2015}' | '−' | '\u{58a}' | '\u{5be}')
}

/// Whether `c` is a quotation mark or an apostrophe of a spaced script, of whichever side.
pub(crate) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›')
}

/// Whether `c` belongs to the word after it in a spaced script: an opening bracket or mark, or a
/// currency sign.
pub(crate) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '¿' | '¡' | '#' | '@' | '$' | '€' | '£' | '¥' | '₩' | '₹' | '₽')
}

/// Whether `c` belongs to the word before it in a spaced script: a closing bracket, or punctuation.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | ',' | '.' | ';' | ':' | '!' | '?' | '…' | '%' | '‰' | '°' | '′' | '″')
        // Greek, Armenian, Hebrew, Arabic, Devanagari
        || matches!(c, '\u{387}' | '։' | '׃' | '،' | '؛' | '؟' | '۔' | '।' | '॥')
}

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
