//! Files → pages.

use super::args::How;
use super::edits::{self, Made};
use super::failure::Failure;
use banmian::{Code, Cues, Options, Page};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A page, and what it was read from.
pub struct Reading {
    pub name: String,
    pub page: Page,
    /// None where the page came read.
    pub text: Option<String>,
    pub made: Option<Made>,
}

/// What texts are read with, once for all of them.
pub struct Reader {
    options: Options,
    encoding: Option<String>,
}

impl Reader {
    pub fn new(how: &How) -> Result<Self, Failure> {
        let cues: Vec<Cues> = how.cues.iter().map(|path| cues(path)).collect::<Result<_, _>>()?;
        let language = how.language.clone().unwrap_or_default();
        let known = || cues.iter().chain(Cues::built_in()).map(|pack| pack.language.to_string()).chain(["und".into()]);
        if how.language.is_some() && !known().any(|tag| tag.eq_ignore_ascii_case(&language)) {
            return Err(Failure::Language { language, known: known().collect() });
        }
        let options = Options { cues, language, ..Options::default() };
        Ok(Self { options, encoding: how.encoding.clone() })
    }

    /// Reads a text that is one already.
    pub fn text(&self, text: &str) -> Page {
        banmian::parse(text, &self.options)
    }

    /// Reads a file; what is wrong with its text, and the result all the same, is said at once.
    pub fn file(&self, path: &Path, list: Option<&Path>) -> Result<Reading, Failure> {
        let name = name(path);
        let bytes = bytes(path).map_err(|error| Failure::Read { name: name.clone(), error })?;
        if let Some(page) = page(path, &bytes, &name)? {
            if list.is_some() {
                return Err(Failure::NeedsText { name, form: "--edits" });
            }
            return Ok(Reading { name, page, text: None, made: None });
        }
        let decoded = banmian::decode(&bytes, self.encoding.as_deref())
            .map_err(|error| Failure::Decode { name: name.clone(), error })?;
        let options = Options { encoding: decoded.encoding.into(), ..self.options.clone() };
        let text = decoded.text.into_owned();
        let mut page = banmian::parse(&text, &options);
        for diagnostic in &page.diagnostics {
            if matches!(diagnostic.code, Code::Empty | Code::Undecodable | Code::NotText) {
                let _ = writeln!(io::stderr(), "banmian: {name}: {}", diagnostic.message);
            }
        }
        let made = list.map(|list| edits::make(list, &text, &mut page, &options)).transpose()?;
        Ok(Reading { name, page, text: Some(text), made })
    }
}

/// A page that came read: what `banmian parse` has written. No text of a page is an object, nor one
/// that breaks off.
fn page(path: &Path, bytes: &[u8], name: &str) -> Result<Option<Page>, Failure> {
    let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let opens = bytes.trim_ascii_start().starts_with(b"{");
    if !named && !opens {
        return Ok(None);
    }
    let is_json = || {
        let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<serde::de::IgnoredAny>();
        values.next().is_some_and(|value| value.map_or_else(|error| error.is_eof(), |_| true))
    };
    match serde_json::from_slice(bytes) {
        Ok(page) => Ok(Some(page)),
        Err(error) if named || is_json() => Err(Failure::Page { name: name.into(), error }),
        Err(_) => Ok(None),
    }
}

/// A file that is to be read, and where below the folder that was named it stands.
pub struct Named {
    pub path: PathBuf,
    pub below: PathBuf,
}

/// The files that are meant: those named, those listed, those of folders in the order of their
/// names.
pub fn named(files: &[PathBuf], list: Option<&Path>) -> Result<Vec<Named>, Failure> {
    let mut all = files.to_vec();
    if let Some(list) = list {
        let name = name(list);
        let lines = bytes(list).map_err(|error| Failure::Read { name: name.clone(), error })?;
        let lines = String::from_utf8_lossy(&lines);
        all.extend(lines.lines().filter(|line| !line.is_empty()).map(PathBuf::from));
    }
    let mut out = Vec::with_capacity(all.len());
    for path in all {
        if !path.is_dir() {
            let below = path.file_name().map_or_else(|| "page".into(), PathBuf::from);
            out.push(Named { path, below });
            continue;
        }
        let before = out.len();
        for entry in WalkDir::new(&path).sort_by_file_name() {
            let entry = entry.map_err(|error| Failure::Read { name: name(&path), error: error.into() })?;
            let found = entry.path();
            if entry.file_type().is_file() && found.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("txt")) {
                let below = found.strip_prefix(&path).unwrap_or(found).to_owned();
                out.push(Named { path: found.to_owned(), below });
            }
        }
        if out.len() == before {
            return Err(Failure::NoTexts { name: name(&path) });
        }
    }
    Ok(out)
}

fn cues(path: &Path) -> Result<Cues, Failure> {
    let name = name(path);
    let bytes = bytes(path).map_err(|error| Failure::Read { name: name.clone(), error })?;
    let text = banmian::decode(&bytes, None).map_err(|error| Failure::Decode { name: name.clone(), error })?.text;
    Cues::from_toml(&text).map_err(|error| Failure::Cues { name, error })
}

pub fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".into() } else { file.display().to_string() }
}
