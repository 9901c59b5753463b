//! The widths of the columns that run side by side through a run of rows.

use super::super::words::Word;

/// Fewest cells of a column's line.
const NARROWEST: i32 = 12;
/// What a paragraph's first line is set in by.
pub(super) const INDENT: i32 = 4;
/// How much a full line may differ from its column's width.
pub(super) const LOOSE: i32 = 2;
/// Ink of a line of which only its column could tell the width.
const UNKNOWN: i32 = -1000;
/// Most columns that are told apart.
pub(super) const MOST: usize = 16;

/// Widths of the columns from the left; of one column or none where no row holds several.
pub(super) fn widths(run: &[&[Word]]) -> Vec<i32> {
    let rows: Vec<Vec<i32>> = run.iter().map(inks).collect();
    let classes = classes(&rows);
    if rows.iter().all(|row| row.len() < 2) {
        return classes.first().copied().into_iter().collect();
    }
    let classes = bound(&rows, classes);
    let sure: Vec<Vec<Option<usize>>> = rows.iter().map(|row| labels(row, &classes)).collect();
    let mut out = Vec::new();
    for class in order(&sure, classes.len()) {
        out.extend(std::iter::repeat_n(classes[class], side_by_side(&rows, &classes, class)));
    }
    // a row with more cells than that shows them all
    if let Some(most) = rows.iter().max_by_key(|row| row.len()).filter(|most| most.len() > out.len()) {
        let near = |ink: i32| {
            classes.iter().copied().filter(|class| (class - ink).abs() <= 4).min_by_key(|class| (class - ink).abs())
        };
        out = most.iter().map(|&ink| near(ink).unwrap_or(ink.max(NARROWEST))).collect();
    }
    out.truncate(MOST);
    out
}

/// The classes without those that may be no more than another's set-in lines: no cell but a
/// row's first has them, and another class is wider by as much.
fn bound(rows: &[Vec<i32>], classes: Vec<i32>) -> Vec<i32> {
    let inner = |class: i32| rows.iter().flat_map(|row| &row[1..]).filter(|&&ink| (ink - class).abs() <= 1).count();
    let echo = |class: i32| classes.iter().any(|&wide| (wide - INDENT - class).abs() <= 1);
    classes
        .iter()
        .copied()
        .filter(|&class| inner(class) > 1 || inner(class) == 0 && !echo(class) && class > 16)
        .collect()
}

/// How many columns of the class stand side by side: the longest row of cells that have its
/// width; where another class is near, exactly at both ends.
fn side_by_side(rows: &[Vec<i32>], classes: &[i32], class: usize) -> usize {
    let width = classes[class];
    let near = classes.iter().filter(|&&other| other != width).map(|other| (other - width).abs()).min().unwrap_or(9);
    let (within, ends) = if near > 3 { (LOOSE, LOOSE) } else { (1, 0) };
    let mut most = 1;
    for row in rows {
        for same in row.split(|ink| (ink - width).abs() > within) {
            let first = same.iter().position(|&ink| (ink - width).abs() <= ends);
            let last = same.iter().rposition(|&ink| (ink - width).abs() <= ends);
            if let (Some(first), Some(last)) = (first, last) {
                most = most.max(last - first + 1);
            }
        }
    }
    most
}

/// Inks of a row's cells, those that are too short to be a column's put with the next.
fn inks(row: &&[Word]) -> Vec<i32> {
    let mut out: Vec<i32> = Vec::new();
    let mut carried = 0;
    for (n, word) in row.iter().enumerate() {
        // how wide a stretched line is, its characters do not tell
        if word.spaced {
            out.push(UNKNOWN);
            carried = 0;
            continue;
        }
        let ink = carried + word.ink;
        carried = 0;
        if ink < NARROWEST && n + 1 < row.len() {
            carried = ink + 2;
        } else {
            out.push(ink);
        }
    }
    out
}

