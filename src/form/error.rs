//! Why a form could not be read.

use std::fmt;

/// Why no text could be read out of bytes.
///
/// ```
/// let error = banmian::form::read(b"%PDF-1.7\n").unwrap_err();
/// assert_eq!(error, banmian::form::FormError::Damaged { what: "PDF" });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormError {
    /// The bytes are none of the forms that are read here.
    Unknown,
    /// The bytes are not of the form that was named.
    OtherForm {
        /// The form that was named.
        what: &'static str,
        /// The form that they are, if it is one that is read here.
        found: Option<&'static str>,
    },
    /// The file asks for a password.
    Encrypted,
    /// The file is broken off or damaged, so that no page is found in it.
    Damaged {
        /// The form that it seems to be.
        what: &'static str,
    },
    /// The pages are pictures without a text layer.
    Scanned {
        /// The number of pages.
        pages: usize,
    },
    /// The characters are drawn as shapes, so there is no text.
    Outlined {
        /// The number of pages.
        pages: usize,
    },
    /// There is no text in it, and nothing that could be some.
    Empty {
        /// The form.
        what: &'static str,
    },
    /// The file is in an encoding that is not read here.
    Encoding {
        /// The form.
        what: &'static str,
        /// The encoding that it declares.
        name: String,
    },
    /// The file has something that its form has not.
    Invalid {
        /// The form.
        what: &'static str,
        /// What it is, and where.
        problem: String,
    },
    /// The file is not in UTF-8, as its form has to be.
    NotUtf8 {
        /// The form.
        what: &'static str,
    },
    /// The file would take more than it may: of depth, of pages or of characters.
    TooLarge {
        /// The form.
        what: &'static str,
    },
}

impl FormError {
    /// Its name for programs.
    ///
    /// ```
    /// assert_eq!(banmian::form::FormError::Scanned { pages: 1 }.kind(), "scanned");
    /// ```
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown-form",
            Self::OtherForm { .. } => "other-form",
            Self::Encrypted => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::Scanned { .. } => "scanned",
            Self::Outlined { .. } => "outlined",
            Self::Empty { .. } => "empty",
            Self::Encoding { .. } => "encoding",
            Self::Invalid { .. } => "invalid",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::TooLarge { .. } => "too-large",
        }
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("neither a PDF nor a file of OCR (ALTO, hOCR, PAGE), nor pdf.js text, nor certainly Markdown"),
            Self::OtherForm { what, found: Some(found) } => write!(f, "not {what} but {found}; name that form, or none"),
            Self::OtherForm { what, found: None } => write!(f, "not {what}; name no form, and it is told by the bytes"),
            Self::Encrypted => f.write_str("the PDF asks for a password; save it without one first, for example with “Print to PDF” in a viewer that has it open"),
            Self::Damaged { what } => write!(f, "the {what} is damaged or broken off: no page can be found in it; get the file once more"),
            Self::Scanned { pages } => write!(f, "the PDF is a scan ({}): pictures of the paper with no text layer; run OCR over it first, for example ocrmypdf or Tesseract", counted(*pages)),
            Self::Outlined { pages } => write!(f, "the characters of the PDF ({}) are drawn as shapes, so it holds no text; run OCR over it first, for example ocrmypdf", counted(*pages)),
            Self::Empty { what } => write!(f, "the {what} holds no text"),
            Self::Encoding { what, name } => write!(f, "the {what} declares the encoding {name}, which is not read here; convert it to UTF-8 first, for example with iconv"),
            Self::Invalid { what, problem } => write!(f, "the {what} is not as its program writes it: {problem}; write the file once more"),
            Self::NotUtf8 { what } => write!(f, "the {what} is not UTF-8; convert it first, for example with iconv, or name its encoding to read it as a text"),
            Self::TooLarge { what } => write!(f, "the {what} is larger or more deeply nested than a newspaper can be; split it by pages first"),
        }
    }
}

impl std::error::Error for FormError {}

fn counted(pages: usize) -> String {
    if pages == 1 { "1 page".into() } else { format!("{pages} pages") }
}
