//! The page's blocks as elements of XML.

use super::html::Html;
use super::markup::Markup;
use crate::model::Block;

/// A document of what XML 1.0 can hold; control codes and the like, which it cannot, neither in
/// words nor in attributes, are the replacement character.
/// Source: <https://www.w3.org/TR/xml/#charsets>.
pub(super) fn legal(document: String) -> String {
    let foreign =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if document.contains(foreign) { document.replace(foreign, "\u{fffd}") } else { document }
}

/// One element with a text in it, on a line of its own.
pub(super) fn leaf(out: &mut Html, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
    out.open(tag, attributes);
    out.text(text);
    out.close(tag);
    out.0.push('\n');
}

/// A block as one element, if there is one.
pub(super) fn maybe(out: &mut Html, tag: &'static str, attributes: &[(&'static str, &str)], block: Option<&Block>) {
    if let Some(block) = block {
        leaf(out, tag, attributes, &block.text);
    }
}
