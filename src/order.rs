//! Sorting by numeric ranks, with one compiled sort for all types.
//!
//! The standard sort is several kilobytes of code for each type and order that it is compiled for,
//! which was a fifth of the WebAssembly module. Here only ranks are sorted.

use std::cmp::Reverse;

/// A type whose order is that of a number.
pub(crate) trait Rank {
    fn rank(self) -> i64;
}

impl Rank for i32 {
    fn rank(self) -> i64 {
        self.into()
    }
}

impl Rank for u32 {
    fn rank(self) -> i64 {
        self.into()
    }
}

impl Rank for i64 {
    fn rank(self) -> i64 {
        self
    }
}

impl Rank for usize {
    fn rank(self) -> i64 {
        i64::try_from(self).unwrap_or(i64::MAX)
    }
}

impl Rank for char {
    fn rank(self) -> i64 {
        u32::from(self).into()
    }
}

/// In the order of `f32::total_cmp`.
impl Rank for f32 {
    fn rank(self) -> i64 {
        let bits = self.to_bits().cast_signed();
        (bits ^ ((bits >> 31).cast_unsigned() >> 1).cast_signed()).into()
    }
}

/// In the order of `f64::total_cmp`.
impl Rank for f64 {
    fn rank(self) -> i64 {
        let bits = self.to_bits().cast_signed();
        bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
    }
}

impl<R: Rank> Rank for Reverse<R> {
    fn rank(self) -> i64 {
        -self.0.rank()
    }
}

/// Sorts the items by the first part of their key, then by the second; the sort is stable.
pub(crate) fn sort_by_rank<T, A: Rank, B: Rank>(items: &mut Vec<T>, key: impl Fn(&T) -> (A, B)) {
    let ranked = |(n, item): (usize, &T)| {
        let (a, b) = key(item);
        (a.rank(), b.rank(), n)
    };
    let mut ranks: Vec<(i64, i64, usize)> = items.iter().enumerate().map(ranked).collect();
    sort_ranks(&mut ranks);
    let mut held: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(ranks.into_iter().filter_map(|(.., n)| held[n].take()));
}

/// Sorts the values.
pub(crate) fn sort_values<R: Rank + Copy>(values: &mut Vec<R>) {
    sort_by_rank(values, |&value| (value, 0));
}

/// Sorts ranks themselves.
#[inline(never)]
pub(crate) fn sort_ranks(ranks: &mut [(i64, i64, usize)]) {
    ranks.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_sort(items: Vec<(f32, i32, u8)>) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_rank(&mut ours, |item| (item.0, Reverse(item.1)));
            theirs.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let bits = |items: Vec<(f32, i32, u8)>| items.into_iter().map(|i| (i.0.to_bits(), i.1, i.2)).collect::<Vec<_>>();
            prop_assert_eq!(bits(ours), bits(theirs));
        }
    }
}
