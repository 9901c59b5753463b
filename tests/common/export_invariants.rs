//! Invariants of the exports of any page: each has every block as the form has it, and its text to the
//! blank.

use banmian::export::{epub, json_ld, markdown, ndjson, ninjs, tei, text};
use banmian::{Article, Block, Page, Role};
use pulldown_cmark::{Event, HeadingLevel, Options as Extensions, Parser, Tag};
use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;
use std::io::{Cursor, Read};

/// A block as a form has it: what the form says it is, and its text.
type Shown = (String, String);

/// A block, with what the form should say it is.
type Wanted<'p> = (String, &'p Block);

/// Asserts that every export of a page of `source` is well-formed and has the page's blocks, all of them
/// and nothing else.
pub fn assert_exports_complete(page: &Page, source: &str) {
    let lines = text(page).split('\n').map(|line| shown("", line)).collect();
    assert_same_blocks(lines, wanted(page, |_, _| ""), |c| c, "text");
    assert_markdown_complete(page);
    assert_tei_complete(page, source);
    assert_epub_complete(page);
    assert_records_complete(page);
}

fn shown(form: &str, text: &str) -> Shown {
    (form.into(), text.into())
}

/// The blocks of a page in reading order, with their forms by role and whether they are of an article.
fn wanted<'p>(page: &'p Page, form: fn(Role, bool) -> &'static str) -> Vec<Wanted<'p>> {
    let of = |of_article: bool| move |block: &'p Block| (form(block.role, of_article).to_owned(), block);
    let stories = page.articles.iter().flat_map(Article::blocks_in_order).map(of(true));
    page.furniture.iter().map(of(false)).chain(stories).chain(page.unplaced.iter().map(of(false))).collect()
}

/// Asserts that what is shown are these blocks, but for those with nothing to show. `character` is what
/// the form makes of one.
fn assert_same_blocks(shown: Vec<Shown>, wanted: Vec<Wanted>, character: fn(char) -> char, what: &str) {
    let shown: Vec<Shown> = shown.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect();
    let wanted: Vec<Wanted> = wanted.into_iter().filter(|(_, block)| !block.text.trim().is_empty()).collect();
    for ((form, text), (wanted_form, block)) in shown.iter().zip(&wanted) {
        assert_eq!(form, wanted_form, "{what}: {text:?}");
        assert_same_text(text, block, character, what);
    }
    let (all, blocks) = (shown.len(), wanted.len());
    assert_eq!(all, blocks, "{what} has {:?} besides", shown.get(blocks.min(all)..));
}

/// What a line may end with within a word; exports leave it out there.
const LINE_HYPHENS: [char; 5] = ['-', '\u{2010}', '⸗', '¬', SOFT_HYPHEN];
const SOFT_HYPHEN: char = '\u{ad}';

/// Asserts that a text is the block's, but that soft hyphens and those at the ends of lines may be
/// left out.
fn assert_same_text(exported: &str, block: &Block, character: fn(char) -> char, what: &str) {
    let line_ends = line_ends(block);
    let mut rest = exported.trim().chars().peekable();
    for (at, c) in block.text.trim().char_indices() {
        if rest.next_if_eq(&character(c)).is_some() {
            continue;
        }
        let may_be_left_out =
            c == SOFT_HYPHEN || (LINE_HYPHENS.contains(&c) && line_ends.contains(&(at + c.len_utf8())));
        assert!(may_be_left_out, "{what} has {exported:?} for {:?}", block.text);
    }
    assert_eq!(rest.next(), None, "{what} has {exported:?} for {:?}", block.text);
}

/// Where in a block's text a line ends: its spans tell, but for how long corrections are.
fn line_ends(block: &Block) -> Vec<usize> {
    if !block.corrections.is_empty() {
        return (0..=block.text.len()).collect();
    }
    let mut end = 0;
    let ends = block.spans.iter().map(|span| {
        end += usize::from(end > 0 && block.text[end..].starts_with(' ')) + span.end - span.start;
        end
    });
    ends.collect()
}

fn in_markdown(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' => ' ',
        '\0' => '\u{fffd}',
        c => c,
    }
}

