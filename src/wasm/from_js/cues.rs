//! JavaScript strings and objects → language packs.

use crate::language::{Cues, CuesError, FieldValue};
use crate::wasm::fields::{JsResult, get};
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsError, JsValue};

/// A language pack: its TOML as a string, or an object of the same fields.
pub(in crate::wasm) fn cues(object: &JsValue) -> JsResult<Cues> {
    let pack = match object.as_string() {
        Some(toml) => Cues::from_toml(&toml),
        None => cues_object(object)?,
    };
    pack.map_err(|error| JsError::new(&error.to_string()))
}

fn cues_object(object: &JsValue) -> JsResult<Result<Cues, CuesError>> {
    // not `instanceof`: an object may come from another realm
    if !object.is_object() {
        return Err(JsError::new("a language pack is its TOML, or an object of the same fields"));
    }
    let object: &Object = object.unchecked_ref();
    let mut cues = Cues::default();
    for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
        if let Err(error) = cues.set(&name, cues_field(&get(object, &name)?), None) {
            return Ok(Err(error));
        }
    }
    Ok(cues.validated())
}

fn cues_field(value: &JsValue) -> FieldValue {
    if let Some(text) = value.as_string() {
        return FieldValue::Text(text);
    }
    let Some(array) = value.dyn_ref::<Array>() else { return FieldValue::Other };
    let item = |item: JsValue| Some((item.as_string()?, None));
    array.iter().map(item).collect::<Option<_>>().map_or(FieldValue::Other, FieldValue::List)
}
