//! JavaScript objects → lists of edits.

use super::{kinds, named, roles};
use crate::edit::{Anchor, Edit, Edits, Entry, Place, Provenance, TextFacts, Timestamp};
use crate::wasm::fields::{JsResult, error_at, get, list, number, string};
use wasm_bindgen::{JsError, JsValue};

/// A list of edits, as [`crate::edit::Edits`] are written.
pub(in crate::wasm) fn edits(object: &JsValue) -> JsResult<Edits> {
    let source = get(object, "source")?;
    Ok(Edits {
        version: number(object, "version")? as u32,
        source: TextFacts { bytes: number(&source, "bytes")? as usize, sha256: string(&source, "sha256")? },
        edits: list(object, "edits", entry)?,
    })
}

fn entry(object: &JsValue) -> JsResult<Entry> {
    let given = get(object, "provenance")?;
    if given.is_undefined() {
        return Ok(edit(object)?.into());
    }
    let at = maybe(&given, "at")?.map(|at| Timestamp::parse(&at)).transpose()?;
    Ok(Entry { edit: edit(object)?, provenance: Some(Provenance { at, by: maybe(&given, "by")? }) })
}

fn edit(object: &JsValue) -> JsResult<Edit> {
    let at = |key| anchor(&get(object, key)?);
    let all = |key| list(object, key, anchor);
    Ok(match string(object, "kind")?.as_str() {
        "move" => Edit::Move { what: all("what")?, to: place(&get(object, "to")?)? },
        "role" => Edit::Role { what: all("what")?, role: named(object, "role", &roles())? },
        "headline" => Edit::Headline { what: all("what")?, story: at("story")? },
        "join" => Edit::Join { left: at("left")?, right: all("right")? },
        "part" => Edit::Part { at: at("at")? },
        "split" => Edit::Split { at: at("at")? },
        "merge" => Edit::Merge { story: at("story")?, into: at("into")? },
        "kind" => Edit::Kind { story: at("story")?, is: named(object, "is", &kinds())? },
        "correct" => Edit::Correct { at: at("at")?, text: string(object, "text")? },
        "confirm" => Edit::Confirm { what: all("what")?, with: at("with")? },
        kind => return Err(JsError::new(&format!("`{kind}` is no kind of edit"))),
    })
}

fn place(object: &JsValue) -> JsResult<Place> {
    match object.as_string().as_deref() {
        Some("story") => return Ok(Place::Story),
        Some("page") => return Ok(Place::Page),
        Some(_) => return Err(error_at("to")),
        None => {}
    }
    let behind = get(object, "behind")?;
    if behind.is_undefined() {
        Ok(Place::Before(anchor(&get(object, "before")?)?))
    } else {
        Ok(Place::Behind(anchor(&behind)?))
    }
}

fn anchor(object: &JsValue) -> JsResult<Anchor> {
    Ok(Anchor {
        start: number(object, "start")? as usize,
        end: number(object, "end")? as usize,
        quote: string(object, "quote")?,
        before: maybe(object, "before")?.unwrap_or_default(),
        after: maybe(object, "after")?.unwrap_or_default(),
        story: maybe(object, "story")?,
    })
}

/// The string in a field that may be missing.
fn maybe(object: &JsValue, key: &str) -> JsResult<Option<String>> {
    let value = get(object, key)?;
    if value.is_undefined() { Ok(None) } else { value.as_string().map(Some).ok_or_else(|| error_at(key)) }
}
