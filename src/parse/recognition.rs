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

/// What is left of such doubts once a person has corrected or confirmed some of it.
pub fn remaining(doubts: &[Diagnostic], page: &Page) -> Vec<Diagnostic> {
    let mut doubts = doubts.iter().filter(|doubt| doubt.code == Code::DoubtfulRecognition).peekable();
    if doubts.peek().is_none() {
        return Vec::new();
    }
    let mut settled = Vec::new();
    for block in page.blocks() {
        if block.reasons.contains(&Reason::Confirmed) {
            settled.extend(block.spans.iter().map(|span| span.start..span.end));
        } else {
            settled.extend(block.corrections.iter().map(|made| made.span.start..made.span.end));
        }
    }
    // none overlap
    settled.sort_by_key(|range| range.start);
    let is_settled = |span: &Span| {
        let before = settled.partition_point(|range| range.start < span.end);
        settled[..before].last().is_some_and(|range| span.start < range.end)
    };
    let rest = |doubt: &Diagnostic| {
        let spans: Vec<Span> = doubt.spans.iter().filter(|span| !is_settled(span)).cloned().collect();
        if spans.is_empty() { None } else { Some(Diagnostic { spans, ..doubt.clone() }) }
    };
    doubts.filter_map(rest).collect()
}
