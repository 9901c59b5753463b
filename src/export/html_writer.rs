//! Elements as the text of HTML and XML files.

use super::markup::MarkupWriter;
use std::fmt::Write;

/// Writes elements as HTML text.
pub(super) struct HtmlWriter(pub String);

impl MarkupWriter for HtmlWriter {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"");
            html_escape::encode_double_quoted_attribute_to_string(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn text(&mut self, text: &str) {
        // a parser of HTML leaves NUL out
        for (n, part) in text.split('\0').enumerate() {
            if n > 0 {
                self.0.push('\u{fffd}');
            }
            html_escape::encode_text_to_string(part, &mut self.0);
        }
    }

    fn close(&mut self, tag: &'static str) {
        let _ = write!(self.0, "</{tag}>");
    }
}
