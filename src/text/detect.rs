//! Encoding detection from the bytes alone, without encoding tables, so that the browser and the
//! command detect the same.
//!
//! A mark, the form of UTF-8 and an escape sequence decide at once. Of the other encodings the
//! likeliest is taken, which is the one of least [`cost`](super::cost): each has a model of how
//! probable bytes are in a newspaper, so that what is left of doubt is known, too.

use super::markup_kind::markup_kind;
use super::{double_byte, single_byte, wide};
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
    /// The encoding is one of those that the Encoding Standard has ruled out as a risk.
    RefusedEncoding(String),
    /// The bytes are not text in any encoding, or a page's text between tags; what they are, where that can be told.
    NotText(Option<&'static str>),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::UnknownEncoding(name) => {
                write!(
                    f,
                    "no encoding is called {name:?}; known are UTF-8, UTF-16LE, UTF-16BE, UTF-32, GB18030, Big5 and the other names of the WHATWG Encoding Standard"
                )
            }
            Self::RefusedEncoding(name) => write!(
                f,
                "{name} is not read, as the WHATWG Encoding Standard has ruled it out; convert the file to UTF-8 first, for example with iconv"
            ),
            Self::NotText(Some(what)) => write!(f, "not text but {what}"),
            Self::NotText(None) => {
                write!(f, "not text: it holds NUL bytes, which no text encoding known here explains")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// An encoding told from bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Detected {
    /// Its name in the WHATWG Encoding Standard, which knows all of them but UTF-32.
    pub name: &'static str,
    /// Whether the bytes may well be another text in another encoding.
    pub doubtful: bool,
}

/// Tells the encoding of bytes.
pub(crate) fn detect(bytes: &[u8]) -> Result<Detected, DecodeError> {
    match other_than_text(bytes) {
        Some(what) => Err(DecodeError::NotText(Some(what))),
        None => detect_in_text(bytes).ok_or(DecodeError::NotText(None)),
    }
}

/// What bytes are that are no text, or a text between tags; with advice where there is some.
fn other_than_text(bytes: &[u8]) -> Option<&'static str> {
    if let Some(what) = markup_kind(bytes) {
        return Some(what.description());
    }
    if MARKS.iter().any(|(mark, _)| bytes.starts_with(mark)) {
        return None;
    }
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|&(_, what)| what)
}

/// Tells the encoding of bytes that are meant to be text; `None` where they are text in none.
pub(super) fn detect_in_text(bytes: &[u8]) -> Option<Detected> {
    let certain = |name| Some(Detected { name, doubtful: false });
    if let Some((_, name)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return certain(name);
    }
    if is_iso_2022_jp(bytes) {
        return certain("ISO-2022-JP");
    }
    let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
    // A text may hold a stray NUL; a file with many is binary, or has units of several bytes.
    let many_nuls = nuls > 0 && nuls * 1000 >= bytes.len();
    if many_nuls || is_paired(bytes) {
        let sample = sample(bytes);
        let mut costs = Vec::new();
        wide::add_costs(sample, &mut costs);
        let (detected, plausible) = likeliest(sample, &costs);
        if plausible {
            return Some(detected);
        }
        if many_nuls {
            return None;
        }
    }
    if mostly_utf8(bytes) {
        return certain("UTF-8");
    }
    let sample = sample(bytes);
    let mut costs = Vec::new();
    wide::add_costs(sample, &mut costs);
    costs.iter_mut().for_each(|(_, cost)| *cost += NO_NUL);
    double_byte::add_costs(sample, &mut costs);
    single_byte::add_costs(sample, &mut costs);
    let (detected, plausible) = likeliest(sample, &costs);
    Some(Detected { doubtful: detected.doubtful || !plausible, ..detected })
}

/// Most bytes that are looked at where no mark or form decides.
const MAX_SAMPLE: usize = 1 << 14;

/// A part of the bytes that tells their encoding: around the first one that is not ASCII, and from the
/// begin of a unit of UTF-32 on.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(MAX_SAMPLE / 8) & !3;
    &bytes[start..bytes.len().min(start + MAX_SAMPLE)]
}

/// The encoding of least cost, and whether the bytes may be a text in it at all.
fn likeliest(bytes: &[u8], costs: &[(&'static str, u32)]) -> (Detected, bool) {
    let (name, least) = costs.iter().copied().min_by_key(|&(_, cost)| cost).unwrap_or(("UTF-8", 0));
    let is_close = |cost: u32| cost < least + CERTAIN;
    let is_other = |other| other != name && !single_byte::read_alike(name, other, bytes);
    let doubtful = costs.iter().any(|&(other, cost)| is_close(cost) && is_other(other));
    (Detected { name, doubtful }, least <= IMPLAUSIBLE * bytes.len() as u32)
}

/// How much more the next encoding has to cost for there to be no doubt: it is ten times less likely.
const CERTAIN: u32 = 10;

/// Cost of a byte on average above which bytes are hardly a text.
const IMPLAUSIBLE: u32 = 27;

/// Cost of UTF-16 where there is no NUL, which means no blank and no end of a line.
const NO_NUL: u32 = 20;

/// Byte order marks.
const MARKS: [(&[u8], &str); 5] = [
    (b"\xef\xbb\xbf", "UTF-8"),
    (b"\xff\xfe\0\0", "UTF-32LE"),
    (b"\0\0\xfe\xff", "UTF-32BE"),
    (b"\xff\xfe", "UTF-16LE"),
    (b"\xfe\xff", "UTF-16BE"),
];

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

/// Whether every other byte is a control code, as in UTF-16 of any alphabet but Latin.
fn is_paired(bytes: &[u8]) -> bool {
    let mut counts = [0, 0];
    for (n, byte) in bytes.iter().enumerate() {
        counts[n % 2] += usize::from(matches!(byte, 1..=8 | 0x0b..=0x0c | 0x0e..=0x1f));
    }
    counts[0].max(counts[1]) * 8 > bytes.len() * 3
}

/// Whether the bytes are ASCII with the escape sequence before Japanese characters.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.is_ascii() && bytes.windows(3).any(|three| matches!(three, b"\x1b$B" | b"\x1b$@"))
}
