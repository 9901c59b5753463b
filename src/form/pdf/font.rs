//! Fonts: the bytes of a string → characters, and how far each moves the pen.

use super::composite::Composite;
use super::simple::Simple;
use hayro_cmap::CidFamily;
use hayro_syntax::object::dict::keys::{
    ASCENT, BASE_FONT, DESCENT, FLAGS, FONT_DESC, FONT_MATRIX, FONT_WEIGHT, SUBTYPE,
};
use hayro_syntax::object::dict::keys::{
    DESCENDANT_FONTS, FONT_BBOX, FONT_FILE, FONT_FILE2, FONT_FILE3, NAME, TO_UNICODE,
};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::rc::Rc;

use super::cmap::{CodeSpace, Collection, Encoding, ToUnicode, code_of};
use super::glyph_names::GlyphNames;
use super::limits::Limits;
use super::matrix::Matrix;

/// What a code stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Text {
    One(char),
    Many(Rc<str>),
    /// The font does not say.
    Unreadable,
}

impl Text {
    /// The text of a code, if it is one: a control character is none.
    pub fn new(text: &str) -> Self {
        // a tab or the end of a line that a program has put among the glyphs is drawn as a blank
        let drawn = |c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            _ if text.chars().any(|c| drawn(c).is_control() || c == '\u{fffd}') => Self::Unreadable,
            (None, _) => Self::Unreadable,
            (Some(c), None) => Self::One(drawn(c)),
            _ => Self::Many(text.chars().map(drawn).collect::<String>().into()),
        }
    }

    pub fn is_readable(&self) -> bool {
        *self != Self::Unreadable
    }

    /// Itself if it can be read, else what `next` finds.
    pub fn or_else(self, next: impl FnOnce() -> Option<String>) -> Self {
        if self.is_readable() { self } else { next().map_or(Self::Unreadable, |text| Self::new(&text)) }
    }

    pub fn push_to(&self, out: &mut String) {
        match self {
            Self::One(c) => out.push(*c),
            Self::Many(text) => out.push_str(text),
            Self::Unreadable => out.push(char::REPLACEMENT_CHARACTER),
        }
    }

    pub fn first_char(&self) -> Option<char> {
        match self {
            Self::One(c) => Some(*c),
            Self::Many(text) => text.chars().next(),
            Self::Unreadable => None,
        }
    }

    pub fn last_char(&self) -> Option<char> {
        match self {
            Self::One(c) => Some(*c),
            Self::Many(text) => text.chars().next_back(),
            Self::Unreadable => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Self::One(c) => c.is_whitespace(),
            Self::Many(text) => text.chars().all(char::is_whitespace),
            Self::Unreadable => false,
        }
    }
}

/// A code of a string.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub text: Text,
    /// How far it moves the pen: to the right, or upwards in vertical writing, where it is negative.
    pub advance: f64,
    /// It is the byte 32, which the spacing of words widens.
    pub is_word_space: bool,
}

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

/// What fonts of a file share.
pub(super) struct Fonts<'l> {
    pub names: GlyphNames,
    pub limits: &'l Limits,
    /// By where their dictionaries are in the file.
    loaded: FxHashMap<usize, Rc<Font>>,
    /// How many embedded fonts may yet be read.
    programs: usize,
    collections: FxHashMap<CidFamily, Option<Collection>>,
}

impl<'l> Fonts<'l> {
    pub fn new(limits: &'l Limits) -> Self {
        const PROGRAMS: usize = 500;
        Self {
            names: GlyphNames::new(),
            limits,
            loaded: FxHashMap::default(),
            programs: PROGRAMS,
            collections: FxHashMap::default(),
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
        font
    }

    pub fn collection(&mut self, family: &CidFamily) -> Option<Collection> {
        self.collections.entry(family.clone()).or_insert_with(|| Collection::new(family)).clone()
    }

    /// The embedded font of a descriptor.
    pub fn program<'a>(&mut self, descriptor: &Dict<'a>) -> Option<Cow<'a, [u8]>> {
        let stream = [FONT_FILE2, FONT_FILE3, FONT_FILE].into_iter().find_map(|key| descriptor.get::<Stream>(key))?;
        self.programs = self.programs.checked_sub(1)?;
        self.limits.decode(&stream)
    }

    fn load(&mut self, dict: &Dict) -> Font {
        let subtype = dict.get::<Name>(SUBTYPE);
        let descendants = dict.get::<Array>(DESCENDANT_FONTS);
        let descendant =
            descendants.and_then(|fonts| fonts.iter::<Dict>().next()).filter(|_| subtype.as_deref() != Some(b"Type3"));
        let of_glyphs = descendant.as_ref().unwrap_or(dict);
        let descriptor = of_glyphs.get::<Dict>(FONT_DESC).unwrap_or_default();
        let name = dict.get::<Name>(BASE_FONT).or_else(|| dict.get::<Name>(NAME));
        let face = name.map(|name| self.face(&name)).unwrap_or_default();
        let to_unicode = to_unicode(dict, self.limits);
        // of the fonts whose measures are theirs, some say nothing, and some what cannot be
        let measure = |key: &[u8], within: std::ops::RangeInclusive<f64>, or: f64| {
            descriptor.get::<f64>(key).map(|n| n / 1000.0).filter(|n| within.contains(n)).unwrap_or(or)
        };
        let matrix = dict.get::<Array>(FONT_MATRIX).and_then(|array| Matrix::from_array(&array));
        let matrix = matrix.filter(|_| subtype.as_deref() == Some(b"Type3"));
        let kind = match descendant {
            None => Kind::Simple(Simple::new(dict, &descriptor, &face, matrix, to_unicode, self)),
            Some(descendant) => {
                Kind::Composite(Box::new(Composite::new(dict, &descendant, &descriptor, to_unicode, self)))
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
    fn face(&mut self, name: &[u8]) -> String {
        let name = match name.iter().position(|&b| b == b'+') {
            Some(6) => name.get(7..).unwrap_or_default(),
            _ => name,
        };
        if let Ok(name) = std::str::from_utf8(name) {
            return name.to_owned();
        }
        let encoding = Encoding::of_name(b"GBK-EUC-H");
        let collection = self.collection(&CidFamily::AdobeGB1);
        let mut rest = name;
        let mut face = String::new();
        while let Some((bytes, after)) = rest.split_at_checked(CodeSpace::DoubleByte.length(rest)) {
            let cid = encoding.cid(code_of(bytes), bytes.len());
            let text = cid.and_then(|cid| collection.as_ref()?.text(cid));
            face.push_str(text.as_deref().unwrap_or("\u{fffd}"));
            rest = after;
        }
        face
    }
}

/// The map that a font has of its characters.
fn to_unicode(dict: &Dict, limits: &Limits) -> Option<ToUnicode> {
    match dict.get::<Object>(TO_UNICODE)? {
        Object::Stream(stream) => Some(ToUnicode::new(&limits.decode(&stream)?)),
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
        || descriptor.get::<f64>(FONT_WEIGHT).is_some_and(|weight| weight >= SEMIBOLD)
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
