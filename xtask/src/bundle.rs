//! The viewer as one script, and a page as one file that holds it.

use crate::hanzi::Tables;
use crate::lean::{Kind, lean};
use crate::link::link;
use crate::tools;
use crate::wasm::Wasm;
use anyhow::{Context, Result};
use banmian::export::{self, Sheet, Shell};
use base64::prelude::{BASE64_STANDARD, Engine};
use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Links the modules of `www`, its styles and words, the module of Rust and the
/// tables of characters into one script.
pub fn script(www: &Path, wasm: &Wasm, tables: &Tables) -> Result<String> {
    linked(www, &wasm.glue, data(www, wasm, tables, &thread(www, &wasm.glue)?)?)
}

/// What is written by hand of the viewer's script, and its styles: without words, tables and
/// the module with its glue.
pub fn own(www: &Path) -> Result<String> {
    let empty = ["styles", "locales", "thread", "packed", "characters", "variants"]
        .map(|name| format!("export const {name} = 0;\n"));
    Ok(linked(www, "", empty.concat())? + &styles(www)?.into_values().collect::<String>())
}

fn linked(www: &Path, glue: &str, data: String) -> Result<String> {
    lean(link("src/define.js", &modules(www, "assets-inline.js", glue, data)?)?, Kind::Script, &tools::root())
}

/// The modules of `www` with `assets` as the place that style, words and the module come from;
/// where all is in one, nothing is loaded later.
fn modules(www: &Path, assets: &str, glue: &str, data: String) -> Result<BTreeMap<String, String>> {
    let mut modules = sources(www)?;
    let mut take = |name: &str| modules.remove(&format!("src/{name}")).with_context(|| format!("www/{name} is missing"));
    let chosen = take(assets)?;
    let inline = take("lazy-inline.js")?;
    modules.insert("src/assets.js".into(), chosen);
    if assets == "assets-inline.js" {
        modules.insert("src/lazy.js".into(), inline);
    }
    modules.insert("wasm/banmian.js".into(), glue.into());
    modules.insert("src/data.js".into(), data);
    Ok(modules)
}

/// All modules with everything within, for a bundler.
pub fn whole(www: &Path, wasm: &Wasm, tables: &Tables) -> Result<BTreeMap<String, String>> {
    modules(www, "assets-inline.js", &wasm.glue, data(www, wasm, tables, &thread(www, &wasm.glue)?)?)
}

/// All modules with style and words as modules of their own, for a bundler that splits; the
/// modules of Rust and the table of characters are files beside.
pub fn parted(www: &Path, glue: &str, variants: &str) -> Result<BTreeMap<String, String>> {
    let mut parts = BTreeMap::new();
    let mut sheets = styles(www)?;
    let shell = quoted(&serde_json::json!(sheets.remove("shell.css").context("www/shell.css is missing")?));
    let module = |value: &serde_json::Value| format!("export default {};\n", quoted(value));
    let mut data = format!("export const shell = {shell};\nexport const sheets = {{\n");
    for (name, css) in sheets {
        parts.insert(format!("src/sheets/{name}.js"), module(&serde_json::json!(css)));
        data += &format!("  \"{name}\": () => import(\"./sheets/{name}.js\"),\n");
    }
    data += "};\nexport const locales = {\n";
    for (tag, words) in words(www)? {
        parts.insert(format!("src/words/{tag}.js"), module(&words));
        data += &format!("  \"{tag}\": () => import(\"./words/{tag}.js\"),\n");
    }
    parts.insert("src/thread.js".into(), module(&serde_json::json!(thread(www, glue)?)));
    parts.insert("src/variants.js".into(), module(&serde_json::json!(variants)));
    // once more each, for the modules that are started beside the one that reads
    parts.insert("wasm/columns.js".into(), glue.into());
    parts.insert("wasm/desk.js".into(), glue.into());
    parts.extend(modules(www, "assets-package.js", glue, data + "};\n")?);
    Ok(parts)
}

/// The style sheets by name, made small.
pub fn styles(www: &Path) -> Result<BTreeMap<String, String>> {
    let root = tools::root();
    files(&www.join("styles"), "css")?.into_iter().map(|(name, css)| Ok((name, lean(css, Kind::Style, &root)?))).collect()
}

