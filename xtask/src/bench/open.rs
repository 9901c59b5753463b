//! From an address to a story on screen, in a browser just started, beside a plain document of
//! the same content and beside the page as a PDF in pdf.js.

use super::table::{Mark, Row};
use super::{Place, browser};
use crate::test::{npm, server::Server};
use crate::{tools, view};
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const PDF_JS: &str = "6.5.438";
const ROUNDS: usize = 3;

/// What was seen of a document, in ms from its address.
#[derive(Clone, Copy)]
struct Seen {
    painted: f64,
    largest: f64,
    ready: f64,
    /// The longest task.
    task: f64,
}

pub fn rows(place: &Place) -> Result<Vec<Row>> {
    let viewer = view::build(&place.root)?;
    let text = view::seed(&place.root)?;
    let page = banmian::parse(&text, &banmian::Options::default());
    let plain = place.folder.join("plain.html");
    fs::write(&plain, banmian::export::html(&page, &text))?;
    let folder = npm::ensure(&place.root, "pdfjs-dist", PDF_JS)?;
    fs::write(folder.join("page.pdf"), printed(place, &plain)?)?;
    fs::write(folder.join("bench.html"), include_str!("open.html"))?;
    let server = Server::new(&folder)?;

    let state = "document.querySelector('banmian-viewer').getAttribute('state') === 'ready'";
    let (ours, static_file) = (Place::address(&viewer)?, Place::address(&plain)?);
    let pdf = format!("{}/bench.html", server.address);
    let all = [(&ours, state), (&static_file, "document.readyState === 'complete'"), (&pdf, "window.shown === true")];
    let mut best: [Option<Seen>; 3] = [None; 3];
    for round in 1..=ROUNDS {
        tools::step(&format!("opening, round {round} of {ROUNDS}"));
        for ((address, ready), best) in all.iter().zip(&mut best) {
            let seen = opened(place, address, ready)?;
            *best = Some(best.map_or(seen, |best| best.least(seen)));
        }
    }
    let [ours, plain, pdf] = best.map(|seen| seen.context("nothing was opened"));
    let (ours, plain, pdf) = (ours?, plain?, pdf?);
    Ok(vec![
        Row::new("open, to the first story painted", "ms", ours.painted)
            .beside("a plain document", plain.painted)
            .marked(Mark::AtMost(1.5)),
        Row::new("open, to the largest paint", "ms", ours.largest).beside("a plain document", plain.largest),
        Row::new("open, to a viewer that answers", "ms", ours.ready).beside("pdf.js, the page shown", pdf.ready),
        Row::new("open, to the first story painted", "ms", ours.painted).beside("pdf.js, first paint", pdf.painted),
        Row::new("open, longest task", "ms", ours.task).marked(Mark::AtMost(50.0)),
        Row::new("open, longest task", "ms", ours.task).beside("pdf.js", pdf.task),
    ])
}

impl Seen {
    fn least(self, other: Self) -> Self {
        Self {
            painted: self.painted.min(other.painted),
            largest: self.largest.min(other.largest),
            ready: self.ready.min(other.ready),
            task: self.task.min(other.task),
        }
    }
}

/// Opens a document in a new browser; `ready` is what holds once it is there.
fn opened(place: &Place, address: &str, ready: &str) -> Result<Seen> {
    let found = browser::chromium(place, async |browser| {
        let watch = include_str!("open.js").replace("READY", ready);
        browser.chromium("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await?;
        browser.client.goto(address).await?;
        Ok(browser.client.execute_async("window.seen.then(arguments[0])", vec![]).await?)
    })?;
    let ms = |name: &str| found[name].as_f64().with_context(|| format!("{address} shows no {name}: {found}"));
    Ok(Seen {
        painted: ms("painted")?,
        largest: ms("largest").or_else(|_| ms("painted"))?,
        ready: ms("ready")?,
        task: ms("task")?,
    })
}

/// The document as a PDF, as Chromium prints it.
fn printed(place: &Place, path: &Path) -> Result<Vec<u8>> {
    let address = Place::address(path)?;
    let pdf: Value = browser::chromium(place, async |browser| {
        browser.client.goto(&address).await?;
        browser.chromium("Page.printToPDF", json!({ "paperWidth": 11.69, "paperHeight": 16.54 })).await
    })?;
    BASE64_STANDARD.decode(pdf["data"].as_str().context("nothing was printed")?).context("the print is no base64")
}
