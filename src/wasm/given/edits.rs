//! Plain objects → lists of edits.

use super::{Given, get, kinds, list, named, number, roles, string, wrong};
use crate::edit::{Anchor, Edit, Edits, Place, TextFacts};
use wasm_bindgen::{JsError, JsValue};

/// A list of edits, as [`crate::edit::Edits`] are written.
pub(in crate::wasm) fn edits(given: &JsValue) -> Given<Edits> {
    let source = get(given, "source")?;
    Ok(Edits {
        version: number(given, "version")? as u32,
        source: TextFacts { bytes: number(&source, "bytes")? as usize, sha256: string(&source, "sha256")? },
        edits: list(given, "edits", edit)?,
    })
}

fn edit(given: &JsValue) -> Given<Edit> {
    let at = |key| anchor(&get(given, key)?);
    let all = |key| list(given, key, anchor);
    Ok(match string(given, "kind")?.as_str() {
        "move" => Edit::Move { what: all("what")?, to: place(&get(given, "to")?)? },
        "role" => Edit::Role { what: all("what")?, role: named(given, "role", &roles())? },
        "headline" => Edit::Headline { what: all("what")?, story: at("story")? },
        "join" => Edit::Join { left: at("left")?, right: all("right")? },
        "part" => Edit::Part { at: at("at")? },
        "split" => Edit::Split { at: at("at")? },
        "merge" => Edit::Merge { story: at("story")?, into: at("into")? },
        "kind" => Edit::Kind { story: at("story")?, is: named(given, "is", &kinds())? },
        "correct" => Edit::Correct { at: at("at")?, text: string(given, "text")? },
        "confirm" => Edit::Confirm { what: all("what")?, with: at("with")? },
        kind => return Err(JsError::new(&format!("`{kind}` is no kind of edit"))),
    })
}

fn place(given: &JsValue) -> Given<Place> {
    match given.as_string().as_deref() {
        Some("story") => return Ok(Place::Story),
        Some("page") => return Ok(Place::Page),
        Some(_) => return Err(wrong("to")),
        None => {}
    }
    let behind = get(given, "behind")?;
    if behind.is_undefined() {
        Ok(Place::Before(anchor(&get(given, "before")?)?))
    } else {
        Ok(Place::Behind(anchor(&behind)?))
    }
}

fn anchor(given: &JsValue) -> Given<Anchor> {
    let maybe = |key| -> Given<Option<String>> {
        let value = get(given, key)?;
        if value.is_undefined() { Ok(None) } else { value.as_string().map(Some).ok_or_else(|| wrong(key)) }
    };
    Ok(Anchor {
        start: number(given, "start")? as usize,
        end: number(given, "end")? as usize,
        quote: string(given, "quote")?,
        before: maybe("before")?.unwrap_or_default(),
        after: maybe("after")?.unwrap_or_default(),
        story: maybe("story")?,
    })
}
