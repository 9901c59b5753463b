//! Editing and exporting, which a viewer loads when they are first used.

use super::{dom, from_js, reading, to_js};
use crate::edit::{self, Anchor, Edits};
use crate::export;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Parses a text and applies a list of edits, and returns `[page, fragment, conflicts, edits]`.
///
/// `edits` may be `undefined`; the returned list is the one to store, with the anchors' places in this
/// text. A conflict's `message` says what is wrong, and what to do. Without `prefix` there is no
/// fragment, and no document is needed.
///
/// # Errors
///
/// As [`read`](super::reading::read), and when `edits` is not of the form of [`crate::edit::Edits`].
#[wasm_bindgen]
pub fn replay(text: &str, options: &JsValue, edits: &JsValue, prefix: Option<String>) -> Result<Array, JsError> {
    let Some(page) = reading::page(text, options, None)? else {
        return Err(JsError::new("this module reads no columns"));
    };
    let options = from_js::options(options)?;
    let edits = if edits.is_undefined() { Edits::new(text) } else { from_js::edits(edits)? };
    let replayed = edit::replay(text, &page, &edits, &options);
    let fragment = match prefix {
        Some(prefix) => dom::fragment(&replayed.page, &prefix)?.into(),
        None => JsValue::UNDEFINED,
    };
    let (page, conflicts, edits) = (to_js(&replayed.page)?, to_js(&replayed.conflicts)?, to_js(&replayed.edits)?);
    Ok([page, fragment, conflicts, edits].iter().collect())
}

/// The anchor of the range between two UTF-16 offsets.
#[wasm_bindgen]
pub fn anchor(text: &str, start: usize, end: usize) -> Result<JsValue, JsError> {
    let byte = |unit: usize| {
        let mut before = 0;
        for (at, c) in text.char_indices() {
            if before >= unit {
                return at;
            }
            before += c.len_utf16();
        }
        text.len()
    };
    to_js(&Anchor::new(text, byte(start)..byte(end)))
}

/// Validates a language pack, TOML or an object of the same fields, and returns its language.
///
/// # Errors
///
/// What is wrong with it, and where.
#[wasm_bindgen(js_name = checkCues)]
pub fn check_cues(cues: &JsValue) -> Result<String, JsError> {
    Ok(from_js::cues(cues)?.language.into_owned())
}

/// Exports a page as `markdown`, `text`, `ndjson`, `json-ld`, `ninjs`, `tei` or `coins`; `edits`, those that
/// were made to the page, may be `undefined`, and are written in TEI alone.
///
/// # Errors
///
/// When `page` is not of the form of [`crate::Page`], or `edits` of that of [`crate::edit::Edits`], or there
/// is no such form.
#[wasm_bindgen]
pub fn write(page: &JsValue, form: &str, edits: &JsValue) -> Result<String, JsError> {
    let page = from_js::page(page)?;
    Ok(match form {
        "markdown" => export::markdown(&page),
        "text" => export::text(&page),
        "ndjson" => export::ndjson(&page),
        "json-ld" => export::json_ld(&page),
        "ninjs" => export::ninjs(&page),
        "tei" if edits.is_undefined() => export::tei(&page),
        "tei" => export::tei_with_edits(&page, &from_js::edits(edits)?),
        "coins" => export::coins([&page]),
        _ => return Err(JsError::new(&format!("`{form}` is none of {FORMS}"))),
    })
}

const FORMS: &str = "markdown, text, ndjson, json-ld, ninjs, tei and coins";

/// The anchors of a whole block of a page.
///
/// # Errors
///
/// When `block` is not of the form of [`crate::Block`].
#[wasm_bindgen]
pub fn anchors(text: &str, block: &JsValue) -> Result<JsValue, JsError> {
    to_js(&Anchor::of(text, &from_js::block(block)?))
}

/// The edits that change a block of a page to read `typed`.
///
/// # Errors
///
/// When `block` is not of the form of [`crate::Block`].
#[wasm_bindgen]
pub fn retype(text: &str, block: &JsValue, typed: &str) -> Result<JsValue, JsError> {
    to_js(&edit::retype(text, &from_js::block(block)?, typed))
}
