//! The command, as people call it.

use assert_cmd::Command;
use banmian::export::{HtmlPage, HtmlTemplate};
use banmian::form::{self, Document, Sheet};
use banmian::{Code, Options, Page, export, parse_with};
use std::fs;
use std::path::PathBuf;

const NEWS: &str =
    "市图书馆新馆昨日开馆\n\n本报记者 陈一\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
const TRADITIONAL: &str = "市圖書館新館昨日開館\n\n本報訊 昨日上午,市圖書館新館正式開館,首日湧入讀者三千餘人。\n";

fn banmian(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("banmian").unwrap();
    command.args(arguments);
    command
}

fn parse(arguments: &[&str], input: impl Into<Vec<u8>>) -> Page {
    let run = banmian(&[&["parse", "-"], arguments].concat()).write_stdin(input).assert().success();
    serde_json::from_slice(&run.get_output().stdout).unwrap()
}

fn labels(input: impl Into<Vec<u8>>) -> String {
    let run = banmian(&["labels", "-"]).write_stdin(input).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// Returns the exit code and the message of a call that must fail.
fn failure(arguments: &[&str], input: &[u8]) -> (i32, String) {
    let run = banmian(arguments).write_stdin(input).assert().failure();
    let output = run.get_output();
    assert!(output.stdout.is_empty(), "a failed run wrote a result");
    (output.status.code().unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

fn seed() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/000_5718848c275f7a96.txt")
}

#[test]
fn labels_writes_what_the_library_returns() {
    let text = fs::read_to_string(seed()).unwrap();
    let page = banmian::parse(&text, &Default::default());
    let run = banmian(&["labels", seed().to_str().unwrap()]).assert().success();
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), banmian::export::labels(&page, &text));
    assert!(run.get_output().stderr.is_empty());
}

#[test]
fn parse_writes_json_indented_or_compact() {
    let page = parse(&[], NEWS);
    assert_eq!(page, banmian::parse(NEWS, &Default::default()));
    assert_eq!(page, parse(&["--compact"], NEWS));
    let run = banmian(&["parse", "--compact", "-"]).write_stdin(NEWS).assert().success();
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout).lines().count(), 1);
}

#[test]
fn html_writes_one_self_contained_file() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("page.html");
    let out = path.to_str().unwrap();
    banmian(&["html", "-", "-o", out]).write_stdin(NEWS).assert().success().stdout("");
    let html = fs::read_to_string(&path).unwrap();
    assert_eq!(html, banmian::export::html(&banmian::parse(NEWS, &Default::default()), NEWS));
    assert!(html.starts_with("<!doctype html>") && html.contains("市图书馆新馆昨日开馆"));
    assert!(!html.contains("src=\"") && !html.contains("@import"), "it loads something");
    banmian(&["html", "-"]).write_stdin(NEWS).assert().success().stdout(html);
    let (code, message) = failure(&["html", "-", "-o", "no/such/folder/page.html"], NEWS.as_bytes());
    assert!(code == 1 && message.contains("no/such/folder/page.html: cannot be written"), "{code} {message}");
}

#[test]
fn encodings_are_detected_and_reported() {
    let utf16: Vec<u8> = NEWS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = [
        (encoding_rs::GB18030.encode(NEWS).0.into_owned(), "gb18030", NEWS),
        (encoding_rs::BIG5.encode(TRADITIONAL).0.into_owned(), "Big5", TRADITIONAL),
        (utf16, "UTF-16LE", NEWS),
        (NEWS.as_bytes().to_vec(), "UTF-8", NEWS),
    ];
    for (bytes, encoding, text) in cases {
        let page = parse(&[], bytes.clone());
        assert_eq!(page.source.encoding, encoding);
        assert_eq!(page.articles[0].headline.as_ref().unwrap().text, text.lines().next().unwrap());
        assert_eq!(labels(bytes), labels(text), "{encoding}");
    }
}

#[test]
fn encoding_overrides_the_detected_one() {
    let (bytes, ..) = encoding_rs::BIG5.encode(TRADITIONAL);
    let right = parse(&["--encoding", "big5"], bytes.clone());
    assert_eq!(right.diagnostics.iter().filter(|d| d.code == Code::Undecodable).count(), 0);
    let wrong = parse(&["--encoding", "utf-8"], bytes);
    assert_eq!(wrong.source.encoding, "UTF-8");
    assert!(wrong.diagnostics.iter().any(|d| d.code == Code::Undecodable && !d.spans.is_empty()));
    let (code, message) = failure(&["parse", "-", "--encoding", "klingon"], b"");
    assert!(code == 2 && message.contains("klingon") && message.contains("GB18030"), "{code} {message}");
}

#[test]
fn an_encoding_that_is_ruled_out_is_refused() {
    for name in ["hz-gb-2312", "iso-2022-kr"] {
        let (code, message) = failure(&["parse", "-", "--encoding", name], b"~{?*9]~}");
        assert!(code == 2 && message.contains(name) && message.contains("convert"), "{code} {message}");
    }
}

