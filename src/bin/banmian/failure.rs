//! What can go wrong, in words and for programs.

use banmian::{CuesError, DecodeError};
use serde_json::json;
use std::fmt;
use std::io::{self, Write};

pub enum Failure {
    Read { name: String, error: io::Error },
    NoTexts { name: String },
    Decode { name: String, error: DecodeError },
    Page { name: String, error: serde_json::Error },
    NeedsText { name: String, form: &'static str },
    Cues { name: String, error: CuesError },
    Viewer { name: String },
    Edits { name: String, error: serde_json::Error },
    Misfits { name: String, misfits: usize, of: usize },
    Language { language: String, known: Vec<String> },
    Write { name: String, error: io::Error },
    Several { form: &'static str },
    OneEdits,
    Overwrites { name: String },
    SameOutput { names: [String; 2], to: String },
    Failed { failed: usize, of: usize },
}

impl Failure {
    /// The exit code that goes with it.
    pub fn code(&self) -> u8 {
        match self {
            Self::Misfits { .. } => 3,
            Self::Several { .. } | Self::OneEdits | Self::Overwrites { .. } | Self::SameOutput { .. } => 2,
            _ => 1,
        }
    }

    /// Says it on standard error.
    pub fn say(&self, as_json: bool) {
        let _ = match as_json {
            true => writeln!(
                io::stderr(),
                "{}",
                json!({ "file": self.file(), "kind": self.kind(), "message": self.to_string() })
            ),
            false => writeln!(io::stderr(), "banmian: {self}"),
        };
    }

    fn file(&self) -> Option<&str> {
        match self {
            Self::Read { name, .. }
            | Self::NoTexts { name }
            | Self::Decode { name, .. }
            | Self::Page { name, .. }
            | Self::NeedsText { name, .. }
            | Self::Cues { name, .. }
            | Self::Viewer { name }
            | Self::Edits { name, .. }
            | Self::Misfits { name, .. }
            | Self::Overwrites { name }
            | Self::Write { name, .. } => Some(name),
            _ => None,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Read { .. } => "read",
            Self::NoTexts { .. } => "no-texts",
            Self::Decode { .. } => "decode",
            Self::Page { .. } => "page",
            Self::NeedsText { .. } => "needs-text",
            Self::Cues { .. } => "cues",
            Self::Viewer { .. } => "viewer",
            Self::Edits { .. } => "edits",
            Self::Misfits { .. } => "misfits",
            Self::Language { .. } => "language",
            Self::Write { .. } => "write",
            Self::Several { .. } => "several",
            Self::OneEdits => "one-edits",
            Self::Overwrites { .. } => "overwrites",
            Self::SameOutput { .. } => "same-output",
            Self::Failed { .. } => "failed",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Read { name, error } => match error.kind() {
                io::ErrorKind::NotFound => write!(f, "{name}: there is no such file"),
                io::ErrorKind::PermissionDenied => write!(f, "{name}: may not be read (permission denied)"),
                _ => write!(f, "{name}: cannot be read: {error}"),
            },
            Self::NoTexts { name } => write!(f, "{name}: is a folder without a .txt file; name the files"),
            Self::Decode { name, error } => write!(f, "{name}: {error}"),
            Self::Page { name, error } => {
                write!(f, "{name}: is JSON, but not a page as `banmian parse` writes it: {error}")
            }
            Self::NeedsText { name, form } => {
                write!(f, "{name}: is a page without its text, which `{form}` needs; give the text file")
            }
            Self::Cues { name, error } => match error.line {
                Some(line) => write!(f, "{name}:{line}: not a language pack: {}", error.problem),
                None => write!(f, "{name}: not a language pack: {}", error.problem),
            },
            Self::Viewer { name } => write!(f, "{name}: is not the viewer's script; give banmian.js of the package"),
            Self::Edits { name, error } => {
                write!(f, "{name}: not a list of edits: {error}; src/edit/schema.json in the repository has its form")
            }
            Self::Misfits { name, misfits, of } => {
                write!(f, "{name}: {misfits} of {of} edits do not fit any more; what was asked for is written")
            }
            Self::Language { language, known } => write!(
                f,
                "no language pack is for {language:?}; there are {}; give another with --cues",
                known.join(", ")
            ),
            Self::Write { name, error } => match error.kind() {
                io::ErrorKind::IsADirectory => write!(f, "{name}: is a folder; name a file with --output"),
                _ => write!(f, "{name}: cannot be written: {error}"),
            },
            Self::Several { form } => {
                write!(
                    f,
                    "several pages cannot be written one behind the other as `{form}`; name a folder with --output"
                )
            }
            Self::OneEdits => write!(f, "a list of edits is of one page; give --edits with one file"),
            Self::Overwrites { name } => {
                write!(f, "{name}: would be written over, and is to be read; name another place with --output")
            }
            Self::SameOutput { names: [one, other], to } => write!(
                f,
                "{one} and {other} would both be written to {to}; name the folder that both are in instead of the files, or give them outputs of their own"
            ),
            Self::Failed { failed, of } => write!(f, "{failed} of {of} pages could not be read or written"),
        }
    }
}
