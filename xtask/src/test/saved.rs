//! What is open, saved as one file and opened again.

use super::edition::{self, FRONT, shows};
use super::reader::Reader;
use anyhow::{Context, Result, bail, ensure};
use banmian::export::{Sheet, Shell, html_in};
use serde_json::json;
use std::fs;
use std::path::Path;

/// A page saved by its reader is read with scripts off, is a viewer with them, and is saved
/// again as it is.
pub async fn page(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let saved = html(reader).await?;
    for article in &reader.page.articles {
        let tag = format!("<article id=\"{}\"", article.id);
        ensure!(saved.contains(&tag), "{} is not in the file as it is", article.id);
    }
    let file = home.join("saved.html");
    let again = reopened(reader, &file, &saved).await?;
    ensure!(again == saved, "saved again, the file is another: {}", first_difference(&saved, &again));
    let (text, kept) = (reader.text, reader.eval("return viewer().text").await?);
    ensure!(kept == text, "the text is another");
    let found = reader.eval("return viewer().find('。').then((hits) => hits.length)").await?;
    ensure!(found.as_u64().is_some_and(|hits| hits > 0), "nothing is found in it");
    Ok(())
}

/// An edition, with one page in another encoding, in one file.
pub async fn edition(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = edition::written(home)?;
    edition::pick(reader, &folder, &["1.txt", "2.txt", "10.txt"]).await?;
    shows(reader, FRONT, 0).await?;
    let saved = html(reader).await?;
    let articles = saved.matches("<article ").count();
    ensure!(articles == 3, "{articles} articles are in the file");
    let again = reopened(reader, &home.join("edition.html"), &saved).await?;
    ensure!(again == saved, "saved again, the file is another: {}", first_difference(&saved, &again));
    let names = reader.eval("return viewer().pages.map((page) => page.name)").await?;
    ensure!(names == json!(["1.txt", "2.txt", "10.txt"]), "its pages are {names}");
    reader.eval("viewer().turn(2)").await?;
    reader.until("return viewer().state === 'ready' && viewer().index === 2").await
}

/// An edition that the command wrote with this viewer's script.
pub async fn written(reader: &Reader<'_>, built: &Path, home: &Path) -> Result<()> {
    let html = fs::read_to_string(built)?;
    let script = html.split_once(" data-banmian>").and_then(|(_, rest)| rest.split_once("</script>"));
    let (script, _) = script.context("the built file has no script")?;
    let second = banmian::parse(edition::SECOND, &banmian::Options::default());
    let sheets = [
        Sheet { name: "A1", ..Sheet::new(reader.page, reader.text) },
        Sheet { name: "A2", ..Sheet::new(&second, edition::SECOND) },
    ];
    let shell = Shell::viewer(script, "zh-Hans").context("the script is refused")?;
    let file = home.join("written.html");
    fs::write(&file, html_in(&sheets, &Shell { title: "晚报".into(), ..shell }))?;
    reader.client.goto(&format!("file://{}", file.display())).await?;
    reader.until("return viewer().state === 'ready' && viewer().pages.every((page) => page.text)").await?;
    let what = reader.eval("return [document.title, viewer().pages.map((page) => page.name)]").await?;
    ensure!(what == json!(["晚报", ["A1", "A2"]]), "the edition is {what}");
    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    reader
        .until_with("return viewer().state === 'ready' && viewer().text === arguments[0]", vec![edition::SECOND.into()])
        .await
}

