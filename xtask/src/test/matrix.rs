//! Where the package loads: each way of the README's table, in each browser.

use super::bundlers::{FRAMEWORKS, Project};
use super::engine::{Browser, Engine};
use super::reader::without_figures;
use super::server::Server;
use super::wall::Wall;
use super::{Tally, programs};
use crate::tools;
use anyhow::{Context, Result, ensure};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What each way must show: the headlines of `tests/embed/page.txt`.
const HEADLINES: [&str; 2] = ["河湾镇新桥通车两岸居民出行缩短半小时", "镇图书室晚间开放"];

/// The applications the bundlers built: of the package, of the examples.
struct Apps {
    bundled: Vec<(&'static str, PathBuf)>,
    frameworks: Option<PathBuf>,
}

pub fn run(root: &Path, engines: &[Engine], project: &Project, site: &Path, tally: &mut Tally) {
    let mut apps = Apps { bundled: Vec::new(), frameworks: None };
    let built = [("Vite", project.vite()), ("webpack", project.webpack()), ("esbuild", project.esbuild())];
    for (name, folder) in built {
        let outcome = folder.map(|folder| apps.bundled.push((name, folder)));
        tally.check(&format!("loads: {name} builds an application"), outcome);
    }
    let outcome = project.frameworks().map(|folder| apps.frameworks = Some(folder));
    tally.check("loads: the examples of frameworks build", outcome);
    for &engine in engines {
        if let Err(error) = load_in(engine, root, project, &apps, site, tally) {
            tally.check(&format!("loads in {}", engine.name()), Err(error));
        }
    }
}

fn load_in(engine: Engine, root: &Path, project: &Project, apps: &Apps, site: &Path, tally: &mut Tally) -> Result<()> {
    let programs = programs::ensure(engine, root)?;
    tools::step(&format!("loading in {}", engine.name()));
    let wall = Wall::new()?;
    let home = tools::target_dir(root)?.join("browsers").join(format!("{}-package", engine.name().to_lowercase()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let browser = Browser::start(engine, programs, &home, &wall).await?;
        let name = |what: &str| format!("{} loads: {what}", engine.name());
        let embed = root.join("tests/embed");
        let page = Loaded { client: &browser.client };
        let disk = |file: &str| {
            Ok::<_, anyhow::Error>(
                url::Url::from_file_path(embed.join(file)).map_err(|()| anyhow::anyhow!("no address"))?.to_string(),
            )
        };
        tally.check(&name("a plain script from disk"), page.shows(&disk("script.html")?).await);
        let server = Server::new(root)?;
        let hosted = |file: &str| format!("{}/tests/embed/{file}", server.address);
        tally.check(&name("in a sandboxed frame"), page.framed(&hosted("sandbox.html")).await);
        tally.check(&name("a module over HTTP"), page.shows(&hosted("module.html")).await);
        tally.check(&name("what does more than read, when it is asked for"), page.more(&hosted("module.html")).await);
        tally.check(&name("columns side by side, when they are met"), page.columns(&hosted("module.html")).await);
        tally.check(&name("the whole module, from its host"), page.whole(&hosted("page.txt")).await);
        tally.check(&name("a module under a strict policy"), page.shows(&hosted("policy.html")).await);
        tally.check(&name("a plain script under a strict policy"), page.shows(&hosted("policy-script.html")).await);
        tally
            .check(&name("the text where WebAssembly is refused"), page.refused(&hosted("no-wasm.html"), &embed).await);
        tally.check(&name("several viewers, and a page without one"), page.several(&hosted("several.html")).await);
        tally.check(&name("moved and removed a thousand times"), page.moved(&browser, &hosted("module.html")).await);
        for (bundler, folder) in &apps.bundled {
            let server = Server::new(folder)?;
            tally.check(&name(&format!("built by {bundler}")), page.application(&server.address).await);
        }
        for (folder, framework) in apps.frameworks.iter().flat_map(|apps| FRAMEWORKS.map(|name| (apps, name))) {
            let server = Server::new(&folder.join(framework).join("dist"))?;
            tally.check(&name(&format!("the example of {framework}")), page.example(&server.address).await);
        }
        let dev = project.vite_dev()?;
        tally.check(&name("served by Vite"), page.application(&dev.address).await);
        tally.check(&name("the demo, from disk"), page.demo(&site.join("demo.html")).await);
        tally.check(&name("offline after the first visit"), page.offline(site).await);
        tally.check(&name("the hosted viewer where nothing is kept"), page.unkept(&browser, site, &home).await);
        browser.close().await
    })
}

/// What scripts of a page are lent: counts of modules loaded, and a file refused.
const LENT: &str = "const loaded = (name) => performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith(name)).length;
    const real = fetch;
    const allow = () => (globalThis.fetch = real);
    const refuse = (name) => (globalThis.fetch = (address, ...more) =>
      String(address).endsWith(name) ? Promise.resolve(new Response('', { status: 404, statusText: 'Not Found' })) : real(address, ...more));";

/// What a page that reads asks for besides: first with the second module refused, then with it.
const MORE: &str = "
      const viewer = document.querySelector('banmian-viewer');
      const panel = () => viewer.shadowRoot.querySelector('[part=correct]');
      const notice = viewer.shadowRoot.querySelector('[part=notice]');
      const until = async (right) => {
        for (let i = 0; i < 1000 && !right(); i++) await new Promise((later) => setTimeout(later, 10));
      };
      const { parse, replay, write } = await import('/dist/npm/index.js');
      const page = await parse(viewer.text);
      const found = { before: loaded('/desk.wasm') };
      refuse('/desk.wasm');
      found.refused = await write(page, 'text').then(() => 'written', (error) => error.message.slice(0, 13));
      viewer.setAttribute('corrections', '');
      viewer.correcting = true;
      await until(() => !viewer.correcting);
      found.deskless = [viewer.correcting, !notice.hidden && notice.innerText.includes('404')];
      allow();
      found.written = (await write(page, 'text')).includes('河湾镇图书室');
      found.found = [(await viewer.find('晚间开放')).length, (await viewer.find('晚間開放')).length];
      viewer.correcting = true;
      await until(panel);
      found.desk = [viewer.correcting, panel() !== null, loaded('/desk.wasm')];
      const { edits } = await replay(viewer.text, undefined);
      const anchor = { start: 0, end: 3, quote: '河', before: '', after: '' };
      const made = await replay(viewer.text, { ...edits, edits: [{ kind: 'correct', at: anchor, text: '湖' }] });
      found.edits = [made.edits.edits.length, made.conflicts.length];
      return found;";

/// A page whose two columns stand side by side, kept apart by padding or bled together.
const SIDE_BY_SIDE: [&str; 2] = ["    ", " "];
const ROWS: [[&str; 2]; 8] = [
    ["城南灯会今晚亮灯", "西郊河堤加固完工"],
    ["本报讯 昨夜七时整，城南灯", "本报讯 西郊河堤昨日全线完"],
    ["会试灯，三万盏灯一齐点亮，", "工，新堤比旧堤高出两尺，堤"],
    ["沿河两岸观者如潮，直到夜深", "脚另砌石坎。新堤上种柳三百"],
    ["才散。灯会由十二家工坊合办", "株，明春便可成荫，三个村子"],
    ["，今年添了水上灯船，船行三", "今后不必再为汛期搬家，工程"],
    ["里，市民可在码头凭身份证领", "历时九个月，村里的老人说，"],
    ["票，每人限领两张，孩童带领", "河边的菜地这下保住了，放心"],
];

/// Reads such a page, refused what finds columns and then with it; then with a language pack, and
/// one long enough for a worker.
const COLUMNS: &str = "
      const viewer = document.querySelector('banmian-viewer');
      const modules = () => ['/banmian.wasm', '/columns.wasm', '/desk.wasm'].map(loaded);
      const { parse } = await import('/dist/npm/index.js');
      const found = { before: modules() };
      refuse('/columns.wasm');
      viewer.text = text;
      await viewer.ready;
      found.refused = [viewer.state, viewer.shadowRoot.querySelector('[part=notice]').innerText.includes('404')];
      allow();
      viewer.text = text;
      await viewer.ready;
      found.shown = [viewer.state, viewer.querySelectorAll('article').length === viewer.page.articles.length];
      found.page = viewer.page;
      found.parsed = await parse(text);
      found.after = modules();
      const Real = Worker;
      let workers = 0;
      globalThis.Worker = class extends Real {
        constructor(...given) {
          super(...given);
          workers += 1;
        }
      };
      viewer.text = `${text}\n`.repeat(100_000 / text.length);
      await viewer.ready;
      found.long = [viewer.state, viewer.page.source.shape, workers];
      found.own = (await parse(text, { cues, language: 'tlh' })).source.language;
      found.last = modules();
      return found;";

/// A language pack of a host's own.
const PACK: &str = "language = \"tlh\"\nletters = \"灯堤河\"";

/// A page of `tests/embed` in a browser.
struct Loaded<'c> {
    client: &'c Client,
}

