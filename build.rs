//! Turns `cues/*.toml` into static data, so that no TOML is read at run time.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// Fields of a pack that hold one string.
const TEXTS: &[&str] = &["language", "letters", "function", "surnames"];
/// Fields that hold a list of strings.
const LISTS: &[&str] = &[
    "double_surnames",
    "not_names",
    "duties",
    "openings",
    "bylines",
    "credits",
    "credit_tails",
    "closings",
    "captions",
    "jumps",
    "jump_tails",
    "teasers",
    "rubrics",
    "furniture",
    "notices",
];
/// The built-in packs; the first is the one a page without letters is read with.
const PACKS: &[&str] = &["zh-Hans"];

fn main() {
    let mut out = String::from("static BUILT_IN: &[Cues] = &[\n");
    for pack in PACKS {
        let path = format!("cues/{pack}.toml");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
        write_pack(&mut out, &path, &table);
    }
    out.push_str("];\n");
    let to = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("cues.rs");
    fs::write(&to, out).unwrap_or_else(|e| panic!("{}: {e}", to.display()));
}

fn write_pack(out: &mut String, path: &str, table: &toml::Table) {
    if let Some(key) = table.keys().find(|key| !TEXTS.contains(&key.as_str()) && !LISTS.contains(&key.as_str())) {
        panic!("{path}: unknown field {key:?}");
    }
    out.push_str("Cues {\n");
    for field in TEXTS {
        let text: String = match table.get(*field) {
            Some(value) => value.as_str().unwrap_or_else(|| panic!("{path}: {field} is not a string")).into(),
            None => String::new(),
        };
        let text: String = text.split_whitespace().collect();
        let _ = writeln!(out, "{field}: Cow::Borrowed({text:?}),");
    }
    for field in LISTS {
        let _ = write!(out, "{field}: Cow::Borrowed(&[");
        let list = table.get(*field).and_then(|value| value.as_array()).map(Vec::as_slice).unwrap_or_default();
        for item in list {
            let item = item.as_str().unwrap_or_else(|| panic!("{path}: {field} holds {item}, which is not a string"));
            let _ = write!(out, "Cow::Borrowed({item:?}), ");
        }
        out.push_str("]),\n");
    }
    out.push_str("},\n");
}
