//! Runs: characters as they are drawn, one after the other → the lines that they stand on.

use super::code::Text;
use super::font::Font;
use super::glyph::Glyph;
use super::matrix::{Point, clamp};
use super::structure::Block;
use crate::form::writer::Writer;
use crate::form::{Bounds, Run};
use crate::order::sort_values;
use crate::text::script::is_unspaced;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// How far the pen may be moved forward within a run, in ems. A tab is wider, and a blank of a line set to
/// the width of its column is narrower.
const WIDEST_GAP: f64 = 1.5;
/// How far characters that are placed by themselves may stand from the last one. Programs that place words
/// or pieces of lines so place the next column, too, whose gutter is a little more than an em; words are
/// seldom that far from each other, and characters of scripts without blanks are not even half of it, but
/// where a line is spaced out and each of its gaps is alike.
const WIDEST_PLACED: f64 = 1.0;
const WIDEST_UNSPACED: f64 = 0.6;
const ALIKE: f64 = 0.1;
/// The same of one in another size: marks of notes and readings stand close.
const PLACED_BESIDE: f64 = 0.1;
/// How far it may be moved back: pairs are kerned, and accents are put over their letters.
const DEEPEST_KERN: f64 = 0.6;
/// How far from the baseline characters of the run's size may stand, in ems, and smaller or larger ones,
/// such as superscripts, in ems of the smaller size. An initial that is several lines high is farther off.
const SAME_BASELINE: f64 = 0.3;
const SAME_LINE: f64 = 0.8;
/// How far the second and the next characters of a vertical line may stand from where it has come to, if it
/// is drawn with a font for horizontal ones, in ems. The second one decides that the line is vertical.
const SECOND_BELOW: f64 = 0.12;
const NEXT_BELOW: f64 = 1.0;
/// How much larger than the text beside it an initial is at least, and how far from it, in ems of the
/// text, that may begin.
const INITIAL: f64 = 1.6;
const BESIDE_INITIAL: f64 = 1.2;
/// The gap that is a blank, in scripts that have some. Fonts have blanks of a quarter of an em, and lines
/// that are set close have narrower ones; pairs of letters are seldom kerned apart.
const NARROWEST_BLANK: f64 = 0.14;
/// How far from its first place what is drawn twice may stand.
const STRUCK_TWICE: f64 = 0.15;

/// How many faces of a run are counted; a line has a few.
const FACES: usize = 8;

/// Puts the runs of a page together.
#[derive(Default)]
pub(super) struct Runs {
    open: Option<Open>,
    /// The runs of the page by their texts and rough places.
    drawn: FxHashMap<(u64, i64, i64), Vec<Drawn>>,
}

/// Where a text was drawn.
struct Drawn {
    origin: Point,
    text: Box<str>,
}

/// A run that is being drawn.
struct Open {
    text: String,
    /// The places in the text where the pen was moved on by itself, and how far in ems.
    gaps: Vec<(usize, f64)>,
    letters: usize,
    /// The characters stand one below the other.
    is_vertical: bool,
    /// The gap before the last character.
    last_gap: f64,
    /// The fonts and sizes that it is set in, with how many letters each has.
    faces: Vec<(Rc<Font>, f64, usize)>,
    /// The block that most of the letters are of if more than half of them are of one, as a vote among them
    /// finds it, and by how many votes it leads.
    block: (Option<Block>, usize),
    first: Glyph,
    last: Glyph,
    /// Where the last letter ends, on the page and in the text.
    ink_end: (Point, usize),
    bounds: Bounds,
    /// The place of an initial that the run began with.
    initial: Option<Bounds>,
}

impl Runs {
    /// Adds the character that is drawn next.
    pub fn add(&mut self, glyph: Glyph, writer: &mut Writer) {
        if let Some(open) = &mut self.open {
            if open.is_struck_again(&glyph) {
                return;
            }
            if let Some(gap) = open.gap_to(&glyph) {
                open.push(glyph, gap);
                return;
            }
            if open.is_initial_of(&glyph) {
                open.go_on_beside(glyph);
                return;
            }
        }
        self.close(writer);
        // a blank has no place of its own
        if !glyph.text.is_blank() {
            self.open = Some(Open::new(glyph));
        }
    }

    /// Ends the run.
    ///
    /// Shadows, outlines and false bold are made by drawing a text again, a hair's breadth aside. Read
    /// twice, it would be a text that nobody sees; so a run is left out where the very same one has been
    /// drawn within a fraction of its size. Nothing else that is drawn can have that place.
    pub fn close(&mut self, writer: &mut Writer) {
        let Some(open) = self.open.take() else { return };
        let text = open.spaced_text();
        let face = open.faces.iter().rev().max_by_key(|face| face.2);
        let (font, size) = face.map_or((&open.first.font, open.first.size), |face| (&face.0, face.1));
        let run = Run {
            bounds: open.bounds,
            size: clamp(size),
            face: font.face.clone(),
            bold: font.bold,
            vertical: open.is_vertical,
            hidden: open.first.hidden,
            initial: open.initial,
            block: open.block.0.map(Block::number),
            heading: open.block.0.is_some_and(Block::is_heading),
            ..Run::default()
        };
        if self.is_new(&text, open.first.origin, open.first.size) {
            writer.run(&text, run);
        }
    }

