//! Fragments → stories, and pieces of paragraphs → paragraphs.
//!
//! A story is a chain: each fragment follows at most one other and is followed by at most one, so
//! a page is a [`partition`] of its fragments into chains. The first one is a [`matching`] of the
//! highest score by the local [`features`] of each link; a [`local_search`] then improves it by a
//! score for the page as a whole, as the text that two whole stories share says more than that of
//! two fragments.

pub mod candidates;
pub mod chains;
pub mod confidence;
mod dot_product;
pub mod features;
pub mod graph;
mod headed_frames;
pub mod local_search;
mod matching;
mod matrix;
pub mod node;
pub mod partition;
mod shared_words;
mod similarity;
pub mod weights;

use super::Fragment;
use super::parameters::{BREAKS_OFF, DOUBT, MIN_JOIN_PROBABILITY, PART_SIZE, TEASER_CONFIDENCE};
use crate::model::{Reason, Role};
use crate::order::{sort_by_rank, sort_values};
use crate::text::Source;
use candidates::Candidates;
use confidence::{Confidence, SearchTrace};
use dot_product::dot_product;
use features::{LinkFeatures, add_global_features, add_join_features, local_features};
use graph::Graph;
use local_search::Scorer;
use node::Class;
use partition::Partition;
use std::ops::Range;
use weights::Weights;

/// The fragments of a page, divided into stories and what belongs to none.
pub struct Segmentation {
    pub stories: Vec<Story>,
    /// Fragments that belong to the page as a whole.
    pub furniture: Vec<usize>,
    /// Fragments that belong to no story that was found.
    pub unplaced: Vec<usize>,
    /// Headlines that stand between two texts of one story, and so are subheads.
    pub subheads: Vec<usize>,
}

