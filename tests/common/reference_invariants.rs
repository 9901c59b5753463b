//! Invariants of the lists of stories of any page: references and the feed have each story once, and no
//! text of a page breaks out of its field.

use banmian::export::{atom, bibtex, coins, csl_json, ris};
use banmian::{Article, Kind, Page, Role};
use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a reference says of a story, without blanks.
#[derive(Debug, PartialEq)]
struct Cited {
    title: String,
    names: Vec<String>,
}

/// Asserts that every form of references has the page's stories with a headline, and the feed all its
/// stories, and nothing else.
pub fn assert_references_complete(page: &Page) {
    let is_story = |article: &&Article| matches!(article.kind, Kind::News | Kind::Photo);
    let stories: Vec<&Article> = page.articles.iter().filter(is_story).collect();
    let cited = stories.iter().filter_map(|article| {
        let names = article.bylines.iter().flat_map(|byline| &byline.names).map(|name| letters(name)).collect();
        Some(Cited { title: letters(&article.headline.as_ref()?.text), names })
    });
    let cited = named(cited.collect());
    assert_eq!(named(in_ris(&ris([page]))), cited, "RIS");
    assert_eq!(named(in_csl(&csl_json([page]))), cited, "CSL-JSON");
    assert_eq!(named(in_bibtex(&bibtex([page]))), cited, "BibTeX");
    assert_eq!(named(in_coins(&coins([page]))), cited, "COinS");
    assert_feed_complete(&atom("", [("2031-11-18T00:00:00Z", page)]), &stories);
    // the same stories twice are twice in each, and told apart
    assert_eq!(in_csl(&csl_json([page, page])).len(), 2 * cited.len());
}

/// What is cited, without the names of which no letter is left.
fn named(mut cited: Vec<Cited>) -> Vec<Cited> {
    cited.iter_mut().for_each(|story| story.names.retain(|name| !name.is_empty()));
    cited
}

/// A text without blanks, control characters and the hyphens of lines.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !LINE_HYPHENS.contains(c)).collect()
}

const LINE_HYPHENS: [char; 5] = ['-', '\u{2010}', '⸗', '¬', '\u{ad}'];

fn in_ris(ris: &str) -> Vec<Cited> {
    let mut out = Vec::new();
    for line in ris.split_terminator("\r\n") {
        let (tag, value) = line.split_once("  - ").unwrap_or_else(|| panic!("{line:?} is no field"));
        assert!(tag.len() == 2 && !value.contains(['\r', '\n']), "{line:?}");
        match tag {
            "TY" => out.push(Cited { title: String::new(), names: Vec::new() }),
            "TI" => out.last_mut().unwrap().title = letters(value),
            "AU" => out.last_mut().unwrap().names.push(letters(value)),
            _ => assert!(["ID", "T2", "PY", "DA", "SP", "SE", "LA", "ER"].contains(&tag), "{line:?}"),
        }
    }
    assert_eq!(ris.matches("TY  - NEWS\r\nID  - story-").count(), out.len(), "{ris}");
    assert_eq!(ris.matches("\r\nER  - \r\n").count(), out.len(), "{ris}");
    out
}

fn in_csl(json: &str) -> Vec<Cited> {
    let items: Vec<Value> = serde_json::from_str(json).unwrap();
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), items.len(), "ids are given twice: {json}");
    let cited = items.iter().map(|item| {
        assert_eq!(item["type"], "article-newspaper");
        let names = item["author"].as_array().into_iter().flatten();
        Cited {
            title: letters(item["title"].as_str().unwrap()),
            names: names.map(|name| letters(name["literal"].as_str().unwrap())).collect(),
        }
    });
    cited.collect()
}

/// The entries as BibTeX finds them, which counts braces whatever stands before them.
fn in_bibtex(bibtex: &str) -> Vec<Cited> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in bibtex.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => assert!("@article \n".contains(c), "{c:?} is between entries: {bibtex}"),
            _ => {}
        }
        if c == '}' && depth == 0 {
            out.push(cited_in_entry(&bibtex[start..=at]));
            start = at + 1;
        }
    }
    assert_eq!(depth, 0, "{bibtex}");
    out
}

