//! The page as TEI P5.

use super::dehyphenation::dehyphenated;
use super::facts::page_facts;
use super::html_writer::HtmlWriter;
use super::markup::MarkupWriter;
use super::pieces::runs_of;
use super::provenance::{describe, words_for};
use super::tei_zones::Zones;
use super::xml::{replace_illegal_chars, text_element};
use crate::edit::Edits;
use crate::model::{Article, Block, Correction, Page, Role};
use std::ops::Range;

/// Writes the page as a TEI P5 document: each article as a `div`, its headings as `head` with a
/// type, bylines as `byline` with the names in them, furniture as forme work (`fw`).
///
/// Where it is known where lines stand on paper, each page of it is a `surface`, each line a `zone` of
/// that, and `facs` points from each block to the zones of its lines.
///
/// A correction is a `choice` of `sic` and `corr`, in a byline too. Control codes, which XML cannot hold, are
/// replaced by U+FFFD. Source: <https://tei-c.org/guidelines/p5/>. Linear in
/// the page.
///
/// ```
/// let page = banmian::parse("市图书馆<开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let tei = banmian::export::tei(&page);
/// assert!(tei.contains("<head type=\"main\">市图书馆&lt;开馆</head>"));
/// ```
pub fn tei(page: &Page) -> String {
    written(page, None)
}

/// Writes the page as [`tei`] does, with the edits that were made to it as its `revisionDesc`: a `change`
/// for each, which says what it was, when it was made, and who made it. Linear in the page and the edits.
///
/// ```
/// use banmian::edit::{Anchor, Edit, Edits, Entry, Provenance, replay};
/// let (text, options) = ("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", Default::default());
/// let mut edits = Edits::new(text);
/// let by = Provenance { by: Some("陈一".into()), ..Provenance::default() };
/// let edit = Edit::Split { at: Anchor::new(text, 20..29) };
/// edits.edits.push(Entry { edit, provenance: Some(by) });
/// let replayed = replay(text, &banmian::parse(text, &options), &edits, &options);
/// let tei = banmian::export::tei_with_edits(&replayed.page, &replayed.edits);
/// assert!(tei.contains("<change who=\"#by1\">"));
/// assert!(tei.contains("<respStmt xml:id=\"by1\"><resp>corrections</resp><name>陈一</name></respStmt>"));
/// ```
pub fn tei_with_edits(page: &Page, edits: &Edits) -> String {
    written(page, Some(edits))
}

fn written(page: &Page, edits: Option<&Edits>) -> String {
    let page = &dehyphenated(page);
    let facts = page_facts(page);
    let headline = || page.first_headline().map(|block| block.text.clone());
    let title = facts.paper.clone().or_else(headline).unwrap_or_else(|| "—".into());
    let mut out = HtmlWriter(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    out.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0"), ("xml:lang", &page.source.language)]);
    out.0.push_str("\n<teiHeader><fileDesc>\n<titleStmt>");
    text_element(&mut out, "title", &[], &title);
    let names = edits.map(names_of).unwrap_or_default();
    for (n, name) in names.iter().enumerate() {
        responsibility(&mut out, &id_of(n), name);
    }
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
    out.0.push_str("</bibl></sourceDesc>\n</fileDesc>");
    if let Some(edits) = edits.filter(|edits| !edits.edits.is_empty()) {
        revisions(&mut out, edits, &names, &page.source.language);
    }
    out.0.push_str("</teiHeader>\n");
    let mut body = Body { out: HtmlWriter(String::new()), zones: Zones::new(&page.source.pages) };
    body.page(page);
    body.zones.write_facsimile(&mut out);
    out.0.push_str("<text><body>\n");
    out.0.push_str(&body.out.0);
    out.0.push_str("</body></text>\n</TEI>\n");
    replace_illegal_chars(out.0)
}

/// The names that edits are signed with, each once.
fn names_of(edits: &Edits) -> Vec<&str> {
    let mut names = Vec::new();
    for by in edits.edits.iter().filter_map(|entry| entry.provenance.as_ref()?.by.as_deref()) {
        if !names.contains(&by) {
            names.push(by);
        }
    }
    names
}

/// The identifier of the `n`th name.
fn id_of(n: usize) -> String {
    format!("by{}", n + 1)
}

/// Writes a name that edits are signed with.
fn responsibility(out: &mut HtmlWriter, id: &str, name: &str) {
    out.open("respStmt", &[("xml:id", id)]);
    out.0.push_str("<resp>corrections</resp>");
    out.open("name", &[]);
    out.text(name);
    out.close("name");
    out.0.push_str("</respStmt>\n");
}

/// Writes the edits, in the order in which they were made.
fn revisions(out: &mut HtmlWriter, edits: &Edits, names: &[&str], language: &str) {
    let (tag, words) = words_for(language);
    out.open("revisionDesc", &[("xml:lang", tag)]);
    out.0.push('\n');
    for entry in &edits.edits {
        let provenance = entry.provenance.as_ref();
        let when = provenance.and_then(|from| from.at.as_ref()).map(|at| ("when", at.as_str()));
        let by = provenance.and_then(|from| from.by.as_deref());
        let who = by.and_then(|by| names.iter().position(|name| *name == by)).map(|n| format!("#{}", id_of(n)));
        let who = who.as_deref().map(|who| ("who", who));
        let attributes: Vec<_> = when.into_iter().chain(who).collect();
        text_element(out, "change", &attributes, &describe(&entry.edit, &words));
    }
    out.0.push_str("</revisionDesc>\n");
}

/// The text of the document, with the zones that it points to.
struct Body<'p> {
    out: HtmlWriter,
    zones: Zones<'p>,
}

