//! Articles as JSON: NDJSON for corpora, schema.org's NewsArticle in JSON-LD, IPTC's ninjs.

use super::dehyphenation::dehyphenated;
use super::facts::{PageFacts, page_facts};
use super::text::lines;
use crate::edit::TextFacts;
use crate::model::{Article, Block, Kind, Page, Role};
use serde_json::{Map, Value, json};

/// Writes each article as a line of JSON: its headings, the names of its bylines, its paragraphs
/// with their roles, its text, and the page's paper, date and number. Linear in the page.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let story: serde_json::Value = serde_json::from_str(&banmian::export::ndjson(&page)).unwrap();
/// assert_eq!((&story["id"], &story["headline"]), (&"a1".into(), &"市图书馆开馆".into()));
/// assert_eq!(story["paragraphs"][0]["role"], "paragraph");
/// ```
pub fn ndjson(page: &Page) -> String {
    let page = &dehyphenated(page);
    let facts = page_facts(page);
    let mut out = String::new();
    for article in &page.articles {
        let paragraph = |block: &Block| json!({ "role": block.role.name(), "text": block.text });
        let record = json!({
            "id": article.id,
            "kind": article.kind.name(),
            "language": page.source.language,
            "paper": facts.paper,
            "date": facts.date,
            "page": facts.number_of(article),
            "rubric": block_text(&article.rubric),
            "kicker": block_text(&article.kicker),
            "headline": block_text(&article.headline),
            "decks": block_texts(&article.decks),
            "bylines": article.bylines.iter().map(|byline| &byline.block.text).collect::<Vec<_>>(),
            "names": names(article),
            "paragraphs": article.blocks.iter().map(paragraph).collect::<Vec<_>>(),
            "jumps": block_texts(&article.jumps),
            "text": lines(article.blocks.iter()),
            "confidence": article.confidence,
        });
        out.push_str(&record.to_string());
        out.push('\n');
    }
    out
}

/// Writes the articles as schema.org's JSON-LD: each as a `NewsArticle`, or an
/// `AdvertiserContentArticle` if it is a notice, in a `PublicationIssue` if the paper is known.
///
/// Source: <https://schema.org/NewsArticle>. Linear in the page.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let graph: serde_json::Value = serde_json::from_str(&banmian::export::json_ld(&page)).unwrap();
/// assert_eq!(graph["@graph"][0]["@type"], "NewsArticle");
/// assert_eq!(graph["@graph"][0]["articleBody"], "本报讯 昨日,市图书馆新馆开馆。\n");
/// ```
pub fn json_ld(page: &Page) -> String {
    let page = &dehyphenated(page);
    let facts = page_facts(page);
    let PageFacts { paper, date, .. } = &facts;
    let articles = page.articles.iter().map(|article| {
        let kind = if article.kind == Kind::Notice { "AdvertiserContentArticle" } else { "NewsArticle" };
        let mut item = Map::new();
        let mut put = |key: &str, value: Value| {
            if !matches!(&value, Value::Null) && value != json!([]) && value != json!("") {
                item.insert(key.into(), value);
            }
        };
        put("@type", json!(kind));
        put("@id", json!(format!("#{}", article.id)));
        put("headline", json!(block_text(&article.headline)));
        let others: Vec<&str> = article.kicker.iter().chain(&article.decks).map(|block| block.text.as_str()).collect();
        put("alternativeHeadline", json!(others));
        put("articleSection", json!(block_text(&article.rubric)));
        let person = |name: &String| json!({ "@type": "Person", "name": name });
        put("author", names(article).iter().map(|name| person(name)).collect());
        put("inLanguage", json!(page.source.language));
        put("articleBody", json!(lines(article.blocks.iter())));
        put("datePublished", json!(date));
        put("printPage", json!(facts.number_of(article)));
        let paper = paper.as_ref().map(|name| json!({ "@type": "Newspaper", "name": name }));
        put("isPartOf", paper.map_or(Value::Null, |paper| json!({ "@type": "PublicationIssue", "isPartOf": paper })));
        Value::Object(item)
    });
    json!({ "@context": "https://schema.org", "@graph": articles.collect::<Vec<_>>() }).to_string()
}

/// Writes the page as one item of IPTC ninjs 3.0, with its articles as associated items.
///
/// The URI of an item is its text's digest (RFC 6920, `nih:sha-256;…`), so the same article always
/// has the same URI. Source: <https://iptc.org/standards/ninjs/>. Linear in the page.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let item: serde_json::Value = serde_json::from_str(&banmian::export::ninjs(&page)).unwrap();
/// assert_eq!(item["type"], "composite");
/// assert_eq!(item["associations"][0]["headlines"][0]["value"], "市图书馆开馆");
/// ```
pub fn ninjs(page: &Page) -> String {
    let uri = |text: &str| format!("nih:sha-256;{}", TextFacts::of(text).sha256);
    let page_uri = uri(&super::text(page));
    let page = &dehyphenated(page);
    let articles: Vec<Value> = page
        .articles
        .iter()
        .map(|article| {
            let whole = lines(article.blocks_in_order());
            let heading = |role: &'static str| move |block: &Block| json!({ "role": role, "value": block.text });
            let mut headlines: Vec<Value> = article.headline.iter().map(heading("main")).collect();
            headlines.extend(article.kicker.iter().map(heading("kicker")));
            headlines.extend(article.decks.iter().map(heading("deck")));
            headlines.extend(article.rubric.iter().map(heading("rubric")));
            let by: Vec<&str> = article.bylines.iter().map(|byline| byline.block.text.as_str()).collect();
            let of = |wanted: fn(Role) -> bool| lines(article.blocks.iter().filter(|block| wanted(block.role)));
            let captions = of(|role| matches!(role, Role::Caption | Role::Credit));
            let jumps = lines(article.jumps.iter());
            let bodies = [
                ("main", of(|role| !matches!(role, Role::Caption | Role::Credit))),
                ("caption", captions),
                ("jump", jumps),
            ];
            let body = |(role, text): (&str, String)| {
                (!text.is_empty()).then(|| json!({ "role": role, "contentType": "text/plain", "value": text }))
            };
            json!({
                "name": article.id,
                "uri": uri(&whole),
                "type": "text",
                "language": page.source.language,
                "headlines": headlines,
                "by": by.join("\n"),
                "bodies": bodies.into_iter().filter_map(body).collect::<Vec<_>>(),
            })
        })
        .collect();
    let without_article = lines(page.blocks_without_article());
    json!({
        "uri": page_uri,
        "standard": { "name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#" },
        "type": "composite",
        "language": page.source.language,
        "bodies": [{ "role": "page", "contentType": "text/plain", "value": without_article }],
        "associations": articles,
    })
    .to_string()
}

fn block_text(block: &Option<Block>) -> Option<&str> {
    block.as_ref().map(|block| block.text.as_str())
}

fn block_texts(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.text.as_str()).collect()
}

fn names(article: &Article) -> Vec<&String> {
    article.bylines.iter().flat_map(|byline| &byline.names).collect()
}
