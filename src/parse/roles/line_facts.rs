//! What is observed of a line by itself.

use crate::language::Lexicon;
use crate::parse::Layout;
use crate::parse::parameters::{COUPLET_PHRASE, MAX_COLUMN_WIDTH, MAX_COUPLET_WIDTH, MAX_CUE_WIDTH, NAME_WIDTHS};
use crate::text::Source;
use crate::text::fold::fold;
use crate::text::punctuation::{CLOSING, NOT_AT_LINE_START, OPENING, is_sentence_end_or_ellipsis};
use crate::text::script::is_han;
use crate::text::width::CellWidths;

/// The cue that the whole line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    None,
    /// Names with the title or trade of the people.
    Byline,
    /// Names alone.
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
pub enum First {
    Word,
    /// A function character, which has grammar rather than meaning.
    FunctionWord,
    Digit,
    /// A capital letter of a spaced script.
    Uppercase,
    /// A small letter of a spaced script.
    Lowercase,
    /// The number of a list item: 一、 or 3. or （二）.
    Numeral,
    Quote,
    Bracket,
    /// A character that cannot begin a sentence.
    MidSentence,
    /// ● □ ■ and the like.
    Bullet,
    Other,
}

/// What a line ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Last {
    Word,
    FunctionWord,
    Digit,
    /// A letter of a spaced script.
    Letter,
    FullStop,
    /// An exclamation mark, a question mark, or an ellipsis.
    ExclamationOrQuestion,
    /// The end of a sentence within quotes or brackets.
    ClosedSentence,
    Comma,
    Colon,
    /// A closing quote or bracket behind anything else.
    Closing,
    /// An opening quote or bracket.
    Opening,
    Other,
}

impl Last {
    pub fn ends_sentence(self) -> bool {
        matches!(self, Last::FullStop | Last::ExclamationOrQuestion | Last::ClosedSentence)
    }
}

/// The cue that the line ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EndCue {
    None,
    Closing,
    Jump,
    Credit,
    Caption,
    /// A verb of saying, as at the end of a kicker whose headline is a quotation.
    Speech,
}

/// What a line contains: an index of [`LineFacts::marks`].
#[derive(Clone, Copy)]
pub enum Mark {
    Colon,
    Quote,
    TitleQuote,
    Bracket,
    Blank,
    Dash,
    ExclamationOrQuestion,
    Digit,
    /// The line is two or more phrases of one length.
    Couplet,
}

const MARKS: usize = Mark::Couplet as usize + 1;

#[derive(Clone, Debug)]
pub struct LineFacts {
    /// In half-width cells.
    pub width: usize,
    pub cue: Cue,
    pub first: First,
    pub last: Last,
    pub end_cue: EndCue,
    /// It starts as a story starts, such as with a dateline.
    pub opens_story: bool,
    /// Number of sentences that end before the end of the line.
    pub sentence_ends: usize,
    /// It ends with a full stop that can be nothing else: 。, or a point behind Hangul.
    pub has_full_stop: bool,
    pub commas: usize,
    /// Percentage of characters that are function characters, or half the percentage of words
    /// that are function words where words are spaced.
    pub function_words: usize,
    /// Percentage of the other words that are capitalized, where words are spaced.
    pub capitalized: Option<usize>,
    /// Brackets and quotes opened less those closed.
    pub open_brackets: i32,
    pub marks: [bool; MARKS],
    /// Width of what may not be broken at the start of the line, in half-width cells: a word, a
    /// number or a character, with its punctuation.
    pub first_unit_width: usize,
    pub first_char: char,
    pub last_char: char,
}

impl LineFacts {
    pub fn has(&self, mark: Mark) -> bool {
        self.marks[mark as usize]
    }
}

/// The facts of each line of the layout.
pub fn line_facts(source: &Source, layout: &Layout, cues: &Lexicon) -> Vec<LineFacts> {
    let text = |i: usize| &source.text[layout.lines[i].range.clone()];
    let mut joined = String::new();
    let mut out = Vec::with_capacity(layout.lines.len());
    for (i, line) in layout.lines.iter().enumerate() {
        let mut facts = facts_of(text(i), layout.cell_widths, cues);
        // a dateline, and the names in brackets below a story, may run on in the next line
        let next = layout.lines.get(i + 1).filter(|next| next.frame == line.frame && facts.width < MAX_COLUMN_WIDTH);
        facts.opens_story = if next.is_some() {
            joined.clear();
            joined.push_str(text(i));
            joined.push_str(text(i + 1));
            if facts.first == First::Bracket && facts.open_brackets > 0 && facts.end_cue == EndCue::None {
                facts.end_cue = end_cue(&joined, cues);
            }
            cues.opens(&joined)
        } else {
            cues.opens(text(i))
        };
        out.push(facts);
    }
    out
}

