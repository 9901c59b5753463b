//! The command `tune-roles`: learns the weights that give lines their roles.

mod accuracy;
mod learn;
mod narrow_columns;
mod report;
mod seen_text;
mod sequences;
mod smoothness_prior;

use crate::lesson::{self, Lesson};
use crate::pages::Share;
use crate::typesetting::{self, sample_articles};
use anyhow::Context;
use learn::learn;
use report::{Bounds, bounds, explain};
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
    /// Where the weights go.
    #[arg(long, default_value = "src/parse/roles/roles.tsv")]
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
    let mut made = typesetting::pages(&sample_articles(), SAMPLE_PAGES, 1);
    made.extend((0..).zip(&lessons).filter_map(|(seed, lesson)| narrow_columns::wrap(lesson, seed)));
    if let Some(dir) = &args.made {
        for lesson in &made {
            fs::write(dir.join(format!("{}.txt", lesson.name.replace('/', "-"))), &lesson.text)?;
        }
    }
    lessons.extend(made);
    let weights = learn(&lessons, |line| eprintln!("{line}"));
    fs::write(&args.out, weights).with_context(|| format!("cannot write {}", args.out.display()))
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
