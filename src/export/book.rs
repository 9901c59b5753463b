//! Pages as the files of an EPUB 3.

use super::dehyphenation::dehyphenated;
use super::facts::page_facts;
use super::html_writer::HtmlWriter;
use super::markup::MarkupWriter;
use super::xml::{replace_illegal_chars, text_element};
use crate::edit::TextFacts;
use crate::model::{Article, Page, Role};
use std::fmt::Write as _;

/// The path of a file in the archive, and its text.
pub(crate) type BookFile = (String, String);

/// A book that is written page by page: of those that are written, only their headings are kept.
pub(crate) struct Book {
    title: String,
    parts: Vec<Part>,
    language: Option<String>,
    date: Option<String>,
}

/// What the table of contents says of a page.
struct Part {
    /// Before the name of each of its files.
    prefix: String,
    title: String,
    /// Headings of its articles.
    chapters: Vec<String>,
    /// SHA-256 of its text.
    digest: String,
}

impl Part {
    /// The names of its files, without extension, each with its heading.
    fn files(&self) -> impl Iterator<Item = (String, &str)> {
        let Self { prefix, title, chapters, .. } = self;
        let chapters = chapters.iter().enumerate();
        std::iter::once((format!("{prefix}page"), &**title))
            .chain(chapters.map(move |(n, heading)| (format!("{prefix}a{}", n + 1), &**heading)))
    }
}

impl Book {
    pub fn new(title: &str) -> Self {
        Self { title: title.into(), parts: Vec::new(), language: None, date: None }
    }

