//! Properties of edits: none loses or duplicates a character, each can be undone, and a replayed list
//! gives the same page or reports conflicts.

mod common;
#[path = "common/edit_invariants.rs"]
mod edit_invariants;
#[path = "common/edits_to_gold.rs"]
mod edits_to_gold;
#[path = "common/page_invariants.rs"]
mod page_invariants;

use banmian::edit::{Anchor, Edit, Edits, Entry, Place, Problem, Session, replay, retype};
use banmian::{Kind, Options, Page, Role, parse};
use common::{any_text, page};
use edit_invariants::{EditSeed, assert_edit_invariants, session_with_edits};
use edits_to_gold::{edits_to_gold, range};
use page_invariants::assert_page_invariants;
use proptest::prelude::*;
use referee::{Label, Row};
use std::fs;
use std::path::Path;

fn seeds() -> impl Strategy<Value = Vec<EditSeed>> {
    let text = prop_oneof![3 => "[市图书馆a ]{0,3}", 1 => Just("<b>&amp;</b>".to_owned()), 1 => Just("\n".to_owned())];
    prop::collection::vec((0u8..12, any::<[usize; 5]>(), text), 0..14)
}

proptest! {
    #[test]
    fn edits_of_generated_pages_keep_the_invariants(text in page(), seeds in seeds()) {
        assert_edit_invariants(&text, &seeds);
    }

    #[test]
    fn edits_of_arbitrary_text_keep_the_invariants(text in any_text(), seeds in seeds()) {
        assert_edit_invariants(&text, &seeds);
    }

    #[test]
    fn edits_of_real_pages_keep_the_invariants(n in any::<prop::sample::Index>(), seeds in seeds()) {
        let pages = real_pages();
        assert_edit_invariants(&pages[n.index(pages.len())], &seeds);
    }

    #[test]
    fn edits_of_one_text_applied_to_another_keep_the_invariants(text in page(), other in page(), seeds in seeds()) {
        let edits = session_with_edits(&text, &seeds).edits();
        let replayed = replay(&other, &parse(&other, &Options::default()), &edits, &Options::default());
        assert_page_invariants(&replayed.page, &other);
        assert_eq!(replayed.edits.edits.len(), edits.edits.len(), "an edit was dropped");
    }
}

proptest! {
    #[test]
    fn a_retyped_block_reads_as_typed(text in page(), n in any::<prop::sample::Index>(), typed in prop::collection::vec((any::<prop::sample::Index>(), "[市a ]{0,2}|\\PC"), 1..5)) {
        let mut session = Session::new(&text, &Options::default());
        for (at, put) in typed {
            let blocks: Vec<_> = session.page().blocks().cloned().collect();
            let Some(block) = blocks.get(n.index(blocks.len().max(1))) else { return Ok(()) };
            let mut chars: Vec<String> = block.text.chars().map(String::from).collect();
            let place = at.index(chars.len());
            chars[place] = put;
            let typed = chars.concat();
            if typed.trim().is_empty() || typed.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
                continue;
            }
            for edit in retype(&text, block, &typed) {
                session.apply(edit).unwrap();
            }
            let without_blanks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let start = block.spans[0].start;
            let now = session.page().blocks().find(|block| block.spans[0].start == start).unwrap();
            assert_eq!(without_blanks(&now.text), without_blanks(&typed), "{block:?}");
            assert_page_invariants(session.page(), &text);
            assert_eq!(retype(&text, now, &now.text), [], "what reads so is not corrected");
        }
    }
}

/// Asserts that edits can turn the page of a text into these rows.
fn assert_edits_reach(text: &str, gold: &[Row]) {
    let edits = edits_to_gold(text, gold);
    let options = Options::default();
    let replayed = replay(text, &parse(text, &options), &edits, &options);
    assert_eq!(replayed.conflicts, []);
    assert_page_invariants(&replayed.page, text);
    let rows = referee::read_rows(&banmian::export::labels(&replayed.page, text)).unwrap();
    assert_eq!(referee::score(text, gold, &rows).figures(), [1.0; 8], "{gold:?} of {text:?}");
}

#[test]
fn edits_turn_a_page_into_its_gold() {
    for folder in ["seeds", "tests/pages", "tests/edits"] {
        for page in referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            assert_edits_reach(&page.text, &page.gold);
        }
    }
}

