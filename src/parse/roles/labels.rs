//! Roles of the labels, and which labels may follow each other.

use super::table::Label;
use crate::model::Role;

impl Label {
    pub fn role(self) -> Role {
        match self {
            Label::LeadStart | Label::ParagraphStart | Label::FragmentStart | Label::Continuation => Role::Paragraph,
            Label::Kicker | Label::KickerContinuation => Role::Kicker,
            Label::Headline | Label::HeadlineContinuation => Role::Headline,
            Label::Deck | Label::DeckContinuation => Role::Deck,
            Label::Subhead | Label::SubheadContinuation => Role::Subhead,
            Label::Byline | Label::SignOff => Role::Byline,
            Label::Credit => Role::Credit,
            Label::TeaserHead | Label::Teaser => Role::Teaser,
            Label::Jump => Role::Jump,
            Label::Furniture => Role::Furniture,
            Label::Rubric => Role::Rubric,
        }
    }

    /// Whether the line belongs to the fragment of the line above it.
    pub fn is_continuation(self) -> bool {
        matches!(
            self,
            Label::Continuation
                | Label::KickerContinuation
                | Label::HeadlineContinuation
                | Label::DeckContinuation
                | Label::SubheadContinuation
        )
    }
}

/// Whether a line labelled `next` may stand below one labelled `label`: a continuation must be in
/// the frame of the line above it and have its role.
pub fn may_follow(label: Label, next: Label, same_frame: bool) -> bool {
    !next.is_continuation() || same_frame && label.role() == next.role()
}
