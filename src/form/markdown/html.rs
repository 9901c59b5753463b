//! HTML within Markdown → its text. Converters write tables, anchors and comments as HTML.

use html_escape::decode_html_entities;

/// A piece of what HTML says.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// Text, whose line ends say nothing.
    Text(String),
    /// What parts one cell of a table from the next.
    Blank,
    LineEnd,
}

/// Elements that begin and end a line.
const LINES: [&str; 28] = [
    "address",
    "blockquote",
    "br",
    "caption",
    "center",
    "div",
    "dd",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Other elements that converters write. What stands between angle brackets and is none is a text.
const OTHERS: [&str; 24] = [
    "a", "b", "big", "body", "code", "col", "colgroup", "em", "font", "html", "i", "img", "mark", "page", "s", "small",
    "span", "strong", "sub", "sup", "tbody", "tfoot", "thead", "u",
];
const CELLS: [&str; 2] = ["td", "th"];

/// The text of HTML in pieces. Comments say nothing, and neither do tags but for where a line ends.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let Some((length, piece)) = markup(tag) else {
            text.push('<');
            rest = &tag[1..];
            continue;
        };
        rest = &tag[length..];
        if let Some(piece) = piece {
            push_text(&mut out, &mut text);
            out.push(piece);
        }
    }
    text.push_str(rest);
    push_text(&mut out, &mut text);
    out
}

fn push_text(out: &mut Vec<Piece>, text: &mut String) {
    if !text.is_empty() {
        out.push(Piece::Text(decode_html_entities(text).into_owned()));
        text.clear();
    }
}

/// How long the comment or the tag is that a text begins with, and what it says; `None` if it is a text.
fn markup(html: &str) -> Option<(usize, Option<Piece>)> {
    if html.starts_with("<!--") {
        return html.find("-->").map(|end| (end + 3, None));
    }
    let end = html.find('>')? + 1;
    let inside = html[1..end - 1].trim_start_matches('/');
    let name = inside.split(|c: char| c.is_ascii_whitespace() || c == '/').next()?.to_ascii_lowercase();
    let is_in = |names: &[&str]| names.contains(&&*name);
    match () {
        () if is_in(&LINES) => Some((end, Some(Piece::LineEnd))),
        () if is_in(&CELLS) => Some((end, Some(Piece::Blank))),
        () if is_in(&OTHERS) => Some((end, None)),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let shown = pieces(html).into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Blank => " ".into(),
            Piece::LineEnd => "|".into(),
        });
        shown.collect()
    }

    #[test]
    fn html_is_its_text() {
        for (html, wanted) in [
            ("<!-- image -->", ""),
            ("<span id=\"page-1-0\"></span>馆", "馆"),
            ("<tr><td>甲</td><td>1 &lt; 2</td></tr>", "| 甲  1 < 2 |"),
            ("甲<br/>乙<BR>丙", "甲|乙|丙"),
            // what is no tag is a text, and what is broken off, too
            ("<Reuters> 1 < 2 & 3 > 2", "<Reuters> 1 < 2 & 3 > 2"),
            ("<!-- 馆", "<!-- 馆"),
            ("<b 馆", "<b 馆"),
            ("H<sub>2</sub>O", "H2O"),
        ] {
            assert_eq!(shown(html), wanted, "{html}");
        }
    }
}
