//! Words and their boxes → the lines of a document, as all files of OCR have them.

use super::xml_entities::unescape;
use crate::form::writer::Writer;
use crate::form::{Bounds, Document, Form, FormError, Remark, Rule, Run};
use crate::text::script::is_unspaced;

/// How many characters a document may have. A broadsheet page has some 30,000.
const CHARACTERS: usize = 4_000_000;
/// The share of a line's thickness from which a gap between two Chinese words is a blank of the page:
/// that of one character, less what punctuation leaves free of its own square.
const WIDE_GAP: f32 = 0.75;
/// How many times higher than wide a line of several characters is that runs downwards.
const TALL: f32 = 1.5;
/// Longer names of typefaces are cut, as each run holds its own.
const FACE: usize = 80;

/// The type that words are set in.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Style<'t> {
    pub size: f32,
    /// As the file has it, entities included.
    pub face: &'t str,
    pub bold: bool,
}

/// A line while its words are collected.
#[derive(Default)]
pub(super) struct Line<'t> {
    text: String,
    /// Its own place; without one, that of its words.
    pub bounds: Option<Bounds>,
    /// The place of what it is in, which is better than none.
    pub outer: Option<Bounds>,
    words: Option<Bounds>,
    last: Option<Bounds>,
    /// Something parts what came last from what comes next.
    parted: bool,
    style: Style<'t>,
    /// How many characters more are in the style than in others.
    votes: usize,
    confidence: Option<f32>,
    /// The form says that it runs downwards.
    pub vertical: bool,
    pub heading: bool,
    pub block: Option<u32>,
}

impl<'t> Line<'t> {
    pub fn new(bounds: Option<Bounds>, outer: Option<Bounds>, vertical: bool) -> Self {
        Self { bounds, outer, vertical, ..Self::default() }
    }

    /// Adds a word.
    pub fn word(&mut self, text: &str, bounds: Option<Bounds>, style: Style<'t>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.parted) && self.has_blank_before(text, bounds) {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.last = bounds;
        self.words = union(self.words, bounds);
        self.vote(style, text.chars().count());
    }

    /// Adds text that is in no word, with its blanks.
    pub fn plain(&mut self, text: &str, style: Style<'t>) {
        self.parted |= text.starts_with(|c: char| c.is_ascii_whitespace());
        for word in text.split_ascii_whitespace() {
            if std::mem::replace(&mut self.parted, true) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.last = None;
            self.vote(style, word.chars().count());
        }
        if !text.trim_ascii().is_empty() {
            self.parted = text.ends_with(|c: char| c.is_ascii_whitespace());
        }
    }

    /// Parts what comes next from the word before it.
    pub fn part(&mut self) {
        self.parted = true;
    }

    /// Notes how sure the program is of a word.
    pub fn doubt(&mut self, confidence: Option<f32>) {
        let least = [self.confidence, confidence].into_iter().flatten().reduce(f32::min);
        self.confidence = least;
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a blank stands before the word that comes next. OCR programs part Chinese words, too,
    /// where the page has no blank.
    fn has_blank_before(&self, text: &str, bounds: Option<Bounds>) -> bool {
        let (Some(a), Some(b)) = (self.text.chars().next_back(), text.chars().next()) else { return false };
        if !is_unspaced(a) && !is_unspaced(b) {
            return true;
        }
        let (Some(last), Some(next), Some(words)) = (self.last, bounds, self.words) else { return false };
        let (across, down) = (next.x0 - last.x1, next.y0 - last.y1);
        if across >= down { across > words.height() * WIDE_GAP } else { down > words.width() * WIDE_GAP }
    }

    /// Lets the style of most characters win, by the algorithm of Boyer and Moore.
    fn vote(&mut self, style: Style<'t>, characters: usize) {
        if style == self.style {
            self.votes += characters;
        } else if characters > self.votes {
            self.votes = characters - self.votes;
            self.style = style;
        } else {
            self.votes -= characters;
        }
    }

    fn run(&self) -> Run {
        let with_area = self.bounds.filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0);
        let bounds = with_area.or(self.words).or(self.bounds).or(self.outer).unwrap_or_default();
        let face = unescape(self.style.face);
        Run {
            bounds,
            size: self.style.size,
            face: face.trim().chars().take(FACE).collect(),
            bold: self.style.bold,
            vertical: self.is_vertical(bounds),
            confidence: self.confidence,
            block: self.block,
            heading: self.heading,
            ..Run::default()
        }
    }

