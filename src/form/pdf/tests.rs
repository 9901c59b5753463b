mod builder;
mod structure;

use self::builder::{LATIN, composite, file, half, page, page_with, stream, tagged, utf16};
use super::{CMaps, CharacterCollection, Reader, read};
use crate::form::{Document, FormError, Remark, Step};
use proptest::prelude::*;
use std::sync::LazyLock;

const NEWS: &str = "市图书馆新馆昨日开馆";
/// The same in GBK.
const NEWS_GBK: &str = "<cad0cdbccae9b9ddd0c2b9ddd7f2c8d5bfaab9dd>";

fn text(bytes: &[u8]) -> String {
    read(bytes).map(|document| document.text).unwrap_or_else(|error| format!("{error:?}"))
}

/// A page of Latin letters.
fn latin(content: &str) -> Vec<u8> {
    page(content, LATIN, &[half()])
}

/// What is drawn with a font of Latin letters is read as these lines.
#[test]
fn strings_become_runs_as_they_are_drawn() {
    for (what, content, lines) in [
        ("one after the other", "BT /F1 10 Tf 20 200 Td (News) Tj (paper) Tj ET", "Newspaper\n"),
        ("kerned", "BT /F1 10 Tf 20 200 Td [(Ne) 60 (ws) -120 (paper)] TJ ET", "Newspaper\n"),
        ("words apart", "BT /F1 10 Tf 20 200 Td [(The) -300 (city) -900 (library)] TJ ET", "The city library\n"),
        ("a tab", "BT /F1 10 Tf 20 200 Td [(A1) -2000 (Weather)] TJ ET", "A1\nWeather\n"),
        ("words placed", "BT /F1 10 Tf 20 200 Td (The) Tj 18 0 Td (city) Tj ET", "The city\n"),
        (
            "lines",
            "BT /F1 10 Tf 12 TL 20 200 Td (The city) Tj T* (library) Tj (opens) ' ET",
            "The city\nlibrary\nopens\n",
        ),
        ("leading of TD", "BT /F1 10 Tf 20 200 TD 0 -14 TD (One) Tj T* (Two) Tj ET", "One\nTwo\n"),
        ("spacing of words", "BT /F1 10 Tf 9 Tw 20 200 Td (The city) Tj ET", "The city\n"),
        ("spacing of letters", "BT /F1 10 Tf 4 Tc 20 200 Td (NEWS) Tj ET", "NEWS\n"),
        ("spaced out by hand", "BT /F1 10 Tf 20 200 Td [(N) -400 (E) -400 (W) -400 (S)] TJ ET", "NEWS\n"),
        ("spacing of \"", "BT /F1 10 Tf 12 TL 20 200 Td 9 0 (The city) \" ET", "The city\n"),
        ("a covered blank", "BT /F1 10 Tf 20 200 Td [(f) 500 ( ) (it)] TJ ET", "fit\n"),
        ("superscript", "BT /F1 10 Tf 20 200 Td (m) Tj /F1 6 Tf 4 Ts (2) Tj 0 Ts /F1 10 Tf ( of) Tj ET", "m2 of\n"),
        ("an initial", "BT /F1 30 Tf 20 180 Td (T) Tj /F1 10 Tf 16 18 Td (he city) Tj ET", "The city\n"),
        ("an initial and a word", "BT /F1 30 Tf 20 180 Td (A) Tj /F1 10 Tf 19 18 Td ( city) Tj ET", "A city\n"),
        ("beside a larger one", "BT /F1 30 Tf 20 180 Td (W) Tj /F1 10 Tf 20 0 Td (be) Tj ET", "W\nbe\n"),
        ("a number and a line", "BT /F1 30 Tf 20 180 Td (7) Tj /F1 10 Tf 60 18 Td (he city) Tj ET", "7\nhe city\n"),
        (
            "two columns, row by row",
            "BT /F1 10 Tf 20 200 Td (The) Tj 27 0 Td (Mayor) Tj -27 -12 Td (city) Tj 34 0 Td (says) Tj ET",
            "The\nMayor\ncity\nsays\n",
        ),
        ("drawn twice", "BT /F1 10 Tf 20 200 Td (News) Tj ET BT /F1 10 Tf 20.5 200 Td (News) Tj ET", "News\n"),
        ("each letter twice", "BT /F1 10 Tf 20 200 Td (N) Tj .3 0 Td (N) Tj 4.7 0 Td (o) Tj .3 0 Td (o) Tj ET", "No\n"),
        ("twice in two places", "BT /F1 10 Tf 20 200 Td (News) Tj 0 -20 Td (News) Tj ET", "News\nNews\n"),
        ("off the page", "BT /F1 10 Tf 20 200 Td (In) Tj 300 0 Td (Out) Tj ET", "In\n"),
        ("code 150", "BT /F1 10 Tf 20 200 Td (7 \\226 9) Tj ET", "7 – 9\n"),
        ("actual text", "BT /F1 10 Tf 20 200 Td (li) Tj /Span<</ActualText<FEFF00AD>>>BDC (-) Tj EMC ET", "li\u{ad}\n"),
        ("no such font", "BT /F9 10 Tf 20 200 Td (News) Tj ET", "News\n"),
        ("operands missing", "BT /F1 10 Tf 20 200 Td Tj Td (News) Tj Tm ET Q Q", "News\n"),
        ("no operator", "BT /F1 10 Tf 20 200 Td 1 (x) xyz (News) Tj ET", "News\n"),
    ] {
        assert_eq!(text(&latin(content)), lines, "{what}");
    }
}

