//! The page as one HTML file that needs nothing else.

use super::markup::{self, Markup};
use crate::edit::Edits;
use crate::model::Page;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What stands around the articles in an HTML file.
///
/// ```
/// let shell = banmian::export::Shell::default();
/// assert!(shell.policy.starts_with("default-src 'none'"));
/// assert!(shell.script.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell<'a> {
    /// The file's Content-Security-Policy.
    pub policy: Cow<'a, str>,
    /// Style of the document around the page, written as it is.
    pub style: Cow<'a, str>,
    /// A module script that makes the page a viewer, written as it is: it is trusted and
    /// must not contain `</script`. Without one the file stays a plain document.
    pub script: Cow<'a, str>,
    /// What the file is called; after its first headline if empty.
    pub title: Cow<'a, str>,
}

impl<'a> Shell<'a> {
    /// A shell with the viewer's script, by which a file for pages in `language` is the viewer
    /// where scripts run, and a policy that lets nothing else run. None if the script would
    /// end the element it is to stand in.
    ///
    /// ```
    /// let shell = banmian::export::Shell::viewer("void 0", "zh-Hans").unwrap();
    /// assert!(shell.policy.contains("script-src 'sha256-"));
    /// assert!(banmian::export::Shell::viewer("'</script>'", "zh-Hans").is_none());
    /// ```
    pub fn viewer(script: &'a str, language: &str) -> Option<Self> {
        if script.contains("<!--") || script.to_ascii_lowercase().contains("</script") {
            return None;
        }
        let shell = Self { script: script.into(), ..Self::default() };
        let policy = format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; \
             worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
            allowed(script),
            allowed(&style(language, &shell)),
        );
        Some(Self { policy: policy.into(), ..shell })
    }
}

/// What of a file a policy lets through: the text with this digest.
fn allowed(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A page that is written into a file.
///
/// ```
/// let page = banmian::parse("市图书馆开馆", &banmian::Options::default());
/// let sheet = banmian::export::Sheet::new(&page, "市图书馆开馆");
/// assert!(sheet.edits.is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// What the page is called among others.
    pub name: &'a str,
    /// The page.
    pub page: &'a Page,
    /// The text it was read from.
    pub text: &'a str,
    /// What was corrected in the page, to be kept in the file with its text.
    pub edits: Option<&'a Edits>,
}

impl<'a> Sheet<'a> {
    /// A page without a name, as it was read.
    ///
    /// ```
    /// let page = banmian::parse("市图书馆开馆", &banmian::Options::default());
    /// assert_eq!(banmian::export::Sheet::new(&page, "市图书馆开馆").text, "市图书馆开馆");
    /// ```
    pub fn new(page: &'a Page, text: &'a str) -> Self {
        Self { name: "", page, text, edits: None }
    }
}

impl Default for Shell<'_> {
    fn default() -> Self {
        Shell {
            policy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:".into(),
            style: include_str!("../../www/styles/document.css").into(),
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

// The words of every language there is a file of, by its tag.
include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Writes the page as one self-contained HTML file: semantic, readable with scripts off,
/// with the text it was read from inside. The same input gives the same bytes.
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
    html_in(&[Sheet::new(page, text)], &Shell::default())
}

/// Writes pages as one HTML file with what `shell` adds to it; several are an edition.
///
/// ```
/// use banmian::export::{Sheet, Shell, html_in};
///
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
/// let page = banmian::parse(text, &banmian::Options::default());
/// let front = Sheet { name: "A1", ..Sheet::new(&page, text) };
/// let html = html_in(&[front, Sheet { name: "A2", ..front }], &Shell { title: "晚报".into(), ..Shell::default() });
/// assert!(html.contains("<title>晚报</title>"));
/// assert!(html.contains("id=\"a1\"") && html.contains("id=\"p2-a1\""));
/// ```
pub fn html_in(sheets: &[Sheet], shell: &Shell) -> String {
    let language = sheets.first().map_or("und", |sheet| &sheet.page.source.language);
    let words = words(language);
    let word = |key: &str| words.get(key).map_or("", String::as_str);
    let named = || sheets.iter().find_map(title).unwrap_or_else(|| word("title").to_owned());
    let title = if shell.title.is_empty() { named() } else { shell.title.clone().into_owned() };
    let length: usize = sheets.iter().map(|sheet| sheet.text.len()).sum();
    let mut out = Html(String::with_capacity(STYLE.len() + length * 3 + shell.script.len()));
    out.0.push_str("<!doctype html>\n");
    out.open("html", &[("lang", language)]);
    out.0.push_str("\n<head>\n<meta charset=\"utf-8\">\n");
    out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &shell.policy)]);
    out.0.push_str("\n<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.0.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
    out.open("title", &[]);
    out.text(&title);
    out.close("title");
    for sheet in sheets {
        let _ =
            write!(out.0, "\n<script type=\"application/ld+json\">{}</script>", scripted(&super::json_ld(sheet.page)));
    }
    let _ = write!(out.0, "\n<style>{}</style>\n</head>\n<body>\n", style(language, shell));
    out.open("banmian-viewer", if shell.script.is_empty() { &[] } else { &VIEWER });
    out.open("main", &[("class", "bm-main")]);
    out.open("h1", &[("class", "bm-title")]);
    out.text(word("title"));
    out.close("h1");
    for (i, sheet) in sheets.iter().enumerate() {
        let prefix = if i == 0 { String::new() } else { format!("p{}-", i + 1) };
        markup::page(&mut out, sheet.page, &prefix);
    }
    out.close("main");
    let _ = write!(out.0, "\n<script type=\"application/json\">{}</script>\n", data(sheets, &shell.title));
    out.close("banmian-viewer");
    if !shell.script.is_empty() {
        let _ = write!(out.0, "\n<script type=\"module\" data-banmian>{}</script>", shell.script);
    }
    out.0.push_str("\n</body>\n</html>\n");
    out.0
}

