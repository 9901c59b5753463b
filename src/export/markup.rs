//! The page as a tree of elements: one description for HTML files and for the browser's document.

use super::dehyphenation::PageWords;
use super::facts::is_nameplate;
use super::page_grid::{GridItem, PageGrid, page_grid};
use super::pieces::{runs, split_at_spans};
use crate::model::{Article, Block, Correction, Kind, Page, Role};

/// A sink of elements: text in a file, nodes in a browser.
pub(crate) trait MarkupWriter {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]);
    fn text(&mut self, text: &str);
    fn close(&mut self, tag: &'static str);
}

/// Writes the whole page: furniture, articles, unplaced blocks.
///
/// `prefix` goes before every id, so that several pages can be in one document.
pub(crate) fn page(out: &mut impl MarkupWriter, page: &Page, prefix: &str) {
    let lang = page.source.language.as_str();
    let words = &PageWords::of(page);
    out.open("div", &[("class", "bm-page"), ("lang", lang)]);
    if !page.furniture.is_empty() {
        out.open("header", &[("class", "bm-folio")]);
        let nameplate = page.furniture.iter().position(|block| is_nameplate(&block.text, &page.source.language));
        for (i, block) in page.furniture.iter().enumerate() {
            let class: &[_] = if Some(i) == nameplate { &[("class", "bm-nameplate")] } else { &[] };
            open_block(out, "p", block, class);
            block_content(out, block, words);
            out.close("p");
        }
        out.close("header");
    }
    let grid = page_grid(page);
    let renderer = ArticleRenderer { page, words, prefix, grid: &grid };
    out.open("div", &[("class", "bm-stories")]);
    for item in &grid.items {
        renderer.grid_item(out, item);
    }
    out.close("div");
    if !page.unplaced.is_empty() {
        out.open("section", &[("class", "bm-unplaced")]);
        page.unplaced.iter().for_each(|block| block_element(out, "p", block, words));
        out.close("section");
    }
    out.close("div");
}

/// Writes the articles of one page.
struct ArticleRenderer<'p> {
    page: &'p Page,
    words: &'p PageWords,
    prefix: &'p str,
    grid: &'p PageGrid,
}

impl ArticleRenderer<'_> {
    fn grid_item(&self, out: &mut impl MarkupWriter, item: &GridItem) {
        let classes = item.classes();
        // a box is as deep as its text, what it stands in as deep as the row
        let is_box = |article: usize| matches!(self.page.articles[article].kind, Kind::Photo | Kind::Teaser);
        match item.articles[..] {
            [article] if !is_box(article) => self.article(out, article, &classes),
            _ => {
                out.open("div", &[("class", &format!("bm-stack {classes}"))]);
                item.articles.iter().for_each(|&article| self.article(out, article, ""));
                out.close("div");
            }
        }
    }

    fn article(&self, out: &mut impl MarkupWriter, index: usize, classes: &str) {
        let article = &self.page.articles[index];
        let id = format!("{}{}", self.prefix, article.id);
        let heading = format!("{id}-h");
        let confidence = two_decimals(article.confidence);
        let mut attributes = vec![
            ("id", id.as_str()),
            ("data-article", article.id.as_str()),
            ("data-kind", article.kind.name()),
            ("data-rank", self.grid.prominence[index].name()),
            ("data-confidence", confidence.as_str()),
            ("aria-labelledby", heading.as_str()),
        ];
        if !classes.is_empty() {
            attributes.push(("class", classes));
        }
        out.open("article", &attributes);
        let body = self.header(out, article, &id, &heading);
        out.open("div", &[("class", "bm-body")]);
        for block in body.iter().chain(&article.jumps) {
            let tag = if block.role == Role::Subhead { "h3" } else { "p" };
            block_element(out, tag, block, self.words);
        }
        out.close("div");
        out.close("article");
    }

    /// Writes the header, and returns the blocks that are left for the body.
    fn header<'a>(&self, out: &mut impl MarkupWriter, article: &'a Article, id: &str, heading: &str) -> &'a [Block] {
        let mut body = article.blocks.as_slice();
        let link = format!("#{id}");
        out.open("header", &[]);
        article.rubric.iter().for_each(|block| block_element(out, "p", block, self.words));
        out.open("hgroup", &[]);
        article.kicker.iter().for_each(|block| block_element(out, "p", block, self.words));
        if let Some(headline) = &article.headline {
            linked_heading(out, headline, heading, &link, self.words);
        } else if let Some((first, rest)) = body.split_first()
            && article.kind == Kind::Teaser
        {
            linked_heading(out, first, heading, &link, self.words);
            body = rest;
        } else {
            out.open("h2", &[("class", "bm-untitled"), ("id", heading)]);
            out.open("a", &[("href", &link)]);
            out.close("a");
            out.close("h2");
        }
        article.decks.iter().for_each(|block| block_element(out, "p", block, self.words));
        out.close("hgroup");
        article.bylines.iter().for_each(|byline| block_element(out, "p", &byline.block, self.words));
        out.close("header");
        body
    }
}

