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

use super::Cues;
use super::name;
use crate::source::fold::unform;
use std::ops::Range;

/// What a pattern matched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Match {
    /// Bytes from the start of the text.
    pub len: usize,
    /// Byte ranges of the names.
    pub names: Vec<Range<usize>>,
}

/// Matches `pattern` from the start of `text`; with `whole`, to its end.
pub(super) fn matches(cues: &Cues, pattern: &str, text: &str, whole: bool) -> Option<Match> {
    let mut matcher = Matcher { cues, text, names: Vec::new(), steps: 0 };
    let end = Rest { pattern: "$", outer: None };
    let len = matcher.go(pattern, if whole { Some(&end) } else { None }, 0)?;
    Some(Match { len, names: matcher.names })
}

/// A pattern may branch at every sign; past this many steps it is held not to match, which
/// keeps any pattern linear.
const STEPS: usize = 1000;

struct Matcher<'a> {
    cues: &'a Cues,
    text: &'a str,
    names: Vec<Range<usize>>,
    steps: usize,
}

/// What is left of a pattern around the group being matched.
struct Rest<'a> {
    pattern: &'a str,
    outer: Option<&'a Rest<'a>>,
}

impl Matcher<'_> {
    fn go(&mut self, pattern: &str, outer: Option<&Rest>, at: usize) -> Option<usize> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let Some(sign) = pattern.chars().next() else {
            return match outer {
                Some(rest) => self.go(rest.pattern, rest.outer, at),
                None => Some(at),
            };
        };
        let (atom, mut after) = pattern.split_at(atom_len(pattern));
        let optional = after.starts_with('?');
        if optional {
            after = &after[1..];
        }
        let from = skip_blanks(self.text, at);
        let found = match sign {
            '(' => self.group(&atom[1..atom.len().max(2) - 1], &Rest { pattern: after, outer }, at),
            '{' => self.gap(atom, after, outer, at),
            '@' | '%' => self.names(atom, after, outer, from),
            '&' => self.duty(&Rest { pattern: after, outer }, from),
            '^' => match capitals_len(&self.text[from..]) {
                0 => None,
                len => self.go(after, outer, from + len),
            },
            ' ' => self.go(after, outer, at),
            '#' => {
                let end = from + number_len(&self.text[from..]);
                if end == from { None } else { self.go(after, outer, end) }
            }
            '$' if from == self.text.len() => self.go(after, outer, from),
            '$' => None,
            _ => match self.text[from..].chars().next() {
                Some(c) if one_of(atom, c) => self.go(after, outer, from + c.len_utf8()),
                _ => None,
            },
        };
        if found.is_none() && optional { self.go(after, outer, at) } else { found }
    }

    fn group(&mut self, body: &str, rest: &Rest, at: usize) -> Option<usize> {
        let (mut depth, mut start, mut i) = (0, 0, 0);
        while i < body.len() {
            let len = if body[i..].starts_with(['(', ')', '|']) { 1 } else { atom_len(&body[i..]) };
            match body.as_bytes()[i] {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'|' if depth == 0 => {
                    if let Some(end) = self.go(&body[start..i], Some(rest), at) {
                        return Some(end);
                    }
                    start = i + 1;
                }
                _ => {}
            }
            i += len;
        }
        self.go(&body[start..], Some(rest), at)
    }

    fn gap(&mut self, atom: &str, after: &str, outer: Option<&Rest>, at: usize) -> Option<usize> {
        let most: usize = atom.trim_matches(['{', '}']).parse().unwrap_or(0);
        let mut end = at;
        for _ in 0..=most {
            if let Some(found) = self.go(after, outer, end) {
                return Some(found);
            }
            let from = skip_blanks(self.text, end);
            let c = self.text[from..].chars().next()?;
            if "。!?".contains(fold(c)) {
                return None;
            }
            end = from + c.len_utf8();
        }
        None
    }

    fn names(&mut self, atom: &str, after: &str, outer: Option<&Rest>, at: usize) -> Option<usize> {
        let (known, many) = (atom.starts_with('%'), atom.ends_with('+'));
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let kept = self.names.len();
        for len in name::lengths(self.cues, &self.text[at..], known) {
            let end = at + len;
            self.names.push(at..end);
            if many {
                // names that touch are told apart by their surnames
                let next = skip_separators(self.text, end);
                let atom = if next > end { atom } else { "%+" };
                if let Some(found) = self.names(atom, after, outer, next) {
                    return Some(found);
                }
                self.names.truncate(kept + 1);
            }
            if let Some(found) = self.go(after, outer, end) {
                return Some(found);
            }
            self.names.truncate(kept);
        }
        None
    }

    fn duty(&mut self, rest: &Rest, at: usize) -> Option<usize> {
        let cues = self.cues;
        cues.duties.iter().find_map(|duty| self.go(duty, Some(rest), at))
    }
}