/// The widths that columns of the run have, the commonest first: those that many full lines
/// have exactly. The first cell of a row may be set in, the last may be short.
fn classes(rows: &[Vec<i32>]) -> Vec<i32> {
    let widest = rows.iter().flatten().copied().max().unwrap_or(0).clamp(0, 400) as usize;
    let (mut counts, mut inner) = (vec![0; widest + 6], vec![0; widest + 6]);
    for row in rows {
        for (n, &ink) in row.iter().enumerate().filter(|(_, ink)| (NARROWEST..=400).contains(*ink)) {
            let sure = n > 0 && n + 1 < row.len();
            inner[ink as usize] += usize::from(sure);
            counts[ink as usize] += if sure {
                3
            } else if n > 0 {
                2
            } else {
                1
            };
        }
    }
    let total: usize = counts.iter().sum();
    let peak = |&ink: &usize| {
        let count = counts[ink];
        // one character was kept back at the line's end: a shadow of the column's width
        let shadow = (1..=2).any(|more| counts[ink + more] * 2 > count * 5) || counts[ink + 1] > count;
        let least = if inner[ink] > 0 { (total / 30).max(3) } else { (total / 12).max(6) };
        count >= least && !shadow && counts[ink - 1] <= count
    };
    let mut out: Vec<usize> = (NARROWEST as usize..=widest).filter(peak).collect();
    out.sort_by_key(|&ink| std::cmp::Reverse((counts[ink], ink)));
    out.into_iter().map(|ink| ink as i32).collect()
}

/// The class of each cell of the row that can be no other's; none for the rest.
fn labels(row: &[i32], classes: &[i32]) -> Vec<Option<usize>> {
    let label = |ink: i32| {
        let mut near = (0..classes.len()).filter(|&n| (classes[n] - ink).abs() <= LOOSE);
        let exact = (0..classes.len()).find(|&n| classes[n] == ink);
        let first = near.next();
        exact.or(first.filter(|_| near.next().is_none()))
    };
    row.iter().map(|&ink| label(ink)).collect()
}

/// The classes from the left, by which stands next to which in most rows.
fn order(rows: &[Vec<Option<usize>>], classes: usize) -> Vec<usize> {
    let mut next = vec![vec![0; classes]; classes];
    for pair in rows.iter().flat_map(|row| row.windows(2)) {
        if let [Some(a), Some(b)] = *pair
            && a != b
        {
            next[a][b] += 1;
        }
    }
    // the strongest ties first, as long as they make chains
    let mut ties: Vec<(usize, usize, usize)> = Vec::new();
    for (a, row) in next.iter().enumerate() {
        ties.extend(row.iter().enumerate().filter(|(_, count)| **count > 0).map(|(b, &count)| (count, a, b)));
    }
    ties.sort_by_key(|&(count, a, b)| (std::cmp::Reverse(count), a, b));
    let (mut after, mut before) = (vec![None; classes], vec![None; classes]);
    for (_, a, b) in ties {
        let mut end = b;
        while let Some(further) = after[end] {
            end = further;
        }
        if after[a].is_none() && before[b].is_none() && end != a {
            after[a] = Some(b);
            before[b] = Some(a);
        }
    }
    let mut out = Vec::with_capacity(classes);
    for start in (0..classes).filter(|&class| before[class].is_none()) {
        let mut at = Some(start);
        while let Some(class) = at {
            out.push(class);
            at = after[class];
        }
    }
    out
}

/// The widths as the lines dealt to the columns show them.
pub(super) fn learned(widths: &[i32], inks: &[Vec<i32>]) -> Vec<i32> {
    let learn = |(&width, inks): (&i32, &Vec<i32>)| {
        let near: Vec<i32> = inks.iter().copied().filter(|ink| (ink - width).abs() <= 4).collect();
        let score = |width: i32| {
            let exact = near.iter().filter(|&&ink| ink == width).count();
            let about = near.iter().filter(|&&ink| (ink - width).abs() <= 1).count();
            let set_in = near.iter().filter(|&&ink| ink + INDENT == width).count();
            2 * exact + about + set_in
        };
        let best = (width - 3..=width + 3).max_by_key(|&width| (score(width), width)).unwrap_or(width);
        if score(best) * 2 > score(width) * 3 + 6 { best } else { width }
    };
    widths.iter().zip(inks).map(learn).collect()
}

/// Widths that several lines have, whether or not they are common enough to be sure.
pub(super) fn candidates(run: &[&[Word]]) -> Vec<i32> {
    let rows: Vec<Vec<i32>> = run.iter().map(inks).collect();
    let mut counts = std::collections::BTreeMap::new();
    for &ink in rows.iter().flatten().filter(|&&ink| ink >= 18) {
        *counts.entry(ink).or_insert(0) += 1;
    }
    let mut out: Vec<(i32, i32)> =
        counts.into_iter().filter(|&(_, count)| count > 2).map(|(ink, count)| (-count, ink)).collect();
    out.sort_unstable();
    out.truncate(6);
    out.into_iter().map(|(_, ink)| ink).collect()
}
