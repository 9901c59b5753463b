//! Lets a fuzzer look for what breaks the library's promises.

use crate::test::runner::Lane;
use crate::{install, tools};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CARGO_FUZZ: (&str, &str) = ("cargo-fuzz", "0.13.2");

const TARGETS: [&str; 6] = ["bytes", "text", "documents", "edits", "forms", "json"];

/// Folders with pages, which the fuzzer begins with.
const SEEDS: [&str; 4] = ["seeds", "tests/pages", "tests/edits", "tests/forms"];

/// How long all targets take together as a part of the tests.
const SMOKE_SECONDS: u64 = 120;

/// Lets a fuzzer look for what breaks the library's promises.
///
/// What it has learned stays in target/fuzz, so that another run goes on where this one ended.
/// Where it finds something, it says in which file, and --case runs that file again.
#[derive(clap::Args)]
pub struct Args {
    /// The targets to run; without any, all of them.
    #[arg(value_parser = TARGETS)]
    targets: Vec<String>,
    /// How long each is run.
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Runs the target named on this file alone, such as a finding.
    #[arg(long, value_name = "FILE", requires = "targets", conflicts_with = "minutes")]
    case: Option<PathBuf>,
}

pub fn run(args: Args) -> Result<()> {
    let fuzzer = Fuzzer::build(&tools::root())?;
    let wanted = |target: &&str| args.targets.is_empty() || args.targets.iter().any(|wanted| wanted == target);
    TARGETS.into_iter().filter(wanted).try_for_each(|target| match &args.case {
        Some(case) => tools::run(Command::new(fuzzer.program(target)).arg(case)),
        None => tools::run(&mut fuzzer.command(target, args.minutes * 60, "corpus")?),
    })
}

/// Runs every target for a short while, beginning anew, so that it takes no longer as it learns.
pub fn smoke_test(root: &Path, lane: &mut Lane) {
    let built = Fuzzer::build(root).and_then(|fuzzer| {
        let _ = fs::remove_dir_all(fuzzer.folder.join("new"));
        let seconds = SMOKE_SECONDS / TARGETS.len() as u64;
        TARGETS
            .into_iter()
            .map(|target| Ok((target, fuzzer.command(target, seconds, "new")?)))
            .collect::<Result<Vec<_>>>()
    });
    let mut commands = Vec::new();
    if lane.attempt("the fuzz targets build", || built.map(|built| commands = built)) {
        commands.into_iter().for_each(|(target, command)| lane.check(&format!("fuzz {target}"), command));
    }
}

/// The targets, built.
struct Fuzzer {
    root: PathBuf,
    /// Where the programs, what they have learned, and what they find is kept.
    folder: PathBuf,
    programs: PathBuf,
}

impl Fuzzer {
    /// Builds the targets, with whatever is needed for it.
    ///
    /// rustup's stable toolchain will do: only sanitizers are unstable, and without unsafe code
    /// there is nothing for them to find.
    fn build(root: &Path) -> Result<Self> {
        install::cxx()?;
        let cargo_fuzz = tools::from_crates(root, CARGO_FUZZ)?;
        let folder = tools::target_dir(root)?.join("fuzz");
        let built = folder.join("build");
        tools::step("building the fuzz targets");
        let mut command = Command::new(cargo_fuzz);
        command.current_dir(root).args(["build", "--sanitizer", "none", "--target-dir"]).arg(&built);
        tools::run(&mut command)?;
        let about = tools::read(Command::new("rustc").arg("-vV"))?;
        let host = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
        Ok(Self { root: root.into(), programs: built.join(host).join("release"), folder })
    }

    /// The command that runs a target for so many seconds, keeping what it learns in `corpus`.
    fn command(&self, target: &str, seconds: u64, corpus: &str) -> Result<Command> {
        let [corpus, found] = [corpus, "found"].map(|name| self.folder.join(name).join(target));
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&found)?;
        // The length bounds what is honestly slow, so that one run beyond the limit is a finding;
        // wall clock, so the limit is high enough for a machine that has other work.
        let mut command = Command::new(self.program(target));
        command.args(["-max_len=4096", "-timeout=60", "-verbosity=0", "-print_final_stats=1"]);
        command.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/", found.display()));
        command.arg(&corpus).args(SEEDS.map(|folder| self.root.join(folder)));
        Ok(command)
    }

    fn program(&self, target: &str) -> PathBuf {
        self.programs.join(format!("{target}{}", std::env::consts::EXE_SUFFIX))
    }
}
