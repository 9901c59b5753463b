//! The edits of a page in words, with when they were made and by whom.

use super::markup::MarkupWriter;
use crate::edit::{Anchor, Edit, Edits, Entry, Place};
use crate::model::{Article, Page};
use std::collections::BTreeMap;

// The words of `www/locales` that describe edits, by language tag.
include!(concat!(env!("OUT_DIR"), "/words_of_edits.rs"));

/// Most characters of a quote in a description.
const MAX_QUOTE: usize = 16;

/// Words by their keys.
pub(super) type Words = BTreeMap<String, String>;

/// The language in which edits of a page in `language` are described, and its words.
pub(super) fn words_for(language: &str) -> (&'static str, Words) {
    let of = |wanted: &str| WORDS_OF_EDITS.iter().find(|(tag, _)| *tag == wanted);
    let (tag, json) = of(language).or_else(|| of("en")).copied().unwrap_or(("en", ""));
    (tag, serde_json::from_str(json).unwrap_or_default())
}

/// What an edit states, in the words of the viewer.
pub(super) fn describe(edit: &Edit, words: &Words) -> String {
    let (key, named, beside) = match edit {
        Edit::Move { what, to: Place::Behind(at) } => ("move.behind", what.first(), Some(at)),
        Edit::Move { what, to: Place::Before(at) } => ("move.before", what.first(), Some(at)),
        Edit::Move { what, to: Place::Story } => ("move.story", what.first(), None),
        Edit::Move { what, to: Place::Page } => ("move.page", what.first(), None),
        Edit::Role { what, .. } => ("role", what.first(), None),
        Edit::Headline { what, .. } => ("headline", what.first(), None),
        Edit::Join { left, right } => ("join", right.first(), Some(left)),
        Edit::Part { at } => ("part", Some(at), None),
        Edit::Split { at } => ("split", Some(at), None),
        Edit::Merge { story, into } => ("merge", Some(story), Some(into)),
        Edit::Kind { story, .. } => ("kind", Some(story), None),
        Edit::Correct { at, .. } => ("correct", Some(at), None),
        // a story is confirmed by its beginning alone
        Edit::Confirm { what, with } => ("confirm", Some(what.first().unwrap_or(with)), None),
    };
    let word = |key: &str| words.get(key).map_or("", String::as_str);
    let (role, sort, text) = match edit {
        Edit::Role { role, .. } => (word(&format!("role.{}", role.name())), "", ""),
        Edit::Kind { is, .. } => ("", word(&format!("kind.{}", is.name())), ""),
        Edit::Correct { text, .. } => ("", "", text.as_str()),
        _ => ("", "", ""),
    };
    let (named, beside) = (named.map(brief).unwrap_or_default(), beside.map(brief).unwrap_or_default());
    let values = [("words", &*named), ("other", &beside), ("role", role), ("sort", sort), ("text", text)];
    fill(word(&format!("correct.did.{key}")), &values)
}

/// Writes the edits of a page as a disclosure at its foot; nothing where there are none.
pub(super) fn disclosure(out: &mut impl MarkupWriter, page: &Page, edits: &Edits, prefix: &str) {
    let count = edits.edits.len();
    if count == 0 {
        return;
    }
    let (language, words) = words_for(&page.source.language);
    out.open("details", &[("class", "bm-provenance"), ("lang", language)]);
    out.open("summary", &[]);
    out.text(&fill(words.get("provenance.count").map_or("", String::as_str), &[("count", &count.to_string())]));
    out.close("summary");
    out.open("ol", &[]);
    for entry in &edits.edits {
        out.open("li", &[]);
        let description = describe(&entry.edit, &words);
        match story_of(page, &entry.edit) {
            Some(story) => {
                out.open("a", &[("href", &format!("#{prefix}{story}"))]);
                out.text(&description);
                out.close("a");
            }
            None => out.text(&description),
        }
        signature(out, entry);
        out.close("li");
    }
    out.close("ol");
    out.close("details");
}

/// Writes when an edit was made and by whom, as far as that is known.
fn signature(out: &mut impl MarkupWriter, entry: &Entry) {
    let Some(provenance) = &entry.provenance else { return };
    if let Some(at) = &provenance.at {
        out.text(" ");
        out.open("time", &[("datetime", at.as_str())]);
        out.text(at.as_str());
        out.close("time");
    }
    if let Some(by) = &provenance.by {
        out.text(" ");
        out.open("cite", &[]);
        out.text(by);
        out.close("cite");
    }
}

/// The story in which an edit's first characters stand now.
fn story_of<'p>(page: &'p Page, edit: &Edit) -> Option<&'p str> {
    let start = edit.anchors().first()?.start;
    let holds = |article: &&Article| {
        article.blocks_in_order().flat_map(|block| &block.spans).any(|span| (span.start..span.end).contains(&start))
    };
    page.articles.iter().find(holds).map(|article| article.id.as_str())
}

/// The beginning of what an anchor names.
fn brief(anchor: &Anchor) -> String {
    let words: Vec<&str> = anchor.quote.split_whitespace().collect();
    let line = words.join(" ");
    let shown: String = line.chars().take(MAX_QUOTE).collect();
    if shown.len() < line.len() { shown + "…" } else { shown }
}

/// A template with values in the places for them; what a value holds is no place.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        out.push_str(before);
        out.push_str(values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{brief, fill};
    use crate::edit::Anchor;

    #[test]
    fn what_a_value_holds_is_taken_as_it_is() {
        assert_eq!(fill("“{words}” → “{text}” {", &[("words", "{text}"), ("text", "甲")]), "“{text}” → “甲” {");
    }

    #[test]
    fn a_quote_is_shortened_and_stands_on_one_line() {
        let text = "停航三年的渡口\n昨日  复航,两岸居民过江";
        assert_eq!(brief(&Anchor::new(text, 0..text.len())), "停航三年的渡口 昨日 复航,两岸…");
    }
}
