//! The text of a PDF as pdf.js gives it is read with its places.

#[path = "common/document_invariants.rs"]
mod document_invariants;
#[path = "common/page_invariants.rs"]
mod page_invariants;

use banmian::form::{self, Bounds, Document, Form, FormError, Remark};
use banmian::{Options, export, parse_with};
use document_invariants::{assert_document_invariants, assert_places_are_of_runs};
use page_invariants::assert_page_invariants;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const WHAT: &str = "pdf.js text";

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms").join(name);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn named(json: &str) -> Result<Document, FormError> {
    form::read_as(json.as_bytes(), Form::PdfJs)
}

fn read(json: &Value) -> Document {
    let document = named(&json.to_string()).unwrap_or_else(|error| panic!("{error}"));
    check(&document);
    document
}

fn check(document: &Document) {
    assert_document_invariants(document);
    let page = parse_with(&document.text, &document.sheet, &Options::default());
    assert_page_invariants(&page, &document.text);
    assert_places_are_of_runs(&page, &document.text, &document.sheet);
}

/// An item of the size 10 whose baseline begins at a place.
fn item(text: &str, x: f64, y: f64, width: f64) -> Value {
    json!({ "str": text, "dir": "ltr", "width": width, "height": 10, "transform": [10, 0, 0, 10, x, y], "fontName": "f", "hasEOL": false })
}

fn page(items: &[Value]) -> Value {
    json!({ "items": items, "styles": { "f": { "fontFamily": "serif", "ascent": 0.8, "descent": -0.2, "vertical": false } }, "width": 300, "height": 400 })
}

#[test]
fn the_sample_is_told_and_read_by_its_places() {
    let json = sample("pdfjs.json");
    assert_eq!(form::detect(json.as_bytes()), Some(Form::PdfJs));
    let document = form::read(json.as_bytes()).unwrap();
    check(&document);
    assert_eq!(document.text, sample("pdfjs.expected.txt"));
    let page = parse_with(&document.text, &document.sheet, &Options::default());
    assert_eq!(export::text(&page), sample("pdfjs.stories.txt"));
    assert_eq!((page.source.pages[0].width, page.source.pages[0].height), (380.0, 600.0));
}

#[test]
fn places_are_turned_upright_by_the_viewport_or_the_height() {
    let bounds = |x0, y0, x1, y1| Bounds { x0, y0, x1, y1 };
    let run = |json: &Value| read(json).sheet.pages[0].runs[0].clone();
    let mut one = page(&[item("渡口", 20.0, 100.0, 20.0)]);
    assert_eq!(run(&one).bounds, bounds(20.0, 292.0, 40.0, 302.0));
    assert_eq!((run(&one).size, run(&one).face.as_str()), (10.0, "serif"));
    // drawn at twice the size
    one["viewport"] = json!({ "width": 600, "height": 800, "transform": [2, 0, 0, -2, 0, 800] });
    assert_eq!((run(&one).bounds, run(&one).size), (bounds(40.0, 584.0, 80.0, 604.0), 20.0));
    // a page that is turned to the right, as its text is
    one["viewport"] = json!({ "width": 400, "height": 300, "transform": [0, 1, 1, 0, 0, 0] });
    one["items"][0]["transform"] = json!([0, 10, -10, 0, 100, 20]);
    assert_eq!(run(&one).bounds, bounds(20.0, 92.0, 40.0, 102.0));
    // without a size, a page holds what is on it
    let mut bare = page(&[item("渡口", 20.0, 100.0, 20.0)]);
    bare["width"].take();
    bare["height"].take();
    let document = read(&bare);
    assert_eq!((document.sheet.pages[0].width, document.sheet.pages[0].height), (40.0, 110.0));
    let mut down = page(&[item("渡口", 20.0, 100.0, 10.0)]);
    down["styles"]["f"]["vertical"] = true.into();
    down["items"][0]["height"] = 20.into();
    let run = run(&down);
    assert_eq!((run.bounds, run.vertical), (bounds(15.0, 300.0, 25.0, 320.0), true));
}

