//! The page as TEI P5.

use super::dehyphenation::dehyphenated;
use super::facts::page_facts;
use super::html::HtmlWriter;
use super::markup::MarkupWriter;
use super::pieces::runs_of;
use super::xml::{replace_illegal_chars, text_element};
use crate::model::{Article, Block, Page, Role};

/// Writes the page as a TEI P5 document: each article as a `div`, its headings as `head` with a
/// type, bylines as `byline` with the names in them, furniture as forme work (`fw`).
///
/// A correction is a `choice` of `sic` and `corr`. Control codes, which XML cannot hold, are
/// replaced by U+FFFD. Source: <https://tei-c.org/guidelines/p5/>. Linear in
/// the page.
///
/// ```
/// let page = banmian::parse("市图书馆<开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let tei = banmian::export::tei(&page);
/// assert!(tei.contains("<head type=\"main\">市图书馆&lt;开馆</head>"));
/// ```
pub fn tei(page: &Page) -> String {
    let page = &dehyphenated(page);
    let facts = page_facts(page);
    let headline = || page.first_headline().map(|block| block.text.clone());
    let title = facts.paper.clone().or_else(headline).unwrap_or_else(|| "—".into());
    let mut out = HtmlWriter(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    out.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0"), ("xml:lang", &page.source.language)]);
    out.0.push_str("\n<teiHeader><fileDesc>\n<titleStmt>");
    text_element(&mut out, "title", &[], &title);
    out.0.push_str("</titleStmt>\n<publicationStmt><p>The text layer of a newspaper page, read by Banmian.</p></publicationStmt>\n<sourceDesc><bibl>");
    if let Some(paper) = &facts.paper {
        text_element(&mut out, "title", &[("level", "j")], paper);
    }
    if let Some(date) = &facts.date {
        text_element(&mut out, "date", &[("when", date)], date);
    }
    if let Some(number) = &facts.number {
        text_element(&mut out, "biblScope", &[("unit", "page")], number);
    }
    out.0.push_str("</bibl></sourceDesc>\n</fileDesc></teiHeader>\n<text><body>\n");
    for block in &page.furniture {
        block_element(
            &mut out,
            "fw",
            &[("type", if block.role == Role::Rubric { "rubric" } else { "furniture" })],
            block,
        );
    }
    // TEI requires a division in every body
    if page.articles.is_empty() && page.unplaced.is_empty() {
        out.0.push_str("<div><p/></div>\n");
    }
    for (n, article) in page.articles.iter().enumerate() {
        article_div(&mut out, &format!("a{}", n + 1), article);
    }
    if !page.unplaced.is_empty() {
        out.open("div", &[("type", "unplaced")]);
        out.0.push('\n');
        page.unplaced.iter().for_each(|block| block_element(&mut out, "p", &[], block));
        out.0.push_str("</div>\n");
    }
    out.0.push_str("</body></text>\n</TEI>\n");
    replace_illegal_chars(out.0)
}

/// Writes an article, with a nested division for each subhead.
fn article_div(out: &mut HtmlWriter, id: &str, article: &Article) {
    out.open("div", &[("type", article.kind.name()), ("xml:id", id)]);
    out.0.push('\n');
    for block in article.heading_blocks() {
        let kind = if block.role == Role::Headline { "main" } else { block.role.name() };
        block_element(out, "head", &[("type", kind)], block);
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
    for block in article.body_blocks() {
        match block.role {
            Role::Subhead => {
                if open {
                    out.0.push_str("</div>\n");
                }
                open = true;
                out.open("div", &[("type", "section")]);
                out.0.push('\n');
                block_element(out, "head", &[("type", "subhead")], block);
            }
            Role::Caption => {
                out.0.push_str("<figure>\n");
                block_element(out, "figDesc", &[], block);
                out.0.push_str("</figure>\n");
            }
            Role::Credit => block_element(out, "p", &[("rend", "credit")], block),
            Role::Jump => {
                out.open("p", &[]);
                text_element(out, "ref", &[("type", "jump")], &block.text);
                out.0.push_str("</p>\n");
            }
            _ => block_element(out, "p", &[], block),
        }
    }
    if open {
        // a division needs more than its heading
        let empty = out.0.trim_end().ends_with("</head>");
        out.0.push_str(if empty { "<p/></div>\n" } else { "</div>\n" });
    } else if article.blocks.is_empty() && article.jumps.is_empty() {
        out.0.push_str("<p/>\n");
    }
    out.0.push_str("</div>\n");
}

/// Writes a block as one element; corrections keep the printed text.
fn block_element(out: &mut HtmlWriter, tag: &'static str, attributes: &[(&'static str, &str)], block: &Block) {
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
