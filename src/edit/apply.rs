//! Applying one edit to the draft.

use super::cut::is_joined;
use super::draft::{Block, Certainty, Draft, Piece, Position, Story};
use super::error::{EditError, Problem};
use super::{Anchor, Edit, Place};
use crate::model::{Kind, Reason, Role};
use crate::text::corrections::split_at_corrections;
use std::ops::Range;

/// The result of applying an edit.
type EditResult<T> = Result<T, EditError>;

/// Applies an edit. Returns the new draft, the edit with its anchors in this text, and the problem of
/// an edit that was applied although its story has changed. `same` if the edit was made in this text.
pub(super) fn apply(
    draft: &Draft,
    text: &str,
    edit: &Edit,
    same: bool,
) -> EditResult<(Draft, Edit, Option<EditError>)> {
    let (mut draft, mut edit) = (draft.clone(), edit.clone());
    let mut changed = None;
    for (anchor, of_story) in edit.anchors_mut() {
        *anchor = anchor.found(text, same).map_err(|problem| problem.at(anchor))?;
        if of_story && let Some(story) = draft.position(anchor)?.story {
            let digest = draft.digest(text, story);
            if anchor.story.get_or_insert_with(|| digest.clone()) != &digest {
                changed = Some(Problem::StoryChanged.at(anchor));
            }
        }
    }
    if let (Edit::Confirm { .. }, Some(error)) = (&edit, &changed) {
        return Err(error.clone());
    }
    Editor { text, draft: &mut draft }.apply(&edit)?;
    draft.normalize(text);
    Ok((draft, edit, changed))
}

impl Draft {
    /// The position of the block that contains an anchor.
    fn position(&self, anchor: &Anchor) -> EditResult<Position> {
        self.block_containing(anchor.start).ok_or_else(|| Problem::Blank.at(anchor))
    }

    /// The story that contains an anchor.
    fn story(&self, anchor: &Anchor) -> EditResult<usize> {
        self.position(anchor)?.story.ok_or_else(|| Problem::NoStory.at(anchor))
    }
}

/// Applies edits to a draft.
struct Editor<'d> {
    text: &'d str,
    draft: &'d mut Draft,
}

