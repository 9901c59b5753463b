//! Character maps: the bytes of a string → codes → CIDs → characters.

use super::cmaps::{CMaps, CharacterCollection, PredefinedMap, text_of};
use hayro_cmap::{CMap, CMapName, CidFamily, WritingMode};
use std::cell::RefCell;

/// A character map that a file has of its own.
struct FileMap {
    own: CMap,
    /// The predefined map that it builds upon.
    base: Option<PredefinedMap>,
}

impl FileMap {
    fn new(data: &[u8], cmaps: &CMaps) -> Option<Self> {
        // the binary form of the predefined maps is trusted by its reader, so a file may not bring it
        if data.starts_with(b"bcmap") {
            return None;
        }
        let base = RefCell::new(None);
        let find_base = |name: CMapName<'_>| -> Option<&[u8]> {
            *base.borrow_mut() = Some(cmaps.map(name)?);
            // it is looked up by itself
            Some(&[])
        };
        let own = CMap::parse(data, &find_base)?;
        Some(Self { own, base: base.into_inner() })
    }

    fn cid(&self, code: u32, length: usize) -> Option<u32> {
        let own = self.own.lookup_cid_code(code, u8::try_from(length).ok()?);
        own.or_else(|| self.base.as_ref()?.cid(code, length))
    }

    fn text(&self, code: u32) -> Option<String> {
        let own = self.own.lookup_bf_string(code).map(text_of);
        own.or_else(|| self.base.as_ref()?.text(code))
    }
}

/// The characters of a font's codes, as the file lists them.
pub(super) struct ToUnicode {
    sections: Vec<FileMap>,
    /// Codes are Unicode themselves.
    identity: bool,
}

impl ToUnicode {
    /// The map of a font that says that its codes are Unicode.
    pub fn identity() -> Self {
        Self { sections: Vec::new(), identity: true }
    }

    /// Reads the map of a font.
    ///
    /// One damaged entry makes the whole of it unreadable, and such maps are about; so a map that cannot
    /// be read at once is read section by section, and loses the damaged ones only.
    pub fn new(data: &[u8], cmaps: &CMaps) -> Self {
        let sections = match FileMap::new(data, cmaps) {
            Some(whole) => vec![whole],
            None => sections(data).filter_map(|section| FileMap::new(section, cmaps)).collect(),
        };
        Self { sections, identity: false }
    }

    pub fn text(&self, code: u32) -> Option<String> {
        if self.identity {
            return char::from_u32(code).map(String::from);
        }
        self.sections.iter().rev().find_map(|section| section.text(code))
    }
}

/// The parts of a map that list characters, each with the words that open and close it.
fn sections(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = data;
    std::iter::from_fn(move || {
        let start = find(rest, b"beginbf")?;
        let section = rest.get(start..)?;
        let length = find(section, b"endbf").map_or(section.len(), |end| end + b"endbfrange".len());
        let (section, after) = section.split_at_checked(length).unwrap_or((section, &[]));
        rest = after;
        Some(section)
    })
}

pub(super) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// How the bytes of a string are cut into codes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CodeSpace {
    /// Always two bytes.
    Two,
    /// Two bytes, or four in a pair of surrogates.
    Utf16,
    /// One byte up to 80, else two, as in GBK, Big Five and Korean.
    DoubleByte,
    /// As before, but four bytes where the second one is a digit.
    Gb18030,
    /// As before, but katakana are one byte.
    ShiftJis,
    /// One byte up to 80, four after 8E, else two.
    CnsEuc,
    /// What the map itself says: the first and last code of each length.
    Ranges(Vec<(usize, u32, u32)>),
}

impl CodeSpace {
    /// That of a predefined map.
    fn of_name(name: &[u8]) -> Self {
        let holds = |part: &[u8]| find(name, part).is_some();
        match () {
            () if holds(b"UTF16") => Self::Utf16,
            () if holds(b"RKSJ") => Self::ShiftJis,
            () if holds(b"GBK2K") => Self::Gb18030,
            () if holds(b"CNS-EUC") => Self::CnsEuc,
            () if holds(b"EUC") || holds(b"B5") || holds(b"UHC") || holds(b"GBK") => Self::DoubleByte,
            () => Self::Two,
        }
    }

    /// The number of bytes of the next code; at least one, at most as many as there are.
    pub fn length(&self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        let second = bytes.get(1).copied().unwrap_or(0);
        let length = match self {
            Self::Two => 2,
            Self::Utf16 if (0xd8..0xdc).contains(&first) => 4,
            Self::Utf16 => 2,
            Self::ShiftJis if (0xa0..0xe0).contains(&first) => 1,
            Self::Gb18030 if first > 0x80 && second.is_ascii_digit() => 4,
            Self::CnsEuc if first == 0x8e => 4,
            Self::DoubleByte | Self::Gb18030 | Self::ShiftJis | Self::CnsEuc => 1 + usize::from(first > 0x80),
            Self::Ranges(ranges) => {
                let holds = |length: usize| {
                    let code = bytes.get(..length).map(code_of);
                    code.is_some_and(|code| ranges.iter().any(|range| is_within(code, range, length)))
                };
                let shortest = ranges.iter().map(|range| range.0).min().unwrap_or(2);
                (1..=4).find(|&length| holds(length)).unwrap_or(shortest)
            }
        };
        length.clamp(1, bytes.len().max(1))
    }
}

