//! The bytes of a file of markup → its text, by its mark or by the encoding that it declares.

use crate::form::{Form, FormError};
use std::borrow::Cow;

/// How far a declaration of the encoding is looked for, as browsers do.
const HEAD: usize = 1024;

/// The text of a file of markup.
pub(super) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    /// Some bytes were not text; U+FFFD stands in their place.
    pub damaged: bool,
}

/// Decodes a file of markup.
pub(super) fn decode(bytes: &[u8], form: Form) -> Result<Decoded<'_>, FormError> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Ok(utf8(rest)),
        [0xff, 0xfe, rest @ ..] => return Ok(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => return Ok(utf16(rest, u16::from_be_bytes)),
        // without a mark, a tag tells the order of the bytes
        [b'<', 0, ..] => return Ok(utf16(bytes, u16::from_le_bytes)),
        [0, b'<', ..] => return Ok(utf16(bytes, u16::from_be_bytes)),
        _ => {}
    }
    match declared_encoding(bytes) {
        // files are converted to UTF-8 and go on declaring what they were in; no other text is UTF-8 by chance
        Some(name) if !is_utf8(bytes) && !is_unicode(&name) => by_name(bytes, name, form),
        _ => Ok(utf8(bytes)),
    }
}

/// Whether bytes are UTF-8, if need be without the end of their last character: a file may break off in it.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let text = String::from_utf8_lossy(bytes);
    Decoded { damaged: matches!(text, Cow::Owned(_)), text }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Decoded<'_> {
    let (units, rest) = bytes.as_chunks();
    let mut damaged = !rest.is_empty();
    let text = char::decode_utf16(units.iter().map(|&unit| read(unit)))
        .map(|character| {
            damaged |= character.is_err();
            character.unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    Decoded { text: Cow::Owned(text), damaged }
}

#[cfg(feature = "encodings")]
fn by_name(bytes: &[u8], name: String, form: Form) -> Result<Decoded<'_>, FormError> {
    match crate::text::decode(bytes, Some(&name)) {
        Ok(decoded) => Ok(Decoded { text: decoded.text, damaged: decoded.malformed }),
        Err(_) => Err(FormError::Encoding { what: form.name(), name }),
    }
}

#[cfg(not(feature = "encodings"))]
fn by_name(_: &[u8], name: String, form: Form) -> Result<Decoded<'_>, FormError> {
    Err(FormError::Encoding { what: form.name(), name })
}

/// Whether a file whose bytes hold no UTF-16 is meant to be UTF-8.
fn is_unicode(name: &str) -> bool {
    ["utf", "ucs", "iso-10646", "us-ascii", "ascii"].iter().any(|known| name.starts_with(known))
}

/// The encoding of `<?xml encoding="…"?>` or of HTML's `<meta charset="…">`, in lower case.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    ["encoding", "charset"].iter().find_map(|key| {
        let (_, rest) = head.split_once(key)?;
        let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let name: String =
            value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')).collect();
        (!name.is_empty() && name.len() <= 40).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<?xml version='1.0'?><alto>馆𠮷</alto>";

    fn text(bytes: &[u8]) -> (String, bool) {
        let decoded = decode(bytes, Form::Alto).expect("no other encoding is declared");
        (decoded.text.into_owned(), decoded.damaged)
    }

    #[test]
    fn unicode_is_read_with_or_without_a_mark() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            TEXT.as_bytes(),
            &[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
            &[b"\xff\xfe", &little[..]].concat(),
            &[b"\xfe\xff", &big[..]].concat(),
            &little,
            &big,
        ] {
            assert_eq!(text(bytes), (TEXT.into(), false));
        }
        assert!(text(&little[..little.len() - 1]).1, "less a byte");
        assert!(text(b"<alto>\xe9\xa6</alto>").1, "a character cut in two");
    }

    #[test]
    fn utf8_that_declares_another_encoding_is_utf8() {
        for declared in ["<?xml version='1.0' encoding='ISO-8859-1'?>馆", "<?xml encoding = \"UTF-16\"?>馆"] {
            assert_eq!(text(declared.as_bytes()), (declared.into(), false));
        }
        let cut = "<?xml version='1.0' encoding='ISO-8859-1'?>市图书馆";
        assert_eq!(text(&cut.as_bytes()[..cut.len() - 1]), (cut.replace('馆', "\u{fffd}"), true), "less a byte");
    }

    #[test]
    fn another_encoding_is_read_by_its_name_or_refused_by_it() {
        let gbk = b"<?xml version=\"1.0\" encoding=\"GBK\"?><alto>\xb0\xe6\xc3\xe6</alto>";
        let klingon = b"<meta charset=klingon>\xb0\xe6";
        #[cfg(feature = "encodings")]
        assert!(text(gbk).0.contains("版面"));
        #[cfg(not(feature = "encodings"))]
        assert!(decode(gbk, Form::Alto).is_err());
        let error = decode(klingon, Form::Hocr).err();
        assert_eq!(error, Some(FormError::Encoding { what: "hOCR", name: "klingon".into() }));
    }
}
