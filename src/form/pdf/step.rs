//! Steps of reading.

use super::cmaps::CharacterCollection;

/// What a step has done.
///
/// ```
/// assert_ne!(banmian::form::Step::Page, banmian::form::Step::Done);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A page was read.
    Page,
    /// The next page needs the maps of a collection; it is read in the next step, with them or without.
    NeedsCMaps(CharacterCollection),
    /// Everything is read.
    Done,
}
