//! One edit, made on the page.

use super::cut::is_joined;
use super::draft::{At, Block, Draft, Piece, Story, Sure};
use super::error::{EditError, Problem};
use super::{Anchor, Edit, Place};
use crate::model::{Kind, Reason, Role};
use std::ops::Range;

type Done<T> = Result<T, EditError>;

/// Makes an edit. Gives back the page, the edit as it names things in this text, and what of
/// it holds no more though it could be made. `same` says that the edit was made in this text.
pub(super) fn apply(draft: &Draft, text: &str, edit: &Edit, same: bool) -> Done<(Draft, Edit, Option<EditError>)> {
    let (mut draft, mut edit) = (draft.clone(), edit.clone());
    let mut changed = None;
    for (anchor, of_story) in edit.anchors_mut() {
        *anchor = anchor.found(text, same).map_err(|problem| problem.at(anchor))?;
        if of_story && let Some(story) = draft.at(anchor)?.story {
            let digest = draft.digest(text, story);
            if anchor.story.get_or_insert_with(|| digest.clone()) != &digest {
                changed = Some(Problem::StoryChanged.at(anchor));
            }
        }
    }
    if let (Edit::Confirm { .. }, Some(error)) = (&edit, &changed) {
        return Err(error.clone());
    }
    Page { text, draft: &mut draft }.make(&edit)?;
    draft.settle(text);
    Ok((draft, edit, changed))
}

impl Draft {
    /// Where the block stands that holds an anchor.
    fn at(&self, anchor: &Anchor) -> Done<At> {
        self.holds(anchor.start).ok_or_else(|| Problem::Blank.at(anchor))
    }

    fn story(&self, anchor: &Anchor) -> Done<usize> {
        self.at(anchor)?.story.ok_or_else(|| Problem::NoStory.at(anchor))
    }
}

struct Page<'p> {
    text: &'p str,
    draft: &'p mut Draft,
}

