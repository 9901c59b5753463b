//! The features of a line, of itself and of its surroundings.

use super::bins::{self, WIDTH_GROUPS};
use super::cohesion::{self, Cohesion};
use super::line_facts::{Cue, EndCue, First, Last, LineFacts, Mark};
use super::table::{OFFSETS, Template};
use crate::language::Lexicon;
use crate::parse::Layout;
use crate::parse::parameters::{
    BODY_BIGRAM_BITS, EDGE_TOLERANCE, EDGE_WINDOW, LINES_PER_BROKEN_LINE, LINES_PER_WIDE_LINE, MAX_BODY_SEARCHED,
    MAX_HEADING_LINES, MAX_HEADING_WIDTH, MAX_SUBHEAD_WIDTH, MAX_WRAPPED_WIDTH, MIN_BROKEN_WIDTH, PAGE_BIGRAM_BITS,
};
use crate::text::Source;
use crate::text::bigrams::BigramSet;
use crate::text::script::is_han;

/// The facts of a page's lines, and what is known of the page as a whole.
pub struct FeatureExtractor<'a> {
    facts: &'a [LineFacts],
    frames: Vec<Frame>,
    frame_of: Vec<usize>,
    bigrams: BigramSet,
    /// How much of each line is repeated elsewhere on the page: 0..=7.
    repeated: Vec<usize>,
    /// Number of lines that open a story without a heading above them, as where frames are out
    /// of order.
    openings_without_heading: usize,
    /// How much of each heading is repeated in the text below it: 0 where there is no heading,
    /// else 1..=4.
    body_overlap: Vec<usize>,
    cohesion: Vec<Option<Cohesion>>,
    /// Whether another line of the page has the same characters.
    is_repeated: Vec<bool>,
    /// How many of the page's headings have an opening below them, and how many a byline: 0 hardly
    /// any, 1 some, 2 most.
    habit: [usize; 2],
    /// How much of each line is a prefix of the next: 0 nothing, 1 a few characters, 2 all of it.
    prefix_of_next: Vec<usize>,
}

/// A run of lines that the layout sets apart.
struct Frame {
    first: usize,
    /// One past the last line.
    end: usize,
    width: usize,
}

impl<'a> FeatureExtractor<'a> {
    pub(crate) fn new(source: &Source, layout: &Layout, facts: &'a [LineFacts], cues: &Lexicon) -> Self {
        let mut frames: Vec<Frame> = Vec::new();
        let mut frame_of = Vec::with_capacity(facts.len());
        for (i, line) in layout.lines.iter().enumerate() {
            if i == 0 || layout.lines[i - 1].frame != line.frame {
                frames.push(Frame { first: i, end: i, width: 0 });
            }
            let last = frames.len() - 1;
            frames[last].end = i + 1;
            frames[last].width = frames[last].width.max(facts[i].width);
            frame_of.push(last);
        }
        let mut bigrams = BigramSet::new(PAGE_BIGRAM_BITS);
        layout.lines.iter().for_each(|line| bigrams.insert_line(&source.text[line.range.clone()]));
        let repeated = layout.lines.iter().map(|line| bigrams.repeated(&source.text[line.range.clone()], 6)).collect();
        let mut extractor = Self {
            facts,
            frames,
            frame_of,
            bigrams,
            repeated,
            openings_without_heading: 0,
            body_overlap: vec![0; facts.len()],
            cohesion: Vec::new(),
            is_repeated: repeated_lines(source, layout),
            habit: [0; 2],
            prefix_of_next: prefixes_of_next(source, layout),
        };
        extractor.openings_without_heading = extractor.count_openings_without_heading();
        extractor.find_body_overlap(source, layout);
        extractor.habit = extractor.find_habit();
        let headings: Vec<bool> = (0..facts.len()).map(|i| extractor.is_short(i)).collect();
        extractor.cohesion = cohesion::cohesion(source, layout, &headings, cues);
        extractor
    }

    /// Whether each line is in the frame of the line above it.
    pub fn same_frame(&self) -> Vec<bool> {
        (0..self.facts.len()).map(|i| i > 0 && self.frame_of[i] == self.frame_of[i - 1]).collect()
    }

    /// Whether lines are broken at the edge of their column, not where a paragraph ends.
    pub fn is_wrapped(&self) -> bool {
        let is_broken = |i: usize| {
            let (above, line) = (&self.facts[i - 1], &self.facts[i]);
            self.frame_of[i] == self.frame_of[i - 1]
                && above.width >= MIN_BROKEN_WIDTH
                && !above.last.ends_sentence()
                && above.width.abs_diff(line.width) <= EDGE_TOLERANCE
        };
        let broken = (1..self.facts.len()).filter(|&i| is_broken(i)).count();
        let wide = self.facts.iter().filter(|f| f.width > MAX_WRAPPED_WIDTH).count();
        broken * LINES_PER_BROKEN_LINE > self.facts.len() && wide * LINES_PER_WIDE_LINE < self.facts.len()
    }

