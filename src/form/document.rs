//! The document: what a form holds.

use super::sheet::Sheet;
use std::fmt;

/// The form that a page's text came in.
///
/// ```
/// assert_eq!(banmian::form::Form::Alto.name(), "ALTO");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// A PDF file with a text layer.
    Pdf,
    /// ALTO, the XML that libraries keep OCR in (versions 1 to 4).
    Alto,
    /// hOCR, the HTML of OCR programs.
    Hocr,
    /// PAGE XML.
    PageXml,
}

impl Form {
    /// Its name.
    ///
    /// ```
    /// assert_eq!(banmian::form::Form::Pdf.name(), "PDF");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Alto => "ALTO",
            Self::Hocr => "hOCR",
            Self::PageXml => "PAGE",
        }
    }
}

/// The text of a form, with where it stands.
///
/// ```
/// use banmian::form;
/// let alto = r#"<alto><Layout><Page WIDTH="100" HEIGHT="50"><PrintSpace><TextBlock>
/// <TextLine HPOS="1" VPOS="2" WIDTH="60" HEIGHT="10"><String CONTENT="市图书馆开馆"/></TextLine>
/// </TextBlock></PrintSpace></Page></Layout></alto>"#;
/// let document = form::read(alto.as_bytes())?;
/// assert_eq!(document.text, "市图书馆开馆\n");
/// assert_eq!(document.sheet.pages[0].runs[0].bounds.x1, 61.0);
/// # Ok::<(), form::FormError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The form.
    pub form: Form,
    /// The text in the form's own order: a run each line, a form feed before each page but the first.
    pub text: String,
    /// Where the runs stand.
    pub sheet: Sheet,
    /// What a reader should know of how it was read.
    pub remarks: Vec<Remark>,
}

/// What a reader should know of how a form was read.
///
/// ```
/// let remark = banmian::form::Remark::Unreadable { characters: 3 };
/// assert!(remark.to_string().starts_with("3 characters"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// The font does not say which characters these are; U+FFFD stands in their place.
    Unreadable {
        /// How many there are.
        characters: usize,
    },
    /// A page has no text of its own.
    NoText {
        /// Its number, from 1.
        page: usize,
    },
    /// The text is not drawn: an OCR program has put it under a picture of the page.
    Hidden,
    /// The file is damaged, and what could be found of it was read.
    Repaired,
}

impl Remark {
    /// Its name for programs.
    ///
    /// ```
    /// assert_eq!(banmian::form::Remark::Repaired.kind(), "repaired");
    /// ```
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::NoText { .. } => "no-text",
            Self::Hidden => "hidden",
            Self::Repaired => "repaired",
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unreadable { characters: 1 } => {
                f.write_str("1 character cannot be read, as its font does not say which it is")
            }
            Self::Unreadable { characters } => {
                write!(f, "{characters} characters cannot be read, as their fonts do not say which they are")
            }
            Self::NoText { page } => write!(f, "page {page} has no text"),
            Self::Hidden => f.write_str("the text is that of an OCR program, under a picture of the page"),
            Self::Repaired => f.write_str("the file is damaged; what could be found of it was read"),
        }
    }
}
