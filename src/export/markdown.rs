//! The page as Markdown (CommonMark) with front matter.

use super::facts::{Facts, facts};
use crate::model::{Article, Block, Page, Role};
use serde_json::json;
use std::fmt::Write;

/// Writes the page as CommonMark: a second-level heading a story, third-level subheads,
/// captions as quotations; what the page says of itself in YAML front matter.
///
/// Text is never markup: what could be is escaped. Linear in the page.
///
/// ```
/// let page = banmian::parse("*市图书馆*开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let markdown = banmian::export::markdown(&page);
/// assert!(markdown.starts_with("---\nlanguage: \"zh-Hans\"\n"));
/// assert!(markdown.contains("\n## \\*市图书馆\\*开馆\n\n本报讯"));
/// ```
pub fn markdown(page: &Page) -> String {
    let mut out = front(page);
    for block in &page.furniture {
        paragraph(&mut out, "", "", block);
    }
    for article in &page.articles {
        story(&mut out, article);
    }
    if !page.unplaced.is_empty() {
        out.push_str("\n---\n");
        page.unplaced.iter().for_each(|block| paragraph(&mut out, "", "", block));
    }
    out
}

/// A JSON string is one of YAML's.
fn front(page: &Page) -> String {
    let Facts { paper, date, number } = facts(page);
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

fn story(out: &mut String, article: &Article) {
    let above = article.rubric.iter().chain(&article.kicker);
    above.for_each(|block| paragraph(out, "*", "*", block));
    for block in article.headline.iter().chain(&article.decks).chain(article.bylines.iter().map(|b| &b.block)) {
        match block.role {
            Role::Headline => paragraph(out, "## ", "", block),
            Role::Deck => paragraph(out, "**", "**", block),
            _ => paragraph(out, "*", "*", block),
        }
    }
    for block in article.blocks.iter().chain(&article.jumps) {
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

/// Every sign of ASCII that CommonMark may take for markup stands behind a backslash, a figure
/// that could begin a list with its sign behind one, and control codes as references.
fn escape(out: &mut String, text: &str, begins: bool) {
    let mut only_figures = begins;
    for (at, c) in text.char_indices() {
        let opens_list = at == 0 && begins && matches!(c, '+' | '-' | '=' | ':');
        let list = only_figures && at > 0 && matches!(c, '.' | ')');
        if opens_list || list || "\\`*_{}[]<>#|~&$^!".contains(c) {
            out.push('\\');
        }
        if c == '\0' {
            out.push('\u{fffd}');
        } else if matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}') {
            out.push(' ');
        } else {
            out.push(c);
        }
        only_figures &= c.is_ascii_digit();
    }
}
