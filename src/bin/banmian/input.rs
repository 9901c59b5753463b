//! Input: the files that are named on the command line, and their bytes.

use super::error::Error;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file that is to be read.
pub struct InputFile {
    pub path: PathBuf,
    /// Its path within the folder that was named on the command line, else its file name.
    pub relative: PathBuf,
}

/// Returns the files to read: those named, then those listed in the file `list`; for a folder,
/// every `.txt` in it and below, in order of their names.
pub fn input_files(files: &[PathBuf], list: Option<&Path>) -> Result<Vec<InputFile>, Error> {
    let mut paths = files.to_vec();
    if let Some(list) = list {
        let lines = read_bytes(list)?;
        let lines = String::from_utf8_lossy(&lines);
        paths.extend(lines.lines().filter(|line| !line.is_empty()).map(PathBuf::from));
    }
    let mut inputs = Vec::with_capacity(paths.len());
    for path in paths {
        if path.is_dir() {
            inputs.extend(text_files(&path)?);
        } else {
            let relative = path.file_name().map_or_else(|| "page".into(), PathBuf::from);
            inputs.push(InputFile { path, relative });
        }
    }
    Ok(inputs)
}

fn text_files(folder: &Path) -> Result<Vec<InputFile>, Error> {
    let mut texts = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Read { name: display_name(folder), error: error.into() })?;
        let path = entry.path();
        if entry.file_type().is_file() && has_extension(path, "txt") {
            let relative = path.strip_prefix(folder).unwrap_or(path).to_owned();
            texts.push(InputFile { path: path.to_owned(), relative });
        }
    }
    if texts.is_empty() { Err(Error::NoTextFiles { name: display_name(folder) }) } else { Ok(texts) }
}

/// Whether the file's name ends with `.extension`, in lower or upper case.
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Reads the bytes of a file; `-` is standard input.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = if is_standard_input(path) {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| Error::Read { name: display_name(path), error })
}

/// Returns what a file is called in messages.
pub fn display_name(path: &Path) -> String {
    if is_standard_input(path) { "standard input".into() } else { path.display().to_string() }
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}
