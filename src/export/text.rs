//! The page as plain text.

use super::dehyphenation::dehyphenated;
use crate::model::{Block, Page};

/// Writes the page as plain text: one line for each block, and a blank line between articles.
/// Furniture comes first, unplaced blocks last. Linear in the page.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书\n\n馆新馆开馆。", &Default::default());
/// assert_eq!(banmian::export::text(&page), "市图书馆开馆\n本报讯 昨日,市图书馆新馆开馆。\n");
/// ```
pub fn text(page: &Page) -> String {
    let page = &dehyphenated(page);
    let mut parts = Vec::new();
    parts.push(lines(page.furniture.iter()));
    parts.extend(page.articles.iter().map(|article| lines(article.blocks_in_order())));
    parts.push(lines(page.unplaced.iter()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// The text of each block on a line of its own.
pub(super) fn lines<'p>(blocks: impl Iterator<Item = &'p Block>) -> String {
    let mut out = String::new();
    for block in blocks {
        out.push_str(&block.text);
        out.push('\n');
    }
    out
}
