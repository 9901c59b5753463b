//! The WebAssembly skin: the only code that knows the browser.

#[cfg(feature = "desk")]
mod desk;
mod dom;
mod given;

use crate::source::detect::detect;
use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

/// Reads a page out of its text layer; gives it back as a plain object.
///
/// # Errors
///
/// When `options` is not of the form of [`crate::Options`].
#[wasm_bindgen]
pub fn parse(text: &str, options: &JsValue) -> Result<JsValue, JsError> {
    plain(&crate::parse(text, &given::options(options)?))
}

/// Tells which encoding bytes are in, by its name in the Encoding Standard; `undefined` where
/// it is neither Unicode's nor one that Chinese papers use.
///
/// # Errors
///
/// When the bytes are plainly no text; it says what they are.
#[wasm_bindgen]
pub fn encoding(bytes: &[u8]) -> Result<Option<String>, JsError> {
    Ok(detect(bytes)?.map(str::to_owned))
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

/// The languages of the built-in packs.
#[wasm_bindgen]
pub fn languages() -> Vec<String> {
    crate::Cues::built_in().iter().map(|pack| pack.language.to_string()).collect()
}

/// Builds the articles of `page` off the document. `prefix` goes before every id.
///
/// # Errors
///
/// When `page` is not of the form of [`crate::Page`], or there is no document.
#[wasm_bindgen]
pub fn render(page: &JsValue, prefix: &str) -> Result<DocumentFragment, JsError> {
    dom::fragment(&given::page(page)?, prefix)
}

/// [`parse`] and [`render`] at once, as `[page, fragment]`: the page crosses only one way.
///
/// # Errors
///
/// As [`parse`] and [`render`].
#[wasm_bindgen]
pub fn read(text: &str, options: &JsValue, prefix: &str) -> Result<Array, JsError> {
    let page = crate::parse(text, &given::options(options)?);
    let fragment = dom::fragment(&page, prefix)?;
    Ok(Array::of2(&plain(&page)?, &fragment))
}

fn plain(what: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(what.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
