//! The widths by which a run of rows is dealt for least.

use super::super::words::Word;
use super::deal::{self, Place};
use super::sense::{Pairs, Sense};
use super::{cells_of, ink, template};

/// Rows by which widths are compared.
const SAMPLE: usize = 48;
/// Deals that are followed at once where widths are compared.
const BEAM: usize = 8;
/// The same for a first look, and how many widths get a second.
const GLANCE: (usize, usize) = (2, 4);
/// What another column must save at least, and what widths must save to be changed at all.
const COLUMN: f32 = 3.0;
const CHANGE: f32 = 2.0;

/// The run dealt out to columns of the widths or of better ones; the widths, and for each
/// row its lines.
pub(super) fn dealt(text: &str, run: &[&[Word]], widths: Vec<i32>, pairs: &Pairs) -> (Vec<i32>, Vec<Vec<Place>>) {
    let cells: Vec<Vec<deal::Cell>> = run.iter().map(|row| cells_of(row)).collect();
    let rows: Vec<&[deal::Cell]> = cells.iter().map(Vec::as_slice).collect();
    let end = |c: Option<char>| c.unwrap_or(' ');
    let words = run.iter().flat_map(|row| row.iter()).map(|word| &text[word.range.clone()]);
    let sense =
        Sense::new(pairs, words.map(|word| (end(word.chars().next()), end(word.chars().next_back()))).collect());
    let sample = run.len().min(SAMPLE);
    let mut widths = better(&run[..sample], &rows[..sample], widths, &sense);
    let all: Vec<&Word> = run.iter().flat_map(|row| row.iter()).collect();
    for _ in 0..2 {
        let mut inks = vec![Vec::new(); widths.len()];
        for place in deal::deal(&rows, &widths, &sense, BEAM).1.into_iter().flatten() {
            let words: Vec<Word> = all[place.first..place.last + 1].iter().map(|word| (*word).clone()).collect();
            inks[place.column].push(ink(&words));
        }
        widths = template::learned(&widths, &inks);
    }
    let places = deal::deal(&rows, &widths, &sense, deal::BEAM).1;
    (widths, places)
}

/// The widths, or others near them by which the rows are dealt for less: with a column more
/// or less in a box, or another box at an end or between two.
fn better(run: &[&[Word]], rows: &[&[deal::Cell]], mut widths: Vec<i32>, sense: &Sense) -> Vec<i32> {
    let cost = |widths: &[i32], beam: usize| deal::deal(rows, widths, sense, beam).0 + COLUMN * widths.len() as f32;
    let classes = template::candidates(run);
    let mut least = cost(&widths, BEAM);
    for _ in 0..3 {
        let mut tries: Vec<(f32, Vec<i32>)> =
            around(&widths, &classes).into_iter().map(|widths| (cost(&widths, GLANCE.0), widths)).collect();
        tries.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        tries.truncate(GLANCE.1);
        let best =
            tries.into_iter().map(|(_, widths)| (cost(&widths, BEAM), widths)).min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((cost, best)) = best.filter(|best| best.0 + CHANGE < least) else { break };
        (least, widths) = (cost, best);
    }
    widths
}

/// The widths with one change.
fn around(widths: &[i32], classes: &[i32]) -> Vec<Vec<i32>> {
    let mut out: Vec<Vec<i32>> = Vec::new();
    let seam = |at: usize| at == 0 || at == widths.len() || widths[at] != widths[at - 1];
    for at in (0..=widths.len()).filter(|&at| seam(at)) {
        for &class in classes.iter().chain(widths.get(at)) {
            let mut more = widths.to_vec();
            more.insert(at, class);
            out.push(more);
        }
        if at < widths.len() {
            let mut less = widths.to_vec();
            less.remove(at);
            out.push(less);
        }
    }
    out.retain(|widths| widths.len() > 1 && widths.len() <= template::MOST);
    out.sort();
    out.dedup();
    out
}
