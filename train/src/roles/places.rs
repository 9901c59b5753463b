//! The command `tune-places`: learns what the place of a line on paper says of its role.
//!
//! The weights of text stay as they are; those of places are added to them, so that a text reads the
//! same with and without this. Maximum likelihood with a Gaussian prior, over all labels that gold
//! allows a line; full gradients, Adam (Kingma and Ba 2015), a fixed number of steps.

use super::sequences::{allowed, first, gold_of_lines};
use crate::adam::Adam;
use crate::lesson::Gold;
use crate::pages::Share;
use crate::typesetting::{ArticleArgs, PaperPage};
use anyhow::{Context, ensure};
use banmian::Role;
use banmian::form;
use banmian::training::roles::{
    FORBIDDEN_SCORE, LABEL_COUNT as COUNT, LABEL_NAMES, PLACES, RoleModels, Row, SCALE, Transitions, emission,
    marginals, viterbi,
};
use banmian::training::{self, PageKind};
use rayon::prelude::*;
use serde::Deserialize;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Number of steps of the optimizer.
const STEPS: usize = 150;
/// Learning rate at the start; it falls to nothing as the cosine does.
const RATE: f32 = 0.15;
/// The largest weight that an `i8` holds in steps of 1 / [`SCALE`].
const MAX_WEIGHT: f32 = 7.9;
/// Strength of the Gaussian prior, a line.
const DECAY: f32 = 2e-4;

/// Learns what the places of lines say of their roles.
///
/// A document is NAME.pdf, or another form that has places, with NAME.gold.json beside it: its
/// articles as pieces with roles, and the texts of the page that are in none. The weights are compiled
/// in, so they count from the next build on.
#[derive(clap::Args)]
pub struct Args {
    /// Folders of documents.
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    #[command(flatten)]
    articles: ArticleArgs,
    /// Leave a share of each folder's documents to check on, learning from the others.
    #[arg(long, value_name = "K/N")]
    except: Option<Share>,
    /// The file of weights.
    #[arg(long, default_value = "src/parse/roles/weights/places.tsv")]
    out: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    for dir in &args.dirs {
        let documents = documents(dir)?;
        let read = |(n, path): (usize, &PathBuf)| {
            let check = args.except.is_some_and(|share| share.has(n));
            page(path, check).with_context(|| format!("cannot learn from {}", path.display()))
        };
        pages.extend(documents.par_iter().enumerate().map(read).collect::<anyhow::Result<Vec<_>>>()?);
    }
    let papers = args.articles.paper_pages()?;
    pages.extend(papers.par_iter().map(|page| of_paper(page, false)).collect::<Vec<_>>());
    ensure!(!pages.is_empty(), "no NAME.pdf with NAME.gold.json beside it in {:?}", args.dirs);
    ensure!(pages.iter().any(|page| !page.check), "--except leaves no document to learn from");
    let weights = learn(&pages);
    for (name, check) in [("learned from", false), ("checked on", true)] {
        let of: Vec<&Page> = pages.iter().filter(|page| page.check == check).collect();
        let (before, lines) = wrong(&of, &vec![0.0; WEIGHTS]);
        let (after, _) = wrong(&of, &weights);
        println!("{name}: {} documents, {lines} lines, wrong {before} without places, {after} with", of.len());
    }
    fs::write(&args.out, table(&weights)).with_context(|| format!("cannot write {}", args.out.display()))
}

/// The least number of characters that tell where a line comes from.
const MIN_CHARS: usize = 6;

/// Number of weights: one for each feature and label.
const WEIGHTS: usize = PLACES.len() * COUNT;

/// The lines of a document, as the CRF sees them.
struct Page {
    check: bool,
    /// The scores of the labels by the text.
    emissions: Vec<Row>,
    places: Vec<u64>,
    same_frame: Vec<bool>,
    /// The labels each line may have, a bit each.
    allowed: Vec<u32>,
    transitions: Transitions,
}

/// The gold of a document.
#[derive(Deserialize)]
struct DocumentGold {
    articles: Vec<ArticleGold>,
    page: Vec<String>,
}

#[derive(Deserialize)]
struct ArticleGold {
    id: String,
    pieces: Vec<PieceGold>,
}

#[derive(Deserialize)]
struct PieceGold {
    role: Role,
    text: String,
}

