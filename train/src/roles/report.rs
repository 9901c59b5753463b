//! Reports on the weights that are compiled in.

use super::sequences::{first, gold_of_lines};
use crate::lesson::{Gold, Lesson};
use banmian::training;
use banmian::training::roles::{
    LABEL_COUNT as COUNT, LABEL_NAMES, Row, SCALE, TEMPLATES, emission, marginals, viterbi,
};
use banmian::training::{Models, PageKind};
use std::ops::Range;

/// How far the bounds of the fragments are those of gold.
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
    let page = training::normalized(&lesson.text);
    let mut out = Bounds::default();
    let frame = |range: &Range<usize>| page.layout.lines.iter().find(|l| l.range == *range).map(|l| l.frame);
    let mut above: Option<(&Gold, Option<usize>)> = None;
    for fragment in training::fragments(&page, &Models::learned().roles).1 {
        let gold = gold_of_lines(training::source_parts(&page, &lesson.text, &fragment).into_iter(), &lesson.gold);
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

/// Each line of a text with its label and its probability, the next best label, and the features
/// that separate the two most.
pub fn explain(text: &str) -> String {
    let page = training::normalized(text);
    let facts = training::line_facts(&page.text, &page.layout);
    let extractor = training::feature_extractor(&page.text, &page.layout, &facts);
    let models = Models::learned().roles;
    let weights = match training::fragments(&page, &models).0 {
        PageKind::Opened => models.opened,
        PageKind::Unopened => models.unopened,
    };
    let model = if extractor.is_wrapped() { weights.wrapped } else { weights.unwrapped };
    let line = |i: usize| &page.text[page.layout.lines[i].range.clone()];
    let emissions: Vec<Row> = (0..facts.len()).map(|i| emission(weights, model, &extractor, i, line(i), 0)).collect();
    let (same_frame, transitions) = (extractor.same_frame(), model.transitions());
    let best = viterbi(&emissions, &same_frame, &transitions);
    let marginals = marginals(&emissions, &same_frame, &transitions, |_, _| {});
    let names: Vec<String> =
        TEMPLATES.iter().flat_map(|(name, size)| (0..*size).map(move |n| format!("{name}={n}"))).collect();
    let mut out = format!("wrapped: {}\n", extractor.is_wrapped());
    for (i, in_source) in page.lines_in_source().map(first).enumerate() {
        let label = best[i];
        let other = (0..COUNT).filter(|&k| k != label).max_by(|&a, &b| marginals[i][a].total_cmp(&marginals[i][b]));
        let other = other.unwrap_or(label);
        let mut reasons: Vec<(i32, &str)> = Vec::new();
        extractor.features(i, &mut |f| {
            let row = &model.emissions[f];
            reasons.push((i32::from(row[label]) - i32::from(row[other]), &names[f]));
        });
        reasons.sort_by_key(|(w, _)| -w.abs());
        let reasons: Vec<String> =
            reasons.iter().take(6).map(|(w, name)| format!("{name}:{:.1}", *w as f32 / SCALE)).collect();
        let start: String = text[in_source.clone()].chars().take(24).collect();
        let (sure, next) = (marginals[i][label], marginals[i][other]);
        let (label, other) = (LABEL_NAMES[label], LABEL_NAMES[other]);
        let number = text[..in_source.start].replace("\r\n", "\n").matches(['\n', '\r']).count() + 1;
        out.push_str(&format!("{number} {label} {sure:.2} not {other} {next:.2}  {start}  {}\n", reasons.join(" ")));
    }
    out
}
