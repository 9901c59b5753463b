//! What a line shows in its surroundings, as numbers of features.

use super::line_facts::{COUPLET, Cue, Facts, First, Last, Tail};
use super::templates::TEMPLATES;
use crate::language::is_han;
use crate::parse::Layout;
use crate::text::Source;

/// The facts of a page's lines and what is known of the page as a whole.
pub(super) struct View<'a> {
    facts: &'a [Facts],
    frames: Vec<Frame>,
    frame_of: Vec<usize>,
    /// Paragraphs are set in from the edge.
    indents: bool,
    pairs: Pairs,
    echoes: Vec<usize>,
    /// Lines that open a story without a heading above them, as on a page whose frames are
    /// out of place.
    orphans: usize,
    /// How much of a heading's line is said again in the text below the heading: 0 where
    /// there is no heading, else 1..=4.
    below: Vec<usize>,
    /// How much of the line opens the next: 0 nothing, 1 a few characters, 2 all of it.
    leads: Vec<usize>,
}

struct Frame {
    first: usize,
    /// One past the last line.
    end: usize,
    width: usize,
}

impl<'a> View<'a> {
    pub fn new(source: &Source, layout: &Layout, facts: &'a [Facts]) -> Self {
        let mut frames: Vec<Frame> = Vec::new();
        let mut frame_of = Vec::with_capacity(facts.len());
        for (i, line) in layout.lines.iter().enumerate() {
            if i == 0 || layout.lines[i - 1].frame != line.frame {
                frames.push(Frame { first: i, end: i, width: 0 });
            }
            let last = frames.len() - 1;
            frames[last].end = i + 1;
            frames[last].width = frames[last].width.max(facts[i].right());
            frame_of.push(last);
        }
        let set_in = facts.iter().filter(|f| (2..=6).contains(&f.indent)).count();
        let mut pairs = Pairs::new(17);
        layout.lines.iter().for_each(|line| pairs.add(&source.text[line.range.clone()]));
        let echoes = layout.lines.iter().map(|line| pairs.echo(&source.text[line.range.clone()])).collect();
        let mut view = Self {
            facts,
            frames,
            frame_of,
            indents: set_in * 25 > facts.len(),
            pairs,
            echoes,
            orphans: 0,
            below: vec![0; facts.len()],
            leads: Vec::new(),
        };
        view.find_orphans();
        view.find_below(source, layout);
        view.find_leads(source, layout);
        view
    }

    /// Whether each line is in the frame of the line before it.
    pub fn same_frame(&self) -> Vec<bool> {
        (0..self.facts.len()).map(|i| i > 0 && self.frame_of[i] == self.frame_of[i - 1]).collect()
    }

    /// Whether lines are broken where the column ended, not where the paragraph did.
    pub fn wrapped(&self) -> bool {
        let broken = |i: usize| {
            let (above, line) = (&self.facts[i - 1], &self.facts[i]);
            self.frame_of[i] == self.frame_of[i - 1]
                && above.width >= 12
                && !above.last.ends_sentence()
                && above.right().abs_diff(line.right()) <= 4
        };
        let count = (1..self.facts.len()).filter(|&i| broken(i)).count();
        let narrow = self.facts.iter().filter(|f| f.width <= 120).count();
        count * 4 > self.facts.len() && narrow * 10 > self.facts.len() * 9
    }

