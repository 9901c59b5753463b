//! Pages as the CRF sees them, with the labels that gold allows each line.

use super::seen_text::SeenText;
use crate::lesson::{Gold, Lesson};
use banmian::Role;
use banmian::training::roles::{EndCue, LABEL_COUNT as COUNT, LABELS, Label, Last, LineFacts, visit_ngrams};
use banmian::training::{self, Layout, Line, NormalizedText};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Width in half-width cells up to which a paragraph that is no sentence may be something else.
const MAX_LABEL_WIDTH: usize = 44;

/// The observed lines of a page.
pub struct Sequence {
    pub group: String,
    pub check: bool,
    /// Its lines are broken at the edge of their column.
    pub wrapped: bool,
    /// Whether the text of each line is in no page that is learned from.
    pub unseen: Arc<Vec<bool>>,
    pub features: Vec<Vec<u16>>,
    /// The rows of each line's n-grams.
    pub ngrams: Arc<Vec<Vec<u16>>>,
    pub same_frame: Vec<bool>,
    /// The labels each line may have, a bit each.
    pub allowed: Vec<u32>,
}

/// The sequences of a page: first as it is, then augmented as other text layers would have it,
/// without the blank lines between frames, and with some frames merged and some split.
pub fn sequences(lesson: &Lesson, seen: &SeenText) -> Vec<Sequence> {
    let page = training::normalized(&lesson.text);
    let mut layouts = vec![page.layout.clone()];
    if !lesson.check {
        let mut random = Random(lesson.text.len() as u64);
        let perturbed = |new: bool| if new { !random.one_in(4) } else { random.one_in(12) };
        let gold = gold_of_lines(page.lines_in_source().map(first), &lesson.gold);
        for layout in [reframed(&page.layout, &gold, |_| false), reframed(&page.layout, &gold, perturbed)] {
            if layouts.iter().all(|other| other.lines != layout.lines) {
                layouts.push(layout);
            }
        }
    }
    let ngrams = |line: &Line| {
        let mut rows = Vec::new();
        visit_ngrams(&page.text[line.range.clone()], |row| rows.push(row as u16));
        rows
    };
    let ngrams = Arc::new(page.layout.lines.iter().map(ngrams).collect());
    let unseen = if lesson.check { seen.unseen(&page.text, &page.layout) } else { vec![true; page.layout.lines.len()] };
    let unseen = Arc::new(unseen);
    layouts.iter().filter_map(|layout| sequence(&page, layout, lesson, &ngrams, &unseen)).collect()
}

/// The first piece of a line; a line of a text has no other.
pub fn first(pieces: Vec<Range<usize>>) -> Range<usize> {
    pieces.into_iter().next().unwrap_or_default()
}

/// The layout with other frames: `begins_frame` says of every line but the first whether it begins
/// a frame, by whether it did.
fn reframed(layout: &Layout, gold: &[Option<&Gold>], mut begins_frame: impl FnMut(bool) -> bool) -> Layout {
    let teaser = |line: Option<usize>| line.and_then(|i| gold[i]).is_some_and(|g| g.role == Role::Teaser);
    let mut frame = 0;
    let lines = layout.lines.iter().enumerate().map(|(i, line)| {
        let above = i.checked_sub(1);
        let was = above.is_some_and(|k| layout.lines[k].frame != line.frame);
        let now = i > 0 && begins_frame(was);
        // only its frame shows where a teaser box ends; its heading may be a frame of its own
        let boxed = teaser(above);
        let headed = boxed && !teaser(i.checked_sub(2)) && teaser(Some(i));
        frame += usize::from(if boxed && !headed { was } else { now });
        Line { frame, ..line.clone() }
    });
    Layout { lines: lines.collect(), unsure: Vec::new(), ..*layout }
}

/// A linear congruential generator with Knuth's constants for MMIX.
struct Random(u64);

impl Random {
    fn one_in(&mut self, count: u64) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).is_multiple_of(count)
    }
}

