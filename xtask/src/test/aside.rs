//! Many pages and long ones are read in a worker, to the same pages; and where there is none, or
//! it fails, they are read all the same.

use super::edition::{FRONT, SECOND};
use super::faults::altered;
use super::reader::Reader;
use super::settings::Outcomes;
use anyhow::{Context, Result, ensure};
use banmian::edit::{Anchor, Edit, Session};
use banmian::{Options, Role};
use serde_json::{Value, json};
use std::path::Path;

pub async fn all(reader: &Reader<'_>, address: &str, built: &Path, home: &Path) -> Outcomes {
    let files = Files { built, home };
    vec![
        ("many pages are read in a worker", many(reader, address, &files).await),
        ("a long page is read in a worker", long(reader, &files).await),
        ("a worker that is refused is done without", refused(reader, &files).await),
        ("a worker that dies is done without", dies(reader, &files).await),
        ("what is corrected stays so when a worker is done", overtaken(reader, &files).await),
    ]
}

/// Where the viewer's file is, and where altered ones go.
struct Files<'f> {
    built: &'f Path,
    home: &'f Path,
}

const PAGES: usize = 12;
const NONE: &str = "delete globalThis.Worker";

/// Counts the workers that are made, and their answers.
const COUNTED: &str = "const Real = Worker;
    const { dataset } = document.documentElement;
    Object.assign(dataset, { made: 0, answers: 0 });
    globalThis.Worker = class extends Real {
      constructor(...given) {
        super(...given);
        dataset.made = Number(dataset.made) + 1;
        this.addEventListener('message', ({ data }) => data.found && (dataset.answers = Number(dataset.answers) + 1));
      }
    }";

async fn many(reader: &Reader<'_>, address: &str, files: &Files<'_>) -> Result<()> {
    let here = edition(reader, &files.with("no-worker", NONE)?).await?;
    ensure!(edition(reader, &files.with("counted", COUNTED)?).await? == here, "the pages of the worker are others");
    counted(reader, PAGES as u64 - 1).await?;
    reader.opens(address).await?;
    let watch = "document.addEventListener('securitypolicyviolation', (event) =>
        (document.documentElement.dataset.violated = event.effectiveDirective))";
    reader.eval(watch).await?;
    ensure!(opened(reader).await? == here, "under the file's own policy the pages are others");
    let violated = reader.eval("return document.documentElement.dataset.violated ?? null").await?;
    ensure!(violated.is_null(), "the file's own policy refuses the worker: {violated}");
    Ok(())
}

async fn long(reader: &Reader<'_>, files: &Files<'_>) -> Result<()> {
    let text = FRONT.repeat(100_000 / FRONT.chars().count() + 1);
    let mut read = Vec::new();
    for (name, before) in [("no-worker", NONE), ("counted", COUNTED)] {
        reader.opens(&files.with(name, before)?).await?;
        reader.eval_with("viewer().text = arguments[0]", vec![text.clone().into()]).await?;
        reader.until("return viewer().state === 'ready' && viewer().text.length > 100000").await?;
        read.push(reader.eval("return [viewer().page.articles, viewer().querySelectorAll('article').length]").await?);
    }
    ensure!(read[0] == read[1], "the page of the worker is another");
    counted(reader, 1).await
}

async fn refused(reader: &Reader<'_>, files: &Files<'_>) -> Result<()> {
    let right = edition(reader, &files.with("no-worker", NONE)?).await?;
    for (name, refusal) in [
        (
            "worker-throws",
            "globalThis.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError') } }",
        ),
        // as a policy refuses one
        (
            "worker-errs",
            "globalThis.Worker = class extends EventTarget {
               postMessage() { setTimeout(() => this.onerror(new Event('error', { cancelable: true }))) }
               terminate() {}
             }",
        ),
        ("worker-silent", "globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} }"),
    ] {
        ensure!(edition(reader, &files.with(name, refusal)?).await? == right, "{name}: the pages are others");
    }
    Ok(())
}

