//! The built page, opened from disk with the network off in real browsers.

use super::Tally;
use super::aside;
use super::axe;
use super::correct;
use super::edition;
use super::engine::{Browser, Engine};
use super::faults;
use super::find;
use super::given;
use super::programs;
use super::quote;
use super::reach;
use super::reader::Reader;
use super::saved;
use super::soak;
use super::speak;
use super::story;
use super::vectors;
use super::wall::Wall;
use super::{settings, sheet};
use crate::{tools, view};
use anyhow::{Context, Result, ensure};
use banmian::Page;
use std::path::{Path, PathBuf};

/// The built page and what the native parser makes of its text.
struct Built {
    file: PathBuf,
    address: String,
    text: String,
    page: Page,
}

pub fn run(root: &Path, engines: &[Engine], tally: &mut Tally) {
    tools::step("building dist/banmian.html");
    let built = match build(root) {
        Ok(built) => built,
        Err(error) => return tally.check("the viewer builds", Err(error)),
    };
    tally.check("the viewer builds", Ok(()));
    for &engine in engines {
        if let Err(error) = read_in(engine, root, &built, tally) {
            tally.check(engine.name(), Err(error));
        }
    }
}

fn build(root: &Path) -> Result<Built> {
    let path = view::build(root)?;
    let text = view::seed(root)?;
    let page = banmian::parse(&text, &banmian::Options::default());
    let address = url::Url::from_file_path(&path).map_err(|()| anyhow::anyhow!("{} is no address", path.display()))?;
    Ok(Built { file: path, address: address.into(), text, page })
}

fn read_in(engine: Engine, root: &Path, built: &Built, tally: &mut Tally) -> Result<()> {
    let programs = programs::ensure(engine, root)?;
    tools::step(&format!("reading in {}", engine.name()));
    let target = tools::target_dir(root)?;
    let wall = Wall::new()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let home = target.join("browsers").join(engine.name().to_lowercase());
        let browser = Browser::start(engine, programs, &home, &wall).await?;
        let picture = target.join("screenshots").join(format!("{}.png", engine.name().to_lowercase()));
        checks(&browser, engine, built, &wall, &picture, &home, tally).await;
        browser.close().await
    })
}

