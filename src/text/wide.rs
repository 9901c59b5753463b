//! Likelihood of UTF-16 and UTF-32 without a byte order mark, in any script.

use super::cost::IMPOSSIBLE;

/// Adds the encodings to `costs`, each with the cost of the bytes.
pub(super) fn add_costs(bytes: &[u8], costs: &mut Vec<(&'static str, u32)>) {
    costs.push(("UTF-16LE", cost(bytes, 2, false)));
    costs.push(("UTF-16BE", cost(bytes, 2, true)));
    costs.push(("UTF-32LE", cost(bytes, 4, false)));
    costs.push(("UTF-32BE", cost(bytes, 4, true)));
}

/// Cost of each byte of a unit that was cut.
const CUT: u32 = 40;

/// Cost of bytes as units of so many. A text is of few scripts, so a letter costs less behind one of
/// the same block.
fn cost(bytes: &[u8], width: usize, big_endian: bool) -> u32 {
    let (mut cost, mut block, mut high) = (0, 0, None);
    for unit in bytes.chunks(width) {
        if unit.len() < width {
            cost += CUT * unit.len() as u32;
            break;
        }
        let join = |value: u32, &byte: &u8| value << 8 | u32::from(byte);
        let mut c = if big_endian { unit.iter().fold(0, join) } else { unit.iter().rev().fold(0, join) };
        if width == 2 {
            c = match (high.take(), c) {
                (None, 0xd800..=0xdbff) => {
                    high = Some(c);
                    continue;
                }
                (Some(_), 0xdc00..=0xdfff) => 0x1_0000,
                (Some(_), _) => u32::MAX,
                (None, _) => c,
            };
        }
        let script = match c {
            0x4e00..=0x9fff => 0x4e,
            0xac00..=0xd7a3 => 0xac,
            0xa0..=0x1fff | 0xfb00..=0xfeff => c >> 8,
            _ => block,
        };
        if script != block {
            cost += OTHER_SCRIPT;
            block = script;
        }
        cost += match c {
            0x20 => 9,
            9 | 10 | 13 => 15,
            0x61..=0x7a => 14,
            0x21..=0x7e => 20,
            0xfffe | 0xffff | 0xfdd0..=0xfdef | 0xe000..=0xf8ff => IMPOSSIBLE * width as u32,
            // CJK punctuation, kana, common ideographs in order of radicals, syllables of Korean
            0x3000..=0x3002 | 0xff0c => 19,
            0x3003..=0x303f => 28,
            0x3040..=0x30ff => 22,
            0x4e00..=0x9fff => 40,
            0xac00..=0xd7a3 => 38,
            0xff00..=0xffef => 32,
            0x2013 | 0x2014 | 0x2018..=0x201e | 0x2026 => 25,
            0x3400..=0x4dbf | 0xa000..=0xabff | 0xf900..=0xfaff => 65,
            0xa0..=0x1fff | 0xfb00..=0xfeff => 18,
            0x2000..=0x33ff => 50,
            0x1_0000..=0x3_ffff => 55,
            _ => IMPOSSIBLE * width as u32,
        };
    }
    cost
}

/// Cost of a script that is not the one before.
const OTHER_SCRIPT: u32 = 15;
