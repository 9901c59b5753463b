//! What can be seen of a line by itself.

use crate::language::{Lexicon, is_han};
use crate::parse::Layout;
use crate::text::Source;
use crate::text::fold::fold;

/// A cue that speaks of the whole line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cue {
    None,
    /// With what the people are called.
    Byline,
    /// Bare names.
    Names,
    /// As short as a name, but not known to be one.
    NameLike,
    Credit,
    Teaser,
    Jump,
    Furniture,
    Folio,
    Rubric,
    Notice,
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum First {
    Word,
    /// A character of grammar.
    Function,
    Digit,
    /// A capital letter of a spaced script.
    Latin,
    /// A small letter of a spaced script.
    Small,
    /// 一、 or 3. or （二）.
    Numeral,
    Quote,
    Bracket,
    /// What cannot begin a sentence.
    Mid,
    /// ● □ ■ and their like.
    Mark,
    Other,
}

/// What a line ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Last {
    Word,
    Function,
    Digit,
    Latin,
    /// The end of a sentence.
    Stop,
    /// An exclamation, a question, or dots.
    Cry,
    /// The end of a sentence within quotes or brackets.
    ClosedStop,
    Comma,
    Colon,
    /// A closing quote or bracket behind anything else.
    Closed,
    Open,
    Other,
}

impl Last {
    pub fn ends_sentence(self) -> bool {
        matches!(self, Last::Stop | Last::Cry | Last::ClosedStop)
    }
}

/// What closes the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tail {
    None,
    Closing,
    Jump,
    Credit,
    Caption,
    /// As a kicker ends whose headline is what somebody said.
    Speech,
}

/// The place in [`Facts::has`] of phrases of one length.
pub(super) const COUPLET: usize = 8;

#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// In half-width cells.
    pub width: usize,
    pub indent: usize,
    pub cue: Cue,
    pub first: First,
    pub last: Last,
    pub tail: Tail,
    /// It starts as a story starts.
    pub opens: bool,
    /// Sentence ends before the end of the line.
    pub stops: usize,
    pub commas: usize,
    /// Characters of grammar in a hundred, or words of grammar where words are spaced.
    pub function: usize,
    /// Words in a hundred that begin with a capital, where words are spaced.
    pub capitals: Option<usize>,
    /// More brackets or quotes opened than closed, or the other way.
    pub brackets: i32,
    pub has: [bool; 9],
    /// Cells of what the line begins with and a typesetter does not part: a word, a number, a
    /// character, with the signs that stand at it.
    pub unit: usize,
    pub first_char: char,
    pub last_char: char,
}

impl Facts {
    /// Where the line ends, seen from the column's edge.
    pub fn right(&self) -> usize {
        self.indent + self.width
    }
}

pub(super) fn of_lines(source: &Source, layout: &Layout, cues: &Lexicon) -> Vec<Facts> {
    let text = |i: usize| &source.text[layout.lines[i].range.clone()];
    let mut joined = String::new();
    let mut out = Vec::with_capacity(layout.lines.len());
    for (i, line) in layout.lines.iter().enumerate() {
        let mut facts = of_line(text(i), cues);
        facts.indent = line.indent;
        // a dateline, and the names in brackets below a story, may run on in the next line
        let below = layout.lines.get(i + 1).filter(|next| next.frame == line.frame && facts.width < 80);
        facts.opens = if below.is_some() {
            joined.clear();
            joined.push_str(text(i));
            joined.push_str(text(i + 1));
            if facts.first == First::Bracket && facts.brackets > 0 && facts.tail == Tail::None {
                facts.tail = tail(&joined, cues);
            }
            cues.opens(&joined)
        } else {
            cues.opens(text(i))
        };
        out.push(facts);
    }
    out
}

