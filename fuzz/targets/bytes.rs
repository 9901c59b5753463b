//! Bytes → text → page, in the encoding they seem to be in and in one they are said to be in.
#![no_main]

use banmian::{DecodeError, Options, decode, parse};
use banmian_fuzz::page_invariants::assert_page_invariants;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 11] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "gb18030",
    "big5",
    "shift_jis",
    "iso-2022-jp",
    "euc-kr",
    "windows-1252",
];

fuzz_target!(|data: &[u8]| {
    match decode(data, None) {
        Ok(read) => check(&read.text, read.encoding),
        Err(error) => assert!(matches!(error, DecodeError::NotText(_)), "{error:?}"),
    }
    let name = NAMES[data.len() % NAMES.len()];
    check(&decode(data, Some(name)).expect("a name that is known is believed").text, name);
});

fn check(text: &str, encoding: &str) {
    let options = Options { encoding: encoding.into(), ..Options::default() };
    assert_page_invariants(&parse(text, &options), text);
}
