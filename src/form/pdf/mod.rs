//! PDF → its text in the order that it is drawn in, and where each of its lines stands.
//!
//! A program that makes up pages writes a story's text as one stream, so the order of drawing is the best
//! evidence of what belongs together; nothing is sorted here. [`page`] runs the operators of each page,
//! [`font`] tells the characters of its strings, and [`runs`] puts them together to lines. What the tags of a
//! file say of its text changes nothing of that, but is told with the lines ([`structure`]).

mod actual_text;
mod cmap;
mod cmaps;
mod code;
mod composite;
mod embedded;
mod encoding;
mod font;
mod font_data;
mod glyph;
mod glyph_names;
mod graphics;
mod limits;
mod matrix;
mod numbers;
mod operands;
mod pack;
mod page;
mod runs;
mod simple;
mod standard_widths;
mod step;
mod structure;
#[cfg(test)]
mod tests;
mod text_state;
mod widths;

use self::cmap::find;
pub use self::cmaps::{CMaps, CharacterCollection};
use self::limits::PAGES;
use self::page::{Drawn, Painter};
pub use self::step::Step;
use self::structure::Structure;
use super::document::{Document, Form, Remark};
use super::error::FormError;
use super::sheet::Sheet;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::rc::Rc;

const WHAT: &str = "PDF";

/// Reads the text of a PDF.
#[cfg(test)]
fn read(bytes: &[u8]) -> Result<Document, FormError> {
    let mut reader = Reader::new(bytes.to_vec(), CMaps::built_in())?;
    while reader.step()? != Step::Done {}
    reader.finish()
}

/// Reads the text of a PDF, a page a step.
pub(super) struct Reader {
    pdf: Pdf,
    painter: Painter,
    cmaps: Rc<CMaps>,
    is_whole: bool,
    /// How many pages are read.
    done: usize,
}

impl Reader {
    pub fn new(mut bytes: Vec<u8>, cmaps: CMaps) -> Result<Self, FormError> {
        // places in a file count from its signature, and mail programs put lines before it
        let start = find(bytes.get(..1024).unwrap_or(&bytes), b"%PDF-").unwrap_or(0);
        bytes.drain(..start);
        let is_whole = is_whole(&bytes);
        let pdf = Pdf::new(bytes).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
                FormError::Encrypted
            }
            _ => FormError::Damaged { what: WHAT },
        })?;
        match pdf.pages().len() {
            0 => return Err(FormError::Damaged { what: WHAT }),
            count if count > PAGES => return Err(FormError::TooLarge { what: WHAT }),
            _ => {}
        }
        let cmaps = Rc::new(cmaps);
        let painter = Painter::new(cmaps.clone(), Structure::new(&pdf));
        Ok(Self { pdf, painter, cmaps, is_whole, done: 0 })
    }

    pub fn count(&self) -> usize {
        self.pdf.pages().len()
    }

    pub fn done(&self) -> usize {
        self.done
    }

    pub fn cmaps(&self) -> &CMaps {
        &self.cmaps
    }

    /// Reads the next page. Where a font of it needs maps that are not at hand yet, nothing of it is kept,
    /// and it is read from its beginning in the next step.
    pub fn step(&mut self) -> Result<Step, FormError> {
        let Some(page) = self.pdf.pages().get(self.done) else { return Ok(Step::Done) };
        let mark = self.painter.mark();
        self.painter.page(page);
        if let Some(collection) = self.cmaps.take_wanted() {
            self.painter.rewind(mark);
            return Ok(Step::NeedsCMaps(collection));
        }
        if self.painter.limits.is_exceeded() {
            return Err(FormError::TooLarge { what: WHAT });
        }
        self.done += 1;
        Ok(Step::Page)
    }

    /// The document of the pages that were read.
    pub fn finish(self) -> Result<Document, FormError> {
        let Painter { writer, drawn, .. } = self.painter;
        let mut document = writer.finish(Form::Pdf, Vec::new());
        if document.text.trim().is_empty() {
            return Err(why_empty(&document.sheet, &drawn));
        }
        document.remarks = remarks(&document, self.is_whole);
        let missing = self.cmaps.missed().map(|one| Remark::MapsMissing { collection: one.name() });
        document.remarks.extend(missing);
        Ok(document)
    }
}

/// Why pages have no text.
fn why_empty(sheet: &Sheet, drawn: &Drawn) -> FormError {
    // a page of letters drawn as shapes has thousands of curves, and one of shapes only a few hundred
    const LETTERS: usize = 500;
    let pages = sheet.pages.len();
    let is_picture = |picture: &super::sheet::Bounds, page: &super::sheet::SheetPage| {
        picture.width() * picture.height() > 0.5 * page.width * page.height
    };
    let is_scan = sheet.pages.iter().any(|page| page.pictures.iter().any(|picture| is_picture(picture, page)));
    match drawn {
        _ if is_scan => FormError::Scanned { pages },
        Drawn { curves: LETTERS.., .. } => FormError::Outlined { pages },
        Drawn { images: 1.., .. } => FormError::Scanned { pages },
        _ => FormError::Empty { what: WHAT },
    }
}

fn remarks(document: &Document, is_whole: bool) -> Vec<Remark> {
    let unreadable = document.text.matches(char::REPLACEMENT_CHARACTER).count();
    let hidden: usize = runs(document).filter(|run| run.hidden).map(|run| run.bytes.len()).sum();
    let all: usize = runs(document).map(|run| run.bytes.len()).sum();
    let without_text = document.sheet.pages.iter().zip(1..).filter(|(page, _)| page.runs.is_empty());
    let mut remarks = Vec::new();
    if !is_whole {
        remarks.push(Remark::Repaired);
    }
    if unreadable > 0 {
        remarks.push(Remark::Unreadable { characters: unreadable });
    }
    if hidden * 2 > all {
        remarks.push(Remark::Hidden);
    }
    remarks.extend(without_text.map(|(_, page)| Remark::NoText { page }));
    remarks
}

fn runs(document: &Document) -> impl Iterator<Item = &super::sheet::Run> {
    document.sheet.pages.iter().flat_map(|page| &page.runs)
}

/// Whether the end of a file leads to its table of objects, as it does unless the file was broken off.
fn is_whole(bytes: &[u8]) -> bool {
    let words = b"startxref";
    let Some(last) = bytes.windows(words.len()).rposition(|window| window == words) else { return false };
    let after = bytes.get(last + words.len()..).unwrap_or_default();
    let digits = after.iter().skip_while(|b| b.is_ascii_whitespace()).take_while(|b| b.is_ascii_digit());
    let start = digits.fold(0usize, |number, &b| number.saturating_mul(10).saturating_add(usize::from(b - b'0')));
    let table = bytes.get(start..).unwrap_or_default().trim_ascii_start();
    table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit)
}
