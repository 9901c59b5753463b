//! Export formats: each has every word of the page, and source text is never markup.

mod common;
#[path = "common/export_invariants.rs"]
mod export_invariants;
#[path = "common/html_invariants.rs"]
mod html_invariants;
#[path = "common/reference_invariants.rs"]
mod reference_invariants;

use banmian::export::{bibtex, csl_json, epub, json_ld, markdown, ninjs, ris, tei};
use banmian::{Article, Block, Byline, Correction, Options, Page, Role, Span, parse};
use common::{any_text, page};
use expect_test::expect;
use export_invariants::{assert_exports_complete, assert_markdown_complete};
use html_invariants::assert_html_complete;
use proptest::prelude::*;
use reference_invariants::assert_references_complete;
use serde_json::Value;
use std::path::Path;

fn check_forms(page: &Page, text: &str) {
    assert_exports_complete(page, text);
    assert_html_complete(page, text);
    assert_references_complete(page);
}

fn check(page: &Page, text: &str) {
    check_forms(page, text);
    let item: Value = serde_json::from_str(&ninjs(page)).unwrap();
    // places as GeoJSON has them are in another schema, and in none of our items
    let schema =
        include_str!("schemas/ninjs-3.0.json").replace("https://geojson.org/schema/GeoJSON.json#", "#/$defs/ninjsType");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&item).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "ninjs: {wrong:?}");
    let schema: Value = serde_json::from_str(include_str!("../src/model.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&serde_json::to_value(page).unwrap()), "the model");
}

#[test]
fn every_export_of_real_pages_is_complete() {
    for folder in ["seeds", "tests/pages", "tests/edits"] {
        for page in referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            check(&parse(&page.text, &Options::default()), &page.text);
        }
    }
}

#[test]
fn exports_keep_the_original_of_corrections() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits");
    let text = std::fs::read_to_string(folder.join("misread-characters.txt")).unwrap();
    let edits = std::fs::read_to_string(folder.join("misread-characters.edits.json")).unwrap();
    let (options, edits) = (Options::default(), serde_json::from_str(&edits).unwrap());
    let page = banmian::edit::replay(&text, &parse(&text, &options), &edits, &options).page;
    check(&page, &text);
    let tei = tei(&page);
    assert!(
        tei.contains("&lt;b&gt;北门小学&lt;/b&gt;添了<choice><sic>气家</sic><corr>气象</corr></choice>站"),
        "{tei}"
    );
    assert!(markdown(&page).contains("## &lt;b&gt;北门小学&lt;/b&gt;添了气象站"));
}

/// A page with one article whose every block has the text, as have the page's own blocks.
fn page_of(text: &str) -> Page {
    let mut page = parse("", &Options::default());
    let block = |role| Block {
        role,
        text: text.into(),
        spans: vec![Span { start: 0, end: text.len(), utf16: [0, text.encode_utf16().count()], line: 1, place: None }],
        confidence: 1.0,
        reasons: Vec::new(),
        joins: Vec::new(),
        corrections: Vec::new(),
    };
    page.furniture = vec![block(Role::Furniture), block(Role::Rubric)];
    page.unplaced = vec![block(Role::Paragraph)];
    page.articles = vec![Article {
        id: "a1".into(),
        rubric: Some(block(Role::Rubric)),
        kicker: Some(block(Role::Kicker)),
        headline: Some(block(Role::Headline)),
        decks: vec![block(Role::Deck)],
        bylines: vec![Byline { block: block(Role::Byline), names: vec![text.into()], duty: String::new() }],
        blocks: [Role::Teaser, Role::Paragraph, Role::Subhead, Role::Caption, Role::Credit].map(block).into(),
        jumps: vec![block(Role::Jump)],
        ..Article::default()
    }];
    page
}

#[test]
fn a_text_is_never_markup_whatever_its_role() {
    let vectors: Vec<String> = serde_json::from_str(include_str!("markdown/vectors.json")).unwrap();
    for (n, text) in vectors.iter().enumerate() {
        // a line has no end within it but where a page's JSON says so
        assert_markdown_complete(&page_of(text));
        let [text, other] = [text, &vectors[(n + 1) % vectors.len()]].map(|text| text.trim().replace(['\n', '\r'], ""));
        check_forms(&page_of(&text), &text);
        let (page, source) = corrected_page(&[("a", "a"), (&text, &other)], &[&other]);
        check_forms(&page, &source);
    }
}

