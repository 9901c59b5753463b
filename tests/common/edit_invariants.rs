//! Invariants of any edits of any text.

use crate::page_invariants::assert_page_invariants;
use banmian::edit::{Anchor, Edit, Edits, Entry, Place, Provenance, Session, Timestamp, replay};
use banmian::{Kind, Options, Page, Role, parse};

/// Random numbers from which an edit of any page is made.
pub type EditSeed = (u8, [usize; 5], String);

/// A session with those of the edits applied that can be.
pub fn session_with_edits<'t>(text: &'t str, seeds: &[EditSeed]) -> Session<'t> {
    let mut session = Session::new(text, &Options::default());
    for seed in seeds {
        if let Some(edit) = edit(text, session.page(), seed) {
            let _ = session.apply(signed(edit, seed));
        }
    }
    session
}

/// Asserts that each edit keeps every character or fails without effect, that undo and redo restore
/// the pages, and that replaying the list gives the same page.
pub fn assert_edit_invariants(text: &str, seeds: &[EditSeed]) {
    let options = Options::default();
    let parsed = parse(text, &options);
    let mut session = Session::new(text, &options);
    assert_eq!(*session.page(), parsed, "no edit is no change");
    let mut pages = vec![parsed.clone()];
    for seed in seeds {
        let Some(edit) = edit(text, session.page(), seed) else { continue };
        let before = session.page().clone();
        match session.apply(signed(edit, seed)) {
            Ok(()) => {
                assert_page_invariants(session.page(), text);
                pages.push(session.page().clone());
            }
            Err(error) => {
                assert_eq!(*session.page(), before, "{error}: the page changed all the same");
                assert!(error.to_string().chars().count() > 20, "{error}");
            }
        }
    }
    let edits = session.edits();
    assert_eq!(edits.edits.len(), pages.len() - 1);
    let json = serde_json::to_string(&edits).unwrap();
    assert_eq!(serde_json::from_str::<Edits>(&json).unwrap(), edits, "JSON changed the edits");
    let replayed = replay(text, &parsed, &edits, &options);
    assert_eq!((&replayed.page, &replayed.edits), (pages.last().unwrap(), &edits));
    assert_eq!(replayed.conflicts, []);
    assert_eq!(replayed, replay(text, &parse(text, &options), &edits, &options), "two replays differ");
    for page in pages.iter().rev().skip(1) {
        assert!(session.undo());
        assert_eq!(bits(session.page()), bits(page), "undo did not restore the page");
    }
    assert!(!session.undo());
    for page in &pages[1..] {
        assert!(session.redo());
        assert_eq!(bits(session.page()), bits(page), "redo did not restore the page");
    }
    assert!(!session.redo());
}

/// The page as its JSON, in which every bit of a number counts.
fn bits(page: &Page) -> String {
    serde_json::to_string(page).unwrap()
}

/// The edit as a person may have signed and dated it, or not.
fn signed(edit: Edit, (_, at, new): &EditSeed) -> Entry {
    let time = format!("20{:02}-{:02}-28T{:02}:59:00Z", at[0] % 100, at[1] % 12 + 1, at[2] % 24);
    let provenance = match at[3] % 3 {
        0 => None,
        1 => Some(Provenance { at: Timestamp::parse(&time).ok(), by: None }),
        _ => Some(Provenance { at: Timestamp::parse(&time).ok(), by: Some(new.clone()) }),
    };
    Entry { edit, provenance }
}

fn edit(text: &str, page: &Page, (kind, at, new): &EditSeed) -> Option<Edit> {
    let blocks: Vec<_> = page.blocks().collect();
    let block = |n: usize| blocks.get(at[n].checked_rem(blocks.len())?).copied();
    let piece = |n: usize| {
        let spans = &block(n)?.spans;
        let span = &spans[at[4] % spans.len()];
        Some(Anchor::new(text, span.start..span.end))
    };
    // now and then a place within a piece, or one that has nothing to do with pieces
    let stretch = |n: usize| {
        let span = &block(n)?.spans[0];
        let from = span.start + at[n + 1] % (span.end - span.start);
        Some(Anchor::new(text, from..from + at[n + 2] % 40))
    };
    let what = |n: usize| match at[4] % 4 {
        0 => Some(vec![stretch(n)?]),
        1 => Some(vec![stretch(n)?, piece(n + 1)?]),
        _ => Some(Anchor::of(text, block(n)?)),
    };
    Some(match kind {
        0 => Edit::Move { what: what(0)?, to: Place::Behind(piece(2)?) },
        1 => Edit::Move { what: what(0)?, to: Place::Before(piece(2)?) },
        2 => Edit::Move { what: what(0)?, to: if at[1] % 2 == 0 { Place::Story } else { Place::Page } },
        3 => Edit::Role { what: what(0)?, role: Role::ALL[at[3] % 12] },
        4 => Edit::Headline { what: what(0)?, story: piece(2)? },
        5 => Edit::Join { left: piece(2)?, right: what(0)? },
        6 => Edit::Part { at: stretch(0)? },
        7 => Edit::Split { at: stretch(0)? },
        8 => Edit::Merge { story: piece(0)?, into: piece(1)? },
        9 => Edit::Kind { story: piece(0)?, is: Kind::ALL[at[1] % 4] },
        10 => Edit::Correct { at: stretch(0)?, text: new.clone() },
        _ => Edit::Confirm { what: if at[1] % 2 == 0 { vec![] } else { vec![piece(0)?] }, with: piece(2)? },
    })
}
