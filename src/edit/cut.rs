//! Operations on the draft that edits are made of: taking blocks out, splitting and inserting them,
//! and normalizing the page. Each keeps every piece in exactly one block.

use super::draft::{Block, Draft, Piece, Position, Story};
use super::error::Problem;
use crate::model::Role;
use crate::order::sort_by_rank;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// A block that was taken out of the draft.
pub(super) struct Taken {
    pub block: Block,
    /// Its former position, or that of the rest of its block.
    pub at: Position,
    /// How many pieces of the rest were before it; `None` if there is no rest.
    pub pieces_before: Option<usize>,
}

impl Draft {
    /// The position of the block that consists of exactly these ranges.
    pub fn block_of_ranges(&self, ranges: &[Range<usize>]) -> Option<Position> {
        let at = self.block_containing(ranges.first()?.start)?;
        let mut pieces = self.block(at).pieces.iter().peekable();
        for range in ranges {
            let first = pieces.next()?;
            let mut end = first.range.end;
            while let Some(next) = pieces.next_if(|next| end < range.end && next.range.start >= end) {
                end = next.range.end;
            }
            if (first.range.start, end) != (range.start, range.end) {
                return None;
            }
        }
        pieces.next().is_none().then_some(at)
    }

    /// Takes the ranges out as one block, in their order. The rest of their blocks stays.
    pub fn take(&mut self, text: &str, ranges: &[Range<usize>]) -> Result<Taken, Problem> {
        let mut in_order: Vec<(usize, &Range<usize>)> = ranges.iter().enumerate().collect();
        sort_by_rank(&mut in_order, |(_, range)| (range.start, range.end));
        let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
        for range in ranges {
            if ends.range(..range.end).next_back().is_some_and(|(_, &end)| range.start < end) {
                return Err(Problem::Overlap);
            }
            ends.insert(range.start, range.end);
            self.split_piece(text, range.start)?;
            self.split_piece(text, range.end)?;
        }
        let first = ranges.first().ok_or(Problem::Nothing)?;
        let mut at = self.block_containing(first.start).ok_or(Problem::Blank)?;
        // the index of the range that holds the piece: as none overlap, the last that begins above it
        let wanted = |piece: &Piece| {
            let above = in_order.partition_point(|(_, range)| range.start <= piece.range.start).checked_sub(1)?;
            Some(in_order[above]).filter(|(_, range)| piece.range.end <= range.end).map(|(n, _)| n)
        };
        let of = self.block(at);
        let mut block = Block { pieces: Vec::new(), ..of.clone() };
        let count = of.pieces.len();
        let is_whole = of.pieces.iter().all(|piece| wanted(piece).is_some());
        let pieces_before = of.pieces.iter().take_while(|piece| !piece.range.contains(&first.start));
        let pieces_before = pieces_before.filter(|piece| wanted(piece).is_none()).count();
        let mut taken: Vec<(usize, Piece)> = Vec::new();
        for story in self.story_indices() {
            let list = self.list(story);
            if !list.iter().flat_map(|block| &block.pieces).any(|piece| wanted(piece).is_some()) {
                continue;
            }
            let gone = |block: &Rc<Block>| block.pieces.iter().all(|piece| wanted(piece).is_some());
            if story == at.story {
                at.index -= list[..at.index].iter().filter(|block| gone(block)).count();
            }
            for block in self.list_mut(story) {
                let before = taken.len();
                taken.extend(block.pieces.iter().filter_map(|piece| Some((wanted(piece)?, piece.clone()))));
                if taken.len() > before {
                    let block = Rc::make_mut(block);
                    block.pieces.retain(|piece| wanted(piece).is_none());
                    block.byline = None;
                }
            }
            self.list_mut(story).retain(|block| !block.pieces.is_empty());
        }
        sort_by_rank(&mut taken, |(range, piece)| (*range, piece.range.start));
        block.byline = block.byline.filter(|_| is_whole && taken.len() == count);
        block.pieces = taken.into_iter().map(|(_, piece)| piece).collect();
        Ok(Taken { block, at, pieces_before: (!is_whole).then_some(pieces_before) })
    }

    /// Inserts a block where another was taken out, between the two parts of its rest.
    pub fn insert_at(&mut self, text: &str, block: Block, taken: &Taken) -> Result<Position, Problem> {
        let Position { story, index } = taken.at;
        let index = match taken.pieces_before {
            None | Some(0) => index,
            Some(n) => {
                if let Some(start) = self.block(taken.at).pieces.get(n).map(|piece| piece.range.start) {
                    self.split_block(text, start)?;
                }
                index + 1
            }
        };
        self.list_mut(story).insert(index, Rc::new(block));
        Ok(Position { story, index })
    }

    /// Splits a block at a byte, and returns the position of the block that begins there.
    pub fn split_block(&mut self, text: &str, byte: usize) -> Result<Position, Problem> {
        self.split_piece(text, byte)?;
        let Position { story, index } = self.block_containing(byte).ok_or(Problem::Blank)?;
        let block = self.block(Position { story, index });
        let first = block.pieces.iter().position(|piece| piece.range.contains(&byte)).unwrap_or(0);
        if first == 0 {
            return Ok(Position { story, index });
        }
        let block = self.block_mut(Position { story, index });
        let pieces = block.pieces.split_off(first);
        block.byline = None;
        let role = if is_single(block.role) { Role::Deck } else { block.role };
        let rest = Block { role, pieces, certainty: block.certainty.clone(), byline: None };
        self.list_mut(story).insert(index + 1, Rc::new(rest));
        Ok(Position { story, index: index + 1 })
    }

