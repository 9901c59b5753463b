//! Learns the weights of the assembly from pages with gold.
//!
//! A conditional logit (McFadden 1974) on both sides of every link: of all that could come
//! before a fragment, the gold one; of all that could come after it, the gold one. Full
//! batches, Adam (Kingma and Ba 2015), a fixed number of steps: the same pages always give
//! the same weights.

use super::assemble::best_chains;
use super::links::{Chains, Class, END_EVIDENCE, Graph, KINDS, WIDTH};
use super::weights::Weights;
use super::{Fragment, classify, columns};
use crate::cues;
use crate::source::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// A page and what is known of it.
pub struct Lesson {
    /// The text.
    pub text: String,
    /// Byte range, article (`None` where it cannot be known) and paragraph of its pieces.
    pub gold: Vec<(Range<usize>, Option<String>, u32)>,
    /// The fragments, where they are not to be read from the text: role, lines, frame.
    pub fragments: Vec<(crate::Role, Vec<Range<usize>>, usize)>,
    /// What the page is called in reports, with the folder it is from.
    pub name: String,
    /// Whether the page is to check on, not to learn from.
    pub check: bool,
}

const STEPS: usize = 250;
/// How often the search is run again with what was learned from it.
const EPOCHS: usize = 3;
const RATE: f32 = 0.05;
const DECAY: f32 = 4e-5;
const ENDS: usize = END_EVIDENCE.len();
const LINKS: usize = KINDS.len() * WIDTH;
/// What all kinds of links have in common comes after the kinds' own.
const COMMON: usize = LINKS + 2 * 3 * ENDS;
const ALL: usize = COMMON + WIDTH;

/// One choice: candidates as sparse evidence, the first is "none".
struct Choice {
    options: Vec<u32>,
    right: usize,
}

struct Page {
    graph: Graph,
    gold: Chains,
    /// Paragraph of each node.
    para: Vec<u32>,
    chains: Chains,
    check: bool,
    name: String,
    text: String,
    spots: Vec<Range<usize>>,
}

/// Learns from the lessons; returns the text of `assembly.tsv`.
pub fn learn(lessons: &[Lesson], mut say: impl FnMut(String)) -> String {
    let mut pages: Vec<Page> = lessons.iter().map(page).collect();
    let mut weights = Weights::none();
    for look in 0..2 {
        let (rows, choices, joins) = gather(pages.iter().filter(|p| !p.check));
        say(format!("look {look}: {} links, {} choices", rows.len(), choices.len()));
        let flat = fit(&rows, &choices, &mut say);
        let target = &mut weights.looks[look];
        for (k, row) in target.link.iter_mut().enumerate() {
            let own = &flat[k * WIDTH..(k + 1) * WIDTH];
            row.iter_mut().zip(own).zip(&flat[COMMON..]).for_each(|((w, own), common)| *w = own + common);
        }
        for class in 0..3 {
            let at = LINKS + class * ENDS;
            target.begin[class].copy_from_slice(&flat[at..at + ENDS]);
            let at = at + 3 * ENDS;
            target.end[class].copy_from_slice(&flat[at..at + ENDS]);
        }
        if look == 1 {
            weights.join = fit_joins(&joins);
        }
        for round in 0..1 + look {
            for page in &mut pages {
                let pairs = page.graph.pairs(&page.chains);
                page.chains = best_chains(&page.graph, &pairs, &weights.looks[look]);
            }
            let tries = super::assemble::TRIES;
            if look == 1 && round == 1 {
                let starts: Vec<Chains> = pages.iter().map(|p| p.chains.clone()).collect();
                let mut sets: Vec<Vec<Vec<f32>>> = vec![Vec::new(); pages.len()];
                let prior = weights.looks[1].clone();
                weights.looks[2] = prior.clone();
                for epoch in 0..EPOCHS {
                    let look = weights.looks[2].clone();
                    for (n, page) in pages.iter_mut().enumerate() {
                        let mut best = f32::MIN;
                        let mut seen: Vec<(f32, Vec<f32>)> = Vec::new();
                        let check = page.check;
                        let graph = &page.graph;
                        let gold = &page.gold;
                        let mut visit = |chains: &Chains, pairs: &[super::links::Pair]| {
                            if check || chains == gold {
                                return;
                            }
                            let phi = phi(graph, chains, pairs);
                            let sum = dot(&flatten(&look), &phi);
                            best = best.max(sum);
                            seen.push((sum, phi));
                        };
                        page.chains = super::assemble::improve(graph, starts[n].clone(), &look, tries, &mut visit);
                        if !check {
                            super::assemble::improve(graph, gold.clone(), &look, tries / 4, &mut visit);
                            let gold_phi = phi(graph, gold, &graph.pairs(gold));
                            seen.sort_by(|a, b| b.0.total_cmp(&a.0));
                            seen.truncate(12);
                            sets[n].extend(
                                seen.into_iter()
                                    .map(|(_, phi)| phi.iter().zip(&gold_phi).map(|(a, b)| a - b).collect()),
                            );
                        }
                    }
                    report(&pages, &look, &mut say, epoch + 1 == EPOCHS);
                    if epoch + 1 < EPOCHS {
                        let flat = rerank(&sets, &flatten(&prior), &mut say);
                        unflatten(&flat, &mut weights.looks[2]);
                    }
                }
                continue;
            }
            report(&pages, &weights.looks[look], &mut say, look == 1 && round == 1);
        }
    }
    weights.write()
}

