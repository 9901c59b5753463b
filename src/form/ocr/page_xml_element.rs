//! What an element of PAGE XML says of itself: its text, place and type.
//!
//! The text of a page is written anew on each level, of regions, lines, words and glyphs.

use super::line::{Line, Style, bounds_between, confidence, number, union};
use super::xml_tree::Element;
use crate::form::Bounds;

/// Adds the text of a line: its own, or else that of its words.
pub(super) fn add_text<'t>(element: Element<'_, 't>, line: &mut Line<'t>, own_style: Style<'t>) {
    let own = own_text(element);
    if let Some((text, confidence)) = &own {
        line.word(text, None, own_style);
        line.doubt(*confidence);
    }
    for word in element.children().filter(|child| child.is("Word")) {
        let word_text = own_text(word).or_else(|| glyphs(word));
        let Some((text, confidence)) = word_text else { continue };
        // the least sure word says more than the mean of the line, whose text it only repeats
        line.doubt(confidence);
        if own.is_none() {
            line.part();
            line.word(&text, place(word), style(word, own_style));
        }
    }
}

/// The text that an element has itself, and how sure the program is of it. Of several readings that of
/// the lowest index is the text.
pub(super) fn own_text(element: Element) -> Option<(String, Option<f32>)> {
    let readings = element.children().filter(|child| child.is("TextEquiv"));
    let mut best = None;
    for reading in readings {
        let index = reading.raw("index").and_then(|index| index.trim().parse().ok()).unwrap_or(0_i64);
        if best.as_ref().is_some_and(|(least, _)| *least <= index) {
            continue;
        }
        // the text without formatting stands beside the other
        let text = ["Unicode", "PlainText"].iter().find_map(|name| {
            let text = reading.children().find(|child| child.is(name))?.text();
            (!text.trim().is_empty()).then_some(text)
        });
        if let Some(text) = text {
            best = Some((index, (text, conf(reading))));
        }
    }
    best.map(|(_, text)| text)
}

/// The text of a word that has it only in its characters.
fn glyphs(word: Element) -> Option<(String, Option<f32>)> {
    let mut text = String::new();
    let mut confidence = None;
    for (own, conf) in word.children().filter(|child| child.is("Glyph")).filter_map(own_text) {
        text.push_str(own.trim());
        confidence = [confidence, conf].into_iter().flatten().reduce(f32::min);
    }
    (!text.is_empty()).then_some((text, confidence))
}

/// Whether an element says that its lines run downwards: `readingDirection` is that of characters, and
/// `textLineOrder` goes across the lines.
pub(super) fn says_vertical(element: Element) -> Option<bool> {
    let direction = element.raw("readingDirection").map(|value| matches!(value, "top-to-bottom" | "bottom-to-top"));
    let order = element.raw("textLineOrder").map(|value| matches!(value, "left-to-right" | "right-to-left"));
    match (direction, order) {
        (None, None) => None,
        (direction, order) => Some(direction == Some(true) || order == Some(true)),
    }
}

/// The type that an element names, or else that around it.
pub(super) fn style<'t>(element: Element<'_, 't>, outer: Style<'t>) -> Style<'t> {
    let Some(own) = element.children().find(|child| child.is("TextStyle")) else { return outer };
    Style {
        size: own.raw("fontSize").map_or(outer.size, |value| number(value).max(0.0)),
        face: own.raw("fontFamily").unwrap_or(outer.face),
        bold: own.raw("bold").map_or(outer.bold, |value| matches!(value, "true" | "1")),
    }
}

/// The box around an element's points: `points="1,2 3,4"`, or an element each.
pub(super) fn place(element: Element) -> Option<Bounds> {
    let coords = element.children().find(|child| child.is("Coords"))?;
    let point = |x: &str, y: &str| {
        let (x, y) = (number(x), number(y));
        Some(bounds_between([x, x], [y, y]))
    };
    let listed = coords.raw("points").unwrap_or_default().split_ascii_whitespace().filter_map(|at| at.split_once(','));
    let listed = listed.map(|(x, y)| point(x, y));
    let apart = coords.children().filter(|child| child.is("Point")).map(|at| point(at.raw("x")?, at.raw("y")?));
    listed.chain(apart).fold(None, union)
}

fn conf(element: Element) -> Option<f32> {
    element.raw("conf").and_then(|value| confidence(value, 1.0))
}