/// The page of `text` as one file with the viewer in it.
pub fn file(text: &str, script: &str) -> Result<String> {
    let page = banmian::parse(text, &banmian::Options::default());
    let shell = Shell::viewer(script, &page.source.language).context("the script would end its own element")?;
    Ok(export::html_in(&[Sheet::new(&page, text)], &shell))
}

/// Compresses as a server would; no time goes in, so the same bytes come out.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The same with brotli, at its best.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &brotli::enc::BrotliEncoderParams::default())?;
    Ok(out)
}

/// The script of the viewer's worker.
fn thread(www: &Path, glue: &str) -> Result<String> {
    let worker = std::fs::read_to_string(www.join("src/engine/worker.js"))?;
    let modules = [("src/engine/worker.js", worker), ("wasm/banmian.js", glue.into())];
    let modules = modules.map(|(name, source)| (name.to_owned(), source)).into();
    lean(link("src/engine/worker.js", &modules)?, Kind::Script, &tools::root())
}

fn data(www: &Path, wasm: &Wasm, tables: &Tables, thread: &str) -> Result<String> {
    Ok(format!(
        "export const styles = {};\nexport const locales = {};\nexport const thread = {};\nexport const packed = \"{}\";\nexport const characters = \"{}\";\nexport const variants = \"{}\";\n",
        quoted(&serde_json::json!(styles(www)?)),
        quoted(&serde_json::json!(words(www)?)),
        quoted(&serde_json::json!(thread)),
        BASE64_STANDARD.encode(gzip(&wasm.bytes)?),
        BASE64_STANDARD.encode(gzip(tables.characters.as_bytes())?),
        BASE64_STANDARD.encode(gzip(tables.variants.as_bytes())?),
    ))
}

/// The words of every language by its tag.
fn words(www: &Path) -> Result<BTreeMap<String, serde_json::Value>> {
    let parsed = |(name, json): (String, String)| {
        let words = serde_json::from_str(&json).with_context(|| format!("www/locales/{name} is not JSON"))?;
        Ok((name.trim_end_matches(".json").to_owned(), words))
    };
    locales(www)?.into_iter().map(parsed).collect()
}

/// A value as a literal that ends no script element.
fn quoted(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// The files of words; any file of words is one, the list is for plain modules.
fn locales(www: &Path) -> Result<BTreeMap<String, String>> {
    let mut words = files(&www.join("locales"), "json")?;
    words.remove("index.json");
    Ok(words)
}

/// The modules of the viewer by their paths below `www`.
pub fn sources(www: &Path) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    let mut folders = vec!["src".to_owned()];
    while let Some(folder) = folders.pop() {
        let inside = |name: String| format!("{folder}/{name}");
        out.extend(files(&www.join(&folder), "js")?.into_iter().map(|(name, source)| (inside(name), source)));
        for entry in std::fs::read_dir(www.join(&folder))? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(inside(entry.file_name().to_string_lossy().into_owned()));
            }
        }
    }
    Ok(out)
}