#[test]
fn an_unsure_encoding_is_said_unless_it_is_named() {
    // two letters in a dozen encodings
    let bytes = b"\xe4\xe2\n";
    let doubts = |page: &Page| page.diagnostics.iter().filter(|d| d.code == Code::DoubtfulEncoding).count();
    let page = parse(&[], *bytes);
    assert_eq!(doubts(&page), 1);
    let run = banmian(&["labels", "-"]).write_stdin(*bytes).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("unsure") && said.contains(&page.source.encoding), "{said}");
    assert_eq!(doubts(&parse(&["--encoding", "koi8-u"], *bytes)), 0);
    assert_eq!(doubts(&parse(&[], NEWS)), 0);
}

#[test]
fn language_overrides_the_detected_one() {
    assert_eq!(parse(&["--language", "und"], NEWS).source.language, "und");
    assert_eq!(parse(&["--language", "zh-hant"], NEWS).source.language, "zh-Hant");
    let (code, message) = failure(&["parse", "-", "--language", "tlh"], NEWS.as_bytes());
    assert!(code == 1 && message.contains("tlh") && message.contains("zh-Hans, zh-Hant, en, ja"), "{code} {message}");
}

#[test]
fn undecodable_bytes_are_kept_and_reported() {
    let mut bytes = NEWS.repeat(3).into_bytes();
    bytes.insert(3, 0xff);
    let run = banmian(&["labels", "-"]).write_stdin(bytes.clone()).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("1 of") && said.contains("UTF-8"), "{said}");
    assert!(String::from_utf8_lossy(&run.get_output().stdout).starts_with("1\theadline\t"));
    let page = parse(&[], bytes);
    let diagnostic = page.diagnostics.iter().find(|d| d.code == Code::Undecodable).unwrap();
    assert_eq!((diagnostic.spans[0].start, diagnostic.spans[0].end, diagnostic.spans[0].line), (3, 6, 1));
}

#[test]
fn byte_order_marks_and_line_ends_change_only_positions() {
    let plain = labels(NEWS);
    assert_eq!(labels(format!("\u{feff}{NEWS}")), plain);
    assert_eq!(labels(NEWS.replace('\n', "\r\n")), plain);
    assert_eq!(labels(NEWS.replace('\n', "\r")), plain);
    let page = parse(&[], format!("\u{feff}{NEWS}"));
    let headline = page.articles[0].headline.as_ref().unwrap();
    assert_eq!((headline.text.as_str(), headline.spans[0].start), (NEWS.lines().next().unwrap(), 3));
}

/// Packs made up for the test, and pages for them.
const FRENCH: [&str; 2] = [
    r##"# Pour l'essai.
language = "fr"
letters = "éèêàçùœîôâû"
function_words = ["le", "la", "les", "de", "des", "du", "un", "une", "et", "à", "au", "dans", "pour", "qui", "a", "ont"]
duties = ["De notre correspondant", "Par"]
openings = ["^ [–—]"]
bylines = ["& @+"]
jumps = ["Suite (en|à la) page #"]
"##,
    "La bibliothèque de Valmont rouvre ses portes\n\nPar Jeanne Morel\n\nVALMONT — Après quatre ans de travaux, la bibliothèque a rouvert lundi matin. Plus de mille lecteurs ont fait la queue dans la rue des Tanneurs.\n\nSuite en page 6\n",
];
const JAPANESE: [&str; 2] = [
    r##"language = 'ja'
letters = "のはがをにでともへやかしたてるれんー"
duties = ["本紙記者", "記者"]
openings = ["【{10}(時事|共同)】"]
bylines = ["&@+"]
jumps = ["[(]#面に(続く|関連記事)[)]"] # の
"##,
    "新しい図書館が開館　初日に三千人\n\n記者　山田太郎\n\n【青葉共同】市立図書館の新しい建物が十八日、開館した。初日は朝から長い列ができ、三千人を超える利用者が訪れた。\n\n（６面に関連記事）\n",
];

/// Writes a file for a test, and returns its path.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn cues_adds_language_packs() {
    let utf16: Vec<u8> = JAPANESE[0].encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (french, japanese) = (file("fr.toml", FRENCH[0]), file("ja.toml", [b"\xff\xfe".to_vec(), utf16].concat()));
    let both = ["--cues", &french, "--cues", &japanese];
    for (language, text) in [("fr", FRENCH[1]), ("ja", JAPANESE[1])] {
        let page = parse(&both, text);
        assert_eq!(page.source.language, language);
        let shapes: Vec<_> = page.articles.iter().map(|a| (a.bylines.len(), a.blocks.len(), a.jumps.len())).collect();
        assert_eq!(shapes, [(1, 1, 1)], "{language}: {page:?}");
        assert_eq!(page.articles[0].headline.as_ref().unwrap().text, text.lines().next().unwrap());
    }
    // a page of a language that has a pack of its own is read with that
    assert_eq!(parse(&both, NEWS), parse(&[], NEWS));
}

