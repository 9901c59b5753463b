//! What can be seen of a line by itself.

use crate::cues::Cues;
use crate::read::Layout;
use crate::source::Source;

/// A cue that speaks of the whole line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Byline,
    Credit,
    Teaser,
    Jump,
    Furniture,
    Rubric,
}

#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// In half-width cells.
    pub width: usize,
    pub cue: Option<Cue>,
    /// It starts as a story starts.
    pub opens: bool,
    /// The last character ends a sentence.
    pub final_stop: bool,
    pub colon: bool,
    /// The first character cannot begin a sentence.
    pub starts_mid: bool,
    /// Sentence ends within the line.
    pub stops: usize,
    pub commas: usize,
    /// Characters of grammar.
    pub function: usize,
}

pub(super) fn of_lines(source: &Source, layout: &Layout, cues: &Cues) -> Vec<Facts> {
    layout.lines.iter().map(|line| of_line(&source.text[line.range.clone()], cues)).collect()
}

fn of_line(text: &str, cues: &Cues) -> Facts {
    let width = text.chars().map(cells).sum();
    Facts {
        width,
        cue: cue(text, width, cues),
        opens: cues.at_start(&cues.openings, text).is_some(),
        final_stop: ends_sentence(text),
        colon: text.ends_with(['：', ':']),
        starts_mid: text.starts_with(|c| "，。、；：？！）》”’』」,.;:?!)".contains(c)),
        stops: text.chars().filter(|&c| "。！？；".contains(c)).count(),
        commas: text.chars().filter(|&c| "，,、".contains(c)).count(),
        function: text.chars().filter(|&c| cues.function.contains(c)).count(),
    }
}

fn cue(text: &str, width: usize, cues: &Cues) -> Option<Cue> {
    // no line that is a cue as a whole is longer than this
    if width > 160 {
        return None;
    }
    let whole = |list| cues.whole(list, text).is_some();
    if whole(&cues.teasers) {
        Some(Cue::Teaser)
    } else if whole(&cues.jumps) {
        Some(Cue::Jump)
    } else if is_folio(text) || cues.all(&cues.furniture, text) {
        Some(Cue::Furniture)
    } else if whole(&cues.rubrics) {
        Some(Cue::Rubric)
    } else if whole(&cues.credits) {
        Some(Cue::Credit)
    } else if whole(&cues.bylines) {
        Some(Cue::Byline)
    } else {
        None
    }
}

/// A page number and nothing else.
fn is_folio(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "·•-—".contains(c))
        && text.len() <= 8
}

/// Width of a character in half-width cells.
pub(super) fn cells(c: char) -> usize {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let closed = text.trim_end_matches(['”', '’', '』', '」', '）', '》', ')', '"', '\'', ' ']);
    let last = closed.chars().next_back();
    last.is_some_and(|c| "。！？!?…；：".contains(c)) || last == Some('.') && text.is_ascii()
}
