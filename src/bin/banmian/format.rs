//! The formats that a page can be written in.

use super::args::EditsFormat;
use super::edition_page::EditionPage;
use super::edits::{self, AppliedEdits};
use super::error::Error;
use super::html::{self, ViewerScript};
use super::reader::LoadedPage;
use banmian::export;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use std::io::Cursor;
use std::path::Path;

/// A format that a page can be written in.
#[derive(Clone, Copy)]
pub enum OutputFormat<'a> {
    Parse {
        compact: bool,
    },
    Labels,
    /// With the viewer's script, if there is one.
    Html(Option<&'a ViewerScript>),
    Markdown,
    Text,
    Ndjson,
    JsonLd,
    Ninjs,
    Tei,
    Epub,
    Ris,
    CslJson,
    Bibtex,
    Atom,
    Edits(EditsFormat),
}

impl OutputFormat<'_> {
    /// Returns the name of the subcommand that writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parse { .. } => "parse",
            Self::Labels => "labels",
            Self::Html(_) => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Ndjson => "ndjson",
            Self::JsonLd => "json-ld",
            Self::Ninjs => "ninjs",
            Self::Tei => "tei",
            Self::Epub => "epub",
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::Bibtex => "bibtex",
            Self::Atom => "atom",
            Self::Edits(_) => "edits",
        }
    }

    /// Returns the extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parse { .. } => "json",
            Self::Labels => "tsv",
            Self::Html(_) => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Ndjson => "ndjson",
            Self::JsonLd => "jsonld",
            Self::Ninjs => "ninjs.json",
            Self::Tei => "xml",
            Self::Epub => "epub",
            Self::Ris => "ris",
            Self::CslJson => "csl.json",
            Self::Bibtex => "bib",
            Self::Atom => "atom",
            Self::Edits(_) => "edits.json",
        }
    }

    /// Returns the file of the viewer's script, if it is written into the page.
    pub fn viewer_file(&self) -> Option<&Path> {
        if let Self::Html(Some(viewer)) = self { Some(&viewer.path) } else { None }
    }

    /// Whether a file ends as a page in this format does, and not before: an archive with its
    /// directory, JSON with its last bracket, a text with the end of a line.
    pub fn is_whole(self, bytes: &[u8]) -> bool {
        let is_json = |bytes: &[u8]| serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
        let trimmed = bytes.trim_ascii_end();
        match self {
            Self::Parse { .. } | Self::JsonLd | Self::Ninjs | Self::CslJson | Self::Edits(_) => is_json(bytes),
            Self::Ndjson => trimmed.split(|&byte| byte == b'\n').all(is_json),
            Self::Labels | Self::Markdown | Self::Text => bytes.ends_with(b"\n"),
            Self::Html(_) => trimmed.ends_with(b"</html>"),
            Self::Tei => trimmed.ends_with(b"</TEI>"),
            Self::Atom => trimmed.ends_with(b"</feed>"),
            Self::Ris => bytes.ends_with(b"ER  - \r\n"),
            Self::Bibtex => bytes.ends_with(b"\n}\n"),
            Self::Epub => zip::ZipArchive::new(Cursor::new(bytes)).is_ok(),
        }
    }

    /// Whether each page or story is a line, so that several pages can be written to one stream.
    pub fn is_line_based(self) -> bool {
        matches!(self, Self::Parse { .. } | Self::Ndjson)
    }

    /// Whether several pages, those of a document too, are one file in this format.
    pub fn has_editions(self) -> bool {
        matches!(self, Self::Html(_) | Self::Epub | Self::Ris | Self::CslJson | Self::Bibtex | Self::Atom)
    }

    /// Whether several files that are named are one file in this format without being called an edition.
    pub fn joins_files(self) -> bool {
        self.has_editions() && !matches!(self, Self::Html(_))
    }

    /// Returns the pages if they have all that this format needs.
    pub fn ensure_texts(self, pages: Vec<LoadedPage>) -> Result<Vec<LoadedPage>, Error> {
        let is_needed = matches!(self, Self::Html(_) | Self::Labels | Self::Edits(_));
        match pages.iter().find(|page| is_needed && page.text.is_none()) {
            Some(page) => Err(Error::TextMissing { name: page.name.clone(), needed_by: self.name() }),
            None => Ok(pages),
        }
    }

    /// Returns pages in this format, with a title where the format has one; several only if it has editions.
    pub fn write(self, pages: &[EditionPage], title: &str) -> Result<Vec<u8>, Error> {
        let Some(EditionPage { page: LoadedPage { name, page, text, edits, .. }, .. }) = pages.first() else {
            return Ok(Vec::new());
        };
        let text = text.as_deref().unwrap_or_default();
        let all = || pages.iter().map(|entry| &entry.page.page);
        let json = |value: serde_json::Result<String>| value.map(|json| json + "\n").unwrap_or_default();
        let written = match self {
            Self::Parse { compact: true } => json(serde_json::to_string(page)),
            Self::Parse { compact: false } => json(serde_json::to_string_pretty(page)),
            Self::Labels => export::labels(page, text),
            Self::Html(viewer) => html::to_html(pages, viewer, title),
            Self::Markdown => export::markdown(page),
            Self::Text => export::text(page),
            Self::Ndjson => export::ndjson(page),
            Self::JsonLd => export::json_ld(page) + "\n",
            Self::Ninjs => export::ninjs(page) + "\n",
            Self::Tei => match edits {
                Some(applied) => export::tei_with_edits(page, &applied.edits),
                None => export::tei(page),
            },
            Self::Ris => export::ris(all()),
            Self::CslJson => export::csl_json(all()),
            Self::Bibtex => export::bibtex(all()),
            Self::Atom => atom(title, pages),
            Self::Epub => {
                let pages = pages.iter().map(|entry| (&*entry.name, &entry.page.page));
                return export::epub(title, pages).map_err(|error| Error::Write { name: name.clone(), error });
            }
            Self::Edits(format) => {
                let to_format = |applied: &AppliedEdits| edits::to_format(format, text, page, &applied.edits, name);
                json(edits.as_ref().map_or_else(|| Ok(String::new()), to_format))
            }
        };
        Ok(written.into_bytes())
    }

    /// Returns the lines of a page as one of several, each with the name of its file.
    pub fn write_lines(self, page: EditionPage) -> Result<Vec<u8>, Error> {
        let loaded = &page.page;
        if let Self::Parse { .. } = self {
            return Ok(format!("{}\n", json!({ "source": loaded.name, "page": loaded.page })).into_bytes());
        }
        let lines = String::from_utf8(self.write(std::slice::from_ref(&page), "")?).unwrap_or_default();
        let mut out = String::with_capacity(lines.len());
        for line in lines.lines() {
            let mut story: Value = serde_json::from_str(line).unwrap_or_default();
            story["source"] = json!(loaded.name);
            out.push_str(&format!("{story}\n"));
        }
        Ok(out.into_bytes())
    }
}

/// Returns a feed of pages, each of which was made when its file was written.
fn atom(title: &str, pages: &[EditionPage]) -> String {
    let times: Vec<String> =
        pages.iter().map(|page| humantime::format_rfc3339_seconds(page.modified).to_string()).collect();
    export::atom(title, times.iter().map(|time| &**time).zip(pages.iter().map(|entry| &entry.page.page)))
}
