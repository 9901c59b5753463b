//! Sets of characters that are quick to ask, and say yes a little too often.

/// A Bloom filter of one hash.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs(u128);

impl Signs {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self(u128::MAX);

    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        Self(chars.into_iter().fold(0, |signs, c| signs | 1 << slot(c)))
    }

    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// False only if `c` is not in the set.
    pub fn may_be(self, c: char) -> bool {
        self.0 >> slot(c) & 1 == 1
    }
}

fn slot(c: char) -> u32 {
    (c as u32).wrapping_mul(0x9e37_79b9) >> 25
}
