//! Names of glyphs → characters, by Adobe's rules.

use rustc_hash::FxHashMap;

/// The characters of the names that fonts give to their glyphs.
pub(super) struct GlyphNames(FxHashMap<&'static str, char>);

impl GlyphNames {
    pub fn new() -> Self {
        Self(glyph_names::GLYPH_NAME_PAIRS.iter().map(|&(c, name)| (name, c)).chain(OLDER.iter().copied()).collect())
    }

    /// The text of a name: of its parts between underscores, up to the first dot.
    ///
    /// Source: Adobe Glyph List Specification, <https://github.com/adobe-type-tools/agl-specification>.
    pub fn text(&self, name: &str) -> Option<String> {
        let stem = name.split('.').next().filter(|stem| !stem.is_empty())?;
        if let Some(c) = self.character(stem) {
            return Some(c.into());
        }
        if let Some(digits) = stem.strip_prefix("uni").filter(|digits| digits.len() > 4 && digits.len() % 4 == 0) {
            return digits.as_bytes().chunks(4).map(|four| hexadecimal(std::str::from_utf8(four).ok()?)).collect();
        }
        stem.contains('_').then(|| stem.split('_').map(|part| self.character(part)).collect()).flatten()
    }

    fn character(&self, name: &str) -> Option<char> {
        let listed = |name: &str| self.0.get(name).copied();
        listed(name)
            .or_else(|| cyrillic(name))
            .or_else(|| name.strip_prefix("uni").filter(|digits| digits.len() == 4).and_then(hexadecimal))
            .or_else(|| name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())).and_then(hexadecimal))
            // old-style figures and small capitals are figures and letters, whose form only differs
            .or_else(|| name.strip_suffix("oldstyle").and_then(listed))
            .or_else(|| name.strip_suffix("small").and_then(listed))
    }
}

fn hexadecimal(digits: &str) -> Option<char> {
    let is_plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten().and_then(char::from_u32)
}

/// The letters that Adobe's list has under numbers.
fn cyrillic(name: &str) -> Option<char> {
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    let code = match number {
        10017..=10022 => number - 10017 + 0x410,
        10023 => 0x401,
        10024..=10049 => number - 10024 + 0x416,
        10050 => 0x490,
        10051..=10061 => number - 10051 + 0x402,
        10062 => 0x40e,
        10065..=10070 => number - 10065 + 0x430,
        10071 => 0x451,
        10072..=10097 => number - 10072 + 0x436,
        10098 => 0x491,
        10099..=10109 => number - 10099 + 0x452,
        10110 => 0x45e,
        10145 => 0x40f,
        10193 => 0x45f,
        61352 => 0x2116,
        _ => return None,
    };
    char::from_u32(code)
}

/// Names of Adobe's full list that fonts of newspapers have beside those for new fonts.
const OLDER: [(&str, char); 33] = [
    ("nbspace", ' '),
    ("nonbreakingspace", ' '),
    ("sfthyphen", '\u{ad}'),
    ("softhyphen", '\u{ad}'),
    ("hyphenminus", '-'),
    ("middot", '·'),
    ("overscore", '¯'),
    ("Tcommaaccent", 'Ţ'),
    ("tcommaaccent", 'ţ'),
    ("Dslash", 'Đ'),
    ("dmacron", 'đ'),
    ("Idot", 'İ'),
    ("dotlessj", 'ȷ'),
    ("ff", 'ﬀ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
    ("st", 'ﬆ'),
    ("Euro", '€'),
    ("euro", '€'),
    ("quoteleftbase", '‚'),
    ("afii61664", '\u{200c}'),
    ("numero", '№'),
    ("blackcircle", '●'),
    ("H18533", '■'),
    ("H22073", '□'),
    ("filledbox", '■'),
    ("blacksquare", '■'),
    ("whitesquare", '□'),
    ("blackdiamond", '◆'),
    ("blackstar", '★'),
    ("whitestar", '☆'),
    ("triagup", '▲'),
    ("triagdn", '▼'),
];
