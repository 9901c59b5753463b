//! Measures the parser against pages with gold, and learns the weights that the parser is
//! compiled with.
//!
//! A page with gold is `NAME.txt` with `NAME.gold.tsv` beside it: what each line of the text is,
//! as a person has said. [`eval`] scores the parser on such pages, and [`gold`] writes the first
//! draft of gold for a new one.
//!
//! Two models are learned, one a step of the parser, each from the same pages:
//!
//! - [`roles`] learns `src/parse/roles/weights/`: a linear-chain conditional random field
//!   (Lafferty, McCallum and Pereira 2001) that gives every line its role. Where gold does not
//!   tell the label of a line, the likelihood is summed over those it may be (Bellare and McCallum
//!   2007).
//! - [`stories`] learns `src/parse/stories/weights/`: a conditional logit (McFadden 1974) for
//!   single links between fragments, a logistic regression on pairs of partitions of a page
//!   (SampleRank, Wick and others 2011), and the logistic regressions that turn score margins and
//!   other evidence into confidence (Platt 1999), fitted to papers left out (`cross_fitting`).
//!
//! Each is learned twice, for opened pages and for others. Both are maximum likelihood with a
//! Gaussian prior, fitted by Adam (Kingma and Ba 2015) in a fixed number of steps. Random numbers come
//! from fixed seeds and sums are made in a fixed order, so the same pages always give the same weights.
//!
//! [`typesetting`] sets pages with gold from articles, in the styles of papers drawn at random.
//!
//! Real pages are few. So `roles` also learns from pages made of short stories in three languages
//! and from real pages wrapped at the width of columns, and `stories` from pages that mix the
//! stories of real ones.
#![forbid(unsafe_code)]

mod adam;
mod cross_fitting;
pub mod cross_validation;
pub mod eval;
pub mod gold;
mod lesson;
mod pages;
pub mod roles;
pub mod sample_pages;
pub mod stories;
pub mod typesetting;
