//! The stories as references in RIS.

use super::references::{Reference, References};
use crate::model::Page;

/// Writes the stories of the pages as references in RIS, a `NEWS` each.
///
/// An entry has what the page tells of a story: headline, names, paper, date, page, section and language.
/// Names stand as they are printed. Stories without a headline, notices and teasers are left out. Source:
/// <https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp>. Linear in
/// the pages.
///
/// ```
/// let page = banmian::parse("市图书馆开馆\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。", &Default::default());
/// let ris = banmian::export::ris([&page]);
/// assert!(ris.starts_with("TY  - NEWS\r\nID  - story-"));
/// assert!(ris.contains("\r\nTI  - 市图书馆开馆\r\nAU  - 陈一\r\n"));
/// ```
pub fn ris<'p>(pages: impl IntoIterator<Item = &'p Page>) -> String {
    written(&References::of(pages).list)
}

/// Writes references in RIS.
pub(crate) fn written(references: &[Reference]) -> String {
    let mut out = String::new();
    for reference in references {
        let Reference { key, title, authors, paper, date, page, section, language, .. } = reference;
        // none of these texts has a line break, so none can end its field
        let mut put = |tag: &str, value: &str| out.push_str(&format!("{tag}  - {value}\r\n"));
        put("TY", "NEWS");
        put("ID", key);
        put("TI", title);
        authors.iter().for_each(|name| put("AU", name));
        paper.iter().for_each(|paper| put("T2", paper));
        if let Some([year, month, day]) = date {
            put("PY", year);
            put("DA", &format!("{year}/{month}/{day}/"));
        }
        page.iter().for_each(|page| put("SP", page));
        section.iter().for_each(|section| put("SE", section));
        language.iter().for_each(|language| put("LA", language));
        put("ER", "");
    }
    out
}
