//! The document: what a form holds.

use super::sheet::{Run, Sheet, SheetPage};
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
    /// Markdown, as converters of PDF and pictures write it.
    Markdown,
    /// The text of a PDF as pdf.js gives it: what `page.getTextContent()` resolves to, as JSON.
    PdfJs,
}

impl Form {
    /// All forms.
    ///
    /// ```
    /// assert!(banmian::form::Form::ALL.contains(&banmian::form::Form::Pdf));
    /// ```
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Alto, Self::Hocr, Self::PageXml, Self::Markdown, Self::PdfJs];

    /// Its name for programs, as the command's `--form` has it.
    ///
    /// ```
    /// assert_eq!(banmian::form::Form::PageXml.key(), "page");
    /// ```
    pub fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Alto => "alto",
            Self::Hocr => "hocr",
            Self::PageXml => "page",
            Self::Markdown => "markdown",
            Self::PdfJs => "pdfjs",
        }
    }

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
            Self::Markdown => "Markdown",
            Self::PdfJs => "pdf.js text",
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
    /// The text in the form's own order: a run each line, a form feed before each page but the first, and
    /// blank lines where the form has some.
    pub text: String,
    /// Where the runs stand; of Markdown, which knows no places, what is a heading and how large.
    pub sheet: Sheet,
    /// What a reader should know of how it was read.
    pub remarks: Vec<Remark>,
}

impl Document {
    /// Its pages that have text, each as a document of its own.
    ///
    /// The text of each has no form feed, and its sheet one page, whose runs are places in that text. Of
    /// the remarks each has those that are true of it.
    ///
    /// ```
    /// use banmian::form;
    /// let line = |text| format!("<body class='ocr_page'><span class='ocr_line'>{text}</span></body>");
    /// let hocr = format!("<html>{}{}</html>", line("市图书馆开馆"), line("天气"));
    /// let pages = form::read(hocr.as_bytes())?.into_pages();
    /// assert_eq!(pages[1].text, "天气\n");
    /// assert_eq!(pages[1].sheet.pages[0].runs[0].bytes, 0..6);
    /// # Ok::<(), form::FormError>(())
    /// ```
    pub fn into_pages(self) -> Vec<Self> {
        let Self { form, text, sheet, remarks } = self;
        let mut start = 0;
        let page = |(text, mut page): (&str, SheetPage)| {
            for Run { bytes, .. } in &mut page.runs {
                *bytes = bytes.start.saturating_sub(start)..bytes.end.saturating_sub(start);
            }
            start += text.len() + '\u{c}'.len_utf8();
            let has_text = !page.runs.is_empty();
            has_text.then(|| Self {
                form,
                remarks: remarks.iter().filter_map(|remark| remark.of_page(text)).collect(),
                text: text.to_owned(),
                sheet: Sheet { pages: vec![page] },
            })
        };
        text.split('\u{c}').zip(sheet.pages).filter_map(page).collect()
    }
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
    /// The character maps of a collection were not at hand, which tell characters of fonts that are not
    /// in the file.
    MapsMissing {
        /// The collection, as Adobe names it.
        collection: &'static str,
    },
}

impl Remark {
    /// Itself where it is true of a page with this text, whatever there is on others.
    fn of_page(&self, text: &str) -> Option<Self> {
        match self {
            Self::Unreadable { .. } => {
                let characters = text.matches(char::REPLACEMENT_CHARACTER).count();
                (characters > 0).then_some(Self::Unreadable { characters })
            }
            Self::NoText { .. } => None,
            remark => Some(remark.clone()),
        }
    }

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
            Self::MapsMissing { .. } => "maps-missing",
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
            Self::MapsMissing { collection } => {
                write!(f, "the character maps of {collection} are not at hand, so some characters cannot be read")
            }
        }
    }
}
