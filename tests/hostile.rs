//! Adversarial texts: very long, very regular, with strange characters, or like our own output.

#[path = "common/page_invariants.rs"]
mod page_invariants;

use banmian::edit::{Anchor, Edit, Edits, Problem, Session, replay, retype};
use banmian::{DecodeError, Options, Page, decode, export, parse};
use page_invariants::assert_page_invariants;
use serde_json::Value;

/// A name, what is repeated, and how often.
const REPEATED: [(&str, &str, usize); 24] = [
    ("one line", "昨日上午,市图书馆新馆正式开馆。", 8_000),
    ("blank lines", "\n", 200_000),
    ("blank lines of spaces", "\u{3000} \n", 100_000),
    ("lines of a word", "开馆\n", 10_000),
    ("lines ended by carriage returns", "开馆\r", 10_000),
    ("pages of a word", "开馆\u{c}", 5_000),
    ("headlines", "市图书馆分馆开馆\n\n", 4_000),
    ("openings", "本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n\n", 2_000),
    ("the same story", "老桥通车\n\n本报讯 昨日,老桥通车,市民高兴。\n\n", 1_000),
    ("halves of a sentence", "昨日上午市图书馆新馆正式开馆首日迎来\n\n", 2_000),
    ("hard wraps", "昨日上午市图书馆新馆正式开馆首日迎来\n", 4_000),
    ("jumps", "（下转第二版）\n\n", 4_000),
    ("bylines", "本报记者 陈一 通讯员 李二\n\n", 4_000),
    ("credits", "图书馆新馆外景。\n陈一 摄\n\n", 3_000),
    ("three columns", "图书馆开馆图书馆开馆      老桥通车老桥通车老桥      灯会开场灯会开场\n", 1_500),
    ("tabs", "a\tb\tc\td\n", 8_000),
    ("characters set apart", "发 展 步 入 新 阶 段 ", 6_000),
    ("NUL", "\0", 100_000),
    ("overrides of direction", "\u{202e}开馆\u{202c}\u{2066}x\u{2069}\n\n", 4_000),
    ("characters without width", "开\u{200b}\u{200d}\u{feff}", 30_000),
    ("marks on one letter", "\u{301}", 100_000),
    ("right to left", "افتتحت المكتبة أمس\n\n", 3_000),
    ("our own HTML", "<article id=\"a1\"><h2>开馆</h2><p>本报讯</p></article>\n", 2_000),
    ("our own rows", "0\t12\tparagraph\ta1\tp1\n", 3_000),
];

#[test]
fn repetitive_texts_keep_the_invariants() {
    for (name, text, times) in REPEATED {
        check(name, &text.repeat(times));
    }
}

/// The quote is at each character of the first half, and its context is the same nearly everywhere.
#[test]
fn a_quote_of_half_a_text_that_repeats_itself_is_searched_for() {
    let text = "a".repeat(160_000);
    let half = text.len() / 2;
    let mut edits = Edits::new("a");
    edits.edits.push(Edit::Part { at: Anchor::new(&text, half..text.len()) }.into());
    edits.edits.push(Edit::Part { at: Anchor { start: 0, end: half, ..Anchor::new(&text, 1..half + 1) } }.into());
    edits.edits.push(Edit::Part { at: Anchor { start: 1, ..Anchor::new(&text, half - 1..text.len() - 1) } }.into());
    let page = parse(&text, &Options::default());
    let conflicts = replay(&text, &page, &edits, &Options::default()).conflicts;
    let problems: Vec<_> = conflicts.into_iter().map(|conflict| (conflict.edit, conflict.problem)).collect();
    assert_eq!(problems, [(1, Problem::QuoteTwice), (2, Problem::QuoteTwice)], "the first is where it was");
}

#[test]
fn every_character_of_unicode_keeps_the_invariants() {
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    for (n, some) in all.chunks(1 << 16).enumerate() {
        check(&format!("plane {n}, in a line"), &String::from_iter(some));
        let lines: String = some.chunks(40).flat_map(|line| line.iter().chain(&['\n'])).collect();
        check(&format!("plane {n}, in lines"), &lines);
    }
}