#[test]
fn characters_are_told_by_the_first_clue_there_is() {
    let map = |entries: &str| stream("", &format!("1 begincodespacerange <0000> <ffff> endcodespacerange {entries}"));
    let told = composite("Identity-H", "Identity", "/ToUnicode 5 0 R");
    let differing = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/News/Encoding<</BaseEncoding/WinAnsiEncoding\
        /Differences[65/afii10017/uni5E02/u1F4F0/one.oldstyle/f_i/g12]>> >> >>";
    let type3 = "/Font<</F1<</Type/Font/Subtype/Type3/FontMatrix[.1 0 0 .1 0 0]/FontBBox[0 0 10 10]/CharProcs<<>>\
        /FirstChar 65/Widths[5 5]/Encoding<</Differences[65/N/o]>> >> >>";
    for (what, resources, other, string, line) in [
        ("ToUnicode", &*told, map("2 beginbfchar <0001> <5E02> <0002> <56FE> endbfchar"), "<00010002>", "市图\n"),
        ("a range", &told, map("1 beginbfrange <0001> <0003> <4E00> endbfrange"), "<000100020003>", "一丁丂\n"),
        ("several", &told, map("1 beginbfchar <0001> <00660069> endbfchar"), "<0001>", "fi\n"),
        (
            "one damaged",
            &told,
            map("1 beginbfchar <0001> <> endbfchar 1 beginbfchar <0002> <56FE> endbfchar"),
            "<0002>",
            "图\n",
        ),
        (
            "a control character",
            &told,
            map("2 beginbfchar <0001> <0000> <0002> <56FE> endbfchar"),
            "<00010002>",
            "\u{fffd}图\n",
        ),
        ("nothing", &told, map(""), "<00010002>", "\u{fffd}\u{fffd}\n"),
        ("private", &told, map("1 beginbfchar <0001> <E001> endbfchar"), "<0001>", "\u{e001}\n"),
        ("names", differing, half(), "(ABCDE)", "А市📰1fi\n"),
        ("no such name", differing, half(), "(AFG)", "А\u{fffd}G\n"),
        ("Type 3", type3, half(), "(AB)", "No\n"),
    ] {
        let content = format!("BT /F1 10 Tf 20 200 Td {string} Tj ET");
        assert_eq!(text(&page(&content, resources, &[other])), line, "{what}");
    }
}

#[cfg(feature = "cli")]
#[test]
fn characters_are_told_by_predefined_maps() {
    use super::cmap::Encoding;
    let unicode = Encoding::of_name(b"UniGB-UCS2-H", &CMaps::built_in());
    let cids = NEWS.chars().filter_map(|c| unicode.cid(c as u32, 2)).map(|cid| format!("{cid:04x}"));
    let identity = format!("<{}>", cids.collect::<String>());
    for (encoding, ordering, string) in [
        ("GBK-EUC-H", "GB1", NEWS_GBK),
        ("GBKp-EUC-H", "GB1", NEWS_GBK),
        ("GBK2K-H", "GB1", NEWS_GBK),
        ("Founder-GBK-H", "GB1", NEWS_GBK),
        ("Identity-H", "GBK", NEWS_GBK),
        ("UniGB-UCS2-H", "GB1", &utf16(NEWS)),
        ("UniGB-UTF16-H", "GB1", &utf16(NEWS)),
        ("Identity-H", "GB1", &identity),
    ] {
        let content = format!("BT /F1 10 Tf 20 200 Td {string} Tj ET");
        let document = read(&page(&content, &composite(encoding, ordering, ""), &[])).expect(encoding);
        assert_eq!(document.text, format!("{NEWS}\n"), "{encoding} {ordering}");
        let run = &document.sheet.pages[0].runs[0];
        assert_eq!((run.bounds.x0, run.bounds.x1, run.size), (20.0, 120.0, 10.0), "{encoding}");
    }
}

