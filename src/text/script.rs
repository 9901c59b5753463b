//! Scripts: Chinese characters, and scripts that separate words by spaces.

use super::punctuation::LATIN_PUNCTUATION;
#[cfg(feature = "columns")]
use super::width::char_width;

/// Whether `c` is a Chinese character: an ideograph, a radical or a compatibility ideograph.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x2fdf | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// Whether `c` is a letter or digit of a script that separates words by spaces.
pub(crate) fn is_spaced(c: char) -> bool {
    (c as u32) < 0x2e80 && c.is_alphanumeric()
}

/// Whether `c` is of a script that separates words by spaces, Hangul included: not a Chinese or
/// Japanese character, nor punctuation that goes with them.
#[cfg(feature = "columns")]
pub(crate) fn is_spaced_or_hangul(c: char) -> bool {
    char_width(c) < 2 || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Appends `next` to `text`, with a space in between where two words of a spaced script would
/// touch. A number that was broken at a line's end is closed up again.
pub(crate) fn append_text(text: &mut String, next: &str) {
    if let (Some(a), Some(b)) = (text.chars().next_back(), next.chars().next())
        && (is_spaced(a) || LATIN_PUNCTUATION.contains(a))
        && is_spaced(b)
        && !(a.is_ascii_digit() && b.is_ascii_digit())
    {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_spaced_script_are_joined_with_a_space_and_others_without() {
        for (text, next, joined) in [
            ("the new", "library", "the new library"),
            ("It rained.", "Then", "It rained. Then"),
            ("новая", "библиотека", "новая библиотека"),
            ("第3", "Page", "第3 Page"),
            ("12", "500", "12500"),
            ("12", "km", "12 km"),
            ("the ", "library", "the library"),
            ("图书", "馆", "图书馆"),
            ("图书", "library", "图书library"),
            ("library", "图书", "library图书"),
            ("说。", "Then", "说。Then"),
            ("(", "AP", "(AP"),
            ("", "AP", "AP"),
            ("AP", "", "AP"),
        ] {
            let mut out = text.to_owned();
            append_text(&mut out, next);
            assert_eq!(out, joined);
        }
    }
}
