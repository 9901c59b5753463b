//! The fields of JavaScript objects.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

pub type JsResult<T> = Result<T, JsError>;

/// The elements of a list in a field, each read by `each`.
pub fn list<T>(object: &JsValue, key: &str, each: impl Fn(&JsValue) -> JsResult<T>) -> JsResult<Vec<T>> {
    let array: Array = get(object, key)?.dyn_into().map_err(|_| error_at(key))?;
    array.iter().map(|value| each(&value)).collect()
}

/// The string in a field.
#[cfg(feature = "reading")]
pub fn string(object: &JsValue, key: &str) -> JsResult<String> {
    get(object, key)?.as_string().ok_or_else(|| error_at(key))
}

/// The number in a field.
pub fn number(object: &JsValue, key: &str) -> JsResult<f64> {
    get(object, key)?.as_f64().ok_or_else(|| error_at(key))
}

/// A field of an object; `undefined` of no object.
pub fn get(object: &JsValue, key: &str) -> JsResult<JsValue> {
    if object.is_undefined() || object.is_null() {
        return Ok(JsValue::UNDEFINED);
    }
    Reflect::get(object, &key.into()).map_err(|_| error_at(key))
}

/// What is wrong with a field.
pub fn error_at(key: &str) -> JsError {
    JsError::new(&format!("`{key}` is missing or is not what parse takes and gives"))
}