#[cfg(feature = "cli")]
#[test]
fn vertical_lines_go_down() {
    let content = format!("BT /F1 10 Tf 100 280 Td {} Tj ET", utf16(NEWS));
    let drawn = read(&page(&content, &composite("UniGB-UCS2-V", "GB1", ""), &[])).expect("text");
    let single = NEWS.chars().fold(String::new(), |all, c| all + &format!("{} Tj 0 -10 Td ", utf16(&c.to_string())));
    let content = format!("BT /F1 10 Tf 95 271.2 Td {single} ET");
    let placed = read(&page(&content, &composite("UniGB-UCS2-H", "GB1", ""), &[])).expect("text");
    for document in [drawn, placed] {
        assert_eq!(document.text, format!("{NEWS}\n"));
        let run = &document.sheet.pages[0].runs[0];
        assert!(run.vertical);
        assert_eq!((run.bounds.x0, run.bounds.x1), (95.0, 105.0));
        assert!((run.bounds.y0 - 20.0).abs() < 1.0 && (run.bounds.y1 - 120.0).abs() < 1.5, "{:?}", run.bounds);
    }
}

/// A file of two pages, whose second one has a font that needs the maps of a collection.
#[cfg(feature = "cmaps")]
fn two_pages(encoding: &str, ordering: &str, string: &str) -> Vec<u8> {
    let page = |content: usize, font: &str| {
        let box_of = "/Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]";
        format!("<<{box_of}/Contents {content} 0 R/Resources<</Font<</F1 {font}>> >> >>")
    };
    let content = |string: &str| stream("", &format!("BT /F1 10 Tf 20 200 Td {string} Tj ET"));
    let font = composite(encoding, ordering, "");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".into(),
        page(5, "<</Type/Font/Subtype/Type1/BaseFont/News/Encoding/WinAnsiEncoding>>"),
        page(6, "7 0 R"),
        content("(News)"),
        content(string),
        font.trim_start_matches("/Font<</F1").trim_end_matches(">>").to_owned() + ">>]>>",
    ];
    file(&objects.map(String::into_bytes), "")
}

/// Reads a file with the packs that a host has.
#[cfg(feature = "cmaps")]
fn read_with_packs(bytes: &[u8], packs: &[CharacterCollection]) -> (Vec<Step>, Document) {
    let mut reader = Reader::new(bytes.to_vec(), CMaps::on_demand()).expect("a file with pages");
    let mut steps = Vec::new();
    loop {
        let step = reader.step().expect("text");
        steps.push(step);
        match step {
            Step::NeedsCMaps(collection) => {
                let pack = if packs.contains(&collection) { cmaps::pack(collection.key()) } else { Vec::new() };
                assert_eq!(reader.cmaps().give(collection, &pack), !pack.is_empty());
            }
            Step::Page => {}
            Step::Done => return (steps, reader.finish().expect("text")),
        }
    }
}

#[cfg(feature = "cmaps")]
#[test]
fn maps_that_are_given_when_a_font_needs_them_tell_what_built_in_ones_do() {
    let needed = Step::NeedsCMaps(CharacterCollection::Gb1);
    for (encoding, ordering, string) in [
        ("GBK-EUC-H", "GB1", NEWS_GBK),
        ("Founder-GBK-H", "GB1", NEWS_GBK),
        ("Identity-H", "GBK", NEWS_GBK),
        ("UniGB-UTF16-H", "GB1", &utf16(NEWS)),
        ("Identity-H", "GB1", "<1000100110021003>"),
    ] {
        let bytes = two_pages(encoding, ordering, string);
        let (steps, document) = read_with_packs(&bytes, &CharacterCollection::ALL);
        assert_eq!(steps, [Step::Page, needed, Step::Page, Step::Done], "{encoding} {ordering}");
        assert_eq!(Ok(document), read(&bytes), "{encoding} {ordering}");
    }
    let japanese = two_pages("90ms-RKSJ-H", "Japan1", "<93fa967b>");
    let (steps, document) = read_with_packs(&japanese, &CharacterCollection::ALL);
    assert_eq!(steps.get(1), Some(&Step::NeedsCMaps(CharacterCollection::Japan1)));
    assert!(document.text.ends_with("日本\n"), "{document:?}");
}

