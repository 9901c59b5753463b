//! The page in other forms: every one has every word, and none takes words for signs of its own.

mod common;

use banmian::write::{epub, json_ld, markdown, ndjson, ninjs, tei, text};
use banmian::{Options, Page, parse};
use common::{any_text, page};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Extensions, Parser};
use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::Path;

/// The characters of a text that are not blank, as forms have them that have no controls.
fn solid(text: &str) -> String {
    let foreign = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if foreign(c) { '\u{fffd}' } else { c }).collect()
}

fn blocks(page: &Page) -> String {
    let stories = page.articles.iter().flat_map(|article| article.blocks_in_order());
    page.furniture.iter().chain(stories).chain(&page.unplaced).map(|block| block.text.as_str()).collect()
}

fn check(page: &Page) {
    let words = solid(&blocks(page));
    assert_eq!(solid(&text(page)), words, "text");
    assert_eq!(solid(&told(&markdown(page))), words, "Markdown");
    assert_eq!(solid(&in_body(&tei(page))), words, "TEI");
    let book = epub(page).unwrap();
    assert_eq!(book, epub(page).unwrap(), "EPUB: other bytes for the same page");
    let mut chapters = solid(&chapters(&book));
    // the page's own stand first there, and what no story could claim with them
    let mut each: Vec<String> = page.blocks().map(|block| solid(&block.text)).collect();
    each.sort_by_key(|block| std::cmp::Reverse(block.len()));
    for block in each {
        assert!(chapters.contains(&block), "EPUB lacks {block:?}");
        chapters = chapters.replacen(&block, "\u{1}", 1);
    }
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
    // places as GeoJSON has them are in another schema, and in none of our items
    let schema =
        include_str!("schemas/ninjs-3.0.json").replace("https://geojson.org/schema/GeoJSON.json#", "#/$defs/ninjsType");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&item).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "ninjs: {wrong:?}");
    let schema: Value = serde_json::from_str(include_str!("../src/model.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&serde_json::to_value(page).unwrap()), "the model");
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
        out.extend(body.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()));
    }
    out
}

#[test]
fn every_page_is_whole_in_every_form() {
    for folder in ["seeds", "tests/pages", "tests/edits"] {
        for page in referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            check(&parse(&page.text, &Options::default()));
        }
    }
}

#[test]
fn what_was_corrected_is_told_with_what_was_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits");
    let text = std::fs::read_to_string(folder.join("misread-characters.txt")).unwrap();
    let edits = std::fs::read_to_string(folder.join("misread-characters.edits.json")).unwrap();
    let (options, edits) = (Options::default(), serde_json::from_str(&edits).unwrap());
    let page = banmian::edit::replay(&text, &parse(&text, &options), &edits, &options).page;
    check(&page);
    let tei = tei(&page);
    assert!(
        tei.contains("&lt;b&gt;北门小学&lt;/b&gt;添了<choice><sic>气家</sic><corr>气象</corr></choice>站"),
        "{tei}"
    );
    assert!(markdown(&page).contains("## \\<b\\>北门小学\\</b\\>添了气象站"));
}

#[test]
fn what_a_page_says_of_itself_goes_with_its_stories() {
    let text = "临溪日报\n\n2031年11月18日 星期二 第3版\n\n市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。首日迎来读者三千余人,市民排队参观。";
    let page = parse(text, &Options::default());
    assert!(markdown(&page).starts_with(
        "---\nlanguage: \"zh-Hans\"\npaper: \"临溪日报\"\ndate: \"2031-11-18\"\npage: \"3\"\nstories: 1\n---\n"
    ));
    let graph: Value = serde_json::from_str(&json_ld(&page)).unwrap();
    let story = &graph["@graph"][0];
    assert_eq!(story["author"][0]["name"], "陈一");
    assert_eq!((&story["datePublished"], &story["printPage"]), (&"2031-11-18".into(), &"3".into()));
    assert_eq!(story["isPartOf"]["isPartOf"]["name"], "临溪日报");
    assert!(tei(&page).contains("<byline>本报记者 <name type=\"person\">陈一</name></byline>"));
}

proptest! {
    #[test]
    fn any_page_is_whole_in_every_form(text in page()) {
        check(&parse(&text, &Options::default()));
    }

    #[test]
    fn any_text_is_whole_in_every_form(text in any_text()) {
        check(&parse(&text, &Options::default()));
    }

    #[test]
    fn signs_of_markup_are_words(text in "([-+*_#>=`~\\[\\]!&<|\\\\:.)(0-9 a\n市。$^{}\"']|---|&lt;|]]>|<!--|https://a.b|1\\. ){1,60}") {
        check(&parse(&text, &Options::default()));
    }
}
