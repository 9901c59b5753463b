//! JavaScript objects → where spans stand on paper, which only exports need.

use crate::model::{PageSize, Region};
use crate::wasm::fields::{JsResult, get, list, number};
use wasm_bindgen::JsValue;

/// The sizes of the pages of a source; none where they are not known.
pub(super) fn sizes(source: &JsValue) -> JsResult<Vec<PageSize>> {
    if get(source, "pages")?.is_undefined() {
        return Ok(Vec::new());
    }
    list(source, "pages", |size| {
        Ok(PageSize { width: number(size, "width")? as f32, height: number(size, "height")? as f32 })
    })
}

/// The region that an object is; `None` of `undefined`.
pub(super) fn region(object: &JsValue) -> JsResult<Option<Region>> {
    if object.is_undefined() || object.is_null() {
        return Ok(None);
    }
    let edge = |key| number(object, key).map(|edge| edge as f32);
    Ok(Some(Region {
        page: number(object, "page")? as usize,
        x0: edge("x0")?,
        y0: edge("y0")?,
        x1: edge("x1")?,
        y1: edge("y1")?,
        vertical: get(object, "vertical")?.is_truthy(),
    }))
}
