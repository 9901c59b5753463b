//! What a reader does with the built page, and what must come of it.

use anyhow::{Context, Result, bail, ensure};
use banmian::{Article, Block, Kind, Page, Span};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde::Deserialize;
use serde_json::Value;
use std::time::{Duration, Instant};

/// A reader in front of the built page, who knows what the native parser made of it.
pub struct Reader<'r> {
    pub client: &'r Client,
    pub page: &'r Page,
    pub text: &'r str,
}

/// What `facts.js` found.
#[derive(Deserialize)]
struct Facts {
    text: String,
    page: Page,
    articles: Vec<ShownArticle>,
    pieces: Vec<Piece>,
    fetched: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ShownArticle {
    id: String,
    by_id: bool,
    light: bool,
    heading: Option<String>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Deserialize, PartialEq, Debug)]
struct Piece {
    start: usize,
    end: usize,
    role: Option<String>,
    text: String,
    seen: bool,
}

impl Reader<'_> {
    pub async fn opens(&self, address: &str) -> Result<()> {
        self.client.set_window_size(1400, 1200).await?;
        self.client.goto(address).await?;
        let settled =
            "return ['ready', 'error'].includes(document.querySelector('banmian-viewer')?.getAttribute('state'))";
        self.until(settled).await?;
        let notice = "const viewer = document.querySelector('banmian-viewer');
            return viewer.getAttribute('state') === 'ready' ? '' : viewer.shadowRoot.querySelector('[part=notice]').innerText";
        let notice = self.client.execute(notice, vec![]).await?;
        ensure!(notice == "", "the viewer says {notice}");
        Ok(())
    }

    /// The module in the browser read the page as the native parser does.
    pub async fn the_same_reading(&self) -> Result<()> {
        let facts = self.facts().await?;
        ensure!(facts.text == self.text, "the viewer's text is not the page's");
        let bare = |page: &Page| serde_json::to_value(page).map(without_figures);
        ensure!(bare(&facts.page)? == bare(self.page)?, "the reading differs from the native one");
        Ok(())
    }

    /// Every story is an `<article>` of the document with its own text, whole and in order.
    pub async fn articles(&self) -> Result<()> {
        let shown = self.facts().await?.articles;
        ensure!(
            shown.len() == self.page.articles.len(),
            "{} articles are shown, {} were read",
            shown.len(),
            self.page.articles.len()
        );
        for article in &self.page.articles {
            let shown = shown.iter().find(|shown| shown.id == article.id);
            let shown = shown.with_context(|| format!("{} is not shown", article.id))?;
            ensure!(shown.light && shown.by_id, "{} is not found in the document by its id", article.id);
            ensure!(
                heading(article) == shown.heading.as_deref().map(solid),
                "the heading of {} is {:?}",
                article.id,
                shown.heading
            );
            let wanted = pieces(article.blocks_in_order());
            ensure!(unseen(&shown.pieces) == wanted, "the pieces of {} are {:?}", article.id, shown.pieces);
        }
        Ok(())
    }

    /// Every non-blank character of the text is shown, once.
    pub async fn nothing_lost(&self) -> Result<()> {
        let mut pieces = self.facts().await?.pieces;
        pieces.sort_by_key(|piece| piece.start);
        let shown: String = pieces.iter().map(|piece| solid(&piece.text)).collect();
        ensure!(shown == solid(self.text), "the pieces together are not the text");
        if let Some(hidden) = pieces.iter().find(|piece| !piece.seen) {
            bail!("{:?} is hidden", hidden.text);
        }
        Ok(())
    }

    pub async fn nothing_fetched(&self) -> Result<()> {
        let fetched = self.facts().await?.fetched;
        ensure!(fetched.is_empty(), "the page asked for {}", fetched.join(", "));
        Ok(())
    }

    /// A piece chosen in the source is marked in the reading, and the other way round.
    pub async fn source_and_reading(&self) -> Result<()> {
        self.button("source").await?.click().await?;
        self.until(&format!("return document.querySelectorAll('{SOURCE}').length > 0")).await?;
        let spans: Vec<&Span> =
            self.page.articles.iter().filter_map(|article| article.blocks.last()?.spans.last()).collect();
        let (first, last) = (spans.first().context("no article has a body")?, spans.last().context("no article")?);
        self.choose(SOURCE, first, READING).await.context("from the source to the reading")?;
        self.choose(READING, last, SOURCE).await.context("from the reading to the source")
    }

    async fn choose(&self, here: &str, span: &Span, there: &str) -> Result<()> {
        let [start, end] = span.utf16;
        let piece = |side: &str| format!("{side}[data-start=\"{start}\"][data-end=\"{end}\"]");
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.client.execute(script, vec![piece(here).into()]).await.context("the piece is not there")?;
        self.client.find(Locator::Css(&piece(here))).await?.click().await?;
        self.until(&format!(
            "return document.querySelector('{}')?.getAttribute('aria-current') === 'true'",
            piece(there)
        ))
        .await?;
        let marked = self.client.find_all(Locator::Css(&format!("{there}[aria-current=\"true\"]"))).await?;
        ensure!(marked.len() == 1, "{} pieces are marked", marked.len());
        let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight";
        self.until_with(script, vec![piece(there).into()]).await.context("the marked piece is out of sight")
    }

    /// With the keyboard alone: to the list, into a story, and through the source.
    pub async fn keyboard(&self, address: &str) -> Result<()> {
        self.opens(address).await?;
        self.press_until(&[Key::Tab], FOCUS_ON_BUTTON).await.context("Tab does not reach the tool bar")?;
        self.press_until(&[Key::Right], FOCUS_ON_LIST).await.context("arrows do not move in the tool bar")?;
        self.press(&[Key::Enter]).await?;
        self.until("return document.querySelector('banmian-viewer').view === 'list'").await?;
        let story = &self.page.articles.last().context("the page has no articles")?.id;
        let focused = format!("return document.activeElement?.closest('article')?.dataset.article === '{story}'");
        self.press_until(&[Key::Tab], &focused).await.context("Tab does not reach a headline")?;
        self.press(&[Key::Enter]).await?;
        let open = format!(
            "const v = document.querySelector('banmian-viewer'); return v.view === 'story' && v.story === '{story}'"
        );
        self.until(&open).await.context("Enter does not open a story")?;
        self.press(&[Key::Escape]).await?;
        self.until("return document.querySelector('banmian-viewer').view === 'page'")
            .await
            .context("Escape does not leave it")?;
        self.press_until(&[Key::Shift, Key::Tab], FOCUS_ON_BUTTON)
            .await
            .context("Shift+Tab does not reach the tool bar")?;
        self.press_until(&[Key::Right], FOCUS_ON_SOURCE).await?;
        self.press(&[Key::Enter]).await?;
        self.press_until(&[Key::Tab], FOCUS_ON_PIECE).await.context("Tab does not reach the source")?;
        self.press(&[Key::Down]).await?;
        self.press(&[Key::Enter]).await?;
        let marked = format!(
            "const at = document.activeElement.dataset.start; return document.querySelector(`{READING}[data-start=\"${{at}}\"]`)?.getAttribute('aria-current') === 'true'"
        );
        self.until(&marked).await.context("Enter on a piece does not mark it in the reading")
    }

    /// No part of the page is wider than a narrow window.
    pub async fn narrow(&self) -> Result<()> {
        self.client.set_window_size(420, 800).await?;
        for view in ["page", "list", "source"] {
            self.client.execute("location.hash = arguments[0]", vec![format!("#{view}").into()]).await?;
            self.until(&format!("return document.querySelector('banmian-viewer').view === '{view}'")).await?;
            let script = "return [document.scrollingElement.scrollWidth, innerWidth]";
            let widths: [f64; 2] = serde_json::from_value(self.client.execute(script, vec![]).await?)?;
            ensure!(widths[0] <= widths[1] + 1.0, "the {view} view is {} wide in a window of {}", widths[0], widths[1]);
        }
        Ok(())
    }

    /// A picture of the page view, which must show something.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        self.client.set_window_size(1400, 1200).await?;
        self.client.execute("location.hash = '#page'; scrollTo(0, 0)", vec![]).await?;
        self.until("return document.querySelector('banmian-viewer').view === 'page'").await?;
        let picture = self.client.screenshot().await?;
        ensure!(picture.len() > 30_000, "the page looks empty: its picture has {} bytes", picture.len());
        Ok(picture)
    }

    async fn facts(&self) -> Result<Facts> {
        let facts = self.client.execute(include_str!("facts.js"), vec![]).await?;
        serde_json::from_value(facts).context("what the document holds")
    }

    /// The tool bar's button for a view.
    pub async fn button(&self, view: &str) -> Result<Element> {
        self.part(&format!("[part='bar'] [data-view='{view}']")).await
    }

    /// An element of the shadow root.
    pub async fn part(&self, selector: &str) -> Result<Element> {
        let host = self.client.find(Locator::Css("banmian-viewer")).await?;
        host.shadow_root().await?.find(Locator::Css(selector)).await.with_context(|| format!("no {selector}"))
    }

    pub async fn press_until(&self, keys: &[Key], script: &str) -> Result<()> {
        for _ in 0..60 {
            if self.eval(script).await? == Value::Bool(true) {
                return Ok(());
            }
            self.press(keys).await?;
        }
        bail!("not after 60 times")
    }

    /// Presses keys together, and lets go of them.
    pub async fn press(&self, keys: &[Key]) -> Result<()> {
        self.strike(&keys.iter().map(|&key| key.into()).collect::<Vec<char>>()).await
    }

    /// As `press`, with keys that write.
    pub async fn strike(&self, keys: &[char]) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".into());
        for &value in keys {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// What a script gives back, which may call the viewer `viewer()`.
    pub async fn eval(&self, script: &str) -> Result<Value> {
        self.eval_with(script, vec![]).await
    }

    pub async fn eval_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("const viewer = () => document.querySelector('banmian-viewer');\n{script}");
        Ok(self.client.execute(&script, arguments).await?)
    }

    pub async fn until(&self, script: &str) -> Result<()> {
        self.until_with(script, vec![]).await
    }

    pub async fn until_with(&self, script: &str, arguments: Vec<Value>) -> Result<()> {
        let started = Instant::now();
        while self.eval_with(script, arguments.clone()).await? != Value::Bool(true) {
            ensure!(started.elapsed() < Duration::from_secs(20), "not within 20 s: {script}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }
}

const SOURCE: &str = ".bm-source [data-piece]";
const READING: &str = ".bm-page [data-start]";
const FOCUS_ON_BUTTON: &str =
    "return document.activeElement?.shadowRoot?.activeElement?.closest(\"[part='bar']\") != null";
const FOCUS_ON_LIST: &str = "return document.activeElement?.shadowRoot?.activeElement?.dataset.view === 'list'";
const FOCUS_ON_SOURCE: &str = "return document.activeElement?.shadowRoot?.activeElement?.dataset.view === 'source'";
const FOCUS_ON_PIECE: &str = "return document.activeElement?.matches('.bm-source [data-piece]')";

/// The text without its blanks.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The heading as `www/README.md` promises it: the headline, a teaser's first line, or an
/// empty link.
fn heading(article: &Article) -> Option<String> {
    let teaser = article.blocks.first().filter(|_| article.kind == Kind::Teaser);
    let block = article.headline.as_ref().or(teaser);
    Some(block.map_or_else(String::new, |block| solid(&block.text)))
}

/// Role and place of every span, in reading order.
fn pieces<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<(String, [usize; 2])> {
    blocks.flat_map(|block| block.spans.iter().map(|span| (block.role.name().to_owned(), span.utf16))).collect()
}

fn unseen(pieces: &[Piece]) -> Vec<(String, [usize; 2])> {
    pieces.iter().map(|piece| (piece.role.clone().unwrap_or_default(), [piece.start, piece.end])).collect()
}

/// The reading without its confidences, whose last digits a way over JavaScript may change.
pub fn without_figures(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(name, _)| name != "confidence")
            .map(|(name, value)| (name, without_figures(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_figures).collect(),
        other => other,
    }
}
