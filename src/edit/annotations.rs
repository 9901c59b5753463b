//! Edits as W3C Web Annotations.

use super::search::SearchedText;
use super::session::places_of;
use super::{Anchor, Edit, Edits, Entry, Place, TextFacts};
use crate::form::Bounds;
use crate::model::{Page, PageSize, Region};
use crate::text::Places;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The edits as a page of Web Annotations, one annotation for each edit, with its targets in `text`
/// by [TextQuoteSelector] and [TextPositionSelector]. `page` is that of the text, corrected or not,
/// and `source` the address or the name of the file.
///
/// What identifies an annotation is the SHA-256 of the text, the edit and its number, as an address of
/// [RFC 6920], so that it is the same wherever the file stands.
///
/// The first body names the edit in a word; the second is the edit itself as JSON. When it was made and
/// by whom is `created` and `creator`. A target that
/// is not in the text any more has only its quote. Linear in the text and the edits; in the text for
/// each anchor that is searched for, if the text repeats itself.
///
/// Where the page knows how its lines stand on paper, a target has a [FragmentSelector] as well: the
/// rectangle around its characters as a [media fragment], `xywh=percent:` of the page, with `page=` before
/// it where the file has several, and one for each page that the target is on. It is a share of the page,
/// as annotations are laid over pictures of it in any resolution, while the file may count in points.
///
/// [TextQuoteSelector]: https://www.w3.org/TR/annotation-model/#text-quote-selector
/// [TextPositionSelector]: https://www.w3.org/TR/annotation-model/#text-position-selector
/// [FragmentSelector]: https://www.w3.org/TR/annotation-model/#fragment-selector
/// [RFC 6920]: https://www.rfc-editor.org/rfc/rfc6920
/// [media fragment]: https://www.w3.org/TR/media-frags/#naming-space
///
/// ```
/// use banmian::form::{Bounds, Run, Sheet, SheetPage};
/// use banmian::{Options, Role, edit::{Anchor, Edit, Edits, web_annotations}};
/// let text = "导读\n市图书馆开馆";
/// let mut edits = Edits::new(text);
/// edits.edits.push(Edit::Role { what: vec![Anchor::new(text, 7..25)], role: Role::Headline }.into());
/// let page = web_annotations(text, &banmian::parse(text, &Options::default()), &edits, "page.txt");
/// let selectors = &page["items"][0]["target"][0]["selector"];
/// assert_eq!(selectors[0]["exact"], "市图书馆开馆");
/// assert_eq!((&selectors[1]["start"], &selectors[1]["end"]), (&3.into(), &9.into()));
///
/// let bounds = Bounds { x0: 40.0, y0: 60.0, x1: 240.0, y1: 90.0 };
/// let runs = vec![Run { bytes: 7..25, bounds, ..Default::default() }];
/// let sheet = Sheet { pages: vec![SheetPage { width: 400.0, height: 600.0, runs, ..Default::default() }] };
/// let placed = banmian::parse_with(text, &sheet, &Options::default());
/// let page = web_annotations(text, &placed, &edits, "page.pdf");
/// assert_eq!(page["items"][0]["target"][0]["selector"][2]["value"], "xywh=percent:10,10,50,5");
/// ```
pub fn web_annotations(text: &str, page: &Page, edits: &Edits, source: &str) -> Value {
    let same = TextFacts::of(text) == edits.source;
    let target = Targets {
        searched: SearchedText::new(text),
        characters: text.char_indices().map(|(at, _)| at).collect(),
        places: places_of(page),
    };
    let target = |anchor: Anchor| json!({ "type": "SpecificResource", "source": source, "selector": target.selectors(&anchor, same) });
    let named =
        |what: &str| format!("nih:sha-256;{}", TextFacts::of(&format!("{}\n{what}", edits.source.sha256)).sha256);
    let items: Vec<Value> = edits
        .edits
        .iter()
        .enumerate()
        .map(|(n, entry)| {
            let edit = &entry.edit;
            let written = serde_json::to_string(entry).unwrap_or_default();
            let mut annotation = json!({
                "id": named(&format!("{n} {written}")),
                "type": "Annotation",
                "motivation": motivation(edit),
                "body": [
                    { "type": "TextualBody", "purpose": motivation(edit), "format": "text/plain", "value": summary(edit) },
                    { "type": "TextualBody", "purpose": "describing", "format": "application/json", "value": written },
                ],
                "target": edit.anchors().into_iter().map(&target).collect::<Vec<_>>(),
            });
            add_provenance(&mut annotation, entry);
            annotation
        })
        .collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": named(&serde_json::to_string(&edits.edits).unwrap_or_default()),
        "type": "AnnotationPage",
        "items": items,
    })
}