fn markdown_form(role: Role, of_article: bool) -> &'static str {
    match role {
        _ if !of_article => "p",
        Role::Headline => "h2",
        Role::Deck => "p strong",
        Role::Rubric | Role::Kicker | Role::Byline | Role::Jump => "p em",
        Role::Subhead => "h3",
        Role::Caption | Role::Credit => "blockquote p",
        Role::Teaser | Role::Paragraph | Role::Furniture => "p",
    }
}

/// The blocks of rendered Markdown, without the front matter, each with the elements that its text is in.
fn rendered_markdown(markdown: &str) -> Vec<Shown> {
    let body = markdown.split_once("\n---\n").unwrap().1;
    let (mut out, mut open): (Vec<Shown>, _) = (Vec::new(), Vec::new());
    let mut is_begun = false;
    for event in Parser::new_ext(body, Extensions::all() - Extensions::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(tag) => {
                is_begun &= matches!(tag, Tag::Emphasis | Tag::Strong);
                open.push(match tag {
                    Tag::Paragraph => "p",
                    Tag::Heading { level: HeadingLevel::H2, id: None, .. } => "h2",
                    Tag::Heading { level: HeadingLevel::H3, id: None, .. } => "h3",
                    Tag::BlockQuote(None) => "blockquote",
                    Tag::Emphasis => "em",
                    Tag::Strong => "strong",
                    other => panic!("{other:?} in {markdown}"),
                });
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                let form = open.join(" ");
                match out.last_mut().filter(|_| is_begun) {
                    Some(last) => {
                        assert_eq!(last.0, form, "in {markdown}");
                        last.1.push_str(&text);
                    }
                    None => out.push((form, text.to_string())),
                }
                is_begun = true;
            }
            Event::Rule if open.is_empty() => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    out
}

/// Asserts that the Markdown has exactly these texts as its blocks, in their forms.
pub fn assert_markdown_complete(page: &Page) {
    assert_same_blocks(rendered_markdown(&markdown(page)), wanted(page, markdown_form), in_markdown, "Markdown");
}

/// U+FFFD for characters that XML cannot hold.
fn in_xml(c: char) -> char {
    let is_illegal = matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if is_illegal { '\u{fffd}' } else { c }
}

fn tei_form(role: Role, of_article: bool) -> &'static str {
    match role {
        Role::Headline if of_article => "head main",
        Role::Rubric if of_article => "head rubric",
        Role::Kicker if of_article => "head kicker",
        Role::Deck if of_article => "head deck",
        Role::Subhead if of_article => "head subhead",
        Role::Byline if of_article => "byline",
        Role::Caption if of_article => "figDesc",
        Role::Credit if of_article => "p credit",
        Role::Jump if of_article => "ref jump",
        _ => "p",
    }
}

/// Asserts that the TEI has every block, with what was printed where it is corrected and with the names
/// in bylines, and nothing else; and that its header names the page.
fn assert_tei_complete(page: &Page, source: &str) {
    let tei = tei(page);
    let document = Document::parse(&tei).unwrap();
    let root = document.root_element();
    let language = root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).unwrap();
    // a parser of XML has blanks for line breaks in attributes
    let said: String =
        page.source.language.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { in_xml(c) }).collect();
    assert_eq!(language, said, "TEI: the language");
    let body = document.descendants().find(|node| node.has_tag_name((TEI, "body"))).unwrap();
    let of_block =
        |node: &Node| ["head", "byline", "figDesc", "ref", "fw"].iter().any(|tag| node.has_tag_name((TEI, *tag)));
    let is_block = |node: &Node| {
        of_block(node) || (node.has_tag_name((TEI, "p")) && !node.children().any(|child| of_block(&child)))
    };
    let elements: Vec<Node> = body.descendants().filter(is_block).collect();
    let form = |node: Node| {
        let kind = node.attribute("type").or_else(|| node.attribute("rend")).unwrap_or_default();
        format!("{} {kind}", node.tag_name().name()).trim_end().to_owned()
    };
    let shown = elements.iter().map(|&node| (form(node), text_without(node, "sic"))).collect();
    let mut wanted = wanted(page, tei_form);
    for (form, block) in &mut wanted[..page.furniture.len()] {
        *form = if block.role == Role::Rubric { "fw rubric" } else { "fw furniture" }.into();
    }
    for (node, (_, block)) in elements.iter().filter(|node| node.has_children()).zip(&wanted) {
        let printed: String = block.spans.iter().map(|span| &source[span.start..span.end]).collect();
        assert_eq!(letters(&text_without(*node, "corr")), letters(&printed), "TEI: what was printed");
    }
    assert_same_blocks(shown, wanted, in_xml, "TEI");
    let names = page.articles.iter().flat_map(|article| &article.bylines).flat_map(|byline| &byline.names);
    let names: Vec<String> = names.map(|name| name.chars().map(in_xml).collect()).collect();
    for name in body.descendants().filter(|node| node.has_tag_name((TEI, "name"))) {
        let name = text_without(name, "sic");
        assert!(names.contains(&name), "TEI: {name:?} is none of {names:?}");
    }
    if let (true, Some(headline)) = (page.furniture.is_empty(), first_headline(page)) {
        let title = document.descendants().find(|node| node.has_tag_name((TEI, "title"))).unwrap();
        assert_same_text(&text_without(title, ""), headline, in_xml, "TEI's title");
    }
}

