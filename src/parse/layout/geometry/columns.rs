//! Columns, and the headings that they stand under.

use super::blocks::{Block, Class};
use super::drawn::Drawn;
use super::rows::Row;
use super::{costs, shared};
use crate::form::Bounds;
use crate::order::{sort_by_rank, sort_values};
use std::cmp::Reverse;

/// Blocks that are read one after the other: headings, and the columns below them.
#[derive(Debug)]
pub(super) struct Group {
    /// The headings above, or beside, the columns.
    pub head: Vec<usize>,
    /// Rows of the columns that stand above the others' first row, as a byline over one of them does:
    /// they belong to the headings.
    pub raised: Vec<usize>,
    pub columns: Vec<Column>,
    pub bounds: Bounds,
}

impl Group {
    /// Whether it is a heading with the columns that stand under it, and so most likely a story.
    pub fn is_headed(&self) -> bool {
        !self.head.is_empty() && !self.columns.is_empty()
    }
}

/// Text blocks that stand one below the other, with the small headings between them.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub blocks: Vec<usize>,
    pub bounds: Bounds,
    rows: usize,
    has_text: bool,
}

impl Column {
    /// Where its text may begin: its upper edge, and that below a label such as a byline.
    fn tops(&self, blocks: &[Block]) -> impl Iterator<Item = f32> {
        let first = &blocks[self.blocks[0]];
        let below = self.blocks.get(1).filter(|_| first.class == Class::Label).map(|&block| blocks[block].bounds.y0);
        first.tops.into_iter().chain(below)
    }

    fn begins_beside(&self, other: &Self, blocks: &[Block], tolerance: f32) -> bool {
        self.tops(blocks).any(|a| other.tops(blocks).any(|b| (a - b).abs() < tolerance))
    }
}

/// Headings that stand together, such as a kicker and its headline.
struct Head {
    blocks: Vec<usize>,
    bounds: Bounds,
    across: bool,
}

impl Head {
    fn take(&mut self, other: Head) {
        self.blocks.extend(other.blocks);
        self.bounds = self.bounds.union(&other.bounds);
        self.across |= other.across;
    }
}

/// The groups of a page: each band of columns, parted by the headings over it, and the headings that are
/// over none.
pub(super) fn groups(blocks: &[Block], rows: &[Row], drawn: &Drawn, body: f32) -> Vec<Group> {
    let mut heads = heads(blocks, body);
    let mut taken = vec![false; blocks.len()];
    heads.iter().flat_map(|head| &head.blocks).for_each(|&block| taken[block] = true);
    let mut columns = columns(blocks, &taken, drawn, body);
    give_labels(&mut columns, &mut heads, blocks, body);
    let mut groups: Vec<Group> = Vec::new();
    let mut has_group = vec![false; heads.len()];
    let bands = side_by_side(&columns, blocks, body);
    for band in bands.into_iter().flat_map(|band| parts_of(&band, &columns, &heads, drawn, body)) {
        for (head, part) in headed(&band, &columns, &heads, &mut has_group, body) {
            let head = head.map_or_else(Vec::new, |head| heads[head].blocks.clone());
            let part: Vec<Column> = part.iter().map(|&column| columns[column].clone()).collect();
            groups.push(group(head, part, blocks, rows));
        }
    }
    let alone = heads.into_iter().zip(has_group).filter(|(_, has_group)| !has_group);
    groups.extend(alone.map(|(head, _)| group(head.blocks, Vec::new(), blocks, rows)));
    groups
}

fn group(head: Vec<usize>, columns: Vec<Column>, blocks: &[Block], rows: &[Row]) -> Group {
    let of_head = head.iter().map(|&block| blocks[block].bounds);
    let bounds = union(of_head.chain(columns.iter().map(|column| column.bounds)));
    let raised = if head.is_empty() { Vec::new() } else { raised(&columns, blocks, rows) };
    Group { head, raised, columns, bounds }
}

