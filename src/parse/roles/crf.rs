//! A linear-chain conditional random field over the lines of a page (Lafferty, McCallum and
//! Pereira 2001): the best sequence of labels, and the probability of each label.

use super::labels::may_follow;
use super::table::{LABEL_COUNT as COUNT, LABELS};

/// One number a label.
pub type Row = [f32; COUNT];

/// Scores of each label below each label.
pub struct Transitions {
    pub within_frame: [Row; COUNT],
    pub across_frames: [Row; COUNT],
}

impl Transitions {
    fn table(&self, same_frame: bool) -> &[Row; COUNT] {
        if same_frame { &self.within_frame } else { &self.across_frames }
    }
}

/// Score of what no sequence of labels may contain.
pub const FORBIDDEN_SCORE: f32 = -1e4;

/// The table with [`FORBIDDEN_SCORE`] for labels that may not follow each other.
pub fn forbid(weights: &[Row; COUNT], same_frame: bool) -> [Row; COUNT] {
    let mut out = *weights;
    for (from, row) in out.iter_mut().enumerate() {
        for (to, cell) in row.iter_mut().enumerate() {
            if !may_follow(LABELS[from], LABELS[to], same_frame) {
                *cell = FORBIDDEN_SCORE;
            }
        }
    }
    out
}

/// The sequence of labels of the highest score (Viterbi algorithm).
///
/// `emissions[i]` are the scores of the labels at line `i`; `same_frame[i]` says whether the line
/// is in the frame of the line above it.
pub fn viterbi(emissions: &[Row], same_frame: &[bool], transitions: &Transitions) -> Vec<usize> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let mut score = *first;
    for (label, cell) in LABELS.iter().zip(&mut score) {
        if label.is_continuation() {
            *cell = FORBIDDEN_SCORE;
        }
    }
    let mut from: Vec<[u8; COUNT]> = Vec::with_capacity(emissions.len());
    for (line, &same) in emissions.iter().zip(same_frame).skip(1) {
        let table = transitions.table(same);
        let mut next = [f32::MIN; COUNT];
        let mut back = [0u8; COUNT];
        for (a, row) in table.iter().enumerate() {
            for (b, cell) in row.iter().enumerate() {
                let s = score[a] + cell;
                if s > next[b] {
                    next[b] = s;
                    back[b] = a as u8;
                }
            }
        }
        for (n, l) in next.iter_mut().zip(line) {
            *n += l;
        }
        score = next;
        from.push(back);
    }
    let mut at = (0..COUNT).max_by(|&a, &b| score[a].total_cmp(&score[b])).unwrap_or(0);
    let mut out = vec![at; emissions.len()];
    for (i, back) in from.iter().enumerate().rev() {
        at = back[at] as usize;
        out[i] = at;
    }
    out
}

/// The marginal probability of each label at each line (forward–backward algorithm).
///
/// Calls `visit_pair` with each line but the first, and the joint probability of each label of the
/// line above it with each of its own.
pub fn marginals(
    emissions: &[Row],
    same_frame: &[bool],
    transitions: &Transitions,
    mut visit_pair: impl FnMut(usize, &[Row; COUNT]),
) -> Vec<Row> {
    let factors = [exp_table(&transitions.within_frame), exp_table(&transitions.across_frames)];
    let table = |i: usize| &factors[usize::from(!same_frame[i])];
    let mut local: Vec<Row> = Vec::with_capacity(emissions.len());
    for line in emissions {
        let top = line.iter().fold(f32::MIN, |a, &b| a.max(b));
        local.push(line.map(|s| libm::expf(s - top)));
    }
    let mut forward: Vec<Row> = Vec::with_capacity(emissions.len());
    for (i, here) in local.iter().enumerate() {
        let mut row = *here;
        match forward.last() {
            Some(before) => {
                let mut sum = [0f32; COUNT];
                for (p, factors) in before.iter().zip(table(i)) {
                    for (s, t) in sum.iter_mut().zip(factors) {
                        *s += p * t;
                    }
                }
                row.iter_mut().zip(sum).for_each(|(r, s)| *r *= s);
            }
            None => row.iter_mut().zip(LABELS).filter(|(_, l)| l.is_continuation()).for_each(|(r, _)| *r = 0.0),
        }
        let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        forward.push(row.map(|r| r / total));
    }
    let mut backward = [1f32; COUNT];
    let mut out = vec![[0f32; COUNT]; emissions.len()];
    for i in (0..emissions.len()).rev() {
        let mut row = forward[i];
        row.iter_mut().zip(backward).for_each(|(r, b)| *r *= b);
        let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        out[i] = row.map(|r| r / total);
        if i == 0 {
            break;
        }
        let mut here = local[i];
        here.iter_mut().zip(backward).for_each(|(h, b)| *h *= b);
        let mut joint = [[0f32; COUNT]; COUNT];
        let mut before = [0f32; COUNT];
        let mut all = 0f32;
        for (a, factors) in table(i).iter().enumerate() {
            for b in 0..COUNT {
                let message = factors[b] * here[b];
                before[a] += message;
                joint[a][b] = message * forward[i - 1][a];
                all += joint[a][b];
            }
        }
        let all = all.max(f32::MIN_POSITIVE);
        joint.iter_mut().flatten().for_each(|j| *j /= all);
        visit_pair(i, &joint);
        let scale = before.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        backward = before.map(|b| b / scale);
    }
    out
}

fn exp_table(table: &[Row; COUNT]) -> [Row; COUNT] {
    table.map(|row| row.map(libm::expf))
}
