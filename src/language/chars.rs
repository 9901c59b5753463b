//! Characters of cues and texts as patterns compare them.

use crate::text::fold::canonical_char;

/// The digits of Arabic and Chinese numbers.
pub(super) const NUMERALS: &str = "0123456789一二三四五六七八九十百〇○零";

/// Length in bytes of `literal` at the start of `text`, blanks of both ignored; `None` if it is not
/// there.
pub(super) fn literal_len(literal: &str, text: &str) -> Option<usize> {
    let mut at = 0;
    for wanted in literal.chars().filter(|c| !c.is_whitespace()) {
        at = skip_blanks(text, at);
        let c = text[at..].chars().next()?;
        if fold_keeping_case(c) != fold_keeping_case(wanted) {
            return None;
        }
        at += c.len_utf8();
    }
    Some(at)
}

/// The canonical character of `c`, with three kinds of brackets as one. Case is kept, because names
/// and datelines are recognized by their capitals.
pub(super) fn fold_keeping_case(c: char) -> char {
    match canonical_char(c) {
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        c => c,
    }
}

/// The next character from `at` on that is not blank, with its offset; `None` with the end of the
/// text.
pub(super) fn next_char(text: &str, at: usize) -> (usize, Option<char>) {
    let mut from = at;
    for c in text[at..].chars() {
        if !c.is_whitespace() {
            return (from, Some(c));
        }
        from += c.len_utf8();
    }
    (from, None)
}

/// The offset of the first character from `at` on that is not blank.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}
