//! The text of a PDF as pdf.js gives it, in JSON → a document.
//!
//! A page is what `page.getTextContent()` resolves to: `items`, each a piece of text with its place, and
//! `styles`, by the names of their fonts. Beside them may stand the page's `viewport`, or its `width` and
//! `height`. Several pages are a list, or `{"pages": […]}`.
//!
//! [`content`] is the JSON; [`runs`] puts items that touch on one baseline together.

mod content;
mod runs;

use super::writer::Writer;
use super::{Document, Form, FormError, Remark};
use content::{Page, pages};
use runs::{Runs, Turned};

/// How many characters a document may have. A broadsheet page has some 30,000.
const CHARACTERS: usize = 4_000_000;
/// How far it is looked for what tells the form.
const HEAD: usize = 1 << 16;
/// Keys that are in the text of every page.
const KEYS: [&[u8]; 3] = [b"\"items\"", b"\"str\"", b"\"transform\""];

/// Whether bytes begin as JSON that has the keys of the form.
pub(super) fn is_text_content(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    is_json(bytes) && KEYS.iter().all(|key| head.windows(key.len()).any(|bytes| bytes == *key))
}

/// Whether bytes begin as JSON of objects does.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{") || bytes.starts_with(b"[")
}

pub(super) fn read(bytes: &[u8]) -> Result<Document, FormError> {
    let what = Form::PdfJs.name();
    let pages = pages(bytes).map_err(|problem| FormError::Invalid { what, problem })?;
    let (mut writer, mut remarks, mut characters) = (Writer::default(), Vec::new(), 0);
    for (number, page) in (1..).zip(&pages) {
        write_page(page, &mut writer, &mut characters).map_err(|problem| match problem {
            Some(problem) => FormError::Invalid { what, problem: format!("page {number}: {problem}") },
            None => FormError::TooLarge { what },
        })?;
        if writer.current().is_some_and(|page| page.runs.is_empty()) {
            remarks.push(Remark::NoText { page: number });
        }
    }
    if remarks.len() == pages.len() {
        return Err(FormError::Empty { what });
    }
    Ok(writer.finish(Form::PdfJs, remarks))
}

/// Writes a page; the error says what is wrong with it, or nothing where it is too large.
fn write_page(page: &Page, writer: &mut Writer, characters: &mut usize) -> Result<(), Option<String>> {
    let turned = Turned::new(page);
    writer.page(turned.width, turned.height);
    let mut runs = Runs::default();
    for (n, item) in page.items.iter().flatten().enumerate() {
        // where marked content begins or ends
        if item.kind.is_some() {
            continue;
        }
        let missing = |key: &str| Some(format!("item {} has no `{key}`", n + 1));
        let text = item.str.as_deref().ok_or_else(|| missing("str"))?;
        let transform = item.transform.ok_or_else(|| missing("transform"))?;
        let width = item.width.ok_or_else(|| missing("width"))?;
        let height = item.height.ok_or_else(|| missing("height"))?;
        *characters += text.chars().count();
        if *characters > CHARACTERS {
            return Err(None);
        }
        let style = item.font_name.as_ref().and_then(|name| page.styles.get(name));
        runs.add(&turned.piece(text, transform, [width, height], style, item.dir.as_deref()), writer);
        if item.has_eol {
            runs.close(writer);
        }
    }
    runs.close(writer);
    if let Some(page) = writer.current().filter(|page| page.width <= 0.0) {
        page.width = page.runs.iter().map(|run| run.bounds.x1).fold(0.0, f32::max);
    }
    Ok(())
}
