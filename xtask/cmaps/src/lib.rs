//! Writes the predefined character maps of PDF as packs, one for each collection of characters, for
//! readers that do not carry all of them. `src/form/pdf/pack.rs` of the library reads them, and says
//! how they are written.

use hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The collections by the names of their packs.
pub const COLLECTIONS: [&str; 4] = ["gb1", "cns1", "japan1", "korea1"];

/// The target of a code that has none, where the map that a map builds upon has one.
const NONE: u32 = 0x1f_ffff;
/// The target of the first text of several characters.
const TEXTS: u32 = 0x11_0000;

/// Returns the names of a collection's maps: those that a PDF may use, and the one that tells the
/// characters of its CIDs.
///
/// <https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf>, table 118
pub fn names(collection: &str) -> &'static [&'static str] {
    match collection {
        "gb1" => &[
            "UniGB-UTF16-H",
            "UniGB-UTF16-V",
            "UniGB-UCS2-H",
            "UniGB-UCS2-V",
            "GBK2K-H",
            "GBK2K-V",
            "GBKp-EUC-H",
            "GBKp-EUC-V",
            "GBK-EUC-H",
            "GBK-EUC-V",
            "GB-EUC-H",
            "GB-EUC-V",
            "GBpc-EUC-H",
            "GBpc-EUC-V",
            "Adobe-GB1-UCS2",
        ],
        "cns1" => &[
            "UniCNS-UTF16-H",
            "UniCNS-UTF16-V",
            "UniCNS-UCS2-H",
            "UniCNS-UCS2-V",
            "HKscs-B5-H",
            "HKscs-B5-V",
            "ETenms-B5-H",
            "ETenms-B5-V",
            "ETen-B5-H",
            "ETen-B5-V",
            "B5pc-H",
            "B5pc-V",
            "CNS-EUC-H",
            "CNS-EUC-V",
            "Adobe-CNS1-UCS2",
        ],
        "japan1" => &[
            "UniJIS-UTF16-H",
            "UniJIS-UTF16-V",
            "UniJIS-UCS2-H",
            "UniJIS-UCS2-V",
            "UniJIS-UCS2-HW-H",
            "UniJIS-UCS2-HW-V",
            "90ms-RKSJ-H",
            "90ms-RKSJ-V",
            "90msp-RKSJ-H",
            "90msp-RKSJ-V",
            "90pv-RKSJ-H",
            "83pv-RKSJ-H",
            "Ext-RKSJ-H",
            "Ext-RKSJ-V",
            "Add-RKSJ-H",
            "Add-RKSJ-V",
            "EUC-H",
            "EUC-V",
            "H",
            "V",
            "Adobe-Japan1-UCS2",
        ],
        "korea1" => &[
            "UniKS-UTF16-H",
            "UniKS-UTF16-V",
            "UniKS-UCS2-H",
            "UniKS-UCS2-V",
            "KSCms-UHC-H",
            "KSCms-UHC-V",
            "KSCms-UHC-HW-H",
            "KSCms-UHC-HW-V",
            "KSC-EUC-H",
            "KSC-EUC-V",
            "KSCpc-EUC-H",
            "Adobe-Korea1-UCS2",
        ],
        _ => &[],
    }
}

/// The targets of all codes of a map, by their lengths in bytes.
#[derive(Clone, Default, PartialEq)]
struct Map {
    targets: BTreeMap<(u8, u32), u32>,
    texts: Vec<String>,
}

/// Returns the pack of a collection.
pub fn pack(collection: &str) -> Vec<u8> {
    let mut out = b"cmaps\x01".to_vec();
    let mut written: Vec<Map> = Vec::new();
    for name in names(collection) {
        let map = if name.ends_with("-UCS2") { characters(name) } else { cids(name) };
        out.push(name.len() as u8);
        out.extend(name.bytes());
        // upon whichever makes it the smallest
        let upon = |(number, base): (usize, &Map)| encode(number + 1, &map, base);
        let best =
            written.iter().enumerate().filter(|(_, base)| base.texts.is_empty() && map.texts.is_empty()).map(upon);
        let smallest = best.chain([encode(0, &map, &Map::default())]).min_by_key(Vec::len);
        out.extend(smallest.unwrap_or_default());
        written.push(map);
    }
    out
}

