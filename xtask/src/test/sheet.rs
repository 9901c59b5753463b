//! The page as a sheet: nothing overlaps, nothing is cut off or jumps, and it prints.

use super::engine::{Browser, Engine};
use super::reader::Reader;
use super::settings::Outcomes;
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::json;

pub async fn all(browser: &Browser, reader: &Reader<'_>, engine: Engine, address: &str) -> Outcomes {
    let mut out = vec![("no text lies over other text", overlap(reader, address).await)];
    out.push(("a phone's width is enough", narrow(browser, reader, engine, address).await));
    if engine == Engine::Chromium {
        out.push(("nothing moves while it loads", still(browser, reader, address).await));
        out.push(("it prints with little ink", print(browser, reader, address).await));
    }
    out
}

/// No line of one block lies over a line of another, whatever the width, size and direction.
async fn overlap(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    for (width, settings) in [
        (1400, json!({})),
        (820, json!({ "font": "hei", "leading": "1.4" })),
        (500, json!({ "size": "200" })),
        (1400, json!({ "writing": "vertical" })),
        (500, json!({ "writing": "vertical", "size": "130" })),
    ] {
        reader.client.set_window_size(width, 900).await?;
        for view in ["page", "story", "list"] {
            let found = reader.client.execute_async(OVERLAPS, vec![settings.clone(), view.into()]).await?;
            let lines = found["lines"].as_u64().unwrap_or_default();
            ensure!(lines > 10, "{view} at {width} with {settings}: only {lines} lines are seen");
            ensure!(found["over"] == json!([]), "{view} at {width} with {settings}: {}", found["over"]);
        }
    }
    reader.client.set_window_size(1400, 1200).await?;
    Ok(())
}

/// At 320 px nothing is wider than the window.
async fn narrow(browser: &Browser, reader: &Reader<'_>, engine: Engine, address: &str) -> Result<()> {
    if engine == Engine::Chromium {
        window(browser, 320, 640).await?;
    }
    reader.client.goto(address).await?;
    reader.until("return document.querySelector('banmian-viewer')?.state === 'ready'").await?;
    let (size, views) = (json!({ "size": "160" }), ["page", "list", "story", "source"]);
    for settings in [json!({}), size, json!({ "writing": "vertical" })] {
        for view in views {
            let found = reader.client.execute_async(NARROW, vec![settings.clone(), view.into()]).await?;
            ensure!(found["inner"] == 320, "the window is {} wide", found["inner"]);
            ensure!(found["out"] == json!([]), "{view} with {settings}: {}", found["out"]);
        }
    }
    if engine == Engine::Chromium {
        browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    }
    Ok(())
}

/// The layout does not shift from the first picture on, nor with settings kept from before.
async fn still(browser: &Browser, reader: &Reader<'_>, address: &str) -> Result<()> {
    let sizes = [(360, 740), (820, 1180), (1440, 900), (2560, 1440)];
    for kept in ["{}", "{\"size\":\"130\",\"font\":\"hei\",\"theme\":\"dark\",\"columns\":\"2\"}"] {
        for (width, height) in sizes {
            window(browser, width, height).await?;
            reader.client.execute("localStorage.setItem('banmian.type', arguments[0])", vec![kept.into()]).await?;
            reader.client.goto(address).await?;
            reader.until("return document.querySelector('banmian-viewer')?.state === 'ready'").await?;
            let shifts = reader.client.execute_async(SHIFTS, vec![]).await?;
            ensure!(shifts == json!([]), "at {width} × {height} with {kept}: {shifts}");
        }
    }
    reader.client.execute("localStorage.removeItem('banmian.type')", vec![]).await?;
    browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    Ok(())
}

