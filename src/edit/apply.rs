//! Applying one edit to the draft.

use super::cut::is_joined;
use super::draft::{Block, Certainty, Draft, Piece, Position, Story};
use super::error::{EditError, Problem};
use super::search::SearchedText;
use super::{Anchor, Edit, Place};
use crate::model::{Kind, Reason, Role};
use crate::text::corrections::split_at_corrections;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// The result of applying an edit.
type EditResult<T> = Result<T, EditError>;

/// Applies an edit. Returns the new draft, the edit with its anchors in this text, and the problem of
/// an edit that was applied although its story has changed. `same` if the edit was made in this text.
pub(super) fn apply(
    draft: &Draft,
    searched: &SearchedText,
    edit: &Edit,
    same: bool,
) -> EditResult<(Draft, Edit, Option<EditError>)> {
    let text = searched.text;
    let (mut draft, mut edit) = (draft.clone(), edit.clone());
    let mut changed = None;
    for (anchor, of_story) in edit.anchors_mut() {
        *anchor = anchor.found(searched, same).map_err(|problem| problem.at(anchor))?;
        if of_story && let Some(story) = draft.position(anchor)?.story {
            let digest = draft.digest(text, story);
            if anchor.story.get_or_insert_with(|| digest.to_owned()) != digest {
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
                self.draft.list_mut(story).insert(index + 1, Rc::new(block));
            }
            Place::Before(anchor) => {
                let Position { story, index } = self.draft.position(anchor)?;
                self.draft.list_mut(story).insert(index, Rc::new(block));
            }
            Place::Story => {
                self.draft.insert_story(story(vec![Rc::new(block)], certainty), taken.at.story);
            }
            Place::Page => self.draft.add_without_story(Rc::new(block)),
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
            blocks.insert(0, Rc::new(headline));
            return Ok(());
        };
        let old = Rc::unwrap_or_clone(std::mem::replace(old, Rc::new(headline)));
        if is_headline(&taken.block) && taken.at.story == Some(n) {
            // a line of the headline becomes the headline, and the rest of it a deck
            self.draft.list_mut(Some(n)).push(Rc::new(Block { role: Role::Deck, ..old }));
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
        let block = Rc::make_mut(&mut self.draft.list_mut(at.story)[at.index]);
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
        if begins.index == 0 {
            self.set_confirmed(begins);
            return Ok(());
        }
        let mut blocks = self.draft.list_mut(Some(n)).split_off(begins.index);
        Rc::make_mut(&mut blocks[0]).certainty = Certainty::by_person(Reason::Corrected);
        let rest = story(blocks, self.draft.stories[n].certainty.clone());
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
        let has = |blocks: &[Rc<Block>], role: fn(Role) -> bool| blocks.iter().any(|block| role(block.role));
        let is_headline = |role| role == Role::Headline;
        let both_have_headlines = has(&blocks, is_headline) && has(self.draft.list(Some(to)), is_headline);
        let both_have_bodies = has(&blocks, Role::is_body) && has(self.draft.list(Some(to)), Role::is_body);
        let heading = if both_have_bodies { Role::Subhead } else { Role::Deck };
        let merged = blocks.into_iter().map(|block| {
            let role = if both_have_headlines && block.role.is_title() { heading } else { block.role };
            if role == block.role { block } else { Rc::new(Block { role, ..Rc::unwrap_or_clone(block) }) }
        });
        let (certainty, kind) = (self.draft.stories[from].certainty.clone(), self.draft.stories[from].kind);
        self.draft.list_mut(Some(to)).extend(merged);
        let into = self.draft.story_mut(to);
        into.kind = into.kind.or(kind);
        if certainty.confidence < into.certainty.confidence {
            into.certainty.confidence = certainty.confidence;
        }
        Ok(())
    }

    fn set_kind(&mut self, story: &Anchor, kind: Kind) -> EditResult<()> {
        let n = self.draft.story(story)?;
        self.draft.story_mut(n).kind = Some(kind);
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
        let corrections = Rc::make_mut(&mut self.draft.corrections);
        let n = corrections.partition_point(|(other, _)| other.end <= range.start);
        if corrections.get(n).is_some_and(|(other, _)| *other == range) {
            corrections.remove(n);
        }
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
            let n = self.draft.story(with)?;
            for block in self.draft.story_mut(n).blocks.iter_mut().map(Rc::make_mut) {
                let joins = block.pieces.iter_mut().filter_map(|piece| piece.join.as_mut());
                for certainty in joins.chain([&mut block.certainty]) {
                    if !certainty.is_by_person() {
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
            let corrections = self.corrections_within(&piece.range).iter();
            split_at_corrections(piece.range.clone(), corrections.map(|(range, new)| (range.clone(), new)))
                .all(|(range, new)| new.map_or(&text[range], |new| new).trim().is_empty())
        })
    }
}

/// A story that an edit makes.
fn story(blocks: Vec<Rc<Block>>, certainty: Certainty) -> Story {
    Story { blocks, certainty, kind: None, touched: true, digest: OnceCell::new() }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Options, parse};

    #[test]
    fn an_edit_copies_only_what_it_changes() {
        let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。\n\n".repeat(40);
        let first = Draft::new(&parse(&text, &Options::default()));
        let count = first.stories.len();
        assert!(count > 4, "{count} stories");
        let searched = SearchedText::new(&text);
        let start = text.rfind("本报").unwrap();
        let anchor = || Anchor::new(&text, start..start + "本报讯".len());
        let apply = |draft: &Draft, edit| apply(draft, &searched, &edit, true).unwrap().0;
        let mut before = apply(&first, Edit::Confirm { what: vec![anchor()], with: anchor() });
        for edit in [
            Edit::Kind { story: anchor(), is: Kind::Notice },
            Edit::Confirm { what: vec![], with: anchor() },
            Edit::Correct { at: anchor(), text: "本报".into() },
            Edit::Split { at: anchor() },
            Edit::Role { what: vec![anchor()], role: Role::Furniture },
        ] {
            let after = apply(&before, edit.clone());
            let is_shared = |story: &&Rc<Story>| before.stories.iter().any(|old| Rc::ptr_eq(old, story));
            let copied = after.stories.iter().filter(|story| !is_shared(story)).count();
            assert!(copied <= 2, "{edit:?}: {copied} of {count} stories");
            before = after;
        }
    }
}
