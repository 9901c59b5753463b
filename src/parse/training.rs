//! The parts of the parser by which its weights are learned, for the workspace's crate `train`.
//! No part of the public interface.

use super::roles::{self as role_stage, features::FeatureExtractor, line_facts};
use super::stories::graph::Graph;
use super::{layout, types};
use crate::language::{self, Lexicon};
use crate::text::Source;
pub use types::{Fragment, Layout, Line};

/// The model that gives lines their roles.
pub mod roles {
    pub use crate::parse::roles::crf::{FORBIDDEN_SCORE, Row, Transitions, forbid, marginals, viterbi};
    pub use crate::parse::roles::emission;
    pub use crate::parse::roles::features::FeatureExtractor;
    pub use crate::parse::roles::line_facts::{EndCue, LineFacts};
    pub use crate::parse::roles::table::{FEATURES, LABEL_COUNT, LABEL_NAMES, LABELS, Label, TEMPLATES};
    pub use crate::parse::roles::weights::{SCALE, UNWRAPPED, WRAPPED};
}

/// The model that links fragments to stories.
pub mod stories {
    pub use crate::parse::stories::candidates::Candidates;
    pub use crate::parse::stories::confidence::{Curve, SearchTrace, probability};
    pub use crate::parse::stories::features::{
        BOUNDARY_WIDTH, LINK_KINDS, LINK_WIDTH, LinkFeatures, add_global_features, boundary_features, link_kind,
        local_features, story_features,
    };
    pub use crate::parse::stories::graph::{Chains, Class, Graph};
    pub use crate::parse::stories::join_probability;
    pub use crate::parse::stories::local_search::{LinkScores, Scorer};
    pub use crate::parse::stories::partition::Partition;
    pub use crate::parse::stories::weights::{ScoringWeights, Weights};
}

/// The layout of a text.
pub fn layout(text: &str) -> Layout {
    layout::analyze(&Source::new(text), language::choose(text, &[]))
}

/// The facts of each line of the layout.
pub fn line_facts(text: &str, layout: &Layout) -> Vec<line_facts::LineFacts> {
    let cues = language::choose(text, &[]);
    line_facts::line_facts(&Source::new(text), layout, &Lexicon::new(cues))
}

/// The features of the lines of the layout.
pub fn feature_extractor<'f>(text: &str, layout: &Layout, facts: &'f [line_facts::LineFacts]) -> FeatureExtractor<'f> {
    FeatureExtractor::new(&Source::new(text), layout, facts)
}

/// The fragments of the layout.
pub fn fragments(text: &str, layout: &Layout) -> Vec<Fragment> {
    role_stage::fragments(&Source::new(text), layout, language::choose(text, &[]))
}

/// The graph of the fragments that can be linked.
pub fn graph(text: &str, fragments: &[Fragment]) -> Graph {
    Graph::new(&Source::new(text), fragments)
}