impl Editor<'_> {
    fn apply(&mut self, edit: &Edit) -> EditResult<()> {
        match edit {
            Edit::Move { what, to } => self.move_block(what, to),
            Edit::Role { what, role } => self.set_role(what, *role),
            Edit::Headline { what, story } => self.set_headline(what, story),
            Edit::Join { left, right } => self.join(left, right),
            Edit::Part { at } => {
                self.draft.split_block(self.text, at.start).map(drop).map_err(|problem| problem.at(at))
            }
            Edit::Split { at } => self.split(at),
            Edit::Merge { story, into } => self.merge(story, into),
            Edit::Kind { story, is } => self.set_kind(story, *is),
            Edit::Correct { at, text } => self.correct(at, text),
            Edit::Confirm { what, with } => self.confirm(what, with),
        }
    }

    /// Runs an operation on the draft; its problem gets the first of `what` as its place.
    fn try_at<T>(
        &mut self,
        what: &[Anchor],
        operation: impl FnOnce(&mut Draft, &str) -> Result<T, Problem>,
    ) -> EditResult<T> {
        operation(self.draft, self.text).map_err(|problem| match what.first() {
            Some(at) => problem.at(at),
            None => problem.into(),
        })
    }

    fn set_confirmed(&mut self, at: Position) {
        self.draft.block_mut(at).certainty = Certainty::by_person(Reason::Confirmed);
    }

    fn move_block(&mut self, what: &[Anchor], to: &Place) -> EditResult<()> {
        let ranges = ranges(what);
        if let Place::Behind(at) | Place::Before(at) = to {
            ensure_outside(&ranges, at)?;
        }
        if let Some(at) = self.draft.block_of_ranges(&ranges)
            && self.is_at(at, to)?
        {
            self.set_confirmed(at);
            return Ok(());
        }
        let taken = self.try_at(what, |draft, text| draft.take(text, &ranges))?;
        let mut block = Block { certainty: Certainty::by_person(Reason::Corrected), ..taken.block };
        if block.role == Role::Furniture && *to != Place::Page {
            block.role = Role::Paragraph;
        }
        let certainty = block.certainty.clone();
        match to {
            Place::Behind(anchor) => {
                let Position { story, index } = self.draft.position(anchor)?;
                self.draft.list_mut(story).insert(index + 1, block);
            }
            Place::Before(anchor) => {
                let Position { story, index } = self.draft.position(anchor)?;
                self.draft.list_mut(story).insert(index, block);
            }
            Place::Story => {
                self.draft
                    .insert_story(Story { blocks: vec![block], certainty, kind: None, touched: true }, taken.at.story);
            }
            Place::Page => self.draft.add_without_story(block),
        }
        Ok(())
    }

    /// Whether a block is at a place already.
    fn is_at(&self, at: Position, place: &Place) -> EditResult<bool> {
        let next_to = |left: Position, right: Position| left.story == right.story && left.index + 1 == right.index;
        Ok(match place {
            Place::Behind(anchor) => next_to(self.draft.position(anchor)?, at),
            Place::Before(anchor) => next_to(at, self.draft.position(anchor)?),
            Place::Story => at.story.is_some() && self.draft.list(at.story).len() == 1,
            Place::Page => at.story.is_none(),
        })
    }

    fn set_role(&mut self, what: &[Anchor], role: Role) -> EditResult<()> {
        let ranges = ranges(what);
        if let Some(at) = self.draft.block_of_ranges(&ranges)
            && self.draft.block(at).role == role
        {
            self.set_confirmed(at);
            return Ok(());
        }
        let certainty = Certainty::by_person(Reason::Corrected);
        self.try_at(what, |draft, text| {
            let taken = draft.take(text, &ranges)?;
            let mut block = Block { role, certainty, byline: None, ..taken.block.clone() };
            if !is_joined(role) {
                block.pieces.iter_mut().for_each(|piece| piece.join = None);
            }
            draft.insert_at(text, block, &taken)
        })?;
        Ok(())
    }

    fn set_headline(&mut self, what: &[Anchor], story: &Anchor) -> EditResult<()> {
        let ranges = ranges(what);
        let n = self.draft.story(story)?;
        let is_headline = |block: &Block| block.role == Role::Headline;
        if let Some(at) = self.draft.block_of_ranges(&ranges)
            && at.story == Some(n)
            && is_headline(self.draft.block(at))
        {
            self.set_confirmed(at);
            return Ok(());
        }
        let taken = self.try_at(what, |draft, text| draft.take(text, &ranges))?;
        let corrected = || Certainty::by_person(Reason::Corrected);
        let mut headline = Block { role: Role::Headline, certainty: corrected(), byline: None, ..taken.block.clone() };
        headline.pieces.iter_mut().for_each(|piece| piece.join = None);
        let blocks = self.draft.list_mut(Some(n));
        let Some(old) = blocks.iter_mut().find(|block| is_headline(block)) else {
            blocks.insert(0, headline);
            return Ok(());
        };
        let old = std::mem::replace(old, headline);
        if is_headline(&taken.block) && taken.at.story == Some(n) {
            // a line of the headline becomes the headline, and the rest of it a deck
            self.draft.list_mut(Some(n)).push(Block { role: Role::Deck, ..old });
            return Ok(());
        }
        let old = Block { role: taken.block.role, certainty: corrected(), byline: None, ..old };
        self.try_at(what, |draft, text| draft.insert_at(text, old, &taken))?;
        Ok(())
    }

    fn join(&mut self, left: &Anchor, right: &[Anchor]) -> EditResult<()> {
        let ranges = ranges(right);
        ensure_outside(&ranges, left)?;
        let Some(first) = ranges.first().map(|range| range.start) else { return Err(Problem::Nothing.into()) };
        if let Some((at, n)) = self.joined_at(left.start, first)
            && begin_with(&self.draft.block(at).pieces[n..], &ranges)
        {
            let block = self.draft.block_mut(at);
            if is_joined(block.role) {
                block.pieces[n].join = Some(Certainty::by_person(Reason::Confirmed));
            }
            return Ok(());
        }
        let mut taken = self.try_at(right, |draft, text| draft.take(text, &ranges))?;
        let at = self.draft.position(left)?;
        let block = self.draft.block_mut(at);
        block.byline = None;
        if is_joined(block.role) {
            taken.block.pieces[0].join = Some(Certainty::by_person(Reason::Corrected));
        } else {
            taken.block.pieces.iter_mut().for_each(|piece| piece.join = None);
        }
        block.pieces.extend(taken.block.pieces);
        Ok(())
    }

    /// The position of a block that contains both bytes, the first before the second, and the index of
    /// the piece that begins with the second.
    fn joined_at(&self, left: usize, right: usize) -> Option<(Position, usize)> {
        let at = self.draft.block_containing(right)?;
        let pieces = &self.draft.block(at).pieces;
        let n = pieces.iter().position(|piece| piece.range.start == right)?;
        pieces[..n].iter().any(|piece| piece.range.contains(&left)).then_some((at, n))
    }

    fn split(&mut self, at: &Anchor) -> EditResult<()> {
        self.draft.story(at)?;
        let begins = self.draft.split_block(self.text, at.start).map_err(|problem| problem.at(at))?;
        let n = self.draft.story(at)?;
        let story = &mut self.draft.stories[n];
        story.touched = true;
        if begins.index == 0 {
            story.blocks[0].certainty = Certainty::by_person(Reason::Confirmed);
            return Ok(());
        }
        let mut blocks = story.blocks.split_off(begins.index);
        blocks[0].certainty = Certainty::by_person(Reason::Corrected);
        let rest = Story { blocks, certainty: story.certainty.clone(), kind: None, touched: true };
        self.draft.insert_story(rest, Some(n));
        Ok(())
    }

    fn merge(&mut self, story: &Anchor, into: &Anchor) -> EditResult<()> {
        let (from, to) = (self.draft.story(story)?, self.draft.story(into)?);
        if from == to {
            let at = self.draft.position(story)?;
            self.set_confirmed(at);
            return Ok(());
        }
        let at = self.draft.position(story)?;
        self.draft.block_mut(at).certainty = Certainty::by_person(Reason::Corrected);
        let blocks = std::mem::take(self.draft.list_mut(Some(from)));
        let has = |blocks: &[Block], role: fn(Role) -> bool| blocks.iter().any(|block| role(block.role));
        let is_headline = |role| role == Role::Headline;
        let both_have_headlines = has(&blocks, is_headline) && has(self.draft.list(Some(to)), is_headline);
        let both_have_bodies = has(&blocks, Role::is_body) && has(self.draft.list(Some(to)), Role::is_body);
        let heading = if both_have_bodies { Role::Subhead } else { Role::Deck };
        let merged = blocks.into_iter().map(|block| {
            let role = if both_have_headlines && block.role.is_title() { heading } else { block.role };
            Block { role, ..block }
        });
        let (certainty, kind) = (self.draft.stories[from].certainty.clone(), self.draft.stories[from].kind);
        self.draft.list_mut(Some(to)).extend(merged);
        let into = &mut self.draft.stories[to];
        into.kind = into.kind.or(kind);
        if certainty.confidence < into.certainty.confidence {
            into.certainty.confidence = certainty.confidence;
        }
        Ok(())
    }

    fn set_kind(&mut self, story: &Anchor, kind: Kind) -> EditResult<()> {
        let n = self.draft.story(story)?;
        self.draft.stories[n].kind = Some(kind);
        self.draft.stories[n].touched = true;
        Ok(())
    }

    fn correct(&mut self, at: &Anchor, text: &str) -> EditResult<()> {
        let wrong = |problem: Problem| problem.at(at);
        if text.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
            return Err(wrong(Problem::ControlCode));
        }
        let (range, place) = (at.range(), self.draft.position(at)?);
        let mut pieces = self.draft.block(place).pieces.iter();
        if !pieces.any(|piece| piece.range.start <= range.start && range.end <= piece.range.end) {
            return Err(wrong(Problem::CorrectionAcross));
        }
        let corrections = &mut self.draft.corrections;
        corrections.retain(|(other, _)| *other != range);
        let n = corrections.partition_point(|(other, _)| other.end <= range.start);
        if corrections.get(n).is_some_and(|(other, _)| other.start < range.end) {
            return Err(wrong(Problem::CorrectionTwice));
        }
        if text != at.quote {
            corrections.insert(n, (range, text.into()));
        }
        if self.draft.has_no_text(self.text, place) {
            return Err(wrong(Problem::NothingLeft));
        }
        self.draft.block_mut(place).byline = None;
        Ok(())
    }

    fn confirm(&mut self, what: &[Anchor], with: &Anchor) -> EditResult<()> {
        let story = self.draft.position(with)?.story;
        let places = what.iter().map(|anchor| match self.draft.position(anchor)? {
            at if at.story == story => Ok(at),
            _ => Err(Problem::Apart.at(anchor)),
        });
        for at in places.collect::<EditResult<Vec<Position>>>()? {
            self.set_confirmed(at);
        }
        if what.is_empty() {
            self.draft.story(with)?;
            for block in self.draft.list_mut(story) {
                let joins = block.pieces.iter_mut().filter_map(|piece| piece.join.as_mut());
                for certainty in joins.chain([&mut block.certainty]) {
                    if certainty.confidence < 1.0 || !certainty.reasons.iter().any(Reason::is_from_person) {
                        *certainty = Certainty::by_person(Reason::Confirmed);
                    }
                }
            }
        }
        Ok(())
    }
}

