//! Makeup: how much room each story takes, and which stories stand side by side.
//!
//! The front page is a grid of equal columns. The lead opens the page, with short items
//! above each other in a rail beside it; the other stories follow in reading order. The
//! stories of a row share its columns so that they end at about the same depth, as on paper.

use crate::model::{Article, Block, Kind, Page};

/// The numbers of columns a page is made up for; the style sheet picks one by width.
pub(crate) const GRIDS: [usize; 6] = [2, 3, 4, 5, 6, 8];

/// The page made up.
pub(crate) struct Makeup {
    /// What stands in the grid, in order.
    pub units: Vec<Unit>,
    /// The prominence of each article, by its index in the page.
    pub ranks: Vec<Rank>,
}

/// One place in the grid: a story, or short ones above each other.
pub(crate) struct Unit {
    /// Indices of the articles.
    pub stories: Vec<usize>,
    /// Columns taken in each of [`GRIDS`].
    spans: [usize; GRIDS.len()],
}

impl Unit {
    /// The unit's spans as class names: `bm-4-2` is two columns where there are four.
    pub fn classes(&self) -> String {
        let names: Vec<String> = GRIDS.iter().zip(self.spans).map(|(grid, span)| format!("bm-{grid}-{span}")).collect();
        names.join(" ")
    }
}

/// How prominent a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Brief,
    Minor,
    Major,
    Lead,
}

impl Rank {
    pub fn name(self) -> &'static str {
        match self {
            Rank::Brief => "brief",
            Rank::Minor => "minor",
            Rank::Major => "major",
            Rank::Lead => "lead",
        }
    }

    /// Size of the headline in ems of the body.
    fn headline(self) -> f32 {
        match self {
            Rank::Brief => 1.25,
            Rank::Minor => 1.5,
            Rank::Major => 1.75,
            Rank::Lead => 2.75,
        }
    }
}

/// Makes the page up. Linear in the number of stories.
pub(crate) fn makeup(page: &Page) -> Makeup {
    let sizes: Vec<Size> = page.articles.iter().map(Size::of).collect();
    let lead = lead(&page.articles, &sizes);
    let ranks: Vec<Rank> = sizes.iter().enumerate().map(|(i, size)| rank(size, Some(i) == lead)).collect();
    let mut units = units(lead, &sizes, &ranks);
    for (g, &grid) in GRIDS.iter().enumerate() {
        let depth = |unit: usize, span: usize| -> f32 {
            units[unit].stories.iter().map(|&i| sizes[i].depth(ranks[i], span)).sum()
        };
        let spans = rows(units.len(), grid, &depth);
        for (unit, span) in units.iter_mut().zip(spans) {
            unit.spans[g] = span;
        }
    }
    Makeup { units, ranks }
}

/// Width of a column and leading, in ems of the body.
const COLUMN: f32 = 15.5;
const LEADING: f32 = 1.75;
/// The depth of a row that reads well, in ems of the body.
const DEPTH: f32 = 48.0;
/// A body of fewer ems than this stands in a stack.
const SHORT: f32 = 300.0;

/// A story's text, in ems set on one line.
struct Size {
    headline: f32,
    titles: f32,
    body: f32,
    /// Lines that are not full, two to a paragraph's end.
    ends: f32,
    kind: Kind,
}

impl Size {
    fn of(article: &Article) -> Size {
        let sum = |blocks: &mut dyn Iterator<Item = &Block>| blocks.map(|block| ems(&block.text)).sum();
        Size {
            headline: sum(&mut article.headline.iter()),
            titles: sum(&mut article.kicker.iter().chain(&article.decks).chain(&article.rubric)),
            body: sum(&mut article.blocks.iter()),
            ends: article.blocks.len() as f32 * 0.5 + article.bylines.len() as f32,
            kind: article.kind,
        }
    }

