//! The option `--explain`: what the parser decided on one page, and why.

use banmian::{Block, Page};
use referee::{GoldPage, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Prints where the parts of every gold article went, and the parser's reasons for those that went
/// wrong.
pub fn print_page(page: &GoldPage) -> anyhow::Result<()> {
    let (parsed, rows) = super::parse(page)?;
    let units = referee::units(&page.text, &page.gold, &rows);
    println!("{}\n{}\n", page.path.display(), super::format_figures(&referee::score(&page.text, &page.gold, &rows), 3));
    let mut gold: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    for unit in &units {
        gold.entry(&unit.gold.article).or_default().push(unit);
    }
    for (article, members) in &gold {
        print_article(&parsed, &units, article, members);
    }
    println!("— what the parser made —");
    for article in &parsed.articles {
        let title = article.headline.as_ref().map_or("(no headline)", |h| h.text.as_str());
        println!("{} {:.2} {} {:?}", article.id, article.confidence, shorten(title), article.reasons);
    }
    for diagnostic in &parsed.diagnostics {
        let lines: Vec<usize> = diagnostic.spans.iter().map(|span| span.line).collect();
        println!(
            "diagnostic {:?} {:.2} lines {lines:?}: {}",
            diagnostic.code, diagnostic.confidence, diagnostic.message
        );
    }
    Ok(())
}

fn print_article(parsed: &Page, units: &[Unit], article: &str, members: &[&Unit]) {
    let title: String = members.iter().filter(|u| u.gold.role == "headline").map(|u| u.text.as_str()).collect();
    let mut predicted: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in members {
        *predicted.entry(predicted_article(unit)).or_default() += unit.width;
    }
    let bulk = predicted.iter().max_by_key(|(_, width)| **width).map_or("-", |(article, _)| *article);
    let intruders: Vec<&Unit> = units
        .iter()
        .filter(|u| {
            u.gold.article != article && u.gold.article != "?" && predicted_article(u) == bulk && !"-?".contains(bulk)
        })
        .collect();
    let exact = article == "-" || (predicted.len() == 1 && intruders.is_empty() && bulk != "-");
    let verdict = if exact { "exact" } else { "WRONG" };
    println!("{verdict} gold {article} {} → {predicted:?}", shorten(&title));
    for unit in members {
        let role = unit.predicted.as_ref().map_or("", |p| p.coarse());
        let wrong_place = if article == "-" { predicted_article(unit) != "-" } else { predicted_article(unit) != bulk };
        if article != "?" && (wrong_place || role != unit.gold.coarse()) {
            print_unit(parsed, unit, if wrong_place { "place" } else { "role" });
        }
    }
    for unit in intruders {
        print_unit(parsed, unit, "intruder");
    }
    if article != "-" && article != "?" {
        print_joins(parsed, members);
    }
    println!();
}

fn print_unit(parsed: &Page, unit: &Unit, error: &str) {
    let format = |l: &referee::Label| format!("{} {} {}", l.article, l.role, l.para);
    println!(
        "  {error:<8} line {}{}: gold {} / got {}",
        unit.line,
        if unit.from > 0 { format!(":{}", unit.from) } else { String::new() },
        format(&unit.gold),
        unit.predicted.as_ref().map_or("nothing".into(), format),
    );
    println!("           {}", shorten(&unit.text));
    if let Some(block) = block_of(parsed, unit) {
        println!("           {:.2} {:?}", block.confidence, block.reasons);
    }
}

/// Prints the joins that gold makes and the parser does not, and the other way round.
fn print_joins(parsed: &Page, members: &[&Unit]) {
    let pairs = |label: fn(&Unit) -> Option<&referee::Label>| {
        let mut last: BTreeMap<(&str, i64), usize> = BTreeMap::new();
        let mut out = BTreeSet::new();
        for unit in members {
            let Some(l) = label(unit).filter(|l| l.coarse() == "body") else { continue };
            if let Some(before) = last.insert((l.article.as_str(), l.para), unit.line) {
                out.insert((before, unit.line));
            }
        }
        out
    };
    let gold = pairs(|u| Some(&u.gold));
    let got = pairs(|u| u.predicted.as_ref());
    for (a, b) in gold.difference(&got) {
        println!("  join missed  lines {a} and {b}");
    }
    for (a, b) in got.difference(&gold) {
        let join = blocks_on(parsed, *b).find_map(|block| {
            let span = block.spans.iter().position(|s| s.line == *b)?;
            block.joins.iter().find(|join| join.span == span)
        });
        let why = join.map_or(String::new(), |join| format!(" {:.2} {:?}", join.confidence, join.reasons));
        println!("  join invented lines {a} and {b}{why}");
    }
}

fn predicted_article(unit: &Unit) -> &str {
    unit.predicted.as_ref().map_or("-", |label| label.article.as_str())
}

/// Returns the block that a unit went to: of several on its line, the one of its role.
fn block_of<'p>(parsed: &'p Page, unit: &Unit) -> Option<&'p Block> {
    let role = unit.predicted.as_ref().map_or("", |label| label.role.as_str());
    blocks_on(parsed, unit.line).find(|block| block.role.name() == role)
}

fn blocks_on(parsed: &Page, line: usize) -> impl Iterator<Item = &Block> {
    parsed.blocks().filter(move |block| block.spans.iter().any(|span| span.line == line))
}

/// Returns the beginning and the end of a long text.
fn shorten(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    if chars.len() <= 60 {
        return chars.iter().collect();
    }
    let part = |chars: &[char]| chars.iter().collect::<String>();
    format!("{}…{}", part(&chars[..36]), part(&chars[chars.len() - 18..]))
}
