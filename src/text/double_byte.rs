//! Detection of GB 18030 and Big5 by how common their code blocks are in newspapers.
//!
//! Both write most characters as two bytes, and nearly any text of one can be decoded as the
//! other. But the standards put the common characters first, by pronunciation in one and by
//! strokes in the other, so a text decoded in the wrong one consists of rare characters: two or
//! three characters are enough to decide. A detector for the whole web has dozens of encodings to
//! choose from and needs more text.

/// `gb18030` or `Big5`; `None` where the bytes are likely in neither.
pub(super) fn detect(bytes: &[u8]) -> Option<&'static str> {
    let (gb, big5) = (Likelihood::new(bytes, gb, GB), Likelihood::new(bytes, big5, BIG5));
    let (name, best) = if gb.sum >= big5.sum { ("gb18030", gb) } else { ("Big5", big5) };
    (best.is_likely() && !best.is_japanese_or_korean(name)).then_some(name)
}

/// How likely the bytes are in one of the encodings.
struct Likelihood {
    /// Log-likelihood of all codes.
    sum: f64,
    pairs: usize,
    bad: usize,
    /// Pairs in a range that Japanese and Korean encodings leave empty.
    distinctive: usize,
}

/// The block of a code, and whether Japanese and Korean encodings leave its range empty.
type Code = Option<(usize, bool)>;

/// With fewer pairs, a text may have no distinctive ones by chance.
const MIN_PAIRS: usize = 32;

impl Likelihood {
    fn new<const BLOCKS: usize>(bytes: &[u8], code: fn(u8, u8) -> Code, densities: [f64; BLOCKS]) -> Self {
        let (mut counts, mut distinctive, mut bad) = ([0; BLOCKS], 0, 0);
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            at += 1;
            if lead < 0x80 {
                continue;
            }
            // the file may have been cut within the pair
            let Some(&trail) = bytes.get(at) else { break };
            match code(lead, trail) {
                Some((block, is_distinctive)) => {
                    counts[block] += 1;
                    distinctive += usize::from(is_distinctive);
                    at += 1;
                }
                None => bad += 1,
            }
        }
        let sum: f64 = counts.iter().zip(densities).map(|(&count, density)| count as f64 * libm::log(density)).sum();
        Self { sum: sum + bad as f64 * libm::log(IMPOSSIBLE), pairs: counts.iter().sum(), bad, distinctive }
    }

    fn is_likely(&self) -> bool {
        let mean = self.sum / (self.pairs + self.bad).max(1) as f64;
        self.pairs > 0 && self.bad * 20 <= self.pairs && mean > libm::log(UNLIKELY)
    }

    /// Whether the bytes are rather Korean or Japanese, whose codes share the ranges but for the
    /// distinctive ones, which no long Chinese text is without.
    fn is_japanese_or_korean(&self, name: &str) -> bool {
        let share = if name == "Big5" { 6 } else { 8 };
        self.pairs >= MIN_PAIRS && self.distinctive * 100 < self.pairs * share
    }
}

/// Probability of a code that the encoding does not have.
const IMPOSSIBLE: f64 = 1e-9;

/// Geometric mean of the codes' probabilities below which the encoding is rejected.
const UNLIKELY: f64 = 1e-5;

/// Probability of a code of each block in a newspaper: the block's share of the text over the
/// number of its codes. The blocks: punctuation, full-width forms, numerals; the 3755 common
/// characters in order of pronunciation; the 3008 rare ones; GBK's additions; halves of four-byte
/// codes.
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

/// The same for Big5: punctuation, other symbols; the 5401 common characters in four parts, since
/// they are in order of strokes and those of few strokes are the most common; the 7652 rare ones;
/// Hong Kong's additions.
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
