//! Rows of figures: as a table for people, as JSON for programs.

use super::machine::Machine;
use anyhow::Result;
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, Table};
use serde::Serialize;
use std::path::Path;

/// One figure of ours, beside another's where there is one.
#[derive(Serialize)]
pub struct Row {
    pub what: String,
    pub unit: &'static str,
    pub ours: f64,
    pub peer: Option<String>,
    pub theirs: Option<f64>,
    /// Ours over theirs.
    pub ratio: Option<f64>,
    pub mark: Option<Mark>,
    pub met: Option<bool>,
    /// For the plot: the curve this is a point of, and how much work it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

/// What is to be reached: by the ratio, or by our figure where there is no peer.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    AtLeast(f64),
    AtMost(f64),
}

#[derive(Clone, Serialize)]
pub struct Point {
    pub curve: &'static str,
    pub megabytes: f64,
    pub seconds: f64,
}

impl Row {
    pub fn new(what: impl Into<String>, unit: &'static str, ours: f64) -> Self {
        let (peer, theirs, ratio, mark, met, point) = (None, None, None, None, None, None);
        Self { what: what.into(), unit, ours, peer, theirs, ratio, mark, met, point }
    }

    pub fn beside(mut self, peer: impl Into<String>, theirs: f64) -> Self {
        self.peer = Some(peer.into());
        self.theirs = Some(theirs);
        self.ratio = (theirs > 0.0).then_some(self.ours / theirs);
        self
    }

    pub fn marked(mut self, mark: Mark) -> Self {
        let figure = self.ratio.unwrap_or(self.ours);
        self.met = Some(match mark {
            Mark::AtLeast(least) => figure >= least,
            Mark::AtMost(most) => figure <= most,
        });
        self.mark = Some(mark);
        self
    }

    pub fn at(mut self, curve: &'static str, bytes: usize, seconds: f64) -> Self {
        self.point = Some(Point { curve, megabytes: bytes as f64 / 1e6, seconds });
        self
    }
}

pub fn text(rows: &[Row]) -> String {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["what", "ours", "unit", "beside", "theirs", "ratio", "mark", "met"]);
    for row in rows {
        let [theirs, ratio] = [row.theirs, row.ratio].map(|value| value.map(short).unwrap_or_default());
        let mark = row.mark.map(|mark| match mark {
            Mark::AtLeast(least) => format!("≥ {least}"),
            Mark::AtMost(most) => format!("≤ {most}"),
        });
        let met = row.met.map_or("", |met| if met { "yes" } else { "NO" });
        let peer = row.peer.clone().unwrap_or_default();
        let mark = mark.unwrap_or_default();
        table.add_row([&row.what, &short(row.ours), row.unit, &peer, &theirs, &ratio, &mark, met]);
    }
    for column in [1, 4, 5] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.to_string()
}

pub fn write(machine: &Machine, rows: &[Row], path: &Path) -> Result<()> {
    let all = serde_json::json!({ "machine": machine, "rows": rows });
    Ok(std::fs::write(path, serde_json::to_string_pretty(&all)? + "\n")?)
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
