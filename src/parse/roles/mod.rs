//! Lines → fragments, each with a role.
//!
//! What a line shows ([`line_facts`], [`features`]) is weighed for every label it may have
//! ([`labels`]), and the best run of labels over the whole page is taken ([`crf`]): a
//! line is a headline's second line or a paragraph's last by what stands around it. The
//! weights are learned from pages with gold and kept in `roles.tsv`.

mod crf;
mod features;
mod fragment;
mod labels;
mod line_facts;
mod refine;
mod templates;
#[cfg(feature = "tuning")]
pub mod tune;
mod weights;

use super::{Fragment, Layout};
use crate::language::{Cues, Lexicon};
use crate::text::Source;
use crf::Row;
use features::View;
use fragment::fragment;
pub(crate) use fragment::names;
use labels::{COUNT, LABELS};
use line_facts::First;
use weights::{LINES, Model, WRAPPED};

pub(crate) fn fragments(source: &Source, layout: &Layout, cues: &Cues) -> Vec<Fragment> {
    Lexicon::with(cues, |cues| of_lines(source, layout, cues))
}

fn of_lines(source: &Source, layout: &Layout, cues: &Lexicon) -> Vec<Fragment> {
    let facts = line_facts::of_lines(source, layout, cues);
    let view = View::new(source, layout, &facts);
    let model = if view.wrapped() { &WRAPPED } else { &LINES };
    let rows: Vec<Row> = (0..facts.len()).map(|i| weigh(model, &view, i)).collect();
    let (same, steps) = (view.same_frame(), model.steps());
    let best = crf::best(&rows, &same, &steps);
    let belief = crf::belief(&rows, &same, &steps, |_, _| {});

    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (i, &label) in best.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if LABELS[label].goes_on() => group.push(i),
            _ => groups.push(vec![i]),
        }
    }
    let made = |lines: Vec<usize>| {
        let first = lines[0];
        let label = LABELS[best[first]];
        let line = &layout.lines[first];
        let parts = lines.iter().map(|&i| layout.lines[i].range.clone()).collect();
        let mut made = fragment(source, cues, label.role(), parts, line.frame, line.indent >= 2);
        let row = &belief.lines[first];
        made.role_confidence = (0..COUNT).filter(|&k| LABELS[k].role() == label.role()).map(|k| row[k]).sum();
        if made.role.is_body() {
            let (fresh, resumed) = (row[0], row[1]);
            made.starts_mid = match facts[first].first {
                First::Mid => 0.98,
                _ => resumed / (fresh + resumed).max(f32::MIN_POSITIVE),
            };
        }
        made
    };
    refine::refined(source, cues, groups.into_iter().map(made).collect())
}

fn weigh(model: &Model, view: &View, i: usize) -> Row {
    let mut sum = [0i32; COUNT];
    view.features(i, &mut |feature| {
        sum.iter_mut().zip(&model.lines[feature]).for_each(|(s, &w)| *s += i32::from(w));
    });
    sum.map(|s| s as f32 / weights::SCALE)
}
