//! The decision trail of one page.

use banmian::{Block, Page};
use referee::{GoldPage, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Prints, for every gold article, where its pieces went, and for every piece that went
/// wrong, what the parser thought.
pub fn page(page: &GoldPage) -> anyhow::Result<()> {
    let (model, rows) = super::read(page)?;
    let units = referee::units(&page.text, &page.gold, &rows);
    println!("{}\n{}\n", page.path.display(), super::figures(&referee::score(&page.text, &page.gold, &rows), 3));
    let mut gold: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    for unit in &units {
        gold.entry(&unit.gold.article).or_default().push(unit);
    }
    for (article, members) in &gold {
        story(&model, &units, article, members);
    }
    println!("— what the parser made —");
    for article in &model.articles {
        let title = article.headline.as_ref().map_or("(no headline)", |h| h.text.as_str());
        println!("{} {:.2} {} {:?}", article.id, article.confidence, short(title), article.reasons);
    }
    for diagnostic in &model.diagnostics {
        let lines: Vec<usize> = diagnostic.spans.iter().map(|span| span.line).collect();
        println!(
            "diagnostic {:?} {:.2} lines {lines:?}: {}",
            diagnostic.code, diagnostic.confidence, diagnostic.message
        );
    }
    Ok(())
}

fn story(model: &Page, units: &[Unit], article: &str, members: &[&Unit]) {
    let title: String = members.iter().filter(|u| u.gold.role == "headline").map(|u| u.text.as_str()).collect();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in members {
        *owners.entry(owner(unit)).or_default() += unit.width;
    }
    let bulk = owners.iter().max_by_key(|(_, width)| **width).map_or("-", |(owner, _)| *owner);
    let intruders: Vec<&Unit> = units
        .iter()
        .filter(|u| u.gold.article != article && u.gold.article != "?" && owner(u) == bulk && !"-?".contains(bulk))
        .collect();
    let whole = article == "-" || (owners.len() == 1 && intruders.is_empty() && bulk != "-");
    let verdict = if whole { "exact" } else { "WRONG" };
    println!("{verdict} gold {article} {} → {owners:?}", short(&title));
    for unit in members {
        let role = unit.predicted.as_ref().map_or("", |p| p.coarse());
        let wrong_place = if article == "-" { owner(unit) != "-" } else { owner(unit) != bulk };
        if article != "?" && (wrong_place || role != unit.gold.coarse()) {
            piece(model, unit, if wrong_place { "place" } else { "role" });
        }
    }
    for unit in intruders {
        piece(model, unit, "intruder");
    }
    if article != "-" && article != "?" {
        joins(model, members);
    }
    println!();
}

fn piece(model: &Page, unit: &Unit, wrong: &str) {
    let form = |l: &referee::Label| format!("{} {} {}", l.article, l.role, l.para);
    println!(
        "  {wrong:<8} line {}{}: gold {} / got {}",
        unit.line,
        if unit.from > 0 { format!(":{}", unit.from) } else { String::new() },
        form(&unit.gold),
        unit.predicted.as_ref().map_or("nothing".into(), form),
    );
    println!("           {}", short(&unit.text));
    if let Some(block) = block_of(model, unit) {
        println!("           {:.2} {:?}", block.confidence, block.reasons);
    }
}

/// The joins that gold makes and the parser does not, and the other way round.
fn joins(model: &Page, members: &[&Unit]) {
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
        let join = blocks_on(model, *b).find_map(|block| {
            let span = block.spans.iter().position(|s| s.line == *b)?;
            block.joins.iter().find(|join| join.span == span)
        });
        let why = join.map_or(String::new(), |join| format!(" {:.2} {:?}", join.confidence, join.reasons));
        println!("  join invented lines {a} and {b}{why}");
    }
}

fn owner(unit: &Unit) -> &str {
    unit.predicted.as_ref().map_or("-", |label| label.article.as_str())
}

/// The block a unit went to; a shared line has several, told apart by their roles.
fn block_of<'p>(model: &'p Page, unit: &Unit) -> Option<&'p Block> {
    let role = unit.predicted.as_ref().map_or("", |label| label.role.as_str());
    blocks_on(model, unit.line).find(|block| block.role.name() == role)
}

fn blocks_on(model: &Page, line: usize) -> impl Iterator<Item = &Block> {
    model.blocks().filter(move |block| block.spans.iter().any(|span| span.line == line))
}

fn short(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    if chars.len() <= 60 {
        return chars.iter().collect();
    }
    let part = |chars: &[char]| chars.iter().collect::<String>();
    format!("{}…{}", part(&chars[..36]), part(&chars[chars.len() - 18..]))
}
