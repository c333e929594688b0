//! Draws a figure with plotters. Text comes from a font in a crate, so no system font is needed.

use std::path::Path;
use std::sync::Once;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::register_font;

use super::boxes::boxes;
use super::heat::heat_map;
use super::letters::Lettered;
use super::ticks::Ticked;
use super::{Figure, HEIGHT, HeatMap, MOST_CELLS, PlotError, Series, Shape, WIDTH, extent};

pub(super) type Chart<'a, B> = ChartContext<'a, B, Cartesian2d<RangedCoordf64, Ticked>>;
pub(super) type DrawResult<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Okabe and Ito (2008), the darkest first.
pub(super) const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
];
pub(super) const FONT: &str = "sans-serif";
pub(super) const INK: RGBColor = RGBColor(40, 40, 40);
pub(super) const GRID: RGBColor = RGBColor(225, 225, 225);

pub(super) fn svg(figure: &Figure, file: &Path) -> Result<(), PlotError> {
    let failed = |reason: String| PlotError::Write { path: file.display().to_string(), reason };
    let area = SVGBackend::new(file, (WIDTH, HEIGHT)).into_drawing_area();
    whole(figure, &area, &limits(figure)?).map_err(|error| failed(error.to_string()))
}

pub(super) fn png(figure: &Figure, file: &Path) -> Result<(), PlotError> {
    let failed = |reason: String| PlotError::Write { path: file.display().to_string(), reason };
    let limits = limits(figure)?;
    let mut pixels = vec![0; (3 * WIDTH * HEIGHT) as usize];
    let area = Lettered(BitMapBackend::with_buffer(&mut pixels, (WIDTH, HEIGHT))).into_drawing_area();
    whole(figure, &area, &limits).map_err(|error| failed(error.to_string()))?;
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

/// The horizontal and the vertical range.
struct Limits {
    x: (f64, f64),
    y: (f64, f64),
}

fn limits(figure: &Figure) -> Result<Limits, PlotError> {
    let too_many = figure.heat_map.iter().find(|map| map.values.len() > MOST_CELLS);
    if let Some((rows, columns)) = too_many.map(|map| map.values.dim()) {
        return Err(PlotError::TooManyCells { rows, columns });
    }
    let cells = figure.heat_map.iter().flat_map(outline);
    let corners: Vec<(f64, f64)> = figure.series.iter().flat_map(corners).chain(cells).collect();
    let has_bars = figure.series.iter().any(|series| matches!(series.shape, Shape::Bars(_)));
    let x = extent(corners.iter().map(|corner| corner.0)).ok_or(PlotError::Nothing)?;
    let y = extent(corners.iter().map(|corner| corner.1)).ok_or(PlotError::Nothing)?;
    // Bars stand on the axis; everything else keeps a little distance from the frame.
    let y = if has_bars && y.0 >= 0.0 { (0.0, y.1 + 0.06 * y.1.max(1e-9)) } else { widened(y) };
    Ok(Limits { x: figure.x_range.unwrap_or_else(|| widened(x)), y: figure.y_range.unwrap_or(y) })
}

/// As few digits as the number needs: 3000 and 0.25, not 3000.0 and 0.250000.
pub(super) fn tick(value: f64) -> String {
    let digits = format!("{value:.6}");
    let short = digits.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// The name of a place; nothing between two places.
fn name_at(names: &[String], value: f64) -> String {
    let place = value.round();
    if (value - place).abs() > 1e-6 || place < 0.0 {
        return String::new();
    }
    names.get(place as usize).cloned().unwrap_or_default()
}

/// Where a legend hides the least.
fn emptiest_corner(figure: &Figure, limits: &Limits) -> SeriesLabelPosition {
    let across = |value: f64, (low, high): (f64, f64)| (value - low) / (high - low);
    let places: Vec<(f64, f64)> =
        figure.series.iter().flat_map(corners).map(|(x, y)| (across(x, limits.x), across(y, limits.y))).collect();
    let hidden = |right: bool, upper: bool| {
        let beside = |x: f64| if right { x > 0.65 } else { x < 0.35 };
        let level = |y: f64| if upper { y > 0.7 } else { y < 0.3 };
        places.iter().filter(|(x, y)| beside(*x) && level(*y)).count()
    };
    let corners = [
        (hidden(true, true), SeriesLabelPosition::UpperRight),
        (hidden(false, true), SeriesLabelPosition::UpperLeft),
        (hidden(true, false), SeriesLabelPosition::LowerRight),
        (hidden(false, false), SeriesLabelPosition::LowerLeft),
    ];
    let [first, rest @ ..] = corners;
    rest.into_iter().fold(first, |best, corner| if corner.0 < best.0 { corner } else { best }).1
}

fn corners(series: &Series) -> Vec<(f64, f64)> {
    match &series.shape {
        Shape::Points(at) | Shape::Marks(at) | Shape::Line(at) => finite(at).collect(),
        Shape::Bars(bars) | Shape::Areas(bars) => {
            bars.iter().flat_map(|[left, right, bottom, top]| [(*left, *bottom), (*right, *top)]).collect()
        }
        Shape::Band(band) => {
            band.iter().flat_map(|[x, low, high]| [(*x, *low), (*x, *high)]).filter(is_finite).collect()
        }
        Shape::Boxes(boxes) => boxes.iter().map(|(x, y, _)| (*x, *y)).filter(is_finite).collect(),
    }
}

/// A table of cells, if there is a number in it.
fn outline(map: &HeatMap) -> Vec<(f64, f64)> {
    let (rows, columns) = map.values.dim();
    let drawn = map.values.iter().any(|value| value.is_finite());
    if drawn { vec![(0.0, 0.0), (columns as f64, rows as f64)] } else { Vec::new() }
}

fn finite(at: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> + '_ {
    at.iter().copied().filter(is_finite)
}

pub(super) fn is_finite((x, y): &(f64, f64)) -> bool {
    x.is_finite() && y.is_finite()
}

fn widened((low, high): (f64, f64)) -> (f64, f64) {
    let margin = if high > low { 0.05 * (high - low) } else { 0.5 * low.abs().max(1.0) };
    (low - margin, high + margin)
}

fn whole<B: DrawingBackend>(figure: &Figure, area: &DrawingArea<B, Shift>, limits: &Limits) -> DrawResult<B> {
    register_fonts();
    area.fill(&WHITE)?;
    if let Some(map) = &figure.heat_map {
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
    for series in &figure.series {
        draw_series(&mut chart, series)?;
    }
    if figure.series.iter().any(|series| !series.name.is_empty()) {
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

fn draw_series<'a, B: DrawingBackend + 'a>(chart: &mut Chart<'a, B>, series: &Series) -> DrawResult<B> {
    let colour = COLOURS[series.colour % COLOURS.len()];
    match &series.shape {
        Shape::Points(at) => {
            markers(chart, at, series.colour, 4, colour.mix(0.65).filled(), &series.name)?;
        }
        Shape::Marks(at) => {
            markers(chart, at, series.colour, 10, INK.filled(), "")?;
            markers(chart, at, series.colour, 7, colour.filled(), &series.name)?;
        }
        Shape::Line(at) => {
            // Piece by piece: the corners of a line in one go are drawn with spikes.
            let points: Vec<(f64, f64)> = finite(at).collect();
            let piece = |ends: &[(f64, f64)]| PathElement::new(ends.to_vec(), colour.stroke_width(2));
            let line = chart.draw_series(points.windows(2).map(piece))?;
            if !series.name.is_empty() {
                line.label(&series.name)
                    .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2)));
            }
        }
        Shape::Bars(bars) => {
            let standing = bars.iter().filter(|[_, _, bottom, top]| top > bottom);
            let style = colour.mix(0.75).filled();
            let bars = chart.draw_series(standing.map(|[left, right, bottom, top]| {
                let mut bar = Rectangle::new([(*left, *bottom), (*right, *top)], style);
                bar.set_margin(0, 0, 1, 1);
                bar
            }))?;
            if !series.name.is_empty() {
                bars.label(&series.name).legend(move |(x, y)| Rectangle::new([(x + 4, y - 6), (x + 16, y + 6)], style));
            }
        }
        Shape::Areas(areas) => {
            let style = pale(colour).filled();
            let areas = chart.draw_series(
                areas
                    .iter()
                    .map(|[left, right, bottom, top]| Rectangle::new([(*left, *bottom), (*right, *top)], style)),
            )?;
            if !series.name.is_empty() {
                areas
                    .label(&series.name)
                    .legend(move |(x, y)| Rectangle::new([(x + 4, y - 6), (x + 16, y + 6)], style));
            }
        }
        Shape::Band(at) => {
            let high = at.iter().map(|[x, _, high]| (*x, *high));
            let around: Vec<(f64, f64)> = high.chain(at.iter().rev().map(|[x, low, _]| (*x, *low))).collect();
            let around = finite(&around).collect::<Vec<_>>();
            chart.draw_series([Polygon::new(around, colour.mix(0.25).filled())])?;
        }
        Shape::Boxes(at) => boxes(chart, at, colour, &series.name)?,
    }
    Ok(())
}

/// Opaque, so that overlapping areas do not add up.
fn pale(colour: RGBColor) -> RGBColor {
    let mixed = |full: u8| (255.0 + 0.25 * (f64::from(full) - 255.0)).round() as u8;
    RGBColor(mixed(colour.0), mixed(colour.1), mixed(colour.2))
}

/// Circles, triangles or squares: like the colour, the marker tells series apart.
fn markers<'a, B: DrawingBackend + 'a>(
    chart: &mut Chart<'a, B>,
    at: &[(f64, f64)],
    marker: usize,
    size: i32,
    style: ShapeStyle,
    name: &str,
) -> DrawResult<B> {
    match marker % 3 {
        0 => {
            let drawn = chart.draw_series(finite(at).map(|place| Circle::new(place, size, style)))?;
            if !name.is_empty() {
                drawn.label(name).legend(move |(x, y)| Circle::new((x + 10, y), 5, style));
            }
        }
        1 => {
            let drawn = chart.draw_series(finite(at).map(|place| TriangleMarker::new(place, size + 1, style)))?;
            if !name.is_empty() {
                drawn.label(name).legend(move |(x, y)| TriangleMarker::new((x + 10, y), 6, style));
            }
        }
        _ => {
            let square = move |place| EmptyElement::at(place) + Rectangle::new([(-size, -size), (size, size)], style);
            let drawn = chart.draw_series(finite(at).map(square))?;
            if !name.is_empty() {
                drawn.label(name).legend(move |(x, y)| Rectangle::new([(x + 5, y - 5), (x + 15, y + 5)], style));
            }
        }
    }
    Ok(())
}

pub(super) fn register_fonts() {
    static FONTS: Once = Once::new();
    FONTS.call_once(|| {
        for (style, font) in [(FontStyle::Normal, notosans::REGULAR_TTF), (FontStyle::Bold, notosans::BOLD_TTF)] {
            // A font that cannot be read leaves the text out; the test of the pictures would see that.
            let _ = register_font(FONT, style, font);
        }
    });
}