/// The files of a folder with an extension, by name.
pub fn files(folder: &Path, extension: &str) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            out.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{Tables, data, files, locales, sources};
    use crate::wasm::Wasm;
    use banmian::edit::Problem;
    use banmian::{Kind, Reason, Role};
    use std::collections::{BTreeMap, BTreeSet};

    /// Every word the viewer can ask for: keys written in its modules, roles, reasons.
    fn asked() -> BTreeSet<String> {
        let www = crate::tools::root().join("www");
        let mut keys = BTreeSet::new();
        for source in sources(&www).unwrap().values() {
            for (at, call) in source.match_indices("t(\"") {
                let part_of_a_word = source[..at].ends_with(|c: char| c.is_alphanumeric());
                let key = source[at + call.len()..].split('"').next().unwrap_or_default();
                if !part_of_a_word {
                    keys.insert(key.to_owned());
                }
            }
        }
        let desk = sources(&www).unwrap();
        let words = desk.values().flat_map(|source| source.split('"')).filter(|word| word.starts_with("correct."));
        keys.extend(words.filter(|word| *word != "correct.css").map(str::to_owned));
        keys.extend(
            ["carry", "type", "join", "split", "headline", "confirm", "undo", "redo", "printed", "done"]
                .map(|act| format!("correct.{act}")),
        );
        let did = ["role", "headline", "join", "part", "split", "merge", "kind", "correct", "confirm"];
        keys.extend(did.map(|what| format!("correct.did.{what}")));
        keys.extend(["behind", "before", "story", "page"].map(|place| format!("correct.did.move.{place}")));
        keys.extend(Kind::ALL.map(|kind| format!("kind.{}", kind.name())));
        keys.extend(Problem::ALL.map(|problem| format!("problem.{}", name_of(&problem))));
        keys.extend(
            Role::ALL.iter().flat_map(|role| [format!("role.{}", role.name()), format!("sign.{}", role.name())]),
        );
        let reasons = [
            Reason::Adjacent,
            Reason::SharedWords { words: Vec::new() },
            Reason::SentenceGoesOn,
            Reason::OpensStory,
            Reason::NamedAgain { name: String::new() },
            Reason::Cue { text: String::new() },
            Reason::NothingBetter,
            Reason::Corrected,
            Reason::Confirmed,
        ];
        for reason in reasons {
            let kind = serde_json::to_value(&reason).unwrap()["kind"].as_str().unwrap().to_owned();
            keys.insert(format!("reason.{kind}"));
        }
        keys.extend(["page", "list", "source"].map(|view| format!("view.{view}")));
        let doubts = ["empty", "undecodable", "not-text", "doubtful-join", "doubtful-place", "doubtful-headline"];
        keys.extend(doubts.map(|code| format!("doubt.{code}")));
        keys.extend(["no-headline", "no-body", "unplaced", "limit"].map(|code| format!("doubt.{code}")));
        keys.extend(
            ["fetch", "file", "decode", "manifest", "engine", "parse", "cues", "edits"]
                .map(|stage| format!("error.{stage}")),
        );
        keys
    }

    fn name_of(what: &impl serde::Serialize) -> String {
        serde_json::to_value(what).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn no_locale_misses_a_word() {
        let asked = asked();
        assert!(asked.contains("why.place") && asked.contains("said.loaded"), "the modules were not searched");
        let locales = locales(&crate::tools::root().join("www")).unwrap();
        for wanted in ["en.json", "zh-Hans.json", "zh-Hant.json"] {
            assert!(locales.contains_key(wanted), "{wanted} is missing");
        }
        let english: BTreeMap<String, String> = serde_json::from_str(&locales["en.json"]).unwrap();
        for (name, json) in &locales {
            let words: BTreeMap<String, String> = serde_json::from_str(json).unwrap();
            let missing: Vec<_> = asked.iter().filter(|key| !words.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{name} misses {missing:?}");
            assert!(words.keys().eq(english.keys()), "{name} and en.json have other keys");
            assert!(words.values().all(|word| !word.trim().is_empty()), "{name} has an empty word");
        }
    }

    #[test]
    fn the_list_of_languages_is_that_of_the_files() {
        let www = crate::tools::root().join("www");
        let list: Vec<String> =
            serde_json::from_str(&files(&www.join("locales"), "json").unwrap()["index.json"]).unwrap();
        assert!(locales(&www).unwrap().keys().map(|name| name.trim_end_matches(".json")).eq(list.iter()));
    }

    #[test]
    fn a_file_of_words_is_all_a_language_needs() {
        let www = crate::tools::root().join("target/tmp/fourth");
        std::fs::create_dir_all(www.join("styles")).unwrap();
        std::fs::create_dir_all(www.join("locales")).unwrap();
        std::fs::write(www.join("locales/de.json"), "{\"open\": \"Öffnen\"}").unwrap();
        let tables = Tables { characters: String::new(), variants: String::new() };
        let script = data(&www, &Wasm::default(), &tables, "").unwrap();
        assert!(script.contains("locales = {\"de\":{\"open\":\"Öffnen\"}}"), "{script}");
    }
}
