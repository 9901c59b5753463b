//! Pages as the chain sees them, with what gold allows each line to be.

use super::super::features::View;
use super::super::labels::{COUNT, LABELS, Label};
use super::super::line_facts::{self, Facts, Tail};
use super::figures::Seen;
use super::{Gold, Lesson};
use crate::language::{self, Lexicon};
use crate::model::Role;
use crate::parse::{Layout, Line, layout};
use crate::text::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// A page as the chain sees it.
pub(super) struct Page {
    pub group: String,
    pub check: bool,
    /// It is as it was given.
    pub plain: bool,
    /// Lines whose text is not in any page to learn from.
    pub unseen: Vec<bool>,
    pub features: Vec<Vec<u16>>,
    pub same_frame: Vec<bool>,
    /// The labels each line may have, a bit each.
    pub allowed: Vec<u32>,
}

/// The page, and the page as other text layers would have it: without the blank lines
/// between its frames, without indents, with a blank line below every line, with frames
/// that were lost and frames that are none.
pub(super) fn pages_of(lesson: &Lesson, wrapped: bool, seen: &Seen) -> Vec<Page> {
    if lesson.wrapped.is_some_and(|known| known != wrapped) {
        return Vec::new();
    }
    let source = Source::new(&lesson.text);
    let layout = layout::read_down(&source, language::choose(&lesson.text, &[]));
    let mut layouts = vec![layout];
    if !lesson.check {
        let (one, each) = (|_: bool| false, |_: bool| true);
        let mut chance = Chance(lesson.text.len() as u64);
        let breaks = if wrapped { 30 } else { 4 };
        let mut shaken = |new: bool| if new { !chance.one_in(4) } else { chance.one_in(breaks) };
        let whole = &layouts[0];
        let mut views = vec![
            reframed(whole, &lesson.gold, false, one),
            reframed(whole, &lesson.gold, true, one),
            reframed(whole, &lesson.gold, false, |new| new),
            reframed(whole, &lesson.gold, true, &mut shaken),
            reframed(whole, &lesson.gold, false, &mut shaken),
        ];
        if !wrapped {
            views.push(reframed(whole, &lesson.gold, true, each));
        }
        for view in views {
            if layouts.iter().all(|other| other.lines != view.lines) {
                layouts.push(view);
            }
        }
    }
    let whole = &layouts[0];
    layouts.iter().filter_map(|layout| page(&source, layout, whole, lesson, wrapped, seen)).collect()
}

/// The layout with other frames: `parted` is asked of every line below another whether it
/// is in a new frame, being told whether it was.
fn reframed(layout: &Layout, gold: &[Gold], indents: bool, mut parted: impl FnMut(bool) -> bool) -> Layout {
    let teaser = |line: Option<&Line>| {
        let at = line.map_or(0, |l| l.range.start);
        let piece = gold.get(gold.partition_point(|g| g.range.end <= at));
        line.is_some() && piece.is_some_and(|g| g.role == Role::Teaser)
    };
    let mut frame = 0;
    let lines = layout.lines.iter().enumerate().map(|(i, line)| {
        let above = i.checked_sub(1).map(|k| &layout.lines[k]);
        let was = above.is_some_and(|a| a.frame != line.frame);
        let now = i > 0 && parted(was);
        // nothing but its frame shows where a teaser box ends; its head may be set apart
        let boxed = teaser(above);
        let headed = boxed && !teaser(i.checked_sub(2).map(|k| &layout.lines[k])) && teaser(Some(line));
        frame += usize::from(if boxed && !headed { was } else { now });
        Line { frame, indent: if indents { line.indent } else { 0 }, ..line.clone() }
    });
    Layout { lines: lines.collect(), ..*layout }
}

/// Numbers that look like chance and are the same every time (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    fn one_in(&mut self, count: u64) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).is_multiple_of(count)
    }
}

