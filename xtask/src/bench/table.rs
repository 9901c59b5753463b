//! Rows of figures, as a table for people.

use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, Table};
use serde::Deserialize;

/// One figure of ours, beside another's where there is one.
#[derive(Deserialize)]
pub struct Row {
    pub what: String,
    pub unit: String,
    pub ours: f64,
    pub peer: Option<String>,
    pub theirs: Option<f64>,
    /// Ours over theirs.
    pub ratio: Option<f64>,
    /// What is to be reached: by the ratio, or by our figure where there is no peer.
    pub mark: Option<String>,
    pub met: Option<bool>,
    pub point: Option<Point>,
}

/// A point of a curve that shows how cost grows with the work.
#[derive(Deserialize)]
pub struct Point {
    /// Name of the picture that has the curve.
    pub picture: String,
    pub curve: String,
    pub megabytes: f64,
    pub seconds: f64,
}

pub fn text(rows: &[Row]) -> String {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["what", "ours", "unit", "beside", "theirs", "ratio", "mark", "met"]);
    for row in rows {
        let [theirs, ratio] = [row.theirs, row.ratio].map(|value| value.map(short).unwrap_or_default());
        let met = row.met.map_or("", |met| if met { "yes" } else { "NO" });
        let peer = row.peer.clone().unwrap_or_default();
        let mark = row.mark.clone().unwrap_or_default();
        table.add_row([&row.what, &short(row.ours), &row.unit, &peer, &theirs, &ratio, &mark, met]);
    }
    for column in [1, 4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.to_string()
}

/// Three figures that count.
fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}