/// A text without blanks and hyphens, in the characters of XML.
fn letters(text: &str) -> String {
    text.chars().map(in_xml).filter(|c| !c.is_whitespace() && !LINE_HYPHENS.contains(c)).collect()
}

const TEI: &str = "http://www.tei-c.org/ns/1.0";

fn first_headline(page: &Page) -> Option<&Block> {
    page.articles.iter().find_map(|article| article.headline.as_ref())
}

/// The text of a node but that in elements of one name.
fn text_without(node: Node, tag: &str) -> String {
    let of_node = |text: &Node| {
        !text
            .ancestors()
            .take_while(|over| *over != node)
            .any(|over| over.has_tag_name(tag) || over.has_tag_name((TEI, tag)))
    };
    node.descendants().filter(|text| text.is_text() && of_node(text)).filter_map(|text| text.text()).collect()
}

/// Asserts that the EPUB has every block in its chapters, and every chapter in its contents.
fn assert_epub_complete(page: &Page) {
    let written = || epub("", [("", page)]).unwrap();
    let book = written();
    assert_eq!(book, written(), "EPUB: other bytes for the same page");
    let mut zip = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names[0], "mimetype");
    let (mut shown, mut titles, mut contents) = (Vec::new(), Vec::new(), Vec::new());
    for name in names.iter().filter(|name| name.ends_with(".xhtml")) {
        let mut xml = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        let options = ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = Document::parse_with_options(&xml, options).unwrap();
        let elements = |tag: &'static str| document.descendants().filter(move |node| node.tag_name().name() == tag);
        if name.contains("nav") {
            contents = elements("a").map(|node| text_without(node, "")).collect();
            continue;
        }
        titles.extend(elements("title").map(|node| text_without(node, "")));
        // what is of the page has a class, what the book adds has none
        let of_page = document.descendants().filter(|node| node.has_attribute("class"));
        let form = |node: Node| format!("{} {}", node.tag_name().name(), node.attribute("class").unwrap());
        shown.extend(of_page.map(|node| (form(node), text_without(node, ""))));
    }
    assert_eq!(contents, titles, "EPUB: the contents are not the chapters");
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut want = |tag: &str, block| wanted.push((format!("{tag} {}", block_role(block)), block));
    page.furniture.iter().chain(&page.unplaced).for_each(|block| want("p", block));
    for article in &page.articles {
        for block in article.blocks_in_order() {
            want(
                match block.role {
                    Role::Headline => "h1",
                    Role::Subhead if article.headline.is_some() => "h2",
                    _ => "p",
                },
                block,
            );
        }
    }
    assert_same_blocks(shown, wanted, in_xml, "EPUB");
}

fn block_role(block: &Block) -> &'static str {
    block.role.name()
}

