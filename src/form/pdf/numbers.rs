//! Numbers of dictionaries and arrays.
//!
//! They are read as any object is: what reads references to objects is a kilobyte of code for each type.

use hayro_syntax::object::{Array, Dict, Object};

/// The number that a dictionary has under a key.
pub(super) fn number_of(dict: &Dict, key: &[u8]) -> Option<f64> {
    number(dict.get::<Object>(key)?)
}

/// The numbers of an array, up to what is none.
pub(super) fn numbers_of(array: &Array) -> impl Iterator<Item = f64> {
    array.iter::<Object>().map_while(number)
}

fn number(object: Object) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}
