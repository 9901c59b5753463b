//! What stories are cited by: headline, authors, paper, date and page.

use super::dehyphenation::dehyphenated;
use super::facts::page_facts;
use super::pieces::split_at_spans;
use super::text::lines;
use crate::edit::TextFacts;
use crate::model::{Article, Block, Kind, Page};
use crate::text::script::is_unspaced;
use rustc_hash::FxHashMap;

/// What a story is cited by; what its page does not tell is `None` or empty. No text has a line break.
pub(crate) struct Reference {
    /// `story-` and the first digits of the digest of the story's text; with a number behind it where
    /// the same text stands among the references before it.
    pub key: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// The names of the bylines as they are written: which part of one is a family's is not told.
    pub authors: Vec<String>,
    pub paper: Option<String>,
    /// Year, month and day.
    pub date: Option<[String; 3]>,
    pub page: Option<String>,
    pub section: Option<String>,
    pub language: Option<String>,
}

/// The references of the stories of one page after the other.
#[derive(Default)]
pub(crate) struct References {
    pub list: Vec<Reference>,
    times: FxHashMap<String, usize>,
}

impl References {
    /// The references of all stories of the pages. Linear in the pages.
    pub fn of<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut references = Self::default();
        pages.into_iter().for_each(|page| references.add(page));
        references
    }

    /// Adds the stories of a page that have a headline; notices and teasers are none. Linear in the page.
    pub fn add(&mut self, page: &Page) {
        let page = &dehyphenated(page);
        let facts = page_facts(page);
        let is_told = |language: &&String| !language.is_empty() && *language != "und";
        for article in page.articles.iter().filter(|article| is_story(article)) {
            let Some(headline) = &article.headline else { continue };
            let digits = TextFacts::of(&lines(article.blocks_in_order())).sha256[..KEY_DIGITS].to_owned();
            let times = self.times.entry(digits.clone()).and_modify(|times| *times += 1).or_insert(1);
            let number = if *times == 1 { String::new() } else { format!("-{times}") };
            let names = article.bylines.iter().flat_map(|byline| &byline.names);
            self.list.push(Reference {
                key: format!("story-{digits}{number}"),
                title: title(headline),
                subtitle: told(article.decks.iter().map(title).collect::<Vec<_>>().join(" ")),
                authors: names.filter_map(|name| told(one_line(name))).collect(),
                paper: facts.paper.clone(),
                date: facts.date.as_deref().and_then(date_parts),
                page: facts.number_of(article).cloned(),
                section: article.rubric.as_ref().and_then(|block| told(one_line(&block.text))),
                language: Some(&page.source.language).filter(is_told).map(|language| one_line(language)),
            });
        }
    }
}

/// How many hexadecimal digits of a digest are in a key.
const KEY_DIGITS: usize = 12;

/// Whether an article is what a newspaper has to tell, and not a notice or a line of its contents.
pub(super) fn is_story(article: &Article) -> bool {
    matches!(article.kind, Kind::News | Kind::Photo)
}

/// A heading on one line. Where its script has no spaces one stands between two lines, as each is a phrase
/// of its own.
pub(super) fn title(heading: &Block) -> String {
    let mut title = String::new();
    for (_, part) in split_at_spans(heading) {
        if title.ends_with(is_unspaced) && part.starts_with(is_unspaced) {
            title.push(' ');
        }
        title.push_str(part);
    }
    one_line(&title)
}

/// A text without line breaks, control characters and blanks in a row.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn told(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn date_parts(date: &str) -> Option<[String; 3]> {
    let parts: Vec<String> = date.split('-').map(str::to_owned).collect();
    parts.try_into().ok()
}
