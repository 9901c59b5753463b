//! The bytes of a PDF or of what an OCR program leaves → text and places → page.
#![no_main]

use banmian::{Options, form, parse_with};
use banmian_fuzz::document_invariants::{assert_document_invariants, assert_places_are_of_runs};
use banmian_fuzz::page_invariants::assert_page_invariants;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = form::read(data) else { return };
    assert_document_invariants(&document);
    let read = || parse_with(&document.text, &document.sheet, &Options::default());
    let page = read();
    assert!(page == read(), "two readings of {:?} differ", document.text);
    assert_page_invariants(&page, &document.text);
    assert_places_are_of_runs(&page, &document.text, &document.sheet);
});
