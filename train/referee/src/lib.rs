//! Scores a reconstructed newspaper page against its gold.
//!
//! Gold and prediction have one form, tab-separated rows `place role article para` that
//! together cover every non-blank character of the page once: see [`rows`]. The figures are
//! in [`Score`]. The referee knows nothing of the parser; it reads only rows.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod folder;
mod rows;
mod score;

pub use folder::{GoldPage, folder};
pub use rows::{BadRow, Label, Row, read_rows};
pub use score::{FIGURES, Score, Unit, score, units};
