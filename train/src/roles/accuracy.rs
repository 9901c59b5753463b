//! Accuracy of the labels, on the pages that are learned from and on those that are checked on.

use super::sequences::Sequence;
use banmian::Role;
use banmian::training::roles::{LABELS, Label};
use std::collections::BTreeMap;

/// Figures by whether the pages are checked on, and by their group.
#[derive(Default)]
pub struct Accuracy(BTreeMap<(bool, String), Figures>);

#[derive(Default)]
struct Figures {
    pages: usize,
    lines: usize,
    /// Lines whose label gold allows.
    labels: usize,
    /// Lines that begin a fragment, or continue one, as in gold.
    bounds: usize,
    /// Sum over the pages of the mean F1 of their roles.
    f1: f64,
}

impl Accuracy {
    /// Adds a page with the labels that were found. On a page that is checked on, lines count only
    /// if their text is in no lesson.
    pub fn add(&mut self, page: &Sequence, labels: &[usize]) {
        let figures = self.0.entry((page.check, page.group.clone())).or_default();
        // of each role: lines of gold's, lines found, lines of both
        let mut roles: BTreeMap<Role, [usize; 3]> = BTreeMap::new();
        for ((&label, &allowed), _) in
            labels.iter().zip(&page.allowed).zip(page.unseen.iter()).filter(|(_, unseen)| **unseen)
        {
            let label = LABELS[label];
            let gold = || LABELS.into_iter().filter(|&l| allowed >> l as u32 & 1 == 1);
            figures.lines += 1;
            figures.labels += usize::from(gold().any(|l| l == label));
            figures.bounds += usize::from(gold().any(|l| l.is_continuation() == label.is_continuation()));
            let mut known: Vec<Role> = gold().map(coarse_role).collect();
            known.dedup();
            if let [gold] = known[..] {
                let found = coarse_role(label);
                roles.entry(gold).or_default()[0] += 1;
                roles.entry(found).or_default()[1] += 1;
                roles.entry(gold).or_default()[2] += usize::from(gold == found);
            }
        }
        let f1 = |&[gold, found, both]: &[usize; 3]| 2.0 * both as f64 / (gold + found) as f64;
        let known: Vec<f64> = roles.values().filter(|counts| counts[0] > 0).map(f1).collect();
        if !known.is_empty() {
            figures.pages += 1;
            figures.f1 += known.iter().sum::<f64>() / known.len() as f64;
        }
    }

    /// A line a group.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|((check, name), figures)| {
            let Figures { pages, lines, labels, bounds, f1 } = figures;
            let kind = if *check { "check" } else { "learn" };
            let share = |part: &usize| 100.0 * *part as f64 / (*lines).max(1) as f64;
            format!(
                "{kind} {name:<12} pages={pages} lines={lines} labels={:.2} bounds={:.2} role={:.4}",
                share(labels),
                share(bounds),
                f1 / (*pages).max(1) as f64
            )
        })
    }
}

/// The role of a label, kickers and decks as headlines, as the eval counts them.
fn coarse_role(label: Label) -> Role {
    match label.role() {
        role if role.is_title() => Role::Headline,
        role => role,
    }
}
