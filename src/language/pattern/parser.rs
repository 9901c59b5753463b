//! Pattern text → instructions. Any text is accepted; `validate` reports what is wrong with it.

use super::program::{Instruction, Pattern, Program};
use crate::language::chars::fold_keeping_case;
use std::iter::Peekable;
use std::str::Chars;

/// Deepest nesting of groups; a deeper group matches nothing.
pub(super) const MAX_DEPTH: usize = 16;

impl Program {
    /// Adds a pattern to the program.
    pub fn add(&mut self, pattern: &str) -> Pattern {
        let start = self.instructions.len();
        self.sequence(&mut pattern.chars().peekable(), 0);
        self.instructions.push(Instruction::Done);
        Pattern { start, last: self.last_chars(start) }
    }

    /// Parses a pattern up to its end or, within a group, to the end of the alternative.
    fn sequence(&mut self, pattern: &mut Peekable<Chars>, depth: usize) {
        while let Some(symbol) = pattern.next_if(|c| depth == 0 || !"|)".contains(*c)) {
            let start = self.instructions.len();
            if !symbol.is_whitespace() {
                self.symbol(symbol, pattern, depth);
            }
            if pattern.next_if_eq(&'?').is_some() {
                self.make_optional(start);
            }
        }
    }

    fn symbol(&mut self, symbol: char, pattern: &mut Peekable<Chars>, depth: usize) {
        let mut many = || pattern.next_if_eq(&'+').is_some();
        let instruction = match symbol {
            '(' if depth < MAX_DEPTH => return self.group(pattern, depth + 1),
            '(' => Instruction::Set(0..0),
            '[' => {
                let from = self.sets.len();
                let set: Vec<char> = pattern.by_ref().take_while(|&c| c != ']').collect();
                self.sets.extend(set_members(&set));
                Instruction::Set(from..self.sets.len())
            }
            '{' => Instruction::Gap(number_up_to('}', pattern)),
            '<' => Instruction::Word(number_up_to('>', pattern)),
            '@' => Instruction::Names { known: false, many: many() },
            '%' => Instruction::Names { known: true, many: many() },
            '&' => Instruction::Duty,
            '^' => Instruction::Capitals,
            '#' => Instruction::Number,
            '$' => Instruction::End,
            '\\' => Instruction::Char(fold_keeping_case(pattern.next().unwrap_or(symbol))),
            c => Instruction::Char(fold_keeping_case(c)),
        };
        self.push(instruction);
    }

    fn group(&mut self, pattern: &mut Peekable<Chars>, depth: usize) {
        let mut ends = Vec::new();
        loop {
            let fork = self.push(Instruction::Fork(0));
            self.sequence(pattern, depth);
            if pattern.next() != Some('|') {
                self.instructions[fork] = Instruction::Jump(fork + 1);
                break;
            }
            ends.push(self.push(Instruction::Jump(0)));
            self.instructions[fork] = Instruction::Fork(self.instructions.len());
        }
        for end in ends {
            self.instructions[end] = Instruction::Jump(self.instructions.len());
        }
    }

    /// Inserts a fork that skips the instructions from `start` on.
    fn make_optional(&mut self, start: usize) {
        for instruction in &mut self.instructions[start..] {
            if let Instruction::Fork(to) | Instruction::Jump(to) = instruction {
                *to += 1;
            }
        }
        self.instructions.insert(start, Instruction::Fork(self.instructions.len() + 1));
    }
}

/// The number before `close`, which is passed; 0 if none is there.
fn number_up_to(close: char, pattern: &mut Peekable<Chars>) -> usize {
    let number: String = pattern.by_ref().take_while(|&c| c != close).collect();
    number.parse().unwrap_or(0)
}

/// The characters of a set; `-` between two letters or digits is a range.
fn set_members(mut set: &[char]) -> Vec<char> {
    let mut out = Vec::new();
    loop {
        set = match *set {
            [first, '-', last, ref rest @ ..] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => {
                out.extend(first..=last);
                rest
            }
            [first, ref rest @ ..] => {
                out.push(fold_keeping_case(first));
                rest
            }
            [] => return out,
        };
    }
}