/// Rows of columns that stand above where most of the columns begin.
fn raised(columns: &[Column], blocks: &[Block], rows: &[Row]) -> Vec<usize> {
    let mut tops: Vec<f32> = columns.iter().map(|column| column.bounds.y0).collect();
    sort_values(&mut tops);
    // of two columns, the lower one; of more, what most begin at or below
    let Some(&top) = tops.get(tops.len() / 2) else { return Vec::new() };
    let rows_of = |column: &Column| column.blocks.iter().flat_map(|&block| &blocks[block].rows).copied().collect();
    let above = |column: &Column| {
        let all: Vec<usize> = rows_of(column);
        let count = all.iter().take_while(|&&row| rows[row].bounds.y0 < top - costs::RAISED * rows[row].size).count();
        all[..count.min(costs::MAX_RAISED)].to_vec()
    };
    columns.iter().skip(1).flat_map(above).collect()
}

fn union(bounds: impl Iterator<Item = Bounds>) -> Bounds {
    bounds.reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// Headings one close below or beside the other, and the labels centred below them.
fn heads(blocks: &[Block], body: f32) -> Vec<Head> {
    let mut order: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].class == Class::Heading).collect();
    sort_by_rank(&mut order, |&n| (blocks[n].bounds.y0, 0));
    let head = |&i: &usize| Head { blocks: vec![i], bounds: blocks[i].bounds, across: blocks[i].across };
    let mut heads: Vec<Head> = order.iter().map(head).collect();
    if heads.len() > costs::MAX_HEADS {
        return heads;
    }
    // lines across first: an upright heading of one character beside them is one of their lines
    while let Some((a, b)) = first_pair(&heads, |a, b| (a.across || b.across) && beside(a, b, blocks)) {
        let other = heads.remove(b);
        heads[a].take(other);
    }
    while let Some((a, b)) = first_pair(&heads, |a, b| {
        !a.across && !b.across && stands_below(&a.bounds, &b.bounds, blocks[b.blocks[0]].size, body)
    }) {
        let other = heads.remove(b);
        heads[a].take(other);
    }
    let mut labels: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].class == Class::Label).collect();
    sort_by_rank(&mut labels, |&n| (blocks[n].bounds.y0, 0));
    for label in labels {
        let (bounds, size) = (blocks[label].bounds, blocks[label].size);
        if let Some(head) =
            heads.iter_mut().find(|head| !head.across && stands_below(&head.bounds, &bounds, size, body))
        {
            head.take(Head { blocks: vec![label], bounds, across: false });
        }
    }
    for head in heads.iter_mut().filter(|head| head.across) {
        head.blocks = down_from_the_right(&head.blocks, blocks);
    }
    heads
}

/// Blocks of a heading that goes down the page in reading order: its lines from right to left.
fn down_from_the_right(of: &[usize], blocks: &[Block]) -> Vec<usize> {
    let centre = |block: usize| (blocks[block].bounds.x0 + blocks[block].bounds.x1) / 2.0;
    let mut order = of.to_vec();
    sort_by_rank(&mut order, |&block| (Reverse(centre(block)), 0));
    let lines =
        order.chunk_by(|&a, &b| centre(a) - centre(b) < costs::DOWN_CENTRE * blocks[a].size.max(blocks[b].size));
    let down = |line: &[usize]| {
        let mut line = line.to_vec();
        sort_by_rank(&mut line, |&n| (blocks[n].bounds.y0, 0));
        line
    };
    lines.flat_map(down).collect()
}

/// The first two heads, of those that stand from top to foot, of which the second belongs to the first.
fn first_pair(heads: &[Head], belongs: impl Fn(&Head, &Head) -> bool) -> Option<(usize, usize)> {
    let pairs = (0..heads.len()).flat_map(|a| (a + 1..heads.len()).map(move |b| (a, b)));
    pairs.into_iter().find(|&(a, b)| belongs(&heads[a], &heads[b]))
}

