//! Replaying edits, and interactive sessions with undo and redo.

use super::apply::apply;
use super::draft::Draft;
use super::error::{Conflict, EditError, Problem};
use super::list::{TextFacts, VERSION};
use super::search::SearchedText;
use super::{Edits, Entry};
use crate::model::Page;
use crate::parse::{Options, parse};
use crate::text::{Places, Source};

/// The result of applying a list of edits to a page.
///
/// ```
/// use banmian::{Options, edit::{Edits, replay}};
/// let (text, options) = ("市图书馆开馆", Options::default());
/// let page = banmian::parse(text, &options);
/// let replayed = replay(text, &page, &Edits::new(text), &options);
/// assert_eq!((replayed.page, replayed.conflicts.len()), (page, 0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// The page with the edits applied.
    pub page: Page,
    /// The edits that could not be applied, or were applied although their story has changed.
    pub conflicts: Vec<Conflict>,
    /// The list to store, with the anchors' places in this text. Edits that could not be applied are
    /// unchanged.
    pub edits: Edits,
}

/// Applies a list of edits to a page. `page` is what [`parse`], or
/// [`parse_with`](crate::parse_with) with a sheet, returns for `text` and `options`. Spans keep their
/// places on paper, and parts of them have their share.
///
/// The text and its parsed page may have changed since the edits were made: edits find their blocks
/// by quotes. An edit that cannot is reported as a [`Conflict`], and the others are applied. The same
/// input gives the same page. Linear in the text and the edits, but for two things: an edit that names
/// a story is linear in it, if an edit before has changed what it says; and in a text that has
/// changed and repeats itself, a search for a quote is linear in the text.
///
/// ```
/// use banmian::{Options, Role, edit::{Anchor, Edit, Edits, replay}};
/// let (text, options) = ("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。\n\n迎来首批读者", Options::default());
/// let page = banmian::parse(text, &options);
/// let mut edits = Edits::new(text);
/// let start = text.find("迎来").unwrap();
/// let what = vec![Anchor::new(text, start..text.len())];
/// edits.edits.push(Edit::Role { what, role: Role::Furniture }.into());
/// let replayed = replay(text, &page, &edits, &options);
/// assert_eq!(replayed.page.furniture[0].text, "迎来首批读者");
///
/// let changed = format!("第3版\n\n{text}");
/// let replayed = replay(&changed, &banmian::parse(&changed, &options), &edits, &options);
/// assert!(replayed.conflicts.is_empty());
/// assert!(replayed.page.furniture.iter().any(|block| block.text == "迎来首批读者"));
/// ```
pub fn replay(text: &str, page: &Page, edits: &Edits, options: &Options) -> Replayed {
    let (mut draft, mut conflicts) = (Draft::new(page), Vec::new());
    let facts = TextFacts::of(text);
    if edits.version != VERSION {
        let conflict = |n| Conflict::new(n, false, Problem::Version.into());
        let conflicts = (0..edits.edits.len().max(1)).map(conflict).collect();
        return Replayed { page: page.clone(), conflicts, edits: edits.clone() };
    }
    let same = facts == edits.source;
    let searched = SearchedText::new(text);
    let mut kept = Edits { version: VERSION, source: facts, edits: Vec::with_capacity(edits.edits.len()) };
    for (n, entry) in edits.edits.iter().enumerate() {
        match apply(&draft, &searched, &entry.edit, same) {
            Ok((next, edit, changed)) => {
                draft = next;
                kept.edits.push(Entry { edit, provenance: entry.provenance.clone() });
                conflicts.extend(changed.map(|error| Conflict::new(n, true, error)));
            }
            Err(error) => {
                kept.edits.push(entry.clone());
                conflicts.push(Conflict::new(n, false, error));
            }
        }
    }
    let source = Source::new(text).with_places(places_of(page));
    Replayed { page: draft.page(&source, page, options), conflicts, edits: kept }
}

/// Where the characters of a page stand on paper, as its spans say.
pub(super) fn places_of(page: &Page) -> Places {
    let spans = page.blocks().flat_map(|block| &block.spans);
    Places::new(page.source.pages.clone(), spans.filter_map(|span| Some((span.start..span.end, span.place?))).collect())
}

/// A page that is being edited, with its history.
///
/// ```
/// use banmian::{Kind, Options, edit::{Anchor, Edit, Session}};
/// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
/// let mut session = Session::new(text, &Options::default());
/// let before = session.page().clone();
/// session.apply(Edit::Kind { story: Anchor::new(text, 0..18), is: Kind::Notice }).unwrap();
/// assert_eq!(session.page().articles[0].kind, Kind::Notice);
/// assert!(session.undo());
/// assert_eq!(*session.page(), before);
/// ```
#[derive(Clone)]
pub struct Session<'t> {
    text: &'t str,
    options: Options,
    parsed: Page,
    /// All edits, undone ones included.
    edits: Edits,
    /// Number of edits that are not undone.
    done: usize,
    page: Page,
    conflicts: Vec<Conflict>,
}

