//! Export formats: each has every word of the page, and source text is never markup.

mod common;
#[path = "common/export_invariants.rs"]
mod export_invariants;

use banmian::export::{json_ld, markdown, ninjs, tei};
use banmian::{Options, Page, parse};
use common::{any_text, page};
use export_invariants::{assert_exports_complete, assert_html_complete};
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;

fn check(page: &Page, text: &str) {
    assert_exports_complete(page);
    assert_html_complete(page, text);
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
fn every_export_of_real_pages_is_complete() {
    for folder in ["seeds", "tests/pages", "tests/edits"] {
        for page in referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            check(&parse(&page.text, &Options::default()), &page.text);
        }
    }
}

#[test]
fn exports_keep_the_original_of_corrections() {
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
    assert!(markdown(&page).contains("## &lt;b&gt;北门小学&lt;/b&gt;添了气象站"));
}

#[test]
fn words_that_a_line_breaks_are_whole_in_exports_and_as_printed_in_the_file() {
    let text = "Council opens new library\n\nBy Ann Lee\n\nMILLBROOK — The govern-\nment gave the town a well-\nknown house on Mon\u{ad}\nday, and every-\none came to see it.\n";
    let page = parse(text, &Options::default());
    check(&page, text);
    let whole = "MILLBROOK — The government gave the town a well-known house on Monday, and everyone came to see it.";
    for export in [banmian::export::text, markdown, banmian::export::ndjson, json_ld, ninjs, tei] {
        assert!(export(&page).contains(whole), "{}", export(&page));
    }
    let shown = banmian::export::html(&page, text);
    let shown = &shown[shown.find("<main").unwrap()..shown.rfind("</main>").unwrap()];
    let printed = ["govern<span class=\"bm-hyphen\">-</span></span>", "a well-</span>", "Mon\u{ad}</span>"];
    assert!(printed.iter().all(|printed| shown.contains(printed)), "{shown}");
    assert_eq!(page.articles[0].blocks[0].text.matches(['-', '\u{ad}']).count(), 4);
}

#[test]
fn lines_are_joined_with_spaces_where_words_have_them() {
    let read = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name);
        banmian::export::text(&parse(&std::fs::read_to_string(path).unwrap(), &Options::default()))
    };
    assert!(read("korean.txt").contains("공사는 지난 가을에 시작되어 여섯 달이 걸렸고, 물을 데우는 설비를"));
    let hall = read("broken-words.txt");
    for whole in [
        "on Monday after",
        "a well-known builder",
        "on Saturday mornings",
        "Two- and three-year-olds",
        "for (grown) visitors is $4",
    ] {
        assert!(hall.contains(whole), "{hall} has no {whole}");
    }
}

#[test]
fn corrected_markup_is_escaped_in_attributes() {
    let text = "市图\"&<b title='x'>书馆\" onclick=\"开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
    let end = text.find("开馆").unwrap();
    let at = banmian::edit::Anchor::new(text, "市图".len()..end);
    let mut session = banmian::edit::Session::new(text, &Options::default());
    session.apply(banmian::edit::Edit::Correct { at, text: "书馆".into() }).unwrap();
    assert_eq!(session.page().blocks().flat_map(|block| &block.corrections).count(), 1);
    check(session.page(), text);
}

#[test]
fn paper_date_and_number_are_exported() {
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
    fn every_export_of_generated_pages_is_complete(text in page()) {
        check(&parse(&text, &Options::default()), &text);
    }

    #[test]
    fn every_export_of_arbitrary_text_is_complete(text in any_text()) {
        check(&parse(&text, &Options::default()), &text);
    }

    #[test]
    fn markup_characters_are_escaped(text in "([-+*_#>=`~\\[\\]!&<|\\\\:.)(0-9 a\n市。$^{}\"']|---|&lt;|]]>|<!--|https://a.b|1\\. ){1,60}") {
        check(&parse(&text, &Options::default()), &text);
    }
}
