//! Segments of a row: its text split at every blank at which a column may end.

use super::Row;
use super::costs::multi_column as costs;
use crate::text::punctuation::is_fullwidth_punctuation;
use crate::text::script::is_spaced_or_hangul;
use crate::text::width::char_width;
use std::ops::Range;

/// A stretch of a row, at most one column's line; whether a column ends after it is settled
/// later.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Index of the row within the page.
    pub row: usize,
    pub range: Range<usize>,
    /// Characters before it in the row.
    pub char_column: usize,
    /// Cells before it in the row, blanks counted.
    pub cell_column: usize,
    /// Characters in it.
    pub char_count: usize,
    /// Blank characters right before it; `usize::MAX` at the start of the row.
    pub blanks_before: usize,
    /// Cells its characters take.
    pub natural_width: i32,
    /// Cells it takes in the column: more than `natural_width` where the line is justified.
    pub width: i32,
    /// Cells between the segment before and this one, where one blank is all there is between.
    pub gutter_before: i32,
    /// Each character is set apart, as in a line stretched to the column's width.
    pub letter_spaced: bool,
    /// It is of a script that sets blanks between words, whose lines may end anywhere.
    pub spaced_script: bool,
    /// Where it starts on the page, in cells; an estimate.
    pub x: i32,
}

impl Segment {
    /// Where it ends on the page, in cells.
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    /// Characters before its end in the row.
    pub fn char_end(&self) -> usize {
        self.char_column + self.char_count
    }
}

/// The segments of all rows, in source order.
pub(super) fn segments(text: &str, rows: &[Row]) -> Vec<Segment> {
    let mut out = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        merge_within_lines(text, &split_at_blanks(text, row, n), &mut out);
    }
    out
}

/// The stretches of row number `n` that are free of blanks.
fn split_at_blanks(text: &str, row: &Row, n: usize) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let (mut blanks, mut open, mut after_punctuation, mut cell) = (0, false, false, 0);
    for (char_column, (at, c)) in text[row.range.clone()].char_indices().enumerate() {
        let (at, cell_column) = (row.range.start + at, cell);
        cell += if c == '\t' { costs::TAB_STOP } else { char_width(c) };
        if c.is_whitespace() {
            blanks += if c == '\t' { costs::TAB_STOP } else { 1 };
            (open, after_punctuation) = (false, false);
            continue;
        }
        if !open {
            out.push(Segment {
                row: n,
                range: at..at,
                char_column,
                cell_column,
                char_count: 0,
                blanks_before: if out.is_empty() { usize::MAX } else { blanks },
                natural_width: 0,
                width: 0,
                gutter_before: costs::GUTTER,
                letter_spaced: false,
                spaced_script: true,
                x: 0,
            });
        }
        let segment = out.last_mut().expect("one was pushed where none was open");
        let is_punctuation = is_fullwidth_punctuation(c);
        segment.range.end = at + c.len_utf8();
        segment.char_count += 1;
        segment.natural_width += char_width(c) as i32 - i32::from(after_punctuation && is_punctuation);
        segment.width = segment.natural_width;
        segment.spaced_script &= is_spaced_or_hangul(c);
        after_punctuation = is_punctuation;
        open = true;
        blanks = 0;
    }
    out
}

/// Appends `pieces` to `out`, those merged that a single blank parts within a line: words of
/// a spaced script, and the characters of a letter-spaced line.
fn merge_within_lines(text: &str, pieces: &[Segment], out: &mut Vec<Segment>) {
    let mut start = 0;
    while start < pieces.len() {
        let letter_spaced = letter_spaced_prefix(text, &pieces[start..]);
        let mut end = start + letter_spaced.max(1);
        while letter_spaced == 0
            && end < pieces.len()
            && pieces[end].blanks_before == 1
            && is_same_line(&pieces[end - 1], &pieces[end])
        {
            end += 1;
        }
        let mut merged = pieces[start].clone();
        for next in &pieces[start + 1..end] {
            merged.char_count = next.char_end() - merged.char_column;
            merged.range.end = next.range.end;
            merged.spaced_script &= next.spaced_script;
            // the blank between two words of a spaced script has its width
            merged.natural_width += next.natural_width + i32::from(letter_spaced == 0);
        }
        merged.width = merged.natural_width;
        merged.letter_spaced = letter_spaced > 0;
        out.push(merged);
        start = end;
    }
}

/// How many pieces at the start are the characters of one letter-spaced line; 0 for none.
fn letter_spaced_prefix(text: &str, pieces: &[Segment]) -> usize {
    let is_single = |piece: &Segment| piece.char_count == 1 && piece.natural_width == 2;
    let is_narrow =
        |piece: &Segment| text[piece.range.clone()].chars().all(|c| char_width(c) == 1 || !c.is_alphabetic());
    let end = pieces
        .iter()
        .enumerate()
        .take_while(|(i, piece)| (*i == 0 || piece.blanks_before == 1) && (is_single(piece) || is_narrow(piece)))
        .count();
    let singles = pieces[..end].iter().filter(|piece| is_single(piece)).count();
    if singles >= costs::MIN_LETTER_SPACED && singles * costs::LETTER_SPACED_SHARE > end { end } else { 0 }
}

/// Whether a single blank between the two is one between words, not between columns: they
/// are of a spaced script, or so short that no column could end between them.
fn is_same_line(a: &Segment, b: &Segment) -> bool {
    let is_short = |piece: &Segment| piece.natural_width < costs::MIN_COLUMN_WIDTH;
    is_short(a) && is_short(b) || a.spaced_script && b.spaced_script
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::layout::rows::split_rows;
    use crate::text::Source;

    #[test]
    fn words_of_a_line_are_a_segment_from_the_first_character_to_the_last() {
        let source = Source::new("  the old mill");
        let lines = segments(source.text, &split_rows(&source));
        let places: Vec<_> =
            lines.iter().map(|line| (line.char_column, line.char_count, line.natural_width, &line.range)).collect();
        assert_eq!(places, [(2, 12, 12, &(2..14))]);
    }
}
