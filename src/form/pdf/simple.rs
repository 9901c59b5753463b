//! Simple fonts: one byte a character.

use super::cmap::ToUnicode;
use super::code::{Code, Text};
use super::embedded::Program;
use super::encoding::BaseEncoding;
use super::font_data::FontData;
use super::glyph_names::GlyphNames;
use super::matrix::Matrix;
use super::numbers::{number_of, numbers_of};
use super::standard_widths::standard_width;
use hayro_syntax::object::dict::keys::{
    BASE_ENCODING, DIFFERENCES, ENCODING, FIRST_CHAR, FLAGS, MISSING_WIDTH, SUBTYPE, WIDTHS,
};
use hayro_syntax::object::{Array, Dict, Name, Object};
use rustc_hash::FxHashMap;

pub(super) struct Simple {
    /// By byte.
    codes: Vec<Code>,
}

impl Simple {
    pub fn new(
        dict: &Dict,
        descriptor: &Dict,
        face: &str,
        matrix: Option<Matrix>,
        to_unicode: Option<ToUnicode>,
        fonts: &mut FontData,
    ) -> Self {
        let encoding = Encoding::new(dict, descriptor, face, fonts);
        let names = &fonts.names;
        let widths = Widths::new(dict, descriptor, face, matrix);
        let code = |byte: u8| Code {
            text: match to_unicode.as_ref().and_then(|map| map.text(byte.into())) {
                Some(text) => Text::new(&text),
                None => Text::Unreadable,
            }
            .or_else(|| encoding.text(byte, names)),
            advance: widths.of(byte),
            is_word_space: byte == b' ',
        };
        Self { codes: (0..=255).map(code).collect() }
    }

    pub fn code(&self, byte: u8) -> Code {
        let nothing = Code { text: Text::Unreadable, advance: 0.0, is_word_space: false };
        self.codes.get(usize::from(byte)).cloned().unwrap_or(nothing)
    }
}

/// The characters of a font's bytes.
struct Encoding {
    /// The names of glyphs that differ from the base.
    differences: FxHashMap<u8, String>,
    base: Option<BaseEncoding>,
    /// What the embedded font says of itself.
    built_in: FxHashMap<u8, String>,
    /// What is left, where nothing says anything.
    fallback: BaseEncoding,
}

impl Encoding {
    fn new(dict: &Dict, descriptor: &Dict, face: &str, fonts: &mut FontData) -> Self {
        const SYMBOLIC: i32 = 4;
        let is_true_type = dict.get::<Name>(SUBTYPE).as_deref() == Some(b"TrueType");
        let is_symbolic = descriptor.get::<i32>(FLAGS).is_some_and(|flags| flags & SYMBOLIC != 0);
        let (base, differences) = match dict.get::<Object>(ENCODING) {
            Some(Object::Name(name)) => (BaseEncoding::of_name(&name), FxHashMap::default()),
            Some(Object::Dict(encoding)) => (
                encoding.get::<Name>(BASE_ENCODING).and_then(|name| BaseEncoding::of_name(&name)),
                encoding.get::<Array>(DIFFERENCES).map(|array| differences(&array)).unwrap_or_default(),
            ),
            _ => (None, FxHashMap::default()),
        };
        // a font of letters that says which they are needs no more
        let is_told = base.is_some() || (is_true_type && !is_symbolic);
        let data = if is_told { None } else { fonts.program(descriptor) };
        let built_in = data.as_deref().and_then(Program::new).map(|program| program.texts_by_code(&fonts.names));
        let usual = if is_true_type { BaseEncoding::WinAnsi } else { BaseEncoding::Standard };
        Self {
            differences,
            base,
            built_in: built_in.unwrap_or_default(),
            fallback: BaseEncoding::of_standard_font(face).unwrap_or(usual),
        }
    }

    fn text(&self, byte: u8, names: &GlyphNames) -> Option<String> {
        if let Some(name) = self.differences.get(&byte) {
            return names.text(name).or_else(|| self.built_in.get(&byte).cloned());
        }
        let in_base = |base: BaseEncoding| base.character(byte).map(String::from);
        match self.base {
            Some(base) => in_base(base),
            None => self.built_in.get(&byte).cloned().or_else(|| in_base(self.fallback)),
        }
        // the ends of lines of a program that has written its strings without care
        .or_else(|| matches!(byte, b'\t' | b'\n' | b'\r').then(|| " ".into()))
    }
}

/// The names of an array of numbers and the names that follow them.
fn differences(array: &Array) -> FxHashMap<u8, String> {
    let mut names = FxHashMap::default();
    let mut code = 0;
    for object in array.iter::<Object>() {
        match object {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if let Ok(byte) = u8::try_from(code) {
                    names.insert(byte, name.as_str().to_owned());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

/// The widths of a font's bytes.
struct Widths<'f> {
    first: i64,
    listed: Vec<f64>,
    missing: Option<f64>,
    face: &'f str,
    scale: f64,
}

impl<'f> Widths<'f> {
    fn new(dict: &Dict, descriptor: &Dict, face: &'f str, matrix: Option<Matrix>) -> Self {
        const CODES: usize = 256;
        let listed = dict.get::<Array>(WIDTHS).map(|array| numbers_of(&array).take(CODES).collect::<Vec<_>>());
        // some programs list too few, and say nothing of the others, which are as wide as any
        let known: Vec<f64> = listed.iter().flatten().copied().filter(|&width| width > 0.0).collect();
        let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
        let missing = number_of(descriptor, MISSING_WIDTH).filter(|&width| width > 0.0);
        Self {
            first: dict.get::<i32>(FIRST_CHAR).unwrap_or(0).into(),
            missing: listed.as_ref().map(|_| missing.unwrap_or(mean)),
            listed: listed.unwrap_or_default(),
            face,
            scale: matrix.map_or(0.001, |matrix| matrix.0[0]),
        }
    }

    fn of(&self, byte: u8) -> f64 {
        let index = usize::try_from(i64::from(byte) - self.first).ok();
        let listed = index.and_then(|index| self.listed.get(index)).copied();
        listed.or(self.missing).unwrap_or_else(|| standard_width(self.face, byte)) * self.scale
    }
}
