//! The lines of a text while they are written, with what the marks say of each.

use super::size;
use crate::form::{Document, Form, Run, Sheet, SheetPage};
use crate::text::script::join_lines;
use pulldown_cmark::HeadingLevel;

/// Writes a text line by line, with a blank line between blocks.
#[derive(Default)]
pub(super) struct Lines {
    /// The level of the heading that it is in.
    pub level: Option<HeadingLevel>,
    /// Within how many bold texts it is.
    pub bold: usize,
    text: String,
    written: Vec<Written>,
    /// The pieces of the line that is being read, which the file has on several lines.
    pieces: Vec<String>,
    /// Whether the line has characters that are bold, and others.
    has: [bool; 2],
    /// A block has ended before the line.
    is_apart: bool,
}

/// A line that is written.
struct Written {
    run: Run,
    level: Option<HeadingLevel>,
}

impl Lines {
    /// Adds text, in which each end of a line is one of the page.
    pub fn text(&mut self, text: &str) {
        for (n, line) in text.split(ends_line).enumerate() {
            if n > 0 {
                self.end_line();
            }
            self.add(line);
        }
    }

    /// Adds text, in which the ends of lines say nothing.
    pub fn wrapped_text(&mut self, text: &str) {
        for (n, line) in text.split(ends_line).enumerate() {
            if n > 0 {
                self.soft_break();
            }
            self.add(line);
        }
    }

    fn add(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.has[usize::from(self.bold == 0)] = true;
        }
        match self.pieces.last_mut() {
            Some(last) => last.push_str(text),
            None => self.pieces.push(text.into()),
        }
    }

    /// Parts what comes next from what came last.
    pub fn blank(&mut self) {
        if let Some(last) = self.pieces.last_mut().filter(|last| !last.ends_with(char::is_whitespace)) {
            last.push(' ');
        }
    }

    /// Goes on with the same line of the page on another of the file.
    pub fn soft_break(&mut self) {
        self.pieces.push(String::new());
    }

    pub fn end_line(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let has = std::mem::take(&mut self.has);
        let line = join_lines(pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()));
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_apart) && !self.text.is_empty() {
            self.text.push('\n');
        }
        let bytes = self.text.len()..self.text.len() + line.len();
        let run = Run { bytes, size: 1.0, bold: has == [true, false], ..Run::default() };
        self.text.push_str(line);
        self.text.push('\n');
        self.written.push(Written { run, level: self.level });
    }

    /// Ends the line, and the block that it is in.
    pub fn end_block(&mut self) {
        self.end_line();
        self.is_apart = true;
    }

    /// The document; `None` if there is no text in it.
    pub fn finish(mut self) -> Option<Document> {
        self.end_line();
        if self.written.is_empty() {
            return None;
        }
        let levels = || self.written.iter().filter_map(|line| line.level);
        // a converter that knows no sizes gives all headings one level
        let first = levels().next();
        let has_levels = levels().any(|level| Some(level) != first);
        // where most is bold, that a line is bold says nothing
        let bold = self.written.iter().filter(|line| line.run.bold).count();
        let bold_says = 2 * bold < self.written.len();
        let runs = self.written.into_iter().map(|Written { run, level }| match level {
            Some(level) => {
                let size = size(if has_levels { level } else { HeadingLevel::H2 });
                Run { size, heading: true, ..run }
            }
            None => Run { heading: run.bold && bold_says, ..run },
        });
        let page = SheetPage { runs: runs.collect(), ..SheetPage::default() };
        Some(Document {
            form: Form::Markdown,
            text: self.text,
            sheet: Sheet { pages: vec![page] },
            remarks: Vec::new(),
        })
    }
}

/// Whether a character ends a line of a text, or a page.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
