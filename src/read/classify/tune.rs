//! Learns the weights of the chain from pages with gold.
//!
//! Maximum likelihood with a Gaussian prior, where gold is silent over every label it may
//! be (Bellare and McCallum 2007). Full batches, Adam (Kingma and Ba 2015), a fixed number
//! of steps: the same pages always give the same weights.

use super::chain::{self, Row, Steps, ruled};
use super::features::View;
use super::labels::{COUNT, LABELS, Label};
use super::templates::{COLUMNS, FEATURES, TEMPLATES};
use super::weights::SCALE;
use super::{facts, fragments};
use crate::cues;
use crate::model::Role;
use crate::read::{Layout, columns};
use crate::source::Source;
use std::collections::HashSet;
use std::ops::Range;

/// A page and what is known of it.
pub struct Lesson {
    /// What the page is called in reports.
    pub name: String,
    /// The text.
    pub text: String,
    /// What is known of its pieces, in order.
    pub gold: Vec<Gold>,
    /// Whether the page is to check on, not to learn from.
    pub check: bool,
}

/// What is known of a piece of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Gold {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its role.
    pub role: Role,
    /// Its article; `None` where it cannot be known.
    pub article: Option<String>,
    /// The number of its block in the article.
    pub para: i64,
}

const STEPS: usize = 240;
const RATE: f32 = 0.08;
/// Strength of the prior.
const DECAY: f32 = 3e-5;
const EDGES: usize = COUNT * COUNT;
const ALL: usize = FEATURES * COUNT + 2 * EDGES;
/// Shares of the work; fixed, so that the sums come out the same on any machine.
const SHARES: usize = 2;

/// A page as the chain sees it.
struct Page {
    features: Vec<Vec<u16>>,
    same_frame: Vec<bool>,
    /// The labels each line may have, a bit each.
    allowed: Vec<u16>,
}

/// Learns from the lessons; returns the text of `roles.tsv`.
pub fn learn(lessons: &[Lesson], mut say: impl FnMut(String)) -> String {
    let mut out = format!("model\tfeature\t{}\n", COLUMNS.join("\t"));
    for (name, wrapped) in [("lines", false), ("wrapped", true)] {
        let pages = |check: bool| -> Vec<Page> {
            lessons.iter().filter(|l| l.check == check).flat_map(|l| pages_of(l, wrapped)).collect()
        };
        let (learn, check) = (pages(false), pages(true));
        say(format!("{name}: {} pages to learn from, {} to check on", learn.len(), check.len()));
        let weights = fit(&learn, |step, weights| {
            say(format!(
                "  step {step}: {:.4} wrong, {:.4} on the others",
                wrong(&learn, weights),
                wrong(&check, weights)
            ))
        });
        write(&mut out, name, &weights);
    }
    out
}

/// The page, and the page without what not every text layer has: blank lines between
/// frames, indents.
fn pages_of(lesson: &Lesson, wrapped: bool) -> Vec<Page> {
    let source = Source::new(&lesson.text);
    let layout = columns::read_down(&source);
    let lines = |frames: bool, indents: bool| Layout {
        shape: layout.shape,
        lines: layout
            .lines
            .iter()
            .map(|line| crate::read::Line {
                frame: if frames { line.frame } else { 0 },
                indent: if indents { line.indent } else { 0 },
                range: line.range.clone(),
            })
            .collect(),
    };
    let views = if lesson.check {
        vec![(true, true)]
    } else {
        vec![(true, true), (true, false), (false, true), (false, false)]
    };
    let mut layouts: Vec<Layout> = Vec::new();
    for (frames, indents) in views {
        let layout = lines(frames, indents);
        if layouts.iter().all(|other| other.lines != layout.lines) {
            layouts.push(layout);
        }
    }
    layouts.iter().filter_map(|layout| page(&source, layout, lesson, wrapped)).collect()
}

fn page(source: &Source, layout: &Layout, lesson: &Lesson, wrapped: bool) -> Option<Page> {
    let cues = cues::choose(source.text, &[]);
    let facts = facts::of_lines(source, layout, cues);
    let view = View::new(source, layout, &facts);
    if view.wrapped() != wrapped {
        return None;
    }
    let features = |i: usize| {
        let mut out = Vec::new();
        view.features(i, &mut |feature| out.push(feature as u16));
        out
    };
    Some(Page {
        features: (0..facts.len()).map(features).collect(),
        same_frame: view.same_frame(),
        allowed: allowed(layout, &lesson.gold),
    })
}