/// Whether each byte of a code is within those of a range, which is a box rather than a line.
fn is_within(code: u32, &(length, low, high): &(usize, u32, u32), of: usize) -> bool {
    let is_between = |(byte, (low, high))| low <= byte && byte <= high;
    let bytes = |code: u32| code.to_be_bytes().into_iter().skip(4 - of.min(4));
    length == of && bytes(code).zip(bytes(low).zip(bytes(high))).all(is_between)
}

/// The number that bytes are, the first one the highest.
pub(super) fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte))
}

/// The encoding of a composite font.
pub(super) struct Encoding {
    pub space: CodeSpace,
    pub vertical: bool,
    /// The CIDs of codes; `None` where a code is its own.
    cids: Option<Cids>,
    /// Codes are Unicode themselves.
    is_unicode: bool,
    /// The collection of characters that the CIDs count.
    pub collection: Option<CharacterCollection>,
}

enum Cids {
    Predefined(PredefinedMap),
    File(Box<FileMap>),
}

impl Encoding {
    /// The encoding of a name.
    pub fn of_name(name: &[u8], cmaps: &CMaps) -> Self {
        let kind = match CMapName::from_bytes(name) {
            // Founder's and other programs have names of their own for the encoding of their country
            CMapName::Custom(custom) if find(custom, b"GBK").is_some() => CMapName::GbkEucH,
            known => known,
        };
        let is_identity = matches!(kind, CMapName::IdentityH | CMapName::IdentityV);
        let cids = if is_identity { None } else { cmaps.map(kind) };
        let is_unicode = name.starts_with(b"Uni") && (find(name, b"UCS2").is_some() || find(name, b"UTF16").is_some());
        Self {
            space: CodeSpace::of_name(kind.to_bytes()),
            vertical: name.ends_with(b"-V") || name == b"V",
            collection: cids.as_ref().and_then(PredefinedMap::collection),
            cids: cids.map(Cids::Predefined),
            is_unicode,
        }
    }

    /// The encoding that a file has of its own, with the name of the one that it builds upon.
    pub fn of_stream(data: &[u8], base: Option<&[u8]>, cmaps: &CMaps) -> Self {
        let base = base.map(|name| Self::of_name(name, cmaps));
        let cids = FileMap::new(data, cmaps);
        let ranges = code_space_ranges(data);
        let declared = cids.as_ref().and_then(|map| map.own.metadata().writing_mode);
        let is_base_vertical = base.as_ref().is_some_and(|base| base.vertical);
        Self {
            vertical: declared.map_or(is_base_vertical, |mode| mode == WritingMode::Vertical),
            collection: cids.as_ref().and_then(collection_of).or(base.as_ref().and_then(|base| base.collection)),
            space: match base {
                _ if !ranges.is_empty() => CodeSpace::Ranges(ranges),
                Some(ref base) => base.space.clone(),
                None => CodeSpace::Two,
            },
            cids: cids.map(|map| Cids::File(Box::new(map))),
            is_unicode: false,
        }
    }

    /// The CID of a code of so many bytes.
    pub fn cid(&self, code: u32, length: usize) -> Option<u32> {
        match &self.cids {
            Some(Cids::Predefined(map)) => map.cid(code, length),
            Some(Cids::File(map)) => map.cid(code, length),
            None => Some(code),
        }
    }

    /// The character that a code is, in an encoding of Unicode.
    pub fn unicode(&self, code: u32, length: usize) -> Option<char> {
        if !self.is_unicode {
            return None;
        }
        match length {
            4 => char::decode_utf16([(code >> 16) as u16, code as u16]).next()?.ok(),
            _ => char::from_u32(code),
        }
    }
}

fn collection_of(map: &FileMap) -> Option<CharacterCollection> {
    match map.own.metadata().character_collection.as_ref()?.family {
        CidFamily::AdobeGB1 => Some(CharacterCollection::Gb1),
        CidFamily::AdobeCNS1 => Some(CharacterCollection::Cns1),
        CidFamily::AdobeJapan1 => Some(CharacterCollection::Japan1),
        CidFamily::AdobeKorea1 => Some(CharacterCollection::Korea1),
        CidFamily::AdobeIdentity | CidFamily::Custom { .. } => None,
    }
}

/// The ranges of codes that a map declares, by their lengths.
fn code_space_ranges(data: &[u8]) -> Vec<(usize, u32, u32)> {
    const MOST: usize = 256;
    let mut ranges = Vec::new();
    let mut rest = data;
    while let Some(start) = find(rest, b"begincodespacerange") {
        rest = rest.get(start + b"begincodespacerange".len()..).unwrap_or_default();
        let end = find(rest, b"endcodespacerange").unwrap_or(rest.len());
        let (section, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        let codes: Vec<(usize, u32)> = section.split(|&b| b == b'<').skip(1).filter_map(hexadecimal).collect();
        let pairs = codes.chunks_exact(2).filter_map(|pair| match *pair {
            [(length, low), (other, high)] if length == other => Some((length, low, high)),
            _ => None,
        });
        ranges.extend(pairs.take(MOST));
        if ranges.len() >= MOST {
            break;
        }
        rest = after;
    }
    ranges
}

/// The code whose hexadecimal digits stand before a `>`, and how many bytes it is.
fn hexadecimal(text: &[u8]) -> Option<(usize, u32)> {
    let digits = text.split(|&b| b == b'>').next()?;
    let digits: String = digits.iter().filter(|b| b.is_ascii_hexdigit()).map(|&b| char::from(b)).collect();
    let length = digits.len() / 2;
    let code = u32::from_str_radix(&digits, 16).ok()?;
    (1..=4).contains(&length).then_some((length, code))
}