#[test]
fn items_that_touch_on_one_baseline_are_one_run() {
    let text = |items: &[Value]| read(&page(items)).text;
    let first = || item("Bridge", 20.0, 100.0, 30.0);
    let second = |x: f64, y: f64| item("opens", x, y, 25.0);
    for (items, wanted) in [
        (vec![first(), second(50.0, 100.0)], "Bridgeopens\n"),
        (vec![first(), second(53.0, 100.0)], "Bridge opens\n"),
        (vec![first(), item(" ", 50.0, 100.0, 3.0), second(53.0, 101.0)], "Bridge opens\n"),
        (vec![first(), item("", 50.0, 100.0, 0.0), second(50.0, 100.0)], "Bridgeopens\n"),
        // another column, another line, and one that begins anew
        (vec![first(), item(" ", 50.0, 100.0, 20.0), second(70.0, 100.0)], "Bridge\nopens\n"),
        (vec![first(), second(50.0, 88.0)], "Bridge\nopens\n"),
        (vec![second(50.0, 100.0), first()], "opens\nBridge\n"),
        (vec![item("渡口", 20.0, 100.0, 20.0), item("复航", 42.0, 100.0, 20.0)], "渡口复航\n"),
        (vec![item("渡口", 20.0, 100.0, 20.0), item("复航", 49.0, 100.0, 20.0)], "渡口\n复航\n"),
    ] {
        assert_eq!(text(&items), wanted);
    }
    let mut ended = first();
    ended["hasEOL"] = true.into();
    assert_eq!(text(&[ended, second(50.0, 100.0)]), "Bridge\nopens\n");
    let marked = json!({ "type": "beginMarkedContentProps", "id": "p0", "tag": "P" });
    assert_eq!(text(&[marked, first(), json!({ "type": "endMarkedContent" })]), "Bridge\n");
}

#[test]
fn pages_are_a_list_or_stand_under_pages() {
    let pages = [page(&[item("甲", 20.0, 100.0, 10.0)]), page(&[]), page(&[item("乙", 20.0, 100.0, 10.0)])];
    for json in [json!(pages), json!({ "pages": pages })] {
        assert_eq!(form::detect(json.to_string().as_bytes()), Some(Form::PdfJs));
        let document = read(&json);
        assert_eq!(document.text, "甲\n\u{c}\u{c}乙\n");
        assert_eq!(document.remarks, [Remark::NoText { page: 2 }]);
    }
}

#[test]
fn what_is_wrong_is_named() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut json = page(&[item("甲", 20.0, 100.0, 10.0), item("乙", 40.0, 100.0, 10.0)]);
        change(&mut json);
        json.to_string()
    };
    for (json, says) in [
        ("{".into(), "EOF"),
        ("{\"items\": [{\"str\": \"甲\", \"transform\": [NaN]}]}".into(), "line 1 column 41"),
        (with(&|page| drop(page["items"][1].as_object_mut().unwrap().remove("str"))), "page 1: item 2 has no `str`"),
        (with(&|page| page["items"][1]["transform"] = Value::Null), "page 1: item 2 has no `transform`"),
        (with(&|page| page["items"][1]["width"] = Value::Null), "page 1: item 2 has no `width`"),
        (with(&|page| page["items"][1]["height"] = Value::Null), "page 1: item 2 has no `height`"),
        (with(&|page| page["items"][0]["transform"] = json!([1, 2])), "invalid length 2"),
        (with(&|page| page["items"][0]["transform"][3] = "a".into()), "invalid type: string \"a\""),
        (with(&|page| page["items"][0]["str"] = 5.into()), "invalid type: integer `5`"),
        (with(&|page| page["items"] = "a".into()), "invalid type: string \"a\""),
        (with(&|page| page["styles"]["f"]["ascent"] = "a".into()), "invalid type: string \"a\""),
        (with(&|page| page["viewport"] = json!({ "width": 3 })), "missing field `height`"),
        (with(&|page| drop(page.as_object_mut().unwrap().remove("items"))), "page 1 has no `items`"),
        (json!([page(&[]), { "pages": [] }]).to_string(), "page 2 has no `items`"),
        ("[[]]".into(), "invalid length 0"),
        (with(&|_| ()).replace("400", "1e999"), "number out of range"),
    ] {
        match named(&json) {
            Err(FormError::Invalid { what: WHAT, problem }) => assert!(problem.contains(says), "{problem}, not {says}"),
            other => panic!("{json}: {other:?}"),
        }
    }
    assert_eq!(named(&page(&[item(" ", 0.0, 0.0, 1.0)]).to_string()), Err(FormError::Empty { what: WHAT }));
    assert_eq!(named("[]"), Err(FormError::Empty { what: WHAT }));
    assert_eq!(named("市图书馆开馆"), Err(FormError::OtherForm { what: WHAT, found: None }));
    let large = page(&[item(&"馆".repeat(4_000_001), 0.0, 0.0, 1.0)]);
    assert_eq!(named(&large.to_string()), Err(FormError::TooLarge { what: WHAT }));
    // what is no file of pdf.js is not told to be one
    for text in ["{\"articles\": []}", "[导读] \"str\" \"items\"", "\"items\" \"str\" \"transform\""] {
        assert_ne!(form::detect(text.as_bytes()), Some(Form::PdfJs), "{text}");
    }
}

