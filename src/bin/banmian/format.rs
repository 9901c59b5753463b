//! The formats that a page can be written in.

use super::args::EditsFormat;
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
            Self::Parse { .. } | Self::JsonLd | Self::Ninjs | Self::Edits(_) => is_json(bytes),
            Self::Ndjson => trimmed.split(|&byte| byte == b'\n').all(is_json),
            Self::Labels | Self::Markdown | Self::Text => bytes.ends_with(b"\n"),
            Self::Html(_) => trimmed.ends_with(b"</html>"),
            Self::Tei => trimmed.ends_with(b"</TEI>"),
            Self::Epub => zip::ZipArchive::new(Cursor::new(bytes)).is_ok(),
        }
    }

    /// Whether each page or story is a line, so that several pages can be written to one stream.
    pub fn is_line_based(self) -> bool {
        matches!(self, Self::Parse { .. } | Self::Ndjson)
    }

    /// Returns a page in this format.
    pub fn write(self, loaded: &LoadedPage) -> Result<Vec<u8>, Error> {
        let LoadedPage { name, page, text, edits, .. } = loaded;
        let text = || text.as_deref().ok_or_else(|| Error::TextMissing { name: name.clone(), needed_by: self.name() });
        let json = |value: serde_json::Result<String>| value.map(|json| json + "\n").unwrap_or_default();
        let written = match self {
            Self::Parse { compact: true } => json(serde_json::to_string(page)),
            Self::Parse { compact: false } => json(serde_json::to_string_pretty(page)),
            Self::Labels => export::labels(page, text()?),
            Self::Html(viewer) => html::to_html(&[html::html_page(loaded, text()?)], viewer, ""),
            Self::Markdown => export::markdown(page),
            Self::Text => export::text(page),
            Self::Ndjson => export::ndjson(page),
            Self::JsonLd => export::json_ld(page) + "\n",
            Self::Ninjs => export::ninjs(page) + "\n",
            Self::Tei => match edits {
                Some(applied) => export::tei_with_edits(page, &applied.edits),
                None => export::tei(page),
            },
            Self::Epub => {
                return export::epub(page).map_err(|error| Error::Write { name: name.clone(), error });
            }
            Self::Edits(format) => {
                let text = text()?;
                let to_format = |applied: &AppliedEdits| edits::to_format(format, text, page, &applied.edits, name);
                json(edits.as_ref().map_or_else(|| Ok(String::new()), to_format))
            }
        };
        Ok(written.into_bytes())
    }

    /// Returns the lines of a page as one of several, each with the name of its file.
    pub fn write_lines(self, loaded: &LoadedPage) -> Result<Vec<u8>, Error> {
        if let Self::Parse { .. } = self {
            return Ok(format!("{}\n", json!({ "source": loaded.name, "page": loaded.page })).into_bytes());
        }
        let lines = String::from_utf8(self.write(loaded)?).unwrap_or_default();
        let mut out = String::with_capacity(lines.len());
        for line in lines.lines() {
            let mut story: Value = serde_json::from_str(line).unwrap_or_default();
            story["source"] = json!(loaded.name);
            out.push_str(&format!("{story}\n"));
        }
        Ok(out.into_bytes())
    }
}
