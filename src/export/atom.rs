//! The stories of an edition as an Atom feed.

use super::dehyphenation::dehyphenated;
use super::facts::page_facts;
use super::html_writer::HtmlWriter;
use super::markup::MarkupWriter;
use super::references::{is_story, title};
use super::text::lines;
use super::xml::{replace_illegal_chars, text_element};
use crate::edit::TextFacts;
use crate::model::{Article, Block, Page, Role};
use rustc_hash::FxHashMap;

/// Writes the stories of pages as one Atom feed: each as an entry with its whole text.
///
/// Where `title` is empty the paper and the date are the feed's. Each page comes with the time at which it
/// was made, in RFC 3339, which is written as it is where the page has no date of its own. The URI of an
/// entry is its text's digest (RFC 6920, `nih:sha-256;…`), so the same story always has the same one; notices
/// and teasers are no entries. Source: <https://www.rfc-editor.org/rfc/rfc4287>. Linear in the pages.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let feed = banmian::export::atom("晚报", [("2031-11-18T06:30:00Z", &page)]);
/// assert!(feed.contains("<title>晚报</title>") && feed.contains("<title>市图书馆开馆</title>"));
/// assert!(feed.contains("<p>本报讯 昨日,市图书馆新馆开馆。</p>"));
/// ```
pub fn atom<'p>(title: &str, pages: impl IntoIterator<Item = (&'p str, &'p Page)>) -> String {
    let mut feed = AtomFeed::new(title);
    pages.into_iter().for_each(|(made, page)| feed.add(page, made));
    feed.finish()
}

/// A feed that is written page by page.
pub(crate) struct AtomFeed {
    title: String,
    paper: Option<String>,
    date: Option<String>,
    headline: Option<String>,
    updated: String,
    /// The URIs of the entries, one a line.
    uris: String,
    times: FxHashMap<String, usize>,
    entries: HtmlWriter,
}

impl AtomFeed {
    pub fn new(title: &str) -> Self {
        Self {
            title: title.into(),
            paper: None,
            date: None,
            headline: None,
            updated: String::new(),
            uris: String::new(),
            times: FxHashMap::default(),
            entries: HtmlWriter(String::new()),
        }
    }

    /// Adds the stories of a page that was made at a time.
    pub fn add(&mut self, page: &Page, made: &str) {
        let page = &dehyphenated(page);
        let facts = page_facts(page);
        let published = facts.date.as_ref().map(|date| format!("{date}T00:00:00Z"));
        let updated = published.as_deref().unwrap_or(made);
        if *updated > *self.updated {
            self.updated = updated.into();
        }
        for article in page.articles.iter().filter(|article| is_story(article)) {
            let uri = self.uri_of(article);
            let out = &mut self.entries;
            let language = if page.source.language.is_empty() { "und" } else { &page.source.language };
            out.open("entry", &[("xml:lang", language)]);
            out.0.push('\n');
            text_element(out, "id", &[], &uri);
            text_element(out, "title", &[], &entry_title(article));
            text_element(out, "updated", &[], updated);
            published.iter().for_each(|published| text_element(out, "published", &[], published));
            for name in article.bylines.iter().flat_map(|byline| &byline.names) {
                author(out, name);
            }
            if let Some(rubric) = &article.rubric {
                out.open("category", &[("term", &rubric.text)]);
                out.close("category");
            }
            content(out, article);
            out.0.push_str("</entry>\n");
            self.uris.push_str(&uri);
            self.uris.push('\n');
        }
        self.headline = self.headline.take().or_else(|| page.first_headline().map(title));
        self.paper = self.paper.take().or(facts.paper);
        self.date = self.date.take().or(facts.date);
    }

    /// The URI of a story; that of a text which stands in the feed already is of the text and its number.
    fn uri_of(&mut self, article: &Article) -> String {
        let text = lines(article.blocks_in_order());
        let digest = TextFacts::of(&text).sha256;
        let times = self.times.entry(digest.clone()).and_modify(|times| *times += 1).or_insert(1);
        let own = if *times == 1 { digest } else { TextFacts::of(&format!("{text}{times}\n")).sha256 };
        format!("nih:sha-256;{own}")
    }

    pub fn finish(self) -> String {
        let Self { title, paper, date, headline, updated, uris, entries, .. } = self;
        let named: Vec<&str> = [&paper, &date].into_iter().flatten().map(String::as_str).collect();
        let title = match (&*title, &named[..]) {
            ("", []) => headline.unwrap_or_else(|| "—".into()),
            ("", named) => named.join(" · "),
            _ => title,
        };
        let mut out = HtmlWriter(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
        out.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom")]);
        out.0.push('\n');
        text_element(&mut out, "id", &[], &format!("nih:sha-256;{}", TextFacts::of(&uris).sha256));
        text_element(&mut out, "title", &[], &title);
        text_element(&mut out, "updated", &[], if updated.is_empty() { "1970-01-01T00:00:00Z" } else { &updated });
        // a feed must have an author
        author(&mut out, paper.as_ref().unwrap_or(&title));
        out.0.push_str(&entries.0);
        out.0.push_str("</feed>\n");
        replace_illegal_chars(out.0)
    }
}

/// Number of characters of a story's first block that stand for a headline which it has not.
const LONGEST_TITLE: usize = 80;

fn entry_title(article: &Article) -> String {
    let first = || Some(article.blocks_in_order().next()?.text.chars().take(LONGEST_TITLE).collect());
    article.headline.as_ref().map(title).or_else(first).unwrap_or_else(|| "—".into())
}

fn author(out: &mut HtmlWriter, name: &str) {
    out.0.push_str("<author>");
    out.open("name", &[]);
    out.text(name);
    out.close("name");
    out.0.push_str("</author>\n");
}

/// Writes all of a story but its headline, as XHTML that reads well without a style sheet.
fn content(out: &mut HtmlWriter, article: &Article) {
    out.0.push_str("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n");
    for block in article.blocks_in_order().filter(|block| block.role != Role::Headline) {
        block_element(out, block);
    }
    out.0.push_str("</div></content>\n");
}

fn block_element(out: &mut HtmlWriter, block: &Block) {
    let tags: &[&'static str] = match block.role {
        Role::Subhead => &["h2"],
        Role::Deck => &["p", "strong"],
        Role::Rubric | Role::Kicker | Role::Byline | Role::Jump => &["p", "em"],
        Role::Caption | Role::Credit => &["blockquote", "p"],
        _ => &["p"],
    };
    tags.iter().for_each(|tag| out.open(tag, &[]));
    out.text(&block.text);
    tags.iter().rev().for_each(|tag| out.close(tag));
    out.0.push('\n');
}