/// The reader's own way there: the button, a form, a file of that name.
pub async fn chosen(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    // what a browser does with a download is its own; that one is asked for is ours
    let script = "window.saved = [];
        const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { if (this.download) window.saved.push(this.download); else click.call(this); }";
    reader.eval(script).await?;
    reader.part("[data-act=save]").await?.click().await?;
    reader.part("[part=save] [data-form=html]").await?.click().await?;
    reader.until("return window.saved.length === 1 && window.saved[0].endsWith('.html')").await?;
    reader
        .until("return viewer().shadowRoot.querySelector('[role=status]').textContent.includes(window.saved[0])")
        .await?;
    // every form is what the command writes of the page
    let keep = "window.blobs = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.blobs.push(blob); return make.call(URL, blob); }";
    reader.eval(keep).await?;
    let page = reader.page;
    for (form, wanted) in [
        ("markdown", banmian::export::markdown(page)),
        ("clean", banmian::export::text(page)),
        ("ndjson", banmian::export::ndjson(page)),
        ("ninjs", banmian::export::ninjs(page)),
        ("tei", banmian::export::tei(page)),
        ("text", reader.text.to_owned()),
    ] {
        reader.eval("window.blobs.length = 0").await?;
        reader.part("[data-act=save]").await?.click().await?;
        reader.part(&format!("[part=save] [data-form={form}]")).await?.click().await?;
        reader.until("return window.blobs.length === 1").await.with_context(|| form.to_owned())?;
        // a number on its way over JavaScript has other last digits
        let same = "const [wanted] = arguments;
            const plain = (text) => text.replace(/\"confidence\":[\\d.e-]+/g, '');
            return window.blobs[0].text().then((text) => (plain(text) === plain(wanted) ? '' : text.slice(0, 400)))";
        let other = reader.eval_with(same, vec![wanted.into()]).await?;
        ensure!(other == "", "{form} is {other}");
    }
    reader.strike(&['s']).await?;
    reader.until("return viewer().shadowRoot.activeElement?.dataset.form === 'html'").await.context("the key")?;
    Ok(())
}

/// Several pages in one text, ended by form feeds, and a manifest that lists an edition.
pub async fn lists(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = edition::written(&home.join("lists"))?;
    fs::write(folder.join("fed.txt"), format!("{FRONT}\u{c}{FRONT}\u{c}"))?;
    edition::pick(reader, &folder, &["fed.txt"]).await?;
    shows(reader, FRONT, 0).await.context("a text with form feeds")?;
    let names = reader.eval("return viewer().pages.map((page) => page.name)").await?;
    ensure!(names == json!(["fed · 1", "fed · 2"]), "its pages are {names}");
    reader.eval("viewer().turn(1)").await?;
    shows(reader, FRONT, 1).await?;
    let manifest = json!({ "title": "河湾报", "date": "2026-11-26",
        "pages": [{ "name": "A1", "src": "1.txt" }, { "name": "A2", "text": "学校操场翻新\n\n本报讯 操场昨日完工。" }, "2.txt"] });
    fs::write(folder.join("edition.json"), manifest.to_string())?;
    edition::pick(reader, &folder, &["edition.json", "1.txt", "2.txt"]).await?;
    shows(reader, FRONT, 0).await.context("a manifest")?;
    reader.until("return viewer().pages.every((page) => page.page)").await?;
    let names = reader.eval("return viewer().pages.map((page) => page.name)").await?;
    ensure!(names == json!(["A1", "A2", "2.txt"]), "its pages are {names}");
    let strip = reader.eval("return viewer().shadowRoot.querySelector('[part=pages] > span').textContent").await?;
    ensure!(strip == "河湾报 · 2026-11-26", "it is called {strip}");
    Ok(())
}

/// The file as the viewer gives it; in parts, as a driver may choke on one answer so long.
pub async fn html(reader: &Reader<'_>) -> Result<String> {
    let made = "return viewer().html().then((html) => { window.savedFile = html; return 'made' }, String)";
    let made = reader.eval(made).await?;
    ensure!(made == "made", "no file came: {made}");
    let part = "const [from] = arguments;
        const whole = (to) => (window.savedFile.charCodeAt(to - 1) >> 10 === 0x36 ? to + 1 : to);
        return window.savedFile.slice(from, whole(from + 50000))";
    let mut html = String::new();
    loop {
        let from = html.encode_utf16().count();
        let next = reader.eval_with(part, vec![from.into()]).await?;
        match next.as_str() {
            Some("") => break,
            Some(next) => html.push_str(next),
            None => bail!("a part of the file is {next}"),
        }
    }
    ensure!(html.starts_with("<!doctype html>"), "{}", html.chars().take(80).collect::<String>());
    Ok(html)
}

/// Opens a saved file, and saves it again.
pub async fn reopened(reader: &Reader<'_>, file: &Path, saved: &str) -> Result<String> {
    fs::write(file, saved)?;
    let address = url::Url::from_file_path(file).map_err(|()| anyhow::anyhow!("{} is no address", file.display()))?;
    reader.opens(address.as_str()).await?;
    html(reader).await
}

fn first_difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(40)).take(120).collect::<String>();
    format!("{:?} … {:?}", from(one), from(other))
}
