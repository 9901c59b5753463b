//! What the tags of a file say of its lines.

use super::builder::{LATIN, file, half, stream, tagged};
use crate::form::Document;
use crate::form::pdf::read;

/// A line of text, its block and whether it is a heading.
type Told<'t> = (&'t str, Option<u32>, bool);

fn told(document: &Document) -> Vec<Told<'_>> {
    let runs = document.sheet.pages.iter().flat_map(|page| &page.runs);
    runs.map(|run| (&document.text[run.bytes.clone()], run.block, run.heading)).collect()
}

/// Lines with their marks, one below the other.
fn lines(marked: &[(&str, &str)]) -> String {
    let line = |((mark, text), y): (&(&str, &str), i32)| {
        let end = if mark.is_empty() { "" } else { "EMC" };
        format!("{mark} BT /F1 10 Tf 20 {y} Td ({text}) Tj ET {end} ")
    };
    marked.iter().zip((0..).map(|n| 280 - 20 * n)).map(line).collect()
}

const TREE: &str = "/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>";
const FIRST: &str = "/X<</MCID 0>>BDC";
const SECOND: &str = "/X<</MCID 1>>BDC";
/// A heading and a paragraph.
const TWO: [&str; 3] = ["/K[7 0 R 8 0 R]", "/S/H1/Pg 3 0 R/K 0", "/S/P/Pg 3 0 R/K[1]"];

fn assert_told(what: &str, bytes: &[u8], lines: &[Told]) {
    let document = read(bytes).expect(what);
    assert_eq!(told(&document), lines, "{what}");
}

#[test]
fn a_line_is_of_the_innermost_block_of_its_marked_content() {
    let news = lines(&[(FIRST, "News"), (SECOND, "text")]);
    let both = [("News", Some(0), true), ("text", Some(1), false)];
    let none = [("News", None, false), ("text", None, false)];
    for (what, elements, wanted) in [
        ("integers", &TWO[..], &both),
        ("references with pages", &["/K[7 0 R 8 0 R]", "/S/H/K<</Type/MCR/Pg 3 0 R/MCID 0>>", TWO[2]], &both),
        ("a reference elsewhere", &["/K[7 0 R]", "/S/P/Pg 3 0 R/K[<</MCID 0/Pg 2 0 R>>]"], &none),
        ("the page of the outer one", &["/K 7 0 R", "/S/Sect/Pg 3 0 R/K[<</S/H6/K 0>><</S/P/K 1>>]"], &both),
        ("no page", &["/K[7 0 R]", "/S/P/K[0 1]"], &none),
        (
            "types of one's own",
            &["/K[7 0 R 8 0 R]/RoleMap<</P/T/T/H2/Body/P>>", TWO[2], "/S/Body/Pg 3 0 R/K 1"],
            &[("News", None, false), ("text", Some(0), true)],
        ),
        (
            "a standard type that is mapped",
            &["/K[7 0 R 8 0 R]/RoleMap<</H1/P/P/P>>", TWO[1], TWO[2]],
            &[("News", Some(0), false), ("text", Some(1), false)],
        ),
        ("types mapped to each other", &["/K[7 0 R 8 0 R]/RoleMap<</H1/P/P/H1>>", TWO[1], TWO[2]], &none),
        (
            "inline elements",
            &["/K 7 0 R", "/S/Title/Pg 3 0 R/K[<</S/Span/K<</S/Link/K[0]>> >>1]"],
            &[("News", Some(0), true), ("text", Some(0), true)],
        ),
        (
            "blocks within each other",
            &["/K 7 0 R", "/S/LI/Pg 3 0 R/K[<</S/Lbl/K 0>><</S/LBody/K<</S/P/K 1>> >>]"],
            &[("News", Some(0), false), ("text", Some(1), false)],
        ),
        ("groups alone", &["/K 7 0 R", "/S/Document/Pg 3 0 R/K[<</S/Sect/K 0>><</S/Div/K 1>>]"], &none),
        (
            "drawn in another order",
            &["/K[7 0 R 8 0 R]", TWO[2], TWO[1]],
            &[("News", Some(1), true), ("text", Some(0), false)],
        ),
        ("twice", &["/K[7 0 R 8 0 R]", "/S/H1/Pg 3 0 R/K[0 0]", "/S/P/Pg 3 0 R/K[0 1]"], &both),
        (
            "numbers that are none",
            &["/K[7 0 R 8 0 R null 9 0 R 4 0 R]", TWO[1], "/S/P/Pg 3 0 R/K[-1 9999999999 1]"],
            &both,
        ),
    ] {
        assert_told(what, &tagged(TREE, &news, "", elements), wanted);
    }
}

