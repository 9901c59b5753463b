//! Doubts of what OCR programs were unsure of.

use super::types::Layout;
use crate::model::{Block, Code, Diagnostic, Page, Reason, Span};

/// The doubts of a page: one for each block with lines that its OCR program was unsure of. Linear in
/// the page, but for finding the lines.
pub fn doubts(layout: &Layout, page: &Page) -> Vec<Diagnostic> {
    if layout.unsure.is_empty() {
        return Vec::new();
    }
    let confidence_at = |span: &Span| {
        let next = layout.unsure.partition_point(|(bytes, _)| bytes.start <= span.start);
        let (bytes, confidence) = layout.unsure[..next].last()?;
        (span.end <= bytes.end).then_some(*confidence)
    };
    let doubt = |block: &Block| {
        let unsure = block.spans.iter().filter_map(|span| Some((span.clone(), confidence_at(span)?)));
        let (spans, confidences): (Vec<Span>, Vec<f32>) = unsure.unzip();
        let confidence = confidences.into_iter().reduce(f32::min)?;
        Some(Diagnostic {
            code: Code::DoubtfulRecognition,
            message: format!(
                "The OCR program was unsure of words here, of the least sure one by {:.0} %.",
                confidence * 100.0
            ),
            spans,
            confidence,
            alternatives: Vec::new(),
        })
    };
    page.blocks().filter_map(doubt).collect()
}

/// What is left of such a doubt once a person has corrected or confirmed some of it.
pub fn remaining(doubt: &Diagnostic, page: &Page) -> Option<Diagnostic> {
    let is_settled = |span: &Span| {
        page.blocks().any(|block| {
            let is_confirmed = || block.reasons.contains(&Reason::Confirmed);
            let is_corrected =
                || block.corrections.iter().any(|made| made.span.start < span.end && span.start < made.span.end);
            block.spans.iter().any(|own| own.start < span.end && span.start < own.end)
                && (is_confirmed() || is_corrected())
        })
    };
    let spans: Vec<Span> = doubt.spans.iter().filter(|span| !is_settled(span)).cloned().collect();
    if spans.is_empty() { None } else { Some(Diagnostic { spans, ..doubt.clone() }) }
}
