//! Measures the parser against pages with gold, and learns the weights that the parser is
//! compiled with.
//!
//! A page with gold is `NAME.txt` with `NAME.gold.tsv` beside it: what each line of the text is,
//! as a person has said. [`eval`] scores the parser on such pages, and [`gold`] writes the first
//! draft of gold for a new one.
//!
//! Two models are learned, one a step of the parser, each from the same pages:
//!
//! - [`roles`] learns `src/parse/roles/roles.tsv`: a linear-chain conditional random field
//!   (Lafferty, McCallum and Pereira 2001) that gives every line its role.
//! - [`stories`] learns `src/parse/stories/weights.tsv`: a conditional logit (McFadden 1974) for
//!   single links between fragments, and a reranker of whole pages trained by contrastive
//!   estimation (Smith and Eisner 2005).
//!
//! Real pages are few, so both also learn from pages made of them: of short stories in other
//! languages, set again in narrow columns, or mixed anew. Chance comes from fixed seeds, and sums
//! are made in a fixed order, so the same pages always give the same weights.
#![forbid(unsafe_code)]

pub mod eval;
pub mod gold;
mod lesson;
mod pages;
pub mod roles;
pub mod sample_pages;
pub mod stories;
