//! WCAG 2.2 AA beyond what rules can find: what has the focus is seen, what is pressed is large
//! enough, a page enlarged four times is one column, and colours the system forces tell as much.

use super::engine::{Browser, Engine};
use super::reader::Reader;
use super::settings::Outcomes;
use super::sheet::window;
use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::json;

pub async fn all(browser: &Browser, reader: &Reader<'_>, engine: Engine, address: &str) -> Outcomes {
    let mut out = vec![
        ("what has the focus is seen", focus(reader, address).await),
        ("what is pressed is large enough", targets(reader, address).await),
    ];
    if engine == Engine::Chromium {
        out.push(("four times as large it is one column", enlarged(browser, reader, address).await));
        out.push(("forced colours tell as much", forced(browser, reader, address).await));
    }
    out
}

/// Tab goes through a page and back with nothing that has the focus behind the bar or out of sight.
async fn focus(reader: &Reader<'_>, address: &str) -> Result<()> {
    for view in ["page", "story", "source", "desk"] {
        reader.opens(address).await?;
        show(reader, view).await?;
        let mut seen = 0;
        for (keys, times) in [(&[Key::Tab][..], 14), (&[Key::Shift, Key::Tab][..], 10)] {
            for _ in 0..times {
                reader.press(keys).await?;
                let found = reader.eval(FOCUS).await?;
                ensure!(found["hidden"] == json!(null), "in view {view}: {}", found["hidden"]);
                seen += u32::from(found["inside"] == true);
            }
        }
        ensure!(seen > 5, "in view {view} the focus is in the viewer only {seen} times");
    }
    Ok(())
}

/// Whatever is pressed is 24 px or more both ways, but for links within a text.
async fn targets(reader: &Reader<'_>, address: &str) -> Result<()> {
    for view in ["page", "list", "story", "source", "desk"] {
        reader.opens(address).await?;
        show(reader, view).await?;
        reader.eval("viewer().find(viewer().page.articles[0].headline.text.slice(0, 2))").await?;
        reader.eval("viewer().shadowRoot.querySelector('[data-act=type]').click()").await?;
        reader.until("return !viewer().shadowRoot.querySelector('[part=type]').hidden").await?;
        let found = reader.eval(TARGETS).await?;
        ensure!(found["small"] == json!([]), "in view {view}: {}", found["small"]);
        ensure!(found["count"].as_u64() > Some(20), "in view {view} only {} are seen", found["count"]);
    }
    Ok(())
}

async fn enlarged(browser: &Browser, reader: &Reader<'_>, address: &str) -> Result<()> {
    window(browser, 320, 256).await?;
    reader.opens(address).await?;
    for view in ["page", "list", "story", "source", "desk"] {
        show(reader, view).await?;
        let found = reader.eval(COLUMNS).await?;
        ensure!(found["columns"] == json!([]), "in view {view} side by side: {}", found["columns"]);
        ensure!(found["wide"] == false, "in view {view} it is wider than the window");
        ensure!(found["bar"] != "sticky", "in view {view} the bar covers a window that is low");
    }
    browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    Ok(())
}

async fn forced(browser: &Browser, reader: &Reader<'_>, address: &str) -> Result<()> {
    let set = async |value: &str| {
        let features = json!({ "features": [{ "name": "forced-colors", "value": value }] });
        browser.chromium("Emulation.setEmulatedMedia", features).await
    };
    set("active").await?;
    reader.opens(address).await?;
    reader.eval("viewer().find('。'); viewer().shadowRoot.querySelector('[data-act=type]').click()").await?;
    reader.until("return matchMedia('(forced-colors: active)').matches").await?;
    for (chosen, other) in [
        ("[role=toolbar] [aria-pressed=true]", "[role=toolbar] [aria-pressed=false]"),
        ("[part=type] label:has([type=radio]:checked)", "[part=type] label:has([type=radio]:not(:checked))"),
    ] {
        let told = reader.eval_with(LOOKS_APART, vec![chosen.into(), other.into()]).await?;
        ensure!(told == true, "{chosen} looks like {other}");
    }
    show(reader, "source").await?;
    let edge = "return getComputedStyle(viewer().querySelector('[data-piece]')).borderBlockEndStyle";
    ensure!(reader.eval(edge).await? == "solid", "a piece of the source has no edge");
    set("none").await.context("the colours stay forced")?;
    Ok(())
}

async fn show(reader: &Reader<'_>, view: &str) -> Result<()> {
    reader.eval_with(SHOW, vec![view.into()]).await?;
    let there =
        "return viewer().view === arguments[0] || (viewer().correcting && viewer().querySelector('.bm-grip') !== null)";
    reader.until_with(there, vec![view.into()]).await
}

/// The desk at which a page is corrected stands in the view of the source.
const SHOW: &str = "
    const [view] = arguments;
    if (view === 'desk') viewer().correcting = true;
    else viewer().show(view, view === 'story' ? viewer().page.articles[0].id : null);
";

const FOCUS: &str = "
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    const inside = node !== document.body && (viewer().contains(node) || viewer().shadowRoot.contains(node));
    if (!inside) return { inside, hidden: null };
    const bar = viewer().shadowRoot.querySelector('[part=bar]');
    const low = bar.contains(node) ? 0 : Math.max(0, bar.getBoundingClientRect().bottom);
    const box = node.getBoundingClientRect();
    const seen = box.bottom > low + 2 && box.top < innerHeight - 2 && box.right > 0 && box.left < innerWidth;
    return { inside, hidden: seen ? null : `${node.outerHTML.slice(0, 120)} from ${box.top} to ${box.bottom}, the bar to ${low}` };
";

const TARGETS: &str = "
    const root = viewer().shadowRoot;
    const all = [...root.querySelectorAll('button, select, input, [role=option]'), ...viewer().querySelectorAll('h2 a, button, .bm-grip, [data-piece][tabindex]')];
    const boxOf = (node) => (node.closest('label') ?? node).getBoundingClientRect();
    const seen = all.filter((node) => node.checkVisibility() && !node.matches('[type=file]') && boxOf(node).width > 0);
    const text = (node) => getComputedStyle(node).display === 'inline' && node.closest('.bm-source');
    const small = seen.filter((node) => !text(node) && (boxOf(node).width < 24 || boxOf(node).height < 24));
    return { count: seen.length, small: small.slice(0, 4).map((node) => `${node.outerHTML.slice(0, 100)} ${boxOf(node).width} × ${boxOf(node).height}`) };
";

const COLUMNS: &str = "
    const bodies = [...viewer().querySelectorAll('.bm-page article')].filter((node) => node.checkVisibility());
    const columns = bodies.filter((node) => {
        const lefts = new Set([...node.querySelectorAll('p')].flatMap((p) => [...p.getClientRects()].map(({ left }) => Math.round(left))));
        return lefts.size > 1;
    });
    const beside = new Set(bodies.map((node) => Math.round(node.getBoundingClientRect().left)));
    return {
        columns: [...columns.map((node) => node.id), ...(beside.size > 1 ? [[...beside].join(' and ')] : [])],
        wide: document.scrollingElement.scrollWidth > innerWidth,
        bar: getComputedStyle(viewer().shadowRoot.querySelector('[part=bar]')).position,
    };
";

const LOOKS_APART: &str = "
    const [chosen, other] = [...arguments].map((what) => getComputedStyle(viewer().shadowRoot.querySelector(what)));
    return ['color', 'backgroundColor', 'outlineStyle', 'borderBlockEndWidth', 'textDecorationLine'].some((name) => chosen[name] !== other[name]);
";
