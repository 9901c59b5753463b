//! Parsing and rendering pages.

use super::{dom, fields, from_js, lines, to_js};
use crate::export::page_grid;
use crate::parse::{Layout, layout, parse_layout};
use crate::text::detect::detect;
use crate::text::{Places, Source};
use crate::{Cues, Page};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

/// Parses the text layer of a page, and returns the page as a plain object.
///
/// `options` are those of [`crate::Options`], and the [`Sheet`](crate::form::Sheet) of the text as
/// `sheet`, if there is one. If the page has columns side by side or a sheet and this module is built
/// without columns, it returns `undefined`: call it again with the `lines` that the module `columns` returns.
///
/// # Errors
///
/// When `options` is not of the form of [`crate::Options`], or the lines are not those of the text.
#[wasm_bindgen]
pub fn parse(text: &str, options: &JsValue, lines: Option<Vec<u32>>) -> Result<JsValue, JsError> {
    page(text, options, lines)?.map_or(Ok(JsValue::UNDEFINED), |page| to_js(&page))
}

pub(super) fn page(text: &str, given: &JsValue, lines: Option<Vec<u32>>) -> Result<Option<Page>, JsError> {
    let options = from_js::options(given)?;
    let (source, cues) = (Source::new(text), options.pack(text));
    let (layout, places) = match lines {
        Some(lines) => {
            let layout = lines::layout(text, &lines);
            (layout.ok_or_else(|| JsError::new("the lines are not those of the text"))?, Places::default())
        }
        None => match own_layout(&source, cues, &fields::get(given, "sheet")?)? {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    Ok(Some(parse_layout(&source.with_places(places), &layout, cues, &options)))
}

/// The layout and the places, where this module can tell them.
#[cfg(feature = "columns")]
fn own_layout(source: &Source, cues: &Cues, sheet: &JsValue) -> Result<Option<(Layout, Places)>, JsError> {
    Ok(Some(match super::sheet::sheet(sheet)? {
        Some(sheet) => layout::analyze_sheet(source, cues, &sheet),
        None => (layout::analyze(source, cues), Places::default()),
    }))
}

/// The layout and the places, where this module can tell them.
#[cfg(not(feature = "columns"))]
fn own_layout(source: &Source, cues: &Cues, sheet: &JsValue) -> Result<Option<(Layout, Places)>, JsError> {
    if !sheet.is_undefined() && !sheet.is_null() {
        return Ok(None);
    }
    let layout = layout::analyze(source, cues);
    Ok(if layout.side_by_side { None } else { Some((layout, Places::default())) })
}

/// Detects the encoding of bytes, and returns its name in the Encoding Standard (or `UTF-32LE`,
/// `UTF-32BE`), and whether it is doubtful.
///
/// # Errors
///
/// When the bytes are a binary file; the message says of which type.
#[wasm_bindgen]
pub fn encoding(bytes: &[u8]) -> Result<Array, JsError> {
    let detected = detect(bytes)?;
    Ok(Array::of2(&detected.name.into(), &detected.doubtful.into()))
}

/// The languages of the built-in packs.
#[wasm_bindgen]
pub fn languages() -> Vec<String> {
    crate::Cues::built_in().iter().map(|pack| pack.language.to_string()).collect()
}

/// Builds the elements of `page` in a fragment outside the document. `prefix` goes before every id.
///
/// # Errors
///
/// When `page` is not of the form of [`crate::Page`], or there is no document.
#[wasm_bindgen]
pub fn render(page: &JsValue, prefix: &str) -> Result<DocumentFragment, JsError> {
    dom::fragment(&from_js::page(page)?, prefix)
}

/// The weight that each article of `page` has for opening it, as numbers in the order of its articles;
/// 0 for what never does, such as a notice.
///
/// # Errors
///
/// When `page` is not of the form of [`crate::Page`].
#[wasm_bindgen]
pub fn weights(page: &JsValue) -> Result<Array, JsError> {
    Ok(page_grid::weights(&from_js::page(page)?).into_iter().map(JsValue::from).collect())
}

/// [`parse`] and [`render`] at once, as `[page, fragment]`, so that the page is converted only once;
/// `undefined` if [`parse`] returns that.
///
/// # Errors
///
/// As [`parse`] and [`render`].
#[wasm_bindgen]
pub fn read(text: &str, options: &JsValue, prefix: &str, lines: Option<Vec<u32>>) -> Result<Option<Array>, JsError> {
    let Some(page) = page(text, options, lines)? else { return Ok(None) };
    let fragment = dom::fragment(&page, prefix)?;
    Ok(Some(Array::of2(&to_js(&page)?, &fragment)))
}
