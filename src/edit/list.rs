//! Edits as data, with their JSON form.

use super::{Anchor, Provenance};
use crate::model::{Kind, Role};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The JSON Schema of [`Edits`], draft 2020-12.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(banmian::edit::SCHEMA).unwrap();
/// assert_eq!(schema["title"], "Edits of a newspaper page");
/// ```
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the JSON form of [`Edits`].
///
/// ```
/// assert_eq!(banmian::edit::Edits::new("").version, banmian::edit::VERSION);
/// ```
pub const VERSION: u32 = 1;

/// The edits that a person made to the page of a text, in order.
///
/// ```
/// use banmian::edit::Edits;
/// let edits = Edits::new("市图书馆开馆");
/// let json = serde_json::to_string(&edits).unwrap();
/// assert_eq!(serde_json::from_str::<Edits>(&json).unwrap(), edits);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Edits {
    /// The version of the JSON form: [`VERSION`].
    pub version: u32,
    /// The text that the page was parsed from.
    pub source: TextFacts,
    /// The edits, in the order in which they were made.
    pub edits: Vec<Entry>,
}

impl Edits {
    /// An empty list for a text. Linear in the text.
    ///
    /// ```
    /// assert!(banmian::edit::Edits::new("市图书馆开馆").edits.is_empty());
    /// ```
    pub fn new(text: &str) -> Self {
        Self { version: VERSION, source: TextFacts::of(text), edits: Vec::new() }
    }
}

/// Length and digest by which a text is recognized.
///
/// ```
/// let facts = banmian::edit::TextFacts::of("abc");
/// assert_eq!((facts.bytes, &facts.sha256[..8]), (3, "ba7816bf"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextFacts {
    /// Length in bytes of UTF-8.
    pub bytes: usize,
    /// SHA-256 of the text in UTF-8, in hexadecimal, as `sha256sum` prints it for a UTF-8 file.
    pub sha256: String,
}

impl TextFacts {
    /// Length and digest of `text`. Linear in the text.
    ///
    /// ```
    /// use banmian::edit::TextFacts;
    /// assert_ne!(TextFacts::of("开馆"), TextFacts::of("闭馆"));
    /// ```
    pub fn of(text: &str) -> Self {
        Self { bytes: text.len(), sha256: hexadecimal(Sha256::digest(text).as_slice()) }
    }
}

/// The digest of the content of a story; see [`Anchor::story`].
pub(super) fn digest<'t>(runs: impl Iterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    runs.flat_map(str::split_whitespace).for_each(|run| hash.update(run));
    hexadecimal(&hash.finalize()[..8])
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// One statement of a person about a page.
///
/// It names blocks by characters of the source, so it can be applied to any parsed page of the text:
/// what the page has already is confirmed, and anything else is changed. No edit loses or
/// duplicates a character.
///
/// `what` names a whole block ([`Anchor::of`]), a part of one, or parts of several in reading order,
/// which become one block. Any other anchor stands for the block or the story that contains it.
///
/// ```
/// use banmian::{Role, edit::{Anchor, Edit}};
/// let edit = Edit::Role { what: vec![Anchor::new("导读", 0..6)], role: Role::Rubric };
/// let json = serde_json::to_value(&edit).unwrap();
/// assert_eq!((json["kind"].as_str(), json["role"].as_str()), (Some("role"), Some("rubric")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Edit {
    /// The block belongs there. Furniture becomes a paragraph by it.
    Move {
        /// The block.
        what: Vec<Anchor>,
        /// Its place.
        to: Place,
    },
    /// The block has this role. Furniture belongs to no story.
    Role {
        /// The block.
        what: Vec<Anchor>,
        /// Its role.
        role: Role,
    },
    /// The block is the headline of the story; the former headline gets the place and the role of
    /// the block.
    Headline {
        /// The block.
        what: Vec<Anchor>,
        /// The story.
        story: Anchor,
    },
    /// The block continues the paragraph: the two are one block with the role of the paragraph.
    Join {
        /// The paragraph.
        left: Anchor,
        /// The block that continues it.
        right: Vec<Anchor>,
    },
    /// A block begins at the anchor. The rest of a headline, kicker or rubric becomes a deck.
    Part {
        /// The start of the block.
        at: Anchor,
    },
    /// A story begins at the anchor, with all blocks from there on.
    Split {
        /// The start of the story.
        at: Anchor,
    },
    /// The two stories are one, with the blocks of the first after those of the second. If both have
    /// a headline, the headings of the first become decks, or subheads if both have a body.
    Merge {
        /// The first story.
        story: Anchor,
        /// The second, which keeps its headline.
        into: Anchor,
    },
    /// The story is of this kind, such as an advertisement.
    Kind {
        /// The story.
        story: Anchor,
        /// The kind.
        is: Kind,
    },
    /// The characters read differently; a `text` equal to the source takes a correction back.
    Correct {
        /// The characters, within one span.
        at: Anchor,
        /// The new text; may be empty.
        text: String,
    },
    /// The blocks are right where they are; if none is named, the whole story is.
    Confirm {
        /// The blocks, each by any of its characters.
        what: Vec<Anchor>,
        /// Any characters of the same story.
        with: Anchor,
    },
}