#[cfg(feature = "cmaps")]
#[test]
fn what_only_missing_maps_tell_is_unreadable_and_a_remark_says_why() {
    let (steps, document) = read_with_packs(&two_pages("GBK-EUC-H", "GB1", NEWS_GBK), &[]);
    assert_eq!(steps.len(), 4);
    assert!(document.text.starts_with("News\n\u{c}\u{fffd}"), "{document:?}");
    let missing = Remark::MapsMissing { collection: "Adobe-GB1" };
    assert!(document.remarks.contains(&missing), "{:?}", document.remarks);
    // a host that never gives any reads the same
    let bytes = two_pages("GBK-EUC-H", "GB1", NEWS_GBK);
    let mut reader = Reader::new(bytes, CMaps::on_demand()).expect("a file with pages");
    let steps = (0..10).take_while(|_| reader.step().expect("text") != Step::Done).count();
    assert_eq!((steps, reader.finish()), (3, Ok(document)));
}

#[cfg(feature = "cmaps")]
#[test]
fn a_pack_has_every_code_of_its_maps() {
    let built_in = CMaps::built_in();
    for collection in CharacterCollection::ALL {
        let given = CMaps::on_demand();
        assert!(given.give(collection, &cmaps::pack(collection.key())));
        for name in cmaps::names(collection.key()) {
            let kind = hayro_cmap::CMapName::from_bytes(name.as_bytes());
            let (one, other) = (given.map(kind).expect(name), built_in.map(kind).expect(name));
            assert_eq!(one.collection(), other.collection(), "{name}");
            if name.ends_with("-UCS2") {
                let differs = |&cid: &u32| one.text(cid) != other.text(cid);
                assert_eq!((0..=0xffff).find(differs), None, "{name}");
                continue;
            }
            let four = (0xd840..0xd860).flat_map(|high| (0xdc00..0xe000).map(move |low| high << 16 | low));
            let four = four.chain((0x30..0x3a).map(|low| 0x8132_8130 + low)).chain(0x8ea1_a1a1..0x8ea1_a2ff);
            let codes = (0..=0xff).map(|code| (code, 1)).chain((0..=0xffff).map(|code| (code, 2)));
            let differs = |&(code, length): &(u32, usize)| one.cid(code, length) != other.cid(code, length);
            assert_eq!(codes.chain(four.map(|code| (code, 4))).find(differs), None, "{name}");
        }
    }
}

#[cfg(feature = "cmaps")]
proptest! {
    #[test]
    fn damaged_packs_are_refused_or_read(
        changes in prop::collection::vec((0usize..4096, any::<u8>()), 1..40),
        length in 0usize..4096,
    ) {
        static KOREAN: LazyLock<Vec<u8>> = LazyLock::new(|| cmaps::pack("korea1"));
        let mut pack = KOREAN.clone();
        changes.into_iter().for_each(|(place, byte)| pack[6 + place] = byte);
        pack.truncate(length + 6);
        let given = CMaps::on_demand();
        given.give(CharacterCollection::Korea1, &pack);
        if let Some(map) = given.map(hayro_cmap::CMapName::UniKsUtf16V) {
            for code in 0..0x1000 {
                let _ = (map.cid(code, 1), map.cid(code, 2), map.text(code));
            }
        }
    }
}

#[test]
fn a_run_has_its_place_on_the_upright_page() {
    let content = "BT /F1 10 Tf 1 0 0 1 20 200 Tm (News) Tj ET";
    for (entries, place) in [
        ("", (20.0, 92.0, 40.0, 102.0)),
        ("/CropBox[10 50 110 250]", (10.0, 42.0, 30.0, 52.0)),
        ("/Rotate 90", (198.0, 20.0, 208.0, 40.0)),
        ("/Rotate 180", (160.0, 198.0, 180.0, 208.0)),
        ("/Rotate -90", (92.0, 160.0, 102.0, 180.0)),
    ] {
        let document = read(&page_with(entries, content, LATIN, &[half()])).expect(entries);
        let run = &document.sheet.pages[0].runs[0];
        let bounds = run.bounds;
        assert_eq!((bounds.x0, bounds.y0, bounds.x1, bounds.y1), place, "{entries}");
        assert_eq!((run.face.as_str(), run.bold, run.size), ("News-Bold", true, 10.0), "{entries}");
    }
}

