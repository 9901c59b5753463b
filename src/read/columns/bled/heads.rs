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
/// the same order. What is too much comes first: it heads the page.
pub(super) fn with_heads(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut heads: Vec<Block> = Vec::new();
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
        out.extend(heads.drain(..spare));
        let mut heads = heads.drain(..);
        for mut text in texts {
            if let Some(mut head) = heads.next() {
                head.lines.append(&mut text.lines);
                text.lines = head.lines;
            }
            out.push(text);
        }
    }
    out.extend(heads);
    out
}
