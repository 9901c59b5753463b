//! The fragments that can be linked, and what is known of each.

use crate::model::Role;
use crate::parse::Fragment;
use crate::parse::parameters::{BREAKS_OFF, IS_LEAD, MIN_UNCERTAINTY, SHORT_WIDTH};
use crate::text::Source;
use crate::text::width::CellWidths;

/// The class of a node, by its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Title,
    Byline,
    Body,
}

impl Class {
    pub fn of(role: Role) -> Option<Class> {
        match role {
            Role::Rubric | Role::Kicker | Role::Headline | Role::Deck => Some(Class::Title),
            Role::Byline | Role::Credit => Some(Class::Byline),
            Role::Paragraph | Role::Caption | Role::Subhead => Some(Class::Body),
            Role::Teaser | Role::Jump | Role::Furniture => None,
        }
    }
}

/// A fragment that can be linked.
pub struct Node {
    /// Index of the fragment.
    pub fragment: usize,
    pub class: Class,
    pub role: Role,
    /// How certain the role is: from 0 for not at all to 1 for as good as certain.
    pub certainty: f32,
    pub frame: usize,
    pub opens: bool,
    /// Probability that the text is the first paragraph of a story.
    pub lead: f32,
    /// Probability that this title is a subhead; 0 where it certainly is none.
    pub maybe_subhead: f32,
    /// Probability that this headline goes on with the one above it; 0 where it certainly does not.
    pub goes_on: f32,
    /// It is a byline as stands below a story.
    pub signs_off: bool,
    pub closes: bool,
    /// Probabilities that the text begins within a sentence, and that it breaks off within one.
    pub starts_mid: f32,
    pub ends_mid: f32,
    /// It begins with a quotation mark.
    pub quote: bool,
    /// Width of the widest line between the first and the last, in em; 0 if there is none.
    pub width: f32,
    /// Its text is less than [`SHORT_WIDTH`] wide.
    pub short: bool,
    pub first_char: char,
    pub last_char: char,
    /// The first name of this byline.
    pub name: String,
    /// Nodes whose text contains a name of this byline, in order.
    pub named_in: Vec<usize>,
    /// Number of the list item that the text begins with, as in 一、 or 3.; else 0.
    pub numeral: u32,
}

impl Node {
    /// The node of fragment `i`, which can be linked.
    pub(super) fn new(source: &Source, fragments: &[Fragment], i: usize) -> Self {
        let fragment = &fragments[i];
        let first = &source.text[fragment.parts[0].clone()];
        let last = &source.text[fragment.parts[fragment.parts.len() - 1].clone()];
        let widths: Vec<f32> =
            fragment.parts.iter().map(|p| CellWidths::EAST_ASIAN.ems(&source.text[p.clone()])).collect();
        let inner = if widths.len() > 2 { &widths[1..widths.len() - 1] } else { &[] };
        Self {
            fragment: i,
            class: Class::of(fragment.role).expect("only fragments that can be linked are nodes"),
            role: fragment.role,
            certainty: certainty(fragment.role_confidence),
            frame: fragment.frame,
            opens: fragment.opens,
            lead: fragment.lead,
            maybe_subhead: fragment.maybe_subhead,
            goes_on: fragment.goes_on,
            signs_off: fragment.signs_off,
            closes: fragment.closes,
            starts_mid: fragment.starts_mid,
            ends_mid: fragment.ends_mid,
            quote: first.starts_with(['“', '「', '『', '"']),
            width: inner.iter().fold(0f32, |a, &b| a.max(b)),
            short: widths.iter().sum::<f32>() < SHORT_WIDTH,
            first_char: first.chars().next().unwrap_or(' '),
            last_char: last.chars().next_back().unwrap_or(' '),
            name: fragment.names.first().cloned().unwrap_or_default(),
            named_in: Vec::new(),
            numeral: numeral(first),
        }
    }

    /// Whether the text opens a story.
    pub fn is_lead(&self) -> bool {
        self.opens || self.lead > IS_LEAD
    }

    /// Whether the text breaks off within a sentence.
    pub fn breaks_off(&self) -> bool {
        self.ends_mid > BREAKS_OFF
    }
}

/// A probability on a logarithmic scale, so that .999 is more than .99: 0..1.
fn certainty(probability: f32) -> f32 {
    libm::logf((1.0 - probability).max(MIN_UNCERTAINTY)) / libm::logf(MIN_UNCERTAINTY)
}

/// The number of a list item that the text begins with, or 0.
fn numeral(text: &str) -> u32 {
    let head: String = text.chars().take(3).collect();
    let Some(at) = head.find(['、', '.', '．']) else { return 0 };
    let digits = &head[..at];
    if let Ok(n) = digits.parse() {
        return n;
    }
    "一二三四五六七八九十".chars().position(|c| digits.chars().eq([c])).map_or(0, |n| n as u32 + 1)
}
