//! The predefined character maps: those that a PDF names without holding them.

use super::pack::{PackedMap, maps};
use hayro_cmap::{BfString, CMapName};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

#[cfg(feature = "cmaps")]
use hayro_cmap::{CMap, load_embedded};

/// A collection of characters that the codes of fonts count, as Adobe has numbered them.
///
/// ```
/// use banmian::form::CharacterCollection;
/// assert_eq!(CharacterCollection::Gb1.key(), "gb1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CharacterCollection {
    /// Simplified Chinese.
    Gb1,
    /// Traditional Chinese.
    Cns1,
    /// Japanese.
    Japan1,
    /// Korean.
    Korea1,
}

impl CharacterCollection {
    /// All collections.
    ///
    /// ```
    /// assert_eq!(banmian::form::CharacterCollection::ALL.len(), 4);
    /// ```
    pub const ALL: [Self; 4] = [Self::Gb1, Self::Cns1, Self::Japan1, Self::Korea1];

    /// Its name for programs, which is in the name of its pack.
    ///
    /// ```
    /// assert_eq!(banmian::form::CharacterCollection::Japan1.key(), "japan1");
    /// ```
    pub fn key(self) -> &'static str {
        match self {
            Self::Gb1 => "gb1",
            Self::Cns1 => "cns1",
            Self::Japan1 => "japan1",
            Self::Korea1 => "korea1",
        }
    }

    /// Its name.
    ///
    /// ```
    /// assert_eq!(banmian::form::CharacterCollection::Gb1.name(), "Adobe-GB1");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Gb1 => "Adobe-GB1",
            Self::Cns1 => "Adobe-CNS1",
            Self::Japan1 => "Adobe-Japan1",
            Self::Korea1 => "Adobe-Korea1",
        }
    }

    /// The collection of a registry and an ordering, as files name it.
    pub(super) fn of(registry: &[u8], ordering: &[u8]) -> Option<Self> {
        let is_named = |collection: &Self| collection.name().as_bytes().split(|&b| b == b'-').eq([registry, ordering]);
        Self::ALL.into_iter().find(is_named)
    }

    /// The collection that a predefined map is of.
    fn of_map(name: CMapName<'_>) -> Option<Self> {
        let bytes = name.to_bytes();
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        match name {
            CMapName::Custom(_) | CMapName::IdentityH | CMapName::IdentityV => None,
            _ if holds(b"GB") => Some(Self::Gb1),
            _ if holds(b"CNS") || holds(b"B5") => Some(Self::Cns1),
            _ if holds(b"KSC") || holds(b"UniKS") || holds(b"Korea") => Some(Self::Korea1),
            _ => Some(Self::Japan1),
        }
    }

    /// The map that tells the characters of its CIDs.
    fn characters(self) -> CMapName<'static> {
        match self {
            Self::Gb1 => CMapName::AdobeGb1Ucs2,
            Self::Cns1 => CMapName::AdobeCns1Ucs2,
            Self::Japan1 => CMapName::AdobeJapan1Ucs2,
            Self::Korea1 => CMapName::AdobeKorea1Ucs2,
        }
    }
}

/// The predefined character maps that a reader has at hand: all of them, or packs that it is given when
/// a font needs one.
///
/// ```
/// use banmian::form::{CMaps, CharacterCollection};
/// let cmaps = CMaps::on_demand();
/// assert!(!cmaps.give(CharacterCollection::Gb1, b"no pack"));
/// ```
pub struct CMaps {
    sources: RefCell<[Source; 4]>,
    /// Those that were asked for, by their names.
    met: RefCell<FxHashMap<Vec<u8>, Option<PredefinedMap>>>,
    wanted: Cell<Option<CharacterCollection>>,
    missed: Cell<[bool; 4]>,
}

/// Where the maps of a collection come from.
enum Source {
    #[cfg(feature = "cmaps")]
    BuiltIn,
    OnDemand,
    Pack(Vec<(String, Rc<PackedMap>)>),
    None,
}

impl CMaps {
    /// All maps, in a library that is built with them; in any other, none.
    ///
    /// ```
    /// # use banmian::form::{CMaps, Reader};
    /// assert!(Reader::new(b"%PDF-1.7".to_vec(), None, CMaps::built_in()).is_err());
    /// ```
    pub fn built_in() -> Self {
        #[cfg(feature = "cmaps")]
        return Self::new([Source::BuiltIn, Source::BuiltIn, Source::BuiltIn, Source::BuiltIn]);
        #[cfg(not(feature = "cmaps"))]
        Self::new([Source::None, Source::None, Source::None, Source::None])
    }

    /// Packs, each of which is asked for when a font needs it.
    ///
    /// ```
    /// # use banmian::form::{CMaps, Reader};
    /// assert!(Reader::new(b"%PDF-1.7".to_vec(), None, CMaps::on_demand()).is_err());
    /// ```
    pub fn on_demand() -> Self {
        Self::new([Source::OnDemand, Source::OnDemand, Source::OnDemand, Source::OnDemand])
    }

