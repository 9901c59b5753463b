//! The command `cross-validate`: how pages of papers are read that nothing was learned from.

use crate::cross_fitting::CrossFitted;
use crate::lesson::{self, Lesson};
use crate::roles::{self, LearnedModels};
use crate::stories;
use crate::typesetting::{self, PaperArticles};
use crate::{eval, pages};
use banmian::training::{self, Models, stories::StoryWeights};
use rayon::prelude::*;
use referee::{GoldPage, Score};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Learns without the pages of each paper in turn, and scores the pages of that paper.
///
/// That is leave-one-group-out cross-validation. A folder is named PAPER-LEVEL; the levels of a
/// paper may share articles, so a paper is left out as a whole. Nothing that is learned is kept.
#[derive(clap::Args)]
pub struct Args {
    /// Folders of NAME.txt with NAME.gold.tsv beside it.
    #[arg(required = true)]
    dirs: Vec<PathBuf>,
    /// Folders that are always learned from.
    #[arg(long, num_args = 1.., value_name = "DIR")]
    always: Vec<PathBuf>,
    /// Folders that are scored each time, whatever is left out.
    #[arg(long, num_args = 1.., value_name = "DIR")]
    check: Vec<PathBuf>,
    /// Leave out only these papers in turn; some with a comma between are left out together.
    #[arg(long, num_args = 1.., value_name = "PAPER")]
    papers: Vec<String>,
    /// Files of articles, one JSON object a line, named by their paper: pages are set from those of
    /// the papers that are learned from.
    #[arg(long, num_args = 1.., value_name = "JSONL")]
    articles: Vec<PathBuf>,
    /// Pages to set from articles for the roles, and for the stories.
    #[arg(long, num_args = 2, default_values_t = [1500, 400], value_name = "COUNT")]
    set: Vec<usize>,
    /// Pages to mix anew from the stories of the lessons.
    #[arg(long, default_value_t = 200, value_name = "COUNT")]
    mixed: usize,
    /// Learn the roles only; stories are found by the weights that are compiled in.
    #[arg(long)]
    roles_only: bool,
    /// Also write how each page is read to this folder, as FOLDER/NAME.tsv.
    #[arg(long, value_name = "DIR")]
    readings: Option<PathBuf>,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let mut lessons = Vec::new();
    for dir in args.always.iter().chain(&args.dirs) {
        lessons.extend(lesson::of_folder(dir, None)?);
    }
    lessons.extend(roles::made_lessons(&lessons));
    let observed = roles::observe(&lessons);
    let pages = pages::read(&args.dirs, None)?;
    let always_checked = if args.check.is_empty() { Vec::new() } else { pages::read(&args.check, None)? };
    let all: BTreeSet<String> = args.dirs.iter().map(|dir| paper(dir)).collect();
    let folds: Vec<String> = if args.papers.is_empty() { all.into_iter().collect() } else { args.papers };
    let mut totals: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    for fold in folds {
        let left_out: Vec<&str> = fold.split(',').collect();
        let is_lesson = |lesson: &Lesson| !left_out.contains(&lesson.paper());
        let start = Instant::now();
        let mut articles = Vec::new();
        for path in args.articles.iter().filter(|path| !left_out.contains(&stem(path).as_str())) {
            articles.push(PaperArticles::read(path)?);
        }
        let pages_of_fold: Vec<(&Lesson, &[roles::Sequence])> = lessons
            .iter()
            .zip(&observed)
            .filter(|(lesson, _)| is_lesson(lesson))
            .map(|(lesson, sequences)| (lesson, &sequences[..]))
            .collect();
        let mixed = (!args.roles_only).then_some(args.mixed);
        let (learned, weights) = learn(&pages_of_fold, &articles, [args.set[0], args.set[1]], mixed);
        eprintln!("without {fold}: learned in {} s", start.elapsed().as_secs());
        let models = Models { roles: learned.models(), stories: &weights };
        let unseen: Vec<&Lesson> = lessons.iter().filter(|lesson| !lesson.made && !is_lesson(lesson)).collect();
        stories::log_confidence(&unseen, &models.roles, &weights, |line| println!("{line}"));
        let checked: Vec<&GoldPage> =
            pages.iter().filter(|page| left_out.contains(&paper(folder(page)).as_str())).collect();
        let score = |page: &&GoldPage| -> anyhow::Result<Score> {
            let labels = banmian::export::labels(&training::parse(&page.text, &models), &page.text);
            if let Some(readings) = &args.readings {
                let folder = readings.join(name(folder(page)));
                fs::create_dir_all(&folder)?;
                fs::write(folder.join(page.name()).with_extension("tsv"), &labels)?;
            }
            Ok(referee::score(&page.text, &page.gold, &referee::read_rows(&labels)?))
        };
        let scores = checked.par_iter().map(score).collect::<anyhow::Result<Vec<Score>>>()?;
        let mut by_folder: BTreeMap<String, Vec<Score>> = BTreeMap::new();
        for (page, score) in checked.iter().zip(scores) {
            by_folder.entry(name(folder(page))).or_default().push(score);
        }
        let scores = always_checked.par_iter().map(|page| score(&page)).collect::<anyhow::Result<Vec<Score>>>()?;
        for (page, score) in always_checked.iter().zip(scores) {
            by_folder.entry(name(folder(page))).or_default().push(score);
        }
        for (folder, scores) in by_folder {
            let mean = Score::mean(&scores);
            println!("{folder:<14} pages={:<4} {}", scores.len(), eval::format_figures(&mean, 3));
            if left_out.contains(&paper(Path::new(&folder)).as_str()) {
                totals.entry(folder.rsplit('-').next().unwrap_or_default().into()).or_default().push(mean);
            }
        }
    }
    for (level, scores) in totals {
        println!("{level:<14} papers={:<3} {}", scores.len(), eval::format_figures(&Score::mean(&scores), 3));
    }
    Ok(())
}

/// The paper whose pages a folder holds.
fn paper(folder: &Path) -> String {
    let name = name(folder);
    name.split('-').next().unwrap_or_default().into()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn folder(page: &GoldPage) -> &Path {
    page.path.parent().unwrap_or(Path::new(""))
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Learns both models; the stories only if a number of pages to mix is given.
fn learn(
    pages: &[(&Lesson, &[roles::Sequence])],
    articles: &[PaperArticles],
    set: [usize; 2],
    mixed: Option<usize>,
) -> (LearnedModels, StoryWeights) {
    let all: Vec<_> = articles.iter().flat_map(|of_paper| of_paper.articles.iter().cloned()).collect();
    let set_pages = typesetting::pages(&all, set[0], 1);
    let observed = roles::observe(&set_pages);
    let of_roles: Vec<(&Lesson, &[roles::Sequence])> =
        pages.iter().copied().chain(set_pages.iter().zip(observed.iter().map(Vec::as_slice))).collect();
    let learned = roles::learn_models(&of_roles, |line| eprintln!("{line}"));
    let Some(mixed) = mixed else { return (learned, StoryWeights::learned().clone()) };
    let real: Vec<&Lesson> = pages.iter().map(|page| page.0).filter(|lesson| !lesson.made).collect();
    let mixed = stories::mixed(&real, mixed);
    let of_stories: Vec<&Lesson> = real.iter().copied().chain(&mixed).chain(set_pages.iter().take(set[1])).collect();
    let cross_fitted = CrossFitted::learn(pages, articles, set, |line| eprintln!("{line}"));
    let weights = stories::learn(&of_stories, &learned.models(), &cross_fitted, |line| eprintln!("{line}"));
    (learned, weights)
}
