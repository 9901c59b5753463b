//! Reading the forms: PDF files and what OCR programs leave.
//!
//! What is read is handed over as JSON, as numbers then have the few digits that a sheet has.

use crate::form::{CMaps, CharacterCollection, Document, Form, FormError, Reader, Remark, Step};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

/// Reads a document of a form in steps.
#[wasm_bindgen]
pub struct FormReader {
    state: State,
}

enum State {
    Reading(Box<Reader>),
    Read(Vec<Document>),
    Failed(FormError),
}

#[wasm_bindgen]
impl FormReader {
    /// A reader of bytes in the form of a name, or in the one that they tell where that is none.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, form: &str) -> Self {
        let form = Form::ALL.into_iter().find(|one| one.key() == form);
        let reader = Reader::new(bytes, form, CMaps::on_demand());
        Self { state: reader.map_or_else(State::Failed, |reader| State::Reading(Box::new(reader))) }
    }

    /// Reads a page, and returns as JSON what has come of it: `{done, count}`, pages that are read so far;
    /// `{needs}`, the collection whose maps `give` is to bring; `{form, pages, remarks}`, when everything
    /// is read, with the number of pages that `page` has; or `{error}`.
    pub fn step(&mut self) -> String {
        let answer = match std::mem::replace(&mut self.state, State::Read(Vec::new())) {
            State::Reading(mut reader) => match reader.step() {
                Ok(Step::Page) => {
                    let progress = json!({ "done": reader.done(), "count": reader.count() });
                    self.state = State::Reading(reader);
                    progress
                }
                Ok(Step::NeedsCMaps(collection)) => {
                    self.state = State::Reading(reader);
                    json!({ "needs": collection.key() })
                }
                Ok(Step::Done) => match reader.finish() {
                    Ok(document) => {
                        let (form, remarks) =
                            (document.form.key(), document.remarks.iter().map(remark).collect::<Value>());
                        let pages = document.into_pages();
                        let answer = json!({ "form": form, "pages": pages.len(), "remarks": remarks });
                        self.state = State::Read(pages);
                        answer
                    }
                    Err(error) => problem(&error),
                },
                Err(error) => problem(&error),
            },
            State::Failed(error) => problem(&error),
            State::Read(_) => Value::Null,
        };
        answer.to_string()
    }

    /// Takes the maps of a collection; bytes that are none where they cannot be had.
    pub fn give(&mut self, collection: &str, pack: &[u8]) {
        let collection = CharacterCollection::ALL.into_iter().find(|one| one.key() == collection);
        if let (State::Reading(reader), Some(collection)) = (&mut self.state, collection) {
            reader.give_cmaps(collection, pack);
        }
    }

    /// A page that has text, as JSON: `{text, sheet}`.
    pub fn page(&self, index: usize) -> Option<String> {
        let State::Read(pages) = &self.state else { return None };
        let Document { text, sheet, .. } = pages.get(index)?;
        let text = serde_json::to_string(text).ok()?;
        Some(format!("{{\"text\":{text},\"sheet\":{}}}", serde_json::to_string(sheet).ok()?))
    }
}

fn remark(remark: &Remark) -> Value {
    let mut value = json!({ "kind": remark.kind(), "message": remark.to_string() });
    match remark {
        Remark::Unreadable { characters } => value["characters"] = json!(characters),
        Remark::NoText { page } => value["page"] = json!(page),
        Remark::MapsMissing { collection } => value["collection"] = json!(collection),
        Remark::Hidden | Remark::Repaired => {}
    }
    value
}

fn problem(error: &FormError) -> Value {
    let mut value = json!({ "kind": error.kind(), "message": error.to_string() });
    match error {
        FormError::Scanned { pages } | FormError::Outlined { pages } => value["pages"] = json!(pages),
        FormError::Damaged { what } | FormError::Empty { what } | FormError::TooLarge { what } => {
            value["what"] = json!(what);
        }
        FormError::OtherForm { what, found } => (value["what"], value["found"]) = (json!(what), json!(found)),
        FormError::Encoding { what, name } => (value["what"], value["encoding"]) = (json!(what), json!(name)),
        FormError::Unknown | FormError::Encrypted => {}
    }
    json!({ "error": value })
}
