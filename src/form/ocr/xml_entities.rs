//! Entities → the characters that they stand for.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesRef;
use std::borrow::Cow;

/// The longest name that is looked for, from `&` to `;`.
const LONGEST: usize = 16;

/// The names of HTML that OCR programs write, beside the five of XML.
const NAMED: [(&str, &str); 15] = [
    ("nbsp", "\u{a0}"),
    ("shy", "\u{ad}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("middot", "·"),
    ("hellip", "…"),
    ("bull", "•"),
];

/// Replaces entities. One that is not known stays as it is written, so that no character is lost.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut parts = raw.split('&');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.bytes().take(LONGEST).position(|byte| byte == b';');
        let (name, rest) = end.and_then(|end| Some((part.get(..end)?, part.get(end + 1..)?))).unwrap_or(("", part));
        if !push_entity(&mut text, name) {
            text.push('&');
            text.push_str(part);
            continue;
        }
        text.push_str(rest);
    }
    Cow::Owned(text)
}

/// Adds what an entity stands for, if it is known.
fn push_entity(text: &mut String, name: &str) -> bool {
    if let Ok(Some(character)) = BytesRef::new(name).resolve_char_ref() {
        text.push(character);
        return true;
    }
    let html = || NAMED.iter().find(|(known, _)| *known == name).map(|&(_, value)| value);
    let value = resolve_xml_entity(name).or_else(html);
    text.push_str(value.unwrap_or_default());
    value.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_entities_are_replaced_once_and_others_stay() {
        for (raw, text) in [
            ("馆&amp;A&lt;&gt;&quot;&apos;", "馆&A<>\"'"),
            ("&#39302;&#x9986;&#x20BB7;", "馆馆𠮷"),
            ("&amp;lt;&amp;#65;", "&lt;&#65;"),
            ("a&nbsp;b&hellip;", "a\u{a0}b…"),
            ("&lol;&;&&#0;&#xD800;&#x110000;&#-1;&#99999999999;", "&lol;&;&&#0;&#xD800;&#x110000;&#-1;&#99999999999;"),
            ("AT&T R&D; &", "AT&T R&D; &"),
            ("&馆;", "&馆;"),
        ] {
            assert_eq!(unescape(raw), text);
        }
    }
}
