//! How cost grows with the work, as a picture.

use super::table::{Point, Row};
use anyhow::Result;
use plotters::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// The points of a picture, by the curves that they are of.
type Curves<'p> = BTreeMap<&'p str, Vec<&'p Point>>;

/// Draws the curves of the rows that are points of one, each picture as `NAME.svg` in the folder.
pub fn draw(rows: &[Row], folder: &Path) -> Result<()> {
    let mut pictures: BTreeMap<&str, Curves> = BTreeMap::new();
    for point in rows.iter().filter_map(|row| row.point.as_ref()) {
        pictures.entry(&point.picture).or_default().entry(&point.curve).or_default().push(point);
    }
    pictures.into_iter().try_for_each(|(name, curves)| picture(curves, &folder.join(name).with_extension("svg")))
}

/// Draws the curves, both axes in powers of ten.
fn picture(mut curves: Curves, path: &Path) -> Result<()> {
    let points = || curves.values().flatten();
    let (megabytes, seconds) = (around(points().map(|p| p.megabytes)), around(points().map(|p| p.seconds)));
    let area = SVGBackend::new(path, (900, 600)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(megabytes.log_scale(), seconds.log_scale())?;
    // a tick is a sum of steps, 0.30000000000000004
    let label = |tick: &f64| ((tick * 1e6).round() / 1e6).to_string();
    let mut mesh = chart.configure_mesh();
    mesh.x_desc("text, MB").y_desc("time, s").x_label_formatter(&label).y_label_formatter(&label);
    mesh.light_line_style(WHITE).draw()?;
    for (n, (name, points)) in curves.iter_mut().enumerate() {
        let colour = Palette99::pick(n).to_rgba();
        points.sort_by(|a, b| a.megabytes.total_cmp(&b.megabytes));
        let places = points.iter().map(|point| (point.megabytes, point.seconds));
        chart
            .draw_series(LineSeries::new(places, colour.stroke_width(2)).point_size(3))?
            .label(*name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
    }
    chart.configure_series_labels().position(SeriesLabelPosition::UpperLeft).border_style(BLACK).draw()?;
    area.present()?;
    Ok(())
}

fn around(values: impl Iterator<Item = f64>) -> std::ops::Range<f64> {
    let (least, most) =
        values.fold((f64::INFINITY, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    least / 2.0..most * 2.0
}
