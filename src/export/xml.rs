//! Elements and characters of XML documents.

use super::html_writer::HtmlWriter;
use super::markup::MarkupWriter;

/// Replaces the characters that XML 1.0 cannot hold, such as control codes, by U+FFFD.
/// Source: <https://www.w3.org/TR/xml/#charsets>.
pub(super) fn replace_illegal_chars(document: String) -> String {
    let illegal =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if document.contains(illegal) { document.replace(illegal, "\u{fffd}") } else { document }
}

/// Writes an element that holds only text, on a line of its own.
pub(super) fn text_element(out: &mut HtmlWriter, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
    out.open(tag, attributes);
    out.text(text);
    out.close(tag);
    out.0.push('\n');
}
