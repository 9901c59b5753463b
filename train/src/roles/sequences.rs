//! Pages as the CRF sees them, with the labels that gold allows each line.

use super::seen_text::SeenText;
use crate::lesson::{Gold, Lesson};
use banmian::Role;
use banmian::training::roles::{EndCue, LABEL_COUNT as COUNT, LABELS, Label, LineFacts};
use banmian::training::{self, Layout, Line};
use std::collections::BTreeMap;
use std::ops::Range;

/// The observed lines of a page.
pub struct Sequence {
    pub group: String,
    pub check: bool,
    /// Its frames and indents are those of the text.
    pub original: bool,
    /// Whether the text of each line is in no page that is learned from.
    pub unseen: Vec<bool>,
    pub features: Vec<Vec<u16>>,
    pub same_frame: Vec<bool>,
    /// The labels each line may have, a bit each.
    pub allowed: Vec<u32>,
}

/// The sequences of a page: as it is, and augmented as other text layers would have it, without
/// the blank lines between frames, without indents, with a blank line below every line, and with
/// some frames merged and some split.
pub fn sequences(lesson: &Lesson, wrapped: bool, seen: &SeenText) -> Vec<Sequence> {
    if lesson.wrapped.is_some_and(|known| known != wrapped) {
        return Vec::new();
    }
    let mut layouts = vec![training::layout(&lesson.text)];
    if !lesson.check {
        let (never, always) = (|_: bool| false, |_: bool| true);
        let mut random = Random(lesson.text.len() as u64);
        let breaks = if wrapped { 30 } else { 4 };
        let mut perturbed = |new: bool| if new { !random.one_in(4) } else { random.one_in(breaks) };
        let original = &layouts[0];
        let mut augmented = vec![
            reframed(original, &lesson.gold, false, never),
            reframed(original, &lesson.gold, true, never),
            reframed(original, &lesson.gold, false, |new| new),
            reframed(original, &lesson.gold, true, &mut perturbed),
            reframed(original, &lesson.gold, false, &mut perturbed),
        ];
        if !wrapped {
            augmented.push(reframed(original, &lesson.gold, true, always));
        }
        for layout in augmented {
            if layouts.iter().all(|other| other.lines != layout.lines) {
                layouts.push(layout);
            }
        }
    }
    let original = &layouts[0];
    layouts.iter().filter_map(|layout| sequence(layout, original, lesson, wrapped, seen)).collect()
}

/// The layout with other frames: `begins_frame` says of every line but the first whether it begins
/// a frame, by whether it did.
fn reframed(layout: &Layout, gold: &[Gold], indents: bool, mut begins_frame: impl FnMut(bool) -> bool) -> Layout {
    let teaser = |line: Option<&Line>| {
        let at = line.map_or(0, |l| l.range.start);
        let piece = gold.get(gold.partition_point(|g| g.range.end <= at));
        line.is_some() && piece.is_some_and(|g| g.role == Role::Teaser)
    };
    let mut frame = 0;
    let lines = layout.lines.iter().enumerate().map(|(i, line)| {
        let above = i.checked_sub(1).map(|k| &layout.lines[k]);
        let was = above.is_some_and(|a| a.frame != line.frame);
        let now = i > 0 && begins_frame(was);
        // only its frame shows where a teaser box ends; its heading may be a frame of its own
        let boxed = teaser(above);
        let headed = boxed && !teaser(i.checked_sub(2).map(|k| &layout.lines[k])) && teaser(Some(line));
        frame += usize::from(if boxed && !headed { was } else { now });
        Line { frame, indent: if indents { line.indent } else { 0 }, ..line.clone() }
    });
    Layout { lines: lines.collect(), ..*layout }
}

/// A linear congruential generator with Knuth's constants for MMIX.
struct Random(u64);

impl Random {
    fn one_in(&mut self, count: u64) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).is_multiple_of(count)
    }
}

/// The sequence of a layout; `None` if the parser takes its lines for the other kind.
fn sequence(layout: &Layout, original: &Layout, lesson: &Lesson, wrapped: bool, seen: &SeenText) -> Option<Sequence> {
    let facts = training::line_facts(&lesson.text, layout);
    let extractor = training::feature_extractor(&lesson.text, layout, &facts);
    if extractor.is_wrapped() != wrapped {
        return None;
    }
    let features = |i: usize| {
        let mut out = Vec::new();
        extractor.features(i, &mut |feature| out.push(feature as u16));
        out
    };
    // where each paragraph is one line, a piece of a paragraph on the next line is behind a column
    // break, whether or not a blank line shows it
    let runs = if wrapped { layout } else { original };
    Some(Sequence {
        group: lesson.name.split('/').next().unwrap_or_default().into(),
        check: lesson.check,
        original: std::ptr::eq(layout, original),
        unseen: if lesson.check { seen.unseen(&lesson.text, layout) } else { vec![true; layout.lines.len()] },
        features: (0..facts.len()).map(features).collect(),
        same_frame: extractor.same_frame(),
        allowed: allowed(layout, runs, &facts, &lesson.gold),
    })
}

