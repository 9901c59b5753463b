//! Frames that on paper are a headline with the text that stands under it.

use super::chains::Chains;
use super::node::{Class, Node};
use crate::model::Role;
use crate::parse::Fragment;

/// The frame of each node, where on paper that is a headline with the text that stands under it. Without the
/// feature `columns` no place is known, and nothing is kept.
pub struct HeadedFrames {
    frames: Vec<Option<HeadedFrame>>,
}

#[derive(Clone, Copy)]
struct HeadedFrame {
    number: usize,
    /// No other headline stands in it, so that it is one story, or ends with another that has none.
    has_one_headline: bool,
}

impl HeadedFrames {
    pub fn new(nodes: &[Node], fragments: &[&Fragment]) -> Self {
        if !cfg!(feature = "columns") {
            return Self { frames: Vec::new() };
        }
        let mut frames = Vec::with_capacity(nodes.len());
        for frame in nodes.chunk_by(|a, b| a.frame == b.frame) {
            let is_headline = |node: &Node| node.role == Role::Headline && node.maybe_subhead < 0.5;
            let text = frame.iter().position(|node| node.class == Class::Body).unwrap_or(0);
            let (head, below) = frame.split_at(text);
            let is_headed = fragments[frames.len()].under_heading && head.iter().any(is_headline);
            let has_one_headline = !below.iter().any(is_headline);
            let headed = is_headed.then_some(HeadedFrame { number: frame[0].frame, has_one_headline });
            frames.extend(frame.iter().map(|_| headed));
        }
        Self { frames }
    }

    /// Whether paper tells that a node does not follow another: they stand under different headlines, or
    /// under one headline and not in the order of the paper.
    pub fn forbid(&self, left: usize, right: usize) -> bool {
        let [a, b] = if cfg!(feature = "columns") { [left, right].map(|node| self.frames[node]) } else { [None; 2] };
        match (a, b) {
            (Some(a), Some(b)) if a.number == b.number => a.has_one_headline && right != left + 1,
            (Some(_), Some(_)) => true,
            _ => false,
        }
    }

    /// The chains with links from what ends a story to what begins another under the same headline, if there
    /// are any: a headline that stands alone, with the text under it, and text with text that does not open
    /// a story.
    pub fn link_under_headlines(&self, nodes: &[Node], chains: &Chains) -> Option<Chains> {
        if !cfg!(feature = "columns") {
            return None;
        }
        let is_split = |left: usize| {
            let right = left + 1;
            let is_under_one = self.frames[left].is_some_and(|frame| frame.has_one_headline)
                && self.frames[right].is_some_and(|frame| frame.number == nodes[left].frame);
            let goes_on = match nodes[left].class {
                Class::Body => nodes[right].class == Class::Body && !nodes[right].is_lead(),
                _ => !nodes[left].signs_off,
            };
            is_under_one && goes_on && chains.after[left].is_none() && chains.before[right].is_none()
        };
        let split: Vec<usize> = (0..nodes.len().saturating_sub(1)).filter(|&left| is_split(left)).collect();
        let mut after = chains.after.clone();
        split.iter().for_each(|&left| after[left] = Some(left + 1));
        (!split.is_empty()).then(|| Chains::new(after))
    }
}
