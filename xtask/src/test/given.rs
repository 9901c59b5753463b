//! What an embedder gives the viewer: language packs, bytes; and what must come of it.

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

/// Bytes are read in the encoding the command would read them in, or in the one named.
pub async fn encodings(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let utf16: Vec<u8> = SIMPLIFIED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xfe\xff".to_vec(), SIMPLIFIED.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat();
    let big5 = encoding_rs::BIG5.encode(TRADITIONAL).0.into_owned();
    let cases: [(Vec<u8>, Option<&str>, &str); 11] = [
        (SIMPLIFIED.into(), None, "UTF-8"),
        (format!("\u{feff}{SIMPLIFIED}").into(), None, "UTF-8"),
        (utf16, None, "UTF-16LE"),
        (marked, None, "UTF-16BE"),
        (encoding_rs::GBK.encode(SIMPLIFIED).0.into_owned(), None, "gb18030"),
        (encoding_rs::GBK.encode("开馆").0.into_owned(), None, "gb18030"),
        (big5.clone(), None, "Big5"),
        (HONG_KONG.into(), None, "Big5"),
        (SIMPLIFIED.as_bytes()[..SIMPLIFIED.len() - 2].into(), None, "UTF-8"),
        (big5.clone(), Some("gbk"), "gb18030"),
        (encoding_rs::WINDOWS_1251.encode(RUSSIAN).0.into_owned(), Some("cp1251"), "windows-1251"),
    ];
    for (bytes, named, encoding) in cases {
        let native = banmian::decode(&bytes, named)?;
        ensure!(native.encoding == encoding, "the command reads {encoding} as {}", native.encoding);
        let found = reader.client.execute_async(OPEN, vec![bytes.clone().into(), named.into()]).await?;
        let found: Opened = serde_json::from_value(found).context(encoding)?;
        ensure!(found.encoding == encoding && found.shown == encoding, "{encoding} is read as {}", found.encoding);
        ensure!(found.text == native.text, "{encoding}: the text is {:?}", found.text);
    }
    let found = reader.client.execute_async(OPEN, vec![b"%PDF-1.7\n".to_vec().into(), Value::Null]).await?;
    let notice = found["notice"].as_str().unwrap_or_default();
    ensure!(notice.contains("not text but a PDF"), "a PDF is {notice:?}");
    let chosen = reader.client.execute_async(CHOOSE, vec![big5.into()]).await?;
    ensure!(chosen == json!(["Big5", "gb18030", "Big5", "UTF-8", "Big5"]), "choosing an encoding gives {chosen}");
    Ok(())
}

/// What the script found after bytes were opened.
#[derive(Deserialize)]
struct Opened {
    text: String,
    /// As told with the event.
    encoding: String,
    /// As the page has it.
    shown: String,
}

const SIMPLIFIED: &str = "市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
const TRADITIONAL: &str = "市圖書館新館昨日開館\n\n本報訊 昨日上午,市圖書館新館正式開館,首日湧入讀者三千餘人。\n";
/// Big5 of 街坊話嗰間茶餐廳搵到喇,啲嘢食一啲都冇變, which encoders of the standard do not write.
const HONG_KONG: &[u8] = b"\xb5\xf3\xa7{\xb8\xdc\x9d\xf5\xb6\xa1\xaf\xf9\xc0\x5c\xc6U\xdd\xaf\xa8\xec\xb3\xe2,\x9d\xf8\x9d\xcf\xad\xb9\xa4@\x9d\xf8\xb3\xa3\xc9N\xc5\xdc";
const RUSSIAN: &str = "Вчера открыли новую библиотеку.\n";

/// Opens bytes in a viewer of its own.
const OPEN: &str = "
    const [bytes, encoding, done] = arguments;
    const viewer = document.createElement('banmian-viewer');
    let told = null;
    viewer.addEventListener('banmian-load', (event) => (told = event.detail.encoding));
    document.body.append(viewer);
    viewer.open(new Uint8Array(bytes), encoding === null ? undefined : { encoding }).then(() => {
        const notice = viewer.shadowRoot.querySelector('[part=notice]').textContent;
        done({ text: viewer.text, encoding: told ?? '', shown: viewer.page?.source.encoding ?? '', notice });
        viewer.remove();
    });
";

/// Reads bytes as they look, as the reader chooses twice, and as the attribute says, and not.
const CHOOSE: &str = "
    const [bytes, done] = arguments;
    const viewer = document.createElement('banmian-viewer');
    viewer.toggleAttribute('files', true);
    document.body.append(viewer);
    (async () => {
        const seen = [];
        const look = async () => {
            await viewer.ready;
            seen.push(viewer.page.source.encoding);
        };
        viewer.open(new Uint8Array(bytes));
        await look();
        const choice = viewer.shadowRoot.querySelector('[part=encoding] select');
        for (const name of ['GB18030', '']) {
            choice.value = name;
            choice.dispatchEvent(new Event('change'));
            await look();
        }
        for (const name of ['utf-8', '']) {
            viewer.encoding = name;
            await look();
        }
        done(seen);
        viewer.remove();
    })();
";

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
