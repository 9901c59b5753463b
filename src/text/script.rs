//! Scripts: Chinese characters, scripts that separate words by spaces, and the joint of two lines.

use super::punctuation::{NOT_SIGN, SOFT_HYPHEN, is_closing, is_dash, is_hyphen, is_opening, is_quotation_mark};
#[cfg(feature = "columns")]
use super::width::char_width;

// The characters of scripts without spaces, in order, as the first and the last of each range: `UNSPACED`.
include!(concat!(env!("OUT_DIR"), "/unspaced.rs"));

/// Whether `c` is a Chinese character: an ideograph, a radical or a compatibility ideograph.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x2fdf | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// Whether `c` is a letter or an ideograph, as `char::is_alphabetic` says; faster where it mostly is an
/// ideograph.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic()
}

/// Whether `c` is a letter or digit that is compared in whole words. Hangul is not, as its words
/// carry endings, and is compared as Chinese is.
pub(crate) fn is_spaced(c: char) -> bool {
    (c as u32) < 0x2e80 && c.is_alphanumeric()
}

/// Whether `c` is of a script that separates words by spaces, Hangul included: not a Chinese or
/// Japanese character, nor punctuation that goes with them.
#[cfg(feature = "columns")]
pub(crate) fn is_spaced_or_hangul(c: char) -> bool {
    char_width(c) < 2 || matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Whether `c` is of a script that has no space where a line may end.
///
/// These are the letters of the line breaking classes ID and CJ (ideographs and kana) and SA (the
/// scripts of South East Asia) but Hangul, with the punctuation that is as wide as they are; Yi,
/// Javanese, Balinese, and Tibetan, which parts syllables by a mark. Source: Unicode Standard Annex
/// #14, <https://www.unicode.org/reports/tr14/>.
pub(crate) fn is_unspaced(c: char) -> bool {
    match c as u32 {
        0..0x0e00 => false,
        0x4e00..=0x9fff => true,
        code => {
            let next = UNSPACED.partition_point(|range| range.1 < code);
            UNSPACED.get(next).is_some_and(|range| range.0 <= code)
        }
    }
}

/// Joins lines, with a space between two where words are separated by spaces.
pub(crate) fn join_lines<L: AsRef<str>>(lines: impl IntoIterator<Item = L>) -> String {
    let mut text = String::new();
    let mut last = 0;
    for line in lines.into_iter().filter(|line| !line.as_ref().is_empty()) {
        if is_space_between(&text[last..], line.as_ref()) {
            text.push(' ');
        }
        last = text.len();
        text.push_str(line.as_ref());
    }
    text
}

/// Number of characters on either side of a joint that are looked at. It bounds the time that a run
/// of punctuation takes; a number or a run of quotes and brackets is shorter.
const REACH: usize = 16;

/// Whether a space belongs between two lines that are joined.
///
/// In a spaced script lines end at spaces, so there is one unless punctuation says otherwise. None
/// belongs beside an unspaced script, whatever punctuation stands at the joint.
pub(crate) fn is_space_between(before: &str, after: &str) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_blank(a) || is_blank(b) || is_unspaced(a) || is_unspaced(b) {
        return false;
    }
    // from the joint on, either way
    let back: Vec<char> = before.chars().rev().take(REACH).collect();
    let on: Vec<char> = after.chars().take(REACH).collect();
    let is_beside = |wanted: fn(char) -> bool| [find(&back, wanted), find(&on, wanted)];
    if is_beside(is_word).into_iter().flatten().any(is_unspaced) {
        return false;
    }
    let digits_meet = matches!(back[..], ['0'..='9', ..] | ['.' | ',', '0'..='9', ..]) && b.is_ascii_digit();
    match (a, b) {
        // where lines end anywhere, a number may go on in the next
        _ if digits_meet => match is_beside(|c| is_word(c) && !c.is_ascii_digit()) {
            [None, None] => false,
            beside => !beside.into_iter().flatten().any(is_unspaced),
        },
        ('/', _) | (_, '/') => false,
        _ if is_opening(a) => false,
        (SOFT_HYPHEN | NOT_SIGN, _) => back.get(1).is_none_or(|&c| is_blank(c)),
        _ if is_dash(a) => {
            find(&back, |c| !is_dash(c)).is_none_or(is_blank) || (is_hyphen(a) && is_suspended_before(after))
        }
        ('»' | '›', _) => true,
        // which quotation mark opens differs by language; what is beside it tells
        _ if is_quotation_mark(a) => {
            find(&back, |c| !is_quotation_mark(c)).is_some_and(|c| !is_blank(c) && !is_opening(c))
        }
        _ if is_dash(b) => {
            let is_sign = matches!(on[..], ['-' | '−', next, ..] if next.is_alphanumeric());
            is_sign || find(&on, |c| !is_dash(c)).is_none_or(is_blank)
        }
        (_, '“' | '‘' | '«' | '‹') => true,
        _ if is_quotation_mark(b) => {
            let next = find(&on, |c| !is_quotation_mark(c));
            next.is_some_and(|c| c.is_alphanumeric() || is_opening(c) || c == '…')
        }
        (_, '.' | '…') => find(&on, |c| !matches!(c, '.' | '…')).is_some_and(char::is_alphanumeric),
        _ => !is_closing(b),
    }
}

