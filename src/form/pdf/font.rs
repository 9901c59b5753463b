//! Fonts: the bytes of a string → characters, and how far each moves the pen.

use super::code::Code;
use super::composite::Composite;
use super::font_data::FontData;
use super::simple::Simple;
use hayro_syntax::object::dict::keys::{
    ASCENT, BASE_FONT, DESCENT, FLAGS, FONT_DESC, FONT_MATRIX, FONT_WEIGHT, SUBTYPE,
};
use hayro_syntax::object::dict::keys::{DESCENDANT_FONTS, FONT_BBOX, NAME, TO_UNICODE};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect};
use rustc_hash::FxHashMap;
use std::rc::Rc;

use super::cmap::{CodeSpace, Encoding, ToUnicode, code_of};
use super::cmaps::{CMaps, CharacterCollection};
use super::limits::Limits;
use super::matrix::Matrix;
use super::numbers::number_of;

pub(super) struct Font {
    /// Its name, without the prefix of a subset.
    pub face: String,
    pub bold: bool,
    pub vertical: bool,
    /// How far characters reach above and below the baseline, of a size of 1.
    pub ascent: f64,
    pub descent: f64,
    /// The size that characters have at the size 1, which is another one in fonts with a matrix.
    pub em: f64,
    kind: Kind,
}

enum Kind {
    Simple(Simple),
    Composite(Box<Composite>),
}

impl Font {
    /// The codes of a string, one after the other.
    pub fn codes<'s>(&'s self, string: &'s [u8]) -> impl Iterator<Item = Code> + 's {
        let mut rest = string;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let length = match &self.kind {
                Kind::Simple(_) => 1,
                Kind::Composite(font) => font.encoding.space.length(rest),
            };
            let (bytes, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(match &self.kind {
                Kind::Simple(font) => font.code(bytes.first().copied().unwrap_or(0)),
                Kind::Composite(font) => font.code(code_of(bytes), length),
            })
        })
    }
}

/// The fonts of a file.
pub(super) struct Fonts {
    data: FontData,
    /// By where their dictionaries are in the file.
    loaded: FxHashMap<usize, Rc<Font>>,
    /// Those that were read since the mark that was made last.
    new: Vec<usize>,
}

impl Fonts {
    pub fn new(limits: Rc<Limits>, cmaps: Rc<CMaps>) -> Self {
        Self { data: FontData::new(limits, cmaps), loaded: FxHashMap::default(), new: Vec::new() }
    }

    /// How many embedded fonts may yet be read.
    pub fn mark(&mut self) -> usize {
        self.new.clear();
        self.data.programs
    }

    /// Forgets the fonts that were read since then.
    pub fn rewind(&mut self, programs: usize) {
        self.data.programs = programs;
        for place in self.new.drain(..) {
            self.loaded.remove(&place);
        }
    }

    /// The font of a dictionary, which is read once.
    pub fn get(&mut self, dict: &Dict) -> Rc<Font> {
        let place = dict.data().as_ptr() as usize;
        if let Some(font) = self.loaded.get(&place) {
            return font.clone();
        }
        let font = Rc::new(self.load(dict));
        self.loaded.insert(place, font.clone());
        self.new.push(place);
        font
    }

