//! Blocks taken out, cut in two, and set to rights: what every edit is made of. Whatever is
//! done here, each piece stays in exactly one block.

use super::draft::{At, Block, Draft, Piece, Story};
use super::error::Problem;
use crate::model::Role;
use crate::order::sort_by_rank;
use std::ops::Range;

/// A block taken out of the page.
pub(super) struct Taken {
    pub block: Block,
    /// Where it stood, or where what is left of its block stands.
    pub at: At,
    /// How many pieces of what is left stood before it; none where nothing is left.
    pub front: Option<usize>,
}

impl Draft {
    /// Whether the ranges are exactly what one block is made of; where it stands.
    pub fn whole(&self, ranges: &[Range<usize>]) -> Option<At> {
        let at = self.holds(ranges.first()?.start)?;
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

    /// Takes out what stands in the ranges, as one block in their order. What is left of the
    /// blocks it came from stays where it is.
    pub fn take(&mut self, text: &str, ranges: &[Range<usize>]) -> Result<Taken, Problem> {
        for (n, range) in ranges.iter().enumerate() {
            if ranges[..n].iter().any(|other| other.start < range.end && range.start < other.end) {
                return Err(Problem::Overlap);
            }
            self.cut(text, range.start)?;
            self.cut(text, range.end)?;
        }
        let first = ranges.first().ok_or(Problem::Nothing)?;
        let mut at = self.holds(first.start).ok_or(Problem::Blank)?;
        let wanted =
            |piece: &Piece| ranges.iter().position(|r| r.start <= piece.range.start && piece.range.end <= r.end);
        let of = self.block(at);
        let mut block = Block { pieces: Vec::new(), ..of.clone() };
        let count = of.pieces.len();
        let whole = of.pieces.iter().all(|piece| wanted(piece).is_some());
        let front = of.pieces.iter().take_while(|piece| !piece.range.contains(&first.start));
        let front = front.filter(|piece| wanted(piece).is_none()).count();
        let mut taken: Vec<(usize, Piece)> = Vec::new();
        for story in self.lists() {
            let list = self.list(story);
            if !list.iter().flat_map(|block| &block.pieces).any(|piece| wanted(piece).is_some()) {
                continue;
            }
            let gone = |block: &Block| block.pieces.iter().all(|piece| wanted(piece).is_some());
            if story == at.story {
                at.index -= list[..at.index].iter().filter(|block| gone(block)).count();
            }
            for block in self.list_mut(story) {
                let before = taken.len();
                taken.extend(block.pieces.iter().filter_map(|piece| Some((wanted(piece)?, piece.clone()))));
                if taken.len() > before {
                    block.pieces.retain(|piece| wanted(piece).is_none());
                    block.byline = None;
                }
            }
            self.list_mut(story).retain(|block| !block.pieces.is_empty());
        }
        sort_by_rank(&mut taken, |(range, piece)| (*range, piece.range.start));
        block.byline = block.byline.filter(|_| whole && taken.len() == count);
        block.pieces = taken.into_iter().map(|(_, piece)| piece).collect();
        Ok(Taken { block, at, front: (!whole).then_some(front) })
    }

    /// Puts a block where another was taken out; what is left of that is parted around it.
    pub fn put(&mut self, text: &str, block: Block, taken: &Taken) -> Result<At, Problem> {
        let At { story, index } = taken.at;
        let index = match taken.front {
            None | Some(0) => index,
            Some(front) => {
                if let Some(start) = self.block(taken.at).pieces.get(front).map(|piece| piece.range.start) {
                    self.part(text, start)?;
                }
                index + 1
            }
        };
        self.list_mut(story).insert(index, block);
        Ok(At { story, index })
    }

    /// Makes a block begin at a byte; where the block stands then.
    pub fn part(&mut self, text: &str, byte: usize) -> Result<At, Problem> {
        self.cut(text, byte)?;
        let At { story, index } = self.holds(byte).ok_or(Problem::Blank)?;
        let block = self.block(At { story, index });
        let first = block.pieces.iter().position(|piece| piece.range.contains(&byte)).unwrap_or(0);
        if first == 0 {
            return Ok(At { story, index });
        }
        let block = &mut self.list_mut(story)[index];
        let pieces = block.pieces.split_off(first);
        block.byline = None;
        let role = if is_single(block.role) { Role::Deck } else { block.role };
        let rest = Block { role, pieces, sure: block.sure.clone(), byline: None };
        self.list_mut(story).insert(index + 1, rest);
        Ok(At { story, index: index + 1 })
    }

    /// Cuts the piece that a byte is within, so that none runs over it.
    fn cut(&mut self, text: &str, byte: usize) -> Result<(), Problem> {
        if self.corrections.iter().any(|(range, _)| range.start < byte && byte < range.end) {
            return Err(Problem::CorrectionCut);
        }
        let Some(at) = self.holds(byte) else { return Ok(()) };
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

    /// Sets the page to rights after an edit: every block in its place by its role, one
    /// headline a story, no story without a block.
    pub fn settle(&mut self, text: &str) {
        for n in 0..self.stories.len() {
            let blocks = std::mem::take(&mut self.stories[n].blocks);
            let (furniture, mut blocks): (Vec<Block>, Vec<Block>) =
                blocks.into_iter().partition(|block| block.role == Role::Furniture);
            sort_by_rank(&mut blocks, |block| (slot(block.role), 0));
            for block in blocks {
                match self.stories[n].blocks.last_mut() {
                    Some(last) if last.role == block.role && is_single(block.role) => {
                        if block.sure.confidence < last.sure.confidence {
                            last.sure = block.sure;
                        }
                        last.pieces.extend(block.pieces);
                    }
                    _ => self.stories[n].blocks.push(block),
                }
            }
            furniture.into_iter().for_each(|block| self.adopt(block));
        }
        self.stories.retain(|story| !story.blocks.is_empty());
        let stories = self.stories.iter_mut().flat_map(|story| &mut story.blocks);
        for block in stories.chain(&mut self.own) {
            block.pieces[0].join = None;
            mend(text, &mut block.pieces);
        }
    }

    /// Puts a block among the page's own, as the source has it.
    pub fn adopt(&mut self, block: Block) {
        let start = block.pieces[0].range.start;
        let at = self.own.iter().position(|other| other.pieces[0].range.start > start);
        self.own.insert(at.unwrap_or(self.own.len()), block);
    }

    /// Makes a story, behind another or where the source has it.
    pub fn found(&mut self, story: Story, behind: Option<usize>) {
        let first = |story: &Story| story.blocks.iter().flat_map(|b| &b.pieces).map(|piece| piece.range.start).min();
        let by_place = || self.stories.iter().position(|other| first(other) > first(&story));
        let at = behind.map(|n| n + 1).or_else(by_place).unwrap_or(self.stories.len());
        self.stories.insert(at, story);
    }
}

/// Makes pieces one that were cut apart and stand together again.
fn mend(text: &str, pieces: &mut Vec<Piece>) {
    pieces.dedup_by(|piece, before| {
        let gap = text.get(before.range.end..piece.range.start);
        let one = piece.cut && piece.join.is_none() && gap.is_some_and(|gap| gap.trim().is_empty());
        if one {
            before.range.end = piece.range.end;
        }
        one
    });
}

/// Where in a story a role has its place.
fn slot(role: Role) -> usize {
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

/// Whether a story has one block of the role at most.
fn is_single(role: Role) -> bool {
    slot(role) < slot(Role::Deck)
}

/// Whether blocks of the role are joined over cuts as paragraphs are.
pub(super) fn is_joined(role: Role) -> bool {
    slot(role) == 5
}
