//! Finding columns, for the module `reading`: side by side in a text, or where lines stand on paper.

use super::{lines, sheet};
use crate::parse::{Options, layout};
use crate::text::Source;
use wasm_bindgen::prelude::*;

/// The lines of a text in reading order, as `parse` of the module `reading` takes them. `language` is
/// that of the built-in pack to use, or empty; `sheet` is a [`Sheet`](crate::form::Sheet) of the text, or
/// `undefined`.
///
/// # Errors
///
/// When `sheet` is not of that form.
#[wasm_bindgen]
pub fn columns(text: &str, language: &str, sheet: &JsValue) -> Result<Vec<u32>, JsError> {
    let options = Options { language: language.into(), ..Options::default() };
    let (source, cues) = (Source::new(text), options.pack(text));
    let layout = match sheet::sheet(sheet)? {
        Some(sheet) => layout::analyze_sheet(&source, cues, &sheet),
        None => layout::analyze(&source, cues),
    };
    Ok(lines::numbers(&layout))
}
