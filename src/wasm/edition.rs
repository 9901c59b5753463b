//! Pages as one file: a book, a feed, a list of references.

use super::fields::{get, string};
use super::{from_js, to_js};
use crate::export::atom::AtomFeed;
use crate::export::book::Book;
use crate::export::references::{Reference, References};
use crate::export::{bibtex, csl, ris};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

enum File {
    Epub(Book),
    Atom(AtomFeed),
    References(References, fn(&[Reference]) -> String),
}

thread_local! {
    /// The file that is being written. The module has one thread, and its caller writes one at a time.
    static FILE: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Writes several pages as one file, a page at a call, so that a browser has its turn between them.
///
/// `part` with a `form` (`epub`, `atom`, `ris`, `csl-json` or `bibtex`) and a `title` begins a file; with a
/// `page`, its `name`, and the time in RFC 3339 at which it was `made`, adds to it; without a page ends it.
/// Of a book each call returns paths and texts of files, which the caller puts into an archive, as browsers
/// have a compressor; of the others the last call returns the text.
///
/// # Errors
///
/// When there is no such form, when `page` is not of the form of [`crate::Page`], and when no file was begun.
#[wasm_bindgen(js_name = writeEdition)]
pub fn write_edition(part: &JsValue) -> Result<JsValue, JsError> {
    let (form, page) = (get(part, "form")?, get(part, "page")?);
    let mut files = Vec::new();
    if let Some(form) = form.as_string() {
        FILE.set(Some(begin(&form, &string(part, "title")?)?));
        files.extend(Book::first_files());
    }
    let mut file = FILE.take().ok_or_else(|| JsError::new("what was written is lost; save it once more"))?;
    if page.is_undefined() {
        return Ok(match file {
            File::Epub(book) => to_js(&book.last_files())?,
            File::Atom(feed) => feed.finish().into(),
            File::References(references, written) => written(&references.list).into(),
        });
    }
    let page = from_js::page(&page)?;
    match &mut file {
        File::Epub(book) => files.extend(book.add(&page, &string(part, "name")?)),
        File::Atom(feed) => feed.add(&page, &string(part, "made")?),
        File::References(references, _) => references.add(&page),
    }
    let returned = if matches!(file, File::Epub(_)) { to_js(&files)? } else { JsValue::UNDEFINED };
    FILE.set(Some(file));
    Ok(returned)
}

fn begin(form: &str, title: &str) -> Result<File, JsError> {
    Ok(match form {
        "epub" => File::Epub(Book::new(title)),
        "atom" => File::Atom(AtomFeed::new(title)),
        "ris" => File::References(References::default(), ris::written),
        "csl-json" => File::References(References::default(), csl::written),
        "bibtex" => File::References(References::default(), bibtex::written),
        _ => return Err(JsError::new(&format!("`{form}` is none of epub, atom, ris, csl-json and bibtex"))),
    })
}
