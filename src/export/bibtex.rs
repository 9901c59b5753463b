//! The stories as references in BibTeX.

use super::references::{Reference, References};
use crate::model::Page;
use std::fmt::Write;

/// Writes the stories of the pages as references in BibTeX, an `@article` each with the
/// `entrysubtype = {newspaper}` of biblatex.
///
/// An entry has what the page tells of a story: headline, decks as its subtitle, names, paper, date, page
/// and language. Each name is in braces, as a byline does not tell which part of one is a family's. The
/// year stands by itself besides, for styles that read no `date`. Stories without a headline, notices and
/// teasers are left out. Source: <https://ctan.org/pkg/biblatex>. Linear in the pages.
///
/// ```
/// let page = banmian::parse("市图书馆{开馆}\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let bibtex = banmian::export::bibtex([&page]);
/// assert!(bibtex.starts_with("@article{story-"));
/// assert!(bibtex.contains("  title = {市图书馆\\textbraceleft{}开馆\\textbraceright{}},\n  author = {{陈一}},\n"));
/// ```
pub fn bibtex<'p>(pages: impl IntoIterator<Item = &'p Page>) -> String {
    written(&References::of(pages).list)
}

/// Writes references in BibTeX.
pub(crate) fn written(references: &[Reference]) -> String {
    let mut out = String::new();
    for reference in references {
        let Reference { key, title, subtitle, authors, paper, date, page, language, .. } = reference;
        let _ =
            write!(out, "{}@article{{{key},\n  entrysubtype = {{newspaper}}", if out.is_empty() { "" } else { "\n" });
        let mut put = |key: &str, value: &str| out.push_str(&format!(",\n  {key} = {{{value}}}"));
        put("title", &escaped(title));
        subtitle.iter().for_each(|subtitle| put("subtitle", &escaped(subtitle)));
        let names: Vec<String> = authors.iter().map(|name| format!("{{{}}}", escaped(name))).collect();
        if !names.is_empty() {
            put("author", &names.join(" and "));
        }
        paper.iter().for_each(|paper| put("journal", &escaped(paper)));
        if let Some(date) = date {
            put("date", &date.join("-"));
            put("year", &date[0]);
        }
        page.iter().for_each(|page| put("pages", &escaped(page)));
        language.iter().for_each(|language| put("language", &escaped(language)));
        out.push_str("\n}\n");
    }
    out
}

/// Writes what TeX would take for commands as the characters that they are.
///
/// A brace is written by its name: BibTeX counts braces even behind a backslash, so that one alone would
/// end its field.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '%' | '&' | '#' | '$' | '_' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
