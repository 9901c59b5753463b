//! The command `tune`: learns the weights by which fragments are linked to stories.

mod calibration;
mod learn;
mod mixed_pages;
mod page;

use crate::cross_fitting::CrossFitted;
use crate::lesson::{self, Lesson};
use crate::pages::Share;
use crate::roles;
use crate::typesetting::ArticleArgs;
use anyhow::Context;
use banmian::training::Models;
pub use learn::{learn, log_confidence};
pub use mixed_pages::pages as mixed;
use std::fs;
use std::path::PathBuf;

/// How many pages are set for the roles that the confidence is fitted with; as many as `tune-roles` sets.
const PAGES_FOR_ROLES: usize = 1000;

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
    let cross_fitted = {
        let with_made: Vec<Lesson> = roles::made_lessons(&lessons);
        let pages: Vec<&Lesson> = lessons.iter().chain(&with_made).collect();
        let observed = roles::observe(&pages);
        let pages: Vec<_> = pages.into_iter().zip(observed.iter().map(Vec::as_slice)).collect();
        let set = [PAGES_FOR_ROLES, args.articles.count()];
        CrossFitted::learn(&pages, &args.articles.papers()?, set, |line| eprintln!("{line}"))
    };
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
    let lessons: Vec<&Lesson> = lessons.iter().collect();
    let weights = learn(&lessons, &Models::learned().roles, &cross_fitted, |line| eprintln!("{line}"));
    for (file, weights) in [("opened.tsv", &weights.opened), ("unopened.tsv", &weights.unopened)] {
        let path = args.out.join(file);
        fs::write(&path, weights.write()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