fn facts_of(text: &str, widths: CellWidths, cues: &Lexicon) -> LineFacts {
    let mut facts = LineFacts {
        width: 0,
        cue: Cue::None,
        first: first(text, cues),
        last: last(text, cues),
        end_cue: end_cue(text, cues),
        opens_story: false,
        sentence_ends: 0,
        has_full_stop: false,
        commas: 0,
        function_words: 0,
        capitalized: None,
        open_brackets: 0,
        marks: [false; MARKS],
        first_unit_width: first_unit_width(text, widths),
        first_char: text.chars().next().unwrap_or(' '),
        last_char: text.chars().next_back().unwrap_or(' '),
    };
    let (mut letters, mut function) = (0, 0);
    let (mut ended, mut before) = (false, ' ');
    for c in text.chars() {
        facts.width += widths.cells(c);
        facts.sentence_ends += usize::from(ended && !CLOSING.contains(c));
        // Korean sentences end with the Latin full stop
        let is_stop = is_sentence_end_or_ellipsis(c) || c == '.' && is_hangul(before);
        ended = is_stop || ended && CLOSING.contains(c);
        before = c;
        if is_han(c) {
            letters += 1;
            function += usize::from(cues.is_function(c));
        }
        match c {
            '，' | ',' | '、' | '；' | ';' => facts.commas += 1,
            '：' | ':' => facts.marks[Mark::Colon as usize] = true,
            '“' | '『' | '「' | '〝' => {
                facts.marks[Mark::Quote as usize] = true;
                facts.open_brackets += 1;
            }
            '《' | '〈' => {
                facts.marks[Mark::TitleQuote as usize] = true;
                facts.open_brackets += 1;
            }
            '（' | '(' | '【' | '〔' => {
                facts.marks[Mark::Bracket as usize] = true;
                facts.open_brackets += 1;
            }
            '”' | '』' | '」' | '〞' | '》' | '〉' | '）' | ')' | '】' | '〕' => facts.open_brackets -= 1,
            ' ' | '\u{3000}' => facts.marks[Mark::Blank as usize] = true,
            '—' | '─' | '―' => facts.marks[Mark::Dash as usize] = true,
            '！' | '!' | '？' | '?' => facts.marks[Mark::ExclamationOrQuestion as usize] = true,
            c if c.is_ascii_digit() => facts.marks[Mark::Digit as usize] = true,
            _ => {}
        }
    }
    facts.has_full_stop = ended && facts.last == Last::FullStop;
    facts.function_words = function * 100 / letters.max(1);
    if letters * 4 < facts.width {
        count_words(text, cues, &mut facts);
    }
    facts.marks[Mark::Couplet as usize] = facts.has(Mark::Blank) && facts.width < MAX_COUPLET_WIDTH && is_couplet(text);
    facts.cue = cue(text, facts.width, cues);
    facts
}

/// Counts function words and capitals of a line in a spaced script.
fn count_words(text: &str, cues: &Lexicon, facts: &mut LineFacts) {
    let (mut words, mut known, mut capitals) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_alphabetic() && !"'’".contains(c)) {
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic() && (*c as u32) < 0x1100) else { continue };
        words += 1;
        // function words keep a small letter in headlines set in capitals
        if cues.is_function_word(word) {
            known += 1;
        } else {
            capitals += usize::from(first.is_uppercase());
        }
    }
    if let Some(share) = usize::checked_div(known * 50, words) {
        facts.function_words = share;
        facts.capitalized = Some(capitals * 100 / (words - known).max(1));
    }
}

