//! Markdown of converters is read without its marks, which say what is a heading.

#[path = "common/document_invariants.rs"]
mod document_invariants;
#[path = "common/page_invariants.rs"]
mod page_invariants;

use banmian::form::{self, Document, Form, FormError};
use banmian::{Options, export, parse, parse_with};
use document_invariants::{assert_document_invariants, assert_places_are_of_runs};
use page_invariants::assert_page_invariants;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use referee::{GoldPage, Row, folder, read_rows, score};
use std::fs;
use std::path::{Path, PathBuf};

const SAMPLES: [&str; 2] = ["mineru.md", "marker.md"];

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn sample(name: &str) -> String {
    fs::read_to_string(samples().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A text read as Markdown, whatever it seems to be.
fn read(markdown: &str) -> Document {
    let document = form::read_as(markdown.as_bytes(), Form::Markdown).unwrap_or_else(|error| panic!("{error}"));
    assert_document_invariants(&document);
    let page = parse_with(&document.text, &document.sheet, &Options::default());
    assert_page_invariants(&page, &document.text);
    assert_places_are_of_runs(&page, &document.text, &document.sheet);
    document
}

/// The headings of a document with their sizes.
fn headings(document: &Document) -> Vec<(&str, f32)> {
    let runs = document.sheet.pages.iter().flat_map(|page| &page.runs);
    runs.filter(|run| run.heading).map(|run| (&document.text[run.bytes.clone()], run.size)).collect()
}

#[test]
fn samples_are_told_and_read_as_expected() {
    for name in SAMPLES {
        let markdown = sample(name);
        assert_eq!(form::detect(markdown.as_bytes()), Some(Form::Markdown), "{name}");
        assert_eq!(form::read(markdown.as_bytes()).as_ref(), Ok(&read(&markdown)), "{name}");
        let document = read(&markdown);
        let stem = name.strip_suffix(".md").unwrap();
        assert_eq!(document.text, sample(&format!("{stem}.expected.txt")), "{name}");
        let page = parse_with(&document.text, &document.sheet, &Options::default());
        assert_eq!(export::text(&page), sample(&format!("{stem}.stories.txt")), "{name}");
    }
}

#[test]
fn marks_say_what_a_line_is_and_stand_nowhere() {
    for (markdown, text) in [
        ("# 开馆 #\n\n本报讯", "开馆\n\n本报讯\n"),
        ("开馆\n===\n\n本报讯", "开馆\n\n本报讯\n"),
        ("本报讯 昨日\n开馆", "本报讯 昨日开馆\n"),
        ("The old\nbridge", "The old bridge\n"),
        ("甲  \n乙\\\n丙", "甲\n乙\n丙\n"),
        ("**甲**乙 *丙* ***丁*** `戊`", "甲乙 丙 丁 戊\n"),
        ("\\*ST 渡口 \\# 5", "*ST 渡口 # 5\n"),
        ("![图 3](a.jpg)\n\n图说", "图说\n"),
        ("[渡口](https://a.example \"b\")复航", "渡口复航\n"),
        ("甲\n\n---\n\n乙\n\n***\n\n丙", "甲\n\n乙\n\n丙\n"),
        ("> 甲\n> 乙", "甲乙\n"),
        ("- 甲\n- 乙\n\n* 丙", "甲\n乙\n\n丙\n"),
        // a number is printed, too, and is as it is written
        ("3. 甲\n5. 乙\n7) 丙", "3. 甲\n5. 乙\n\n7) 丙\n"),
        ("1. 甲\n\n2. 乙", "1. 甲\n2. 乙\n"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲 乙\n1 2\n"),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td colspan=2>1 &amp; 2</td></tr></table>", "甲 乙\n1 & 2\n"),
        ("<!-- image -->\n\n甲<br>乙 <Reuters>", "甲\n乙 <Reuters>\n"),
        ("```text\n# 甲\n```", "# 甲\n"),
        ("---\ntitle: a\nlist:\n  - b\n---\n# 甲\n\n乙", "甲\n\n乙\n"),
        ("---\n本报讯 昨日\n---\n", "本报讯 昨日\n"),
        // no address of a link, but a note of the page
        ("甲\n\n[注]: 见下文\n\n> [1]: /a", "甲\n\n[注]: 见下文\n\n[1]: /a\n"),
        ("\u{feff}# 甲\r\n\r\n乙\u{2028}丙\u{c}丁", "甲\n\n乙\n丙\n丁\n"),
        ("甲&nbsp;&lt;乙&gt;", "甲\u{a0}<乙>\n"),
    ] {
        assert_eq!(read(markdown).text, text, "{markdown}");
    }
}

#[test]
fn headings_are_as_large_as_their_level() {
    let document = read("# 甲\n\n文文文文文文\n\n## 乙\n\n文文文\n\n### 丙\n\n文文文文文\n\n**丁**\n\n文文文");
    assert_eq!(headings(&document), [("甲", 2.0), ("乙", 1.5), ("丙", 1.17), ("丁", 1.0)]);
    // a converter that has one level only says nothing of sizes
    for level in ["#", "##", "####"] {
        let document = read(&format!("{level} 甲\n\n文文\n\n{level} 乙\n\n文文文"));
        assert_eq!(headings(&document), [("甲", 1.5), ("乙", 1.5)]);
    }
    // where all is bold, nothing is
    assert_eq!(headings(&read("**甲**\n\n**乙**\n\n丙")), []);
    assert_eq!(headings(&read("甲**乙**\n\n丙\n\n丁")), []);
}

#[test]
fn what_is_no_markdown_is_refused() {
    let what = "Markdown";
    let named = |bytes: &[u8]| form::read_as(bytes, Form::Markdown);
    assert_eq!(named(b"\xcd\xbc\xca\xe9"), Err(FormError::NotUtf8 { what }));
    for blank in ["", " \n\n", "---\n\n***", "![](a.jpg)", "<!-- image -->"] {
        assert_eq!(named(blank.as_bytes()), Err(FormError::Empty { what }), "{blank}");
    }
    assert_eq!(named(b"%PDF-1.7\n"), Err(FormError::OtherForm { what, found: Some("PDF") }));
    let alto = fs::read(samples().join("alto-2.xml")).unwrap();
    assert_eq!(named(&alto), Err(FormError::OtherForm { what, found: Some("ALTO") }));
    assert_eq!(named("馆".repeat(4_000_001).as_bytes()), Err(FormError::TooLarge { what }));
    // a text is Markdown where that is said, and only there
    assert_eq!(named("# 5\n".as_bytes()).map(|document| document.text), Ok("5\n".into()));
    assert_eq!(form::read("# 5\n".as_bytes()), Err(FormError::Unknown));
}

/// With time that is square in their number these would take hours.
#[test]
fn tags_and_comments_that_end_nowhere_are_a_text() {
    for (unit, end) in [("<", ""), ("<", ">"), ("<b ", ""), ("<!--", ""), ("</", ">"), ("&", ""), ("&a", "")] {
        let text = format!("{}{end}", unit.repeat(3_000_000 / unit.len()));
        let document = form::read_as(format!("<div>\n{text}").as_bytes(), Form::Markdown).unwrap();
        assert!(document.text == format!("{}\n", text.trim()), "{unit}{end}");
    }
}

/// A text of one line a paragraph as a converter would mark it, and its gold.
fn marked(page: &GoldPage, levels: fn(&str) -> usize) -> Option<(String, Vec<Row>)> {
    let lines: Vec<(usize, &str)> = page
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| (n + 1, line))
        .collect();
    let (mut markdown, mut gold) = (String::new(), Vec::new());
    for (n, (number, line)) in lines.into_iter().enumerate() {
        let rows: Vec<&Row> = page.gold.iter().filter(|row| row.line == number).collect();
        let [row] = rows[..] else { return None };
        let level = match row.label.role.as_str() {
            role @ ("headline" | "kicker" | "deck" | "subhead") => levels(role),
            _ => 0,
        };
        let escaped: String =
            line.trim().chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
        markdown += &format!("{}{escaped}\n\n", if level > 0 { "#".repeat(level) + " " } else { String::new() });
        gold.push(Row { line: 2 * n + 1, ..row.clone() });
    }
    Some((markdown, gold))
}

/// The marks are none that the page is tuned to: each page of the tests, marked as its gold says.
#[test]
fn marked_headings_are_read_at_least_as_well_as_the_same_text_without_marks() {
    let pages = folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")).unwrap();
    let one_level: fn(&str) -> usize = |_| 1;
    let levels: fn(&str) -> usize = |role| match role {
        "headline" => 1,
        "kicker" | "deck" => 2,
        _ => 3,
    };
    for levels in [one_level, levels] {
        let (mut count, mut better) = (0, 0);
        for (page, (markdown, gold)) in pages.iter().filter_map(|page| Some((page, marked(page, levels)?))) {
            let document = read(&markdown);
            let scored = |page: &banmian::Page| {
                score(&document.text, &gold, &read_rows(&export::labels(page, &document.text)).unwrap()).figures()
            };
            let by_marks = scored(&parse_with(&document.text, &document.sheet, &Options::default()));
            let by_text = scored(&parse(&document.text, &Options::default()));
            assert!(
                by_marks.iter().zip(by_text).all(|(with, without)| *with >= without),
                "{}: {by_marks:?}, without {by_text:?}",
                page.name()
            );
            better += usize::from(by_marks != by_text);
            count += 1;
        }
        assert!(count > 15 && better > 0, "{better} of {count} pages are read better");
    }
}

/// The texts of Markdown without blanks, as pulldown-cmark has them, but for descriptions of pictures.
fn text_events(markdown: &str) -> String {
    let (mut out, mut pictures) = (String::new(), 0);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 => out.push_str(&text),
            _ => {}
        }
    }
    out.chars().filter(|c| !c.is_whitespace()).collect()
}

