//! The links that are possible, and what no partition changes of them.

use super::features::{LinkContext, link_kind};
use super::graph::Graph;
use crate::parse::parameters::MAX_LINK_DISTANCE;

/// Number of nodes within [`MAX_LINK_DISTANCE`] of one, itself included.
const BAND: usize = 2 * MAX_LINK_DISTANCE + 1;

const NONE: u32 = u32::MAX;

pub struct Candidate {
    pub left: usize,
    pub right: usize,
    /// Index of its kind in [`LINK_KINDS`](super::features::LINK_KINDS).
    pub kind: usize,
    pub context: LinkContext,
}

pub struct Candidates {
    /// All candidates, in order of their nodes.
    pub all: Vec<Candidate>,
    /// Index of the candidate of each two nodes within reach of each other.
    index: Vec<u32>,
}

impl Candidates {
    pub fn new(graph: &Graph) -> Self {
        let mut all = Vec::new();
        let mut index = vec![NONE; graph.nodes.len() * BAND];
        for (left, right) in graph.links() {
            let kind = link_kind(graph.nodes[left].class, graph.nodes[right].class);
            index[left * BAND + right + MAX_LINK_DISTANCE - left] = all.len() as u32;
            all.push(Candidate { left, right, kind, context: LinkContext::of(graph, left, right) });
        }
        Self { all, index }
    }

    /// The index of the link from `left` to `right`, if it is possible.
    pub fn find(&self, left: usize, right: usize) -> Option<usize> {
        let offset = (right + MAX_LINK_DISTANCE).checked_sub(left).filter(|offset| *offset < BAND)?;
        Some(self.index[left * BAND + offset]).filter(|at| *at != NONE).map(|at| at as usize)
    }
}