/// On paper the ground is white whatever the theme, lines are horizontal, the bar is gone; a
/// page and a story make a few numbered sheets.
async fn print(browser: &Browser, reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let set = "const v = document.querySelector('banmian-viewer'); v.theme = 'dark'; v.writing = arguments[0]; v.size = '200'";
    reader.client.execute(set, vec!["horizontal".into()]).await?;
    browser.chromium("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let look = "const v = document.querySelector('banmian-viewer');
        const style = (node) => getComputedStyle(node);
        return {
            paper: style(v).backgroundColor, ink: style(v).color, size: style(v).fontSize,
            bar: style(v.shadowRoot.querySelector('[part=bar]')).display,
            links: [...v.querySelectorAll('.bm-page a[href]:not(.bm-untitled a)')].filter((a) => !['none', 'normal'].includes(style(a, '::after').content)).length,
        }";
    let found = reader.client.execute(look, vec![]).await?;
    browser.chromium("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
    let wanted =
        json!({ "paper": "rgb(255, 255, 255)", "ink": "rgb(0, 0, 0)", "size": "12px", "bar": "none", "links": 0 });
    ensure!(found == wanted, "on paper it is {found}");
    reader.client.execute(set, vec!["vertical".into()]).await?;
    let (a4, a3) = (sheets(&paper(browser, 8.27, 11.69).await?), sheets(&paper(browser, 11.69, 16.54).await?));
    ensure!((1..=6).contains(&a4) && (1..=3).contains(&a3), "the page takes {a4} sheets of A4, {a3} of A3");
    let mode = "return getComputedStyle(document.querySelector('.bm-page')).writingMode";
    ensure!(
        reader.client.execute(mode, vec![]).await? == "vertical-rl",
        "the page is no longer vertical after printing"
    );
    reader.client.execute("location.hash = '#a1'", vec![]).await?;
    reader.until("return document.querySelector('banmian-viewer').view === 'story'").await?;
    let story = sheets(&paper(browser, 8.27, 11.69).await?);
    ensure!((1..=4).contains(&story), "a story takes {story} sheets");
    reader
        .client
        .execute("const v = document.querySelector('banmian-viewer'); v.theme = v.writing = v.size = null", vec![])
        .await?;
    Ok(())
}

/// What Chromium prints, in inches, as a PDF.
pub async fn paper(browser: &Browser, width: f64, height: f64) -> Result<Vec<u8>> {
    let wanted = json!({ "paperWidth": width, "paperHeight": height, "printBackground": false });
    let printed = browser.chromium("Page.printToPDF", wanted).await?;
    BASE64_STANDARD.decode(printed["data"].as_str().context("nothing was printed")?).context("the print is no base64")
}

/// The sheets of a PDF as Chromium writes it.
fn sheets(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count()
}

/// A window of any size, in Chromium.
pub async fn window(browser: &Browser, width: u32, height: u32) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.chromium("Emulation.setDeviceMetricsOverride", metrics).await?;
    Ok(())
}

/// The lines of each block as boxes as high as their letters, and those that meet.
const OVERLAPS: &str = "
    const [settings, view, done] = arguments;
    const viewer = document.querySelector('banmian-viewer');
    for (const name of ['size', 'font', 'leading', 'writing']) viewer[name] = settings[name] ?? null;
    viewer.show(view, view === 'story' ? 'a1' : null);
    setTimeout(() => {
        const boxes = [];
        const range = document.createRange();
        for (const block of viewer.querySelectorAll('.bm-page [data-role]')) {
            const size = parseFloat(getComputedStyle(block).fontSize);
            const down = getComputedStyle(block).writingMode === 'vertical-rl';
            range.selectNodeContents(block);
            if (!block.checkVisibility() || getComputedStyle(block).overflow === 'hidden') continue;
            for (const r of range.getClientRects()) {
                const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
                const [w, h] = down ? [Math.min(r.width, size), r.height] : [r.width, Math.min(r.height, size)];
                if (w > 1 && h > 1) boxes.push({ block, l: x - w / 2, r: x + w / 2, t: y - h / 2, b: y + h / 2 });
            }
        }
        boxes.sort((a, b) => a.t - b.t);
        const over = [];
        boxes.forEach((a, i) => {
            for (let j = i + 1; j < boxes.length && boxes[j].t < a.b - 2; j++) {
                const b = boxes[j];
                if (a.block !== b.block && Math.min(a.r, b.r) - Math.max(a.l, b.l) > 2) {
                    over.push([a.block.textContent.slice(0, 12), b.block.textContent.slice(0, 12)]);
                }
            }
        });
        done({ lines: boxes.length, over: over.slice(0, 5) });
    }, 120);
";

/// What is wider than 320 px; where no window is that narrow, the document's body is.
const NARROW: &str = "
    const [settings, view, done] = arguments;
    const viewer = document.querySelector('banmian-viewer');
    if (innerWidth > 320) document.body.style.setProperty('width', '320px');
    for (const name of ['size', 'writing']) viewer[name] = settings[name] ?? null;
    viewer.show(view, view === 'story' ? 'a1' : null);
    setTimeout(() => {
        const scrolled = (node) => {
            for (let at = node; at && at !== viewer; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
                if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
            }
            return false;
        };
        const all = [...viewer.querySelectorAll('*'), ...viewer.shadowRoot.querySelectorAll('*')];
        const out = all.filter((node) => node.getClientRects().length > 0 && node.getBoundingClientRect().right > 321 && !scrolled(node));
        const wide = document.body.clientWidth === innerWidth && document.scrollingElement.scrollWidth > innerWidth;
        const names = out.slice(0, 4).map((node) => node.outerHTML.slice(0, 90));
        done({ inner: document.body.clientWidth, out: wide ? ['the document', ...names] : names });
        viewer.show('page');
    }, 120);
";

const SHIFTS: &str = "
    const done = arguments[0];
    const found = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (!entry.hadRecentInput) found.push([entry.value, ...entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? '')]);
        }
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(found), 250);
";
