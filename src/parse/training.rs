//! The parts of the parser by which its weights are learned, for the workspace's crate `train`.
//! No part of the public interface.

pub use super::Models;
pub use super::normalization::NormalizedText;
use super::roles::{self as role_stage, features::FeatureExtractor, line_facts};
use super::stories::graph::Graph;
use super::{Options, layout, types};
use crate::form::Sheet;
use crate::language::{self, Lexicon};
use crate::model::Page;
use crate::text::Source;
use crate::text::fold::canonical_char;
use roles::RoleModels;
use std::ops::Range;
pub use types::{Fragment, Layout, Line, PageKind};

/// The model that gives lines their roles.
pub mod roles {
    pub use crate::parse::roles::crf::{FORBIDDEN_SCORE, Row, Transitions, forbid, marginals, viterbi};
    pub use crate::parse::roles::emission;
    pub use crate::parse::roles::features::FeatureExtractor;
    pub use crate::parse::roles::line_facts::{EndCue, Last, LineFacts};
    pub use crate::parse::roles::ngrams::{BUCKETS, GROUP_OF, GROUPS, visit_ngrams};
    pub use crate::parse::roles::places::PLACES;
    pub use crate::parse::roles::table::{FEATURES, LABEL_COUNT, LABEL_NAMES, LABELS, Label, TEMPLATES};
    pub use crate::parse::roles::weights::{Model, RoleModels, RoleWeights, SCALE};
}

/// The model that links fragments to stories.
pub mod stories {
    pub use crate::parse::stories::candidates::Candidates;
    pub use crate::parse::stories::chains::Chains;
    pub use crate::parse::stories::confidence::{SearchTrace, evidence, logistic};
    pub use crate::parse::stories::features::{
        BOUNDARY_WIDTH, LINK_KINDS, LINK_WIDTH, LinkFeatures, add_global_features, add_join_features,
        boundary_features, link_kind, local_features, story_features,
    };
    pub use crate::parse::stories::graph::{Graph, PAGE_FACTS, PageFacts};
    pub use crate::parse::stories::join_probability;
    pub use crate::parse::stories::local_search::{LinkScores, Scorer};
    pub use crate::parse::stories::node::Class;
    pub use crate::parse::stories::partition::Partition;
    pub use crate::parse::stories::weights::{PageWeights, ScoringWeights, StoryWeights, WeightTable, Weights};
}

/// The BCP 47 tag of the language that a text is read in.
pub fn language(text: &str) -> &str {
    &language::choose(text, &[]).language
}

/// The lines of a text in canonical characters.
pub fn normalized(text: &str) -> NormalizedText {
    NormalizedText::new(text, &layout::analyze(&Source::new(text), language::choose(text, &[])))
}

/// The lines of a text, whose places are known, in canonical characters.
pub fn normalized_sheet(text: &str, sheet: &Sheet) -> NormalizedText {
    NormalizedText::new(text, &layout::analyze_sheet(&Source::new(text), language::choose(text, &[]), sheet).0)
}

/// A text in canonical characters.
pub fn canonical(text: &str) -> String {
    text.chars().map(canonical_char).collect()
}

/// The facts of each line of the layout of a normalized text.
pub fn line_facts(text: &str, layout: &Layout) -> Vec<line_facts::LineFacts> {
    let cues = language::choose(text, &[]);
    line_facts::line_facts(&Source::new(text), layout, &Lexicon::new(cues))
}

/// The features of the lines of the layout.
pub fn feature_extractor<'f>(text: &str, layout: &Layout, facts: &'f [line_facts::LineFacts]) -> FeatureExtractor<'f> {
    FeatureExtractor::new(&Source::new(text), layout, facts, &Lexicon::new(language::choose(text, &[])))
}

/// The kind and the fragments of a normalized text; those that the source has are the same in the same order.
pub fn fragments(normalized: &NormalizedText, models: &RoleModels) -> (PageKind, Vec<Fragment>) {
    let text = &normalized.text;
    role_stage::fragments(&Source::new(text), &normalized.layout, language::choose(text, &[]), models)
}

/// The bytes of the source that the parts of a fragment are.
pub fn source_parts(normalized: &NormalizedText, source: &str, fragment: &Fragment) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    fragment.parts.iter().for_each(|part| normalized.add_source_ranges(source, part, &mut out));
    out
}

/// The graph of the fragments that can be linked.
pub fn graph(text: &str, fragments: &[Fragment]) -> Graph {
    Graph::new(&Source::new(text), fragments)
}

/// Reads a page by other weights than those that are compiled in.
pub fn parse(text: &str, models: &Models) -> Page {
    let (source, options) = (Source::new(text), Options::default());
    let cues = options.pack(text);
    super::parse_layout_by(models, &source, &layout::analyze(&source, cues), cues, &options)
}