/// An edit of a list, with where it comes from if that is known.
///
/// ```
/// use banmian::edit::{Anchor, Edit, Entry, Provenance, Timestamp};
/// let edit = Edit::Part { at: Anchor::new("开馆", 0..3) };
/// let at = Timestamp::parse("2026-03-01T08:30:00Z").ok();
/// let entry = Entry { provenance: Some(Provenance { at, by: Some("陈一".into()) }), ..edit.into() };
/// let json = serde_json::to_value(&entry).unwrap();
/// assert_eq!(json["provenance"]["at"], "2026-03-01T08:30:00Z");
/// assert_eq!(serde_json::from_value::<Entry>(json).unwrap(), entry);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The edit.
    #[serde(flatten)]
    pub edit: Edit,
    /// When it was made, and by whom. An edit whose place has changed keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

// A flattened edit would let a number be the name of its kind, and unknown fields through.
impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = Map::deserialize(deserializer)?;
        let provenance = fields.remove("provenance").map(Provenance::deserialize).transpose();
        let edit = Edit::deserialize(Value::Object(fields)).map_err(D::Error::custom)?;
        Ok(Self { edit, provenance: provenance.map_err(D::Error::custom)? })
    }
}

impl From<Edit> for Entry {
    fn from(edit: Edit) -> Self {
        Self { edit, provenance: None }
    }
}

/// Where a block is moved to.
///
/// ```
/// assert_eq!(serde_json::to_value(banmian::edit::Place::Story).unwrap(), "story");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Behind the block that contains the anchor.
    Behind(Anchor),
    /// Before the block that contains the anchor.
    Before(Anchor),
    /// A story of its own.
    Story,
    /// The blocks that belong to no story.
    Page,
}

impl Edit {
    /// Every anchor, with whether it stands for a story.
    pub(super) fn anchors_mut(&mut self) -> Vec<(&mut Anchor, bool)> {
        let of_block = |anchor| (anchor, false);
        match self {
            Self::Move { what, to: Place::Behind(at) | Place::Before(at) } => {
                what.iter_mut().chain([at]).map(of_block).collect()
            }
            Self::Move { what, .. } | Self::Role { what, .. } => what.iter_mut().map(of_block).collect(),
            Self::Headline { what, story } => what.iter_mut().map(of_block).chain([(story, true)]).collect(),
            Self::Join { left, right } => right.iter_mut().chain([left]).map(of_block).collect(),
            Self::Part { at } | Self::Correct { at, .. } => vec![(at, false)],
            Self::Split { at } => vec![(at, true)],
            Self::Merge { story, into } => vec![(story, true), (into, true)],
            Self::Kind { story, .. } => vec![(story, true)],
            Self::Confirm { what, with } => {
                let whole = what.is_empty();
                what.iter_mut().map(of_block).chain([(with, whole)]).collect()
            }
        }
    }

    /// Every anchor, in the order in which the edit names them.
    pub(crate) fn anchors(&self) -> Vec<Anchor> {
        self.clone().anchors_mut().into_iter().map(|(anchor, _)| anchor.clone()).collect()
    }
}
