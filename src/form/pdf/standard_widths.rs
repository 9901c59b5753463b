//! Widths of the fonts that every viewer has, which files need not give.

/// How wide a byte of a font is that is not in the file, in thousandths of its size.
///
/// The widths of Helvetica and of Times are those of Adobe's metrics, of their roman faces, and stand for
/// the other fonts of their kind: what is needed is where a word ends, and their bold faces are wider by
/// less than that.
pub(super) fn standard_width(face: &str, byte: u8) -> f64 {
    let is_serif = ["Times", "Serif", "Roman", "Georgia", "Garamond", "Minion"].iter().any(|name| face.contains(name));
    if ["Courier", "Mono", "Typewriter"].iter().any(|name| face.contains(name)) {
        return 600.0;
    }
    let widths = if is_serif { &TIMES } else { &HELVETICA };
    let width = byte.checked_sub(0x20).and_then(|index| widths.get(usize::from(index)));
    width.map_or(if is_serif { 500.0 } else { 556.0 }, |&width| f64::from(width))
}

// from the blank to the tilde
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
