//! A byte range of the source split at the corrections within it.

use std::ops::Range;

/// Splits `range` at the corrections that lie within it: each unchanged run between them with
/// `None`, each correction's own range with the correction.
///
/// `corrections` are in order of place; those outside `range` are passed over. Unchanged runs that
/// would be empty are left out.
pub(crate) fn split_at_corrections<C: Copy>(
    range: Range<usize>,
    corrections: impl Iterator<Item = (Range<usize>, C)>,
) -> impl Iterator<Item = (Range<usize>, Option<C>)> {
    let Range { start, end } = range;
    let inside = corrections.filter(move |(at, _)| start <= at.start && at.start <= at.end && at.end <= end);
    let mut from = start;
    let ends = inside.map(|(at, correction)| (at, Some(correction))).chain([(end..end, None)]);
    let runs = ends.flat_map(move |(at, correction)| {
        let unchanged = std::mem::replace(&mut from, at.end)..at.start;
        [(unchanged, None), (at, correction)]
    });
    runs.filter(|(run, correction)| correction.is_some() || run.start < run.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_split_into_unchanged_and_corrected_runs() {
        let corrections = [(0..2, 'a'), (3..5, 'b'), (5..6, 'c'), (8..9, 'd'), (9..12, 'e')];
        let runs: Vec<_> = split_at_corrections(3..10, corrections.into_iter()).collect();
        assert_eq!(runs, [(3..5, Some('b')), (5..6, Some('c')), (6..8, None), (8..9, Some('d')), (9..10, None)]);
        assert_eq!(split_at_corrections(3..10, std::iter::empty::<(_, char)>()).collect::<Vec<_>>(), [(3..10, None)]);
    }
}