fn find(chars: &[char], wanted: fn(char) -> bool) -> Option<char> {
    chars.iter().copied().find(|&c| wanted(c))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_unspaced(c)
}

/// Whether `c` is a blank, a control code or an invisible mark of where a word ends or goes on.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether the hyphen before `next` stands for the rest of a word, as in “two- and three-year”.
fn is_suspended_before(next: &str) -> bool {
    let word = &next[..next.len() - next.trim_start_matches(char::is_alphabetic).len()];
    matches!(word, "and" | "or" | "und" | "oder" | "sowie" | "bzw" | "og" | "och" | "eller")
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_properties::CodePointMapData;
    use icu_properties::props::{LineBreak, Script};
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    fn joined(text: &str, next: &str) -> String {
        join_lines([text, next])
    }

    #[test]
    fn words_of_a_spaced_script_are_joined_with_a_space_and_others_without() {
        for (text, next, expected) in [
            ("the new", "library", "the new library"),
            ("It rained.", "Then", "It rained. Then"),
            ("новая", "библиотека", "новая библиотека"),
            ("νέα", "βιβλιοθήκη", "νέα βιβλιοθήκη"),
            ("아침부터", "긴 줄을", "아침부터 긴 줄을"),
            ("مكتبة،", "جديدة", "مكتبة، جديدة"),
            ("ספרייה", "חדשה", "ספרייה חדשה"),
            ("नई", "पुस्तकालय", "नई पुस्तकालय"),
            ("अर्थात्", "यह", "अर्थात् यह"),
            ("cafe\u{301}", "ouvert", "cafe\u{301} ouvert"),
            ("ห้องสมุด", "ใหม่", "ห้องสมุดใหม่"),
            ("ຫໍສະ", "ໝຸດ", "ຫໍສະໝຸດ"),
            ("បណ្ណា", "ល័យ", "បណ្ណាល័យ"),
            ("စာကြည့်", "တိုက်", "စာကြည့်တိုက်"),
            ("དཔེ་", "མཛོད", "དཔེ་མཛོད"),
            ("としょ", "カン", "としょカン"),
            ("ﾄｼﾖ", "ｶﾝ", "ﾄｼﾖｶﾝ"),
            ("图书", "馆", "图书馆"),
            ("图书", "library", "图书library"),
            ("library", "图书", "library图书"),
            ("说。", "Then", "说。Then"),
            ("昨日,", "AP", "昨日,AP"),
            ("图书馆”", "AP", "图书馆”AP"),
            ("AP", "“图书馆", "AP“图书馆"),
            ("the ", "library", "the library"),
            ("", "AP", "AP"),
            ("AP", "", "AP"),
        ] {
            assert_eq!(joined(text, next), expected);
        }
    }

    #[test]
    fn punctuation_at_a_joint_stays_beside_its_word() {
        for (text, next, expected) in [
            ("tickets are", "$5,000", "tickets are $5,000"),
            ("would be", "“full", "would be “full"),
            ("would be", "\"full", "would be \"full"),
            ("the list", "(and", "the list (and"),
            ("were", "’90s", "were ’90s"),
            ("(AP)", "The", "(AP) The"),
            ("“go”", "he", "“go” he"),
            ("sagt er: „Ja“", "und", "sagt er: „Ja“ und"),
            ("mot »", "dit", "mot » dit"),
            ("dit", "« mot", "dit « mot"),
            ("Smith", "& Sons", "Smith & Sons"),
            ("5 %", "more", "5 % more"),
            ("he said", "...and", "he said ...and"),
            ("(", "AP", "(AP"),
            ("he said “", "go", "he said “go"),
            ("$", "5,000", "$5,000"),
            ("the list", ")", "the list)"),
            ("go", "” he", "go” he"),
            ("go", ", he", "go, he"),
            ("go", "... he", "go... he"),
            ("and/", "or", "and/or"),
        ] {
            assert_eq!(joined(text, next), expected);
        }
    }

    #[test]
    fn a_hyphen_or_dash_at_a_joint_keeps_the_blanks_it_has() {
        for (text, next, expected) in [
            ("govern-", "ment", "govern-ment"),
            ("ver\u{ad}", "ringern", "ver\u{ad}ringern"),
            ("Anglo-", "American", "Anglo-American"),
            ("1998-", "99", "1998-99"),
            ("der Ein-", "und Ausbau", "der Ein- und Ausbau"),
            ("two-", "and three-year", "two- and three-year"),
            ("thou-", "sand", "thou-sand"),
            ("rain –", "and", "rain – and"),
            ("rain", "– and", "rain – and"),
            ("rain—", "and", "rain—and"),
            ("rain", "—and", "rain—and"),
            ("it was", "-5 degrees", "it was -5 degrees"),
        ] {
            assert_eq!(joined(text, next), expected);
        }
    }

    #[test]
    fn a_number_goes_on_in_the_next_line_only_where_lines_end_anywhere() {
        for (text, next, expected) in [
            ("12", "500", "12500"),
            ("投入12", "500元", "投入12500元"),
            ("投入12,", "500元", "投入12,500元"),
            ("in 1998", "40 people", "in 1998 40 people"),
            ("第3", "Page", "第3 Page"),
            ("12", "km", "12 km"),
        ] {
            assert_eq!(joined(text, next), expected);
        }
    }

    #[test]
    fn letters_are_spaced_as_their_line_breaking_class_has_it() {
        let class = CodePointMapData::<LineBreak>::new();
        let script = CodePointMapData::<Script>::new();
        for c in ('\0'..=char::MAX).filter(|c| c.is_alphabetic()) {
            let hangul = script.get(c) == Script::Hangul;
            match class.get(c) {
                // two signs of Tulu-Tigalari, whose letters are of another class
                _ if matches!(c, '\u{113b7}' | '\u{113d3}') => {}
                LineBreak::ComplexContext | LineBreak::Ideographic | LineBreak::ConditionalJapaneseStarter => {
                    assert_eq!(is_unspaced(c), !hangul, "{c:?}")
                }
                _ if matches!(script.get(c), Script::Latin | Script::Cyrillic | Script::Greek | Script::Hangul) => {
                    assert!(!is_unspaced(c) || c.width() == Some(2), "{c:?}")
                }
                _ => {}
            }
        }
    }

    const SPACED: &str = "[a-zà-öα-ωа-яא-תا-يअ-हᄀ-ᄒ가-힣]{1,4}";
    const UNSPACED: &str = "[一-龥ぁ-ゖァ-ヺก-ฮກ-ຂက-အក-អཀ-ཇ]{1,4}";
    const MARKS: &str = "[-“”‘’\"'«»()…,.;:!?$/—]{0,3}";

    proptest! {
        #[test]
        fn a_joint_glues_no_spaced_words_and_parts_no_unspaced_ones(
            (a, b) in (SPACED, SPACED), (c, d) in (UNSPACED, UNSPACED), (left, right) in (MARKS, MARKS), any in ".{0,20}"
        ) {
            prop_assert_eq!(joined(&a, &b), format!("{a} {b}"));
            prop_assert_eq!(joined(&(c.clone() + &left), &d), format!("{c}{left}{d}"));
            prop_assert_eq!(joined(&c, &(right.clone() + &d)), format!("{c}{right}{d}"));
            for (text, next) in [(&a, &any), (&any, &a), (&d, &any), (&any, &c)] {
                let out = joined(text, next);
                let possible = [format!("{text}{next}"), format!("{text} {next}")];
                prop_assert!(possible.contains(&out));
            }
        }
    }
}