    /// Tells `add` of every feature of line `i`.
    pub fn features(&self, i: usize, add: &mut impl FnMut(usize)) {
        let mut out = Features { at: 0, base: 0, add };
        let line = &self.facts[i];
        let frame = &self.frames[self.frame_of[i]];
        let above = i.checked_sub(1).map(|k| &self.facts[k]);
        let below = self.facts.get(i + 1);
        let same_above = i > frame.first;
        let same_below = i + 1 < frame.end;
        let group = width_group(line.width);

        out.put("bias", 0);
        out.put("width", width_bin(line.width));
        out.put("first", line.first as usize);
        out.put("last", line.last as usize);
        out.put("cue", line.cue as usize);
        out.put("opens", usize::from(line.opens));
        out.put("tail", line.tail as usize);
        out.put("function", function_bin(line.function));
        out.put("function-width", function_bin(line.function) / 2 * 5 + group);
        out.put("stops", line.stops.min(2));
        out.put_some("capitals", line.capitals.map(|share| share.min(99) / 20 * 5 + group));
        out.put("commas", line.commas.min(3));
        out.put_all("has", (0..line.has.len()).filter(|&k| line.has[k]));
        out.put("brackets", (line.brackets.signum() + 1) as usize);
        out.put("place", place(i, frame));
        out.put("page-place", page_place(i, self.facts.len()));
        out.put("first-width", line.first as usize * 5 + group);
        out.put("last-width", line.last as usize * 5 + group);
        out.put_some("before-last", above.map(|a| a.last as usize * 2 + usize::from(same_above)));
        out.put_some("before-cue", above.map(|a| a.cue as usize * 2 + usize::from(same_above)));
        out.put_some("before-width", above.map(|a| width_group(a.width) * 2 + usize::from(same_above)));
        out.put_some("after-cue", below.map(|b| b.cue as usize * 2 + usize::from(same_below)));
        out.put_some("after-opens", below.map(|b| usize::from(b.opens) * 2 + usize::from(same_below)));
        out.put_some("after-width", below.map(|b| width_group(b.width) * 2 + usize::from(same_below)));
        out.put_some("after-first", below.map(|b| b.first as usize * 2 + usize::from(same_below)));
        let second = self.facts.get(i + 2);
        out.put_some("after2-cue", second.map(|b| b.cue as usize));
        out.put_some("after2-opens", second.map(|b| usize::from(b.opens)));
        out.put("indent", indent_bin(line.indent) * 2 + usize::from(same_above));

        let before = same_above.then(|| self.column(i.saturating_sub(5).max(frame.first), i));
        let after = same_below.then(|| self.column(i + 1, (i + 6).min(frame.end)));
        let edge = |width: Option<usize>| width.map(|w| line.right() as isize - w as isize);
        out.put("edge-before", edge_bin(edge(before)));
        out.put("edge-after", edge_bin(edge(after)));
        let above_edge = above.filter(|_| same_above).map(|a| {
            let from = (i - 1).saturating_sub(5).max(frame.first);
            let width = if from < i - 1 { self.column(from, i - 1) } else { self.column(i, (i + 5).min(frame.end)) };
            (a.right() as isize - width as isize, a.last.ends_sentence())
        });
        let above_bin = above_edge.map(|(edge, ends)| edge_bin(Some(edge)) * 2 + usize::from(ends));
        out.put_some("before-edge", above_bin);
        let step = |from: &Facts, to: &Facts| step_bin(to.right() as isize - from.right() as isize);
        out.put_some("step-before", above.filter(|_| same_above).map(|a| step(a, line)));
        let ends = usize::from(line.last.ends_sentence());
        out.put_some("step-after", below.filter(|_| same_below).map(|b| step(line, b) * 2 + ends));
        out.put_some("break", above_edge.map(|above| self.break_bin(line, above, before, after)));
        let room = |edge: isize, next: &Facts| room_bin(-edge - next.unit as isize) * 2;
        out.put_some("room-above", above_edge.map(|(edge, ended)| room(edge, line) + usize::from(ended)));
        let widest = edge(before.max(after));
        out.put_some("room-below", widest.zip(below).filter(|_| same_below).map(|(edge, b)| room(edge, b) + ends));
        let pair = above.map(|a| self.pairs.bin(a.last_char, line.first_char) * 2 + usize::from(same_above));
        out.put_some("pair", pair);
        out.put("echo", self.echoes[i] * 3 + group.clamp(1, 3) - 1);
        let run = usize::from(i > 0 && self.is_heading(i - 1)) + 2 * usize::from(self.is_heading(i + 1));
        out.put("run", run * 4 + [0, 1, 2, 2].get(self.orphans).unwrap_or(&3));
        out.put("run-width", run * 5 + group);
        out.put_some("inner", self.is_heading(i).then(|| self.inner_bin(i)));
        out.put_some("couplet", line.has[COUPLET].then_some(run));
        out.put("leads", self.leads[i]);
        let below = |k: Option<usize>| k.and_then(|k| self.below.get(k)).copied().unwrap_or(0);
        let own = below(Some(i));
        out.put("below", own);
        out.put("below-above", own * 5 + below(i.checked_sub(1)));
        out.put("below-next", own * 5 + below(Some(i + 1)));
        out.put("frame-width", width_bin(frame.width).min(11));
    }

    /// Whether a line stands like one of a heading's: in a small frame, no sentence.
    fn is_heading(&self, i: usize) -> bool {
        let Some(line) = self.facts.get(i) else { return false };
        let frame = &self.frames[self.frame_of[i]];
        frame.end - frame.first <= 3
            && line.width <= 60
            && line.cue == Cue::None
            && !self.facts[frame.end - 1].last.ends_sentence()
            && !line.opens
    }

