//! Reading what other programs make of a PDF or a picture: Markdown of converters, and the text that pdf.js
//! gives.

use crate::form::json::{self, Object};
use crate::form::{self, Form, FormError};
use wasm_bindgen::prelude::*;

/// A document of the form of a name, or of the one that its bytes tell where that is none, as JSON:
/// `{pages, remarks}` with its pages that have text, `{text, sheet}` each; or `{error}`.
#[wasm_bindgen(js_name = readConverted)]
pub fn read_converted(bytes: &[u8], form: &str) -> String {
    let named = Form::ALL.into_iter().find(|one| one.key() == form);
    let form = named.or_else(|| form::detect(bytes)).ok_or(FormError::Unknown);
    match form.and_then(|form| form::read_as(bytes, form)) {
        Ok(document) => {
            let remarks = json::list(document.remarks.iter().map(json::remark));
            let answer = Object::new().json("remarks", &remarks);
            answer.json("pages", &json::list(document.into_pages().iter().map(json::page))).finish()
        }
        Err(error) => json::problem(&error),
    }
}
