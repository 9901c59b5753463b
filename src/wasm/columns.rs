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
        Some(sheet) => layout::analyze_sheet(&source, cues, &sheet).0,
        None => layout::analyze(&source, cues),
    };
    Ok(lines::numbers(&layout))
}

/// The regions of spans on paper, six numbers each: the page, or 0 where it stands on none, whether it is
/// vertical, and the edges of [`Region`](crate::Region). `spans` are the first and the last byte of each.
///
/// # Errors
///
/// When `sheet` is not a [`Sheet`](crate::form::Sheet).
#[wasm_bindgen]
pub fn regions(text: &str, sheet: &JsValue, spans: &[u32]) -> Result<Vec<f32>, JsError> {
    let places = layout::places(&Source::new(text), &sheet::sheet(sheet)?.unwrap_or_default());
    let region = |&[start, end]: &[u32; 2]| {
        let region = places.region(text, &(start as usize..end as usize)).unwrap_or_default();
        [region.page as f32, f32::from(u8::from(region.vertical)), region.x0, region.y0, region.x1, region.y1]
    };
    Ok(spans.as_chunks().0.iter().flat_map(region).collect())
}