#[test]
fn a_run_with_an_initial_begins_at_its_edge_and_stands_where_its_letters_do() {
    let document = read(&latin("BT /F1 30 Tf 20 180 Td (T) Tj /F1 10 Tf 16 18 Td (he city) Tj ET")).unwrap();
    let run = &document.sheet.pages[0].runs[0];
    let initial = run.initial.unwrap();
    assert_eq!((run.bounds.x0, run.size), (initial.x0, 10.0));
    assert!(initial.height() > 2.0 * run.bounds.height() && initial.y1 > run.bounds.y1);
}

#[test]
fn forms_are_drawn_where_they_stand_and_end() {
    let form = |entries: &str, content: &str| stream(&format!("/Subtype/Form{entries}"), content);
    let resources = format!("{LATIN}/XObject<</A 6 0 R/B 7 0 R>>");
    let own = format!("/Matrix[2 0 0 2 0 0]/Resources<<{LATIN}/XObject<</A 6 0 R/B 7 0 R>> >>");
    let forms = [
        half(),
        form(&own, "BT /F1 10 Tf 10 100 Td (in a form) Tj ET /B Do"),
        form("", "/A Do BT /F1 10 Tf 10 20 Td (within) Tj ET /B Do"),
    ];
    let content = "/A Do BT /F1 10 Tf 20 20 Td (after) Tj ET";
    let document = read(&page(content, &resources, &forms)).expect("text");
    assert_eq!(document.text, "in a form\nwithin\nafter\n");
    assert_eq!(document.sheet.pages[0].runs[0].size, 20.0);
}

#[test]
fn lines_and_pictures_are_kept() {
    let content = "BT /F1 10 Tf 20 200 Td (News) Tj ET 100 20 .5 200 re f 1 w 20 150 m 80 150 l S \
        20 20 50 50 re f 10 10 m 90 90 l S q 60 0 0 40 20 100 cm /I Do Q";
    let image = stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    let document = read(&page(content, &format!("{LATIN}/XObject<</I 6 0 R>>"), &[half(), image])).expect("text");
    let page = &document.sheet.pages[0];
    let places = page.rules.iter().map(|rule| rule.bounds).chain(page.pictures.iter().copied());
    let places: Vec<_> = places.map(|place| (place.x0, place.y0, place.x1, place.y1)).collect();
    assert_eq!(places, [(100.0, 80.0, 100.5, 280.0), (20.0, 149.5, 80.0, 150.5), (20.0, 160.0, 80.0, 200.0)]);
}

#[test]
fn remarks_say_how_it_was_read() {
    let remarks = |bytes: &[u8]| read(bytes).expect("text").remarks;
    let plain = latin("BT /F1 10 Tf 20 200 Td (News) Tj ET");
    assert_eq!(remarks(&plain), []);
    assert_eq!(remarks(&latin("BT /F1 10 Tf 3 Tr 20 200 Td (News) Tj ET")), [Remark::Hidden]);
    assert_eq!(remarks(&plain[..plain.len() - 40]), [Remark::Repaired]);
    let image = stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    let covered = "BT /F1 10 Tf 20 200 Td (News) Tj ET q 200 0 0 300 0 0 cm /I Do Q";
    assert_eq!(remarks(&page(covered, &format!("{LATIN}/XObject<</I 6 0 R>>"), &[half(), image])), [Remark::Hidden]);
    let unknown = page("BT /F1 10 Tf 20 200 Td <0102> Tj ET", &composite("Identity-H", "Founder", ""), &[]);
    assert_eq!(remarks(&unknown), [Remark::Unreadable { characters: 1 }]);
}

#[test]
fn files_without_text_say_why() {
    let image = stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    let scan = page("200 0 0 300 0 0 cm /I Do", "/XObject<</I 5 0 R>>", &[image]);
    let outlined = latin(&"10 10 m 1 2 3 4 5 6 c f ".repeat(600));
    let objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"].map(|o| o.as_bytes().to_vec());
    let secret = format!("<{}>", "41".repeat(32));
    let trailer = format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O {secret}/U {secret}>>");
    for (bytes, error) in [
        (scan, FormError::Scanned { pages: 1 }),
        (outlined, FormError::Outlined { pages: 1 }),
        (latin("BT ET"), FormError::Empty { what: "PDF" }),
        (file(&objects, ""), FormError::Damaged { what: "PDF" }),
        (file(&objects, &trailer), FormError::Encrypted),
        (b"%PDF-1.7\n1 0 obj\n<</Type/Cat".to_vec(), FormError::Damaged { what: "PDF" }),
        (b"%PDF-".to_vec(), FormError::Damaged { what: "PDF" }),
    ] {
        assert_eq!(read(&bytes).map(|document| document.text), Err(error));
    }
}

