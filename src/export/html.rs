//! The page as one HTML file that needs nothing else.

use super::html_writer::HtmlWriter;
use super::markup::{self, MarkupWriter};
use super::page_grid::page_grid;
use super::provenance::disclosure;
use crate::edit::Edits;
use crate::form::Sheet;
use crate::model::Page;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The parts of an HTML file around its pages: policy, style, script, title.
///
/// ```
/// let template = banmian::export::HtmlTemplate::default();
/// assert!(template.policy.starts_with("default-src 'none'"));
/// assert!(template.script.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlTemplate<'a> {
    /// The file's Content-Security-Policy.
    pub policy: Cow<'a, str>,
    /// Style sheet of the document around the pages, written as it is.
    pub style: Cow<'a, str>,
    /// A module script that makes the file a viewer, written as it is: it is trusted and must not
    /// contain `</script`. Without one the file is a plain document.
    pub script: Cow<'a, str>,
    /// Title of the file; the headline of its lead if empty.
    pub title: Cow<'a, str>,
}

impl<'a> HtmlTemplate<'a> {
    /// A template with the viewer's script for pages in `language`, and a policy that lets nothing
    /// else run. None if the script would end the `<script>` element that holds it.
    ///
    /// ```
    /// let template = banmian::export::HtmlTemplate::viewer("void 0", "zh-Hans").unwrap();
    /// assert!(template.policy.contains("script-src 'sha256-"));
    /// assert!(banmian::export::HtmlTemplate::viewer("'</script>'", "zh-Hans").is_none());
    /// ```
    pub fn viewer(script: &'a str, language: &str) -> Option<Self> {
        if script.contains("<!--") || script.to_ascii_lowercase().contains("</script") {
            return None;
        }
        let template = Self { script: script.into(), ..Self::default() };
        let policy = format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; \
             worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
            csp_hash(script),
            csp_hash(&style(language, &template)),
        );
        Some(Self { policy: policy.into(), ..template })
    }
}

/// The source expression by which a Content-Security-Policy allows this text.
fn csp_hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A page to be written into an HTML file.
///
/// ```
/// let page = banmian::parse("市图书馆开馆", &banmian::Options::default());
/// let html_page = banmian::export::HtmlPage::new(&page, "市图书馆开馆");
/// assert!(html_page.edits.is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HtmlPage<'a> {
    /// Name of the page in an edition.
    pub name: &'a str,
    /// The page.
    pub page: &'a Page,
    /// The text it was parsed from.
    pub text: &'a str,
    /// The edits of the page, to be kept in the file with its text and listed at the foot of the page.
    pub edits: Option<&'a Edits>,
    /// The sheet that the page was read with, to be kept, too.
    pub sheet: Option<&'a Sheet>,
}

impl<'a> HtmlPage<'a> {
    /// A page without a name, edits and sheet.
    ///
    /// ```
    /// let page = banmian::parse("市图书馆开馆", &banmian::Options::default());
    /// assert_eq!(banmian::export::HtmlPage::new(&page, "市图书馆开馆").text, "市图书馆开馆");
    /// ```
    pub fn new(page: &'a Page, text: &'a str) -> Self {
        Self { name: "", page, text, edits: None, sheet: None }
    }
}

impl Default for HtmlTemplate<'_> {
    fn default() -> Self {
        HtmlTemplate {
            policy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:".into(),
            style: concat!(include_str!("../../www/styles/document.css"), include_str!("../../www/styles/front.css"),)
                .into(),
            script: "".into(),
            title: "".into(),
        }
    }
}

/// The style sheet of the articles, shared by the file and the viewer.
///
/// ```
/// assert!(banmian::export::STYLE.contains("banmian-viewer"));
/// ```
pub const STYLE: &str = include_str!("../../www/styles/banmian.css");

/// The style sheet of the list of a page's edits.
const PROVENANCE_STYLE: &str = include_str!("../../www/styles/provenance.css");

