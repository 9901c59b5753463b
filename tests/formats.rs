//! The page in other forms: every one has every word, and none takes words for signs of its own.

mod common;
#[path = "common/forms.rs"]
mod forms;

use banmian::export::{json_ld, markdown, ninjs, tei};
use banmian::{Options, Page, parse};
use common::{any_text, page};
use forms::{html_is_the_page, whole};
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;

fn check(page: &Page, text: &str) {
    whole(page);
    html_is_the_page(page, text);
    let item: Value = serde_json::from_str(&ninjs(page)).unwrap();
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

#[test]
fn every_page_is_whole_in_every_form() {
    for folder in ["seeds", "tests/pages", "tests/edits"] {
        for page in referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            check(&parse(&page.text, &Options::default()), &page.text);
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
    check(&page, &text);
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
        check(&parse(&text, &Options::default()), &text);
    }

    #[test]
    fn any_text_is_whole_in_every_form(text in any_text()) {
        check(&parse(&text, &Options::default()), &text);
    }

    #[test]
    fn signs_of_markup_are_words(text in "([-+*_#>=`~\\[\\]!&<|\\\\:.)(0-9 a\n市。$^{}\"']|---|&lt;|]]>|<!--|https://a.b|1\\. ){1,60}") {
        check(&parse(&text, &Options::default()), &text);
    }
}