/// Says in an annotation when its edit was made, and by whom, where that is known.
fn add_provenance(annotation: &mut Value, entry: &Entry) {
    let Some(provenance) = &entry.provenance else { return };
    if let Some(at) = &provenance.at {
        annotation["created"] = at.as_str().into();
    }
    if let Some(by) = &provenance.by {
        annotation["creator"] = json!({ "type": "Person", "name": by });
    }
}

/// What anchors are found in.
struct Targets<'t> {
    searched: SearchedText<'t>,
    /// The offsets of all characters.
    characters: Vec<usize>,
    places: Places,
}

impl Targets<'_> {
    /// The selectors of an anchor.
    fn selectors(&self, anchor: &Anchor, same: bool) -> Vec<Value> {
        let found = anchor.found(&self.searched, same).ok();
        let named = found.as_ref().unwrap_or(anchor);
        let mut selectors = vec![json!({
            "type": "TextQuoteSelector", "exact": named.quote, "prefix": named.before, "suffix": named.after,
        })];
        if let Some(found) = found {
            let [start, end] = [found.start, found.end].map(|byte| self.characters.partition_point(|&at| at < byte));
            selectors.push(json!({ "type": "TextPositionSelector", "start": start, "end": end }));
            selectors.extend(self.fragments(&found).into_iter().map(|value| {
                json!({ "type": "FragmentSelector", "conformsTo": "http://www.w3.org/TR/media-frags/", "value": value })
            }));
        }
        selectors
    }

    /// The media fragments of an anchor: the rectangle around its characters on each page that has some.
    fn fragments(&self, anchor: &Anchor) -> Vec<String> {
        let mut pages: BTreeMap<usize, Bounds> = BTreeMap::new();
        for Region { page, x0, y0, x1, y1, .. } in self.places.regions(self.searched.text, &anchor.range()) {
            let bounds = Bounds { x0, y0, x1, y1 };
            pages.entry(page).and_modify(|all| *all = all.union(&bounds)).or_insert(bounds);
        }
        let sizes = &self.places.pages;
        let fragment = |(page, bounds): (usize, Bounds)| {
            let number = if sizes.len() > 1 { format!("page={page}&") } else { String::new() };
            let [x, y, w, h] = percent(&bounds, sizes.get(page.checked_sub(1)?)?)?;
            Some(format!("{number}xywh=percent:{x},{y},{w},{h}"))
        };
        pages.into_iter().filter_map(fragment).collect()
    }
}

/// The left and upper edge, the width and the height as shares of a page, in percent to three decimals.
/// `None` where the page has no size, or nothing of them is on it.
fn percent(bounds: &Bounds, size: &PageSize) -> Option<[f64; 4]> {
    let along = |from: f32, to: f32, whole: f32| {
        let thousandths = |edge: f32| (f64::from(edge) / f64::from(whole) * 1e5).round().clamp(0.0, 1e5);
        let (from, to) = (thousandths(from), thousandths(to));
        // a page that was read from JSON may hold any numbers, and one of no size gives none
        (whole > 0.0 && from < to).then(|| [from / 1e3, (to - from) / 1e3])
    };
    let [x, w] = along(bounds.x0, bounds.x1, size.width)?;
    let [y, h] = along(bounds.y0, bounds.y1, size.height)?;
    Some([x, y, w, h])
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
