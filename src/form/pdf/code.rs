//! Codes: what a string of a font holds.

use std::rc::Rc;

/// What a code stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Text {
    One(char),
    Many(Rc<str>),
    /// The font does not say.
    Unreadable,
}

impl Text {
    /// The text of a code, if it is one: a control character is none.
    pub fn new(text: &str) -> Self {
        // a tab or the end of a line that a program has put among the glyphs is drawn as a blank
        let drawn = |c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            _ if text.chars().any(|c| drawn(c).is_control() || c == '\u{fffd}') => Self::Unreadable,
            (None, _) => Self::Unreadable,
            (Some(c), None) => Self::One(drawn(c)),
            _ => Self::Many(text.chars().map(drawn).collect::<String>().into()),
        }
    }

    pub fn is_readable(&self) -> bool {
        *self != Self::Unreadable
    }

    /// Itself if it can be read, else what `next` finds.
    pub fn or_else(self, next: impl FnOnce() -> Option<String>) -> Self {
        if self.is_readable() { self } else { next().map_or(Self::Unreadable, |text| Self::new(&text)) }
    }

    pub fn push_to(&self, out: &mut String) {
        match self {
            Self::One(c) => out.push(*c),
            Self::Many(text) => out.push_str(text),
            Self::Unreadable => out.push(char::REPLACEMENT_CHARACTER),
        }
    }

    pub fn first_char(&self) -> Option<char> {
        match self {
            Self::One(c) => Some(*c),
            Self::Many(text) => text.chars().next(),
            Self::Unreadable => None,
        }
    }

    pub fn last_char(&self) -> Option<char> {
        match self {
            Self::One(c) => Some(*c),
            Self::Many(text) => text.chars().next_back(),
            Self::Unreadable => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Self::One(c) => c.is_whitespace(),
            Self::Many(text) => text.chars().all(char::is_whitespace),
            Self::Unreadable => false,
        }
    }
}

/// A code of a string.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub text: Text,
    /// How far it moves the pen: to the right, or upwards in vertical writing, where it is negative.
    pub advance: f64,
    /// It is the byte 32, which the spacing of words widens.
    pub is_word_space: bool,
}
