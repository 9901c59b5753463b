//! Writing a text and its sheet side by side.

use super::document::{Document, Form, Remark};
use super::sheet::{Bounds, Run, Sheet, SheetPage};

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

    /// How much is written.
    #[cfg(feature = "forms")]
    pub fn mark(&self) -> Mark {
        Mark { text: self.text.len(), pages: self.pages.len() }
    }

    /// Takes back what was written since then, which is whole pages.
    #[cfg(feature = "forms")]
    pub fn rewind(&mut self, mark: Mark) {
        self.text.truncate(mark.text);
        self.pages.truncate(mark.pages);
    }

    /// The document of all that was added.
    pub fn finish(mut self, form: Form, remarks: Vec<Remark>) -> Document {
        self.pages.iter_mut().for_each(round);
        Document { form, text: self.text, sheet: Sheet { pages: self.pages }, remarks }
    }
}

/// How much was written at some time.
#[cfg(feature = "forms")]
#[derive(Clone, Copy)]
pub(super) struct Mark {
    text: usize,
    pages: usize,
}

/// Rounds all numbers of a page to hundredths, which is less than can be printed or scanned. So numbers
/// are short where a sheet is kept as JSON, and the same whatever reads them.
fn round(page: &mut SheetPage) {
    let short = |number: &mut f32| *number = hundredths(*number);
    let all = |bounds: &mut Bounds| {
        [&mut bounds.x0, &mut bounds.y0, &mut bounds.x1, &mut bounds.y1].into_iter().for_each(short);
    };
    [&mut page.width, &mut page.height].into_iter().for_each(short);
    page.rules.iter_mut().map(|rule| &mut rule.bounds).chain(&mut page.pictures).for_each(all);
    for run in &mut page.runs {
        all(&mut run.bounds);
        run.initial.as_mut().map(all);
        run.confidence.as_mut().map(short);
        short(&mut run.size);
    }
}

fn hundredths(number: f32) -> f32 {
    // a negative zero is another number in JSON than in JavaScript
    ((f64::from(number) * 100.0).round() / 100.0) as f32 + 0.0
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn numbers_are_short_and_stay_themselves() {
        for (number, short) in
            [(92.007_78, "92.01"), (595.276, "595.28"), (-0.001, "0.0"), (1e7, "10000000.0"), (0.87, "0.87")]
        {
            let rounded = hundredths(number);
            assert_eq!(serde_json::to_string(&rounded).unwrap(), short);
            assert_eq!(serde_json::from_str::<f32>(short).unwrap().to_bits(), rounded.to_bits());
            assert_eq!(hundredths(rounded).to_bits(), rounded.to_bits());
        }
    }
}
