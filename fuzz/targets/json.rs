//! JSON → a page and a list of edits, as the command reads them → every form. What stands in
//! such a page need not be true, so only that nothing panics can be held to.
#![no_main]

use banmian::edit::{Anchor, Edits, replay, retype, web_annotations};
use banmian::{Options, Page, export, parse};
use banmian_fuzz::{mangled, text};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, from_slice, from_value};

fuzz_target!(|data: &[u8]| {
    if let Ok(value) = from_slice::<Value>(data) {
        check(value, "市图书馆开馆");
    }
    let _ = almost(data);
});

fn almost(data: &[u8]) -> arbitrary::Result<()> {
    let (text, mut rest) = text(data)?;
    let page = serde_json::to_value(parse(&text, &Options::default())).expect("a page has a form");
    check(mangled(page, &mut rest)?, &text);
    Ok(())
}

fn check(value: Value, text: &str) {
    if let Ok(page) = from_value::<Page>(value.clone()) {
        let json = serde_json::to_string(&page).expect("a page has a form");
        // a confidence beyond what the model holds is infinite, and JSON knows no such number
        if let Ok(again) = from_slice::<Page>(json.as_bytes()) {
            assert_eq!(serde_json::to_string(&again).expect("a page has a form"), json);
        }
        export::markdown(&page);
        export::text(&page);
        roxmltree::Document::parse(&export::tei(&page)).expect("TEI is XML");
        export::epub("", [("", &page)]).expect("nothing is written to but memory");
        roxmltree::Document::parse(&export::atom("", [("2031-11-18T00:00:00Z", &page)])).expect("Atom is XML");
        export::ris([&page]);
        export::bibtex([&page]);
        export::html(&page, text);
        export::labels(&page, text);
        for block in page.blocks() {
            Anchor::of(text, block);
            retype(text, block, "市图书馆");
        }
        for line in export::ndjson(&page).lines().chain([
            &*export::ninjs(&page),
            &*export::json_ld(&page),
            &*export::csl_json([&page]).replace('\n', ""),
        ]) {
            from_slice::<Value>(line.as_bytes()).expect("it is JSON");
        }
    }
    if let Ok(edits) = from_value::<Edits>(value) {
        let options = Options::default();
        let page = parse(text, &options);
        replay(text, &page, &edits, &options);
        web_annotations(text, &page, &edits, "a text");
    }
}
