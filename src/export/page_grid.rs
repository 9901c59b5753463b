//! The page grid: how many columns each article spans, and which articles are side by side.
//!
//! The grid has equal columns. The lead opens the page, with short items above each other in a
//! rail beside it; the other articles follow in reading order. The articles of a row share its
//! columns so that they end at about the same depth, as on paper. About every eighth story is a
//! second lead, over two columns at least.

use crate::model::{Article, Block, Kind, Page};
use crate::order::{sort_by_rank, sort_values};
use crate::text::width::ems;
use std::cmp::Reverse;

/// The numbers of columns that a grid is computed for; the style sheet picks one by width.
pub(crate) const COLUMN_COUNTS: [usize; 6] = [2, 3, 4, 5, 6, 8];

/// The articles of a page laid out in grids.
pub(crate) struct PageGrid {
    /// The items of the grid, in order.
    pub items: Vec<GridItem>,
    /// The prominence of each article, by its index in the page.
    pub prominence: Vec<Prominence>,
}

/// An item of the grid: one article, or a stack of short ones.
pub(crate) struct GridItem {
    /// Indices of the articles.
    pub articles: Vec<usize>,
    /// Columns spanned in each of [`COLUMN_COUNTS`].
    column_spans: [usize; COLUMN_COUNTS.len()],
}

impl GridItem {
    /// The column spans as class names: `bm-4-2` is two columns of four.
    pub fn classes(&self) -> String {
        let names: Vec<String> =
            COLUMN_COUNTS.iter().zip(self.column_spans).map(|(columns, span)| format!("bm-{columns}-{span}")).collect();
        names.join(" ")
    }
}

/// How prominent an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Prominence {
    Brief,
    Minor,
    Major,
    Second,
    Lead,
}

impl Prominence {
    pub fn name(self) -> &'static str {
        match self {
            Prominence::Brief => "brief",
            Prominence::Minor => "minor",
            Prominence::Major => "major",
            Prominence::Second => "second",
            Prominence::Lead => "lead",
        }
    }

    /// Size of the headline in ems of the body.
    fn headline_size(self) -> f32 {
        match self {
            Prominence::Brief => 1.2,
            Prominence::Minor => 1.5,
            Prominence::Major => 1.85,
            Prominence::Second => 2.2,
            Prominence::Lead => 2.75,
        }
    }
}

/// Lays the articles of a page out in grids. Linear in the number of articles.
pub(crate) fn page_grid(page: &Page) -> PageGrid {
    let sizes: Vec<Size> = page.articles.iter().map(Size::of).collect();
    let lead = lead(&page.articles, &sizes);
    let prominence = prominences(lead, &page.articles, &sizes);
    let mut items = grid_items(lead, &sizes, &prominence);
    for (n, &columns) in COLUMN_COUNTS.iter().enumerate() {
        let depth = |item: usize, span: usize| -> f32 {
            items[item].articles.iter().map(|&i| sizes[i].depth(prominence[i], span)).sum()
        };
        let least = |item: usize| if prominence[items[item].articles[0]] == Prominence::Second { 2 } else { 1 };
        let spans = column_spans(items.len(), columns, &least, &depth);
        for (item, span) in items.iter_mut().zip(spans) {
            item.column_spans[n] = span;
        }
    }
    PageGrid { items, prominence }
}

/// Width of a column, in ems of the body.
const COLUMN: f32 = 15.5;
/// Leading, in ems of the body.
const LEADING: f32 = 1.75;
/// Preferred depth of a row, in ems of the body.
const ROW_DEPTH: f32 = 48.0;
/// Length in ems below which a body goes in a stack.
const SHORT: f32 = 300.0;

/// Length in ems of a usual story, where the page has too few to tell.
const USUAL: f32 = 400.0;
/// How many stories there are beside the lead for each second lead.
const STORIES_PER_SECOND_LEAD: usize = 8;

/// The lengths of an article's texts, in ems set on one line.
struct Size {
    headline: f32,
    titles: f32,
    body: f32,
    /// Lines lost at the ends of paragraphs, half a line for each, and one line for each byline.
    partial_lines: f32,
    kind: Kind,
}