#[test]
fn a_language_and_an_id_are_never_markup() {
    for language in
        ["<img src=x onerror=alert(1)>", "http://a.b<b>", "a\"\n---\nb: c", "\0\u{7f}\u{85}\u{2028}\u{feff}😀", "\\"]
    {
        let mut page = page_of("开馆");
        page.source.language = language.into();
        page.articles[0].id = language.into();
        check_forms(&page, "开馆");
        let markdown = markdown(&page);
        let (_, value) = markdown.lines().nth(1).unwrap().split_once(": ").unwrap();
        assert!(value.chars().all(|c| c.is_alphanumeric() || "\"\\- ".contains(c)), "{value:?}");
    }
}

#[test]
fn a_correction_that_leaves_nothing_leaves_no_marks() {
    assert_markdown_complete(&page_of(""));
    assert!(!markdown(&page_of("")).contains('*'));
}

/// A page that has, in every place, a text in runs: each as it is printed and as it should be.
fn corrected_page(runs: &[(&str, &str)], names: &[&str]) -> (Page, String) {
    let printed: String = runs.iter().map(|run| run.0).collect();
    let text: String = runs.iter().map(|run| run.1).collect();
    let mut corrections = Vec::new();
    let mut start = 0;
    for &(original, text) in runs {
        let end = start + original.len();
        if original != text {
            let utf16 = [start, end].map(|at| printed[..at].encode_utf16().count());
            let span = Span { start, end, utf16, line: 1, place: None };
            corrections.push(Correction { span, original: original.into(), text: text.into() });
        }
        start = end;
    }
    let mut page = serde_json::to_value(page_of(&printed)).unwrap();
    in_blocks(&mut page, &|block| {
        block.insert("text".into(), text.as_str().into());
        block.insert("corrections".into(), serde_json::to_value(&corrections).unwrap());
        block.entry("names").and_modify(|known| *known = serde_json::json!(names));
    });
    (serde_json::from_value(page).unwrap(), printed)
}

/// Changes every block of a page's JSON.
fn in_blocks(value: &mut Value, change: &impl Fn(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| in_blocks(value, change)),
        Value::Object(object) if object.contains_key("spans") => change(object),
        Value::Object(object) => object.values_mut().for_each(|value| in_blocks(value, change)),
        _ => {}
    }
}

#[test]
fn tei_keeps_what_was_printed_wherever_it_is_corrected() {
    let (page, source) = corrected_page(&[("(下转", "(下转"), ("第2版", "第3版"), (")", ")")], &[]);
    assert_exports_complete(&page, &source);
    let corrected = "(下转<choice><sic>第2版</sic><corr>第3版</corr></choice>)";
    let tei = tei(&page);
    assert!(tei.contains(&format!("<ref type=\"jump\">{corrected}</ref>")), "{tei}");
    let places = page.blocks().count();
    assert_eq!(tei.matches(corrected).count(), places, "{tei}");
}