    /// The files that stand first in every book.
    pub fn first_files() -> [BookFile; 3] {
        let files =
            [("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER), ("EPUB/style.css", STYLE)];
        files.map(|(name, text)| (name.into(), text.into()))
    }

    /// Adds a page, and returns its files: a chapter of what is of no story, and one of each article.
    pub fn add(&mut self, page: &Page, name: &str) -> Vec<BookFile> {
        let digest = TextFacts::of(&super::text(page)).sha256;
        let page = &dehyphenated(page);
        let prefix = if self.parts.is_empty() { String::new() } else { format!("p{}-", self.parts.len() + 1) };
        let chapters = page.articles.iter().map(|article| heading(article).to_owned()).collect();
        let part = Part { prefix, title: title(page, name), chapters, digest };
        let file = |(n, (file, heading)): (usize, (String, &str))| {
            let text = match n {
                0 => page_chapter(page, heading),
                _ => chapter(page, &page.articles[n - 1], heading),
            };
            (format!("EPUB/{file}.xhtml"), text)
        };
        let files = part.files().enumerate().map(file).collect();
        self.parts.push(part);
        self.language.get_or_insert_with(|| page.source.language.clone());
        self.date = self.date.take().or_else(|| page_facts(page).date);
        files
    }

    /// The files that stand behind those of the pages: the table of contents, and what names all of them.
    pub fn last_files(&self) -> [BookFile; 2] {
        [("EPUB/nav.xhtml".into(), self.table_of_contents()), ("EPUB/package.opf".into(), self.package())]
    }

    fn title(&self) -> &str {
        let first = || self.parts.first().map_or("—", |part| &part.title);
        if self.title.is_empty() { first() } else { &self.title }
    }

    fn language(&self) -> &str {
        self.language.as_deref().filter(|language| !language.is_empty()).unwrap_or("und")
    }

    /// The stories below the page that they are of; of one page, beside it.
    fn table_of_contents(&self) -> String {
        document(self.language(), self.title(), |out| {
            out.0.push_str("<nav epub:type=\"toc\">");
            text_element(out, "h1", &[], self.title());
            out.0.push_str("<ol>\n");
            for part in &self.parts {
                let is_nested = self.parts.len() > 1 && !part.chapters.is_empty();
                for (n, (file, heading)) in part.files().enumerate() {
                    out.0.push_str("<li>");
                    text_element(out, "a", &[("href", &format!("{file}.xhtml"))], heading);
                    out.0.push_str(if n == 0 && is_nested { "<ol>\n" } else { "</li>\n" });
                }
                out.0.push_str(if is_nested { "</ol></li>\n" } else { "" });
            }
            out.0.push_str("</ol></nav>\n");
        })
    }

    fn identifier(&self) -> String {
        let digests: Vec<&str> = self.parts.iter().map(|part| &*part.digest).collect();
        match digests[..] {
            [digest] => format!("nih:sha-256;{digest}"),
            _ => format!("nih:sha-256;{}", TextFacts::of(&digests.join("\n")).sha256),
        }
    }

    fn package(&self) -> String {
        let language = self.language();
        let mut out = HtmlWriter(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
        out.open(
            "package",
            &[
                ("xmlns", "http://www.idpf.org/2007/opf"),
                ("version", "3.0"),
                ("unique-identifier", "id"),
                ("xml:lang", language),
            ],
        );
        out.0.push_str("\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
        text_element(&mut out, "dc:identifier", &[("id", "id")], &self.identifier());
        text_element(&mut out, "dc:title", &[], self.title());
        text_element(&mut out, "dc:language", &[], language);
        if let Some(date) = &self.date {
            text_element(&mut out, "dc:date", &[], date);
        }
        // the date of modification is required; a fixed one keeps the bytes the same
        text_element(&mut out, "meta", &[("property", "dcterms:modified")], "1980-01-01T00:00:00Z");
        out.0.push_str("</metadata>\n<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
        let files = || self.parts.iter().flat_map(Part::files);
        for (file, _) in files() {
            let _ = writeln!(out.0, "<item id=\"{file}\" href=\"{file}.xhtml\" media-type=\"application/xhtml+xml\"/>");
        }
        out.0.push_str("</manifest>\n<spine>\n");
        for (file, _) in files() {
            let _ = writeln!(out.0, "<itemref idref=\"{file}\"/>");
        }
        out.0.push_str("</spine>\n</package>\n");
        replace_illegal_chars(out.0)
    }
}

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

const STYLE: &str = "body { line-height: 1.75; }\nh1 { line-height: 1.3; }\np { margin: 0; text-indent: 2em; text-align: justify; }\n.kicker, .deck, .byline, .caption, .credit, .jump, .rubric, .furniture { text-indent: 0; }\n.byline, .credit, .caption, .furniture { font-size: 0.9em; }\n:lang(en) p { text-indent: 1.5em; }\n";

/// What a page says of itself, or else its name, or else its first headline.
fn title(page: &Page, name: &str) -> String {
    let facts = page_facts(page);
    let named: Vec<String> = [facts.paper, facts.date, facts.number].into_iter().flatten().collect();
    let headline = || page.first_headline().map(|block| block.text.clone());
    match (&named[..], name) {
        ([], "") => headline().unwrap_or_else(|| "—".into()),
        ([], name) => name.into(),
        (named, _) => named.join(" · "),
    }
}

fn heading(article: &Article) -> &str {
    article
        .blocks_in_order()
        .find(|block| block.role == Role::Headline)
        .or_else(|| article.blocks_in_order().next())
        .map_or("—", |block| &block.text)
}

fn document(lang: &str, title: &str, body: impl FnOnce(&mut HtmlWriter)) -> String {
    let mut out = HtmlWriter(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"));
    out.open(
        "html",
        &[
            ("xmlns", "http://www.w3.org/1999/xhtml"),
            ("xmlns:epub", "http://www.idpf.org/2007/ops"),
            ("lang", lang),
            ("xml:lang", lang),
        ],
    );
    out.0.push_str("\n<head>");
    text_element(&mut out, "title", &[], title);
    out.0.push_str("<link rel=\"stylesheet\" href=\"style.css\"/></head>\n<body>\n");
    body(&mut out);
    out.0.push_str("</body>\n</html>\n");
    replace_illegal_chars(out.0)
}

/// The chapter of the blocks without an article.
fn page_chapter(page: &Page, title: &str) -> String {
    document(&page.source.language, title, |out| {
        text_element(out, "h1", &[], title);
        for block in page.blocks_without_article() {
            text_element(out, "p", &[("class", block.role.name())], &block.text);
        }
    })
}

fn chapter(page: &Page, article: &Article, heading: &str) -> String {
    document(&page.source.language, heading, |out| {
        let headed = article.headline.is_some();
        out.open("article", &[]);
        out.0.push('\n');
        for block in article.blocks_in_order() {
            let tag = match block.role {
                Role::Headline => "h1",
                Role::Subhead if headed => "h2",
                _ => "p",
            };
            text_element(out, tag, &[("class", block.role.name())], &block.text);
        }
        out.0.push_str("</article>\n");
    })
}
