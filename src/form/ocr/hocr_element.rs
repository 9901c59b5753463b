//! What an element of hOCR says of itself, by its classes and its title.
//!
//! <https://kba.github.io/hocr-spec/1.2/>

use super::line::{bounds_between, confidence, number};
use super::xml_tree::Element;
use crate::form::Bounds;

/// What an element is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Page,
    /// A block of lines: a column, a paragraph.
    Block,
    Line {
        heading: bool,
    },
    Word,
    Picture,
    Rule,
    /// Another reading of what stands beside it.
    Alternative,
    /// No part of the layout, but what is before it is not on the same line.
    Break,
    /// A part of a line.
    Inline,
}

const INLINE: [&str; 25] = [
    "span", "em", "strong", "b", "i", "a", "u", "s", "sub", "sup", "font", "small", "big", "ins", "del", "abbr", "bdo",
    "bdi", "mark", "tt", "code", "cite", "q", "wbr", "ruby",
];

pub(super) fn kind(element: Element) -> Kind {
    let classes = element.raw("class").unwrap_or_default();
    let kind = classes.split_ascii_whitespace().find_map(|class| {
        Some(match class {
            "ocr_page" => Kind::Page,
            "ocr_line" | "ocrx_line" | "ocr_textfloat" | "ocr_caption" | "ocr_header" | "ocr_footer" | "ocr_pageno" => {
                Kind::Line { heading: false }
            }
            "ocr_title" => Kind::Line { heading: true },
            "ocrx_word" | "ocr_word" => Kind::Word,
            "ocr_photo" | "ocr_image" | "ocr_linedrawing" => Kind::Picture,
            "ocr_separator" => Kind::Rule,
            "alt" if element.is("del") => Kind::Alternative,
            "ocr_carea" | "ocrx_block" | "ocr_par" | "ocr_column" | "ocr_xycut" => Kind::Block,
            _ => return None,
        })
    });
    kind.unwrap_or_else(|| match element.name() {
        name if INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline)) => Kind::Inline,
        name if name.eq_ignore_ascii_case("p") => Kind::Block,
        _ => Kind::Break,
    })
}

/// Whether an element is a heading of HTML.
pub(super) fn is_heading(element: Element) -> bool {
    matches!(element.name().as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}

/// Whether an element says that its lines run downwards.
pub(super) fn says_vertical(element: Element) -> bool {
    let style = element.raw("style").unwrap_or_default();
    let is_vertical = ["vertical-rl", "vertical-lr", "tb-rl", "tb-lr"].iter().any(|mode| style.contains(mode));
    let angle = property(element, "textangle").map_or(0.0, number);
    is_vertical || matches!(angle.rem_euclid(360.0) as i32, 85..=95 | 265..=275)
}

pub(super) fn place(element: Element) -> Option<Bounds> {
    let mut numbers = property(element, "bbox")?.split_ascii_whitespace().map(number);
    let (x0, y0, x1, y1) = (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next()?);
    Some(bounds_between([x0, x1], [y0, y1]))
}

pub(super) fn sureness(element: Element) -> Option<f32> {
    confidence(property(element, "x_wconf")?, 100.0)
}

/// The value of a property of the title, as in `bbox 0 0 10 10; x_wconf 90; x_font "Song; bold"`.
pub(super) fn property<'t>(element: Element<'_, 't>, name: &str) -> Option<&'t str> {
    let title = element.raw("title")?;
    let mut is_quoted = false;
    let mut properties = title.split(|c| {
        is_quoted ^= c == '"';
        c == ';' && !is_quoted
    });
    let value = properties.find_map(|property| {
        let (found, value) = property.trim_ascii().split_once(|c: char| c.is_ascii_whitespace())?;
        (found == name).then_some(value)
    })?;
    // a quotation mark that is an entity ends with the character that ends a property
    Some(value.trim_ascii().trim_matches('"')).filter(|value| !value.starts_with('&'))
}
