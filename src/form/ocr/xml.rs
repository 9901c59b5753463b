//! XML and HTML → a tree.
//!
//! What is broken is read all the same, as far as it goes. No declaration of an entity is heeded, and
//! what an entity stands for is never read for further ones, so a file is never more than it is long.

use super::xml_tree::{Kind, Node, Tree};
use crate::form::{Form, FormError};
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::Event;
use quick_xml::parser::{ElementParser, Parser};
use quick_xml::reader::Reader;

/// How deep elements may be nested. Files of OCR have a dozen levels.
const DEPTH: usize = 256;
/// How many elements and texts there may be. A page with a box for each character has some 100,000.
const NODES: usize = 4_000_000;

/// How tags are read.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Syntax {
    Xml,
    /// Some elements have no end tag and others need none, and scripts are no text.
    Html,
}

/// The tree of a text.
pub(super) fn parse(text: &str, syntax: Syntax, form: Form) -> Result<Tree<'_>, FormError> {
    let mut builder = Builder { tree: Tree::default(), open: Vec::new(), syntax, form };
    let mut rest = text;
    while !rest.is_empty() {
        rest = builder.take(rest)?;
    }
    let ends_well = builder.open.iter().all(|&at| builder.may_stay_open(at));
    builder.tree.damaged |= !ends_well;
    builder.close_down_to(0);
    Ok(builder.tree)
}

/// A tree while it grows.
struct Builder<'t> {
    tree: Tree<'t>,
    /// The elements that have not ended, the outermost first.
    open: Vec<usize>,
    syntax: Syntax,
    form: Form,
}

