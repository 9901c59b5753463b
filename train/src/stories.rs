//! The command `tune`: learns the weights by which fragments are linked to stories.

mod adam;
mod calibration;
mod learn;
mod mixed_pages;
mod page;

use crate::lesson;
use crate::pages::Share;
use crate::typesetting::ArticleArgs;
use anyhow::Context;
use banmian::training::Models;
pub use learn::learn;
pub use mixed_pages::pages as mixed;
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
    #[command(flatten)]
    articles: ArticleArgs,
    /// Pages to mix anew from the stories of the others.
    #[arg(long, default_value_t = 400, value_name = "COUNT")]
    mixed: usize,
    /// Also write the mixed pages to this folder, to look at.
    #[arg(long, value_name = "DIR")]
    made: Option<PathBuf>,
    /// The folder of the two files of weights.
    #[arg(long, default_value = "src/parse/stories/weights", value_name = "DIR")]
    out: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let mut lessons = Vec::new();
    for dir in &args.dirs {
        lessons.extend(lesson::of_folder(dir, args.except)?);
    }
    lessons.extend(args.articles.pages()?);
    let mixed = mixed(&lessons.iter().collect::<Vec<_>>(), args.mixed);
    if let Some(dir) = &args.made {
        for lesson in &mixed {
            let path = dir.join(&lesson.name).with_extension("txt");
            fs::create_dir_all(path.parent().context("a path in a folder has a parent")?)?;
            fs::write(path, &lesson.text)?;
        }
    }
    lessons.extend(mixed);
    eprintln!("{} pages", lessons.len());
    let weights = learn(&lessons.iter().collect::<Vec<_>>(), &Models::learned().roles, |line| eprintln!("{line}"));
    for (file, weights) in [("opened.tsv", &weights.opened), ("unopened.tsv", &weights.unopened)] {
        let path = args.out.join(file);
        fs::write(&path, weights.write()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
