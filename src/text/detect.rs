//! Encoding detection from the bytes alone, without encoding tables, so that the browser and the
//! command detect the same.

use super::double_byte;
use std::fmt;

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

/// The encoding's name in the WHATWG Encoding Standard; `None` where it is neither a Unicode
/// encoding nor GB 18030 or Big5.
pub(crate) fn detect(bytes: &[u8]) -> Result<Option<&'static str>, DecodeError> {
    if let Some((_, name)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Ok(Some(name));
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(DecodeError::NotText(Some(what)));
    }
    let nul = bytes.contains(&0);
    if !nul && mostly_utf8(bytes) {
        return Ok(Some("UTF-8"));
    }
    if let Some(utf16) = utf16_without_mark(bytes, nul) {
        return Ok(Some(utf16));
    }
    // A text may hold a stray NUL; a file with many is binary.
    if nul && bytes.iter().filter(|&&b| b == 0).count() * 1000 >= bytes.len() {
        return Err(DecodeError::NotText(None));
    }
    if mostly_utf8(bytes) {
        return Ok(Some("UTF-8"));
    }
    Ok(double_byte::detect(bytes))
}

/// Byte order marks.
const MARKS: [(&[u8], &str); 3] = [(b"\xef\xbb\xbf", "UTF-8"), (b"\xff\xfe", "UTF-16LE"), (b"\xfe\xff", "UTF-16BE")];

/// Signatures of binary files that people try to read as text.
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

/// Whether the bytes are UTF-8 but for a few invalid ones, as in a file that was cut within a
/// character or concatenated from two.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut cut) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += cut;
        cut = usize::from(!chunk.invalid().is_empty());
    }
    (bad + cut) * 20 <= good || (bad == 0 && good > 1)
}

/// The byte order of UTF-16 without a byte order mark; `None` if it is not UTF-16.
///
/// Read in the right byte order, nearly all units are characters that newspapers print, which the
/// bytes of no other encoding are.
fn utf16_without_mark(bytes: &[u8], nul: bool) -> Option<&'static str> {
    let printed = |big_endian: bool| {
        let read = if big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
        let (mut printed, mut signs, mut low) = (0, 0, 0);
        for unit in bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])) {
            let sign = matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0x3000..=0x303f | 0xff00..=0xffef | 0x2010..=0x2030);
            // other scripts count only if there is a NUL, which shows that the bytes come in pairs
            let other = nul && matches!(unit, 0xa0..=0x52f | 0x1e00..=0x1eff | 0x3040..=0x30ff | 0xac00..=0xdfff);
            signs += usize::from(sign);
            printed += usize::from(sign || other || matches!(unit, 0x4e00..=0x9fff));
            low += usize::from(matches!(unit, 0x4e00..=0x7fff));
        }
        // a short Big5 text, and a Japanese one of high bytes alone, also looks like ideographs
        if nul || signs > 0 || printed >= 8 && low * 4 >= printed { printed } else { 0 }
    };
    let enough = |count: usize| count > 0 && count * 10 >= bytes.len() / 2 * 9;
    let (little, big) = (printed(false), printed(true));
    if enough(little.max(big)) {
        return Some(if little >= big { "UTF-16LE" } else { "UTF-16BE" });
    }
    None
}
