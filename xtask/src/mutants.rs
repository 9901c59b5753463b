//! Changes the code in small ways, and sees whether a test fails: mutation testing.

use crate::test::runner::Lane;
use crate::{install, tools};
use anyhow::{Context, Result, ensure};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

const CARGO_MUTANTS: (&str, &str) = ("cargo-mutants", "27.1.0");

/// A folder of the code, with cargo's names of the tests that speak of it.
///
/// A mutant takes as long as these are built and run.
struct Area {
    folder: &'static str,
    tests: &'static [&'static str],
}

const AREAS: [Area; 4] = [
    Area { folder: "src/bin", tests: &["--bin=banmian", "--test=cli", "--test=batch"] },
    Area { folder: "src/edit", tests: &["--lib", "--test=edit_operations", "--test=edits"] },
    Area { folder: "src/export", tests: &["--lib", "--test=formats", "--test=cli"] },
    Area { folder: "src/parse/layout", tests: &["--lib", "--test=gold_pages", "--test=places"] },
];

/// Files in which every mutant was caught.
const CAUGHT: [&str; 4] = [
    "src/bin/banmian/edition.rs",
    "src/bin/banmian/edition_page.rs",
    "src/bin/banmian/edits.rs",
    "src/bin/banmian/html.rs",
];
/// So many days pass until each of their mutants was tried.
const DAYS: u64 = 6;

/// Changes the code in small ways, one at a time, and sees whether a test fails (mutation testing).
///
/// There are thousands of such mutants, and one takes up to a minute. Those that no test has caught
/// are listed in target/mutants/src/…/mutants.out/missed.txt.
#[derive(clap::Args)]
pub struct Args {
    /// Only mutants of these files and folders, such as src/edit/cut.rs
    paths: Vec<PathBuf>,
    /// One of so many mutants is tried
    #[arg(long, value_name = "N", default_value_t = 1)]
    one_of: u64,
}

pub fn run(args: Args) -> Result<()> {
    let Args { mut paths, one_of } = args;
    if paths.is_empty() {
        paths = AREAS.iter().map(|area| area.folder.into()).collect();
    }
    attempt(&paths, (0, one_of))
}

/// Tries a few mutants of files in which none survived, others each day: one that does now shows
/// that a test is missing.
pub fn smoke_test(lane: &mut Lane) {
    let today = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_secs() / (24 * 60 * 60));
    lane.attempt("mutants", || attempt(&CAUGHT.map(PathBuf::from), (today % DAYS, DAYS)));
}

/// Tries every `n`th mutant of the given paths, beginning with the `k`th; an error says where one survived.
fn attempt(paths: &[PathBuf], share: (u64, u64)) -> Result<()> {
    let root = tools::root();
    for path in paths {
        ensure!(root.join(path).exists(), "{} is not there", path.display());
        let known = AREAS.iter().any(|area| path.starts_with(area.folder));
        ensure!(known, "xtask/src/mutants.rs names no tests for {}", path.display());
    }
    let mut survived = Vec::new();
    for area in AREAS {
        let paths: Vec<&PathBuf> = paths.iter().filter(|path| path.starts_with(area.folder)).collect();
        if !paths.is_empty() && tools::run(&mut command(&root, &area, &paths, share)?).is_err() {
            survived.push(area.folder);
        }
    }
    ensure!(survived.is_empty(), "not every mutant was caught in {}", survived.join(", "));
    Ok(())
}

fn command(root: &Path, area: &Area, paths: &[&PathBuf], (k, n): (u64, u64)) -> Result<Command> {
    install::cxx()?;
    let program = tools::from_crates(root, CARGO_MUTANTS)?;
    let folder = tools::target_dir(root)?.join("mutants");
    let tree = folder.join("tree");
    copy(root, &tree)?;
    let output = folder.join(area.folder);
    fs::create_dir_all(&output)?;
    let mut command = Command::new(program);
    command.current_dir(&tree).args(["mutants", "--in-place", "--timeout=120", "--output"]).arg(output);
    for path in paths {
        let glob = if path.extension().is_some() { path.to_path_buf() } else { path.join("**/*.rs") };
        command.arg("--file").arg(glob);
    }
    // tests are named for the build as well, which would else be of all tests and examples
    command.args(area.tests.iter().map(|test| format!("--cargo-arg={test}")));
    // mutants of all files come into each share
    command.args(["--sharding", "round-robin", "--shard"]).arg(format!("{k}/{n}"));
    // what is built stays for the next run
    command.env("CARGO_TARGET_DIR", folder.join("build"));
    // fewer units than the library has modules are put together anew after each change, and optimizing
    // across units compiles most of them again
    command.env("CARGO_PROFILE_DEV_CODEGEN_UNITS", "1024").env("CARGO_PROFILE_DEV_LTO", "off");
    // a mutant is caught or missed in each run alike, and as soon as it fails
    command.env("PROPTEST_RNG_SEED", "1").env("PROPTEST_MAX_SHRINK_ITERS", "0");
    Ok(command)
}

/// Makes `tree` a copy of the working tree, and leaves files alone that are the same, so that they
/// are not built anew.
fn copy(root: &Path, tree: &Path) -> Result<()> {
    let mut list = Command::new("git");
    // in a container the folder may be another user's
    list.current_dir(root).args(["-c", "safe.directory=*"]);
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = tools::read(&mut list)?;
    let files: HashSet<PathBuf> =
        list.split_terminator('\0').filter(|file| root.join(file).is_file()).map(|file| tree.join(file)).collect();
    for file in &files {
        let content = fs::read(root.join(file.strip_prefix(tree)?))?;
        if fs::read(file).ok().as_ref() != Some(&content) {
            fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
            fs::write(file, content)?;
        }
    }
    remove_others(tree, &files)
}

fn remove_others(folder: &Path, files: &HashSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, files)?;
        } else if !files.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
