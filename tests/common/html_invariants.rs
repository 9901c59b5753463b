//! Invariants of the HTML file of any page, as a parser of HTML reads it back.

use banmian::export::{HtmlTemplate, coins, html, json_ld, style};
use banmian::{Block, Page};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An element as it is read back.
struct Element {
    tag: String,
    attributes: BTreeMap<String, String>,
    /// The text in it and in the elements within it.
    text: String,
    /// Whether it is in the element that holds the articles.
    in_main: bool,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The places in the source, in UTF-16 units, that two attributes name.
    fn place(&self, names: [&str; 2]) -> Option<[usize; 2]> {
        let [start, end] = names.map(|name| self.attribute(name).and_then(|at| at.parse().ok()));
        Some([start?, end?])
    }
}

/// Asserts that the HTML file of a page of `source` has the page's blocks with their places, corrections
/// and articles, a head that says what the page is, and no element or attribute of any other make.
pub fn assert_html_complete(page: &Page, source: &str) {
    let html = html(page, source);
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html.as_str());
    let mut elements = Vec::new();
    collect(&dom.document, false, &mut elements);
    let only = |tag: &str| {
        let mut found = elements.iter().filter(|element| element.tag == tag);
        let first = found.next().unwrap_or_else(|| panic!("no {tag} in {html}"));
        assert!(found.next().is_none(), "more than one {tag} in {html}");
        first
    };
    let tags: BTreeSet<(&str, bool)> = elements.iter().map(|element| (element.tag.as_str(), element.in_main)).collect();
    for tag in &tags {
        assert!(ELEMENTS.contains(tag), "{tag:?} in {html}");
    }
    for element in &elements {
        for name in element.attributes.keys() {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{name} of {} in {html}", element.tag);
        }
    }
    assert_eq!(only("html").attribute("lang"), Some(in_html(&page.source.language).as_str()), "the language");
    let title = title(page, source, &elements).unwrap_or_else(|| only("h1").text.clone());
    assert_eq!(only("title").text, in_html(&title), "the title");
    assert_eq!(only("style").text, style(&page.source.language, &HtmlTemplate::default()), "the style");
    let policy = elements.iter().find(|element| element.attribute("http-equiv").is_some()).unwrap();
    assert_eq!(policy.attribute("content"), Some(&*HtmlTemplate::default().policy), "the policy");
    let data = |kind: &str| -> Vec<Value> {
        let scripts = elements.iter().filter(|e| e.tag == "script" && e.attribute("type") == Some(kind));
        scripts.map(|script| serde_json::from_str(&script.text).unwrap()).collect()
    };
    assert_eq!(data("application/json"), [serde_json::json!({ "text": source })], "the data");
    assert_eq!(data("application/ld+json"), [serde_json::from_str::<Value>(&json_ld(page)).unwrap()], "JSON-LD");
    assert_eq!(elements.iter().filter(|element| element.tag == "script").count(), 2, "{html}");
    assert_eq!(html.matches(&coins([page])).count().min(1), 1, "references");
    for reference in elements.iter().filter(|element| element.tag == "span" && !element.in_main) {
        let class = reference.attribute("class");
        assert_eq!((class, &*reference.text, reference.attribute("hidden")), (Some("Z3988"), "", Some("")), "{html}");
    }
    articles_are_named(page, &elements);
    blocks_are_shown(page, &elements);
    places_are_right(page, source, &elements);
}

/// The elements, with whether they are in the part that holds the articles.
const ELEMENTS: [(&str, bool); 22] = [
    ("html", false),
    ("head", false),
    ("meta", false),
    ("link", false),
    ("title", false),
    ("script", false),
    ("style", false),
    ("body", false),
    ("banmian-viewer", false),
    ("span", false),
    ("main", true),
    ("h1", true),
    ("div", true),
    ("header", true),
    ("section", true),
    ("article", true),
    ("hgroup", true),
    ("h2", true),
    ("h3", true),
    ("p", true),
    ("a", true),
    ("span", true),
];

const ATTRIBUTES: [&str; 24] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "rel",
    "href",
    "type",
    "class",
    "id",
    "aria-labelledby",
    "aria-hidden",
    "hidden",
    "title",
    "data-article",
    "data-kind",
    "data-rank",
    "data-confidence",
    "data-role",
    "data-start",
    "data-end",
    "data-original",
    "data-from",
    "data-to",
];

