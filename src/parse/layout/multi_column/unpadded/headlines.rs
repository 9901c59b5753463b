//! Headlines attached to the boxes they head.

use super::blocks::Block;
use super::{Segment, costs};
use crate::language::Lexicon;

/// The blocks, each box that has a headline below it.
///
/// Headlines come before the boxes they head, in the same order, or after where boxes are left
/// without. If there are too many, the first head the page.
pub(super) fn attach_headlines<'s>(text: &str, lexicon: &Lexicon, blocks: Vec<Block<'s>>) -> Vec<Block<'s>> {
    let mut out: Vec<Block> = Vec::new();
    let mut headlines: Vec<Block> = Vec::new();
    // boxes in `out` without a headline
    let mut bare: Vec<usize> = Vec::new();
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        if !block.is_text {
            let before_text = out.iter().all(|block| !block.is_text);
            let to = if before_text && is_furniture(text, lexicon, &block) { &mut out } else { &mut headlines };
            to.push(block);
            continue;
        }
        let mut boxes = vec![block];
        while let Some(next) = blocks.next_if(|next| next.is_text) {
            boxes.push(next);
        }
        let spare = headlines.len().saturating_sub(boxes.iter().filter(|found| may_have_headline(found)).count());
        attach_late(headlines.drain(..spare), &mut bare, &mut out);
        bare.clear();
        let mut headlines = headlines.drain(..);
        for found in boxes {
            if !may_have_headline(&found) {
                out.push(found);
            } else if let Some(headline) = headlines.next() {
                out.push(under(headline, found));
            } else {
                bare.push(out.len());
                out.push(found);
            }
        }
    }
    attach_late(headlines.into_iter(), &mut bare, &mut out);
    out
}

/// Whether the box has enough lines for a headline of its own.
fn may_have_headline(found: &Block) -> bool {
    found.lines.len() >= costs::MIN_LINES_UNDER_HEADLINE
}

/// Whether the block is furniture, such as the page's date.
fn is_furniture(text: &str, lexicon: &Lexicon, block: &Block) -> bool {
    let line = |segments: &[Segment]| &text[segments[0].range.start..segments[segments.len() - 1].range.end];
    block.lines.iter().all(|(segments, _)| lexicon.all(&lexicon.furniture, line(segments)))
}

/// Attaches the headlines to the boxes without, in order; those left over stay by themselves.
fn attach_late<'s>(headlines: impl Iterator<Item = Block<'s>>, bare: &mut Vec<usize>, out: &mut Vec<Block<'s>>) {
    let mut bare = bare.drain(..);
    for headline in headlines {
        match bare.next() {
            Some(at) => {
                let found = std::mem::replace(&mut out[at], Block { lines: Vec::new(), is_text: true });
                out[at] = under(headline, found);
            }
            None => out.push(headline),
        }
    }
}

fn under<'s>(headline: Block<'s>, mut found: Block<'s>) -> Block<'s> {
    let mut lines = headline.lines;
    lines.append(&mut found.lines);
    Block { lines, is_text: true }
}
