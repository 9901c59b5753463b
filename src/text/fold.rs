//! Characters folded for comparison; what is shown is always the source's own.
//!
//! A PDF often gives `⽇` (a radical of the dictionary) or `金` (a compatibility ideograph)
//! where the paper printed 日 or 金, and half-width or vertical forms of signs. Which
//! character stands behind a form is Unicode's normalization form KC; `build.rs` takes it
//! from the crate `icu_normalizer` for the blocks that hold forms and writes tables of a few
//! kilobytes, so that a look-up is one index and the module carries no normalizer.

include!(concat!(env!("OUT_DIR"), "/fold.rs"));

/// The character another is compared as: the one behind its form, in lower case.
pub(crate) fn fold(c: char) -> char {
    let c = unform(c);
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        '\u{80}'..'\u{530}' => moved(c, &CAPITALS, 0x80),
        '\u{1e00}'..'\u{2000}' => moved(c, &MARKED_CAPITALS, 0x1e00),
        c => c,
    }
}

/// The character behind a form: radicals as ideographs, compatibility ideographs as unified
/// ones, full-width, half-width, small and vertical forms as the plain ones. Capitals stay.
///
/// A form of several characters, as a ligature is, stays as it is.
#[inline]
pub(crate) fn unform(c: char) -> char {
    match c {
        '\u{3001}'..'\u{f900}' | ..'\u{2e80}' => c,
        '\u{2e80}'..'\u{2fe0}' => moved(c, &RADICALS, 0x2e80),
        '\u{f900}'..'\u{fff0}' => moved(c, &FORMS, 0xf900),
        '\u{2f800}'..'\u{2fa20}' => moved(c, &IDEOGRAPHS, 0x2f800),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// The character that the table of the block that begins at `first` has for `c`. A table
/// holds distances, as those of letters are few; what they lead to among the surrogates is
/// the place of a character beyond the first plane.
fn moved(c: char, table: &[u16], first: usize) -> char {
    match table[c as usize - first] {
        0 => c,
        by => {
            let code = (c as u32 as u16).wrapping_add(by);
            char::from_u32(code.into()).unwrap_or_else(|| BEYOND[usize::from(code - 0xd800)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_normalizer::ComposingNormalizerBorrowed;

    fn folded(text: &str) -> String {
        text.chars().map(fold).collect()
    }

    #[test]
    fn forms_are_compared_as_the_characters_behind_them() {
        let cases = [
            ("本报⽇前讯", "本报日前讯", "radicals of Kangxi"),
            ("⻓⻋⻅⻚⺠⻔⻢⻛", "长车见页民门马风", "radicals of the supplement"),
            ("\u{f90a}\u{f9d4}\u{fa5b}\u{2f800}", "金倫者丽", "compatibility ideographs"),
            ("第２版　ＡＰ", "第2版 ap", "full-width forms"),
            ("ﾃﾚﾋ｡｢｣", "テレヒ。「」", "half-width forms"),
            ("︵下轉﹂︶︓﹔", "(下轉」):;", "vertical and small forms"),
            ("ÉCOLE МОСКВА ΑΘΉΝΑ", "école москва αθήνα", "capitals"),
            ("\u{feb3}\u{fef2}", "\u{633}\u{64a}", "Arabic presentation forms"),
        ];
        for (text, wanted, what) in cases {
            assert_eq!(folded(text), wanted, "{what}");
        }
        assert_eq!("ＡＰ⽇".chars().map(unform).collect::<String>(), "AP日");
    }

    #[test]
    fn what_is_no_form_stays() {
        let text = "市图书馆新馆,昨日开馆。“一二三”①½ﬁ…—〔〕・かなカナ한글\u{feff}\u{fffd}𠮷";
        assert_eq!(folded(text), text);
    }

    #[test]
    fn a_form_in_the_tables_is_what_unicode_says() {
        let compose = ComposingNormalizerBorrowed::new_nfkc();
        for c in "\u{2f00}\u{2fd5}\u{f900}\u{fad9}\u{fe31}\u{ff21}\u{ff71}\u{2fa1d}".chars() {
            assert_eq!(unform(c).to_string(), compose.normalize(&c.to_string()), "{c:?}");
        }
        // radicals that Unicode has no normal form for, and yet are printed characters
        assert_eq!((unform('⻓'), unform('⻄')), ('长', '西'));
    }

    #[test]
    fn folding_keeps_what_kind_a_character_is_of_and_is_done_once() {
        for c in '\0'..=char::MAX {
            assert_eq!((fold(fold(c)), unform(unform(c))), (fold(c), unform(c)), "{c:?}");
            assert_eq!(c.is_whitespace(), fold(c).is_whitespace(), "{c:?}");
            assert!(!c.is_alphabetic() || fold(c).is_alphabetic(), "{c:?}");
        }
    }
}