impl Body<'_> {
    fn page(&mut self, page: &Page) {
        for block in &page.furniture {
            let kind = if block.role == Role::Rubric { "rubric" } else { "furniture" };
            self.block("fw", &[("type", kind)], block);
        }
        // TEI requires a division in every body
        if page.articles.is_empty() && page.unplaced.is_empty() {
            self.out.0.push_str("<div><p/></div>\n");
        }
        for (n, article) in page.articles.iter().enumerate() {
            self.article(&format!("a{}", n + 1), article);
        }
        if !page.unplaced.is_empty() {
            self.out.open("div", &[("type", "unplaced")]);
            self.out.0.push('\n');
            page.unplaced.iter().for_each(|block| self.block("p", &[], block));
            self.out.0.push_str("</div>\n");
        }
    }

    /// Writes an article, with a nested division for each subhead.
    fn article(&mut self, id: &str, article: &Article) {
        self.out.open("div", &[("type", article.kind.name()), ("xml:id", id)]);
        self.out.0.push('\n');
        for block in article.heading_blocks() {
            let kind = if block.role == Role::Headline { "main" } else { block.role.name() };
            self.block("head", &[("type", kind)], block);
        }
        for byline in &article.bylines {
            self.block_with_names("byline", &[], &byline.block, &byline.names);
        }
        let mut open = false;
        for block in article.body_blocks() {
            match block.role {
                Role::Subhead => {
                    if open {
                        self.out.0.push_str("</div>\n");
                    }
                    open = true;
                    self.out.open("div", &[("type", "section")]);
                    self.out.0.push('\n');
                    self.block("head", &[("type", "subhead")], block);
                }
                Role::Caption => {
                    self.out.0.push_str("<figure>\n");
                    self.block("figDesc", &[], block);
                    self.out.0.push_str("</figure>\n");
                }
                Role::Credit => self.block("p", &[("rend", "credit")], block),
                Role::Jump => {
                    self.out.open("p", &[]);
                    self.block("ref", &[("type", "jump")], block);
                    self.out.0.push_str("</p>\n");
                }
                _ => self.block("p", &[], block),
            }
        }
        if open {
            // a division needs more than its heading
            let empty = self.out.0.trim_end().ends_with("</head>");
            self.out.0.push_str(if empty { "<p/></div>\n" } else { "</div>\n" });
        } else if article.blocks.is_empty() && article.jumps.is_empty() {
            self.out.0.push_str("<p/>\n");
        }
        self.out.0.push_str("</div>\n");
    }

    fn block(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], block: &Block) {
        self.block_with_names(tag, attributes, block, &[]);
    }

    /// Writes a block as one element; corrections keep the printed text.
    fn block_with_names(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        block: &Block,
        names: &[String],
    ) {
        let zones = self.zones.of(block);
        let facs = [("facs", zones.as_str())];
        self.out.open(tag, &[attributes, if zones.is_empty() { &[] } else { &facs }].concat());
        text_with_names(&mut self.out, block, names);
        self.out.close(tag);
        self.out.0.push('\n');
    }
}

