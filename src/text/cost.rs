//! Costs that the models of encodings share.
//!
//! A cost is a probability p as −10·log₁₀ p: those of the parts of a text add up, and 10 more are ten
//! times less likely.

/// Cost of a byte that the encoding does not have.
pub(super) const IMPOSSIBLE: u32 = 90;

/// Cost of a byte of ASCII, whatever the encoding.
pub(super) fn ascii(byte: u8) -> u32 {
    match byte {
        b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'a'..=b'z' => 15,
        b'0'..=b'9' | b'A'..=b'Z' | b'!'..=b'/' | b':' | b';' | b'?' => 20,
        b' '..=b'~' => 35,
        _ => 60,
    }
}
