//! Invariants of what is read out of any file of a form.

use banmian::form::Document;

/// Asserts that the text is its runs, a line each with a form feed between pages, and that every number
/// of the sheet is one.
pub fn assert_document_invariants(document: &Document) {
    let mut text = String::new();
    for (number, page) in document.sheet.pages.iter().enumerate() {
        if number > 0 {
            text.push('\u{c}');
        }
        for run in &page.runs {
            assert_eq!(run.bytes.start, text.len());
            let line = &document.text[run.bytes.clone()];
            assert!(!line.trim().is_empty() && !line.contains(['\n', '\r', '\u{c}', '\u{2028}']), "{line:?}");
            text.push_str(line);
            text.push('\n');
            assert!(run.confidence.is_none_or(|confidence| (0.0..=1.0).contains(&confidence)), "{run:?}");
            assert!(run.size.is_finite() && run.size >= 0.0, "{run:?}");
        }
        let blocks: Vec<u32> = page.runs.iter().filter_map(|run| run.block).collect();
        assert!(blocks.is_sorted(), "{blocks:?}");
        let places = page.runs.iter().map(|run| run.bounds).chain(page.pictures.iter().copied());
        for place in places.chain(page.rules.iter().map(|rule| rule.bounds)) {
            assert!([place.x0, place.y0, place.x1, place.y1].iter().all(|edge| edge.is_finite()), "{place:?}");
            assert!(place.x0 <= place.x1 && place.y0 <= place.y1, "{place:?}");
        }
    }
    assert_eq!(document.text, text);
}