impl Size {
    fn of(article: &Article) -> Size {
        let sum = |blocks: &mut dyn Iterator<Item = &Block>| blocks.map(|block| ems(&block.text)).sum();
        Size {
            headline: sum(&mut article.headline.iter()),
            titles: sum(&mut article.kicker.iter().chain(&article.decks).chain(&article.rubric)),
            body: sum(&mut article.blocks.iter()),
            partial_lines: article.blocks.len() as f32 * 0.5 + article.bylines.len() as f32,
            kind: article.kind,
        }
    }

    /// Depth of the article over `span` columns, in ems of the body.
    fn depth(&self, prominence: Prominence, span: usize) -> f32 {
        let width = span as f32 * (COLUMN + 1.5) - 1.5;
        let size = prominence.headline_size();
        let lines = |ems: f32, size: f32| (ems * size / width).ceil();
        let head = lines(self.headline, size) * size * 1.25 + lines(self.titles, 1.1) * 1.6 + 2.0;
        let body = (self.body / COLUMN + self.partial_lines) / span as f32;
        head + body.ceil() * LEADING + 2.0
    }
}

/// The weight that each article of a page has for opening it, by its index: the longer its texts and
/// the earlier it stands, the more. What never opens a page, as it is no news or has no headline, has 0.
#[cfg(any(all(target_arch = "wasm32", feature = "reading"), test))]
pub(crate) fn weights(page: &Page) -> Vec<f32> {
    let weight = |(i, article)| if can_lead(article) { weight(i, article, Size::of(article).body) } else { 0.0 };
    page.articles.iter().enumerate().map(weight).collect()
}

/// The article that opens the page: the one of the highest weight, the earlier one of two alike.
fn lead(articles: &[Article], sizes: &[Size]) -> Option<usize> {
    let weight = |i: usize| weight(i, &articles[i], sizes[i].body);
    let leads = (0..articles.len()).filter(|&i| can_lead(&articles[i]));
    leads.max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(b.cmp(&a)))
}

fn can_lead(article: &Article) -> bool {
    article.kind == Kind::News && article.headline.is_some()
}

/// The weight of the `i`th article of a page, whose body is so long.
fn weight(i: usize, article: &Article, body: f32) -> f32 {
    let titles = article.kicker.iter().chain(&article.decks).count() as f32;
    let lines = article.headline.as_ref().map_or(0, |headline| headline.spans.len()) as f32;
    (body.min(2000.0) + 200.0 * titles + 150.0 * lines) / (1.0 + 0.15 * i as f32)
}

/// The prominence of each article: by its kind, and by its length among the others of the page.
fn prominences(lead: Option<usize>, articles: &[Article], sizes: &[Size]) -> Vec<Prominence> {
    let others = || (0..sizes.len()).filter(|&i| Some(i) != lead && sizes[i].kind == Kind::News);
    let mut lengths: Vec<f32> = others().map(|i| sizes[i].body).collect();
    sort_values(&mut lengths);
    // of a few stories none says what is usual
    let usual = if lengths.len() < 5 { USUAL } else { lengths[lengths.len() / 2].clamp(USUAL / 4.0, USUAL * 2.0) };
    let by_length = |i: usize| match sizes[i].body {
        body if body >= 1.5 * usual => Prominence::Major,
        body if body >= 0.6 * usual => Prominence::Minor,
        _ => Prominence::Brief,
    };
    let mut out: Vec<Prominence> = (0..sizes.len())
        .map(|i| match sizes[i].kind {
            _ if Some(i) == lead => Prominence::Lead,
            Kind::Teaser | Kind::Notice => Prominence::Brief,
            Kind::Photo => Prominence::Minor,
            _ => by_length(i),
        })
        .collect();
    let mut longest: Vec<usize> =
        others().filter(|&i| sizes[i].body >= SHORT && articles[i].headline.is_some()).collect();
    sort_by_rank(&mut longest, |&i| (Reverse(sizes[i].body), i));
    for &i in longest.iter().take(lengths.len() / STORIES_PER_SECOND_LEAD) {
        out[i] = Prominence::Second;
    }
    out
}

