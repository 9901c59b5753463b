//! What fails around the viewer: its reader keeps what there was, and is told.

use super::edition::{self, FRONT, SECOND, shows};
use super::reader::Reader;
use super::settings::Outcomes;
use anyhow::{Context, Result, ensure};
use banmian::edit::{Anchor, Edit, Session};
use banmian::{Options, Role};
use fantoccini::key::Key;
use serde_json::{Value, json};
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
        ("put back with another address, it loads that", readdressed(reader, built, home).await),
        ("a file that changes under us is named", changed(reader, built, home).await),
        ("half a manifest is no page", manifest(reader, address, home).await),
        ("what is no manifest is said to be none", no_manifest(reader, built, home).await),
        ("a page without text is none of another page's", blank(reader, address, home).await),
        ("half a file of corrections takes no page down", half_edits(reader, address, home).await),
        ("half a list of corrections in the storage is put aside", half_kept(reader, address).await),
        ("a percent sign may stand anywhere", percent(reader, built, home).await),
        ("a tag that names no language breaks nothing", no_language(reader, built, home).await),
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
    reader.eval_with("viewer().edits = arguments[0]", vec![subhead(reader.text)?]).await?;
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

/// Put back at once, and when the text has come; first with a page of its own, then with none.
async fn readdressed(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let script = "const [own, wait, texts, done] = arguments;
        const address = (text) => `data:text/plain,${encodeURIComponent(text)}`;
        const viewer = own ? document.querySelector('banmian-viewer') : document.createElement('banmian-viewer');
        if (!own) document.querySelector('banmian-viewer').replaceWith(viewer);
        viewer.src = address(texts[0]);
        (wait ? viewer.ready : Promise.resolve()).then(async () => {
          viewer.remove();
          viewer.src = address(texts[1]);
          if (wait) await new Promise((later) => setTimeout(later, 300));
          document.body.append(viewer);
        }).then(done, (error) => done(String(error)))";
    for (own, wait) in [(true, true), (true, false), (false, true), (false, false)] {
        reader.opens(&altered(built, home, "readdressed", "")?).await?;
        let failed = reader.client.execute_async(script, vec![own.into(), wait.into(), json!([FRONT, SECOND])]).await?;
        ensure!(failed.is_null(), "{failed}");
        shows(reader, SECOND, 0).await.with_context(|| format!("own page: {own}, waited: {wait}"))?;
        let seen = reader.eval("return viewer().querySelector('article').checkVisibility()").await?;
        ensure!(seen == true, "the articles are not seen");
    }
    Ok(())
}

/// A file by itself, one among others, and one that goes while what is dropped is looked through.
async fn changed(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    reader.opens(&altered(built, home, "changed", HEARD)?).await?;
    reader
        .eval(
            "window.gone = (name) => {
          const file = new File(['x'], name);
          file.arrayBuffer = file.text = () => Promise.reject(new DOMException('it has changed', 'NotReadableError'));
          return file;
        }",
        )
        .await?;
    let before = reader.eval("return viewer().querySelectorAll('article').length").await?;
    reader.eval("viewer().open(gone('news.txt'))").await?;
    told(reader, "news.txt: it has changed").await?;
    let after = reader.eval("return viewer().querySelectorAll('article').length").await?;
    ensure!(after == before, "of {before} articles {after} are left");

    reader.eval_with("viewer().open([new File([arguments[0]], '1.txt'), gone('2.txt')])", vec![FRONT.into()]).await?;
    shows(reader, FRONT, 0).await?;
    reader.eval("viewer().turn(1)").await?;
    told(reader, "2.txt: it has changed").await?;
    reader.eval("viewer().turn(0)").await?;
    shows(reader, FRONT, 0).await?;

    reader.eval("viewer().open(gone('edition.json'))").await?;
    told(reader, "edition.json: it has changed").await?;
    reader.eval_with("viewer().text = arguments[0]", vec![SECOND.into()]).await?;
    shows(reader, SECOND, 0).await?;

    let drop = "const entry = { isDirectory: true, name: 'paper', createReader: () => ({ readEntries: (done, fail) => fail(new DOMException('it is gone', 'NotFoundError')) }) };
        const item = { kind: 'file', getAsFile: () => null, webkitGetAsEntry: () => entry };
        const event = new Event('drop', { bubbles: true, cancelable: true });
        Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items: [item] } });
        viewer().dispatchEvent(event)";
    reader.eval(drop).await?;
    told(reader, "paper: it is gone").await?;
    heard(reader, &json!(["file", "file", "file", "file"])).await
}

