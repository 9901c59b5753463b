//! The page as TEI P5.

use super::facts::facts;
use super::html::Html;
use super::markup::{Markup, runs_of};
use super::xml::{leaf, legal, maybe};
use crate::model::{Article, Block, Page, Role};

/// Writes the page as a TEI P5 document: a `div` a story, its headings as `head` with their
/// kinds, bylines as `byline` with the names in it, and the page's own as forme work (`fw`).
///
/// What has been corrected is a `choice` of `sic` and `corr`. Control codes, which XML cannot
/// hold, are the replacement character. Source: <https://tei-c.org/guidelines/p5/>. Linear in
/// the page.
///
/// ```
/// let page = banmian::parse("市图书馆<开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let tei = banmian::export::tei(&page);
/// assert!(tei.contains("<head type=\"main\">市图书馆&lt;开馆</head>"));
/// ```
pub fn tei(page: &Page) -> String {
    let facts = facts(page);
    let title = page.articles.iter().find_map(|article| article.headline.as_ref());
    let title = facts.paper.clone().or_else(|| title.map(|block| block.text.clone())).unwrap_or_else(|| "—".into());
    let mut out = Html(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    out.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0"), ("xml:lang", &page.source.language)]);
    out.0.push_str("\n<teiHeader><fileDesc>\n<titleStmt>");
    leaf(&mut out, "title", &[], &title);
    out.0.push_str("</titleStmt>\n<publicationStmt><p>The text layer of a newspaper page, read by Banmian.</p></publicationStmt>\n<sourceDesc><bibl>");
    if let Some(paper) = &facts.paper {
        leaf(&mut out, "title", &[("level", "j")], paper);
    }
    if let Some(date) = &facts.date {
        leaf(&mut out, "date", &[("when", date)], date);
    }
    if let Some(number) = &facts.number {
        leaf(&mut out, "biblScope", &[("unit", "page")], number);
    }
    out.0.push_str("</bibl></sourceDesc>\n</fileDesc></teiHeader>\n<text><body>\n");
    for block in &page.furniture {
        corrected(&mut out, "fw", &[("type", if block.role == Role::Rubric { "rubric" } else { "furniture" })], block);
    }
    // a body has a division, even of a page that has no story
    if page.articles.is_empty() && page.unplaced.is_empty() {
        out.0.push_str("<div><p/></div>\n");
    }
    for (n, article) in page.articles.iter().enumerate() {
        story(&mut out, &format!("a{}", n + 1), article);
    }
    if !page.unplaced.is_empty() {
        out.open("div", &[("type", "unplaced")]);
        out.0.push('\n');
        page.unplaced.iter().for_each(|block| corrected(&mut out, "p", &[], block));
        out.0.push_str("</div>\n");
    }
    out.0.push_str("</body></text>\n</TEI>\n");
    legal(out.0)
}

fn story(out: &mut Html, id: &str, article: &Article) {
    out.open("div", &[("type", article.kind.name()), ("xml:id", id)]);
    out.0.push('\n');
    let headings = article.rubric.iter().chain(&article.kicker).chain(&article.headline).chain(&article.decks);
    for block in headings {
        let kind = if block.role == Role::Headline { "main" } else { block.role.name() };
        corrected(out, "head", &[("type", kind)], block);
    }
    for byline in &article.bylines {
        out.open("byline", &[]);
        let mut rest = byline.block.text.as_str();
        for name in &byline.names {
            let Some((before, after)) = rest.split_once(name.as_str()) else { continue };
            out.text(before);
            out.open("name", &[("type", "person")]);
            out.text(name);
            out.close("name");
            rest = after;
        }
        out.text(rest);
        out.close("byline");
        out.0.push('\n');
    }
    let mut open = false;
    for block in article.blocks.iter().chain(&article.jumps) {
        match block.role {
            Role::Subhead => {
                if open {
                    out.0.push_str("</div>\n");
                }
                open = true;
                out.open("div", &[("type", "section")]);
                out.0.push('\n');
                corrected(out, "head", &[("type", "subhead")], block);
            }
            Role::Caption => {
                out.0.push_str("<figure>\n");
                corrected(out, "figDesc", &[], block);
                out.0.push_str("</figure>\n");
            }
            Role::Credit => corrected(out, "p", &[("rend", "credit")], block),
            Role::Jump => {
                out.open("p", &[]);
                maybe(out, "ref", &[("type", "jump")], Some(block));
                out.0.push_str("</p>\n");
            }
            _ => corrected(out, "p", &[], block),
        }
    }
    if open {
        // a section that is only a heading
        let empty = out.0.trim_end().ends_with("</head>");
        out.0.push_str(if empty { "<p/></div>\n" } else { "</div>\n" });
    } else if article.blocks.is_empty() && article.jumps.is_empty() {
        out.0.push_str("<p/>\n");
    }
    out.0.push_str("</div>\n");
}

/// A block as one element; what was corrected in it keeps what was printed.
fn corrected(out: &mut Html, tag: &'static str, attributes: &[(&'static str, &str)], block: &Block) {
    out.open(tag, attributes);
    for (text, correction) in runs_of(block) {
        let Some(correction) = correction else {
            out.text(text);
            continue;
        };
        out.0.push_str("<choice>");
        for (tag, text) in [("sic", correction.original.as_str()), ("corr", text)] {
            out.open(tag, &[]);
            out.text(text);
            out.close(tag);
        }
        out.0.push_str("</choice>");
    }
    out.close(tag);
    out.0.push('\n');
}
