//! What fails around the viewer: its reader keeps what there was, and is told.

use super::edition::{self, FRONT, SECOND, shows};
use super::reader::Reader;
use super::settings::Outcomes;
use anyhow::{Context, Result, ensure};
use banmian::edit::{Anchor, Edit, Session};
use banmian::{Options, Role};
use fantoccini::key::Key;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

pub async fn all(reader: &Reader<'_>, address: &str, built: &Path, home: &Path) -> Outcomes {
    vec![
        ("a trap is got over", trap(reader, address).await),
        ("what fails again and again is said, and no more", always(reader, address).await),
        ("the articles stay where WebAssembly is refused", no_module(reader, built, home).await),
        ("it reads on where it may keep nothing", no_storage(reader, built, home).await),
        ("a full storage is said", full_storage(reader, built, home).await),
        ("a hidden tab reads on", hidden(reader, address, home).await),
        ("taken out in mid-parse, it goes on when put back", removed(reader, address).await),
        ("of two loads the last one wins", race(reader, address).await),
        ("a file that changes under us is named", changed(reader, address).await),
        ("half a manifest is no page", manifest(reader, address, home).await),
    ]
}

/// The module breaks off once, where it asks the document for something: a trap to all that is
/// in it.
async fn trap(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    reader.eval(&breaking("WebAssembly.RuntimeError('unreachable')", 1)).await?;
    reader.eval_with("viewer().text = arguments[0]", vec![FRONT.into()]).await?;
    shows(reader, FRONT, 0).await?;
    let broken = reader.eval("return window.broken").await?;
    ensure!(broken == 1, "it broke {broken} times, so nothing was tried");
    reader.eval_with("viewer().text = arguments[0]", vec![SECOND.into()]).await?;
    shows(reader, SECOND, 0).await.context("the module afterwards")
}

async fn always(reader: &Reader<'_>, address: &str) -> Result<()> {
    for error in ["WebAssembly.RuntimeError('unreachable')", "RangeError('Out of memory')"] {
        reader.opens(address).await?;
        let before = reader.eval("return viewer().querySelectorAll('article').length").await?;
        reader.eval(&breaking(error, 1000)).await?;
        reader.eval_with("viewer().text = arguments[0]", vec![SECOND.into()]).await?;
        told(reader, "").await?;
        let found = reader.eval("return [window.broken, viewer().querySelectorAll('article').length]").await?;
        ensure!(found == json!([2, before]), "{error}: tries and articles are {found}");
        reader.eval("window.broken = Infinity").await?;
        reader.eval_with("viewer().text = arguments[0]", vec![SECOND.into()]).await?;
        shows(reader, SECOND, 0).await.context("the module afterwards")?;
    }
    Ok(())
}

async fn no_module(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let file = altered(built, home, "no-module", "delete globalThis.WebAssembly")?;
    reader.client.goto(&file).await?;
    told(reader, "WebAssembly").await?;
    let shown = reader.eval("return viewer().innerText.replace(/\\s/g, '')").await?;
    let headline = reader.page.articles.iter().find_map(|article| article.headline.as_ref()).context("no headline")?;
    let line: String = headline.text.split_whitespace().collect();
    ensure!(shown.as_str().is_some_and(|shown| shown.contains(&line)), "{line} is not to be read");
    Ok(())
}

async fn no_storage(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let script = "for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, { get() { throw new DOMException('refused', 'SecurityError') } })";
    unkept(reader, &altered(built, home, "no-storage", script)?).await
}

async fn full_storage(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let script = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
    unkept(reader, &altered(built, home, "full-storage", script)?).await
}

/// A theme is chosen, a story opened, the page corrected; that the correction is not kept is said.
async fn unkept(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    reader.part("[data-act=type]").await?.click().await?;
    reader.part("[part=type] [data-value=dark]").await?.click().await?;
    reader.until("return viewer().getAttribute('theme') === 'dark'").await.context("the theme")?;
    reader.press(&[Key::Escape]).await?;
    reader.eval("viewer().show('story', 'a1')").await?;
    reader.until("return viewer().view === 'story'").await?;
    let mut session = Session::new(reader.text, &Options::default());
    let block = reader.page.articles[0].blocks.first().context("the first story has no body")?;
    let what = block.spans.iter().map(|span| Anchor::new(reader.text, span.start..span.end)).collect();
    session.apply(Edit::Role { what, role: Role::Subhead }).map_err(|conflict| anyhow::anyhow!("{conflict:?}"))?;
    reader.eval_with("viewer().edits = arguments[0]", vec![serde_json::to_value(session.edits())?]).await?;
    reader.until("return viewer().edits?.edits.length === 1").await.context("the correction")?;
    let note = "return viewer().shadowRoot.querySelector('[part=note]').textContent.trim() !== ''";
    reader.until(note).await.context("nobody says that the correction is not kept")
}

