//! Text normalization: the lines of a page without what says nothing to a reader.
//!
//! What is read is the same for a comma in full and in half width, for a page with and without
//! indents, blanks at line ends, or a blank line below every line. So all that comes after the
//! layout sees canonical characters and no blanks around a line; what it finds is then looked up in
//! the source, by [`NormalizedText::source_range`].

use super::{Layout, Line};
use crate::text::fold::canonical_char;
use crate::text::script::is_space_between;
use std::ops::Range;

/// The lines of a layout in canonical characters.
pub struct NormalizedText {
    pub text: String,
    /// The layout with the lines' places in the normalized text.
    pub layout: Layout,
    /// Its pieces in order: a line each, or where a row of the page is drawn in several pieces, each of
    /// them.
    pieces: Vec<Piece>,
}

/// The bytes of a piece of a line, in the normalized text and in the source.
struct Piece {
    range: Range<usize>,
    in_source: Range<usize>,
}

impl NormalizedText {
    pub fn new(source: &str, layout: &Layout) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut pieces = Vec::with_capacity(layout.lines.len());
        let mut lines: Vec<Line> = Vec::with_capacity(layout.lines.len());
        for line in &layout.lines {
            let row = lines.last_mut().filter(|_| cfg!(feature = "columns") && line.is_within_row());
            if let Some(row) = &row {
                text.pop();
                if is_space_between(&text[row.range.clone()], &source[line.range.clone()]) {
                    text.push(' ');
                }
            }
            let start = text.len();
            text.extend(source[line.range.clone()].chars().map(canonical_char));
            let range = start..text.len();
            text.push('\n');
            match row {
                Some(row) => row.range.end = range.end,
                None => lines.push(Line { range: range.clone(), ..line.clone() }),
            }
            pieces.push(Piece { range, in_source: line.range.clone() });
        }
        Self { text, layout: Layout { lines, unsure: Vec::new(), ..*layout }, pieces }
    }

    /// The bytes of the source that each line is, piece by piece.
    #[cfg(feature = "train")]
    pub fn lines_in_source(&self) -> impl Iterator<Item = Vec<Range<usize>>> {
        self.layout
            .lines
            .iter()
            .map(|line| self.pieces_within(&line.range).map(|piece| piece.in_source.clone()).collect())
    }

    /// Adds the bytes of the source that a range within one line of the normalized text is, piece by piece.
    pub fn add_source_ranges(&self, source: &str, range: &Range<usize>, out: &mut Vec<Range<usize>>) {
        for Piece { range: piece, in_source } in self.pieces_within(range) {
            let place = |at: usize| {
                if at <= piece.start {
                    return in_source.start;
                }
                if at >= piece.end {
                    return in_source.end;
                }
                // a character stands for a character
                let before = self.text[piece.start..at].chars().count();
                let rest = source[in_source.clone()].char_indices().nth(before);
                rest.map_or(in_source.end, |(offset, _)| in_source.start + offset)
            };
            out.push(place(range.start)..place(range.end));
        }
    }

    /// The pieces that a range has characters of.
    fn pieces_within(&self, range: &Range<usize>) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        let end = range.end;
        self.pieces[first..].iter().take_while(move |piece| piece.range.start < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::parse::layout;
    use crate::text::Source;

    #[test]
    fn pieces_of_a_row_are_one_line_and_keep_their_places() {
        let text = "Two\n桥\nbridges\nopen\n２";
        let mut layout = layout::analyze(&Source::new(text), language::choose(text, &[]));
        for line in [2, 3] {
            layout.lines[line].place |= Line::WITHIN_ROW;
        }
        // the second line is drawn between the pieces of the first
        layout.lines.swap(0, 1);
        let normalized = NormalizedText::new(text, &layout);
        assert_eq!(normalized.text, "桥\nTwo bridges open\n2\n");
        let lines: Vec<&str> =
            normalized.layout.lines.iter().map(|line| &normalized.text[line.range.clone()]).collect();
        assert_eq!(lines, ["桥", "Two bridges open", "2"]);
        let pieces = |found: &str| -> Vec<&str> {
            let start = normalized.text.find(found).unwrap();
            let mut ranges = Vec::new();
            normalized.add_source_ranges(text, &(start..start + found.len()), &mut ranges);
            ranges.into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(pieces("Two bridges open"), ["Two", "bridges", "open"]);
        assert_eq!(pieces("wo bri"), ["wo", "bri"]);
        assert_eq!(pieces("o "), ["o"]);
        assert_eq!(pieces("2"), ["２"]);
    }

    #[test]
    fn ranges_of_the_normalized_text_are_those_of_the_same_characters_in_the_source() {
        let text = "\u{feff}　　新桥通车，⽇前２０人\r\n\r\n  Ｎｅｗ bridge。 \r";
        let layout = layout::analyze(&Source::new(text), language::choose(text, &[]));
        let normalized = NormalizedText::new(text, &layout);
        assert_eq!(normalized.text, "新桥通车,日前20人\nNew bridge。\n");
        for (wanted, found) in
            [("新桥", "新桥"), ("20", "２０"), ("日前20人", "⽇前２０人"), ("New b", "Ｎｅｗ b"), ("e。", "e。")]
        {
            let start = normalized.text.find(wanted).unwrap();
            let mut ranges = Vec::new();
            normalized.add_source_ranges(text, &(start..start + wanted.len()), &mut ranges);
            assert_eq!(ranges.len(), 1, "{wanted}");
            assert_eq!(&text[ranges[0].clone()], found);
        }
    }
}
