//! Case folding and compatibility folding of characters, for comparison only: what is shown is
//! always the source's own characters.
//!
//! A PDF often gives `⽇` (a Kangxi radical) or `金` (a compatibility ideograph) where the paper
//! printed 日 or 金, and half-width or vertical forms of punctuation. The folding is that of
//! Unicode's normalization form KC; `build.rs` takes it from the crate `icu_normalizer` for the
//! blocks that hold such forms and writes tables of a few kilobytes, so that a look-up is one
//! index and the WebAssembly module carries no normalizer.

include!(concat!(env!("OUT_DIR"), "/fold.rs"));

/// The character that `c` is compared as: its canonical character in lower case.
pub(crate) fn fold(c: char) -> char {
    let c = canonical_char(c);
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        '\u{80}'..'\u{530}' => mapped(c, &CAPITALS, 0x80),
        '\u{1e00}'..'\u{2000}' => mapped(c, &MARKED_CAPITALS, 0x1e00),
        c => c,
    }
}

/// The canonical character of a compatibility form: the ideograph of a radical, the unified of a
/// compatibility ideograph, the plain of a full-width, half-width, small or vertical form.
///
/// Case is kept, and so is a form that stands for several characters, such as a ligature.
#[inline]
pub(crate) fn canonical_char(c: char) -> char {
    match c {
        // the full-width slash of Big5, by the tables of most decoders
        '\u{2215}' => '/',
        '\u{3001}'..'\u{f900}' | ..'\u{2e80}' => c,
        '\u{2e80}'..'\u{2fe0}' => mapped(c, &RADICALS, 0x2e80),
        '\u{f900}'..'\u{fff0}' => mapped(c, &FORMS, 0xf900),
        '\u{2f800}'..'\u{2fa20}' => mapped(c, &IDEOGRAPHS, 0x2f800),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// The character that `table`, whose first entry is for `first`, maps `c` to.
///
/// An entry is the distance to the other character, because few distances occur and so the table
/// compresses well. A distance that leads to a surrogate is an index into `BEYOND`, which holds
/// the characters outside the Basic Multilingual Plane.
fn mapped(c: char, table: &[u16], first: usize) -> char {
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
    fn compatibility_forms_fold_to_the_printed_character() {
        let cases = [
            ("本报⽇前讯", "本报日前讯", "radicals of Kangxi"),
            ("⻓⻋⻅⻚⺠⻔⻢⻛", "长车见页民门马风", "radicals of the supplement"),
            ("\u{f90a}\u{f9d4}\u{fa5b}\u{2f800}", "金倫者丽", "compatibility ideographs"),
            ("第２版　ＡＰ", "第2版 ap", "full-width forms"),
            ("ﾃﾚﾋ｡｢｣", "テレヒ。「」", "half-width forms"),
            ("︵下轉﹂︶︓﹔", "(下轉」):;", "vertical and small forms"),
            ("記者許一\u{2215}河灣報導", "記者許一/河灣報導", "the slash of Big5"),
            ("ÉCOLE МОСКВА ΑΘΉΝΑ", "école москва αθήνα", "capitals"),
            ("\u{feb3}\u{fef2}", "\u{633}\u{64a}", "Arabic presentation forms"),
        ];
        for (text, wanted, what) in cases {
            assert_eq!(folded(text), wanted, "{what}");
        }
        assert_eq!("ＡＰ⽇".chars().map(canonical_char).collect::<String>(), "AP日");
    }

    #[test]
    fn other_characters_are_kept() {
        let text = "市图书馆新馆,昨日开馆。“一二三”①½ﬁ…—〔〕・かなカナ한글\u{feff}\u{fffd}𠮷";
        assert_eq!(folded(text), text);
    }

    #[test]
    fn tables_agree_with_nfkc() {
        let compose = ComposingNormalizerBorrowed::new_nfkc();
        for c in "\u{2f00}\u{2fd5}\u{f900}\u{fad9}\u{fe31}\u{ff21}\u{ff71}\u{2fa1d}".chars() {
            assert_eq!(canonical_char(c).to_string(), compose.normalize(&c.to_string()), "{c:?}");
        }
        // radicals that Unicode has no normal form for, and yet are printed characters
        assert_eq!((canonical_char('⻓'), canonical_char('⻄')), ('长', '西'));
    }

    #[test]
    fn folding_is_idempotent_and_keeps_letters_letters_and_blanks_blanks() {
        for c in '\0'..=char::MAX {
            assert_eq!((fold(fold(c)), canonical_char(canonical_char(c))), (fold(c), canonical_char(c)), "{c:?}");
            assert_eq!(c.is_whitespace(), fold(c).is_whitespace(), "{c:?}");
            assert!(!c.is_alphabetic() || fold(c).is_alphabetic(), "{c:?}");
        }
    }
}
