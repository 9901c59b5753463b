//! Forms: what the text of a page comes in → the text, and where each of its lines stands.
//!
//! [`read`] tells the form by the bytes and gives a [`Document`]: the text in the form's own order,
//! one line for each run of characters on one baseline, and a [`Sheet`] of their places beside it.
//! Spans, edits, links and exports refer to that text; the sheet is evidence for
//! [`parse_with`](crate::parse_with), and shows where a piece was on the paper.
//!
//! A form is a pure function. Nothing is read but the bytes, and nothing is invented: every
//! non-blank character that is seen on the page is in the text once, in the form's order. A PDF may
//! draw more: what is outside the page, and a text again at its place, to make it bold.

mod document;
mod error;
#[cfg(any(test, all(any(feature = "forms", feature = "markdown", feature = "pdfjs"), target_arch = "wasm32")))]
pub(crate) mod json;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "forms")]
mod ocr;
#[cfg(feature = "forms")]
mod pdf;
#[cfg(feature = "pdfjs")]
mod pdfjs;
#[cfg(feature = "forms")]
mod reader;
mod sheet;
#[cfg(any(feature = "forms", feature = "markdown", feature = "pdfjs"))]
mod whole;
#[cfg(any(feature = "forms", feature = "pdfjs"))]
mod writer;

pub use document::{Document, Form, Remark};
pub use error::FormError;
#[cfg(feature = "forms")]
pub use pdf::{CMaps, CharacterCollection, Step};
#[cfg(feature = "forms")]
pub use reader::Reader;
pub use sheet::{Bounds, Rule, Run, Sheet, SheetPage};

#[cfg(any(feature = "forms", feature = "markdown", feature = "pdfjs"))]
use crate::text::markup_kind::{Markup, markup_kind};

/// The form of bytes, told by their beginning, or by marks that only Markdown has; `None` for a text, and
/// for what is not read here.
///
/// ```
/// use banmian::form::{Form, detect};
/// assert_eq!(detect(b"%PDF-1.7"), Some(Form::Pdf));
/// assert_eq!(detect("市图书馆开馆".as_bytes()), None);
/// # #[cfg(feature = "markdown")]
/// assert_eq!(detect("# 市图书馆开馆\n\n本报讯 昨日开馆。\n\n# 老桥通车\n".as_bytes()), Some(Form::Markdown));
/// assert_eq!(detect("# 5\n\n本报讯 昨日开馆。\n".as_bytes()), None, "a text with a # of its own");
/// ```
#[cfg(any(feature = "forms", feature = "markdown", feature = "pdfjs"))]
pub fn detect(bytes: &[u8]) -> Option<Form> {
    // readers of PDF have always looked for its signature in the first kilobyte
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Some(Form::Pdf);
    }
    match markup_kind(bytes) {
        Some(Markup::Alto) => Some(Form::Alto),
        Some(Markup::Hocr) => Some(Form::Hocr),
        Some(Markup::PageXml) => Some(Form::PageXml),
        Some(_) => None,
        #[cfg(feature = "pdfjs")]
        None if pdfjs::is_text_content(bytes) => Some(Form::PdfJs),
        #[cfg(feature = "markdown")]
        None if markdown::is_markdown(bytes) => Some(Form::Markdown),
        None => None,
    }
}

/// Reads a document of the form that [`detect`] tells.
///
/// Never panics, whatever the bytes are; time and memory are linear in what the file holds.
///
/// # Errors
///
/// What kept the text from being read, as a sentence that a reader can act on.
#[cfg(any(feature = "forms", feature = "markdown", feature = "pdfjs"))]
pub fn read(bytes: &[u8]) -> Result<Document, FormError> {
    read_as(bytes, detect(bytes).ok_or(FormError::Unknown)?)
}

/// Reads a document of a form that is named, as where a long preface keeps [`detect`] from telling it.
///
/// Never panics, whatever the bytes are; time and memory are linear in what the file holds.
///
/// ```
/// use banmian::form::{self, Form, FormError};
/// let line = "<body class='ocr_page'><span class='ocr_line'>市图书馆开馆</span></body>";
/// let hocr = format!("<html><!--{}-->{line}</html>", " ".repeat(5000));
/// assert_eq!(form::read(hocr.as_bytes()), Err(FormError::Unknown));
/// assert_eq!(form::read_as(hocr.as_bytes(), Form::Hocr)?.text, "市图书馆开馆\n");
/// let error = form::read_as(hocr.as_bytes(), Form::Pdf).unwrap_err();
/// assert_eq!(error, FormError::OtherForm { what: "PDF", found: None });
/// # Ok::<(), FormError>(())
/// ```
///
/// # Errors
///
/// What kept the text from being read, as a sentence that a reader can act on;
/// [`FormError::OtherForm`] where the bytes are not of the form, and [`FormError::Unknown`] for what is
/// read with a feature that is off, `forms`, `markdown` or `pdfjs`.
#[cfg(any(feature = "forms", feature = "markdown", feature = "pdfjs"))]
pub fn read_as(bytes: &[u8], form: Form) -> Result<Document, FormError> {
    #[cfg(feature = "forms")]
    if form == Form::Pdf {
        let mut reader = Reader::new(bytes.to_vec(), Some(form), CMaps::built_in())?;
        while reader.step()? != Step::Done {}
        return reader.finish();
    }
    let found = detect(bytes);
    let document = whole::check(bytes, form, found).and_then(|()| whole::read(bytes, form));
    document.map_err(|error| whole::not_of_form(error, form, found))
}