    /// Whether a text was not drawn before at its place, which it is from now on.
    fn is_new(&mut self, text: &str, origin: Point, size: f64) -> bool {
        let reach = STRUCK_TWICE * size;
        let mut hasher = FxHasher::default();
        text.hash(&mut hasher);
        let hash = hasher.finish();
        let cell = |length: f64| if reach > 0.0 { (length / reach) as i64 } else { 0 };
        let (column, row) = (cell(origin.x), cell(origin.y));
        let around = |centre: i64| centre.saturating_sub(1)..=centre.saturating_add(1);
        for (x, y) in around(column).flat_map(|x| around(row).map(move |y| (x, y))) {
            let mut there = self.drawn.get(&(hash, x, y)).into_iter().flatten();
            if there.any(|drawn| *drawn.text == *text && (drawn.origin - origin).length() <= reach) {
                return false;
            }
        }
        let there = self.drawn.entry((hash, column, row)).or_default();
        // two are within reach of each other at the most, but for numbers that are none
        const MOST: usize = 16;
        if there.len() < MOST {
            there.push(Drawn { origin, text: text.into() });
        }
        true
    }
}

impl Open {
    fn new(glyph: Glyph) -> Self {
        let mut open = Self {
            text: String::new(),
            gaps: Vec::new(),
            letters: 0,
            is_vertical: glyph.font.vertical,
            last_gap: 0.0,
            faces: Vec::new(),
            block: (glyph.block, 0),
            ink_end: (glyph.origin, 0),
            bounds: glyph.bounds(),
            initial: None,
            last: glyph.clone(),
            first: glyph,
        };
        open.count();
        open
    }

    fn count(&mut self) {
        let Glyph { text, font, size, .. } = &self.last;
        text.push_to(&mut self.text);
        if text.is_blank() {
            return;
        }
        self.letters += 1;
        self.ink_end = (self.last.origin + self.last.advance, self.text.len());
        self.block = match self.block {
            (block, votes) if block == self.last.block => (block, votes + 1),
            (_, 0) => (self.last.block, 1),
            (block, votes) => (block, votes - 1),
        };
        let is_same =
            |face: &&mut (Rc<Font>, f64, usize)| Rc::ptr_eq(&face.0, font) && (face.1 - size).abs() <= 0.01 * size;
        if let Some(face) = self.faces.iter_mut().find(is_same) {
            face.2 += 1;
        } else if self.faces.len() < FACES {
            self.faces.push((font.clone(), *size, 1));
        }
    }

    fn push(&mut self, glyph: Glyph, gap: f64) {
        self.drop_covered_blank(&glyph);
        if gap > NARROWEST_BLANK && is_blank_between(&self.last.text, &glyph.text) {
            self.gaps.push((self.text.len(), gap));
        }
        if !glyph.text.is_blank() {
            self.bounds = self.bounds.union(&glyph.bounds());
        }
        self.last_gap = gap;
        self.last = glyph;
        self.count();
    }

    /// Whether the run is a letter of several lines' height, and the character the first beside it: smaller,
    /// and above its baseline.
    fn is_initial_of(&self, glyph: &Glyph) -> bool {
        let (letter, size) = (&self.first, glyph.size);
        let rise = (glyph.origin - letter.origin).dot(letter.up);
        let (end, _) = self.ink_end;
        let gap = (glyph.origin - end).dot(letter.along);
        self.letters == 1
            && !self.is_vertical
            && !glyph.font.vertical
            && letter.text.is_readable()
            && glyph.hidden == letter.hidden
            && glyph.along.dot(letter.along) > 0.99
            && letter.size >= INITIAL * size
            && rise > 0.5 * size
            && rise < letter.size
            && (-0.3 * size..=BESIDE_INITIAL * size).contains(&gap)
    }

    /// Goes on with the first character beside an initial. Whether that is a word of its own is seen where
    /// a blank is drawn only: designers put any distance between the two.
    fn go_on_beside(&mut self, glyph: Glyph) {
        let initial = self.bounds;
        let text = std::mem::take(&mut self.text);
        if glyph.text.is_blank() {
            // it stays, and waits for the first letter
            self.text = text.trim_end().to_string() + " ";
            return;
        }
        let mut beside = Self::new(glyph);
        let letters = std::mem::replace(&mut beside.text, text);
        beside.text.push_str(&letters);
        beside.ink_end.1 = beside.text.len();
        beside.letters = 2;
        beside.bounds.x0 = beside.bounds.x0.min(initial.x0);
        beside.initial = Some(initial);
        *self = beside;
    }

