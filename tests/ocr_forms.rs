//! What OCR programs leave (ALTO, hOCR, PAGE XML) is read with its text, its order and its places.

#[path = "common/document_invariants.rs"]
mod document_invariants;

use banmian::form::{self, Bounds, Document, Form, FormError, Remark, Run};
use document_invariants::{assert_document_invariants, assert_places_are_of_runs};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

const SAMPLES: [&str; 7] = [
    "alto-2.xml",
    "alto-3.xml",
    "alto-4.xml",
    "hocr-tesseract.html",
    "hocr-loose.html",
    "page-2013.xml",
    "page-2019.xml",
];

fn sample(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn read(name: &str) -> Document {
    let document = form::read(&sample(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_document_invariants(&document);
    let page = banmian::parse_with(&document.text, &document.sheet, &Default::default());
    assert_places_are_of_runs(&page, &document.text, &document.sheet);
    document
}

/// The run whose text begins so.
fn run<'d>(document: &'d Document, begin: &str) -> &'d Run {
    let mut runs = document.sheet.pages.iter().flat_map(|page| &page.runs);
    runs.find(|run| document.text[run.bytes.clone()].starts_with(begin)).unwrap_or_else(|| panic!("no {begin}"))
}

fn bounds(x0: f32, y0: f32, x1: f32, y1: f32) -> Bounds {
    Bounds { x0, y0, x1, y1 }
}

#[test]
fn a_named_form_is_read_as_that_or_refused() {
    let files = [
        ("two-columns.pdf", Form::Pdf),
        ("alto-2.xml", Form::Alto),
        ("hocr-loose.html", Form::Hocr),
        ("page-2019.xml", Form::PageXml),
        ("marker.md", Form::Markdown),
        ("pdfjs.json", Form::PdfJs),
    ];
    for (name, form) in files {
        let bytes = sample(name);
        let document = form::read(&bytes);
        assert!(document.is_ok() && document == form::read_as(&bytes, form), "{name}");
        for (_, other) in files.into_iter().filter(|(_, other)| *other != form) {
            let error = FormError::OtherForm { what: other.name(), found: Some(form.name()) };
            assert_eq!(form::read_as(&bytes, other), Err(error), "{name}");
        }
    }
    // any text is Markdown where it is named
    for (_, form) in files.into_iter().filter(|(_, form)| *form != Form::Markdown) {
        let error = Err(FormError::OtherForm { what: form.name(), found: None });
        for bytes in ["", "市图书馆开馆\n", "<html><body><p>市图书馆开馆</p></body></html>", "<a>开馆</a>"]
        {
            assert_eq!(form::read_as(bytes.as_bytes(), form), error, "{bytes}");
        }
    }
    // what is damaged is that, and no other form
    assert_eq!(form::read_as(b"%PDF-1.7\n", Form::Pdf), Err(FormError::Damaged { what: "PDF" }));
    // a preface longer than is looked at
    let long = |bytes: Vec<u8>, root: &str| {
        let text = String::from_utf8(bytes).unwrap();
        text.replacen(root, &format!("<!--{}-->{root}", "-".repeat(9000).replace("--", "- ")), 1)
    };
    for (name, form, root) in [("alto-2.xml", Form::Alto, "<alto"), ("page-2019.xml", Form::PageXml, "<pc:PcGts")] {
        let file = long(sample(name), root);
        assert_eq!(form::read(file.as_bytes()), Err(FormError::Unknown), "{name}");
        assert_eq!(form::read_as(file.as_bytes(), form), form::read(&sample(name)), "{name}");
    }
}

#[test]
fn samples_are_read_as_expected() {
    for name in SAMPLES {
        let document = read(name);
        let expected = Path::new(name).with_extension("expected.txt");
        let expected = fs::read_to_string(folder().join(expected)).expect("a sample has its text beside it");
        assert_eq!(document.text, expected, "{name}");
        let is_damaged = document.remarks.contains(&Remark::Repaired);
        assert_eq!(is_damaged, name == "hocr-loose.html", "{name}: {:?}", document.remarks);
    }
}

#[test]
fn alto_gives_places_styles_and_confidence() {
    let document = read("alto-2.xml");
    let page = &document.sheet.pages[0];
    assert_eq!((page.width, page.height), (640.0, 900.0));
    let headline = run(&document, "Old");
    assert_eq!(headline.bounds, bounds(20.0, 50.0, 620.0, 100.0));
    assert_eq!((headline.size, headline.face.as_str(), headline.bold), (36.0, "Franklin Gothic", true));
    assert_eq!(headline.confidence, Some(0.61), "that of the least sure word");
    // the style of the block around it, although one word has another
    let body = run(&document, "After");
    assert_eq!((body.size, body.face.as_str(), body.bold), (9.0, "Times New Roman", false));
    assert_eq!(body.confidence, None);
    let blocks: Vec<_> = page.runs.iter().map(|run| run.block).collect();
    assert_eq!(blocks, [0, 1, 2, 2, 3].map(Some));
    let rules: Vec<_> = page.rules.iter().map(|rule| rule.bounds).collect();
    assert_eq!(rules, [bounds(318.0, 110.0, 320.0, 880.0)], "a frame is no line");
}

#[test]
fn alto_lines_without_a_place_have_that_of_their_words() {
    let document = read("alto-3.xml");
    assert_eq!(run(&document, "市图").bounds, bounds(100.0, 100.0, 400.0, 152.0));
    assert_eq!((run(&document, "市图").bold, run(&document, "市图").face.as_str()), (true, "宋体"));
    assert_eq!(run(&document, "本报讯").confidence, Some(0.5));
    assert_eq!(document.sheet.pages[0].pictures, [bounds(600.0, 100.0, 900.0, 300.0)]);
    let second = &document.sheet.pages[1];
    assert_eq!((second.width, second.height), (90.0, 40.0), "as large as what is on it");
    assert_eq!(document.remarks, [Remark::NoText { page: 3 }]);
}

#[test]
fn lines_that_run_downwards_are_told() {
    let document = read("alto-4.xml");
    let vertical = |begin| run(&document, begin).vertical;
    assert!(vertical("雨") && vertical("停了") && vertical("灯会"));
    assert!(!vertical("横排") && !vertical("今日"));
    let document = read("page-2019.xml");
    let vertical = |begin| run(&document, begin).vertical;
    assert!(vertical("赏灯") && vertical("灯会开场"));
    assert_eq!(run(&document, "甲").bounds, bounds(50.0, 500.0, 100.0, 700.0), "the right half");
    assert!(!run(&document, "A7").vertical);
}

#[test]
fn hocr_gives_places_sizes_and_confidence() {
    let document = read("hocr-tesseract.html");
    let page = &document.sheet.pages[0];
    assert_eq!((page.width, page.height), (1200.0, 1600.0));
    let headline = run(&document, "市图");
    assert_eq!(headline.bounds, bounds(100.0, 100.0, 800.0, 160.0));
    assert_eq!((headline.size, headline.confidence, headline.heading), (60.0, Some(0.88), true));
    let hall = run(&document, "The");
    assert_eq!((hall.size, hall.confidence, hall.heading, hall.vertical), (25.0, Some(0.4), false, false));
    assert!(run(&document, "老桥").vertical);
    let blocks: Vec<_> = page.runs.iter().map(|run| run.block).collect();
    assert_eq!(blocks, [0, 1, 1, 2].map(Some));
    assert_eq!(page.pictures, [bounds(100.0, 200.0, 500.0, 500.0)]);
    assert_eq!(page.rules[0].bounds, bounds(100.0, 520.0, 1100.0, 523.0));
}

#[test]
fn hocr_that_is_no_xml_gives_places_all_the_same() {
    let document = read("hocr-loose.html");
    let first = run(&document, "First");
    assert_eq!((first.bounds, first.confidence), (bounds(10.0, 100.0, 200.0, 120.0), Some(0.77)));
    assert_eq!((first.size, first.face.as_str()), (9.0, "Garamond"));
    assert!(run(&document, "Rain").heading && run(&document, "in the").heading && !first.heading);
    assert_eq!(run(&document, "Third").bounds.y0, 200.0);
    assert_eq!(run(&document, "and again").bounds, bounds(10.0, 200.0, 200.0, 260.0), "that of the paragraph");
}

#[test]
fn pages_of_hocr_begin_even_where_the_one_before_is_not_closed() {
    let page = |c| format!("<div class='ocr_page' title='bbox 0 0 9 9'><div><span class='ocr_line'>{c}</span>");
    let file = format!("<html>{}</div>{}</div></div></div>丙", page('甲'), page('乙'));
    let document = form::read(file.as_bytes()).expect("two pages");
    assert_eq!(document.text, "甲\n\u{c}乙\n丙\n");
}

#[test]
fn page_xml_gives_places_types_and_confidence() {
    let document = read("page-2013.xml");
    let page = &document.sheet.pages[0];
    assert_eq!((page.width, page.height), (1000.0, 1500.0));
    let headline = run(&document, "市图");
    assert!(headline.heading && !run(&document, "新馆").heading);
    assert_eq!(headline.bounds, bounds(100.0, 100.0, 900.0, 200.0), "that of its region");
    let opening = run(&document, "本报讯");
    assert_eq!(opening.bounds, bounds(100.0, 300.0, 500.0, 330.0));
    assert_eq!((opening.size, opening.face.as_str(), opening.bold), (9.5, "Song", true));
    assert_eq!((opening.confidence, run(&document, "Old").confidence), (Some(0.5), Some(0.3)));
    assert_eq!(run(&document, "市民").bounds, bounds(100.0, 730.0, 500.0, 760.0), "the lower half");
    let blocks: Vec<_> = page.runs.iter().map(|run| run.block).collect();
    assert_eq!(blocks, [0, 1, 1, 2, 2, 3].map(Some));
    assert_eq!(page.pictures, [bounds(600.0, 300.0, 900.0, 500.0)]);
    assert_eq!(page.rules[0].bounds, bounds(100.0, 290.0, 900.0, 293.0));
}

#[test]
fn page_xml_of_2010_has_an_element_for_each_point_and_readings_without_index() {
    let old = "<PcGts><Page><TextRegion><TextLine><Coords><Point x='1' y='2'/><Point x='30' y='9'/></Coords>\
               <TextEquiv><Unicode>馆</Unicode></TextEquiv><TextEquiv><Unicode>饭</Unicode></TextEquiv>\
               </TextLine></TextRegion></Page></PcGts>";
    let document = form::read(old.as_bytes()).expect("a page with a line");
    assert_eq!(document.text, "馆\n");
    assert_eq!(run(&document, "馆").bounds, bounds(1.0, 2.0, 30.0, 9.0));
}

fn alto(blocks: &str) -> String {
    format!("<alto><Layout><Page WIDTH='9' HEIGHT='9'><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>")
}

fn string(content: &str) -> String {
    alto(&format!("<TextBlock><TextLine><String CONTENT='{content}'/></TextLine></TextBlock>"))
}

#[test]
fn numbers_that_are_none_are_zero() {
    for value in ["", "x", "NaN", "inf", "-inf", "1e999", "-1e999", "1e38", "-5", "9999999999999999999999"] {
        let at = format!("HPOS='{value}' VPOS='{value}' WIDTH='{value}' HEIGHT='{value}' WC='{value}'");
        let file = alto(&format!("<TextBlock><TextLine {at}><String CONTENT='馆' {at}/></TextLine></TextBlock>"));
        assert_document_invariants(&form::read(file.as_bytes()).expect("a file with a character"));
        let file = format!("<html><div class=ocr_page title='bbox {value} {value} {value} {value}; x_size {value}'>馆");
        assert_document_invariants(&form::read(file.as_bytes()).expect("a file with a character"));
        let points = format!("<Coords points='{value},{value} {value}'/>");
        let file = format!(
            "<PcGts><Page imageWidth='{value}'><TextRegion>{points}<TextEquiv index='{value}' conf='{value}'>\
             <Unicode>馆</Unicode></TextEquiv></TextRegion></Page></PcGts>"
        );
        assert_document_invariants(&form::read(file.as_bytes()).expect("a file with a character"));
    }
}

#[test]
fn files_without_text_say_so() {
    for (file, error) in [
        (alto(""), FormError::Empty { what: "ALTO" }),
        ("<alto>".into(), FormError::Damaged { what: "ALTO" }),
        ("<alto><Layout><Page".into(), FormError::Damaged { what: "ALTO" }),
        ("<html><div class='ocr_page'></div></html>".into(), FormError::Empty { what: "hOCR" }),
        ("<PcGts/>".into(), FormError::Empty { what: "PAGE" }),
    ] {
        assert_eq!(form::read(file.as_bytes()), Err(error), "{file}");
    }
}

#[test]
fn an_entity_bomb_stays_as_it_is_written() {
    let entities: String =
        (1..30).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let page = "<html><div class='ocr_page'>&l29;馆</div></html>";
    let file = format!("<!DOCTYPE html [<!ENTITY l0 'lol'>{entities}]>{page}");
    // the page is told by what stands in the beginning of the file
    let file = format!("<!DOCTYPE html><!-- ocr_page -->{file}");
    let document = form::read(file.as_bytes()).expect("a file with a word");
    assert_eq!((document.text.as_str(), document.remarks.as_slice()), ("&l29;馆\n", &[][..]));
    assert!(form::read(string("&l29;").as_bytes()).is_ok_and(|document| document.text == "&l29;\n"));
}

#[test]
fn utf16_and_declared_encodings_are_read() {
    let text = String::from_utf8(sample("alto-4.xml")).expect("samples are UTF-8");
    let expected = read("alto-4.xml");
    let little = text.encode_utf16().flat_map(u16::to_le_bytes);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(little).collect();
    assert_eq!(form::read(&wide), Ok(expected));
    let klingon = b"<?xml version='1.0' encoding='klingon'?><alto>\xb0\xe6</alto>";
    let error = form::read(klingon).expect_err("no such encoding is known");
    assert!(error.to_string().contains("declares the encoding klingon"), "{error}");
}

#[test]
fn files_that_are_too_large_are_refused_and_large_ones_read() {
    let too_large = |what| Err(FormError::TooLarge { what });
    for (file, result) in [
        (alto(&"<ComposedBlock>".repeat(100_000)), too_large("ALTO")),
        (format!("<html><div class=ocr_page>{}", "<div>".repeat(100_000)), too_large("hOCR")),
        (format!("<PcGts><Page>{}", "<TextRegion>".repeat(100_000)), too_large("PAGE")),
        (string(&"a".repeat(10_000_000)), too_large("ALTO")),
    ] {
        assert_eq!(form::read(file.as_bytes()).map(|_| ()), result);
    }
    let large = string(&"馆".repeat(3_000_000));
    assert_eq!(form::read(large.as_bytes()).map(|document| document.text.len()), Ok(9_000_001));
    let attribute = alto(&format!(
        "<TextBlock ID='{}'><TextLine><String CONTENT='馆'/></TextLine></TextBlock>",
        "a".repeat(10_000_000)
    ));
    assert_eq!(form::read(attribute.as_bytes()).map(|document| document.text), Ok("馆\n".into()));
}

/// What would take the square of its length if anything was looked at again and again.
#[test]
fn hostile_files_take_no_long_time() {
    let page = "<html><div class=ocr_page>馆";
    for unit in [
        "<!--",
        "<![CDATA[",
        "<![",
        "<!DOCTYPE [",
        "<?",
        "<a \"",
        "<a '",
        "</b",
        "<",
        "< ",
        "&",
        "&amp",
        "<script>",
        "</",
        "<br>",
        "<p>",
        "<p><b>",
        "</p>",
        "<!",
        "<!>",
        "<a b=\"",
        "<span class=ocr_line>",
    ] {
        let file = format!("{page}{}", unit.repeat(400_000));
        let _ = form::read(file.as_bytes());
        let file = format!("<alto><Layout><Page><TextBlock>{}", unit.repeat(400_000));
        let _ = form::read(file.as_bytes());
    }
    let blocks: String = (0..20_000)
        .map(|n| format!("<ComposedBlock ID='c{n}' IDNEXT='b{}'><TextBlock ID='b{n}' IDNEXT='c{}'><TextLine><String CONTENT='馆'/></TextLine></TextBlock></ComposedBlock>", n + 7, n * 31 % 20_000))
        .collect();
    let document = form::read(alto(&blocks).as_bytes()).expect("a file with words");
    assert_eq!(document.sheet.pages[0].runs.len(), 20_000);
}

/// All characters but blanks, in the order of their codes.
fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters
}