/// One that breaks off, and one that names a page that is not there.
async fn manifest(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = edition::written(&home.join("halves"))?;
    let whole = json!({ "title": "河湾报", "pages": ["1.txt", "gone.txt", "2.txt"] }).to_string();
    fs::write(folder.join("edition.json"), whole.trim_end_matches(|c| c != ','))?;
    let before = reader.eval("return viewer().querySelectorAll('article').length").await?;
    edition::pick(reader, &folder, &["edition.json", "1.txt"]).await?;
    told(reader, "edition.json: ").await?;
    let after = reader.eval("return viewer().querySelectorAll('article').length").await?;
    ensure!(after == before, "of {before} articles {after} are left");

    fs::write(folder.join("edition.json"), whole)?;
    edition::pick(reader, &folder, &["edition.json", "1.txt", "2.txt"]).await?;
    shows(reader, FRONT, 0).await?;
    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    told(reader, "gone.txt").await?;
    let left = reader.eval("return viewer().querySelectorAll('article').length").await?;
    ensure!(left == 0, "{left} articles of another page stand below the message");
    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    shows(reader, SECOND, 2).await.context("the page behind the one that is missing")
}

/// In a viewer with a page, which stays; in one with none, which shows the text; and as its child.
async fn no_manifest(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let address = altered(built, home, "no-manifest", HEARD)?;
    reader.opens(&address).await?;
    let before = reader.eval("return viewer().querySelectorAll('article').length").await?;
    for text in ["", "null", "7", "[]", "{\"pages\":[", "{\"pages\":[]}", "{\"pages\":[null]}", "{\"pages\":\"1.txt\"}"]
    {
        let open = "viewer().open(new File([arguments[0]], 'edition.json'))";
        for fresh in [false, true] {
            if fresh {
                reader.eval("viewer().replaceWith(document.createElement('banmian-viewer'))").await?;
            }
            reader.eval("window.heard.length = 0").await?;
            reader.eval_with(open, vec![text.into()]).await?;
            told(reader, "edition.json: ").await.with_context(|| text.to_owned())?;
            heard(reader, &json!(["manifest"])).await.with_context(|| text.to_owned())?;
            let shown = reader.eval("return [viewer().querySelectorAll('article').length, viewer().querySelector('.bm-original')?.textContent ?? null]").await?;
            let wanted = if fresh { json!([0, text]) } else { json!([before, null]) };
            ensure!(shown == wanted, "{text}: articles and text are {shown}");
        }
        reader.opens(&address).await?;
    }
    for text in ["{\"pages\":[]}", "{\"pages\":[null]}", "{\"pages\":[{\"name\":\"A1\"}]}"] {
        let child = "const data = Object.assign(document.createElement('script'), { type: 'application/json', textContent: arguments[0] });
            const other = document.createElement('banmian-viewer');
            other.append(data);
            window.heard.length = 0;
            viewer().replaceWith(other)";
        reader.eval_with(child, vec![text.into()]).await?;
        told(reader, "").await.with_context(|| text.to_owned())?;
        heard(reader, &json!(["manifest"])).await.with_context(|| text.to_owned())?;
    }
    Ok(())
}

/// An empty page and a blank one, turned to in every view.
async fn blank(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    let folder = edition::written(&home.join("blanks"))?;
    fs::write(folder.join("3.txt"), "")?;
    fs::write(folder.join("4.txt"), " \r\n\u{3000}\n")?;
    for view in ["page", "list", "source", "story"] {
        reader.opens(address).await?;
        edition::pick(reader, &folder, &["1.txt", "2.txt", "3.txt", "4.txt"]).await?;
        for index in [2, 3] {
            reader.eval("viewer().turn(0)").await?;
            shows(reader, FRONT, 0).await?;
            reader.eval_with("viewer().show(arguments[0], 'a1')", vec![view.into()]).await?;
            reader.until(&format!("return viewer().view === '{view}'")).await?;
            reader.eval(&format!("viewer().turn({index})")).await?;
            reader.until(&format!("return viewer().index === {index} && viewer().state !== 'loading'")).await?;
            let notice = reader.part("[part=notice]").await?;
            ensure!(notice.is_displayed().await? && !notice.text().await?.is_empty(), "in view {view} nothing is said");
            let left = "return [viewer().querySelectorAll('article').length, /图书馆|老街/.test(viewer().innerText)]";
            let left = reader.eval(left).await?;
            ensure!(left == json!([0, false]), "in view {view} page {index} has of another {left}");
        }
    }
    Ok(())
}

