//! HTML files: with the viewer in them, and of several pages.

use super::args::CommonArgs;
use super::error::Error;
use super::input::{display_name, is_standard_input, read_bytes};
use super::output::{ensure_nothing_read_is_overwritten, write_output};
use super::pool::thread_pool;
use super::reader::{LoadedPage, PageReader};
use banmian::export::{HtmlPage, HtmlTemplate, html_in};
use rayon::prelude::*;
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
pub fn to_html(pages: &[HtmlPage], viewer: Option<&ViewerScript>, title: &str) -> String {
    let language = pages.first().map_or("und", |page| &page.page.source.language);
    let template = viewer.and_then(|viewer| HtmlTemplate::viewer(&viewer.script, language)).unwrap_or_default();
    html_in(pages, &HtmlTemplate { title: title.into(), ..template })
}

/// Writes all pages that are named as one file; a page that cannot be read is left out, and named
/// on standard error.
pub fn write_edition(args: &CommonArgs, viewer: Option<&ViewerScript>, title: &str) -> Result<(), Error> {
    if args.edits.is_some() {
        return Err(Error::EditsForSeveralPages);
    }
    let reader = PageReader::new(&args.read)?;
    let inputs = args.inputs()?;
    let read = inputs.paths().chain(args.files_beside_pages());
    let read = read.chain(viewer.map(|viewer| &*viewer.path));
    ensure_nothing_read_is_overwritten(read, args.output.as_deref().into_iter())?;
    inputs.errors.iter().for_each(|error| error.print(args.read.json_errors));
    let load = |input| match inputs.files.len() {
        1 => reader.load_pages(input, None),
        _ => reader.load(input, None).map(|page| vec![page]),
    };
    let load_all = || inputs.files.par_iter().map(load).collect();
    let results: Vec<Result<Vec<LoadedPage>, Error>> = thread_pool(args.jobs)?.install(load_all);
    let (mut pages, mut failed) = (Vec::new(), 0);
    for (input, result) in inputs.files.iter().zip(results) {
        match result.and_then(|loaded| loaded.into_iter().map(ensure_text).collect::<Result<Vec<_>, _>>()) {
            Ok(loaded) => pages.extend(loaded.into_iter().map(|page| (&*input.relative, page))),
            Err(error) => {
                error.print(args.read.json_errors);
                failed += 1;
            }
        }
    }
    if !pages.is_empty() {
        write_output(args.output.as_deref(), to_edition(&pages, viewer, title).as_bytes())?;
    }
    inputs.ensure_all_done(failed)
}

/// Returns pages, each with the path of its file, as one HTML file.
pub fn to_edition(pages: &[(&Path, LoadedPage)], viewer: Option<&ViewerScript>, title: &str) -> String {
    let names: Vec<String> = pages.iter().map(|(file, page)| page_name(file, page.number)).collect();
    let named = pages
        .iter()
        .zip(&names)
        .map(|((_, page), name)| HtmlPage { name, ..html_page(page, page.text.as_deref().unwrap_or_default()) });
    to_html(&named.collect::<Vec<_>>(), viewer, title)
}

/// Returns the name of a page in an edition: that of its file, and where it is one of several in it, its number.
fn page_name(file: &Path, number: Option<usize>) -> String {
    match number {
        None => file.display().to_string(),
        Some(number) if is_standard_input(file) => number.to_string(),
        Some(number) => format!("{} · {number}", file.with_extension("").display()),
    }
}

fn ensure_text(page: LoadedPage) -> Result<LoadedPage, Error> {
    match page.text {
        Some(_) => Ok(page),
        None => Err(Error::TextMissing { name: page.name, needed_by: "html" }),
    }
}

/// Returns a page as it is written into an HTML file.
pub fn html_page<'a>(loaded: &'a LoadedPage, text: &'a str) -> HtmlPage<'a> {
    let edits = loaded.edits.as_ref().map(|applied| &applied.edits);
    HtmlPage { edits, sheet: loaded.sheet.as_ref(), ..HtmlPage::new(&loaded.page, text) }
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
