//! Learns the weights of the assembly from pages with gold.

use anyhow::Context;
use banmian::tune::{Lesson, learn};
use std::fs;
use std::path::{Path, PathBuf};

/// Learns the weights of the assembly from pages with gold.
#[derive(clap::Args)]
pub struct Args {
    /// Folders of NAME.txt with NAME.gold.tsv beside it.
    #[arg(required = true)]
    dirs: Vec<PathBuf>,
    /// Learn only from every second page of each folder, leaving the others to check on.
    #[arg(long)]
    half: bool,
    /// Take the fragments and their roles from gold.
    #[arg(long)]
    given: bool,
    /// Where the weights go.
    #[arg(long, default_value = "src/read/assembly.tsv")]
    out: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let mut lessons = Vec::new();
    for dir in &args.dirs {
        let mut names: Vec<PathBuf> = fs::read_dir(dir)
            .with_context(|| format!("cannot list {}", dir.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        names.sort();
        for (n, path) in names.iter().enumerate() {
            let mut lesson =
                lesson(path, args.given).with_context(|| format!("cannot learn from {}", path.display()))?;
            lesson.check = args.half && n % 2 == 1;
            lessons.push(lesson);
        }
    }
    eprintln!("{} pages", lessons.len());
    let weights = learn(&lessons, |line| eprintln!("{line}"));
    fs::write(&args.out, weights).with_context(|| format!("cannot write {}", args.out.display()))
}

fn lesson(path: &Path, given: bool) -> anyhow::Result<Lesson> {
    let name = path.iter().rev().take(2).map(|p| p.to_string_lossy()).collect::<Vec<_>>();
    let name = name.into_iter().rev().collect::<Vec<_>>().join("/");
    let text = fs::read_to_string(path)?;
    let rows = fs::read_to_string(path.with_extension("gold.tsv"))?;
    let lines: Vec<(usize, &str)> = text
        .split('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start, line))
        })
        .collect();
    let mut gold = Vec::new();
    let mut fragments: Vec<(banmian::Role, Vec<std::ops::Range<usize>>, usize)> = Vec::new();
    let mut last: Option<(usize, String, String, String)> = None;
    for row in rows.lines().filter(|row| !row.trim().is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [place, role, article, para] = cells[..] else { anyhow::bail!("a row has four cells, not {row:?}") };
        let (line, part) = place.split_once(':').map_or((place, None), |(line, part)| (line, Some(part)));
        let (start, content) = *lines.get(line.parse::<usize>()?.wrapping_sub(1)).context("no such line")?;
        let byte = |chars: usize| content.char_indices().nth(chars).map_or(content.len(), |c| c.0);
        let (from, to) = match part.and_then(|p| p.split_once('-')) {
            Some((from, to)) => (byte(from.parse()?), byte(to.parse()?)),
            None => (0, content.len()),
        };
        if given {
            let number: usize = line.parse()?;
            let key = (number, role.to_owned(), article.to_owned(), para.to_owned());
            let text_part = &text[start + from..start + to];
            let lead = text_part.len() - text_part.trim_start().len();
            let range = start + from + lead..start + from + lead + text_part.trim().len();
            let frame = text[..start].matches("\n\n").count();
            match (&last, fragments.last_mut()) {
                (Some(l), Some(f)) if l.0 + 1 == number && l.1 == key.1 && l.2 == key.2 && l.3 == key.3 => {
                    f.1.push(range)
                }
                _ => fragments.push((
                    serde_json::from_value(serde_json::Value::String(role.into()))?,
                    vec![range],
                    frame,
                )),
            }
            last = Some(key);
        }
        let article = (article != "?").then(|| article.to_owned());
        gold.push((start + from..start + to, article, para.parse()?));
    }
    gold.sort_by_key(|g| g.0.start);
    Ok(Lesson { text, gold, fragments, check: false, name })
}
