//! Input: the files that are named on the command line, and their bytes.

use super::error::Error;
use super::form_choice::FormChoice;
use super::mets;
use super::saved_html::{self, SavedPage};
use banmian::form::{Form, detect};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file that is to be read.
pub struct InputFile {
    pub path: PathBuf,
    /// Its path within the folder that was named on the command line, else its file name.
    pub relative: PathBuf,
    /// The page and its number, from 1, if it is one of an edition, whose file is read only once.
    pub page: Option<(usize, SavedPage)>,
    /// It was found in a folder or a list, and not named on the command line itself.
    is_found: bool,
}

/// The files that are to be read, and what kept others from being found.
#[derive(Default)]
pub struct InputFiles {
    pub files: Vec<InputFile>,
    /// The METS files that list some of them.
    mets: Vec<PathBuf>,
    pub errors: Vec<Error>,
}

/// A file with names of files.
pub struct NameList<'p> {
    pub path: &'p Path,
    /// Whether a NUL ends each name; otherwise it is a line feed, with or without a carriage return.
    pub null: bool,
}

impl InputFiles {
    /// Returns the files named and those listed; for a folder, every page of the form in it and below,
    /// in order of their names. Links are followed. Folders of `output` are passed over, so that what
    /// was written there is not read at the next run. Fails where folders or lists have a page in two
    /// forms, as a PDF and its text, which would come out twice or over each other.
    pub fn new(
        files: &[PathBuf],
        list: Option<&NameList>,
        output: Option<&Path>,
        form: FormChoice,
    ) -> Result<Self, Error> {
        let listed = list.map_or_else(|| Ok(Vec::new()), NameList::read)?;
        let output = output.and_then(|path| path.canonicalize().ok());
        let mut inputs = Self::default();
        let named = files.iter().map(|path| (path, false));
        for (path, is_found) in named.chain(listed.iter().map(|path| (path, true))) {
            if path.is_dir() {
                inputs.add_folder(path, output.as_deref(), form);
            } else {
                inputs.add_file(path, is_found, form);
            }
        }
        inputs.ensure_found_once()?;
        Ok(inputs)
    }

    /// Fails if two of the files that were found differ by the ends of their names only.
    fn ensure_found_once(&self) -> Result<(), Error> {
        let mut file_of = HashMap::new();
        for InputFile { path, .. } in self.files.iter().filter(|input| input.is_found) {
            if let Some(other) = file_of.insert(without_extension(path), path).filter(|other| *other != path) {
                return Err(Error::TwoForms { names: [other, path].map(|path| display_name(path)) });
            }
        }
        Ok(())
    }

    /// Returns the paths of all that is read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|input| &input.path).chain(&self.mets).map(|path| &**path)
    }

    /// Fails if so many pages failed, or some were not found.
    pub fn ensure_all_done(&self, failed: usize) -> Result<(), Error> {
        match failed + self.errors.len() {
            0 => Ok(()),
            _ => Err(Error::PagesFailed { failed, of: self.files.len(), not_found: self.errors.len() }),
        }
    }

    /// Adds a file; an HTML file that holds an edition, and a METS file, as each of its pages.
    fn add_file(&mut self, path: &Path, is_found: bool, form: FormChoice) {
        let may_be_mets = form != FormChoice::Text && has_extension(path, "xml");
        if may_be_mets && head(path).is_ok_and(|head| mets::is_mets(&head)) {
            return self.add_files_of_mets(path);
        }
        let relative = path.file_name().map_or_else(|| "page".into(), PathBuf::from);
        let path = path.to_owned();
        let may_be_edition = form == FormChoice::Auto && (has_extension(&path, "html") || has_extension(&path, "htm"));
        // what cannot be read is said to be that when its turn comes
        let bytes = if may_be_edition { fs::read(&path).ok() } else { None };
        match bytes.and_then(|bytes| saved_html::pages(&bytes)) {
            Some(pages) if pages.len() > 1 => self.files.extend((1..).zip(pages).map(|(number, page)| {
                let stem = relative.with_extension("");
                let relative = format!("{}-{number}.html", stem.display()).into();
                InputFile { path: path.clone(), relative, page: Some((number, page)), is_found }
            })),
            _ => self.files.push(InputFile { path, relative, page: None, is_found }),
        }
    }

    /// Adds the files of OCR that a METS file lists. None is read that is not in its folder or below.
    fn add_files_of_mets(&mut self, path: &Path) {
        let name = display_name(path);
        let listed = match read_bytes(path) {
            Ok(bytes) => mets::files_of_pages(&String::from_utf8_lossy(&bytes)),
            Err(error) => return self.errors.push(error),
        };
        if listed.is_empty() {
            return self.errors.push(Error::MetsWithoutPages { name });
        }
        self.mets.push(path.to_owned());
        let folder = path.parent().unwrap_or(Path::new(""));
        for address in listed {
            match mets::local_path(&address).filter(|relative| !is_link_out_of(folder, relative)) {
                Some(relative) => {
                    self.files.push(InputFile { path: folder.join(&relative), relative, page: None, is_found: false });
                }
                None => self.errors.push(Error::OutsideOfMets { name: name.clone(), address }),
            }
        }
    }

    fn add_folder(&mut self, folder: &Path, output: Option<&Path>, form: FormChoice) {
        let found = self.files.len() + self.errors.len();
        let is_output = |entry: &DirEntry| {
            entry.depth() > 0
                && entry.file_type().is_dir()
                && output.is_some_and(|output| entry.path().canonicalize().is_ok_and(|path| path == output))
        };
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| !is_output(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_page(entry.path(), form) => {
                    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
                    self.files.push(InputFile { path: entry.into_path(), relative, page: None, is_found: true });
                }
                Ok(_) => {}
                // a link back to a folder that it stands in: its files are read already
                Err(error) if error.loop_ancestor().is_some() => {}
                // a link that leads nowhere matters only where it is called a page
                Err(error) if error.path().is_some_and(|path| path.is_symlink() && !is_called_page(path, form)) => {}
                Err(error) => {
                    let name = display_name(error.path().unwrap_or(folder));
                    self.errors.push(Error::Read { name, error: error.into() });
                }
            }
        }
        if self.files.len() + self.errors.len() == found {
            self.errors.push(Error::NoPages { name: display_name(folder), wanted: wanted_files(form) });
        }
    }
}

