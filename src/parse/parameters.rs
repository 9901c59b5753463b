//! The hand-set numbers of roles, stories and the page builder.
//!
//! What can be learned is learned and stands in `roles/weights/` and `stories/weights/`; the
//! bounds of the bins that features are sorted into stand in `roles/bins.rs`. Here is the rest,
//! each with its unit and with where it comes from:
//!
//! - *counted*: a share counted on pages with gold;
//! - *typesetting*: follows from how newspapers are set;
//! - *cost*: bounds the work for a page, and so its time;
//! - *scale*: a unit that the learned weights make up for; learn them anew when it changes;
//! - *presentation*: decides what is reported, not how the page is read.

use std::ops::{Range, RangeInclusive};

// Lines and their roles.

/// Greatest width of a line that is a cue as a whole, such as a byline, in half-width cells
/// (typesetting).
pub const MAX_CUE_WIDTH: usize = 140;

/// Below this width a line's cue may run on in the next line, in half-width cells (typesetting:
/// the line is one of a column).
pub const MAX_COLUMN_WIDTH: usize = 80;

/// Widths of a line that may be a bare Chinese name, in half-width cells: two to four characters
/// (typesetting).
pub const NAME_WIDTHS: RangeInclusive<usize> = 4..=8;

/// Greatest width of a couplet headline, in half-width cells (typesetting).
pub const MAX_COUPLET_WIDTH: usize = 50;

/// Lengths of a phrase of a couplet headline, in characters (typesetting).
pub const COUPLET_PHRASE: RangeInclusive<usize> = 3..=8;

/// Number of characters at the start of a fragment that are searched for cues (cost; longer
/// than any dateline).
pub const CUE_SEARCH_CHARS: usize = 70;

/// Least width of a line that may have been broken at its column's edge, in half-width cells
/// (typesetting: no column is narrower).
pub const MIN_BROKEN_WIDTH: usize = 12;

/// Difference of the right edges of two lines broken at the same column edge, in half-width
/// cells: two full-width characters that may not begin or end a line (typesetting).
pub const EDGE_TOLERANCE: usize = 4;

/// A page is hard-wrapped if more than one line in so many was broken at its column's edge
/// (typesetting: headings, bylines and the last lines of paragraphs are not).
pub const LINES_PER_BROKEN_LINE: usize = 4;

/// Greatest width of a line in a column, in half-width cells (typesetting).
pub const MAX_WRAPPED_WIDTH: usize = 120;

/// A page is hard-wrapped only if fewer than one line in so many is wider than
/// [`MAX_WRAPPED_WIDTH`], as an unbroken paragraph is (typesetting).
pub const LINES_PER_WIDE_LINE: usize = 10;

/// Most lines of the frame of a heading (typesetting).
pub const MAX_HEADING_LINES: usize = 3;

/// Greatest width of a heading's line, in half-width cells (typesetting).
pub const MAX_HEADING_WIDTH: usize = 60;

/// Greatest width of a frame that is as narrow as a subhead, in half-width cells (typesetting).
pub const MAX_SUBHEAD_WIDTH: usize = 24;

/// Number of lines above or below that are asked for their column's edge (typesetting: headings
/// and pictures change the width soon).
pub const EDGE_WINDOW: usize = 5;

/// Number of bytes below a heading that are searched for its bigrams (cost).
pub const MAX_BODY_SEARCHED: usize = 4000;

/// Size of the hashed set of a page's bigrams, as a power of two (cost: 16 kB, so that few of a
/// page's bigrams collide).
pub const PAGE_BIGRAM_BITS: u32 = 17;

/// Size of the hashed set of the bigrams below a heading, as a power of two (cost).
pub const BODY_BIGRAM_BITS: u32 = 12;

/// Greatest length of a picture's text, in bytes (typesetting).
pub const MAX_CAPTION_BYTES: usize = 900;

/// Most paragraphs of a picture's text (typesetting).
pub const MAX_CAPTION_PARAGRAPHS: usize = 4;

/// Probability that a text that ends with a whole sentence, or as a story ends, breaks off within
/// a sentence (counted).
pub const MID_AFTER_SENTENCE: f32 = 0.01;

/// The same of a text that ends with a closing bracket behind anything but a sentence (counted).
pub const MID_AFTER_BRACKET: f32 = 0.02;

/// The same with a closing quotation mark (counted).
pub const MID_AFTER_QUOTE: f32 = 0.35;

/// The same with a colon (counted).
pub const MID_AFTER_COLON: f32 = 0.1;

/// The same with anything else; and the probability that a text whose first character cannot
/// begin a sentence begins within one (counted).
pub const MID_OTHERWISE: f32 = 0.98;

/// Least percentage of capitalized words, those of grammar aside, in a line of names that has no cue of one
/// (counted).
pub const MIN_CAPITALIZED_OF_NAMES: usize = 34;

// Stories: the candidate links.

/// Number of fragments after which a longer text is read in parts; a part ends above a headline
/// if one comes within the range (cost; a newspaper page has fewer).
pub const PART_SIZE: Range<usize> = 160..240;

/// Greatest distance of two fragments that can be linked or compared, in fragments (cost).
pub const MAX_LINK_DISTANCE: usize = 48;

/// Mean length below which fragments are linked no farther than as many bytes of longer ones reach,
/// in bytes (cost: of 1,400 pages, none has fragments as short).
pub const MIN_LINKED_LENGTH: usize = 32;