fn page(source: &Source, layout: &Layout, whole: &Layout, lesson: &Lesson, wrapped: bool, seen: &Seen) -> Option<Page> {
    let cues = language::choose(source.text, &[]);
    let facts = line_facts::of_lines(source, layout, &Lexicon::new(cues));
    let view = View::new(source, layout, &facts);
    if view.wrapped() != wrapped {
        return None;
    }
    let features = |i: usize| {
        let mut out = Vec::new();
        view.features(i, &mut |feature| out.push(feature as u16));
        out
    };
    // where a paragraph has a line to itself, a piece of one on the next line stands behind a
    // cut, whether or not a blank line shows it
    let runs = if wrapped { layout } else { whole };
    Some(Page {
        group: lesson.name.split('/').next().unwrap_or_default().into(),
        check: lesson.check,
        plain: std::ptr::eq(layout, whole),
        unseen: if lesson.check { seen.unseen(source, layout) } else { vec![true; layout.lines.len()] },
        features: (0..facts.len()).map(features).collect(),
        same_frame: view.same_frame(),
        allowed: allowed(layout, runs, &facts, &lesson.gold),
    })
}

/// What gold says of each line: the piece that has most of it.
pub(super) fn gold_of_lines(lines: impl Iterator<Item = Range<usize>>, gold: &[Gold]) -> Vec<Option<&Gold>> {
    let of_line = |line: Range<usize>| {
        let from = gold.partition_point(|g| g.range.end <= line.start);
        let here = gold[from..].iter().take_while(|g| g.range.start < line.end);
        here.max_by_key(|g| g.range.end.min(line.end) - g.range.start.max(line.start))
    };
    lines.map(of_line).collect()
}

/// `runs` has the frames within which a paragraph goes on from line to line.
fn allowed(layout: &Layout, runs: &Layout, facts: &[Facts], gold: &[Gold]) -> Vec<u32> {
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
                let begins = bit(Label::Fresh) | bit(Label::Resumed);
                match above {
                    _ if goes_on && runs_on => bit(Label::Running),
                    Some(g) if runs_on && unknown(g) => begins | bit(Label::Running),
                    _ => begins,
                }
            }
            Role::Kicker => bit(if goes_on { Label::KickerOn } else { Label::Kicker }),
            Role::Headline => bit(if goes_on { Label::HeadlineOn } else { Label::Headline }),
            Role::Deck => bit(if goes_on { Label::DeckOn } else { Label::Deck }),
            Role::Subhead => bit(if goes_on { Label::SubheadOn } else { Label::Subhead }),
            Role::Teaser => {
                let box_goes_on = i > 0 && lines[i - 1].is_some_and(|g| g.role == Role::Teaser);
                bit(if box_goes_on { Label::Teaser } else { Label::TeaserHead })
            }
            role => LABELS.iter().filter(|l| l.role() == role).map(|&l| bit(l)).sum(),
        });
    }
    first_pieces(&lines, facts, &mut out);
    out
}

/// Tells the piece that begins a paragraph from those behind its cuts. Gold does not say in
/// which order the pieces read, and a page may have them in any.
fn first_pieces(lines: &[Option<&Gold>], facts: &[Facts], allowed: &mut [u32]) {
    const FRESH: u32 = 1 << Label::Fresh as u32;
    const RESUMED: u32 = 1 << Label::Resumed as u32;
    let mut paragraphs: BTreeMap<(&str, i64), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(line) = line.filter(|g| g.role.is_body()) else { continue };
        let Some(article) = &line.article else { continue };
        let pieces = paragraphs.entry((article, line.para)).or_default();
        match pieces.last_mut() {
            Some((_, last)) if allowed[i] == 1 << Label::Running as u32 => *last = i,
            _ => pieces.push((i, i)),
        }
    }
    let ends = |line: &Facts| line.last.ends_sentence() || line.tail == Tail::Closing;
    for pieces in paragraphs.values() {
        let opens: Vec<usize> = (0..pieces.len()).filter(|&n| facts[pieces[n].0].opens).collect();
        let ends: Vec<usize> = (0..pieces.len()).filter(|&n| ends(&facts[pieces[n].1])).collect();
        let first = match (&opens[..], &ends[..]) {
            _ if pieces.len() == 1 => Some(0),
            ([first], _) => Some(*first),
            // the end comes before the rest
            (_, [end]) if end + 1 < pieces.len() => (pieces.len() == 2).then_some(1 - end),
            _ => Some(0),
        };
        for (n, &(line, _)) in pieces.iter().enumerate() {
            if allowed[line] != FRESH | RESUMED {
                continue;
            }
            allowed[line] = match first {
                Some(first) if first == n => FRESH,
                None if ends != [n] => FRESH | RESUMED,
                _ => RESUMED,
            };
        }
    }
}
