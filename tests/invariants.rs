//! Invariants of parsing any text: no character lost, duplicated or invented.

mod common;
#[path = "common/page_invariants.rs"]
mod page_invariants;

use banmian::{Options, parse};
use common::{any_text, page};
use page_invariants::assert_page_invariants;
use proptest::prelude::*;
use std::path::Path;

proptest! {
    #[test]
    fn generated_pages_keep_the_invariants(text in page()) {
        check(&text);
    }

    #[test]
    fn arbitrary_text_keeps_the_invariants(text in any_text()) {
        check(&text);
    }
}

#[test]
fn real_pages_and_damaged_ones_keep_the_invariants() {
    for folder in ["seeds", "tests/pages"] {
        for page in referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            check(&page.text);
            check(&page.text.replace("\n\n", "\n"));
            check(&page.text.replace('\n', "\r\n"));
            check(&page.text.replace('\n', " "));
            check(&page.text.split('\n').rev().collect::<Vec<_>>().join("\n"));
            let ends = page.text.char_indices().map(|(at, _)| at).step_by(97);
            ends.for_each(|end| check(&page.text[..end]));
        }
    }
}

fn check(text: &str) {
    let page = parse(text, &Options::default());
    assert_eq!(page, parse(text, &Options::default()), "two readings differ");
    assert_page_invariants(&page, text);
}
