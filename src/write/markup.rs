//! The page as a tree of elements, told once for files and for browsers.

use super::makeup::{Makeup, Unit, makeup};
use crate::model::{Article, Block, Kind, Page, Role, Span};

/// Where markup goes: text for a file, nodes in a browser.
pub(crate) trait Markup {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]);
    fn text(&mut self, text: &str);
    fn close(&mut self, tag: &'static str);
}

/// Writes the whole page: folio, stories, and what no story could claim.
///
/// `text` is the text the page was parsed from; `prefix` goes before every id, so that
/// several pages can stand in one document.
pub(crate) fn page(out: &mut impl Markup, page: &Page, text: &str, prefix: &str) {
    let lang = page.source.language.as_str();
    out.open("div", &[("class", "bm-page"), ("lang", lang)]);
    if !page.furniture.is_empty() {
        out.open("header", &[("class", "bm-folio")]);
        page.furniture.iter().for_each(|block| leaf(out, "p", block, text));
        out.close("header");
    }
    let makeup = makeup(page);
    let desk = Desk { page, text, prefix, makeup: &makeup };
    out.open("div", &[("class", "bm-stories")]);
    for unit in &makeup.units {
        desk.unit(out, unit);
    }
    out.close("div");
    if !page.unplaced.is_empty() {
        out.open("section", &[("class", "bm-unplaced")]);
        page.unplaced.iter().for_each(|block| leaf(out, "p", block, text));
        out.close("section");
    }
    out.close("div");
}

struct Desk<'p> {
    page: &'p Page,
    text: &'p str,
    prefix: &'p str,
    makeup: &'p Makeup,
}

impl Desk<'_> {
    fn unit(&self, out: &mut impl Markup, unit: &Unit) {
        let classes = unit.classes();
        match unit.stories[..] {
            [story] => self.article(out, story, &classes),
            _ => {
                out.open("div", &[("class", &format!("bm-stack {classes}"))]);
                unit.stories.iter().for_each(|&story| self.article(out, story, ""));
                out.close("div");
            }
        }
    }

    fn article(&self, out: &mut impl Markup, index: usize, classes: &str) {
        let article = &self.page.articles[index];
        let id = format!("{}{}", self.prefix, article.id);
        let heading = format!("{id}-h");
        let confidence = hundredths(article.confidence);
        let mut attributes = vec![
            ("id", id.as_str()),
            ("data-article", article.id.as_str()),
            ("data-kind", article.kind.name()),
            ("data-rank", self.makeup.ranks[index].name()),
            ("data-confidence", confidence.as_str()),
            ("aria-labelledby", heading.as_str()),
        ];
        if !classes.is_empty() {
            attributes.push(("class", classes));
        }
        out.open("article", &attributes);
        let body = self.head(out, article, &id, &heading);
        out.open("div", &[("class", "bm-body")]);
        for block in body.iter().chain(&article.jumps) {
            let tag = if block.role == Role::Subhead { "h3" } else { "p" };
            leaf(out, tag, block, self.text);
        }
        out.close("div");
        out.close("article");
    }

    /// Writes the head and gives back the blocks that are left for the body.
    fn head<'a>(&self, out: &mut impl Markup, article: &'a Article, id: &str, heading: &str) -> &'a [Block] {
        let mut body = article.blocks.as_slice();
        let link = format!("#{id}");
        out.open("header", &[]);
        article.rubric.iter().for_each(|block| leaf(out, "p", block, self.text));
        out.open("hgroup", &[]);
        article.kicker.iter().for_each(|block| leaf(out, "p", block, self.text));
        if let Some(headline) = &article.headline {
            linked(out, headline, self.text, heading, &link);
        } else if let Some((first, rest)) = body.split_first()
            && article.kind == Kind::Teaser
        {
            linked(out, first, self.text, heading, &link);
            body = rest;
        } else {
            out.open("h2", &[("class", "bm-untitled"), ("id", heading)]);
            out.open("a", &[("href", &link)]);
            out.close("a");
            out.close("h2");
        }
        article.decks.iter().for_each(|block| leaf(out, "p", block, self.text));
        out.close("hgroup");
        article.bylines.iter().for_each(|byline| leaf(out, "p", &byline.block, self.text));
        out.close("header");
        body
    }
}

/// A confidence with two digits, without the weight of general float formatting.
fn hundredths(confidence: f32) -> String {
    let n = (confidence * 100.0).round().clamp(0.0, 100.0) as u32;
    format!("{}.{:02}", n / 100, n % 100)
}

fn linked(out: &mut impl Markup, block: &Block, text: &str, id: &str, link: &str) {
    opened(out, "h2", block, &[("id", id)]);
    out.open("a", &[("href", link)]);
    pieces(out, block, text);
    out.close("a");
    out.close("h2");
}

fn leaf(out: &mut impl Markup, tag: &'static str, block: &Block, text: &str) {
    opened(out, tag, block, &[]);
    pieces(out, block, text);
    out.close(tag);
}

/// Opens a block; one that is a single piece carries the piece's offsets itself.
fn opened(out: &mut impl Markup, tag: &'static str, block: &Block, more: &[(&'static str, &str)]) {
    let mut attributes = vec![("data-role", block.role.name())];
    attributes.extend_from_slice(more);
    match &block.spans[..] {
        [span] => {
            let [start, end] = span.utf16.map(|at| at.to_string());
            attributes.extend([("data-start", start.as_str()), ("data-end", end.as_str())]);
            out.open(tag, &attributes);
        }
        _ => out.open(tag, &attributes),
    }
}

fn pieces(out: &mut impl Markup, block: &Block, text: &str) {
    if let [span] = &block.spans[..] {
        return piece(out, block, span, text);
    }
    let mut rest = block.text.as_str();
    for (span, shown) in block.pieces(text) {
        let at = rest.find(&*shown).unwrap_or(0);
        if at > 0 {
            out.text(&rest[..at]);
        }
        let [start, end] = span.utf16.map(|at| at.to_string());
        out.open("span", &[("data-start", &start), ("data-end", &end)]);
        piece(out, block, span, text);
        out.close("span");
        rest = rest.get(at + shown.len()..).unwrap_or_default();
    }
}

/// The text of a piece; what has been corrected in it keeps what it corrects.
fn piece(out: &mut impl Markup, block: &Block, span: &Span, text: &str) {
    for (run, correction) in block.runs(text, span) {
        let Some(correction) = correction else {
            out.text(run);
            continue;
        };
        let [from, to] = correction.span.utf16.map(|at| at.to_string());
        let original = ("data-original", correction.original.as_str());
        out.open("span", &[("class", "bm-corrected"), original, ("data-from", &from), ("data-to", &to)]);
        out.text(run);
        out.close("span");
    }
}
