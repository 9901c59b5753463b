//! Text and options → page.
#![no_main]

use banmian::{Options, parse};
use banmian_fuzz::page_invariants::assert_page_invariants;
use banmian_fuzz::{options, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok((text, mut rest)) = text(data) else { return };
    check(&text, &Options::default());
    if let Ok(options) = options(&mut rest) {
        check(&text, &options);
    }
});

fn check(text: &str, options: &Options) {
    let page = parse(text, options);
    assert!(page == parse(text, options), "two readings of {text:?} differ");
    assert_page_invariants(&page, text);
}