impl Draft {
    /// Whether the corrections of a block leave it without text.
    fn has_no_text(&self, text: &str, at: Position) -> bool {
        self.block(at).pieces.iter().all(|piece| {
            let corrections = self.corrections.iter().map(|(range, new)| (range.clone(), new));
            split_at_corrections(piece.range.clone(), corrections)
                .all(|(range, new)| new.map_or(&text[range], String::as_str).trim().is_empty())
        })
    }
}

fn ranges(what: &[Anchor]) -> Vec<Range<usize>> {
    what.iter().map(Anchor::range).collect()
}

/// Refuses an anchor within the ranges: nothing can be moved next to itself.
fn ensure_outside(ranges: &[Range<usize>], at: &Anchor) -> EditResult<()> {
    match ranges.iter().any(|range| range.contains(&at.start)) {
        true => Err(Problem::IntoItself.at(at)),
        false => Ok(()),
    }
}

/// Whether the pieces begin with exactly the ranges, in their order.
fn begin_with(pieces: &[Piece], ranges: &[Range<usize>]) -> bool {
    let mut pieces = pieces.iter().map(|piece| &piece.range).peekable();
    ranges.iter().all(|range| {
        let mut end = None;
        while let Some(piece) = pieces.next_if(|p| p.start >= end.unwrap_or(range.start) && p.end <= range.end) {
            if end.is_none() && piece.start != range.start {
                return false;
            }
            end = Some(piece.end);
        }
        end == Some(range.end)
    })
}
