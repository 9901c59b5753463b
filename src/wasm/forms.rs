//! Reading the forms: PDF files and what OCR programs leave.
//!
//! What is read is handed over as JSON, in which numbers have the few digits that a sheet has.

use crate::form::json::{self, Object};
use crate::form::{CMaps, CharacterCollection, Document, Form, FormError, Reader, Remark, Step};
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
                        let remarks = json::list(document.remarks.iter().map(remark));
                        let pages = document.into_pages();
                        let answer = Object::new().json("remarks", &remarks).count("pages", pages.len());
                        self.state = State::Read(pages);
                        answer.finish()
                    }
                    Err(error) => problem(&error),
                },
                Err(error) => problem(&error),
            },
            State::Failed(error) => problem(&error),
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
        let Document { text, sheet, .. } = pages.get(index)?;
        Some(Object::new().text("text", text).json("sheet", &json::sheet(sheet)).finish())
    }
}

fn remark(remark: &Remark) -> String {
    let object = Object::new().text("kind", remark.kind()).text("message", &remark.to_string());
    let object = match remark {
        Remark::Unreadable { characters } => object.count("characters", *characters),
        Remark::NoText { page } => object.count("page", *page),
        Remark::MapsMissing { collection } => object.text("collection", collection),
        Remark::Hidden | Remark::Repaired => object,
    };
    object.finish()
}

fn problem(error: &FormError) -> String {
    let object = Object::new().text("kind", error.kind()).text("message", &error.to_string());
    let object = match error {
        FormError::Scanned { pages } | FormError::Outlined { pages } => object.count("pages", *pages),
        FormError::Damaged { what }
        | FormError::Empty { what }
        | FormError::TooLarge { what }
        | FormError::Invalid { what, .. }
        | FormError::NotUtf8 { what }
        | FormError::OtherForm { what, found: None } => object.text("what", what),
        FormError::OtherForm { what, found: Some(found) } => object.text("what", what).text("found", found),
        FormError::Encoding { what, name } => object.text("what", what).text("encoding", name),
        FormError::Unknown | FormError::Encrypted => object,
    };
    Object::new().json("error", &object.finish()).finish()
}
