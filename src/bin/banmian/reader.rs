//! Reading pages from files: texts, PDF and what OCR programs leave, which are parsed, and pages that
//! `banmian parse` has written.

use super::args::ReadArgs;
use super::edits::{self, AppliedEdits};
use super::error::{Error, print_message};
use super::form_choice::FormChoice;
use super::input::{InputFile, OF_MARKDOWN, display_name, has_extension, read_bytes};
use super::saved_html::{self, SavedPage};
use banmian::edit::Edits;
use banmian::form::{self, Document, Form, Sheet};
use banmian::{Code, Cues, Options, Page};
use serde::de::IgnoredAny;
use std::path::Path;

/// A page with what it was read from.
pub struct LoadedPage {
    /// The name of its file.
    pub name: String,
    pub page: Page,
    /// The text it was parsed from, of a PDF the one that it holds; `None` if the file held a page already.
    pub text: Option<String>,
    /// Where the lines of the text stand, if it was parsed by that.
    pub sheet: Option<Sheet>,
    pub edits: Option<AppliedEdits>,
    /// Its number in its file, where the others of a document were read by themselves, too.
    pub number: Option<usize>,
}

/// Reads pages, all with the same options.
pub struct PageReader {
    options: Options,
    encoding: Option<String>,
    form: FormChoice,
    json_errors: bool,
}

impl PageReader {
    pub fn new(args: &ReadArgs) -> Result<Self, Error> {
        let cues: Vec<Cues> = args.cues.iter().map(|path| load_cues(path)).collect::<Result<_, _>>()?;
        let language = args.language.clone().unwrap_or_default();
        let known = || cues.iter().chain(Cues::built_in()).map(|pack| pack.language.to_string()).chain(["und".into()]);
        if args.language.is_some() && !known().any(|tag| tag.eq_ignore_ascii_case(&language)) {
            return Err(Error::Language { language, known: known().collect() });
        }
        let options = Options { cues, language, ..Options::default() };
        Ok(Self { options, encoding: args.encoding.clone(), form: args.form()?, json_errors: args.json_errors })
    }

    /// Parses a text.
    pub fn parse(&self, text: &str) -> Page {
        banmian::parse(text, &self.options)
    }

    /// Reads a page from a file and applies the edits of another to it or, if there are none, those that a
    /// saved page holds. A text that is doubtful as a whole is read all the same, and named on standard
    /// error.
    pub fn load(&self, input: &InputFile, edits: Option<&Path>) -> Result<LoadedPage, Error> {
        let (name, read) = self.read_input(input)?;
        let parsed = self.parsed(&name, read);
        self.loaded(name, parsed, edits)
    }

    /// Reads the pages of a file, those of a document of several, or of a text that form feeds part, each by
    /// itself. The edits are of all its text, so with them it is one page, as [`Self::load`] reads it.
    pub fn load_pages(&self, input: &InputFile, edits: Option<&Path>) -> Result<Vec<LoadedPage>, Error> {
        let (name, read) = self.read_input(input)?;
        match read {
            Read::Document(document) if edits.is_none() && numbers(&document).len() > 1 => {
                let load = |(number, page)| self.loaded_of_several(&name, number, Read::Document(page));
                numbers(&document).into_iter().zip(document.into_pages()).map(load).collect()
            }
            Read::Text(text) if edits.is_none() && text.pages().len() > 1 => (1..)
                .zip(text.pages())
                .map(|(number, page)| self.loaded_of_several(&name, number, Read::Text(page)))
                .collect(),
            read => {
                let parsed = self.parsed(&name, read);
                Ok(vec![self.loaded(name, parsed, edits)?])
            }
        }
    }

    /// Returns one of several pages of a file, by its number.
    fn loaded_of_several(&self, file: &str, number: usize, read: Read) -> Result<LoadedPage, Error> {
        let name = format!("{file}#{number}");
        let parsed = self.parsed(&name, read);
        Ok(LoadedPage { number: Some(number), ..self.loaded(name, parsed, None)? })
    }

    /// Reads what an input holds, with its name.
    fn read_input(&self, input: &InputFile) -> Result<(String, Read), Error> {
        let path = &*input.path;
        let file = display_name(path);
        match &input.page {
            Some((number, page)) => Ok((format!("{file}#{number}"), self.read_saved(page.clone()))),
            None => {
                let read = self.read(&file, path, &read_bytes(path)?)?;
                Ok((file, read))
            }
        }
    }