    /// Depth of the story over `span` columns, in ems of the body.
    fn depth(&self, rank: Rank, span: usize) -> f32 {
        let width = span as f32 * (COLUMN + 1.5) - 1.5;
        let size = rank.headline();
        let lines = |ems: f32, size: f32| (ems * size / width).ceil();
        let head = lines(self.headline, size) * size * 1.25 + lines(self.titles, 1.1) * 1.6 + 2.0;
        let body = (self.body / COLUMN + self.ends) / span as f32;
        head + body.ceil() * LEADING + 2.0
    }
}

/// Width of a text set on one line: an ideograph takes 1 em, any other letter half of it.
fn ems(text: &str) -> f32 {
    text.chars().map(|c| if c >= '\u{1100}' { 1.0 } else { 0.5 }).sum()
}

/// The story that opens the page: the one with the most to it, the earlier the better.
fn lead(articles: &[Article], sizes: &[Size]) -> Option<usize> {
    let news = |i: &usize| articles[*i].kind == Kind::News && articles[*i].headline.is_some();
    let weight = |i: usize| {
        let article = &articles[i];
        let titles = article.kicker.iter().chain(&article.decks).count() as f32;
        let lines = article.headline.as_ref().map_or(0, |headline| headline.spans.len()) as f32;
        (sizes[i].body.min(2000.0) + 200.0 * titles + 150.0 * lines) / (1.0 + 0.15 * i as f32)
    };
    (0..articles.len()).filter(news).max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(b.cmp(&a)))
}

fn rank(size: &Size, lead: bool) -> Rank {
    match size {
        _ if lead => Rank::Lead,
        Size { kind: Kind::Teaser | Kind::Notice, .. } => Rank::Brief,
        Size { kind: Kind::Photo, .. } => Rank::Minor,
        Size { body, .. } if *body >= 600.0 => Rank::Major,
        Size { body, .. } if *body >= 200.0 => Rank::Minor,
        _ => Rank::Brief,
    }
}

/// The lead, the rail beside it, and the rest; short neighbours stand above each other.
fn units(lead: Option<usize>, sizes: &[Size], ranks: &[Rank]) -> Vec<Unit> {
    let unit = |stories: Vec<usize>| Unit { stories, spans: [1; GRIDS.len()] };
    let others = (0..sizes.len()).filter(|&i| Some(i) != lead);
    let (short, long): (Vec<usize>, Vec<usize>) = others.partition(|&i| sizes[i].body < SHORT);
    let mut stacks: Vec<Unit> = Vec::new();
    let mut room = 0.0;
    for story in short {
        let depth = sizes[story].depth(ranks[story], 1);
        match stacks.last_mut() {
            Some(stack) if depth <= room => stack.stories.push(story),
            _ => {
                stacks.push(unit(vec![story]));
                room = DEPTH;
            }
        }
        room -= depth;
    }
    let mut stacks = stacks.into_iter().peekable();
    let mut out: Vec<Unit> = lead.map(|lead| unit(vec![lead])).into_iter().chain(stacks.next()).collect();
    for story in long {
        while let Some(stack) = stacks.next_if(|stack| stack.stories[0] < story) {
            out.push(stack);
        }
        out.push(unit(vec![story]));
    }
    out.extend(stacks);
    out
}

/// Breaks the units into rows of `grid` columns with the least white at their feet, and
/// gives each unit its columns.
fn rows(units: usize, grid: usize, depth: &dyn Fn(usize, usize) -> f32) -> Vec<usize> {
    let mut best: Vec<(f32, usize, Vec<usize>)> = vec![(0.0, 0, Vec::new())];
    for end in 1..=units {
        let ways = (end.saturating_sub(grid)..end).map(|start| {
            let spans = share(start..end, grid, depth);
            (best[start].0 + waste(start, &spans, grid, depth), start, spans)
        });
        let least = ways.min_by(|a, b| a.0.total_cmp(&b.0));
        best.extend(least);
    }
    let mut out = vec![1; units];
    let mut end = units;
    while end > 0 {
        let (_, start, spans) = &best[end];
        out[*start..end].copy_from_slice(spans);
        end = *start;
    }
    out
}