#[test]
fn tei_has_names_in_a_corrected_byline() {
    let choice = |sic: &str, corr: &str| format!("<choice><sic>{sic}</sic><corr>{corr}</corr></choice>");
    let name = |name: &str| format!("<name type=\"person\">{name}</name>");
    let (chen, li) = (name("陈一"), name("李二"));
    let same = |text: &'static str| (text, text);
    for (runs, byline) in [
        (
            vec![same("本报"), ("纪者", "记者"), same(" 陈一、李二")],
            format!("本报{} {chen}、{li}", choice("纪者", "记者")),
        ),
        // within a name, and all of it
        (
            vec![same("记者 陈"), ("壹", "一"), same("、李二")],
            format!("记者 {}、{li}", name(&format!("陈{}", choice("壹", "一")))),
        ),
        (
            vec![same("记者 "), ("东", "陈"), same("一、李二")],
            format!("记者 {}、{li}", name(&format!("{}一", choice("东", "陈")))),
        ),
        (
            vec![same("记者 "), ("东壹", "陈一"), same("、李二")],
            format!("记者 {}、{li}", name(&choice("东壹", "陈一"))),
        ),
        // around one, and around two
        (
            vec![same("记者"), (":东一", " 陈一"), same("、李二")],
            format!("记者{}、{li}", choice(":东一", &format!(" {chen}"))),
        ),
        (vec![("记者 东一丶李二", "记者 陈一、李二")], choice("记者 东一丶李二", &format!("记者 {chen}、{li}"))),
        // over the edges of names
        (
            vec![same("记者"), (":东", " 陈"), same("一、李二")],
            format!("记者{}、{li}", choice(":东一", &format!(" {chen}"))),
        ),
        (
            vec![same("记者 陈"), ("壹丶", "一、"), same("李二")],
            format!("记者 {}{li}", choice("陈壹丶", &format!("{chen}、"))),
        ),
        (
            vec![same("记者 陈"), ("壹丶季", "一、李"), same("二")],
            format!("记者 {}", choice("陈壹丶季二", &format!("{chen}、{li}"))),
        ),
        (
            vec![same("记者"), (":", " "), same("陈"), ("壹丶", "一、"), same("李"), ("贰", "二")],
            format!(
                "记者{}{}{}",
                choice(":", " "),
                choice("陈壹丶", &format!("{chen}、")),
                name(&format!("李{}", choice("贰", "二")))
            ),
        ),
        // what is left out within a name, beside one, and twice
        (
            vec![same("记者 陈"), ("某", ""), same("一、李二")],
            format!("记者 {}、{li}", name(&format!("陈{}一", choice("某", "")))),
        ),
        (vec![same("记者 "), ("某", ""), same("陈一、李二")], format!("记者 {}{chen}、{li}", choice("某", ""))),
        (
            vec![same("记者 陈一"), ("某", ""), ("某", ""), same("、李二")],
            format!("记者 {chen}{}、{li}", choice("某某", "")),
        ),
        // both names in a row
        (vec![same("记者 陈一"), ("丶", "、"), same("李二")], format!("记者 {chen}{}{li}", choice("丶", "、"))),
    ] {
        let (page, source) = corrected_page(&runs, &["陈一", "李二"]);
        assert_exports_complete(&page, &source);
        let tei = tei(&page);
        assert!(tei.contains(&format!("<byline>{byline}</byline>")), "{byline} is not in {tei}");
    }
}

#[test]
fn tei_says_where_lines_stand() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/two-columns.pdf");
    let document = banmian::form::read(&std::fs::read(path).unwrap()).unwrap();
    let page = banmian::parse_with(&document.text, &document.sheet, &Options::default());
    check(&page, &document.text);
    let tei = tei(&page);
    let tree = roxmltree::Document::parse(&tei).unwrap();
    let elements = |name: &'static str| tree.descendants().filter(move |node| node.tag_name().name() == name);
    let parts: Vec<&str> =
        tree.root_element().children().filter(|node| node.is_element()).map(|node| node.tag_name().name()).collect();
    assert_eq!(parts, ["teiHeader", "facsimile", "text"]);
    assert_eq!(elements("surface").count(), page.source.pages.len());
    let surface = elements("surface").next().unwrap();
    let size = page.source.pages[0];
    assert_eq!(
        (surface.attribute("lrx"), surface.attribute("lry")),
        (Some(&*size.width.to_string()), Some(&*size.height.to_string()))
    );
    // each place of a span is a zone on its page, and each zone is pointed to once
    let id =
        |node: &roxmltree::Node| node.attribute(("http://www.w3.org/XML/1998/namespace", "id")).unwrap().to_owned();
    let mut wanted: Vec<String> = tree
        .descendants()
        .filter_map(|node| node.attribute("facs"))
        .flat_map(str::split_whitespace)
        .map(String::from)
        .collect();
    let zones: Vec<String> = elements("zone").map(|zone| format!("#{}", id(&zone))).collect();
    assert!(zones.len() == page.blocks().map(|block| block.spans.len()).sum::<usize>() && zones.len() > 5, "{tei}");
    wanted.sort_by_key(|pointer| zones.iter().position(|zone| zone == pointer));
    assert_eq!(wanted, zones);
    let place = page.articles[0].headline.as_ref().unwrap().spans[0].place.unwrap();
    let head = elements("head").find_map(|head| head.attribute("facs")).unwrap();
    let zone = elements("zone").find(|zone| head.split(' ').next() == Some(&format!("#{}", id(zone)))).unwrap();
    let edges = ["ulx", "uly", "lrx", "lry"].map(|name| zone.attribute(name).unwrap().parse::<f32>().unwrap());
    assert_eq!(edges, [place.x0, place.y0, place.x1, place.y1]);
    // of a page of JSON whose numbers are none, no zone is written that is none
    let mut false_page = page.clone();
    false_page.source.pages.clear();
    assert!(!banmian::export::tei(&false_page).contains("facs"));
    assert!(!banmian::export::tei(&parse("开馆", &Options::default())).contains("facs"));
}

