//! Export of a page to other formats.

mod dehyphenation;
#[cfg(feature = "epub")]
mod epub;
mod facts;
mod html;
mod labels;
mod markdown;
pub(crate) mod markup;
mod page_grid;
mod pieces;
mod provenance;
mod records;
mod tei;
mod tei_zones;
mod text;
mod xml;

#[cfg(feature = "epub")]
pub use epub::epub;
pub use html::{HtmlPage, HtmlTemplate, STYLE, html, html_in, style};
pub use labels::labels;
pub use markdown::markdown;
pub use records::{json_ld, ndjson, ninjs};
pub use tei::{tei, tei_with_edits};
pub use text::text;
