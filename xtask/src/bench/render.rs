//! From a text in hand to articles in the document, beside the same articles as ready-made HTML.

use super::table::{Mark, Row};
use super::{Place, browser, pages};
use crate::test::server::Server;
use crate::{tools, view, wasm};
use anyhow::{Context, Result};
use banmian::export::{self, Sheet, Shell};
use serde_json::json;
use std::fs;

pub fn rows(place: &Place) -> Result<Vec<Row>> {
    let folder = place.folder.join("render");
    fs::create_dir_all(&folder)?;
    let module = wasm::build(&place.root)?;
    fs::write(folder.join("banmian.wasm"), &module.bytes)?;
    fs::write(folder.join("banmian.js"), &module.glue)?;
    let shell = Shell { policy: "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'".into(), ..Shell::default() };
    let server = Server::new(&folder)?;
    let mut rows = Vec::new();
    for (name, text) in [("the page", view::seed(&place.root)?), ("a made page", pages::made(1).remove(0))] {
        tools::step(&format!("showing {name}"));
        let page = banmian::parse(&text, &banmian::Options::default());
        fs::write(folder.join("index.html"), export::html_in(&[Sheet::new(&page, &text)], &shell))?;
        let found = browser::chromium(place, async |browser| {
            browser.client.goto(&server.address).await?;
            Ok(browser.client.execute_async(include_str!("render.js"), vec![json!(text)]).await?)
        })?;
        let ms = |way: &str, until: &str| found[way][until].as_f64().with_context(|| format!("{way} was not measured"));
        for (until, words) in [("inserted", "in the document"), ("laid", "laid out")] {
            let row = Row::new(format!("text to articles {words}, {name}"), "ms", ms("read", until)?);
            rows.push(row.beside("ready-made HTML", ms("ready", until)?).marked(Mark::AtMost(1.5)));
        }
        rows.push(Row::new(format!("of it, reading to a page as an object, {name}"), "ms", ms("parse", "inserted")?));
    }
    Ok(rows)
}
