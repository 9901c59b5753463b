//! A language pack compiled for matching the lines of a page.

use super::char_bloom::CharBloom;
use super::chars::fold_keeping_case;
use super::names::{Names, sorted};
use super::pattern::{Match, Pattern, Program};
use super::{BUILT_IN, Cues, List};
use crate::text::fold::fold;
use crate::text::punctuation::{is_furniture_separator, is_opening_bracket, is_sentence_end};
use std::sync::OnceLock;

/// Most characters from the end of a paragraph that a pattern of its end may match.
const MAX_TAIL: usize = 60;

/// A compiled pack; the lists of patterns are those of [`Cues`].
#[derive(Debug)]
pub(crate) struct Lexicon<'c> {
    pub openings: Vec<Pattern>,
    pub opening_names: Vec<Pattern>,
    pub bylines: Vec<Pattern>,
    pub name_lines: Vec<Pattern>,
    pub credits: Vec<Pattern>,
    pub credit_tails: Vec<Pattern>,
    pub closings: Vec<Pattern>,
    pub jumps: Vec<Pattern>,
    pub jump_tails: Vec<Pattern>,
    pub teasers: Vec<Pattern>,
    pub rubrics: Vec<Pattern>,
    pub furniture: Vec<Pattern>,
    pub notices: Vec<Pattern>,
    program: Program,
    names: Names<'c>,
    function: Vec<char>,
    followers: Vec<char>,
    function_words: Vec<Vec<char>>,
    kicker_tails: Vec<Vec<char>>,
    captions: Vec<Vec<char>>,
    /// First characters of the words of captions.
    caption_starts: Vec<char>,
    /// The same as a filter that is quick to ask.
    caption_start_filter: CharBloom,
}

