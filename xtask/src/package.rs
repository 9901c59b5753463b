//! The package for npm, `dist/npm`, and the viewer to be hosted, `dist/site`.

use crate::{bundle, hanzi, lean, schema, tools, view, wasm};
use anyhow::{Context, Result, ensure};
use banmian::export::{self, Sheet, Shell};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the package for npm into dist/npm, and the viewer to be hosted into dist/site.
#[derive(clap::Args)]
pub struct Args {}

/// The two folders that are built.
pub struct Built {
    pub npm: PathBuf,
    pub site: PathBuf,
}

/// What goes into the package as it is.
const AS_IT_IS: [(&str, &str); 7] = [
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("www/npm.md", "README.md"),
    ("www/styles/banmian.css", "banmian.css"),
    ("www/custom-elements.json", "custom-elements.json"),
    (schema::PATH, "page.schema.json"),
    (EDITS, "edits.schema.json"),
];

pub fn run(_: Args) -> Result<()> {
    let built = build(&tools::root())?;
    for folder in [&built.npm, &built.site] {
        println!("{}", folder.display());
        sizes(folder)?;
    }
    println!("as loaded from the package to read a page:");
    view::size("  the viewer's own script and styles", &reader(&tools::root())?)?;
    view::size("  the element with its module", &loaded(&built.npm)?)
}

/// What is written by hand of what the package loads before a page can be read: without words
/// and the module with its glue. The rest of the viewer comes when it is asked for.
pub fn reader(root: &Path) -> Result<Vec<u8>> {
    let (www, staged) = (root.join("www"), tools::target_dir(root)?.join("package"));
    let (from, to) = (staged.join("reader"), staged.join("reader.lean"));
    fresh(&to)?;
    lay(&from, &bundle::parted(&www, "", "")?)?;
    lean::bundled(&from, &["src/define.js"], &to, SPLIT)?;
    let mut all = Vec::new();
    for name in imported(&to, "define.js")? {
        all.extend(fs::read(to.join(name))?);
    }
    let styles = bundle::styles(&www)?;
    all.extend(["banmian.css", "document.css"].iter().filter_map(|name| styles.get(*name)).flat_map(|css| css.bytes()));
    Ok(all)
}

pub fn build(root: &Path) -> Result<Built> {
    let (www, dist) = (root.join("www"), root.join("dist"));
    let (wasm, reading, columns) = (wasm::build(root)?, wasm::reading(root)?, wasm::columns(root)?);
    let tables = hanzi::tables(root)?;
    let staged = tools::target_dir(root)?.join("package");
    let (parted, whole) = (staged.join("parted"), staged.join("whole"));
    lay(&parted, &bundle::parted(&www, &wasm.glue, &tables.variants)?)?;
    lay(&whole, &bundle::whole(&www, &wasm, &tables)?)?;
    let files = BTreeMap::from([
        ("banmian.wasm", reading.as_slice()),
        ("columns.wasm", columns.as_slice()),
        ("desk.wasm", wasm.bytes.as_slice()),
        ("hanzi.txt", tables.characters.as_bytes()),
    ]);
    let built = Built { npm: dist.join("npm"), site: dist.join("site") };
    npm(root, &built.npm, &parted, &whole, &files)?;
    site(root, &built.site, &parted, &built.npm.join("banmian.js"), &files)?;
    Ok(built)
}

fn npm(root: &Path, to: &Path, parted: &Path, whole: &Path, files: &BTreeMap<&str, &[u8]>) -> Result<()> {
    fresh(to)?;
    tools::step("bundling the package");
    lean::bundled(parted, &["src/index.js", "src/element.js", "src/define.js"], to, SPLIT)?;
    lean::bundled(whole, &["src/inline.js"], to, &["--format=esm"])?;
    // the same as a plain script, which alone opens from disk
    fs::write(whole.join("banmian.js"), "export * from \"./src/inline.js\";\n")?;
    lean::bundled(whole, &["banmian.js"], to, &["--format=iife", "--global-name=Banmian"])?;
    let script = fs::read_to_string(to.join("banmian.js"))?;
    ensure!(Shell::viewer(&script, "und").is_some(), "banmian.js would end the element it is saved in");
    for (name, bytes) in files {
        fs::write(to.join(name), bytes)?;
    }
    for (from, name) in AS_IT_IS {
        fs::copy(root.join(from), to.join(name)).with_context(|| format!("copying {from}"))?;
    }
    for (name, text) in bundle::files(&root.join("www/types"), "ts")? {
        fs::write(to.join(name), text)?;
    }
    fs::write(to.join("page.d.ts"), types(root, schema::PATH)?)?;
    fs::write(to.join("edits.d.ts"), types(root, EDITS)?.replace("EditsOfANewspaperPage", "Edits"))?;
    fs::write(to.join("package.json"), manifest(root)?)?;
    Ok(())
}

/// Entries that share what they share, all in one folder, so that what is loaded from beside a
/// script is beside it.
const SPLIT: &[&str] = &["--format=esm", "--splitting", "--chunk-names=[name]-[hash]"];

/// json-schema-to-typescript, which writes types from schemas, as npm has it.
const JSON2TS: &str = "json-schema-to-typescript@16.0.0";

/// The schema of lists of edits.
const EDITS: &str = "src/edit/schema.json";

