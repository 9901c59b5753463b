//! Folders of pages: `NAME.txt` with `NAME.gold.tsv` beside it.

use crate::rows::{Row, read_rows};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A page with its gold.
pub struct GoldPage {
    /// Where its `.txt` is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its gold.
    pub gold: Vec<Row>,
}

impl GoldPage {
    /// Reads `NAME.txt` and the `NAME.gold.tsv` beside it.
    pub fn read(path: &Path) -> io::Result<Self> {
        let named = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
        let read = |path: &Path| fs::read_to_string(path).map_err(|e| io::Error::new(e.kind(), named(path, &e)));
        let gold_path = gold_beside(path);
        let gold = read_rows(&read(&gold_path)?)
            .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, named(&gold_path, &e)))?;
        Ok(Self { path: path.into(), text: read(path)?, gold })
    }

    /// The name of the page's file without `.txt`.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The pages with gold in a folder and the folders in it, in order of their paths; or the
/// one page, where `path` is a file.
pub fn folder(path: &Path) -> io::Result<Vec<GoldPage>> {
    let mut paths = Vec::new();
    collect(path, &mut paths)?;
    paths.sort();
    paths.iter().map(|path| GoldPage::read(path)).collect()
}

fn collect(path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    if !fs::metadata(path).map_err(named)?.is_dir() {
        if path.extension().is_some_and(|ext| ext == "txt") && gold_beside(path).exists() {
            out.push(path.into());
        }
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(named)? {
        collect(&entry?.path(), out)?;
    }
    Ok(())
}

fn gold_beside(path: &Path) -> PathBuf {
    path.with_extension("gold.tsv")
}