// The interface strings of `www/locales`, by language tag.
include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Writes the page as one self-contained HTML file: semantic, readable with scripts off,
/// with the text it was parsed from inside. The same input gives the same bytes.
///
/// `text` is the text the page was parsed from. Linear in the text.
///
/// ```
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆<b>开馆。";
/// let page = banmian::parse(text, &banmian::Options::default());
/// let html = banmian::export::html(&page, text);
/// assert!(html.contains("<article id=\"a1\""));
/// assert!(html.contains("市图书馆新馆&lt;b&gt;开馆。</p>"));
/// ```
pub fn html(page: &Page, text: &str) -> String {
    html_in(&[HtmlPage::new(page, text)], &HtmlTemplate::default())
}

/// Writes pages as one HTML file with the parts of `template`; several pages are an edition.
///
/// ```
/// use banmian::export::{HtmlPage, HtmlTemplate, html_in};
///
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
/// let page = banmian::parse(text, &banmian::Options::default());
/// let front = HtmlPage { name: "A1", ..HtmlPage::new(&page, text) };
/// let html = html_in(&[front, HtmlPage { name: "A2", ..front }], &HtmlTemplate { title: "晚报".into(), ..HtmlTemplate::default() });
/// assert!(html.contains("<title>晚报</title>"));
/// assert!(html.contains("id=\"a1\"") && html.contains("id=\"p2-a1\""));
/// ```
pub fn html_in(pages: &[HtmlPage], template: &HtmlTemplate) -> String {
    let language = pages.first().map_or("und", |entry| &entry.page.source.language);
    let words = words(language);
    let word = |key: &str| words.get(key).map_or("", String::as_str);
    let named = || pages.iter().find_map(title).unwrap_or_else(|| word("title").to_owned());
    let title = if template.title.is_empty() { named() } else { template.title.clone().into_owned() };
    let length: usize = pages.iter().map(|entry| entry.text.len()).sum();
    let mut out = HtmlWriter(String::with_capacity(STYLE.len() + length * 3 + template.script.len()));
    out.0.push_str("<!doctype html>\n");
    out.open("html", &[("lang", language)]);
    out.0.push_str("\n<head>\n<meta charset=\"utf-8\">\n");
    out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &template.policy)]);
    out.0.push_str("\n<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.0.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
    out.open("title", &[]);
    out.text(&title);
    out.close("title");
    for entry in pages {
        let _ = write!(
            out.0,
            "\n<script type=\"application/ld+json\">{}</script>",
            script_safe(&super::json_ld(entry.page))
        );
    }
    let _ = write!(out.0, "\n<style>{}</style>\n</head>\n<body>\n", style(language, template));
    out.open("banmian-viewer", if template.script.is_empty() { &[] } else { &VIEWER });
    out.open("main", &[("class", "bm-main")]);
    out.open("h1", &[("class", "bm-title")]);
    out.text(word("title"));
    out.close("h1");
    for (i, entry) in pages.iter().enumerate() {
        let prefix = if i == 0 { String::new() } else { format!("p{}-", i + 1) };
        markup::page(&mut out, entry.page, &prefix);
        if let Some(edits) = entry.edits {
            disclosure(&mut out, entry.page, edits, &prefix);
        }
    }
    out.close("main");
    let _ = write!(out.0, "\n<script type=\"application/json\">{}</script>\n", data(pages, &template.title));
    out.close("banmian-viewer");
    // beside the viewer, which shows nothing but the pages
    let _ = write!(out.0, "\n{}", super::coins(pages.iter().map(|entry| entry.page)));
    if !template.script.is_empty() {
        let _ = write!(out.0, "\n<script type=\"module\" data-banmian>{}</script>", template.script);
    }
    out.0.push_str("\n</body>\n</html>\n");
    out.0
}

/// The content of the `<style>` element of a file for pages in `language`, whose hash a policy
/// must allow.
///
/// ```
/// let style = banmian::export::style("zh-Hans", &banmian::export::HtmlTemplate::default());
/// assert!(style.starts_with(banmian::export::STYLE));
/// ```
pub fn style(language: &str, template: &HtmlTemplate) -> String {
    let words = words(language);
    let mut out = format!("{STYLE}{PROVENANCE_STYLE}{}:root{{", template.style);
    for (key, value) in words.iter().filter_map(|(key, value)| Some((key.strip_prefix("css.")?, value))) {
        let _ = write!(out, "--banmian-{key}:\"{}\";", css_string_content(value));
    }
    out.push('}');
    out
}

