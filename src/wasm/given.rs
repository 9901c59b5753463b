//! Plain objects → options, and a page as far as showing it needs.
//!
//! Read by hand: a derived reader of the whole model is a third of the module's size.

#[cfg(feature = "full")]
mod cues;
#[cfg(feature = "full")]
mod edits;
#[cfg(feature = "full")]
pub(super) use {cues::cues, edits::edits};

use crate::model::{Article, Block, Byline, Correction, Kind, Page, Role, Shape, SourceFacts, Span};
use crate::parse::Options;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

type Given<T> = Result<T, JsError>;

pub(super) fn options(given: &JsValue) -> Given<Options> {
    let mut options = Options::default();
    if given.is_undefined() || given.is_null() {
        return Ok(options);
    }
    let encoding = get(given, "encoding")?;
    if !encoding.is_undefined() {
        options.encoding = encoding.as_string().ok_or_else(|| wrong("encoding"))?;
    }
    let language = get(given, "language")?;
    if !language.is_undefined() {
        options.language = language.as_string().ok_or_else(|| wrong("language"))?;
    }
    #[cfg(feature = "full")]
    if !get(given, "cues")?.is_undefined() {
        options.cues = list(given, "cues", cues)?;
    }
    Ok(options)
}

pub(super) fn page(given: &JsValue) -> Given<Page> {
    let source = get(given, "source")?;
    Ok(Page {
        articles: list(given, "articles", article)?,
        furniture: list(given, "furniture", block)?,
        unplaced: list(given, "unplaced", block)?,
        diagnostics: Vec::new(),
        source: SourceFacts {
            encoding: String::new(),
            language: string(&source, "language")?,
            shape: Shape::Paragraphs,
            bytes: 0,
            utf16: 0,
            lines: 0,
            characters: 0,
        },
    })
}

fn article(given: &JsValue) -> Given<Article> {
    Ok(Article {
        id: string(given, "id")?,
        kind: named(given, "kind", &kinds())?,
        rubric: optional(given, "rubric")?,
        kicker: optional(given, "kicker")?,
        headline: optional(given, "headline")?,
        decks: list(given, "decks", block)?,
        bylines: list(given, "bylines", byline)?,
        blocks: list(given, "blocks", block)?,
        jumps: list(given, "jumps", block)?,
        confidence: number(given, "confidence")? as f32,
        reasons: Vec::new(),
    })
}

fn byline(given: &JsValue) -> Given<Byline> {
    let name = |name: &JsValue| name.as_string().ok_or_else(|| wrong("names"));
    Ok(Byline { block: block(given)?, names: list(given, "names", name)?, duty: String::new() })
}

pub(super) fn block(given: &JsValue) -> Given<Block> {
    Ok(Block {
        role: named(given, "role", &roles())?,
        text: string(given, "text")?,
        spans: list(given, "spans", span)?,
        confidence: number(given, "confidence")? as f32,
        reasons: Vec::new(),
        joins: Vec::new(),
        corrections: if get(given, "corrections")?.is_undefined() {
            Vec::new()
        } else {
            list(given, "corrections", correction)?
        },
    })
}

fn correction(given: &JsValue) -> Given<Correction> {
    Ok(Correction {
        span: span(&get(given, "span")?)?,
        original: string(given, "original")?,
        text: string(given, "text")?,
    })
}

fn roles() -> [(&'static str, Role); 12] {
    Role::ALL.map(|role| (role.name(), role))
}

fn kinds() -> [(&'static str, Kind); 4] {
    Kind::ALL.map(|kind| (kind.name(), kind))
}

fn span(given: &JsValue) -> Given<Span> {
    let utf16 = list(given, "utf16", |at| at.as_f64().ok_or_else(|| wrong("utf16")))?;
    let [from, to] = utf16[..] else { return Err(wrong("utf16")) };
    Ok(Span {
        start: number(given, "start")? as usize,
        end: number(given, "end")? as usize,
        utf16: [from as usize, to as usize],
        line: number(given, "line")? as usize,
    })
}

fn optional(given: &JsValue, key: &str) -> Given<Option<Block>> {
    let value = get(given, key)?;
    if value.is_null() || value.is_undefined() { Ok(None) } else { block(&value).map(Some) }
}

fn list<T>(given: &JsValue, key: &str, each: impl Fn(&JsValue) -> Given<T>) -> Given<Vec<T>> {
    let array: Array = get(given, key)?.dyn_into().map_err(|_| wrong(key))?;
    array.iter().map(|value| each(&value)).collect()
}

fn named<T: Copy>(given: &JsValue, key: &str, names: &[(&str, T)]) -> Given<T> {
    let name = string(given, key)?;
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value).ok_or_else(|| wrong(key))
}

fn string(given: &JsValue, key: &str) -> Given<String> {
    get(given, key)?.as_string().ok_or_else(|| wrong(key))
}

fn number(given: &JsValue, key: &str) -> Given<f64> {
    get(given, key)?.as_f64().ok_or_else(|| wrong(key))
}

fn get(given: &JsValue, key: &str) -> Given<JsValue> {
    Reflect::get(given, &key.into()).map_err(|_| wrong(key))
}

fn wrong(key: &str) -> JsError {
    JsError::new(&format!("`{key}` is missing or is not what parse takes and gives"))
}
