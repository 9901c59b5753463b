//! Blocks of text, and the headlines over them.

use super::super::segments::Word;
use crate::language::Lexicon;

/// Lines from which on a box may have a headline of its own.
const FEW: usize = 4;

/// What is read in one go.
#[derive(Debug)]
pub(super) struct Block<'w> {
    /// Words of each line, and the width of the column it stands in.
    pub lines: Vec<(&'w [Word], i32)>,
    /// Lines of columns, rather than a headline.
    pub text: bool,
}

/// Blocks in which text follows its headline: headlines come before the boxes they head, in
/// the same order, or after where boxes are left without. What is too much comes first: it
/// heads the page.
pub(super) fn with_heads<'w>(text: &str, cues: &Lexicon, blocks: Vec<Block<'w>>) -> Vec<Block<'w>> {
    let mut out: Vec<Block> = Vec::new();
    let mut heads: Vec<Block> = Vec::new();
    // boxes without a headline
    let mut bare: Vec<usize> = Vec::new();
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        if !block.text {
            let out = if out.iter().all(|block| !block.text) && is_masthead(text, cues, &block) {
                &mut out
            } else {
                &mut heads
            };
            out.push(block);
            continue;
        }
        let mut texts = vec![block];
        while let Some(next) = blocks.next_if(|next| next.text) {
            texts.push(next);
        }
        let spare = heads.len().saturating_sub(texts.iter().filter(|text| text.lines.len() >= FEW).count());
        settle(heads.drain(..spare), &mut bare, &mut out);
        bare.clear();
        let mut heads = heads.drain(..).peekable();
        for text in texts {
            match heads.next_if(|_| text.lines.len() >= FEW) {
                Some(head) => out.push(under(head, text)),
                None => {
                    if text.lines.len() >= FEW {
                        bare.push(out.len());
                    }
                    out.push(text);
                }
            }
        }
    }
    settle(heads.into_iter(), &mut bare, &mut out);
    out
}

/// Whether the block is a line of the page's own, such as its date.
fn is_masthead(text: &str, cues: &Lexicon, block: &Block) -> bool {
    block.lines.iter().all(|(words, _)| {
        let line = &text[words[0].range.start..words[words.len() - 1].range.end];
        cues.all(&cues.furniture, line)
    })
}

/// Gives the headlines to the boxes without, in order; those too many stand for themselves.
fn settle<'w>(heads: impl Iterator<Item = Block<'w>>, bare: &mut Vec<usize>, out: &mut Vec<Block<'w>>) {
    let mut bare = bare.drain(..);
    for head in heads {
        match bare.next() {
            Some(at) => {
                let text = std::mem::replace(&mut out[at], Block { lines: Vec::new(), text: true });
                out[at] = under(head, text);
            }
            None => out.push(head),
        }
    }
}

fn under<'w>(mut head: Block<'w>, mut text: Block<'w>) -> Block<'w> {
    head.lines.append(&mut text.lines);
    Block { lines: head.lines, text: true }
}