fn report(pages: &[Page], look: &super::weights::Look, say: &mut impl FnMut(String), last: bool) {
    let mut figures: BTreeMap<(&str, bool), [usize; 4]> = BTreeMap::new();
    for page in pages {
        let figure = figures.entry((page.name.split('/').next().unwrap_or(""), page.check)).or_default();
        figure[0] += page.chains.after.iter().zip(&page.gold.after).filter(|(a, b)| a == b).count();
        figure[1] += page.chains.after.len();
        for i in (0..page.gold.after.len()).filter(|&i| page.gold.before[i].is_none()) {
            if page.gold.after[i].is_none() && page.graph.nodes[i].class != Class::Title {
                continue;
            }
            figure[3] += 1;
            figure[2] += usize::from(story(&page.gold, i) == story(&page.chains, i));
        }
        if last && page.chains != page.gold {
            let total = |chains: &Chains| -> f32 {
                let pairs = page.graph.pairs(chains);
                pairs
                    .iter()
                    .filter(|p| chains.after[p.left] == Some(p.right))
                    .map(|p| {
                        let (a, b) = (page.graph.end(p.left), page.graph.end(p.right));
                        2.0 * look.link(p)
                            - super::weights::weigh(&look.end[a.0], &a.1)
                            - super::weights::weigh(&look.begin[b.0], &b.1)
                    })
                    .sum()
            };
            let (g, p) = (total(&page.gold), total(&page.chains));
            say(format!("TOTAL {} gold {g:.1} got {p:.1} {}", page.name, if g > p { "SEARCH" } else { "MODEL" }));
        }
        if last && std::env::var("WRONG").is_ok_and(|w| page.name.starts_with(&w)) {
            let show = |i: Option<usize>| {
                i.map_or("-".to_owned(), |i| {
                    let node = &page.graph.nodes[i];
                    let spot = page.spots[node.fragment].clone();
                    let text: String = page.text[spot].chars().take(24).collect();
                    format!("{i}:{}:{text}", node.role.name())
                })
            };
            say(format!("== {}", page.name));
            for j in 0..page.gold.before.len() {
                if page.gold.before[j] != page.chains.before[j] {
                    say(format!(
                        "  {}  GOLD {}  GOT {}",
                        show(Some(j)),
                        show(page.gold.before[j]),
                        show(page.chains.before[j])
                    ));
                }
            }
        }
    }
    for ((level, check), [right, all, whole, stories]) in figures {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        say(format!(
            "{level:12} {} links {:.4} of {all:5}, whole stories {:.4} of {stories}",
            if check { "check" } else { "learn" },
            share(right, all),
            share(whole, stories)
        ));
    }
}

