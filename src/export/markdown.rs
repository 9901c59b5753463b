//! The page as Markdown (CommonMark) with front matter.

use super::dehyphenation::dehyphenated;
use super::facts::{PageFacts, page_facts};
use crate::model::{Article, Block, Page, Role};
use std::fmt::Write;

/// Writes the page as CommonMark with YAML front matter: headlines as second-level headings,
/// subheads as third-level headings, captions as block quotes.
///
/// Text that could be taken for markup is escaped, addresses included: no renderer of CommonMark
/// makes an element of it, and none that looks for addresses as GFM describes it makes a link.
/// Programs that look for them in the text as it reads still find them, as nothing in Markdown
/// tells them not to: remark-gfm, and GitHub for e-mail. Linear in the page.
///
/// ```
/// let page = banmian::parse("*市图书馆*开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let markdown = banmian::export::markdown(&page);
/// assert!(markdown.starts_with("---\nlanguage: \"zh-Hans\"\n"));
/// assert!(markdown.contains("\n## \\*市图书馆\\*开馆\n\n本报讯"));
/// ```
pub fn markdown(page: &Page) -> String {
    let page = &dehyphenated(page);
    let mut out = front_matter(page);
    for block in &page.furniture {
        paragraph(&mut out, "", "", block);
    }
    for article in &page.articles {
        write_article(&mut out, article);
    }
    if !page.unplaced.is_empty() {
        out.push_str("\n---\n");
        page.unplaced.iter().for_each(|block| paragraph(&mut out, "", "", block));
    }
    out
}

/// The YAML front matter. A renderer that knows none takes it for a heading.
fn front_matter(page: &Page) -> String {
    let PageFacts { paper, date, number, .. } = page_facts(page);
    let mut out = String::from("---\n");
    let all = [("language", Some(page.source.language.clone())), ("paper", paper), ("date", date), ("page", number)];
    for (key, value) in all {
        if let Some(value) = value {
            let _ = writeln!(out, "{key}: {}", yaml_string(&value));
        }
    }
    let _ = writeln!(out, "stories: {}\n---", page.articles.len());
    out
}

/// Quotes a value for YAML so that Markdown has nothing to read in it either.
///
/// What is neither letter nor digit is escaped by its number: markup, and what YAML does not allow.
fn yaml_string(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-');
    let escaped = |c: char| match u32::from(c) {
        _ if plain(c) => c.into(),
        code @ 0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    };
    format!("\"{}\"", value.chars().map(escaped).collect::<String>())
}

fn write_article(out: &mut String, article: &Article) {
    for block in article.heading_blocks().chain(article.bylines.iter().map(|byline| &byline.block)) {
        match block.role {
            Role::Headline => paragraph(out, "## ", "", block),
            Role::Deck => paragraph(out, "**", "**", block),
            _ => paragraph(out, "*", "*", block),
        }
    }
    for block in article.body_blocks() {
        match block.role {
            Role::Subhead => paragraph(out, "### ", "", block),
            Role::Caption | Role::Credit => paragraph(out, "> ", "", block),
            Role::Jump => paragraph(out, "*", "*", block),
            _ => paragraph(out, "", "", block),
        }
    }
}

fn paragraph(out: &mut String, before: &str, after: &str, block: &Block) {
    let text = block.text.trim();
    // marks of emphasis with nothing between them would be words, or a rule
    if text.is_empty() {
        return;
    }
    out.push('\n');
    out.push_str(before);
    escape(out, text, before.ends_with(' ') || before.is_empty());
    out.push_str(after);
    out.push('\n');
}

/// Writes text so that neither CommonMark nor an extension of it takes any of it for markup. Line
/// breaks and tabs become spaces, NUL becomes U+FFFD.
///
/// A backslash stands only before what every renderer knows to escape; the rest are character
/// references.
fn escape(out: &mut String, text: &str, at_line_start: bool) {
    let mut only_digits = at_line_start;
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        match c {
            '\0' => out.push('\u{fffd}'),
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            _ if needs_reference(c, before, after) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            _ => {
                let opens_line = before.is_empty() && at_line_start && matches!(c, '+' | '-' | '=' | ':');
                let ends_list_number = only_digits && !before.is_empty() && matches!(c, '.' | ')');
                if opens_line || ends_list_number || needs_backslash(c, before, after) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        only_digits &= c.is_ascii_digit();
    }
}

/// Whether `c` is written as a character reference.
///
/// These are characters that some renderers do not let a backslash escape, and the line separators
/// of JavaScript, at which its renderers end a heading. Two slashes make an address of what follows.
fn needs_reference(c: char, before: &str, after: &str) -> bool {
    match c {
        '@' | '$' | '^' | '\u{2028}' | '\u{2029}' | '\u{feff}' => true,
        '/' => before.ends_with('/'),
        // the closing `#` of a heading, for showdown even behind a backslash
        '#' => after.is_empty(),
        _ => false,
    }
}

/// Whether a backslash stands before `c` wherever in a line it is.
///
/// Renderers look for addresses before they look for backslashes, or between them: so the dots of
/// names such as `www.example.com` have one.
fn needs_backslash(c: char, before: &str, after: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' => true,
        '.' if before.ends_with("..") => true,
        '.' => {
            let is_after_word = before.ends_with(|c: char| !c.is_whitespace());
            let bytes = before.as_bytes();
            let is_after_www = bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"www");
            is_after_www || (is_after_word && after.starts_with(char::is_alphabetic))
        }
        // the name of an emoji
        ':' => {
            let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'));
            name.len() < after.len() && name.starts_with(':')
        }
        _ => false,
    }
}