#[test]
fn errors_in_a_language_pack_name_its_line() {
    let cases = [
        ("a.toml", "letters = \"x\"\nopening = []\n", "a.toml:2: not a language pack: \"opening\" is no field"),
        (
            "b.toml",
            "letters = \"x\"\n\njumps = [\n'(Suite',\n]",
            "b.toml:4: not a language pack: \"jumps\" holds the pattern \"(Suite\": at character 1, `(` is not closed",
        ),
        ("c.toml", "letters = x", "c.toml:1: not a language pack: \"letters\" wants one string"),
        ("d.toml", "[cues]\n", "d.toml:1: not a language pack: not as packs are written"),
        ("e.toml", "openings = ['OSLO']", "e.toml: not a language pack: it has neither \"letters\" nor"),
        ("f.toml", "%PDF-1.7\n", "f.toml: not text but a PDF"),
    ];
    for (name, text, wanted) in cases {
        let (code, message) = failure(&["parse", "-", "--cues", &file(name, text)], NEWS.as_bytes());
        assert!(code == 1 && message.contains(wanted), "{code} {message}");
    }
    let (code, message) = failure(&["parse", "-", "--cues", "no/such/pack.toml"], NEWS.as_bytes());
    assert!(code == 1 && message.contains("no/such/pack.toml: there is no such file"), "{code} {message}");
}

