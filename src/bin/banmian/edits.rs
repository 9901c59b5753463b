//! Lists of edits: read, made on a page, written in other forms.

use super::args::EditsForm;
use super::failure::Failure;
use super::read::{bytes, name};
use banmian::edit::{Edits, Replayed, replay, web_annotations};
use banmian::{Options, Page};
use std::io::{self, Write};
use std::path::Path;

/// Edits made on a page.
pub struct Made {
    /// The list, its places those of this text.
    pub edits: Edits,
    /// The name of its file.
    name: String,
    /// How many edits do not fit.
    misfits: usize,
}

impl Made {
    /// Whether every edit fits: said last, when the page is written.
    pub fn fits(&self) -> Result<(), Failure> {
        match self.misfits {
            0 => Ok(()),
            misfits => Err(Failure::Misfits { name: self.name.clone(), misfits, of: self.edits.edits.len() }),
        }
    }
}

/// Makes the edits of a file on a page; what does not fit is named on standard error.
pub fn make(path: &Path, text: &str, page: &mut Page, options: &Options) -> Result<Made, Failure> {
    let name = name(path);
    let bytes = bytes(path).map_err(|error| Failure::Read { name: name.clone(), error })?;
    let json = banmian::decode(&bytes, None).map_err(|error| Failure::Decode { name: name.clone(), error })?.text;
    let edits: Edits = serde_json::from_str(json.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::Edits { name: name.clone(), error })?;
    let Replayed { page: corrected, conflicts, edits } = replay(text, page, &edits, options);
    *page = corrected;
    for conflict in &conflicts {
        let outcome = if conflict.applied { "made, but" } else { "not made:" };
        let _ = writeln!(io::stderr(), "banmian: {name}: edit {} {outcome} {}", conflict.edit + 1, conflict.message);
    }
    Ok(Made { edits, name, misfits: conflicts.len() })
}

/// The edits in a form; `source` is the name of the text.
pub fn written(form: EditsForm, text: &str, edits: &Edits, source: &str) -> serde_json::Result<String> {
    match form {
        EditsForm::Json => serde_json::to_string_pretty(edits),
        EditsForm::WebAnnotations => serde_json::to_string_pretty(&web_annotations(text, edits, source)),
    }
}
