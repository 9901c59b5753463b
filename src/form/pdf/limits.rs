//! Limits: how much a file may ask for before it is given up.

use hayro_syntax::object::Stream;
use std::borrow::Cow;
use std::cell::Cell;

/// Forms drawn within forms.
pub(super) const DEPTH: usize = 12;
pub(super) const PAGES: usize = 2_000;
/// States that are saved at a time, and marks within each other whose blocks are.
pub(super) const SAVED_STATES: usize = 1_000;
/// Elements of the structure within each other, and lists of them.
pub(super) const NESTED_ELEMENTS: usize = 200;
/// How much of the structure is read, in bytes; what is behind that has none.
pub(super) const STRUCTURE: usize = 1 << 26;

/// What is left of the work that is done for a file.
///
/// Forms can draw forms many times over, and streams unpack to a thousand times their size, so a small
/// file can ask for work without end.
#[derive(Clone)]
pub(super) struct Limits {
    operators: Cell<usize>,
    characters: Cell<usize>,
    bytes: Cell<usize>,
    exceeded: Cell<bool>,
}

impl Limits {
    pub fn new() -> Self {
        Self {
            operators: Cell::new(20_000_000),
            characters: Cell::new(4_000_000),
            bytes: Cell::new(1 << 30),
            exceeded: Cell::new(false),
        }
    }

    /// Becomes what they were at some time.
    pub fn rewind(&self, then: &Self) {
        self.operators.set(then.operators.get());
        self.characters.set(then.characters.get());
        self.bytes.set(then.bytes.get());
        self.exceeded.set(then.exceeded.get());
    }

    /// Whether the file has asked for more than it may.
    pub fn is_exceeded(&self) -> bool {
        self.exceeded.get()
    }

    /// Whether there may be one more operator.
    pub fn operator(&self) -> bool {
        self.spend(&self.operators, 1)
    }

    /// Whether there may be one more form, which takes the time of many operators.
    pub fn form(&self) -> bool {
        self.spend(&self.operators, 100)
    }

    /// Whether there may be one more character.
    pub fn character(&self) -> bool {
        self.spend(&self.characters, 1)
    }

    /// Whether so many bytes more may be unpacked.
    pub fn bytes(&self, count: usize) -> bool {
        self.spend(&self.bytes, count)
    }

    /// The bytes of a stream, unless it is an image or packed over and over, as nothing honest is.
    pub fn decode<'a>(&self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        const MOST_FILTERS: usize = 3;
        if self.is_exceeded() || stream.filters().len() > MOST_FILTERS {
            return None;
        }
        let data = stream.decoded_data().ok()?;
        self.bytes(data.len()).then_some(data)
    }

    fn spend(&self, left: &Cell<usize>, count: usize) -> bool {
        match left.get().checked_sub(count) {
            Some(rest) if !self.exceeded.get() => left.set(rest),
            _ => self.exceeded.set(true),
        }
        !self.exceeded.get()
    }
}
