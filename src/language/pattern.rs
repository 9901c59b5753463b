//! The small language cues are written in, matched from the start of a text.
//!
//! | written | matches |
//! |---|---|
//! | `本报讯` | these characters, in any form: full-width, half-width, vertical, radical |
//! | `[电讯]`, `[A-Z0-9-]` | one of these characters |
//! | `(甲\|乙)` | one of these patterns |
//! | `x?` | the character, set, group or sign before it, or nothing |
//! | `#` | a number in Arabic or Chinese digits |
//! | `@` | a person's name |
//! | `@+` | a list of names |
//! | `%`, `%+` | the same, where the name must begin with a known surname |
//! | `&` | one of the pack's duties (本报记者, 通讯员, …) |
//! | `^` | words in capitals |
//! | `{8}` | up to eight characters within a sentence |
//! | `$` | the end of the text |
//! | `\x` | the character `x` itself |
//!
//! Blanks do not count, neither the pattern's nor the text's, so that spaced-out letters match.
//!
//! Most lines of a page match nothing, so the patterns of a pack are made into one program
//! that knows for each step what characters can come next.

use super::name::Names;
use super::signs::Signs;
use crate::text::fold::unform;
use std::iter::Peekable;
use std::ops::Range;
use std::str::Chars;

/// What a pattern matched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Match {
    /// Bytes from the start of the text.
    pub len: usize,
    /// Byte ranges of the names.
    pub names: Vec<Range<usize>>,
}

/// A pattern of a program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    /// Its first step.
    start: usize,
    /// What the last character of the text may be that it matches.
    last: Signs,
}

/// The patterns of a pack, each a run of steps up to [`Step::Done`].
#[derive(Debug, Default)]
pub(super) struct Program {
    steps: Vec<Step>,
    /// What can come next, seen from each step.
    next: Vec<Signs>,
    /// Characters of all sets.
    sets: Vec<char>,
    /// Where the duties begin.
    duties: usize,
}

#[derive(Clone, Debug)]
enum Step {
    Char(char),
    /// One of these of [`Program::sets`].
    Set(Range<usize>),
    Number,
    Names {
        known: bool,
        many: bool,
    },
    Duty,
    Capitals,
    Gap(usize),
    End,
    /// Goes on with the next step or, where that fails, with this one.
    Fork(usize),
    Jump(usize),
    Done,
}

/// Groups within groups, at most; no pattern needs as many, and what is deeper matches nothing.
pub(super) const DEPTH: usize = 16;

impl Program {
    /// Adds a pattern.
    pub fn add(&mut self, pattern: &str) -> Pattern {
        let start = self.steps.len();
        self.sequence(&mut pattern.chars().peekable(), 0);
        self.steps.push(Step::Done);
        Pattern { start, last: self.last(start) }
    }