    fn find_orphans(&mut self) {
        let byline = |i: usize| matches!(self.facts[i].cue, Cue::Byline | Cue::Names | Cue::NameLike);
        let mut above = None;
        let mut orphans = 0;
        for i in 0..self.facts.len() {
            orphans += usize::from(self.facts[i].opens && above.is_some_and(|k| !self.is_heading(k)));
            if !byline(i) {
                above = Some(i);
            }
        }
        self.orphans = orphans;
    }

    fn find_below(&mut self, source: &Source, layout: &Layout) {
        let text = |i: usize| &source.text[layout.lines[i].range.clone()];
        let count = self.facts.len();
        let mut i = 0;
        while i < count {
            let run = i;
            while i < count && self.is_heading(i) {
                i += 1;
            }
            if i == run {
                i += 1;
                continue;
            }
            let mut body = Pairs::new(12);
            let mut left = BELOW;
            for k in i..count {
                if left == 0 || self.is_heading(k) {
                    break;
                }
                body.add(text(k));
                left = left.saturating_sub(text(k).len());
            }
            for k in run..i {
                self.below[k] = 1 + body.share(text(k), 4).min(3);
            }
        }
    }

    fn find_leads(&mut self, source: &Source, layout: &Layout) {
        let letters = |i: usize| source.text[layout.lines[i].range.clone()].chars().filter(|c| !c.is_whitespace());
        let leads = |i: usize| {
            if i + 1 == self.facts.len() {
                return 0;
            }
            let same = letters(i).zip(letters(i + 1)).take_while(|(a, b)| a == b).count();
            match same {
                0..3 => 0,
                _ if letters(i).nth(same).is_none() => 2,
                _ => 1,
            }
        };
        self.leads = (0..self.facts.len()).map(leads).collect();
    }

    /// The right edge that most of the lines `from..to` share; at least one line.
    fn column(&self, from: usize, to: usize) -> usize {
        let right = |i: usize| self.facts[i].right();
        let near = |i: usize| (from..to).filter(|&k| right(k).abs_diff(right(i)) <= 1).count();
        (from..to).map(|i| (near(i), right(i))).max().map_or(0, |(_, right)| right)
    }

    /// What stands above and below a heading: text on both sides is a subhead's place.
    fn inner_bin(&self, i: usize) -> usize {
        let frame = &self.frames[self.frame_of[i]];
        let above = frame.first.checked_sub(1);
        let above = match above.map(|k| &self.facts[k]) {
            Some(line) if !above.is_some_and(|k| self.is_heading(k)) && line.cue == Cue::None => {
                1 + usize::from(!line.last.ends_sentence())
            }
            _ => 0,
        };
        let below = match self.facts.get(frame.end) {
            Some(line) if line.opens => 0,
            Some(line) if line.cue != Cue::None => 1,
            Some(_) if self.is_heading(frame.end) => 2,
            _ => 3,
        };
        let small = usize::from(frame.width <= 24);
        ((above * 4 + below) * 3 + self.orphans.min(2)) * 2 + small
    }

    /// How the line above ends, and how this one begins.
    fn break_bin(&self, line: &Facts, above: (isize, bool), before: Option<usize>, after: Option<usize>) -> usize {
        let fullness = |edge: isize| match edge {
            -2.. => 0,
            -5..=-3 => 1,
            _ => 2,
        };
        let edge = after.or(before).map_or(0, |w| line.right() as isize - w as isize);
        let start = match self.indents {
            true if line.indent >= 2 => 0,
            true => 1,
            false if (-5..=-3).contains(&edge) => 0,
            false if edge > -3 => 1,
            false => 2,
        };
        ((fullness(above.0) * 2 + usize::from(above.1)) * 3 + start) * 3 + fullness(edge)
    }
}

/// Turns the values of templates, put in their order, into numbers of features.
struct Features<'a, F: FnMut(usize)> {
    at: usize,
    base: usize,
    add: &'a mut F,
}

impl<F: FnMut(usize)> Features<'_, F> {
    fn put(&mut self, name: &str, value: usize) {
        self.put_all(name, [value]);
    }

    fn put_some(&mut self, name: &str, value: Option<usize>) {
        self.put_all(name, value);
    }

    fn put_all(&mut self, name: &str, values: impl IntoIterator<Item = usize>) {
        let (template, size) = TEMPLATES[self.at];
        debug_assert_eq!(template, name);
        for value in values {
            debug_assert!(value < size, "{name}={value}");
            (self.add)(self.base + value.min(size - 1));
        }
        self.base += size;
        self.at += 1;
    }
}