/// Returns the pages of `tests/edits`, each with the path of its edits.
fn pages_with_edits() -> Vec<(referee::GoldPage, String)> {
    let pages = referee::folder(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/edits")).unwrap();
    let list = |page: &referee::GoldPage| page.path.with_extension("edits.json").to_str().unwrap().to_owned();
    pages.into_iter().map(|page| (list(&page), page)).map(|(list, page)| (page, list)).collect()
}

#[test]
fn a_page_with_its_edits_equals_its_gold() {
    assert!(pages_with_edits().len() >= 5);
    for (page, list) in pages_with_edits() {
        let run =
            banmian(&["labels", "-", "--edits", &list]).write_stdin(page.text.clone()).assert().success().stderr("");
        let rows = referee::read_rows(&String::from_utf8_lossy(&run.get_output().stdout)).unwrap();
        assert_eq!(referee::score(&page.text, &page.gold, &rows).figures(), [1.0; 8], "{}", page.name());
        let model = parse(&["--edits", &list], page.text.clone());
        let html = banmian(&["html", "-", "--edits", &list]).write_stdin(page.text.clone()).assert().success();
        let edits = serde_json::from_str(&fs::read_to_string(&list).unwrap()).unwrap();
        let sheet = HtmlPage { edits: Some(&edits), ..HtmlPage::new(&model, &page.text) };
        let wanted = banmian::export::html_in(&[sheet], &HtmlTemplate::default());
        assert!(String::from_utf8_lossy(&html.get_output().stdout) == wanted, "the file is not the library's");
        // the list fits as it is, so it is written as it is
        let again = banmian(&["edits", "-", "--edits", &list]).write_stdin(page.text).assert().success().stderr("");
        assert_eq!(String::from_utf8_lossy(&again.get_output().stdout), fs::read_to_string(&list).unwrap());
    }
}

#[test]
fn edits_are_written_as_web_annotations() {
    let (page, list) = pages_with_edits().remove(0);
    let file = page.path.to_str().unwrap();
    let run = banmian(&["edits", file, "--edits", &list, "--to", "web-annotations"]).assert().success();
    let json: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!((&json["type"], &json["items"][0]["target"][0]["source"]), (&"AnnotationPage".into(), &file.into()));
    let (code, message) = failure(&["edits", file], b"");
    assert!(code == 2 && message.contains("--edits"), "{code} {message}");
}

#[test]
fn edits_that_do_not_fit_are_reported_and_the_page_is_written() {
    let (page, list) = pages_with_edits().remove(0);
    let run = banmian(&["labels", "-", "--edits", &list]).write_stdin(NEWS).assert().code(3);
    let (out, said) = (&run.get_output().stdout, String::from_utf8_lossy(&run.get_output().stderr).into_owned());
    assert_eq!(String::from_utf8_lossy(out), labels(NEWS));
    assert!(
        said.contains("edits.json: edit 1 not made: “") && said.contains("3 of 3 edits"),
        "{}: {said}",
        page.name()
    );
    let cases =
        [("a.json", "{}", "not a list of edits: missing field"), ("b.json", "%PDF-1.7\n", "not text but a PDF")];
    for (name, json, wanted) in cases {
        let (code, message) = failure(&["parse", "-", "--edits", &file(name, json)], NEWS.as_bytes());
        assert!(code == 1 && message.contains(wanted), "{code} {message}");
    }
}

/// The path of a file of `tests/forms`.
fn form_file(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/forms").join(name).to_str().unwrap().to_owned()
}

fn output(arguments: &[&str]) -> String {
    let run = banmian(arguments).assert().success().stderr("");
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// The book that the command writes of files.
fn book(arguments: &[&str]) -> Vec<u8> {
    banmian(&[&["epub"], arguments].concat()).assert().success().stderr("").get_output().stdout.clone()
}

/// A file of `tests/forms` as the library reads it.
fn read_form(name: &str) -> (Document, Page) {
    let document = form::read(&fs::read(form_file(name)).unwrap()).unwrap();
    let page = parse_with(&document.text, &document.sheet, &Options::default());
    (document, page)
}

const COLUMNS: &str = "two-columns.pdf";

#[test]
fn a_pdf_is_read_by_where_its_lines_stand() {
    let text = output(&["text", &form_file(COLUMNS)]);
    let [library, bridge] = text.split("\n\n").collect::<Vec<_>>()[..] else { panic!("two stories: {text}") };
    assert!(library.starts_with("市图书馆新馆昨日开馆\n本报记者 陈一\n本报讯 昨日上午"), "{library}");
    assert!(library.ends_with("藏书八十万册，阅览座位两千个。馆长说，新馆每天从早上八点开到晚上十点，周一也不闭馆。"));
    assert!(bridge.starts_with("老桥今日恢复通车\n本报讯 历时两年") && bridge.contains("桥面这次加宽了三米，两侧新设"));
}

#[test]
fn every_form_of_output_is_written_of_a_pdf_and_of_what_ocr_programs_leave() {
    for name in [COLUMNS, "alto-2.xml", "hocr-tesseract.html", "page-2019.xml", "marker.md", "pdfjs.json"] {
        let path = form_file(name);
        let (Document { text, sheet, .. }, page) = read_form(name);
        let html = HtmlPage { sheet: Some(&sheet), ..HtmlPage::new(&page, &text) };
        assert_eq!(serde_json::from_str::<Page>(&output(&["parse", &path])).unwrap(), page, "{name}");
        for (format, wanted) in [
            ("labels", export::labels(&page, &text)),
            ("html", export::html_in(&[html], &HtmlTemplate::default())),
            ("markdown", export::markdown(&page)),
            ("text", export::text(&page)),
            ("ndjson", export::ndjson(&page)),
            ("json-ld", export::json_ld(&page) + "\n"),
            ("ninjs", export::ninjs(&page) + "\n"),
            ("tei", export::tei(&page)),
        ] {
            assert!(output(&[format, &path]) == wanted, "{format} of {name}");
        }
        if sheet.pages.len() < 2 {
            assert!(book(&[&path]) == export::epub("", [("", &page)]).unwrap(), "epub of {name}");
            assert_eq!(output(&["ris", &path]), export::ris([&page]), "ris of {name}");
        }
        // the bytes count, not the name
        assert_eq!(labels(fs::read(&path).unwrap()), export::labels(&page, &text), "{name}");
    }
}

#[test]
fn html_holds_the_text_of_a_pdf_with_the_places_of_its_lines() {
    let [(columns, page), (alto, other)] = [COLUMNS, "alto-2.xml"].map(read_form);
    let [path, alto_path] = [COLUMNS, "alto-2.xml"].map(form_file);
    let edition = [
        HtmlPage { name: COLUMNS, sheet: Some(&columns.sheet), ..HtmlPage::new(&page, &columns.text) },
        HtmlPage { name: "alto-2.xml", sheet: Some(&alto.sheet), ..HtmlPage::new(&other, &alto.text) },
    ];
    let wanted = export::html_in(&edition, &HtmlTemplate { title: "晚报".into(), ..HtmlTemplate::default() });
    assert!(output(&["html", &path, &alto_path, "--edition", "晚报"]) == wanted);
    let viewer = file("forms-banmian.js", "customElements.get('banmian-viewer')");
    let html = output(&["html", &path, "--viewer", &viewer]);
    let json = html.split("<script type=\"application/json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    let sheet: Sheet = serde_json::from_value(data["sheet"].clone()).unwrap();
    assert_eq!(parse_with(data["text"].as_str().unwrap(), &sheet, &Options::default()), page);
}

#[test]
fn a_document_of_several_pages_is_an_edition_as_html_and_one_page_else() {
    let page = |lines: &[&str]| {
        let line = |(y, line): (usize, &&str)| {
            let y = 9 + y * 30;
            format!("<p class='ocr_par'><span class='ocr_line' title='bbox 9 {y} 200 {}'>{line}</span></p>", y + 9)
        };
        format!(
            "<div class='ocr_page' title='bbox 0 0 400 400'>{}</div>",
            lines.iter().enumerate().map(line).collect::<String>()
        )
    };
    let opening = page(&["市图书馆开馆", "本报讯 昨日,市图书馆新馆开馆,首日迎来读者三千余人。"]);
    let bridge = page(&["老桥今日通车", "本报讯 历时两年,城南老桥的修缮昨日完工。"]);
    let hocr = format!("<html>{opening}{}{bridge}</html>", page(&[]));
    let (issue, other) = (file("issue.hocr", &hocr), file("issue-other.txt", NEWS));
    let document = form::read(hocr.as_bytes()).unwrap();
    let written = |arguments: &[&str]| {
        let run = banmian(arguments).assert().success().stderr(format!("banmian: {issue}: page 2 has no text\n"));
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    let parts: Vec<(Document, Page)> = document
        .clone()
        .into_pages()
        .into_iter()
        .map(|document| {
            let page = parse_with(&document.text, &document.sheet, &Options::default());
            (document, page)
        })
        .collect();
    // they are counted as the file counts them
    let names = ["issue · 1", "issue · 3"];
    let pages = parts.iter().zip(names).map(|((document, page), name)| HtmlPage {
        name,
        sheet: Some(&document.sheet),
        ..HtmlPage::new(page, &document.text)
    });
    let pages: Vec<HtmlPage> = pages.collect();
    let titled = HtmlTemplate { title: "晚报".into(), ..HtmlTemplate::default() };
    assert!(written(&["html", &issue]) == export::html_in(&pages, &HtmlTemplate::default()));
    assert!(written(&["html", &issue, "--edition", "晚报"]) == export::html_in(&pages, &titled));
    // with the viewer in it, too, and read again as its pages
    let viewer = file("issue-banmian.js", "customElements.get('banmian-viewer')");
    let saved = file("issue-saved.html", written(&["html", &issue, "--viewer", &viewer]));
    assert_eq!(output(&["parse", &saved]).lines().count(), 2);

    // among other files, and with edits of all its text, it is one page
    let among = written(&["html", &issue, &other, "--edition", "晚报"]);
    assert!(among.contains("\"name\":\"issue.hocr\"") && !among.contains(names[0]));
    let edits = serde_json::to_string(&banmian::edit::Edits::new(&document.text)).unwrap();
    let edits = file("issue.edits.json", edits);
    assert!(!written(&["html", &issue, "--edits", &edits]).contains(names[0]));
    let page: Page = serde_json::from_str(&written(&["parse", &issue])).unwrap();
    assert_eq!(page, parse_with(&document.text, &document.sheet, &Options::default()));
    for format in ["markdown", "text", "ndjson", "json-ld", "ninjs", "tei"] {
        let out = written(&[format, &issue]);
        let [first, second] = ["市图书馆开馆", "老桥今日通车"].map(|headline| out.find(headline));
        assert!(first.is_some() && first < second, "{format}: {out}");
    }
}

#[test]
fn a_text_of_several_pages_is_an_edition_as_html_and_one_page_else() {
    let leaves = [
        "\u{feff}市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。\n",
        "\n老桥今日通车\n\n本报讯 城南老桥的修缮昨日完工。\n",
    ];
    // converters end the last page with a form feed, too, and give pages that have no text
    let text = format!("{}\u{c}{}\u{c}\n \u{c}", leaves[0], leaves[1]);
    let (issue, other) = (file("leaves.txt", &text), file("leaves-other.txt", NEWS));
    let pages = leaves.map(|leaf| banmian::parse(leaf, &Options::default()));
    let names = ["leaves · 1", "leaves · 2"];
    let named =
        |names: [&'static str; 2]| [0, 1].map(|i| HtmlPage { name: names[i], ..HtmlPage::new(&pages[i], leaves[i]) });
    let titled = HtmlTemplate { title: "晚报".into(), ..HtmlTemplate::default() };
    assert!(output(&["html", &issue]) == export::html_in(&named(names), &HtmlTemplate::default()));
    assert!(output(&["html", &issue, "--form", "text"]) == output(&["html", &issue]));
    assert!(output(&["html", &issue, "--edition", "晚报"]) == export::html_in(&named(names), &titled));
    let read = banmian(&["html", "-"]).write_stdin(text.clone()).assert().success();
    let wanted = export::html_in(&named(["1", "2"]), &HtmlTemplate::default());
    assert!(String::from_utf8_lossy(&read.get_output().stdout) == wanted);
    let saved = file("leaves-saved.html", output(&["html", &issue]));
    assert_eq!(output(&["parse", &saved]).lines().count(), 2);

    // among other files, and with edits of all its text, it is one page, as is what ends with a form feed
    let among = output(&["html", &issue, &other, "--edition", "晚报"]);
    assert!(among.contains("\"name\":\"leaves.txt\"") && !among.contains(names[0]));
    let edits = serde_json::to_string(&banmian::edit::Edits::new(&text)).unwrap();
    let edits = file("leaves.edits.json", edits);
    assert!(!output(&["html", &issue, "--edits", &edits]).contains(names[0]));
    assert!(!output(&["html", &file("leaf.txt", format!("{}\u{c}", leaves[1]))]).contains(" · 1"));
    let page: Page = serde_json::from_str(&output(&["parse", &issue])).unwrap();
    assert_eq!(page, banmian::parse(&text, &Options::default()));

    // what is doubtful of its bytes is said once
    let doubtful = file("leaves-doubtful.txt", b"\xe4\xe2\n\x0c\xe2\xe4\n");
    let run = banmian(&["html", &doubtful]).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn edits_of_a_pdf_are_of_its_text() {
    let (document, _) = read_form(COLUMNS);
    let at = document.text.find("本报记者").unwrap();
    let list = serde_json::json!({ "version": 1, "source": { "bytes": 0, "sha256": "" }, "edits": [{
        "kind": "role", "what": [{ "start": at, "end": at + 19, "quote": "本报记者 陈一" }], "role": "deck",
    }] });
    let (path, list) = (form_file(COLUMNS), file("columns.edits.json", list.to_string()));
    assert!(output(&["labels", &path, "--edits", &list]).contains("2\tdeck\ta1\t"));
    let edits: serde_json::Value = serde_json::from_str(&output(&["edits", &path, "--edits", &list])).unwrap();
    assert_eq!(edits["source"]["bytes"], document.text.len());
    let annotations = output(&["edits", &path, "--edits", &list, "--to", "web-annotations"]);
    assert!(annotations.contains("two-columns.pdf\"") && annotations.contains("本报记者 陈一"));
    assert!(annotations.contains("\"xywh=percent:"), "a PDF knows where its lines stand: {annotations}");
    assert!(output(&["html", &path, "--edits", &list]).contains("data-role=\"deck\""));
}

#[test]
fn a_scan_a_locked_pdf_and_a_damaged_file_are_said_to_be_that() {
    let [scan, locked, loose] = ["scan.pdf", "locked.pdf", "hocr-loose.html"].map(form_file);
    let json = |path: &str, code: i32| -> serde_json::Value {
        let run = banmian(&["text", path, "--json-errors"]).assert().code(code);
        serde_json::from_slice(&run.get_output().stderr).unwrap()
    };
    for (path, code, kind, says) in [
        (&scan, 1, "scanned", "scan.pdf: the PDF is a scan (1 page)"),
        (&locked, 1, "encrypted", "locked.pdf: the PDF asks for a password"),
        (&loose, 0, "repaired", "hocr-loose.html: the file is damaged; what could be found of it was read"),
    ] {
        let run = banmian(&["text", path]).assert().code(code);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.starts_with("banmian: ") && said.contains(says), "{said}");
        let error = json(path, code);
        assert_eq!((&error["file"], &error["kind"]), (&path.as_str().into(), &kind.into()));
        assert!(error["message"].as_str().unwrap().contains(says), "{error}");
    }
}

#[test]
fn form_overrules_what_the_bytes_tell() {
    let path = form_file("alto-2.xml");
    let (Document { text, .. }, page) = read_form("alto-2.xml");
    for more in [&[] as &[&str], &["--form", "auto"], &["--form", "alto"]] {
        assert_eq!(output(&[&["labels", &path], more].concat()), export::labels(&page, &text), "{more:?}");
    }
    // as a text it is its tags, with an encoding and without
    for more in [&["--form", "text"] as &[&str], &["--encoding", "utf-8"], &["--encoding", "utf-8", "--form", "text"]] {
        assert!(output(&[&["text", &path], more].concat()).contains("<TextLine"), "{more:?}");
    }
    let pdf = form_file(COLUMNS);
    assert!(output(&["text", &pdf, "--form", "text"]).contains("/MediaBox"));
    assert!(output(&["text", &form_file("hocr-tesseract.html"), "--form", "text"]).contains("ocr_page"));
    let json = file("forms-page.json", output(&["parse", &pdf]));
    assert!(output(&["text", &json, "--form", "text"]).contains("\"articles\""));

    for (form, says) in [
        ("pdf", "alto-2.xml: not PDF but ALTO"),
        ("hocr", "alto-2.xml: not hOCR but ALTO"),
        ("page", "alto-2.xml: not PAGE but ALTO"),
    ] {
        let (code, message) = failure(&["text", &path, "--form", form], b"");
        assert!(code == 1 && message.contains(says), "{code} {message}");
    }
    for input in [NEWS.as_bytes(), json.as_bytes()] {
        let (code, message) = failure(&["text", "-", "--form", "pdf"], input);
        assert!(code == 1 && message.contains("standard input: not PDF; name no form"), "{code} {message}");
    }
    let (code, message) = failure(&["text", &json, "--form", "alto"], b"");
    assert!(code == 1 && message.contains("not ALTO"), "{code} {message}");
    let (code, message) = failure(&["text", &pdf, "--form", "pdf", "--encoding", "gbk"], b"");
    assert!(code == 2 && message.contains("--encoding is of texts"), "{code} {message}");
    let (code, message) = failure(&["text", &pdf, "--form", "docx"], b"");
    assert!(
        code == 2 && message.contains("[possible values: auto, text, pdf, alto, hocr, page, markdown, pdfjs]"),
        "{code} {message}"
    );
}

#[test]
fn markdown_is_told_by_its_name_or_by_its_marks() {
    let path = form_file("mineru.md");
    let (Document { text, .. }, page) = read_form("mineru.md");
    assert_eq!(output(&["labels", &path]), export::labels(&page, &text));
    assert_eq!(labels(fs::read(&path).unwrap()), export::labels(&page, &text), "without a name");
    assert!(output(&["text", &path, "--form", "text"]).contains("# 夜市灯会周末开场"));
    // one mark says nothing, but where the file's name does, or the caller
    let one = "# 市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
    assert!(output(&["text", &file("one-mark.txt", one)]).starts_with("# 市"));
    assert!(output(&["text", &file("one-mark.txt", one), "--form", "markdown"]).starts_with("市"));
    assert!(output(&["text", &file("one-mark.md", one)]).starts_with("市"));
    let (code, message) = failure(&["text", &file("gb.md", b"\xcd\xbc\xca\xe9")], b"");
    assert!(code == 1 && message.contains("gb.md: the Markdown is not UTF-8"), "{code} {message}");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("markdown-folder");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in [("a.md", one), ("a2.md", one), ("b.txt", NEWS), ("b2.txt", NEWS)] {
        fs::write(folder.join(name), text).unwrap();
    }
    let stories = |more: &[&str]| output(&[&["ndjson", folder.to_str().unwrap()], more].concat());
    assert!(stories(&[]).contains("b.txt") && !stories(&[]).contains("a.md"));
    assert!(stories(&["--form", "markdown"]).contains("a.md") && !stories(&["--form", "markdown"]).contains("b.txt"));
}

#[test]
fn a_saved_page_is_read_with_its_corrections_and_its_places() {
    let json = |arguments: &[&str]| serde_json::from_str::<Page>(&output(arguments)).unwrap();
    let html = file("saved.html", output(&["html", seed().to_str().unwrap()]));
    assert_eq!(json(&["parse", &html]), banmian::parse(&fs::read_to_string(seed()).unwrap(), &Options::default()));
    assert!(output(&["html", &html]) == fs::read_to_string(&html).unwrap(), "it is not what it was read from");
    // with the viewer in it, and corrections
    let (page, list) = pages_with_edits().remove(0);
    let text = page.path.to_str().unwrap();
    let viewer = file("saved-banmian.js", "customElements.get('banmian-viewer')");
    let corrected = file("saved-corrected.html", output(&["html", text, "--edits", &list, "--viewer", &viewer]));
    assert_eq!(json(&["parse", &corrected]), json(&["parse", text, "--edits", &list]));
    assert_eq!(output(&["edits", &corrected, "--edits", &list]), fs::read_to_string(&list).unwrap());
    let run = banmian(&["stream"]).write_stdin(serde_json::json!({ "path": corrected }).to_string()).assert().success();
    let line: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(serde_json::from_value::<Page>(line["page"].clone()).unwrap(), json(&["parse", text, "--edits", &list]));
    // a sheet makes it the page that was read by places
    let (document, placed) = read_form(COLUMNS);
    let data =
        serde_json::json!({ "text": document.text, "sheet": document.sheet }).to_string().replace('<', "\\u003c");
    let placed_html = format!(
        "<!DOCTYPE html>\n<banmian-viewer>\n<script type=\"application/json\">{data}</script>\n</banmian-viewer>"
    );
    assert_eq!(json(&["parse", &file("saved-places.html", placed_html)]), placed);
    // as a text, it is its tags
    assert!(output(&["text", &html, "--form", "text"]).contains("<banmian-viewer"));
    let (code, message) = failure(&["parse", &file("other.html", "<!doctype html><p>馆")], b"");
    assert!(code == 1 && message.contains("other.html: not text but an HTML page"), "{code} {message}");
}

#[test]
fn an_edition_gives_each_of_its_pages() {
    let first = file("edition-1.txt", NEWS);
    let second = file("edition-2.txt", TRADITIONAL);
    let edition = file("edition.html", output(&["html", &first, &second, "--edition", "晚报"]));
    let lines = output(&["parse", &edition]);
    let pages: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(pages.len(), 2);
    for ((page, text), number) in pages.iter().zip([NEWS, TRADITIONAL]).zip(1..) {
        assert_eq!(page["source"], format!("{edition}#{number}"));
        let page: Page = serde_json::from_value(page["page"].clone()).unwrap();
        assert_eq!(page, banmian::parse(text, &Options::default()));
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("edition-out");
    fs::create_dir_all(&folder).unwrap();
    assert_eq!(output(&["text", &edition, "-o", folder.to_str().unwrap()]), "");
    assert!(fs::read_to_string(folder.join("edition-2.txt")).unwrap().contains("市圖書館新館昨日開館"));
    let (code, message) = failure(&["parse", "-"], &fs::read(&edition).unwrap());
    assert!(code == 1 && message.contains("standard input: is an edition of 2 pages"), "{code} {message}");
    let (code, message) = failure(&["parse", &edition, "--edits", &edition], b"");
    assert!(code == 2, "{code} {message}");
}

#[test]
fn an_empty_input_is_an_empty_page() {
    for input in ["", "\n\n \u{3000}\n"] {
        let page = parse(&[], input);
        assert_eq!((page.articles.len(), page.blocks().count()), (0, 0));
        assert_eq!(page.diagnostics[0].code, Code::Empty);
        assert_eq!(labels(input), "");
    }
}

#[test]
fn unreadable_inputs_are_reported() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/export");
    for command in ["parse", "labels", "html"] {
        let (code, message) = failure(&[command, "no/such/page.txt"], b"");
        assert!(code == 1 && message.contains("no/such/page.txt: there is no such file"), "{code} {message}");
        let (code, message) = failure(&[command, folder], b"");
        assert!(code == 1 && message.contains("is a folder"), "{code} {message}");
        let (code, message) = failure(&[command, "-"], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        assert!(code == 1 && message.contains("standard input: not text but a PNG image"), "{code} {message}");
        let (code, message) = failure(&[command, "-"], b"%PDF-1.7\n");
        assert!(code == 1 && message.contains("standard input: the PDF is damaged or broken off"), "{code} {message}");
        let (code, message) = failure(&[command, "-"], &[7, 0, 200, 0, 0, 31, 0, 9, 0, 0, 140, 0]);
        assert!(code == 1 && message.contains("not text"), "{code} {message}");
    }
}

#[test]
fn control_characters_are_kept_and_reported() {
    let page = parse(&[], "开馆\u{1}\u{2}\u{3}");
    assert!(page.diagnostics.iter().any(|d| d.code == Code::NotText));
    assert_eq!(page.source.characters, 5);
}

#[test]
fn a_line_of_ten_megabytes_is_read() {
    let text = "昨日上午,市图书馆新馆正式开馆。".repeat(10_000_000 / 46);
    let rows = labels(text.as_str());
    let rows = referee::read_rows(&rows).unwrap();
    assert_eq!(referee::score(&text, &rows, &rows).lines, 1.0);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_banmian"))
        .args(["parse", seed().to_str().unwrap()])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn help_has_examples_and_exit_codes() {
    let run = banmian(&["--help"]).assert().success();
    let help = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    let (code, message) = failure(&[], b"");
    assert!(code == 2 && message.contains("Usage:"), "{code} {message}");
    let (code, message) = failure(&["parse"], b"");
    assert!(code == 2 && message.contains("FILE"), "{code} {message}");
}

const FOLIO: &str = "临溪日报\n\n2031年11月18日 星期二 第3版\n\n";

#[test]
fn pages_are_one_book_one_feed_and_one_list_of_references_or_one_each_in_a_folder() {
    let texts = [format!("{FOLIO}{NEWS}"), TRADITIONAL.to_owned()];
    let [one, other] = [0, 1].map(|i| banmian::parse(&texts[i], &Options::default()));
    let [first, second] = [0, 1].map(|i| file(&format!("taken-{i}.txt"), &texts[i]));
    let names = ["taken-0.txt", "taken-1.txt"];
    let named = [(names[0], &one), (names[1], &other)];
    assert!(book(&[&first, &second]) == export::epub("", named).unwrap());
    assert!(book(&[&first, &second, "--edition", "晚报"]) == export::epub("晚报", named).unwrap());
    for (format, wanted) in [
        ("ris", export::ris([&one, &other])),
        ("csl-json", export::csl_json([&one, &other])),
        ("bibtex", export::bibtex([&one, &other])),
    ] {
        assert_eq!(output(&[format, &first, &second]), wanted, "{format}");
    }

    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("taken");
    let _ = fs::remove_dir_all(&folder);
    let to = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::create_dir_all(&folder).unwrap();
    banmian(&["epub", &first, &second, "-o", &to("issue.epub")]).assert().success();
    assert!(fs::read(to("issue.epub")).unwrap() == book(&[&first, &second]));
    for each in ["books", "books/"] {
        let _ = fs::remove_dir_all(to("books"));
        banmian(&["epub", &first, &second, "-o", &to(each)]).assert().success();
        assert!(fs::read(to("books/taken-0.epub")).unwrap() == book(&[&first]), "{each}");
        assert!(fs::read(to("books/taken-1.epub")).unwrap() == book(&[&second]), "{each}");
    }
    let run = banmian(&["epub", &first, &to("none.txt"), "-o", &to("one.epub")]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("there is no such file"));
    assert!(fs::read(to("one.epub")).is_ok(), "of the others a book is made");
}

#[test]
fn pages_of_a_document_are_chapters_of_their_own_in_a_book() {
    let leaves = [NEWS, TRADITIONAL].map(|leaf| banmian::parse(leaf, &Options::default()));
    let issue = file("bound.txt", format!("{NEWS}\u{c}{TRADITIONAL}"));
    let wanted = export::epub("", [("bound · 1", &leaves[0]), ("bound · 2", &leaves[1])]).unwrap();
    assert!(book(&[&issue]) == wanted);
    assert_eq!(output(&["ris", &issue]), export::ris(&leaves));
}

#[test]
fn a_feed_is_dated_by_its_pages_or_else_by_their_files() {
    let [dated, undated] = [format!("{FOLIO}{NEWS}"), TRADITIONAL.to_owned()];
    let [dated, undated] = [file("dated.txt", dated), file("undated.txt", undated)];
    let written = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    fs::File::options().append(true).open(&undated).unwrap().set_modified(written).unwrap();
    let feed = output(&["atom", &dated, &undated, "--edition", "晚报"]);
    assert!(feed.contains("<title>晚报</title>\n<updated>2031-11-18T00:00:00Z</updated>"), "{feed}");
    assert!(feed.contains("<updated>2023-11-14T22:13:20Z</updated>"), "{feed}");
    assert_eq!(feed.matches("<published>2031-11-18T00:00:00Z</published>").count(), 1, "{feed}");
    assert!(output(&["atom", &undated]).contains("<updated>2023-11-14T22:13:20Z</updated>"));
}
