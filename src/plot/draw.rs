//! Draws a figure with plotters, as SVG and as PNG. Text comes from a font in a crate, so no system font is needed.

use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::frame::{Limits, emptiest_corner, limits};
use super::heat::heat_map;
use super::letters::Lettered;
use super::look::{DrawResult, FONT, GRID, INK, register_fonts, tick};
use super::series::draw_series;
use super::ticks::Ticked;
use super::{Content, Figure, HEIGHT, PlotError, WIDTH};

pub(super) fn svg(figure: &Figure, file: &Path) -> Result<(), PlotError> {
    let failed = |reason: String| PlotError::Write { path: file.display().to_string(), reason };
    let area = SVGBackend::new(file, (WIDTH, HEIGHT)).into_drawing_area();
    whole(figure, &area, &limits(figure)?).map_err(|error| failed(error.to_string()))
}

pub(super) fn png(figure: &Figure, file: &Path) -> Result<(), PlotError> {
    let failed = |reason: String| PlotError::Write { path: file.display().to_string(), reason };
    let plane = limits(figure)?;
    let mut pixels = vec![0; (3 * WIDTH * HEIGHT) as usize];
    let area = Lettered(BitMapBackend::with_buffer(&mut pixels, (WIDTH, HEIGHT))).into_drawing_area();
    whole(figure, &area, &plane).map_err(|error| failed(error.to_string()))?;
    drop(area);
    let compressed = compress(&pixels).map_err(|error| failed(error.to_string()))?;
    std::fs::write(file, compressed).map_err(|error| failed(error.to_string()))
}

/// Fast rather than small: a learner waits for the picture after every save.
fn compress(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut compressed = Vec::new();
    let mut encoder = png::Encoder::new(&mut compressed, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(compressed)
}

fn whole<B: DrawingBackend>(figure: &Figure, area: &DrawingArea<B, Shift>, limits: &Limits) -> DrawResult<B> {
    register_fonts();
    area.fill(&WHITE)?;
    if let Content::HeatMap(map) = &figure.content {
        heat_map(figure, map, area)?;
        return area.present();
    }
    let mut chart = ChartBuilder::on(area)
        .caption(&figure.title, (FONT, 22, FontStyle::Bold, &INK))
        .margin(14)
        .margin_right(28)
        .x_label_area_size(48)
        .y_label_area_size(72)
        .build_cartesian_2d(limits.x.0..limits.x.1, Ticked::new(limits.y, &figure.y_ticks))?;
    let names = &figure.x_names;
    let x_tick = |value: &f64| if names.is_empty() { tick(*value) } else { name_at(names, *value) };
    let mut mesh = chart.configure_mesh();
    if !names.is_empty() {
        mesh.x_labels(names.len());
    }
    mesh.x_desc(&figure.x_label)
        .y_desc(&figure.y_label)
        .x_label_formatter(&x_tick)
        .y_label_formatter(&|value| (figure.y_written)(*value))
        .axis_desc_style((FONT, 17, &INK))
        .label_style((FONT, 15, &INK))
        .axis_style(INK)
        .bold_line_style(GRID)
        .light_line_style(WHITE)
        .draw()?;
    for series in figure.series() {
        draw_series(&mut chart, series)?;
    }
    if figure.series().iter().any(|series| !series.name.is_empty()) {
        chart
            .configure_series_labels()
            .position(emptiest_corner(figure, limits))
            .background_style(WHITE.mix(0.9))
            .border_style(GRID)
            .label_font((FONT, 16, &INK))
            .draw()?;
    }
    area.present()
}

/// The name of a place; nothing between two places.
fn name_at(names: &[String], value: f64) -> String {
    let place = value.round();
    if (value - place).abs() > 1e-6 || place < 0.0 {
        return String::new();
    }
    names.get(place as usize).cloned().unwrap_or_default()
}