#[test]
fn tags_that_may_be_wrong_say_nothing() {
    let content = lines(&[(FIRST, "News"), (SECOND, "text")]);
    for (catalog, wanted) in [
        (TREE, [Some(0), Some(1)]),
        ("/StructTreeRoot 6 0 R", [Some(0), Some(1)]),
        ("/StructTreeRoot 6 0 R/MarkInfo<</Marked true/Suspects false>>", [Some(0), Some(1)]),
        ("/StructTreeRoot 6 0 R/MarkInfo<</Marked true/Suspects true>>", [None, None]),
        ("/MarkInfo<</Marked true>>", [None, None]),
        ("/StructTreeRoot 4 0 R", [None, None]),
    ] {
        let document = read(&tagged(catalog, &content, "", &TWO)).expect(catalog);
        let blocks: Vec<_> = told(&document).into_iter().map(|line| line.1).collect();
        assert_eq!(blocks, wanted, "{catalog}");
    }
}

#[test]
fn marks_end_where_they_do_and_artifacts_are_of_no_block() {
    let resources = "/Properties<</A<</MCID 0>>/B<</MCID 7>> >>";
    for (what, content, wanted) in [
        (
            "named properties",
            lines(&[("/H1 /A BDC", "News"), (SECOND, "text")]),
            &[("News", Some(0), true), ("text", Some(1), false)][..],
        ),
        (
            "unmarked",
            lines(&[("", "News"), (SECOND, "text"), ("", "more")]),
            &[("News", None, false), ("text", Some(1), false), ("more", None, false)],
        ),
        (
            "unknown marks",
            lines(&[("/P /B BDC", "News"), ("/P /C BDC", "text"), ("BDC", "more"), ("/P BMC", "end")]),
            &[("News", None, false), ("text", None, false), ("more", None, false), ("end", None, false)],
        ),
        (
            "marks within each other",
            format!(
                "{FIRST} {} EMC {}",
                lines(&[("/P /B BDC", "News"), (SECOND, "text"), ("", "more")]),
                lines(&[("", "end")])
            ),
            &[("News", Some(0), true), ("text", Some(1), false), ("more", Some(0), true), ("end", None, false)],
        ),
        (
            "artifacts",
            format!(
                "{FIRST} {} EMC",
                lines(&[("/Artifact BMC", "7"), ("/Artifact<</Type/Pagination>>BDC", "May"), ("", "News")])
            ),
            &[("7", None, false), ("May", None, false), ("News", Some(0), true)],
        ),
        (
            "marks that end too often",
            format!("EMC EMC {}", lines(&[(FIRST, "News"), ("", "text")])),
            &[("News", Some(0), true), ("text", None, false)],
        ),
        (
            "actual text",
            format!("{FIRST} BT /F1 10 Tf 20 200 Td (li) Tj /Span<</ActualText(ne)>>BDC (-) Tj EMC EMC ET"),
            &[("line", Some(0), true)],
        ),
    ] {
        assert_told(what, &tagged(TREE, &content, resources, &TWO), wanted);
    }
}

#[test]
fn a_line_of_two_blocks_is_of_that_of_most_letters() {
    let line = |pieces: &[(&str, &str)]| {
        let piece = |(mark, text): &(&str, &str)| format!("{mark} ({text}) Tj EMC ");
        format!("BT /F1 10 Tf 20 200 Td {} ET", pieces.iter().map(piece).collect::<String>())
    };
    for (pieces, wanted) in [
        (&[(FIRST, "News "), (SECOND, "of the city")][..], ("News of the city", Some(1), false)),
        (&[(FIRST, "City news "), (SECOND, "of May")], ("City news of May", Some(0), true)),
        (&[(FIRST, "A"), ("/Artifact BMC", "----"), (FIRST, "bcdefg")], ("A----bcdefg", Some(0), true)),
    ] {
        assert_told(wanted.0, &tagged(TREE, &line(pieces), "", &TWO), &[wanted]);
    }
}