impl<'t> Session<'t> {
    /// Parses a text for editing.
    ///
    /// ```
    /// use banmian::{Options, edit::Session};
    /// let session = Session::new("市图书馆开馆", &Options::default());
    /// assert_eq!(*session.page(), banmian::parse("市图书馆开馆", &Options::default()));
    /// ```
    pub fn new(text: &'t str, options: &Options) -> Self {
        Self::open(text, options, &Edits::new(text))
    }

    /// Parses a text and applies a list of edits; [`Session::conflicts`] are those that could not be
    /// applied.
    ///
    /// ```
    /// use banmian::{Options, edit::{Edits, Session}};
    /// let session = Session::open("市图书馆开馆", &Options::default(), &Edits::new("市图书馆开馆"));
    /// assert!(session.conflicts().is_empty());
    /// ```
    pub fn open(text: &'t str, options: &Options, edits: &Edits) -> Self {
        let parsed = parse(text, options);
        let Replayed { page, conflicts, edits } = replay(text, &parsed, edits, options);
        Self { text, options: options.clone(), parsed, done: edits.edits.len(), edits, page, conflicts }
    }

    /// The page as it is now.
    ///
    /// ```
    /// use banmian::{Options, edit::Session};
    /// assert_eq!(Session::new("市图书馆开馆", &Options::default()).page().blocks().count(), 1);
    /// ```
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The conflicts of the list of edits.
    ///
    /// ```
    /// use banmian::{Options, edit::Session};
    /// assert!(Session::new("市图书馆开馆", &Options::default()).conflicts().is_empty());
    /// ```
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The edits that are not undone.
    ///
    /// ```
    /// use banmian::{Options, edit::{Edits, Session}};
    /// assert_eq!(Session::new("市图书馆开馆", &Options::default()).edits(), Edits::new("市图书馆开馆"));
    /// ```
    pub fn edits(&self) -> Edits {
        let mut edits = self.edits.clone();
        edits.edits.truncate(self.done);
        edits
    }

    /// Applies an edit; undone edits are dropped.
    ///
    /// # Errors
    ///
    /// When it cannot be applied, or its story has changed; the page is unchanged then.
    ///
    /// ```
    /// use banmian::{Options, Role, edit::{Anchor, Edit, Problem, Session}};
    /// let mut session = Session::new("市图书馆开馆", &Options::default());
    /// let error = session.apply(Edit::Role { what: vec![], role: Role::Deck }).unwrap_err();
    /// assert_eq!(error.problem, Problem::Nothing);
    /// ```
    pub fn apply(&mut self, edit: impl Into<Entry>) -> Result<(), EditError> {
        let mut edits = self.edits();
        edits.edits.push(edit.into());
        let replayed = replay(self.text, &self.parsed, &edits, &self.options);
        if let Some(conflict) = replayed.conflicts.iter().find(|conflict| conflict.edit == self.done) {
            return Err(EditError { problem: conflict.problem, at: conflict.at.clone() });
        }
        self.done += 1;
        self.set(replayed);
        Ok(())
    }

    /// Undoes the last edit, and returns whether there was one. The page is bit for bit what it was
    /// before.
    ///
    /// ```
    /// use banmian::{Options, edit::Session};
    /// assert!(!Session::new("市图书馆开馆", &Options::default()).undo());
    /// ```
    pub fn undo(&mut self) -> bool {
        let Some(done) = self.done.checked_sub(1) else { return false };
        self.go_to(done);
        true
    }

    /// Redoes the edit that was undone last, and returns whether there was one.
    ///
    /// ```
    /// use banmian::{Options, edit::{Anchor, Edit, Session}};
    /// let text = "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。";
    /// let mut session = Session::new(text, &Options::default());
    /// session.apply(Edit::Split { at: Anchor::new(text, 20..29) }).unwrap();
    /// let split = session.page().clone();
    /// assert!(session.undo() && session.redo() && !session.redo());
    /// assert_eq!(*session.page(), split);
    /// ```
    pub fn redo(&mut self) -> bool {
        if self.done == self.edits.edits.len() {
            return false;
        }
        self.go_to(self.done + 1);
        true
    }

    /// Replays the first `done` edits on the parsed page, so that no edit needs an inverse.
    fn go_to(&mut self, done: usize) {
        self.done = done;
        let Replayed { page, conflicts, .. } = replay(self.text, &self.parsed, &self.edits(), &self.options);
        (self.page, self.conflicts) = (page, conflicts);
    }

    fn set(&mut self, replayed: Replayed) {
        (self.page, self.conflicts, self.edits) = (replayed.page, replayed.conflicts, replayed.edits);
    }
}