/// The documents of a folder that have gold, in order of their names.
fn documents(dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))?;
    let paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    let has_gold = |path: &&PathBuf| path.extension().is_some_and(|e| e != "json") && gold_path(path).is_file();
    let mut paths: Vec<PathBuf> = paths.iter().filter(has_gold).cloned().collect();
    paths.sort();
    Ok(paths)
}

fn gold_path(path: &Path) -> PathBuf {
    path.with_extension("gold.json")
}

fn page(path: &Path, check: bool) -> anyhow::Result<Page> {
    let document = form::read(&fs::read(path)?)?;
    let gold: DocumentGold = serde_json::from_slice(&fs::read(gold_path(path))?)?;
    let by_text = |lines: &[Vec<Range<usize>>]| gold_of_lines_by_text(&document.text, lines, &gold);
    Ok(observe(&document.text, &document.sheet, by_text, check))
}

fn of_paper(page: &PaperPage, check: bool) -> Page {
    observe(&page.text, &page.sheet, |_| page.gold.clone(), check)
}

/// The lines of a page, as the CRF sees them, with the gold that is known of them.
fn observe(
    text: &str,
    sheet: &form::Sheet,
    gold_of: impl FnOnce(&[Vec<Range<usize>>]) -> Vec<Gold>,
    check: bool,
) -> Page {
    let normalized = training::normalized_sheet(text, sheet);
    let lines: Vec<Vec<Range<usize>>> = normalized.lines_in_source().collect();
    let gold = gold_of(&lines);
    let (text, layout) = (&normalized.text, &normalized.layout);
    let models = RoleModels::learned();
    let kind = training::fragments(&normalized, &models).0;
    let weights = if kind == PageKind::Opened { models.opened } else { models.unopened };
    let facts = training::line_facts(text, layout);
    let extractor = training::feature_extractor(text, layout, &facts);
    let model = if extractor.is_wrapped() { weights.wrapped } else { weights.unwrapped };
    let line = |i: usize| &text[layout.lines[i].range.clone()];
    let lines = gold_of_lines(lines.into_iter().map(first), &gold);
    Page {
        check,
        emissions: (0..facts.len()).map(|i| emission(weights, model, &extractor, i, line(i), 0)).collect(),
        places: layout.lines.iter().map(|line| line.place).collect(),
        same_frame: extractor.same_frame(),
        allowed: allowed(layout, layout, &facts, &lines),
        transitions: model.transitions(),
    }
}

