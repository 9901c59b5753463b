//! The command `eval`: scores the parser on pages with gold.

mod explain;
mod from_edits;

use crate::pages::{self, Share};
use anyhow::{Context, bail};
use rayon::prelude::*;
use referee::{FIGURES, GoldPage, Score};
use std::path::{Path, PathBuf};

/// Measures the reading of pages against their gold.
///
/// A page is NAME.txt with NAME.gold.tsv beside it. Figures are means over pages, one row a
/// folder and one over all; higher is better:
/// lines (every character exactly once), role (macro F1 of coarse roles), bcubed (article
/// clusters, by characters), exact (articles rebuilt exactly), title (headlines with the bulk
/// of their body), join (pieces joined over column cuts), order (reading order kept), page
/// (pages with every article exact).
#[derive(clap::Args)]
pub struct Args {
    /// Folders of pages, searched to any depth, or single pages.
    #[arg(required_unless_present = "from_edits", value_name = "DIR")]
    pages: Vec<PathBuf>,
    /// Make gold of what people have corrected, and measure the reading against it: for each
    /// NAME.txt with NAME.edits.json beside it, in DIR and the folders in it, write
    /// NAME.gold.tsv. A list of edits that does not fit its text any more is an error.
    #[arg(long, value_name = "DIR")]
    from_edits: Option<PathBuf>,
    /// Also list the N worst pages, by bcubed.
    #[arg(long, default_value_t = 0, value_name = "N")]
    worst: usize,
    /// Fail where a figure, over all the pages, is below MIN.
    #[arg(long, value_name = "FIGURE=MIN")]
    require: Vec<String>,
    /// Print what was decided on one page: its path, or the end of it (L3/p001).
    #[arg(long, value_name = "PAGE")]
    explain: Option<String>,
    /// Take only one share of each folder's pages: of 2/5, the second, the seventh, …
    #[arg(long, value_name = "K/N")]
    only: Option<Share>,
}

pub fn run(mut args: Args) -> anyhow::Result<()> {
    if let Some(folder) = args.from_edits.take() {
        from_edits::write_gold(&folder)?;
        args.pages.push(folder);
    }
    let required = args.require.iter().map(|text| parse_requirement(text)).collect::<anyhow::Result<Vec<_>>>()?;
    let pages = pages::read(&args.pages, args.only)?;
    if let Some(wanted) = &args.explain {
        return explain::print_page(find(&pages, wanted)?);
    }
    let scores = pages.par_iter().map(score).collect::<anyhow::Result<Vec<Score>>>()?;
    let results: Vec<(&GoldPage, Score)> = pages.iter().zip(scores).collect();
    report(&results, args.worst);
    ensure_required(&mean(&results), &required)
}

fn mean(results: &[(&GoldPage, Score)]) -> Score {
    Score::mean(&results.iter().map(|(_, score)| *score).collect::<Vec<_>>())
}

/// Parses a page and scores it against its gold.
fn score(page: &GoldPage) -> anyhow::Result<Score> {
    let (_, rows) = parse(page)?;
    Ok(referee::score(&page.text, &page.gold, &rows))
}

/// Parses a page; returns it as the library gives it, and as rows to be scored.
fn parse(page: &GoldPage) -> anyhow::Result<(banmian::Page, Vec<referee::Row>)> {
    let parsed = banmian::parse(&page.text, &banmian::Options::default());
    let rows = referee::read_rows(&banmian::export::labels(&parsed, &page.text))
        .with_context(|| format!("the labels of {}", page.path.display()))?;
    Ok((parsed, rows))
}

/// Prints the worst pages, and the mean figures of each folder and of all.
fn report(results: &[(&GoldPage, Score)], worst: usize) {
    let parent = |page: &GoldPage| page.path.parent().unwrap_or(Path::new("")).to_path_buf();
    let folders: Vec<_> = results.chunk_by(|a, b| parent(a.0) == parent(b.0)).collect();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut ranked: Vec<_> = results.iter().collect();
    ranked.sort_by(|a, b| a.1.bcubed.total_cmp(&b.1.bcubed));
    for (page, score) in ranked.into_iter().take(worst) {
        println!("worst {}/{} {}", name(&parent(page)), page.name(), format_figures(score, 3));
    }
    let print_mean = |name: &str, pages: &[(&GoldPage, Score)]| {
        let mean = mean(pages);
        println!("{name:<12} pages={:<4} {}", pages.len(), format_figures(&mean, 4));
    };
    for pages in &folders {
        print_mean(&name(&parent(pages[0].0)), pages);
    }
    if folders.len() > 1 {
        print_mean("all", results);
    }
}

pub fn format_figures(score: &Score, digits: usize) -> String {
    let one = |(name, value): (&str, f64)| format!("{name}={value:.digits$}");
    FIGURES.into_iter().zip(score.figures()).map(one).collect::<Vec<_>>().join(" ")
}

/// Parses FIGURE=MIN; returns the index of the figure and the least it must reach.
fn parse_requirement(text: &str) -> anyhow::Result<(usize, f64)> {
    let (name, min) = text.split_once('=').with_context(|| format!("--require {text}: wanted FIGURE=MIN"))?;
    let figure = FIGURES.iter().position(|figure| *figure == name);
    let figure = figure.with_context(|| format!("--require {text}: the figures are {}", FIGURES.join(", ")))?;
    Ok((figure, min.parse().with_context(|| format!("--require {text}: {min} is not a number"))?))
}

/// Fails if a figure is below what is required of it.
fn ensure_required(mean: &Score, required: &[(usize, f64)]) -> anyhow::Result<()> {
    let short = |&(figure, min): &(usize, f64)| {
        let value = mean.figures()[figure];
        (value < min).then(|| format!("{}={value:.4}<{min}", FIGURES[figure]))
    };
    let short: Vec<String> = required.iter().filter_map(short).collect();
    if !short.is_empty() {
        bail!("falls short: {}", short.join(", "));
    }
    Ok(())
}

/// Returns the page whose path ends with `wanted`.
fn find<'p>(pages: &'p [GoldPage], wanted: &str) -> anyhow::Result<&'p GoldPage> {
    let wanted = Path::new(wanted).with_extension("");
    let mut hits = pages.iter().filter(|page| page.path.with_extension("").ends_with(&wanted));
    let page = hits.next().with_context(|| format!("no page {} among those given", wanted.display()))?;
    if let Some(other) = hits.next() {
        bail!(
            "{} is both {} and {}: give more of its path",
            wanted.display(),
            page.path.display(),
            other.path.display()
        );
    }
    Ok(page)
}
