//! A page as one of an edition.

use super::input::{InputFile, is_standard_input};
use super::reader::LoadedPage;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// A page of an edition.
pub struct EditionPage {
    pub name: String,
    /// The time at which its file was written.
    pub modified: SystemTime,
    pub page: LoadedPage,
}

impl EditionPage {
    pub fn new(input: &InputFile, page: LoadedPage) -> Self {
        let modified = fs::metadata(&input.path).and_then(|metadata| metadata.modified());
        Self {
            name: page_name(&input.relative, page.number),
            modified: modified.unwrap_or_else(|_| SystemTime::now()),
            page,
        }
    }
}

/// Returns the name of a page in an edition: that of its file, and where it is one of several in it, its number.
fn page_name(file: &Path, number: Option<usize>) -> String {
    match number {
        None => file.display().to_string(),
        Some(number) if is_standard_input(file) => number.to_string(),
        Some(number) => format!("{} · {number}", file.with_extension("").display()),
    }
}