/// A text as a parser of HTML gives it back: it drops or replaces NUL.
fn in_html(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn collect(node: &Handle, in_main: bool, out: &mut Vec<Element>) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        NodeData::Element { name, attrs, .. } => {
            let tag = name.local.to_string();
            let in_main = in_main || tag == "main";
            let attributes = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            let at = out.len();
            out.push(Element { tag, attributes, text: String::new(), in_main });
            let text: String = node.children.borrow().iter().map(|child| collect(child, in_main, out)).collect();
            out[at].text.clone_from(&text);
            text
        }
        NodeData::Document => node.children.borrow().iter().map(|child| collect(child, in_main, out)).collect(),
        NodeData::Doctype { .. } => String::new(),
        other => panic!("{other:?} in the document"),
    }
}

/// The first headline that is shown, or else the first block, on one line.
fn title(page: &Page, source: &str, elements: &[Element]) -> Option<String> {
    let shown = elements.iter().filter(|element| element.tag == "article").filter_map(|e| e.attribute("data-article"));
    let headline = |id| page.articles.iter().find(|article| article.id == id)?.headline.as_ref();
    let headline = shown.into_iter().find_map(headline);
    let block = headline.or_else(|| page.blocks().next())?;
    let lines: Vec<_> = block.pieces(source).map(|(_, shown)| shown).collect();
    Some(lines.join(" ").chars().take(80).collect())
}

fn articles_are_named(page: &Page, elements: &[Element]) {
    let ids: Vec<&str> = elements.iter().filter_map(|element| element.attribute("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "ids are given twice: {ids:?}");
    let shown = elements.iter().filter(|element| element.tag == "article");
    let shown: BTreeSet<[&str; 4]> = shown
        .map(|article| {
            let heading = article.attribute("aria-labelledby").unwrap();
            assert!(unique.contains(heading), "{heading:?} names nothing");
            ["id", "data-article", "data-kind", "aria-labelledby"].map(|name| article.attribute(name).unwrap())
        })
        .collect();
    let headings: Vec<String> = page.articles.iter().map(|article| in_html(&format!("{}-h", article.id))).collect();
    let names: Vec<String> = page.articles.iter().map(|article| in_html(&article.id)).collect();
    let each = page.articles.iter().zip(names.iter().zip(&headings));
    let wanted: BTreeSet<[&str; 4]> =
        each.map(|(a, (id, heading))| [id, id, a.kind.name(), heading.as_str()]).collect();
    assert_eq!(shown, wanted, "the articles");
    let links: BTreeSet<&str> =
        elements.iter().filter(|e| e.tag == "a").map(|a| a.attribute("href").unwrap()).collect();
    let wanted: BTreeSet<String> = names.iter().map(|id| format!("#{id}")).collect();
    assert_eq!(links, wanted.iter().map(String::as_str).collect(), "the links");
}

fn blocks_are_shown(page: &Page, elements: &[Element]) {
    let main = elements.iter().find(|element| element.tag == "main").unwrap();
    let heading = elements.iter().find(|element| element.tag == "h1").unwrap();
    let blocks =
        elements.iter().filter_map(|element| Some((element.attribute("data-role")?.to_owned(), element.text.clone())));
    let shown: Vec<(String, String)> = sorted(blocks);
    let length: usize = shown.iter().map(|(_, text)| text.len()).sum();
    assert_eq!(main.text.len(), heading.text.len() + length, "text that is of no block: {}", main.text);
    let of_block = |block: &Block| (block.role.name().to_owned(), in_html(&block.text));
    assert_eq!(shown, sorted(page.blocks().map(of_block)), "the blocks");
}

fn places_are_right(page: &Page, source: &str, elements: &[Element]) {
    let utf16: Vec<u16> = source.encode_utf16().collect();
    let printed = |[start, end]: [usize; 2]| in_html(&String::from_utf16(&utf16[start..end]).unwrap());
    let corrected = elements.iter().filter_map(|element| {
        let original = element.attribute("data-original")?.to_owned();
        let place = element.place(["data-from", "data-to"]).unwrap();
        assert_eq!(original, printed(place), "what is corrected");
        Some((place, original, element.text.clone()))
    });
    let corrections = page.blocks().flat_map(|block| &block.corrections);
    let wanted = corrections.map(|c| (c.span.utf16, in_html(&c.original), in_html(&c.text)));
    assert_eq!(sorted(corrected), sorted(wanted), "the corrections");
    let pieces =
        elements.iter().filter_map(|element| Some((element.place(["data-start", "data-end"])?, element.text.clone())));
    let of_block =
        |block: &Block| block.pieces(source).map(|(span, shown)| (span.utf16, in_html(&shown))).collect::<Vec<_>>();
    assert_eq!(sorted(pieces), sorted(page.blocks().flat_map(of_block)), "the pieces");
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items
}
