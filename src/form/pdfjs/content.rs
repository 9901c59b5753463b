//! The JSON of pdf.js: pages of items with their styles.
//!
//! Source: `TextContent`, `TextItem`, `TextMarkedContent` and `TextStyle` in
//! <https://mozilla.github.io/pdf.js/api/draft/module-pdfjsLib.html>.

use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
pub struct Page {
    pub items: Option<Vec<Item>>,
    #[serde(default)]
    pub styles: HashMap<String, Style>,
    pub viewport: Option<Viewport>,
    pub width: Option<f64>,
    pub height: Option<f64>,
    pages: Option<Vec<Page>>,
}

/// A piece of text, or where marked content begins or ends, which has a `type` and no text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub str: Option<String>,
    pub dir: Option<String>,
    pub width: Option<f64>,
    pub height: Option<f64>,
    pub transform: Option<[f64; 6]>,
    pub font_name: Option<String>,
    #[serde(rename = "hasEOL", default)]
    pub has_eol: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Style {
    #[serde(default)]
    pub font_family: String,
    /// `null` where the font does not say.
    pub ascent: Option<f64>,
    pub descent: Option<f64>,
    #[serde(default)]
    pub vertical: bool,
}

#[derive(Deserialize)]
pub struct Viewport {
    pub width: f64,
    pub height: f64,
    /// From the space of the items to that of the viewport.
    pub transform: Option<[f64; 6]>,
}

/// The pages of a file; the error says what is wrong and where.
pub fn pages(bytes: &[u8]) -> Result<Vec<Page>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_list = bytes.trim_ascii_start().starts_with(b"[");
    let pages =
        if is_list { serde_json::from_slice(bytes) } else { serde_json::from_slice(bytes).map(|page| vec![page]) };
    let mut pages: Vec<Page> = pages.map_err(|error| error.to_string())?;
    if !is_list && let Some(listed) = pages.first_mut().and_then(|page| page.pages.take()) {
        pages = listed;
    }
    let is_odd = |page: &Page| page.items.is_none() || page.pages.is_some();
    match pages.iter().position(is_odd) {
        Some(n) => Err(format!("page {} has no `items`", n + 1)),
        None => Ok(pages),
    }
}
