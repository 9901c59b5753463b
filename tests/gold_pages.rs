//! Pages with gold are parsed as their gold has them.

use referee::{FIGURES, GoldPage, read_rows, score};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

#[test]
fn the_demo_page_is_parsed_without_errors() {
    check("seeds");
}

#[test]
fn pages_of_single_phenomena_are_parsed() {
    check("tests/pages");
}

#[test]
fn a_notice_is_told_from_news_about_one() {
    use banmian::Kind::{News, Notice};
    for (text, kind) in [
        ("招聘启事\n\n青溪装饰工程公司现招聘木工十名，待遇面议。\n\n电话：0577-6666123\n\n地址：望海路17号", Notice),
        ("停水公告\n\n因管道改造，3月9日8时至17时望海小区停水，敬请谅解。\n\n青溪水务集团", Notice),
        ("PUBLIC NOTICE\n\nThe town will close the old bridge on March 9 for repairs.", Notice),
        ("市水务集团发布停水公告\n\n本报讯 昨日，市水务集团发布公告，望海小区将停水一天。", News),
        ("市水务集团发布停水公告\n\n记者 周岚\n\n昨日，市水务集团发布公告，望海小区将停水一天。", News),
    ] {
        let page = banmian::parse(text, &banmian::Options::default());
        assert_eq!(page.articles.iter().map(|article| article.kind).collect::<Vec<_>>(), [kind], "{text}");
    }
}

fn check(folder: &str) {
    let pages = referee::folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    assert!(!pages.is_empty(), "{folder} has no pages");
    let short: Vec<String> = pages.iter().flat_map(shortfalls).collect();
    assert!(short.is_empty(), "\n{}\n`cargo xtask eval {folder} --explain PAGE` says why", short.join("\n"));
}

fn shortfalls(page: &GoldPage) -> Vec<String> {
    let model = banmian::parse(&page.text, &banmian::Options::default());
    let rows = read_rows(&banmian::export::labels(&model, &page.text)).unwrap();
    let least = least(page);
    FIGURES
        .iter()
        .zip(score(&page.text, &page.gold, &rows).figures())
        .map(|(figure, value)| (figure, value, least.get(*figure).copied().unwrap_or(1.0)))
        .filter(|(_, value, least)| *value < least - 1e-9)
        .map(|(figure, value, least)| format!("{}: {figure} is {value:.3}, must be {least}", page.name()))
        .collect()
}

/// What a page that is known to be hard reaches at least.
fn least(page: &GoldPage) -> HashMap<String, f64> {
    let Ok(text) = fs::read_to_string(page.path.with_extension("least")) else { return HashMap::new() };
    let line = |line: &str| {
        let (figure, value) = line.split('#').next()?.trim().split_once(' ')?;
        assert!(FIGURES.contains(&figure), "{}: {figure} is no figure", page.name());
        Some((figure.to_owned(), value.trim().parse().unwrap()))
    };
    text.lines().filter_map(line).collect()
}
