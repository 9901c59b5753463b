//! What holds for any text: nothing lost, nothing doubled, nothing invented.

mod common;
#[path = "common/holds.rs"]
mod holds;

use banmian::{Options, parse};
use common::{any_text, page};
use holds::holds;
use proptest::prelude::*;
use std::path::Path;

proptest! {
    #[test]
    fn holds_for_pages(text in page()) {
        check(&text);
    }

    #[test]
    fn holds_for_any_text(text in any_text()) {
        check(&text);
    }
}

#[test]
fn holds_for_real_pages_and_for_what_is_left_of_them() {
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
    holds(&page, text);
}
