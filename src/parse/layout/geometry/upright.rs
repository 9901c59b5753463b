//! Upright characters of headings that go down the page, and of those that are drawn across its lines.

use super::{Place, costs};
use crate::form::{Bounds, Run};
use crate::order::sort_by_rank;
use crate::text::width::ems;
use std::ops::Range;

/// The runs of a page with those split into their characters that run across the lines of a heading, the
/// first character of each of its lines, or the second, and so on; `None` where there are none.
///
/// A program that draws a page from top to foot draws such a heading so. Its characters stand closer to
/// those above and below than to those beside. One beside the text may have been taken for its initial.
pub(super) fn split(text: &str, runs: &[Run], places: &[Place], body: f32) -> Option<Vec<Run>> {
    let heading = costs::HEADING * body;
    let mut pieces: Vec<Run> = Vec::new();
    let mut of_run: Vec<Range<usize>> = Vec::with_capacity(runs.len());
    for (run, place) in runs.iter().zip(places) {
        let first = pieces.len();
        match run.initial {
            Some(initial) => pieces.extend(without_initial(text, run, place.size, initial).into_iter().flatten()),
            None if place.size > heading && !run.vertical => pieces.extend(spaced_out(text, run, place.size)),
            None => {}
        }
        of_run.push(first..pieces.len());
    }
    if of_run.iter().all(|pieces| pieces.len() < 2) {
        return None;
    }
    let places: Vec<Place> = pieces.iter().map(|piece| Place::new(piece, false)).collect();
    let mut is_stacked = vec![false; pieces.len()];
    stacks(&places).into_iter().flatten().for_each(|piece| is_stacked[piece] = true);
    let is_across = |pieces: &Range<usize>| {
        let stacked = is_stacked[pieces.clone()].iter().filter(|&&is_stacked| is_stacked).count();
        pieces.len() > 1 && 2 * stacked >= pieces.len()
    };
    of_run.iter().any(is_across).then(|| {
        let of = |(run, of_run)| if is_across(of_run) { &pieces[of_run.clone()] } else { std::slice::from_ref(run) };
        runs.iter().zip(&of_run).flat_map(of).cloned().collect()
    })
}

/// The initial of a run and the rest of it, each as a run of its own.
fn without_initial(text: &str, run: &Run, size: f32, initial: Bounds) -> Option<[Run; 2]> {
    let of_run = text.get(run.bytes.clone())?;
    let first = of_run.chars().next()?;
    let rest = of_run[first.len_utf8()..].trim_start();
    let start = run.bytes.end - rest.len();
    let x0 = (run.bounds.x1 - size * ems(rest)).max(initial.x1);
    // the room above and below the letters is as much of the size in either
    let letter = Run {
        bytes: run.bytes.start..run.bytes.start + first.len_utf8(),
        bounds: initial,
        size: size * initial.height() / run.bounds.height().max(costs::MIN_SIZE),
        initial: None,
        ..run.clone()
    };
    let rest = Run { bytes: start..run.bytes.end, bounds: Bounds { x0, ..run.bounds }, initial: None, ..run.clone() };
    (!rest.bytes.is_empty()).then_some([letter, rest])
}

/// The characters of a run of a few that are spaced out, or of one, each as a run of its own.
fn spaced_out(text: &str, run: &Run, size: f32) -> Vec<Run> {
    let of_run = text.get(run.bytes.clone()).unwrap_or_default();
    let letters: Vec<(usize, char)> =
        of_run.char_indices().filter(|(_, c)| !c.is_whitespace()).take(costs::MAX_SPACED_OUT + 1).collect();
    let widths: Vec<f32> = letters.iter().map(|(_, c)| size * ems(c.encode_utf8(&mut [0; 4]))).collect();
    let room = run.bounds.width() - widths.iter().sum::<f32>();
    let gap = room / widths.len().saturating_sub(1).max(1) as f32;
    if letters.len() > costs::MAX_SPACED_OUT || (letters.len() > 1 && gap < costs::SPACED_OUT * size) {
        return Vec::new();
    }
    let mut x0 = run.bounds.x0;
    let letter = |(&(at, c), width): (&(usize, char), &f32)| {
        let start = run.bytes.start + at;
        let bounds = Bounds { x0, x1: x0 + width, ..run.bounds };
        x0 += width + gap;
        Run { bytes: start..start + c.len_utf8(), bounds, ..run.clone() }
    };
    letters.iter().zip(&widths).map(letter).collect()
}

