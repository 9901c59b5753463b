//! What holds for every page in every form.

use banmian::Page;
use banmian::export::{epub, html, json_ld, markdown, ndjson, ninjs, tei, text};
use pulldown_cmark::{Event, Options as Extensions, Parser};
use serde_json::Value;
use std::io::{Cursor, Read};

/// The characters of a text that are not blank, as forms have them that have no controls.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if foreign(c) { '\u{fffd}' } else { c }).collect()
}

fn foreign(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn blocks(page: &Page) -> String {
    let stories = page.articles.iter().flat_map(|article| article.blocks_in_order());
    page.furniture.iter().chain(stories).chain(&page.unplaced).map(|block| block.text.as_str()).collect()
}

/// Every form has every word of the page, and is what its readers take.
pub fn whole(page: &Page) {
    let words = solid(&blocks(page));
    assert_eq!(solid(&text(page)), words, "text");
    assert_eq!(solid(&told(&markdown(page))), words, "Markdown");
    assert_eq!(solid(&in_body(&tei(page))), words, "TEI");
    let book = epub(page).unwrap();
    assert_eq!(book, epub(page).unwrap(), "EPUB: other bytes for the same page");
    // the page's own stand first there, and what no story could claim with them
    let own = page.furniture.iter().chain(&page.unplaced);
    let each = own.chain(page.articles.iter().flat_map(|article| article.blocks_in_order()));
    let each: String = each.map(|block| block.text.as_str()).collect();
    assert_eq!(solid(&chapters(&book)), solid(&each), "EPUB");
    let stories: Vec<Value> = ndjson(page).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(stories.len(), page.articles.len());
    let item: Value = serde_json::from_str(&ninjs(page)).unwrap();
    let graph: Value = serde_json::from_str(&json_ld(page)).unwrap();
    for (n, article) in page.articles.iter().enumerate() {
        let headline = article.headline.as_ref().map(|block| block.text.as_str());
        assert_eq!(stories[n]["headline"].as_str(), headline);
        assert_eq!(graph["@graph"][n].get("headline").and_then(Value::as_str), headline);
        let all = [item["associations"][n].to_string(), stories[n].to_string()];
        for block in article.blocks_in_order() {
            let quoted = Value::from(block.text.as_str()).to_string();
            let inside = quoted.trim_matches('"');
            assert!(all.iter().all(|json| json.contains(inside)), "{inside} is lost");
        }
    }
}

/// The file is data around a tree of elements, which has every word and nothing else; whatever
/// the words are, they are no markup.
pub fn html_is_the_page(page: &Page, source: &str) {
    let html = html(page, source);
    assert_eq!((html.matches("<script").count(), html.matches("</script").count()), (2, 2), "{html}");
    let data = |kind: &str| -> Value {
        let after = html.split_once(&format!("<script type=\"application/{kind}\">")).unwrap().1;
        serde_json::from_str(after.split_once("</script>").unwrap().0).unwrap()
    };
    assert_eq!(data("json")["text"], source);
    assert_eq!(data("ld+json")["@graph"].as_array().unwrap().len(), page.articles.len());
    let main = &html[html.find("<main").unwrap()..html.rfind("</main>").unwrap()];
    // HTML holds what XML cannot
    let main = format!("{main}</main>").replace(|c: char| foreign(c) && !c.is_whitespace(), "\u{fffd}");
    let document = roxmltree::Document::parse(&main).unwrap();
    let heading = document.descendants().find(|node| node.has_tag_name("h1")).unwrap();
    let texts = document.descendants().filter(|node| node.is_text() && node.parent() != Some(heading));
    let mut shown: Vec<char> = solid(&texts.filter_map(|node| node.text()).collect::<String>()).chars().collect();
    let mut words: Vec<char> = solid(&blocks(page)).chars().collect();
    shown.sort_unstable();
    words.sort_unstable();
    assert_eq!(String::from_iter(shown), String::from_iter(words), "HTML");
}

/// What a reader of Markdown sees, without the front matter.
fn told(markdown: &str) -> String {
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
