//! The option `--from-edits`: gold from the corrections that people have made.

use anyhow::{Context, bail};
use banmian::edit::{Edits, replay};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Writes `NAME.gold.tsv`, the rows of the corrected page, for each `NAME.txt` with
/// `NAME.edits.json` beside it.
///
/// The error names every list that does not fit its text any more; its gold is left as it is.
pub fn write_gold(folder: &Path) -> anyhow::Result<()> {
    let mut lists = edit_lists(folder)?;
    lists.sort();
    if lists.is_empty() {
        bail!("no NAME.txt with NAME.edits.json beside it in {}", folder.display());
    }
    let mut failed = Vec::new();
    for list in &lists {
        match corrected_rows(list) {
            Ok(rows) => {
                let path = beside(list, "gold.tsv");
                let unchanged = fs::read_to_string(&path).is_ok_and(|gold| gold == rows);
                if !unchanged {
                    fs::write(&path, rows).with_context(|| format!("writing {}", path.display()))?;
                }
                println!("{} {}", if unchanged { "unchanged" } else { "written  " }, path.display());
            }
            Err(error) => failed.push(format!("{error:#}")),
        }
    }
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(())
}

/// Returns the rows of the page that the edits of a list correct.
fn corrected_rows(list: &Path) -> anyhow::Result<String> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let text = read(&beside(list, "txt"))?;
    let edits: Edits = serde_json::from_str(&read(list)?)
        .with_context(|| format!("{} is no list of edits; src/edit/schema.json has its form", list.display()))?;
    let options = banmian::Options::default();
    let replayed = replay(&text, &banmian::parse(&text, &options), &edits, &options);
    let conflict = |c: &banmian::edit::Conflict| format!("{}: edit {}: {}", list.display(), c.edit + 1, c.message);
    if !replayed.conflicts.is_empty() {
        bail!("{}", replayed.conflicts.iter().map(conflict).collect::<Vec<_>>().join("\n"));
    }
    Ok(banmian::export::labels(&replayed.page, &text))
}

fn edit_lists(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut lists = Vec::new();
    for entry in WalkDir::new(folder) {
        let path = entry?.into_path();
        if path.to_string_lossy().ends_with(".edits.json") && beside(&path, "txt").exists() {
            lists.push(path);
        }
    }
    Ok(lists)
}

/// `NAME.ext` beside `NAME.edits.json`.
fn beside(list: &Path, ext: &str) -> PathBuf {
    list.with_extension("").with_extension(ext)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrected_pages_become_gold_and_a_list_that_does_not_fit_changes_none() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path();
        fs::create_dir_all(folder.join("deep")).unwrap();
        let edits = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/edits");
        for page in referee::folder(&edits).unwrap() {
            for ext in ["txt", "edits.json"] {
                let from = page.path.with_extension(ext);
                fs::copy(&from, folder.join("deep").join(from.file_name().unwrap())).unwrap();
            }
        }
        write_gold(folder).unwrap();
        let made = referee::folder(folder).unwrap();
        assert!(made.len() >= 5);
        for (made, gold) in made.iter().zip(referee::folder(&edits).unwrap()) {
            assert_eq!(referee::score(&gold.text, &gold.gold, &made.gold).figures(), [1.0; 8], "{}", gold.name());
        }

        let stale = folder.join("deep/alternating.txt");
        fs::write(&stale, "老桥通车\n\n本报讯 昨日，老桥通车。").unwrap();
        let kept = fs::read_to_string(stale.with_extension("gold.tsv")).unwrap();
        let error = write_gold(folder).unwrap_err().to_string();
        assert!(
            error.contains("alternating.edits.json: edit 1: “") && error.contains("make the edit again"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(stale.with_extension("gold.tsv")).unwrap(), kept);
    }
}
