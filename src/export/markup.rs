//! The page as a tree of elements, told once for files and for browsers.

use super::page_grid::{Makeup, Unit, makeup};
use crate::model::{Article, Block, Correction, Kind, Page, Role, Span};

/// Where markup goes: text for a file, nodes in a browser.
pub(crate) trait Markup {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]);
    fn text(&mut self, text: &str);
    fn close(&mut self, tag: &'static str);
}

/// Writes the whole page: folio, stories, and what no story could claim.
///
/// `prefix` goes before every id, so that several pages can stand in one document.
pub(crate) fn page(out: &mut impl Markup, page: &Page, prefix: &str) {
    let lang = page.source.language.as_str();
    out.open("div", &[("class", "bm-page"), ("lang", lang)]);
    if !page.furniture.is_empty() {
        out.open("header", &[("class", "bm-folio")]);
        page.furniture.iter().for_each(|block| leaf(out, "p", block));
        out.close("header");
    }
    let makeup = makeup(page);
    let desk = Desk { page, prefix, makeup: &makeup };
    out.open("div", &[("class", "bm-stories")]);
    for unit in &makeup.units {
        desk.unit(out, unit);
    }
    out.close("div");
    if !page.unplaced.is_empty() {
        out.open("section", &[("class", "bm-unplaced")]);
        page.unplaced.iter().for_each(|block| leaf(out, "p", block));
        out.close("section");
    }
    out.close("div");
}

struct Desk<'p> {
    page: &'p Page,
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
            leaf(out, tag, block);
        }
        out.close("div");
        out.close("article");
    }

    /// Writes the head and gives back the blocks that are left for the body.
    fn head<'a>(&self, out: &mut impl Markup, article: &'a Article, id: &str, heading: &str) -> &'a [Block] {
        let mut body = article.blocks.as_slice();
        let link = format!("#{id}");
        out.open("header", &[]);
        article.rubric.iter().for_each(|block| leaf(out, "p", block));
        out.open("hgroup", &[]);
        article.kicker.iter().for_each(|block| leaf(out, "p", block));
        if let Some(headline) = &article.headline {
            linked(out, headline, heading, &link);
        } else if let Some((first, rest)) = body.split_first()
            && article.kind == Kind::Teaser
        {
            linked(out, first, heading, &link);
            body = rest;
        } else {
            out.open("h2", &[("class", "bm-untitled"), ("id", heading)]);
            out.open("a", &[("href", &link)]);
            out.close("a");
            out.close("h2");
        }
        article.decks.iter().for_each(|block| leaf(out, "p", block));
        out.close("hgroup");
        article.bylines.iter().for_each(|byline| leaf(out, "p", &byline.block));
        out.close("header");
        body
    }
}

/// A confidence with two digits, without the weight of general float formatting.
fn hundredths(confidence: f32) -> String {
    let n = (confidence * 100.0).round().clamp(0.0, 100.0) as u32;
    format!("{}.{:02}", n / 100, n % 100)
}

fn linked(out: &mut impl Markup, block: &Block, id: &str, link: &str) {
    opened(out, "h2", block, &[("id", id)]);
    out.open("a", &[("href", link)]);
    pieces(out, block);
    out.close("a");
    out.close("h2");
}

fn leaf(out: &mut impl Markup, tag: &'static str, block: &Block) {
    opened(out, tag, block, &[]);
    pieces(out, block);
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

/// What a block's text is made of: its spans' as they are corrected, and at most a blank between
/// two of them, so lengths tell where each begins.
fn parts(block: &Block) -> Vec<(Option<&Span>, &str)> {
    let mut parts = Vec::new();
    let mut rest = block.text.as_str();
    // where the page is not of this program's making, its numbers may be of any size
    let mut left = block.spans.iter().fold(0usize, |sum, span| sum.saturating_add(shown(block, span)));
    for span in &block.spans {
        if rest.len() > left && rest.starts_with(' ') {
            let (blank, after) = rest.split_at(1);
            parts.push((None, blank));
            rest = after;
        }
        let length = shown(block, span);
        let Some((piece, after)) = rest.split_at_checked(length) else { break };
        parts.push((Some(span), piece));
        left = left.saturating_sub(length);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push((None, rest));
    }
    parts
}

/// A block's text run by run, what is corrected with what it corrects.
pub(super) fn runs_of(block: &Block) -> Vec<(&str, Option<&Correction>)> {
    let told = |(span, text)| match span {
        Some(span) => runs(block, span, text),
        None => vec![(text, None)],
    };
    parts(block).into_iter().flat_map(told).collect()
}

fn pieces(out: &mut impl Markup, block: &Block) {
    for (span, text) in parts(block) {
        match span {
            Some(span) if block.spans.len() > 1 => {
                let [start, end] = span.utf16.map(|at| at.to_string());
                out.open("span", &[("data-start", &start), ("data-end", &end)]);
                write(out, &runs(block, span, text));
                out.close("span");
            }
            Some(span) => write(out, &runs(block, span, text)),
            None => out.text(text),
        }
    }
}

/// How many bytes a span is shown in.
fn shown(block: &Block, span: &Span) -> usize {
    let corrected =
        |length: usize, c: &Correction| length.saturating_add(c.text.len()).saturating_sub(c.span.end - c.span.start);
    within(block, span).fold(span.end.saturating_sub(span.start), corrected)
}

fn within<'b>(block: &'b Block, span: &Span) -> impl Iterator<Item = &'b Correction> {
    let (start, end) = (span.start, span.end);
    block.corrections.iter().filter(move |c| start <= c.span.start && c.span.start <= c.span.end && c.span.end <= end)
}

/// The text of a piece run by run.
fn runs<'b>(block: &'b Block, span: &Span, piece: &'b str) -> Vec<(&'b str, Option<&'b Correction>)> {
    let mut runs = Vec::new();
    let (mut rest, mut at) = (piece, span.start);
    for correction in within(block, span) {
        let Some((before, after)) = rest.split_at_checked(correction.span.start.saturating_sub(at)) else { break };
        if !after.starts_with(correction.text.as_str()) {
            break;
        }
        let (now, after) = after.split_at(correction.text.len());
        if !before.is_empty() {
            runs.push((before, None));
        }
        runs.push((now, Some(correction)));
        at = correction.span.end;
        rest = after;
    }
    if !rest.is_empty() {
        runs.push((rest, None));
    }
    runs
}

/// What has been corrected keeps what it corrects.
fn write(out: &mut impl Markup, runs: &[(&str, Option<&Correction>)]) {
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