/// The members of the story that node `i` is in.
fn story(chains: &Chains, mut i: usize) -> Vec<usize> {
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

fn page(lesson: &Lesson) -> Page {
    let source = Source::new(&lesson.text);
    let cues = cues::choose(&lesson.text, &[]);
    let mut fragments = classify::fragments(&source, &columns::read_down(&source), cues);
    if !lesson.fragments.is_empty() {
        let made = |(role, parts, frame): &(crate::Role, Vec<Range<usize>>, usize)| {
            let indented = lesson.text[..parts[0].start].ends_with('\u{3000}');
            classify::fragment(&source, cues, *role, parts.clone(), *frame, indented)
        };
        fragments = lesson.fragments.iter().map(made).collect();
    }
    let labels: Vec<Option<(String, u32)>> = fragments.iter().map(|f| label(f, &lesson.gold)).collect();
    let known: Vec<usize> = (0..fragments.len()).filter(|&i| labels[i].is_some()).collect();
    let kept: Vec<Fragment> = known.iter().map(|&i| fragments[i].clone()).collect();
    let graph = Graph::new(&source, &kept);
    let label_of =
        |node: usize| labels[known[graph.nodes[node].fragment]].clone().expect("only known fragments are kept");
    let mut articles: BTreeMap<String, Vec<(u32, bool, usize)>> = BTreeMap::new();
    let mut para = Vec::new();
    for node in 0..graph.nodes.len() {
        let (article, p) = label_of(node);
        para.push(p);
        if article != "-" {
            // Pieces of one paragraph have one number; the one that opens the story comes first.
            articles.entry(article).or_default().push((p, !graph.nodes[node].traits.opens, node));
        }
    }
    let mut after = vec![None; graph.nodes.len()];
    for members in articles.values_mut() {
        members.sort_unstable();
        for pair in members.windows(2) {
            after[pair[0].2] = Some(pair[1].2);
        }
    }
    let chains = graph.as_printed();
    Page {
        gold: Chains::new(after),
        para,
        chains,
        graph,
        check: lesson.check,
        name: lesson.name.clone(),
        text: lesson.text.clone(),
        spots: kept.iter().map(|f| f.parts[0].clone()).collect(),
    }
}

/// The label that most characters of the fragment have.
fn label(fragment: &Fragment, gold: &[(Range<usize>, Option<String>, u32)]) -> Option<(String, u32)> {
    let mut votes: BTreeMap<(Option<&str>, u32), usize> = BTreeMap::new();
    for part in &fragment.parts {
        let from = gold.partition_point(|g| g.0.end <= part.start);
        for (range, article, para) in gold[from..].iter().take_while(|g| g.0.start < part.end) {
            *votes.entry((article.as_deref(), *para)).or_default() +=
                range.end.min(part.end) - range.start.max(part.start);
        }
    }
    let ((article, para), _) = votes.into_iter().max_by_key(|v| v.1)?;
    Some((article?.to_owned(), para))
}

type Row = Vec<(u16, f32)>;

fn gather<'p>(pages: impl Iterator<Item = &'p Page>) -> (Vec<Row>, Vec<Choice>, Vec<(Row, bool)>) {
    let mut rows: Vec<Row> = Vec::new();
    let mut choices = Vec::new();
    let mut joins = Vec::new();
    for page in pages {
        let count = page.graph.nodes.len();
        let mut before: Vec<Choice> = Vec::new();
        let mut after: Vec<Choice> = Vec::new();
        for i in 0..count {
            let (class, evidence) = page.graph.end(i);
            for (side, list) in [(0, &mut before), (1, &mut after)] {
                list.push(Choice { options: vec![rows.len() as u32], right: 0 });
                rows.push(sparse(&evidence, LINKS + side * 3 * ENDS + class * ENDS));
            }
        }
        for pair in page.graph.pairs(&page.chains) {
            let id = rows.len() as u32;
            let mut row = sparse(&pair.evidence, pair.kind * WIDTH);
            row.extend(sparse(&pair.evidence, COMMON));
            let right = page.gold.after[pair.left] == Some(pair.right);
            for choice in [&mut before[pair.right], &mut after[pair.left]] {
                if right {
                    choice.right = choice.options.len();
                }
                choice.options.push(id);
            }
            let (a, b) = (&page.graph.nodes[pair.left], &page.graph.nodes[pair.right]);
            if right && a.class == Class::Body && a.role == b.role {
                joins.push((sparse(&pair.evidence, 0), page.para[pair.left] == page.para[pair.right]));
            }
            rows.push(row);
        }
        choices.extend(before);
        choices.extend(after);
    }
    (rows, choices, joins)
}

fn sparse(evidence: &[f32], offset: usize) -> Row {
    evidence.iter().enumerate().filter(|(_, v)| **v != 0.0).map(|(i, v)| ((offset + i) as u16, *v)).collect()
}

fn score(weights: &[f32], row: &Row) -> f32 {
    row.iter().map(|&(i, v)| weights[i as usize] * v).sum()
}

fn fit(rows: &[Row], choices: &[Choice], say: &mut impl FnMut(String)) -> Vec<f32> {
    let mut adam = Adam::new(ALL);
    for step in 0..STEPS {
        let scores: Vec<f32> = rows.iter().map(|row| score(&adam.weights, row)).collect();
        let mut pull = vec![0f32; rows.len()];
        let mut loss = 0f64;
        for choice in choices {
            let best = choice.options.iter().map(|&o| scores[o as usize]).fold(f32::MIN, f32::max);
            let total: f32 = choice.options.iter().map(|&o| (scores[o as usize] - best).exp()).sum();
            for (n, &o) in choice.options.iter().enumerate() {
                let p = (scores[o as usize] - best).exp() / total;
                let hit = n == choice.right;
                pull[o as usize] += p - f32::from(u8::from(hit));
                if hit {
                    loss -= f64::from(p.max(1e-30).ln());
                }
            }
        }
        let mut gradient = vec![0f32; ALL];
        for (row, p) in rows.iter().zip(&pull) {
            if *p != 0.0 {
                row.iter().for_each(|&(i, v)| gradient[i as usize] += p * v);
            }
        }
        adam.step(&gradient, choices.len() as f32, step);
        if step % 50 == 49 {
            say(format!("  step {}: loss {:.4}", step + 1, loss / choices.len() as f64));
        }
    }
    adam.weights
}

