//! Reading in one step, of all forms but PDF.

use super::document::{Document, Form};
use super::error::FormError;
#[cfg(feature = "markdown")]
use super::markdown;
#[cfg(feature = "forms")]
use super::ocr;
#[cfg(feature = "pdfjs")]
use super::pdfjs;

/// Refuses bytes that cannot be of the form that is named; `found` is the one that they tell.
// only the form tells where Markdown alone is read
#[cfg_attr(not(any(feature = "forms", feature = "pdfjs")), expect(unused_variables))]
pub(super) fn check(bytes: &[u8], form: Form, found: Option<Form>) -> Result<(), FormError> {
    let is_told = found == Some(form);
    let is_other = match form {
        // any HTML has lines of text
        #[cfg(feature = "forms")]
        Form::Hocr => !is_told && !ocr::hocr::has_classes(bytes),
        // any text is Markdown
        Form::Markdown => found.is_some() && !is_told,
        // of JSON it is said what is wrong with it
        #[cfg(feature = "pdfjs")]
        Form::PdfJs => !is_told && (found.is_some() || !pdfjs::is_json(bytes)),
        _ => false,
    };
    if is_other { Err(FormError::OtherForm { what: form.name(), found: found.map(Form::name) }) } else { Ok(()) }
}

/// The document of a form.
pub(super) fn read(bytes: &[u8], form: Form) -> Result<Document, FormError> {
    match form {
        #[cfg(feature = "forms")]
        Form::Alto => ocr::alto::read(bytes),
        #[cfg(feature = "forms")]
        Form::Hocr => ocr::hocr::read(bytes),
        #[cfg(feature = "forms")]
        Form::PageXml => ocr::page_xml::read(bytes),
        #[cfg(feature = "markdown")]
        Form::Markdown => markdown::read(bytes),
        #[cfg(feature = "pdfjs")]
        Form::PdfJs => pdfjs::read(bytes),
        _ => Err(FormError::Unknown),
    }
}

/// What is wrong with bytes that were to be of a form: if nothing is found that they do not tell either,
/// they are not of it, unless any bytes may be.
pub(super) fn not_of_form(error: FormError, form: Form, found: Option<Form>) -> FormError {
    match error {
        FormError::Damaged { .. } | FormError::Empty { .. }
            if found != Some(form) && !matches!(form, Form::Markdown | Form::PdfJs) =>
        {
            FormError::OtherForm { what: form.name(), found: found.map(Form::name) }
        }
        error => error,
    }
}
