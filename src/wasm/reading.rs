//! Reading a page, and showing it.

use super::{dom, given, lines, plain};
use crate::Page;
use crate::parse::{layout, parse_layout};
use crate::text::Source;
use crate::text::detect::detect;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

/// Reads a page out of its text layer; gives it back as a plain object. Where columns stand side
/// by side and this module is without them, that is `undefined`, and to be asked again with the
/// `lines` that another module has found.
///
/// # Errors
///
/// When `options` is not of the form of [`crate::Options`], or the lines are not those of the text.
#[wasm_bindgen]
pub fn parse(text: &str, options: &JsValue, lines: Option<Vec<u32>>) -> Result<JsValue, JsError> {
    page(text, options, lines)?.map_or(Ok(JsValue::UNDEFINED), |page| plain(&page))
}

fn page(text: &str, options: &JsValue, lines: Option<Vec<u32>>) -> Result<Option<Page>, JsError> {
    let options = given::options(options)?;
    let (source, cues) = (Source::new(text), options.pack(text));
    let layout = match lines {
        Some(lines) => {
            lines::layout(text, &lines).ok_or_else(|| JsError::new("the lines are not those of the text"))?
        }
        None => {
            let layout = layout::read_down(&source, cues);
            if layout.side_by_side && !cfg!(feature = "columns") {
                return Ok(None);
            }
            layout
        }
    };
    Ok(Some(parse_layout(&source, &layout, cues, &options)))
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

/// [`parse`] and [`render`] at once, as `[page, fragment]`: the page crosses only one way. `undefined`
/// where [`parse`] gives that.
///
/// # Errors
///
/// As [`parse`] and [`render`].
#[wasm_bindgen]
pub fn read(text: &str, options: &JsValue, prefix: &str, lines: Option<Vec<u32>>) -> Result<Option<Array>, JsError> {
    let Some(page) = page(text, options, lines)? else { return Ok(None) };
    let fragment = dom::fragment(&page, prefix)?;
    Ok(Some(Array::of2(&plain(&page)?, &fragment)))
}
