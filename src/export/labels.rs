//! The page as rows of labels, one for each span: `place`, `role`, `article`, `para`.

use crate::model::{Block, Page, Role, Span};
use crate::order::sort_by_rank;
use crate::text::Source;
use std::fmt::Write;

/// Writes the page as tab-separated rows `place role article para`, in source order.
///
/// `place` is a 1-based line, or `LINE:FROM-TO` (0-based characters, `TO` exclusive) where
/// a line is shared; `article` is the article's id, or `-` for blocks without an article; `para`
/// counts the blocks of an article, or those without an article, from 1. A byte order mark is a
/// character of line 1. `text` is the text the page was parsed from. Linear in the text.
///
/// ```
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
/// let page = banmian::parse(text, &Default::default());
/// assert_eq!(banmian::export::labels(&page, text), "1\theadline\ta1\t1\n3\tparagraph\ta1\t2\n");
/// ```
pub fn labels(page: &Page, text: &str) -> String {
    let mut rows: Vec<(&Span, Role, &str, usize)> = Vec::new();
    for article in &page.articles {
        push(&mut rows, article.blocks_in_order(), &article.id);
    }
    push(&mut rows, page.blocks_without_article(), "-");
    sort_by_rank(&mut rows, |row| (row.0.start, 0));

    let source = Source::new(text);
    let mut out = String::new();
    let has_bom = text.starts_with('\u{feff}');
    if has_bom && rows.first().is_none_or(|row| row.0.line > 1) {
        out.push_str("1\tfurniture\t-\t0\n");
    }
    let mut counter = CharCounter::default();
    for (i, (span, role, article, para)) in rows.iter().enumerate() {
        let on_line = |row: Option<&(&Span, Role, &str, usize)>| row.is_some_and(|row| row.0.line == span.line);
        let opens_line = !on_line(i.checked_sub(1).and_then(|before| rows.get(before)));
        let _ = write!(out, "{}", span.line);
        if !opens_line || on_line(rows.get(i + 1)) {
            if opens_line {
                let start = if span.line <= 1 { 0 } else { source.line_start(span.line - 1) };
                counter = CharCounter { byte: start, count: 0 };
            }
            let from = counter.chars_before(text, span.start);
            let from = if has_bom && span.line == 1 && opens_line { 0 } else { from };
            let to = counter.chars_before(text, span.end);
            let _ = write!(out, ":{from}-{to}");
        }
        let _ = writeln!(out, "\t{}\t{article}\t{para}", role.name());
    }
    out
}

fn push<'p>(
    rows: &mut Vec<(&'p Span, Role, &'p str, usize)>,
    blocks: impl Iterator<Item = &'p Block>,
    article: &'p str,
) {
    for (n, block) in blocks.enumerate() {
        rows.extend(block.spans.iter().map(|span| (span, block.role, article, n + 1)));
    }
}

/// Counts the characters of a line once, from left to right.
#[derive(Default)]
struct CharCounter {
    byte: usize,
    count: usize,
}

impl CharCounter {
    fn chars_before(&mut self, text: &str, byte: usize) -> usize {
        // a span of another text may lie anywhere
        self.count += text.get(self.byte..byte).map_or(0, |skipped| skipped.chars().count());
        self.byte = byte;
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_has_a_row() {
        let rows = |text: &str| labels(&crate::parse(text, &Default::default()), text);
        assert!(rows("\u{feff}市图书馆开馆\n").starts_with("1\t"));
        assert!(rows("\u{feff}\n市图书馆开馆\n").starts_with("1\tfurniture\t-\t0\n2\t"));
        assert_eq!(rows("\u{feff}"), "1\tfurniture\t-\t0\n");
    }
}