/// Opened with its page, and by itself.
async fn half_edits(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = edition::written(&home.join("half-edits"))?;
    let whole = subhead(FRONT)?.to_string();
    let (half, _) = whole.split_once(',').context("the corrections are too few")?;
    for text in [half, "", "{}", "7"] {
        fs::write(folder.join("1.edits.json"), text)?;
        for names in [&["1.txt", "1.edits.json"][..], &["2.txt", "1.txt", "1.edits.json"], &["1.edits.json"]] {
            edition::pick(reader, &folder, names).await?;
            shows(reader, FRONT, 0).await.with_context(|| format!("{names:?}: {text}"))?;
            amiss(reader, if text == half { "1.edits.json: " } else { "" })
                .await
                .with_context(|| format!("{names:?}: {text}"))?;
            reader.eval("viewer().shadowRoot.querySelector('[part=notice]').hidden = true").await?;
        }
    }
    fs::write(folder.join("1.edits.json"), whole)?;
    edition::pick(reader, &folder, &["1.txt", "1.edits.json"]).await?;
    reader.until("return viewer().edits?.edits.length === 1").await.context("the whole file")?;
    let said = reader.eval("return viewer().shadowRoot.querySelector('[part=notice]').hidden").await?;
    ensure!(said == true, "of the whole file something is said");
    Ok(())
}

/// The page is shown and what is wrong said; a correction made then is kept, and so is what was there.
async fn half_kept(reader: &Reader<'_>, address: &str) -> Result<()> {
    let edits = subhead(reader.text)?;
    for broken in ["{\"version\":1,\"edits\":[", "{\"edits\":[{\"kind\":\"x\"}]}"] {
        reader.opens(address).await?;
        reader.eval("localStorage.clear()").await?;
        reader.eval_with("viewer().edits = arguments[0]", vec![edits.clone()]).await?;
        reader.until("return viewer().edits?.edits.length === 1").await?;
        let cut = "const [key] = Object.keys(localStorage).filter((key) => key.endsWith(':edits'));
            localStorage.setItem(key, arguments[0]);
            return key";
        let key = reader.eval_with(cut, vec![broken.into()]).await?;
        reader.opens(address).await?;
        amiss(reader, "").await?;
        let there = reader.eval_with("return localStorage.getItem(arguments[0])", vec![key.clone()]).await?;
        ensure!(there == broken, "in the storage is {there}");
        reader.eval_with("viewer().edits = arguments[0]", vec![edits.clone()]).await?;
        reader.until("return viewer().edits?.edits.length === 1").await?;
        let there = "return Object.values(localStorage).filter((text) => text === arguments[0]).length";
        let there = reader.eval_with(there, vec![broken.into()]).await?;
        ensure!(there == 1, "what could not be read is in the storage {there} times");
        reader.opens(address).await?;
        reader.until("return viewer().edits?.edits.length === 1").await.context("the new correction")?;
        let said = reader.eval("return viewer().shadowRoot.querySelector('[part=notice]').hidden").await?;
        ensure!(said == true, "something is still said");
        reader.eval("localStorage.clear()").await?;
    }
    Ok(())
}

/// In an address, in the names of a list of pages, in a link.
async fn percent(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    reader.opens(&altered(built, home, "percent", HEARD)?).await?;
    let address = "viewer().src = `data:text/plain,${encodeURIComponent(arguments[0])}/100%`";
    reader.eval_with(address, vec![SECOND.into()]).await?;
    shows(reader, &format!("{SECOND}/100%"), 0).await.context("in an address")?;
    let name = reader.eval("return viewer().pages[0].name").await?;
    ensure!(name == "100%", "it is called {name}");

    let folder = edition::written(&home.join("percent"))?;
    let text = "产量增长5%\n\n本报讯 产量增长100%,其中 %E5 为新增。\n";
    fs::write(folder.join("1%.txt"), text)?;
    fs::write(folder.join("edition.json"), json!({ "pages": ["1%.txt", "50%/2%.txt"] }).to_string())?;
    edition::pick(reader, &folder, &["edition.json", "1%.txt"]).await?;
    shows(reader, text, 0).await.context("in a list of pages")?;
    let names = reader.eval("return viewer().pages.map((page) => page.name)").await?;
    ensure!(names == json!(["1%.txt", "2%.txt"]), "its pages are {names}");
    reader.eval("viewer().turn(1)").await?;
    told(reader, "2%.txt").await?;
    reader.eval("viewer().turn(0)").await?;
    shows(reader, text, 0).await?;
    for quote in ["产量增长100%", "%E5 为新增", "增长100%25"] {
        reader.eval("viewer().show('page')").await?;
        reader.until("return viewer().view === 'page'").await?;
        reader.eval_with("location.hash = `#a1.2~${arguments[0]}`", vec![quote.into()]).await?;
        reader.until("return viewer().view === 'story'").await.with_context(|| format!("a link to {quote}"))?;
    }
    reader.eval("viewer().src = 'http://%/'").await?;
    told(reader, "").await?;
    heard(reader, &json!(["fetch", "fetch"])).await
}