fn of_line(text: &str, cues: &Lexicon) -> Facts {
    let mut facts = Facts {
        width: 0,
        indent: 0,
        cue: Cue::None,
        first: first(text, cues),
        last: ending(text, cues),
        tail: tail(text, cues),
        opens: false,
        stops: 0,
        commas: 0,
        function: 0,
        capitals: None,
        brackets: 0,
        has: [false; 9],
        unit: unit(text),
        first_char: text.chars().next().unwrap_or(' '),
        last_char: text.chars().next_back().unwrap_or(' '),
    };
    let (mut letters, mut function) = (0, 0);
    let mut ended = false;
    for c in text.chars() {
        facts.width += cells(c);
        facts.stops += usize::from(ended && !CLOSING.contains(c));
        ended = is_stop(c) || ended && CLOSING.contains(c);
        if is_han(c) {
            letters += 1;
            function += usize::from(cues.is_function(c));
        }
        match c {
            '，' | ',' | '、' | '；' | ';' => facts.commas += 1,
            '：' | ':' => facts.has[0] = true,
            '“' | '『' | '「' | '〝' => {
                facts.has[1] = true;
                facts.brackets += 1;
            }
            '《' | '〈' => {
                facts.has[2] = true;
                facts.brackets += 1;
            }
            '（' | '(' | '【' | '〔' => {
                facts.has[3] = true;
                facts.brackets += 1;
            }
            '”' | '』' | '」' | '〞' | '》' | '〉' | '）' | ')' | '】' | '〕' => facts.brackets -= 1,
            ' ' | '\u{3000}' => facts.has[4] = true,
            '—' | '─' | '―' => facts.has[5] = true,
            '！' | '!' | '？' | '?' => facts.has[6] = true,
            c if c.is_ascii_digit() => facts.has[7] = true,
            _ => {}
        }
    }
    facts.function = function * 100 / letters.max(1);
    if letters * 4 < facts.width {
        spaced_words(text, cues, &mut facts);
    }
    facts.has[COUPLET] = facts.has[4] && facts.width < 50 && is_couplet(text);
    facts.cue = cue(text, facts.width, cues);
    facts
}

/// What the words of a line in a spaced script show.
fn spaced_words(text: &str, cues: &Lexicon, facts: &mut Facts) {
    let (mut words, mut known, mut capitals) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_alphabetic() && !"'’".contains(c)) {
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic() && (*c as u32) < 0x1100) else { continue };
        words += 1;
        // words of grammar keep a small letter in headlines set in capitals
        if cues.is_function_word(word) {
            known += 1;
        } else {
            capitals += usize::from(first.is_uppercase());
        }
    }
    if let Some(share) = usize::checked_div(known * 50, words) {
        facts.function = share;
        facts.capitals = Some(capitals * 100 / (words - known).max(1));
    }
}

pub(super) const CLOSING: &str = "”’』」）》】〕〉〞)\"'";

const OPENING: &str = "“‘『「（(《〈【〔";

/// What no typesetter begins a line with.
const NEVER_FIRST: &str = "，。、；：？！）》”’』」】〕〉,.;:?!)%％";

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '．')
}

fn first(text: &str, cues: &Lexicon) -> First {
    let mut chars = text.chars();
    let c = chars.next().unwrap_or(' ');
    let second = chars.find(|c| !c.is_whitespace()).unwrap_or(' ');
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    match c {
        c if NEVER_FIRST.contains(c) => First::Mid,
        '（' | '(' if numeral(second) => First::Numeral,
        '①'..='⑳' => First::Numeral,
        c if numeral(c) && "、．.)）".contains(second) => First::Numeral,
        c if c.is_ascii_digit() => First::Digit,
        c if c.is_lowercase() => First::Small,
        c if c.is_alphabetic() && (c as u32) < 0x1100 => First::Latin,
        '“' | '『' | '「' | '"' | '‘' | '\'' => First::Quote,
        '（' | '(' | '《' | '【' | '〔' | '〈' => First::Bracket,
        '●' | '■' | '□' | '◆' | '◇' | '○' | '◎' | '▲' | '△' | '★' | '☆' | '·' | '•' | '※' | '▶' | '►' => {
            First::Mark
        }
        c if cues.is_follower(c) => First::Mid,
        c if is_han(c) && cues.is_function(c) => First::Function,
        c if is_han(c) => First::Word,
        _ => First::Other,
    }
}

/// What a text ends with.
pub(super) fn ending(text: &str, cues: &Lexicon) -> Last {
    let open = text.trim_end_matches(|c| CLOSING.contains(c) || c == ' ');
    let closed = open.len() < text.len();
    let c = open.chars().next_back().unwrap_or(' ');
    // a full stop of the Latin script, but not the point of a number
    let stop = is_stop(c) || c == '.' && text.len() > 4 && open.trim_end_matches('.').ends_with(char::is_alphanumeric);
    match c {
        _ if stop && closed => Last::ClosedStop,
        _ if stop && "！？!?…".contains(c) => Last::Cry,
        _ if stop => Last::Stop,
        _ if closed => Last::Closed,
        '，' | ',' | '、' | '；' | ';' => Last::Comma,
        '：' | ':' => Last::Colon,
        '“' | '『' | '「' | '（' | '(' | '《' | '‘' => Last::Open,
        c if c.is_ascii_digit() => Last::Digit,
        c if c.is_alphabetic() && (c as u32) < 0x1100 => Last::Latin,
        c if is_han(c) && cues.is_function(c) => Last::Function,
        c if is_han(c) => Last::Word,
        _ => Last::Other,
    }
}

