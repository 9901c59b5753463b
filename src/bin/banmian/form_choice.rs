//! The form that files are read as, as it is named on the command line.

use banmian::form::Form;
use clap::ValueEnum;

/// The form that files are read as.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum FormChoice {
    /// What the bytes of each tell.
    Auto,
    /// A text, whatever the bytes are.
    Text,
    /// A PDF with a text layer.
    Pdf,
    /// ALTO, versions 1 to 4.
    Alto,
    /// hOCR.
    Hocr,
    /// PAGE XML.
    Page,
    /// Markdown, as converters write it.
    Markdown,
    /// JSON of what pdf.js's page.getTextContent() gives.
    Pdfjs,
}

impl FormChoice {
    /// Returns the form that is named, if one is that the library reads.
    pub fn named(self) -> Option<Form> {
        match self {
            Self::Auto | Self::Text => None,
            Self::Pdf => Some(Form::Pdf),
            Self::Alto => Some(Form::Alto),
            Self::Hocr => Some(Form::Hocr),
            Self::Page => Some(Form::PageXml),
            Self::Markdown => Some(Form::Markdown),
            Self::Pdfjs => Some(Form::PdfJs),
        }
    }
}