/// Whether two heads are lines of one that goes down the page.
fn beside(a: &Head, b: &Head, blocks: &[Block]) -> bool {
    let size = |head: &Head| blocks[head.blocks[0]].size;
    let (larger, smaller) = (size(a).max(size(b)), size(a).min(size(b)));
    let is_line = |head: &Head| head.across || head.bounds.width() < costs::MAX_DOWN_WIDTH * size(head);
    let (a, b, lines) = (&a.bounds, &b.bounds, is_line(a) && is_line(b));
    let apart = (b.x0 - a.x1).max(a.x0 - b.x1);
    let down = (b.y0 - a.y1).max(a.y0 - b.y1);
    let is_near = apart > -costs::DOWN_OVERLAP * larger && apart < costs::DOWN_GAP * larger;
    let is_next = is_near && (a.y0 - b.y0).abs() < costs::DOWN_TOPS * larger;
    let is_below = shared((a.x0, a.x1), (b.x0, b.x1)) > costs::DOWN_SHARE * a.width().min(b.width());
    lines && (is_next || is_below && down < costs::DOWN_STEP * smaller)
}

/// Whether a heading or label stands close below a head, and begins where it does or is centred.
fn stands_below(head: &Bounds, bounds: &Bounds, size: f32, body: f32) -> bool {
    let gap = bounds.y0 - head.y1;
    let overlap = shared((bounds.x0, bounds.x1), (head.x0, head.x1));
    let centre = (bounds.x0 + bounds.x1 - head.x0 - head.x1).abs() / 2.0;
    let aligned = (bounds.x0 - head.x0).abs() < costs::HEAD_LEFT * body || centre < costs::HEAD_CENTRE * body;
    let is_close = gap > -costs::HEAD_OVERLAP * size && gap < costs::HEAD_GAP * size.max(body);
    is_close && overlap > 0.0 && aligned
}

/// The columns of what is in no heading.
fn columns(blocks: &[Block], taken: &[bool], drawn: &Drawn, body: f32) -> Vec<Column> {
    let mut order: Vec<usize> = (0..blocks.len()).filter(|&i| !taken[i]).collect();
    sort_by_rank(&mut order, |&n| (blocks[n].bounds.y0, 0));
    let mut columns: Vec<Column> = Vec::new();
    for i in order {
        let bounds = blocks[i].bounds;
        let is_text = blocks[i].class == Class::Text;
        let under = |column: &Column| shared((bounds.x0, bounds.x1), (column.bounds.x0, column.bounds.x1));
        let goes_on = |column: &Column| {
            let gap = bounds.y0 - column.bounds.y1;
            let narrower = bounds.width().min(column.bounds.width());
            let beyond = (column.bounds.x0 - bounds.x0).max(bounds.x1 - column.bounds.x1);
            let is_below = gap > -costs::COLUMN_OVERLAP * body && gap < costs::COLUMN_GAP * body;
            let is_within = beyond < costs::OUT_OF_COLUMN * body || column.rows <= costs::SHORT_COLUMN;
            is_below
                && under(column) > costs::COLUMN_SHARE * narrower
                && is_within
                && !drawn.parts(&column.bounds, &bounds, body)
        };
        let fitting = (0..columns.len()).filter(|&column| goes_on(&columns[column]));
        let above = fitting.max_by(|&a, &b| under(&columns[a]).total_cmp(&under(&columns[b])));
        match above {
            Some(column) => {
                let column = &mut columns[column];
                column.blocks.push(i);
                column.bounds = column.bounds.union(&bounds);
                column.has_text |= is_text;
                column.rows += blocks[i].rows.len();
            }
            None => columns.push(Column { blocks: vec![i], bounds, rows: blocks[i].rows.len(), has_text: is_text }),
        }
    }
    columns
}

/// Moves what stands alone right below a heading, as a byline does, to that heading.
fn give_labels(columns: &mut Vec<Column>, heads: &mut [Head], blocks: &[Block], body: f32) {
    let tops: Vec<(Bounds, Vec<f32>)> = columns
        .iter()
        .filter(|column| column.has_text)
        .map(|column| (column.bounds, column.tops(blocks).collect()))
        .collect();
    columns.retain(|column| {
        let bounds = column.bounds;
        let is_last_line = tops.iter().any(|(beside, tops)| {
            let is_right = bounds.x0 > beside.x0 && bounds.x0 - beside.x1 < costs::GUTTER * body;
            is_right && tops.iter().any(|top| (bounds.y0 - top).abs() < costs::TOP_OF_LINE * body)
        });
        if column.has_text || column.blocks.len() > 1 || is_last_line {
            return true;
        }
        let above = heads.iter_mut().find(|head| {
            let gap = bounds.y0 - head.bounds.y1;
            let overlap = shared((bounds.x0, bounds.x1), (head.bounds.x0, head.bounds.x1));
            let is_close = gap > -costs::LABEL_OVERLAP * body && gap < costs::LABEL_GAP * body;
            !head.across && is_close && overlap > costs::LABEL_SHARE * bounds.width()
        });
        match above {
            Some(head) => {
                head.blocks.extend(&column.blocks);
                head.bounds = head.bounds.union(&bounds);
                false
            }
            None => true,
        }
    });
}