fn any_number() -> impl Strategy<Value = Value> {
    const AWKWARD: [f64; 9] = [0.0, -0.0, 1.0, -1.0, 1e300, -1e300, 1e-300, 1e7, f64::MAX];
    prop_oneof![4 => (0.0..400f64).prop_map(Value::from), 1 => select(&AWKWARD[..]).prop_map(Value::from), 1 => Just(json!(10))]
}

/// What may stand where a number should.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![20 => any_number(), 1 => Just(Value::Null), 1 => Just(json!("a")), 1 => Just(json!([]))]
}

fn any_item(value: impl Strategy<Value = Value> + Clone + 'static) -> impl Strategy<Value = Value> {
    let text = prop_oneof![6 => "[馆桥a b]{0,6}", 1 => "[\\n\\r\u{c}\u{2028}\\u{0} ]{0,3}"];
    let direction = select(&["ltr", "rtl", "ttb", "x"][..]);
    (text, vec(value, 8), direction, any::<bool>(), select(&["f", "g", ""][..])).prop_map(|(text, numbers, direction, ends, font)| {
        json!({ "str": text, "dir": direction, "width": numbers[6], "height": numbers[7], "transform": numbers[..6], "fontName": font, "hasEOL": ends })
    })
}

fn characters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn each_character_is_read_once_whatever_the_places_are(
        items in vec(any_item(any_number().boxed()), 0..20),
        sizes in vec(any_number(), 4),
        vertical in any::<bool>(),
    ) {
        let mut json = page(&items);
        json["styles"]["g"] = json!({ "fontFamily": "g", "ascent": sizes[0], "descent": sizes[1], "vertical": vertical });
        (json["width"], json["height"]) = (sizes[2].clone(), sizes[3].clone());
        let expected: String = items.iter().map(|item| characters(item["str"].as_str().unwrap())).collect();
        match named(&json.to_string()) {
            Ok(document) => {
                check(&document);
                prop_assert_eq!(characters(&document.text), expected);
            }
            Err(error) => {
                prop_assert_eq!(error, FormError::Empty { what: WHAT });
                prop_assert_eq!(expected, "");
            }
        }
    }

    #[test]
    fn other_values_are_read_or_refused(items in vec(any_item(any_value().boxed()), 0..4), size in any_value(), end in any::<prop::sample::Index>(), is_broken in any::<bool>()) {
        let mut json = page(&items);
        json["viewport"] = json!({ "width": size, "height": 400 });
        let mut json = json.to_string();
        if is_broken {
            json.truncate(json.floor_char_boundary(end.index(json.len())));
        }
        match named(&json) {
            Ok(document) => check(&document),
            Err(error) => prop_assert!(matches!(error, FormError::Invalid { .. } | FormError::Empty { .. } | FormError::OtherForm { .. }), "{}", error),
        }
    }
}