/// Writes the text of a block with its names and its corrections as elements.
///
/// A correction within a name is written within it. Any other is a `choice` around the names that it
/// holds; one that ends within a name is widened to the whole of it, as elements cannot overlap.
fn text_with_names(out: &mut HtmlWriter, block: &Block, names: &[String]) {
    let text = BlockText::new(block, names);
    let mut from = 0;
    for choice in text.choices() {
        text.write(out, from..choice.start, true);
        let printed: String =
            text.runs_in(&choice).map(|(run, corrected)| corrected.map_or(run, |c| &c.original)).collect();
        from = choice.end;
        choice_element(out, &printed, |out| text.write(out, choice, false));
    }
    text.write(out, from..block.text.len(), true);
}

/// Writes what was printed and what it is corrected to.
fn choice_element(out: &mut HtmlWriter, printed: &str, corrected: impl FnOnce(&mut HtmlWriter)) {
    out.0.push_str("<choice>");
    out.open("sic", &[]);
    out.text(printed);
    out.close("sic");
    out.open("corr", &[]);
    corrected(out);
    out.close("corr");
    out.0.push_str("</choice>");
}

/// A block's text with the places of its names and of its runs, in bytes.
struct BlockText<'b> {
    text: &'b str,
    names: Vec<Range<usize>>,
    runs: Vec<(Range<usize>, Option<&'b Correction>)>,
}

impl<'b> BlockText<'b> {
    fn new(block: &'b Block, names: &[String]) -> Self {
        let text = block.text.as_str();
        let mut from = 0;
        let places = names.iter().filter_map(|name| {
            let start = from + text[from..].find(name.as_str())?;
            from = start + name.len();
            (start < from).then_some(start..from)
        });
        let names = places.collect();
        let mut end = 0;
        let runs = runs_of(block).into_iter().map(|(run, correction)| {
            let start = end;
            end += run.len();
            (start..end, correction)
        });
        Self { text, names, runs: runs.collect() }
    }

    /// The places of the corrections that are not within a name, in order, each widened to the names
    /// that it covers in part.
    fn choices(&self) -> Vec<Range<usize>> {
        let mut choices: Vec<Range<usize>> = Vec::new();
        for (place, _) in self.runs.iter().filter(|(_, correction)| correction.is_some()) {
            let covered = || at(&self.names, place, |name| name);
            if covered().any(|name| name.start <= place.start && place.end <= name.end) {
                continue;
            }
            let wide = covered().fold(place.clone(), |all, name| all.start.min(name.start)..all.end.max(name.end));
            match choices.last_mut() {
                Some(last) if wide == *last || wide.start < last.end => last.end = last.end.max(wide.end),
                _ => choices.push(wide),
            }
        }
        choices
    }

    /// The runs in a place, as far as they are in it.
    fn runs_in<'a>(&'a self, place: &'a Range<usize>) -> impl Iterator<Item = (&'b str, Option<&'b Correction>)> + 'a {
        at(&self.runs, place, |(run, _)| run)
            .map(|(run, correction)| (&self.text[run.start.max(place.start)..run.end.min(place.end)], *correction))
    }

    /// Writes the text of a place that no name and no `choice` goes beyond; corrections within names
    /// with what was printed, if `printed`.
    fn write(&self, out: &mut HtmlWriter, place: Range<usize>, printed: bool) {
        let mut from = place.start;
        for name in at(&self.names, &place, |name| name) {
            out.text(&self.text[from..name.start]);
            out.open("name", &[("type", "person")]);
            for (run, correction) in self.runs_in(name) {
                match correction.filter(|_| printed) {
                    Some(correction) => choice_element(out, &correction.original, |out| out.text(run)),
                    None => out.text(run),
                }
            }
            out.close("name");
            from = name.end;
        }
        out.text(&self.text[from..place.end]);
    }
}

/// Those of the items, which are in order of their places, that have anything in common with a place.
/// An empty place is in those that it is within, and in itself.
fn at<'a, T>(items: &'a [T], place: &'a Range<usize>, of: fn(&T) -> &Range<usize>) -> impl Iterator<Item = &'a T> {
    let first = items.partition_point(|item| of(item).end < place.start);
    let near = items[first..].iter().take_while(move |item| of(item).start <= place.end);
    near.filter(move |item| of(item) == place || (of(item).start < place.end && place.start < of(item).end))
}