/// What the links of `chains` gain is the product of this and the weights.
fn phi(graph: &Graph, chains: &Chains, pairs: &[super::links::Pair]) -> Vec<f32> {
    let mut out = vec![0f32; COMMON];
    for pair in pairs.iter().filter(|p| chains.after[p.left] == Some(p.right)) {
        for (w, e) in out[pair.kind * WIDTH..].iter_mut().zip(&pair.evidence) {
            *w += 2.0 * e;
        }
        for (node, side) in [(pair.right, 0), (pair.left, 1)] {
            let (class, evidence) = graph.end(node);
            for (w, e) in out[LINKS + side * 3 * ENDS + class * ENDS..].iter_mut().zip(&evidence) {
                *w -= e;
            }
        }
    }
    out
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn flatten(look: &super::weights::Look) -> Vec<f32> {
    look.link.iter().flatten().chain(look.begin.iter().flatten()).chain(look.end.iter().flatten()).copied().collect()
}

fn unflatten(flat: &[f32], look: &mut super::weights::Look) {
    let rows =
        look.link.iter_mut().flatten().chain(look.begin.iter_mut().flatten()).chain(look.end.iter_mut().flatten());
    rows.zip(flat).for_each(|(w, f)| *w = *f);
}

/// Moves the weights so that gold gains more than every other set of chains found.
fn rerank(sets: &[Vec<Vec<f32>>], prior: &[f32], say: &mut impl FnMut(String)) -> Vec<f32> {
    let pull_back = 4e-3;
    let used: Vec<&Vec<Vec<f32>>> = sets.iter().filter(|s| !s.is_empty()).collect();
    let mut adam = Adam::new(prior.len());
    adam.weights.copy_from_slice(prior);
    let mut loss = 0.0;
    for step in 0..150 {
        let mut gradient = vec![0f32; prior.len()];
        loss = 0.0;
        for set in &used {
            let sums: Vec<f32> = set.iter().map(|d| dot(&adam.weights, d) / 3.0).collect();
            let top = sums.iter().copied().fold(0.0, f32::max);
            let total: f32 = (-top).exp() + sums.iter().map(|s| (s - top).exp()).sum::<f32>();
            loss += f64::from(total.ln() + top);
            for (sum, d) in sums.iter().zip(set.iter()) {
                let p = (sum - top).exp() / total / 3.0;
                if p > 1e-4 {
                    gradient.iter_mut().zip(d).for_each(|(g, d)| *g += p * d);
                }
            }
        }
        let n = used.len() as f32;
        for ((g, w), p) in gradient.iter_mut().zip(&adam.weights).zip(prior) {
            *g += pull_back * (w - p) * n;
        }
        adam.step(&gradient, n, step);
    }
    say(format!("rerank loss {:.4}", loss / used.len() as f64));
    adam.weights
}

fn fit_joins(joins: &[(Row, bool)]) -> [f32; WIDTH] {
    let mut adam = Adam::new(WIDTH);
    for step in 0..2 * STEPS {
        let mut gradient = vec![0f32; WIDTH];
        for (row, same) in joins {
            let p = 1.0 / (1.0 + (-score(&adam.weights, row)).exp());
            let pull = p - f32::from(u8::from(*same));
            row.iter().for_each(|&(i, v)| gradient[i as usize] += pull * v);
        }
        adam.step(&gradient, joins.len() as f32, step);
    }
    adam.weights.try_into().expect("as many weights as evidence")
}

struct Adam {
    weights: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Adam {
    fn new(count: usize) -> Self {
        Self { weights: vec![0.0; count], mean: vec![0.0; count], square: vec![0.0; count] }
    }

    fn step(&mut self, gradient: &[f32], samples: f32, step: usize) {
        let at = (step + 1) as i32;
        for (i, g) in gradient.iter().enumerate() {
            let g = g / samples + if i < LINKS { DECAY } else { DECAY / 8.0 } * self.weights[i];
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * g;
            self.square[i] = 0.999 * self.square[i] + 0.001 * g * g;
            let mean = self.mean[i] / (1.0 - 0.9f32.powi(at));
            let square = self.square[i] / (1.0 - 0.999f32.powi(at));
            self.weights[i] -= RATE * mean / (square.sqrt() + 1e-8);
        }
    }
}
