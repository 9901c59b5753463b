//! Invariants of the exports of any page.

use banmian::Page;
use banmian::export::{epub, html, json_ld, markdown, ndjson, ninjs, tei, text};
use pulldown_cmark::{Event, Options as Extensions, Parser};
use serde_json::Value;
use std::io::{Cursor, Read};

/// The text without blanks, and with U+FFFD for characters that XML cannot hold.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if is_illegal_in_xml(c) { '\u{fffd}' } else { c }).collect()
}

fn is_illegal_in_xml(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn blocks(page: &Page) -> String {
    let stories = page.articles.iter().flat_map(|article| article.blocks_in_order());
    page.furniture.iter().chain(stories).chain(&page.unplaced).map(|block| block.text.as_str()).collect()
}

/// What a line may end with within a word; exports leave it out there.
const LINE_HYPHENS: [char; 5] = ['-', '\u{2010}', '⸗', '¬', SOFT_HYPHEN];
const SOFT_HYPHEN: char = '\u{ad}';

fn without_hyphens(text: &str) -> String {
    text.replace(LINE_HYPHENS, "")
}

/// Asserts that an export has every character of the page but hyphens: soft ones, and at most one at
/// each joint of two lines.
fn assert_same_words(exported: &str, page: &Page, words: &str, what: &str) {
    let exported = without_blanks(exported);
    assert_eq!(without_hyphens(&exported), without_hyphens(words), "{what}");
    let hyphens = |text: &str| text.replace(SOFT_HYPHEN, "").matches(LINE_HYPHENS).count();
    let joints: usize = page.blocks().map(|block| block.spans.len() - 1).sum();
    let (kept, all) = (hyphens(&exported), hyphens(words));
    assert!(kept <= all && all <= kept + joints, "{what} has {kept} hyphens of {all} at {joints} joints");
}

/// Asserts that every export has every word of the page and is well-formed.
pub fn assert_exports_complete(page: &Page) {
    let words = without_blanks(&blocks(page));
    assert_same_words(&text(page), page, &words, "text");
    assert_same_words(&rendered_markdown(&markdown(page)), page, &words, "Markdown");
    assert_same_words(&in_body(&tei(page)), page, &words, "TEI");
    let book = epub(page).unwrap();
    assert_eq!(book, epub(page).unwrap(), "EPUB: other bytes for the same page");
    // the page's own stand first there, and what no story could claim with them
    let own = page.furniture.iter().chain(&page.unplaced);
    let each = own.chain(page.articles.iter().flat_map(|article| article.blocks_in_order()));
    let each: String = each.map(|block| block.text.as_str()).collect();
    assert_same_words(&chapters(&book), page, &without_blanks(&each), "EPUB");
    let stories: Vec<Value> = ndjson(page).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(stories.len(), page.articles.len());
    let item: Value = serde_json::from_str(&ninjs(page)).unwrap();
    let graph: Value = serde_json::from_str(&json_ld(page)).unwrap();
    for (n, article) in page.articles.iter().enumerate() {
        let headline = article.headline.as_ref().map(|block| without_hyphens(&block.text));
        assert_eq!(stories[n]["headline"].as_str().map(without_hyphens), headline);
        assert_eq!(graph["@graph"][n].get("headline").and_then(Value::as_str).map(without_hyphens), headline);
        let all = [item["associations"][n].to_string(), stories[n].to_string()].map(|json| without_hyphens(&json));
        for block in article.blocks_in_order() {
            let quoted = Value::from(without_hyphens(&block.text)).to_string();
            let inside = quoted.trim_matches('"');
            assert!(all.iter().all(|json| json.contains(inside)), "{inside} is lost");
        }
    }
}

/// Asserts that the HTML file is well-formed, with the source text as data and with the words of the
/// page, and nothing else, as text.
pub fn assert_html_complete(page: &Page, source: &str) {
    let html = html(page, source);
    assert_eq!((html.matches("<script").count(), html.matches("</script").count()), (2, 2), "{html}");
    for tag in ["html", "head", "title", "style", "body", "banmian-viewer", "main"] {
        let opened = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!((opened, html.matches(&format!("</{tag}>")).count()), (1, 1), "{tag} in {html}");
    }
    let data = |kind: &str| -> Value {
        let after = html.split_once(&format!("<script type=\"application/{kind}\">")).unwrap().1;
        serde_json::from_str(after.split_once("</script>").unwrap().0).unwrap()
    };
    assert_eq!(data("json")["text"], source);
    assert_eq!(data("ld+json")["@graph"].as_array().unwrap().len(), page.articles.len());
    let main = &html[html.find("<main").unwrap()..html.rfind("</main>").unwrap()];
    // HTML holds what XML cannot
    let main = format!("{main}</main>").replace(|c: char| is_illegal_in_xml(c) && !c.is_whitespace(), "\u{fffd}");
    let document = roxmltree::Document::parse(&main).unwrap();
    let attributes = document.descendants().filter_map(|node| node.attribute("data-original"));
    let corrections = page.blocks().flat_map(|block| &block.corrections);
    assert_eq!(
        sorted(attributes.map(without_blanks)),
        sorted(corrections.map(|correction| without_blanks(&correction.original))),
        "HTML: what was corrected"
    );
    let heading = document.descendants().find(|node| node.has_tag_name("h1")).unwrap();
    let texts = document.descendants().filter(|node| node.is_text() && node.parent() != Some(heading));
    let mut shown: Vec<char> =
        without_blanks(&texts.filter_map(|node| node.text()).collect::<String>()).chars().collect();
    let mut words: Vec<char> = without_blanks(&blocks(page)).chars().collect();
    shown.sort_unstable();
    words.sort_unstable();
    assert_eq!(String::from_iter(shown), String::from_iter(words), "HTML");
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort_unstable();
    texts
}

/// The text of rendered Markdown, without the front matter.
fn rendered_markdown(markdown: &str) -> String {
    let body = markdown.split_once("\n---\n").unwrap().1;
    let mut out = String::new();
    for event in Parser::new_ext(body, Extensions::all() - Extensions::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(_) | Event::End(_) | Event::Rule => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    out
}

fn in_body(tei: &str) -> String {
    let document = roxmltree::Document::parse(tei).unwrap();
    let body = document.descendants().find(|node| node.has_tag_name(("http://www.tei-c.org/ns/1.0", "body"))).unwrap();
    let texts = body.descendants().filter(|node| node.is_text());
    let shown = texts.filter(|node| node.ancestors().all(|node| node.tag_name().name() != "sic"));
    shown.filter_map(|node| node.text()).collect()
}

fn chapters(book: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names[0], "mimetype");
    let mut out = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xhtml") && !name.contains("nav")) {
        let mut xml = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(&xml, options).unwrap();
        let body = document.descendants().find(|node| node.tag_name().name() == "body").unwrap();
        // what is of the page has a class, what the book adds has none
        let of_page = |node: &roxmltree::Node| node.parent().is_some_and(|parent| parent.has_attribute("class"));
        let texts = body.descendants().filter(|node| node.is_text() && of_page(node));
        out.extend(texts.filter_map(|node| node.text()));
    }
    out
}
