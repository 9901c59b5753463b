//! hOCR → a document. Pages, blocks, lines and words are elements of HTML of certain classes.

use super::hocr_element::{Kind, is_heading, kind, place, property, says_vertical, sureness};
use super::line::{Line, Pages, Style, number};
use super::xml::{Syntax, parse};
use super::xml_bytes::decode;
use super::xml_tree::{Element, Tree};
use crate::form::{Bounds, Document, Form, FormError};

pub(in crate::form) fn read(bytes: &[u8]) -> Result<Document, FormError> {
    let decoded = decode(bytes, Form::Hocr)?;
    let tree = parse(&decoded.text, Syntax::Html, Form::Hocr)?;
    let has_pages = tree.elements().any(|element| kind(element) == Kind::Page);
    let mut reader = Reader {
        tree: &tree,
        pages: Pages::default(),
        context: Vec::new(),
        line: None,
        blocks: 0,
        blocks_with_text: 0,
        last_block: None,
        has_pages,
        has_begun: false,
    };
    let mut index = 0;
    while index < tree.len() {
        index = reader.take(index)?;
    }
    reader.end_line()?;
    reader.pages.finish(Form::Hocr, decoded.damaged || tree.damaged)
}

/// Whether one of hOCR's classes stands anywhere in a file, in any encoding that holds ASCII.
pub(in crate::form) fn has_classes(bytes: &[u8]) -> bool {
    let ascii: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).collect();
    ascii.windows(5).any(|five| five.starts_with(b"ocr_") || five == b"ocrx_")
}

/// What holds for everything within an element.
#[derive(Clone, Copy)]
struct Context<'t> {
    end: usize,
    kind: Kind,
    bounds: Option<Bounds>,
    style: Style<'t>,
    vertical: bool,
    heading: bool,
    is_in_line: bool,
    /// The number of the block that it is in, among all blocks.
    block: Option<u32>,
}

struct Reader<'a, 't> {
    tree: &'a Tree<'t>,
    pages: Pages,
    context: Vec<Context<'t>>,
    /// The line that is being read.
    line: Option<Line<'t>>,
    /// How many blocks have begun.
    blocks: u32,
    /// How many blocks of the page have text, and which of all is the last of them.
    blocks_with_text: u32,
    last_block: Option<u32>,
    /// Without pages, the whole file is one.
    has_pages: bool,
    /// The first page has begun.
    has_begun: bool,
}