/// Whether a path within a folder leads out of it by a link.
fn is_link_out_of(folder: &Path, relative: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    let folder = Path::new(".").join(folder);
    real(&folder.join(relative)).zip(real(&folder)).is_some_and(|(file, folder)| !file.starts_with(folder))
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

/// Extensions of the files that hold pages.
const EXTENSIONS: [&str; 8] = ["txt", "pdf", "xml", "hocr", "html", "htm", "md", "markdown"];

/// Extensions of files of Markdown. Of a folder they are taken on request alone: most folders have some that
/// are no pages, such as what this command has written.
pub const OF_MARKDOWN: &[&str] = &["md", "markdown"];

/// Extensions of files that may hold the page of an OCR program, and mostly hold something else.
const OF_MARKUP: &[&str] = &["xml", "hocr", "html", "htm"];

/// As many bytes of a file as tell its form.
const HEAD: u64 = 1 << 13;

/// Whether a file in a folder is a page of the form: by its name and, where that may be the name of
/// much else, such as of what this command has written, by its beginning.
fn is_page(path: &Path, form: FormChoice) -> bool {
    if is_called_page(path, form) {
        return true;
    }
    let is_wanted = |found: Form| match form {
        FormChoice::Auto => true,
        _ => form.named() == Some(found),
    };
    let extensions = if form == FormChoice::Pdfjs { &["json"] } else { OF_MARKUP };
    let may_be = form != FormChoice::Text && is_called(path, extensions);
    // what cannot be read is said to be that when its turn comes
    may_be && head(path).map_or(true, |head| detect(&head).is_some_and(is_wanted))
}

/// Whether the name alone says that a file is a page of the form.
fn is_called_page(path: &Path, form: FormChoice) -> bool {
    let extensions: &[&str] = match form {
        FormChoice::Auto => &["txt", "pdf"],
        FormChoice::Text => &["txt"],
        FormChoice::Pdf => &["pdf"],
        FormChoice::Markdown => OF_MARKDOWN,
        FormChoice::Alto | FormChoice::Hocr | FormChoice::Page | FormChoice::Pdfjs => &[],
    };
    is_called(path, extensions)
}

/// Whether a file's name ends with one of the extensions, or is nothing else.
fn is_called(path: &Path, extensions: &[&str]) -> bool {
    let is_dot_and = |extension: &str| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.strip_prefix('.').is_some_and(|name| name.eq_ignore_ascii_case(extension))
    };
    extensions.iter().any(|extension| has_extension(path, extension) || is_dot_and(extension))
}

/// Returns what a folder is searched for.
fn wanted_files(form: FormChoice) -> &'static str {
    match form {
        FormChoice::Auto => "a .txt or .pdf file, or one of OCR (ALTO, hOCR, PAGE)",
        FormChoice::Text => "a .txt file",
        FormChoice::Pdf => "a .pdf file",
        FormChoice::Alto => "a file of ALTO",
        FormChoice::Hocr => "a file of hOCR",
        FormChoice::Page => "a file of PAGE",
        FormChoice::Markdown => "an .md file",
        FormChoice::Pdfjs => "a .json file of pdf.js text",
    }
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Whether the file's name ends with `.extension`, in lower or upper case.
pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Returns a path without the end of its name, if that is one of files that hold pages.
pub fn without_extension(path: &Path) -> PathBuf {
    let is_known = EXTENSIONS.iter().any(|known| has_extension(path, known));
    if is_known { path.with_extension("") } else { path.to_owned() }
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
