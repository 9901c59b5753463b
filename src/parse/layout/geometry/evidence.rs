//! What the place of a line says of its role, as features of the learned decision.

use super::blocks::Class;
use super::columns::Group;
use super::drawn::Drawn;
use super::rows::Row;
use super::{Body, Place, Region, costs, size};
use crate::form::Bounds;
use crate::parse::roles::places::PlaceFeature as Feature;

/// The rows of a group in reading order, each with its features.
pub(super) fn of_group(
    group: &Group,
    region: &Region,
    places: &[Place],
    drawn: &Drawn,
    body: &Body,
) -> Vec<(usize, u64)> {
    let Region { rows, blocks, .. } = region;
    let of_all = Feature::NoColumns.bit_if(group.columns.is_empty()) | Feature::Boxed.bit_if(region.is_boxed);
    let rows_of = |of: &[usize]| -> Vec<(usize, Class)> {
        of.iter().flat_map(|&block| blocks[block].rows.iter().map(move |&row| (row, blocks[block].class))).collect()
    };
    let raised = group.raised.iter().map(|&row| (row, Class::Label));
    let mut parts = vec![(rows_of(&group.head).into_iter().chain(raised).collect::<Vec<_>>(), None)];
    for column in &group.columns {
        let of_column = rows_of(&column.blocks).into_iter().filter(|(row, _)| !group.raised.contains(row)).collect();
        parts.push((of_column, Some(column.bounds)));
    }
    let mut out: Vec<(usize, u64)> = Vec::new();
    let mut above: Option<Above> = None;
    for (part, column) in parts {
        for (n, (row, class)) in part.into_iter().enumerate() {
            let of = &rows[row];
            let edges = column.map(|column| Edges::new(of, column));
            let mut features =
                of_all | size::feature(of.size / body.size).bit() | part_of(class, column.is_some()).bit();
            features |= of_type(of, places, body) | of_drawn(of, drawn);
            features |= edges.as_ref().map_or(0, |edges| edges.feature().bit());
            features |= size::step(of.size, above.as_ref().map(|above| above.size)).bit();
            features |= Feature::Across.bit_if(of.across);
            if let Some(above) = &above {
                let left = above.edges.as_ref().zip(edges.as_ref());
                features |= left.map_or(0, |(above, edges)| edges.below(above).bit());
                features |= Feature::NextColumn.bit_if(n == 0 && left.is_some());
                features |= Feature::RoomAbove.bit_if(n > 0 && of.bounds.y1 - above.y1 > costs::ROOM * of.size);
            }
            above = Some(Above { size: of.size, y1: of.bounds.y1, edges });
            out.push((row, features));
        }
    }
    out
}

/// What the type of a row says, and the form of it.
fn of_type(row: &Row, places: &[Place], body: &Body) -> u64 {
    let bytes = |is: fn(&&Place) -> bool| -> usize {
        row.runs.iter().map(|&run| &places[run]).filter(is).map(|place| place.bytes).sum()
    };
    let all = bytes(|_| true);
    let is_bold = 2 * bytes(|place| place.bold) > all && !body.bold;
    Feature::Bold.bit_if(is_bold) | Feature::SaidHeading.bit_if(2 * bytes(|place| place.heading) > all)
}

/// What is drawn right above and below a row.
fn of_drawn(row: &Row, drawn: &Drawn) -> u64 {
    let Row { bounds, size, .. } = row;
    Feature::RuleAbove.bit_if(drawn.rule_above(bounds, *size))
        | Feature::RuleBelow.bit_if(drawn.rule_below(bounds, *size))
        | Feature::BelowPicture.bit_if(drawn.picture_above(bounds, *size))
}

/// The row above.
struct Above {
    size: f32,
    y1: f32,
    edges: Option<Edges>,
}

/// How a row stands between the edges of its column.
struct Edges {
    /// Room at the left edge, in sizes.
    left: f32,
    /// It ends at the right edge.
    is_full: bool,
}

impl Edges {
    fn new(row: &Row, column: Bounds) -> Self {
        let left = (row.bounds.x0 - column.x0) / row.size;
        Self { left, is_full: (column.x1 - row.bounds.x1) / row.size < costs::FULL }
    }

    fn is_flush(&self) -> bool {
        self.left < costs::FLUSH
    }

    fn feature(&self) -> Feature {
        match (self.is_flush(), self.left < costs::DEEP, self.is_full) {
            (true, _, true) => Feature::Full,
            (true, _, false) => Feature::Short,
            (_, true, true) => Feature::Indented,
            (_, true, false) => Feature::IndentedShort,
            (_, false, true) => Feature::RightAligned,
            (_, false, false) => Feature::Centred,
        }
    }

    /// How the row stands below another of the column, or of the column before.
    fn below(&self, above: &Self) -> Feature {
        match (above.is_full, self.is_flush()) {
            (true, true) => Feature::BelowFull,
            (true, false) => Feature::IndentedBelowFull,
            (false, true) => Feature::BelowShort,
            (false, false) => Feature::IndentedBelowShort,
        }
    }
}

fn part_of(class: Class, is_column: bool) -> Feature {
    match (class, is_column) {
        (Class::Heading, false) => Feature::Head,
        (_, false) => Feature::HeadLabel,
        (Class::Text, true) => Feature::ColumnText,
        (Class::Heading, true) => Feature::ColumnHeading,
        (Class::Label, true) => Feature::ColumnLabel,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Run, SheetPage};

    /// Which of three lines, one below the other, have a feature; each is bold, and a heading by its form, or not.
    fn lines_with(feature: Feature, is_bold: [bool; 3]) -> [bool; 3] {
        let text = "渡口复航昨日清晨首班渡船";
        let run = |n: usize| {
            let bounds = Bounds { x0: 0.0, y0: 15.0 * n as f32, x1: 40.0, y1: 15.0 * n as f32 + 10.0 };
            let (bold, heading) = (is_bold[n], is_bold[n]);
            Run { bytes: 12 * n..12 * n + 12, bounds, size: 10.0, bold, heading, ..Run::default() }
        };
        let lines = super::super::lines(text, &[0, 1, 2].map(run), &SheetPage::default(), 0);
        [0, 1, 2].map(|n| lines[n].place & feature.bit() != 0)
    }

    #[test]
    fn bold_type_tells_where_the_text_is_not_bold() {
        assert_eq!(lines_with(Feature::Bold, [true, false, false]), [true, false, false]);
        assert_eq!(lines_with(Feature::Bold, [true, true, false]), [false; 3]);
        assert_eq!(lines_with(Feature::SaidHeading, [true, true, false]), [true, true, false]);
    }
}
