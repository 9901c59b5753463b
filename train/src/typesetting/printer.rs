//! The lines of a page.

use super::arrangement::Frame;
use super::habits::{Blank, Columns, Habits, Punctuation};
use super::story::{Block, Owner, Run};
use super::{Language, cells};
use crate::lesson::Gold;
use banmian::Role;
use fastrand::Rng;

const CLOSING: &str = "，。、；：！？）》」』】〕”’…—,.;:!?)]%％";
const OPENING: &str = "（《「『【〔“‘([";

/// Writes frames into lines; returns the text, and what each part of it is.
pub fn print(frames: &[Frame], habits: &Habits, random: &mut Rng) -> (String, Vec<Gold>) {
    let mut printer = Printer { habits, breaks_headings: false, text: String::new(), gold: Vec::new() };
    for frame in frames {
        let columns = habits.columns.map(|columns| match columns.uneven {
            true => Columns { width: columns.width * random.usize(60..140) / 100, ..columns },
            false => columns,
        });
        for (n, block) in frame.blocks.iter().enumerate() {
            printer.add_block(block, columns.as_ref());
            let is_heading = block.runs.iter().all(|run| run.role.is_title());
            let between = n + 1 < frame.blocks.len();
            if match habits.blank {
                Blank::Never | Blank::Lines => false,
                Blank::Blocks => !between || !is_heading || habits.blank_in_heading,
                Blank::Frames => !between,
            } {
                printer.text.push_str(&"\n".repeat(habits.gap));
            }
        }
    }
    (printer.text, printer.gold)
}

/// Writes a block into lines, broken where a column ends if there are columns; returns the text, and what
/// each part of it is.
pub fn print_block(block: &Block, columns: Option<&Columns>, habits: &Habits) -> (String, Vec<Gold>) {
    let mut printer = Printer { habits, breaks_headings: true, text: String::new(), gold: Vec::new() };
    printer.add_block(block, columns);
    (printer.text, printer.gold)
}

struct Printer<'h, 'g> {
    habits: &'h Habits<'g>,
    /// A heading's lines are broken as those of a text are.
    breaks_headings: bool,
    text: String,
    gold: Vec<Gold>,
}

impl Printer<'_, '_> {
    fn add_block(&mut self, block: &Block, columns: Option<&Columns>) {
        let mut rest = block.runs.as_slice();
        while let Some(first) = rest.first() {
            let end = rest[1..].iter().position(|run| run.own_line).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            let runs: Vec<Run> =
                line.iter().map(|run| Run { text: converted(&run.text, self.habits), ..run.clone() }).collect();
            let is_body =
                matches!(first.role, Role::Paragraph | Role::Caption | Role::Credit | Role::Subhead | Role::Byline);
            let is_paragraph = first.role == Role::Paragraph && !block.continues;
            let indent = if is_paragraph { self.habits.indent } else { "" };
            self.add_line(&runs, &block.owner, indent, columns.filter(|_| is_body || self.breaks_headings));
            rest = after;
        }
    }

    /// Adds a line of text, broken where a column ends.
    fn add_line(&mut self, runs: &[Run], owner: &Owner, indent: &str, columns: Option<&Columns>) {
        let chars: Vec<(char, usize)> =
            runs.iter().enumerate().flat_map(|(n, run)| run.text.chars().map(move |c| (c, n))).collect();
        let mut from = 0;
        let mut indent = indent;
        while from < chars.len() {
            let (end, hyphen) = match columns {
                Some(columns) => self.line_end(&chars, from, indent, columns),
                None => (chars.len(), false),
            };
            self.text.push_str(indent);
            indent = "";
            for piece in chars[from..end].chunk_by(|a, b| a.1 == b.1) {
                let text: String = piece.iter().map(|c| c.0).collect();
                let start = self.text.len();
                self.text.push_str(&text);
                let run = &runs[piece[0].1];
                let (article, para) = match owner {
                    Owner::Article(name) => (Some(name.clone()), run.para),
                    Owner::Unknown => (None, 0),
                    Owner::Page => (Some("-".to_owned()), 0),
                };
                self.gold.push(Gold { range: start..self.text.len(), role: run.role, article, para });
            }
            if hyphen {
                self.text.push('-');
                self.gold.last_mut().expect("a line has text").range.end += 1;
            }
            let trimmed = self.text.trim_end().len();
            self.text.truncate(trimmed);
            while let Some(last) = self.gold.last_mut().filter(|gold| gold.range.end > trimmed) {
                last.range.end = trimmed;
                if last.range.is_empty() {
                    self.gold.pop();
                }
            }
            self.text.push_str(if self.habits.blank == Blank::Lines { "\n\n" } else { "\n" });
            from = end;
            while chars.get(from).is_some_and(|c| c.0.is_whitespace()) {
                from += 1;
            }
        }
    }

