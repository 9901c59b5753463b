//! The stories as references in CSL-JSON.

use super::references::{Reference, References};
use crate::model::Page;
use serde_json::{Map, Value, json};

/// Writes the stories of the pages as references in CSL-JSON, an `article-newspaper` each, in one list.
///
/// An entry has what the page tells of a story: headline, names, paper, date, page, section and language.
/// Names are literal, as a byline does not tell which part of one is a family's. Stories without a
/// headline, notices and teasers are left out. Source:
/// <https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types>. Linear in the pages.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let list: serde_json::Value = serde_json::from_str(&banmian::export::csl_json([&page])).unwrap();
/// assert_eq!((&list[0]["type"], &list[0]["title"]), (&"article-newspaper".into(), &"市图书馆开馆".into()));
/// assert_eq!(list[0]["author"][0]["literal"], "陈一");
/// ```
pub fn csl_json<'p>(pages: impl IntoIterator<Item = &'p Page>) -> String {
    written(&References::of(pages).list)
}

/// Writes references in CSL-JSON, each on a line of its own.
pub(crate) fn written(references: &[Reference]) -> String {
    let items: Vec<String> = references.iter().map(|reference| item(reference).to_string()).collect();
    if items.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", items.join(",\n")) }
}

fn item(reference: &Reference) -> Value {
    let Reference { key, title, authors, paper, date, page, section, language, .. } = reference;
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.into(), value);
        }
    };
    let number = |part: &String| part.parse::<u32>().unwrap_or_default();
    put("id", Some(json!(key)));
    put("type", Some(json!("article-newspaper")));
    put("title", Some(json!(title)));
    let authors: Vec<Value> = authors.iter().map(|name| json!({ "literal": name })).collect();
    put("author", Some(json!(authors)).filter(|_| !authors.is_empty()));
    put("container-title", paper.as_ref().map(|paper| json!(paper)));
    put("issued", date.as_ref().map(|date| json!({ "date-parts": [date.each_ref().map(number)] })));
    put("page", page.as_ref().map(|page| json!(page)));
    put("section", section.as_ref().map(|section| json!(section)));
    put("language", language.as_ref().map(|language| json!(language)));
    Value::Object(item)
}