/// Asserts that NDJSON, JSON-LD and ninjs have every block of the articles, and ninjs the page's own.
fn assert_records_complete(page: &Page) {
    let stories: Vec<Value> = ndjson(page).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let item: Value = serde_json::from_str(&ninjs(page)).unwrap();
    let graph: Value = serde_json::from_str(&json_ld(page)).unwrap();
    let items = [&stories, as_array(&graph["@graph"]), as_array(&item["associations"])];
    assert!(items.iter().all(|items| items.len() == page.articles.len()), "a record for each article");
    for (n, article) in page.articles.iter().enumerate() {
        let [story, graph, item] = items.map(|items| &items[n]);
        let names: Vec<&String> = article.bylines.iter().flat_map(|byline| &byline.names).collect();
        assert_eq!(story["names"], serde_json::json!(names), "NDJSON: names");
        assert_eq!(texts(&graph["author"], "name"), names, "JSON-LD: names");
        assert_eq!((story["id"].as_str(), item["name"].as_str()), (Some(&*article.id), Some(&*article.id)));
        assert_eq!(graph["@id"], format!("#{}", article.id));
        for language in [&story["language"], &graph["inLanguage"], &item["language"]] {
            assert!(language.as_str().is_none_or(|language| language == page.source.language), "{language}");
        }
        let [rubric, kicker, headline] = [&article.rubric, &article.kicker, &article.headline].map(Vec::from_iter);
        let [decks, body, jumps] = [&article.decks, &article.blocks, &article.jumps].map(Vec::from_iter);
        let bylines: Vec<&Block> = article.bylines.iter().map(|byline| &byline.block).collect();
        let is_picture = |block: &&&Block| matches!(block.role, Role::Caption | Role::Credit);
        let captions: Vec<&Block> = body.iter().filter(is_picture).copied().collect();
        let main: Vec<&Block> = body.iter().filter(|block| !is_picture(block)).copied().collect();
        let others = [&kicker[..], &decks].concat();
        let headings = [&headline[..], &kicker, &decks, &rubric].concat();
        let bodies = [&main[..], &captions, &jumps].concat();
        for (value, blocks, what) in [
            (&story["rubric"], &rubric, "NDJSON: rubric"),
            (&story["kicker"], &kicker, "NDJSON: kicker"),
            (&story["headline"], &headline, "NDJSON: headline"),
            (&story["decks"], &decks, "NDJSON: decks"),
            (&story["bylines"], &bylines, "NDJSON: bylines"),
            (&story["paragraphs"], &body, "NDJSON: paragraphs"),
            (&story["text"], &body, "NDJSON: text"),
            (&story["jumps"], &jumps, "NDJSON: jumps"),
            (&graph["headline"], &headline, "JSON-LD: headline"),
            (&graph["alternativeHeadline"], &others, "JSON-LD: other headlines"),
            (&graph["articleSection"], &rubric, "JSON-LD: section"),
            (&graph["articleBody"], &body, "JSON-LD: body"),
            (&item["headlines"], &headings, "ninjs: headlines"),
            (&item["by"], &bylines, "ninjs: by"),
            (&item["bodies"], &bodies, "ninjs: bodies"),
        ] {
            assert_same_blocks(
                lines_of(value),
                blocks.iter().map(|&block| (String::new(), block)).collect(),
                |c| c,
                what,
            );
        }
        let roles: Vec<&str> = texts(&story["paragraphs"], "role");
        assert_eq!(roles, body.iter().map(|block| block.role.name()).collect::<Vec<_>>(), "NDJSON: roles");
    }
    let own = page.furniture.iter().chain(&page.unplaced).map(|block| (String::new(), block)).collect();
    assert_same_blocks(lines_of(&item["bodies"]), own, |c| c, "ninjs: the page");
}

fn as_array(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// The strings under a key of each object of an array; none where there is no array.
fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    value.as_array().into_iter().flatten().filter_map(|value| value[key].as_str()).collect()
}

/// The lines of a string, of each string of an array, or of its objects' texts.
fn lines_of(value: &Value) -> Vec<Shown> {
    match value {
        Value::String(text) => text.split('\n').map(|line| shown("", line)).collect(),
        Value::Array(values) => values.iter().flat_map(lines_of).collect(),
        Value::Object(object) => object.get("text").or_else(|| object.get("value")).map(lines_of).unwrap_or_default(),
        _ => Vec::new(),
    }
}
