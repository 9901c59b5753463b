//! Blocks of text, and the headlines over them.

use super::super::words::Word;

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
pub(super) fn with_heads(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut heads: Vec<Block> = Vec::new();
    // boxes without a headline
    let mut bare: Vec<usize> = Vec::new();
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        if !block.text {
            heads.push(block);
            continue;
        }
        let mut texts = vec![block];
        while let Some(next) = blocks.next_if(|next| next.text) {
            texts.push(next);
        }
        let spare = heads.len().saturating_sub(texts.len());
        settle(heads.drain(..spare), &mut bare, &mut out);
        bare.clear();
        let mut heads = heads.drain(..);
        for text in texts {
            match heads.next() {
                Some(head) => out.push(under(head, text)),
                None => {
                    bare.push(out.len());
                    out.push(text);
                }
            }
        }
    }
    settle(heads.into_iter(), &mut bare, &mut out);
    out
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