/// Distance of two fragments that can be linked however short they are, in fragments (cost).
pub const MIN_LINK_DISTANCE: usize = 12;

/// Most fragments a term may be in to count as shared: pairing the places of a term costs the
/// square of their number, and a common term separates no stories (cost).
pub const MAX_TERM_FRAGMENTS: usize = 48;

/// Most distinctive terms that are kept of a title (cost: as many as a `u128` has bits).
pub const MAX_TITLE_TERMS: usize = 128;

/// Below this width a fragment is short, in em (scale).
pub const SHORT_WIDTH: f32 = 24.0;

/// Above this probability a fragment counts as breaking off within a sentence: it is more likely
/// than not.
pub const BREAKS_OFF: f32 = 0.5;

/// Probability from which on a heading may be a headline as well as a subhead (cost: each such
/// heading has more links).
pub const MIN_DOUBT: f32 = 0.02;

/// Above this probability a fragment counts as the first paragraph of a story: it is more likely
/// than not.
pub const IS_LEAD: f32 = 0.5;

/// Above this probability a fragment counts as beginning within a sentence (scale).
pub const STARTS_MID: f32 = 0.9;

/// Dot product of two fragments at which the feature for it is a half (scale).
pub const HALF_SATURATION: f32 = 30.0;

/// Greatest difference of two columns' widths that is told apart, in em (scale).
pub const MAX_WIDTH_DIFFERENCE: f32 = 20.0;

/// What the share of links that are not in the order of the text is multiplied by (scale).
pub const OUT_OF_ORDER_SCALE: f32 = 4.0;

// Stories: the local search. Scores are log-odds.

/// Most partitions that are tried for a page (cost).
pub const MAX_TRIALS: usize = 128;

/// Fewest partitions that are tried where a text has few bytes for its links (cost).
pub const MIN_TRIALS: usize = 2;

/// Most links that are scored for each byte of text, over all partitions that are tried (cost:
/// twice what the dearest of 1,400 pages takes, so that a search ends early on none of them).
pub const SCORES_PER_BYTE: usize = 96;

/// Mean length below which fragments are given fewer scores, by the square of their length, in
/// bytes (cost: a page of short lines has many links for little text, and a pair of short lines
/// little to tell by; of the pages counted for [`SCORES_PER_BYTE`], none with shorter fragments
/// needs more).
pub const SHORT_FRAGMENT: usize = 100;

/// Most moves that are tried from one partition (cost).
pub const MAX_MOVES: usize = 22;

/// Number of moves of the highest estimates that are checked for validity (cost).
pub const MAX_MOVES_CHECKED: usize = 4 * MAX_MOVES;

/// Moves whose estimated change of the score is lower are not tried (cost).
pub const MIN_MOVE_DELTA: f32 = -12.0;

/// Links whose local score is lower are not scored in a partition (cost).
pub const MIN_LINK_SCORE: f32 = -20.0;

/// Score of a link that must not be: low enough that no partition takes it.
pub const FORBIDDEN_SCORE: f32 = -40.0;

/// A page with this share of openings to its headings and more is read as one whose stories open
/// with a cue: 0..1 (counted: of papers with datelines nearly all pages have it, of others few).
pub const MIN_OPENING_SHARE: f32 = 0.8;

/// Least gain by which a partition replaces the best one so far; it keeps rounding from looking
/// like progress.
pub const MIN_GAIN: f32 = 0.01;

/// Longest run of nodes that is moved as one (cost).
pub const MAX_RUN: usize = 6;

/// Score margin from which on a choice is as certain as can be; also that of a choice to which no
/// alternative was tried (scale).
pub const MAX_MARGIN: f32 = 15.0;

/// Probability that a role is wrong below which it is as certain as can be (scale).
pub const MIN_UNCERTAINTY: f32 = 1e-4;

/// Probability from which on two linked pieces are joined to one paragraph: it is more likely than
/// not.
pub const MIN_JOIN_PROBABILITY: f32 = 0.5;

/// Confidence of a teaser box, which is no part of the search (presentation).
pub const TEASER_CONFIDENCE: f32 = 0.5;

/// A story is a notice if two fragments and one in so many say so (typesetting: of an
/// advertisement that is a phone, an address, a company).
pub const FRAGMENTS_PER_NOTICE_CUE: usize = 4;

/// Greatest length of a title that by itself makes a story a notice, in bytes (typesetting: 拍卖公告
/// heads a notice, 市政府发布停水公告 a story about one).
pub const MAX_NOTICE_TITLE_BYTES: usize = 18;

/// Least number of words in a deck that is told from the headline above it (typesetting: a shorter line with a
/// capital, such as "Weston market hall", may be a name with which the headline goes on).
pub const MIN_DECK_WORDS: usize = 5;

/// Least number of words with a small first letter for each with a capital, in a line where only the first word
/// and names have one (typesetting).
pub const SMALL_WORDS_PER_CAPITALIZED: usize = 2;

// Page: the diagnostics.

/// Confidence below which a choice is named in the diagnostics (presentation).
pub const DOUBT: f32 = 0.6;

/// Confidence of an OCR program below which its words are named in the diagnostics (presentation: programs
/// do not mean the same by it).
#[cfg(feature = "columns")]
pub const MIN_RECOGNITION: f32 = 0.5;

/// Most alternatives that are named for a choice in doubt (presentation).
pub const MAX_ALTERNATIVES: usize = 3;
