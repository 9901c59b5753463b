//! Banmian (版面) gives a newspaper page back its articles.
//!
//! The text layer of a newspaper page is a heap: headlines stand after their bodies, one
//! story's paragraphs inside another's, sentences are cut by a column's end. [`parse`] takes
//! that text and returns a [`Page`] of [`Article`]s in which every non-blank character of
//! the input has exactly one place, with its source span.
//!
//! ```
//! let text = "市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书\n\n馆新馆开馆。";
//! let page = banmian::parse(text, &banmian::Options::default());
//! assert_eq!(page.articles.len(), 1);
//! assert_eq!(page.articles[0].blocks[0].text, "本报讯 昨日,市图书馆新馆开馆。");
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub mod edit;
pub mod export;
mod language;
mod model;
mod order;
// what the crate `train` sees of it is no part of the interface
#[cfg_attr(feature = "train", allow(missing_docs))]
mod parse;
#[cfg(test)]
mod schema;
mod text;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod wasm;

#[cfg(feature = "train")]
#[doc(hidden)]
pub use parse::training;

pub use language::{Cues, CuesError, CuesProblem};
pub use model::*;
pub use parse::{Options, parse};
#[cfg(any(feature = "encodings", feature = "reading"))]
pub use text::DecodeError;
#[cfg(feature = "encodings")]
pub use text::{Decoded, decode};
