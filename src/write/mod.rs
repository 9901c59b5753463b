//! The page in other forms, one a file.

mod labels;

pub use labels::labels;