fn cited_in_entry(entry: &str) -> Cited {
    let field = |name: &str| {
        let line = entry.lines().find_map(|line| line.trim_start().strip_prefix(name)?.strip_prefix(" = {"));
        line.map(|line| line.trim_end_matches(',').strip_suffix('}').unwrap_or_else(|| panic!("{entry}")).to_owned())
    };
    let authors = field("author");
    let names = authors.iter().flat_map(|authors| {
        let inner = authors.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        inner.unwrap_or_else(|| panic!("{entry}")).split("} and {")
    });
    let names = names.map(|name| letters(&plain(name))).collect();
    assert_eq!(field("entrysubtype").as_deref(), Some("newspaper"), "{entry}");
    Cited { title: letters(&plain(&field("title").unwrap_or_else(|| panic!("{entry}")))), names }
}

/// The characters that TeX sets of a text.
fn plain(tex: &str) -> String {
    let mut out = String::new();
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        let command = COMMANDS.iter().find(|(command, _)| rest.starts_with(command));
        let (length, set) = command.map_or((c.len_utf8(), c), |(command, set)| (command.len(), *set));
        assert!(command.is_some() || !"{}\\%&#$_^~".contains(c), "{c:?} is a command in {tex:?}");
        out.push(set);
        rest = &rest[length..];
    }
    out
}

const COMMANDS: [(&str, char); 10] = [
    ("\\textbraceleft{}", '{'),
    ("\\textbraceright{}", '}'),
    ("\\textbackslash{}", '\\'),
    ("\\textasciicircum{}", '^'),
    ("\\textasciitilde{}", '~'),
    ("\\%", '%'),
    ("\\&", '&'),
    ("\\#", '#'),
    ("\\$", '$'),
    ("\\_", '_'),
];

fn in_coins(coins: &str) -> Vec<Cited> {
    // a reader of XML knows no attribute without a value, and none is without one here
    let document = format!("<body>{coins}</body>");
    let document = Document::parse(&document).unwrap_or_else(|error| panic!("{error}: {coins}"));
    let spans = document.root_element().children().map(|span| {
        assert_eq!((span.tag_name().name(), span.attribute("class")), ("span", Some("Z3988")), "{coins}");
        assert!(span.attribute("hidden").is_some() && span.first_child().is_none(), "{coins}");
        let pairs: Vec<_> = form_urlencoded::parse(span.attribute("title").unwrap().as_bytes()).collect();
        let values =
            |key: &str| pairs.iter().filter(|pair| pair.0 == key).map(|pair| letters(&pair.1)).collect::<Vec<_>>();
        assert_eq!(values("rft_val_fmt"), ["info:ofi/fmt:kev:mtx:journal"]);
        assert_eq!(values("rft.genre"), ["article"]);
        let known = [
            "ctx_ver",
            "rft_val_fmt",
            "rft.genre",
            "rft.atitle",
            "rft.jtitle",
            "rft.date",
            "rft.pages",
            "rft.language",
            "rft.au",
        ];
        assert!(pairs.iter().all(|(key, _)| known.contains(&&**key)), "{pairs:?}");
        Cited { title: values("rft.atitle").concat(), names: values("rft.au") }
    });
    spans.collect()
}

fn assert_feed_complete(feed: &str, stories: &[&Article]) {
    let document = Document::parse(feed).unwrap_or_else(|error| panic!("{error}: {feed}"));
    let root = document.root_element();
    let children = |node: Node<'_, '_>, name: &str| {
        node.children().filter(|child| child.tag_name().name() == name).map(text_of).collect::<Vec<_>>()
    };
    for once in ["id", "title", "updated", "author"] {
        assert_eq!(children(root, once).len(), 1, "{once} of the feed");
    }
    let entries: Vec<Node> = root.children().filter(|node| node.tag_name().name() == "entry").collect();
    assert_eq!(entries.len(), stories.len(), "{feed}");
    let ids: BTreeSet<String> = entries.iter().flat_map(|entry| children(*entry, "id")).collect();
    assert_eq!(ids.len(), stories.len(), "ids are given twice: {feed}");
    for (entry, story) in entries.iter().zip(stories) {
        let title = children(*entry, "title").concat();
        if let Some(headline) = &story.headline {
            assert_eq!(letters(&title), in_xml(&letters(&headline.text)), "the title of an entry");
        }
        let div = entry.descendants().find(|node| node.tag_name().name() == "div").unwrap();
        let shown = div.children().filter(Node::is_element).map(|node| letters(&text_of(node)));
        let wanted = story.blocks_in_order().filter(|block| block.role != Role::Headline);
        let wanted = wanted.map(|block| letters(&in_xml(&block.text)));
        assert_eq!(shown.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "the content of an entry");
    }
}

fn text_of(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// A text with U+FFFD for the characters that XML cannot hold.
fn in_xml(text: &str) -> String {
    let is_illegal =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if is_illegal(c) { '\u{fffd}' } else { c }).collect()
}
