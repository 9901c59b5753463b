//! How well pages are labelled, those learned from and those to check on.

use super::super::labels::{LABELS, Label};
use super::page::Page;
use crate::model::Role;
use crate::parse::Layout;
use crate::text::Source;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Figures by whether the pages were to check on, and by their group.
#[derive(Default)]
pub(super) struct Figures(BTreeMap<(bool, String), Group>);

#[derive(Default)]
struct Group {
    pages: usize,
    lines: usize,
    /// Lines whose label gold allows.
    labels: usize,
    /// Lines that begin a fragment, or go on with one, as gold has it.
    bounds: usize,
    /// Sum over the pages of the mean F1 of their roles.
    role: f64,
}

impl Figures {
    /// Counts in a page with the labels that were found. Lines that stand in a lesson, too,
    /// do not count on a page to check on.
    pub fn add(&mut self, page: &Page, labels: &[usize]) {
        let group = self.0.entry((page.check, page.group.clone())).or_default();
        // of each role: lines of gold's, lines found, lines of both
        let mut roles: BTreeMap<Role, [usize; 3]> = BTreeMap::new();
        for ((&label, &allowed), _) in labels.iter().zip(&page.allowed).zip(&page.unseen).filter(|(_, unseen)| **unseen)
        {
            let label = LABELS[label];
            let gold = || LABELS.into_iter().filter(|&l| allowed >> l as u32 & 1 == 1);
            group.lines += 1;
            group.labels += usize::from(gold().any(|l| l == label));
            group.bounds += usize::from(gold().any(|l| l.goes_on() == label.goes_on()));
            let mut known: Vec<Role> = gold().map(coarse).collect();
            known.dedup();
            if let [gold] = known[..] {
                let found = coarse(label);
                roles.entry(gold).or_default()[0] += 1;
                roles.entry(found).or_default()[1] += 1;
                roles.entry(gold).or_default()[2] += usize::from(gold == found);
            }
        }
        let f1 = |&[gold, found, both]: &[usize; 3]| 2.0 * both as f64 / (gold + found) as f64;
        let known: Vec<f64> = roles.values().filter(|counts| counts[0] > 0).map(f1).collect();
        if !known.is_empty() {
            group.pages += 1;
            group.role += known.iter().sum::<f64>() / known.len() as f64;
        }
    }

    /// A line a group.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|((check, name), group)| {
            let Group { pages, lines, labels, bounds, role } = group;
            let kind = if *check { "check" } else { "learn" };
            let share = |part: &usize| 100.0 * *part as f64 / (*lines).max(1) as f64;
            format!(
                "{kind} {name:<12} pages={pages} lines={lines} labels={:.2} bounds={:.2} role={:.4}",
                share(labels),
                share(bounds),
                role / (*pages).max(1) as f64
            )
        })
    }
}

/// Kickers and decks as headlines, as the eval counts them.
fn coarse(label: Label) -> Role {
    match label.role() {
        role if role.is_title() => Role::Headline,
        role => role,
    }
}

/// So many characters are hardly the same by chance.
const GRAM: usize = 10;

/// What stands in the lessons. Stories stand on more than one page, so that much of a page
/// to check on may have been learned from another.
pub(super) struct Seen(HashSet<u64>);

impl Seen {
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self(texts.flat_map(grams).collect())
    }

    /// Lines that stand in no lesson; one too short to tell goes by those around it.
    pub fn unseen(&self, source: &Source, layout: &Layout) -> Vec<bool> {
        let seen = |text: &str| {
            let grams = grams(text);
            let count = grams.iter().filter(|gram| self.0.contains(gram)).count();
            (!grams.is_empty()).then_some(count * 3 > grams.len())
        };
        let seen: Vec<Option<bool>> = layout.lines.iter().map(|line| seen(&source.text[line.range.clone()])).collect();
        let near = |i: usize| {
            let before = seen[..i].iter().rev().flatten().next();
            let after = seen[i..].iter().flatten().next();
            before.into_iter().chain(after).any(|&seen| seen)
        };
        (0..seen.len()).map(|i| !seen[i].unwrap_or_else(|| near(i))).collect()
    }
}

/// Every run of [`GRAM`] characters of a text, blanks apart.
fn grams(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    letters.windows(GRAM).map(|gram| BuildHasherDefault::<DefaultHasher>::default().hash_one(gram)).collect()
}