/// The gold of each line: of the piece that has most of it.
pub fn gold_of_lines(lines: impl Iterator<Item = Range<usize>>, gold: &[Gold]) -> Vec<Option<&Gold>> {
    let of_line = |line: Range<usize>| {
        let from = gold.partition_point(|g| g.range.end <= line.start);
        let here = gold[from..].iter().take_while(|g| g.range.start < line.end);
        here.max_by_key(|g| g.range.end.min(line.end) - g.range.start.max(line.start))
    };
    lines.map(of_line).collect()
}

/// The labels that each line may have, a bit each. Within the frames of `runs`, a paragraph goes
/// on from line to line.
fn allowed(layout: &Layout, runs: &Layout, facts: &[LineFacts], gold: &[Gold]) -> Vec<u32> {
    const ANY: u32 = (1 << COUNT) - 1;
    let bit = |label: Label| 1u32 << label as u32;
    let lines = gold_of_lines(layout.lines.iter().map(|l| l.range.clone()), gold);
    let mut out = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(line) = line else {
            out.push(ANY);
            continue;
        };
        let unknown = |g: &Gold| g.article.is_none() && g.role.is_body();
        let same_frame = i > 0 && layout.lines[i - 1].frame == layout.lines[i].frame;
        let above = if same_frame { lines[i - 1] } else { None };
        let runs_on = i > 0 && runs.lines[i - 1].frame == runs.lines[i].frame;
        let role_on = |g: &Gold| g.role == line.role || g.role.is_body() && line.role.is_body();
        let goes_on = above.is_some_and(|g| role_on(g) && g.article == line.article && g.para == line.para);
        out.push(match line.role {
            _ if unknown(line) => ANY,
            Role::Paragraph | Role::Caption => {
                let begins = bit(Label::ParagraphStart) | bit(Label::FragmentStart);
                match above {
                    _ if goes_on && runs_on => bit(Label::Continuation),
                    Some(g) if runs_on && unknown(g) => begins | bit(Label::Continuation),
                    _ => begins,
                }
            }
            Role::Kicker => bit(if goes_on { Label::KickerContinuation } else { Label::Kicker }),
            Role::Headline => bit(if goes_on { Label::HeadlineContinuation } else { Label::Headline }),
            Role::Deck => bit(if goes_on { Label::DeckContinuation } else { Label::Deck }),
            Role::Subhead => bit(if goes_on { Label::SubheadContinuation } else { Label::Subhead }),
            Role::Teaser => {
                let box_goes_on = i > 0 && lines[i - 1].is_some_and(|g| g.role == Role::Teaser);
                bit(if box_goes_on { Label::Teaser } else { Label::TeaserHead })
            }
            role => LABELS.iter().filter(|l| l.role() == role).map(|&l| bit(l)).sum(),
        });
    }
    constrain_first_pieces(&lines, facts, &mut out);
    out
}

/// Decides which piece of each paragraph is its start. Gold does not give the order of the pieces,
/// and they may be in any on the page.
fn constrain_first_pieces(lines: &[Option<&Gold>], facts: &[LineFacts], allowed: &mut [u32]) {
    const START: u32 = 1 << Label::ParagraphStart as u32;
    const RESUMED: u32 = 1 << Label::FragmentStart as u32;
    let mut paragraphs: BTreeMap<(&str, i64), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(line) = line.filter(|g| g.role.is_body()) else { continue };
        let Some(article) = &line.article else { continue };
        let pieces = paragraphs.entry((article, line.para)).or_default();
        match pieces.last_mut() {
            Some((_, last)) if allowed[i] == 1 << Label::Continuation as u32 => *last = i,
            _ => pieces.push((i, i)),
        }
    }
    let ends = |line: &LineFacts| line.last.ends_sentence() || line.end_cue == EndCue::Closing;
    for pieces in paragraphs.values() {
        let opens: Vec<usize> = (0..pieces.len()).filter(|&n| facts[pieces[n].0].opens_story).collect();
        let ends: Vec<usize> = (0..pieces.len()).filter(|&n| ends(&facts[pieces[n].1])).collect();
        let first = match (&opens[..], &ends[..]) {
            _ if pieces.len() == 1 => Some(0),
            ([first], _) => Some(*first),
            // the piece with the end of the paragraph comes before the others
            (_, [end]) if end + 1 < pieces.len() => (pieces.len() == 2).then(|| 1 - end),
            _ => Some(0),
        };
        for (n, &(line, _)) in pieces.iter().enumerate() {
            if allowed[line] != START | RESUMED {
                continue;
            }
            allowed[line] = match first {
                Some(first) if first == n => START,
                None if ends != [n] => START | RESUMED,
                _ => RESUMED,
            };
        }
    }
}