/// The gold of each line, in reading order, found by its text: in the piece that goes on where the line
/// before it ended, or else in one that begins with it, or else in any. Of a line of few characters
/// nothing is known but in a piece that goes on, or is no longer.
fn gold_of_lines_by_text(text: &str, lines: &[Vec<Range<usize>>], gold: &DocumentGold) -> Vec<Gold> {
    let plain = |text: &str| training::canonical(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut pieces: Vec<(String, Role, Option<&str>, i64)> = Vec::new();
    for article in &gold.articles {
        let mut para = 0;
        let mut last = None;
        for piece in &article.pieces {
            // the lines of a heading are pieces of one block
            para += i64::from(!(last == Some(piece.role) && (piece.role.is_title() || piece.role == Role::Subhead)));
            last = Some(piece.role);
            pieces.push((plain(&piece.text), piece.role, Some(&article.id), para));
        }
    }
    pieces.extend(gold.page.iter().map(|text| (plain(text), Role::Furniture, None, 0)));
    let mut at: Option<(usize, usize)> = None;
    let mut used = vec![false; pieces.len()];
    let mut out = Vec::new();
    for line in lines {
        let text: String = line.iter().map(|piece| plain(&text[piece.clone()])).collect();
        let is_short = text.chars().count() < MIN_CHARS;
        let goes_on = at.filter(|&(piece, end)| pieces[piece].0[end..].starts_with(&text));
        let fits = |n: &usize| !used[*n] && pieces[*n].0.starts_with(&text) && (!is_short || pieces[*n].0 == text);
        let begins = || (0..pieces.len()).find(fits).map(|n| (n, 0));
        let within = || (0..pieces.len()).find_map(|n| pieces[n].0.find(&text).map(|start| (n, start)));
        at = goes_on
            .or_else(begins)
            .or_else(|| within().filter(|_| !is_short))
            .map(|(n, start)| (n, start + text.len()));
        if let Some((n, _)) = at {
            used[n] = true;
            let (_, role, article, para) = &pieces[n];
            let (role, article) = (*role, article.map(str::to_string));
            out.push(Gold { range: first(line.clone()), role, article, para: *para });
        }
    }
    out.sort_by_key(|gold: &Gold| gold.range.start);
    out
}

/// The weights, a row of labels for each feature.
fn learn(pages: &[Page]) -> Vec<f32> {
    let mut adam = Adam::new(vec![0.0; WEIGHTS]);
    let learned: Vec<&Page> = pages.iter().filter(|page| !page.check).collect();
    let lines: usize = learned.iter().map(|page| page.emissions.len()).sum();
    for step in 0..STEPS {
        // collected in order, so that the sum is the same each time
        let slopes: Vec<Vec<f32>> = learned.par_iter().map(|page| gradient(page, &adam.weights)).collect();
        let slope = |i: usize| slopes.iter().map(|slope| slope[i]).sum::<f32>() / lines as f32;
        let slope: Vec<f32> = (0..WEIGHTS).map(|i| slope(i) + DECAY * adam.weights[i]).collect();
        adam.rate = RATE * 0.5 * (1.0 + (std::f32::consts::PI * step as f32 / STEPS as f32).cos());
        adam.step(&slope, step);
        adam.weights.iter_mut().for_each(|weight| *weight = weight.clamp(-MAX_WEIGHT, MAX_WEIGHT));
    }
    adam.weights
}

/// The scores of the labels by text and place.
fn emissions(page: &Page, weights: &[f32]) -> Vec<Row> {
    let of_line = |(row, &place): (&Row, &u64)| {
        let mut row = *row;
        for feature in features(place) {
            row.iter_mut().zip(&weights[feature]).for_each(|(sum, weight)| *sum += weight);
        }
        row
    };
    page.emissions.iter().zip(&page.places).map(of_line).collect()
}

/// The places of the weights of a line's features.
fn features(place: u64) -> impl Iterator<Item = Range<usize>> {
    (0..PLACES.len()).filter(move |n| place >> n & 1 == 1).map(|n| n * COUNT..(n + 1) * COUNT)
}

/// Gradient of the negative log-likelihood: the expected counts of the model less those of the model
/// held to the labels that gold allows.
fn gradient(page: &Page, weights: &[f32]) -> Vec<f32> {
    let free = emissions(page, weights);
    let mut constrained = free.clone();
    for (row, allowed) in constrained.iter_mut().zip(&page.allowed) {
        row.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, s)| *s = FORBIDDEN_SCORE);
    }
    let expect = |emissions: &[Row]| marginals(emissions, &page.same_frame, &page.transitions, |_, _| {});
    let (expected, observed) = (expect(&free), expect(&constrained));
    let mut out = vec![0f32; WEIGHTS];
    for (i, &place) in page.places.iter().enumerate() {
        for feature in features(place) {
            let change = expected[i].iter().zip(&observed[i]).map(|(e, o)| e - o);
            out[feature].iter_mut().zip(change).for_each(|(sum, c)| *sum += c);
        }
    }
    out
}

/// The number of lines that get a label that gold does not allow, and of lines.
fn wrong(pages: &[&Page], weights: &[f32]) -> (usize, usize) {
    let of_page = |page: &&Page| {
        let best = viterbi(&emissions(page, weights), &page.same_frame, &page.transitions);
        best.iter().zip(&page.allowed).filter(|&(&label, &allowed)| allowed >> label & 1 == 0).count()
    };
    (pages.iter().map(of_page).sum(), pages.iter().map(|page| page.emissions.len()).sum())
}

