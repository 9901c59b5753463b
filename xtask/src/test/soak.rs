//! Loads without end in one tab: memory stays what it is.

use super::engine::{Browser, Engine};
use super::faults::altered;
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

/// So many loads are asked for at once, within what a script may take.
const AT_ONCE: usize = 250;

/// What the module and the document hold is the same after a few hundred loads and after all.
pub async fn flat(browser: &Browser, reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let watch = "for (const name of ['instantiate', 'instantiateStreaming']) {
          const made = WebAssembly[name];
          WebAssembly[name] = async (...given) => {
            const result = await made.apply(WebAssembly, given);
            globalThis.memory = (result.instance ?? result).exports.memory;
            return result;
          };
        }";
    reader.opens(&altered(built, home, "soak", watch)?).await?;
    // a load takes Chromium a few milliseconds; others wait four at every breath
    let count = if browser.engine == Engine::Chromium { 10_000 } else { 1_000 };
    loads(reader, 2 * AT_ONCE).await?;
    let before = held(browser, reader).await?;
    loads(reader, count).await?;
    let after = held(browser, reader).await?;
    ensure!(before[0] == after[0], "the module had {} bytes, {count} loads later {}", before[0], after[0]);
    ensure!(before[1] == after[1], "the document had {} nodes, {count} loads later {}", before[1], after[1]);
    let (heap, later) = (before[2].as_f64().unwrap_or_default(), after[2].as_f64().unwrap_or_default());
    ensure!(later <= heap * 1.1 + 1e6, "the heap had {heap} bytes, {count} loads later {later}");
    Ok(())
}

async fn loads(reader: &Reader<'_>, count: usize) -> Result<()> {
    let script = "const [count, texts, done] = arguments;
        const viewer = document.querySelector('banmian-viewer');
        (async () => {
          for (let i = 0; i < count; i++) {
            viewer.text = texts[i % texts.length];
            await viewer.ready;
            if (viewer.state !== 'ready' || !viewer.querySelector('article')) throw new Error(`load ${i} shows nothing`);
          }
          return 'done';
        })().then(done, (error) => done(String(error)))";
    for _ in 0..count / AT_ONCE {
        let texts = json!([super::edition::FRONT, super::edition::SECOND]);
        let done = reader.client.execute_async(script, vec![AT_ONCE.into(), texts]).await?;
        ensure!(done == "done", "{done}");
    }
    Ok(())
}

/// Bytes of the module's memory, nodes of the document, and bytes of the heap where the browser tells.
async fn held(browser: &Browser, reader: &Reader<'_>) -> Result<[Value; 3]> {
    let mut heap = json!(0);
    if browser.engine == Engine::Chromium {
        browser.chromium("HeapProfiler.collectGarbage", json!({})).await?;
        heap = browser.chromium("Runtime.getHeapUsage", json!({})).await?["usedSize"].clone();
    }
    let script = "return [globalThis.memory.buffer.byteLength, document.querySelectorAll('*').length]";
    let found = reader.eval(script).await?;
    let [bytes, nodes] = [0, 1].map(|i| found.get(i).cloned());
    Ok([bytes.context("the module was not seen")?, nodes.context("no nodes")?, heap])
}
