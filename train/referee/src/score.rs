//! The figures.

use crate::rows::{Label, Lines, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The names of the figures, in the order of [`Score::figures`].
pub const FIGURES: [&str; 8] = ["lines", "role", "bcubed", "exact", "title", "join", "order", "page"];

/// How well a page was rebuilt; every figure is 0..1 and higher is better.
///
/// A figure with nothing to measure on the page is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Every non-blank character appears exactly once.
    pub lines: f64,
    /// Macro F1 over coarse roles.
    pub role: f64,
    /// BCubed F1 of the article clusters, weighted by characters.
    pub bcubed: f64,
    /// Share of gold articles rebuilt exactly: same lines, none missing, none extra.
    pub exact: f64,
    /// Share of gold articles whose whole headline sits with the bulk of its body.
    pub title: f64,
    /// F1 of the paragraph pieces joined across column cuts.
    pub join: f64,
    /// Share of adjacent block pairs of a gold article that keep their reading order.
    pub order: f64,
    /// Every article is exact.
    pub page: f64,
}

impl Score {
    /// The figures in the order of [`FIGURES`].
    pub fn figures(&self) -> [f64; 8] {
        [self.lines, self.role, self.bcubed, self.exact, self.title, self.join, self.order, self.page]
    }

    /// The mean of each figure over pages.
    ///
    /// ```
    /// use referee::Score;
    /// let whole = Score { exact: 1.0, ..Score::default() };
    /// assert_eq!(Score::mean(&[whole, Score::default()]).exact, 0.5);
    /// ```
    pub fn mean(scores: &[Score]) -> Score {
        let mean = |figure: fn(&Score) -> f64| scores.iter().map(figure).sum::<f64>() / scores.len().max(1) as f64;
        Score {
            lines: mean(|s| s.lines),
            role: mean(|s| s.role),
            bcubed: mean(|s| s.bcubed),
            exact: mean(|s| s.exact),
            title: mean(|s| s.title),
            join: mean(|s| s.join),
            order: mean(|s| s.order),
            page: mean(|s| s.page),
        }
    }
}

/// A gold row and what was predicted for most of its characters: the unit of measure.
pub struct Unit {
    /// 1-based line.
    pub line: usize,
    /// First character of the line, from 0.
    pub from: usize,
    /// The text of the row.
    pub text: String,
    /// What gold says.
    pub gold: Label,
    /// What was predicted; `None` where no row covers the unit.
    pub predicted: Option<Label>,
    /// Number of non-blank characters.
    pub width: usize,
}

/// The units of a page, in order of place.
///
/// ```
/// let gold = referee::read_rows("1\theadline\ta1\t1\n").unwrap();
/// let unit = &referee::units("开馆", &gold, &[])[0];
/// assert_eq!((unit.text.as_str(), unit.width), ("开馆", 2));
/// assert!(unit.predicted.is_none());
/// ```
pub fn units(text: &str, gold: &[Row], predicted: &[Row]) -> Vec<Unit> {
    measure(&Lines::new(text), gold, predicted).0
}

/// Scores a page.
///
/// ```
/// let text = "开馆\n\n昨日开馆。";
/// let gold = referee::read_rows("1\theadline\ta1\t1\n3\tparagraph\ta1\t2\n").unwrap();
/// assert_eq!(referee::score(text, &gold, &gold).figures(), [1.0; 8]);
///
/// let apart = referee::read_rows("1\theadline\tx\t1\n3\tparagraph\ty\t2\n").unwrap();
/// let score = referee::score(text, &gold, &apart);
/// assert_eq!((score.lines, score.exact, score.title), (1.0, 0.0, 0.0));
/// ```
pub fn score(text: &str, gold: &[Row], predicted: &[Row]) -> Score {
    let lines = Lines::new(text);
    let (units, covered) = measure(&lines, gold, predicted);
    let units: Vec<Unit> = units.into_iter().filter(|unit| unit.gold.article != "?").collect();
    let clusters = Clusters::new(&units);
    let exact = clusters.exact();
    Score {
        lines: f64::from(covered),
        role: role(&units),
        bcubed: clusters.bcubed(),
        exact: share(exact.iter().copied()),
        title: clusters.title(),
        join: join(&units),
        order: clusters.order(),
        page: f64::from(exact.iter().all(|&whole| whole)),
    }
}

