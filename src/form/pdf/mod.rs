//! PDF → its text in the order that it is drawn in, and where each of its lines stands.
//!
//! A program that makes up pages writes a story's text as one stream, so the order of drawing is the best
//! evidence of what belongs together; nothing is sorted here. [`page`] runs the operators of each page,
//! [`font`] tells the characters of its strings, and [`runs`] puts them together to lines.

mod actual_text;
mod cmap;
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
mod operands;
mod page;
mod runs;
mod simple;
mod standard_widths;
#[cfg(test)]
mod tests;
mod text_state;
mod widths;

use self::cmap::find;
use self::limits::{Limits, PAGES};
use self::page::{Drawn, Painter};
use super::document::{Document, Form, Remark};
use super::error::FormError;
use super::sheet::Sheet;
use super::writer::Writer;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

const WHAT: &str = "PDF";

/// Reads the text of a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Document, FormError> {
    // places in a file count from its signature, and mail programs put lines before it
    let start = find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").unwrap_or(0);
    let bytes = bytes.get(start..).unwrap_or(bytes);
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            FormError::Encrypted
        }
        _ => FormError::Damaged { what: WHAT },
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(FormError::Damaged { what: WHAT });
    }
    if pages.len() > PAGES {
        return Err(FormError::TooLarge { what: WHAT });
    }
    let limits = Limits::new();
    let mut writer = Writer::default();
    let mut painter = Painter::new(&limits, &mut writer);
    for page in pages.iter() {
        painter.page(page);
        if limits.is_exceeded() {
            return Err(FormError::TooLarge { what: WHAT });
        }
    }
    let drawn = std::mem::take(&mut painter.drawn);
    let mut document = writer.finish(Form::Pdf, Vec::new());
    if document.text.trim().is_empty() {
        return Err(why_empty(&document.sheet, &drawn));
    }
    document.remarks = remarks(&document, is_whole(bytes));
    Ok(document)
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
