//! What is learned from: a text, and what each part of it is.

use crate::pages::{self, Share};
use anyhow::Context;
pub use banmian::tune_roles::{Gold, Lesson};
use referee::GoldPage;
use std::path::PathBuf;

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
    Ok(Lesson { name: page.name().to_string(), text, gold, check, wrapped: None })
}