impl<'t> Builder<'t> {
    /// Takes a text or a tag off the front, and gives what is left.
    fn take(&mut self, rest: &'t str) -> Result<&'t str, FormError> {
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, rest) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if self.syntax == Syntax::Html || !text.trim_ascii().is_empty() {
                self.push(Kind::Text, text, "")?;
            }
            return Ok(rest);
        };
        match tag.as_bytes() {
            [b'!' | b'?', ..] => self.take_declaration(rest),
            [b'/', ..] | [b'a'..=b'z' | b'A'..=b'Z' | b'_' | b':' | 0x80.., ..] => self.take_tag(tag),
            // a bracket of the text that nobody has escaped
            _ => {
                self.tree.damaged |= self.syntax == Syntax::Xml;
                self.push(Kind::Text, rest.get(..1).unwrap_or_default(), "")?;
                Ok(tag)
            }
        }
    }

    /// Takes a comment, a declaration or a section of text off the front.
    fn take_declaration(&mut self, rest: &'t str) -> Result<&'t str, FormError> {
        const SECTION: &str = "<![CDATA[";
        if rest.starts_with("<![") && !rest.starts_with(SECTION) {
            return Ok(after(rest, '>'));
        }
        let mut reader = Reader::from_str(rest);
        let event = reader.read_event();
        let end = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
        let after_event = rest.get(end..).unwrap_or_default();
        match event {
            Ok(Event::CData(_)) => {
                let section = rest.get(SECTION.len()..end.saturating_sub("]]>".len()));
                self.push(Kind::Verbatim, section.unwrap_or_default(), "")?;
                Ok(after_event)
            }
            Ok(_) | Err(Error::IllFormed(_)) => Ok(after_event),
            Err(Error::Syntax(SyntaxError::InvalidBangMarkup)) => Ok(after(rest, '>')),
            // it does not end, so there is nothing behind it
            Err(_) => {
                self.tree.damaged = true;
                if let Some(section) = rest.strip_prefix(SECTION) {
                    self.push(Kind::Verbatim, section, "")?;
                }
                Ok("")
            }
        }
    }

    /// Takes a tag off the front, whose `<` is already gone.
    fn take_tag(&mut self, rest: &'t str) -> Result<&'t str, FormError> {
        // a tag that is cut off or lacks a quotation mark ends before the next one at the latest: that
        // keeps the rest of the file, and looks at no byte more than twice
        let (own, others) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let end = ElementParser::Outside.feed(own.as_bytes()).or_else(|| {
            self.tree.damaged = true;
            own.find('>')
        });
        let (tag, after) = match end {
            Some(end) => (own.get(..end).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default()),
            None => (own, others),
        };
        if let Some(name) = tag.strip_prefix('/') {
            self.close(split_name(name).0);
            return Ok(after);
        }
        let is_empty = tag.ends_with('/');
        let (name, attributes) = split_name(tag.strip_suffix('/').unwrap_or(tag));
        // without its end, what is left of a tag may be half of a value
        if end.is_none() && others.is_empty() {
            return Ok("");
        }
        self.open(name, attributes, is_empty)?;
        let is_code = ["script", "style"].iter().any(|code| name.eq_ignore_ascii_case(code));
        Ok(if self.syntax == Syntax::Html && is_code && !is_empty { from_end_tag(after, name) } else { after })
    }

    fn open(&mut self, name: &'t str, attributes: &'t str, is_empty: bool) -> Result<(), FormError> {
        const VOID: [&str; 9] = ["br", "meta", "img", "link", "hr", "input", "wbr", "col", "base"];
        let is_html = self.syntax == Syntax::Html;
        if is_html && ["p", "li"].iter().any(|kind| name.eq_ignore_ascii_case(kind)) {
            self.close_sibling(name);
        }
        let index = self.tree.nodes.len();
        self.push(Kind::Element, name, attributes)?;
        if is_empty || (is_html && VOID.iter().any(|void| name.eq_ignore_ascii_case(void))) {
            return Ok(());
        }
        if self.open.len() >= DEPTH {
            return Err(FormError::TooLarge { what: self.form.name() });
        }
        self.open.push(index);
        Ok(())
    }

    /// Closes the paragraph before this one, which needs no end tag.
    fn close_sibling(&mut self, name: &str) {
        let is = |at: usize, name: &str| self.tree.element(at).is_some_and(|element| element.is(name));
        let within = |&at: &usize| is(at, name) || ["div", "td", "ul", "ol", "body"].iter().any(|outer| is(at, outer));
        if let Some(depth) = self.open.iter().rposition(within)
            && self.open.get(depth).is_some_and(|&at| is(at, name))
        {
            self.close_down_to(depth);
        }
    }

    fn close(&mut self, name: &str) {
        let found = self.open.iter().rposition(|&at| self.tree.element(at).is_some_and(|element| element.is(name)));
        match found {
            Some(depth) => {
                let within = self.open.get(depth + 1..).unwrap_or_default();
                let ends_well = within.iter().all(|&at| self.may_stay_open(at));
                self.tree.damaged |= !ends_well;
                self.close_down_to(depth);
            }
            None => self.tree.damaged |= self.syntax == Syntax::Xml,
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        let end = self.tree.nodes.len();
        for at in self.open.drain(depth.min(self.open.len())..) {
            if let Some(node) = self.tree.nodes.get_mut(at) {
                node.end = end;
            }
        }
    }

    /// Whether an element needs no end tag.
    fn may_stay_open(&self, at: usize) -> bool {
        let optional = ["html", "body", "head", "p", "li", "td", "tr", "tbody"];
        let is = |name: &&str| self.tree.element(at).is_some_and(|element| element.is(name));
        self.syntax == Syntax::Html && optional.iter().any(is)
    }

    fn push(&mut self, kind: Kind, text: &'t str, attributes: &'t str) -> Result<(), FormError> {
        let end = self.tree.nodes.len() + 1;
        if end > NODES {
            return Err(FormError::TooLarge { what: self.form.name() });
        }
        self.tree.nodes.push(Node { kind, text, attributes, end });
        Ok(())
    }
}

/// The name of a tag without its prefix, and what stands behind it.
fn split_name(tag: &str) -> (&str, &str) {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    (name.rsplit(':').next().unwrap_or(name), attributes)
}

fn after(text: &str, end: char) -> &str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// The text from the end tag of an element on.
fn from_end_tag<'t>(text: &'t str, name: &str) -> &'t str {
    let is_end = |&(at, _): &(usize, &str)| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").find(is_end);
    end.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}
