//! What is built upon: licences, sources, and what is known to be unsafe.

use super::Tally;
use super::npm;
use crate::tools;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};

const CARGO_DENY: (&str, &str) = ("cargo-deny", "0.20.2");

/// The workspaces, which have a list of crates each.
const WORKSPACES: [(&str, &str); 2] = [("the project", "Cargo.toml"), ("the fuzz targets", "fuzz/Cargo.toml")];

pub fn run(root: &Path, tally: &mut Tally) {
    tools::step("licences, sources and advisories");
    match tools::from_crates(root, CARGO_DENY) {
        Ok(deny) => crates(root, &deny, tally),
        Err(error) => tally.check("cargo deny", Err(error)),
    }
    packages(root, tally);
}

fn crates(root: &Path, deny: &Path, tally: &mut Tally) {
    let command = |manifest: &str, what: &[&str]| {
        let mut command = Command::new(deny);
        command.arg("--manifest-path").arg(root.join(manifest)).arg("--config").arg(root.join("deny.toml"));
        command.args(["--log-level", "error", "--workspace", "--all-features"]).args(what);
        command
    };
    for (name, manifest) in WORKSPACES {
        let check = &mut command(manifest, &["check", "licenses", "bans", "sources"]);
        tally.check(&format!("licences, bans and sources of {name}"), tools::run(check));
    }
    // The advisories are a repository at GitHub, which not every machine can reach.
    let fetch = command("Cargo.toml", &["fetch", "db"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    for (name, manifest) in WORKSPACES {
        let test = format!("advisories on crates of {name}");
        if fetch.as_ref().is_ok_and(|status| status.success()) {
            let check = &mut command(manifest, &["check", "advisories"]);
            tally.check(&test, tools::run(check));
        } else {
            tally.leave_out(&test, "RustSec's database at github.com cannot be had from here");
        }
    }
}

/// The packages that tests have installed; the project's own has no dependencies.
fn packages(root: &Path, tally: &mut Tally) {
    let projects = match npm::projects(root) {
        Ok(projects) => projects,
        Err(error) => return tally.check("npm audit", Err(error)),
    };
    if projects.is_empty() {
        return tally.leave_out("npm audit", "no test has installed a package yet");
    }
    for project in projects {
        let name = project.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let test = format!("advisories on packages of {name}");
        match audited(&project) {
            Ok(Audit::Known(outcome)) => tally.check(&test, outcome),
            Ok(Audit::Unreachable(why)) => tally.leave_out(&test, &why),
            Err(error) => tally.check(&test, Err(error)),
        }
    }
}

enum Audit {
    Known(Result<()>),
    Unreachable(String),
}

fn audited(project: &Path) -> Result<Audit> {
    let mut command = Command::new("npm");
    command.current_dir(project).args(["audit", "--json"]).stderr(Stdio::null());
    let output = command.output().context("starting npm")?;
    judged(&output.stdout)
}

/// npm ends with an error both where there is an advisory and where it could ask nobody.
fn judged(json: &[u8]) -> Result<Audit> {
    let said: serde_json::Value = serde_json::from_slice(json).context("npm audit wrote no JSON")?;
    let Some(counts) = said["metadata"]["vulnerabilities"].as_object() else {
        let why = said["message"].as_str().or(said["error"]["summary"].as_str()).unwrap_or("npm did not say why");
        return Ok(Audit::Unreachable(format!("the registry does not answer: {why}")));
    };
    let grave: u64 = ["high", "critical"].iter().filter_map(|level| counts.get(*level)?.as_u64()).sum();
    let outcome = || -> Result<()> {
        ensure!(grave == 0, "{grave} packages have grave advisories; see npm audit there");
        Ok(())
    };
    Ok(Audit::Known(outcome()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_answer_is_told_from_a_bad_one() {
        let judge = |json: &str| judged(json.as_bytes()).unwrap();
        assert!(matches!(judge(r#"{"message":"405","error":{"summary":""}}"#), Audit::Unreachable(_)));
        let found = |high| format!(r#"{{"metadata":{{"vulnerabilities":{{"low":3,"high":{high},"critical":0}}}}}}"#);
        assert!(matches!(judge(&found(0)), Audit::Known(Ok(()))));
        assert!(matches!(judge(&found(2)), Audit::Known(Err(_))));
    }
}
