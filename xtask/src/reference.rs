//! The element's manifest, `www/custom-elements.json`, is what its reference is written from:
//! the tables of `www/README.md` and the types in `www/types/element.d.ts`.

use crate::tools;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Writes the reference of the element anew from its manifest.
#[derive(clap::Args)]
pub struct Args {}

const MANIFEST: &str = "www/custom-elements.json";
const README: &str = "www/README.md";
const TYPES: &str = "www/types/element.d.ts";

pub fn run(_: Args) -> Result<()> {
    let root = tools::root();
    for (path, text) in written(&root)? {
        fs::write(root.join(path), text)?;
    }
    Ok(())
}

/// Each file of the reference as it ought to be.
fn written(root: &Path) -> Result<[(&'static str, String); 2]> {
    let element = element(root)?;
    let readme = fs::read_to_string(root.join(README))?;
    Ok([(README, with_tables(readme, &element)?), (TYPES, types(&element)?)])
}

#[derive(Deserialize)]
struct Manifest {
    modules: Vec<Module>,
}

#[derive(Deserialize)]
struct Module {
    #[serde(default)]
    declarations: Vec<Element>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Element {
    tag_name: String,
    summary: String,
    attributes: Vec<Item>,
    members: Vec<Item>,
    events: Vec<Item>,
    css_parts: Vec<Item>,
    css_properties: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    name: String,
    description: String,
    #[serde(default)]
    kind: String,
    #[serde(rename = "type")]
    typed: Option<Typed>,
    #[serde(default)]
    default: String,
    #[serde(default)]
    readonly: bool,
    attribute: Option<String>,
    #[serde(default)]
    parameters: Vec<Parameter>,
    #[serde(rename = "return")]
    gives: Option<Gives>,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    #[serde(rename = "type")]
    typed: Typed,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct Gives {
    #[serde(rename = "type")]
    typed: Typed,
}

#[derive(Deserialize)]
struct Typed {
    text: String,
}

fn element(root: &Path) -> Result<Element> {
    let json = fs::read_to_string(root.join(MANIFEST))?;
    let manifest: Manifest = serde_json::from_str(&json).with_context(|| format!("reading {MANIFEST}"))?;
    manifest.modules.into_iter().flat_map(|module| module.declarations).next().context("the manifest has no element")
}

impl Item {
    fn typed(&self) -> &str {
        self.typed.as_ref().map_or("", |typed| &typed.text)
    }

    /// `name(one, two?)` of a method, the name of anything else.
    fn call(&self) -> String {
        if self.kind != "method" {
            return self.name.clone();
        }
        let names: Vec<_> = self.parameters.iter().map(|p| format!("{}{}", p.name, mark(p.optional))).collect();
        format!("{}({})", self.name, names.join(", "))
    }
}

fn mark(optional: bool) -> &'static str {
    if optional { "?" } else { "" }
}

fn with_tables(readme: String, element: &Element) -> Result<String> {
    let own = element.members.iter().filter(|member| member.attribute.is_none());
    let tables = [
        (
            "attributes",
            table(&["attribute", "values", ""], element.attributes.iter(), |item| {
                let default =
                    if item.default.is_empty() { String::new() } else { format!("; usually `{}`", item.default) };
                vec![code(&item.name), format!("{}{}", code(item.typed()), default), item.description.clone()]
            }),
        ),
        (
            "members",
            table(&["name", "type", ""], own, |item| {
                let typed = item.gives.as_ref().map_or(item.typed(), |gives| &gives.typed.text);
                let description = if item.readonly {
                    format!("{}; to read only", item.description)
                } else {
                    item.description.clone()
                };
                vec![code(&item.call()), code(typed), description]
            }),
        ),
        (
            "events",
            table(&["event", "`detail`", ""], element.events.iter(), |item| {
                let detail = item.typed().trim_start_matches("CustomEvent<").trim_end_matches('>');
                vec![code(&item.name), code(detail), item.description.clone()]
            }),
        ),
        (
            "parts",
            table(&["part", ""], element.css_parts.iter(), |item| vec![code(&item.name), item.description.clone()]),
        ),
        (
            "properties",
            table(&["custom property", ""], element.css_properties.iter(), |item| {
                vec![code(&item.name), item.description.clone()]
            }),
        ),
    ];
    tables.into_iter().try_fold(readme, |readme, (name, table)| put(readme, name, &table))
}

/// The text with what stands between the marks of `name` exchanged.
fn put(text: String, name: &str, table: &str) -> Result<String> {
    let marks = [format!("<!-- {name} -->\n"), format!("<!-- /{name} -->")];
    let (before, rest) = text.split_once(&marks[0]).with_context(|| format!("{README} lacks {}", marks[0]))?;
    let (_, after) = rest.split_once(&marks[1]).with_context(|| format!("{README} lacks {}", marks[1]))?;
    Ok(format!("{before}{}{table}{}{after}", marks[0], marks[1]))
}

fn table<'i>(head: &[&str], items: impl Iterator<Item = &'i Item>, row: impl Fn(&Item) -> Vec<String>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let mut out = line(&head);
    let _ = writeln!(out, "|{}", "---|".repeat(head.len()));
    out.extend(items.map(|item| line(&row(item))));
    out
}

/// In a cell a bar would end it, even within code.
fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{}`", text.replace('|', "\\|")) }
}

fn types(element: &Element) -> Result<String> {
    let mut out = format!("// Written by `cargo xtask reference` from custom-elements.json.\n\n{IMPORTS}\n");
    writeln!(out, "/** {} */\nexport class BanmianViewer extends HTMLElement {{", element.summary)?;
    for member in &element.members {
        writeln!(out, "  /** {} */", member.description)?;
        match &member.gives {
            Some(gives) => {
                let parameters = member.parameters.iter();
                let parameters: Vec<_> =
                    parameters.map(|p| format!("{}{}: {}", p.name, mark(p.optional), p.typed.text)).collect();
                writeln!(out, "  {}({}): {};", member.name, parameters.join(", "), gives.typed.text)?;
            }
            None if member.readonly => writeln!(out, "  get {}(): {};", member.name, member.typed())?,
            None => writeln!(out, "  {}: {};", member.name, member.typed())?,
        }
    }
    out.push_str(LISTENERS);
    writeln!(
        out,
        "/** What the viewer tells; all bubble and are composed. */\nexport interface BanmianViewerEventMap {{"
    )?;
    for event in &element.events {
        writeln!(out, "  /** {} */\n  \"{}\": {};", event.description, event.name, event.typed())?;
    }
    writeln!(out, "}}\n\ndeclare global {{\n  interface HTMLElementTagNameMap {{")?;
    writeln!(out, "    \"{}\": BanmianViewer;\n  }}", element.tag_name)?;
    writeln!(out, "  interface HTMLElementEventMap extends BanmianViewerEventMap {{}}\n}}")?;
    Ok(out)
}

const IMPORTS: &str =
    "import type { Conflict, Cues, Edits, FindRole, Hit, OpenPage, Page, Role, Source, View } from \"./index.js\";\n";

const LISTENERS: &str = "  addEventListener<K extends keyof BanmianViewerEventMap>(type: K, listener: (this: BanmianViewer, event: BanmianViewerEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

";

#[cfg(test)]
mod tests {
    use super::{element, written};
    use crate::bundle::sources;
    use crate::tools;

    #[test]
    fn the_reference_is_what_the_manifest_says() {
        let root = tools::root();
        for (path, text) in written(&root).unwrap() {
            let there = std::fs::read_to_string(root.join(path)).unwrap_or_default();
            assert!(there == text, "{path} is not what the manifest says; run `cargo xtask reference`");
        }
    }

    /// What the element does is in its modules: names there must be in the manifest.
    #[test]
    fn the_manifest_names_every_event_and_part() {
        let root = tools::root();
        let element = element(&root).unwrap();
        let sources: String = sources(&root.join("www")).unwrap().into_values().collect();
        for (before, known) in [
            ("tell(\"", &element.events),
            ("part(\"", &element.css_parts),
            (".part = \"", &element.css_parts),
            ("part: \"", &element.css_parts),
        ] {
            let named = sources.split(before).skip(1).filter_map(|rest| rest.split('"').next());
            for name in named {
                assert!(known.iter().any(|item| item.name == name), "{name} is not in the manifest");
            }
        }
        for item in element.events.iter().chain(&element.css_parts) {
            assert!(sources.contains(&format!("\"{}\"", item.name)), "{} is in no module", item.name);
        }
    }
}
