//! Matching a text against the patterns of a program, by backtracking.

use super::program::{Instruction, Pattern, Program};
use crate::language::char_bloom::CharBloom;
use crate::language::chars::{NUMERALS, fold_keeping_case, next_char};
use crate::language::names::Names;
use crate::text::punctuation::{is_name_separator, is_sentence_end};
use crate::text::script::is_han;
use std::ops::Range;

/// The part of a text that a pattern matched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Match {
    /// Length in bytes.
    pub len: usize,
    /// Byte ranges of the names.
    pub names: Vec<Range<usize>>,
}

impl Program {
    /// The match of the first pattern that matches from the start of `text` or, with `whole`, all of
    /// it; `chars` are the characters of the text, or more.
    pub fn find(
        &self,
        names: &Names,
        patterns: &[Pattern],
        text: &str,
        chars: CharBloom,
        whole: bool,
    ) -> Option<Match> {
        let first = next_char(text, 0).1.map(fold_keeping_case);
        let last = text.trim_end().chars().next_back().filter(|_| whole).map(fold_keeping_case);
        let may_match = |pattern: &&Pattern| {
            first.is_none_or(|c| self.next[pattern.start].may_contain(c))
                && last.is_none_or(|c| pattern.last.may_contain(c))
                && self.needs[pattern.start].may_meet(chars)
        };
        patterns.iter().filter(may_match).find_map(|pattern| {
            let mut matcher =
                Matcher { program: self, name_shapes: names, text, whole, names: Vec::new(), steps_left: MAX_STEPS };
            let len = matcher.go(pattern.start, None, 0)?;
            Some(Match { len, names: matcher.names })
        })
    }
}

/// Most steps of one match, past which the pattern does not match: a pattern may branch at every
/// character, and the limit keeps matching linear in the text.
const MAX_STEPS: usize = 1000;

struct Matcher<'a> {
    program: &'a Program,
    name_shapes: &'a Names<'a>,
    text: &'a str,
    whole: bool,
    names: Vec<Range<usize>>,
    /// Steps left.
    steps_left: usize,
}

/// A return address: the instruction after the duty that is being matched.
struct Return<'a> {
    to: usize,
    outer: Option<&'a Return<'a>>,
}

impl Matcher<'_> {
    fn go(&mut self, mut step: usize, mut return_to: Option<&Return>, mut at: usize) -> Option<usize> {
        let (mut from, mut next) = next_char(self.text, at);
        let mut folded = next.map(fold_keeping_case);
        loop {
            self.steps_left = self.steps_left.checked_sub(1)?;
            if folded.is_some_and(|c| !self.program.next[step].may_contain(c)) {
                return None;
            }
            let end = from + next.map_or(0, char::len_utf8);
            at = match &self.program.instructions[step] {
                Instruction::Char(c) if folded == Some(*c) => end,
                Instruction::Set(set) if folded.is_some_and(|c| self.program.sets[set.clone()].contains(&c)) => end,
                Instruction::Number => match number_len(&self.text[from..]) {
                    0 => return None,
                    len => from + len,
                },
                Instruction::Capitals => match capitals_len(&self.text[from..]) {
                    0 => return None,
                    len => from + len,
                },
                Instruction::End if next.is_none() => from,
                Instruction::Names { known, many } => return self.names(*known, *many, step + 1, return_to, from),
                Instruction::Duty => {
                    return self.go(self.program.duties, Some(&Return { to: step + 1, outer: return_to }), from);
                }
                Instruction::Gap(most) => {
                    return self.gap(*most, |c| !is_sentence_end(c), step + 1, return_to, at);
                }
                Instruction::Word(most) => {
                    return self.gap(*most, |c| is_han(c) || c.is_alphanumeric(), step + 1, return_to, at);
                }
                // most branches fail at their first character
                Instruction::Fork(other) if folded.is_some_and(|c| !self.program.next[step + 1].may_contain(c)) => {
                    self.steps_left = self.steps_left.saturating_sub(1);
                    step = *other;
                    continue;
                }
                Instruction::Fork(other) => match self.go(step + 1, return_to, at) {
                    None => {
                        step = *other;
                        continue;
                    }
                    found => return found,
                },
                Instruction::Jump(to) => {
                    step = *to;
                    continue;
                }
                Instruction::Done => match return_to {
                    Some(outer) => {
                        (step, return_to) = (outer.to, outer.outer);
                        continue;
                    }
                    None if !self.whole => return Some(at),
                    None => return next.is_none().then_some(from),
                },
                Instruction::Char(_) | Instruction::Set(_) | Instruction::End => return None,
            };
            step += 1;
            (from, next) = next_char(self.text, at);
            folded = next.map(fold_keeping_case);
        }
    }

    /// Passes over as few characters as possible, of those that `passes` is true of.
    fn gap(
        &mut self,
        most: usize,
        passes: fn(char) -> bool,
        step: usize,
        return_to: Option<&Return>,
        at: usize,
    ) -> Option<usize> {
        let mut end = at;
        for _ in 0..=most {
            let (from, next) = next_char(self.text, end);
            if next.is_none_or(|c| self.program.next[step].may_contain(fold_keeping_case(c)))
                && let Some(found) = self.go(step, return_to, end)
            {
                return Some(found);
            }
            let c = next?;
            if !passes(fold_keeping_case(c)) {
                return None;
            }
            end = from + c.len_utf8();
        }
        None
    }

    fn names(&mut self, known: bool, many: bool, step: usize, return_to: Option<&Return>, at: usize) -> Option<usize> {
        self.steps_left = self.steps_left.checked_sub(1)?;
        let kept = self.names.len();
        for len in self.name_shapes.lengths(&self.text[at..], known) {
            let end = at + len;
            self.names.push(at..end);
            if many {
                // names without a separator are split at their surnames
                let next = skip_separators(self.text, end);
                if let Some(found) = self.names(known || next == end, true, step, return_to, next) {
                    return Some(found);
                }
                self.names.truncate(kept + 1);
            }
            if let Some(found) = self.go(step, return_to, end) {
                return Some(found);
            }
            self.names.truncate(kept);
        }
        None
    }
}

fn skip_separators(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || is_name_separator(c));
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    text.len() - rest.len()
}

fn number_len(text: &str) -> usize {
    text.find(|c| !is_numeral(fold_keeping_case(c))).unwrap_or(text.len())
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && NUMERALS.contains(c)
}

/// Length of the run of words in capitals at the start of the text, of which one must have three
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