#[test]
fn undecodable_bytes_are_replaced_or_refused() {
    let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。".as_bytes();
    let cut = |end: usize| text[..end].to_vec();
    let with = |bytes: &[u8]| [text, bytes, text].concat();
    let samples = [
        ("cut in a character", cut(text.len() - 1)),
        ("a lone surrogate", with(b"\xed\xa0\x80")),
        ("bytes of no encoding", with(b"\xff\xfe\xff")),
        ("an overlong slash", with(b"\xc0\xaf")),
        ("UTF-16 cut in a unit", [&b"\xff\xfe"[..], b"\x02\x5e\x1a"].concat()),
        ("a mark and nothing", b"\xef\xbb\xbf".to_vec()),
        ("nothing", Vec::new()),
        ("zeros", vec![0; 4_000]),
        ("every byte", (0..=255).cycle().take(4_096).collect()),
        ("zeros and a one", [&[0; 4_001][..], &[1]].concat()),
        ("a mark of UTF-32 and a cut unit", b"\xff\xfe\0\0\x42\x30\0".to_vec()),
        ("surrogates in UTF-32", [0, 0, 0, 0x41, 0, 0, 0xd8, 0].repeat(50)),
        ("escapes to nothing", b"\x1b$B\x1b$B!".to_vec()),
        ("control codes in pairs", b"\x04\x3f".repeat(40)),
        ("lead bytes alone", vec![0xfe; 300]),
        ("the head of a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ];
    for (name, bytes) in samples {
        match decode(&bytes, None) {
            Ok(read) => check(name, &read.text),
            Err(error) => assert!(matches!(error, DecodeError::NotText(_)), "{name}: {error:?}"),
        }
        for encoding in ["utf-8", "utf-16le", "utf-32", "utf-32be", "gb18030", "big5", "iso-2022-jp", "windows-874"] {
            check(name, &decode(&bytes, Some(encoding)).unwrap().text);
        }
    }
}

/// A page comes as JSON too, from whoever wrote it, and is given with whatever text is at hand.
#[test]
fn exports_accept_a_page_with_wrong_offsets() {
    let text = "市图书馆开馆\n\n本报讯 昨日,市图书\n\n馆新馆开馆。";
    let mut session = Session::new(text, &Options::default());
    session.apply(Edit::Correct { at: Anchor::new(text, 0..3), text: "本市".into() }).unwrap();
    let page = serde_json::to_value(session.page()).unwrap();
    for wrong in [0, 1, 2, 40, 4_000, usize::MAX] {
        for name in ["start", "end", "line", "utf16"] {
            let mut page = page.clone();
            set(&mut page, name, wrong);
            let page: Page = serde_json::from_value(page).unwrap();
            for text in [text, "", "市", "a\n\nb\r\nc"] {
                export::html(&page, text);
                export::labels(&page, text);
                for block in page.blocks() {
                    Anchor::of(text, block);
                    retype(text, block, "市图书馆");
                }
            }
            for form in [export::markdown, export::text, export::ndjson, export::json_ld, export::ninjs, export::tei] {
                form(&page);
            }
        }
    }
}

#[test]
fn any_language_tag_is_escaped() {
    let mut page = parse("市图书馆开馆", &Options::default());
    page.source.language = "\0<b>\"&\u{ffff}".into();
    let tei = export::tei(&page);
    let document = roxmltree::Document::parse(&tei).unwrap();
    let lang = document.root_element().attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    assert_eq!(lang, Some("\u{fffd}<b>\"&\u{fffd}"));
}

/// Sets every number of that name.
fn set(value: &mut Value, name: &str, to: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| set(item, name, to)),
        Value::Object(fields) => fields.iter_mut().for_each(|(field, value)| match value {
            _ if field != name => set(value, name, to),
            Value::Array(_) => *value = vec![to, to].into(),
            _ => *value = to.into(),
        }),
        _ => {}
    }
}

fn check(name: &str, text: &str) {
    let page = parse(text, &Options::default());
    let again = parse(text, &Options::default());
    assert!(page == again, "{name}: read otherwise the second time");
    let done = std::panic::catch_unwind(|| assert_page_invariants(&page, text));
    assert!(done.is_ok(), "{name}: see above");
}
