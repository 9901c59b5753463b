//! Input: the files that are named on the command line, and their bytes.

use super::error::Error;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file that is to be read.
pub struct InputFile {
    pub path: PathBuf,
    /// Its path within the folder that was named on the command line, else its file name.
    pub relative: PathBuf,
}

/// The files that are to be read, and what kept others from being found.
#[derive(Default)]
pub struct InputFiles {
    pub files: Vec<InputFile>,
    pub errors: Vec<Error>,
}

/// A file with names of files.
pub struct NameList<'p> {
    pub path: &'p Path,
    /// Whether a NUL ends each name; otherwise it is a line feed, with or without a carriage return.
    pub null: bool,
}

impl InputFiles {
    /// Returns the files named and those listed; for a folder, every `.txt` in it and below, in
    /// order of their names. Links are followed. Folders of `output` are passed over, so that what
    /// was written there is not read at the next run.
    pub fn new(files: &[PathBuf], list: Option<&NameList>, output: Option<&Path>) -> Result<Self, Error> {
        let mut paths = files.to_vec();
        if let Some(list) = list {
            paths.extend(list.read()?);
        }
        let output = output.and_then(|path| path.canonicalize().ok());
        let mut inputs = Self::default();
        for path in paths {
            if path.is_dir() {
                inputs.add_folder(&path, output.as_deref());
            } else {
                let relative = path.file_name().map_or_else(|| "page".into(), PathBuf::from);
                inputs.files.push(InputFile { path, relative });
            }
        }
        Ok(inputs)
    }

    /// Fails if so many pages failed, or some were not found.
    pub fn ensure_all_done(&self, failed: usize) -> Result<(), Error> {
        match failed + self.errors.len() {
            0 => Ok(()),
            _ => Err(Error::PagesFailed { failed, of: self.files.len(), not_found: self.errors.len() }),
        }
    }

    fn add_folder(&mut self, folder: &Path, output: Option<&Path>) {
        let found = self.files.len() + self.errors.len();
        let is_output = |entry: &DirEntry| {
            entry.depth() > 0
                && entry.file_type().is_dir()
                && output.is_some_and(|output| entry.path().canonicalize().is_ok_and(|path| path == output))
        };
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| !is_output(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_text_file(entry.path()) => {
                    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
                    self.files.push(InputFile { path: entry.into_path(), relative });
                }
                Ok(_) => {}
                // a link back to a folder that it stands in: its files are read already
                Err(error) if error.loop_ancestor().is_some() => {}
                // a link that leads nowhere matters only where it is called a text
                Err(error) if error.path().is_some_and(|path| path.is_symlink() && !is_text_file(path)) => {}
                Err(error) => {
                    let name = display_name(error.path().unwrap_or(folder));
                    self.errors.push(Error::Read { name, error: error.into() });
                }
            }
        }
        if self.files.len() + self.errors.len() == found {
            self.errors.push(Error::NoTextFiles { name: display_name(folder) });
        }
    }
}

impl NameList<'_> {
    fn read(&self) -> Result<Vec<PathBuf>, Error> {
        let bytes = read_bytes(self.path)?;
        let names = bytes.split(|&byte| byte == if self.null { 0 } else { b'\n' });
        let without_return = |name| if self.null { name } else { <[u8]>::strip_suffix(name, b"\r").unwrap_or(name) };
        Ok(names.map(without_return).filter(|name| !name.is_empty()).map(path_of_bytes).collect())
    }
}

/// Returns the path of these bytes, which on Unix need not be UTF-8.
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    return <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).into();
    #[cfg(not(unix))]
    return String::from_utf8_lossy(bytes).into_owned().into();
}

/// Whether the file is called a text: its name ends with `.txt`, or is that.
fn is_text_file(path: &Path) -> bool {
    has_extension(path, "txt") || path.file_name().is_some_and(|name| name.eq_ignore_ascii_case(".txt"))
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

/// Whether the path names standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}
