//! Context-free grammars from which the words around stories are drawn: names, bylines, datelines,
//! credits, furniture, notices.

use fastrand::Rng;
use std::collections::HashMap;

/// The symbols of a language and the ways in which each can be written.
pub struct Grammar(HashMap<&'static str, Vec<&'static str>>);

impl Grammar {
    /// Parses a file of `train/newspapers`: a line at the margin names a symbol, and each line below
    /// it that begins with a tab is one way to write it.
    pub fn parse(file: &'static str) -> Self {
        let mut rules: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut symbol = "";
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('\t') {
                Some(form) => rules.entry(symbol).or_default().push(form),
                None => symbol = line,
            }
        }
        Self(rules)
    }

    /// Returns the ways to write a symbol; what a language does not have is the empty text.
    pub fn forms(&self, symbol: &str) -> &[&'static str] {
        self.0.get(symbol).map_or(&[""], Vec::as_slice)
    }
}

/// A grammar with the words that are the same all over a page.
pub struct Words<'g> {
    grammar: &'g Grammar,
    constants: HashMap<&'static str, String>,
}

impl<'g> Words<'g> {
    /// Draws a paper, its date, and the letter of its section.
    pub fn new(grammar: &'g Grammar, random: &mut Rng) -> Self {
        let mut words = Self { grammar, constants: HashMap::new() };
        let section = words.draw("section", random);
        let paper = words.draw("papername", random);
        let number = |range: std::ops::Range<u32>, random: &mut Rng| random.u32(range).to_string();
        words.constants = HashMap::from([
            ("section", section),
            ("paper", paper),
            ("year", number(1998..2031, random)),
            ("month", number(1..13, random)),
            ("day", number(1..29, random)),
        ]);
        words
    }

    /// Returns `count` of the ways to write a symbol, for a paper that keeps to them.
    pub fn some_forms(&self, symbol: &str, count: usize, random: &mut Rng) -> Vec<&'g str> {
        let forms = self.grammar.forms(symbol);
        (0..count).map(|_| forms[random.usize(..forms.len())]).collect()
    }

    /// Returns a symbol written in any way.
    pub fn draw(&self, symbol: &str, random: &mut Rng) -> String {
        let forms = self.grammar.forms(symbol);
        self.expand(forms[random.usize(..forms.len())], random)
    }

    /// Returns a form with every symbol in it written out.
    pub fn expand(&self, form: &str, random: &mut Rng) -> String {
        let mut out = String::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            let (symbol, after) = after.split_once('}').expect("a symbol is closed");
            out += before;
            match (self.constants.get(symbol), number_range(symbol)) {
                (Some(word), _) => out += word,
                (None, Some(range)) => out += &random.u64(range).to_string(),
                (None, None) => out += &self.draw(symbol, random),
            }
            rest = after;
        }
        (out + rest).replace("\\n", "\n").replace("\\s", " ")
    }
}

fn number_range(symbol: &str) -> Option<std::ops::RangeInclusive<u64>> {
    let (least, most) = symbol.split_once('-')?;
    Some(least.parse().ok()?..=most.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typesetting::Language;

    #[test]
    fn every_form_of_every_language_can_be_written_out() {
        for language in Language::ALL {
            let grammar = language.grammar();
            for form in grammar.0.values().flatten() {
                for symbol in form.split('{').skip(1).map(|part| part.split_once('}').unwrap().0) {
                    let known = grammar.0.contains_key(symbol) || number_range(symbol).is_some();
                    assert!(
                        known || ["paper", "year", "month", "day", "nothing"].contains(&symbol),
                        "{form}: {symbol}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_word_of_the_page_is_the_same_wherever_it_is_written() {
        let random = &mut Rng::with_seed(7);
        let grammar = Grammar::parse("papername\n\t{1-9000}\nline\n\t{paper}={paper}\\n{2-2}\n");
        let line = Words::new(&grammar, random).draw("line", random);
        let (first, second) = line.split_once('=').unwrap();
        assert_eq!(format!("{first}\n2"), second);
    }
}
