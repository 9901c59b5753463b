//! Edits as data.

use super::Anchor;
use crate::model::{Kind, Role};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The JSON Schema of [`Edits`], draft 2020-12.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(banmian::edit::SCHEMA).unwrap();
/// assert_eq!(schema["title"], "Edits of a newspaper page");
/// ```
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the form that [`Edits`] have.
///
/// ```
/// assert_eq!(banmian::edit::Edits::new("").version, banmian::edit::VERSION);
/// ```
pub const VERSION: u32 = 1;

/// What a person has corrected in the reading of a text, in the order in which it was done.
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
    /// The version of the form: [`VERSION`].
    pub version: u32,
    /// The text that was read.
    pub source: TextFacts,
    /// The edits, the first first.
    pub edits: Vec<Edit>,
}

impl Edits {
    /// No edits, of a text. Linear in the text.
    ///
    /// ```
    /// assert!(banmian::edit::Edits::new("市图书馆开馆").edits.is_empty());
    /// ```
    pub fn new(text: &str) -> Self {
        Self { version: VERSION, source: TextFacts::of(text), edits: Vec::new() }
    }
}

/// By what a text is known again.
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
    /// SHA-256 of the text in UTF-8, in hexadecimal: what `sha256sum` says of the file where
    /// the file is UTF-8.
    pub sha256: String,
}

impl TextFacts {
    /// The facts of a text. Linear in the text.
    ///
    /// ```
    /// use banmian::edit::TextFacts;
    /// assert_ne!(TextFacts::of("开馆"), TextFacts::of("闭馆"));
    /// ```
    pub fn of(text: &str) -> Self {
        Self { bytes: text.len(), sha256: hexadecimal(Sha256::digest(text).as_slice()) }
    }
}

/// The digest of what a story holds; see [`Anchor::story`].
pub(super) fn digest<'t>(runs: impl Iterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    runs.flat_map(str::split_whitespace).for_each(|run| hash.update(run));
    hexadecimal(&hash.finalize()[..8])
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// One thing that a person says of a page.
///
/// Each is a statement of how it is, and names what it is about by the characters of the
/// source, so that it holds for any reading of the text: what the reading has so already is
/// confirmed by it, and what it has otherwise is corrected. No edit loses or doubles a
/// character.
///
/// `what` names a block by all it is made of ([`Anchor::of`]), or a part of one, or parts of
/// several, in the order they read: they become one block. Any other anchor stands for the
/// block or the story that holds it.
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
    /// The block stands there. What comes from the page's own furniture is a paragraph then.
    Move {
        /// The block.
        what: Vec<Anchor>,
        /// Its place.
        to: Place,
    },
    /// The block has this role. As furniture it belongs to the page.
    Role {
        /// The block.
        what: Vec<Anchor>,
        /// Its role.
        role: Role,
    },
    /// The block is the headline of the story; the headline that stood there takes the place
    /// and the role of the block.
    Headline {
        /// The block.
        what: Vec<Anchor>,
        /// The story.
        story: Anchor,
    },
    /// The block goes on with the paragraph: the two are one, with the role of the first.
    Join {
        /// The paragraph.
        left: Anchor,
        /// The block that goes on with it.
        right: Vec<Anchor>,
    },
    /// A block begins where the anchor does. Of a headline, kicker or rubric what follows is
    /// a deck.
    Part {
        /// What begins the block.
        at: Anchor,
    },
    /// A story begins where the anchor does: what stands from there on is a story by itself.
    Split {
        /// What begins the story.
        at: Anchor,
    },
    /// The two stories are one: what the first holds stands behind what the second holds.
    /// Where both have a headline, the headings of the first are decks, or subheads if both
    /// have text.
    Merge {
        /// The first story.
        story: Anchor,
        /// The second, which keeps its headline.
        into: Anchor,
    },
    /// The story is an item of this sort, such as an advertisement.
    Kind {
        /// The story.
        story: Anchor,
        /// The sort.
        is: Kind,
    },
    /// The characters are to read otherwise; as they came, if `text` is what they are.
    Correct {
        /// The characters, within one span.
        at: Anchor,
        /// What they are to read; may be empty.
        text: String,
    },
    /// The blocks stand rightly in the story; where none is named, all of the story does.
    Confirm {
        /// The blocks, each by any of its characters.
        what: Vec<Anchor>,
        /// Something else of the same story.
        with: Anchor,
    },
}

/// Where a block is moved to.
///
/// ```
/// assert_eq!(serde_json::to_value(banmian::edit::Place::Story).unwrap(), "story");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Behind the block that holds the anchor.
    Behind(Anchor),
    /// Before the block that holds the anchor.
    Before(Anchor),
    /// A story of its own.
    Story,
    /// What belongs to the page and to no story.
    Page,
}

impl Edit {
    /// Every anchor, and whether it stands for its story.
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
    pub(super) fn anchors(&self) -> Vec<Anchor> {
        self.clone().anchors_mut().into_iter().map(|(anchor, _)| anchor.clone()).collect()
    }
}
