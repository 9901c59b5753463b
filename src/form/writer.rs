//! Writing a text and its sheet side by side.

use super::document::{Document, Form, Remark};
use super::sheet::{Run, Sheet, SheetPage};

/// Writes a text and its sheet side by side.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    pages: Vec<SheetPage>,
}

impl Writer {
    /// Begins a page.
    pub fn page(&mut self, width: f32, height: f32) {
        if !self.pages.is_empty() {
            self.text.push('\u{c}');
        }
        self.pages.push(SheetPage { width, height, ..SheetPage::default() });
    }

    /// The page that was begun last.
    pub fn current(&mut self) -> Option<&mut SheetPage> {
        self.pages.last_mut()
    }

    /// Adds a run with its text, which becomes a line: what would end a line, or a page, is a blank in
    /// it. A run of blanks is left out.
    pub fn run(&mut self, text: &str, run: Run) {
        let text = text.trim();
        let Some(page) = self.pages.last_mut().filter(|_| !text.is_empty()) else { return };
        let start = self.text.len();
        self.text.extend(text.chars().map(|c| if ends_line(c) { ' ' } else { c }));
        page.runs.push(Run { bytes: start..self.text.len(), ..run });
        self.text.push('\n');
    }

    /// The document of all that was added.
    pub fn finish(self, form: Form, remarks: Vec<Remark>) -> Document {
        Document { form, text: self.text, sheet: Sheet { pages: self.pages }, remarks }
    }
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