    /// Calls `add` with every feature of line `i`.
    pub fn features(&self, i: usize, add: &mut impl FnMut(usize)) {
        use Template as T;
        let mut put = |template: Template, value: usize| {
            let (first, end) = (OFFSETS[template as usize], OFFSETS[template as usize + 1]);
            debug_assert!(value < end - first, "template {} has no value {value}", template as usize);
            add((first + value).min(end - 1));
        };
        let line = &self.facts[i];
        let frame = &self.frames[self.frame_of[i]];
        let above = i.checked_sub(1).map(|k| &self.facts[k]);
        let below = self.facts.get(i + 1);
        let has_above = i > frame.first;
        let has_below = i + 1 < frame.end;
        let group = bins::width_group(line.width);

        put(T::Bias, 0);
        put(T::Width, bins::width(line.width));
        put(T::First, line.first as usize);
        put(T::Last, line.last as usize);
        put(T::Cue, line.cue as usize);
        put(T::OpensStory, usize::from(line.opens_story));
        put(T::EndCue, line.end_cue as usize);
        let function_words = bins::function_words(line.function_words);
        put(T::FunctionWords, function_words);
        put(T::FunctionWordsWidth, function_words / 2 * WIDTH_GROUPS + group);
        put(T::SentenceEnds, line.sentence_ends.min(2));
        if let Some(share) = line.capitalized {
            put(T::Capitalized, bins::capitalized(share) * WIDTH_GROUPS + group);
        }
        put(T::Commas, line.commas.min(3));
        (0..line.marks.len()).filter(|&mark| line.marks[mark]).for_each(|mark| put(T::Marks, mark));
        put(T::OpenBrackets, (line.open_brackets.signum() + 1) as usize);
        put(T::PositionInFrame, bins::position_in_frame(i - frame.first, frame.end - frame.first));
        put(T::PositionOnPage, bins::position_on_page(i, self.facts.len()));
        put(T::FirstWidth, line.first as usize * WIDTH_GROUPS + group);
        put(T::LastWidth, line.last as usize * WIDTH_GROUPS + group);
        if let Some(above) = above {
            let same = usize::from(has_above);
            put(T::AboveLast, above.last as usize * 2 + same);
            put(T::AboveCue, above.cue as usize * 2 + same);
            put(T::AboveWidth, bins::width_group(above.width) * 2 + same);
        }
        if let Some(below) = below {
            let same = usize::from(has_below);
            put(T::BelowCue, below.cue as usize * 2 + same);
            put(T::BelowOpensStory, usize::from(below.opens_story) * 2 + same);
            put(T::BelowWidth, bins::width_group(below.width) * 2 + same);
            put(T::BelowFirst, below.first as usize * 2 + same);
        }
        if let Some(second) = self.facts.get(i + 2) {
            put(T::SecondBelowCue, second.cue as usize);
            put(T::SecondBelowOpensStory, usize::from(second.opens_story));
        }

        let edge_above = has_above.then(|| self.column_edge(i.saturating_sub(EDGE_WINDOW).max(frame.first), i));
        let edge_below = has_below.then(|| self.column_edge(i + 1, (i + EDGE_WINDOW + 1).min(frame.end)));
        let distance = |edge: Option<usize>| edge.map(|edge| line.width as isize - edge as isize);
        put(T::EdgeOfLinesAbove, bins::edge(distance(edge_above)));
        put(T::EdgeOfLinesBelow, bins::edge(distance(edge_below)));
        let above_in_frame = above.filter(|_| has_above).map(|above| {
            let from = (i - 1).saturating_sub(EDGE_WINDOW).max(frame.first);
            let edge = if from < i - 1 {
                self.column_edge(from, i - 1)
            } else {
                self.column_edge(i, (i + EDGE_WINDOW).min(frame.end))
            };
            (above, above.width as isize - edge as isize, usize::from(above.last.ends_sentence()))
        });
        let below_in_frame = below.filter(|_| has_below);
        let ends = usize::from(line.last.ends_sentence());
        if let Some((above, above_distance, above_ends)) = above_in_frame {
            put(T::AboveEdge, bins::edge(Some(above_distance)) * 2 + above_ends);
            put(T::WidthStepAbove, bins::width_step(line.width as isize - above.width as isize));
        }
        if let Some(below) = below_in_frame {
            put(T::WidthStepBelow, bins::width_step(below.width as isize - line.width as isize) * 2 + ends);
        }
        if let Some((_, above_distance, above_ends)) = above_in_frame {
            let shortness = bins::shortness(distance(edge_below.or(edge_above)).unwrap_or(0));
            // the first line of a paragraph is short by its indent
            let start = [1, 0, 2][shortness] * 3 + shortness;
            put(T::LineBreak, (bins::shortness(above_distance) * 2 + above_ends) * 9 + start);
            put(T::RoomAbove, bins::room(-above_distance - line.first_unit_width as isize) * 2 + above_ends);
        }
        if let Some((below, distance)) = below_in_frame.zip(distance(edge_above.max(edge_below))) {
            put(T::RoomBelow, bins::room(-distance - below.first_unit_width as isize) * 2 + ends);
        }
        if let Some(above) = above {
            let bigram = self.boundary_bigram(above.last_char, line.first_char);
            put(T::BoundaryBigram, bigram * 2 + usize::from(has_above));
        }
        put(T::RepeatedBigrams, self.repeated[i] * 3 + group.clamp(1, 3) - 1);
        let run = usize::from(i > 0 && self.is_heading(i - 1)) + 2 * usize::from(self.is_heading(i + 1));
        put(T::HeadingRun, run * 4 + [0, 1, 2, 2].get(self.openings_without_heading).unwrap_or(&3));
        put(T::HeadingRunWidth, run * WIDTH_GROUPS + group);
        if self.is_heading(i) {
            put(T::HeadingSurroundings, self.heading_surroundings(i));
        }
        if line.has(Mark::Couplet) {
            put(T::Couplet, run);
        }
        put(T::PrefixOfNext, self.prefix_of_next[i]);
        let overlap = |k: Option<usize>| k.and_then(|k| self.body_overlap.get(k)).copied().unwrap_or(0);
        let own = overlap(Some(i));
        put(T::BodyOverlap, own);
        put(T::BodyOverlapAbove, own * 5 + overlap(i.checked_sub(1)));
        put(T::BodyOverlapBelow, own * 5 + overlap(Some(i + 1)));
        put(T::FrameWidth, bins::frame_width(frame.width));
        if let Some(cohesion) = &self.cohesion[i] {
            const LEVELS: usize = cohesion::TOP + 1;
            let heading = usize::from(self.is_heading(i)) * 3 + group.min(2);
            put(T::CohesionAbove, heading * LEVELS + cohesion.above);
            put(T::CohesionAcross, heading * LEVELS + cohesion.across);
            put(T::CohesionNext, heading * LEVELS + cohesion.next);
            put(T::CohesionBalance, cohesion.above * LEVELS + cohesion.below);
        }
        let next = (i + 1..self.facts.len()).find(|&k| !self.is_heading(k));
        let follower = match next.map(|k| &self.facts[k]) {
            Some(line) if line.opens_story => 0,
            Some(line) if matches!(line.cue, Cue::Byline | Cue::Names | Cue::NameLike) => 1,
            Some(line) if line.cue != Cue::None => 2,
            _ => 3,
        };
        put(T::RepeatedLine, group * 2 + usize::from(self.is_repeated[i]));
        let [openings, bylines] = self.habit;
        put(T::PageHabit, (openings * 3 + bylines) * 8 + follower * 2 + usize::from(self.is_heading(i)));
    }

