//! A page that is being corrected.

use super::apply::apply;
use super::draft::Draft;
use super::error::{Conflict, EditError, Problem};
use super::list::{TextFacts, VERSION};
use super::{Edit, Edits};
use crate::model::Page;
use crate::parse::{Options, parse};
use crate::text::Source;

/// A page with the edits of a list made on it.
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
    /// The page, corrected.
    pub page: Page,
    /// The edits that could not be made, or were made though something has changed.
    pub conflicts: Vec<Conflict>,
    /// The list as it is to be kept: its places are those of this text now. Edits that could
    /// not be made are in it as they were.
    pub edits: Edits,
}

/// Makes the edits of a list on a page. `page` is how [`parse`] read `text` with `options`.
///
/// The text may have changed since the edits were made, and the reading too: an edit finds
/// what it is about by its characters, and one that cannot says so in a [`Conflict`]; the
/// others are made. The same input gives the same page. The cost is the page's for each edit.
///
/// ```
/// use banmian::{Options, Role, edit::{Anchor, Edit, Edits, replay}};
/// let (text, options) = ("市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。\n\n迎来首批读者", Options::default());
/// let page = banmian::parse(text, &options);
/// let mut edits = Edits::new(text);
/// let start = text.find("迎来").unwrap();
/// let what = vec![Anchor::new(text, start..text.len())];
/// edits.edits.push(Edit::Role { what, role: Role::Furniture });
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
    let mut kept = Edits { version: VERSION, source: facts, edits: Vec::with_capacity(edits.edits.len()) };
    for (n, edit) in edits.edits.iter().enumerate() {
        match apply(&draft, text, edit, same) {
            Ok((next, edit, changed)) => {
                draft = next;
                kept.edits.push(edit);
                conflicts.extend(changed.map(|error| Conflict::new(n, true, error)));
            }
            Err(error) => {
                kept.edits.push(edit.clone());
                conflicts.push(Conflict::new(n, false, error));
            }
        }
    }
    Replayed { page: draft.page(&Source::new(text), page, options), conflicts, edits: kept }
}

/// A page that is being corrected, with all that was done to it.
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
    /// All that was done, what is undone too.
    edits: Edits,
    /// How many of them hold.
    done: usize,
    page: Page,
    conflicts: Vec<Conflict>,
}

impl<'t> Session<'t> {
    /// Reads a text, to be corrected.
    ///
    /// ```
    /// use banmian::{Options, edit::Session};
    /// let session = Session::new("市图书馆开馆", &Options::default());
    /// assert_eq!(*session.page(), banmian::parse("市图书馆开馆", &Options::default()));
    /// ```
    pub fn new(text: &'t str, options: &Options) -> Self {
        Self::open(text, options, &Edits::new(text))
    }

    /// Reads a text, and makes the edits of a list; [`Session::conflicts`] says what could
    /// not be made.
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

    /// What of the list could not be made, or has changed.
    ///
    /// ```
    /// use banmian::{Options, edit::Session};
    /// assert!(Session::new("市图书馆开馆", &Options::default()).conflicts().is_empty());
    /// ```
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The edits that hold, to be kept.
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

    /// Makes an edit; what was undone before it is gone.
    ///
    /// # Errors
    ///
    /// When it cannot be made, or is about a story that holds something else; the page then
    /// stays as it is.
    ///
    /// ```
    /// use banmian::{Options, Role, edit::{Anchor, Edit, Problem, Session}};
    /// let mut session = Session::new("市图书馆开馆", &Options::default());
    /// let error = session.apply(Edit::Role { what: vec![], role: Role::Deck }).unwrap_err();
    /// assert_eq!(error.problem, Problem::Nothing);
    /// ```
    pub fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        let mut edits = self.edits();
        edits.edits.push(edit);
        let replayed = replay(self.text, &self.parsed, &edits, &self.options);
        if let Some(conflict) = replayed.conflicts.iter().find(|conflict| conflict.edit == self.done) {
            return Err(EditError { problem: conflict.problem, at: conflict.at.clone() });
        }
        self.done += 1;
        self.set(replayed);
        Ok(())
    }

    /// Takes back the last edit that holds; whether there was one. The page is what it was
    /// before, bit for bit.
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

    /// Makes the last edit again that was taken back; whether there was one.
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

    /// The page is always that of the list's first edits, made on the page as it was read:
    /// so no edit needs a way back.
    fn go_to(&mut self, done: usize) {
        self.done = done;
        let Replayed { page, conflicts, .. } = replay(self.text, &self.parsed, &self.edits(), &self.options);
        (self.page, self.conflicts) = (page, conflicts);
    }

    fn set(&mut self, replayed: Replayed) {
        (self.page, self.conflicts, self.edits) = (replayed.page, replayed.conflicts, replayed.edits);
    }
}
