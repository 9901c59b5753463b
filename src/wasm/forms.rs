//! Reading the forms: PDF files and what OCR programs leave.
//!
//! What is read is handed over as JSON, in which numbers have the few digits that a sheet has.

use crate::form::json::{self, Object};
use crate::form::{CMaps, CharacterCollection, Document, Form, FormError, Reader, Step};
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
    /// `{needs}`, the collection whose maps `give` is to bring; `{pages, remarks}`, when everything is
    /// read, with the number of pages that `page` has; or `{error}`.
    pub fn step(&mut self) -> String {
        match std::mem::replace(&mut self.state, State::Read(Vec::new())) {
            State::Reading(mut reader) => match reader.step() {
                Ok(Step::Page) => {
                    let progress = Object::new().count("done", reader.done()).count("count", reader.count());
                    self.state = State::Reading(reader);
                    progress.finish()
                }
                Ok(Step::NeedsCMaps(collection)) => {
                    self.state = State::Reading(reader);
                    Object::new().text("needs", collection.key()).finish()
                }
                Ok(Step::Done) => match reader.finish() {
                    Ok(document) => {
                        let remarks = json::list(document.remarks.iter().map(json::remark));
                        let pages = document.into_pages();
                        let answer = Object::new().json("remarks", &remarks).count("pages", pages.len());
                        self.state = State::Read(pages);
                        answer.finish()
                    }
                    Err(error) => json::problem(&error),
                },
                Err(error) => json::problem(&error),
            },
            State::Failed(error) => json::problem(&error),
            State::Read(_) => Object::new().finish(),
        }
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
        pages.get(index).map(json::page)
    }
}
