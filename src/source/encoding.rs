//! Bytes → text: which encoding they are in, and what of them is no text at all.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::fmt;

/// Text that came as bytes.
///
/// ```
/// let decoded = banmian::decode("市图书馆开馆".as_bytes(), None)?;
/// assert_eq!((&*decoded.text, decoded.encoding, decoded.malformed), ("市图书馆开馆", "UTF-8", false));
/// # Ok::<(), banmian::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text. A byte order mark stays in it as U+FEFF, so that the spans of a UTF-8 file
    /// are those of its bytes; [`parse`](crate::parse) reads past it.
    pub text: Cow<'b, str>,
    /// Name of the encoding, as in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Some bytes were not text in the encoding; U+FFFD stands in their place.
    pub malformed: bool,
}

/// Why bytes could not be turned into text.
///
/// ```
/// let error = banmian::decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None).unwrap_err();
/// assert_eq!(error.to_string(), "not text but a PNG image");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// No encoding has the given name.
    UnknownEncoding(String),
    /// The bytes are not text in any encoding; what they are, where that can be told.
    NotText(Option<&'static str>),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::UnknownEncoding(name) => {
                write!(
                    f,
                    "no encoding is called {name:?}; known are UTF-8, UTF-16LE, UTF-16BE, GB18030, Big5 and the other names of the WHATWG Encoding Standard"
                )
            }
            Self::NotText(Some(what)) => write!(f, "not text but {what}"),
            Self::NotText(None) => {
                write!(f, "not text: it holds NUL bytes, which no text encoding known here explains")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// Turns bytes into text: by the encoding named, or by the one detected.
///
/// Detected are UTF-8, UTF-16 with or without a byte order mark, GB18030, Big5, and what
/// else [chardetng](https://docs.rs/chardetng) knows. An encoding that is named is believed,
/// whatever the bytes are; without one, bytes that are plainly no text are an error.
///
/// ```
/// let gbk = [0xb0, 0xe6, 0xc3, 0xe6]; // 版面
/// let decoded = banmian::decode(&gbk, Some("gbk"))?;
/// assert_eq!((&*decoded.text, decoded.encoding), ("版面", "gb18030"));
///
/// assert!(banmian::decode(&gbk, Some("klingon")).is_err());
/// # Ok::<(), banmian::DecodeError>(())
/// ```
pub fn decode<'b>(bytes: &'b [u8], encoding: Option<&str>) -> Result<Decoded<'b>, DecodeError> {
    let encoding = match encoding {
        Some(name) => Encoding::for_label(name.as_bytes()).ok_or_else(|| DecodeError::UnknownEncoding(name.into()))?,
        None => detect(bytes)?,
    };
    // GB18030 holds all of GBK; its name tells the reader more.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    Ok(Decoded { text, encoding: encoding.name(), malformed })
}

fn detect(bytes: &[u8]) -> Result<&'static Encoding, DecodeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(DecodeError::NotText(Some(what)));
    }
    let nul = bytes.contains(&0);
    if !nul && mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    if let Some(utf16) = utf16_without_mark(bytes) {
        return Ok(utf16);
    }
    // A stray NUL is a blemish of a text; many are another kind of file.
    if nul && bytes.iter().filter(|&&b| b == 0).count() * 1000 >= bytes.len() {
        return Err(DecodeError::NotText(None));
    }
    if mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    Ok(legacy(bytes))
}

/// Files people take for text, by their first bytes.
const SIGNATURES: [(&[u8], &str); 8] = [
    (b"%PDF-", "a PDF; take its text layer first, for example with `pdftotext -raw FILE.pdf -`"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text first"),
    (b"{\\rtf", "an RTF document; save it as plain text first"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed data; unpack it first"),
];

/// UTF-8, or UTF-8 with a few bad bytes: a file cut in the middle of a character, or pasted
/// together from two.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut cut) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += cut;
        cut = usize::from(!chunk.invalid().is_empty());
    }
    (bad + cut) * 20 <= good || (bad == 0 && good > 1)
}

/// UTF-16 that says nothing of its byte order: read in the right one, nearly all of it is
/// what newspapers print; no other encoding's bytes look so.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let printed = |big_endian: bool| {
        let read = if big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        units.filter(|unit| matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef | 0x2010..=0x2030)).count()
    };
    let enough = |count: usize| count > 0 && count * 10 >= bytes.len() / 2 * 9;
    let (little, big) = (printed(false), printed(true));
    if enough(little.max(big)) {
        return Some(if little >= big { UTF_16LE } else { UTF_16BE });
    }
    None
}

fn legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str =
        "市图书馆新馆昨日开馆\n本报讯(记者 陈一)昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
    const TRADITIONAL: &str = "市圖書館新館昨日開館\n〔記者陳一報導〕市圖書館新館昨日上午開館,首日湧入讀者三千餘人。\n";

    fn check(text: &str, encoding: &'static Encoding) {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding, decoded.malformed), (text, encoding.name(), false));
    }

    #[test]
    fn the_encodings_of_newspapers_are_detected() {
        check(SIMPLIFIED, UTF_8);
        check(SIMPLIFIED, GB18030);
        check(TRADITIONAL, GB18030);
        check(TRADITIONAL, encoding_rs::BIG5);
    }

    #[test]
    fn utf16_is_detected_with_and_without_a_mark() {
        for text in [SIMPLIFIED, TRADITIONAL, "New library opens\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&little, None).unwrap().encoding, "UTF-16LE");
            assert_eq!(decode(&big, None).unwrap().text, text);
            let marked = [b"\xfe\xff".to_vec(), big].concat();
            assert_eq!(decode(&marked, None).unwrap().text, format!("\u{feff}{text}"));
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        let mut bytes = SIMPLIFIED.repeat(3).into_bytes();
        bytes.insert(30, 0xff);
        bytes.truncate(bytes.len() - 3);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.malformed), ("UTF-8", true));
        assert_eq!(decode("开馆了".as_bytes().split_last().unwrap().1, None).unwrap().text, "开馆\u{fffd}");
    }

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        let not_text = |bytes: &[u8]| matches!(decode(bytes, None), Err(DecodeError::NotText(_)));
        assert!(not_text(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0"));
        assert!(not_text("%PDF-1.7\n%âãÏÓ".as_bytes()));
        assert!(!not_text(format!("{}\0", SIMPLIFIED.repeat(20)).as_bytes()));
        assert!(!not_text(b""));
        assert_eq!(decode(b"\x89PNG\0", Some("utf-8")).unwrap().text, "\u{fffd}PNG\0");
    }
}
