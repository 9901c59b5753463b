//! A parser of the part of TOML that language packs use: keys, strings, lists of strings.
//!
//! The crate `toml` would add 24 kB, compressed, to the WebAssembly module, for numbers, dates and
//! tables that no pack has. The tests compare this parser with the crate.

use super::field_value::FieldValue;

/// A field's name, value and 1-based line.
pub(super) type Field = (String, FieldValue, usize);

/// A syntax error: its 1-based line, and what to do.
pub(super) type SyntaxError = (usize, String);

/// Reads the fields of a pack in the order in which they are written.
pub(super) fn read(text: &str) -> Result<Vec<Field>, SyntaxError> {
    let mut parser = Parser { rest: text, line: 1 };
    let mut fields: Vec<Field> = Vec::new();
    while parser.skip_lines()? {
        let line = parser.line;
        let name = parser.key()?;
        if fields.iter().any(|(known, ..)| *known == name) {
            return parser.fault(&format!("{name:?} is given twice"));
        }
        parser.skip_blanks();
        if !parser.take("=") {
            return parser.fault(&format!(
                "`=` is missing after {name:?}; a field is written {name} = …, without dots or tables"
            ));
        }
        parser.skip_blanks();
        let value = match parser.rest.starts_with('[') {
            true => parser.list()?,
            false => parser.text()?.map_or(FieldValue::Other, FieldValue::Text),
        };
        parser.skip_blanks();
        parser.comment()?;
        if !parser.rest.is_empty() && !parser.line_end() {
            return parser
                .fault(&format!("something stands after the value of {name:?}; the next field begins a new line"));
        }
        fields.push((name, value, line));
    }
    Ok(fields)
}

struct Parser<'t> {
    rest: &'t str,
    line: usize,
}

impl Parser<'_> {
    fn fault<T>(&self, what: &str) -> Result<T, SyntaxError> {
        Err((self.line, what.to_owned()))
    }

    /// Skips `sign` if it comes next, and returns whether it did.
    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn line_end(&mut self) -> bool {
        let ended = self.take("\n") || self.take("\r\n");
        self.line += usize::from(ended);
        ended
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn comment(&mut self) -> Result<(), SyntaxError> {
        if self.rest.starts_with('#') {
            let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
            if self.rest[..end].contains(is_control) {
                return self.fault("a comment holds a control code");
            }
            self.rest = &self.rest[end..];
        }
        Ok(())
    }

    /// Skips blanks, comments and line endings, and returns whether anything follows.
    fn skip_lines(&mut self) -> Result<bool, SyntaxError> {
        loop {
            self.skip_blanks();
            self.comment()?;
            if !self.line_end() {
                return Ok(!self.rest.is_empty());
            }
        }
    }

    fn key(&mut self) -> Result<String, SyntaxError> {
        if self.rest.starts_with(['"', '\'']) {
            if self.rest.starts_with("\"\"\"") || self.rest.starts_with("'''") {
                return self.fault("a name is written on one line");
            }
            return Ok(self.text()?.unwrap_or_default());
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return self.fault("a field's name is missing; packs hold only lines like name = \"…\" and name = [\"…\"]");
        }
        self.rest = rest;
        Ok(name.to_owned())
    }

    /// Parses a list; one that holds anything but strings is [`FieldValue::Other`].
    fn list(&mut self) -> Result<FieldValue, SyntaxError> {
        self.take("[");
        let mut items = Vec::new();
        let mut strings = true;
        loop {
            if !self.skip_lines()? {
                return self.fault("a list is not closed by `]`");
            }
            if self.take("]") {
                break;
            }
            let line = self.line;
            match self.text()? {
                Some(text) => items.push((text, Some(line))),
                None => strings = false,
            }
            self.skip_lines()?;
            if !self.take(",") && !self.rest.starts_with(']') {
                return self.fault("`,` or `]` is missing after an item of a list");
            }
        }
        Ok(if strings { FieldValue::List(items) } else { FieldValue::Other })
    }

    /// Parses a string; `None` for a value that is not one.
    fn text(&mut self) -> Result<Option<String>, SyntaxError> {
        for (quote, escapes) in [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)] {
            if self.take(quote) {
                return self.quoted(quote, escapes).map(Some);
            }
        }
        let end = self.rest.find(|c: char| ",]#\"'[{=".contains(c) || c.is_whitespace()).unwrap_or(self.rest.len());
        if end == 0 {
            return self.fault("a string in quotes is missing");
        }
        self.rest = &self.rest[end..];
        Ok(None)
    }

    fn quoted(&mut self, quote: &str, escapes: bool) -> Result<String, SyntaxError> {
        let (start, many) = (self.line, quote.len() == 3);
        let mut out = String::new();
        if many {
            self.line_end();
        }
        loop {
            if self.take(quote) {
                // up to two quotes may stand right before the three that close
                for _ in 0..2 {
                    if many && self.take(&quote[..1]) {
                        out.push_str(&quote[..1]);
                    }
                }
                return Ok(out);
            }
            let before = self.rest;
            if many && self.line_end() {
                out.push_str(&before[..before.len() - self.rest.len()]);
                continue;
            }
            let mut chars = self.rest.chars();
            match chars.next() {
                Some('\\') if escapes => self.escape(&mut out, many)?,
                Some(c) if !is_control(c) => {
                    out.push(c);
                    self.rest = chars.as_str();
                }
                Some(c) if c != '\n' && c != '\r' => {
                    return self.fault("a string holds a control code; write it as `\\u0001`");
                }
                _ => return Err((start, format!("a string is not closed by {quote}"))),
            }
        }
    }

    fn escape(&mut self, out: &mut String, many: bool) -> Result<(), SyntaxError> {
        let rest = &self.rest[1..];
        if many && (rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])) {
            self.rest = rest;
            loop {
                self.skip_blanks();
                if !self.line_end() {
                    return Ok(());
                }
            }
        }
        let mut chars = rest.chars();
        let sign = chars.next();
        let digits = match sign {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        self.rest = chars.as_str();
        let c = match sign {
            Some('b') => Some('\u{8}'),
            Some('t') => Some('\t'),
            Some('n') => Some('\n'),
            Some('f') => Some('\u{c}'),
            Some('r') => Some('\r'),
            Some('e') => Some('\u{1b}'),
            Some(c @ ('"' | '\\')) => Some(c),
            _ => self
                .rest
                .get(..digits)
                .filter(|code| digits > 0 && code.bytes().all(|b| b.is_ascii_hexdigit()))
                .and_then(|code| {
                    self.rest = &self.rest[digits..];
                    char::from_u32(u32::from_str_radix(code, 16).ok()?)
                }),
        };
        match c {
            Some(c) => out.push(c),
            None => {
                return self
                    .fault("`\\` begins nothing that TOML knows; write `\\\\` for the sign, or put the string in '…'");
            }
        }
        Ok(())
    }
}