    /// Whether the line looks like one of a heading: in a small frame that is no sentence.
    fn is_heading(&self, i: usize) -> bool {
        let Some(line) = self.facts.get(i) else { return false };
        let frame = &self.frames[self.frame_of[i]];
        frame.end - frame.first <= MAX_HEADING_LINES
            && line.width <= MAX_HEADING_WIDTH
            && line.cue == Cue::None
            && !self.facts[frame.end - 1].last.ends_sentence()
            && !line.opens_story
    }

    /// Whether the line may be one of a heading as far as its length and its end go.
    fn is_short(&self, i: usize) -> bool {
        let line = &self.facts[i];
        line.width <= MAX_HEADING_WIDTH && line.last != Last::FullStop && line.last != Last::Comma
    }

    /// Of the page's headings, how many have an opening below them, and how many a byline.
    fn find_habit(&self) -> [usize; 2] {
        let (mut headings, mut openings, mut bylines) = (0, 0, 0);
        for i in 1..self.facts.len() {
            if !self.is_heading(i - 1) || self.is_heading(i) {
                continue;
            }
            headings += 1;
            let is_byline =
                |k: usize| self.facts.get(k).is_some_and(|line| matches!(line.cue, Cue::Byline | Cue::Names));
            bylines += usize::from(is_byline(i));
            let first = i + usize::from(is_byline(i));
            openings += usize::from(self.facts.get(first).is_some_and(|line| line.opens_story));
        }
        [openings, bylines].map(|count: usize| (count * 6).div_ceil(headings.max(1)).div_ceil(3).min(2))
    }

