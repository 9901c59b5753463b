//! Learns the weights of the chain from pages with gold.
//!
//! Maximum likelihood with a Gaussian prior, where gold is silent over every label it may
//! be (Bellare and McCallum 2007). Full batches, Adam (Kingma and Ba 2015), a fixed number
//! of steps: the same pages always give the same weights.

use super::chain::{self, Row, Steps, ruled};
use super::features::View;
use super::labels::{COUNT, LABELS, Label};
use super::templates::{COLUMNS, FEATURES, TEMPLATES};
use super::weights::{self, SCALE};
use super::{facts, fragments};
use crate::cues;
use crate::model::Role;
use crate::read::{Layout, Line, columns};
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
const DECAY: f32 = 1e-4;
const EDGES: usize = COUNT * COUNT;
const ALL: usize = FEATURES * COUNT + 2 * EDGES;
/// Features whose weights the prior holds less: what they say is known beforehand.
const TRUSTED: [&str; 3] = ["cue", "opens", "tail"];
/// Shares of the work; fixed, so that the sums come out the same on any machine.
const SHARES: usize = 2;

/// A page as the chain sees it.
struct Page {
    features: Vec<Vec<u16>>,
    same_frame: Vec<bool>,
    /// The labels each line may have, a bit each.
    allowed: Vec<u32>,
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

/// The page, and the page as other text layers would have it: without the blank lines
/// between its frames, without indents, with a blank line below every line, with frames
/// that were lost and frames that are none.
fn pages_of(lesson: &Lesson, wrapped: bool) -> Vec<Page> {
    let source = Source::new(&lesson.text);
    let layout = columns::read_down(&source, cues::choose(&lesson.text, &[]));
    let mut layouts = vec![layout];
    if !lesson.check {
        let (one, each) = (|_: bool| false, |_: bool| true);
        let mut chance = Chance(lesson.text.len() as u64);
        let breaks = if wrapped { 30 } else { 4 };
        let mut shaken = |new: bool| if new { !chance.one_in(4) } else { chance.one_in(breaks) };
        let whole = &layouts[0];
        let mut views = vec![
            reframed(whole, &lesson.gold, false, one),
            reframed(whole, &lesson.gold, true, one),
            reframed(whole, &lesson.gold, false, |new| new),
            reframed(whole, &lesson.gold, true, &mut shaken),
            reframed(whole, &lesson.gold, false, &mut shaken),
        ];
        if !wrapped {
            views.push(reframed(whole, &lesson.gold, true, each));
        }
        for view in views {
            if layouts.iter().all(|other| other.lines != view.lines) {
                layouts.push(view);
            }
        }
    }
    let whole = &layouts[0];
    layouts.iter().filter_map(|layout| page(&source, layout, whole, lesson, wrapped)).collect()
}

/// The layout with other frames: `parted` is asked of every line below another whether it
/// is in a new frame, being told whether it was.
fn reframed(layout: &Layout, gold: &[Gold], indents: bool, mut parted: impl FnMut(bool) -> bool) -> Layout {
    let teaser = |line: Option<&Line>| {
        let at = line.map_or(0, |l| l.range.start);
        let piece = gold.get(gold.partition_point(|g| g.range.end <= at));
        line.is_some() && piece.is_some_and(|g| g.role == Role::Teaser)
    };
    let mut frame = 0;
    let lines = layout.lines.iter().enumerate().map(|(i, line)| {
        let above = i.checked_sub(1).map(|k| &layout.lines[k]);
        let was = above.is_some_and(|a| a.frame != line.frame);
        let now = i > 0 && parted(was);
        // nothing but its frame shows where a teaser box ends; its head may be set apart
        let boxed = teaser(above);
        let headed = boxed && !teaser(i.checked_sub(2).map(|k| &layout.lines[k])) && teaser(Some(line));
        frame += usize::from(if boxed && !headed { was } else { now });
        Line { frame, indent: if indents { line.indent } else { 0 }, ..line.clone() }
    });
    Layout { shape: layout.shape, lines: lines.collect() }
}

/// Numbers that look like chance and are the same every time (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn one_in(&mut self, count: u64) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).is_multiple_of(count)
    }
}

fn page(source: &Source, layout: &Layout, whole: &Layout, lesson: &Lesson, wrapped: bool) -> Option<Page> {
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
    // where a paragraph has a line to itself, a piece of one on the next line stands behind a
    // cut, whether or not a blank line shows it
    let runs = if wrapped { layout } else { whole };
    Some(Page {
        features: (0..facts.len()).map(features).collect(),
        same_frame: view.same_frame(),
        allowed: allowed(layout, runs, &lesson.gold),
    })
}

/// What gold says of each line: the piece that has most of it.
fn gold_of_lines(lines: impl Iterator<Item = Range<usize>>, gold: &[Gold]) -> Vec<Option<&Gold>> {
    let of_line = |line: Range<usize>| {
        let from = gold.partition_point(|g| g.range.end <= line.start);
        let here = gold[from..].iter().take_while(|g| g.range.start < line.end);
        here.max_by_key(|g| g.range.end.min(line.end) - g.range.start.max(line.start))
    };
    lines.map(of_line).collect()
}