/// Bands: columns that begin at one height, each right beside the next, from left to right.
fn side_by_side(columns: &[Column], blocks: &[Block], body: f32) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..columns.len()).collect();
    sort_by_rank(&mut order, |&n| (columns[n].bounds.x0, 0));
    let mut bands: Vec<Vec<usize>> = Vec::new();
    for i in order {
        let bounds = columns[i].bounds;
        let beside = bands.iter().position(|band| {
            let last = columns[band[band.len() - 1]].bounds;
            let gap = bounds.x0 - last.x1;
            let is_close = gap > -costs::GUTTER_OVERLAP * body && gap < costs::GUTTER * body;
            is_close && columns[i].begins_beside(&columns[band[band.len() - 1]], blocks, costs::TOPS * body)
        });
        match beside {
            Some(band) => bands[band].push(i),
            None => bands.push(vec![i]),
        }
    }
    bands
}

/// The parts of a band: where a rule stands in some of its gaps and in others not, the rules part it, but
/// under a heading over both sides.
fn parts_of(band: &[usize], columns: &[Column], heads: &[Head], drawn: &Drawn, body: f32) -> Vec<Vec<usize>> {
    let is_ruled = |a: usize, b: usize| drawn.parts_beside(&columns[a].bounds, &columns[b].bounds);
    let has_head = |a: usize, b: usize| {
        let (left, right) = (&columns[a].bounds, &columns[b].bounds);
        heads.iter().filter(|head| !head.across).any(|head| {
            let gap = left.y0.min(right.y0) - head.bounds.y1;
            let is_close = gap > -costs::HEADED_OVERLAP * body && gap < costs::HEADED_GAP * body;
            is_close && head.bounds.x0 < left.x1 - body && head.bounds.x1 > right.x0 + body
        })
    };
    let ruled = band.windows(2).filter(|pair| is_ruled(pair[0], pair[1])).count();
    let goes_on = |&a: &usize, &b: &usize| ruled + 1 == band.len() || !is_ruled(a, b) || has_head(a, b);
    band.chunk_by(goes_on).map(<[usize]>::to_vec).collect()
}

/// A band of columns as parts, each with the heading it stands under.
fn headed(
    band: &[usize],
    columns: &[Column],
    heads: &[Head],
    has_group: &mut [bool],
    body: f32,
) -> Vec<(Option<usize>, Vec<usize>)> {
    let all = union(band.iter().map(|&column| columns[column].bounds));
    let mut found: Vec<usize> = (0..heads.len())
        .filter(|&head| {
            if has_group[head] {
                return false;
            }
            let bounds = heads[head].bounds;
            if heads[head].across {
                let gap = all.x0 - bounds.x1;
                let inside = shared((bounds.x0, bounds.x1), (all.x0, all.x1));
                let is_close = gap > -costs::BESIDE_OVERLAP * body && gap < costs::BESIDE_GAP * body;
                (inside > 0.0 || is_close) && (bounds.y0 - all.y0).abs() < costs::BESIDE_TOP * body
            } else {
                let below = band.iter().map(|&column| &columns[column].bounds);
                below.filter(|below| shared((bounds.x0, bounds.x1), (below.x0, below.x1)) > 0.0).any(|below| {
                    let gap = below.y0 - bounds.y1;
                    gap > -costs::HEADED_OVERLAP * body && gap < costs::HEADED_GAP * body
                })
            }
        })
        .collect();
    sort_by_rank(&mut found, |&n| (heads[n].bounds.x0, 0));
    found.truncate(band.len());
    if found.is_empty() || band.len() > costs::MAX_HEADED_COLUMNS {
        return vec![(None, band.to_vec())];
    }
    found.iter().for_each(|&head| has_group[head] = true);
    let ends = partition(band, columns, &found, heads, body);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let parts = starts.zip(&ends).map(|(start, &end)| band[start..end].to_vec());
    found.iter().map(|&head| Some(head)).zip(parts).collect()
}

