//! What the targets share: what they make of the fuzzer's bytes, and what has to hold.
//!
//! The checks are those of the library's own tests. No sanitizer is needed, as the library
//! forbids unsafe code: what can go wrong is a panic, a broken promise, or time, and a run that
//! takes longer than libFuzzer's `-timeout` at a length of at most `-max_len` is a finding like
//! the others, so that no stage may take much more than time that grows with the text.

#[path = "../../tests/common/document_invariants.rs"]
pub mod document_invariants;
#[path = "../../tests/common/edit_invariants.rs"]
pub mod edit_invariants;
#[path = "../../tests/common/export_invariants.rs"]
pub mod export_invariants;
#[path = "../../tests/common/grammar.rs"]
pub mod grammar;
#[path = "../../tests/common/html_invariants.rs"]
pub mod html_invariants;
mod input;
mod mangle;
#[path = "../../tests/common/page_invariants.rs"]
pub mod page_invariants;

pub use input::{options, text};
pub use mangle::mangled;