/// The text of the file of weights; rows of zeros are left out.
fn table(weights: &[f32]) -> String {
    let mut out = format!("place\t{}\n", LABEL_NAMES.join("\t"));
    for (name, row) in PLACES.iter().zip(weights.chunks(COUNT)) {
        let cells: Vec<i8> = row.iter().map(|weight| (weight * SCALE).round() as i8).collect();
        if cells.iter().any(|&cell| cell != 0) {
            let cells: Vec<String> = cells.iter().map(i8::to_string).collect();
            out.push_str(&format!("{name}\t{}\n", cells.join("\t")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use banmian::training::roles::{LABELS, Label};

    fn gold(pieces: &[(Role, &str)]) -> DocumentGold {
        let pieces = pieces.iter().map(|&(role, text)| PieceGold { role, text: text.into() }).collect();
        let articles = vec![ArticleGold { id: "a1".into(), pieces }];
        DocumentGold { articles, page: vec!["2031年11月18日 星期二".into()] }
    }

    #[test]
    fn lines_in_any_order_have_the_gold_of_the_pieces_that_they_are_of() {
        let gold = gold(&[
            (Role::Headline, "东门渡口恢复通航"),
            (Role::Headline, "首班船清晨开出"),
            (Role::Paragraph, "昨日清晨，停航两年的东门渡口恢复通航。"),
            (Role::Paragraph, "渡口的老船工说，大家等了很久。"),
        ]);
        let text = "2031年11月18日　星期二\n昨日清晨,停航\n两年的\n东门渡口恢复通航。\n东门渡口恢复通航\n首班船清晨开出\n大家等了很久。\n渡口\n";
        let mut start = 0;
        let mut line = |line: &str| {
            start += line.len() + 1;
            start - line.len() - 1..start - 1
        };
        let lines: Vec<Vec<Range<usize>>> = text.lines().map(|text| vec![line(text)]).collect();
        let found: Vec<_> = gold_of_lines_by_text(text, &lines, &gold)
            .into_iter()
            .map(|gold| (text[gold.range].to_owned(), gold.role, gold.para))
            .collect();
        let wanted = [
            ("2031年11月18日　星期二", Role::Furniture, 0),
            ("昨日清晨,停航", Role::Paragraph, 2),
            // goes on, so that a few characters tell
            ("两年的", Role::Paragraph, 2),
            ("东门渡口恢复通航。", Role::Paragraph, 2),
            ("东门渡口恢复通航", Role::Headline, 1),
            // the lines of a heading are one block
            ("首班船清晨开出", Role::Headline, 1),
            ("大家等了很久。", Role::Paragraph, 3),
            // nothing is known of the last line: it is too short to begin a piece
        ];
        assert_eq!(found, wanted.map(|(text, role, para)| (text.to_owned(), role, para)));
    }

    /// Lines whose text says nothing, each of a label that its place tells.
    fn told_by_place(check: bool) -> Page {
        let lines = [(Label::Headline, 1 << 4), (Label::LeadStart, 1 << 18 | 1), (Label::ParagraphStart, 1 << 16 | 1)];
        let lines = lines.repeat(4);
        Page {
            check,
            emissions: vec![[0.0; COUNT]; lines.len()],
            places: lines.iter().map(|(_, place)| *place).collect(),
            same_frame: vec![true; lines.len()],
            allowed: lines.iter().map(|(label, _)| 1 << *label as u32).collect(),
            transitions: RoleModels::learned().opened.wrapped.transitions(),
        }
    }

    #[test]
    fn weights_tell_what_places_tell_and_nothing_is_learned_from_pages_to_check_on() {
        let pages = [told_by_place(false), told_by_place(true)];
        let weights = learn(&pages[..1]);
        let checked = [&pages[1]];
        let (before, lines) = wrong(&checked, &[0.0; WEIGHTS]);
        assert!(before > 0, "the text says nothing");
        assert_eq!(wrong(&checked, &weights), (0, lines));
        assert_eq!(learn(&pages), weights);
        // a feature that no line has says nothing
        assert!(weights[features(1 << 7).next().unwrap()].iter().all(|weight| *weight == 0.0));
    }

    #[test]
    fn the_slope_is_that_of_the_likelihood() {
        let page = told_by_place(false);
        let slope = gradient(&page, &[0.0; WEIGHTS]);
        for (feature, label) in [(4, Label::Headline), (0, Label::LeadStart), (16, Label::ParagraphStart)] {
            // more weight for what gold has makes gold likelier
            assert!(slope[feature * COUNT + label as usize] < 0.0);
        }
        // what is expected of all labels of a feature is as much as what is observed
        for feature in slope.chunks(COUNT) {
            assert!(feature.iter().sum::<f32>().abs() < 1e-3, "{feature:?}");
        }
    }

    #[test]
    fn the_table_has_a_row_for_each_feature_that_says_something() {
        let mut weights = [0.0; WEIGHTS];
        weights[3 * COUNT + Label::Headline as usize] = 1.5;
        weights[5 * COUNT] = 0.01;
        let table = table(&weights);
        let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split('\t').collect()).collect();
        assert_eq!(rows.len(), 2, "{table}");
        assert_eq!(rows[0][1..], LABEL_NAMES);
        assert_eq!(rows[1][0], PLACES[3]);
        let headline = LABELS.iter().position(|label| *label == Label::Headline).unwrap();
        assert_eq!(rows[1][1 + headline], "24", "{table}");
    }
}
