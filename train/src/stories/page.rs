//! Pages as the search sees them, with the links that gold has.

use crate::lesson::{Gold, Lesson};
use banmian::training::stories::{
    Candidates, Chains, Class, Graph, LinkFeatures, Partition, Scorer, ScoringWeights, Weights, local_features,
};
use banmian::training::{self, Fragment};
use banmian::training::{PageKind, roles::RoleModels};
use std::collections::BTreeMap;
use std::ops::Range;

/// A page, without the fragments of which gold knows nothing.
pub struct Page {
    pub graph: Graph,
    pub candidates: Candidates,
    /// Local features of each candidate.
    pub features: Vec<LinkFeatures>,
    pub gold: Chains,
    /// Number of the paragraph of each node.
    pub para: Vec<i64>,
    pub kind: PageKind,
    pub check: bool,
    pub name: String,
    pub paper: String,
}

impl Page {
    /// The page with the fragments that the weights of roles give.
    pub fn new(lesson: &Lesson, roles: &RoleModels) -> Self {
        let normalized = training::normalized(&lesson.text);
        let (kind, fragments) = training::fragments(&normalized, roles);
        let parts = |fragment: &Fragment| training::source_parts(&normalized, &lesson.text, fragment);
        let labels: Vec<Option<(String, i64)>> = fragments.iter().map(|f| label(&parts(f), &lesson.gold)).collect();
        let known: Vec<usize> = (0..fragments.len()).filter(|&i| labels[i].is_some()).collect();
        let kept: Vec<Fragment> = known.iter().map(|&i| fragments[i].clone()).collect();
        let graph = training::graph(&normalized.text, &kept);
        let label_of =
            |node: usize| labels[known[graph.nodes[node].fragment]].clone().expect("only known fragments are kept");
        let mut articles: BTreeMap<String, Vec<(i64, bool, usize)>> = BTreeMap::new();
        let mut para = Vec::new();
        for node in 0..graph.nodes.len() {
            let (article, number) = label_of(node);
            para.push(number);
            if article != "-" {
                // pieces of one paragraph have one number; the one that opens the story is the first
                articles.entry(article).or_default().push((number, !graph.nodes[node].opens, node));
            }
        }
        let mut after = vec![None; graph.nodes.len()];
        for members in articles.values_mut() {
            members.sort_unstable();
            for pair in members.windows(2) {
                after[pair[0].2] = Some(pair[1].2).filter(|&next| graph.may_follow(pair[0].2, next));
            }
        }
        let text_order = Partition::new(&graph, graph.text_order());
        let candidates = Candidates::new(&graph);
        let features =
            candidates.all.iter().map(|link| local_features(&graph, &text_order, link.left, link.right)).collect();
        let (check, name, paper) = (lesson.check, lesson.name.clone(), lesson.paper().to_owned());
        Self { candidates, features, gold: Chains::new(after), para, graph, kind, check, name, paper }
    }

    pub fn scorer<'p>(&'p self, weights: &'p ScoringWeights) -> Scorer<'p> {
        let mut scorer = Scorer::new(&self.graph, &self.candidates, weights);
        self.features.iter().for_each(|features| scorer.add(features));
        scorer
    }

    /// The partition that the parser finds with the weights, and its score.
    pub fn search(&self, weights: &Weights, visit: impl FnMut(&Partition, f32)) -> (Partition, f32) {
        let (local, global) = (weights.local.at(self.graph.facts), weights.global.at(self.graph.facts));
        self.scorer(&global).search(self.scorer(&local).best_chains(), visit)
    }
}

/// The article and the paragraph that most characters of the fragment have.
fn label(parts: &[Range<usize>], gold: &[Gold]) -> Option<(String, i64)> {
    let mut votes: BTreeMap<(Option<&str>, i64), usize> = BTreeMap::new();
    for part in parts {
        let from = gold.partition_point(|g| g.range.end <= part.start);
        for piece in gold[from..].iter().take_while(|g| g.range.start < part.end) {
            *votes.entry((piece.article.as_deref(), piece.para)).or_default() +=
                piece.range.end.min(part.end) - piece.range.start.max(part.start);
        }
    }
    let ((article, para), _) = votes.into_iter().max_by_key(|v| v.1)?;
    Some((article?.to_owned(), para))
}

/// The members of the story that node `i` is in, sorted.
pub fn story(chains: &Chains, mut i: usize) -> Vec<usize> {
    while let Some(before) = chains.before[i] {
        i = before;
    }
    let mut members = vec![i];
    while let Some(after) = chains.after[i] {
        i = after;
        members.push(i);
    }
    members.sort_unstable();
    members
}

/// Logs, for each folder, the share of fragments whose successor is gold's, and the share of
/// stories that are found whole.
pub fn log_accuracy(pages: &[&Page], found: &[Chains], log: &mut impl FnMut(String)) {
    let mut figures: BTreeMap<(&str, bool), [usize; 4]> = BTreeMap::new();
    for (page, found) in pages.iter().zip(found) {
        let figure = figures.entry((page.name.split('/').next().unwrap_or(""), page.check)).or_default();
        figure[0] += found.after.iter().zip(&page.gold.after).filter(|(a, b)| a == b).count();
        figure[1] += found.after.len();
        for i in (0..page.gold.after.len()).filter(|&i| page.gold.before[i].is_none()) {
            if page.gold.after[i].is_none() && page.graph.nodes[i].class != Class::Title {
                continue;
            }
            figure[2] += usize::from(story(&page.gold, i) == story(found, i));
            figure[3] += 1;
        }
    }
    for ((folder, check), [right, all, whole, stories]) in figures {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        log(format!(
            "{folder:12} {} links {:.4} of {all:5}, whole stories {:.4} of {stories}",
            if check { "check" } else { "learn" },
            share(right, all),
            share(whole, stories)
        ));
    }
}
