//! Lets a fuzzer look for what breaks the library's promises.

use crate::test::programs;
use crate::tools;
use anyhow::{Context, Result, bail, ensure};
use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

const CARGO_FUZZ: (&str, &str) = ("cargo-fuzz", "0.13.2");

pub const TARGETS: [&str; 5] = ["bytes", "text", "edits", "forms", "json"];

/// Folders with pages, which the fuzzer begins with.
const SEEDS: [&str; 3] = ["seeds", "tests/pages", "tests/edits"];

/// Lets a fuzzer look for what breaks the library's promises.
///
/// What it has learned stays in target/fuzz, so that another run goes on where this one ended.
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
    let targets: Vec<&'static str> = TARGETS.into_iter().filter(wanted).collect();
    if let Some(case) = args.case {
        return targets.iter().try_for_each(|target| tools::run(Command::new(fuzzer.program(target)).arg(&case)));
    }
    let reports = fuzzer.run(&targets, args.minutes * 60, Corpus::Kept)?;
    println!("target        runs  runs/s  coverage  corpus  slowest s  findings");
    for report in &reports {
        println!("{report}");
    }
    let failed: Vec<String> =
        reports.iter().filter_map(|report| report.outcome().err()).map(|e| format!("{e:#}")).collect();
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

/// What a target begins with beside the pages.
#[derive(Clone, Copy)]
pub enum Corpus {
    /// All that was learned before, which is run first and so takes the longer the more it is.
    Kept,
    New,
}

/// The targets, built.
pub struct Fuzzer {
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
    pub fn build(root: &Path) -> Result<Self> {
        programs::debian(&[("g++", "c++")])?;
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

    /// Runs targets for so many seconds each, as many side by side as there are cores.
    pub fn run(&self, targets: &[&'static str], seconds: u64, begin: Corpus) -> Result<Vec<Report>> {
        let next = AtomicUsize::new(0);
        let worker = || -> Result<Vec<(usize, Report)>> {
            let mut done = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some(target) = targets.get(n) else { return Ok(done) };
                done.push((n, self.one(target, seconds, begin)?));
            }
        };
        let mut reports = Vec::new();
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..side_by_side(targets.len())).map(|_| scope.spawn(worker)).collect();
            for worker in workers {
                reports.extend(worker.join().expect("a worker reports what is wrong")?);
            }
            anyhow::Ok(())
        })?;
        reports.sort_by_key(|(n, _)| *n);
        Ok(reports.into_iter().map(|(_, report)| report).collect())
    }

    fn one(&self, target: &'static str, seconds: u64, begin: Corpus) -> Result<Report> {
        let [kept, new, found] = ["corpus", "new", "found"].map(|name| self.folder.join(name).join(target));
        let _ = fs::remove_dir_all(&new);
        let corpus = match begin {
            Corpus::Kept => kept,
            Corpus::New => new,
        };
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&found)?;
        let path = self.folder.join(format!("{target}.log"));
        let log = File::create(&path)?;
        tools::step(&format!("{target}, {seconds} s; its log is {}", path.display()));
        // The length bounds what is honestly slow, so that one run beyond the limit is a finding;
        // wall clock, so the limit is high enough for a machine that has other work.
        let mut command = Command::new(self.program(target));
        command.args(["-max_len=4096", "-timeout=60", "-print_final_stats=1"]);
        command.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/", found.display()));
        command.arg(&corpus).args(SEEDS.map(|folder| self.root.join(folder)));
        let status = command.stdout(log.try_clone()?).stderr(log).status().context("starting the target")?;
        let log = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        Ok(Report::read(target, &log, status.success(), &path))
    }

    fn program(&self, target: &str) -> PathBuf {
        self.programs.join(format!("{target}{}", std::env::consts::EXE_SUFFIX))
    }
}

/// How many targets are run at once.
pub fn side_by_side(targets: usize) -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(targets)
}

/// How a target fared.
pub struct Report {
    pub target: &'static str,
    runs: String,
    per_second: String,
    /// Edges of the program that were taken.
    coverage: String,
    corpus: String,
    slowest: String,
    finding: Option<Finding>,
}

struct Finding {
    /// None where the target ended without leaving an input behind.
    case: Option<PathBuf>,
    log: PathBuf,
}

impl Report {
    fn read(target: &'static str, log: &str, passed: bool, path: &Path) -> Self {
        let last = log.lines().rfind(|line| line.starts_with('#') && line.contains("cov:")).unwrap_or_default();
        let figure = |name: &str| last.split_once(&format!("{name}: ")).map_or("-", |(_, rest)| word(rest)).to_owned();
        let total = |name: &str| {
            log.lines().find_map(|line| line.strip_prefix(&format!("stat::{name}:"))).map_or("-", word).to_owned()
        };
        let case = log.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, path)| path.into());
        Self {
            target,
            runs: total("number_of_executed_units"),
            per_second: total("average_exec_per_sec"),
            coverage: figure("cov"),
            corpus: figure("corp").split('/').next().unwrap_or_default().to_owned(),
            slowest: total("slowest_unit_time_sec"),
            finding: (!passed).then(|| Finding { case, log: path.into() }),
        }
    }

    /// An error says where the finding is, and what runs it again.
    pub fn outcome(&self) -> Result<()> {
        let Some(Finding { case, log }) = &self.finding else { return Ok(()) };
        let Some(case) = case else { bail!("{} ended early; see {}", self.target, log.display()) };
        bail!(
            "{} broke on {}; again: cargo xtask fuzz {} --case {}; the log is {}",
            self.target,
            case.display(),
            self.target,
            case.display(),
            log.display()
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { target, runs, per_second, coverage, corpus, slowest, finding } = self;
        let findings = usize::from(finding.is_some());
        write!(f, "{target:<8}{runs:>10}{per_second:>8}{coverage:>10}{corpus:>8}{slowest:>11}{findings:>10}")
    }
}

fn word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "#1024\tNEW    cov: 51 ft: 70 corp: 12/34b\n#2048\tDONE   cov: 4012 ft: 9 corp: 128/97Kb lim: 4096\nstat::number_of_executed_units: 2048\nstat::average_exec_per_sec:     93\nstat::slowest_unit_time_sec:    1\n";

    #[test]
    fn the_figures_are_those_of_the_log() {
        let report = Report::read("text", LOG, true, Path::new("text.log"));
        assert!(report.outcome().is_ok());
        let row = report.to_string();
        assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["text", "2048", "93", "4012", "128", "1", "0"]);
    }

    #[test]
    fn a_finding_comes_with_what_runs_it_again() {
        let log = format!("{LOG}artifact_prefix='f/'; Test unit written to f/crash-1\n");
        let said = Report::read("text", &log, false, Path::new("text.log")).outcome().unwrap_err().to_string();
        assert!(said.contains("cargo xtask fuzz text --case f/crash-1"), "{said}");
        let early = Report::read("text", "", false, Path::new("text.log"));
        assert!(early.outcome().unwrap_err().to_string().contains("text.log"));
    }
}
