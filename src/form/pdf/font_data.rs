//! What the fonts of a file share.

use super::cmaps::CMaps;
use super::glyph_names::GlyphNames;
use super::limits::Limits;
use hayro_syntax::object::dict::keys::{FONT_FILE, FONT_FILE2, FONT_FILE3};
use hayro_syntax::object::{Dict, Stream};
use std::borrow::Cow;
use std::rc::Rc;

/// What the fonts of a file share: names of glyphs, predefined character maps, and the bounds of the work.
pub(super) struct FontData {
    pub names: GlyphNames,
    pub limits: Rc<Limits>,
    pub cmaps: Rc<CMaps>,
    /// How many embedded fonts may yet be read.
    pub programs: usize,
}

impl FontData {
    pub fn new(limits: Rc<Limits>, cmaps: Rc<CMaps>) -> Self {
        const PROGRAMS: usize = 500;
        Self { names: GlyphNames::new(), limits, cmaps, programs: PROGRAMS }
    }

    /// The embedded font of a descriptor.
    pub fn program<'a>(&mut self, descriptor: &Dict<'a>) -> Option<Cow<'a, [u8]>> {
        let stream = [FONT_FILE2, FONT_FILE3, FONT_FILE].into_iter().find_map(|key| descriptor.get::<Stream>(key))?;
        self.programs = self.programs.checked_sub(1)?;
        self.limits.decode(&stream)
    }
}
