//! Fragments → stories, as one decision.
//!
//! Every fragment follows at most one other in its story and is followed by at most one, so
//! a page is a set of chains: a [`partition`]. The first is the one whose links have the most
//! [`features`] each for itself ([`matching`]); from there pieces are moved about as long as
//! the page as a whole gains ([`local_search`]), because what two stories have in common says more
//! than what two fragments have.

mod candidates;
mod confidence;
mod features;
mod graph;
mod local_search;
mod matching;
mod partition;
mod similarity;
#[cfg(feature = "tuning")]
pub mod tune;
mod weights;

use super::Fragment;
use super::page_builder::DOUBT;
use crate::model::{Reason, Role};
use crate::order::sort_by_rank;
use crate::text::Source;
use candidates::Links;
use confidence::{Certainty, Tried};
use graph::{Class, Graph};
use local_search::Weighed;
use partition::Reading;
use std::ops::Range;
use weights::Weights;

pub(super) struct Assembly {
    pub stories: Vec<Story>,
    /// Fragments that belong to the page.
    pub furniture: Vec<usize>,
    /// Fragments that no story could claim.
    pub unplaced: Vec<usize>,
}

#[derive(Default)]
pub(super) struct Story {
    /// Members in reading order.
    pub members: Vec<Member>,
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// A fragment's place in a story.
pub(super) struct Member {
    /// Index of the fragment.
    pub fragment: usize,
    /// How sure its place is: 0..1.
    pub confidence: f32,
    pub reasons: Vec<Reason>,
    /// The fragment goes on with the paragraph of the member before it.
    pub joined: Option<(f32, Vec<Reason>)>,
    /// Where else it might stand, the likeliest first, if its place or its join is in doubt.
    pub others: Vec<Other>,
}

/// Another place for a fragment.
pub(super) struct Other {
    /// The fragment it would follow; none if it would open a story.
    pub behind: Option<usize>,
    /// 0..1
    pub confidence: f32,
}

/// So many other places are named at most.
pub(super) const OTHERS: usize = 3;

pub(super) fn stories(source: &Source, fragments: &[Fragment]) -> Assembly {
    let mut assembly = Assembly { stories: Vec::new(), furniture: Vec::new(), unplaced: Vec::new() };
    for sheet in sheets(fragments) {
        let first = sheet.start;
        for mut story in on_sheet(source, &fragments[sheet]) {
            for member in &mut story.members {
                member.fragment += first;
                member.others.iter_mut().filter_map(|other| other.behind.as_mut()).for_each(|behind| *behind += first);
            }
            assembly.stories.push(story);
        }
    }
    place_the_rest(fragments, &mut assembly);
    sort_by_rank(&mut assembly.stories, |s| (s.members.iter().map(|m| m.fragment).min().unwrap_or(0), 0));
    assembly
}

/// More fragments than a page has: a text longer than this is read in parts.
const SHEET: Range<usize> = 160..240;

/// Parts of the text that no story runs across. A text of a page's length is one; a longer
/// one ends a part above a headline, so that its cost grows with its length.
fn sheets(fragments: &[Fragment]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while fragments.len() - start > SHEET.end {
        let heads = |&i: &usize| {
            fragments[i].role.is_title() && !fragments[i - 1].role.is_title() && fragments[i - 1].ends_mid < 0.5
        };
        let end = (start + SHEET.start..start + SHEET.end).find(heads).unwrap_or(start + SHEET.end);
        out.push(start..end);
        start = end;
    }
    out.push(start..fragments.len());
    out
}

fn on_sheet(source: &Source, fragments: &[Fragment]) -> Vec<Story> {
    let weights = Weights::learned();
    let graph = Graph::new(source, fragments);
    let printed = Reading::new(&graph, graph.as_printed());
    let links = Links::new(&graph);
    let mut first = Weighed::new(&graph, &links, &weights.first);
    let mut whole = Weighed::new(&graph, &links, &weights.whole);
    for link in &links.all {
        let evidence = features::of_link(&graph, &printed, link.left, link.right);
        first.add(&evidence);
        whole.add(&evidence);
    }
    let mut tried = Tried::default();
    let (reading, total) = whole.improve(first.best_chains(), |reading, total| tried.note(reading, total));
    let certainty = tried.certainty(&reading, total, &weights.place, &weights.story);
    let others = |i: usize| tried.others(&reading, total, &weights.place, i);
    (0..reading.len()).map(|n| story(&graph, &reading, &printed, &certainty, &others, &weights.join, n)).collect()
}

fn story(
    graph: &Graph,
    reading: &Reading,
    printed: &Reading,
    certainty: &Certainty,
    others: &impl Fn(usize) -> Vec<(Option<usize>, f32)>,
    join: &features::Link,
    number: usize,
) -> Story {
    let nodes = reading.members(number);
    let common = graph.cohesion.common(nodes);
    let mut members = Vec::with_capacity(nodes.len());
    for &i in nodes {
        let before = reading.chains.before[i];
        let confidence = certainty.places[i];
        let joined = before
            .and_then(|b| joined(graph, reading, printed, join, b, i))
            .map(|p| (p * confidence, vec![Reason::SentenceGoesOn]));
        let sure = joined.as_ref().map_or(confidence, |joined| joined.0);
        let others = if sure < DOUBT { others(i) } else { Vec::new() };
        let fragment = |node: usize| graph.nodes[node].fragment;
        members.push(Member {
            fragment: fragment(i),
            confidence,
            reasons: match before {
                Some(before) => graph.reasons(&common, before, i),
                None => graph.words_shared(&common, i).into_iter().collect(),
            },
            joined,
            others: others
                .into_iter()
                .map(|(behind, confidence)| Other { behind: behind.map(fragment), confidence })
                .collect(),
        });
    }
    let title = nodes.iter().find(|&&i| graph.nodes[i].role == Role::Headline);
    let reasons = title.and_then(|&title| graph.words_shared(&common, title)).into_iter().collect();
    Story { members, confidence: certainty.stories[number], reasons }
}

/// How sure it is that `right` goes on with the paragraph of `left`, if it does.
fn joined(
    graph: &Graph,
    reading: &Reading,
    printed: &Reading,
    weights: &features::Link,
    left: usize,
    right: usize,
) -> Option<f32> {
    let (a, b) = (&graph.nodes[left], &graph.nodes[right]);
    if a.class != Class::Body || a.role != b.role {
        return None;
    }
    let mut e = features::of_link(graph, printed, left, right);
    features::in_reading(graph, reading, left, right, &mut e);
    let p = 1.0 / (1.0 + (-weights::weigh(weights, &e)).exp());
    (p >= 0.5).then_some(p)
}

/// Finds a place for what is no part of a story's chain: the page's own lines, teasers, jumps.
fn place_the_rest(fragments: &[Fragment], assembly: &mut Assembly) {
    let mut story_of: Vec<Option<usize>> = vec![None; fragments.len()];
    for (n, story) in assembly.stories.iter().enumerate() {
        story.members.iter().for_each(|m| story_of[m.fragment] = Some(n));
    }
    for (i, fragment) in fragments.iter().enumerate() {
        let member = Member {
            fragment: i,
            confidence: fragment.role_confidence,
            reasons: Vec::new(),
            joined: None,
            others: Vec::new(),
        };
        let above = i.checked_sub(1);
        match fragment.role {
            Role::Furniture | Role::Rubric => assembly.furniture.push(i),
            Role::Teaser => {
                let above = above.filter(|&b| fragments[b].role == Role::Teaser).and_then(|b| story_of[b]);
                let story = above.unwrap_or_else(|| {
                    assembly.stories.push(Story { confidence: 0.5, ..Story::default() });
                    assembly.stories.len() - 1
                });
                story_of[i] = Some(story);
                assembly.stories[story].members.push(member);
            }
            // 下转 stands below its text; 上接, with no text above, over it
            Role::Jump => match above.and_then(|b| story_of[b]).or_else(|| story_of.get(i + 1).copied().flatten()) {
                Some(story) => {
                    story_of[i] = Some(story);
                    assembly.stories[story].members.push(member);
                }
                None => assembly.unplaced.push(i),
            },
            _ => {}
        }
    }
}
