//! Text → page, as read and as corrected → every form there is.
#![no_main]

use arbitrary::Arbitrary;
use banmian::{Options, Page, parse};
use banmian_fuzz::edit_invariants::{EditSeed, session_with_edits};
use banmian_fuzz::export_invariants::assert_exports_complete;
use banmian_fuzz::html_invariants::assert_html_complete;
use banmian_fuzz::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok((text, mut rest)) = text(data) else { return };
    check(&parse(&text, &Options::default()), &text);
    if let Ok(seeds) = <[EditSeed; 2]>::arbitrary(&mut rest) {
        check(session_with_edits(&text, &seeds).page(), &text);
    }
});

fn check(page: &Page, text: &str) {
    assert_exports_complete(page, text);
    assert_html_complete(page, text);
}
