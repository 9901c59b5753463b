//! Export of a page to other formats.

pub(crate) mod atom;
pub(crate) mod bibtex;
#[cfg(any(feature = "epub", feature = "full"))]
pub(crate) mod book;
mod coins;
pub(crate) mod csl;
mod dehyphenation;
#[cfg(feature = "epub")]
mod epub;
mod facts;
mod html;
mod html_writer;
mod labels;
mod markdown;
pub(crate) mod markup;
pub(crate) mod page_grid;
mod pieces;
mod provenance;
mod records;
pub(crate) mod references;
pub(crate) mod ris;
mod tei;
mod tei_zones;
mod text;
mod xml;

pub use atom::atom;
pub use bibtex::bibtex;
pub use coins::coins;
pub use csl::csl_json;
#[cfg(feature = "epub")]
pub use epub::epub;
pub use html::{HtmlPage, HtmlTemplate, STYLE, html, html_in, style};
pub use labels::labels;
pub use markdown::markdown;
pub use records::{json_ld, ndjson, ninjs};
pub use ris::ris;
pub use tei::{tei, tei_with_edits};
pub use text::text;
