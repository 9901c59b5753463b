//! Several files, a folder, or pasted text, opened as a reader opens them.

use super::engine::Browser;
use super::reader::Reader;
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

pub const FRONT: &str =
    "市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。（下转第三版）\n";
pub const SECOND: &str = "老街修缮完工\n\n本报讯 历时两年,城南老街的修缮昨日完工,沿街店铺陆续开门迎客。\n";
const THIRD: &str =
    "《市图书馆新馆昨日开馆》\n\n（上接第一版）\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n";

/// Picks three files, one of them in another encoding, and turns from page to page.
pub async fn files(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = written(home)?;
    pick(reader, &folder, &["10.txt", "2.txt", "1.txt"]).await?;
    shows(reader, FRONT, 0).await.context("the first page")?;
    reader
        .until("return viewer().pages.length === 3 && viewer().pages.every((page) => page.page && page.text)")
        .await?;
    let names = reader.eval("return viewer().pages.map((page) => page.name)").await?;
    ensure!(names == json!(["1.txt", "2.txt", "10.txt"]), "the pages are {names}");

    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    shows(reader, SECOND, 1).await.context("the next page")?;
    let place = reader
        .eval("return [location.hash, viewer().page.source.encoding, document.querySelectorAll('#a1').length]")
        .await?;
    ensure!(place == json!(["#p2/page", "gb18030", 1]), "the second page is at {place}");
    reader.part("[part=pages] select").await?.select_by_index(2).await?;
    shows(reader, THIRD, 2).await.context("the page chosen")?;
    reader.client.back().await?;
    shows(reader, SECOND, 1).await.context("back in the history")?;

    reader.part("[part=language] select").await?.select_by_value("en").await?;
    reader
        .until("return viewer().state === 'ready' && viewer().page.source.language === 'en'")
        .await
        .context("the language chosen")?;
    reader.part("[part=language] select").await?.select_by_value("").await?;
    reader
        .until("return viewer().state === 'ready' && viewer().page.source.language === 'zh-Hans'")
        .await
        .context("the language found")
}

/// A page that is no text, among others: the reader is told so, sees what is there, goes on.
pub async fn bad_input(reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let folder = written(home)?;
    pick(reader, &folder, &["1.txt", "3.pdf"]).await?;
    shows(reader, FRONT, 0).await?;
    reader.part("[part=pages] [data-turn='1']").await?.click().await?;
    reader.until("return viewer().state === 'error'").await?;
    let notice = reader.part("[part=notice]").await?.text().await?;
    ensure!(notice.contains("3.pdf") && notice.contains("not text but a PDF"), "the panel says {notice:?}");
    let original = reader.client.find(Locator::Css(".bm-original")).await.context("the original is not shown")?;
    ensure!(original.text().await?.contains("%PDF-1.7"), "the original is not the file's");
    reader.part("[part=pages] [data-turn='-1']").await?.click().await?;
    shows(reader, FRONT, 0).await.context("back from the page that could not be read")?;
    ensure!(!reader.part("[part=notice]").await?.is_displayed().await?, "the panel stays");
    Ok(())
}

/// Copies what is shown, and pastes it as a text of its own.
pub async fn pasted(reader: &Reader<'_>, address: &str) -> Result<()> {
    reader.opens(address).await?;
    reader.part("[data-view='page']").await?.click().await?;
    let headline = reader
        .eval(
            "const line = viewer().querySelector('[data-role=headline] [data-start], [data-role=headline]');
         getSelection().selectAllChildren(line);
         return getSelection().toString()",
        )
        .await?;
    let headline = headline.as_str().unwrap_or_default().trim().to_owned();
    ensure!(!headline.is_empty(), "nothing could be selected");
    reader.strike(&[Key::Control.into(), 'c']).await?;
    reader.strike(&[Key::Control.into(), 'v']).await?;
    reader
        .until_with(
            "const solid = (text) => text.replace(/\\s/g, '');
             return viewer().state === 'ready' && solid(viewer().text) === solid(arguments[0])",
            vec![headline.into()],
        )
        .await
}

/// Pages of an edition, by the names of their files, picked.
pub async fn pick(reader: &Reader<'_>, folder: &Path, names: &[&str]) -> Result<()> {
    let paths: Vec<String> = names.iter().map(|name| folder.join(name).display().to_string()).collect();
    Ok(reader.part("input[type=file]").await?.send_keys(&paths.join("\n")).await?)
}

/// Drops a folder, with a folder inside and a file that is no text.
pub async fn folder(browser: &Browser, reader: &Reader<'_>, address: &str, home: &Path) -> Result<()> {
    reader.opens(address).await?;
    let data = json!({ "items": [], "files": [written(home)?], "dragOperationsMask": 1 });
    for kind in ["dragEnter", "dragOver", "drop"] {
        browser.chromium("Input.dispatchDragEvent", json!({ "type": kind, "x": 300, "y": 500, "data": data })).await?;
    }
    of_folder(reader).await.context("dropped")?;
    reader.opens(address).await?;
    let input = reader.part("input[webkitdirectory]").await?;
    input.send_keys(&written(home)?.display().to_string()).await?;
    of_folder(reader).await.context("picked")
}

async fn of_folder(reader: &Reader<'_>) -> Result<()> {
    shows(reader, FRONT, 0).await?;
    reader.until("return viewer().pages.length === 4 && viewer().pages.every((page) => page.page)").await?;
    let names = reader.eval("return viewer().pages.map((page) => page.name)").await?;
    ensure!(names == json!(["1.txt", "2.txt", "10.txt", "11.txt"]), "the pages are {names}");
    Ok(())
}

pub async fn shows(reader: &Reader<'_>, text: &str, index: usize) -> Result<()> {
    let script = "const { state, text, index } = viewer();
        return state === 'ready' && text === arguments[0] && index === arguments[1]
            && viewer().querySelectorAll('.bm-page article').length > 0";
    reader.until_with(script, vec![text.into(), index.into()]).await
}

pub fn written(home: &Path) -> Result<PathBuf> {
    let folder = home.join("edition");
    fs::create_dir_all(folder.join("inside"))?;
    fs::write(folder.join("1.txt"), FRONT)?;
    fs::write(folder.join("2.txt"), encoding_rs::GBK.encode(SECOND).0)?;
    fs::write(folder.join("10.txt"), THIRD)?;
    fs::write(folder.join("3.pdf"), "%PDF-1.7\n%\u{1}\u{2}\n1 0 obj\n")?;
    fs::write(folder.join("inside/11.txt"), SECOND)?;
    Ok(folder)
}