/// The lead, the rail beside it, and the other articles; short neighbours are stacked.
fn grid_items(lead: Option<usize>, sizes: &[Size], prominence: &[Prominence]) -> Vec<GridItem> {
    let item = |articles: Vec<usize>| GridItem { articles, column_spans: [1; COLUMN_COUNTS.len()] };
    let others = (0..sizes.len()).filter(|&i| Some(i) != lead);
    let (short, long): (Vec<usize>, Vec<usize>) = others.partition(|&i| sizes[i].body < SHORT);
    let mut stacks: Vec<GridItem> = Vec::new();
    let mut room = 0.0;
    for article in short {
        let depth = sizes[article].depth(prominence[article], 1);
        match stacks.last_mut() {
            Some(stack) if depth <= room => stack.articles.push(article),
            _ => {
                stacks.push(item(vec![article]));
                room = ROW_DEPTH;
            }
        }
        room -= depth;
    }
    let mut stacks = stacks.into_iter().peekable();
    let mut out: Vec<GridItem> = lead.map(|lead| item(vec![lead])).into_iter().chain(stacks.next()).collect();
    for article in long {
        while let Some(stack) = stacks.next_if(|stack| stack.articles[0] < article) {
            out.push(stack);
        }
        out.push(item(vec![article]));
    }
    out.extend(stacks);
    out
}

/// Breaks the items into rows of `columns` columns at the lowest total [`row_cost`], by dynamic
/// programming, and returns how many columns each item spans, `least` at least.
fn column_spans(
    items: usize,
    columns: usize,
    least: &dyn Fn(usize) -> usize,
    depth: &dyn Fn(usize, usize) -> f32,
) -> Vec<usize> {
    let mut best: Vec<(f32, usize, Vec<usize>)> = vec![(0.0, 0, Vec::new())];
    for end in 1..=items {
        let fits = |start: &usize| end - start == 1 || (*start..end).map(least).sum::<usize>() <= columns;
        let rows = (end.saturating_sub(columns)..end).filter(fits).map(|start| {
            let spans = share_columns(start..end, columns, least, depth);
            (best[start].0 + row_cost(start, &spans, columns, depth), start, spans)
        });
        best.extend(rows.min_by(|a, b| a.0.total_cmp(&b.0)));
    }
    let mut out = vec![1; items];
    let mut end = items;
    while end > 0 {
        let (_, start, spans) = &best[end];
        out[*start..end].copy_from_slice(spans);
        end = *start;
    }
    out
}

/// Shares the columns of a row among its items: the deepest item gets the next one.
fn share_columns(
    items: std::ops::Range<usize>,
    columns: usize,
    least: &dyn Fn(usize) -> usize,
    depth: &dyn Fn(usize, usize) -> f32,
) -> Vec<usize> {
    let mut spans: Vec<usize> = items.clone().map(|item| least(item).min(columns)).collect();
    for _ in spans.iter().sum()..columns {
        let deepest = (0..spans.len()).max_by(|&a, &b| {
            let at = |i: usize| depth(items.start + i, spans[i]);
            at(a).total_cmp(&at(b)).then(b.cmp(&a))
        });
        if let Some(deepest) = deepest {
            spans[deepest] += 1;
        }
    }
    spans
}

/// Cost of a row: the white space below its shorter items, and penalties for a row that is too
/// shallow, too deep, or one item across all columns.
fn row_cost(start: usize, spans: &[usize], columns: usize, depth: &dyn Fn(usize, usize) -> f32) -> f32 {
    let depths: Vec<f32> = spans.iter().enumerate().map(|(i, &span)| depth(start + i, span)).collect();
    let deepest = depths.iter().copied().fold(0.0, f32::max);
    let white: f32 = depths.iter().zip(spans).map(|(depth, &span)| (deepest - depth) * span as f32).sum();
    let shallow = (ROW_DEPTH * 0.6 - deepest).max(0.0) * columns as f32 * 0.5;
    let deep = (deepest - ROW_DEPTH * 1.6).max(0.0) * columns as f32 * 0.5;
    // paper sets articles side by side
    let band = if spans.len() == 1 && columns > 2 { columns as f32 * 6.0 } else { 0.0 };
    white + shallow + deep + band
}

