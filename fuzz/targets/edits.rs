//! A text and edits → page, and back; and lists of edits that belong to another text, or are
//! almost none.
#![no_main]

use arbitrary::Arbitrary;
use banmian::edit::{Edits, replay};
use banmian::{Options, parse};
use banmian_fuzz::edit_invariants::{EditSeed, assert_edit_invariants, session_with_edits};
use banmian_fuzz::page_invariants::assert_page_invariants;
use banmian_fuzz::{mangled, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = check(data);
});

fn check(data: &[u8]) -> arbitrary::Result<()> {
    let (text, mut rest) = text(data)?;
    let seeds: Vec<EditSeed> =
        (0..rest.int_in_range(0..=5)?).map(|_| EditSeed::arbitrary(&mut rest)).collect::<Result<_, _>>()?;
    assert_edit_invariants(&text, &seeds);

    let edits = session_with_edits(&text, &seeds).edits();
    let json = serde_json::to_value(&edits).expect("edits have a form");
    if let Ok(edits) = serde_json::from_value::<Edits>(mangled(json, &mut rest)?) {
        hold(&text, &edits);
    }
    let other = text.chars().rev().collect::<String>();
    hold(&other, &edits);
    Ok(())
}

fn hold(text: &str, edits: &Edits) {
    let options = Options::default();
    let replayed = replay(text, &parse(text, &options), edits, &options);
    assert_page_invariants(&replayed.page, text);
    assert_eq!(replayed.edits.edits.len(), edits.edits.len(), "an edit was dropped");
}
