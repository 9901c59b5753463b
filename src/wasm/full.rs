//! What reading does without, in a module that is loaded later: correcting a page, and writing it.

use super::{dom, given, plain};
use crate::edit::{self, Anchor, Edits};
use crate::export;
use js_sys::Array;
use wasm_bindgen::prelude::*;

/// [`read`](super::reading::read) with the edits of a list made on the page, as `[page, fragment,
/// conflicts, edits]`. `edits` may be `undefined`; what comes back is the list as it is to be kept, its places
/// those of this text. A conflict says in its `message` what is wrong, and what to do. Without
/// `prefix` there is no fragment, and no document is needed.
///
/// # Errors
///
/// As [`read`](super::reading::read), and when `edits` is not of the form of [`crate::edit::Edits`].
#[wasm_bindgen]
pub fn replay(text: &str, options: &JsValue, edits: &JsValue, prefix: Option<String>) -> Result<Array, JsError> {
    let options = given::options(options)?;
    let edits = if edits.is_undefined() { Edits::new(text) } else { given::edits(edits)? };
    let replayed = edit::replay(text, &crate::parse(text, &options), &edits, &options);
    let fragment = match prefix {
        Some(prefix) => dom::fragment(&replayed.page, &prefix)?.into(),
        None => JsValue::UNDEFINED,
    };
    let (page, conflicts, edits) = (plain(&replayed.page)?, plain(&replayed.conflicts)?, plain(&replayed.edits)?);
    Ok([page, fragment, conflicts, edits].iter().collect())
}

/// The anchor of what stands between two UTF-16 offsets: what an edit names things by.
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
    plain(&Anchor::new(text, byte(start)..byte(end)))
}

/// Looks at a language pack, TOML or an object of the same fields, before it is used; gives
/// back the language it is for.
///
/// # Errors
///
/// What is wrong with it, and where.
#[wasm_bindgen(js_name = checkCues)]
pub fn check_cues(cues: &JsValue) -> Result<String, JsError> {
    Ok(given::cues(cues)?.language.into_owned())
}

/// Writes a page in another form: `markdown`, `text`, `ndjson`, `json-ld`, `ninjs` or `tei`.
///
/// # Errors
///
/// When `page` is not of the form of [`crate::Page`], or there is no such form.
#[wasm_bindgen]
pub fn write(page: &JsValue, form: &str) -> Result<String, JsError> {
    let page = given::page(page)?;
    Ok(match form {
        "markdown" => export::markdown(&page),
        "text" => export::text(&page),
        "ndjson" => export::ndjson(&page),
        "json-ld" => export::json_ld(&page),
        "ninjs" => export::ninjs(&page),
        "tei" => export::tei(&page),
        _ => return Err(JsError::new(&format!("`{form}` is none of markdown, text, ndjson, json-ld, ninjs and tei"))),
    })
}

/// The anchors of all that a block of a page is made of.
///
/// # Errors
///
/// When `block` is not of the form of [`crate::Block`].
#[wasm_bindgen]
pub fn anchors(text: &str, block: &JsValue) -> Result<JsValue, JsError> {
    plain(&Anchor::of(text, &given::block(block)?))
}

/// The edits by which a block of a page comes to read `typed`.
///
/// # Errors
///
/// When `block` is not of the form of [`crate::Block`].
#[wasm_bindgen]
pub fn retype(text: &str, block: &JsValue, typed: &str) -> Result<JsValue, JsError> {
    plain(&edit::retype(text, &given::block(block)?, typed))
}