/// In a tab that nobody sees nothing is painted, so what waits for a frame waits for ever.
async fn hidden(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let hide = "for (const [name, value] of [['hidden', true], ['visibilityState', 'hidden']])
          Object.defineProperty(document, name, { value, configurable: true });
        globalThis.requestAnimationFrame = () => 0;
        document.dispatchEvent(new Event('visibilitychange'))";
    reader.eval(hide).await?;
    edition::pick(reader, &edition::written(home)?, &["1.txt", "2.txt", "10.txt"]).await?;
    shows(reader, FRONT, 0).await?;
    reader.until("return viewer().pages.length === 3 && viewer().pages.every((page) => page.page)").await
}

async fn removed(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let script = "const [text, done] = arguments;
        const viewer = document.querySelector('banmian-viewer');
        viewer.text = text;
        viewer.remove();
        setTimeout(() => { document.body.append(viewer); done(viewer.state) })";
    reader.client.execute_async(script, vec![SECOND.into()]).await?;
    shows(reader, SECOND, 0).await?;
    reader.button("list").await?.click().await?;
    reader.until("return viewer().view === 'list'").await.context("its tool bar")
}

async fn race(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let script = "const [slow, quick] = arguments;
        const file = new File([slow], 'slow.txt');
        const bytes = file.arrayBuffer.bind(file);
        file.arrayBuffer = () => new Promise((done) => setTimeout(() => done(bytes()), 400));
        window.heard = [];
        viewer().addEventListener('banmian-load', ({ detail }) => window.heard.push(detail.text));
        viewer().open(file).then(() => window.heard.push('slow is done'));
        viewer().text = quick";
    reader.eval_with(script, vec![FRONT.into(), SECOND.into()]).await?;
    reader.until("return window.heard.includes('slow is done')").await?;
    shows(reader, SECOND, 0).await?;
    let heard = reader.eval("return window.heard").await?;
    ensure!(heard == json!([SECOND, "slow is done"]), "{heard} was heard");
    Ok(())
}

async fn changed(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let script = "const file = new File(['x'], 'news.txt');
        file.arrayBuffer = () => Promise.reject(new DOMException('the file has changed', 'NotReadableError'));
        viewer().open(file)";
    let before = reader.eval("return viewer().querySelectorAll('article').length").await?;
    reader.eval(script).await?;
    told(reader, "the file has changed").await?;
    let after = reader.eval("return viewer().querySelectorAll('article').length").await?;
    ensure!(after == before, "of {before} articles {after} are left");
    Ok(())
}

/// One that breaks off, and one that names a page that is not there.
async fn manifest(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = edition::written(&home.join("halves"))?;
    let whole = json!({ "title": "河湾报", "pages": ["1.txt", "gone.txt", "2.txt"] }).to_string();
    fs::write(folder.join("edition.json"), whole.trim_end_matches(|c| c != ','))?;
    let before = reader.eval("return viewer().querySelectorAll('article').length").await?;
    edition::pick(reader, &folder, &["edition.json", "1.txt"]).await?;
    told(reader, "edition.json: not a list of pages").await?;
    let after = reader.eval("return viewer().querySelectorAll('article').length").await?;
    ensure!(after == before, "of {before} articles {after} are left");

    fs::write(folder.join("edition.json"), whole)?;
    edition::pick(reader, &folder, &["edition.json", "1.txt", "2.txt"]).await?;
    shows(reader, FRONT, 0).await?;
    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    told(reader, "gone.txt").await?;
    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    shows(reader, SECOND, 2).await.context("the page behind the one that is missing")
}

/// The viewer says what is wrong, in words that are seen.
async fn told(reader: &Reader<'_>, words: &str) -> Result<()> {
    reader.until("return viewer()?.state === 'error'").await?;
    let notice = reader.part("[part=notice]").await?;
    let said = notice.text().await?;
    ensure!(
        notice.is_displayed().await? && said.chars().count() > 20 && said.contains(words),
        "the viewer says {said:?}"
    );
    Ok(())
}

/// A script by which the module breaks off so many times with an error.
fn breaking(error: &str, times: usize) -> String {
    format!(
        "window.broken = 0;
        const make = Document.prototype.createDocumentFragment;
        Document.prototype.createDocumentFragment = function () {{
          if (window.broken < {times}) {{ window.broken++; throw new {error}; }}
          return make.call(this);
        }}"
    )
}

/// The viewer's file with a script before it, and so without its policy.
pub fn altered(built: &Path, home: &Path, name: &str, script: &str) -> Result<String> {
    let html = fs::read_to_string(built)?;
    let (before, rest) = html.split_once("<meta http-equiv").context("the file has no policy")?;
    let (_, after) = rest.split_once('>').context("the policy has no end")?;
    let file: PathBuf = home.join(format!("{name}.html"));
    fs::create_dir_all(home)?;
    fs::write(&file, format!("{before}<script>{script}</script>{after}"))?;
    let address = url::Url::from_file_path(&file).map_err(|()| anyhow::anyhow!("{} is no address", file.display()))?;
    Ok(address.into())
}
