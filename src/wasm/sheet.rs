//! A JavaScript object → the sheet.

use super::fields::{JsResult, get, list, number};
use crate::form::{Bounds, Rule, Run, Sheet, SheetPage};
use wasm_bindgen::JsValue;

/// The sheet that an object is, as far as reading needs it; `None` of `undefined`.
pub(super) fn sheet(object: &JsValue) -> JsResult<Option<Sheet>> {
    if object.is_undefined() || object.is_null() {
        return Ok(None);
    }
    Ok(Some(Sheet { pages: list(object, "pages", page)? }))
}

fn page(object: &JsValue) -> JsResult<SheetPage> {
    Ok(SheetPage {
        width: length(object, "width")?,
        height: length(object, "height")?,
        runs: list(object, "runs", run)?,
        rules: drawn(object, "rules", |rule| Ok(Rule { bounds: bounds(rule)? }))?,
        pictures: drawn(object, "pictures", bounds)?,
    })
}

/// The elements of a list in a field, which may be missing.
fn drawn<T>(object: &JsValue, key: &str, each: fn(&JsValue) -> JsResult<T>) -> JsResult<Vec<T>> {
    let given = get(object, key)?;
    if given.is_undefined() || given.is_null() { Ok(Vec::new()) } else { list(object, key, each) }
}

fn run(object: &JsValue) -> JsResult<Run> {
    let (bytes, initial) = (get(object, "bytes")?, get(object, "initial")?);
    Ok(Run {
        bytes: number(&bytes, "start")? as usize..number(&bytes, "end")? as usize,
        bounds: bounds(object)?,
        size: length(object, "size")?,
        bold: get(object, "bold")?.is_truthy(),
        vertical: get(object, "vertical")?.is_truthy(),
        heading: get(object, "heading")?.is_truthy(),
        confidence: get(object, "confidence")?.as_f64().map(|confidence| confidence as f32),
        initial: if initial.is_undefined() || initial.is_null() { None } else { Some(bounds(&initial)?) },
        ..Run::default()
    })
}

fn bounds(object: &JsValue) -> JsResult<Bounds> {
    let edge = |key| length(object, key);
    Ok(Bounds { x0: edge("x0")?, y0: edge("y0")?, x1: edge("x1")?, y1: edge("y1")? })
}

fn length(object: &JsValue, key: &str) -> JsResult<f32> {
    Ok(number(object, key)? as f32)
}
