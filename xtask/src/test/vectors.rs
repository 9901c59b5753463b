//! Text is never markup: what would run as a script, in every place that text can come from.

use super::edition;
use super::faults::altered;
use super::reader::Reader;
use super::saved;
use anyhow::{Context, Result, ensure};
use banmian::Options;
use banmian::edit::{Anchor, Edit, Session};
use serde_json::json;
use std::fs;
use std::path::Path;

/// Each would set `window.ran` where it is taken for more than text.
const VECTORS: [&str; 22] = [
    "<script>ran=1</script>",
    "</script><script>ran=1</script>",
    "<img src=x onerror=ran=1>",
    "<svg onload=ran=1>",
    "<svg><script>ran=1</script></svg>",
    "\"><img src=x onerror=ran=1>",
    "' onmouseover='ran=1' autofocus onfocus='ran=1",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<a href=\"javascript:ran=1\">x</a>",
    "javascript:ran=1",
    "<style>*{background:url(https://x.invalid/)}</style>",
    "<link rel=stylesheet href=https://x.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://x.invalid/'>",
    "<base href=https://x.invalid/>",
    "<template><script>ran=1</script></template>",
    "<!--><script>ran=1</script>-->",
    "]]><script>ran=1</script>",
    "{{constructor.constructor('ran=1')()}}",
    "</head></style><script>ran=1</script>",
    "</main></banmian-viewer><script>ran=1</script>",
    "<style></style></SCRIPT><!--",
    "<script type=\"module\" data-banmian>ran=1</script>",
];

/// As headline, byline, paragraph, caption and credit, in every view, found, saved and opened again.
pub async fn text(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    reader.opens(&unguarded(built, home)?).await?;
    let text = page();
    reader.eval_with("viewer().text = arguments[0]", vec![text.as_str().into()]).await?;
    reader
        .until_with("return viewer().state === 'ready' && viewer().text === arguments[0]", vec![text.as_str().into()])
        .await?;
    for view in ["page", "list", "source", "story"] {
        reader.eval_with("viewer().show(arguments[0], 'a1')", vec![view.into()]).await?;
        reader.until(&format!("return viewer().view === '{view}'")).await?;
        harmless(reader).await.with_context(|| view.to_owned())?;
    }
    for vector in VECTORS {
        let hits = reader
            .eval_with("return viewer().find(arguments[0]).then((hits) => hits.length)", vec![vector.into()])
            .await?;
        ensure!(hits.as_u64().is_some_and(|hits| hits > 0), "{vector} is not found as it is written");
    }
    harmless(reader).await.context("the list of what is found")?;
    let html = saved::html(reader).await?;
    let again = saved::reopened(reader, &home.join("vectors.html"), &html).await?;
    harmless(reader).await.context("the file it is saved as")?;
    ensure!(again == html, "saved again, it is another");
    let kept = reader.eval("return viewer().text").await?;
    ensure!(kept == text.as_str(), "the text is another in the file");
    Ok(())
}

/// Where a file that is saved holds text beside its articles: what was printed before it was
/// corrected, the language, the words of the interface.
pub async fn parts(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let word = "</style><script>ran=1</script>\"\\";
    let html = fs::read_to_string(unguarded(built, home)?.trim_start_matches("file://"))?;
    let (page, script) = html.split_once(" data-banmian>").context("the file has no script")?;
    let quoted = serde_json::to_string(word)?.replace('<', "\\x3c");
    let script = script.replace("\"Untitled\"", &quoted);
    ensure!(script.contains(&quoted), "the word is not in the script as it was thought");
    let file = home.join("parts.html");
    fs::write(&file, format!("{page} data-banmian>{script}"))?;
    let address = format!("file://{}", file.display());
    for vector in VECTORS {
        reader.opens(&address).await?;
        let text = format!("图书馆开馆\n\n本报讯 昨日上午,{vector}市图书馆新馆开馆。\n");
        let language: String = vector.split_whitespace().collect();
        let given = vec![text.as_str().into(), language.as_str().into()];
        let script = "const [text, language] = arguments;
            viewer().cues = [{ language, letters: '馆市' }];
            viewer().language = language;
            viewer().text = text";
        reader.eval_with(script, given).await?;
        edition::shows(reader, &text, 0).await?;
        let at = text.find(vector).context("it is not in the text")?;
        let mut session = Session::new(&text, &Options::default());
        let edit = Edit::Correct { at: Anchor::new(&text, at..at + vector.len()), text: "（略）".into() };
        session.apply(edit).map_err(|conflict| anyhow::anyhow!("{conflict:?}"))?;
        let edits = serde_json::to_value(session.edits())?;
        reader.eval_with("viewer().edits = arguments[0]", vec![edits]).await?;
        reader
            .until("return viewer().querySelector('.bm-corrected') !== null")
            .await
            .with_context(|| vector.to_owned())?;
        let html = saved::html(reader).await?;
        saved::reopened(reader, &home.join("parted.html"), &html).await.with_context(|| vector.to_owned())?;
        harmless(reader).await.with_context(|| vector.to_owned())?;
        // engines write a custom property each in their way, but not what it comes to
        let kept = "const probe = document.body.appendChild(document.createElement('i'));
            probe.style.fontFamily = 'var(--banmian-untitled)';
            return [viewer().text, document.documentElement.lang, viewer().querySelector('.bm-corrected').dataset.original,
            getComputedStyle(probe).fontFamily]";
        let kept = reader.eval(kept).await?;
        ensure!(kept == json!([text, language, vector, serde_json::to_string(word)?]), "{vector}: it holds {kept}");
    }
    Ok(())
}