impl Loaded<'_> {
    /// One viewer, read and shown; nothing forbidden, nothing failed.
    async fn shows(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        self.ready().await?;
        self.nothing_wrong().await
    }

    async fn ready(&self) -> Result<()> {
        let state = "return document.querySelector('banmian-viewer')?.getAttribute('state')";
        self.until(state, |state| state == "ready" || state == "error").await?;
        self.headlines(":root").await
    }

    /// The headlines within `selector`, in a page that is styled.
    async fn headlines(&self, selector: &str) -> Result<()> {
        let script = "const within = document.querySelector(arguments[0]);
            return [...within.querySelectorAll('article')].map((article) => article.querySelector('h2').textContent.trim())";
        let found = self.client.execute(script, vec![selector.into()]).await?;
        ensure!(found == json!(HEADLINES), "it shows {found}");
        let script =
            "return getComputedStyle(document.querySelector(arguments[0]).querySelector('.bm-main')).containerName";
        let styled = self.client.execute(script, vec![selector.into()]).await?;
        ensure!(styled == "bm", "the articles are not styled");
        Ok(())
    }

    async fn nothing_wrong(&self) -> Result<()> {
        let seen = self.client.execute("return globalThis.seen ?? 'nothing was watched'", vec![]).await?;
        ensure!(seen == json!([]), "{seen}");
        Ok(())
    }

    /// Reading loads one module; writing, finding and correcting load what they need, and where
    /// that does not come, say so and ask again.
    async fn more(&self, address: &str) -> Result<()> {
        self.shows(address).await?;
        let found = self.run(MORE, json!({})).await?;
        let wanted = json!({
            "before": 0, "refused": "404 Not Found", "written": true, "found": [1, 1],
            "deskless": [false, true], "desk": [true, true, 1], "edits": [1, 0],
        });
        ensure!(found == wanted, "{found}");
        Ok(())
    }

    /// Columns side by side are found by a module that comes when it is needed.
    async fn columns(&self, address: &str) -> Result<()> {
        for gap in SIDE_BY_SIDE {
            let text = ROWS.map(|row| row.join(gap)).join("\n");
            let native = banmian::parse(&text, &banmian::Options::default());
            ensure!(native.source.shape == banmian::Shape::Columns, "no columns stand side by side in {text}");
            self.shows(address).await?;
            let mut found = self.run(COLUMNS, json!({ "text": text, "cues": PACK })).await?;
            let pages = ["page", "parsed"].map(|name| found[name].take());
            let wanted = json!({
                "before": [1, 0, 0], "refused": ["error", true], "shown": ["ready", true], "page": null, "parsed": null,
                "after": [1, 1, 0], "long": ["ready", "columns", 2], "own": "tlh", "last": [1, 1, 1],
            });
            ensure!(found == wanted, "{found}");
            for page in pages {
                ensure!(
                    without_figures(page) == without_figures(json!(native)),
                    "it reads other columns than the library"
                );
            }
        }
        Ok(())
    }

    /// Runs a function's body as a script of the page, a driver's own running beside it with modules
    /// of its own. What it names of `given`'s it has.
    async fn run(&self, body: &str, given: Value) -> Result<Value> {
        let names: Vec<&str> = given.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let script = format!(
            "{LENT}
            const run = async ({{ {} }}) => {{ {body} }};
            const done = (found) => (document.documentElement.dataset.found = JSON.stringify(found));
            run({given}).then((found) => done({{ found }}), (error) => done({{ error: String(error) }}));",
            names.join(", ")
        );
        let run = "const script = document.createElement('script');
            document.head.append(Object.assign(script, { type: 'module', textContent: arguments[0] }))";
        self.client.execute(run, vec![script.into()]).await?;
        let found = "return JSON.parse(document.documentElement.dataset.found ?? null)";
        self.until(found, |found| !found.is_null()).await?;
        let mut found = self.client.execute(found, vec![]).await?;
        ensure!(found["error"].is_null(), "{found}");
        Ok(found["found"].take())
    }

    /// A host that gives the module with everything, or packs that only it reads, needs no other.
    async fn whole(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        let script = "const [cues, done] = arguments;
            (async () => {
              const { parse } = await import('/dist/npm/index.js');
              const page = await parse('河湾镇新桥通车', { cues, language: 'tlh' });
              const loaded = performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop());
              return [page.source.language, loaded.filter((name) => name.endsWith('.wasm'))];
            })().then(done, (error) => done(String(error)))";
        let found = self.client.execute_async(script, vec![PACK.into()]).await?;
        ensure!(found == json!(["tlh", ["desk.wasm"]]), "{found}");
        self.client.goto(address).await?;
        let script = "const done = arguments[0];
            (async () => {
              const { init, parse, write } = await import('/dist/npm/index.js');
              await init('/dist/npm/desk.wasm');
              const text = await write(await parse('河湾镇新桥通车\\n\\n本报讯 昨日,新桥正式通车。'), 'text');
              const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm'));
              return [text.includes('河湾镇'), loaded.length];
            })().then(done, (error) => done(String(error)))";
        let found = self.client.execute_async(script, vec![]).await?;
        ensure!(found == json!([true, 1]), "{found}");
        Ok(())
    }

    async fn framed(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        self.client.clone().enter_frame(0).await?;
        let shown = self.ready().await;
        let clean = self.nothing_wrong().await;
        self.client.clone().enter_parent_frame().await?;
        shown.and(clean)
    }

    /// A message that is read, and the text as it is.
    async fn refused(&self, address: &str, embed: &Path) -> Result<()> {
        self.client.goto(address).await?;
        let state = "return document.querySelector('banmian-viewer')?.getAttribute('state')";
        self.until(state, |state| state == "error").await?;
        let script = "const viewer = document.querySelector('banmian-viewer');
            const notice = viewer.shadowRoot.querySelector('[part=notice]');
            return [notice.innerText, viewer.querySelector('.bm-original').textContent, notice.getBoundingClientRect().height > 0]";
        let found = self.client.execute(script, vec![]).await?;
        let text = std::fs::read_to_string(embed.join("page.txt"))?;
        ensure!(found[1] == text.as_str() && found[2] == true, "it shows {found}");
        ensure!(found[0].as_str().is_some_and(|said| said.contains("WebAssembly")), "it says {}", found[0]);
        Ok(())
    }

    /// Three viewers and a rendered page in one document: ids differ, settings are each one's own.
    async fn several(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        let script =
            "return [...document.querySelectorAll('banmian-viewer')].every((viewer) => viewer.state === 'ready')
            && 'rendered' in document.documentElement.dataset";
        self.until(script, |all| all == true).await?;
        for which in ["banmian-viewer:nth-of-type(1)", "banmian-viewer:nth-of-type(2)", "#third", "#plain"] {
            self.headlines(which).await.with_context(|| which.to_owned())?;
        }
        let script = "const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
            const [first, second, third] = document.querySelectorAll('banmian-viewer');
            first.show('story', 'a2');
            const ground = (node) => getComputedStyle(node).backgroundColor;
            return [ids.length - new Set(ids).size, first.view, second.view, third.view, ground(first) !== ground(second)]";
        let found = self.client.execute(script, vec![]).await?;
        ensure!(found == json!([0, "story", "page", "list", true]), "{found}");
        self.nothing_wrong().await
    }

    /// Moved about, it keeps what it shows; made and removed, it leaves nothing behind.
    async fn moved(&self, browser: &Browser, address: &str) -> Result<()> {
        self.shows(address).await?;
        let script = "const viewer = document.querySelector('banmian-viewer');
            viewer.show('story', 'a2');
            const places = [0, 1].map(() => document.body.appendChild(document.createElement('div')));
            for (let i = 0; i < 1000; i++) {
              if (i % 3 === 0) viewer.remove();
              places[i % 2].append(viewer);
            }
            return [viewer.view, viewer.story, viewer.querySelectorAll('article').length]";
        let found = self.client.execute(script, vec![]).await?;
        ensure!(found == json!(["story", "a2", 2]), "after moves it shows {found}");
        let key = "const viewer = document.querySelector('banmian-viewer');
            let heard = 0;
            viewer.addEventListener('banmian-open', () => heard++);
            viewer.show('page');
            viewer.querySelector('#a1 h2 a').click();
            return [heard, viewer.story]";
        let found = self.client.execute(key, vec![]).await?;
        ensure!(found == json!([1, "a1"]), "a click after the moves is heard {found}");
        self.made(50).await?;
        let before = left(browser).await?;
        // in parts, as a slow machine takes longer than a driver waits for one script
        for _ in 0..10 {
            self.made(100).await?;
        }
        let after = left(browser).await?;
        if let (Some(before), Some(after)) = (before, after) {
            // one that was just removed may still be held by the browser, but not one in fifty
            let room = 20 * VIEWER_NODES;
            ensure!(after < before + room, "there were {before} nodes, a thousand viewers later {after}");
        }
        self.nothing_wrong().await
    }

    /// Makes viewers, has each show a text, and removes it.
    async fn made(&self, count: usize) -> Result<()> {
        let script = "const [count, done] = arguments;
            (async () => {
              for (let i = 0; i < count; i++) {
                const viewer = document.createElement('banmian-viewer');
                viewer.setAttribute('prefix', `m${i}-`);
                viewer.text = '河湾镇新桥通车\\n\\n本报讯 昨日上午,河湾镇跨河新桥正式通车。';
                document.body.append(viewer);
                await viewer.ready;
                if (!viewer.querySelector('article')) throw new Error(`viewer ${i} shows nothing`);
                viewer.remove();
              }
              return 'made';
            })().then(done, (error) => done(String(error)))";
        let made = self.client.execute_async(script, vec![count.into()]).await?;
        ensure!(made == "made", "{made}");
        Ok(())
    }

    /// An application that imports the element and the library.
    async fn application(&self, address: &str) -> Result<()> {
        self.shows(address).await?;
        self.until("return globalThis.parsed?.articles[0].headline.text", |text| text == "河湾镇新桥通车").await
    }

    /// A framework's state and the viewer's are one: its event is counted, its button heard.
    async fn example(&self, address: &str) -> Result<()> {
        self.shows(address).await?;
        self.until("return document.querySelector('output').textContent", |said| said == "2 stories").await?;
        self.client.find(Locator::Css("button")).await?.click().await?;
        self.until("return document.querySelector('banmian-viewer').view", |view| view == "list").await?;
        self.nothing_wrong().await
    }

    /// The page of the demo in the demo's colours, and nothing of it in the demo's own text.
    async fn demo(&self, file: &Path) -> Result<()> {
        let address = url::Url::from_file_path(file).map_err(|()| anyhow::anyhow!("no address"))?;
        self.client.goto(address.as_str()).await?;
        self.until("return document.querySelector('banmian-viewer').state", |state| state == "ready").await?;
        let script = "const viewer = document.querySelector('banmian-viewer');
            const colour = (node) => getComputedStyle(node).color;
            return [[...viewer.querySelectorAll('article h2')].map((line) => line.textContent.trim()).sort(),
              colour(viewer.querySelector('.bm-body p')) === colour(document.body),
              document.documentElement.scrollWidth <= innerWidth]";
        let found = self.client.execute(script, vec![]).await?;
        let headlines = ["县图书馆秋季书展今日开幕", "最后一班渡船", "柳口大桥通车两岸往来不再等船"];
        ensure!(found == json!([headlines, true, true]), "it shows {found}");
        Ok(())
    }

    /// The hosted viewer, opened once with its server and once without.
    async fn offline(&self, site: &Path) -> Result<()> {
        let server = Server::new(site)?;
        let address = server.address.clone();
        self.client.goto(&address).await?;
        let state = "return document.querySelector('banmian-viewer')?.getAttribute('state')";
        self.until(state, |state| state == "ready").await?;
        let kept = "return navigator.serviceWorker.controller !== null";
        // a browser may give up on a worker whose files came too slowly, and asks again at the next visit
        if self.within(15, kept, |kept| kept == true).await.is_err() {
            self.client.goto(&address).await?;
        }
        if let Err(error) = self.until(kept, |kept| kept == true).await {
            let script = "const done = arguments[0];
                navigator.serviceWorker.getRegistrations().then((all) => done(all.map(({ installing, active }) =>
                  [installing?.state ?? null, active?.state ?? null]))).catch((error) => done(String(error)))";
            let states = self.client.execute_async(script, vec![]).await?;
            return Err(error).with_context(|| format!("no worker took over; they are {states}"));
        }
        drop(server);
        self.client.goto(&address).await?;
        self.until(state, |state| state == "ready").await.context("without the server")?;
        let count = self.client.execute("return document.querySelectorAll('article').length", vec![]).await?;
        ensure!(count.as_u64().is_some_and(|count| count > 1), "without the server there are {count} articles");
        self.client.execute("const v = document.querySelector('banmian-viewer'); v.text = '河湾镇新桥通车\\n\\n本报讯 昨日上午,河湾镇跨河新桥正式通车。'; return v.ready", vec![]).await?;
        self.until("return document.querySelector('article h2')?.textContent", |text| text == "河湾镇新桥通车").await
    }

    /// The hosted viewer with a worker that is refused, or that has no room: it reads, and says nothing.
    async fn unkept(&self, browser: &Browser, site: &Path, home: &Path) -> Result<()> {
        // the console is heard once, and so far it tells of other pages
        if browser.engine == Engine::Chromium {
            browser.errors("").await?;
        }
        for (i, (in_page, in_worker)) in UNKEPT.into_iter().enumerate() {
            let folder = home.join(format!("unkept-{i}"));
            std::fs::create_dir_all(&folder)?;
            for entry in std::fs::read_dir(site)? {
                let entry = entry?;
                std::fs::copy(entry.path(), folder.join(entry.file_name()))?;
            }
            let altered = |name: &str, alter: &dyn Fn(String) -> String| {
                let text = std::fs::read_to_string(folder.join(name))?;
                anyhow::Ok(std::fs::write(folder.join(name), alter(text))?)
            };
            altered("index.html", &|html| html.replace("<title>", "<script src=\"watch.js\"></script><title>"))?;
            altered("sw.js", &|script| format!("{WATCHED}{in_worker}\n{script}"))?;
            let watch = include_str!("../../../tests/embed/watch.js");
            std::fs::write(folder.join("watch.js"), format!("{watch}{WATCHES}{in_page}"))?;
            let server = Server::new(&folder)?;
            let case = || format!("{in_page}{in_worker}");
            for visit in 0..3 {
                self.client.goto(&server.address).await?;
                let state = "return document.querySelector('banmian-viewer')?.getAttribute('state')";
                self.until(state, |state| state == "ready").await.with_context(case)?;
                tokio::time::sleep(Duration::from_secs(1)).await;
                self.nothing_wrong().await.with_context(case)?;
                let taken = self.client.execute(TAKEN, vec![]).await?;
                let wanted = visit > 0 && in_worker.contains("match");
                ensure!(!wanted || taken == true, "{}: no worker took over", case());
            }
            if browser.engine == Engine::Chromium {
                let errors = browser.errors(&server.address).await?;
                ensure!(errors.is_empty(), "{}: {}", case(), errors.join(" | "));
            }
        }
        Ok(())
    }

    async fn until(&self, script: &str, right: impl Fn(&Value) -> bool) -> Result<()> {
        self.within(120, script, right).await
    }

    async fn within(&self, seconds: u64, script: &str, right: impl Fn(&Value) -> bool) -> Result<()> {
        let started = Instant::now();
        loop {
            let found = self.client.execute(script, vec![]).await?;
            if right(&found) {
                return Ok(());
            }
            ensure!(started.elapsed() < Duration::from_secs(seconds), "{found} after {seconds} s");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// What fails, in the page and in its worker: registering, asking for the worker, opening what is
/// kept, filling it, and looking into it later.
const UNKEPT: [(&str, &str); 5] = [
    (
        "ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('refused', 'SecurityError') };",
        "",
    ),
    (
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('refused', 'SecurityError') } });",
        "",
    ),
    ("", "CacheStorage.prototype.open = async () => { throw new DOMException('full', 'QuotaExceededError') };"),
    ("", "Cache.prototype.addAll = async () => { throw new DOMException('full', 'QuotaExceededError') };"),
    ("", "CacheStorage.prototype.match = async () => { throw new DOMException('gone', 'UnknownError') };"),
];

/// The worker tells the page of what nobody handles.
const WATCHED: &str = "for (const type of ['error', 'unhandledrejection'])
    addEventListener(type, async ({ message, reason }) => {
      for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage(String(reason ?? message));
    });
";
const WATCHES: &str = "
    navigator.serviceWorker.addEventListener('message', ({ data }) => seen.push(data));
    navigator.serviceWorker.startMessages();
";
const TAKEN: &str = "try { return navigator.serviceWorker.controller !== null } catch { return false }";

/// About how many nodes a viewer with a small page is.
const VIEWER_NODES: u64 = 350;

/// The nodes that are left once the rubbish is collected, where the browser tells.
async fn left(browser: &Browser) -> Result<Option<u64>> {
    if browser.engine != Engine::Chromium {
        return Ok(None);
    }
    browser.chromium("HeapProfiler.collectGarbage", json!({})).await?;
    let counts = browser.chromium("Memory.getDOMCounters", json!({})).await?;
    Ok(Some(counts["nodes"].as_u64().with_context(|| format!("no nodes in {counts}"))?))
}