    fn new(sources: [Source; 4]) -> Self {
        Self {
            sources: RefCell::new(sources),
            met: RefCell::default(),
            wanted: Cell::default(),
            missed: Cell::default(),
        }
    }

    /// Takes the pack of a collection; whether it is one. Without it, it is not asked for again.
    ///
    /// ```
    /// # use banmian::form::{CMaps, CharacterCollection};
    /// assert!(CMaps::on_demand().give(CharacterCollection::Gb1, b"cmaps\x01"));
    /// ```
    pub fn give(&self, collection: CharacterCollection, pack: &[u8]) -> bool {
        let maps = maps(pack);
        let is_pack = maps.is_some();
        if let Some(source) = self.sources.borrow_mut().get_mut(collection as usize) {
            *source = maps.map_or(Source::None, Source::Pack);
        }
        self.met.borrow_mut().clear();
        is_pack
    }

    /// The collection that was asked for since this was last called, and is not at hand yet.
    pub(super) fn take_wanted(&self) -> Option<CharacterCollection> {
        let wanted = self.wanted.take()?;
        // whoever does not give them now reads without them
        if let Some(source) = self.sources.borrow_mut().get_mut(wanted as usize) {
            *source = Source::None;
        }
        Some(wanted)
    }

    /// The collections that were asked for and cannot be had.
    pub(super) fn missed(&self) -> impl Iterator<Item = CharacterCollection> {
        CharacterCollection::ALL.into_iter().zip(self.missed.get()).filter_map(|(one, missed)| missed.then_some(one))
    }

    /// The map of a predefined name.
    pub(super) fn map(&self, name: CMapName<'_>) -> Option<PredefinedMap> {
        if matches!(name, CMapName::IdentityH | CMapName::IdentityV) {
            return Some(PredefinedMap::Identity);
        }
        let collection = CharacterCollection::of_map(name)?;
        let bytes = name.to_bytes();
        if let Some(map) = self.met.borrow().get(bytes) {
            return map.clone();
        }
        let map = match self.sources.borrow().get(collection as usize)? {
            #[cfg(feature = "cmaps")]
            Source::BuiltIn => load_embedded(name)
                .and_then(|data| CMap::parse(data, load_embedded))
                .map(|map| PredefinedMap::BuiltIn(Rc::new(map), collection)),
            Source::Pack(maps) => {
                let found = maps.iter().find(|(known, _)| known.as_bytes() == bytes);
                found.map(|(_, map)| PredefinedMap::Packed(map.clone(), collection))
            }
            Source::OnDemand => {
                self.wanted.set(Some(collection));
                return None;
            }
            Source::None => {
                let mut missed = self.missed.get();
                if let Some(missed) = missed.get_mut(collection as usize) {
                    *missed = true;
                }
                self.missed.set(missed);
                None
            }
        };
        self.met.borrow_mut().insert(bytes.to_vec(), map.clone());
        map
    }

    /// The map that tells the characters of a collection's CIDs.
    pub(super) fn characters(&self, collection: CharacterCollection) -> Option<PredefinedMap> {
        self.map(collection.characters())
    }
}

/// A predefined map.
#[derive(Clone)]
pub(super) enum PredefinedMap {
    /// Codes of two bytes are CIDs themselves.
    Identity,
    #[cfg(feature = "cmaps")]
    BuiltIn(Rc<CMap>, CharacterCollection),
    Packed(Rc<PackedMap>, CharacterCollection),
}

impl PredefinedMap {
    /// The CID of a code of so many bytes.
    pub fn cid(&self, code: u32, length: usize) -> Option<u32> {
        match self {
            Self::Identity => (length == 2).then_some(code),
            #[cfg(feature = "cmaps")]
            Self::BuiltIn(map, _) => map.lookup_cid_code(code, u8::try_from(length).ok()?),
            Self::Packed(map, _) => map.cid(code, length),
        }
    }

    /// The characters of a CID.
    pub fn text(&self, cid: u32) -> Option<String> {
        match self {
            Self::Identity => None,
            #[cfg(feature = "cmaps")]
            Self::BuiltIn(map, _) => map.lookup_bf_string(cid).map(text_of),
            Self::Packed(map, _) => map.text(cid),
        }
    }

    /// The collection that its CIDs count.
    pub fn collection(&self) -> Option<CharacterCollection> {
        match self {
            Self::Identity => None,
            #[cfg(feature = "cmaps")]
            Self::BuiltIn(_, collection) => Some(*collection),
            Self::Packed(_, collection) => Some(*collection),
        }
    }
}

/// The characters that a map lists.
pub(super) fn text_of(string: BfString) -> String {
    match string {
        BfString::Char(c) => c.into(),
        BfString::String(s) => s,
    }
}
