//! HTML files: with the viewer, of several pages.

use super::args::Ask;
use super::batch;
use super::failure::Failure;
use super::read::{Reader, Reading, bytes, name, named};
use banmian::Page;
use banmian::export::{Sheet, Shell, html_in};
use rayon::prelude::*;
use std::path::Path;

/// The viewer's script, from its file or from one that holds it.
pub fn viewer(path: &Path) -> Result<String, Failure> {
    let name = name(path);
    let bytes = bytes(path).map_err(|error| Failure::Read { name: name.clone(), error })?;
    let text = String::from_utf8_lossy(&bytes);
    let script = last_script(&text).unwrap_or(&text);
    // any script would be let run, so one that was named by mistake is not
    let is_ours = script.contains("banmian-viewer") && Shell::viewer(script, "und").is_some();
    if is_ours { Ok(script.to_owned()) } else { Err(Failure::Viewer { name }) }
}

/// The script of a file that is the viewer: the last element of its body, as before it stand texts
/// that may hold what looks like one.
fn last_script(html: &str) -> Option<&str> {
    let (before, _) = html.rsplit_once("</script>")?;
    let (_, last) = before.rsplit_once("</script>")?;
    last.split_once(" data-banmian>").map(|(_, script)| script)
}

/// Pages as one file.
pub fn written(sheets: &[Sheet], viewer: Option<&str>, title: &str) -> String {
    let language = sheets.first().map_or("und", |sheet| &sheet.page.source.language);
    let shell = viewer.and_then(|script| Shell::viewer(script, language)).unwrap_or_default();
    html_in(sheets, &Shell { title: title.into(), ..shell })
}

/// All pages that are asked for, as one file; without those that cannot be read, which is said.
pub fn edition(ask: &Ask, viewer: Option<&str>, title: &str) -> Result<(), Failure> {
    if ask.edits.is_some() {
        return Err(Failure::OneEdits);
    }
    let reader = Reader::new(&ask.how)?;
    let files = named(&ask.files, ask.list.as_deref())?;
    batch::spared(&files, ask.output.as_deref().into_iter())?;
    let read = || files.par_iter().map(|file| reader.file(&file.path, None)).collect();
    let outcomes: Vec<Result<Reading, Failure>> = batch::pool(ask.jobs)?.install(read);
    let mut pages = Vec::new();
    for (file, outcome) in files.iter().zip(outcomes) {
        match outcome.and_then(with_text) {
            Ok((page, text)) => pages.push((file.below.display().to_string(), page, text)),
            Err(failure) => failure.say(ask.json_errors),
        }
    }
    let sheets: Vec<Sheet> = pages.iter().map(|(name, page, text)| Sheet { name, ..Sheet::new(page, text) }).collect();
    if !sheets.is_empty() {
        batch::deliver(ask.output.as_deref(), written(&sheets, viewer, title).as_bytes())?;
    }
    match files.len() - sheets.len() {
        0 => Ok(()),
        failed => Err(Failure::Failed { failed, of: files.len() }),
    }
}

fn with_text(Reading { name, page, text, .. }: Reading) -> Result<(Page, String), Failure> {
    text.map(|text| (page, text)).ok_or(Failure::NeedsText { name, form: "html" })
}

#[cfg(test)]
mod tests {
    use super::last_script;

    #[test]
    fn a_text_is_not_taken_for_the_viewers_script() {
        let texts = "<script type=\"application/json\">\"<script data-banmian>theirs\"</script>\n</banmian-viewer>";
        let html = format!("{texts}\n<script type=\"module\" data-banmian>ours</script>\n</body>");
        assert_eq!(last_script(&html), Some("ours"));
        assert_eq!(last_script(texts), None);
    }
}
