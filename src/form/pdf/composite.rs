//! Composite fonts: codes of several bytes → CIDs → characters.

use super::cmap::{CodeSpace, Encoding, ToUnicode, find};
use super::cmaps::{CMaps, CharacterCollection};
use super::code::{Code, Text};
use super::embedded::Program;
use super::font_data::FontData;
use super::numbers::{number_of, numbers_of};
use super::widths::Widths;
use hayro_syntax::object::dict::keys::{
    CID_TO_GID_MAP, CIDSYSTEMINFO, DW, DW2, ENCODING, ORDERING, REGISTRY, USE_CMAP, W, W2,
};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

pub(super) struct Composite {
    pub encoding: Encoding,
    to_unicode: Option<ToUnicode>,
    /// The collection that CIDs count, where they count one.
    collection: Option<CharacterCollection>,
    cmaps: Rc<CMaps>,
    widths: Widths,
    /// The characters of the embedded font's glyphs.
    by_glyph: FxHashMap<u16, char>,
    glyphs: Option<Vec<u8>>,
    /// Codes that have been met; a page has few, many times.
    met: RefCell<FxHashMap<(u32, usize), Code>>,
}

impl Composite {
    pub fn new(
        dict: &Dict,
        descendant: &Dict,
        descriptor: &Dict,
        to_unicode: Option<ToUnicode>,
        fonts: &mut FontData,
    ) -> Self {
        let mut encoding = read_encoding(dict, fonts);
        let declared = declared_family(descendant);
        if encoding.collection.is_none() && declared == Declared::Gbk {
            let vertical = encoding.vertical;
            encoding = Encoding::of_name(b"GBK-EUC-H", &fonts.cmaps);
            (encoding.vertical, encoding.space) = (vertical, CodeSpace::Two);
        }
        let collection = match (encoding.collection, declared) {
            (Some(collection), _) | (None, Declared::Collection(collection)) => Some(collection),
            _ => None,
        };
        let cmaps = fonts.cmaps.clone();
        // most fonts tell all their characters, and need no map
        let is_told = to_unicode.is_some() || collection.is_some_and(|one| cmaps.characters(one).is_some());
        let data = if is_told { None } else { fonts.program(descriptor) };
        let program = data.as_deref().and_then(Program::new);
        let widths = if encoding.vertical {
            let default = descendant.get::<Array>(DW2).and_then(|array| numbers_of(&array).nth(1));
            Widths::new(descendant.get::<Array>(W2).as_ref(), 3, default.unwrap_or(-1000.0))
        } else {
            Widths::new(descendant.get::<Array>(W).as_ref(), 1, number_of(descendant, DW).unwrap_or(1000.0))
        };
        Self {
            encoding,
            to_unicode,
            collection,
            cmaps,
            widths,
            by_glyph: program.map(|program| program.characters_by_glyph(&fonts.names)).unwrap_or_default(),
            glyphs: descendant
                .get::<Stream>(CID_TO_GID_MAP)
                .and_then(|map| Some(fonts.limits.decode(&map)?.into_owned())),
            met: RefCell::default(),
        }
    }

    pub fn code(&self, code: u32, length: usize) -> Code {
        if let Some(known) = self.met.borrow().get(&(code, length)) {
            return known.clone();
        }
        let cid = self.encoding.cid(code, length);
        let found = Code {
            text: self.text(code, length, cid),
            advance: self.widths.of(cid.unwrap_or(0)) / 1000.0,
            is_word_space: length == 1 && code == 32,
        };
        self.met.borrow_mut().insert((code, length), found.clone());
        found
    }

    fn text(&self, code: u32, length: usize, cid: Option<u32>) -> Text {
        Text::Unreadable
            .or_else(|| self.to_unicode.as_ref()?.text(code))
            .or_else(|| self.encoding.unicode(code, length).map(String::from))
            .or_else(|| self.cmaps.characters(self.collection?)?.text(cid?))
            .or_else(|| self.by_glyph.get(&self.glyph(cid?)?).map(|&c| c.into()))
    }

    fn glyph(&self, cid: u32) -> Option<u16> {
        let Some(glyphs) = &self.glyphs else { return u16::try_from(cid).ok() };
        let start = usize::try_from(cid).ok()?.checked_mul(2)?;
        match glyphs.get(start..start.checked_add(2)?)? {
            &[high, low] => Some(u16::from_be_bytes([high, low])),
            _ => None,
        }
    }
}

fn read_encoding(dict: &Dict, fonts: &FontData) -> Encoding {
    match dict.get::<Object>(ENCODING) {
        Some(Object::Name(name)) => Encoding::of_name(&name, &fonts.cmaps),
        Some(Object::Stream(stream)) => {
            let base = stream.dict().get::<Name>(USE_CMAP);
            match fonts.limits.decode(&stream) {
                Some(data) => Encoding::of_stream(&data, base.as_deref(), &fonts.cmaps),
                None => Encoding::of_name(base.as_deref().unwrap_or(b"Identity-H"), &fonts.cmaps),
            }
        }
        _ => Encoding::of_name(b"Identity-H", &fonts.cmaps),
    }
}

/// What a font says that its CIDs count.
#[derive(PartialEq)]
enum Declared {
    Collection(CharacterCollection),
    /// Not the characters of a collection, but codes of GBK.
    Gbk,
    Nothing,
}

fn declared_family(descendant: &Dict) -> Declared {
    let Some(info) = descendant.get::<Dict>(CIDSYSTEMINFO) else { return Declared::Nothing };
    let (registry, ordering) = (info.get::<PdfString>(REGISTRY), info.get::<PdfString>(ORDERING));
    let bytes = |string: &Option<PdfString>| string.as_ref().map(|string| string.to_vec()).unwrap_or_default();
    match CharacterCollection::of(&bytes(&registry), &bytes(&ordering)) {
        _ if find(&bytes(&ordering), b"GBK").is_some() => Declared::Gbk,
        Some(collection) => Declared::Collection(collection),
        None => Declared::Nothing,
    }
}