/// Places of a character or two, and of lines that go down, that stand one below the other, from top to foot.
pub(super) fn stacks(places: &[Place]) -> Vec<Vec<usize>> {
    let is_narrow = |&place: &usize| places[place].bounds.width() < costs::MAX_UPRIGHT_WIDTH * places[place].size;
    let mut narrow: Vec<usize> = (0..places.len()).filter(is_narrow).collect();
    let centre = |place: usize| (places[place].bounds.x0 + places[place].bounds.x1) / 2.0;
    sort_by_rank(&mut narrow, |&place| (centre(place), 0));
    let mut out = Vec::new();
    for line in
        narrow.chunk_by(|&a, &b| centre(b) - centre(a) < costs::UPRIGHT_CENTRE * places[a].size.min(places[b].size))
    {
        let mut line = line.to_vec();
        sort_by_rank(&mut line, |&n| (places[n].bounds.y0, 0));
        let stacks = line.chunk_by(|&a, &b| {
            let (a, b) = (&places[a], &places[b]);
            let sizes = a.size.max(b.size) / a.size.min(b.size);
            b.bounds.y0 - a.bounds.y1 < costs::UPRIGHT_GAP * a.size && sizes < costs::UPRIGHT_SIZES
        });
        // a line that goes down by itself tells of the others
        let is_stack = |stack: &&[usize]| {
            stack.len() >= costs::MIN_UPRIGHT || (stack.len() > 1 && stack.iter().any(|&place| places[place].across))
        };
        out.extend(stacks.filter(is_stack).map(<[usize]>::to_vec));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the runs of a page of body text and of these: text, left edge, upper edge, width, size.
    fn texts(drawn: &[(&str, f32, f32, f32, f32)], initials: &[(usize, Bounds)]) -> Vec<String> {
        let body = ("昨日清晨停航两年的东门渡口恢复通航首班渡船载着六十多名乘客驶向对岸", 200.0, 300.0, 330.0, 10.0);
        let (mut text, mut runs) = (String::new(), Vec::new());
        for (of_run, x0, y0, width, size) in drawn.iter().copied().chain([body]) {
            let bounds = Bounds { x0, y0, x1: x0 + width, y1: y0 + size };
            runs.push(Run { bytes: text.len()..text.len() + of_run.len(), bounds, size, ..Run::default() });
            text.push_str(of_run);
        }
        initials.iter().for_each(|&(run, bounds)| runs[run].initial = Some(bounds));
        let places: Vec<Place> = runs.iter().map(|run| Place::new(run, false)).collect();
        let split = split(&text, &runs, &places, 10.0).unwrap_or(runs);
        split[..split.len() - 1].iter().map(|run| text[run.bytes.clone()].to_string()).collect()
    }

    #[test]
    fn rows_across_a_heading_are_split_into_the_characters_of_its_lines() {
        let rows = [("三东", 0.0, 0.0, 45.0, 20.0), ("十 门", 0.0, 20.0, 45.0, 20.0), ("年渡", 0.0, 40.0, 45.0, 20.0)];
        assert_eq!(texts(&rows, &[]), ["三", "东", "十", "门", "年", "渡"]);
        // two rows may be anything, and what is of the text's size may be a table
        assert_eq!(texts(&rows[..2], &[]), ["三东", "十 门"]);
        let small = rows.map(|(text, x0, y0, ..)| (text, x0, y0 / 2.0, 22.5, 10.0));
        assert_eq!(texts(&small, &[]), ["三东", "十 门", "年渡"]);
        // lines of a heading that are set wide stand further apart than their characters
        let wide = rows.map(|(text, x0, y0, width, size)| (text, x0, 2.0 * y0, width, size));
        assert_eq!(texts(&wide, &[]), ["三东", "十 门", "年渡"]);
    }

    #[test]
    fn a_character_of_a_heading_is_no_initial_of_the_line_beside_it() {
        let heading = |y0: f32| Bounds { x0: 0.0, y0, x1: 20.0, y1: y0 + 20.0 };
        let rows = [
            ("东", 0.0, 0.0, 20.0, 20.0),
            ("门昨日清晨", 0.0, 22.0, 72.0, 10.0),
            ("渡两年以后", 0.0, 42.0, 72.0, 10.0),
        ];
        let initials = [(1, heading(20.0)), (2, heading(40.0))];
        assert_eq!(texts(&rows, &initials), ["东", "门", "昨日清晨", "渡", "两年以后"]);
        // alone it is one
        assert_eq!(texts(&rows[1..2], &[(0, heading(20.0))]), ["门昨日清晨"]);
    }
}