/// As the interface's, as a pack's, as that of a page that came read.
async fn no_language(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let watch = format!(
        "{HEARD}
        for (const type of ['error', 'unhandledrejection'])
          addEventListener(type, ({{ error, reason }}) => {{
            // without one a browser only says that it lays out once more
            if (error ?? reason) window.heard.push(String(error ?? reason));
          }});
        const voices = ['x', 'zh'].map((lang) => ({{ name: lang, lang, voiceURI: lang, localService: true, default: true }}));
        const synth = Object.assign(new EventTarget(), {{ getVoices: () => voices, cancel() {{}}, speak() {{}}, pause() {{}}, resume() {{}} }});
        Object.defineProperty(globalThis, 'speechSynthesis', {{ value: synth, configurable: true }});
        globalThis.SpeechSynthesisUtterance = class {{}};"
    );
    let address = altered(built, home, "no-language", &watch)?;
    for tag in ["x_y!", "x-y!", "-", "zh-Hans-", "\u{4e2d}", "</banmian-viewer>"] {
        reader.opens(&address).await?;
        let give = "const [tag, text] = arguments;
            viewer().lang = tag;
            viewer().cues = [{ language: tag, letters: '馆读' }];
            viewer().language = tag;
            viewer().open(new File([text], '1.txt'))";
        reader.eval_with(give, vec![tag.into(), FRONT.into()]).await?;
        shows(reader, FRONT, 0).await.with_context(|| tag.to_owned())?;
        let found = "return [viewer().page.source.language, viewer().shadowRoot.querySelector('[part=language]').textContent.includes(arguments[0])]";
        let found = reader.eval_with(found, vec![tag.into()]).await?;
        ensure!(found == json!([tag, true]), "{tag}: the language and whether it is to be chosen are {found}");
        for view in ["list", "source", "story"] {
            reader.eval_with("viewer().show(arguments[0], 'a1')", vec![view.into()]).await?;
            reader.until(&format!("return viewer().view === '{view}'")).await?;
        }
        reader.eval("viewer().script = 'hant'; viewer().punctuation = 'full'").await?;
        reader.part("[data-act=type]").await?.click().await?;
        reader.part("[part=type] [data-value=sepia]").await?.click().await?;
        reader.press(&[Key::Escape]).await?;
        if ["x-y!", "zh-Hans-"].contains(&tag) {
            reader.part("[data-act=speak]").await?.click().await?;
            let aloud = "return !viewer().shadowRoot.querySelector('[part=speech]').hidden";
            reader.until(aloud).await.with_context(|| format!("{tag}: reading aloud"))?;
        }
        reader.eval("viewer().find('图书馆')").await?;
        reader.eval("viewer().correcting = true").await?;
        reader
            .until("return viewer().querySelector('.bm-grip') !== null")
            .await
            .with_context(|| format!("{tag}: the desk"))?;
        let saved = reader.eval("return viewer().html().then((html) => html.includes('<article'), String)").await?;
        ensure!(saved == true, "{tag}: saved, it is {saved}");
        heard(reader, &json!([])).await.with_context(|| tag.to_owned())?;
    }
    Ok(())
}

/// The corrections of a page whose first paragraph is a subhead.
fn subhead(text: &str) -> Result<Value> {
    let mut session = Session::new(text, &Options::default());
    let block = session.page().articles[0].blocks.first().context("the first story has no body")?.clone();
    let what = block.spans.iter().map(|span| Anchor::new(text, span.start..span.end)).collect();
    session.apply(Edit::Role { what, role: Role::Subhead }).map_err(|conflict| anyhow::anyhow!("{conflict:?}"))?;
    Ok(serde_json::to_value(session.edits())?)
}

/// Corrections that are none are said beside the page.
async fn amiss(reader: &Reader<'_>, words: &str) -> Result<()> {
    reader
        .until("return !viewer().shadowRoot.querySelector('[part=notice]').hidden")
        .await
        .context("nobody says it")?;
    let found = reader.eval("return [viewer().state, viewer().querySelectorAll('article').length > 0]").await?;
    ensure!(found == json!(["ready", true]), "state and articles are {found}");
    let said = reader.part("[part=notice]").await?.text().await?;
    ensure!(said.chars().count() > 20 && said.contains(words) && !said.contains("error."), "the viewer says {said:?}");
    Ok(())
}

/// Keeps at what stages something failed.
const HEARD: &str = "window.heard = [];
    addEventListener('banmian-error', ({ detail }) => window.heard.push(detail.stage));";

async fn heard(reader: &Reader<'_>, stages: &Value) -> Result<()> {
    let heard = reader.eval("return window.heard").await?;
    ensure!(heard == *stages, "it failed at {heard}");
    Ok(())
}

/// The viewer says what is wrong, in words that are seen.
async fn told(reader: &Reader<'_>, words: &str) -> Result<()> {
    reader.until("return viewer()?.state === 'error'").await?;
    let notice = reader.part("[part=notice]").await?;
    let said = notice.text().await?;
    ensure!(
        notice.is_displayed().await? && said.chars().count() > 20 && said.contains(words) && !said.contains("error."),
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
