//! Runs the commands of a lane one after the other, shows what they print, counts their tests and
//! names those that failed.

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
    /// The tests that failed, as far as the command names them.
    failures: Vec<Failure>,
    took: Duration,
}

/// A test that failed.
#[derive(Debug, PartialEq)]
struct Failure {
    /// Empty where the command itself failed.
    test: String,
    /// The first line of what went wrong; empty where nothing is said.
    error: String,
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
        let mut failures = Vec::new();
        if let Err(error) = outcome {
            println!("{name}: {error:#}");
            failures.push(Failure { test: String::new(), error: error.to_string() });
        }
        let (passed, failed) = (usize::from(!failed), usize::from(failed));
        self.outcomes.push(Outcome { name: name.into(), passed, failed, failures, took: started.elapsed() });
        failed == 0
    }
}

impl Outcome {
    fn into_one(self) -> Self {
        let failed = self.failed.min(1);
        Self { passed: 1 - failed, failed, ..self }
    }

    /// What failed, a line each.
    pub fn failures(&self) -> impl Iterator<Item = String> {
        self.failures.iter().map(|failure| format!("✖ {}: {failure}", self.name))
    }
}

impl Failure {
    fn new(test: &str) -> Self {
        Self { test: test.into(), error: String::new() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { test, error } = self;
        // an error may quote a whole page
        let error: String = error.chars().take(200).collect();
        match (test.as_str(), error.as_str()) {
            (one, "") | ("", one) => f.write_str(one),
            _ => write!(f, "{test}: {error}"),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { name, passed, failed, took, .. } = self;
        let mark = if *failed > 0 { "FAILED" } else { "ok" };
        write!(f, "{mark:<7}{name:<40}{passed:>5} passed {failed:>3} failed {:>5} s", took.as_secs())
    }
}

fn run(name: &str, command: Command, labelled: bool) -> Outcome {
    println!("  · {name}");
    let started = Instant::now();
    let mut results = Results::default();
    let ended = show(command, |line| {
        results.read(line);
        if labelled { println!("{name} │ {line}") } else { println!("{line}") }
    });
    if let Err(error) = &ended {
        println!("{name}: {error:#}");
        results.complaint = error.to_string();
    }
    let Results { passed, mut failed, mut failures, complaint, .. } = results;
    // a command that ends badly without a failed test is a failure all the same
    if !ended.unwrap_or(false) {
        failed = failed.max(1);
        if failures.is_empty() {
            let error = if complaint.is_empty() { "ended badly".into() } else { complaint };
            failures.push(Failure { test: String::new(), error });
        }
    }
    Outcome { name: name.into(), passed, failed, failures, took: started.elapsed() }
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

/// What cargo's and node's test runners say: how many tests passed and failed, by their closing
/// lines, and which failed.
#[derive(Default)]
struct Results {
    passed: usize,
    failed: usize,
    failures: Vec<Failure>,
    awaited: Awaited,
    /// Node names the tests that failed once more after all the others.
    closing: bool,
    /// The first error that is no test's, such as the compiler's.
    complaint: String,
}

/// In which line the error of a failed test, by its index, will be.
#[derive(Default)]
enum Awaited {
    #[default]
    None,
    Next(usize),
    /// The one after that in which cargo tells of a panic, or the one with the error that the test returned.
    Panic(usize),
}

impl Results {
    fn read(&mut self, line: &str) {
        self.count(line);
        self.read_error(line);
        if let Some(test) = within(line, "test ", " ... FAILED") {
            self.failures.push(Failure::new(test));
        } else if let Some(test) = within(line, "---- ", " stdout ----") {
            let index = self.failures.iter().rposition(|failure| failure.test == test);
            self.awaited = index.map_or(Awaited::None, Awaited::Panic);
        } else if line == "✖ failing tests:" {
            self.closing = true;
        } else if let Some(title) = line.strip_prefix("✖ ").filter(|_| self.closing) {
            self.awaited = Awaited::Next(self.failures.len());
            self.failures.push(Failure::new(without_duration(title)));
        } else if self.complaint.is_empty() && line.starts_with("error") {
            self.complaint = line.into();
        }
    }

    fn count(&mut self, line: &str) {
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

    fn read_error(&mut self, line: &str) {
        let (index, error) = match self.awaited {
            Awaited::Next(index) => (index, line.trim()),
            Awaited::Panic(index) if line.starts_with("Error: ") => (index, line),
            Awaited::Panic(index) if line.starts_with("thread ") && line.contains(" panicked at ") => {
                self.awaited = Awaited::Next(index);
                return;
            }
            Awaited::Panic(_) | Awaited::None => return,
        };
        self.failures[index].error = error.into();
        self.awaited = Awaited::None;
    }
}

/// What stands between a beginning and an end of a line.
fn within<'a>(line: &'a str, start: &str, end: &str) -> Option<&'a str> {
    line.strip_prefix(start)?.strip_suffix(end)
}

/// A title without the ` (12.5ms)` that node puts after it.
fn without_duration(title: &str) -> &str {
    match title.rsplit_once(" (") {
        Some((title, duration)) if duration.ends_with("ms)") => title,
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_test_runners_are_counted() {
        let mut results = Results::default();
        for line in [
            "test result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.10s",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "ℹ pass 7",
            "ℹ fail 2",
            "ℹ duration_ms 18541.17",
        ] {
            results.read(line);
        }
        assert_eq!((results.passed, results.failed), (22, 3));
    }

    #[test]
    fn tests_that_failed_are_named_with_the_first_line_of_their_error() {
        let named = |lines: &[&str]| {
            let mut results = Results::default();
            lines.iter().for_each(|line| results.read(line));
            results.failures.iter().map(Failure::to_string).collect::<Vec<_>>()
        };
        let of_cargo = named(&[
            "test pages::are_read ... FAILED",
            "test pages::are_written ... FAILED",
            "test src/lib.rs - parse (line 3) ... FAILED",
            "failures:",
            "---- pages::are_written stdout ----",
            "Error: no such file",
            "---- pages::are_read stdout ----",
            "reading one",
            "thread 'pages::are_read' (7) panicked at tests/pages.rs:12:5:",
            "assertion `left == right` failed",
            "  left: 1",
            " right: 2",
            "    pages::are_read",
            "test result: FAILED. 3 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        ]);
        assert_eq!(
            of_cargo,
            [
                "pages::are_read: assertion `left == right` failed",
                "pages::are_written: Error: no such file",
                "src/lib.rs - parse (line 3)",
            ]
        );
        let of_node = named(&[
            "▶ A worker (WebKit)",
            "  ✖ reads a page (long) (8.53ms)",
            "    Error: not within 20 s",
            "✖ A worker (WebKit) (9.11ms)",
            "ℹ fail 1",
            "✖ failing tests:",
            "test at tests/viewer/worker.test.js:24:3",
            "✖ reads a page (long) (8.53ms)",
            "  Error: not within 20 s",
            "      at async Viewer.until (viewer.js:88:13)",
        ]);
        assert_eq!(of_node, ["reads a page (long): Error: not within 20 s"]);
    }

    #[test]
    fn a_command_that_ends_badly_is_a_failure_without_a_failed_test() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo 'ℹ pass 3'; echo oops >&2; exit 3"]);
        let outcome = run("sh", shell, false);
        assert_eq!((outcome.passed, outcome.failed), (3, 1));
        assert_eq!(outcome.failures().collect::<Vec<_>>(), ["✖ sh: ended badly"]);
        let outcome = run("none", Command::new("no-such-program"), false);
        assert_eq!(outcome.failed, 1);
        assert_eq!(outcome.failures().collect::<Vec<_>>(), ["✖ none: starting no-such-program"]);
    }
}
