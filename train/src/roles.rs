//! The command `tune-roles`: learns the weights that give lines their roles.

mod accuracy;
mod learn;
mod narrow_columns;
pub mod places;
mod report;
mod seen_text;
mod sequences;
mod smoothness_prior;

use crate::lesson::{self, Lesson};
use crate::pages::Share;
use crate::typesetting::{self, ArticleArgs, sample_articles};
use accuracy::Accuracy;
use anyhow::Context;
use banmian::training::{self, PageKind, roles::RoleModels};
use learn::{LearnedRoles, learn};
use rayon::prelude::*;
use report::{Bounds, bounds, explain};
use seen_text::SeenText;
pub use sequences::Sequence;
use sequences::sequences;
use std::borrow::Borrow;
use std::fs;
use std::path::PathBuf;

/// How many pages are set from the stories in `train/sample-stories`.
const SAMPLE_PAGES: usize = 108;

/// Learns the weights of the roles from pages with gold.
///
/// A page is NAME.txt with NAME.gold.tsv beside it. The weights are compiled in, so they
/// count from the next build on.
#[derive(clap::Args)]
pub struct Args {
    /// Folders of pages.
    #[arg(required_unless_present = "explain", value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Leave a share of each folder's pages to check on, learning from the others: of 2/5, the
    /// second, the seventh, …
    #[arg(long, value_name = "K/N")]
    except: Option<Share>,
    #[command(flatten)]
    articles: ArticleArgs,
    /// Learn nothing: show how far the fragments' bounds are gold's, for each folder's even
    /// and odd pages.
    #[arg(long)]
    bounds: bool,
    /// Learn nothing: show what told each line's label, for a text.
    #[arg(long, value_name = "TXT")]
    explain: Option<PathBuf>,
    /// Also write the pages made of stories, and those set again in columns, to this folder, to
    /// look at.
    #[arg(long, value_name = "DIR")]
    made: Option<PathBuf>,
    /// The folder of the files of weights: `opened.tsv`, `unopened.tsv` and `ngrams.bin`.
    #[arg(long, default_value = "src/parse/roles/weights")]
    out: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    if let Some(path) = &args.explain {
        print!("{}", explain(&fs::read_to_string(path)?));
        return Ok(());
    }
    let mut lessons = Vec::new();
    for dir in &args.dirs {
        let pages = lesson::of_folder(dir, args.except)?;
        if !args.bounds {
            lessons.extend(pages);
            continue;
        }
        for (parity, name) in ["even", "odd"].into_iter().enumerate() {
            let half: Vec<&Lesson> = pages.iter().skip(parity).step_by(2).collect();
            let group = dir.file_name().unwrap_or_default().to_string_lossy();
            report_bounds(&format!("{group} {name}"), &half);
        }
    }
    if args.bounds {
        return Ok(());
    }
    let mut made = made_lessons(&lessons);
    made.extend(args.articles.pages()?);
    if let Some(dir) = &args.made {
        for lesson in &made {
            fs::write(dir.join(format!("{}.txt", lesson.name.replace('/', "-"))), &lesson.text)?;
        }
    }
    lessons.extend(made);
    let pages = observe(&lessons);
    let pages: Vec<(&Lesson, &[Sequence])> = lessons.iter().zip(pages.iter().map(Vec::as_slice)).collect();
    let learned = learn_models(&pages, |line| eprintln!("{line}"));
    let write = |file: &str, contents: &[u8]| {
        let path = args.out.join(file);
        fs::write(&path, contents).with_context(|| format!("cannot write {}", path.display()))
    };
    write("opened.tsv", learned.opened.table().as_bytes())?;
    write("unopened.tsv", learned.unopened.table().as_bytes())?;
    write("ngrams.bin", learned.unopened.ngrams())
}

/// The weights for each kind of page.
pub struct LearnedModels {
    opened: LearnedRoles,
    unopened: LearnedRoles,
}

impl LearnedModels {
    pub fn models(&self) -> RoleModels<'_> {
        RoleModels { opened: self.opened.weights(), unopened: self.unopened.weights() }
    }
}

/// Learns the weights for unopened pages from all pages, as they are to tell the kinds apart, and
/// those for opened ones from the pages that they take for such.
pub fn learn_models(pages: &[(&Lesson, &[Sequence])], mut log: impl FnMut(String)) -> LearnedModels {
    let sequences: Vec<&[Sequence]> = pages.iter().map(|page| page.1).collect();
    let unopened = learn(&sequences, true, &mut log);
    log_accuracy("unopened", &unopened, &sequences, &mut log);
    let models = RoleModels { opened: unopened.weights(), unopened: unopened.weights() };
    let is_opened =
        |lesson: &Lesson| training::fragments(&training::normalized(&lesson.text), &models).0 == PageKind::Opened;
    let of_opened: Vec<&[Sequence]> = pages.par_iter().filter(|page| is_opened(page.0)).map(|page| page.1).collect();
    let opened = learn(&of_opened, false, &mut log);
    log_accuracy("opened", &opened, &of_opened, &mut log);
    LearnedModels { opened, unopened }
}

fn log_accuracy(name: &str, learned: &LearnedRoles, pages: &[&[Sequence]], log: &mut impl FnMut(String)) {
    let mut accuracy = Accuracy::default();
    for page in pages.iter().filter_map(|page| page.first()) {
        accuracy.add(page, &learned.labels(page));
    }
    accuracy.lines().for_each(|line| log(format!("{name} {line}")));
}

/// The lessons that are made of small stories, and of the lessons given.
pub fn made_lessons(lessons: &[Lesson]) -> Vec<Lesson> {
    let mut made = typesetting::pages(&sample_articles(), SAMPLE_PAGES, 1);
    made.extend((0..).zip(lessons).filter_map(|(seed, lesson)| narrow_columns::wrap(lesson, seed)));
    made
}

/// The sequences of each lesson.
pub fn observe<L: Borrow<Lesson> + Sync>(lessons: &[L]) -> Vec<Vec<Sequence>> {
    let learned = lessons.iter().map(Borrow::borrow).filter(|lesson| !lesson.check);
    let seen = SeenText::new(learned.map(|lesson| &*lesson.text));
    lessons.par_iter().map(|lesson| sequences(lesson.borrow(), &seen)).collect()
}

/// Prints how many fragments are merged or split where gold has other bounds.
fn report_bounds(name: &str, lessons: &[&Lesson]) {
    let mut sum = Bounds::default();
    for bounds in lessons.iter().map(|lesson| bounds(lesson)) {
        sum.bodies += bounds.bodies;
        sum.merged += bounds.merged;
        sum.mixed += bounds.mixed;
        sum.on += bounds.on;
        sum.split += bounds.split;
    }
    let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    println!(
        "{name:<18} bodies={} merged={} ({:.2} %) of two stories={} ({:.2} %); lines on={} split={} ({:.2} %)",
        sum.bodies,
        sum.merged,
        share(sum.merged, sum.bodies),
        sum.mixed,
        share(sum.mixed, sum.bodies),
        sum.on,
        sum.split,
        share(sum.split, sum.on),
    );
}
