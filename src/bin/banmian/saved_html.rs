//! HTML files that the viewer has saved, or this command has written: the texts that they hold, as JSON.

use banmian::edit::Edits;
use banmian::form::Sheet;
use serde::Deserialize;

/// What begins the JSON, within the viewer's element.
const DATA: &str = "<script type=\"application/json\">";

/// A page as such a file holds it.
#[derive(Clone, Deserialize)]
pub struct SavedPage {
    pub text: String,
    /// The corrections that were made to it.
    pub edits: Option<Edits>,
    /// Where its lines stand, if it was read by places; what is no sheet is passed over.
    #[serde(default, deserialize_with = "lenient")]
    pub sheet: Option<Sheet>,
}

fn lenient<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Sheet>, D::Error> {
    serde_json::Value::deserialize(deserializer).map(|value| serde_json::from_value(value).ok())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Saved {
    Edition { pages: Vec<SavedPage> },
    Page(SavedPage),
}

/// Returns the pages that a file holds, or `None` if it is no file of the viewer's or of this command's.
pub fn pages(bytes: &[u8]) -> Option<Vec<SavedPage>> {
    const DOCTYPE: &[u8] = b"<!doctype html";
    if !bytes.get(..DOCTYPE.len())?.eq_ignore_ascii_case(DOCTYPE) {
        return None;
    }
    let html = std::str::from_utf8(bytes).ok()?;
    let viewer = html
        .match_indices("<banmian-viewer")
        .find(|(at, tag)| html[at + tag.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))?;
    let (_, data) = html[viewer.0..].split_once(DATA)?;
    match serde_json::from_str(data.split_once("</script>")?.0).ok()? {
        Saved::Edition { pages } => Some(pages),
        Saved::Page(page) => Some(vec![page]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(json: &str) -> String {
        format!(
            "<!doctype html>\n<script type=\"application/ld+json\">{{}}</script><banmian-viewer corrections>{DATA}{json}</script></banmian-viewer>"
        )
    }

    #[test]
    fn pages_are_those_of_the_viewers_element() {
        let texts = |html: &str| {
            pages(html.as_bytes()).map(|pages| pages.into_iter().map(|page| page.text).collect::<Vec<_>>())
        };
        assert_eq!(texts(&file("{\"text\":\"a\",\"name\":\"b\",\"edits\":null}")), Some(vec!["a".into()]));
        let edition = file("{\"title\":\"t\",\"pages\":[{\"text\":\"a\"},{\"text\":\"b\"}]}");
        assert_eq!(texts(&edition), Some(vec!["a".into(), "b".into()]));
        for other in [
            "",
            "<!doctype html><p>a",
            &edition[1..],
            &file("{\"text\":1}"),
            &file("{\"text\":\"a\""),
            &edition.replace("viewer", "viewers"),
        ] {
            assert_eq!(texts(other), None, "{other}");
        }
    }
}
