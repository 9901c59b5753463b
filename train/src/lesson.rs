//! What is learned from: a text, and what each part of it is.

use crate::pages::{self, Share};
use anyhow::Context;
use banmian::Role;
use referee::GoldPage;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A page and what is known of it.
pub struct Lesson {
    /// Name of the page in reports; those with the same word before a `/` are measured together.
    pub name: String,
    pub text: String,
    /// What is known of its pieces, in order.
    pub gold: Vec<Gold>,
    /// The page is checked on, not learned from.
    pub check: bool,
    /// Whether its lines are broken where a column ends, if that is known; the page is not used
    /// where the parser takes it for the other kind.
    pub wrapped: Option<bool>,
    /// It was made of the text of other lessons or of stories.
    pub made: bool,
}

/// What is known of a piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Gold {
    /// Its bytes.
    pub range: Range<usize>,
    pub role: Role,
    /// Its article; `None` where it cannot be known.
    pub article: Option<String>,
    /// The number of its block in the article.
    pub para: i64,
}

impl Lesson {
    /// The paper whose page it is: the name of its folder, up to a hyphen.
    pub fn paper(&self) -> &str {
        let folder = self.name.trim_start_matches("narrow ").split('/').next().unwrap_or_default();
        folder.split('-').next().unwrap_or_default()
    }

    /// Writes the page and its gold below a folder, under its name.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let path = folder.join(&self.name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path.with_extension("txt"), &self.text)?;
        fs::write(path.with_extension("gold.tsv"), self.rows()).with_context(|| format!("writing {}", path.display()))
    }

    /// Returns the rows of its gold: place, role, article, para.
    fn rows(&self) -> String {
        let mut out = String::new();
        let (mut line, mut start) = (1, 0);
        for gold in &self.gold {
            let skipped = &self.text[start..gold.range.start];
            line += skipped.matches('\n').count();
            start += skipped.rfind('\n').map_or(0, |at| at + 1);
            let whole = self.text[start..].lines().next().unwrap_or_default();
            let chars = |text: &str| text.chars().count();
            let from = if self.text[start..gold.range.start].trim().is_empty() {
                0
            } else {
                chars(&self.text[start..gold.range.start])
            };
            let to = chars(&self.text[start..gold.range.end]);
            let place = if from == 0 && to == chars(whole) { format!("{line}") } else { format!("{line}:{from}-{to}") };
            let article = gold.article.as_deref().unwrap_or("?");
            out += &format!("{place}\t{}\t{article}\t{}\n", gold.role.name(), gold.para);
        }
        out
    }
}

/// Returns the lessons of a folder's pages, named `FOLDER/PAGE`; those of the share `except` are
/// only checked on.
pub fn of_folder(folder: &PathBuf, except: Option<Share>) -> anyhow::Result<Vec<Lesson>> {
    let group = folder.file_name().unwrap_or_default().to_string_lossy();
    let pages = pages::read(std::slice::from_ref(folder), None)?;
    let lesson = |(n, page): (usize, &GoldPage)| {
        let check = except.is_some_and(|share| share.has(n));
        let lesson = of_page(page, check).with_context(|| format!("cannot learn from {}", page.path.display()))?;
        Ok(Lesson { name: format!("{group}/{}", lesson.name), ..lesson })
    };
    pages.iter().enumerate().map(lesson).collect()
}

/// Returns what can be learned from a page with gold.
fn of_page(page: &GoldPage, check: bool) -> anyhow::Result<Lesson> {
    // gold counts lines whatever ends them
    let text = page.text.replace("\r\n", "\n").replace('\r', "\n");
    let starts: Vec<(usize, &str)> = text
        .split('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start, line))
        })
        .collect();
    let mut gold = Vec::new();
    for row in &page.gold {
        let (start, line) = *starts.get(row.line - 1).with_context(|| format!("there is no line {}", row.line))?;
        let byte = |chars: usize| start + line.char_indices().nth(chars).map_or(line.len(), |c| c.0);
        gold.push(Gold {
            range: byte(row.from)..row.to.map_or(start + line.len(), byte),
            role: serde_json::from_value(row.label.role.as_str().into())?,
            article: (row.label.article != "?").then(|| row.label.article.clone()),
            para: row.label.para,
        });
    }
    gold.sort_by_key(|g| g.range.start);
    Ok(Lesson { name: page.name().to_string(), text, gold, check, wrapped: None, made: false })
}
