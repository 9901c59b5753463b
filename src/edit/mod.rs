//! Edits: a person's corrections of a page, as data.
//!
//! An [`Edit`] states one thing about a page: that a block belongs to a story, that two paragraphs
//! are one, that a character was misread. It names blocks by characters of the source ([`Anchor`]),
//! so [`replay`] can apply a list of [`Edits`] to a freshly parsed page, also by a later version of
//! Banmian, and to a text that has changed a little. An edit that cannot be applied is reported
//! ([`Conflict`]), and none loses or duplicates a character. A list may say of each when it was made
//! and by whom ([`Provenance`]). [`Session`] is for interactive editing, with undo and redo.
//!
//! ```
//! use banmian::{Options, edit::{Anchor, Edit, Place, Session}};
//! let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。\n\n责任编辑 陈一";
//! let mut session = Session::new(text, &Options::default());
//! let editors = text.find("责任").unwrap();
//! let what = vec![Anchor::new(text, editors..text.len())];
//! session.apply(Edit::Move { what, to: Place::Page }).unwrap();
//! let json = serde_json::to_string_pretty(&session.edits()).unwrap();
//! let again = Session::open(text, &Options::default(), &serde_json::from_str(&json).unwrap());
//! assert_eq!(again.page(), session.page());
//! ```

mod anchor;
mod annotations;
mod apply;
mod cut;
mod draft;
mod error;
mod list;
mod provenance;
mod retype;
mod search;
mod session;

pub use anchor::Anchor;
pub use annotations::web_annotations;
pub use error::{Conflict, EditError, Problem};
pub use list::{Edit, Edits, Entry, Place, SCHEMA, TextFacts, VERSION};
pub use provenance::{Provenance, Timestamp, TimestampError};
pub use retype::retype;
pub use session::{Replayed, Session, replay};
