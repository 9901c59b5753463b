//! Fragments → stories, as one decision.

use super::Fragment;
use crate::model::{Reason, Role};
use crate::source::Source;

pub(crate) struct Assembly {
    pub stories: Vec<Story>,
    /// Fragments that belong to the page.
    pub furniture: Vec<usize>,
    /// Fragments that no story could claim.
    pub unplaced: Vec<usize>,
}

pub(crate) struct Story {
    /// Members in reading order.
    pub members: Vec<Member>,
    pub confidence: f32,
    pub reasons: Vec<Reason>,
}

/// A fragment's place in a story.
pub(crate) struct Member {
    /// Index of the fragment.
    pub fragment: usize,
    /// How sure its place is: 0..1.
    pub confidence: f32,
    pub reasons: Vec<Reason>,
    /// The fragment goes on with the paragraph of the member before it.
    pub joined: Option<(f32, Vec<Reason>)>,
}

pub(crate) fn stories(_source: &Source, fragments: &[Fragment]) -> Assembly {
    let mut out = Assembly { stories: Vec::new(), furniture: Vec::new(), unplaced: Vec::new() };
    let mut last_teaser = false;
    for (i, fragment) in fragments.iter().enumerate() {
        let opens =
            fragment.role == Role::Headline && !last_teaser || fragment.role == Role::Teaser || out.stories.is_empty();
        last_teaser = fragment.role == Role::Teaser;
        if fragment.role == Role::Furniture {
            out.furniture.push(i);
            continue;
        }
        if opens {
            out.stories.push(Story { members: Vec::new(), confidence: 0.5, reasons: vec![Reason::Adjacent] });
        }
        let story = out.stories.last_mut().expect("one was just pushed where there was none");
        story.members.push(Member { fragment: i, confidence: 0.5, reasons: vec![Reason::Adjacent], joined: None });
    }
    out
}