/// Which pairs of characters stand side by side within a line: once, and more often.
struct Pairs {
    once: Vec<u64>,
    often: Vec<u64>,
    bits: u32,
}

/// So many bytes of the text below a heading are compared with it.
const BELOW: usize = 4000;

impl Pairs {
    /// With room for two to the power of `bits` pairs.
    fn new(bits: u32) -> Self {
        let words = (1 << bits) / 64;
        Self { once: vec![0; words], often: vec![0; words], bits }
    }

    /// The word and the bit of a pair.
    fn slot(&self, a: char, b: char) -> (usize, u64) {
        let mixed = (u64::from(a as u32) << 21 | u64::from(b as u32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = (mixed >> (64 - self.bits)) as usize;
        (slot / 64, 1 << (slot % 64))
    }

    fn add(&mut self, text: &str) {
        let mut before = ' ';
        for c in text.chars() {
            let (word, bit) = self.slot(before, c);
            self.often[word] |= self.once[word] & bit;
            self.once[word] |= bit;
            before = c;
        }
    }

    /// How much of a line of the text is said again elsewhere in it: 0..=7.
    fn echo(&self, text: &str) -> usize {
        self.count(text, 6, &self.often)
    }

    /// How much of a line is said in the text, too: 0..=`top` + 1.
    fn share(&self, text: &str, top: usize) -> usize {
        self.count(text, top, &self.once)
    }

    fn count(&self, text: &str, top: usize, pairs: &[u64]) -> usize {
        let (mut all, mut again, mut before) = (0, 0, ' ');
        for c in text.chars() {
            if is_han(c) && is_han(before) {
                let (word, bit) = self.slot(before, c);
                all += 1;
                again += usize::from(pairs[word] & bit != 0);
            }
            before = c;
        }
        if all < 2 { 0 } else { 1 + again * top / all }
    }

    fn bin(&self, a: char, b: char) -> usize {
        if !is_han(a) || !is_han(b) {
            return 0;
        }
        let (word, bit) = self.slot(a, b);
        if self.once[word] & bit != 0 { 1 } else { 2 }
    }
}

/// Tops of the bins, in cells.
const WIDTHS: [usize; 13] = [2, 4, 6, 8, 12, 16, 22, 28, 36, 46, 60, 80, 120];

fn width_bin(width: usize) -> usize {
    WIDTHS.iter().position(|&top| width <= top).unwrap_or(13)
}

fn width_group(width: usize) -> usize {
    [8, 24, 44, 70].iter().position(|&top| width <= top).unwrap_or(4)
}

fn function_bin(percent: usize) -> usize {
    [0, 5, 9, 13, 17, 22, 28].iter().position(|&top| percent <= top).unwrap_or(7)
}

fn indent_bin(indent: usize) -> usize {
    [0, 1, 4, 8].iter().position(|&top| indent <= top).unwrap_or(4)
}

fn edge_bin(edge: Option<isize>) -> usize {
    let Some(edge) = edge else { return 0 };
    match edge {
        ..=-13 => 1,
        -12..=-9 => 2,
        -8..=-7 => 3,
        -6..=2 => (edge + 10) as usize,
        3.. => 13,
    }
}

fn step_bin(step: isize) -> usize {
    match step {
        ..=-6 => 0,
        -5..=-3 => 1,
        -2..=-1 => 2,
        0 => 3,
        1..=2 => 4,
        3..=5 => 5,
        6.. => 6,
    }
}

/// What would be left of a line had what opens the next been put behind it: a typesetter who
/// breaks where there was room ends a paragraph.
fn room_bin(left: isize) -> usize {
    match left {
        ..=-5 => 0,
        -4..=-3 => 1,
        -2..=2 => (left + 4) as usize,
        3..=5 => 7,
        6..=12 => 8,
        13.. => 9,
    }
}

fn place(i: usize, frame: &Frame) -> usize {
    let (at, size) = (i - frame.first, frame.end - frame.first);
    match (size, at) {
        (1, _) => 0,
        (2, at) => 1 + at,
        (3, at) => 3 + at,
        (_, 0) => 6,
        (_, 1) => 7,
        (size, at) if at + 1 == size => 9,
        _ => 8,
    }
}

fn page_place(i: usize, count: usize) -> usize {
    match (i, count - i) {
        (0 | 1, _) => 1,
        (2 | 3, _) => 2,
        (_, 1) => 3,
        (_, 2 | 3) => 4,
        _ => 0,
    }
}

const _: () = {
    assert!(Cue::Notice as usize <= 12 && First::Other as usize <= 10);
    assert!(Last::Other as usize <= 11 && Tail::Speech as usize <= 5);
};
