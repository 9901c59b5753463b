//! What an embedder gives the viewer beside a text, and what must come of it.

use super::reader::{Reader, without_figures};
use anyhow::{Context, Result, ensure};
use banmian::{Cues, Options, Page};
use serde::Deserialize;
use serde_json::{Value, json};

const PACK: &str = r##"# Made up for the test.
language = "fr"
function_words = ["le", "la", "les", "de", "des", "du", "et", "a", "un", "une", "dans", "en"]
duties = ["Par"]
bylines = ["& @+"]
openings = ["^ [–—]"]
jumps = ["Suite en page #"]
"##;

const TEXT: &str = "Le théâtre rouvre\n\nPar Jeanne Morel\n\nVALMONT — Le théâtre a rouvert lundi et les \
    habitants ont fait la queue dans la rue des Tanneurs.\n\nSuite en page 6\n";

/// What the script found after a text was given.
#[derive(Deserialize)]
struct Found {
    page: Page,
    state: String,
    notice: String,
    stages: Vec<String>,
    articles: usize,
}

/// Language packs as children and as a property, as TOML and as objects; wrong ones are named.
pub async fn packs(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let options = Options { cues: vec![Cues::from_toml(PACK)?], ..Options::default() };
    let (with, without) = (banmian::parse(TEXT, &options), banmian::parse(TEXT, &Options::default()));
    ensure!(with.source.language == "fr" && with.articles[0].jumps.len() == 1, "the pack reads nothing natively");
    let object = serde_json::to_value(&options.cues[0])?;
    let wrong = json!(["language = \"xx\"\nopening = []\n", { "letters": "x", "jumps": ["(a"] }, 7]);
    let cases = [
        ("a child", json!([PACK]), json!([]), &with, 0),
        ("TOML as a property", json!([]), json!([PACK]), &with, 0),
        ("an object", json!([]), json!(object), &with, 0),
        ("no pack", json!([]), Value::Null, &without, 0),
        ("wrong packs", json!([]), wrong, &without, 3),
        ("a wrong pack and a right one", json!(["x"]), json!([PACK]), &with, 1),
    ];
    for (what, children, property, wanted, wrong) in cases {
        let found = reader.client.execute_async(GIVE, vec![TEXT.into(), children, property]).await?;
        let found: Found = serde_json::from_value(found).context(what)?;
        let bare = |page: &Page| serde_json::to_value(page).map(without_figures);
        ensure!(bare(&found.page)? == bare(wanted)?, "{what}: the reading is not the native one");
        ensure!(found.state == "ready" && found.articles == wanted.articles.len(), "{what}: the page is not shown");
        ensure!(found.stages == vec!["cues"; wrong], "{what}: errors are told of: {:?}", found.stages);
        ensure!(found.notice.is_empty() == (wrong == 0), "{what}: the message is {:?}", found.notice);
        if wrong == 3 {
            let parts =
                ["1: line 2: \"opening\" is no field", "2: \"jumps\" holds the pattern", "3: a language pack is"];
            ensure!(parts.iter().all(|part| found.notice.contains(part)), "{what}: the message is {:?}", found.notice);
        }
    }
    Ok(())
}

/// A viewer of its own with packs as children and as a property.
const GIVE: &str = "
    const [text, children, property, done] = arguments;
    // the built page's policy wants it said that this text may stand in a script
    const policy = window.trustedTypes?.createPolicy('test', { createScript: (text) => text });
    const script = (type, text) =>
        Object.assign(document.createElement('script'), { type, textContent: policy?.createScript(text) ?? text });
    const viewer = document.createElement('banmian-viewer');
    const stages = [];
    viewer.addEventListener('banmian-error', (event) => stages.push(event.detail.stage));
    viewer.append(...children.map((toml) => script('application/toml', toml)), script('text/plain', text));
    if (property !== null) viewer.cues = property;
    document.body.append(viewer);
    (async () => {
        while (!['ready', 'error'].includes(viewer.state)) await new Promise((later) => setTimeout(later, 20));
        await viewer.ready;
        const { page, state } = viewer;
        const notice = viewer.shadowRoot.querySelector('[part=notice]');
        const articles = viewer.querySelectorAll('.bm-page article').length;
        done({ page, state, stages, articles, notice: notice.hidden ? '' : notice.textContent });
        viewer.remove();
    })();
";
