//! GB 18030 and Big5 told apart by which codes newspapers use.
//!
//! Both write most characters as two bytes, and nearly any text of one can be read as the
//! other. But the standards put the common characters first, by sound in one and by strokes
//! in the other, so that a text read in the wrong one is made of rare characters: two or
//! three characters are enough to tell. A detector for the whole web has to weigh dozens of
//! encodings and needs more; one for newspapers' pages knows which to expect.

/// `gb18030` or `Big5`; `None` where the bytes are likely in neither.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static str> {
    let (gb, big5) = (Reading::new(bytes, gb, GB), Reading::new(bytes, big5, BIG5));
    let (name, best) = if gb.sum >= big5.sum { ("gb18030", gb) } else { ("Big5", big5) };
    (best.likely() && !best.of_another(name)).then_some(name)
}

/// What bytes are in one of the encodings.
struct Reading {
    /// Logarithm of how likely all of them are.
    sum: f64,
    pairs: usize,
    bad: usize,
    /// Pairs with a mark of the encoding that Japanese and Korean ones have not.
    own: usize,
}

/// The block a code is in, and whether it has a mark that Japanese and Korean codes have not.
type Code = Option<(usize, bool)>;

/// Texts with fewer pairs may lack the mark of their encoding by chance.
const ENOUGH: usize = 32;

impl Reading {
    fn new<const BLOCKS: usize>(bytes: &[u8], code: fn(u8, u8) -> Code, densities: [f64; BLOCKS]) -> Self {
        let (mut counts, mut own, mut bad) = ([0; BLOCKS], 0, 0);
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            at += 1;
            if lead < 0x80 {
                continue;
            }
            // the file may have been cut here
            let Some(&trail) = bytes.get(at) else { break };
            match code(lead, trail) {
                Some((block, marked)) => {
                    counts[block] += 1;
                    own += usize::from(marked);
                    at += 1;
                }
                None => bad += 1,
            }
        }
        let sum: f64 = counts.iter().zip(densities).map(|(&count, density)| count as f64 * density.ln()).sum();
        Self { sum: sum + bad as f64 * IMPOSSIBLE.ln(), pairs: counts.iter().sum(), bad, own }
    }

    fn likely(&self) -> bool {
        let mean = self.sum / (self.pairs + self.bad).max(1) as f64;
        self.pairs > 0 && self.bad * 20 <= self.pairs && mean > UNLIKELY.ln()
    }

    /// Korean and Japanese codes are in the same places, but for some that Chinese texts
    /// are never long without.
    fn of_another(&self, name: &str) -> bool {
        let share = if name == "Big5" { 6 } else { 8 };
        self.pairs >= ENOUGH && self.own * 100 < self.pairs * share
    }
}

const IMPOSSIBLE: f64 = 1e-9;

/// Codes that are on average less likely than this are another encoding's.
const UNLIKELY: f64 = 1e-5;

/// How likely a code of each block is in a newspaper, of all codes: the block's share of the
/// text over its size. Signs, full-width forms, numerals; 3755 common characters in order of
/// sound; 3008 rare ones; what GBK added; halves of codes of four bytes.
const GB: [f64; 7] = [1e-3, 3e-4, 1e-5, 2.3e-4, 5e-6, 1.5e-7, 1e-7];

fn gb(lead: u8, trail: u8) -> Code {
    let block = match (lead, trail) {
        (0xa1, 0xa1..=0xfe) => 0,
        (0xa3, 0xa1..=0xfe) => 1,
        (0xa2, 0xa1..=0xfe) => 2,
        (0xb0..=0xd7, 0xa1..=0xfe) => 3,
        (0xd8..=0xf7, 0xa1..=0xfe) => 4,
        (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => 5,
        (0x81..=0xfe, 0x30..=0x39) => 6,
        _ => return None,
    };
    // Korean syllables end where Chinese ones from S to Z begin
    Some((block, (0xc9..=0xd7).contains(&lead)))
}

/// The same of Big5: signs, other signs; 5401 common characters in four parts, as they are
/// in order of strokes and those of few strokes are the most common; 7652 rare ones; what
/// Hong Kong added.
const BIG5: [f64; 8] = [7.6e-4, 2e-5, 4.5e-4, 2.3e-4, 8e-5, 2.8e-5, 6.5e-7, 2e-7];

fn big5(lead: u8, trail: u8) -> Code {
    if !matches!(trail, 0x40..=0x7e | 0xa1..=0xfe) {
        return None;
    }
    let block = match (lead, trail) {
        (0xa1, _) => 0,
        (0xa2 | 0xa3, _) => 1,
        (0xa4..=0xaa, _) => 2,
        (0xab..=0xb0, _) => 3,
        (0xb1..=0xba, _) => 4,
        (0xbb..=0xc5, _) | (0xc6, ..=0x7e) => 5,
        (0xc9..=0xf9, _) => 6,
        (0x87..=0xfe, _) => 7,
        _ => return None,
    };
    Some((block, trail < 0x80))
}
