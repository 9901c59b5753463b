//! HTML files: with the viewer in them, and of several pages.

use super::edition_page::EditionPage;
use super::error::Error;
use super::input::{display_name, read_bytes};
use banmian::export::{HtmlPage, HtmlTemplate, html_in};
use std::path::{Path, PathBuf};

/// The viewer's script and the file it comes from.
pub struct ViewerScript {
    pub path: PathBuf,
    pub script: String,
}

/// Returns the viewer's script, from its file or from an HTML file that holds it.
pub fn viewer_script(path: &Path) -> Result<ViewerScript, Error> {
    let bytes = read_bytes(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let script = last_script(&text).unwrap_or(&text);
    // The file's security policy allows this script whatever it is, so a file that was named by
    // mistake must not pass for the viewer.
    let is_viewer = script.contains("banmian-viewer") && HtmlTemplate::viewer(script, "und").is_some();
    if !is_viewer {
        return Err(Error::Viewer { name: display_name(path) });
    }
    Ok(ViewerScript { path: path.to_owned(), script: script.to_owned() })
}

/// Returns the viewer's script in an HTML file: the last element of its body but for blocks of data that
/// belong to it, as the texts before it may hold what looks like a script.
fn last_script(html: &str) -> Option<&str> {
    const DATA: &str = "\n<script type=\"text/plain\" data-banmian-forms";
    let (mut before, _) = html.rsplit_once("</script>")?;
    loop {
        let (earlier, last) = before.rsplit_once("</script>")?;
        if !last.starts_with(DATA) {
            return last.split_once(" data-banmian>").map(|(_, script)| script);
        }
        before = earlier;
    }
}

/// Returns pages as one HTML file.
pub fn to_html(pages: &[EditionPage], viewer: Option<&ViewerScript>, title: &str) -> String {
    let language = pages.first().map_or("und", |entry| &entry.page.page.source.language);
    let template = viewer.and_then(|viewer| HtmlTemplate::viewer(&viewer.script, language)).unwrap_or_default();
    let pages: Vec<HtmlPage> = pages.iter().map(html_page).collect();
    html_in(&pages, &HtmlTemplate { title: title.into(), ..template })
}

/// Returns a page as it is written into an HTML file.
fn html_page(EditionPage { name, page: loaded, .. }: &EditionPage) -> HtmlPage<'_> {
    let edits = loaded.edits.as_ref().map(|applied| &applied.edits);
    let text = loaded.text.as_deref().unwrap_or_default();
    HtmlPage { name, edits, sheet: loaded.sheet.as_ref(), ..HtmlPage::new(&loaded.page, text) }
}

#[cfg(test)]
mod tests {
    use super::last_script;

    #[test]
    fn a_script_within_a_text_is_not_taken_for_the_viewer() {
        let texts = "<script type=\"application/json\">\"<script data-banmian>theirs\"</script>\n</banmian-viewer>";
        let html = format!("{texts}\n<script type=\"module\" data-banmian>ours</script>\n</body>");
        assert_eq!(last_script(&html), Some("ours"));
        let data = "<script type=\"text/plain\" data-banmian-forms=\"forms.wasm\">H4sI</script>";
        let with_data = html.replace("</body>", &format!("{data}\n{data}\n</body>"));
        assert_eq!(last_script(&with_data), Some("ours"));
        assert_eq!(last_script(texts), None);
    }
}