/// The style of a file for pages in `language`, as it stands in its `<style>`: what a policy's
/// hash is of.
///
/// ```
/// let style = banmian::export::style("zh-Hans", &banmian::export::Shell::default());
/// assert!(style.starts_with(banmian::export::STYLE));
/// ```
pub fn style(language: &str, shell: &Shell) -> String {
    let words = words(language);
    let mut out = format!("{STYLE}{}:root{{", shell.style);
    for (key, value) in words.iter().filter_map(|(key, value)| Some((key.strip_prefix("css.")?, value))) {
        let _ = write!(out, "--banmian-{key}:\"{}\";", quoted(value));
    }
    out.push('}');
    out
}

/// A word within quotes of a style sheet, which ends neither them nor the element they stand in.
fn quoted(word: &str) -> String {
    let plain = |sign: char| !sign.is_control() && !matches!(sign, '"' | '\\' | '<');
    word.chars().map(|sign| if plain(sign) { sign.into() } else { format!("\\{:x} ", u32::from(sign)) }).collect()
}

/// The interface's words in the page's language, or in English.
fn words(language: &str) -> BTreeMap<String, String> {
    let of = |wanted: &str| WORDS.iter().find(|(tag, _)| *tag == wanted);
    let json = of(language).or_else(|| of("en")).map_or("", |(_, json)| json);
    serde_json::from_str(json).unwrap_or_default()
}

/// The first headline on one line, cut where a title would be.
fn title(sheet: &Sheet) -> Option<String> {
    let Sheet { page, text, .. } = sheet;
    let headline = page.articles.iter().find_map(|article| article.headline.as_ref());
    let block = headline.or_else(|| page.blocks().next())?;
    let lines: Vec<Cow<str>> = block.pieces(text).map(|(_, shown)| shown).collect();
    Some(lines.join(" ").chars().take(80).collect())
}

/// The texts as JSON that no HTML parser changes: it would end a script at `</script` and
/// turn line ends and NULs into others.
fn data(sheets: &[Sheet], title: &str) -> String {
    #[derive(Serialize)]
    struct Text<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        name: &'a str,
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        edits: Option<&'a Edits>,
    }
    #[derive(Serialize)]
    struct Edition<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        title: &'a str,
        pages: Vec<Text<'a>>,
    }
    let texts = sheets.iter().map(|&Sheet { name, text, edits, .. }| Text { name, text, edits });
    let mut pages: Vec<Text> = texts.collect();
    let json = match pages.len() {
        1 if title.is_empty() => serde_json::to_string(&pages.remove(0)),
        _ => serde_json::to_string(&Edition { title, pages }),
    };
    scripted(&json.unwrap_or_default())
}

fn scripted(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// What a file that is a viewer offers its reader.
const VIEWER: [(&str, &str); 4] = [("pending", ""), ("hash", ""), ("files", ""), ("corrections", "kept")];

/// Markup as text.
pub(super) struct Html(pub String);

impl Markup for Html {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"");
            html_escape::encode_double_quoted_attribute_to_string(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn text(&mut self, text: &str) {
        html_escape::encode_text_to_string(text, &mut self.0);
    }

    fn close(&mut self, tag: &'static str) {
        let _ = write!(self.0, "</{tag}>");
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, Shell, html, html_in, quoted};

    fn written(text: &str) -> String {
        html(&crate::parse(text, &Default::default()), text)
    }

    #[test]
    fn text_is_never_markup() {
        let text = "标题<script>alert(1)</script>\n\n本报讯 </script><!-- 昨日,\"市\"图书馆&amp;新馆开馆。";
        let html = written(text);
        assert_eq!(html.matches("<script").count(), 2, "only what is data is a script");
        assert_eq!(html.matches("</script").count(), 2);
        assert!(!html.contains("<!-- "));
    }

    #[test]
    fn what_would_end_an_element_ends_none() {
        assert_eq!(quoted("无题 \"</style>\\\n"), "无题 \\22 \\3c /style>\\5c \\a ");
        assert!(Shell::viewer("'</SCRIPT >'", "und").is_none());
        assert!(Shell::viewer("'<!--'", "und").is_none());
    }

    #[test]
    fn the_text_inside_is_the_text_that_was_read() {
        let text = "标题\r\n\r\n本报讯 <b>昨日,\u{0}\u{2028}图书馆\u{1F600}开馆。\r\n";
        let html = written(text);
        let json = html.split("<script type=\"application/json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(data["text"], text);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes_and_no_script_unasked() {
        let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
        assert_eq!(written(text), written(text));
        assert!(!written(text).contains("module"));
        let page = crate::parse(text, &Default::default());
        let shell = Shell { script: "void 0".into(), ..Shell::default() };
        assert!(html_in(&[Sheet::new(&page, text)], &shell).contains("<banmian-viewer pending"));
    }
}
