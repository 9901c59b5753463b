//! Embedded fonts: what their own tables say of the characters of codes and glyphs.

use super::cmap::find;
use super::glyph_names::GlyphNames;
use rustc_hash::FxHashMap;
use ttf_parser::cmap::{Format, Subtable, Table as CharacterMap};
use ttf_parser::{GlyphId, PlatformId, RawFace, Tag, cff, post};

/// A font as a file carries it.
pub(super) enum Program<'a> {
    /// TrueType, and OpenType around anything.
    Tables(RawFace<'a>),
    Compact(Box<cff::Table<'a>>),
    /// Type 1, whose clear text is all that is read of it.
    Clear(&'a [u8]),
}

impl<'a> Program<'a> {
    /// The font that bytes are, whatever the file says of them.
    pub fn new(data: &'a [u8]) -> Option<Self> {
        match data.get(..4)? {
            [0, 1, 0, 0] | b"true" | b"OTTO" | b"ttcf" => {
                let tables = RawFace::parse(data, 0).ok()?;
                let compact = tables.table(Tag::from_bytes(b"CFF ")).and_then(cff::Table::parse);
                let has_characters = tables.table(Tag::from_bytes(b"cmap")).is_some();
                Some(match compact {
                    Some(compact) if !has_characters => Self::Compact(Box::new(compact)),
                    _ => Self::Tables(tables),
                })
            }
            [1, 0, ..] => cff::Table::parse(data).map(|table| Self::Compact(Box::new(table))),
            [0x80, 1, ..] | b"%!PS" | b"%!Fo" => Some(Self::Clear(data)),
            _ => None,
        }
    }

    /// The texts of the 256 codes of a simple font, by the encoding that the font has of itself.
    pub fn texts_by_code(&self, names: &GlyphNames) -> FxHashMap<u8, String> {
        match self {
            Self::Clear(data) => type1_names(data)
                .filter_map(|(code, name)| Some((code, names.text(std::str::from_utf8(name).ok()?)?)))
                .collect(),
            Self::Compact(table) => (0..=255)
                .filter_map(|code| Some((code, names.text(table.glyph_name(table.glyph_index(code)?)?)?)))
                .collect(),
            Self::Tables(_) => {
                let by_glyph = self.characters_by_glyph(names);
                let subtables = self.subtables();
                let is = |platform, encoding| {
                    move |subtable: &&Subtable| subtable.platform_id == platform && subtable.encoding_id == encoding
                };
                let symbols = subtables.iter().find(is(PlatformId::Windows, 0));
                let macintosh = subtables.iter().find(is(PlatformId::Macintosh, 0));
                let glyph = |code: u8| {
                    // symbols stand in the private use area, mostly
                    let in_symbols = |table: &Subtable| {
                        table.glyph_index(0xf000 | u32::from(code)).or_else(|| table.glyph_index(code.into()))
                    };
                    symbols.and_then(in_symbols).or_else(|| macintosh?.glyph_index(code.into()))
                };
                (0..=255).filter_map(|code| Some((code, by_glyph.get(&glyph(code)?.0)?.to_string()))).collect()
            }
        }
    }

    /// The characters that glyphs are drawn for.
    ///
    /// The map of a font goes from characters to glyphs. It is asked for each character of the basic plane
    /// rather than listed, as a damaged one can list the same ones without end.
    pub fn characters_by_glyph(&self, names: &GlyphNames) -> FxHashMap<u16, char> {
        let mut characters = FxHashMap::default();
        let Self::Tables(tables) = self else { return characters };
        let subtables = self.subtables();
        let best = subtables.iter().filter(|table| table.is_unicode()).max_by_key(|table| table.encoding_id);
        if let Some(table) = best {
            let private = 0xe000..0xf900;
            for c in (0x20..0xffff).filter(|code| !private.contains(code)).filter_map(char::from_u32) {
                if let Some(glyph) = table.glyph_index(c as u32) {
                    // an ideograph and the radical of its shape share a glyph, and the ideograph is meant
                    let known = characters.entry(glyph.0).or_insert(c);
                    if matches!(known, '\u{2e80}'..='\u{2fdf}') {
                        *known = c;
                    }
                }
            }
        }
        if let Some(table) = tables.table(Tag::from_bytes(b"post")).and_then(post::Table::parse)
            && characters.is_empty()
        {
            // reading the names one by one takes time in the square of their number
            const MOST: u16 = 1024;
            for glyph in 0..MOST {
                let text = table.glyph_name(GlyphId(glyph)).and_then(|name| names.text(name));
                if let Some(c) = text.and_then(|text| text.chars().next()) {
                    characters.insert(glyph, c);
                }
            }
        }
        characters
    }

    /// The character maps that answer in a time that does not grow with what a damaged file says.
    fn subtables(&self) -> Vec<Subtable<'a>> {
        let Self::Tables(tables) = self else { return Vec::new() };
        let map = tables.table(Tag::from_bytes(b"cmap")).and_then(CharacterMap::parse);
        let is_fast = |table: &Subtable| {
            use Format::{
                ByteEncodingTable, SegmentMappingToDeltaValues, SegmentedCoverage, TrimmedArray, TrimmedTableMapping,
            };
            matches!(
                table.format,
                ByteEncodingTable(_)
                    | SegmentMappingToDeltaValues(_)
                    | TrimmedTableMapping(_)
                    | TrimmedArray(_)
                    | SegmentedCoverage(_)
            )
        };
        const MOST: usize = 16;
        map.into_iter().flat_map(|map| map.subtables).take(MOST).filter(is_fast).collect()
    }
}

/// The codes and names of the encoding in the clear text of a Type 1 font: `dup 65 /A put`.
fn type1_names(data: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let end = find(data, b"eexec").unwrap_or(data.len());
    let clear = data.get(..end).unwrap_or(data);
    let encoding = find(clear, b"/Encoding").and_then(|start| clear.get(start..)).unwrap_or_default();
    let mut words = encoding.split(|b| b.is_ascii_whitespace()).filter(|word| !word.is_empty());
    std::iter::from_fn(move || {
        words.find(|&word| word == b"dup")?;
        Some((words.next()?, words.next()?))
    })
    .filter_map(|(code, name)| Some((std::str::from_utf8(code).ok()?.parse().ok()?, name.strip_prefix(b"/")?)))
}