/// A map as the file has it: the number of the map that it builds upon, its texts, and the codes whose
/// targets are others than those of that map.
fn encode(number: usize, map: &Map, base: &Map) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, number);
    push(&mut out, map.texts.len());
    for text in &map.texts {
        push(&mut out, text.len());
        out.extend(text.bytes());
    }
    let mut differing: BTreeMap<(u8, u32), u32> = map
        .targets
        .iter()
        .filter(|(code, target)| base.targets.get(code) != Some(target))
        .map(|(c, t)| (*c, *t))
        .collect();
    differing.extend(base.targets.keys().filter(|code| !map.targets.contains_key(code)).map(|code| (*code, NONE)));
    for length in [1, 2, 4] {
        let codes = differing.range((length, 0)..=(length, u32::MAX)).map(|(&(_, code), &target)| (code, target));
        encode_ranges(&mut out, codes);
    }
    out
}

/// Ranges of codes with targets that go up with them: how many there are; how far each is from the end
/// of the last one; how many codes follow its first; then the bytes of the targets, the highest of
/// all ranges first, as bytes of one kind pack better together.
fn encode_ranges(out: &mut Vec<u8>, codes: impl Iterator<Item = (u32, u32)>) {
    let mut ranges: Vec<(u32, u32, u32)> = Vec::new();
    for (code, target) in codes {
        match ranges.last_mut() {
            Some((start, end, first)) if *end + 1 == code && target < TEXTS && *first + (code - *start) == target => {
                *end = code
            }
            Some((_, end, NONE)) if *end + 1 == code && target == NONE => *end = code,
            _ => ranges.push((code, code, target)),
        }
    }
    push(out, ranges.len());
    let mut next = 0;
    for (start, end, _) in &ranges {
        push(out, (start - next) as usize);
        next = end + 1;
    }
    ranges.iter().for_each(|(start, end, _)| push(out, (end - start) as usize));
    for shift in [16, 8, 0] {
        out.extend(ranges.iter().map(|(_, _, target)| (target >> shift) as u8));
    }
}

/// Writes a number, seven bits a byte, the lowest first.
fn push(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn load(name: &str) -> CMap {
    let data = load_embedded(CMapName::from_bytes(name.as_bytes())).expect("all names are known");
    CMap::parse(data, load_embedded).expect("what is built in can be read")
}

/// The CIDs of all codes of a map.
fn cids(name: &str) -> Map {
    let map = load(name);
    let pairs = |first: RangeInclusive<u32>, second: RangeInclusive<u32>, bits: u32| {
        first.flat_map(move |high| second.clone().map(move |low| high << bits | low))
    };
    // of the encodings there are, these have codes of four bytes
    let four: Vec<u32> = match name {
        name if name.contains("UTF16") => pairs(0xd800..=0xdbff, 0xdc00..=0xdfff, 16).collect(),
        name if name.contains("CNS-EUC") => pairs(0x8ea1..=0x8eb0, 0..=0xffff, 16).collect(),
        name if name.contains("GBK2K") => {
            let high = pairs(0x81..=0xfe, 0x30..=0x39, 8);
            high.flat_map(|high| pairs(0x81..=0xfe, 0x30..=0x39, 8).map(move |low| high << 16 | low)).collect()
        }
        _ => Vec::new(),
    };
    let codes = (0..=0xff).map(|code| (1, code)).chain((0..=0xffff).map(|code| (2, code)));
    let codes = codes.chain(four.into_iter().map(|code| (4, code)));
    let targets = codes.filter_map(|(length, code)| Some(((length, code), map.lookup_cid_code(code, length)?)));
    Map { targets: targets.collect(), texts: Vec::new() }
}

/// The characters of all CIDs of a collection.
fn characters(name: &str) -> Map {
    let map = load(name);
    let mut found = Map::default();
    for cid in 0..=0xffff {
        let target = match map.lookup_bf_string(cid) {
            Some(BfString::Char(c)) => c.into(),
            Some(BfString::String(text)) => {
                found.texts.push(text);
                TEXTS + found.texts.len() as u32 - 1
            }
            None => continue,
        };
        found.targets.insert((2, cid), target);
    }
    found
}