    /// Adds the duties, once all patterns are there, and makes the program ready to match.
    pub fn finish<'d>(mut self, duties: impl Iterator<Item = &'d str>) -> Self {
        self.duties = self.steps.len();
        for duty in duties {
            let fork = self.push(Step::Fork(0));
            self.add(duty);
            self.steps[fork] = Step::Fork(self.steps.len());
        }
        self.push(Step::Set(0..0));
        // every way on leads to a later step, or to the duties
        self.next = vec![Signs::ALL; self.steps.len()];
        for at in (0..self.steps.len()).rev() {
            self.next[at] = match &self.steps[at] {
                Step::Duty if at < self.duties => self.next[self.duties],
                Step::End => Signs::NONE,
                Step::Fork(other) => self.next[at + 1].or(self.next[*other]),
                Step::Jump(to) => self.next[*to],
                Step::Gap(_) | Step::Done => Signs::ALL,
                step => self.signs(step),
            };
        }
        self
    }

    /// The first of the patterns that matches from the start of `text`; with `whole`, to its
    /// end.
    pub fn find(&self, names: &Names, patterns: &[Pattern], text: &str, whole: bool) -> Option<Match> {
        let first = next_sign(text, 0).1.map(fold);
        let last = text.trim_end().chars().next_back().filter(|_| whole).map(fold);
        let may_match = |pattern: &&Pattern| {
            first.is_none_or(|c| self.next[pattern.start].may_be(c)) && last.is_none_or(|c| pattern.last.may_be(c))
        };
        patterns.iter().filter(may_match).find_map(|pattern| {
            let mut matcher = Matcher { program: self, shapes: names, text, whole, names: Vec::new(), left: STEPS };
            let len = matcher.go(pattern.start, None, 0)?;
            Some(Match { len, names: matcher.names })
        })
    }

    /// False only if none of the patterns matches what the text ends with.
    pub fn may_end(&self, patterns: &[Pattern], text: &str) -> bool {
        let last = text.chars().next_back().map(fold);
        last.is_none_or(|c| patterns.iter().any(|pattern| pattern.last.may_be(c)))
    }

    /// What the text of a step may begin with, if it takes any.
    fn signs(&self, step: &Step) -> Signs {
        match step {
            Step::Char(c) => Signs::of([*c]),
            Step::Set(set) => Signs::of(self.sets[set.clone()].iter().copied()),
            Step::Number => Signs::of(NUMERALS.chars()),
            Step::Duty | Step::Names { .. } | Step::Capitals | Step::Gap(_) => Signs::ALL,
            Step::End | Step::Fork(_) | Step::Jump(_) | Step::Done => Signs::NONE,
        }
    }

    /// What the text may end with that the pattern from step `start` on matches.
    fn last(&self, start: usize) -> Signs {
        let mut done = vec![false; self.steps.len() - start];
        let mut last = Signs::NONE;
        for at in (start..self.steps.len()).rev() {
            let behind = done.get(at + 1 - start).copied().unwrap_or(true);
            if behind {
                last = last.or(self.signs(&self.steps[at]));
            }
            done[at - start] = match &self.steps[at] {
                Step::Done => true,
                Step::End | Step::Gap(_) => behind,
                Step::Fork(other) => behind || done[other - start],
                Step::Jump(to) => done[to - start],
                _ => false,
            };
        }
        last
    }

    fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    /// Up to the end of the pattern or, within a group, of the alternative.
    fn sequence(&mut self, pattern: &mut Peekable<Chars>, depth: usize) {
        while let Some(sign) = pattern.next_if(|c| depth == 0 || !"|)".contains(*c)) {
            let start = self.steps.len();
            if !sign.is_whitespace() {
                self.sign(sign, pattern, depth);
            }
            if pattern.next_if_eq(&'?').is_some() {
                self.make_optional(start);
            }
        }
    }

    fn sign(&mut self, sign: char, pattern: &mut Peekable<Chars>, depth: usize) {
        let mut many = || pattern.next_if_eq(&'+').is_some();
        let step = match sign {
            '(' if depth < DEPTH => return self.group(pattern, depth + 1),
            '(' => Step::Set(0..0),
            '[' => {
                let from = self.sets.len();
                let set: Vec<char> = pattern.by_ref().take_while(|&c| c != ']').collect();
                self.sets.extend(members(&set));
                Step::Set(from..self.sets.len())
            }
            '{' => {
                let most: String = pattern.by_ref().take_while(|&c| c != '}').collect();
                Step::Gap(most.parse().unwrap_or(0))
            }
            '@' => Step::Names { known: false, many: many() },
            '%' => Step::Names { known: true, many: many() },
            '&' => Step::Duty,
            '^' => Step::Capitals,
            '#' => Step::Number,
            '$' => Step::End,
            '\\' => Step::Char(fold(pattern.next().unwrap_or(sign))),
            c => Step::Char(fold(c)),
        };
        self.push(step);
    }

    fn group(&mut self, pattern: &mut Peekable<Chars>, depth: usize) {
        let mut ends = Vec::new();
        loop {
            let fork = self.push(Step::Fork(0));
            self.sequence(pattern, depth);
            if pattern.next() != Some('|') {
                self.steps[fork] = Step::Jump(fork + 1);
                break;
            }
            ends.push(self.push(Step::Jump(0)));
            self.steps[fork] = Step::Fork(self.steps.len());
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.steps.len());
        }
    }

    /// Sets a fork past the steps from `start` on before them.
    fn make_optional(&mut self, start: usize) {
        for step in &mut self.steps[start..] {
            if let Step::Fork(to) | Step::Jump(to) = step {
                *to += 1;
            }
        }
        self.steps.insert(start, Step::Fork(self.steps.len() + 1));
    }
}

/// A pattern may branch at every sign; past this many steps it is held not to match, which
/// keeps any pattern linear.
const STEPS: usize = 1000;

struct Matcher<'a> {
    program: &'a Program,
    shapes: &'a Names<'a>,
    text: &'a str,
    whole: bool,
    names: Vec<Range<usize>>,
    /// Steps that may still be taken.
    left: usize,
}

/// The step behind the duty being matched.
struct Back<'a> {
    step: usize,
    outer: Option<&'a Back<'a>>,
}