/// What gold says of each line: the piece that has most of it.
fn gold_of_lines<'g>(lines: impl Iterator<Item = Range<usize>>, gold: &'g [Gold]) -> Vec<Option<&'g Gold>> {
    let of_line = |line: Range<usize>| {
        let from = gold.partition_point(|g| g.range.end <= line.start);
        let here = gold[from..].iter().take_while(|g| g.range.start < line.end);
        here.max_by_key(|g| g.range.end.min(line.end) - g.range.start.max(line.start))
    };
    lines.map(of_line).collect()
}

fn allowed(layout: &Layout, gold: &[Gold]) -> Vec<u16> {
    const ANY: u16 = (1 << COUNT) - 1;
    let bit = |label: Label| 1u16 << label as u16;
    let lines = gold_of_lines(layout.lines.iter().map(|l| l.range.clone()), gold);
    let mut seen: HashSet<(&Option<String>, i64)> = HashSet::new();
    let mut out = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(line) = line else {
            out.push(ANY);
            continue;
        };
        let unknown = |g: &Gold| g.article.is_none() && g.role.is_body();
        let same_frame = i > 0 && layout.lines[i - 1].frame == layout.lines[i].frame;
        let above = if same_frame { lines[i - 1] } else { None };
        let role_on = |g: &Gold| g.role == line.role || g.role.is_body() && line.role.is_body();
        let goes_on = above.is_some_and(|g| role_on(g) && g.article == line.article && g.para == line.para);
        out.push(match line.role {
            _ if unknown(line) => ANY,
            Role::Paragraph | Role::Caption => {
                let first = seen.insert((&line.article, line.para));
                let begins = bit(if first { Label::Fresh } else { Label::Resumed });
                match above {
                    _ if goes_on => bit(Label::Running),
                    Some(g) if unknown(g) => bit(Label::Fresh) | bit(Label::Resumed) | bit(Label::Running),
                    _ => begins,
                }
            }
            Role::Kicker | Role::Headline | Role::Deck => bit(if goes_on { Label::TitleOn } else { Label::Title }),
            Role::Subhead => bit(if goes_on { Label::SubheadOn } else { Label::Subhead }),
            role => LABELS.iter().filter(|l| l.role() == role).map(|&l| bit(l)).sum(),
        });
    }
    out
}

fn steps(weights: &[f32]) -> Steps {
    let table = |from: usize| -> [Row; COUNT] {
        std::array::from_fn(|a| std::array::from_fn(|b| weights[from + a * COUNT + b]))
    };
    let edges = FEATURES * COUNT;
    Steps { within: ruled(&table(edges), true), across: ruled(&table(edges + EDGES), false) }
}

fn rows(page: &Page, weights: &[f32]) -> Vec<Row> {
    let row = |features: &Vec<u16>| {
        let mut row = [0f32; COUNT];
        for &feature in features {
            let at = feature as usize * COUNT;
            row.iter_mut().zip(&weights[at..at + COUNT]).for_each(|(r, w)| *r += w);
        }
        row
    };
    page.features.iter().map(row).collect()
}

/// Share of lines whose label gold forbids.
fn wrong(pages: &[Page], weights: &[f32]) -> f64 {
    let steps = steps(weights);
    let (mut bad, mut all) = (0, 0);
    for page in pages {
        let best = chain::best(&rows(page, weights), &page.same_frame, &steps);
        bad += best.iter().zip(&page.allowed).filter(|&(&l, &a)| a >> l & 1 == 0).count();
        all += best.len();
    }
    bad as f64 / all.max(1) as f64
}

/// Adds what `pages` would change of the weights.
fn gradient(pages: &[Page], weights: &[f32]) -> Vec<f32> {
    let steps = steps(weights);
    let mut out = vec![0f32; ALL];
    for page in pages {
        let free = rows(page, weights);
        let mut held = free.clone();
        for (row, allowed) in held.iter_mut().zip(&page.allowed) {
            row.iter_mut().enumerate().filter(|(l, _)| allowed >> l & 1 == 0).for_each(|(_, s)| *s = chain::NEVER);
        }
        for (rows, sign) in [(&free, 1f32), (&held, -1f32)] {
            let belief = chain::belief(rows, &page.same_frame, &steps, |i, joint| {
                let from = FEATURES * COUNT + if page.same_frame[i] { 0 } else { EDGES };
                out[from..from + EDGES].iter_mut().zip(joint.as_flattened()).for_each(|(o, j)| *o += sign * j);
            });
            for (features, row) in page.features.iter().zip(&belief.lines) {
                for &feature in features {
                    let at = feature as usize * COUNT;
                    out[at..at + COUNT].iter_mut().zip(row).for_each(|(o, p)| *o += sign * p);
                }
            }
        }
    }
    out
}

