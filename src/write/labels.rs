//! One row a piece of the source: `place`, `role`, `article`, `para`.

use crate::model::{Block, Page, Role, Span};
use std::fmt::Write;

/// Writes the page as tab-separated rows `place role article para`, in source order.
///
/// `place` is a 1-based line, or `LINE:FROM-TO` (0-based characters, `TO` exclusive) where
/// a line is shared; `article` is the article's id or `-` for the page's own; `para` counts
/// the logical blocks of an article from 1. `text` is the text the page was parsed from.
/// Linear in the text.
///
/// ```
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
/// let page = banmian::parse(text, &Default::default());
/// assert_eq!(banmian::write::labels(&page, text), "1\theadline\ta1\t1\n3\tparagraph\ta1\t2\n");
/// ```
pub fn labels(page: &Page, text: &str) -> String {
    let mut rows: Vec<(&Span, Role, &str, usize)> = Vec::new();
    for article in &page.articles {
        for (n, block) in article.blocks_in_order().enumerate() {
            push(&mut rows, block, &article.id, n + 1);
        }
    }
    for block in page.furniture.iter().chain(&page.unplaced) {
        push(&mut rows, block, "-", 0);
    }
    rows.sort_by_key(|row| row.0.start);

    let lines: Vec<&str> = text.split('\n').collect();
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some(start)
        })
        .collect();
    let mut out = String::new();
    for (i, (span, role, article, para)) in rows.iter().enumerate() {
        let shared = [i.checked_sub(1), Some(i + 1)]
            .into_iter()
            .flatten()
            .filter_map(|k| rows.get(k))
            .any(|other| other.0.line == span.line);
        let _ = write!(out, "{}", span.line);
        if shared {
            let start = starts[span.line - 1];
            let from = text[start..span.start].chars().count();
            let to = from + text[span.start..span.end].chars().count();
            let _ = write!(out, ":{from}-{to}");
        }
        let _ = writeln!(out, "\t{}\t{article}\t{para}", role.name());
    }
    out
}

fn push<'p>(rows: &mut Vec<(&'p Span, Role, &'p str, usize)>, block: &'p Block, article: &'p str, para: usize) {
    rows.extend(block.spans.iter().map(|span| (span, block.role, article, para)));
}
