//! JavaScript objects → options, and pages as far as rendering and exporting them needs.

#[cfg(feature = "full")]
mod cues;
#[cfg(feature = "full")]
mod edits;
#[cfg(feature = "full")]
mod places;
#[cfg(feature = "full")]
pub(super) use {cues::cues, edits::edits};

use super::fields::{JsResult, error_at, get, list, number, string};
use crate::model::{Article, Block, Byline, Correction, Kind, Page, Role, Shape, SourceFacts, Span};
use crate::parse::Options;
use wasm_bindgen::JsValue;

pub(super) fn options(object: &JsValue) -> JsResult<Options> {
    let mut options = Options::default();
    let encoding = get(object, "encoding")?;
    if !encoding.is_undefined() {
        options.encoding = encoding.as_string().ok_or_else(|| error_at("encoding"))?;
    }
    options.doubtful_encoding = get(object, "doubtfulEncoding")?.is_truthy();
    let language = get(object, "language")?;
    if !language.is_undefined() {
        options.language = language.as_string().ok_or_else(|| error_at("language"))?;
    }
    #[cfg(feature = "full")]
    if !get(object, "cues")?.is_undefined() {
        options.cues = list(object, "cues", cues)?;
    }
    Ok(options)
}

pub(super) fn page(object: &JsValue) -> JsResult<Page> {
    let source = get(object, "source")?;
    Ok(Page {
        articles: list(object, "articles", article)?,
        furniture: list(object, "furniture", block)?,
        unplaced: list(object, "unplaced", block)?,
        diagnostics: Vec::new(),
        source: SourceFacts {
            encoding: String::new(),
            language: string(&source, "language")?,
            shape: Shape::Paragraphs,
            bytes: 0,
            utf16: 0,
            lines: 0,
            characters: 0,
            #[cfg(feature = "full")]
            pages: places::sizes(&source)?,
            #[cfg(not(feature = "full"))]
            pages: Vec::new(),
        },
    })
}

fn article(object: &JsValue) -> JsResult<Article> {
    Ok(Article {
        id: string(object, "id")?,
        kind: named(object, "kind", &kinds())?,
        rubric: optional(object, "rubric")?,
        kicker: optional(object, "kicker")?,
        headline: optional(object, "headline")?,
        decks: list(object, "decks", block)?,
        bylines: list(object, "bylines", byline)?,
        blocks: list(object, "blocks", block)?,
        jumps: list(object, "jumps", block)?,
        confidence: number(object, "confidence")? as f32,
        reasons: Vec::new(),
    })
}

fn byline(object: &JsValue) -> JsResult<Byline> {
    let name = |name: &JsValue| name.as_string().ok_or_else(|| error_at("names"));
    Ok(Byline { block: block(object)?, names: list(object, "names", name)?, duty: String::new() })
}

pub(super) fn block(object: &JsValue) -> JsResult<Block> {
    Ok(Block {
        role: named(object, "role", &roles())?,
        text: string(object, "text")?,
        spans: list(object, "spans", span)?,
        confidence: number(object, "confidence")? as f32,
        reasons: Vec::new(),
        joins: Vec::new(),
        corrections: if get(object, "corrections")?.is_undefined() {
            Vec::new()
        } else {
            list(object, "corrections", correction)?
        },
    })
}

fn correction(object: &JsValue) -> JsResult<Correction> {
    Ok(Correction {
        span: span(&get(object, "span")?)?,
        original: string(object, "original")?,
        text: string(object, "text")?,
    })
}

fn roles() -> [(&'static str, Role); 12] {
    Role::ALL.map(|role| (role.name(), role))
}

fn kinds() -> [(&'static str, Kind); 4] {
    Kind::ALL.map(|kind| (kind.name(), kind))
}

fn span(object: &JsValue) -> JsResult<Span> {
    let utf16 = list(object, "utf16", |at| at.as_f64().ok_or_else(|| error_at("utf16")))?;
    let [from, to] = utf16[..] else { return Err(error_at("utf16")) };
    Ok(Span {
        start: number(object, "start")? as usize,
        end: number(object, "end")? as usize,
        utf16: [from as usize, to as usize],
        line: number(object, "line")? as usize,
        #[cfg(feature = "full")]
        place: places::region(&get(object, "place")?)?,
        #[cfg(not(feature = "full"))]
        place: None,
    })
}

fn optional(object: &JsValue, key: &str) -> JsResult<Option<Block>> {
    let value = get(object, key)?;
    if value.is_null() || value.is_undefined() { Ok(None) } else { block(&value).map(Some) }
}

fn named<T: Copy>(object: &JsValue, key: &str, names: &[(&str, T)]) -> JsResult<T> {
    let name = string(object, key)?;
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).ok_or_else(|| error_at(key))
}
