//! What Lighthouse says of the viewer as it is hosted, served from this machine.
//!
//! How quick it is depends on the machine, so that score is shown and decides nothing.

use super::engine::Engine;
use super::server::Server;
use super::{Tally, npm, programs};
use crate::{package, tools};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};

const VERSION: &str = "12.8.2";
const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "performance"];
/// How Lighthouse looks at the page, and the arguments that make it do so.
const LOOKS: [(&str, &[&str]); 2] = [("phone", &[]), ("desktop", &["--preset=desktop"])];

pub fn run(root: &Path, tally: &mut Tally) {
    if let Err(error) = look(root, tally) {
        tally.check("Lighthouse", Err(error));
    }
}

fn look(root: &Path, tally: &mut Tally) -> Result<()> {
    let server = Server::new(&package::build(root)?.site)?;
    let package = npm::ensure(root, "lighthouse", VERSION)?;
    let chromium = programs::ensure(Engine::Chromium, root)?.browser;
    for (name, how) in LOOKS {
        tools::step(&format!("asking Lighthouse, {name}"));
        for (category, (score, lost)) in CATEGORIES.iter().zip(ask(&package, &chromium, &server.address, how)?) {
            let found = format!("Lighthouse, {name}: {category} {:.0}", score * 100.0);
            match *category {
                "performance" => println!("        {found} {lost}"),
                _ if score >= 1.0 => tally.check(&found, Ok(())),
                _ => tally.check(&found, Err(anyhow::anyhow!("{lost}"))),
            }
        }
    }
    Ok(())
}

/// Each category's score, with the audits that cost it something.
fn ask(package: &Path, chromium: &Path, address: &str, how: &[&str]) -> Result<Vec<(f64, String)>> {
    let output = Command::new("node")
        .arg(package.join("cli/index.js"))
        .args([address, "--output=json", "--quiet"])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .args(how)
        .arg("--chrome-flags=--headless --no-sandbox --disable-gpu --hide-scrollbars --lang=zh-CN")
        .env("CHROME_PATH", chromium)
        .stderr(Stdio::inherit())
        .output()
        .context("starting node")?;
    ensure!(output.status.success(), "lighthouse ended with {}", output.status);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    CATEGORIES.iter().map(|name| category(&report, name)).collect()
}

fn category(report: &serde_json::Value, name: &str) -> Result<(f64, String)> {
    let category = &report["categories"][name];
    let score = category["score"].as_f64().with_context(|| format!("no score of {name}"))?;
    let audits = category["auditRefs"].as_array().context("no audits")?.iter().filter_map(|audit| audit["id"].as_str());
    let lost = audits.filter(|id| report["audits"][id]["score"].as_f64().is_some_and(|score| score < 1.0));
    Ok((score, lost.collect::<Vec<_>>().join(", ")))
}
