//! What Lighthouse says of the built page, served from this machine.
//!
//! The desktop's settings: on the slow network of the phone's, one file of 300 kB that holds
//! its own WebAssembly cannot be there in the second and a half that a 98 asks for.

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
const WANTED: [(&str, f64); 3] = [("accessibility", 1.0), ("best-practices", 1.0), ("performance", 0.98)];

pub fn run(root: &Path, tally: &mut Tally) {
    match scores(root) {
        Ok(scores) => {
            for ((name, wanted), (score, lost)) in WANTED.into_iter().zip(scores) {
                let outcome =
                    if score >= wanted { Ok(()) } else { Err(anyhow::anyhow!("{:.0} of 100: {lost}", score * 100.0)) };
                tally.check(&format!("Lighthouse: {name} {:.0}", score * 100.0), outcome);
            }
        }
        Err(error) => tally.check("Lighthouse", Err(error)),
    }
}

/// Each category's score, with the audits that cost it something.
fn scores(root: &Path) -> Result<Vec<(f64, String)>> {
    let page = std::fs::read(view::build(root)?)?;
    let package = npm::ensure(root, "lighthouse", VERSION)?;
    let chromium = programs::ensure(Engine::Chromium, root)?.browser;
    let address = serve(bundle::gzip(&page)?)?;
    tools::step("asking Lighthouse");
    let output = Command::new("node")
        .arg(package.join("cli/index.js"))
        .args([
            &address,
            "--preset=desktop",
            "--output=json",
            "--quiet",
            "--only-categories=accessibility,best-practices,performance",
        ])
        .arg("--chrome-flags=--headless --no-sandbox --disable-gpu --hide-scrollbars --lang=zh-CN")
        .env("CHROME_PATH", chromium)
        .stderr(Stdio::inherit())
        .output()
        .context("starting node")?;
    ensure!(output.status.success(), "lighthouse ended with {}", output.status);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    WANTED.iter().map(|(name, _)| category(&report, name)).collect()
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
