//! The text layer before it is parsed: its encoding, its lines and offsets, and the classes its
//! characters belong to.

pub(crate) mod bigrams;
pub(crate) mod corrections;
#[cfg(any(feature = "encodings", feature = "reading"))]
mod cost;
#[cfg(any(feature = "encodings", feature = "reading"))]
pub(crate) mod detect;
#[cfg(any(feature = "encodings", feature = "reading"))]
mod double_byte;
#[cfg(feature = "encodings")]
mod encoding;
pub(crate) mod fold;
#[cfg(any(feature = "encodings", feature = "forms", feature = "markdown", feature = "pdfjs", feature = "reading"))]
pub(crate) mod markup_kind;
mod places;
pub(crate) mod punctuation;
pub(crate) mod script;
#[cfg(any(feature = "encodings", feature = "reading"))]
mod single_byte;
mod source;
pub(crate) mod text_quality;
#[cfg(any(feature = "encodings", feature = "reading"))]
mod wide;
pub(crate) mod width;

#[cfg(any(feature = "encodings", feature = "reading"))]
pub use detect::DecodeError;
#[cfg(feature = "encodings")]
pub use encoding::{Decoded, decode, decode_as_text};

pub(crate) use places::Places;
pub(crate) use source::{Source, utf16_len};