/// Where each heading's columns end: the partition of a band in which headings stand best over theirs.
fn partition(band: &[usize], columns: &[Column], found: &[usize], heads: &[Head], body: f32) -> Vec<usize> {
    let (n, m) = (band.len(), found.len());
    let misfit = |head: usize, start: usize, end: usize| {
        let over = union(band[start..end].iter().map(|&column| columns[column].bounds));
        let bounds = heads[found[head]].bounds;
        if heads[found[head]].across {
            return (over.x0 - bounds.x1).abs() / body;
        }
        let left = (over.x0 - bounds.x0).abs();
        let centre = (over.x0 + over.x1 - bounds.x0 - bounds.x1).abs() / 2.0;
        let outside = (over.x0 - bounds.x0).max(0.0) + (bounds.x1 - over.x1).max(0.0);
        (left.min(centre) + costs::OUTSIDE * outside) / body
    };
    // least[head][end]: the least misfit of headings up to this one whose columns end here
    let mut least = vec![vec![(f32::INFINITY, 0); n + 1]; m];
    for head in 0..m {
        for end in head + 1..=n {
            let starts = if head == 0 { 0..1 } else { head..end };
            for start in starts {
                let before = if head == 0 { 0.0 } else { least[head - 1][start].0 };
                let cost = before + misfit(head, start, end);
                if cost < least[head][end].0 {
                    least[head][end] = (cost, start);
                }
            }
        }
    }
    let mut ends = vec![n; m];
    for head in (1..m).rev() {
        ends[head - 1] = least[head][ends[head]].1;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Rule, SheetPage};

    fn block(x0: f32, x1: f32, y0: f32, class: Class) -> Block {
        let (bounds, size) = (Bounds { x0, y0, x1, y1: y0 + 100.0 }, if class == Class::Text { 10.0 } else { 90.0 });
        Block { rows: Vec::new(), bounds, size, class, across: false, tops: [y0, y0 + 15.0] }
    }

    /// How many columns each group has of a page of three columns, with rules in these gaps, and with a headline
    /// over all of them or none.
    fn columns_of_groups(gaps: &[f32], has_headline: bool) -> Vec<usize> {
        let mut blocks: Vec<Block> = [0.0, 120.0, 240.0].map(|x0| block(x0, x0 + 100.0, 130.0, Class::Text)).into();
        blocks.extend(has_headline.then(|| block(0.0, 340.0, 20.0, Class::Heading)));
        let rule = |&x: &f32| Rule { bounds: Bounds { x0: x, y0: 130.0, x1: x + 0.5, y1: 230.0 } };
        let page = SheetPage { rules: gaps.iter().map(rule).collect(), ..SheetPage::default() };
        let groups = groups(&blocks, &[], &Drawn::new(&page, |bounds| bounds, 10.0), 10.0);
        groups.iter().map(|group| group.columns.len()).collect()
    }

    #[test]
    fn rules_between_some_columns_only_part_them_but_under_a_headline() {
        assert_eq!(columns_of_groups(&[], false), [3]);
        assert_eq!(columns_of_groups(&[230.0], false), [2, 1]);
        assert_eq!(columns_of_groups(&[110.0, 230.0], false), [3], "rules between all columns tell nothing");
        assert_eq!(columns_of_groups(&[230.0], true), [3]);
    }

    #[test]
    fn a_heading_down_the_page_below_a_headline_is_no_part_of_it() {
        let heading = |y0, across| Block { across, ..block(0.0, 340.0, y0, Class::Heading) };
        let heads_with = |across| heads(&[heading(20.0, false), heading(125.0, across)], 10.0).len();
        assert_eq!((heads_with(false), heads_with(true)), (1, 2));
    }
}
