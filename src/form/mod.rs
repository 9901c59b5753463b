//! Forms: what the text of a page comes in → the text, and where each of its lines stands.
//!
//! [`read`] tells the form by the bytes and gives a [`Document`]: the text in the form's own order,
//! one line for each run of characters on one baseline, and a [`Sheet`] of their places beside it.
//! Spans, edits, links and exports refer to that text; the sheet is evidence for
//! [`parse_document`](crate::parse_document), and shows where a piece was on the paper.
//!
//! A form is a pure function. Nothing is read but the bytes, and nothing is invented: every
//! non-blank character of the form is in the text once, in the form's order.

#[cfg(feature = "forms")]
mod alto;
#[cfg(feature = "forms")]
mod alto_order;
mod document;
mod error;
#[cfg(feature = "forms")]
mod hocr;
#[cfg(feature = "forms")]
mod hocr_element;
#[cfg(feature = "forms")]
mod line;
#[cfg(feature = "forms")]
mod page_xml;
#[cfg(feature = "forms")]
mod page_xml_element;
#[cfg(feature = "forms")]
mod page_xml_order;
#[cfg(feature = "forms")]
mod pdf;
mod sheet;
#[cfg(feature = "forms")]
mod writer;
#[cfg(feature = "forms")]
mod xml;
#[cfg(feature = "forms")]
mod xml_bytes;
#[cfg(feature = "forms")]
mod xml_entities;
#[cfg(feature = "forms")]
mod xml_tree;

pub use document::{Document, Form, Remark};
pub use error::FormError;
pub use sheet::{Bounds, Rule, Run, Sheet, SheetPage};

#[cfg(feature = "forms")]
use crate::text::markup_kind::{Markup, markup_kind};

/// The form of bytes, told by their beginning; `None` for a text, and for what is not read here.
///
/// ```
/// use banmian::form::{Form, detect};
/// assert_eq!(detect(b"%PDF-1.7"), Some(Form::Pdf));
/// assert_eq!(detect("市图书馆开馆".as_bytes()), None);
/// ```
#[cfg(feature = "forms")]
pub fn detect(bytes: &[u8]) -> Option<Form> {
    // readers of PDF have always looked for its signature in the first kilobyte
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Some(Form::Pdf);
    }
    match markup_kind(bytes)? {
        Markup::Alto => Some(Form::Alto),
        Markup::Hocr => Some(Form::Hocr),
        Markup::PageXml => Some(Form::PageXml),
        _ => None,
    }
}

/// Reads a document of the form that [`detect`] tells.
///
/// Never panics, whatever the bytes are; time and memory are linear in what the file holds.
///
/// # Errors
///
/// What kept the text from being read, as a sentence that a reader can act on.
#[cfg(feature = "forms")]
pub fn read(bytes: &[u8]) -> Result<Document, FormError> {
    match detect(bytes).ok_or(FormError::Unknown)? {
        Form::Pdf => pdf::read(bytes),
        Form::Alto => alto::read(bytes),
        Form::Hocr => hocr::read(bytes),
        Form::PageXml => page_xml::read(bytes),
    }
}