fn tail(text: &str, cues: &Lexicon) -> Tail {
    if cues.at_end(&cues.jump_tails, text).is_some() {
        Tail::Jump
    } else if cues.at_end(&cues.credit_tails, text).is_some() {
        Tail::Credit
    } else if cues.at_end(&cues.closings, text).is_some() {
        Tail::Closing
    } else if cues.ends_in_speech(text) {
        Tail::Speech
    } else if cues.says_caption(text) {
        Tail::Caption
    } else {
        Tail::None
    }
}

/// No line that is a cue as a whole is wider.
const CUE_WIDTH: usize = 140;

fn cue(text: &str, width: usize, cues: &Lexicon) -> Cue {
    if width > CUE_WIDTH || is_stop(text.chars().next_back().unwrap_or(' ')) {
        return Cue::None;
    }
    let whole = |list| cues.whole(list, text).is_some();
    if whole(&cues.teasers) {
        Cue::Teaser
    } else if whole(&cues.jumps) {
        Cue::Jump
    } else if is_folio(text) {
        Cue::Folio
    } else if cues.all(&cues.furniture, text) {
        Cue::Furniture
    } else if whole(&cues.credits) {
        Cue::Credit
    } else if whole(&cues.bylines) {
        Cue::Byline
    } else if whole(&cues.name_lines) {
        Cue::Names
    } else if whole(&cues.rubrics) {
        Cue::Rubric
    } else if whole(&cues.notices) {
        Cue::Notice
    } else if (4..=8).contains(&width) && text.chars().all(is_han) || cues.is_name_like(text) {
        Cue::NameLike
    } else {
        Cue::None
    }
}

fn unit(text: &str) -> usize {
    let of_word = |c: char| (c as u32) < 0x1100 && c.is_alphanumeric();
    let mut chars = text.trim_start_matches(|c| OPENING.contains(c)).chars();
    let word = chars.next().is_some_and(of_word);
    let rest = chars.as_str().trim_start_matches(|c| NEVER_FIRST.contains(c) || word && of_word(c));
    text[..text.len() - rest.len()].chars().map(cells).sum()
}

/// A page number and nothing else.
fn is_folio(text: &str) -> bool {
    let signs: Vec<char> = text.chars().map(fold).take(9).collect();
    let digits = signs.iter().filter(|c| c.is_ascii_digit()).count();
    let letters = signs.iter().filter(|c| c.is_ascii_alphabetic()).count();
    (1..=3).contains(&digits)
        && letters <= 1
        && signs.len() <= 8
        && signs.iter().all(|&c| c.is_ascii_alphanumeric() || "·•-—".contains(c))
}

/// Phrases of one length, set apart by blanks.
fn is_couplet(text: &str) -> bool {
    let mut phrases = text.split_whitespace().map(|phrase| (phrase.chars().count(), phrase.chars().all(is_han)));
    let Some((length, true)) = phrases.next() else { return false };
    (3..=8).contains(&length) && phrases.clone().next().is_some() && phrases.all(|phrase| phrase == (length, true))
}

/// Width of a character in half-width cells.
pub(super) fn cells(c: char) -> usize {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Cues;

    #[test]
    fn what_is_not_parted_is_measured_with_its_signs() {
        let cells = ["他说", "“他”说", "1386.3万元", "word, and", "（一）上", "", "（（"].map(unit);
        assert_eq!(cells, [2, 6, 6, 5, 6, 0, 4]);
    }

    #[test]
    fn what_a_line_shows_does_not_hang_on_the_forms_of_its_characters() {
        let cues = Lexicon::new(&Cues::built_in()[0]);
        assert_eq!((first("⽽后来", &cues), ending("后来⽽", &cues)), (First::Function, Last::Function));
        assert_eq!((first("⽶后来", &cues), ending("后来⽶", &cues)), (First::Word, Last::Word));
        assert_eq!((tail("会长表⽰", &cues), tail("会长⽰意", &cues)), (Tail::Speech, Tail::None));
        assert_eq!(tail("新馆全景 资\u{f9be}照片 昨日", &cues), Tail::Caption);
        assert!(["２", "Ａ１２", "－３－", "·4·"].iter().all(|text| is_folio(text)));
        assert!(!["２０３１", "ＡＢ１", "第２版", "12345678A"].iter().any(|text| is_folio(text)));
    }
}
