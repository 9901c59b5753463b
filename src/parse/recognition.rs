//! Doubts of what OCR programs were unsure of.

use super::types::Layout;
use crate::model::{Code, Diagnostic, Page, Reason, Span};

/// The doubts of a page: one for each block with lines that its OCR program was unsure of. Linear in
/// the page, but for finding the lines.
pub fn doubts(layout: &Layout, page: &Page) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    if layout.unsure.is_empty() {
        return doubts;
    }
    for block in page.blocks() {
        let (mut spans, mut least) = (Vec::new(), 1.0);
        for span in &block.spans {
            let next = layout.unsure.partition_point(|(bytes, _)| bytes.start <= span.start);
            match layout.unsure[..next].last() {
                Some((bytes, confidence)) if span.end <= bytes.end => {
                    least = confidence.min(least);
                    spans.push(span.clone());
                }
                _ => {}
            }
        }
        if !spans.is_empty() {
            let (code, message) = (Code::DoubtfulRecognition, "The OCR program was unsure of words here.".into());
            doubts.push(Diagnostic { code, message, spans, confidence: least, alternatives: Vec::new() });
        }
    }
    doubts
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
