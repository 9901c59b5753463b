//! HTML within Markdown → its text. Converters write tables, anchors and comments as HTML.

use pulldown_cmark::{Event, Parser};

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

/// The longest name of these, in characters.
const NAME: usize = 10;
/// The longest name of an entity.
const ENTITY: usize = 32;

/// The text of HTML in pieces. Comments say nothing, and neither do tags but for where a line ends.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    // what ends nowhere is looked for once
    let last = ["-->", ">"].map(|end| html.rfind(end));
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let start = html.len() - tag.len();
        let [has_comment_end, has_end] = last.map(|last| last.is_some_and(|last| last > start));
        let Some((length, piece)) = markup(tag, has_comment_end, has_end) else {
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
        out.push(Piece::Text(decoded(text)));
        text.clear();
    }
}

/// The text with characters in the place of their entities, whose names the parser of Markdown knows.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let name = rest[at + 1..].bytes().take(ENTITY).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        let (entity, behind) = rest[at..].split_at(1 + name.count());
        rest =
            match behind.strip_prefix(';') {
                Some(behind) => {
                    let events = Parser::new(&rest[at..rest.len() - behind.len()]);
                    out.extend(events.filter_map(|event| {
                        if let Event::Text(text) = event { Some(text.into_string()) } else { None }
                    }));
                    behind
                }
                None => {
                    out.push_str(entity);
                    behind
                }
            };
    }
    out + rest
}

/// How long the comment or the tag is that a text begins with, and what it says; `None` if it is a text.
fn markup(html: &str, has_comment_end: bool, has_end: bool) -> Option<(usize, Option<Piece>)> {
    if html.starts_with("<!--") {
        return if has_comment_end { html.find("-->").map(|end| (end + 3, None)) } else { None };
    }
    if !has_end {
        return None;
    }
    let inside = html[1..].trim_start_matches('/');
    let is_end = |&(_, c): &(usize, char)| c.is_ascii_whitespace() || c == '/' || c == '>';
    let (end, _) = inside.char_indices().take(NAME + 1).find(is_end)?;
    let name = inside[..end].to_ascii_lowercase();
    let is_in = |names: &[&str]| names.contains(&&*name);
    let piece = match () {
        () if is_in(&LINES) => Some(Piece::LineEnd),
        () if is_in(&CELLS) => Some(Piece::Blank),
        () if is_in(&OTHERS) => None,
        () => return None,
    };
    html.find('>').map(|end| (end + 1, piece))
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
            ("<b>甲<!-- 馆 --></b><!-- 乙 > 丙", "甲<!-- 乙 > 丙"),
            ("</////br>甲<BR/>乙<blockquote>丙", "|甲|乙|丙"),
            // entities are those of Markdown
            ("&nbsp;&#9733;&#x9986;&CounterClockwiseContourIntegral;", "\u{a0}★馆∳"),
            ("&馆; &nix; &amp &&amp;&#; &", "&馆; &nix; &amp &&&#; &"),
        ] {
            assert_eq!(shown(html), wanted, "{html}");
        }
    }
}