#[derive(Default)]
pub struct Story {
    /// Members in reading order.
    pub members: Vec<Member>,
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// A fragment at its place in a story.
pub struct Member {
    /// Index of the fragment.
    pub fragment: usize,
    /// Probability that its place is right: 0..1.
    pub confidence: f32,
    pub reasons: Vec<Reason>,
    /// The fragment goes on with the paragraph of the member before it, with this confidence.
    pub joined: Option<(f32, Vec<Reason>)>,
    /// Other places, the likeliest first, if its place or its join is in doubt.
    pub alternatives: Vec<AlternativePlace>,
}

/// Another place for a fragment.
pub struct AlternativePlace {
    /// The fragment it would follow; `None` if it would begin a story.
    pub behind: Option<usize>,
    /// Probability: 0..1.
    pub confidence: f32,
}

/// Divides the fragments of a page into stories.
pub fn segment(source: &Source, fragments: &[Fragment], weights: &Weights) -> Segmentation {
    let mut segmentation =
        Segmentation { stories: Vec::new(), furniture: Vec::new(), unplaced: Vec::new(), subheads: Vec::new() };
    for part in parts(fragments) {
        let first = part.start;
        for mut story in stories_of_part(source, &fragments[part], weights) {
            let is_rubric = |member: &Member| fragments[first + member.fragment].role == Role::Rubric;
            if story.members.iter().all(is_rubric) {
                segmentation.furniture.extend(story.members.iter().map(|member| first + member.fragment));
                continue;
            }
            for member in &mut story.members {
                member.fragment += first;
                let behind = member.alternatives.iter_mut().filter_map(|place| place.behind.as_mut());
                behind.for_each(|behind| *behind += first);
            }
            let mut in_text = false;
            for member in &story.members {
                let fragment = &fragments[member.fragment];
                if fragment.role.is_body() || fragment.role == Role::Subhead {
                    in_text = true;
                } else if in_text && fragment.maybe_subhead > 0.0 {
                    segmentation.subheads.push(member.fragment);
                }
            }
            segmentation.stories.push(story);
        }
    }
    place_unlinked(fragments, &mut segmentation);
    sort_values(&mut segmentation.furniture);
    sort_by_rank(&mut segmentation.stories, |s| (s.members.iter().map(|m| m.fragment).min().unwrap_or(0), 0));
    segmentation
}

/// Splits the fragments into parts that no story crosses, so that the cost of a long text grows
/// with its length; a text as long as a newspaper page is one part.
fn parts(fragments: &[Fragment]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while fragments.len() - start > PART_SIZE.end {
        let is_heading = |&i: &usize| {
            fragments[i].role.is_title() && !fragments[i - 1].role.is_title() && fragments[i - 1].ends_mid < BREAKS_OFF
        };
        let end = (start + PART_SIZE.start..start + PART_SIZE.end).find(is_heading).unwrap_or(start + PART_SIZE.end);
        out.push(start..end);
        start = end;
    }
    out.push(start..fragments.len());
    out
}

fn stories_of_part(source: &Source, fragments: &[Fragment], weights: &Weights) -> Vec<Story> {
    let graph = Graph::new(source, fragments);
    let text_order = Partition::new(&graph, graph.text_order());
    let candidates = Candidates::new(&graph);
    let mut trace = SearchTrace::default();
    let visit = |partition: &Partition, score| trace.add(partition, score);
    let (partition, score) = best_partition(&graph, &text_order, &candidates, weights, visit);
    let partition = match graph.headed_frames.link_under_headlines(&graph.nodes, &partition.chains) {
        Some(chains) => Partition::new(&graph, chains),
        None => partition,
    };
    let confidence = trace.confidence(&graph, &partition, score, &weights.place_confidence, &weights.story_confidence);
    let alternatives = |i: usize| trace.alternatives(&partition, score, &weights.place_confidence, i);
    (0..partition.story_count())
        .map(|n| story(&graph, &partition, &text_order, &confidence, &alternatives, &weights.join, n))
        .collect()
}

/// The partition of the highest score that is found, with its score. Calls `visit` with every one
/// that is tried.
fn best_partition(
    graph: &Graph,
    text_order: &Partition,
    candidates: &Candidates,
    weights: &Weights,
    visit: impl FnMut(&Partition, f32),
) -> (Partition, f32) {
    let (local, global) = (weights.local.at(graph.facts), weights.global.at(graph.facts));
    let mut local = Scorer::new(graph, candidates, &local);
    let mut global = Scorer::new(graph, candidates, &global);
    for link in &candidates.all {
        let features = local_features(graph, text_order, link.left, link.right);
        local.add(&features);
        global.add(&features);
    }
    global.search(local.best_chains(), visit)
}

fn story(
    graph: &Graph,
    partition: &Partition,
    text_order: &Partition,
    confidence: &Confidence,
    alternatives: &impl Fn(usize) -> Vec<(Option<usize>, f32)>,
    join: &LinkFeatures,
    number: usize,
) -> Story {
    let nodes = partition.members(number);
    let shared = graph.similarity.shared_terms(nodes);
    let is_member = |node: usize| partition.nodes[node].story == number;
    let mut members = Vec::with_capacity(nodes.len());
    for &i in nodes {
        let before = partition.chains.before[i];
        let place = confidence.places[i];
        let joined = before
            .and_then(|b| join_probability(graph, partition, text_order, join, b, i))
            .map(|p| (p * place, vec![Reason::SentenceGoesOn]))
            .or_else(|| before.filter(|&b| is_next_line(graph, b, i)).map(|_| (place, vec![Reason::Adjacent])));
        let least = joined.as_ref().map_or(place, |joined| joined.0);
        let alternatives = if least < DOUBT { alternatives(i) } else { Vec::new() };
        let fragment = |node: usize| graph.nodes[node].fragment;
        members.push(Member {
            fragment: fragment(i),
            confidence: place,
            reasons: match before {
                Some(before) => graph.reasons(is_member, &shared, before, i),
                None => graph.shared_words(is_member, &shared, i).into_iter().collect(),
            },
            joined,
            alternatives: alternatives
                .into_iter()
                .map(|(behind, confidence)| AlternativePlace { behind: behind.map(fragment), confidence })
                .collect(),
        });
    }
    let title = nodes.iter().find(|&&i| graph.nodes[i].role == Role::Headline);
    let reasons = title.and_then(|&title| graph.shared_words(is_member, &shared, title)).into_iter().collect();
    Story { members, confidence: confidence.stories[number], reasons }
}

/// Whether a node is the next line of a headline.
fn is_next_line(graph: &Graph, left: usize, right: usize) -> bool {
    let (a, b) = (&graph.nodes[left], &graph.nodes[right]);
    right == left + 1 && a.role == Role::Headline && b.role == Role::Headline && b.goes_on > 0.0
}

/// The probability that two linked nodes are one paragraph, if that is likely.
pub fn join_probability(
    graph: &Graph,
    partition: &Partition,
    text_order: &Partition,
    weights: &LinkFeatures,
    left: usize,
    right: usize,
) -> Option<f32> {
    let (a, b) = (&graph.nodes[left], &graph.nodes[right]);
    if a.class != Class::Body || a.role != b.role {
        return None;
    }
    let mut features = local_features(graph, text_order, left, right);
    add_global_features(graph, partition, left, right, &mut features);
    add_join_features(graph, left, &mut features);
    let p = 1.0 / (1.0 + libm::expf(-dot_product(weights, &features)));
    (p >= MIN_JOIN_PROBABILITY).then_some(p)
}

/// Places the fragments that are no nodes: furniture, teasers and jumps.
fn place_unlinked(fragments: &[Fragment], segmentation: &mut Segmentation) {
    let mut story_of: Vec<Option<usize>> = vec![None; fragments.len()];
    for (n, story) in segmentation.stories.iter().enumerate() {
        story.members.iter().for_each(|m| story_of[m.fragment] = Some(n));
    }
    for (i, fragment) in fragments.iter().enumerate() {
        let member = Member {
            fragment: i,
            confidence: fragment.role_confidence,
            reasons: Vec::new(),
            joined: None,
            alternatives: Vec::new(),
        };
        let above = i.checked_sub(1);
        match fragment.role {
            Role::Furniture => segmentation.furniture.push(i),
            Role::Teaser => {
                let above = above.filter(|&b| fragments[b].role == Role::Teaser).and_then(|b| story_of[b]);
                let story = above.unwrap_or_else(|| {
                    segmentation.stories.push(Story { confidence: TEASER_CONFIDENCE, ..Story::default() });
                    segmentation.stories.len() - 1
                });
                story_of[i] = Some(story);
                segmentation.stories[story].members.push(member);
            }
            // 下转 (continued on) stands below its text; 上接 (continued from) above it
            Role::Jump => match above.and_then(|b| story_of[b]).or_else(|| story_of.get(i + 1).copied().flatten()) {
                Some(story) => {
                    story_of[i] = Some(story);
                    segmentation.stories[story].members.push(member);
                }
                None => segmentation.unplaced.push(i),
            },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::parse::parameters::SCORES_PER_BYTE;
    use crate::parse::stories::weights::StoryWeights;
    use crate::parse::{layout, normalization::NormalizedText, roles, roles::weights::RoleModels};

    /// The number of links times the partitions that are tried, over all parts of the text.
    fn scores(text: &str) -> usize {
        let (source, options) = (Source::new(text), Options::default());
        let cues = options.pack(text);
        let normalized = NormalizedText::new(text, &layout::analyze(&source, cues));
        let source = Source::new(&normalized.text);
        let (kind, fragments) = roles::fragments(&source, &normalized.layout, cues, &RoleModels::learned());
        let scores = parts(&fragments).into_iter().map(|part| {
            let graph = Graph::new(&source, &fragments[part]);
            let text_order = Partition::new(&graph, graph.text_order());
            let candidates = Candidates::new(&graph);
            let mut tried = 0;
            let weights = StoryWeights::learned().of(kind);
            best_partition(&graph, &text_order, &candidates, weights, |_, _| tried += 1);
            let links = candidates.all.len();
            assert!(links <= 12 * graph.bytes, "{links} links in {} bytes", graph.bytes);
            tried * links
        });
        scores.sum()
    }

    #[test]
    fn a_search_takes_so_many_scores_a_byte_whatever_the_text() {
        let texts = [
            "市图书馆开馆\n\n",
            "本报记者 陈一\n\n",
            "馆\n\n",
            "开馆\n通车\n\n开场\n\n\n落成\n\n\n\n",
            "“开馆”\n\n",
            "遗失声明\n\n",
            "市民期盼多年\n市图书馆昨日开馆\n首日迎来三千读者\n\n",
            "问:何时开馆?\n\n答:昨日。\n\n",
            "本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n\n",
        ];
        for text in texts {
            let repeated = text.repeat(8_000 / text.len());
            let (few, many) = (scores(&repeated), scores(&repeated.repeat(3)));
            assert!(few <= SCORES_PER_BYTE * repeated.len(), "{text}: {few} for {} bytes", repeated.len());
            assert!(many <= SCORES_PER_BYTE * 3 * repeated.len(), "{text}: {many} for three times as much");
        }
    }
}
