//! Likelihood of the encodings that write a character as one byte, by how common their letters are.
//!
//! How common a letter is was counted in the Universal Declaration of Human Rights, which there is in
//! all of these languages.

use super::cost::{IMPOSSIBLE, ascii};

/// An encoding with one byte a character.
struct SingleByte {
    /// Its name in the WHATWG Encoding Standard.
    name: &'static str,
    /// How much rarer it is than others, as a cost.
    prior: u32,
    /// The languages whose words also have letters of ASCII.
    languages: &'static [Language],
    /// What stands at each byte from 0x80: a letter as a digit, or where it is a capital as one of
    /// `A` to `J`, or where it is put on another letter as one of `a` to `j`, from the most common
    /// to the rarest; a sign of punctuation as `'`, another character as `-`, none as `_`.
    sheet: &'static [u8; 128],
    /// The encoding of those here that it is most like, and a bit for each byte from 0x80 that
    /// stands for other characters there.
    like: Option<(&'static str, u128)>,
}

/// A language that is written with letters of ASCII and others.
struct Language {
    /// Cost of each letter of ASCII.
    ascii: [u8; 26],
    /// The bytes of its small letters beyond ASCII.
    own: &'static [u8],
}

/// Adds the encodings to `costs`, each with the cost of the bytes.
pub(super) fn add_costs(bytes: &[u8], costs: &mut Vec<(&'static str, u32)>) {
    let mut counts = [0; 256];
    for byte in bytes {
        counts[usize::from(byte.to_ascii_lowercase())] += 1;
    }
    // of the letters of ASCII, in the language that they fit best
    let mut least = u32::MAX;
    for language in ENCODINGS.iter().flat_map(|encoding| encoding.languages) {
        least = least.min(language.cost_of_ascii(&counts));
    }
    for encoding in &ENCODINGS {
        let mut best = if encoding.is_latin() { u32::MAX } else { 0 };
        for language in encoding.languages {
            let mut foreign = 0;
            for byte in 0x80..=0xff {
                if encoding.is_small_letter(byte) && !language.own.contains(&byte) {
                    foreign += counts[usize::from(byte)] * FOREIGN;
                }
            }
            let ascii = language.cost_of_ascii(&counts) - least;
            best = best.min(ascii.min(OTHER_LANGUAGE) + foreign.min(OTHER_LANGUAGE));
        }
        costs.push((encoding.name, encoding.prior + best + encoding.cost(bytes)));
    }
}

/// Whether the bytes are the same text in two encodings, if both are known here.
pub(super) fn read_alike(one: &str, other: &str, bytes: &[u8]) -> bool {
    let named = |name: &str| ENCODINGS.iter().find(|encoding| encoding.name == name);
    let (Some(one), Some(other)) = (named(one), named(other)) else { return false };
    let differ = match (one.like, other.like) {
        (Some((name, differ)), _) if name == other.name => differ,
        (_, Some((name, differ))) if name == one.name => differ,
        _ => {
            let ((root, differ), (other_root, more)) = (one.root(), other.root());
            if root == other_root { differ | more } else { u128::MAX }
        }
    };
    bytes.iter().all(|&byte| byte < 0x80 || differ >> (byte - 0x80) & 1 == 0)
}

impl Language {
    fn cost_of_ascii(&self, counts: &[u32; 256]) -> u32 {
        let mut cost = 0;
        for (letter, &each) in self.ascii.iter().enumerate() {
            cost += counts[usize::from(b'a') + letter] * u32::from(each);
        }
        cost
    }
}

impl SingleByte {
    fn is_latin(&self) -> bool {
        !self.languages.is_empty()
    }

    fn is_small_letter(&self, byte: u8) -> bool {
        byte >= 0x80 && self.sheet[usize::from(byte - 0x80)].is_ascii_digit()
    }

    /// Cost of the bytes, whatever the language.
    fn cost(&self, bytes: &[u8]) -> u32 {
        let (mut cost, mut own, mut ascii_letters) = (0, 0, 0);
        // the letter before, and the last one with other characters or none behind it
        let (mut before, mut last): (Option<Letter>, Option<Letter>) = (None, None);
        for &byte in bytes {
            let high = byte >= 0x80;
            let cell = if high { self.sheet[usize::from(byte - 0x80)] } else { 0 };
            let (letter, more) = match cell {
                0 if byte.is_ascii_alphabetic() => (Some(byte.is_ascii_uppercase()), ascii(byte)),
                0 => (None, ascii(byte)),
                b'0'..=b'9' => (Some(false), rarity(cell - b'0')),
                b'A'..=b'J' => (Some(true), rarity(cell - b'A')),
                b'a'..=b'j' => {
                    cost += rarity(cell - b'a') + if before.is_none() { STRAY_MARK } else { 0 };
                    continue;
                }
                b'\'' => (None, 25),
                b'-' => (None, 45),
                _ => (None, IMPOSSIBLE),
            };
            cost += more;
            let letter = letter.map(|capital| Letter { capital, high });
            if let Some(letter) = letter {
                cost += self.cost_behind(letter, before, last);
                last = Some(letter);
                *(if high { &mut own } else { &mut ascii_letters }) += 1;
            }
            before = letter;
        }
        if !self.is_latin() && own < ascii_letters { cost + MOSTLY_ASCII } else { cost }
    }

    /// Cost of a letter behind others.
    fn cost_behind(&self, letter: Letter, before: Option<Letter>, last: Option<Letter>) -> u32 {
        let in_word = |before: Letter| letter.capital && !before.capital && (letter.high || before.high);
        let cost = if before.is_some_and(in_word) { CAPITAL_IN_WORD } else { 0 };
        match (self.is_latin(), before, last) {
            (true, Some(before), _) if letter.high && before.high => cost + TWO_ACCENTS,
            (false, Some(before), _) if letter.high != before.high => cost + TWO_SCRIPTS_IN_WORD,
            (false, None, Some(last)) if letter.high != last.high => cost + OTHER_SCRIPT,
            _ => cost,
        }
    }

    /// The encoding that it is like by way of others, and the bytes that may stand for other
    /// characters there.
    fn root(&self) -> (&'static str, u128) {
        let Some((name, differ)) = self.like else { return (self.name, 0) };
        let (root, more) = ENCODINGS.iter().find(|encoding| encoding.name == name).map_or((name, 0), Self::root);
        (root, differ | more)
    }
}

#[derive(Clone, Copy)]
struct Letter {
    capital: bool,
    /// Not of ASCII.
    high: bool,
}

/// Cost of a letter or mark of a rank from 0 to 9.
fn rarity(rank: u8) -> u32 {
    8 + 4 * u32::from(rank)
}

const CAPITAL_IN_WORD: u32 = 20;
const TWO_ACCENTS: u32 = 4;
const TWO_SCRIPTS_IN_WORD: u32 = 30;
const OTHER_SCRIPT: u32 = 10;
/// Most that the letters of ASCII, and the others, say against an encoding, as a text may quote
/// another language.
const OTHER_LANGUAGE: u32 = 80;
/// Cost of a text in another script than Latin that has more letters of ASCII than of its own.
const MOSTLY_ASCII: u32 = 12;
/// Cost of a letter that the language does not have.
const FOREIGN: u32 = 16;
/// Cost of a mark that stands on no letter.
const STRAY_MARK: u32 = 25;

/// What is known of the encodings. The letters are those of the languages that are written in them.
#[rustfmt::skip]
const ENCODINGS: [SingleByte; 16] = [
    SingleByte { name: "windows-1252", prior: 5, languages: &WESTERN, like: None,
        sheet: b"'_-9''----J-J_J__''''-''--9-9_9J'--'---'-'''--'-'----9-'--''----\
                 HHJHFGGHJFIJJHJJJJJGJIG-HJJJGJJ544732333625994999773753-47584999" },
    SingleByte { name: "windows-1250", prior: 13, languages: &CENTRAL, like: Some(("windows-1252", 0xcb2795694b279569f60c842eb100b108)),
        sheet: b"'_-_''--_-G-HHGJ_''''-''_-3-4336'9-G-H-'--G'---G'--3-9-'-33'H-43\
                 JFHFHJHJEFHJGFFJIIJHIHH-HHGJGGG592424949324932375564534-3435433-" },
    SingleByte { name: "windows-1251", prior: 13, languages: &[], like: None,
        sheet: b"IJ-9''--'-H-GJIJ4''''-''_-4-3959'J9F-J-'J-H'---G'-E179-'9'4'2J93\
                 EFDGFEGFEGEFFEEFEEEEJGGEGHGGGIGF02132132132221121111633334322632" },
    SingleByte { name: "windows-1253", prior: 16, languages: &[], like: None,
        sheet: b"'_-9''--_-_-_____''''-''_-_-____'-G----'--_'----'----9-'GGF'F-HH\
                 9DIGFEIEEEEGFEHEFD_EEFHGJGJJ33329143215231222141222212436389344_" },
    SingleByte { name: "windows-1254", prior: 14, languages: &TURKISH, like: Some(("windows-1252", 0x60010000600100000000000040004000)),
        sheet: b"'_-9''----J-J____''''-''--9-9__J'--'---'-'''--'-'----9-'--''----\
                 JJJJJJJHJJJJJJJJHJJJJJG-JJJJGHG999799993999999994999994-99993239" },
    SingleByte { name: "windows-1255", prior: 16, languages: &[], like: None,
        sheet: b"'_-9''----_-_____''''-''--_-____'------'---'----'----9-'---'----\
                 jjjjjjjjjj_jjj-j-jj-999--_______123210223142122323243633221__--_" },
    SingleByte { name: "windows-1256", prior: 16, languages: &[], like: None,
        sheet: b"'5-9''----9-J4693''''-''2-9-9--9'------'--9'----'----9-'---'----\
                 94327340222532314132234-452492239091111999994199fjjj9hi-h9j99--9" },
    SingleByte { name: "windows-1257", prior: 16, languages: &BALTIC, like: Some(("windows-1252", 0xef17fdcf6f17fdcf85008522f500f508)),
        sheet: b"'_-_''--_-_-_-9-_''''-''_-_-_--_'_---_-'J-J'---J'----9-'9-9'---9\
                 GGFJHJHGIJJGHJFIGJHJJGI-GJJHGJG933293933599355253949925-3994493-" },
    SingleByte { name: "windows-1258", prior: 18, languages: &VIETNAMESE, like: Some(("windows-1252", 0x60251008602510080000000044004400)),
        sheet: b"'_-9''----_-J____''''-''--_-9__J'------'---'----'----9-'---'----\
                 JJGHJJJJJJFJbJJJEJcJFFJ-JJJJJFd9993499999929c99929b9229-999992-9" },
    SingleByte { name: "windows-874", prior: 16, languages: &[], like: None,
        sheet: b"'____'___________''''-''________'1392992293594645965224231334939\
                 42218292342291992c13cceddej____-2243394dccjjejj-------------____" },
    SingleByte { name: "KOI8-U", prior: 18, languages: &[], like: None,
        sheet: b"--------------------------'-'-'----94-13-----7-----JH-EG-----J--\
                 31232163313222112221123122246436GEFGFEJGGEGEFFEEFFFEEFGEGGFHIHGJ" },
    SingleByte { name: "IBM866", prior: 22, languages: &[], like: None,
        sheet: b"EGEGFEGGEGEFFEEFFEEGJHHGIHJGGIHG1213213313222112----------------\
                 --------------------------------2112634354622632J9J9J9J9'-'-'--'" },
    SingleByte { name: "ISO-8859-2", prior: 18, languages: &CENTRAL_ISO, like: Some(("windows-1250", 0x5ae25a62ffffffff)),
        sheet: b"________________________________'H-G-HH'-GGHJ-GG'3-3-449-3336-33\
                 JFHFJJHJEFHJGFFJIIJHIHH-HHGJHGG992429949324932375564534-3435433-" },
    SingleByte { name: "ISO-8859-5", prior: 22, languages: &[], like: None,
        sheet: b"________________________________'JIJJJJJFHGIJ-JJEFDGFEGGEGEFFEEF\
                 EEEEJHGEGHGGGIHG02132132132221121111634334322632'949999924359'99" },
    SingleByte { name: "ISO-8859-6", prior: 20, languages: &[], like: None,
        sheet: b"________________________________'___-_______--_____________-___-\
                 _46273502225323242423344524_____92230122141fjjjhjhj_____________" },
    SingleByte { name: "ISO-8859-7", prior: 19, languages: &[], like: Some(("windows-1253", 0x604436ffffffff)),
        sheet: b"________________________________'''-'--'--9'--_-'-----G'GGF'F-HH\
                 9DIGFEIEEEEGFEHEFD_EEFHGJGJJ33329143215231222141222212436389344_" },
];

#[rustfmt::skip]
const WESTERN: [Language; 10] = [
    // English
    Language { ascii: [11, 19, 14, 14, 9, 16, 17, 13, 11, 27, 26, 13, 17, 11, 11, 18, 27, 11, 13, 10, 16, 20, 21, 30, 17, 33], own: b"\x9c\xe6\xe8\xe9\xef" },
    // French
    Language { ascii: [11, 21, 14, 13, 8, 21, 21, 24, 10, 29, 35, 12, 17, 11, 12, 16, 21, 12, 11, 10, 12, 20, 35, 23, 26, 35], own: b"\x9c\xe0\xe2\xe6\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf9\xfb\xfc\xff" },
    // German
    Language { ascii: [13, 19, 15, 13, 8, 16, 14, 13, 11, 24, 19, 14, 18, 10, 17, 24, 35, 11, 13, 12, 13, 21, 20, 35, 35, 19], own: b"\xdf\xe4\xf6\xfc" },
    // Spanish
    Language { ascii: [9, 20, 13, 12, 9, 22, 21, 20, 11, 25, 35, 13, 17, 11, 11, 16, 23, 12, 12, 13, 14, 22, 35, 30, 20, 27], own: b"\xe1\xe9\xed\xf1\xf3\xfa\xfc" },
    // Portuguese
    Language { ascii: [9, 21, 15, 12, 9, 21, 18, 23, 11, 27, 35, 15, 14, 13, 10, 16, 22, 12, 11, 12, 14, 19, 35, 27, 35, 26], own: b"\xe0\xe1\xe2\xe3\xe7\xe9\xea\xed\xf3\xf4\xf5\xfa" },
    // Italian
    Language { ascii: [10, 21, 15, 13, 9, 21, 18, 21, 9, 35, 35, 12, 18, 11, 10, 16, 26, 12, 13, 11, 15, 18, 35, 35, 35, 18], own: b"\xe0\xe8\xe9\xec\xf2\xf9" },
    // Dutch
    Language { ascii: [12, 19, 18, 13, 7, 19, 14, 15, 11, 17, 17, 14, 18, 10, 13, 18, 35, 12, 15, 12, 21, 16, 19, 35, 35, 18], own: b"\xe8\xe9\xeb\xef\xf6\xfc" },
    // Swedish
    Language { ascii: [10, 21, 19, 14, 10, 16, 14, 15, 11, 23, 15, 11, 16, 11, 14, 20, 35, 10, 12, 10, 18, 16, 35, 35, 22, 35], own: b"\xe4\xe5\xe9\xf6" },
    // Danish
    Language { ascii: [12, 19, 27, 12, 8, 15, 13, 16, 11, 24, 15, 11, 16, 11, 14, 20, 35, 10, 13, 12, 19, 16, 35, 35, 22, 35], own: b"\xe5\xe6\xe9\xf8" },
    // Finnish
    Language { ascii: [9, 35, 35, 20, 10, 35, 31, 17, 10, 16, 12, 12, 16, 10, 13, 18, 35, 17, 11, 10, 13, 16, 35, 35, 17, 35], own: b"\xe4\xe5\xf6" },
];

#[rustfmt::skip]
const POLISH: [u8; 26] = [10, 18, 14, 14, 11, 35, 18, 20, 11, 16, 14, 16, 17, 12, 10, 14, 35, 13, 14, 15, 16, 35, 12, 35, 14, 13];
#[rustfmt::skip]
const CZECH: [u8; 26] = [11, 15, 17, 14, 11, 34, 34, 16, 13, 16, 14, 14, 14, 10, 9, 14, 35, 14, 13, 13, 15, 12, 35, 35, 17, 16];
#[rustfmt::skip]
const HUNGARIAN: [u8; 26] = [10, 17, 21, 16, 9, 22, 14, 18, 13, 18, 13, 11, 14, 11, 14, 23, 35, 15, 11, 11, 23, 16, 35, 35, 15, 13];
#[rustfmt::skip]
const ROMANIAN: [u8; 26] = [10, 19, 13, 15, 9, 19, 21, 28, 9, 27, 35, 12, 17, 12, 13, 14, 35, 10, 14, 12, 13, 19, 35, 27, 35, 23];
#[rustfmt::skip]
const CROATIAN: [u8; 26] = [9, 17, 23, 15, 12, 35, 19, 24, 10, 13, 14, 15, 14, 11, 10, 15, 35, 13, 13, 13, 13, 13, 35, 35, 35, 18];

#[rustfmt::skip]
const CENTRAL: [Language; 5] = [
    Language { ascii: POLISH, own: b"\x9c\x9f\xb3\xb9\xbf\xe6\xea\xf1\xf3" },
    Language { ascii: CZECH, own: b"\x9a\x9d\x9e\xbe\xe0\xe1\xe4\xe5\xe8\xe9\xec\xed\xef\xf2\xf3\xf4\xf8\xf9\xfa\xfd" },
    Language { ascii: HUNGARIAN, own: b"\xe1\xe9\xed\xf3\xf5\xf6\xfa\xfb\xfc" },
    Language { ascii: ROMANIAN, own: b"\xba\xe2\xe3\xee\xfe" },
    Language { ascii: CROATIAN, own: b"\x9a\x9e\xe6\xe8\xf0" },
];

#[rustfmt::skip]
const CENTRAL_ISO: [Language; 5] = [
    Language { ascii: POLISH, own: b"\xb1\xb3\xb6\xbc\xbf\xe6\xea\xf1\xf3" },
    Language { ascii: CZECH, own: b"\xb5\xb9\xbb\xbe\xe0\xe1\xe4\xe5\xe8\xe9\xec\xed\xef\xf2\xf3\xf4\xf8\xf9\xfa\xfd" },
    Language { ascii: HUNGARIAN, own: b"\xe1\xe9\xed\xf3\xf5\xf6\xfa\xfb\xfc" },
    Language { ascii: ROMANIAN, own: b"\xba\xe2\xe3\xee\xfe" },
    Language { ascii: CROATIAN, own: b"\xb9\xbe\xe6\xe8\xf0" },
];

#[rustfmt::skip]
const TURKISH: [Language; 1] = [
    // Turkish
    Language { ascii: [9, 17, 21, 14, 9, 22, 21, 15, 10, 35, 12, 12, 13, 12, 19, 24, 35, 11, 14, 14, 15, 16, 35, 35, 15, 19], own: b"\xe2\xe7\xee\xf0\xf6\xfc\xfd\xfe" },
];

#[rustfmt::skip]
const BALTIC: [Language; 3] = [
    // Lithuanian
    Language { ascii: [10, 18, 23, 18, 12, 32, 16, 35, 8, 17, 13, 15, 14, 13, 13, 16, 35, 12, 10, 11, 14, 15, 35, 35, 18, 32], own: b"\xe0\xe1\xe6\xe8\xeb\xf0\xf8\xfb\xfe" },
    // Latvian
    Language { ascii: [9, 14, 18, 15, 11, 30, 19, 35, 9, 17, 14, 15, 14, 12, 16, 15, 35, 12, 11, 11, 12, 14, 35, 35, 35, 16], own: b"\xe2\xe7\xe8\xec\xed\xee\xef\xf0\xf2\xfb\xfe" },
    // Estonian
    Language { ascii: [9, 21, 35, 14, 9, 35, 16, 18, 9, 18, 13, 11, 14, 14, 15, 20, 35, 15, 10, 11, 12, 15, 35, 35, 35, 35], own: b"\xe4\xf0\xf5\xf6\xfc\xfe" },
];

#[rustfmt::skip]
const VIETNAMESE: [Language; 1] = [
    // Vietnamese
    Language { ascii: [10, 17, 10, 20, 25, 35, 12, 10, 10, 35, 19, 18, 15, 9, 13, 17, 18, 19, 21, 11, 12, 15, 35, 22, 16, 35], own: b"\xe0\xe1\xe2\xe3\xe8\xe9\xea\xeb\xed\xee\xef\xf0\xf3\xf4\xf5\xf9\xfa\xfb\xfc\xfd" },
];
