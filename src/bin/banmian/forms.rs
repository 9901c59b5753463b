//! Pages → files.

use super::args::EditsForm;
use super::edits;
use super::failure::Failure;
use super::html;
use super::read::Reading;
use banmian::export::{self, Sheet};
use serde_json::{Value, json};

/// What a page is to be written as.
#[derive(Clone, Copy, PartialEq)]
pub enum Form<'a> {
    Parse {
        compact: bool,
    },
    Labels,
    /// With the viewer's script, if there is one.
    Html(Option<&'a str>),
    Markdown,
    Text,
    Ndjson,
    JsonLd,
    Ninjs,
    Tei,
    Epub,
    Edits(EditsForm),
}

impl Form<'_> {
    /// The word it is asked for by.
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

    /// How the names of its files end.
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

    /// Whether several pages can stand one behind the other.
    pub fn is_of_lines(self) -> bool {
        matches!(self, Self::Parse { .. } | Self::Ndjson)
    }

    /// The page by itself.
    pub fn write(self, reading: &Reading) -> Result<Vec<u8>, Failure> {
        let Reading { name, page, text, made } = reading;
        let text = || text.as_deref().ok_or_else(|| Failure::NeedsText { name: name.clone(), form: self.name() });
        let json = |value: serde_json::Result<String>| value.map(|json| json + "\n").unwrap_or_default();
        let written = match self {
            Self::Parse { compact: true } => json(serde_json::to_string(page)),
            Self::Parse { compact: false } => json(serde_json::to_string_pretty(page)),
            Self::Labels => export::labels(page, text()?),
            Self::Html(viewer) => {
                let edits = made.as_ref().map(|made| &made.edits);
                html::written(&[Sheet { edits, ..Sheet::new(page, text()?) }], viewer, "")
            }
            Self::Markdown => export::markdown(page),
            Self::Text => export::text(page),
            Self::Ndjson => export::ndjson(page),
            Self::JsonLd => export::json_ld(page) + "\n",
            Self::Ninjs => export::ninjs(page) + "\n",
            Self::Tei => export::tei(page),
            Self::Epub => {
                return export::epub(page).map_err(|error| Failure::Write { name: name.clone(), error });
            }
            Self::Edits(form) => {
                let (text, made) = (text()?, made.as_ref());
                json(made.map_or_else(|| Ok(String::new()), |made| edits::written(form, text, &made.edits, name)))
            }
        };
        Ok(written.into_bytes())
    }

    /// The page as one of several: lines that say which file they are of.
    pub fn write_among(self, reading: &Reading) -> Result<Vec<u8>, Failure> {
        if let Self::Parse { .. } = self {
            return Ok(format!("{}\n", json!({ "source": reading.name, "page": reading.page })).into_bytes());
        }
        let lines = String::from_utf8(self.write(reading)?).unwrap_or_default();
        let mut out = String::with_capacity(lines.len());
        for line in lines.lines() {
            let mut story: Value = serde_json::from_str(line).unwrap_or_default();
            story["source"] = json!(reading.name);
            out.push_str(&format!("{story}\n"));
        }
        Ok(out.into_bytes())
    }
}