#[test]
fn words_that_a_line_breaks_are_whole_in_exports_and_as_printed_in_the_file() {
    let text = "Council opens new library\n\nBy Ann Lee\n\nMILLBROOK — The govern-\nment gave the town a well-\nknown house on Mon\u{ad}\nday, and every-\none came to see it.\n";
    let page = parse(text, &Options::default());
    check(&page, text);
    let whole = "MILLBROOK — The government gave the town a well-known house on Monday, and everyone came to see it.";
    for export in [banmian::export::text, markdown, banmian::export::ndjson, json_ld, ninjs, tei] {
        assert!(export(&page).contains(whole), "{}", export(&page));
    }
    let shown = banmian::export::html(&page, text);
    let shown = &shown[shown.find("<main").unwrap()..shown.rfind("</main>").unwrap()];
    let printed = ["govern<span class=\"bm-hyphen\">-</span></span>", "a well-</span>", "Mon\u{ad}</span>"];
    assert!(printed.iter().all(|printed| shown.contains(printed)), "{shown}");
    assert_eq!(page.articles[0].blocks[0].text.matches(['-', '\u{ad}']).count(), 4);
}

#[test]
fn lines_are_joined_with_spaces_where_words_have_them() {
    let read = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name);
        banmian::export::text(&parse(&std::fs::read_to_string(path).unwrap(), &Options::default()))
    };
    assert!(read("korean.txt").contains("공사는 지난 가을에 시작되어 여섯 달이 걸렸고, 물을 데우는 설비를"));
    let hall = read("broken-words.txt");
    for whole in [
        "on Monday after",
        "a well-known builder",
        "on Saturday mornings",
        "Two- and three-year-olds",
        "for (grown) visitors is $4",
    ] {
        assert!(hall.contains(whole), "{hall} has no {whole}");
    }
}

#[test]
fn corrected_markup_is_escaped_in_attributes() {
    let text = "市图\"&<b title='x'>书馆\" onclick=\"开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
    let end = text.find("开馆").unwrap();
    let at = banmian::edit::Anchor::new(text, "市图".len()..end);
    let mut session = banmian::edit::Session::new(text, &Options::default());
    session.apply(banmian::edit::Edit::Correct { at, text: "书馆".into() }).unwrap();
    assert_eq!(session.page().blocks().flat_map(|block| &block.corrections).count(), 1);
    check(session.page(), text);
}

#[test]
fn paper_date_and_number_are_exported() {
    let text = "临溪日报\n\n2031年11月18日 星期二 第3版\n\n市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。首日迎来读者三千余人,市民排队参观。";
    let page = parse(text, &Options::default());
    assert!(markdown(&page).starts_with(
        "---\nlanguage: \"zh-Hans\"\npaper: \"临溪日报\"\ndate: \"2031-11-18\"\npage: \"3\"\nstories: 1\n---\n"
    ));
    let graph: Value = serde_json::from_str(&json_ld(&page)).unwrap();
    let story = &graph["@graph"][0];
    assert_eq!(story["author"][0]["name"], "陈一");
    assert_eq!((&story["datePublished"], &story["printPage"]), (&"2031-11-18".into(), &"3".into()));
    assert_eq!(story["isPartOf"]["isPartOf"]["name"], "临溪日报");
    assert!(tei(&page).contains("<byline>本报记者 <name type=\"person\">陈一</name></byline>"));
}

/// A page that tells all that a reference can have.
const CITED: &str = "临溪日报\n\n2031年11月18日 星期二 第3版\n\n市图书馆开馆\n\n本报记者 陈一 通讯员 李二\n\n本报讯 昨日,市图书馆新馆开馆。首日迎来读者三千余人,市民排队参观。";