    /// Splits the piece that contains a byte, so that none crosses it.
    fn split_piece(&mut self, text: &str, byte: usize) -> Result<(), Problem> {
        let above = self.corrections.partition_point(|(range, _)| range.start < byte).checked_sub(1);
        if above.is_some_and(|n| byte < self.corrections[n].0.end) {
            return Err(Problem::CorrectionCut);
        }
        let Some(at) = self.block_containing(byte) else { return Ok(()) };
        let pieces = &self.block(at).pieces;
        let Some(n) = pieces.iter().position(|p| p.range.start < byte && byte < p.range.end) else { return Ok(()) };
        let Range { start, end } = pieces[n].range;
        let (left, right) = (text[start..byte].trim_end(), text[byte..end].trim_start());
        if left.is_empty() || right.is_empty() {
            return Ok(());
        }
        let (to, from) = (start + left.len(), end - right.len());
        let block = self.block_mut(at);
        block.pieces[n].range.end = to;
        block.pieces.insert(n + 1, Piece { range: from..end, cut: true, join: None });
        Ok(())
    }

    /// Normalizes the draft after an edit: blocks in the order of their roles, one headline a story,
    /// furniture in no story, no story without blocks.
    ///
    /// What is shared with the draft before the edit is as it was, and normal already.
    pub fn normalize(&mut self, text: &str) {
        let all = !std::mem::replace(&mut self.is_normal, true);
        for n in 0..self.stories.len() {
            let Some(story) = unshared(&mut self.stories[n], all) else { continue };
            let is_in_order = story.blocks.is_sorted_by_key(|block| order_of(block.role));
            if !is_in_order || story.blocks.iter().any(|block| block.role == Role::Furniture) {
                story.digest.take();
            }
            let (furniture, mut blocks): (Vec<_>, Vec<_>) =
                std::mem::take(&mut story.blocks).into_iter().partition(|block| block.role == Role::Furniture);
            sort_by_rank(&mut blocks, |block| (order_of(block.role), 0));
            for block in blocks {
                match story.blocks.last_mut() {
                    Some(last) if last.role == block.role && is_single(block.role) => {
                        let (last, block) = (Rc::make_mut(last), Rc::unwrap_or_clone(block));
                        if block.certainty.confidence < last.certainty.confidence {
                            last.certainty = block.certainty;
                        }
                        last.pieces.extend(block.pieces);
                    }
                    _ => story.blocks.push(block),
                }
            }
            normalize_blocks(text, &mut story.blocks, all);
            furniture.into_iter().for_each(|block| self.add_without_story(block));
        }
        self.stories.retain(|story| !story.blocks.is_empty());
        if let Some(blocks) = unshared(&mut self.without_story, all) {
            normalize_blocks(text, blocks, all);
        }
    }

    /// Adds a block to those of no story, in the order of the source.
    pub fn add_without_story(&mut self, block: Rc<Block>) {
        let start = block.pieces[0].range.start;
        let blocks = self.list_mut(None);
        let at = blocks.iter().position(|other| other.pieces[0].range.start > start);
        blocks.insert(at.unwrap_or(blocks.len()), block);
    }

    /// Inserts a story behind another, or in the order of the source.
    pub fn insert_story(&mut self, story: Story, behind: Option<usize>) {
        let first = |story: &Story| story.blocks.iter().flat_map(|b| &b.pieces).map(|piece| piece.range.start).min();
        let start = first(&story);
        let by_place = || self.stories.iter().position(|other| first(other) > start);
        let at = behind.map(|n| n + 1).or_else(by_place).unwrap_or(self.stories.len());
        self.stories.insert(at, Rc::new(story));
    }
}

/// What no other draft shares, or else, if `all`, a copy of its own in its place.
fn unshared<T: Clone>(shared: &mut Rc<T>, all: bool) -> Option<&mut T> {
    if all { Some(Rc::make_mut(shared)) } else { Rc::get_mut(shared) }
}

fn normalize_blocks(text: &str, blocks: &mut [Rc<Block>], all: bool) {
    for block in blocks.iter_mut().filter_map(|block| unshared(block, all)) {
        block.pieces[0].join = None;
        merge_split_pieces(text, &mut block.pieces);
    }
}

/// Merges pieces that an edit split and that are adjacent again.
fn merge_split_pieces(text: &str, pieces: &mut Vec<Piece>) {
    pieces.dedup_by(|piece, before| {
        let gap = text.get(before.range.end..piece.range.start);
        let one = piece.cut && piece.join.is_none() && gap.is_some_and(|gap| gap.trim().is_empty());
        if one {
            before.range.end = piece.range.end;
        }
        one
    });
}

/// The rank of a role in the order of a story's blocks.
fn order_of(role: Role) -> usize {
    match role {
        Role::Rubric => 0,
        Role::Kicker => 1,
        Role::Headline => 2,
        Role::Deck => 3,
        Role::Byline => 4,
        Role::Jump => 6,
        _ => 5,
    }
}

/// Whether a story has at most one block of the role.
fn is_single(role: Role) -> bool {
    order_of(role) < order_of(Role::Deck)
}

/// Whether blocks of the role are joined over column breaks, as paragraphs are.
pub(super) fn is_joined(role: Role) -> bool {
    order_of(role) == 5
}