impl<'t> Reader<'_, 't> {
    /// Takes a node, and gives the one that comes next.
    fn take(&mut self, index: usize) -> Result<usize, FormError> {
        while let Some(ended) = self.context.pop_if(|outer| outer.end <= index) {
            if ends_line(ended.kind, ended.is_in_line) {
                self.end_line()?;
            }
        }
        let Some(element) = self.tree.element(index) else {
            let text = self.tree.text(index).unwrap_or_default();
            self.take_text(&text);
            return Ok(index + 1);
        };
        let kind = if !self.has_pages && element.is("body") { Kind::Page } else { kind(element) };
        let outer = self.context.last().copied();
        if kind == Kind::Alternative {
            return Ok(element.end());
        }
        if kind == Kind::Word && self.is_on_page(outer) {
            self.take_word(element, outer)?;
            return Ok(element.end());
        }
        if ends_line(kind, outer.is_some_and(|outer| outer.is_in_line)) {
            self.end_line()?;
        }
        let context = self.context(element, kind, outer);
        match kind {
            // also within another, whose end tag is missing
            Kind::Page => {
                let bounds = place(element).unwrap_or_default();
                self.pages.page(bounds.x1, bounds.y1);
                (self.blocks_with_text, self.last_block, self.has_begun) = (0, None, true);
            }
            Kind::Line { .. } => {
                let mut line = context.line(place(element));
                line.doubt(sureness(element));
                self.line = Some(line);
            }
            Kind::Picture => self.pages.picture(place(element)),
            Kind::Rule => self.pages.rule(place(element)),
            // a blank of the line
            Kind::Break if context.is_in_line => self.take_text(" "),
            _ => {}
        }
        self.context.push(context);
        Ok(index + 1)
    }

    fn context(&mut self, element: Element<'_, 't>, kind: Kind, outer: Option<Context<'t>>) -> Context<'t> {
        if kind == Kind::Block {
            self.blocks += 1;
        }
        let is_in = |what: fn(&Context) -> bool| outer.as_ref().is_some_and(what);
        Context {
            end: element.end(),
            kind,
            bounds: place(element).or(outer.and_then(|outer| outer.bounds)),
            style: style(element, outer.map(|outer| outer.style).unwrap_or_default()),
            vertical: says_vertical(element) || is_in(|outer| outer.vertical),
            heading: matches!(kind, Kind::Line { heading: true })
                || is_heading(element)
                || is_in(|outer| outer.heading),
            is_in_line: matches!(kind, Kind::Line { .. }) || is_in(|outer| outer.is_in_line),
            block: if kind == Kind::Block { Some(self.blocks) } else { outer.and_then(|outer| outer.block) },
        }
    }

    fn take_word(&mut self, element: Element<'_, 't>, outer: Option<Context<'t>>) -> Result<(), FormError> {
        let mut style = style(element, outer.map(|outer| outer.style).unwrap_or_default());
        let text = self.word_text(element, &mut style);
        if text.trim().is_empty() {
            return Ok(());
        }
        if let Some(line) = self.line_at(outer) {
            line.part();
            line.word(&text, place(element), style);
            line.doubt(sureness(element));
            line.part();
        }
        Ok(())
    }

    /// The text of a word, and whether it is bold.
    fn word_text(&self, word: Element, style: &mut Style) -> String {
        let within = || (word.index + 1..word.end()).filter_map(|index| self.tree.element(index));
        style.bold |= within().any(is_bold);
        // between boxes of characters stands what makes the file fit for reading
        let has_characters = within().any(|element| element.raw("class") == Some("ocrx_cinfo"));
        let mut text = String::new();
        let mut index = word.index + 1;
        while index < word.end() {
            let element = self.tree.element(index);
            let skipped = element.filter(|element| kind(*element) == Kind::Alternative);
            if let Some(own) = self.tree.text(index).filter(|own| !has_characters || !own.trim().is_empty()) {
                text.push_str(if has_characters { own.trim() } else { &own });
            }
            index = skipped.map_or(index + 1, Element::end);
        }
        text
    }

    fn take_text(&mut self, text: &str) {
        let outer = self.context.last().copied();
        if self.line.is_none() && text.trim_ascii().is_empty() {
            return;
        }
        let style = outer.map(|outer| outer.style).unwrap_or_default();
        if let Some(line) = self.line_at(outer) {
            line.plain(text, style);
        }
    }

    /// The line that text at a place belongs to: without one, it begins a line of its own.
    fn line_at(&mut self, outer: Option<Context<'t>>) -> Option<&mut Line<'t>> {
        if !self.is_on_page(outer) {
            return None;
        }
        Some(self.line.get_or_insert_with(|| outer.map_or_else(Line::default, |outer| outer.line(None))))
    }

    /// Whether text at a place is that of a page: before the first one stands the title of the file, but
    /// behind it an end tag too many must cost no text.
    fn is_on_page(&self, outer: Option<Context>) -> bool {
        self.has_begun || outer.is_some_and(|outer| outer.is_in_line)
    }

    fn end_line(&mut self) -> Result<(), FormError> {
        let Some(mut line) = self.line.take().filter(|line| !line.is_empty()) else { return Ok(()) };
        if let Some(block) = line.block {
            if self.last_block != Some(block) {
                self.last_block = Some(block);
                self.blocks_with_text += 1;
            }
            line.block = Some(self.blocks_with_text - 1);
        }
        self.pages.line(&line, Form::Hocr)
    }
}

impl<'t> Context<'t> {
    /// A line of this place.
    fn line(&self, bounds: Option<Bounds>) -> Line<'t> {
        let mut line = Line::new(bounds, self.bounds, self.vertical);
        line.heading = self.heading;
        line.block = self.block;
        line
    }
}

/// Whether what begins or ends an element is the end of a line.
fn ends_line(kind: Kind, is_in_line: bool) -> bool {
    match kind {
        Kind::Page | Kind::Block | Kind::Line { .. } => true,
        Kind::Picture | Kind::Rule | Kind::Break => !is_in_line,
        Kind::Word | Kind::Alternative | Kind::Inline => false,
    }
}

fn is_bold(element: Element) -> bool {
    element.is("strong") || element.is("b")
}

fn style<'t>(element: Element<'_, 't>, outer: Style<'t>) -> Style<'t> {
    let size = |name| property(element, name).map(number).filter(|&size| size > 0.0);
    // `x_size` is in the unit of the boxes, as all lines of a file have it; `x_fsize` is in points
    let own = size("x_size").or_else(|| if outer.size > 0.0 { None } else { size("x_fsize") });
    Style {
        size: own.unwrap_or(outer.size),
        face: property(element, "x_font").unwrap_or(outer.face),
        bold: outer.bold || is_bold(element),
    }
}