/// The built-in packs, each compiled once: compiling takes as long as matching the lines of a page.
static COMPILED: [OnceLock<Lexicon<'static>>; 8] = [const { OnceLock::new() }; 8];

impl<'c> Lexicon<'c> {
    /// Calls `use_lexicon` with the compiled pack.
    pub fn with<R>(pack: &'c Cues, use_lexicon: impl FnOnce(&Lexicon<'c>) -> R) -> R {
        let built_in = BUILT_IN.iter().zip(&COMPILED).find(|(known, _)| std::ptr::eq(*known, pack));
        let compiled;
        use_lexicon(match built_in {
            Some((pack, cell)) => cell.get_or_init(|| Lexicon::new(pack)),
            None => {
                compiled = Self::new(pack);
                &compiled
            }
        })
    }

    /// Compiles a pack.
    pub fn new(pack: &'c Cues) -> Self {
        let mut program = Program::default();
        let mut list = |patterns: &List| patterns.iter().map(|pattern| program.add(pattern)).collect();
        let words = |words: &List| words.iter().map(|word| word.chars().map(fold).collect()).collect();
        let captions: Vec<Vec<char>> = words(&pack.captions);
        Self {
            openings: list(&pack.openings),
            opening_names: list(&pack.opening_names),
            bylines: list(&pack.bylines),
            name_lines: list(&pack.name_lines),
            credits: list(&pack.credits),
            credit_tails: list(&pack.credit_tails),
            closings: list(&pack.closings),
            jumps: list(&pack.jumps),
            jump_tails: list(&pack.jump_tails),
            teasers: list(&pack.teasers),
            rubrics: list(&pack.rubrics),
            furniture: list(&pack.furniture),
            notices: list(&pack.notices),
            names: Names::new(pack),
            function: sorted(pack.function.chars().map(fold)),
            followers: sorted(pack.followers.chars().map(fold)),
            function_words: words(&pack.function_words),
            kicker_tails: words(&pack.kicker_tails),
            caption_starts: sorted(captions.iter().filter_map(|word| word.first().copied())),
            caption_start_filter: CharBloom::of(captions.iter().filter_map(|word| word.first().copied())),
            captions,
            program: program.finish(pack.duties.iter().map(|duty| &**duty)),
        }
    }

    /// The match of the first pattern of `list` that matches the start of `text`.
    pub fn at_start(&self, list: &[Pattern], text: &str) -> Option<Match> {
        self.program.find(&self.names, list, text, CharBloom::ALL, false)
    }

    /// The match of the first pattern of `list` that matches all of `text`.
    pub fn whole(&self, list: &[Pattern], text: &str) -> Option<Match> {
        self.program.find(&self.names, list, text, CharBloom::ALL, true)
    }

    /// Whether a pattern of `list` matches all of `text`, whose characters are `chars`.
    ///
    /// Of a line that is compared with many lists the characters are known once and for all, and
    /// most patterns need one that the line does not have.
    pub fn is_whole(&self, list: &[Pattern], text: &str, chars: CharBloom) -> bool {
        self.program.find(&self.names, list, text, chars, true).is_some()
    }

    /// The characters of `text` as patterns compare them.
    pub fn chars(text: &str) -> CharBloom {
        CharBloom::of(text.chars().map(fold_keeping_case))
    }

    /// The first match of `list` at the end of the text, with the offset where it starts: at a
    /// bracket, behind a blank, or behind the last sentence.
    pub fn at_end(&self, list: &[Pattern], text: &str) -> Option<(usize, Match)> {
        // the last character of most lines ends no pattern
        if !text.ends_with(char::is_whitespace) && !self.program.may_end(list, text) {
            return None;
        }
        let (mut starts, mut chars) = (Vec::new(), CharBloom::NONE);
        for (n, (at, c)) in text.char_indices().rev().enumerate().take(MAX_TAIL) {
            chars = chars.union(CharBloom::of([fold_keeping_case(c)]));
            if is_opening_bracket(c) || c.is_whitespace() {
                starts.push(at);
            } else if n > 0 && is_sentence_end(c) {
                starts.push(at + c.len_utf8());
                break;
            }
        }
        let whole = |start: usize| self.program.find(&self.names, list, &text[start..], chars, true);
        starts.into_iter().rev().find_map(|start| Some((start, whole(start)?)))
    }

    /// Whether `text` contains a word of captions as a word of its own.
    pub fn says_caption(&self, text: &str) -> bool {
        let is_word = |at: usize, word: &[char]| {
            let needs_no_boundary = || !word.iter().all(|c| c.is_alphabetic());
            begins_with(text[at..].chars(), word.iter())
                && (!text[..at].ends_with(char::is_alphabetic) || needs_no_boundary())
        };
        let starts = |c| self.caption_start_filter.may_contain(c) && self.caption_starts.binary_search(&c).is_ok();
        let mut starts = text.char_indices().filter(|&(_, c)| starts(fold(c)));
        starts.any(|(at, _)| self.captions.iter().any(|word| is_word(at, word)))
    }

    /// Whether `text` ends like a kicker whose headline is a quotation.
    pub fn ends_in_speech(&self, text: &str) -> bool {
        self.kicker_tails.iter().any(|word| begins_with(text.chars().rev(), word.iter().rev()))
    }

    /// Whether `c` is a function character.
    pub fn is_function(&self, c: char) -> bool {
        self.function.binary_search(&fold(c)).is_ok()
    }

    /// Whether no sentence begins with `c`.
    pub fn is_follower(&self, c: char) -> bool {
        self.followers.binary_search(&fold(c)).is_ok()
    }

    /// Whether `word` is a function word.
    pub fn is_function_word(&self, word: &str) -> bool {
        let length = word.chars().count();
        let same = |known: &Vec<char>| known.len() == length && known.iter().copied().eq(word.chars().map(fold));
        self.function_words.iter().any(same)
    }

    /// Whether `text` is shaped like one person's name.
    pub fn is_name_like(&self, text: &str) -> bool {
        let words = text.split(' ').count();
        let latin = text.is_ascii() && (2..=3).contains(&words) && text.len() <= 24;
        latin && self.names.lengths(text, false).first() == Some(&text.len())
    }

    /// Whether `text` opens a story.
    pub fn opens(&self, text: &str) -> bool {
        self.at_start(&self.openings, text).is_some()
    }

    /// Whether `text` is a sequence of matches of `list` and separators, and nothing else.
    pub fn all(&self, list: &[Pattern], text: &str) -> bool {
        let chars = Self::chars(text);
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_furniture_separator(c));
            if rest.is_empty() {
                return true;
            }
            if self.is_whole(list, rest, chars) {
                return true;
            }
            match self.program.find(&self.names, list, rest, chars, false) {
                Some(found) if found.len > 0 => rest = &rest[found.len..],
                _ => return false,
            }
        }
    }
}

