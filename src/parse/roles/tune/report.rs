//! What became of pages with the weights that are compiled in.

use super::super::crf::{self, Row};
use super::super::features::View;
use super::super::labels::COUNT;
use super::super::templates::{COLUMNS, TEMPLATES};
use super::super::weights::{self, SCALE};
use super::super::{fragments, line_facts, weigh};
use super::page::gold_of_lines;
use super::{Gold, Lesson};
use crate::language::{self, Lexicon};
use crate::parse::layout;
use crate::text::Source;
use std::ops::Range;

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
    let layout = layout::read_down(&source, language::choose(&lesson.text, &[]));
    let mut out = Bounds::default();
    let frame = |range: &Range<usize>| layout.lines.iter().find(|l| l.range == *range).map(|l| l.frame);
    let mut above: Option<(&Gold, Option<usize>)> = None;
    for fragment in fragments(&source, &layout, language::choose(&lesson.text, &[])) {
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
    let layout = layout::read_down(&source, language::choose(text, &[]));
    let facts = line_facts::of_lines(&source, &layout, &Lexicon::new(language::choose(text, &[])));
    let view = View::new(&source, &layout, &facts);
    let model = if view.wrapped() { &weights::WRAPPED } else { &weights::LINES };
    let rows: Vec<Row> = (0..facts.len()).map(|i| weigh(model, &view, i)).collect();
    let (same, steps) = (view.same_frame(), model.steps());
    let best = crf::best(&rows, &same, &steps);
    let belief = crf::belief(&rows, &same, &steps, |_, _| {});
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