    /// Returns a page with the edits applied that are given or, if there are none, that came with it.
    fn loaded(
        &self,
        name: String,
        (mut page, parsed): (Page, Option<Parsed>),
        edits: Option<&Path>,
    ) -> Result<LoadedPage, Error> {
        let Some(Parsed { text, sheet, options, saved_edits }) = parsed else {
            return match edits {
                Some(_) => Err(Error::TextMissing { name, needed_by: "--edits" }),
                None => Ok(LoadedPage { name, page, text: None, sheet: None, edits: None, number: None }),
            };
        };
        let edits = match (edits, saved_edits) {
            (Some(list), _) => Some(edits::apply(list, &text, &mut page, &options, self.json_errors)?),
            (None, saved) => saved.map(|saved| self.make_saved(&name, &text, &mut page, &saved, &options)),
        };
        Ok(LoadedPage { name, page, text: Some(text), sheet, edits, number: None })
    }

    /// Reads a page from the bytes of a file, whose path says what they may be.
    pub fn read_page(&self, name: &str, path: &Path, bytes: &[u8]) -> Result<Page, Error> {
        let (mut page, parsed) = self.parsed(name, self.read(name, path, bytes)?);
        if let Some(Parsed { text, options, saved_edits: Some(saved), .. }) = parsed {
            self.make_saved(name, &text, &mut page, &saved, &options);
        }
        Ok(page)
    }

    fn make_saved(&self, name: &str, text: &str, page: &mut Page, edits: &Edits, options: &Options) -> AppliedEdits {
        edits::make(name.into(), text, page, edits, options, self.json_errors)
    }
}

/// What a file holds.
enum Read {
    /// A document, which is still to be parsed.
    Document(Document),
    /// A text, likewise.
    Text(Text),
    /// A page, with what it was parsed from if the file held none already.
    Page(Box<(Page, Option<Parsed>)>),
}

/// A text, and what to parse it with.
struct Text {
    text: String,
    options: Options,
    /// It is the first page of its file, or all of it.
    is_first: bool,
}

impl Text {
    /// Returns the pages that form feeds part; what is blank is none.
    fn pages(&self) -> Vec<Self> {
        let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let pages = self.text.split('\u{c}').filter(|page| !page.chars().all(is_blank));
        let page =
            |(i, text): (usize, &str)| Self { text: text.into(), options: self.options.clone(), is_first: i == 0 };
        pages.enumerate().map(page).collect()
    }
}

/// What a page was parsed from.
struct Parsed {
    text: String,
    sheet: Option<Sheet>,
    options: Options,
    /// The edits that a saved page holds.
    saved_edits: Option<Edits>,
}

impl PageReader {
    fn read(&self, name: &str, path: &Path, bytes: &[u8]) -> Result<Read, Error> {
        let form = match self.form {
            FormChoice::Auto => form::detect(bytes).or_else(|| form_of_name(path)),
            form => form.named(),
        };
        if let Some(form) = form {
            return self.read_form(name, bytes, form).map(Read::Document);
        }
        if let Some(mut pages) = self.saved_pages(bytes) {
            return match (pages.pop(), pages.len()) {
                (Some(page), 0) => Ok(self.read_saved(page)),
                (_, others) => Err(Error::Edition { name: name.into(), pages: others + 1 }),
            };
        }
        // with an encoding, which is that of the texts among the files, pages are read as ever
        let is_only_text = self.form == FormChoice::Text && self.encoding.is_none();
        let is_text = self.form == FormChoice::Text || has_extension(path, "txt");
        let page = if is_only_text { None } else { page_from_json(name, path, bytes, is_text)? };
        match page {
            Some(page) => Ok(Read::Page(Box::new((page, None)))),
            None => self.read_text(name, bytes).map(Read::Text),
        }
    }

    fn read_text(&self, name: &str, bytes: &[u8]) -> Result<Text, Error> {
        let decoded = match self.form {
            FormChoice::Text if self.encoding.is_none() => banmian::decode_as_text(bytes),
            _ => banmian::decode(bytes, self.encoding.as_deref())
                .map_err(|error| Error::Decode { name: name.into(), error })?,
        };
        let options =
            Options { encoding: decoded.encoding.into(), doubtful_encoding: decoded.doubtful, ..self.options.clone() };
        Ok(Text { text: decoded.text.into_owned(), options, is_first: true })
    }

