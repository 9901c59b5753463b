//! Actual text: what a file says that marked characters stand for.

use super::code::Text;
use super::glyph::Glyph;
use hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro_syntax::object::{Dict, String as PdfString};

/// The marked content that is being drawn.
#[derive(Default)]
pub(super) struct ActualText {
    depth: usize,
    held: Option<Held>,
}

/// Characters that stand for a text.
struct Held {
    depth: usize,
    text: String,
    glyphs: Vec<Glyph>,
}

impl ActualText {
    /// How many marks are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Opens a mark; of marks within each other that have a text, the outermost counts.
    pub fn begin(&mut self, text: Option<String>) {
        self.depth += 1;
        if let (Some(text), None) = (text, &self.held) {
            self.held = Some(Held { depth: self.depth, text, glyphs: Vec::new() });
        }
    }

    /// Takes a character in, or gives it back if it stands for itself.
    pub fn hold(&mut self, glyph: Glyph) -> Option<Glyph> {
        match &mut self.held {
            Some(held) => {
                held.glyphs.push(glyph);
                None
            }
            None => Some(glyph),
        }
    }

    /// Closes a mark, and gives back the characters that it has held.
    pub fn end(&mut self) -> Vec<Glyph> {
        let closes = self.held.as_ref().is_some_and(|held| held.depth >= self.depth);
        self.depth = self.depth.saturating_sub(1);
        if closes { self.held.take().map(Held::resolve).unwrap_or_default() } else { Vec::new() }
    }
}

impl Held {
    /// The characters, the first of which has the text of all.
    ///
    /// A text is put in the place of a few characters of one line only, as those of a ligature or a
    /// hyphen. Some programs give whole paragraphs one, and then where its lines stand would be lost.
    fn resolve(mut self) -> Vec<Glyph> {
        const MOST: usize = 64;
        let is_line = self.glyphs.first().is_some_and(|first| {
            let is_beside = |glyph: &Glyph| (glyph.origin - first.origin).dot(first.up).abs() <= 0.5 * first.size;
            self.glyphs.iter().all(is_beside)
        });
        let is_likely = self.glyphs.len() <= MOST && self.text.chars().count() <= 4 * self.glyphs.len() + 4;
        let text = Text::new(&self.text);
        if is_line && is_likely && text.is_readable() {
            let nothing = Text::Many("".into());
            let texts = std::iter::once(text).chain(std::iter::repeat(nothing));
            for (glyph, text) in self.glyphs.iter_mut().zip(texts) {
                glyph.text = text;
            }
        }
        self.glyphs
    }
}

/// The text of the properties of marked content.
pub(super) fn actual_text(properties: &Dict) -> Option<String> {
    decode(&properties.get::<PdfString>(ACTUAL_TEXT)?).filter(|text| !text.is_empty())
}

/// A string of the file's own words, in UTF-16 or UTF-8 if it begins with its mark, else in Latin letters.
fn decode(bytes: &[u8]) -> Option<String> {
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        let units = units.chunks_exact(2).map(|pair| match *pair {
            [high, low] => u16::from_be_bytes([high, low]),
            _ => 0,
        });
        char::decode_utf16(units).collect::<Result<_, _>>().ok()
    } else if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        std::str::from_utf8(text).ok().map(str::to_owned)
    } else {
        bytes.is_ascii().then(|| bytes.iter().map(|&b| char::from(b)).collect())
    }
}
