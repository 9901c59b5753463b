//! A block's text in the pieces that its spans and its corrections make.

use crate::model::{Block, Correction, Span, run_len};

/// Splits a block's text into its spans' texts, and the spaces between them with `None`.
///
/// A span's text has a known length, so a space before it is one that joining has inserted.
pub(super) fn split_at_spans(block: &Block) -> Vec<(Option<&Span>, &str)> {
    let mut parts = Vec::new();
    let mut rest = block.text.as_str();
    // a page that was read from JSON may hold any numbers
    let mut left = block.spans.iter().fold(0usize, |sum, span| sum.saturating_add(block.text_len(span)));
    for span in &block.spans {
        if rest.len() > left && rest.starts_with(' ') {
            let (space, after) = rest.split_at(1);
            parts.push((None, space));
            rest = after;
        }
        let length = block.text_len(span);
        let Some((text, after)) = rest.split_at_checked(length) else { break };
        parts.push((Some(span), text));
        left = left.saturating_sub(length);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push((None, rest));
    }
    parts
}

/// A block's text in runs, corrected ones with their correction.
pub(super) fn runs_of(block: &Block) -> Vec<(&str, Option<&Correction>)> {
    let runs_of_part = |(span, text)| match span {
        Some(span) => runs(block, span, text),
        None => vec![(text, None)],
    };
    split_at_spans(block).into_iter().flat_map(runs_of_part).collect()
}

/// The text of a span in runs, as far as it is what the corrections say.
pub(super) fn runs<'b>(block: &'b Block, span: &Span, text: &'b str) -> Vec<(&'b str, Option<&'b Correction>)> {
    let mut runs = Vec::new();
    let mut rest = text;
    for (range, correction) in block.split_at_corrections(span) {
        let Some((run, after)) = rest.split_at_checked(run_len(&range, correction)) else { break };
        if correction.is_some_and(|correction| correction.text != run) {
            break;
        }
        runs.push((run, correction));
        rest = after;
    }
    if !rest.is_empty() {
        runs.push((rest, None));
    }
    runs
}
