//! Lines → fragments, each with a role.
//!
//! A conditional random field ([`crf`]) labels all lines of a page at once, as a line's role
//! shows in the lines around it: the second line of a headline, the last of a paragraph. Its
//! [`features`] come from what is observed of each line ([`line_facts`]) and of its surroundings;
//! the weights are learned from pages with gold and kept in `weights/`.
//!
//! A page is read by the weights for pages of any kind first. If its stories open with a cue, it is
//! read again by weights for such pages, whose lines are told apart better by fewer features.

mod bins;
mod cohesion;
pub mod crf;
pub mod features;
mod fragment;
mod labels;
pub mod line_facts;
pub mod ngrams;
pub mod places;
mod refine;
pub mod table;
pub mod weights;

use super::decks::deck_start;
use super::normalization::NormalizedText;
use super::parameters::{MID_OTHERWISE, MIN_CAPITALIZED_OF_NAMES, MIN_DOUBT};
use super::stories::graph::opening_share;
use super::{Fragment, Layout, Line, PageKind};
use crate::language::{Cues, Lexicon};
use crate::model::Role;
use crate::text::Source;
use crf::Row;
use features::FeatureExtractor;
use fragment::fragment;
pub(crate) use fragment::names;
use line_facts::{Cue, First, LineFacts, line_facts};
use ngrams::visit_ngrams;
use places::PlaceFeature;
use table::{LABEL_COUNT, LABELS, Label};
use weights::{Model, RoleModels, RoleWeights, ungroup};

/// The kind of the page, and the fragments of the layout in reading order.
pub fn fragments(source: &Source, layout: &Layout, cues: &Cues, models: &RoleModels) -> (PageKind, Vec<Fragment>) {
    Lexicon::with(cues, |cues| {
        let facts = line_facts(source, layout, cues);
        let extractor = FeatureExtractor::new(source, layout, &facts, cues);
        let fragments = |weights| fragments_by(source, layout, cues, &facts, &extractor, weights);
        let unopened = fragments(models.unopened);
        let kind = PageKind::of(opening_share(&unopened));
        let fragments = if kind == PageKind::Opened { fragments(models.opened) } else { unopened };
        (kind, fragments)
    })
}

fn fragments_by(
    source: &Source,
    layout: &Layout,
    cues: &Lexicon,
    facts: &[LineFacts],
    extractor: &FeatureExtractor,
    weights: RoleWeights,
) -> Vec<Fragment> {
    let model = if extractor.is_wrapped() { weights.wrapped } else { weights.unwrapped };
    let line = |i: usize| &source.text[layout.lines[i].range.clone()];
    let emission = |i: usize| {
        let place = layout.lines[i].place;
        let mut scores = emission(weights, model, extractor, i, line(i), place);
        forbid_names_in_prose(&mut scores, &facts[i]);
        forbid_text(&mut scores, place);
        if is_of_index(facts, i) {
            forbid_all_but_teasers(&mut scores);
        }
        scores
    };
    let emissions: Vec<Row> = (0..facts.len()).map(emission).collect();
    let (same_frame, transitions) = (extractor.same_frame(), model.transitions());
    let mut best = crf::viterbi(&emissions, &same_frame, &transitions);
    label_decks(&mut best, &same_frame, &line, cues);
    let marginals = crf::marginals(&emissions, &same_frame, &transitions, |_, _| {});

    let goes_on = |i: usize| {
        (marginals[i][Label::HeadlineContinuation as usize] + marginals[i][Label::SubheadContinuation as usize])
            .min(1.0)
    };
    let is_sure = |i: usize| LABELS[best[i]] != Label::HeadlineContinuation || goes_on(i) > 1.0 - MIN_DOUBT;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (i, &label) in best.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if LABELS[label].is_continuation() && is_sure(i) => group.push(i),
            _ => groups.push(vec![i]),
        }
    }
    let fragment_of = |lines: Vec<usize>| {
        let first = lines[0];
        let role = LABELS[best[first]].role();
        let parts = lines.iter().map(|&i| layout.lines[i].range.clone()).collect();
        let mut fragment = fragment(source, cues, role, parts, layout.lines[first].frame);
        let probability = &marginals[first];
        let sum = |is_of: &dyn Fn(Role) -> bool| -> f32 {
            let labels = (0..LABEL_COUNT).filter(|&label| is_of(LABELS[label].role()));
            // rounding may leave a little more
            labels.map(|label| probability[label]).sum::<f32>().min(1.0)
        };
        fragment.role_confidence = sum(&|of| of == role);
        let (title, subhead) = (sum(&Role::is_title), sum(&|role| role == Role::Subhead));
        if matches!(role, Role::Headline | Role::Subhead) && title.min(subhead) > MIN_DOUBT {
            fragment.role = Role::Headline;
            fragment.maybe_subhead = subhead / (title + subhead);
        }
        if fragment.role == Role::Headline && goes_on(first) > MIN_DOUBT {
            fragment.goes_on = goes_on(first);
        }
        let has = |bits: u64| layout.lines[first].place & bits != 0;
        fragment.under_heading = has(Line::UNDER_HEADING);
        // a headline may stand below a picture as well, but is not small
        let is_set_apart = has(PlaceFeature::Small.bit()) || !role.is_title() && has(PlaceFeature::Bold.bit());
        fragment.under_picture = has(PlaceFeature::BelowPicture.bit()) && is_set_apart;
        fragment.of_notice = lines.iter().any(|&i| facts[i].cue == Cue::Notice);
        fragment.signs_off = LABELS[best[first]] == Label::SignOff;
        if fragment.role.is_body() {
            let [lead, start, resumed] =
                [Label::LeadStart, Label::ParagraphStart, Label::FragmentStart].map(|l| probability[l as usize]);
            let all = (lead + start + resumed).max(f32::MIN_POSITIVE);
            fragment.lead = lead / all;
            fragment.starts_mid = match facts[first].first {
                First::MidSentence => MID_OTHERWISE,
                _ => resumed / all,
            };
        }
        fragment
    };
    refine::refine(source, cues, groups.into_iter().map(fragment_of).collect())
}

