//! Runs the tests: what a change can break, or, with `--all`, everything.
//!
//! Tests are written where they belong: Rust's beside the code and in `tests/*.rs`, what a browser
//! shows in `tests/viewer`, and so on. Here they are only started, two lanes side by side.

pub mod runner;

use crate::{fuzz, install, mutants, tools, viewer};
use anyhow::{Result, bail};
use install::Engine;
use runner::{Lane, Outcome};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Runs the tests that a change can break: format, lints, Rust, types, and the viewer in
/// Chromium, Firefox and WebKit; with --all, everything there is.
///
/// What engines have little part in is tested in Chromium alone, the contrast of themes that a reader
/// chooses and other languages' accessibility not at all, and of the library's modules the one with all
/// its code is linted, unless a part or --all is asked for.
///
/// What is missing is installed: Debian packages where this may be done (as root or with a sudo
/// that asks no password), geckodriver into target/tools, npm packages as their lock files say.
/// The last line is a summary.
#[derive(clap::Args)]
pub struct Args {
    /// Run only this part
    part: Option<Part>,
    /// Run only the tests whose title (not for Rust: or whose file's name) contains this
    name: Option<String>,
    /// Run browser tests (viewer, embed) only in this engine; may be given several times
    #[arg(long)]
    engine: Vec<Engine>,
    /// Run what takes long as well: every bundler and framework, Lighthouse, soak, fuzz, mutants, audits
    #[arg(long, conflicts_with = "part")]
    all: bool,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Part {
    /// Format, clippy, unit, integration and doc tests
    Rust,
    /// ESLint and types of the JavaScript, Markdown in the renderers of npm
    Scripts,
    /// The built page in browsers
    Viewer,
    /// The package, loaded in every way that the README names; bundlers, frameworks, soak tests
    Embed,
    /// Lighthouse, external validators (TEI, EPUB), audits
    Nightly,
    /// A fuzzer looks for two minutes
    Fuzz,
    /// Whether tests notice a few changes of the code
    Mutants,
}

impl Part {
    /// Parts that run without `--all`.
    const DEFAULT: [Self; 3] = [Self::Rust, Self::Scripts, Self::Viewer];
    const ALL: [Self; 7] =
        [Self::Rust, Self::Scripts, Self::Viewer, Self::Embed, Self::Nightly, Self::Fuzz, Self::Mutants];
}

pub fn run(args: Args) -> Result<()> {
    let started = Instant::now();
    let parts = match args.part {
        Some(part) => vec![part],
        None if args.all => Part::ALL.to_vec(),
        None => Part::DEFAULT.to_vec(),
    };
    let tests = Tests { root: tools::root(), target: tools::target_dir(&tools::root())?, args };
    let (rust, rest): (Vec<_>, Vec<_>) = parts.iter().partition(|part| **part == Part::Rust);
    let lanes = usize::from(!rust.is_empty()) + usize::from(!rest.is_empty());
    let outcomes = std::thread::scope(|scope| {
        let lane = |parts: Vec<Part>| {
            scope.spawn(|| {
                let mut lane = Lane::new(lanes > 1);
                parts.into_iter().for_each(|part| tests.part(part, &mut lane));
                lane.outcomes
            })
        };
        let lanes = [lane(rust), lane(rest)];
        lanes.into_iter().flat_map(|lane| lane.join().expect("a lane reports what is wrong")).collect::<Vec<_>>()
    });
    finish(&outcomes, started.elapsed())
}

/// Prints what took how long, which tests failed, and how many, as the plain closing line has it.
fn finish(outcomes: &[Outcome], took: Duration) -> Result<()> {
    println!();
    for outcome in outcomes {
        println!("{outcome}");
    }
    for failure in outcomes.iter().flat_map(Outcome::failures) {
        println!("{failure}");
    }
    let (passed, failed) = outcomes.iter().fold((0, 0), |sum, one| (sum.0 + one.passed, sum.1 + one.failed));
    println!("took {} s", took.as_secs());
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        // The summary is the last word; an error of main's would follow it.
        std::process::exit(1);
    }
    if passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}

struct Tests {
    root: PathBuf,
    target: PathBuf,
    args: Args,
}

impl Tests {
    fn part(&self, part: Part, lane: &mut Lane) {
        match part {
            Part::Rust => self.rust(lane),
            Part::Scripts => self.scripts(lane),
            Part::Viewer => self.viewer(lane),
            Part::Embed => self.embed(lane),
            Part::Nightly => self.nightly(lane),
            Part::Fuzz => fuzz::smoke_test(&self.root, lane),
            Part::Mutants => mutants::smoke_test(lane),
        }
    }

