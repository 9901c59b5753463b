//! Text → page, as read and as corrected → every form there is.
#![no_main]

use arbitrary::Arbitrary;
use banmian::{Options, Page, parse};
use banmian_fuzz::corrections::{Seed, edited};
use banmian_fuzz::forms::{html_is_the_page, whole};
use banmian_fuzz::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok((text, mut rest)) = text(data) else { return };
    check(&parse(&text, &Options::default()), &text);
    if let Ok(seeds) = <[Seed; 2]>::arbitrary(&mut rest) {
        check(edited(&text, &seeds).page(), &text);
    }
});

fn check(page: &Page, text: &str) {
    whole(page);
    html_is_the_page(page, text);
}
