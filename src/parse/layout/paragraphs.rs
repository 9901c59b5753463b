//! Lines of a page whose rows stand one below the other.

use super::Line;
use super::rows::Row;

/// One line for each row that is not blank; a frame ends where more blank rows follow than
/// anywhere else on the page, so that a blank row below every line ends none.
pub(super) fn lines(rows: &[Row]) -> Vec<Line> {
    let filled: Vec<usize> = (0..rows.len()).filter(|&row| !rows[row].trimmed.is_empty()).collect();
    let least = filled.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1);
    let mut frame = 0;
    let line = |(n, &row): (usize, &usize)| {
        if n > 0 && row - filled[n - 1] > least {
            frame += 1;
        }
        Line { range: rows[row].trimmed.clone(), frame, page: rows[row].page, place: 0 }
    };
    filled.iter().enumerate().map(line).collect()
}
