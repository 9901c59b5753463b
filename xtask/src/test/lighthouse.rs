//! What Lighthouse says of the built page, served from this machine.
//!
//! How quick it is depends on the machine, so that score is shown and decides nothing.

use super::engine::Engine;
use super::{Tally, npm, programs};
use crate::{bundle, tools, view};
use anyhow::{Context, Result, ensure};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

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
    let page = std::fs::read(view::build(root)?)?;
    let package = npm::ensure(root, "lighthouse", VERSION)?;
    let chromium = programs::ensure(Engine::Chromium, root)?.browser;
    let address = serve(bundle::gzip(&page)?)?;
    for (name, how) in LOOKS {
        tools::step(&format!("asking Lighthouse, {name}"));
        for (category, (score, lost)) in CATEGORIES.iter().zip(ask(&package, &chromium, &address, how)?) {
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

/// Serves one page, as a server would that compresses, until the program ends.
fn serve(page: Vec<u8>) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}/", listener.local_addr()?);
    let page = Arc::new(page);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let page = page.clone();
            std::thread::spawn(move || {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap_or(0);
                let wanted = request[..length].starts_with(b"GET / ");
                let (status, body) = if wanted { ("200 OK", page.as_slice()) } else { ("404 Not Found", &[][..]) };
                let encoding = if wanted { "Content-Encoding: gzip\r\n" } else { "" };
                let head = format!(
                    "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{encoding}Content-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
            });
        }
    });
    Ok(address)
}
