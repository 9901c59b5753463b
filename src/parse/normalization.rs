//! Text normalization: the lines of a page without what says nothing to a reader.
//!
//! What is read is the same for a comma in full and in half width, for a page with and without
//! indents, blanks at line ends, or a blank line below every line. So all that comes after the
//! layout sees canonical characters and no blanks around a line; what it finds is then looked up in
//! the source, by [`NormalizedText::source_range`].

use super::{Layout, Line};
use crate::text::fold::canonical_char;
use std::ops::Range;

/// The lines of a layout in canonical characters.
pub struct NormalizedText {
    pub text: String,
    /// The layout with the lines' places in the normalized text.
    pub layout: Layout,
    /// Bytes of the same lines in the source.
    pub in_source: Vec<Range<usize>>,
}

impl NormalizedText {
    pub fn new(source: &str, layout: &Layout) -> Self {
        let mut text = String::with_capacity(source.len());
        let in_source = layout.lines.iter().map(|line| line.range.clone()).collect();
        let normalize = |line: &Line| {
            let start = text.len();
            text.extend(source[line.range.clone()].chars().map(canonical_char));
            let range = start..text.len();
            text.push('\n');
            Line { range, ..line.clone() }
        };
        let lines = layout.lines.iter().map(normalize).collect();
        Self { text, layout: Layout { lines, unsure: Vec::new(), ..*layout }, in_source }
    }

    /// The bytes of the source that a range within one line of the normalized text is.
    pub fn source_range(&self, source: &str, range: &Range<usize>) -> Range<usize> {
        let n = self.layout.lines.partition_point(|line| line.range.end <= range.start).min(self.in_source.len() - 1);
        let (line, in_source) = (&self.layout.lines[n].range, &self.in_source[n]);
        let place = |at: usize| {
            if at <= line.start {
                return in_source.start;
            }
            if at >= line.end {
                return in_source.end;
            }
            // a character stands for a character
            let before = self.text[line.start..at].chars().count();
            let rest = source[in_source.clone()].char_indices().nth(before);
            rest.map_or(in_source.end, |(offset, _)| in_source.start + offset)
        };
        place(range.start)..place(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::parse::layout;
    use crate::text::Source;

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
            assert_eq!(&text[normalized.source_range(text, &(start..start + wanted.len()))], found);
        }
    }
}