#[test]
fn references_have_all_that_a_page_tells_and_nothing_else() {
    let page = parse(CITED, &Options::default());
    let ris = ris([&page]);
    let key = ris.lines().nth(1).unwrap().strip_prefix("ID  - ").unwrap();
    expect![[r#"
        TY  - NEWS
        ID  - KEY
        TI  - 市图书馆开馆
        AU  - 陈一
        AU  - 李二
        T2  - 临溪日报
        PY  - 2031
        DA  - 2031/11/18/
        SP  - 3
        LA  - zh-Hans
        ER  - 
    "#]]
    .assert_eq(&ris.replace("\r\n", "\n").replace(key, "KEY"));
    expect![[r#"
        @article{KEY,
          entrysubtype = {newspaper},
          title = {市图书馆开馆},
          author = {{陈一} and {李二}},
          journal = {临溪日报},
          date = {2031-11-18},
          year = {2031},
          pages = {3},
          language = {zh-Hans}
        }
    "#]]
    .assert_eq(&bibtex([&page]).replace(key, "KEY"));
    let item = serde_json::json!({
        "id": key, "type": "article-newspaper", "title": "市图书馆开馆",
        "author": [{ "literal": "陈一" }, { "literal": "李二" }], "container-title": "临溪日报",
        "issued": { "date-parts": [[2031, 11, 18]] }, "page": "3", "language": "zh-Hans",
    });
    assert_eq!(serde_json::from_str::<Value>(&csl_json([&page])).unwrap(), serde_json::json!([item]));

    let page = parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Options::default());
    assert_eq!(bibtex([&page]).lines().count(), 5, "no paper, no date, no author");
}

#[test]
fn references_are_as_biblatex_reads_them() {
    let headline = "Tea & cake: 100 % _free_ {today} #1 ~ $5 ^ \\end";
    let mut page = page_of(headline);
    page.articles[0].bylines[0].names = vec!["Ann Lee and Sons".into(), "陈一".into()];
    let read = biblatex::Bibliography::parse(&bibtex([&page, &page])).unwrap();
    assert_eq!(read.len(), 2, "the same story twice has two keys");
    for entry in read.iter() {
        use biblatex::ChunksExt;
        assert_eq!(entry.author().unwrap().len(), 2);
        let title = entry.title().unwrap().format_verbatim();
        assert!(title.starts_with("Tea & cake: 100 % _free_ "), "{title}");
    }
}

#[test]
fn keys_stay_the_same_where_the_rest_of_the_page_changes() {
    let keys = |text: &str| {
        let items: Vec<Value> = serde_json::from_str(&csl_json([&parse(text, &Options::default())])).unwrap();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let one = keys(CITED);
    assert_eq!(one.len(), 1);
    assert_eq!(keys(&CITED.replace("第3版", "第4版")), one);
    assert_ne!(keys(&CITED.replace("三千", "四千")), one);
}

#[test]
fn a_book_of_several_pages_has_the_stories_below_their_page() {
    let pages = [CITED, "老桥今日通车\n\n本报讯 城南老桥的修缮昨日完工。"].map(|text| parse(text, &Options::default()));
    let bytes = epub("", [("A1", &pages[0]), ("A2", &pages[1])]).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut read = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    expect![[r#"
        <ol>
        <li><a href="page.xhtml">临溪日报 · 2031-11-18 · 3</a>
        <ol>
        <li><a href="a1.xhtml">市图书馆开馆</a>
        </li>
        </ol></li>
        <li><a href="p2-page.xhtml">A2</a>
        <ol>
        <li><a href="p2-a1.xhtml">老桥今日通车</a>
        </li>
        </ol></li>
        </ol>"#]]
    .assert_eq(read("EPUB/nav.xhtml").split_once("</h1>\n").unwrap().1.split_once("</nav>").unwrap().0);
    let package = read("EPUB/package.opf");
    let spine: Vec<&str> = package.split("idref=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(spine, ["page", "a1", "p2-page", "p2-a1"]);
    assert!(read("EPUB/p2-a1.xhtml").contains("城南老桥的修缮昨日完工。"));
    assert!(epub("", []).is_err(), "a book without a page is no book");
}

/// What Markdown and its extensions may take for markup, and what they look at beside it.
const TOKENS: &[&str] = &[
    "http://", "https://", "ftp://", "www.", "WWW.", "mailto:", "xmpp:", "a", "b.c", "com", ".", "@", ":", "/", "//",
    "\\", "<", ">", "<b>", "</", "<!--", "-->", "<?", "&", "&lt;", "&#60;", ";", "#", "##", "*", "**", "_", "__", "`",
    "```", "~", "~~~", "[", "]", "(", ")", "![", "[^1]", "[x] ", "|", "|-|", "-", "---", "+", "+++", "=", "===", "$",
    "$$", "^", "{", "}", ":::", "\"", "'", " ", "  ", "\t", "1", "1. ", "市", "“", "”", "。", "\u{3000}", "\u{2028}",
    "\u{feff}", "\u{ad}", "\0",
];

proptest! {
    #[test]
    fn every_export_of_generated_pages_is_complete(text in page()) {
        check(&parse(&text, &Options::default()), &text);
    }

    #[test]
    fn every_export_of_arbitrary_text_is_complete(text in any_text()) {
        check(&parse(&text, &Options::default()), &text);
    }

    #[test]
    fn a_text_of_marks_is_never_markup(tokens in prop::collection::vec(prop::sample::select(TOKENS), 1..9)) {
        let text = tokens.concat();
        prop_assume!(!text.trim().is_empty());
        assert_exports_complete(&page_of(text.trim()), text.trim());
    }

    #[test]
    fn markup_characters_are_escaped(text in "([-+*_#>=`~\\[\\]!&<|\\\\:.)(0-9 a\n市。$^{}\"']|---|&lt;|]]>|<!--|https://a.b|1\\. ){1,60}") {
        check(&parse(&text, &Options::default()), &text);
    }
}

#[test]
fn what_was_corrected_is_said_in_tei_and_at_the_foot_of_an_html_file() {
    use banmian::edit::{Anchor, Edit, Edits, Entry, Provenance, Timestamp, replay};
    use banmian::export::{HtmlPage, HtmlTemplate, html_in, tei_with_edits};

    let (text, options) = ("渡口昨日复航\n\n本报讯 停航三年的城南渡口昨日复航。", Options::default());
    let anchor = |words: &str| {
        let start = text.find(words).unwrap();
        Anchor::new(text, start..start + words.len())
    };
    let made = |at: Option<&str>, by: Option<&str>| {
        Some(Provenance { at: at.map(|at| Timestamp::parse(at).unwrap()), by: by.map(Into::into) })
    };
    let correct = |words: &str, to: &str| Edit::Correct { at: anchor(words), text: to.into() };
    let mut edits = Edits::new(text);
    edits.edits = vec![
        Entry {
            edit: correct("城南", "城<北>"), provenance: made(Some("2031-11-18T06:05:00Z"), Some("陈 & 一"))
        },
        Entry { edit: correct("三年", "两年"), provenance: made(None, Some("林一舟")) },
        Entry { edit: correct("停航", "停渡"), provenance: made(Some("2031-11-19T06:05:00Z"), Some("陈 & 一")) },
        Edit::Confirm { what: vec![], with: anchor("渡口") }.into(),
    ];
    let replayed = replay(text, &parse(text, &options), &edits, &options);
    assert_eq!(replayed.conflicts, []);

    let tei = tei_with_edits(&replayed.page, &replayed.edits);
    let tree = roxmltree::Document::parse(&tei).unwrap();
    let named = |name: &'static str| {
        tree.descendants().filter(move |node| node.has_tag_name(("http://www.tei-c.org/ns/1.0", name)))
    };
    let changes: Vec<_> =
        named("change").map(|node| (node.attribute("when"), node.attribute("who"), node.text())).collect();
    assert_eq!(
        changes,
        [
            (Some("2031-11-18T06:05:00Z"), Some("#by1"), Some("“城南”→“城<北>”")),
            (None, Some("#by2"), Some("“三年”→“两年”")),
            (Some("2031-11-19T06:05:00Z"), Some("#by1"), Some("“停航”→“停渡”")),
            (None, None, Some("“渡口”没有错")),
        ]
    );
    let names: Vec<_> = named("respStmt").map(|node| node.last_child().unwrap().text()).collect();
    assert_eq!(names, [Some("陈 & 一"), Some("林一舟")], "each name once");
    assert!(!banmian::export::tei(&replayed.page).contains("revisionDesc"));

    let page = HtmlPage { edits: Some(&replayed.edits), ..HtmlPage::new(&replayed.page, text) };
    let html = html_in(&[page], &HtmlTemplate::default());
    let foot = html
        .split("<details class=\"bm-provenance\" lang=\"zh-Hans\">")
        .nth(1)
        .unwrap()
        .split("</details>")
        .next()
        .unwrap();
    assert!(foot.starts_with("<summary>人工校订：4 处</summary>"), "{foot}");
    assert!(
        foot.contains("<a href=\"#a1\">“城南”→“城&lt;北&gt;”</a> <time datetime=\"2031-11-18T06:05:00Z\">"),
        "{foot}"
    );
    assert!(foot.contains("<cite>陈 &amp; 一</cite>"), "{foot}");
    assert!(!html_in(&[HtmlPage::new(&replayed.page, text)], &HtmlTemplate::default()).contains("<details"));
}
