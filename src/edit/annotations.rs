//! Edits as W3C Web Annotations.

use super::search::SearchedText;
use super::{Anchor, Edit, Edits, Place};
use serde_json::{Value, json};

/// The edits as a page of Web Annotations, one annotation for each edit, with its targets in `text`
/// by [TextQuoteSelector] and [TextPositionSelector]. `source` is the address or the name of the
/// text.
///
/// The first body names the edit in a word; the second is the edit itself as JSON. A target that
/// is not in the text any more has only its quote. Linear in the text and the edits; in the text for
/// each anchor that is searched for, if the text repeats itself.
///
/// [TextQuoteSelector]: https://www.w3.org/TR/annotation-model/#text-quote-selector
/// [TextPositionSelector]: https://www.w3.org/TR/annotation-model/#text-position-selector
///
/// ```
/// use banmian::{Role, edit::{Anchor, Edit, Edits, web_annotations}};
/// let text = "导读\n市图书馆开馆";
/// let mut edits = Edits::new(text);
/// edits.edits.push(Edit::Role { what: vec![Anchor::new(text, 7..25)], role: Role::Headline });
/// let page = web_annotations(text, &edits, "page.txt");
/// let selectors = &page["items"][0]["target"][0]["selector"];
/// assert_eq!(selectors[0]["exact"], "市图书馆开馆");
/// assert_eq!((&selectors[1]["start"], &selectors[1]["end"]), (&3.into(), &9.into()));
/// ```
pub fn web_annotations(text: &str, edits: &Edits, source: &str) -> Value {
    let same = super::TextFacts::of(text) == edits.source;
    let searched = SearchedText::new(text);
    let characters: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let target =
        |anchor: Anchor| json!({ "source": source, "selector": selectors(&searched, &characters, &anchor, same) });
    let items: Vec<Value> = edits
        .edits
        .iter()
        .enumerate()
        .map(|(n, edit)| {
            json!({
                "id": format!("{source}#edit-{}", n + 1),
                "type": "Annotation",
                "motivation": motivation(edit),
                "body": [
                    { "type": "TextualBody", "purpose": motivation(edit), "format": "text/plain", "value": summary(edit) },
                    { "type": "TextualBody", "purpose": "describing", "format": "application/json",
                      "value": serde_json::to_string(edit).unwrap_or_default() },
                ],
                "target": edit.anchors().into_iter().map(&target).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{source}#edits"),
        "type": "AnnotationPage",
        "items": items,
    })
}

/// The selectors of an anchor; `characters` are the offsets of all characters.
fn selectors(text: &SearchedText, characters: &[usize], anchor: &Anchor, same: bool) -> Vec<Value> {
    let found = anchor.found(text, same).ok();
    let named = found.as_ref().unwrap_or(anchor);
    let quote = json!({
        "type": "TextQuoteSelector", "exact": named.quote, "prefix": named.before, "suffix": named.after,
    });
    let position = found.map(|found| {
        let [start, end] = [found.start, found.end].map(|byte| characters.partition_point(|&at| at < byte));
        json!({ "type": "TextPositionSelector", "start": start, "end": end })
    });
    [Some(quote), position].into_iter().flatten().collect()
}

/// The motivation, a term of the Web Annotation Vocabulary.
fn motivation(edit: &Edit) -> &'static str {
    match edit {
        Edit::Role { .. } | Edit::Kind { .. } => "classifying",
        Edit::Confirm { .. } => "assessing",
        Edit::Merge { .. } | Edit::Join { .. } => "linking",
        _ => "editing",
    }
}

/// The edit in a word: the new text, role or kind, or what the edit states.
fn summary(edit: &Edit) -> String {
    match edit {
        Edit::Correct { text, .. } => text.clone(),
        Edit::Role { role, .. } => role.name().into(),
        Edit::Kind { is, .. } => is.name().into(),
        Edit::Move { to: Place::Behind(_), .. } => "move behind".into(),
        Edit::Move { to: Place::Before(_), .. } => "move before".into(),
        Edit::Move { to: Place::Story, .. } => "a story of its own".into(),
        Edit::Move { to: Place::Page, .. } => "the page's own".into(),
        Edit::Headline { .. } => "headline of".into(),
        Edit::Join { .. } => "goes on with".into(),
        Edit::Part { .. } => "a block begins".into(),
        Edit::Split { .. } => "a story begins".into(),
        Edit::Merge { .. } => "one story".into(),
        Edit::Confirm { .. } => "right".into(),
    }
}
