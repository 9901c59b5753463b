//! The errors of the command: their exit codes, and their messages as text and as JSON.

use banmian::form::FormError;
use banmian::{CuesError, DecodeError};
use serde_json::json;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

/// Why the command did not do all that it was called for.
pub enum Error {
    Read { name: String, error: io::Error },
    NoPages { name: String, wanted: &'static str },
    Decode { name: String, error: DecodeError },
    Form { name: String, error: FormError },
    Page { name: String, error: serde_json::Error },
    Edition { name: String, pages: usize },
    MetsWithoutPages { name: String },
    OutsideOfMets { name: String, address: String },
    TextMissing { name: String, needed_by: &'static str },
    Cues { name: String, error: CuesError },
    Viewer { name: String },
    Edits { name: String, error: serde_json::Error },
    EditConflicts { name: String, conflicts: usize, of: usize },
    Language { language: String, known: Vec<String> },
    Write { name: String, error: io::Error },
    NotConcatenable { format: &'static str },
    EditsForSeveralPages,
    EncodingOfForm,
    WouldOverwriteInput { name: String },
    SameOutput { names: [String; 2], to: String },
    TwoForms { names: [String; 2] },
    PagesFailed { failed: usize, of: usize, not_found: usize },
    Usage { message: String },
}

impl Error {
    /// Returns the exit code that the command ends with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::EditConflicts { .. } => 3,
            Self::NotConcatenable { .. }
            | Self::EditsForSeveralPages
            | Self::EncodingOfForm
            | Self::WouldOverwriteInput { .. }
            | Self::SameOutput { .. }
            | Self::TwoForms { .. }
            | Self::Usage { .. } => 2,
            _ => 1,
        }
    }

    /// Prints the error to standard error.
    pub fn print(&self, as_json: bool) {
        print_message(as_json, self.file(), self.kind(), &self.to_string());
    }

    fn file(&self) -> Option<&str> {
        match self {
            Self::Read { name, .. }
            | Self::NoPages { name, .. }
            | Self::Decode { name, .. }
            | Self::Form { name, .. }
            | Self::Page { name, .. }
            | Self::Edition { name, .. }
            | Self::MetsWithoutPages { name }
            | Self::OutsideOfMets { name, .. }
            | Self::TextMissing { name, .. }
            | Self::Cues { name, .. }
            | Self::Viewer { name }
            | Self::Edits { name, .. }
            | Self::EditConflicts { name, .. }
            | Self::WouldOverwriteInput { name }
            | Self::Write { name, .. } => Some(name),
            _ => None,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Read { .. } => "read",
            Self::NoPages { .. } => "no-texts",
            Self::Decode { .. } => "decode",
            Self::Form { error, .. } => error.kind(),
            Self::Page { .. } => "page",
            Self::Edition { .. } => "edition",
            Self::MetsWithoutPages { .. } | Self::OutsideOfMets { .. } => "mets",
            Self::TextMissing { .. } => "needs-text",
            Self::Cues { .. } => "cues",
            Self::Viewer { .. } => "viewer",
            Self::Edits { .. } => "edits",
            Self::EditConflicts { .. } => "misfits",
            Self::Language { .. } => "language",
            Self::Write { .. } => "write",
            Self::NotConcatenable { .. } => "several",
            Self::EditsForSeveralPages => "one-edits",
            Self::EncodingOfForm => "usage",
            Self::WouldOverwriteInput { .. } => "overwrites",
            Self::SameOutput { .. } => "same-output",
            Self::TwoForms { .. } => "two-forms",
            Self::PagesFailed { .. } => "failed",
            Self::Usage { .. } => "usage",
        }
    }
}

/// Whether two files differ by the ends of their names only, as a PDF and its text do.
fn is_same_page(names: [&str; 2]) -> bool {
    let [one, other] = names.map(|name| Path::new(name).with_extension(""));
    one == other
}

/// Prints a message to standard error: a line for people, or one of JSON for programs.
pub fn print_message(as_json: bool, file: Option<&str>, kind: &str, message: &str) {
    let line = match as_json {
        true => json!({ "file": file, "kind": kind, "message": message }).to_string(),
        false => format!("banmian: {}", printable(message)),
    };
    let _ = writeln!(io::stderr(), "{line}");
}

/// Returns a message with the control and direction characters escaped that a file's name may hold,
/// as a terminal would obey them.
pub fn printable(message: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let escaped = |c: char| if obeyed(c) { c.escape_default().to_string() } else { c.to_string() };
    message.chars().map(escaped).collect()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Read { name, error } => match error.kind() {
                io::ErrorKind::NotFound => write!(f, "{name}: there is no such file"),
                io::ErrorKind::PermissionDenied => write!(f, "{name}: may not be read (permission denied)"),
                _ => write!(f, "{name}: cannot be read: {error}"),
            },
            Self::NoPages { name, wanted } => write!(f, "{name}: is a folder without {wanted}; name the files"),
            Self::Decode { name, error } => write!(f, "{name}: {error}"),
            Self::Form { name, error } => write!(f, "{name}: {error}"),
            Self::Page { name, error } => {
                write!(f, "{name}: is JSON, but not a page as `banmian parse` writes it: {error}")
            }
            Self::Edition { name, pages } => write!(
                f,
                "{name}: is an edition of {pages} pages, of which one is wanted here; name the file on the command line, as in `banmian parse paper.html`, and each of its pages is read"
            ),
            Self::MetsWithoutPages { name } => write!(
                f,
                "{name}: is a METS file that lists no files of OCR: no file and no fileGrp in it has a USE or an ID such as ALTO, FULLTEXT or ocr; name them, or their folder"
            ),
            Self::OutsideOfMets { name, address } => {
                write!(f, "{name}: lists {address}, which is not in its folder; get the file, and name it by itself")
            }
            Self::TextMissing { name, needed_by } => {
                write!(f, "{name}: is a page without its text, which `{needed_by}` needs; give the text file")
            }
            Self::Cues { name, error } => match error.line {
                Some(line) => write!(f, "{name}:{line}: not a language pack: {}", error.problem),
                None => write!(f, "{name}: not a language pack: {}", error.problem),
            },
            Self::Viewer { name } => write!(f, "{name}: is not the viewer's script; give banmian.js of the package"),
            Self::Edits { name, error } => {
                write!(f, "{name}: not a list of edits: {error}; src/edit/schema.json in the repository has its form")
            }
            Self::EditConflicts { name, conflicts, of } => {
                write!(f, "{name}: {conflicts} of {of} edits do not fit any more; what was asked for is written")
            }
            Self::Language { language, known } => write!(
                f,
                "no language pack is for {language:?}; there are {}; give another with --cues",
                known.join(", ")
            ),
            Self::Write { name, error } => match error.kind() {
                io::ErrorKind::IsADirectory => write!(f, "{name}: is a folder; name a file with --output"),
                io::ErrorKind::NotADirectory => {
                    write!(f, "{name}: is a file, or in one; several pages are written into a folder")
                }
                _ => write!(f, "{name}: cannot be written: {error}"),
            },
            Self::NotConcatenable { format } => {
                write!(
                    f,
                    "several pages cannot be written one behind the other as `{format}`; name a folder with --output"
                )
            }
            Self::EditsForSeveralPages => write!(f, "a list of edits is of one page; give --edits with one file"),
            Self::EncodingOfForm => {
                write!(f, "--encoding is of texts, and PDF and OCR files say their own; leave out it or --form")
            }
            Self::WouldOverwriteInput { name } => {
                write!(f, "{name}: would be written over, and is to be read; name another place with --output")
            }
            Self::SameOutput { names: [one, other], to } if is_same_page([one, other]) => write!(
                f,
                "{one} and {other} would both be written to {to}; take one of them, or give them outputs of their own"
            ),
            Self::TwoForms { names: [one, other] } => write!(
                f,
                "{one} and {other} are one page in two forms, by their names; of a folder, say with --form which is meant, and of a list, leave one out"
            ),
            Self::SameOutput { names: [one, other], to } => write!(
                f,
                "{one} and {other} would both be written to {to}; name the folder that both are in instead of the files, or give them outputs of their own"
            ),
            Self::PagesFailed { failed, of, not_found: 0 } => {
                write!(f, "{failed} of {of} pages could not be read or written")
            }
            Self::PagesFailed { failed, of, not_found } => {
                write!(
                    f,
                    "{failed} of {of} pages, and {not_found} folders, links or lists, could not be read or written"
                )
            }
            Self::Usage { message } => write!(f, "{}", message.trim_end()),
        }
    }
}
