//! A story read aloud. The browsers of tests have no voices, so one is made that is silent.

use super::find::{choose, text_of};
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use banmian::Article;
use fantoccini::key::Key;
use serde_json::json;
use std::time::Duration;

pub async fn aloud(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    let voices = json!([["Yue", "zh-HK"], ["Ann", "en-GB"], ["Lan", "zh-CN"]]);
    reader.client.execute_async(STUB, vec![voices, reader.text.into()]).await?;
    let article = reader.page.articles.iter().find(|article| article.blocks.len() > 2).context("no long story")?;
    reader
        .eval_with(
            "document.querySelector(`.bm-page [data-article=${arguments[0]}] h2 a`).click()",
            vec![article.id.clone().into()],
        )
        .await?;
    reader
        .until("return viewer().view === 'story' && !viewer().shadowRoot.querySelector('[data-act=speak]').hidden")
        .await
        .context("nothing offers to read aloud")?;
    reader.part("[data-act=speak]").await?.click().await?;
    reader.until("return said.length === 1").await.context("nothing is said")?;
    reader.eval("speechSynthesis.end()").await?;
    reader.until("return said.length === 2").await.context("it does not go on")?;
    let marked = "return !globalThis.Highlight || [...(CSS.highlights.get('bm-said') ?? [])].map(String).join('').includes(said.at(-1).text.trim())";
    reader.until(marked).await.context("what is said is not marked")?;
    // paused, it is silent, and then says the same again
    reader.press(&[Key::Enter]).await?;
    reader.until("return speechSynthesis.current === null").await.context("Enter does not pause")?;
    tokio::time::sleep(Duration::from_millis(100)).await;
    reader.press(&[Key::Enter]).await?;
    reader.until("return said.length === 3 && said[2].text === said[1].text").await.context("it does not resume")?;
    reader.press(&[Key::Right]).await?;
    reader.until("return said.length === 4 && said[3].text !== said[2].text").await.context("no next sentence")?;
    reader.press(&[Key::Left]).await?;
    reader.until("return said.length === 5 && said[4].text === said[2].text").await.context("no sentence before")?;
    choose(reader, "[part=speech] select", "1.5").await?;
    reader
        .until("return said.at(-1).rate === 1.5 && said.at(-1).voice.name === 'Lan'")
        .await
        .context("speed, voice")?;
    whole(reader, article).await?;
    // out of the story, it is silent
    reader.press(&[Key::Enter]).await?;
    reader.until("return speechSynthesis.current !== null").await?;
    reader.button("page").await?.click().await?;
    reader
        .until("return speechSynthesis.current === null && viewer().shadowRoot.querySelector('[part=speech]').hidden")
        .await
        .context("it goes on out of the story")?;
    reader.client.execute_async(STUB, vec![json!([["Ann", "en-GB"]]), reader.text.into()]).await?;
    reader
        .eval_with(
            "document.querySelector(`.bm-page [data-article=${arguments[0]}] h2 a`).click()",
            vec![article.id.clone().into()],
        )
        .await?;
    reader.until("return viewer().view === 'story'").await?;
    let hidden = reader.eval("return viewer().shadowRoot.querySelector('[data-act=speak]').hidden").await?;
    ensure!(hidden == json!(true), "a voice of another language is offered");
    Ok(())
}

/// From its first sentence to its last, the story is said whole, in parts that take less than
/// the quarter of a minute that some voices last.
async fn whole(reader: &Reader<'_>, article: &Article) -> Result<()> {
    reader
        .press_until(&[Key::Left], "return viewer().shadowRoot.querySelector('[data-act=sentence-previous]').disabled")
        .await?;
    tokio::time::sleep(Duration::from_millis(50)).await;
    let script = "const done = arguments[0];
        said.splice(0, said.length - 1);
        (async () => {
            for (let idle = 0; idle < 10; idle++) {
                await new Promise((later) => setTimeout(later, 4));
                if (speechSynthesis.current) idle = 0;
                speechSynthesis.end();
            }
            done(said.map(({ text }) => text).join('\\n'));
        })();";
    let spoken = text_of(reader.client.execute_async(script, vec![]).await?);
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let printed: String = article.blocks_in_order().map(|block| words(&block.text)).collect();
    ensure!(words(&spoken) == printed, "{spoken:?} is said");
    let longest = spoken.lines().map(|part| part.chars().count()).max().unwrap_or_default();
    ensure!(longest <= 90, "a part of {longest} characters is said at once");
    Ok(())
}

/// Puts a silent voice in the place of the browser's, and a viewer that has never heard another.
const STUB: &str = "
    const [voices, text, done] = arguments;
    window.said = [];
    const synth = Object.assign(new EventTarget(), {
        current: null,
        getVoices: () => voices.map(([name, lang]) => ({ name, lang, voiceURI: name, localService: true, default: false })),
        speak(utterance) { said.push(utterance); this.current = utterance; },
        cancel() { const { current } = this; this.current = null; current?.onerror?.({ error: 'canceled' }); },
        end() { const { current } = this; this.current = null; current?.onend(); },
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synth, configurable: true });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    document.querySelector('banmian-viewer').remove();
    const viewer = document.createElement('banmian-viewer');
    document.body.append(viewer);
    viewer.text = text;
    viewer.ready.then(() => done(true));
";
