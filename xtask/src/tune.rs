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
        let step = if args.half { 2 } else { 1 };
        for path in names.iter().step_by(step) {
            lessons.push(lesson(path).with_context(|| format!("cannot learn from {}", path.display()))?);
        }
    }
    eprintln!("{} pages", lessons.len());
    let weights = learn(&lessons, |line| eprintln!("{line}"));
    fs::write(&args.out, weights).with_context(|| format!("cannot write {}", args.out.display()))
}

fn lesson(path: &Path) -> anyhow::Result<Lesson> {
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
    for row in rows.lines().filter(|row| !row.trim().is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [place, _, article, para] = cells[..] else { anyhow::bail!("a row has four cells, not {row:?}") };
        let (line, part) = place.split_once(':').map_or((place, None), |(line, part)| (line, Some(part)));
        let (start, content) = *lines.get(line.parse::<usize>()?.wrapping_sub(1)).context("no such line")?;
        let byte = |chars: usize| content.char_indices().nth(chars).map_or(content.len(), |c| c.0);
        let (from, to) = match part.and_then(|p| p.split_once('-')) {
            Some((from, to)) => (byte(from.parse()?), byte(to.parse()?)),
            None => (0, content.len()),
        };
        let article = (article != "?").then(|| article.to_owned());
        gold.push((start + from..start + to, article, para.parse()?));
    }
    gold.sort_by_key(|g| g.0.start);
    Ok(Lesson { text, gold })
}