impl Page<'_> {
    fn make(&mut self, edit: &Edit) -> Done<()> {
        match edit {
            Edit::Move { what, to } => self.shift(what, to),
            Edit::Role { what, role } => self.set_role(what, *role),
            Edit::Headline { what, story } => self.head(what, story),
            Edit::Join { left, right } => self.join(left, right),
            Edit::Part { at } => self.draft.part(self.text, at.start).map(drop).map_err(|problem| problem.at(at)),
            Edit::Split { at } => self.split(at),
            Edit::Merge { story, into } => self.merge(story, into),
            Edit::Kind { story, is } => self.set_kind(story, *is),
            Edit::Correct { at, text } => self.correct(at, text),
            Edit::Confirm { what, with } => self.confirm(what, with),
        }
    }

    /// Runs what changes the draft; a problem is at the first of `what`.
    fn with<T>(&mut self, what: &[Anchor], work: impl FnOnce(&mut Draft, &str) -> Result<T, Problem>) -> Done<T> {
        work(self.draft, self.text).map_err(|problem| match what.first() {
            Some(at) => problem.at(at),
            None => problem.into(),
        })
    }

    fn confirmed(&mut self, at: At) {
        self.draft.block_mut(at).sure = Sure::told(Reason::Confirmed);
    }

    fn shift(&mut self, what: &[Anchor], to: &Place) -> Done<()> {
        let ranges = ranges(what);
        if let Place::Behind(at) | Place::Before(at) = to {
            apart(&ranges, at)?;
        }
        if let Some(at) = self.draft.whole(&ranges)
            && self.stands(at, to)?
        {
            self.confirmed(at);
            return Ok(());
        }
        let taken = self.with(what, |draft, text| draft.take(text, &ranges))?;
        let mut block = Block { sure: Sure::told(Reason::Corrected), ..taken.block };
        if block.role == Role::Furniture && *to != Place::Page {
            block.role = Role::Paragraph;
        }
        let sure = block.sure.clone();
        match to {
            Place::Behind(anchor) => {
                let At { story, index } = self.draft.at(anchor)?;
                self.draft.list_mut(story).insert(index + 1, block);
            }
            Place::Before(anchor) => {
                let At { story, index } = self.draft.at(anchor)?;
                self.draft.list_mut(story).insert(index, block);
            }
            Place::Story => {
                self.draft.found(Story { blocks: vec![block], sure, kind: None, touched: true }, taken.at.story);
            }
            Place::Page => self.draft.adopt(block),
        }
        Ok(())
    }

    /// Whether a block stands there already.
    fn stands(&self, at: At, place: &Place) -> Done<bool> {
        let next_to = |left: At, right: At| left.story == right.story && left.index + 1 == right.index;
        Ok(match place {
            Place::Behind(anchor) => next_to(self.draft.at(anchor)?, at),
            Place::Before(anchor) => next_to(at, self.draft.at(anchor)?),
            Place::Story => at.story.is_some() && self.draft.list(at.story).len() == 1,
            Place::Page => at.story.is_none(),
        })
    }

    fn set_role(&mut self, what: &[Anchor], role: Role) -> Done<()> {
        let ranges = ranges(what);
        if let Some(at) = self.draft.whole(&ranges)
            && self.draft.block(at).role == role
        {
            self.confirmed(at);
            return Ok(());
        }
        let sure = Sure::told(Reason::Corrected);
        self.with(what, |draft, text| {
            let taken = draft.take(text, &ranges)?;
            let mut block = Block { role, sure, byline: None, ..taken.block.clone() };
            if !is_joined(role) {
                block.pieces.iter_mut().for_each(|piece| piece.join = None);
            }
            draft.put(text, block, &taken)
        })?;
        Ok(())
    }

    fn head(&mut self, what: &[Anchor], story: &Anchor) -> Done<()> {
        let ranges = ranges(what);
        let n = self.draft.story(story)?;
        let is_head = |block: &Block| block.role == Role::Headline;
        if let Some(at) = self.draft.whole(&ranges)
            && at.story == Some(n)
            && is_head(self.draft.block(at))
        {
            self.confirmed(at);
            return Ok(());
        }
        let taken = self.with(what, |draft, text| draft.take(text, &ranges))?;
        let told = || Sure::told(Reason::Corrected);
        let mut head = Block { role: Role::Headline, sure: told(), byline: None, ..taken.block.clone() };
        head.pieces.iter_mut().for_each(|piece| piece.join = None);
        let blocks = self.draft.list_mut(Some(n));
        let Some(old) = blocks.iter_mut().find(|block| is_head(block)) else {
            blocks.insert(0, head);
            return Ok(());
        };
        let old = std::mem::replace(old, head);
        if is_head(&taken.block) && taken.at.story == Some(n) {
            // a line of the headline is the headline: what is left of it stands below
            self.draft.list_mut(Some(n)).push(Block { role: Role::Deck, ..old });
            return Ok(());
        }
        let old = Block { role: taken.block.role, sure: told(), byline: None, ..old };
        self.with(what, |draft, text| draft.put(text, old, &taken))?;
        Ok(())
    }

    fn join(&mut self, left: &Anchor, right: &[Anchor]) -> Done<()> {
        let ranges = ranges(right);
        apart(&ranges, left)?;
        let Some(first) = ranges.first().map(|range| range.start) else { return Err(Problem::Nothing.into()) };
        if let Some((at, n)) = self.joined(left.start, first)
            && follows(&self.draft.block(at).pieces[n..], &ranges)
        {
            let block = self.draft.block_mut(at);
            if is_joined(block.role) {
                block.pieces[n].join = Some(Sure::told(Reason::Confirmed));
            }
            return Ok(());
        }
        let mut taken = self.with(right, |draft, text| draft.take(text, &ranges))?;
        let at = self.draft.at(left)?;
        let block = self.draft.block_mut(at);
        block.byline = None;
        if is_joined(block.role) {
            taken.block.pieces[0].join = Some(Sure::told(Reason::Corrected));
        } else {
            taken.block.pieces.iter_mut().for_each(|piece| piece.join = None);
        }
        block.pieces.extend(taken.block.pieces);
        Ok(())
    }

    /// The block that has both bytes, the first before the second, and the piece that begins
    /// with the second.
    fn joined(&self, left: usize, right: usize) -> Option<(At, usize)> {
        let at = self.draft.holds(right)?;
        let pieces = &self.draft.block(at).pieces;
        let n = pieces.iter().position(|piece| piece.range.start == right)?;
        pieces[..n].iter().any(|piece| piece.range.contains(&left)).then_some((at, n))
    }

    fn split(&mut self, at: &Anchor) -> Done<()> {
        self.draft.story(at)?;
        let begins = self.draft.part(self.text, at.start).map_err(|problem| problem.at(at))?;
        let n = self.draft.story(at)?;
        let story = &mut self.draft.stories[n];
        story.touched = true;
        if begins.index == 0 {
            story.blocks[0].sure = Sure::told(Reason::Confirmed);
            return Ok(());
        }
        let mut blocks = story.blocks.split_off(begins.index);
        blocks[0].sure = Sure::told(Reason::Corrected);
        let rest = Story { blocks, sure: story.sure.clone(), kind: None, touched: true };
        self.draft.found(rest, Some(n));
        Ok(())
    }

    fn merge(&mut self, story: &Anchor, into: &Anchor) -> Done<()> {
        let (from, to) = (self.draft.story(story)?, self.draft.story(into)?);
        if from == to {
            let at = self.draft.at(story)?;
            self.confirmed(at);
            return Ok(());
        }
        let at = self.draft.at(story)?;
        self.draft.block_mut(at).sure = Sure::told(Reason::Corrected);
        let blocks = std::mem::take(self.draft.list_mut(Some(from)));
        let has = |blocks: &[Block], role: fn(Role) -> bool| blocks.iter().any(|block| role(block.role));
        let is_head = |role| role == Role::Headline;
        let both_headed = has(&blocks, is_head) && has(self.draft.list(Some(to)), is_head);
        let both_text = has(&blocks, Role::is_body) && has(self.draft.list(Some(to)), Role::is_body);
        let heading = if both_text { Role::Subhead } else { Role::Deck };
        let merged = blocks.into_iter().map(|block| {
            let role = if both_headed && block.role.is_title() { heading } else { block.role };
            Block { role, ..block }
        });
        let (sure, kind) = (self.draft.stories[from].sure.clone(), self.draft.stories[from].kind);
        self.draft.list_mut(Some(to)).extend(merged);
        let into = &mut self.draft.stories[to];
        into.kind = into.kind.or(kind);
        if sure.confidence < into.sure.confidence {
            into.sure.confidence = sure.confidence;
        }
        Ok(())
    }

    fn set_kind(&mut self, story: &Anchor, kind: Kind) -> Done<()> {
        let n = self.draft.story(story)?;
        self.draft.stories[n].kind = Some(kind);
        self.draft.stories[n].touched = true;
        Ok(())
    }

    fn correct(&mut self, at: &Anchor, text: &str) -> Done<()> {
        let wrong = |problem: Problem| problem.at(at);
        if text.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
            return Err(wrong(Problem::ControlCode));
        }
        let (range, place) = (at.range(), self.draft.at(at)?);
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
        if self.draft.is_bare(self.text, place) {
            return Err(wrong(Problem::NothingLeft));
        }
        self.draft.block_mut(place).byline = None;
        Ok(())
    }

    fn confirm(&mut self, what: &[Anchor], with: &Anchor) -> Done<()> {
        let story = self.draft.at(with)?.story;
        let places = what.iter().map(|anchor| match self.draft.at(anchor)? {
            at if at.story == story => Ok(at),
            _ => Err(Problem::Apart.at(anchor)),
        });
        for at in places.collect::<Done<Vec<At>>>()? {
            self.confirmed(at);
        }
        if what.is_empty() {
            self.draft.story(with)?;
            for block in self.draft.list_mut(story) {
                let joins = block.pieces.iter_mut().filter_map(|piece| piece.join.as_mut());
                for sure in joins.chain([&mut block.sure]) {
                    if sure.confidence < 1.0 || !sure.reasons.iter().any(Reason::is_told) {
                        *sure = Sure::told(Reason::Confirmed);
                    }
                }
            }
        }
        Ok(())
    }
}

impl Draft {
    /// Whether nothing is left of a block by what is corrected in it.
    fn is_bare(&self, text: &str, at: At) -> bool {
        self.block(at).pieces.iter().all(|piece| {
            let mut from = piece.range.start;
            let inside =
                self.corrections.iter().filter(|(r, _)| piece.range.start <= r.start && r.end <= piece.range.end);
            let bare = inside.into_iter().all(|(range, new)| {
                let before = &text[from..range.start];
                from = range.end;
                before.trim().is_empty() && new.trim().is_empty()
            });
            bare && text[from..piece.range.end].trim().is_empty()
        })
    }
}

fn ranges(what: &[Anchor]) -> Vec<Range<usize>> {
    what.iter().map(Anchor::range).collect()
}

/// Nothing is put beside itself.
fn apart(ranges: &[Range<usize>], at: &Anchor) -> Done<()> {
    match ranges.iter().any(|range| range.contains(&at.start)) {
        true => Err(Problem::IntoItself.at(at)),
        false => Ok(()),
    }
}

/// Whether pieces begin with what stands in the ranges, in that order.
fn follows(pieces: &[Piece], ranges: &[Range<usize>]) -> bool {
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
