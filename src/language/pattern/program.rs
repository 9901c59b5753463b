//! Compiled patterns: the instructions of a pack's patterns, with what can come next at each.

use crate::language::char_bloom::CharBloom;
use crate::language::chars::{NUMERALS, fold_keeping_case};
use std::ops::Range;

/// A compiled pattern of a [`Program`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    /// Its first instruction.
    pub(super) start: usize,
    /// Characters that a matched text may end with.
    pub(super) last: CharBloom,
}

/// The patterns of a pack, each a run of instructions up to [`Instruction::Done`].
#[derive(Debug, Default)]
pub(crate) struct Program {
    pub(super) instructions: Vec<Instruction>,
    /// Characters that can come next at each instruction.
    pub(super) next: Vec<CharBloom>,
    /// Characters of which every text that matches from the instruction on has one.
    pub(super) needs: Vec<CharBloom>,
    /// Characters of all sets.
    pub(super) sets: Vec<char>,
    /// Where the duties begin.
    pub(super) duties: usize,
}

/// An instruction of the matcher.
#[derive(Clone, Debug)]
pub(super) enum Instruction {
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
    /// Up to so many characters within a sentence.
    Gap(usize),
    /// Up to so many letters or digits.
    Word(usize),
    End,
    /// Continues with the next instruction or, if that fails, with this one.
    Fork(usize),
    Jump(usize),
    Done,
}

impl Program {
    /// Adds the duties after all patterns, and computes [`Program::next`] and [`Program::needs`].
    pub fn finish<'d>(mut self, duties: impl Iterator<Item = &'d str>) -> Self {
        self.duties = self.instructions.len();
        for duty in duties {
            let fork = self.push(Instruction::Fork(0));
            self.add(duty);
            self.instructions[fork] = Instruction::Fork(self.instructions.len());
        }
        self.push(Instruction::Set(0..0));
        // every jump leads to a later instruction, or to the duties
        self.next = vec![CharBloom::ALL; self.instructions.len()];
        for at in (0..self.instructions.len()).rev() {
            self.next[at] = match &self.instructions[at] {
                Instruction::Duty if at < self.duties => self.next[self.duties],
                Instruction::End => CharBloom::NONE,
                Instruction::Fork(other) => self.next[at + 1].union(self.next[*other]),
                Instruction::Jump(to) => self.next[*to],
                Instruction::Gap(_) | Instruction::Word(_) | Instruction::Done => CharBloom::ALL,
                instruction => self.first_chars(instruction),
            };
        }
        self.needs = vec![CharBloom::ALL; self.instructions.len()];
        for at in (0..self.instructions.len()).rev() {
            let later = self.needs.get(at + 1).copied().unwrap_or(CharBloom::ALL);
            let own = match &self.instructions[at] {
                Instruction::Fork(other) => later.union(self.needs[*other]),
                Instruction::Jump(to) => self.needs[*to],
                Instruction::Done => CharBloom::ALL,
                Instruction::End => later,
                Instruction::Duty if at < self.duties => self.needs[self.duties],
                instruction => self.first_chars(instruction),
            };
            let passes_on =
                matches!(&self.instructions[at], Instruction::Fork(_) | Instruction::Jump(_) | Instruction::Done);
            // alternatives that all need what follows them need few characters together
            self.needs[at] = if passes_on || own.is_much_smaller(later) { own } else { later };
        }
        self
    }

    /// False only if none of the patterns can match a text that ends like `text`.
    pub fn may_end(&self, patterns: &[Pattern], text: &str) -> bool {
        let last = text.chars().next_back().map(fold_keeping_case);
        last.is_none_or(|c| patterns.iter().any(|pattern| pattern.last.may_contain(c)))
    }

    /// Characters that the text matched by one instruction may begin with.
    fn first_chars(&self, instruction: &Instruction) -> CharBloom {
        match instruction {
            Instruction::Char(c) => CharBloom::of([*c]),
            Instruction::Set(set) => CharBloom::of(self.sets[set.clone()].iter().copied()),
            Instruction::Number => CharBloom::of(NUMERALS.chars()),
            Instruction::Duty
            | Instruction::Names { .. }
            | Instruction::Capitals
            | Instruction::Gap(_)
            | Instruction::Word(_) => CharBloom::ALL,
            Instruction::End | Instruction::Fork(_) | Instruction::Jump(_) | Instruction::Done => CharBloom::NONE,
        }
    }

    /// Characters that a text may end with that the pattern at `start` matches.
    pub(super) fn last_chars(&self, start: usize) -> CharBloom {
        let mut done = vec![false; self.instructions.len() - start];
        let mut last = CharBloom::NONE;
        for at in (start..self.instructions.len()).rev() {
            let may_end = done.get(at + 1 - start).copied().unwrap_or(true);
            if may_end {
                last = last.union(self.first_chars(&self.instructions[at]));
            }
            done[at - start] = match &self.instructions[at] {
                Instruction::Done => true,
                Instruction::End | Instruction::Gap(_) | Instruction::Word(_) => may_end,
                Instruction::Fork(other) => may_end || done[other - start],
                Instruction::Jump(to) => done[to - start],
                _ => false,
            };
        }
        last
    }

    pub(super) fn push(&mut self, instruction: Instruction) -> usize {
        self.instructions.push(instruction);
        self.instructions.len() - 1
    }
}