#[test]
fn work_without_end_is_given_up() {
    // twelve forms within each other, each of which draws the next ten times
    let forms: Vec<String> = (5..17)
        .map(|number| {
            let entries = format!("/Subtype/Form/Resources<</XObject<</A {} 0 R>> >>", number + 1);
            stream(&entries, &"/A Do ".repeat(10))
        })
        .collect();
    let bytes = page("/A Do", "/XObject<</A 5 0 R>>", &forms);
    assert_eq!(read(&bytes), Err(FormError::TooLarge { what: "PDF" }));
}

/// Runs are the lines of the text, in order, and nothing else is in it.
fn assert_tiled(document: &Document) {
    let mut end = 0;
    for (page, index) in document.sheet.pages.iter().zip(0..) {
        if index > 0 {
            assert_eq!(document.text.get(end..end + 1), Some("\u{c}"));
            end += 1;
        }
        for run in &page.runs {
            assert_eq!(run.bytes.start, end);
            let line = document.text.get(run.bytes.clone()).expect("whole characters");
            assert!(!line.is_empty() && !line.contains('\n'));
            assert_eq!(document.text.get(run.bytes.end..run.bytes.end + 1), Some("\n"));
            end = run.bytes.end + 1;
            let bounds = run.bounds;
            let numbers = [bounds.x0, bounds.y0, bounds.x1, bounds.y1, run.size];
            assert!(numbers.into_iter().all(f32::is_finite) && bounds.x0 <= bounds.x1 && bounds.y0 <= bounds.y1);
        }
    }
    assert_eq!(end, document.text.len());
}

fn files() -> Vec<Vec<u8>> {
    let told = composite("Identity-H", "GB1", "/ToUnicode 5 0 R");
    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0009> <4E00> endbfrange";
    let form = stream("/Subtype/Form/Matrix[1 0 0 1 5 5]", "BT /F1 10 Tf 10 9 Td (form) Tj ET");
    vec![
        latin("q 1 0 0 1 0 0 cm BT /F1 10 Tf 12 TL 20 200 Td [(The) -300 (city)] TJ T* (library) ' ET Q 9 9 90 1 re f"),
        page("BT /F1 10 Tf 20 200 Td <000100020003> Tj ET", &told, &[stream("", map)]),
        page(
            &format!("BT /F1 10 Tf 90 200 Td {NEWS_GBK} Tj ET"),
            &composite("GBK-EUC-V", "GB1", "/W[1[500 500]3 9 250]"),
            &[],
        ),
        page("/A Do 10 10 m 90 10 l S", &format!("{LATIN}/XObject<</A 6 0 R>>"), &[half(), form]),
        tagged(
            "/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>",
            "/H <</MCID 0>>BDC BT /F1 20 Tf 20 200 Td (News) Tj ET EMC /P /A BDC BT /F1 9 Tf 20 99 Td (text) Tj ET EMC",
            "/Properties<</A<</MCID 1>> >>",
            &[
                "/K[7 0 R 8 0 R]/RoleMap<</A/B/B/H1>>",
                "/S/A/P 6 0 R/Pg 3 0 R/K 0",
                "/S/P/P 6 0 R/K[<</MCID 1/Pg 3 0 R>>9 0 R]",
                "/S/P/K 8 0 R",
            ],
        ),
    ]
}

#[test]
fn runs_tile_the_text() {
    for bytes in files() {
        assert_tiled(&read(&bytes).expect("text"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn damaged_files_are_read_or_refused(
        which in 0usize..5,
        changes in prop::collection::vec((0usize..4096, any::<u8>()), 0..12),
        swaps in prop::collection::vec((0usize..4096, prop::sample::select(b"0123456789<>[]()/ RfS".to_vec())), 0..6),
        length in 0usize..8192,
    ) {
        let mut bytes = files().swap_remove(which);
        let count = bytes.len();
        for (place, byte) in changes.into_iter().chain(swaps) {
            bytes[place % count] = byte;
        }
        bytes.truncate(length.max(64));
        if let Ok(document) = read(&bytes) {
            assert_tiled(&document);
        }
    }
}