/// The units, and whether the prediction covers every non-blank character exactly once.
fn measure(lines: &Lines, gold: &[Row], predicted: &[Row]) -> (Vec<Unit>, bool) {
    let at = lines.expand(predicted);
    let covered = at.len() == lines.len() && at.iter().all(|(&place, &(_, count))| count == 1 && lines.has(place));
    let unit = |row: &Row| {
        let places = lines.places(row);
        let predicted = most_common(places.iter().filter_map(|place| at.get(place)).map(|(label, _)| *label));
        Unit {
            line: row.line,
            from: row.from,
            text: lines.slice(row),
            gold: row.label.clone(),
            predicted: predicted.cloned(),
            width: places.len(),
        }
    };
    let units: BTreeMap<(usize, usize), Unit> = gold.iter().map(|row| ((row.line, row.from), unit(row))).collect();
    (units.into_values().collect(), covered)
}

/// The commonest item; of equally common ones the first.
fn most_common<'l>(items: impl Iterator<Item = &'l Label>) -> Option<&'l Label> {
    let mut counts: Vec<(&Label, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(label, _)| *label == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(label, _)| label)
}

fn role(units: &[Unit]) -> f64 {
    let predicted = |unit: &Unit| unit.predicted.as_ref().map_or("furniture", Label::coarse).to_owned();
    let classes: BTreeSet<&str> = units.iter().map(|unit| unit.gold.coarse()).collect();
    let per_class = classes.iter().map(|class| {
        let gold = units.iter().filter(|unit| unit.gold.coarse() == *class).count();
        let given = units.iter().filter(|unit| predicted(unit) == *class).count();
        let hit = units.iter().filter(|unit| unit.gold.coarse() == *class && predicted(unit) == *class).count();
        f1(hit, given, gold)
    });
    mean(per_class)
}

/// F1 of the pairs of successive pieces of one logical body paragraph.
fn join(units: &[Unit]) -> f64 {
    let gold = joins(units.iter().map(|unit| Some(&unit.gold)));
    let predicted = joins(units.iter().map(|unit| unit.predicted.as_ref()));
    f1(gold.intersection(&predicted).count(), predicted.len(), gold.len())
}

fn joins<'l>(labels: impl Iterator<Item = Option<&'l Label>>) -> HashSet<(usize, usize)> {
    let mut last: HashMap<(&str, i64), usize> = HashMap::new();
    let mut pairs = HashSet::new();
    for (n, label) in labels.enumerate() {
        let Some(label) = label.filter(|label| label.coarse() == "body") else { continue };
        if let Some(before) = last.insert((&label.article, label.para), n) {
            pairs.insert((before, n));
        }
    }
    pairs
}