/// Whether the text begins with the folded word.
fn begins_with<'w>(text: impl Iterator<Item = char>, mut word: impl Iterator<Item = &'w char>) -> bool {
    let mut text = text.map(fold);
    word.all(|&wanted| text.next() == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pack of one rubric and one duty.
    fn matched(pattern: &str, text: &str, whole: bool) -> Option<usize> {
        let pack = Cues {
            rubrics: vec![pattern.to_owned().into()].into(),
            duties: vec!["记者".into(), "特派(员|记者)".into()].into(),
            surnames: "陈李".into(),
            ..Cues::default()
        };
        let lexicon = Lexicon::new(&pack);
        let found =
            if whole { lexicon.whole(&lexicon.rubrics, text) } else { lexicon.at_start(&lexicon.rubrics, text) };
        found.map(|found| found.len)
    }

    #[test]
    fn every_symbol_of_the_pattern_language_matches() {
        let cases: [(&str, &[&str], &[&str]); 17] = [
            ("本报讯", &["本报讯", "本 报 讯 "], &["本报", "本报讯员"]),
            ("[电讯]", &["电", "讯"], &["报", ""]),
            ("[A-Za-z]", &["B", "y", "ｙ"], &["-", "5"]),
            ("[A-Z0-4-]", &["-", "3", "Z"], &["5", "z"]),
            ("[-—]", &["-", "—"], &["a"]),
            ("[~～—-]", &["-", "~"], &["｜"]),
            ("(甲|乙丙|)丁", &["甲丁", "乙丙丁", "丁"], &["乙丁", "甲乙丙丁"]),
            ("甲(乙(丙|丁)?戊)?", &["甲", "甲乙戊", "甲乙丁戊"], &["甲乙", "甲丙戊"]),
            ("第?#版", &["第3版", "十二版", "２版"], &["第版", "第三"]),
            ("&[:：]?@+", &["记者:陈一", "特派员 陈一 李二三"], &["记者", "特派陈一"]),
            ("%摄", &["陈一摄", "李二三摄"], &["王一摄", "摄"]),
            ("^ [(]AP[)]", &["NEW YORK (AP)"], &["New York (AP)", "(AP)"]),
            ("{3}版", &["版", "甲乙丙版"], &["甲乙丙丁版", "甲。版"]),
            ("<3>版", &["版", "甲 b3版"], &["甲乙丙丁版", "甲，版"]),
            ("甲$", &["甲"], &["甲乙"]),
            ("\\#(\\(|\\))", &["#(", "#)"], &["1(", "#"]),
            ("甲|乙", &["甲|乙"], &["甲", "乙"]),
        ];
        for (pattern, yes, no) in cases {
            yes.iter().for_each(|text| assert_eq!(matched(pattern, text, true), Some(text.len()), "{pattern} {text}"));
            no.iter().for_each(|text| assert_eq!(matched(pattern, text, true), None, "{pattern} {text}"));
        }
        assert_eq!(matched("甲乙?", "甲丙", false), Some(3));
    }

    #[test]
    fn matching_is_bounded_in_time_and_depth() {
        let deep = "(".repeat(100_000);
        for pattern in [&*deep, "{9999}{9999}{9999}甲", "@+@+@+@+甲", "((((甲?)?)?)?)?乙", "&&&&", "[", "{", "(", "\\"]
        {
            assert_eq!(matched(pattern, &"陈记者一".repeat(500), true), None);
        }
    }
}