/// Shares the columns out: the deepest unit gets the next one.
fn share(units: std::ops::Range<usize>, grid: usize, depth: &dyn Fn(usize, usize) -> f32) -> Vec<usize> {
    let mut spans = vec![1; units.len()];
    for _ in units.len()..grid {
        let deepest = (0..spans.len()).max_by(|&a, &b| {
            let at = |i: usize| depth(units.start + i, spans[i]);
            at(a).total_cmp(&at(b)).then(b.cmp(&a))
        });
        if let Some(deepest) = deepest {
            spans[deepest] += 1;
        }
    }
    spans
}

/// White below the shorter units of a row, and what a row too shallow or too deep costs.
fn waste(start: usize, spans: &[usize], grid: usize, depth: &dyn Fn(usize, usize) -> f32) -> f32 {
    let depths: Vec<f32> = spans.iter().enumerate().map(|(i, &span)| depth(start + i, span)).collect();
    let deepest = depths.iter().copied().fold(0.0, f32::max);
    let white: f32 = depths.iter().zip(spans).map(|(depth, &span)| (deepest - depth) * span as f32).sum();
    let shallow = (DEPTH * 0.6 - deepest).max(0.0) * grid as f32 * 0.5;
    let deep = (deepest - DEPTH * 1.6).max(0.0) * grid as f32 * 0.5;
    // A page of bands across all columns is dull: paper sets stories side by side.
    let band = if spans.len() == 1 && grid > 2 { grid as f32 * 6.0 } else { 0.0 };
    white + shallow + deep + band
}

#[cfg(test)]
mod tests {
    use super::{GRIDS, Makeup, Rank, makeup};
    use crate::model::{Article, Block, Kind, Page, Role};

    /// A page of stories with so many characters of body, a headline, and a kind.
    fn page(stories: &[(usize, Kind)]) -> Page {
        let mut page = crate::parse("", &Default::default());
        let block = |role, length| Block {
            role,
            text: "字".repeat(length),
            spans: Vec::new(),
            confidence: 1.0,
            reasons: Vec::new(),
            joins: Vec::new(),
            corrections: Vec::new(),
        };
        page.articles = stories
            .iter()
            .map(|&(length, kind)| Article {
                kind,
                headline: Some(block(Role::Headline, 12)),
                blocks: vec![block(Role::Paragraph, length)],
                ..Article::default()
            })
            .collect();
        page
    }

    fn order(makeup: &Makeup) -> Vec<Vec<usize>> {
        makeup.units.iter().map(|unit| unit.stories.clone()).collect()
    }

    #[test]
    fn the_lead_opens_the_page_with_short_items_beside_it() {
        let made = makeup(&page(&[
            (500, Kind::News),
            (1800, Kind::News),
            (120, Kind::Photo),
            (700, Kind::News),
            (20, Kind::Teaser),
        ]));
        assert_eq!(order(&made), [vec![1], vec![2, 4], vec![0], vec![3]]);
        assert_eq!(made.ranks, [Rank::Minor, Rank::Lead, Rank::Minor, Rank::Major, Rank::Brief]);
    }

    #[test]
    fn rows_fill_every_grid_to_its_last_column() {
        for lengths in [vec![], vec![900], vec![10; 40], vec![3000, 5, 900, 900, 420, 2, 850, 700, 1]] {
            let stories: Vec<_> = lengths.iter().map(|&length| (length, Kind::News)).collect();
            let made = makeup(&page(&stories));
            let mut told: Vec<usize> = order(&made).concat();
            told.sort();
            assert_eq!(told, (0..stories.len()).collect::<Vec<_>>());
            for (g, grid) in GRIDS.iter().enumerate() {
                let mut filled = 0;
                for unit in &made.units {
                    filled += unit.spans[g];
                    assert!(filled <= *grid, "{lengths:?} overflows a row of {grid}");
                    filled %= grid;
                }
                assert_eq!(filled, 0, "{lengths:?} leaves a row of {grid} open");
            }
        }
    }

    #[test]
    fn stories_alike_stand_side_by_side() {
        let made = makeup(&page(&[(900, Kind::News); 4]));
        let four = GRIDS.iter().position(|&grid| grid == 4).unwrap();
        assert!(made.units.iter().all(|unit| unit.spans[four] < 4));
    }
}
