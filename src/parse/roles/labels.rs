//! What a line can be: a role, and whether a piece of it begins there.

use crate::model::Role;

/// What the chain labels a line with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Label {
    /// A paragraph begins.
    Fresh,
    /// A piece of a paragraph begins, behind a cut.
    Resumed,
    /// The paragraph goes on.
    Running,
    Kicker,
    KickerOn,
    Headline,
    HeadlineOn,
    Deck,
    DeckOn,
    Subhead,
    SubheadOn,
    Byline,
    Credit,
    /// The head of a teaser box.
    TeaserHead,
    Teaser,
    Jump,
    Furniture,
    Rubric,
}

pub(super) const LABELS: [Label; 18] = [
    Label::Fresh,
    Label::Resumed,
    Label::Running,
    Label::Kicker,
    Label::KickerOn,
    Label::Headline,
    Label::HeadlineOn,
    Label::Deck,
    Label::DeckOn,
    Label::Subhead,
    Label::SubheadOn,
    Label::Byline,
    Label::Credit,
    Label::TeaserHead,
    Label::Teaser,
    Label::Jump,
    Label::Furniture,
    Label::Rubric,
];

/// Number of labels.
pub(super) const COUNT: usize = LABELS.len();

impl Label {
    pub fn role(self) -> Role {
        match self {
            Label::Fresh | Label::Resumed | Label::Running => Role::Paragraph,
            Label::Kicker | Label::KickerOn => Role::Kicker,
            Label::Headline | Label::HeadlineOn => Role::Headline,
            Label::Deck | Label::DeckOn => Role::Deck,
            Label::Subhead | Label::SubheadOn => Role::Subhead,
            Label::Byline => Role::Byline,
            Label::Credit => Role::Credit,
            Label::TeaserHead | Label::Teaser => Role::Teaser,
            Label::Jump => Role::Jump,
            Label::Furniture => Role::Furniture,
            Label::Rubric => Role::Rubric,
        }
    }

    /// The line belongs to the fragment of the line before it.
    pub fn goes_on(self) -> bool {
        matches!(self, Label::Running | Label::KickerOn | Label::HeadlineOn | Label::DeckOn | Label::SubheadOn)
    }
}

/// Whether `next` can stand below `label`: what goes on does so within its frame, with what
/// is of its own kind.
pub(super) fn may_follow(label: Label, next: Label, same_frame: bool) -> bool {
    !next.goes_on() || same_frame && label.role() == next.role()
}
