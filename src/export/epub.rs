//! The page as an EPUB 3.

use super::dehyphenation::dehyphenated;
use super::facts::page_facts;
use super::html::HtmlWriter;
use super::markup::MarkupWriter;
use super::xml::{replace_illegal_chars, text_element};
use crate::edit::TextFacts;
use crate::model::{Article, Page, Role};
use std::fmt::Write as _;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes the page as an EPUB 3 publication: each article as a chapter, with a table of contents.
///
/// The same page gives the same bytes: times are fixed, and the identifier is the text's digest. Source: <https://www.w3.org/TR/epub-33/>. Linear in the page.
///
/// # Errors
///
/// When the archive cannot be written, which in memory happens only when memory runs out.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let bytes = banmian::export::epub(&page).unwrap();
/// assert_eq!(&bytes[30..38], b"mimetype");
/// ```
pub fn epub(page: &Page) -> io::Result<Vec<u8>> {
    let identifier = format!("nih:sha-256;{}", TextFacts::of(&super::text(page)).sha256);
    let page = &dehyphenated(page);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut put = |name: &str, method: CompressionMethod, text: &str| -> io::Result<()> {
        zip.start_file(name, plain.compression_method(method)).map_err(io::Error::other)?;
        zip.write_all(text.as_bytes())
    };
    put("mimetype", CompressionMethod::Stored, "application/epub+zip")?;
    put("META-INF/container.xml", CompressionMethod::Deflated, CONTAINER)?;
    put("EPUB/style.css", CompressionMethod::Deflated, STYLE)?;
    put("EPUB/nav.xhtml", CompressionMethod::Deflated, &table_of_contents(page))?;
    put("EPUB/page.xhtml", CompressionMethod::Deflated, &page_chapter(page))?;
    for (n, article) in page.articles.iter().enumerate() {
        put(&format!("EPUB/{}.xhtml", chapter_name(n)), CompressionMethod::Deflated, &chapter(page, article))?;
    }
    put("EPUB/package.opf", CompressionMethod::Deflated, &package(page, &identifier))?;
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

/// File name of an article's chapter, without extension.
fn chapter_name(n: usize) -> String {
    format!("a{}", n + 1)
}

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

const STYLE: &str = "body { line-height: 1.75; }\nh1 { line-height: 1.3; }\np { margin: 0; text-indent: 2em; text-align: justify; }\n.kicker, .deck, .byline, .caption, .credit, .jump, .rubric, .furniture { text-indent: 0; }\n.byline, .credit, .caption, .furniture { font-size: 0.9em; }\n:lang(en) p { text-indent: 1.5em; }\n";

fn title(page: &Page) -> String {
    let facts = page_facts(page);
    let named: Vec<String> = [facts.paper, facts.date, facts.number].into_iter().flatten().collect();
    let headline = || page.first_headline().map(|block| block.text.clone());
    if named.is_empty() { headline().unwrap_or_else(|| "—".into()) } else { named.join(" · ") }
}

fn heading(article: &Article) -> &str {
    article
        .blocks_in_order()
        .find(|block| block.role == Role::Headline)
        .or_else(|| article.blocks_in_order().next())
        .map_or("—", |block| &block.text)
}

fn document(page: &Page, title: &str, body: impl FnOnce(&mut HtmlWriter)) -> String {
    let mut out = HtmlWriter(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"));
    let lang = page.source.language.as_str();
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

fn table_of_contents(page: &Page) -> String {
    document(page, &title(page), |out| {
        out.0.push_str("<nav epub:type=\"toc\">");
        text_element(out, "h1", &[], &title(page));
        out.0.push_str("<ol>\n<li>");
        text_element(out, "a", &[("href", "page.xhtml")], &title(page));
        out.0.push_str("</li>\n");
        for (n, article) in page.articles.iter().enumerate() {
            out.0.push_str("<li>");
            text_element(out, "a", &[("href", &format!("{}.xhtml", chapter_name(n)))], heading(article));
            out.0.push_str("</li>\n");
        }
        out.0.push_str("</ol></nav>\n");
    })
}

/// The chapter of the blocks without an article.
fn page_chapter(page: &Page) -> String {
    document(page, &title(page), |out| {
        text_element(out, "h1", &[], &title(page));
        for block in page.blocks_without_article() {
            text_element(out, "p", &[("class", block.role.name())], &block.text);
        }
    })
}

fn chapter(page: &Page, article: &Article) -> String {
    document(page, heading(article), |out| {
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

fn package(page: &Page, identifier: &str) -> String {
    let language = if page.source.language.is_empty() { "und" } else { &page.source.language };
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
    text_element(&mut out, "dc:identifier", &[("id", "id")], identifier);
    text_element(&mut out, "dc:title", &[], &title(page));
    text_element(&mut out, "dc:language", &[], language);
    if let Some(date) = page_facts(page).date {
        text_element(&mut out, "dc:date", &[], &date);
    }
    // the date of modification is required; a fixed one keeps the bytes the same
    text_element(&mut out, "meta", &[("property", "dcterms:modified")], "1980-01-01T00:00:00Z");
    out.0.push_str("</metadata>\n<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
    let names: Vec<String> =
        std::iter::once("page".to_owned()).chain((0..page.articles.len()).map(chapter_name)).collect();
    for name in &names {
        let _ = writeln!(out.0, "<item id=\"{name}\" href=\"{name}.xhtml\" media-type=\"application/xhtml+xml\"/>");
    }
    out.0.push_str("</manifest>\n<spine>\n");
    for name in &names {
        let _ = writeln!(out.0, "<itemref idref=\"{name}\"/>");
    }
    out.0.push_str("</spine>\n</package>\n");
    replace_illegal_chars(out.0)
}