/// The units of a page, by the gold article and by the predicted one.
struct Clusters<'u> {
    units: &'u [Unit],
    /// Gold articles, as indices of units.
    gold: BTreeMap<&'u str, BTreeSet<usize>>,
    /// The predicted owner of each unit; what is the page's own, or lost, stands alone.
    owner: Vec<Owner<'u>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Owner<'u> {
    Article(&'u str),
    Alone(usize),
    Lost,
}

impl<'u> Clusters<'u> {
    fn new(units: &'u [Unit]) -> Self {
        let mut gold: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (n, unit) in units.iter().enumerate().filter(|(_, unit)| unit.gold.article != "-") {
            gold.entry(&unit.gold.article).or_default().insert(n);
        }
        let owner = units
            .iter()
            .enumerate()
            .map(|(n, unit)| match &unit.predicted {
                None => Owner::Lost,
                Some(label) if "-?".contains(&label.article) => Owner::Alone(n),
                Some(label) => Owner::Article(&label.article),
            })
            .collect();
        Self { units, gold, owner }
    }

    fn weight<'a>(&self, members: impl IntoIterator<Item = &'a usize>) -> f64 {
        members.into_iter().map(|&n| self.units[n].width).sum::<usize>() as f64
    }

    fn bcubed(&self) -> f64 {
        let mut given: HashMap<Owner, f64> = HashMap::new();
        let mut shared: HashMap<(&str, Owner), f64> = HashMap::new();
        for (article, members) in &self.gold {
            for &n in members {
                let width = self.units[n].width as f64;
                *given.entry(self.owner[n]).or_default() += width;
                *shared.entry((article, self.owner[n])).or_default() += width;
            }
        }
        let (mut precision, mut recall, mut total) = (0.0, 0.0, 0.0);
        for (article, members) in &self.gold {
            let whole = self.weight(members);
            for &n in members.iter().filter(|&&n| self.units[n].width > 0) {
                let width = self.units[n].width as f64;
                let common = shared[&(*article, self.owner[n])];
                precision += width * common / given[&self.owner[n]];
                recall += width * common / whole;
                total += width;
            }
        }
        if total == 0.0 {
            return 1.0;
        }
        2.0 * (precision / total) * (recall / total) / (precision / total + recall / total)
    }

    /// Whether each gold article was rebuilt exactly; an extra line that gold gives to the
    /// page also spoils it.
    fn exact(&self) -> Vec<bool> {
        let mut full: HashMap<Owner, BTreeSet<usize>> = HashMap::new();
        for (n, &owner) in self.owner.iter().enumerate() {
            full.entry(owner).or_default().insert(n);
        }
        self.gold.values().map(|members| members.iter().any(|&n| full[&self.owner[n]] == *members)).collect()
    }

    fn title(&self) -> f64 {
        share(self.gold.values().filter_map(|members| {
            let headline: Vec<usize> =
                members.iter().copied().filter(|&n| self.units[n].gold.role == "headline").collect();
            let body: Vec<usize> = self.body(members);
            if headline.is_empty() || body.is_empty() {
                return None;
            }
            let mut mass: Vec<(Owner, usize)> = Vec::new();
            for n in body {
                match mass.iter_mut().find(|(owner, _)| *owner == self.owner[n]) {
                    Some((_, width)) => *width += self.units[n].width,
                    None => mass.push((self.owner[n], self.units[n].width)),
                }
            }
            let bulk = mass.into_iter().rev().max_by_key(|(_, width)| *width).map(|(owner, _)| owner);
            Some(headline.iter().all(|&n| Some(self.owner[n]) == bulk))
        }))
    }

    fn order(&self) -> f64 {
        share(self.gold.values().flat_map(|members| {
            let mut body = self.body(members);
            body.sort_by_key(|&n| (self.units[n].gold.para, n));
            let para = |n: usize| self.units[n].predicted.as_ref().map_or(0, |label| label.para);
            let kept = |pair: &[usize]| {
                let (a, b) = (pair[0], pair[1]);
                self.owner[a] == self.owner[b] && (para(a), a) < (para(b), b)
            };
            body.windows(2).map(kept).collect::<Vec<bool>>()
        }))
    }

    fn body(&self, members: &BTreeSet<usize>) -> Vec<usize> {
        members.iter().copied().filter(|&n| self.units[n].gold.coarse() == "body").collect()
    }
}

fn f1(hit: usize, predicted: usize, actual: usize) -> f64 {
    if predicted + actual == 0 {
        return 1.0;
    }
    2.0 * hit as f64 / (predicted + actual) as f64
}

fn share(items: impl IntoIterator<Item = bool>) -> f64 {
    mean(items.into_iter().map(f64::from))
}

fn mean(items: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0);
    for item in items {
        sum += item;
        count += 1;
    }
    if count == 0 { 1.0 } else { sum / f64::from(count) }
}
