//! Language packs that a host gives.

use super::{Given, get};
use crate::language::{Cues, CuesError, Given as Field};
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// A language pack: its TOML as a string, or an object of the same fields.
pub(in crate::wasm) fn cues(given: &JsValue) -> Given<Cues> {
    let pack = match given.as_string() {
        Some(toml) => Cues::from_toml(&toml),
        None => cues_object(given)?,
    };
    pack.map_err(|error| JsError::new(&error.to_string()))
}

fn cues_object(given: &JsValue) -> Given<Result<Cues, CuesError>> {
    // not `instanceof`: an object may come from another realm
    if !given.is_object() {
        return Err(JsError::new("a language pack is its TOML, or an object of the same fields"));
    }
    let object: &Object = given.unchecked_ref();
    let mut cues = Cues::default();
    for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
        if let Err(error) = cues.put(&name, cues_field(&get(given, &name)?), None) {
            return Ok(Err(error));
        }
    }
    Ok(cues.finished())
}

fn cues_field(value: &JsValue) -> Field {
    if let Some(text) = value.as_string() {
        return Field::Text(text);
    }
    let Some(array) = value.dyn_ref::<Array>() else { return Field::Other };
    let item = |item: JsValue| Some((item.as_string()?, None));
    array.iter().map(item).collect::<Option<_>>().map_or(Field::Other, Field::List)
}
