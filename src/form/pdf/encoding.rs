//! Base encodings: the bytes of a simple font → characters, where the file does not list them.

/// An encoding that fonts have by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BaseEncoding {
    Standard,
    WinAnsi,
    MacRoman,
    Symbol,
    ZapfDingbats,
}

impl BaseEncoding {
    /// The encoding of a name in a file.
    pub fn of_name(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            _ => None,
        }
    }

    /// The encoding that a font which is not embedded has of itself.
    pub fn of_standard_font(face: &str) -> Option<Self> {
        match face {
            _ if face.starts_with("Symbol") => Some(Self::Symbol),
            _ if face.contains("Dingbats") => Some(Self::ZapfDingbats),
            _ => None,
        }
    }

    /// The character of a byte; `None` where the encoding has none.
    pub fn character(self, byte: u8) -> Option<char> {
        let (low, first, high) = match self {
            Self::Standard => (None, 0xa1, STANDARD),
            Self::WinAnsi => (None, 0x80, WIN_ANSI),
            Self::MacRoman => (None, 0x80, MAC_ROMAN),
            Self::Symbol => (Some(SYMBOL_LOW), 0xa0, SYMBOL),
            Self::ZapfDingbats => (Some(DINGBATS_LOW), 0xa1, DINGBATS),
        };
        let c = match (byte, low) {
            (0x20..0x7f, Some(low)) => low.chars().nth(usize::from(byte - 0x20))?,
            (b'\'', None) if self == Self::Standard => '’',
            (b'`', None) if self == Self::Standard => '‘',
            (0x20..0x7f, None) => char::from(byte),
            // blank and hyphen of their own, which tell no more than that a line may not break there
            (0xa0, _) if self == Self::WinAnsi => ' ',
            (0xad, _) if self == Self::WinAnsi => '-',
            (0xca, _) if self == Self::MacRoman => ' ',
            (0xa0.., _) if self == Self::WinAnsi => char::from(byte),
            // every code that is not used is a bullet there, says the standard
            (0x7f, _) if self == Self::WinAnsi => '•',
            _ => high.chars().nth(usize::from(byte.checked_sub(first)?))?,
        };
        (c != '\u{fffd}').then_some(c)
    }
}

const STANDARD: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\u{fffd}–†‡·\u{fffd}¶•‚„”»…‰\u{fffd}¿\u{fffd}`´ˆ˜¯˘˙¨\u{fffd}˚¸\u{fffd}˝˛ˇ—\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}Æ\u{fffd}ª\u{fffd}\u{fffd}\u{fffd}\u{fffd}ŁØŒº\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}æ\u{fffd}\u{fffd}\u{fffd}ı\u{fffd}\u{fffd}łøœß\u{fffd}\u{fffd}\u{fffd}\u{fffd}";
const WIN_ANSI: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const SYMBOL_LOW: &str =
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{fffd}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
const DINGBATS_LOW: &str =
    " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞";
const DINGBATS: &str =
    "❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯\u{fffd}➱➲➳➴➵➶➷➸➹➺➻➼➽➾";
