//! The order that the blocks of an ALTO page are read in.

use super::line::Line;
use super::xml_tree::{Element, Tree};
use crate::order::sort_by_rank;
use rustc_hash::FxHashMap;

/// A block of a page: of text, of blocks, or a picture, which may stand between two others.
#[derive(Default)]
pub(super) struct Block<'t> {
    id: &'t str,
    /// The block that is read after it.
    next: &'t str,
    /// When it is read, if the file's reading order names it or what it is in.
    pub rank: Option<usize>,
    pub lines: Vec<Line<'t>>,
    /// Where it begins and ends in the file, as far as it holds blocks.
    range: [usize; 2],
}

impl<'t> Block<'t> {
    pub fn of(element: Element<'_, 't>, rank: Option<usize>) -> Self {
        let name = |name| element.raw(name).unwrap_or_default().trim_ascii();
        Self {
            id: name("ID"),
            next: name("IDNEXT"),
            rank,
            lines: Vec::new(),
            range: [element.index, if element.is("ComposedBlock") { element.end() } else { 0 }],
        }
    }

    /// Lines that are in no block.
    pub fn nameless(index: usize) -> Self {
        Self { range: [index, 0], ..Self::default() }
    }
}

/// What the file's reading order names, with when it is read. Of several orders the first one counts,
/// as each thing is read once.
pub(super) fn mentioned<'t>(tree: &Tree<'t>) -> FxHashMap<&'t str, usize> {
    let mut mentioned = FxHashMap::default();
    for (element, rank) in tree.elements().filter(|element| element.is("ElementRef")).zip(0..) {
        for id in element.raw("REF").unwrap_or_default().split_ascii_whitespace() {
            mentioned.entry(id).or_insert(rank);
        }
    }
    mentioned
}

/// The numbers of the blocks in the order they are read in. Those that the reading order leaves out
/// follow the others.
pub(super) fn in_order(blocks: &[Block], follow_links: bool) -> Vec<usize> {
    if follow_links {
        return linked(blocks);
    }
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    sort_by_rank(&mut order, |&index| (blocks.get(index).and_then(|block| block.rank).unwrap_or(usize::MAX), 0));
    order
}

/// The file's order, but each block is followed by the one that it names as the next.
fn linked(blocks: &[Block]) -> Vec<usize> {
    let (next, is_next) = links(blocks);
    let mut order = Vec::with_capacity(blocks.len());
    let mut is_read = vec![false; blocks.len()];
    let firsts = (0..blocks.len()).filter(|&index| is_next.get(index) == Some(&false));
    // then blocks that name each other in a circle, which has no first one
    for first in firsts.chain(0..blocks.len()) {
        let mut at = Some(first);
        while let Some(index) = at
            && let Some(read @ false) = is_read.get_mut(index)
        {
            *read = true;
            order.push(index);
            at = next.get(index).copied().flatten();
        }
    }
    order
}

/// For each block the one that is read after it, and whether it is read after another.
///
/// A block of blocks is read before the first of them, and names what is read after the last one. What
/// is in it is read in the file's order, where it names nothing else.
fn links(blocks: &[Block]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut numbers = FxHashMap::default();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| !block.id.is_empty()) {
        numbers.entry(block.id).or_insert(index);
    }
    let mut next: Vec<Option<usize>> = vec![None; blocks.len()];
    let mut is_next = vec![false; blocks.len()];
    let mut link = |from: usize, to: usize| {
        if let (Some(next @ None), Some(is_next @ false)) = (next.get_mut(from), is_next.get_mut(to))
            && from != to
        {
            *next = Some(to);
            *is_next = true;
        }
    };
    let is_outer = |block: &Block| block.range[1] != 0;
    for outer in [false, true] {
        for (index, block) in blocks.iter().enumerate().filter(|(_, block)| is_outer(block) == outer) {
            let held = blocks.partition_point(|other| other.range[0] < block.range[1]);
            if let Some(&to) = numbers.get(block.next) {
                link(held.saturating_sub(1).max(index), to);
            }
        }
    }
    let mut end = 0;
    for (index, block) in blocks.iter().enumerate() {
        if block.range[0] < end {
            link(index - 1, index);
        }
        end = if block.range[0] < end { end } else { block.range[1] };
    }
    (next, is_next)
}
