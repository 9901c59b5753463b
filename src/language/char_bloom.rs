//! Approximate sets of characters.

/// A Bloom filter of characters, of 128 bits and one hash function.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CharBloom(u128);

impl CharBloom {
    /// The set of no characters.
    pub const NONE: Self = Self(0);
    /// The set of all characters.
    pub const ALL: Self = Self(u128::MAX);

    /// The set of these characters.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        Self(chars.into_iter().fold(0, |bits, c| bits | 1 << slot(c)))
    }

    /// The union of two sets.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set is smaller than `other` by more than one character.
    pub fn is_much_smaller(self, other: Self) -> bool {
        self.0.count_ones() + 1 < other.0.count_ones()
    }

    /// Whether the sets may have a character in common; the set of all has one with any set.
    pub fn may_meet(self, other: Self) -> bool {
        self.0 == Self::ALL.0 || other.0 == Self::ALL.0 || self.0 & other.0 != 0
    }

    /// Whether the set may contain `c`; false positives are possible, false negatives are not.
    pub fn may_contain(self, c: char) -> bool {
        self.0 >> slot(c) & 1 == 1
    }
}

fn slot(c: char) -> u32 {
    (c as u32).wrapping_mul(0x9e37_79b9) >> 25
}
