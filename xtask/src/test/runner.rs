//! Runs the commands of a lane one after the other, shows what they print, and counts their tests.

use anyhow::{Context, Result};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Commands that are run one after the other.
pub struct Lane {
    /// Other lanes print at the same time, so each line says whose it is.
    labelled: bool,
    pub outcomes: Vec<Outcome>,
}

/// How a command fared.
pub struct Outcome {
    name: String,
    pub passed: usize,
    pub failed: usize,
    took: Duration,
}

impl Lane {
    pub fn new(labelled: bool) -> Self {
        Self { labelled, outcomes: Vec::new() }
    }

    /// Runs a command that is one test.
    pub fn check(&mut self, name: &str, command: Command) {
        let outcome = run(name, command, self.labelled);
        self.outcomes.push(outcome.into_one());
    }

    /// Runs a command that runs tests and says how many passed.
    pub fn tests(&mut self, name: &str, command: Command) {
        self.outcomes.push(run(name, command, self.labelled));
    }

    /// Runs commands that run tests, all at once.
    pub fn tests_at_once(&mut self, commands: Vec<(String, Command)>) {
        let outcomes = std::thread::scope(|scope| {
            let running: Vec<_> =
                commands.into_iter().map(|(name, command)| scope.spawn(move || run(&name, command, true))).collect();
            running.into_iter().map(|run| run.join().expect("a run reports what is wrong")).collect::<Vec<_>>()
        });
        self.outcomes.extend(outcomes);
    }

    /// Does what the next tests need, as a test of its own; whether it could be done.
    pub fn attempt(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let started = Instant::now();
        let outcome = work();
        let failed = outcome.is_err();
        if let Err(error) = outcome {
            println!("{name}: {error:#}");
        }
        let (passed, failed) = (usize::from(!failed), usize::from(failed));
        self.outcomes.push(Outcome { name: name.into(), passed, failed, took: started.elapsed() });
        failed == 0
    }
}

impl Outcome {
    fn into_one(self) -> Self {
        let failed = self.failed.min(1);
        Self { passed: 1 - failed, failed, ..self }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { name, passed, failed, took } = self;
        let mark = if *failed > 0 { "FAILED" } else { "ok" };
        write!(f, "{mark:<7}{name:<40}{passed:>5} passed {failed:>3} failed {:>5} s", took.as_secs())
    }
}

fn run(name: &str, command: Command, labelled: bool) -> Outcome {
    println!("  · {name}");
    let started = Instant::now();
    let mut counts = Counts::default();
    let ended = show(command, |line| {
        counts.read(line);
        if labelled { println!("{name} │ {line}") } else { println!("{line}") }
    });
    if let Err(error) = &ended {
        println!("{name}: {error:#}");
    }
    let success = ended.unwrap_or(false);
    // a command that ends badly without a failed test is a failure all the same
    let failed = if success { counts.failed } else { counts.failed.max(1) };
    Outcome { name: name.into(), passed: counts.passed, failed, took: started.elapsed() }
}

/// Runs a command and hands on each line that it writes, but for those of tests that passed.
fn show(mut command: Command, mut line: impl FnMut(&str)) -> Result<bool> {
    let program = command.get_program().to_string_lossy().into_owned();
    let (reader, writer) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("starting {program}"))?;
    // the command holds the writing end, which must be closed here for the reading to end
    drop(command);
    for text in BufReader::new(reader).split(b'\n') {
        let text = text?;
        let text = String::from_utf8_lossy(&text);
        if !is_noise(&text) {
            line(&text);
        }
    }
    Ok(child.wait()?.success())
}

fn is_noise(line: &str) -> bool {
    line.trim().is_empty()
        || line.starts_with("running ")
        || (line.starts_with("test ") && line.ends_with(" ... ok"))
        || ["tests", "suites", "cancelled", "skipped", "todo"]
            .iter()
            .any(|word| line.starts_with(&format!("ℹ {word} ")))
}

/// How many tests passed and failed, by the closing lines of cargo's and node's test runners.
#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
}

impl Counts {
    fn read(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            for part in result.split([';', '.']) {
                let mut words = part.split_whitespace();
                let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
                match words.next() {
                    Some("passed") => self.passed += count,
                    Some("failed") => self.failed += count,
                    _ => {}
                }
            }
        }
        let of_node = |word: &str| line.strip_prefix(&format!("ℹ {word} ")).and_then(|count| count.trim().parse().ok());
        self.passed += of_node("pass").unwrap_or(0);
        self.failed += of_node("fail").unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_test_runners_are_counted() {
        let mut counts = Counts::default();
        for line in [
            "test result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.10s",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "ℹ pass 7",
            "ℹ fail 2",
            "ℹ duration_ms 18541.17",
        ] {
            counts.read(line);
        }
        assert_eq!((counts.passed, counts.failed), (22, 3));
    }

    #[test]
    fn a_command_that_ends_badly_is_a_failure_without_a_failed_test() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo 'ℹ pass 3'; echo oops >&2; exit 3"]);
        let outcome = run("sh", shell, false);
        assert_eq!((outcome.passed, outcome.failed), (3, 1));
        assert_eq!(run("none", Command::new("no-such-program"), false).failed, 1);
    }
}