/// The types of a schema.
fn types(root: &Path, schema: &str) -> Result<String> {
    let mut command = Command::new("npm");
    command.args(["exec", "--yes", "--quiet", "--package", JSON2TS, "--", "json2ts", "--additionalProperties=false"]);
    tools::read(command.arg("--input").arg(root.join(schema)))
}

/// package.json with the version of the crate.
fn manifest(root: &Path) -> Result<String> {
    let json = fs::read_to_string(root.join("www/package.json"))?;
    let (before, after) = json.split_once("\"0.0.0\"").context("www/package.json has no place for the version")?;
    Ok(format!("{before}\"{}\"{after}", env!("CARGO_PKG_VERSION")))
}

fn site(root: &Path, to: &Path, parted: &Path, script: &Path, files: &BTreeMap<&str, &[u8]>) -> Result<()> {
    fresh(to)?;
    tools::step("bundling the viewer to be hosted");
    lay(&parted.join("site"), &bundle::files(&root.join("www/site"), "js")?)?;
    lean::bundled(parted, &["site/site.js"], to, &[SPLIT, &["--entry-names=[name]"]].concat())?;
    fs::copy(script, to.join("banmian.js"))?;
    fs::copy(root.join("www/demo.html"), to.join("demo.html"))?;
    for (name, bytes) in files {
        fs::write(to.join(name), bytes)?;
    }
    let text = view::seed(root)?;
    let page = banmian::parse(&text, &banmian::Options::default());
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                  worker-src 'self' blob:; img-src data:; base-uri 'none'; form-action 'none'; \
                  require-trusted-types-for 'script'; trusted-types banmian banmian-site";
    let shell = Shell { policy: policy.into(), ..Shell::default() };
    let style = lean::lean(export::style(&page.source.language, &shell), lean::Kind::Style, root)?;
    fs::write(to.join("site.css"), style)?;
    fs::write(to.join("index.html"), hosted(&page, &text, &shell))?;
    fs::write(to.join("sw.js"), worker(root, to)?)?;
    Ok(())
}

/// The page as a document whose style and script are files beside it. The module is asked for by
/// the script, not before: the articles are there to be read, and their style is to come first.
fn hosted(page: &banmian::Page, text: &str, shell: &Shell) -> String {
    let html = export::html_in(&[Sheet::new(page, text)], &Shell { script: "site".into(), ..shell.clone() });
    let style = format!("<style>{}</style>", export::style(&page.source.language, shell));
    html.replacen(&style, "<link rel=\"stylesheet\" href=\"site.css\">", 1).replacen(
        "<script type=\"module\" data-banmian>site</script>",
        "<script type=\"module\" src=\"site.js\"></script>",
        1,
    )
}

/// The service worker with the names of all files and what tells this build from another.
fn worker(root: &Path, to: &Path) -> Result<String> {
    let mut names = vec!["./".to_owned()];
    let mut digest = Sha256::new();
    for (name, bytes) in folder(to)? {
        digest.update(name.as_bytes());
        digest.update(&bytes);
        names.push(name);
    }
    let build: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let source = fs::read_to_string(root.join("www/site/sw.js"))?;
    let head = format!("const BUILD = \"{build}\";\nconst FILES = {};\n", serde_json::json!(names));
    lean::lean(head + &source, lean::Kind::Script, root)
}

/// All that is loaded where `define.js` is: it, what it imports, and the module.
fn loaded(npm: &Path) -> Result<Vec<u8>> {
    let mut all = fs::read(npm.join("banmian.wasm"))?;
    for name in imported(npm, "define.js")? {
        all.extend(fs::read(npm.join(name))?);
    }
    Ok(all)
}

/// A bundled script and all that it imports before it runs.
fn imported(folder: &Path, entry: &str) -> Result<Vec<String>> {
    let mut names = vec![entry.to_owned()];
    let mut read = 0;
    while let Some(name) = names.get(read) {
        let script = fs::read_to_string(folder.join(name))?;
        let imports = ["from\"./", "import\"./"].into_iter().flat_map(|before| script.split(before).skip(1));
        for name in imports.filter_map(|rest| rest.split('"').next()) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        read += 1;
    }
    Ok(names)
}

fn sizes(to: &Path) -> Result<()> {
    for (name, bytes) in folder(to)? {
        view::size(&format!("  {name}"), &bytes)?;
    }
    Ok(())
}

/// The files of a folder by name.
fn folder(path: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let named = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?))
    };
    fs::read_dir(path)?.map(named).collect()
}

fn lay(folder: &Path, modules: &BTreeMap<String, String>) -> Result<()> {
    fresh(folder)?;
    for (name, source) in modules {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().context("a module lies in a folder")?)?;
        fs::write(path, source)?;
    }
    Ok(())
}

fn fresh(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    Ok(fs::create_dir_all(folder)?)
}

#[cfg(test)]
mod tests {
    use super::hosted;
    use banmian::export::Shell;

    #[test]
    fn no_text_of_a_page_is_taken_for_a_part_of_its_file() {
        let text = "<style>开馆</style>\n\n本报讯 昨日</banmian-viewer><script type=\"module\" data-banmian>site</script>开馆。";
        let page = banmian::parse(text, &Default::default());
        let html = hosted(&page, text, &Shell::default());
        let (_, end) = html.split_once("</banmian-viewer>").unwrap();
        assert_eq!(end, "\n<script type=\"module\" src=\"site.js\"></script>\n</body>\n</html>\n");
        assert!(!html.contains("<style>") && html.matches("site.css").count() == 1);
    }
}