    fn load(&mut self, dict: &Dict) -> Font {
        let subtype = dict.get::<Name>(SUBTYPE);
        let descendants = dict.get::<Array>(DESCENDANT_FONTS);
        let descendant = descendants
            .and_then(|fonts| fonts.iter::<Object>().next()?.into_dict())
            .filter(|_| subtype.as_deref() != Some(b"Type3"));
        let of_glyphs = descendant.as_ref().unwrap_or(dict);
        let descriptor = of_glyphs.get::<Dict>(FONT_DESC).unwrap_or_default();
        let name = dict.get::<Name>(BASE_FONT).or_else(|| dict.get::<Name>(NAME));
        let face = name.map(|name| self.face(&name)).unwrap_or_default();
        let to_unicode = to_unicode(dict, &self.data);
        // of the fonts whose measures are theirs, some say nothing, and some what cannot be
        let measure = |key: &[u8], within: std::ops::RangeInclusive<f64>, or: f64| {
            number_of(&descriptor, key).map(|n| n / 1000.0).filter(|n| within.contains(n)).unwrap_or(or)
        };
        let matrix = dict.get::<Array>(FONT_MATRIX).and_then(|array| Matrix::from_array(&array));
        let matrix = matrix.filter(|_| subtype.as_deref() == Some(b"Type3"));
        let kind = match descendant {
            None => Kind::Simple(Simple::new(dict, &descriptor, &face, matrix, to_unicode, &mut self.data)),
            Some(descendant) => {
                Kind::Composite(Box::new(Composite::new(dict, &descendant, &descriptor, to_unicode, &mut self.data)))
            }
        };
        Font {
            bold: is_bold(&face, &descriptor),
            vertical: matches!(&kind, Kind::Composite(font) if font.encoding.vertical),
            ascent: measure(ASCENT, 0.5..=1.2, 0.8),
            descent: measure(DESCENT, -0.5..=0.0, -0.2),
            em: matrix.map_or(1.0, |matrix| em_of(matrix, dict)),
            kind,
            face,
        }
    }

    /// The name of a face, which programs in China write in the bytes of GBK.
    fn face(&self, name: &[u8]) -> String {
        let name = match name.iter().position(|&b| b == b'+') {
            Some(6) => name.get(7..).unwrap_or_default(),
            _ => name,
        };
        if let Ok(name) = std::str::from_utf8(name) {
            return name.to_owned();
        }
        let encoding = Encoding::of_name(b"GBK-EUC-H", &self.data.cmaps);
        let characters = self.data.cmaps.characters(CharacterCollection::Gb1);
        let mut rest = name;
        let mut face = String::new();
        while let Some((bytes, after)) = rest.split_at_checked(CodeSpace::DoubleByte.length(rest)) {
            let cid = encoding.cid(code_of(bytes), bytes.len());
            let text = cid.and_then(|cid| characters.as_ref()?.text(cid));
            face.push_str(text.as_deref().unwrap_or("\u{fffd}"));
            rest = after;
        }
        face
    }
}

/// The map that a font has of its characters.
fn to_unicode(dict: &Dict, fonts: &FontData) -> Option<ToUnicode> {
    match dict.get::<Object>(TO_UNICODE)? {
        Object::Stream(stream) => Some(ToUnicode::new(&fonts.limits.decode(&stream)?, &fonts.cmaps)),
        Object::Name(name) => name.starts_with(b"Identity").then(ToUnicode::identity),
        _ => None,
    }
}

fn is_bold(face: &str, descriptor: &Dict) -> bool {
    const FORCE_BOLD: i32 = 1 << 18;
    const SEMIBOLD: f64 = 600.0;
    let is_named = ["Bold", "bold", "BOLD", "Black", "Heavy", "Hei", "黑"].iter().any(|name| face.contains(name));
    is_named
        || descriptor.get::<i32>(FLAGS).is_some_and(|flags| flags & FORCE_BOLD != 0)
        || number_of(descriptor, FONT_WEIGHT).is_some_and(|weight| weight >= SEMIBOLD)
}

/// The size of the characters of a font with a matrix, when its size is 1.
///
/// Most such matrices divide by a thousand, as other fonts do. Those of bitmaps count dots, and only the
/// box around the characters tells how large these are.
fn em_of(matrix: Matrix, dict: &Dict) -> f64 {
    let scale = matrix.0[3].abs();
    let thousand = scale * 1000.0;
    let height = dict.get::<Rect>(FONT_BBOX).map_or(0.0, |rect| rect.height() * scale);
    match height {
        _ if (0.5..=2.0).contains(&thousand) => thousand,
        height if height.is_finite() && height > 0.0 => height,
        _ if thousand.is_finite() && thousand > 0.0 => thousand,
        _ => 1.0,
    }
}