    /// Leaves out a blank that has no room between the letters on either side of it.
    ///
    /// Some programs move the pen back over a ligature and then on again with a blank. In the text under a
    /// scan letters are not where they are printed, so that there blanks tell more than places.
    fn drop_covered_blank(&mut self, glyph: &Glyph) {
        const NO_ROOM: f64 = 0.03;
        let (place, length) = self.ink_end;
        let is_covered = (glyph.origin - place).dot(self.first.along) < NO_ROOM * glyph.size;
        if self.last.text.is_blank() && !glyph.text.is_blank() && !glyph.hidden && !self.is_vertical && is_covered {
            self.text.truncate(length);
            self.gaps.retain(|gap| gap.0 <= length);
        }
    }

    /// Whether a character is the last one again, drawn to make it bold.
    fn is_struck_again(&self, glyph: &Glyph) -> bool {
        let reach = (STRUCK_TWICE * glyph.size).min(0.5 * self.last.advance.length());
        glyph.text == self.last.text
            && glyph.text.is_readable()
            && !glyph.text.is_blank()
            && (glyph.size - self.last.size).abs() <= 0.1 * glyph.size
            && (glyph.origin - self.last.origin).length() < reach
    }

    /// How far the pen was moved on before a character, in ems, if it goes on with the run.
    fn gap_to(&mut self, glyph: &Glyph) -> Option<f64> {
        let (first, last) = (&self.first, &self.last);
        if self.is_vertical || glyph.font.vertical || glyph.along.dot(last.along) < 0.99 || glyph.hidden != last.hidden
        {
            return self.gap_below(glyph);
        }
        let (small, size) = (first.size.min(glyph.size), first.size.max(glyph.size));
        let ratio = small / size;
        let moved = glyph.origin - (last.origin + last.step);
        let gap = moved.dot(first.along) / size;
        let rise = (glyph.origin - first.origin).dot(first.up).abs();
        let is_on_line = rise <= if ratio > 0.9 { SAME_BASELINE * size } else { SAME_LINE * small };
        // another size or face, after a gap, is another thing on the same line
        let widest = match () {
            () if ratio < 0.67 && glyph.is_placed => PLACED_BESIDE,
            () if ratio < 0.67 => 0.25,
            () if (gap - self.last_gap).abs() < ALIKE => WIDEST_GAP,
            () if glyph.is_placed && (last.is_wide() || glyph.is_wide()) => WIDEST_UNSPACED,
            () if glyph.is_placed || ratio < 0.9 || glyph.font.bold != last.font.bold => WIDEST_PLACED,
            () => WIDEST_GAP,
        };
        let goes_on = is_on_line && (-DEEPEST_KERN..=widest).contains(&gap);
        if goes_on { Some(gap) } else { self.gap_below(glyph) }
    }

    /// How far a character stands below the last one, in ems, if both are of a vertical line.
    ///
    /// Many programs set vertical lines character by character with a font for horizontal ones, and turn
    /// to one for vertical lines for brackets and stops only.
    fn gap_below(&mut self, glyph: &Glyph) -> Option<f64> {
        let last = &self.last;
        let are_both = last.font.vertical && glyph.font.vertical;
        let is_upright = |glyph: &Glyph| glyph.font.vertical || glyph.is_wide();
        if glyph.hidden != last.hidden || !(self.is_vertical || self.letters == 1) {
            return None;
        }
        let may_be = are_both || (is_upright(last) && is_upright(glyph));
        if !may_be || glyph.down().dot(last.down()) < 0.99 {
            return None;
        }
        let size = last.size.max(glyph.size);
        let moved = glyph.top() - (last.top() + last.down() * last.depth());
        let gap = moved.dot(last.down()) / size;
        let aside = (moved - last.down() * moved.dot(last.down())).length() / size;
        let reach = match () {
            () if are_both => -DEEPEST_KERN..=WIDEST_GAP,
            () if self.is_vertical => -SECOND_BELOW..=NEXT_BELOW,
            () => -SECOND_BELOW..=SECOND_BELOW,
        };
        if aside > SAME_BASELINE || !reach.contains(&gap) || glyph.size.min(last.size) < 0.67 * size {
            return None;
        }
        self.is_vertical = true;
        Some(gap)
    }

    /// The text with its blanks.
    ///
    /// Letters that are spaced out to fill a line have a gap after each of them, and then only the wider
    /// gaps are those of words.
    fn spaced_text(&self) -> String {
        const FEWEST: usize = 4;
        let mut widest = NARROWEST_BLANK;
        if self.letters >= FEWEST && self.gaps.len() + 1 >= self.letters {
            let mut sizes: Vec<f64> = self.gaps.iter().map(|gap| gap.1).collect();
            sort_values(&mut sizes);
            widest = sizes.get(sizes.len() / 2).map_or(widest, |median| median * 1.6);
        }
        let mut text = String::with_capacity(self.text.len() + self.gaps.len());
        let mut start = 0;
        for &(end, _) in self.gaps.iter().filter(|gap| gap.1 > widest) {
            text.push_str(self.text.get(start..end).unwrap_or_default());
            text.push(' ');
            start = end;
        }
        text.push_str(self.text.get(start..).unwrap_or_default());
        text
    }
}

/// Whether a gap between two characters is a blank.
fn is_blank_between(before: &Text, after: &Text) -> bool {
    let has_blanks = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_unspaced(c));
    has_blanks(before.last_char()) && has_blanks(after.first_char())
}