    /// Parses a text. What is doubtful of all of it is named on standard error, what is of its bytes once.
    fn parse_text(&self, name: &str, Text { text, options, is_first }: Text) -> (Page, Parsed) {
        let page = banmian::parse(&text, &options);
        for diagnostic in &page.diagnostics {
            let is_of_all = match diagnostic.code {
                Code::DoubtfulEncoding => is_first,
                code => matches!(code, Code::Empty | Code::Undecodable | Code::NotText),
            };
            if is_of_all {
                let code = serde_json::to_value(diagnostic.code).unwrap_or_default();
                self.print_remark(name, code.as_str().unwrap_or_default(), &diagnostic.message);
            }
        }
        (page, Parsed { text, sheet: None, options, saved_edits: None })
    }

    fn read_form(&self, name: &str, bytes: &[u8], form: Form) -> Result<Document, Error> {
        let document = form::read_as(bytes, form).map_err(|error| Error::Form { name: name.into(), error })?;
        document.remarks.iter().for_each(|remark| self.print_remark(name, remark.kind(), &remark.to_string()));
        Ok(document)
    }

    /// Returns what was read as one page.
    fn parsed(&self, name: &str, read: Read) -> (Page, Option<Parsed>) {
        let Document { text, sheet, .. } = match read {
            Read::Document(document) => document,
            Read::Text(text) => {
                let (page, parsed) = self.parse_text(name, text);
                return (page, Some(parsed));
            }
            Read::Page(page) => return *page,
        };
        let options = self.options.clone();
        let page = banmian::parse_with(&text, &sheet, &options);
        (page, Some(Parsed { text, sheet: Some(sheet), options, saved_edits: None }))
    }

    /// Returns the pages that a saved HTML file holds, unless it is to be read as a text.
    fn saved_pages(&self, bytes: &[u8]) -> Option<Vec<SavedPage>> {
        if self.form == FormChoice::Auto { saved_html::pages(bytes).filter(|pages| !pages.is_empty()) } else { None }
    }

    /// Reads a page of a saved HTML file, without its edits.
    fn read_saved(&self, SavedPage { text, edits, sheet }: SavedPage) -> Read {
        let options = self.options.clone();
        let page = match &sheet {
            Some(sheet) => banmian::parse_with(&text, sheet, &options),
            None => banmian::parse(&text, &options),
        };
        Read::Page(Box::new((page, Some(Parsed { text, sheet, options, saved_edits: edits }))))
    }

    fn print_remark(&self, name: &str, kind: &str, message: &str) {
        print_message(self.json_errors, Some(name), kind, &format!("{name}: {message}"));
    }
}

/// Returns the numbers of the pages of a document that have text.
fn numbers(document: &Document) -> Vec<usize> {
    let pages = (1..).zip(&document.sheet.pages);
    pages.filter(|(_, page)| !page.runs.is_empty()).map(|(number, _)| number).collect()
}

/// Returns the form that a file's name says, where its bytes leave it open.
fn form_of_name(path: &Path) -> Option<Form> {
    let is_markdown = OF_MARKDOWN.iter().any(|extension| has_extension(path, extension));
    is_markdown.then_some(Form::Markdown)
}

/// Returns the page that a file holds as JSON, or `None` if it holds a text. JSON that is no page,
/// whole or broken off, is an error, unless `is_text` says that the file is one: a text may begin as
/// JSON does.
fn page_from_json(name: &str, path: &Path, bytes: &[u8], is_text: bool) -> Result<Option<Page>, Error> {
    let is_named_json = has_extension(path, "json");
    let has_object = || {
        let inside = bytes.trim_ascii_start().strip_prefix(b"{");
        inside.is_some_and(|inside| inside.trim_ascii_start().starts_with(b"\""))
    };
    if !is_named_json && !has_object() {
        return Ok(None);
    }
    let is_json = || {
        let values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
        values.into_iter().all(|value| value.map_or_else(|error| error.is_eof(), |_| true))
    };
    match serde_json::from_slice(bytes) {
        Ok(page) => Ok(Some(page)),
        Err(error) if is_named_json || !is_text && is_json() => Err(Error::Page { name: name.into(), error }),
        Err(_) => Ok(None),
    }
}

fn load_cues(path: &Path) -> Result<Cues, Error> {
    let name = display_name(path);
    let bytes = read_bytes(path)?;
    let text = banmian::decode(&bytes, None).map_err(|error| Error::Decode { name: name.clone(), error })?.text;
    Cues::from_toml(&text).map_err(|error| Error::Cues { name, error })
}