    /// Whether its characters stand one below the other. What is said of a whole page or block is not
    /// true of the headlines that run across it, so the shape has the last word.
    fn is_vertical(&self, bounds: Bounds) -> bool {
        let several = self.text.chars().filter(|c| !c.is_whitespace()).nth(1).is_some();
        let (width, height) = (bounds.width(), bounds.height());
        let is_tall = several && height > width * TALL;
        let is_wide = several && width > height * TALL;
        (is_tall || (self.vertical && !is_wide)) && self.text.chars().any(is_unspaced)
    }
}

/// The pages of a document while they are written.
#[derive(Default)]
pub(super) struct Pages {
    writer: Writer,
    characters: usize,
}

impl Pages {
    pub fn page(&mut self, width: f32, height: f32) {
        self.writer.page(width, height);
    }

    pub fn line(&mut self, line: &Line, form: Form) -> Result<(), FormError> {
        self.characters += line.text.chars().count();
        if self.characters > CHARACTERS {
            return Err(FormError::TooLarge { what: form.name() });
        }
        if self.writer.current().is_none() {
            self.page(0.0, 0.0);
        }
        self.writer.run(&line.text, line.run());
        Ok(())
    }

    pub fn picture(&mut self, bounds: Option<Bounds>) {
        if let (Some(page), Some(bounds)) = (self.writer.current(), bounds) {
            page.pictures.push(bounds);
        }
    }

    pub fn rule(&mut self, bounds: Option<Bounds>) {
        if let (Some(page), Some(bounds)) = (self.writer.current(), bounds) {
            page.rules.push(Rule { bounds });
        }
    }

    /// The document, if there is text in it.
    pub fn finish(self, form: Form, is_damaged: bool) -> Result<Document, FormError> {
        let mut document = self.writer.finish(form, Vec::new());
        let has_text = document.sheet.pages.iter().any(|page| !page.runs.is_empty());
        if !has_text {
            let what = form.name();
            return Err(if is_damaged { FormError::Damaged { what } } else { FormError::Empty { what } });
        }
        if is_damaged {
            document.remarks.push(Remark::Repaired);
        }
        for (page, number) in document.sheet.pages.iter_mut().zip(1..) {
            if page.runs.is_empty() {
                document.remarks.push(Remark::NoText { page: number });
            }
            // a page that does not say how large it is holds its lines at least
            let edge = |of: fn(&Bounds) -> f32| page.runs.iter().map(|run| of(&run.bounds)).fold(0.0, f32::max);
            let (width, height) = (edge(|bounds| bounds.x1), edge(|bounds| bounds.y1));
            if page.width <= 0.0 || page.height <= 0.0 {
                (page.width, page.height) = (width, height);
            }
        }
        Ok(document)
    }
}

/// The number that a value says; 0 where it says none. Numbers stay so small that sums of them are
/// numbers, too.
pub(super) fn number(value: &str) -> f32 {
    const HUGE: f32 = 1e7;
    let number: Option<f64> = value.trim().parse().ok();
    number.filter(|number| number.is_finite()).map_or(0.0, |number| (number as f32).clamp(-HUGE, HUGE))
}

/// How sure a program is, of a value that is `whole` where it is certain.
pub(super) fn confidence(value: &str, whole: f32) -> Option<f32> {
    let value = value.trim().parse::<f64>().ok()? as f32;
    value.is_finite().then(|| (value / whole).clamp(0.0, 1.0))
}

/// The box between two corners, whichever they are.
pub(super) fn bounds_between(x: [f32; 2], y: [f32; 2]) -> Bounds {
    let ([a, b], [c, d]) = (x, y);
    Bounds { x0: a.min(b), y0: c.min(d), x1: a.max(b), y1: c.max(d) }
}

pub(super) fn union(a: Option<Bounds>, b: Option<Bounds>) -> Option<Bounds> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.union(&b)),
        (a, b) => a.or(b),
    }
}
