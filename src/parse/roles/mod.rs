//! Lines → fragments, each with a role.
//!
//! A conditional random field ([`crf`]) labels all lines of a page at once, as a line's role
//! shows in the lines around it: the second line of a headline, the last of a paragraph. Its
//! [`features`] come from what is observed of each line ([`line_facts`]) and of its surroundings;
//! the weights are learned from pages with gold and kept in `roles.tsv`.

mod bins;
pub mod crf;
pub mod features;
mod fragment;
mod labels;
pub mod line_facts;
mod refine;
pub mod table;
pub mod weights;

use super::parameters::{MID_OTHERWISE, MIN_PARAGRAPH_INDENT};
use super::{Fragment, Layout};
use crate::language::{Cues, Lexicon};
use crate::text::Source;
use crf::Row;
use features::FeatureExtractor;
use fragment::fragment;
pub(crate) use fragment::names;
use line_facts::{First, line_facts};
use table::{LABEL_COUNT, LABELS, Label};
use weights::{Model, UNWRAPPED, WRAPPED};

/// The fragments of the layout, in reading order.
pub fn fragments(source: &Source, layout: &Layout, cues: &Cues) -> Vec<Fragment> {
    Lexicon::with(cues, |cues| fragments_by(source, layout, cues))
}

fn fragments_by(source: &Source, layout: &Layout, cues: &Lexicon) -> Vec<Fragment> {
    let facts = line_facts(source, layout, cues);
    let extractor = FeatureExtractor::new(source, layout, &facts);
    let model = if extractor.is_wrapped() { &WRAPPED } else { &UNWRAPPED };
    let emissions: Vec<Row> = (0..facts.len()).map(|i| emission(model, &extractor, i)).collect();
    let (same_frame, transitions) = (extractor.same_frame(), model.transitions());
    let best = crf::viterbi(&emissions, &same_frame, &transitions);
    let marginals = crf::marginals(&emissions, &same_frame, &transitions, |_, _| {});

    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (i, &label) in best.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if LABELS[label].is_continuation() => group.push(i),
            _ => groups.push(vec![i]),
        }
    }
    let fragment_of = |lines: Vec<usize>| {
        let first = lines[0];
        let role = LABELS[best[first]].role();
        let line = &layout.lines[first];
        let parts = lines.iter().map(|&i| layout.lines[i].range.clone()).collect();
        let indented = line.indent >= MIN_PARAGRAPH_INDENT;
        let mut fragment = fragment(source, cues, role, parts, line.frame, indented);
        let probability = &marginals[first];
        fragment.role_confidence =
            (0..LABEL_COUNT).filter(|&label| LABELS[label].role() == role).map(|label| probability[label]).sum();
        if fragment.role.is_body() {
            let [start, resumed] = [Label::ParagraphStart, Label::FragmentStart].map(|l| probability[l as usize]);
            fragment.starts_mid = match facts[first].first {
                First::MidSentence => MID_OTHERWISE,
                _ => resumed / (start + resumed).max(f32::MIN_POSITIVE),
            };
        }
        fragment
    };
    refine::refine(source, cues, groups.into_iter().map(fragment_of).collect())
}

/// Scores of the labels at line `i` by its features.
pub fn emission(model: &Model, extractor: &FeatureExtractor, i: usize) -> Row {
    let mut sum = [0i32; LABEL_COUNT];
    extractor.features(i, &mut |feature| {
        sum.iter_mut().zip(&model.emissions[feature]).for_each(|(s, &w)| *s += i32::from(w));
    });
    sum.map(|s| s as f32 / weights::SCALE)
}