/// Forbids labels of names where the line has a sentence, as one of 9,355 bylines of the lessons has, and those
/// of bylines where nothing says that the line names somebody and few of its words are capitalized, as no byline
/// of the lessons in English is.
fn forbid_names_in_prose(scores: &mut Row, line: &LineFacts) {
    // many scripts have no capitals
    let capitalized = line.capitalized.filter(|&share| share > 0 || line.first == First::Lowercase);
    let is_prose = line.cue == Cue::None && capitalized.is_some_and(|share| share < MIN_CAPITALIZED_OF_NAMES);
    let has_sentence = line.sentence_ends > 0 || line.has_full_stop;
    if has_sentence || is_prose {
        scores[Label::Byline as usize] = crf::FORBIDDEN_SCORE;
        scores[Label::SignOff as usize] = crf::FORBIDDEN_SCORE;
    }
    if has_sentence && line.cue != Cue::Credit {
        scores[Label::Credit as usize] = crf::FORBIDDEN_SCORE;
    }
}

/// Forbids labels of running text where the line is twice as large and stands over columns.
fn forbid_text(scores: &mut Row, place: u64) {
    let has = |feature: PlaceFeature| place & feature.bit() != 0;
    if has(PlaceFeature::Largest) && has(PlaceFeature::Head) && !has(PlaceFeature::NoColumns) {
        for label in [Label::LeadStart, Label::ParagraphStart, Label::FragmentStart, Label::Continuation] {
            scores[label as usize] = crf::FORBIDDEN_SCORE;
        }
    }
}

/// Labels the lines of a headline from the one on that begins a deck.
fn label_decks<'t>(labels: &mut [usize], same_frame: &[bool], line: &impl Fn(usize) -> &'t str, cues: &Lexicon) {
    let is_headline = |label: usize| LABELS[label].role() == Role::Headline;
    let mut i = 0;
    while i < labels.len() {
        let end = (i + 1..labels.len()).find(|&k| !same_frame[k] || !is_headline(labels[k])).unwrap_or(labels.len());
        if is_headline(labels[i]) {
            let lines: Vec<&str> = (i..end).map(line).collect();
            for k in deck_start(&lines, &|word| cues.is_function_word(word)).map_or(end, |at| i + at)..end {
                let goes_on = LABELS[labels[k]].is_continuation() && LABELS[labels[k - 1]].role() == Role::Deck;
                labels[k] = if goes_on { Label::DeckContinuation } else { Label::Deck } as usize;
            }
        }
        i = end;
    }
}

/// Whether the line says where in the paper something is, and one beside it does so, too.
fn is_of_index(facts: &[LineFacts], i: usize) -> bool {
    let says_where = |k: usize| facts.get(k).is_some_and(|line| line.cue == Cue::Teaser);
    says_where(i) && (says_where(i + 1) || i.checked_sub(1).is_some_and(says_where))
}

/// Forbids all labels but those of teasers.
fn forbid_all_but_teasers(scores: &mut Row) {
    for label in LABELS.into_iter().filter(|label| label.role() != Role::Teaser) {
        scores[label as usize] = crf::FORBIDDEN_SCORE;
    }
}

/// Scores of the labels at line `i`, whose text is `line`, by its features, n-grams and place.
pub fn emission(
    weights: RoleWeights,
    model: &Model,
    extractor: &FeatureExtractor,
    i: usize,
    line: &str,
    place: u64,
) -> Row {
    let mut groups = [0i32; ngrams::GROUPS];
    if !weights.ngrams.is_empty() {
        visit_ngrams(line, |bucket| weights.add_ngram(bucket, &mut groups));
    }
    let mut sum = ungroup(&groups);
    extractor.features(i, &mut |feature| {
        sum.iter_mut().zip(&model.emissions[feature]).for_each(|(s, &w)| *s += i32::from(w));
    });
    weights::add_places(place, &mut sum);
    sum.map(|s| s as f32 / weights::SCALE)
}

/// Gives the fragments of a normalized text their places, and the names in them, as the source has
/// them.
pub fn move_to_source(text: &NormalizedText, source: &Source, cues: &Cues, fragments: &mut [Fragment]) {
    Lexicon::with(cues, |cues| {
        for found in fragments {
            let parts = std::mem::take(&mut found.parts);
            parts.iter().for_each(|part| text.add_source_ranges(source.text, part, &mut found.parts));
            if !found.names.is_empty() {
                found.names = fragment(source, cues, found.role, found.parts.clone(), found.frame).names;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_type_over_columns_is_no_text() {
        let forbidden = |features: &[PlaceFeature]| -> Vec<Role> {
            let mut scores = [0.0; LABEL_COUNT];
            forbid_text(&mut scores, features.iter().map(|feature| feature.bit()).sum());
            let labels = LABELS.iter().filter(|label| scores[**label as usize] != 0.0);
            labels.map(|label| label.role()).collect()
        };
        use PlaceFeature::{Head, Larger, Largest, NoColumns};
        assert_eq!(forbidden(&[Largest, Head]), [Role::Paragraph; 4]);
        for features in [&[Larger, Head][..], &[Largest], &[Largest, Head, NoColumns], &[]] {
            assert_eq!(forbidden(features), []);
        }
    }
}