fn first(text: &str, cues: &Lexicon) -> First {
    let mut chars = text.chars();
    let c = chars.next().unwrap_or(' ');
    let second = chars.find(|c| !c.is_whitespace()).unwrap_or(' ');
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    match c {
        c if NOT_AT_LINE_START.contains(c) => First::MidSentence,
        '（' | '(' if numeral(second) => First::Numeral,
        '①'..='⑳' => First::Numeral,
        c if numeral(c) && "、．.)）".contains(second) => First::Numeral,
        c if c.is_ascii_digit() => First::Digit,
        c if c.is_lowercase() => First::Lowercase,
        c if c.is_alphabetic() && (c as u32) < 0x1100 => First::Uppercase,
        '“' | '『' | '「' | '"' | '‘' | '\'' => First::Quote,
        '（' | '(' | '《' | '【' | '〔' | '〈' => First::Bracket,
        '●' | '■' | '□' | '◆' | '◇' | '○' | '◎' | '▲' | '△' | '★' | '☆' | '·' | '•' | '※' | '▶' | '►' => {
            First::Bullet
        }
        c if cues.is_follower(c) => First::MidSentence,
        c if is_han(c) && cues.is_function(c) => First::FunctionWord,
        c if is_han(c) => First::Word,
        _ => First::Other,
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// What a text ends with.
pub fn last(text: &str, cues: &Lexicon) -> Last {
    let open = text.trim_end_matches(|c| CLOSING.contains(c) || c == ' ');
    let closed = open.len() < text.len();
    let c = open.chars().next_back().unwrap_or(' ');
    // a full stop of the Latin script, but not the point of a number
    let stop = is_sentence_end_or_ellipsis(c)
        || c == '.' && text.len() > 4 && open.trim_end_matches('.').ends_with(char::is_alphanumeric);
    match c {
        _ if stop && closed => Last::ClosedSentence,
        _ if stop && "！？!?…".contains(c) => Last::ExclamationOrQuestion,
        _ if stop => Last::FullStop,
        _ if closed => Last::Closing,
        '，' | ',' | '、' | '；' | ';' => Last::Comma,
        '：' | ':' => Last::Colon,
        '“' | '『' | '「' | '（' | '(' | '《' | '‘' => Last::Opening,
        c if c.is_ascii_digit() => Last::Digit,
        c if c.is_alphabetic() && (c as u32) < 0x1100 => Last::Letter,
        c if is_han(c) && cues.is_function(c) => Last::FunctionWord,
        c if is_han(c) => Last::Word,
        _ => Last::Other,
    }
}

fn end_cue(text: &str, cues: &Lexicon) -> EndCue {
    if cues.at_end(&cues.jump_tails, text).is_some() {
        EndCue::Jump
    } else if cues.at_end(&cues.credit_tails, text).is_some() {
        EndCue::Credit
    } else if cues.at_end(&cues.closings, text).is_some() {
        EndCue::Closing
    } else if cues.ends_in_speech(text) {
        EndCue::Speech
    } else if cues.says_caption(text) {
        EndCue::Caption
    } else {
        EndCue::None
    }
}

fn cue(text: &str, width: usize, cues: &Lexicon) -> Cue {
    if width > MAX_CUE_WIDTH || is_sentence_end_or_ellipsis(text.chars().next_back().unwrap_or(' ')) {
        return Cue::None;
    }
    let chars = Lexicon::chars(text);
    let whole = |list| cues.is_whole(list, text, chars);
    let is_furniture = cues.all(&cues.furniture, text);
    if whole(&cues.jumps) {
        Cue::Jump
    } else if is_folio(text) {
        Cue::Folio
    } else if !is_furniture && whole(&cues.teasers) {
        Cue::Teaser
    } else if whole(&cues.credits) {
        Cue::Credit
    } else if whole(&cues.bylines) {
        Cue::Byline
    } else if is_furniture {
        Cue::Furniture
    } else if whole(&cues.rubrics) {
        Cue::Rubric
    } else if whole(&cues.notices) {
        Cue::Notice
    } else if whole(&cues.name_lines) {
        Cue::Names
    } else if NAME_WIDTHS.contains(&width) && text.chars().all(is_han) || cues.is_name_like(text) {
        Cue::NameLike
    } else {
        Cue::None
    }
}

fn first_unit_width(text: &str, widths: CellWidths) -> usize {
    let of_word = |c: char| (c as u32) < 0x1100 && c.is_alphanumeric();
    let mut chars = text.trim_start_matches(|c| OPENING.contains(c)).chars();
    let word = chars.next().is_some_and(of_word);
    let rest = chars.as_str().trim_start_matches(|c| NOT_AT_LINE_START.contains(c) || word && of_word(c));
    text[..text.len() - rest.len()].chars().map(|c| widths.cells(c)).sum()
}

/// Whether the text is a page number and nothing else.
fn is_folio(text: &str) -> bool {
    let chars: Vec<char> = text.chars().map(fold).take(9).collect();
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    let letters = chars.iter().filter(|c| c.is_ascii_alphabetic()).count();
    (1..=3).contains(&digits)
        && letters <= 1
        && chars.len() <= 8
        && chars.iter().all(|&c| c.is_ascii_alphanumeric() || "·•-—".contains(c))
}

/// Whether the text is two or more phrases of one length, separated by blanks.
fn is_couplet(text: &str) -> bool {
    let mut phrases = text.split_whitespace().map(|phrase| (phrase.chars().count(), phrase.chars().all(is_han)));
    let Some((length, true)) = phrases.next() else { return false };
    COUPLET_PHRASE.contains(&length)
        && phrases.clone().next().is_some()
        && phrases.all(|phrase| phrase == (length, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Cues;

    #[test]
    fn the_first_unit_includes_its_punctuation() {
        let cells = ["他说", "“他”说", "1386.3万元", "word, and", "（一）上", "", "（（"]
            .map(|text| first_unit_width(text, CellWidths::NARROW));
        assert_eq!(cells, [2, 6, 6, 5, 4, 0, 2]);
    }

    #[test]
    fn compatibility_characters_give_the_same_facts_as_their_normal_forms() {
        let cues = Lexicon::new(&Cues::built_in()[0]);
        assert_eq!((first("⽽后来", &cues), last("后来⽽", &cues)), (First::FunctionWord, Last::FunctionWord));
        assert_eq!((first("⽶后来", &cues), last("后来⽶", &cues)), (First::Word, Last::Word));
        assert_eq!((end_cue("会长表⽰", &cues), end_cue("会长⽰意", &cues)), (EndCue::Speech, EndCue::None));
        assert_eq!(end_cue("新馆全景 资\u{f9be}照片 昨日", &cues), EndCue::Caption);
        assert!(["２", "Ａ１２", "－３－", "·4·"].iter().all(|text| is_folio(text)));
        assert!(!["２０３１", "ＡＢ１", "第２版", "12345678A"].iter().any(|text| is_folio(text)));
    }
}