proptest! {
    #[test]
    fn edits_turn_a_page_into_any_labelling(text in page(), labels in prop::collection::vec((0usize..5, 0usize..11, 0i64..6), 1..20)) {
        let rows = referee::read_rows(&banmian::export::labels(&parse(&text, &Options::default()), &text)).unwrap();
        let label = |n: usize| {
            let (article, role, para) = labels[n % labels.len()];
            // a block has one role, and the page's own has no story
            let para = para * 11 + role as i64;
            let own = Label { role: "furniture".into(), article: "-".into(), para };
            let article = ["a1", "a2", "a3", "a4"].get(article);
            article.map_or(own, |article| Label { role: Role::ALL[role].name().into(), article: (*article).into(), para })
        };
        // a byte order mark has a row, and is nothing that could be said to be something
        let held = |(n, row): (usize, Row)| if range(&text, &row).is_some() { Row { label: label(n), ..row } } else { row };
        let gold: Vec<Row> = rows.into_iter().enumerate().map(held).collect();
        assert_edits_reach(&text, &gold);
    }
}

fn real_pages() -> Vec<String> {
    let folders = ["seeds", "tests/pages"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    folders.iter().flat_map(|folder| referee::folder(folder).unwrap()).map(|page| page.text).collect()
}

/// A page of `tests/edits` with the list of edits beside it.
fn with_edits() -> Vec<(referee::GoldPage, Edits)> {
    let pages = referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits")).unwrap();
    let edits = |page: &referee::GoldPage| {
        let json = fs::read_to_string(page.path.with_extension("edits.json")).unwrap();
        serde_json::from_str(&json).unwrap()
    };
    pages.into_iter().map(|page| (edits(&page), page)).map(|(edits, page)| (page, edits)).collect()
}

#[test]
fn stored_edits_turn_a_page_into_its_gold() {
    let schema: serde_json::Value = serde_json::from_str(banmian::edit::SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let pages = with_edits();
    assert!(pages.len() >= 5);
    for (page, edits) in pages {
        let options = Options::default();
        let parsed = parse(&page.text, &options);
        let figures = |model: &Page| {
            let rows = referee::read_rows(&banmian::export::labels(model, &page.text)).unwrap();
            referee::score(&page.text, &page.gold, &rows).figures()
        };
        let replayed = replay(&page.text, &parsed, &edits, &options);
        assert_eq!(replayed.conflicts, [], "{}", page.name());
        assert_page_invariants(&replayed.page, &page.text);
        assert_eq!(figures(&replayed.page), [1.0; 8], "{}", page.name());
        assert_ne!(replayed.page, parsed, "{}: the edits do nothing", page.name());
        assert_eq!(replayed.edits.source, edits.source, "{}: the text is not that of the edits", page.name());
        assert!(validator.is_valid(&serde_json::to_value(&replayed.edits).unwrap()), "{}", page.name());

        // on a text that has grown, and on a reading of nothing but itself, they say the same
        let grown = format!("\u{feff}第9版\r\n\r\n{}", page.text);
        let again = replay(&grown, &parse(&grown, &options), &replayed.edits, &options);
        assert_page_invariants(&again.page, &grown);
        let left = again.conflicts.iter().filter(|conflict| conflict.problem != Problem::StoryChanged);
        assert_eq!(left.count(), 0, "{}: {:?}", page.name(), again.conflicts);
    }
}

#[test]
fn the_schema_accepts_written_edits_and_rejects_others() {
    let schema: serde_json::Value = serde_json::from_str(banmian::edit::SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let (text, anchor) = ("市图书馆开馆", |start| Anchor::new("市图书馆开馆", start..start + 3));
    let story = Anchor { story: Some("0123456789abcdef".into()), ..anchor(3) };
    let (what, at) = (vec![anchor(0), anchor(6)], anchor(9));
    let mut edits = Edits::new(text);
    edits.edits = [
        Edit::Move { what: what.clone(), to: Place::Behind(at.clone()) },
        Edit::Move { what: what.clone(), to: Place::Before(at.clone()) },
        Edit::Move { what: what.clone(), to: Place::Story },
        Edit::Move { what: what.clone(), to: Place::Page },
        Edit::Headline { what: what.clone(), story: story.clone() },
        Edit::Join { left: at.clone(), right: what.clone() },
        Edit::Part { at: at.clone() },
        Edit::Split { at: story.clone() },
        Edit::Merge { story: story.clone(), into: at.clone() },
        Edit::Correct { at: at.clone(), text: String::new() },
        Edit::Confirm { what: vec![], with: story.clone() },
        Edit::Confirm { what: what.clone(), with: at.clone() },
    ]
    .map(Entry::from)
    .to_vec();
    edits.edits.extend(Role::ALL.map(|role| Edit::Role { what: what.clone(), role }.into()));
    edits.edits.extend(Kind::ALL.map(|is| Edit::Kind { story: story.clone(), is }.into()));
    let json = serde_json::to_value(&edits).unwrap();
    assert!(validator.is_valid(&json), "{:?}", validator.iter_errors(&json).map(|e| e.to_string()).collect::<Vec<_>>());
    assert_eq!(serde_json::from_value::<Edits>(json.clone()).unwrap(), edits);

    // whatever is taken away or put in is missed or not known, by both
    let takes = |json: &serde_json::Value| serde_json::from_value::<Edits>(json.clone()).is_ok();
    for (n, edit) in edits.edits.iter().enumerate() {
        let fields: Vec<String> = serde_json::to_value(edit).unwrap().as_object().unwrap().keys().cloned().collect();
        for field in fields {
            let mut less = json.clone();
            less["edits"][n].as_object_mut().unwrap().remove(&field);
            assert!(!validator.is_valid(&less) && !takes(&less), "{edit:?} without {field}");
            let mut other = json.clone();
            other["edits"][n][&field] = 7.into();
            assert!(!validator.is_valid(&other) && !takes(&other), "{edit:?} with a number as {field}");
        }
        let mut more = json.clone();
        more["edits"][n]["more"] = 7.into();
        assert!(!validator.is_valid(&more) && !takes(&more), "{edit:?} with more");
    }
}

#[test]
fn when_an_edit_was_made_and_by_whom_is_kept_and_what_is_no_such_thing_is_refused() {
    let schema: serde_json::Value = serde_json::from_str(banmian::edit::SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
    let at = text.find("本报").unwrap();
    let written = |provenance: serde_json::Value| {
        let mut json = serde_json::to_value(Edits {
            edits: vec![Edit::Split { at: Anchor::new(text, at..at + 6) }.into()],
            ..Edits::new(text)
        });
        json.as_mut().unwrap()["edits"][0]["provenance"] = provenance;
        json.unwrap()
    };
    for provenance in [
        serde_json::json!({ "at": "2031-11-18T06:05:00Z", "by": "陈一" }),
        serde_json::json!({ "at": "2028-02-29T23:59:59Z" }),
        serde_json::json!({ "by": "陈一" }),
        serde_json::json!({}),
    ] {
        let json = written(provenance);
        assert!(validator.is_valid(&json), "{json}");
        let edits: Edits = serde_json::from_value(json.clone()).unwrap();
        let replayed = replay(text, &parse(text, &Options::default()), &edits, &Options::default());
        assert_eq!(replayed.edits.edits[0].provenance, edits.edits[0].provenance, "replaying keeps it");
        assert_eq!(serde_json::to_value(&edits).unwrap(), json, "and it is written as it came");
    }
    for provenance in [
        serde_json::json!({ "at": "2031-11-18T06:05:00+08:00" }),
        serde_json::json!({ "at": "2031-11-18T06:05:00.5Z" }),
        serde_json::json!({ "at": 7 }),
        serde_json::json!({ "by": 7 }),
        serde_json::json!({ "by": null }),
        serde_json::json!({ "of": "陈一" }),
        serde_json::json!("陈一"),
    ] {
        let json = written(provenance);
        assert!(!validator.is_valid(&json) && serde_json::from_value::<Edits>(json.clone()).is_err(), "{json}");
    }
    let no_day = serde_json::from_value::<Edits>(written(serde_json::json!({ "at": "2031-02-29T06:05:00Z" })));
    assert!(no_day.unwrap_err().to_string().contains("2031-02-29T06:05:00Z"));
}

#[test]
fn a_list_that_says_nothing_of_its_making_is_written_as_it_was() {
    for (page, list) in with_edits() {
        let json = std::fs::read_to_string(page.path.with_extension("edits.json")).unwrap();
        assert_eq!(serde_json::to_string_pretty(&list).unwrap(), json.trim_end(), "{}", page.name());
    }
}
