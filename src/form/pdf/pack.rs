//! Packs: the predefined character maps of one collection, as a file.
//!
//! A pack is the bytes `cmaps` and the version 1, and then its maps. Numbers have seven bits a byte, the
//! lowest first, and the highest bit set in all bytes but the last. A map is
//!
//! - its name, behind its length;
//! - the map that it builds upon, as its place in the pack, counting from 1; 0 for none;
//! - its texts of several characters: how many there are, and each behind its length in bytes;
//! - for codes of one, two and four bytes each: how many ranges of codes there are; for each range how
//!   far it begins behind the end of the last one; for each how many codes follow its first; then the
//!   targets of their first codes, of three bytes each: the highest bytes of all, the middle ones, the
//!   lowest ones.
//!
//! Targets are CIDs, in the map that tells the characters of CIDs characters, and go up with the codes of
//! a range. From [`TEXTS`] on they are texts; [`NONE`] is no target, where the map below has one.

use std::rc::Rc;

const TEXTS: u32 = 0x11_0000;
const NONE: u32 = 0x1f_ffff;
/// How many ranges a map may have; the largest there is has 20,000.
const MOST: usize = 1 << 17;

/// A character map of a pack.
pub(super) struct PackedMap {
    base: Option<Rc<PackedMap>>,
    texts: Vec<String>,
    /// The ranges of codes of one, two and four bytes, in their order.
    ranges: [Vec<Range>; 3],
}

struct Range {
    start: u32,
    end: u32,
    target: u32,
}

impl PackedMap {
    /// The CID of a code of so many bytes.
    pub fn cid(&self, code: u32, length: usize) -> Option<u32> {
        let ranges = match length {
            1 => &self.ranges[0],
            2 => &self.ranges[1],
            4 => &self.ranges[2],
            _ => return None,
        };
        let index = ranges.partition_point(|range| range.end < code);
        match ranges.get(index).filter(|range| range.start <= code) {
            Some(Range { target: NONE, .. }) => None,
            Some(range) => range.target.checked_add(code - range.start),
            None => self.base.as_ref()?.cid(code, length),
        }
    }

    /// The characters of a CID.
    pub fn text(&self, cid: u32) -> Option<String> {
        let target = self.cid(cid, 2)?;
        match target.checked_sub(TEXTS) {
            Some(index) => self.texts.get(usize::try_from(index).ok()?).cloned(),
            None => char::from_u32(target).map(String::from),
        }
    }
}

/// The maps of a pack by their names; `None` where it is damaged.
pub(super) fn maps(pack: &[u8]) -> Option<Vec<(String, Rc<PackedMap>)>> {
    let mut reader = Reader { rest: pack.strip_prefix(b"cmaps\x01")? };
    let mut maps: Vec<(String, Rc<PackedMap>)> = Vec::new();
    while !reader.rest.is_empty() {
        let name = reader.text()?;
        let base = match reader.number()?.checked_sub(1) {
            Some(index) => Some(maps.get(index)?.1.clone()),
            None => None,
        };
        let count = reader.count()?;
        let texts = (0..count).map(|_| reader.text()).collect::<Option<_>>()?;
        let ranges = [reader.ranges()?, reader.ranges()?, reader.ranges()?];
        maps.push((name, Rc::new(PackedMap { base, texts, ranges })));
    }
    Some(maps)
}

struct Reader<'p> {
    rest: &'p [u8],
}

impl<'p> Reader<'p> {
    fn take(&mut self, count: usize) -> Option<&'p [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        const LONGEST: usize = 5;
        let length = self.rest.iter().take(LONGEST).position(|byte| byte & 0x80 == 0)? + 1;
        let bytes = self.take(length)?;
        let number = bytes.iter().rev().fold(0, |number: u64, byte| number << 7 | u64::from(byte & 0x7f));
        usize::try_from(number).ok()
    }

    fn count(&mut self) -> Option<usize> {
        self.number().filter(|&count| count <= MOST)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.count()?;
        Some(std::str::from_utf8(self.take(length)?).ok()?.to_owned())
    }

    fn ranges(&mut self) -> Option<Vec<Range>> {
        let count = self.count()?;
        let numbers = |reader: &mut Self| -> Option<Vec<u32>> {
            (0..count).map(|_| u32::try_from(reader.number()?).ok()).collect()
        };
        let (gaps, more) = (numbers(self)?, numbers(self)?);
        let (high, middle, low) = (self.take(count)?, self.take(count)?, self.take(count)?);
        let mut next = 0u32;
        let targets =
            high.iter().zip(middle).zip(low).map(|((&high, &middle), &low)| u32::from_be_bytes([0, high, middle, low]));
        let range = |((gap, more), target): ((u32, u32), u32)| {
            let start = next.checked_add(gap)?;
            let end = start.checked_add(more)?;
            next = end.saturating_add(1);
            Some(Range { start, end, target })
        };
        gaps.into_iter().zip(more).zip(targets).map(range).collect()
    }
}