#[test]
fn each_page_and_each_form_has_identifiers_of_its_own() {
    let page = |content: usize| {
        let entries = format!("/Contents {content} 0 R/Resources<<{LATIN}/XObject<</A 9 0 R/B 10 0 R>> >>");
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]{entries}>>")
    };
    let form = |content: &str| stream("/Subtype/Form", content);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".into(),
        page(6),
        page(7),
        half(),
        stream("", &lines(&[(FIRST, "One"), (SECOND, "goes on")])),
        stream("", &format!("{} {SECOND} /A Do EMC /B Do", lines(&[(FIRST, "behind it")]))),
        "<</K[<</S/H1/K<</Pg 3 0 R/MCID 0>> >><</S/P/Pg 3 0 R/K[1<</Pg 4 0 R/MCID 0>>]>>\
            <</S/H2/Pg 4 0 R/K 1>><</S/Note/Pg 4 0 R/K<</Type/MCR/Stm 10 0 R/MCID 0>> >>]>>"
            .into(),
        form("BT /F1 10 Tf 20 100 Td (in a form) Tj ET"),
        form(&format!("{FIRST} BT /F1 10 Tf 20 50 Td (by itself) Tj ET")),
    ];
    let document = read(&file(&objects.map(String::into_bytes), "")).unwrap();
    let wanted = [
        ("One", Some(0), true),
        ("goes on", Some(1), false),
        ("behind it", Some(1), false),
        ("in a form", Some(2), true),
        ("by itself", Some(3), false),
    ];
    assert_eq!(told(&document), wanted);
}

/// A tree without end is read once, and one that is deeper or larger than any of a document as far as it goes.
#[test]
fn a_structure_without_end_is_given_up() {
    let content = lines(&[(FIRST, "News"), (SECOND, "text")]);
    let one = [("News", Some(0), true), ("text", None, false)];
    for (what, elements, wanted) in [
        ("an element in itself", &["/K 7 0 R", "/S/H1/Pg 3 0 R/K[7 0 R 0 7 0 R 6 0 R]"][..], one),
        ("elements in each other", &["/K 7 0 R", "/S/H1/Pg 3 0 R/K[0 8 0 R]", "/S/P/Pg 3 0 R/K[7 0 R 6 0 R]"], one),
        ("an element in many", &["/K[7 0 R 7 0 R 8 0 R]", "/S/H1/Pg 3 0 R/K 0", "/S/P/K[7 0 R 7 0 R]"], one),
    ] {
        assert_told(what, &tagged(TREE, &content, "", elements), &wanted);
    }
    let nested = |depth: usize| {
        let inner = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        read(&tagged(TREE, &content, "", &["/K[7 0 R 8 0 R]", TWO[1], &format!("/S/P/Pg 3 0 R/K{inner}")])).unwrap()
    };
    assert_eq!(told(&nested(100))[1].1, Some(1));
    assert_eq!(told(&nested(400))[1].1, None);
    let chain = |length: usize| {
        let next = |number: usize| format!("/S/P/Pg 3 0 R/K[{} 0 R]", number + 1);
        let mut elements: Vec<String> = (6..6 + length).map(next).collect();
        elements.push("/S/H1/Pg 3 0 R/K[0]".into());
        let elements: Vec<&str> = elements.iter().map(String::as_str).collect();
        read(&tagged(TREE, &content, "", &elements)).unwrap()
    };
    assert_eq!(told(&chain(50))[0], ("News", Some(49), true));
    assert_eq!(told(&chain(50_000))[0], ("News", None, false));
    // each element has all the others
    let wide = format!("/S/P/Pg 3 0 R/K[{}]", (6..2006).map(|number| format!("{number} 0 R ")).collect::<String>());
    let wide = read(&tagged(TREE, &content, "", &vec![wide.as_str(); 2000])).unwrap();
    assert_eq!(wide.text, "News\ntext\n");
    // more than is read of any structure, in front of an element and behind it
    let much = format!("/K[7 0 R[{}]8 0 R]", "0 ".repeat(1 << 20));
    let much = read(&tagged(TREE, &content, "", &[&much, TWO[1], TWO[2]])).unwrap();
    assert_eq!(told(&much), one);
}

#[cfg(feature = "cli")]
#[test]
fn a_sample_of_a_program_has_its_headings_and_paragraphs() {
    let document = read(include_bytes!("../../../../tests/forms/tagged.pdf")).unwrap();
    let of_block = |number: Option<u32>| {
        let lines = told(&document).into_iter().filter(move |line| line.1 == number);
        lines.map(|(text, _, is_heading)| (text.chars().take(4).collect::<String>(), is_heading)).collect::<Vec<_>>()
    };
    let line = |text: &str, is_heading| (text.to_owned(), is_heading);
    assert_eq!(of_block(None), [line("第三版　", false)]);
    assert_eq!(of_block(Some(0)), [line("东门渡口", true)]);
    assert_eq!(of_block(Some(1)), ["本报讯（", "两年的东", "渡船载着", "的柳村，"].map(|text| line(text, false)));
    assert_eq!(of_block(Some(2)), [line("渡船靠岸", false)]);
    assert_eq!(of_block(Some(3)), [line("北街菜市", true)]);
    assert_eq!(of_block(Some(4)).len(), 4);
}
