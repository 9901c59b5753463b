//! Likelihood of the encodings of Chinese, Japanese and Korean, by how common their code blocks are
//! in newspapers.
//!
//! All write most characters as two bytes, and nearly any text of one can be decoded as another.
//! But the standards put the common characters first, each in an order of its own (by
//! pronunciation, by strokes, by the alphabet), so a text decoded in the wrong one consists of rare
//! characters: two or three characters are enough to decide.

use super::cost::{IMPOSSIBLE, ascii};

/// Adds the encodings to `costs`, each with the cost of the bytes.
pub(super) fn add_costs(bytes: &[u8], costs: &mut Vec<(&'static str, u32)>) {
    // words of Korean, which alone of these languages has blanks between them
    let unspaced = if bytes.contains(&b' ') { 0 } else { UNSPACED };
    for (name, prior, codes) in ENCODINGS {
        let more = if name == "EUC-KR" { unspaced } else { 0 };
        costs.push((name, prior + more + cost(bytes, codes)));
    }
}

/// Cost of Korean without a blank.
const UNSPACED: u32 = 26;

/// The encodings, each with how much rarer it is than others, as a cost, and what its codes cost.
const ENCODINGS: [(&str, u32, Codes); 6] = [
    ("gb18030", 0, gb),
    ("gb18030", 15, traditional_gb),
    ("Big5", 0, big5),
    ("EUC-KR", 8, euc_kr),
    ("EUC-JP", 24, euc_jp),
    ("Shift_JIS", 8, shift_jis),
];

/// The length and the cost of the code that begins with a lead byte and the two bytes after it;
/// `None` if there is none.
type Codes = fn(u8, u8, u8) -> Option<(usize, u32)>;

fn cost(bytes: &[u8], codes: Codes) -> u32 {
    let (mut cost, mut at) = (0, 0);
    while let Some(&lead) = bytes.get(at) {
        let after = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        let (length, more) = match lead {
            ..0x80 => (1, ascii(lead)),
            // the file may have been cut within the code
            _ if at + 1 == bytes.len() => (1, CUT),
            _ => codes(lead, after(1), after(2)).unwrap_or((1, IMPOSSIBLE)),
        };
        let is_small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
        if lead >= 0x80 {
            cost += IN_WORD * (u32::from(is_small(at.wrapping_sub(1))) + u32::from(is_small(at + length)));
        }
        at += length;
        cost += more;
    }
    cost
}

/// Cost of a code beside a small letter of ASCII.
const IN_WORD: u32 = 6;

/// Cost of a lead byte at the end.
const CUT: u32 = 30;

/// The costs come from a block's share of the text over the number of its codes. The blocks of GB
/// 18030: punctuation, full-width forms, numerals; the 3755 common characters in order of
/// pronunciation; the 3008 rare ones; GBK's additions; halves of four-byte codes.
fn gb(lead: u8, trail: u8, _: u8) -> Option<(usize, u32)> {
    Some((2, gb_cost(lead, trail, false)?))
}

/// The same in a text in traditional characters, many of which are among GBK's additions.
fn traditional_gb(lead: u8, trail: u8, _: u8) -> Option<(usize, u32)> {
    Some((2, gb_cost(lead, trail, true)?))
}

fn gb_cost(lead: u8, trail: u8, traditional: bool) -> Option<u32> {
    let additions = if traditional { 45 } else { 68 };
    Some(match (lead, trail) {
        (0xa1, 0xa1..=0xa3) | (0xa3, 0xac) => 18,
        (0xa1, 0xa4 | 0xae..=0xbf) => 25,
        (0xa1, 0xa1..=0xfe) => 38,
        (0xa3, 0xa1..=0xfe) => 33,
        (0xa2, 0xa1..=0xfe) => 50,
        (0xb0..=0xd7, 0xa1..=0xfe) if is_in(&COMMON_CHARACTERS, lead, trail) => 28,
        (0xb0..=0xd7, 0xa1..=0xfe) => 43,
        (0xd8..=0xf7, 0xa1..=0xfe) => 53,
        (0xa4..=0xaf | 0xf8..=0xfe, 0xa1..=0xfe) => 70,
        (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => additions,
        (0x81..=0xfe, 0x30..=0x39) => 70,
        _ => return None,
    })
}

/// Whether a code is in a set of those from row 0xB0 on.
fn is_in(set: &[u128], lead: u8, trail: u8) -> bool {
    set[usize::from(lead - 0xb0)] >> (trail - 0xa1) & 1 == 1
}

/// The 512 characters of GB 18030 that are the most common in the news of two agencies: a row for each lead byte, a
/// bit for each trail byte.
#[rustfmt::skip]
const COMMON_CHARACTERS: [u128; 40] = [
    0x80004200000100a00820000, 0x92084000008024a10084, 0x2000000400021005c000002, 0x200000002009200010480d,
    0x28640200104240000080420, 0x400044028010ce9a054410, 0x24801000800c608008004480, 0x200000500021005490080082,
    0x9e100204000800c00082000, 0x160000260d80000001020508, 0x400000800741410000404, 0x13432001108000000140e218,
    0x2400000904060a640820c400, 0x8a980430004480004100482, 0x82000005120100040045100, 0x8000210052001080200,
    0x60050008000020000081000, 0x4028000000040050000222, 0x10002408020000400000, 0x44100200800045094040000,
    0x2000a01400040000004, 0x1000400000, 0x4480080214002090400000, 0x8601000000000040008100,
    0x108004401010640404400491, 0x130030c80100480000000000, 0x10108000087c8062f9712100, 0x50000200100000821102400,
    0x1008130080000000800c80, 0x24820202000000300c240880, 0x104140082002028884080a40, 0x4022c00e028028200508006,
    0x48000800008b05a00021141, 0x10001001008c04001000041, 0x180201320249000004120200, 0x204000201a11400008221,
    0x228800030004061a291208, 0x350004024000001011000000, 0x24000002aa0a26304992040, 0x602100480c021008000282,
];

/// The blocks of Big5: punctuation, other symbols; the 5401 common characters in four parts, since
/// they are in order of strokes and those of few strokes are the most common; the 7652 rare ones;
/// Hong Kong's additions.
fn big5(lead: u8, trail: u8, _: u8) -> Option<(usize, u32)> {
    if !matches!(trail, 0x40..=0x7e | 0xa1..=0xfe) {
        return None;
    }
    let cost = match (lead, trail) {
        (0xa1, 0x40..=0x43) => 18,
        (0xa1, 0x75..=0x78 | 0xa5..=0xa8) => 22,
        (0xa1, _) => 35,
        (0xa2 | 0xa3, _) => 47,
        (0xa4..=0xaa, _) => 33,
        (0xab..=0xb0, _) => 36,
        (0xb1..=0xba, _) => 41,
        (0xbb..=0xc5, _) | (0xc6, ..=0x7e) => 46,
        (0xc9..=0xf9, _) => 62,
        (0x87..=0xfe, _) => 67,
        _ => return None,
    };
    Some((2, cost))
}

/// The blocks of EUC-KR: punctuation, full-width forms; the 2350 syllables in order of the alphabet,
/// of which some are very common; the Chinese characters; other symbols; the other syllables.
fn euc_kr(lead: u8, trail: u8, _: u8) -> Option<(usize, u32)> {
    let cost = match (lead, trail) {
        (0xa1, 0xa1..=0xfe) => 37,
        (0xa3, 0xa1..=0xfe) => 45,
        (0xb0..=0xc8, 0xa1..=0xfe) if is_in(&COMMON_SYLLABLES, lead, trail) => 24,
        (0xb0..=0xc8, 0xa1..=0xfe) => 42,
        (0xca..=0xfd, 0xa1..=0xfe) => 60,
        (0xa2..=0xac, 0xa1..=0xfe) => 60,
        (0x81..=0xc6, 0x41..=0x5a | 0x61..=0x7a | 0x81..=0xfe) => 72,
        _ => return None,
    };
    Some((2, cost))
}

/// The 192 syllables of Korean that a text is mostly made of: a row for each lead byte, a bit for
/// each trail byte.
const COMMON_SYLLABLES: [u128; 25] = [
    0xa8010a10008105000041007,
    0x20021048004003840000,
    0x0,
    0x4020000000004020200,
    0x4402900400280000100,
    0x2150000021c040500000,
    0x4400000000004000008040,
    0x10000000000200201004000,
    0x91400000001004a02024,
    0x10000020714028000000a400,
    0x100000002e00004808000,
    0x100402400000000000000000,
    0x200000000200000a011000,
    0x15c82000000,
    0xc0a040000000a000000000,
    0x1802c080800100081180b01,
    0xc000010062c68401680c040,
    0x10e000004020000020200029,
    0x4000000000000000000000,
    0x20020020008000000,
    0x1,
    0x4000000100000800100,
    0x4200000000000000006000,
    0x8200000c093c00000008010,
    0x800801004,
];

/// The blocks of EUC-JP, which are those of [`jis`], and of half-width and supplementary characters.
fn euc_jp(lead: u8, trail: u8, third: u8) -> Option<(usize, u32)> {
    match (lead, trail, third) {
        (0x8e, 0xa1..=0xdf, _) => Some((2, 50)),
        (0x8f, 0xa1..=0xfe, 0xa1..=0xfe) => Some((3, 75)),
        (0xa1..=0xfe, 0xa1..=0xfe, _) => Some((2, jis(lead - 0xa0, trail - 0xa0))),
        _ => None,
    }
}

/// The blocks of Shift_JIS, which are those of [`jis`], and of half-width characters of one byte.
fn shift_jis(lead: u8, trail: u8, _: u8) -> Option<(usize, u32)> {
    let row = match lead {
        0xa1..=0xdf => return Some((1, 45)),
        0x81..=0x9f => lead - 0x81,
        0xe0..=0xfc => lead - 0xc1,
        _ => return None,
    };
    match trail {
        0x40..=0x7e => Some((2, jis(row * 2 + 1, trail - 0x3f))),
        0x80..=0x9e => Some((2, jis(row * 2 + 1, trail - 0x40))),
        0x9f..=0xfc => Some((2, jis(row * 2 + 2, trail - 0x9e))),
        _ => None,
    }
}

/// Cost of a row and cell of JIS X 0208: punctuation, hiragana, katakana, full-width forms; the 2965
/// common characters in order of pronunciation; the 3390 rare ones; other symbols; additions.
fn jis(row: u8, cell: u8) -> u32 {
    match (row, cell) {
        (1, 1..=3) => 20,
        (1, 28 | 54 | 55) => 26,
        (1, _) => 38,
        (4, ..=83) => 20,
        (5, ..=86) => 30,
        (3, 16..=25 | 33..=58 | 65..=90) => 40,
        (16..=47, _) => 39,
        (48..=84, _) => 60,
        (2 | 6..=8 | 13, _) => 55,
        _ => 75,
    }
}