/// As names of files, titles and pages of an edition, places in the address, attributes, a page
/// that came read, and a list of corrections.
pub async fn around(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    reader.opens(&unguarded(built, home)?).await?;
    let folder = edition::written(&home.join("vectors"))?;
    for vector in VECTORS {
        let manifest = json!({ "title": vector, "date": vector,
            "pages": [{ "name": vector, "text": edition::FRONT, "edits": { "edits": [{ "kind": vector }] } },
                      { "name": vector, "src": vector }] });
        fs::write(folder.join("edition.json"), manifest.to_string())?;
        edition::pick(reader, &folder, &["edition.json"]).await?;
        edition::shows(reader, edition::FRONT, 0).await.with_context(|| vector.to_owned())?;
        reader.part("[part=pages] [data-turn='1']").await?.click().await?;
        reader.until("return viewer().index === 1 && viewer().state === 'error'").await?;
        harmless(reader).await.with_context(|| format!("an edition of {vector}"))?;

        let script = "const [name, text] = arguments;
            viewer().open(new File([text], name));
            location.hash = `#a1~${name}`;
            for (const attribute of ['story', 'prefix', 'view', 'theme', 'font', 'size', 'columns', 'lang', 'encoding', 'language', 'script'])
              viewer().setAttribute(attribute, name);
            return viewer().ready.then(() => {
              for (const { name } of [...viewer().attributes]) if (!['hash', 'files', 'corrections', 'state'].includes(name)) viewer().removeAttribute(name);
            })";
        reader.eval_with(script, vec![vector.into(), edition::SECOND.into()]).await?;
        harmless(reader).await.with_context(|| format!("attributes of {vector}"))?;

        let script = "const [vector, page, text] = arguments;
            const changed = JSON.parse(JSON.stringify(page), (key, value) => (['id', 'kind', 'role', 'language', 'message', 'code'].includes(key) && typeof value === 'string' ? vector : value));
            const other = document.createElement('banmian-viewer');
            const data = document.createElement('script');
            data.type = 'application/json';
            data.textContent = JSON.stringify({ text, page: changed, name: vector });
            other.append(data);
            document.body.append(other);
            return new Promise((done) => setTimeout(() => other.ready.then(() => done(other.state)), 20))";
        let page = banmian::parse(edition::FRONT, &banmian::Options::default());
        let given = vec![vector.into(), serde_json::to_value(&page)?, edition::FRONT.into()];
        let state = reader.eval_with(script, given).await?;
        ensure!(state == "ready" || state == "error", "a page that came read is {state}");
        harmless(reader).await.with_context(|| format!("a page that came read as {vector}"))?;
        reader
            .eval("document.querySelectorAll('banmian-viewer ~ banmian-viewer').forEach((other) => other.remove())")
            .await?;
    }
    Ok(())
}

/// The viewer without its policy, which would stop what gets through.
fn unguarded(built: &Path, home: &Path) -> Result<String> {
    altered(built, home, "unguarded", "")
}

/// No script ran, nothing stands in the document but what the viewer makes, nothing was asked for.
async fn harmless(reader: &Reader<'_>) -> Result<()> {
    let script = "const all = (root) => [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
        const made = all(document.body).filter((node) => !node.matches('body > script, banmian-viewer > script'));
        const strange = made.filter((node) => /^(script|img|iframe|link|meta|base|template|object|embed|form)$/.test(node.localName) || (node.localName === 'style' && !node.getRootNode().host));
        const handlers = made.flatMap((node) => [...node.attributes].filter(({ name }) => name.startsWith('on')));
        const links = made.filter((node) => node.hasAttribute('href') && !/^(#|https?:|blob:)/.test(node.getAttribute('href')));
        const asked = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob|file):/.test(name));
        return [globalThis.ran ?? 0, strange.map((node) => node.outerHTML), handlers.map(({ name, value }) => `${name}=${value}`),
          links.map((node) => node.getAttribute('href')), asked]";
    let found = reader.eval(script).await?;
    ensure!(found == json!([0, [], [], [], []]), "ran, strange elements, handlers, links and requests: {found}");
    Ok(())
}

/// A page in which every vector stands wherever a paper puts text.
fn page() -> String {
    let story = |vector: &&str| {
        format!(
            "图书馆{vector}开馆\n\n本报记者 {vector} 通讯员 陈一\n\n本报讯 昨日上午,{vector}市图书馆新馆开馆。\n\n\
             图为{vector}新馆外景。\n{vector} 摄\n\n（下转第二版{vector}）\n\n"
        )
    };
    VECTORS.iter().map(story).collect()
}