/// The names of elements, and tags that begin them.
const TAGS: [(&str, &str); 10] = [
    ("div", "<div class='ocr_page'>"),
    ("div", "<div class='ocr_carea' title='bbox 1 1 5 5'>"),
    ("p", "<p class='ocr_par'>"),
    ("span", "<span class='ocr_line' title='bbox 1 1 5 2'>"),
    ("span", "<span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 50'>"),
    ("span", "<span class='ocrx_cinfo'>"),
    ("strong", "<strong>"),
    ("h2", "<h2>"),
    ("br", "<br>"),
    ("div", "<div class='ocr_photo' />"),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn damaged_files_are_read_or_refused(
        name in prop::sample::select(&SAMPLES[..]),
        changes in vec((any::<prop::sample::Index>(), 0_usize..40, "[<>\"'&;/!\\-\\[\\]= a-z馆\u{c}\u{2028}]{0,6}"), 0..6),
        end in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = sample(name);
        for (at, length, inserted) in changes {
            let at = at.index(bytes.len());
            let end = bytes.len().min(at + length);
            bytes.splice(at..end, inserted.bytes());
        }
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Ok(document) = form::read(&bytes) {
            assert_document_invariants(&document);
        }
    }

    #[test]
    fn a_file_that_is_broken_off_keeps_what_comes_before(name in prop::sample::select(&SAMPLES[..]), at in 0.0..1.0) {
        let whole = read(name);
        let bytes = sample(name);
        let mut cut = (bytes.len() as f64 * at) as usize;
        if name.starts_with("hocr") {
            // half an entity is text as it is written, and a file without pages is one page
            cut = bytes[..cut].iter().rposition(|&byte| byte == b'<').unwrap_or(0);
            prop_assume!(bytes[..cut].windows(8).any(|word| word == b"ocr_page"));
        }
        if let Ok(document) = form::read(&bytes[..cut]) {
            assert_document_invariants(&document);
            let mut left = characters(&whole.text);
            // the text of a region stands in it twice, and the second may be all that is lost
            if !name.starts_with("page") {
                for character in characters(&document.text).into_iter().filter(|&c| c != char::REPLACEMENT_CHARACTER) {
                    let at = left.iter().position(|&c| c == character);
                    prop_assert!(at.is_some(), "{} is not in the whole file", character);
                    left.swap_remove(at.unwrap_or(0));
                }
            }
        }
    }

    #[test]
    fn whatever_the_order_each_character_is_read_once(
        depths in vec(0_usize..4, 1..24),
        next in vec(0_usize..40, 24),
        order in vec(0_usize..24, 0..24),
    ) {
        let (mut blocks, mut regions, mut expected) = (String::new(), String::new(), String::new());
        let mut open = 0;
        for (n, (&depth, next)) in depths.iter().zip(next).enumerate() {
            let c = char::from_u32(0x4e00 + n as u32).expect("a Chinese character");
            expected.push(c);
            while open > depth {
                blocks += "</ComposedBlock>";
                regions += "</TextRegion>";
                open -= 1;
            }
            while open < depth {
                blocks += &format!("<ComposedBlock ID='c{n}-{open}' IDNEXT='b{next}'>");
                regions += &format!("<TextRegion id='c{n}-{open}'>");
                open += 1;
            }
            let line = [
                format!("<TextLine ID='l{n}'><String CONTENT='{c}'/></TextLine>"),
                format!("<String CONTENT='{c}'/>"),
            ];
            let line = &line[n % 2];
            blocks += &match n % 5 {
                4 => line.clone(),
                _ => format!("<TextBlock ID='b{n}' IDNEXT='b{next}'>{line}</TextBlock>"),
            };
            let text = format!("<TextEquiv><Unicode>{c}</Unicode></TextEquiv>");
            regions += &match n % 3 {
                0 => format!("<TextRegion id='b{n}'>{text}</TextRegion>"),
                1 => format!("<TextLine id='b{n}'>{text}</TextLine>"),
                _ => format!("<TextRegion id='b{n}'><TextLine>{text}</TextLine>{text}</TextRegion>"),
            };
        }
        blocks += &"</ComposedBlock>".repeat(open);
        regions += &"</TextRegion>".repeat(open);
        let refs: String = order.iter().map(|n| format!("<ElementRef REF='b{n} l{n} c{n}-0'/>")).collect();
        let indexed: String = order.iter().rev().zip(0..).map(|(n, index)| format!("<RegionRefIndexed index='{}' regionRef='b{n}'/>", index % 9)).collect();
        let files = [
            alto(&blocks),
            format!("<alto><ReadingOrder><OrderedGroup>{refs}</OrderedGroup></ReadingOrder>{}", &alto(&blocks)[6..]),
            format!("<PcGts><Page><ReadingOrder><OrderedGroup>{indexed}</OrderedGroup></ReadingOrder>{regions}</Page></PcGts>"),
        ];
        for file in files {
            let document = form::read(file.as_bytes()).expect("a file with text");
            assert_document_invariants(&document);
            prop_assert_eq!(characters(&document.text), characters(&expected), "{}", file);
        }
    }
    #[test]
    fn whatever_tags_are_left_open_each_character_of_hocr_is_read_once(
        steps in vec((prop::sample::select(&TAGS[..]), prop::sample::select(&TAGS[..]), any::<[bool; 2]>()), 1..60),
    ) {
        let mut file = String::from("<html><body><div class='ocr_page' title='bbox 0 0 9 9'>");
        let mut expected = String::new();
        for (n, ((_, tag), (name, _), [opens, closes])) in steps.into_iter().enumerate() {
            let c = char::from_u32(0x4e00 + n as u32).expect("a Chinese character");
            expected.push(c);
            file += if opens { tag } else { "\n" };
            file.push(c);
            if closes {
                file += &format!("</{name}>");
            }
        }
        let document = form::read(file.as_bytes()).expect("a file with text");
        assert_document_invariants(&document);
        prop_assert_eq!(characters(&document.text), characters(&expected), "{}", file);
    }
}
