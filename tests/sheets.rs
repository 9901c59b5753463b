//! What holds for any page of the grammar that `common/sheet.rs` has: as read, as corrected, in
//! every form. A counterexample is a small page whose pieces are named.

#[path = "common/corrections.rs"]
mod corrections;
#[path = "common/forms.rs"]
mod forms;
#[path = "common/holds.rs"]
mod holds;
#[path = "common/sheet.rs"]
mod sheet;

use banmian::{Options, parse};
use corrections::{Seed, corrections_hold, edited};
use forms::{html_is_the_page, whole};
use holds::holds;
use proptest::prelude::*;
use sheet::{End, Order, Piece, STOCK, STRAYS, Sheet, Stray, Words};

fn sheets() -> impl Strategy<Value = Sheet> {
    let order = prop_oneof![3 => Just(Order::Straight), 1 => Just(Order::Backward), 1 => Just(Order::Mixed), 1 => Just(Order::Beside)];
    let end = prop_oneof![
        4 => Just(End::Blank),
        4 => Just(End::Line),
        1 => Just(End::Windows),
        1 => Just(End::Mac),
        1 => Just(End::Page),
        1 => Just(End::Spaces),
        1 => Just(End::Nothing),
    ];
    let width = prop_oneof![Just(0u8), 1u8..40];
    let stray = prop::sample::select(STRAYS.chars().collect::<Vec<_>>()).prop_map(Stray);
    let strays = prop::collection::vec((any::<u16>(), stray), 0..4);
    let stories = prop::collection::vec(prop::collection::vec(pieces(), 0..9), 0..5);
    (stories, width, any::<bool>(), order, end, strays).prop_map(|(stories, width, indented, order, end, strays)| {
        Sheet { stories, width, indented, order, end, strays }
    })
}

fn pieces() -> impl Strategy<Value = Piece> {
    prop_oneof![
        4 => words(2..14).prop_map(Piece::Headline),
        1 => words(2..9).prop_map(Piece::Kicker),
        6 => words(20..90).prop_map(Piece::Paragraph),
        2 => words(10..60).prop_map(Piece::Broken),
        3 => words(10..40).prop_map(Piece::Opening),
        1 => words(10..40).prop_map(Piece::Agency),
        1 => words(2..4).prop_map(Piece::Byline),
        1 => words(2..4).prop_map(Piece::Signed),
        1 => words(2..4).prop_map(Piece::Credit),
        1 => words(10..40).prop_map(Piece::Jump),
        1 => words(10..40).prop_map(Piece::From),
        1 => words(10..60).prop_map(Piece::SetApart),
        1 => Just(Piece::Rubric),
        1 => Just(Piece::Teasers),
        1 => Just(Piece::Date),
        1 => Just(Piece::Editors),
        1 => words(10..60).prop_map(Piece::English),
    ]
}

fn words(length: std::ops::Range<usize>) -> impl Strategy<Value = Words> {
    let stock: Vec<char> = STOCK.chars().collect();
    prop::collection::vec(prop::sample::select(stock), length).prop_map(|words| Words(words.into_iter().collect()))
}

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec((0u8..12, any::<[usize; 5]>(), "[市图书馆a<]{0,3}"), 0..6)
}

proptest! {
    #[test]
    fn a_page_as_it_is_read(sheet in sheets()) {
        let text = sheet.text();
        let page = parse(&text, &Options::default());
        assert_eq!(page, parse(&text, &Options::default()), "two readings differ");
        holds(&page, &text);
    }

    #[test]
    fn a_page_as_it_is_corrected(sheet in sheets(), seeds in seeds()) {
        corrections_hold(&sheet.text(), &seeds);
    }

    #[test]
    fn a_page_in_every_form(sheet in sheets(), seeds in seeds()) {
        let text = sheet.text();
        let session = edited(&text, &seeds);
        whole(session.page());
        html_is_the_page(session.page(), &text);
    }
}
