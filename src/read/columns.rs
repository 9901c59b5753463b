//! The lines of the source in the order the columns read.

use super::{Layout, Line};
use crate::model::Shape;
use crate::source::Source;

pub(crate) fn read_down(source: &Source) -> Layout {
    let mut lines = Vec::new();
    let mut frame = 0;
    for range in source.lines() {
        let line = &source.text[range.clone()];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            frame += 1;
            continue;
        }
        let blank = line.len() - line.trim_start().len();
        let start = range.start + blank;
        let indent = line[..blank].chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
        lines.push(Line { range: start..start + trimmed.len(), frame, indent });
    }
    Layout { shape: Shape::Paragraphs, lines }
}
