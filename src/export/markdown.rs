//! The page as Markdown (CommonMark) with front matter.

use super::dehyphenation::dehyphenated;
use super::facts::{PageFacts, page_facts};
use crate::model::{Article, Block, Page, Role};
use serde_json::json;
use std::fmt::Write;

/// Writes the page as CommonMark with YAML front matter: headlines as second-level headings,
/// subheads as third-level headings, captions as block quotes.
///
/// Text that could be taken for markup is escaped. Linear in the page.
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

/// The YAML front matter; every JSON string is also a YAML string.
fn front_matter(page: &Page) -> String {
    let PageFacts { paper, date, number } = page_facts(page);
    let mut out = String::from("---\n");
    let all = [("language", Some(page.source.language.clone())), ("paper", paper), ("date", date), ("page", number)];
    for (key, value) in all {
        if let Some(value) = value {
            let _ = writeln!(out, "{key}: {}", json!(value));
        }
    }
    let _ = writeln!(out, "stories: {}\n---", page.articles.len());
    out
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
    out.push('\n');
    out.push_str(before);
    escape(out, block.text.trim(), before.ends_with(' ') || before.is_empty());
    out.push_str(after);
    out.push('\n');
}

/// Writes text with a backslash before every ASCII character that CommonMark may take for markup,
/// also before the `.` or `)` of a number that would begin a list. Line breaks and tabs become
/// spaces, NUL becomes U+FFFD.
fn escape(out: &mut String, text: &str, at_line_start: bool) {
    let mut only_digits = at_line_start;
    for (at, c) in text.char_indices() {
        let starts_list = at == 0 && at_line_start && matches!(c, '+' | '-' | '=' | ':');
        let ends_list_number = only_digits && at > 0 && matches!(c, '.' | ')');
        if starts_list || ends_list_number || "\\`*_{}[]<>#|~&$^!".contains(c) {
            out.push('\\');
        }
        if c == '\0' {
            out.push('\u{fffd}');
        } else if matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}') {
            out.push(' ');
        } else {
            out.push(c);
        }
        only_digits &= c.is_ascii_digit();
    }
}