    /// Returns where the line from `from` on ends, and whether a hyphen is put there.
    fn line_end(&self, chars: &[(char, usize)], from: usize, indent: &str, columns: &Columns) -> (usize, bool) {
        let mut used: usize = indent.chars().map(cells).sum();
        let mut full = from;
        while full < chars.len() && (used + cells(chars[full].0) <= columns.width || full == from) {
            used += cells(chars[full].0);
            full += 1;
        }
        if full == chars.len() {
            return (full, false);
        }
        if columns.rules && columns.hanging && CLOSING.contains(chars[full].0) && !CLOSING.contains(chars[full - 1].0) {
            return (full + 1, false);
        }
        let latin = self.habits.language == Language::English;
        let may_break = |at: usize| {
            let (before, after) = (chars[at - 1].0, chars[at].0);
            if after.is_whitespace() || before.is_whitespace() {
                return true;
            }
            if latin {
                return before == '-';
            }
            let within_word = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
            let kept = columns.rules && (CLOSING.contains(after) || OPENING.contains(before));
            !(within_word && !columns.breaks_words || kept)
        };
        let at = (from + 1..=full).rev().find(|&at| may_break(at)).unwrap_or(full);
        if columns.hyphenates
            && let Some(at) = hyphenated(chars, at, full)
        {
            return (at, true);
        }
        (at, false)
    }
}

/// Returns where the word that a column's end cuts can be hyphenated.
fn hyphenated(chars: &[(char, usize)], after: usize, full: usize) -> Option<usize> {
    let from = (after..full).find(|&at| !chars[at].0.is_whitespace())?;
    let word: String = chars[from..].iter().map(|c| c.0).take_while(char::is_ascii_alphabetic).collect();
    let mut at = from;
    let mut best = None;
    for syllable in hypher::hyphenate(&word, hypher::Lang::English) {
        at += syllable.len();
        if at < full && at < from + word.len() {
            best = Some(at);
        }
    }
    best
}

/// Returns a text in the script and with the punctuation of the page.
fn converted(text: &str, habits: &Habits) -> String {
    let mut text = match habits.script {
        Some(script) => super::convert(text, script),
        None => text.to_owned(),
    };
    if habits.corner_quotes {
        text = text.chars().map(corner_quote).collect();
    }
    let mut chars: Vec<char> = text.chars().collect();
    if habits.spaced_punctuation {
        let spaced = |&c: &char| [Some(c), Some(' ').filter(|_| "，。；：！？".contains(c))];
        chars = chars.iter().flat_map(spaced).flatten().collect();
    }
    let beside_han = |n: usize| {
        let is_han = |c: &char| !c.is_ascii() && c.is_alphabetic() || CLOSING.contains(*c) && !c.is_ascii();
        n > 0 && is_han(&chars[n - 1]) || chars.get(n + 1).is_some_and(is_han)
    };
    let width = |(n, &c): (usize, &char)| match (habits.punctuation, c) {
        (Punctuation::Half, '！' | '（' | '）' | '，' | '：' | '；' | '？') => half_width(c),
        (Punctuation::Full, '!' | '(' | ')' | ',' | ':' | ';' | '?') if beside_han(n) => full_width(c),
        (_, '0'..='9') if habits.full_digits => full_width(c),
        _ => c,
    };
    chars.iter().enumerate().map(width).collect()
}

fn corner_quote(c: char) -> char {
    match c {
        '“' => '「',
        '”' => '」',
        '‘' => '『',
        '’' => '』',
        _ => c,
    }
}

/// The distance between an ASCII character and its full-width form.
const FULL_WIDTH: u32 = 0xfee0;

fn full_width(c: char) -> char {
    char::from_u32(c as u32 + FULL_WIDTH).unwrap_or(c)
}

fn half_width(c: char) -> char {
    char::from_u32(c as u32 - FULL_WIDTH).unwrap_or(c)
}
