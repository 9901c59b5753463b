//! Pictures of the viewer, for people to look at.

use crate::test::engine::{Browser, Engine};
use crate::test::{paper, programs, wall::Wall, window};
use crate::{tools, view};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

/// Builds the viewer and takes pictures of it in Chromium, into target/shots.
#[derive(clap::Args)]
pub struct Args {
    /// Only pictures whose names contain this
    #[arg(default_value = "")]
    only: String,
}

const SIZES: [(u32, u32); 4] = [(360, 740), (820, 1180), (1440, 900), (2560, 1440)];

/// Name, place in the document's address, attributes, and whether the system is dark.
type Shot = (&'static str, &'static str, &'static [(&'static str, &'static str)], bool);

const SHOTS: [Shot; 12] = [
    ("page", "#page", &[], false),
    ("list", "#list", &[], false),
    ("story", "#a1", &[], false),
    ("source", "#source/a1", &[], false),
    ("correct", "#source/a2", &[("correcting", "")], false),
    ("correct-dark", "#source/a2", &[("correcting", "")], true),
    ("find", "#page", &[], false),
    ("find-source", "#source", &[], false),
    ("find-story", "#a1", &[], false),
    ("vertical", "#page", &[("writing", "vertical")], false),
    ("traditional", "#page", &[("script", "hant"), ("punctuation", "full")], false),
    ("dark", "#page", &[], true),
];

pub fn run(args: Args) -> Result<()> {
    let root = tools::root();
    let built = view::build(&root)?;
    let address =
        url::Url::from_file_path(&built).map_err(|()| anyhow::anyhow!("{} is no address", built.display()))?;
    let target = tools::target_dir(&root)?;
    let folder = target.join("shots");
    std::fs::create_dir_all(&folder)?;
    let programs = programs::ensure(Engine::Chromium, &root)?;
    let wall = Wall::new()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let browser = Browser::start(Engine::Chromium, programs, &target.join("browsers/shots"), &wall).await?;
        let taken = take(&browser, address.as_str(), &folder, &args.only).await;
        browser.close().await?;
        taken
    })?;
    println!("{}", folder.display());
    Ok(())
}

async fn take(browser: &Browser, address: &str, folder: &Path, only: &str) -> Result<()> {
    let client = &browser.client;
    for (name, place, attributes, dark) in SHOTS.iter().filter(|(name, ..)| name.contains(only)) {
        let scheme = json!([{ "name": "prefers-color-scheme", "value": if *dark { "dark" } else { "light" } }]);
        browser.chromium("Emulation.setEmulatedMedia", json!({ "features": scheme })).await?;
        for (width, height) in SIZES {
            window(browser, width, height).await?;
            open(browser, address, place, attributes).await?;
            if name.starts_with("find") {
                client.execute_async(FIND, vec![]).await.context("finding")?;
            }
            let picture = client.screenshot().await?;
            std::fs::write(folder.join(format!("{name}-{width}x{height}.png")), picture)?;
        }
    }
    browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await?;
    let sheets =
        [("print-a4", "#page", 8.27, 11.69), ("print-a3", "#page", 11.69, 16.54), ("print-story", "#a1", 8.27, 11.69)];
    for (name, place, width, height) in sheets.into_iter().filter(|(name, ..)| name.contains(only)) {
        open(browser, address, place, &[]).await?;
        std::fs::write(folder.join(format!("{name}.pdf")), paper(browser, width, height).await?)?;
    }
    Ok(())
}

/// Looks for the first two characters of the page's first headline, as `/` and typing do.
const FIND: &str = "
    const done = arguments[0];
    const viewer = document.querySelector('banmian-viewer');
    const words = viewer.page.articles.find(({ headline }) => headline).headline.text;
    viewer.find([...words].slice(0, 2).join(''))
        .then(() => viewer.shadowRoot.querySelector('[part=find] [data-act=hits]').click())
        .then(() => setTimeout(done, 300));
";

/// Opens the viewer anew at a place, with attributes set.
async fn open(browser: &Browser, address: &str, place: &str, attributes: &[(&str, &str)]) -> Result<()> {
    let client = &browser.client;
    client.goto("about:blank").await?;
    client.goto(&format!("{address}{place}")).await?;
    let started = Instant::now();
    while client.execute("return document.querySelector('banmian-viewer')?.state === 'ready'", vec![]).await? != true {
        ensure!(started.elapsed() < Duration::from_secs(20), "the page is not shown within 20 s");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    for (name, value) in attributes {
        let set = "document.querySelector('banmian-viewer').setAttribute(...arguments)";
        client.execute(set, vec![(*name).into(), (*value).into()]).await.context("setting an attribute")?;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    Ok(())
}