/// Formats a confidence with two decimals. General formatting of floats would add kilobytes to the
/// WebAssembly module.
fn two_decimals(confidence: f32) -> String {
    let n = (confidence * 100.0).round().clamp(0.0, 100.0) as u32;
    format!("{}.{:02}", n / 100, n % 100)
}

/// Writes a block as a heading that links to its article.
fn linked_heading(out: &mut impl MarkupWriter, block: &Block, id: &str, link: &str, words: &PageWords) {
    open_block(out, "h2", block, &[("id", id)]);
    out.open("a", &[("href", link)]);
    block_content(out, block, words);
    out.close("a");
    out.close("h2");
}

/// Writes a block as one element.
fn block_element(out: &mut impl MarkupWriter, tag: &'static str, block: &Block, words: &PageWords) {
    open_block(out, tag, block, &[]);
    block_content(out, block, words);
    out.close(tag);
}

/// Opens the element of a block; one with a single span carries the span's offsets itself.
fn open_block(out: &mut impl MarkupWriter, tag: &'static str, block: &Block, more: &[(&'static str, &str)]) {
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

/// Writes the text of a block. The hyphen of a line is an element of its own, which is not displayed.
fn block_content(out: &mut impl MarkupWriter, block: &Block, words: &PageWords) {
    let parts = split_at_spans(block);
    for (n, &(span, text)) in parts.iter().enumerate() {
        let Some(span) = span else {
            out.text(text);
            continue;
        };
        let is_piece = block.spans.len() > 1;
        if is_piece {
            let [start, end] = span.utf16.map(|at| at.to_string());
            let mut attributes = vec![("data-start", start.as_str()), ("data-end", end.as_str())];
            // a heading that goes down the page may be drawn character by character: these are no lines
            let is_next_to_character = |next: Option<usize>| {
                next.and_then(|next| parts.get(next)).is_some_and(|(span, text)| span.is_some() && is_character(text))
            };
            if is_character(text) && (is_next_to_character(n.checked_sub(1)) || is_next_to_character(Some(n + 1))) {
                attributes.push(("class", "bm-goes-on"));
            }
            out.open("span", &attributes);
        }
        let mut runs = runs(block, span, text);
        let next = parts.get(n + 1).map_or("", |&(_, next)| next);
        let hyphen = words.line_hyphen(text, next).filter(|hyphen| match runs.last_mut() {
            Some((last, None)) => last.strip_suffix(hyphen).map(|word| *last = word).is_some(),
            _ => false,
        });
        write_runs(out, &runs);
        if let Some(hyphen) = hyphen {
            out.open("span", &[("class", "bm-hyphen")]);
            out.text(hyphen);
            out.close("span");
        }
        if is_piece {
            out.close("span");
        }
    }
}

fn is_character(text: &str) -> bool {
    text.chars().nth(1).is_none()
}

/// Writes runs of text; a corrected run keeps its original as an attribute.
fn write_runs(out: &mut impl MarkupWriter, runs: &[(&str, Option<&Correction>)]) {
    for (text, correction) in runs {
        let Some(correction) = correction else {
            out.text(text);
            continue;
        };
        let [from, to] = correction.span.utf16.map(|at| at.to_string());
        let original = ("data-original", correction.original.as_str());
        out.open("span", &[("class", "bm-corrected"), original, ("data-from", &from), ("data-to", &to)]);
        out.text(text);
        out.close("span");
    }
}