    fn count_openings_without_heading(&self) -> usize {
        let is_byline = |i: usize| matches!(self.facts[i].cue, Cue::Byline | Cue::Names | Cue::NameLike);
        let mut above = None;
        let mut count = 0;
        for i in 0..self.facts.len() {
            count += usize::from(self.facts[i].opens_story && above.is_some_and(|k| !self.is_heading(k)));
            if !is_byline(i) {
                above = Some(i);
            }
        }
        count
    }

    fn find_body_overlap(&mut self, source: &Source, layout: &Layout) {
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
            let mut body = BigramSet::new(BODY_BIGRAM_BITS);
            let mut left = MAX_BODY_SEARCHED;
            for k in i..count {
                if left == 0 || self.is_heading(k) {
                    break;
                }
                body.insert_line(text(k));
                left = left.saturating_sub(text(k).len());
            }
            for k in run..i {
                self.body_overlap[k] = 1 + body.overlap(text(k), 4).min(3);
            }
        }
    }

    /// The right edge that most of the lines `from..to` share; at least one line.
    fn column_edge(&self, from: usize, to: usize) -> usize {
        let width = |i: usize| self.facts[i].width;
        let near = |i: usize| (from..to).filter(|&k| width(k).abs_diff(width(i)) <= 1).count();
        (from..to).map(|i| (near(i), width(i))).max().map_or(0, |(_, width)| width)
    }

    /// What stands above and below a heading: one between two texts is a subhead.
    fn heading_surroundings(&self, i: usize) -> usize {
        let frame = &self.frames[self.frame_of[i]];
        let above = match frame.first.checked_sub(1) {
            Some(k) if !self.is_heading(k) && self.facts[k].cue == Cue::None => {
                1 + usize::from(!self.facts[k].last.ends_sentence())
            }
            _ => 0,
        };
        let below = match self.facts.get(frame.end) {
            Some(line) if line.opens_story => 0,
            Some(line) if line.cue != Cue::None => 1,
            Some(_) if self.is_heading(frame.end) => 2,
            _ => 3,
        };
        let narrow = usize::from(frame.width <= MAX_SUBHEAD_WIDTH);
        ((above * 4 + below) * 3 + self.openings_without_heading.min(2)) * 2 + narrow
    }

    /// Whether the characters at both sides of a line break are a bigram of the page: 0 if they
    /// are no Chinese characters.
    fn boundary_bigram(&self, a: char, b: char) -> usize {
        match is_han(a) && is_han(b) {
            true if self.bigrams.contains(a, b) => 1,
            true => 2,
            false => 0,
        }
    }
}

/// Whether another line has the same characters as each line.
fn repeated_lines(source: &Source, layout: &Layout) -> Vec<bool> {
    let text = |i: usize| &source.text[layout.lines[i].range.clone()];
    let mut order: Vec<usize> = (0..layout.lines.len()).collect();
    order.sort_unstable_by(|&a, &b| text(a).cmp(text(b)));
    let mut out = vec![false; order.len()];
    for pair in order.windows(2).filter(|pair| text(pair[0]) == text(pair[1])) {
        pair.iter().for_each(|&i| out[i] = true);
    }
    out
}

/// How much of each line is a prefix of the next, without blanks: 0 less than three characters,
/// 1 more, 2 all of it.
fn prefixes_of_next(source: &Source, layout: &Layout) -> Vec<usize> {
    let letters = |i: usize| source.text[layout.lines[i].range.clone()].chars().filter(|c| !c.is_whitespace());
    let prefix = |i: usize| {
        if i + 1 == layout.lines.len() {
            return 0;
        }
        let same = letters(i).zip(letters(i + 1)).take_while(|(a, b)| a == b).count();
        match same {
            0..3 => 0,
            _ if letters(i).nth(same).is_none() => 2,
            _ => 1,
        }
    };
    (0..layout.lines.len()).map(prefix).collect()
}

const _: () = {
    assert!(Cue::Notice as usize <= 12 && First::Other as usize <= 10);
    assert!(Last::Other as usize <= 11 && EndCue::Speech as usize <= 5);
};