const PIECES: [&str; 40] = [
    "馆",
    "桥 ",
    "word ",
    "é",
    "#",
    "# ",
    "## ",
    "\n",
    "\n\n",
    "\r\n",
    "**",
    "*",
    "_",
    "__",
    "`",
    "```",
    "\n- ",
    "\n* ",
    "> ",
    "[",
    "](",
    ")",
    "![",
    "\\",
    "---",
    "===",
    "  \n",
    "&amp;",
    "&",
    "|",
    "\n    ",
    "\t",
    "+ ",
    "!",
    "(",
    "~~~",
    "\u{3000}",
    "。",
    "\n# 馆\n",
    "\"",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_word_is_lost_or_doubled(pieces in vec(select(&PIECES[..]), 0..60)) {
        let markdown = pieces.concat();
        let expected = text_events(&markdown);
        match form::read_as(markdown.as_bytes(), Form::Markdown) {
            Ok(document) => {
                assert_document_invariants(&document);
                let found: String = document.text.chars().filter(|c| !c.is_whitespace()).collect();
                // a table has its rules and bars as marks, which without tables are text
                prop_assert_eq!(found.replace(['|', '-'], ""), expected.replace(['|', '-'], ""), "{:?}", markdown);
            }
            Err(error) => {
                prop_assert_eq!(error, FormError::Empty { what: "Markdown" });
                prop_assert_eq!(expected, "");
            }
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(markdown in "[#*_\\[\\]()<>!|`~\\\\:;&.0-9a-z/\"'= \\-\\n馆]{0,200}") {
        if let Ok(document) = form::read_as(markdown.as_bytes(), Form::Markdown) {
            assert_document_invariants(&document);
        }
    }

    #[test]
    fn damaged_samples_are_read(name in select(&SAMPLES[..]), at in any::<prop::sample::Index>(), inserted in "[#*<>&\\[\\]()\\n`|-]{0,5}") {
        let mut markdown = sample(name);
        let at = markdown.floor_char_boundary(at.index(markdown.len()));
        markdown.insert_str(at, &inserted);
        read(&markdown);
    }
}