impl Matcher<'_> {
    fn go(&mut self, mut step: usize, mut back: Option<&Back>, mut at: usize) -> Option<usize> {
        let (mut from, mut sign) = next_sign(self.text, at);
        let mut folded = sign.map(fold);
        loop {
            self.left = self.left.checked_sub(1)?;
            if folded.is_some_and(|c| !self.program.next[step].may_be(c)) {
                return None;
            }
            let end = from + sign.map_or(0, char::len_utf8);
            at = match &self.program.steps[step] {
                Step::Char(c) if folded == Some(*c) => end,
                Step::Set(set) if folded.is_some_and(|c| self.program.sets[set.clone()].contains(&c)) => end,
                Step::Number => match number_len(&self.text[from..]) {
                    0 => return None,
                    len => from + len,
                },
                Step::Capitals => match capitals_len(&self.text[from..]) {
                    0 => return None,
                    len => from + len,
                },
                Step::End if sign.is_none() => from,
                Step::Names { known, many } => return self.names(*known, *many, step + 1, back, from),
                Step::Duty => return self.go(self.program.duties, Some(&Back { step: step + 1, outer: back }), from),
                Step::Gap(most) => return self.gap(*most, step + 1, back, at),
                // most ways end with their first sign
                Step::Fork(other) if folded.is_some_and(|c| !self.program.next[step + 1].may_be(c)) => {
                    self.left = self.left.saturating_sub(1);
                    step = *other;
                    continue;
                }
                Step::Fork(other) => match self.go(step + 1, back, at) {
                    None => {
                        step = *other;
                        continue;
                    }
                    found => return found,
                },
                Step::Jump(to) => {
                    step = *to;
                    continue;
                }
                Step::Done => match back {
                    Some(outer) => {
                        (step, back) = (outer.step, outer.outer);
                        continue;
                    }
                    None if !self.whole => return Some(at),
                    None => return sign.is_none().then_some(from),
                },
                Step::Char(_) | Step::Set(_) | Step::End => return None,
            };
            step += 1;
            (from, sign) = next_sign(self.text, at);
            folded = sign.map(fold);
        }
    }

    fn gap(&mut self, most: usize, step: usize, back: Option<&Back>, at: usize) -> Option<usize> {
        let mut end = at;
        for _ in 0..=most {
            let (from, sign) = next_sign(self.text, end);
            if sign.is_none_or(|c| self.program.next[step].may_be(fold(c)))
                && let Some(found) = self.go(step, back, end)
            {
                return Some(found);
            }
            let c = sign?;
            if matches!(fold(c), '。' | '!' | '?') {
                return None;
            }
            end = from + c.len_utf8();
        }
        None
    }

    fn names(&mut self, known: bool, many: bool, step: usize, back: Option<&Back>, at: usize) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        let kept = self.names.len();
        for len in self.shapes.lengths(&self.text[at..], known) {
            let end = at + len;
            self.names.push(at..end);
            if many {
                // names that touch are told apart by their surnames
                let next = skip_separators(self.text, end);
                if let Some(found) = self.names(known || next == end, true, step, back, next) {
                    return Some(found);
                }
                self.names.truncate(kept + 1);
            }
            if let Some(found) = self.go(step, back, end) {
                return Some(found);
            }
            self.names.truncate(kept);
        }
        None
    }
}

/// What a set holds; between two letters or two digits, `-` stands for those between.
fn members(mut set: &[char]) -> Vec<char> {
    let mut out = Vec::new();
    loop {
        set = match *set {
            [first, '-', last, ref rest @ ..] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => {
                out.extend(first..=last);
                rest
            }
            [first, ref rest @ ..] => {
                out.push(fold(first));
                rest
            }
            [] => return out,
        };
    }
}

/// Bytes of `text` that `literal` covers, blanks passed over.
pub(super) fn literal_len(literal: &str, text: &str) -> Option<usize> {
    let mut at = 0;
    for wanted in literal.chars().filter(|c| !c.is_whitespace()) {
        at = skip_blanks(text, at);
        let c = text[at..].chars().next()?;
        if fold(c) != fold(wanted) {
            return None;
        }
        at += c.len_utf8();
    }
    Some(at)
}

/// The character behind a form, and brackets of three kinds as one; capitals stay, as a name
/// or a line in capitals is known by them.
pub(super) fn fold(c: char) -> char {
    match unform(c) {
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        c => c,
    }
}

/// Where the next character that is no blank stands, and the character.
fn next_sign(text: &str, at: usize) -> (usize, Option<char>) {
    let mut from = at;
    for c in text[at..].chars() {
        if !c.is_whitespace() {
            return (from, Some(c));
        }
        from += c.len_utf8();
    }
    (from, None)
}

pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

fn skip_separators(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '、' | '，' | ',' | '·' | ';' | '；' | '/' | '／' | '&')
    });
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    text.len() - rest.len()
}

const NUMERALS: &str = "0123456789一二三四五六七八九十百〇○零";

fn number_len(text: &str) -> usize {
    text.find(|c| !is_numeral(fold(c))).unwrap_or(text.len())
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && NUMERALS.contains(c)
}

/// Length of the run of words in capitals at the start of the text; one of them has three
/// letters or more.
fn capitals_len(text: &str) -> usize {
    let mut end = 0;
    let mut longest = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', ',']);
        if bare.is_empty() || !bare.chars().all(|c| c.is_uppercase() || ".'’".contains(c)) {
            break;
        }
        longest = longest.max(bare.chars().filter(|c| c.is_alphabetic()).count());
        end = word.as_ptr() as usize - text.as_ptr() as usize + bare.len();
        if bare.len() < word.trim_end().len() {
            break;
        }
    }
    if longest >= 3 { end } else { 0 }
}