#[cfg(test)]
mod tests {
    use super::{COLUMN_COUNTS, PageGrid, Prominence, page_grid, weights};
    use crate::model::{Article, Block, Kind, Page, Role};

    /// A page of articles, each with a body of so many characters, a headline, and a kind.
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

    fn order(grid: &PageGrid) -> Vec<Vec<usize>> {
        grid.items.iter().map(|item| item.articles.clone()).collect()
    }

    #[test]
    fn the_lead_opens_the_page_with_short_items_beside_it() {
        let grid = page_grid(&page(&[
            (500, Kind::News),
            (1800, Kind::News),
            (120, Kind::Photo),
            (700, Kind::News),
            (20, Kind::Teaser),
        ]));
        assert_eq!(order(&grid), [vec![1], vec![2, 4], vec![0], vec![3]]);
        assert_eq!(
            grid.prominence,
            [Prominence::Minor, Prominence::Lead, Prominence::Minor, Prominence::Major, Prominence::Brief]
        );
    }

    #[test]
    fn the_lead_has_the_highest_weight_and_what_never_leads_has_none() {
        let mut page = page(&[
            (500, Kind::News),
            (1800, Kind::News),
            (1900, Kind::Photo),
            (1800, Kind::News),
            (1900, Kind::Teaser),
            (1900, Kind::Notice),
            (1900, Kind::News),
        ]);
        page.articles[6].headline = None;
        let weights = weights(&page);
        assert_eq!([weights[2], weights[4], weights[5], weights[6]], [0.0; 4]);
        assert!(weights[1] > weights[3] && weights[3] > weights[0] && weights[0] > 0.0, "{weights:?}");
        assert_eq!(page_grid(&page).prominence[1], Prominence::Lead);
    }

    #[test]
    fn rows_fill_every_grid_to_its_last_column() {
        for lengths in [vec![], vec![900], vec![10; 40], vec![3000, 5, 900, 900, 420, 2, 850, 700, 1]] {
            let stories: Vec<_> = lengths.iter().map(|&length| (length, Kind::News)).collect();
            let grid = page_grid(&page(&stories));
            let mut articles: Vec<usize> = order(&grid).concat();
            articles.sort();
            assert_eq!(articles, (0..stories.len()).collect::<Vec<_>>());
            for (n, columns) in COLUMN_COUNTS.iter().enumerate() {
                let mut filled = 0;
                for item in &grid.items {
                    filled += item.column_spans[n];
                    assert!(filled <= *columns, "{lengths:?} overflows a row of {columns}");
                    filled %= columns;
                }
                assert_eq!(filled, 0, "{lengths:?} leaves a row of {columns} open");
            }
        }
    }

    #[test]
    fn every_eighth_story_is_a_second_lead_over_two_columns_and_the_others_are_of_three_sizes() {
        let lengths = [1500, 400, 900, 380, 100, 420, 640, 390, 410, 60, 430, 370, 440, 150, 400, 700, 390];
        let grid = page_grid(&page(&lengths.map(|length| (length, Kind::News))));
        let of = |wanted| (0..lengths.len()).filter(|&i| grid.prominence[i] == wanted).collect::<Vec<_>>();
        assert_eq!(of(Prominence::Second), [2, 15]);
        assert_eq!(of(Prominence::Major), [6]);
        assert_eq!(of(Prominence::Brief), [4, 9, 13]);
        for item in grid.items.iter().filter(|item| grid.prominence[item.articles[0]] == Prominence::Second) {
            assert!(item.column_spans.iter().all(|&span| span >= 2), "{:?}", item.column_spans);
        }
    }

    #[test]
    fn articles_of_equal_length_are_side_by_side() {
        let grid = page_grid(&page(&[(900, Kind::News); 4]));
        let four = COLUMN_COUNTS.iter().position(|&columns| columns == 4).unwrap();
        assert!(grid.items.iter().all(|item| item.column_spans[four] < 4));
    }
}