/// `runs` has the frames within which a paragraph goes on from line to line.
fn allowed(layout: &Layout, runs: &Layout, gold: &[Gold]) -> Vec<u32> {
    const ANY: u32 = (1 << COUNT) - 1;
    let bit = |label: Label| 1u32 << label as u32;
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
        let runs_on = i > 0 && runs.lines[i - 1].frame == runs.lines[i].frame;
        let role_on = |g: &Gold| g.role == line.role || g.role.is_body() && line.role.is_body();
        let goes_on = above.is_some_and(|g| role_on(g) && g.article == line.article && g.para == line.para);
        out.push(match line.role {
            _ if unknown(line) => ANY,
            Role::Paragraph | Role::Caption => {
                let first = seen.insert((&line.article, line.para));
                let begins = bit(if first { Label::Fresh } else { Label::Resumed });
                match above {
                    _ if goes_on && runs_on => bit(Label::Running),
                    Some(g) if runs_on && unknown(g) => bit(Label::Fresh) | bit(Label::Resumed) | bit(Label::Running),
                    _ => begins,
                }
            }
            Role::Kicker => bit(if goes_on { Label::KickerOn } else { Label::Kicker }),
            Role::Headline => bit(if goes_on { Label::HeadlineOn } else { Label::Headline }),
            Role::Deck => bit(if goes_on { Label::DeckOn } else { Label::Deck }),
            Role::Subhead => bit(if goes_on { Label::SubheadOn } else { Label::Subhead }),
            Role::Teaser => {
                let box_goes_on = i > 0 && lines[i - 1].is_some_and(|g| g.role == Role::Teaser);
                bit(if box_goes_on { Label::Teaser } else { Label::TeaserHead })
            }
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
    let names = TEMPLATES.iter().flat_map(|(name, size)| std::iter::repeat_n(*name, *size));
    let decay: Vec<f32> = names
        .map(|name| if TRUSTED.contains(&name) { DECAY / 10.0 } else { DECAY })
        .flat_map(|decay| [decay; COUNT])
        .chain([DECAY / 10.0; 2 * EDGES])
        .collect();
    let (mut weights, mut mean, mut square) = (vec![0f32; ALL], vec![0f32; ALL], vec![0f32; ALL]);
    for step in 1..=STEPS {
        let parts: Vec<Vec<f32>> = std::thread::scope(|scope| {
            let work: Vec<_> = pages.chunks(share).map(|part| scope.spawn(|| gradient(part, &weights))).collect();
            work.into_iter().map(|w| w.join().expect("the work does not panic")).collect()
        });
        let rate = RATE * if step * 3 > STEPS * 2 { 0.3 } else { 1.0 };
        for i in 0..ALL {
            let g = parts.iter().map(|p| p[i]).sum::<f32>() / lines.max(1) as f32 + decay[i] * weights[i];
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
    let layout = columns::read_down(&source, cues::choose(&lesson.text, &[]));
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

/// Each line of a text with its label, how sure it is, and the features that told it from
/// the next best.
pub fn explain(text: &str) -> String {
    let source = Source::new(text);
    let layout = columns::read_down(&source, cues::choose(text, &[]));
    let facts = facts::of_lines(&source, &layout, cues::choose(text, &[]));
    let view = View::new(&source, &layout, &facts);
    let model = if view.wrapped() { &weights::WRAPPED } else { &weights::LINES };
    let rows: Vec<Row> = (0..facts.len()).map(|i| super::weigh(model, &view, i)).collect();
    let (same, steps) = (view.same_frame(), model.steps());
    let best = chain::best(&rows, &same, &steps);
    let belief = chain::belief(&rows, &same, &steps, |_, _| {});
    let names: Vec<String> =
        TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}"))).collect();
    let mut out = format!("wrapped: {}\n", view.wrapped());
    for (i, line) in layout.lines.iter().enumerate() {
        let label = best[i];
        let other =
            (0..COUNT).filter(|&k| k != label).max_by(|&a, &b| belief.lines[i][a].total_cmp(&belief.lines[i][b]));
        let other = other.unwrap_or(label);
        let mut told: Vec<(i32, &str)> = Vec::new();
        view.features(i, &mut |f| {
            let row = &model.lines[f];
            told.push((i32::from(row[label]) - i32::from(row[other]), &names[f]));
        });
        told.sort_by_key(|(w, _)| -w.abs());
        let told: Vec<String> =
            told.iter().take(6).map(|(w, name)| format!("{name}:{:.1}", *w as f32 / SCALE)).collect();
        let text: String = source.text[line.range.clone()].chars().take(24).collect();
        let (sure, next) = (belief.lines[i][label], belief.lines[i][other]);
        let (label, other) = (COLUMNS[label], COLUMNS[other]);
        let number = source.line_of(line.range.start) + 1;
        out.push_str(&format!("{number} {label} {sure:.2} not {other} {next:.2}  {text}  {}\n", told.join(" ")));
    }
    out
}
