//! Binning: measures of a line → the values of its feature templates.
//!
//! The bounds are set by hand, narrow where the measure separates roles and wide elsewhere; they
//! are part of the learned model, so learn it anew when they change.

/// Widths at which a bin ends, in half-width cells.
const WIDTHS: [usize; 13] = [2, 4, 6, 8, 12, 16, 22, 28, 36, 46, 60, 80, 120];

/// Number of coarse bins of widths.
pub const WIDTH_GROUPS: usize = 5;

pub fn width(width: usize) -> usize {
    bin(width, &WIDTHS)
}

/// The coarse bin of a width, for features that combine it with something else.
pub fn width_group(width: usize) -> usize {
    bin(width, &[8, 24, 44, 70])
}

pub fn frame_width(width: usize) -> usize {
    bin(width, &WIDTHS).min(11)
}

/// The bin of a percentage of function words.
pub fn function_words(percent: usize) -> usize {
    bin(percent, &[0, 5, 9, 13, 17, 22, 28])
}

/// The bin of a percentage of capitalized words.
pub fn capitalized(percent: usize) -> usize {
    percent.min(99) / 20
}

/// The bin of the distance from the column's edge to the line's, in half-width cells: negative
/// for a short line.
pub fn edge(distance: Option<isize>) -> usize {
    let Some(distance) = distance else { return 0 };
    match distance {
        ..=-13 => 1,
        -12..=-9 => 2,
        -8..=-7 => 3,
        -6..=2 => (distance + 10) as usize,
        3.. => 13,
    }
}

/// The coarse bin of the same distance: full, a character or two short, short.
pub fn shortness(distance: isize) -> usize {
    match distance {
        -2.. => 0,
        -5..=-3 => 1,
        _ => 2,
    }
}

/// The bin of the distance from the right edge of a line to that of the next.
pub fn width_step(distance: isize) -> usize {
    match distance {
        ..=-6 => 0,
        -5..=-3 => 1,
        -2..=-1 => 2,
        0 => 3,
        1..=2 => 4,
        3..=5 => 5,
        6.. => 6,
    }
}

/// The bin of the room that a line would have left behind the first unit of the next line. Where
/// there was room for it, the line was not broken for want of room, so a paragraph ends.
pub fn room(left: isize) -> usize {
    match left {
        ..=-5 => 0,
        -4..=-3 => 1,
        -2..=2 => (left + 4) as usize,
        3..=5 => 7,
        6..=12 => 8,
        13.. => 9,
    }
}

/// The bin of the position of line `at` in its frame of `size` lines.
pub fn position_in_frame(at: usize, size: usize) -> usize {
    match (size, at) {
        (1, _) => 0,
        (2, at) => 1 + at,
        (3, at) => 3 + at,
        (_, 0) => 6,
        (_, 1) => 7,
        (size, at) if at + 1 == size => 9,
        _ => 8,
    }
}

/// The bin of the position of line `at` on its page of `count` lines.
pub fn position_on_page(at: usize, count: usize) -> usize {
    match (at, count - at) {
        (0 | 1, _) => 1,
        (2 | 3, _) => 2,
        (_, 1) => 3,
        (_, 2 | 3) => 4,
        _ => 0,
    }
}

fn bin(value: usize, tops: &[usize]) -> usize {
    tops.iter().position(|&top| value <= top).unwrap_or(tops.len())
}
