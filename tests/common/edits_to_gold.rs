//! Edits that turn a parsed page into its gold.

use banmian::edit::{Anchor, Edit, Edits, Place, Session};
use banmian::{Block, Options, Page, Role};
use referee::Row;
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a block stands among those of its article.
type Order = (usize, i64, usize);

/// The edits that turn the parsed page of a text into that of the rows; none if they are equal.
pub fn edits_to_gold(text: &str, gold: &[Row]) -> Edits {
    let mut session = Session::new(text, &Options::default());
    let mut articles: BTreeMap<&str, BTreeMap<Order, Vec<&Row>>> = BTreeMap::new();
    for (n, row) in gold.iter().enumerate().filter(|(_, row)| row.label.article != "?") {
        // what belongs to the page is no block together
        let (para, own) = if row.label.article == "-" { (0, n) } else { (row.label.para, 0) };
        let block = (slot(&row.label.role), para, own);
        articles.entry(&row.label.article).or_default().entry(block).or_default().push(row);
    }
    let mut placed: Vec<Anchor> = Vec::new();
    for (article, blocks) in &articles {
        let mut before: Option<Anchor> = None;
        for rows in blocks.values() {
            let what: Vec<Anchor> =
                rows.iter().filter_map(|row| range(text, row)).map(|range| Anchor::new(text, range)).collect();
            let (Some(first), Some(last)) = (what.first().cloned(), what.last().cloned()) else { continue };
            let wanted = role(&rows[0].label.role);
            if holder(session.page(), &first).is_none_or(|block| block.role != wanted || !is_made_of(block, &what)) {
                session.apply(Edit::Role { what: what.clone(), role: wanted }).unwrap();
            }
            let to = match &before {
                _ if *article == "-" => Place::Page,
                Some(before) => Place::Behind(before.clone()),
                None => Place::Story,
            };
            if !is_placed(session.page(), &what, &to, &placed) {
                session.apply(Edit::Move { what, to }).unwrap();
            }
            placed.push(first);
            before = Some(last);
        }
    }
    session.edits()
}

/// Whether the block stands in its place; one that opens a story has nothing before it, and
/// nothing that has been placed in another.
fn is_placed(page: &Page, what: &[Anchor], to: &Place, placed: &[Anchor]) -> bool {
    let story = page.articles.iter().find_map(|article| {
        let blocks: Vec<&Block> = article.blocks_in_order().collect();
        Some((blocks.iter().position(|block| has(block, &what[0]))?, blocks))
    });
    match (story, to) {
        (None, to) => *to == Place::Page,
        (Some((n, blocks)), Place::Behind(before)) => {
            has(blocks[n], before) || n > 0 && is_made_of(blocks[n], what) && has(blocks[n - 1], before)
        }
        (Some((n, blocks)), Place::Story) => {
            let taken = placed.iter().any(|other| blocks.iter().any(|block| has(block, other)));
            n == 0 && is_made_of(blocks[n], what) && !taken
        }
        _ => false,
    }
}

fn holder<'p>(page: &'p Page, what: &Anchor) -> Option<&'p Block> {
    page.blocks().find(|block| has(block, what))
}

fn has(block: &Block, what: &Anchor) -> bool {
    block.spans.iter().any(|span| span.start <= what.start && what.start < span.end)
}

fn is_made_of(block: &Block, what: &[Anchor]) -> bool {
    block.spans.len() == what.len() && what.iter().all(|anchor| has(block, anchor))
}

/// Where in a story a role stands, whatever the order of the rows.
fn slot(role: &str) -> usize {
    ["rubric", "kicker", "headline", "deck", "byline", "", "jump"].iter().position(|slot| *slot == role).unwrap_or(5)
}

fn role(name: &str) -> Role {
    Role::ALL.into_iter().find(|role| role.name() == name).unwrap()
}

/// The bytes a row is about, without the blanks around them.
pub fn range(text: &str, row: &Row) -> Option<Range<usize>> {
    let mut start = 0;
    for _ in 1..row.line {
        let end = text[start..].find(['\n', '\r'])? + start;
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let line = text[start..].split(['\n', '\r']).next()?;
    let at = |n: usize| start + line.char_indices().nth(n).map_or(line.len(), |(at, _)| at);
    let (from, to) = (at(row.from), row.to.map_or(start + line.len(), at));
    let inside = text[from..to].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let from = to - inside.len();
    (!inside.trim().is_empty()).then(|| from..from + inside.trim_end().len())
}
