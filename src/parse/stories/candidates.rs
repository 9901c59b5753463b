//! The links that may be, and what no reading changes of them.

use super::features::{kind, stand};
use super::graph::Graph;
use super::similarity::REACH;

/// Nodes within reach of one.
const BAND: usize = 2 * REACH + 1;

const NONE: u32 = u32::MAX;

pub(super) struct Link {
    pub left: usize,
    pub right: usize,
    /// Which of the links' kinds.
    pub kind: usize,
    /// How the two stand to each other: see [`stand`].
    pub stand: usize,
}

pub(super) struct Links {
    /// In order.
    pub all: Vec<Link>,
    /// Where among them each two nodes within reach are.
    places: Vec<u32>,
}

impl Links {
    pub fn new(graph: &Graph) -> Self {
        let mut all = Vec::new();
        let mut places = vec![NONE; graph.nodes.len() * BAND];
        for (left, right) in graph.links() {
            let Some(kind) = kind(graph.nodes[left].class, graph.nodes[right].class) else { continue };
            places[left * BAND + right + REACH - left] = all.len() as u32;
            all.push(Link { left, right, kind, stand: stand(graph, left, right) });
        }
        Self { all, places }
    }

    /// Where the link from `left` to `right` is among all, if it may be.
    pub fn at(&self, left: usize, right: usize) -> Option<usize> {
        let offset = (right + REACH).checked_sub(left).filter(|offset| *offset < BAND)?;
        Some(self.places[left * BAND + offset]).filter(|at| *at != NONE).map(|at| at as usize)
    }
}