/// Escapes `word` for a quoted CSS string within a `<style>` element, neither of which it ends.
fn css_string_content(word: &str) -> String {
    let plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\' | '<');
    word.chars().map(|c| if plain(c) { c.into() } else { format!("\\{:x} ", u32::from(c)) }).collect()
}

/// The interface strings in `language`, or else in English.
fn words(language: &str) -> BTreeMap<String, String> {
    let of = |wanted: &str| WORDS.iter().find(|(tag, _)| *tag == wanted);
    let json = of(language).or_else(|| of("en")).map_or("", |(_, json)| json);
    serde_json::from_str(json).unwrap_or_default()
}

/// The headline of the lead on one line, at most 80 characters of it.
fn title(entry: &HtmlPage) -> Option<String> {
    let HtmlPage { page, text, .. } = entry;
    let grid = page_grid(page);
    let mut in_order = grid.items.iter().flat_map(|item| &item.articles).map(|&n| &page.articles[n]);
    let block = in_order.find_map(|article| article.headline.as_ref()).or_else(|| page.blocks().next())?;
    let lines: Vec<Cow<str>> = block.pieces(text).map(|(_, shown)| shown).collect();
    Some(lines.join(" ").chars().take(80).collect())
}

/// The source texts as JSON for a `<script>` element. JSON escapes the line endings and NULs that
/// an HTML parser would change, [`script_safe`] what would end the element.
fn data(pages: &[HtmlPage], title: &str) -> String {
    #[derive(Serialize)]
    struct Text<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        name: &'a str,
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        edits: Option<&'a Edits>,
        #[serde(skip_serializing_if = "Option::is_none")]
        sheet: Option<&'a Sheet>,
    }
    #[derive(Serialize)]
    struct Edition<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        title: &'a str,
        pages: Vec<Text<'a>>,
    }
    let texts = pages.iter().map(|&HtmlPage { name, text, edits, sheet, .. }| Text { name, text, edits, sheet });
    let mut pages: Vec<Text> = texts.collect();
    let json = match pages.len() {
        1 if title.is_empty() => serde_json::to_string(&pages.remove(0)),
        _ => serde_json::to_string(&Edition { title, pages }),
    };
    script_safe(&json.unwrap_or_default())
}

/// Escapes JSON so that it cannot end a `<script>` element.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Attributes of the viewer element in a file with the viewer's script.
const VIEWER: [(&str, &str); 5] =
    [("pending", ""), ("hash", ""), ("files", ""), ("corrections", "kept"), ("notes", "kept")];

#[cfg(test)]
mod tests {
    use super::{HtmlPage, HtmlTemplate, css_string_content, html, html_in};

    fn written(text: &str) -> String {
        html(&crate::parse(text, &Default::default()), text)
    }

    #[test]
    fn source_text_is_escaped() {
        let text = "标题<script>alert(1)</script>\n\n本报讯 </script><!-- 昨日,\"市\"图书馆&amp;新馆开馆。";
        let html = written(text);
        assert_eq!(html.matches("<script").count(), 2, "only what is data is a script");
        assert_eq!(html.matches("</script").count(), 2);
        assert!(!html.contains("<!-- "));
    }

    #[test]
    fn styles_and_scripts_cannot_end_their_elements() {
        assert_eq!(css_string_content("无题 \"</style>\\\n"), "无题 \\22 \\3c /style>\\5c \\a ");
        assert!(HtmlTemplate::viewer("'</SCRIPT >'", "und").is_none());
        assert!(HtmlTemplate::viewer("'<!--'", "und").is_none());
    }

    #[test]
    fn the_embedded_text_is_the_source_text() {
        let text = "标题\r\n\r\n本报讯 <b>昨日,\u{0}\u{2028}图书馆\u{1F600}开馆。\r\n";
        let html = written(text);
        let json = html.split("<script type=\"application/json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(data["text"], text);
    }

    #[test]
    fn output_is_deterministic_and_has_a_script_only_on_request() {
        let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
        assert_eq!(written(text), written(text));
        assert!(!written(text).contains("module"));
        let page = crate::parse(text, &Default::default());
        let template = HtmlTemplate { script: "void 0".into(), ..HtmlTemplate::default() };
        assert!(html_in(&[HtmlPage::new(&page, text)], &template).contains("<banmian-viewer pending"));
    }
}
