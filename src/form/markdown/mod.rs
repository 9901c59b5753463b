//! Markdown of converters (MinerU, docling, marker, olmOCR) → a document.
//!
//! The marks stand nowhere in the text: they say what a line is. A heading is larger than the text, by
//! its level, and a line that is all bold is a heading of the text's size. [`detect`] tells Markdown from
//! texts that have a `#` or an asterisk of their own, and [`html`] reads what converters write as HTML,
//! such as tables.

mod detect;
mod html;
mod lines;

pub(super) use detect::is_markdown;

use super::{Document, Form, FormError};
use html::Piece;
use lines::Lines;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// How many characters a document may have. A broadsheet page has some 30,000.
const CHARACTERS: usize = 4_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Document, FormError> {
    let what = Form::Markdown.name();
    let text = std::str::from_utf8(bytes).map_err(|_| FormError::NotUtf8 { what })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().count() > CHARACTERS {
        return Err(FormError::TooLarge { what });
    }
    let source = without_definitions(&text[front_matter(text)..]);
    let mut reader = Reader { source: &source, lines: Lines::default(), html: None, images: 0, lists: Vec::new() };
    for (event, range) in Parser::new_ext(&source, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(event, range);
    }
    reader.lines.finish().ok_or(FormError::Empty { what })
}

/// How long the front matter is, which says something of the file and is no text of the page: YAML
/// between two lines of hyphens.
fn front_matter(text: &str) -> usize {
    let mut at = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        match n {
            0 if line != "---" => return 0,
            0 => {}
            _ if line == "---" || line == "..." => return at,
            _ if !is_yaml(line) => return 0,
            _ => {}
        }
    }
    0
}

fn is_yaml(line: &str) -> bool {
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    line.starts_with([' ', '#']) || line.starts_with("- ") || line.split_once(':').is_some_and(|(key, _)| is_key(key))
}

/// The text with what would define the address of a link escaped: converters define none, so that it is a
/// text like any other, as in “[注]:见下文”.
fn without_definitions(text: &str) -> Cow<'_, str> {
    let begin = |line: &str| {
        let definition = line.trim_start_matches([' ', '>', '\t']);
        let is_one = definition.starts_with('[') && definition.contains("]:");
        is_one.then(|| line.len() - definition.len())
    };
    if !text.lines().any(|line| begin(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let escaped = text.split_inclusive('\n').flat_map(|line| match begin(line) {
        Some(at) => [&line[..at], "\\", &line[at..]],
        None => [line, "", ""],
    });
    Cow::Owned(escaped.collect())
}

struct Reader<'m> {
    source: &'m str,
    lines: Lines,
    /// The block of HTML that is being read.
    html: Option<String>,
    /// Within how many pictures it is, whose descriptions are not printed.
    images: usize,
    /// The lists that it is in: whether their items are numbered.
    lists: Vec<bool>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.begin(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.images == 0 => self.lines.text(&text),
            Event::Code(text) if self.images == 0 => self.lines.text(&text),
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(html) if self.images == 0 => self.take_html(&html),
            Event::SoftBreak => self.lines.soft_break(),
            Event::HardBreak => self.lines.end_line(),
            Event::Rule => self.lines.end_block(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.lines.end_block();
                self.lines.level = Some(*level);
            }
            Tag::Strong => self.lines.bold += 1,
            Tag::Image { .. } => self.images += 1,
            Tag::List(first) => self.lists.push(first.is_some()),
            Tag::Item => {
                self.lines.end_line();
                if self.lists.last() == Some(&true) {
                    self.lines.text(&number(&self.source[range]));
                }
            }
            Tag::TableRow => self.lines.end_line(),
            // the number of an item stands before its first paragraph
            Tag::Paragraph if !self.lists.is_empty() => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => self.lines.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.lines.end_block();
                self.lines.level = None;
            }
            TagEnd::Strong => self.lines.bold = self.lines.bold.saturating_sub(1),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
                self.lines.end_block();
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.take_html(&html);
                }
                self.lines.end_block();
            }
            TagEnd::TableCell => self.lines.blank(),
            TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => self.lines.end_line(),
            TagEnd::Paragraph if !self.lists.is_empty() => self.lines.end_line(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Table => self.lines.end_block(),
            _ => {}
        }
    }

    fn take_html(&mut self, html: &str) {
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(text) => self.lines.wrapped_text(&text),
                Piece::Blank => self.lines.blank(),
                Piece::LineEnd => self.lines.end_line(),
            }
        }
    }
}

/// The number of an item of a list as it is written, which is printed, too.
fn number(item: &str) -> String {
    let item = item.trim_start();
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    format!("{} ", item.get(..digits + 1).unwrap_or_default())
}

/// How large a heading is, in sizes of the text, as browsers show it.
/// Source: <https://html.spec.whatwg.org/multipage/rendering.html#sections-and-headings>.
fn size(level: HeadingLevel) -> f32 {
    match level {
        HeadingLevel::H1 => 2.0,
        HeadingLevel::H2 => 1.5,
        HeadingLevel::H3 => 1.17,
        HeadingLevel::H4 => 1.0,
        HeadingLevel::H5 => 0.83,
        HeadingLevel::H6 => 0.67,
    }
}
