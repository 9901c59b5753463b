//! A linear chain over the lines of a page (Lafferty, McCallum and Pereira 2001): the best
//! run of labels, and how sure each label is.

use super::labels::{COUNT, LABELS, may_follow};

pub(super) type Row = [f32; COUNT];

/// How well each label follows each other, within a frame and from one to the next.
pub(super) struct Steps {
    pub within: [Row; COUNT],
    pub across: [Row; COUNT],
}

impl Steps {
    fn of(&self, same_frame: bool) -> &[Row; COUNT] {
        if same_frame { &self.within } else { &self.across }
    }
}

/// What no run of labels may do weighs this.
pub(super) const NEVER: f32 = -1e4;

/// `weights` with all that may not follow ruled out.
pub(super) fn ruled(weights: &[Row; COUNT], same_frame: bool) -> [Row; COUNT] {
    let mut out = *weights;
    for (from, row) in out.iter_mut().enumerate() {
        for (to, cell) in row.iter_mut().enumerate() {
            if !may_follow(LABELS[from], LABELS[to], same_frame) {
                *cell = NEVER;
            }
        }
    }
    out
}

/// The best run of labels. `same_frame[i]` says whether line `i` is in the frame of the
/// line before it.
pub(super) fn best(lines: &[Row], same_frame: &[bool], steps: &Steps) -> Vec<usize> {
    let Some(first) = lines.first() else { return Vec::new() };
    let mut score = *first;
    for (label, cell) in LABELS.iter().zip(&mut score) {
        if label.goes_on() {
            *cell = NEVER;
        }
    }
    let mut from: Vec<[u8; COUNT]> = Vec::with_capacity(lines.len());
    for (line, &same) in lines.iter().zip(same_frame).skip(1) {
        let table = steps.of(same);
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
    let mut out = vec![at; lines.len()];
    for (i, back) in from.iter().enumerate().rev() {
        at = back[at] as usize;
        out[i] = at;
    }
    out
}

/// The chain's probabilities.
pub(super) struct Belief {
    /// Of each label at each line.
    pub lines: Vec<Row>,
}

/// How sure each label of each line is. `pair` is told of every two lines how likely each
/// pair of labels is.
pub(super) fn belief(
    lines: &[Row],
    same_frame: &[bool],
    steps: &Steps,
    mut pair: impl FnMut(usize, &[Row; COUNT]),
) -> Belief {
    let exp_steps = [exp_table(&steps.within), exp_table(&steps.across)];
    let table = |i: usize| &exp_steps[usize::from(!same_frame[i])];
    let mut local: Vec<Row> = Vec::with_capacity(lines.len());
    for line in lines {
        let top = line.iter().fold(f32::MIN, |a, &b| a.max(b));
        local.push(line.map(|s| (s - top).exp()));
    }
    let mut forward: Vec<Row> = Vec::with_capacity(lines.len());
    for (i, here) in local.iter().enumerate() {
        let mut row = *here;
        match forward.last() {
            Some(before) => {
                let mut sum = [0f32; COUNT];
                for (p, steps) in before.iter().zip(table(i)) {
                    for (s, t) in sum.iter_mut().zip(steps) {
                        *s += p * t;
                    }
                }
                row.iter_mut().zip(sum).for_each(|(r, s)| *r *= s);
            }
            None => row.iter_mut().zip(LABELS).filter(|(_, l)| l.goes_on()).for_each(|(r, _)| *r = 0.0),
        }
        let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        forward.push(row.map(|r| r / total));
    }
    let mut after = [1f32; COUNT];
    let mut out = vec![[0f32; COUNT]; lines.len()];
    for i in (0..lines.len()).rev() {
        let mut row = forward[i];
        row.iter_mut().zip(after).for_each(|(r, a)| *r *= a);
        let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        out[i] = row.map(|r| r / total);
        if i == 0 {
            break;
        }
        let mut pull = local[i];
        pull.iter_mut().zip(after).for_each(|(p, a)| *p *= a);
        let mut joint = [[0f32; COUNT]; COUNT];
        let mut before = [0f32; COUNT];
        let mut all = 0f32;
        for (a, steps) in table(i).iter().enumerate() {
            for b in 0..COUNT {
                let flow = steps[b] * pull[b];
                before[a] += flow;
                joint[a][b] = flow * forward[i - 1][a];
                all += joint[a][b];
            }
        }
        let all = all.max(f32::MIN_POSITIVE);
        joint.iter_mut().flatten().for_each(|j| *j /= all);
        pair(i, &joint);
        let scale = before.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        after = before.map(|b| b / scale);
    }
    Belief { lines: out }
}

fn exp_table(table: &[Row; COUNT]) -> [Row; COUNT] {
    table.map(|row| row.map(f32::exp))
}
