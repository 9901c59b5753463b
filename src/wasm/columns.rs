//! Columns side by side, for a module that reads without them.

use super::lines;
use crate::parse::{Options, layout};
use crate::text::Source;
use wasm_bindgen::prelude::*;

/// The lines of a text in the order its columns read, as the `parse` of a module that reads takes
/// them; `language` is that of the built-in pack to read with, or empty.
#[wasm_bindgen]
pub fn columns(text: &str, language: &str) -> Vec<u32> {
    let options = Options { language: language.into(), ..Options::default() };
    lines::numbers(&layout::read_down(&Source::new(text), options.pack(text)))
}