fn fit(pages: &[Page], mut say: impl FnMut(usize, &[f32])) -> Vec<f32> {
    let lines: usize = pages.iter().map(|p| p.features.len()).sum();
    let share = pages.len().div_ceil(SHARES).max(1);
    let (mut weights, mut mean, mut square) = (vec![0f32; ALL], vec![0f32; ALL], vec![0f32; ALL]);
    for step in 1..=STEPS {
        let parts: Vec<Vec<f32>> = std::thread::scope(|scope| {
            let work: Vec<_> = pages.chunks(share).map(|part| scope.spawn(|| gradient(part, &weights))).collect();
            work.into_iter().map(|w| w.join().expect("the work does not panic")).collect()
        });
        let rate = RATE * if step * 3 > STEPS * 2 { 0.3 } else { 1.0 };
        for i in 0..ALL {
            let g = parts.iter().map(|p| p[i]).sum::<f32>() / lines.max(1) as f32 + DECAY * weights[i];
            mean[i] = 0.9 * mean[i] + 0.1 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            let (m, s) = (mean[i] / (1.0 - 0.9f32.powi(step as i32)), square[i] / (1.0 - 0.99f32.powi(step as i32)));
            weights[i] = (weights[i] - rate * m / (s.sqrt() + 1e-6)).clamp(-40.0, 40.0);
        }
        if step % 40 == 0 {
            say(step, &weights);
        }
    }
    weights
}

fn write(out: &mut String, model: &str, weights: &[f32]) {
    let features = TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}")));
    let after = ["within", "across"].into_iter().flat_map(|kind| COLUMNS.iter().map(move |l| format!("{kind}:{l}")));
    for (name, row) in features.chain(after).zip(weights.chunks(COUNT)) {
        let cells: Vec<i32> = row.iter().map(|w| (w * SCALE).round() as i32).collect();
        if cells.iter().any(|&c| c != 0) {
            let cells: Vec<String> = cells.iter().map(i32::to_string).collect();
            out.push_str(&format!("{model}\t{name}\t{}\n", cells.join("\t")));
        }
    }
}

/// How well the fragments' bounds are those of gold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds {
    /// Fragments of running text.
    pub bodies: usize,
    /// Of these, those with lines of more than one paragraph.
    pub merged: usize,
    /// Of these, those with lines of more than one article.
    pub mixed: usize,
    /// Lines that go on with the paragraph of the line above, in its frame.
    pub on: usize,
    /// Of these, those that begin a fragment.
    pub split: usize,
}

/// Compares the fragments' bounds with gold.
pub fn bounds(lesson: &Lesson) -> Bounds {
    let source = Source::new(&lesson.text);
    let layout = columns::read_down(&source);
    let mut out = Bounds::default();
    let frame = |range: &Range<usize>| layout.lines.iter().find(|l| l.range == *range).map(|l| l.frame);
    let mut above: Option<(&Gold, Option<usize>)> = None;
    for fragment in fragments(&source, &layout, cues::choose(&lesson.text, &[])) {
        let gold = gold_of_lines(fragment.parts.iter().cloned(), &lesson.gold);
        let known: Vec<&Gold> = gold.iter().copied().flatten().filter(|g| g.article.is_some()).collect();
        if fragment.role.is_body() {
            out.bodies += 1;
            out.merged +=
                usize::from(known.windows(2).any(|w| (w[0].para, &w[0].article) != (w[1].para, &w[1].article)));
            out.mixed += usize::from(known.windows(2).any(|w| w[0].article != w[1].article));
        }
        for (n, (line, part)) in gold.iter().zip(&fragment.parts).enumerate() {
            let Some(line) = line else { continue };
            let here = frame(part);
            if let Some((g, at)) = above
                && g.role.is_body()
                && line.role.is_body()
                && (g.para, &g.article, at) == (line.para, &line.article, here)
                && g.article.is_some()
            {
                out.on += 1;
                out.split += usize::from(n == 0);
            }
            above = Some((line, here));
        }
    }
    out
}