async fn dies(reader: &Reader<'_>, files: &Files<'_>) -> Result<()> {
    let right = edition(reader, &files.with("no-worker", NONE)?).await?;
    let dying = "const Real = Worker;
        const { dataset } = document.documentElement;
        globalThis.Worker = class extends Real {
          asked = 0;
          postMessage(...given) {
            this.asked += 1;
            if (this.asked < 4) return super.postMessage(...given);
            dataset.died = '';
            this.terminate();
            setTimeout(() => this.onerror(new Event('error', { cancelable: true })));
          }
        }";
    ensure!(edition(reader, &files.with("worker-dies", dying)?).await? == right, "the pages are others");
    let died = reader.eval("return document.documentElement.dataset.died !== undefined").await?;
    ensure!(died == true, "it did not die");
    Ok(())
}

/// The second page is turned to and corrected while a slow worker still reads it.
async fn overtaken(reader: &Reader<'_>, files: &Files<'_>) -> Result<()> {
    let slow = "const Real = Worker;
        globalThis.Worker = class extends Real {
          postMessage(...given) { setTimeout(() => super.postMessage(...given), given[0].id === 1 ? 3000 : 0) }
        }";
    reader.opens(&files.with("worker-slow", slow)?).await?;
    let texts = texts();
    reader.eval_with(OPEN, vec![json!(texts)]).await?;
    reader.until("return viewer().state === 'ready' && viewer().pages.length > 1").await?;
    reader.eval("viewer().turn(1)").await?;
    reader.until("return viewer().index === 1 && viewer().state === 'ready'").await.context("the second page")?;
    let mut session = Session::new(&texts[1], &Options::default());
    let block = session.page().articles.first().and_then(|article| article.blocks.first()).context("no story")?;
    let what = block.spans.iter().map(|span| Anchor::new(&texts[1], span.start..span.end)).collect();
    session.apply(Edit::Role { what, role: Role::Subhead }).map_err(|conflict| anyhow::anyhow!("{conflict:?}"))?;
    reader.eval_with("viewer().edits = arguments[0]", vec![serde_json::to_value(session.edits())?]).await?;
    reader.until("return viewer().pages[1].edits?.edits.length === 1").await.context("the correction")?;
    reader.until("return viewer().pages.every(({ page }) => page)").await.context("the pages are not read")?;
    let kept = reader.eval("return viewer().pages[1].edits?.edits.length").await?;
    ensure!(kept == 1, "of the correction there is {kept}");
    Ok(())
}

impl Files<'_> {
    /// The viewer's file with a script before it.
    fn with(&self, name: &str, script: &str) -> Result<String> {
        altered(self.built, self.home, name, script)
    }
}

/// One worker was made, and it read so many pages at least.
async fn counted(reader: &Reader<'_>, pages: u64) -> Result<()> {
    let script = "return ['made', 'answers'].map((name) => Number(document.documentElement.dataset[name]))";
    let found = reader.eval(script).await?;
    let answers = found[1].as_u64().context("no answers were counted")?;
    ensure!(found[0] == 1 && answers >= pages, "workers and their answers are {found}");
    Ok(())
}

/// The pages of an edition opened in the viewer at `address`.
async fn edition(reader: &Reader<'_>, address: &str) -> Result<Value> {
    reader.opens(address).await?;
    opened(reader).await
}

fn texts() -> Vec<String> {
    (0..PAGES).map(|n| if n % 2 == 0 { FRONT.into() } else { format!("{SECOND}\n\n第{n}页") }).collect()
}

const OPEN: &str = "viewer().open(arguments[0].map((text, n) => ({ name: `${n}.txt`, text })))";

async fn opened(reader: &Reader<'_>) -> Result<Value> {
    reader.eval_with(OPEN, vec![json!(texts())]).await?;
    let read = format!("return viewer().pages.length === {PAGES} && viewer().pages.every(({{ page }}) => page)");
    reader.until(&read).await.context("the pages are not read")?;
    reader.eval("return viewer().pages.map(({ name, page }) => [name, page])").await
}