    fn rust(&self, lane: &mut Lane) {
        if let Some(name) = &self.args.name {
            return lane.tests("cargo test", self.cargo(&["test", "--workspace", name]));
        }
        lane.check("format", self.cargo(&["fmt", "--all", "--check"]));
        lane.check("format of the fuzz targets", self.cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]));
        let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];
        lane.check("clippy", self.cargo(&clippy));
        if !lane.attempt("the WebAssembly target", crate::wasm::ensure_target) {
            return;
        }
        // `full` has all the code, the others parts of it
        let modules = if self.is_brief() { &crate::wasm::MODULES[..1] } else { &crate::wasm::MODULES[..] };
        for features in modules {
            let mut pure = self.cargo(&["clippy", "--quiet", "--lib", "--no-default-features", "--features", features]);
            pure.args(["--target", "wasm32-unknown-unknown", "--", "--deny", "warnings"]);
            pure.env("CLIPPY_CONF_DIR", self.root.join("xtask/pure"));
            lane.check(&format!("clippy of the pure library, {features}"), pure);
        }
        lane.tests("cargo test", self.cargo(&["test", "--workspace", "--no-fail-fast"]));
    }

    fn scripts(&self, lane: &mut Lane) {
        let install = || ["www", "tests"].iter().try_for_each(|folder| install::npm_packages(&self.root.join(folder)));
        if !lane.attempt("npm packages", install) {
            return;
        }
        let npm = |script: &str| {
            let mut npm = Command::new("npm");
            npm.current_dir(self.root.join("www")).args(["run", "--silent", script]);
            npm
        };
        lane.check("ESLint of the viewer", npm("lint"));
        let mut eslint = Command::new("node");
        eslint.current_dir(&self.root).args(["www/node_modules/eslint/bin/eslint.js", "tests", "benches"]);
        eslint.args(["--config", "tests/eslint.config.js"]);
        lane.check("ESLint of tests and benches", eslint);
        lane.check("types of the viewer", npm("types"));
        lane.tests("the viewer's build", npm("test"));
        let build = || tools::run(&mut self.cargo(&["build", "--quiet"]));
        if lane.attempt("the command builds", build) {
            lane.tests("Markdown", self.node("markdown", Engine::Chromium));
        }
    }

    fn viewer(&self, lane: &mut Lane) {
        let build = || {
            install::npm_packages(&self.root.join("tests"))?;
            self.browsers()?;
            viewer::build(&self.root, viewer::What::File).map(drop)
        };
        if lane.attempt("the viewer builds", build) {
            self.in_engines("viewer", lane);
        }
    }

    fn embed(&self, lane: &mut Lane) {
        let build = || {
            ["tests", "tests/package"].iter().try_for_each(|folder| install::npm_packages(&self.root.join(folder)))?;
            self.browsers()?;
            viewer::build(&self.root, viewer::What::Package).map(drop)
        };
        if lane.attempt("the package builds", build) {
            lane.tests("package", self.node("package", Engine::Chromium));
            self.in_engines("embed", lane);
        }
    }

    fn nightly(&self, lane: &mut Lane) {
        let build = || {
            ["tests", "tests/nightly"].iter().try_for_each(|folder| install::npm_packages(&self.root.join(folder)))?;
            install::browsers(&[Engine::Chromium], &self.root)?;
            install::checkers(&self.root)?;
            viewer::build(&self.root, viewer::What::Package).map(drop)
        };
        if lane.attempt("what the nightly tests need", build) {
            lane.tests("nightly", self.node("nightly", Engine::Chromium));
        }
    }

    /// Runs a folder's tests in each engine, all engines at once.
    fn in_engines(&self, folder: &str, lane: &mut Lane) {
        let run = |engine: Engine| (format!("{folder}, {}", engine.name()), self.node(folder, engine));
        lane.tests_at_once(self.engines().into_iter().map(run).collect());
    }

    /// The command that runs a folder's tests in an engine: those of files whose name has the wanted
    /// one, or, where no file's has it, those whose title has it. All tests of the viewer share a
    /// browser, as starting one for each file would take as long as the tests.
    fn node(&self, folder: &str, engine: Engine) -> Command {
        let files = test_files(&self.root.join("tests").join(folder));
        let mut node = Command::new("node");
        node.current_dir(&self.root).arg("--test-reporter=spec");
        node.env("ENGINE", engine.name()).env("BANMIAN", self.program()).env("CARGO_TARGET_DIR", &self.target);
        let wanted = self.args.name.as_deref().unwrap_or_default();
        let has = |path: &&PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().contains(wanted));
        let by_file = files.iter().any(|path| has(&path));
        if !by_file {
            node.arg("--test-name-pattern").arg(wanted);
        }
        if self.is_brief() && self.engines().contains(&Engine::Chromium) {
            node.env("BRIEF", "");
        }
        if folder == "viewer" {
            node.arg("tests/harness/run.js");
        } else {
            node.args(["--test", "--test-concurrency=1", "--test-timeout=600000"]);
        }
        node.args(files.iter().filter(|path| !by_file || has(path)));
        node
    }

    fn browsers(&self) -> Result<()> {
        install::browsers(&self.engines(), &self.root)
    }

    fn engines(&self) -> Vec<Engine> {
        if self.args.engine.is_empty() { Engine::ALL.to_vec() } else { self.args.engine.clone() }
    }

    /// Whether only what a change is likely to break is tested: neither all was asked for nor a part.
    fn is_brief(&self) -> bool {
        self.args.part.is_none() && !self.args.all
    }

    fn program(&self) -> PathBuf {
        self.target.join("debug").join(format!("banmian{}", std::env::consts::EXE_SUFFIX))
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.root).args(arguments);
        command
    }
}

/// The test files of a folder, in the order of their names; none where it cannot be read.
fn test_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    files
}
