//! Invariants of what is read out of any file of a form.

use banmian::Page;
use banmian::form::{Document, Form, Run, Sheet, SheetPage};

/// Asserts that the text is its runs, a line each with a form feed between pages, that every number
/// of the sheet is one, that a sheet is the same after it was JSON, and that pages by themselves lose
/// nothing.
pub fn assert_document_invariants(document: &Document) {
    assert_runs_tile_the_text(document);
    let pages = document.clone().into_pages();
    for page in &pages {
        assert_runs_tile_the_text(page);
        assert_eq!(page.sheet.pages.len(), 1);
        assert!(!page.text.is_empty() && !page.text.contains('\u{c}'));
        let json = serde_json::to_string(&page.sheet).expect("a sheet is JSON");
        assert_eq!(serde_json::from_str::<Sheet>(&json).expect("JSON is a sheet"), page.sheet);
    }
    let all: String = pages.iter().map(|page| page.text.as_str()).collect();
    assert_eq!(all, document.text.replace('\u{c}', ""));
    let runs = |pages: &[SheetPage]| -> usize { pages.iter().map(|page| page.runs.len()).sum() };
    assert_eq!(pages.iter().map(|page| runs(&page.sheet.pages)).sum::<usize>(), runs(&document.sheet.pages));
}

fn assert_runs_tile_the_text(document: &Document) {
    let mut text = String::new();
    for (number, page) in document.sheet.pages.iter().enumerate() {
        if number > 0 {
            text.push('\u{c}');
        }
        for run in &page.runs {
            // blocks of Markdown are apart by a blank line
            if document.form == Form::Markdown && run.bytes.start == text.len() + 1 {
                text.push('\n');
            }
            assert_eq!(run.bytes.start, text.len());
            let line = &document.text[run.bytes.clone()];
            assert!(!line.trim().is_empty() && !line.contains(['\n', '\r', '\u{c}', '\u{2028}']), "{line:?}");
            text.push_str(line);
            text.push('\n');
            assert!(run.confidence.is_none_or(|confidence| (0.0..=1.0).contains(&confidence)), "{run:?}");
            assert!(run.size.is_finite() && run.size >= 0.0, "{run:?}");
        }
        let blocks: Vec<u32> = page.runs.iter().filter_map(|run| run.block).collect();
        // the text of a PDF stands as it is drawn, and its blocks are numbered as they are read
        assert!(document.form == Form::Pdf || blocks.is_sorted(), "{blocks:?}");
        let places = page.runs.iter().map(|run| run.bounds).chain(page.pictures.iter().copied());
        for place in places.chain(page.rules.iter().map(|rule| rule.bounds)) {
            assert!([place.x0, place.y0, place.x1, place.y1].iter().all(|edge| edge.is_finite()), "{place:?}");
            assert!(place.x0 <= place.x1 && place.y0 <= place.y1, "{place:?}");
        }
    }
    assert_eq!(document.text, text);
}

/// Asserts that the spans of a page of a text with a sheet stand within their runs: each that has a place
/// in one that holds its characters and, if each run is a line of its own, each whose run has a place.
pub fn assert_places_are_of_runs(page: &Page, text: &str, sheet: &Sheet) {
    let mut runs: Vec<(usize, &Run)> =
        sheet.pages.iter().zip(1..).flat_map(|(page, number)| page.runs.iter().map(move |run| (number, run))).collect();
    runs.sort_by_key(|(_, run)| run.bytes.start);
    // what ends a line, and the mark of a file's beginning, which is in none
    const NOT_IN_LINES: [char; 8] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'];
    let is_line = |run: &Run| text.get(run.bytes.clone()).is_some_and(|line| !line.contains(NOT_IN_LINES));
    let is_sound = runs.iter().all(|(_, run)| is_line(run))
        && runs.is_sorted_by(|(_, before), (_, run)| before.bytes.end <= run.bytes.start);
    for span in page.blocks().flat_map(|block| &block.spans) {
        let holds = |(_, run): &&(usize, &Run)| run.bytes.start <= span.start && span.end <= run.bytes.end;
        match span.place {
            Some(place) => {
                let is_within = |&(number, run): &(usize, &Run)| {
                    let (x0, x1) = (run.bounds.x0.min(run.bounds.x1), run.bounds.x0.max(run.bounds.x1));
                    let (y0, y1) = (run.bounds.y0.min(run.bounds.y1), run.bounds.y0.max(run.bounds.y1));
                    let is_inside = x0 <= place.x0 && place.x1 <= x1 && y0 <= place.y0 && place.y1 <= y1;
                    number == place.page && is_inside && place.vertical == run.vertical
                };
                assert!(place.x0 <= place.x1 && place.y0 <= place.y1, "{span:?}");
                assert!(runs.iter().filter(holds).any(is_within), "{span:?} is not within its run");
                assert!(place.page <= page.source.pages.len(), "{span:?} is on no page");
            }
            None if is_sound => {
                let has_place = |&(_, run): &(usize, &Run)| {
                    let sides = [run.bounds.width(), run.bounds.height()];
                    sides.iter().all(|side| side.is_finite()) && sides.iter().any(|side| *side > 0.0)
                };
                assert!(!runs.iter().filter(holds).any(has_place), "{span:?} has lost its place");
            }
            None => {}
        }
    }
}