fn is_control(c: char) -> bool {
    c != '\t' && (c < ' ' || c == '\u{7f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the crate parses of a text that holds nothing but strings and lists of strings.
    fn wanted(text: &str) -> Option<Vec<(String, Vec<String>)>> {
        let table: toml::Table = text.parse().ok()?;
        table
            .into_iter()
            .map(|(name, value)| match value {
                toml::Value::String(text) => Some((name, vec![text])),
                toml::Value::Array(items) => {
                    let items: Option<_> = items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
                    Some((name, items?))
                }
                _ => None,
            })
            .collect()
    }

    fn got(text: &str) -> Option<Vec<(String, Vec<String>)>> {
        let fields = read(text).ok()?;
        let mut fields: Vec<_> = fields
            .into_iter()
            .map(|(name, value, _)| match value {
                FieldValue::Text(text) => Some((name, vec![text])),
                FieldValue::List(items) => Some((name, items.into_iter().map(|(item, _)| item).collect())),
                FieldValue::Other => None,
            })
            .collect::<Option<_>>()?;
        fields.sort();
        Some(fields)
    }

    #[test]
    fn the_built_in_packs_parse_like_the_crate() {
        for text in [
            include_str!("../../cues/zh-Hans.toml"),
            include_str!("../../cues/zh-Hant.toml"),
            include_str!("../../cues/en.toml"),
        ] {
            assert!(wanted(text).is_some_and(|fields| fields.len() > 10));
            assert_eq!(got(text), wanted(text));
            assert_eq!(got(&text.replace('\n', "\r\n")), wanted(&text.replace('\n', "\r\n")));
        }
    }

    #[test]
    fn all_kinds_of_strings_are_parsed() {
        let text = "\"a\" = \"\"\"\none \\\n   two\"\"\"\"\nb='''\r\n\\x''''' # note\n'c d' = [\n 'x', # y\n \"\\u65e5\\U00020BB7\\x41\\t\\\\\"\n,]\n";
        let text = &text.replace("''''' #", "''' #");
        assert!(got(text).is_some());
        assert_eq!(got(text), wanted(text));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn any_text_parses_like_the_crate(parts in prop::collection::vec(prop::sample::select(PARTS), 0..24)) {
            let text = parts.concat();
            prop_assert_eq!(got(&text), wanted(&text), "{}", text);
        }

        #[test]
        fn any_line_parses_like_the_crate(parts in prop::collection::vec(prop::sample::select(PARTS), 0..8)) {
            let text = format!("a = [\"x\", {}\"y\"]\nb = \"{}\"\nc = '''{}'''\n", parts.concat(), parts.concat(), parts.concat());
            prop_assert_eq!(got(&text), wanted(&text), "{}", text);
        }
    }

    const PARTS: &[&str] = &[
        "a",
        "b",
        "本报讯",
        " ",
        "\t",
        "=",
        " = ",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "\"\"\"",
        "'",
        "'''",
        "\"x\"",
        "'y'",
        "[",
        "]",
        ",",
        "#",
        "# x\n",
        "\\",
        "\\n",
        "\\u65e5",
        "\\x4",
        "\\q",
        "\\ \n ",
        ".",
        "1",
        "true",
        "{",
        "}",
        "\u{1}",
        "\u{7f}",
        "\n[t]\n",
        "-",
        "_c = 'd'\n",
        "e = [\"f\", 'g',]\n",
        "\"h\" = \"\"\"\n i\\\n j\"\"\"\n",
    ];
}