async fn checks(
    browser: &Browser,
    engine: Engine,
    built: &Built,
    wall: &Wall,
    picture: &PathBuf,
    home: &Path,
    tally: &mut Tally,
) {
    let reader = Reader { client: &browser.client, page: &built.page, text: &built.text };
    let name = |what: &str| format!("{}: {what}", engine.name());
    let opened = reader.opens(&built.address).await;
    let ready = opened.is_ok();
    tally.check(&name("opens from disk"), opened);
    if ready {
        tally.check(&name("reads as the native parser does"), reader.the_same_reading().await);
        tally.check(&name("each story is an article with its own text"), reader.articles().await);
        tally.check(&name("no character is lost"), reader.nothing_lost().await);
        tally.check(&name("a picture of the page"), keep(reader.screenshot().await, picture));
        tally.check(&name("source and reading point at each other"), reader.source_and_reading().await);
        tally.check(&name("the keyboard is enough"), reader.keyboard(&built.address).await);
        tally.check(&name("fits a narrow window"), reader.narrow().await);
        tally.check(&name("language packs can be given"), given::packs(&reader, &built.address).await);
        tally.check(&name("bytes are read as the command reads them"), given::encodings(&reader, &built.address).await);
        tally.check(&name("words are found however they are written"), find::folded(&reader, &built.address).await);
        tally.check(&name("hits are walked, listed and filtered"), find::walked(&reader, &built.address).await);
        tally.check(&name("hits are found in source and stories"), find::elsewhere(&reader, &built.address).await);
        tally.check(&name("all pages of an edition are looked through"), find::pages(&reader, &built.address).await);
        tally.check(&name("links survive another reading"), quote::links(&reader, &built.address).await);
        tally.check(&name("what is copied is clean, and cited"), quote::copies(&reader, &built.address).await);
        tally.check(&name("a story is read aloud"), speak::aloud(&reader, &built.address).await);
        tally.check(&name("files are opened as an edition"), edition::files(&reader, &built.address, home).await);
        tally.check(
            &name("what cannot be read is said and shown"),
            edition::bad_input(&reader, &built.address, home).await,
        );
        tally.check(&name("form feeds and lists make editions"), saved::lists(&reader, &built.address, home).await);
        tally.check(&name("a page is saved as one file"), saved::page(&reader, &built.address, home).await);
        tally.check(&name("an edition is saved as one file"), saved::edition(&reader, &built.address, home).await);
        tally.check(&name("an edition of the command is a viewer"), saved::written(&reader, &built.file, home).await);
        tally.check(&name("a form to save in is chosen"), saved::chosen(&reader, &built.address).await);
        tally.check(&name("a page is put right by keys"), correct::by_keys(&reader, &built.address, home).await);
        tally.check(&name("a page is put right by pointer"), correct::by_pointer(&reader, &built.address, home).await);
        tally.check(&name("a page is put right in the panel"), correct::by_panel(&reader, &built.address, home).await);
        tally.check(&name("words are put right"), correct::words(&reader, &built.address, home).await);
        tally.check(&name("text is pasted"), edition::pasted(&reader, &built.address).await);
        if engine == Engine::Chromium {
            let root = tools::root();
            tally.check(&name("axe finds nothing"), axe::clean(browser, &reader, &built.address, home, &root).await);
            tally.check(
                &name("a folder is dropped, or picked"),
                edition::folder(browser, &reader, &built.address, home).await,
            );
        }
        tally.check(&name("a story is followed over the page"), story::jumps(&reader, &built.address, home).await);
        tally.check(&name("a story keeps its reader's place"), story::place(&reader, &built.address).await);
        tally.check(&name("doubts are marked and listed"), story::doubts(&reader, &built.address).await);
        tally.check(&name("a sheet lists the keys"), story::keys(&reader, &built.address).await);
        if engine != Engine::WebKit {
            // WebKitGTK's driver has no fingers
            tally.check(&name("a finger turns to the next story"), story::swipe(&reader, &built.address).await);
        }
        for (what, outcome) in settings::all(&reader, engine, &built.address).await {
            tally.check(&name(what), outcome);
        }
        for (what, outcome) in sheet::all(browser, &reader, engine, &built.address).await {
            tally.check(&name(what), outcome);
        }
        for (what, outcome) in reach::all(browser, &reader, engine, &built.address).await {
            tally.check(&name(what), outcome);
        }
        tally.check(&name("needs no network"), alone(&reader, wall).await);
    }
    tally.check(&name("the console is silent"), silent(browser, &built.address).await);
    if ready {
        strained(browser, engine, built, &reader, home, tally).await;
    }
}

/// What is made to fail or to break in; consoles tell of some of it.
async fn strained(
    browser: &Browser,
    engine: Engine,
    built: &Built,
    reader: &Reader<'_>,
    home: &Path,
    tally: &mut Tally,
) {
    let name = |what: &str| format!("{}: {what}", engine.name());
    for (what, outcome) in aside::all(reader, &built.address, &built.file, home).await {
        tally.check(&name(what), outcome);
    }
    for (what, outcome) in faults::all(reader, &built.address, &built.file, home).await {
        tally.check(&name(what), outcome);
    }
    tally.check(&name("text is never markup"), vectors::text(reader, &built.file, home).await);
    tally.check(&name("what is around a text is never markup"), vectors::around(reader, &built.file, home).await);
    tally.check(&name("a file is put together of its parts"), vectors::parts(reader, &built.file, home).await);
    tally.check(&name("loads without end hold no memory"), soak::flat(browser, reader, &built.file, home).await);
}

fn keep(picture: Result<Vec<u8>>, path: &PathBuf) -> Result<()> {
    std::fs::create_dir_all(path.parent().context("the picture has no folder")?)?;
    std::fs::write(path, picture?)?;
    Ok(())
}

/// The page asked for nothing; browsers have errands of their own, which end at the wall.
async fn alone(reader: &Reader<'_>, wall: &Wall) -> Result<()> {
    reader.nothing_fetched().await?;
    let plain = |line: &String| line.contains("banmian");
    let asked: Vec<String> = wall.asked().into_iter().filter(plain).collect();
    ensure!(asked.is_empty(), "it asked for {}", asked.join(", "));
    Ok(())
}

/// No error nor warning; and one that is made on purpose is seen, or the silence means nothing.
async fn silent(browser: &Browser, address: &str) -> Result<()> {
    let errors = browser.errors(address).await?;
    ensure!(errors.is_empty(), "{}", errors.join(" | "));
    let heard = browser.provoke().await?;
    ensure!(heard.iter().any(|line| line.contains("on purpose")), "an error made on purpose is not in the console");
    Ok(())
}
