//! The command `tune`: learns the weights by which fragments are linked to stories.

mod adam;
mod calibration;
mod learn;
mod mixed_pages;
mod page;

use crate::lesson;
use crate::pages::Share;
use anyhow::Context;
use learn::learn;
use std::fs;
use std::path::PathBuf;

/// Learns the weights of stories from pages with gold.
#[derive(clap::Args)]
pub struct Args {
    /// Folders of NAME.txt with NAME.gold.tsv beside it.
    #[arg(required = true)]
    dirs: Vec<PathBuf>,
    /// Leave a share of each folder's pages to check on, learning from the others: of 2/5, the
    /// second, the seventh, …
    #[arg(long, value_name = "K/N")]
    except: Option<Share>,
    /// Pages to mix anew from the stories of the others.
    #[arg(long, default_value_t = 400, value_name = "COUNT")]
    mixed: usize,
    /// Also write the mixed pages to this folder, to look at.
    #[arg(long, value_name = "DIR")]
    made: Option<PathBuf>,
    /// Where the weights go: src/parse/stories/weights/opened.tsv if the stories of the pages open
    /// with datelines, else unopened.tsv beside it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let mut lessons = Vec::new();
    for dir in &args.dirs {
        lessons.extend(lesson::of_folder(dir, args.except)?);
    }
    let mixed = mixed_pages::pages(&lessons, args.mixed);
    if let Some(dir) = &args.made {
        for lesson in &mixed {
            let path = dir.join(&lesson.name).with_extension("txt");
            fs::create_dir_all(path.parent().context("a path in a folder has a parent")?)?;
            fs::write(path, &lesson.text)?;
        }
    }
    lessons.extend(mixed);
    eprintln!("{} pages", lessons.len());
    let weights = learn(&lessons, |line| eprintln!("{line}"));
    fs::write(&args.out, weights).with_context(|| format!("cannot write {}", args.out.display()))
}