/// Length in bytes of the pattern's first sign.
fn atom_len(pattern: &str) -> usize {
    let first = pattern.chars().next().map_or(0, char::len_utf8);
    let closed = |open: char, close: char| {
        let mut depth = 0;
        let mut escaped = false;
        for (i, c) in pattern.char_indices() {
            if escaped {
                escaped = false;
                continue;
            }
            escaped = c == '\\';
            depth += usize::from(c == open);
            if c == close {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
        }
        pattern.len()
    };
    match pattern.as_bytes().first() {
        Some(b'(') => closed('(', ')'),
        Some(b'[') => closed('[', ']'),
        Some(b'{') => closed('{', '}'),
        Some(b'\\') => 1 + pattern[1..].chars().next().map_or(0, char::len_utf8),
        Some(b'@' | b'%') if pattern[1..].starts_with('+') => 2,
        _ => first,
    }
}

fn one_of(atom: &str, c: char) -> bool {
    let c = fold(c);
    match atom.strip_prefix('[') {
        Some(set) => in_set(set.trim_end_matches(']'), c),
        None => atom.strip_prefix('\\').unwrap_or(atom).chars().next().map(fold) == Some(c),
    }
}

/// Whether a set holds `c`; between two letters or two digits, `-` stands for those between.
fn in_set(set: &str, c: char) -> bool {
    let mut rest = set.chars();
    while let Some(first) = rest.next() {
        let mut after = rest.clone();
        let last = (after.next() == Some('-')).then(|| after.next()).flatten();
        match last.filter(|last| first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric()) {
            Some(last) => {
                if (first..=last).contains(&c) {
                    return true;
                }
                rest = after;
            }
            None => {
                if fold(first) == c {
                    return true;
                }
            }
        }
    }
    false
}

/// Bytes of `text` that `literal` covers, blanks passed over.
pub(super) fn literal_len(literal: &str, text: &str) -> Option<usize> {
    let mut at = 0;
    for wanted in literal.chars().filter(|c| *c != ' ') {
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

pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

fn skip_separators(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || "、，,·;；/／&".contains(c));
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    text.len() - rest.len()
}

fn number_len(text: &str) -> usize {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百〇○零".contains(c);
    text.find(|c| !numeral(fold(c))).unwrap_or(text.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_ranges_of_letters_and_digits_and_any_other_sign_by_itself() {
        let holds = |set: &str, c| one_of(set, c);
        assert!(holds("[A-Za-z]", 'B') && holds("[A-Za-z]", 'ｙ') && !holds("[A-Za-z]", '-'));
        assert!(holds("[A-Z0-4-]", '-') && holds("[A-Z0-4-]", '3') && !holds("[A-Z0-4-]", '5'));
        assert!(holds("[-—]", '-') && holds("[~～—-]", '-') && !holds("[-—]", 'a'));
        assert!(holds("[电讯]", '讯') && !holds("[电讯]", '报'));
    }
}
