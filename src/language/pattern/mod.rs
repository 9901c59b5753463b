//! The pattern language that cues are written in, matched from the start of a text.
//!
//! | pattern | matches |
//! |---|---|
//! | `本报讯` | these characters, in any form: full-width, half-width, vertical, radical |
//! | `[电讯]`, `[A-Z0-9-]` | one of these characters |
//! | `(甲\|乙)` | one of these patterns |
//! | `x?` | the character, set, group or symbol before it, or nothing |
//! | `#` | a number in Arabic or Chinese digits |
//! | `@` | a person's name |
//! | `@+` | a list of names |
//! | `%`, `%+` | the same, where the name must begin with a known surname |
//! | `&` | one of the pack's duties (本报记者, 通讯员, …) |
//! | `^` | words in capitals |
//! | `{8}` | up to eight characters within a sentence |
//! | `<8>` | up to eight letters or digits |
//! | `$` | the end of the text |
//! | `\x` | the character `x` itself |
//!
//! Blanks are ignored, both the pattern's and the text's, so that letter-spaced text matches.
//!
//! All patterns of a pack are compiled into one program for a backtracking matcher. Most lines of
//! a page match nothing, so the program knows for each instruction which characters can come next.

mod matcher;
mod parser;
mod program;
mod validate;

pub(super) use matcher::Match;
pub(crate) use program::Pattern;
pub(super) use program::Program;
pub(super) use validate::validate;
