//! The stories as references in COinS, which reference managers find in an HTML file.

use super::html_writer::HtmlWriter;
use super::markup::MarkupWriter;
use super::references::{Reference, References};
use crate::model::Page;
use form_urlencoded::Serializer;

/// Writes the stories of the pages as references in COinS: an empty `<span class="Z3988">` each, which is
/// not displayed.
///
/// Reference managers such as Zotero offer the stories of a document that has them. Stories without a
/// headline, notices and teasers are left out. Source:
/// <https://web.archive.org/web/20170609083320/http://ocoins.info/>. Linear in the pages.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let coins = banmian::export::coins([&page]);
/// assert!(coins.starts_with("<span class=\"Z3988\" hidden=\"\" aria-hidden=\"true\" title=\"ctx_ver=Z39.88-2004&amp;"));
/// assert!(coins.contains("&amp;rft.atitle=%E5%B8%82%E5%9B%BE%E4%B9%A6%E9%A6%86%E5%BC%80%E9%A6%86"));
/// ```
pub fn coins<'p>(pages: impl IntoIterator<Item = &'p Page>) -> String {
    let mut out = HtmlWriter(String::new());
    for reference in References::of(pages).list {
        let title = context_object(&reference);
        out.open("span", &[("class", "Z3988"), ("hidden", ""), ("aria-hidden", "true"), ("title", &title)]);
        out.close("span");
    }
    out.0
}

/// The keys and values of an OpenURL ContextObject.
fn context_object(reference: &Reference) -> String {
    let Reference { title, authors, paper, date, page, language, .. } = reference;
    let mut out = Serializer::new(String::new());
    out.append_pair("ctx_ver", "Z39.88-2004");
    out.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal");
    out.append_pair("rft.genre", "article");
    out.append_pair("rft.atitle", title);
    let date = date.as_ref().map(|date| date.join("-"));
    for (key, value) in [("jtitle", paper), ("date", &date), ("pages", page), ("language", language)] {
        if let Some(value) = value {
            out.append_pair(&format!("rft.{key}"), value);
        }
    }
    out.extend_pairs(authors.iter().map(|name| ("rft.au", name)));
    out.finish()
}
