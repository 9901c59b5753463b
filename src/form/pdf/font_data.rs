//! What the fonts of a file share.

use super::cmap::Collection;
use super::glyph_names::GlyphNames;
use super::limits::Limits;
use hayro_cmap::CidFamily;
use hayro_syntax::object::dict::keys::{FONT_FILE, FONT_FILE2, FONT_FILE3};
use hayro_syntax::object::{Dict, Stream};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What the fonts of a file share: names of glyphs, collections of characters, and the bounds of the work.
pub(super) struct FontData<'l> {
    pub names: GlyphNames,
    pub limits: &'l Limits,
    /// How many embedded fonts may yet be read.
    programs: usize,
    collections: FxHashMap<CidFamily, Option<Collection>>,
}

impl<'l> FontData<'l> {
    pub fn new(limits: &'l Limits) -> Self {
        const PROGRAMS: usize = 500;
        Self { names: GlyphNames::new(), limits, programs: PROGRAMS, collections: FxHashMap::default() }
    }

    /// The characters of a collection, which are read once.
    pub fn collection(&mut self, family: &CidFamily) -> Option<Collection> {
        self.collections.entry(family.clone()).or_insert_with(|| Collection::new(family)).clone()
    }

    /// The embedded font of a descriptor.
    pub fn program<'a>(&mut self, descriptor: &Dict<'a>) -> Option<Cow<'a, [u8]>> {
        let stream = [FONT_FILE2, FONT_FILE3, FONT_FILE].into_iter().find_map(|key| descriptor.get::<Stream>(key))?;
        self.programs = self.programs.checked_sub(1)?;
        self.limits.decode(&stream)
    }
}