/// The sequence of a layout of a page; `None` if the parser takes its lines for another kind than
/// the lesson says.
fn sequence(
    page: &NormalizedText,
    layout: &Layout,
    lesson: &Lesson,
    ngrams: &Arc<Vec<Vec<u16>>>,
    unseen: &Arc<Vec<bool>>,
) -> Option<Sequence> {
    let facts = training::line_facts(&page.text, layout);
    let extractor = training::feature_extractor(&page.text, layout, &facts);
    let wrapped = extractor.is_wrapped();
    if lesson.wrapped.is_some_and(|known| known != wrapped) {
        return None;
    }
    let features = |i: usize| {
        let mut out = Vec::new();
        extractor.features(i, &mut |feature| out.push(feature as u16));
        out
    };
    let lines = gold_of_lines(page.lines_in_source().map(first), &lesson.gold);
    // where each paragraph is one line, a piece of a paragraph on the next line is behind a column
    // break, whether or not a blank line shows it
    let runs = if wrapped { layout } else { &page.layout };
    Some(Sequence {
        group: lesson.name.split('/').next().unwrap_or_default().into(),
        check: lesson.check,
        wrapped,
        unseen: unseen.clone(),
        features: (0..facts.len()).map(features).collect(),
        ngrams: ngrams.clone(),
        same_frame: extractor.same_frame(),
        allowed: allowed(layout, runs, &facts, &lines),
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
pub fn allowed(layout: &Layout, runs: &Layout, facts: &[LineFacts], lines: &[Option<&Gold>]) -> Vec<u32> {
    const ANY: u32 = (1 << COUNT) - 1;
    let bit = |label: Label| 1u32 << label as u32;
    let mut leads: BTreeMap<&str, i64> = BTreeMap::new();
    for line in lines.iter().flatten().filter(|g| g.role == Role::Paragraph) {
        let lead = leads.entry(line.article.as_deref().unwrap_or_default()).or_insert(line.para);
        *lead = line.para.min(*lead);
    }
    let lead_of = |line: &Gold| line.article.as_deref().and_then(|article| leads.get(article)).copied();
    let first_label = |line: &Gold| match line.role {
        Role::Paragraph if lead_of(line) == Some(line.para) => Label::LeadStart,
        _ => Label::ParagraphStart,
    };
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
            // what is set as a heading or names the authors is often kept as text
            Role::Paragraph
                if !goes_on
                    && is_label(&facts[i])
                    && !lines.get(i + 1).copied().flatten().is_some_and(|g| is_same(g, line)) =>
            {
                let other = [Label::Subhead, Label::SubheadContinuation, Label::Byline, Label::SignOff, Label::Credit];
                let other = other.into_iter().filter(|label| same_frame || !label.is_continuation());
                bit(first_label(line)) | other.map(bit).sum::<u32>()
            }
            Role::Paragraph | Role::Caption => {
                let begins = bit(first_label(line)) | bit(Label::FragmentStart);
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
            Role::Byline if lead_of(line).is_some_and(|lead| lead < line.para) => bit(Label::SignOff),
            Role::Byline => bit(Label::Byline),
            role => LABELS.iter().filter(|l| l.role() == role).map(|&l| bit(l)).sum(),
        });
    }
    constrain_first_pieces(lines, facts, &mut out);
    out
}

/// Whether two lines are pieces of one block.
fn is_same(a: &Gold, b: &Gold) -> bool {
    a.article == b.article && a.para == b.para
}

/// Whether a line is short and no sentence.
fn is_label(line: &LineFacts) -> bool {
    line.width <= MAX_LABEL_WIDTH && !line.last.ends_sentence() && line.last != Last::Comma && line.last != Last::Colon
}

/// Decides which piece of each paragraph is its start. Gold does not give the order of the pieces,
/// and they may be in any on the page.
fn constrain_first_pieces(lines: &[Option<&Gold>], facts: &[LineFacts], allowed: &mut [u32]) {
    const STARTS: u32 = 1 << Label::ParagraphStart as u32 | 1 << Label::LeadStart as u32;
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
            let start = allowed[line] & STARTS;
            if start == 0 || allowed[line] != start | RESUMED {
                continue;
            }
            allowed[line] = match first {
                Some(first) if first == n => start,
                None if ends != [n] => start | RESUMED,
                _ => RESUMED,
            };
        }
    }
}
