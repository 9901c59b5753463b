//! The page's blocks as elements of XML.

use super::html::Html;
use super::markup::Markup;
use crate::model::Block;
use std::borrow::Cow;

/// What XML 1.0 can hold of a text; control codes and the like, which it cannot, are the
/// replacement character. Source: <https://www.w3.org/TR/xml/#charsets>.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let foreign =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(foreign) { text.replace(foreign, "\u{fffd}").into() } else { text.into() }
}

/// One element with a text in it, on a line of its own.
pub(super) fn leaf(out: &mut Html, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
    out.open(tag, attributes);
    out.text(&legal(text));
    out.close(tag);
    out.0.push('\n');
}

/// A block as one element, if there is one.
pub(super) fn maybe(out: &mut Html, tag: &'static str, attributes: &[(&'static str, &str)], block: Option<&Block>) {
    if let Some(block) = block {
        leaf(out, tag, attributes, &block.text);
    }
}
