//! Lists of edits: read from a file, applied to a page, written in other formats.

use super::args::EditsFormat;
use super::error::{Error, print_message};
use super::input::{display_name, read_bytes};
use banmian::edit::{Edits, Replayed, replay, web_annotations};
use banmian::{Options, Page};
use std::path::Path;

/// A list of edits after it was applied to a page.
pub struct AppliedEdits {
    /// The list, with its places as they are in this text.
    pub edits: Edits,
    /// The name of its file.
    name: String,
    /// The number of edits that do not fit the text or its reading.
    conflicts: usize,
}

impl AppliedEdits {
    /// Fails if an edit did not fit. Called when the page is written, as it is written all the same.
    pub fn ensure_no_conflicts(&self) -> Result<(), Error> {
        match self.conflicts {
            0 => Ok(()),
            conflicts => Err(Error::EditConflicts { name: self.name.clone(), conflicts, of: self.edits.edits.len() }),
        }
    }
}

/// Applies the edits of a file to a page; edits that do not fit are named on standard error.
pub fn apply(
    path: &Path,
    text: &str,
    page: &mut Page,
    options: &Options,
    json_errors: bool,
) -> Result<AppliedEdits, Error> {
    let name = display_name(path);
    let bytes = read_bytes(path)?;
    let json = banmian::decode(&bytes, None).map_err(|error| Error::Decode { name: name.clone(), error })?.text;
    let edits: Edits = serde_json::from_str(json.trim_start_matches('\u{feff}'))
        .map_err(|error| Error::Edits { name: name.clone(), error })?;
    Ok(make(name, text, page, &edits, options, json_errors))
}

/// Applies edits to a page; `name` is that of the file they are in.
pub fn make(
    name: String,
    text: &str,
    page: &mut Page,
    edits: &Edits,
    options: &Options,
    json_errors: bool,
) -> AppliedEdits {
    let Replayed { page: corrected, conflicts, edits } = replay(text, page, edits, options);
    *page = corrected;
    for conflict in &conflicts {
        let outcome = if conflict.applied { "made, but" } else { "not made:" };
        let message = format!("{name}: edit {} {outcome} {}", conflict.edit + 1, conflict.message);
        print_message(json_errors, Some(&name), "misfit", &message);
    }
    AppliedEdits { edits, name, conflicts: conflicts.len() }
}

/// Returns the edits of a page in a format; `source` is the name of its file.
pub fn to_format(
    format: EditsFormat,
    text: &str,
    page: &Page,
    edits: &Edits,
    source: &str,
) -> serde_json::Result<String> {
    match format {
        EditsFormat::Json => serde_json::to_string_pretty(edits),
        EditsFormat::WebAnnotations => serde_json::to_string_pretty(&web_annotations(text, page, edits, source)),
    }
}
