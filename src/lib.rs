//! Banmian (版面) turns the text layer of a newspaper page back into articles.
//!
//! In such a text headlines come after their bodies, paragraphs of one story are inside another,
//! and sentences are broken at the ends of columns. [`parse`] returns a [`Page`] of [`Article`]s in
//! which every non-blank character of the text is in exactly one block, with its source span.
//!
//! ```
//! let text = "市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书\n\n馆新馆开馆。";
//! let page = banmian::parse(text, &banmian::Options::default());
//! assert_eq!(page.articles.len(), 1);
//! assert_eq!(page.articles[0].blocks[0].text, "本报讯 昨日,市图书馆新馆开馆。");
//! ```
//!
//! # Features
//!
//! - `cli` (default): the command `banmian`.
//! - `epub` (with `cli`): [`export::epub`], which needs a compressor.
//! - `encodings` (with `cli`): [`decode`], with encoding tables that a browser has of its own.
//! - `forms` (with `cli`): [`form::read`], which reads PDF files and what OCR programs leave; `cmaps`
//!   has the character maps of Chinese, Japanese and Korean fonts that a PDF need not embed, `markdown`
//!   and `pdfjs` read Markdown and the text of pdf.js. `forms` is a WebAssembly module of its own, too.
//! - `columns` (with `full`): layouts with columns side by side; without it their rows are read as
//!   single lines.
//! - `reading`, `full` (default): the parts of the WebAssembly modules. `reading` parses and shows
//!   pages, `columns` finds columns for it, and `full` does everything. They are built for
//!   `wasm32-unknown-unknown` only, and set the module's allocator; a crate that uses Banmian in a
//!   WebAssembly module of its own does so without default features.
//! - `train`: internals for the workspace's own programs, which may change at any time.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod edit;
pub mod export;
pub mod form;
mod language;
mod model;
mod order;
// what the crate `train` sees of it is no part of the interface
#[cfg_attr(feature = "train", allow(missing_docs))]
mod parse;
#[cfg(test)]
mod schema;
mod text;

#[cfg(all(
    target_arch = "wasm32",
    target_os = "unknown",
    any(feature = "columns", feature = "converted", feature = "forms", feature = "reading")
))]
mod wasm;

#[cfg(feature = "train")]
#[doc(hidden)]
pub use parse::training;

pub use language::{Cues, CuesError, CuesProblem};
pub use model::*;
#[cfg(feature = "columns")]
pub use parse::parse_with;
pub use parse::{Options, parse};
#[cfg(any(feature = "encodings", feature = "reading"))]
pub use text::DecodeError;
#[cfg(feature = "encodings")]
pub use text::{Decoded, decode, decode_as_text};
