//! Finding columns side by side, for the module `reading`.

use super::lines;
use crate::parse::{Options, layout};
use crate::text::Source;
use wasm_bindgen::prelude::*;

/// The lines of a text in reading order, as `parse` of the module `reading` takes them. `language` is
/// that of the built-in pack to use, or empty.
#[wasm_bindgen]
pub fn columns(text: &str, language: &str) -> Vec<u32> {
    let options = Options { language: language.into(), ..Options::default() };
    lines::numbers(&layout::analyze(&Source::new(text), options.pack(text)))
}
