//! The page in other forms, one a file.

mod html;
mod labels;
mod makeup;
pub(crate) mod markup;

pub use html::{STYLE, Shell, html, html_in, style};
pub use labels::labels;
