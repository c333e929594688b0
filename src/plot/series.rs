//! Draws one series: markers, a line, bars, a band.

use plotters::prelude::*;

use super::boxes::boxes;
use super::look::{COLOURS, Chart, DrawResult, INK, faded, finite, legend};
use super::{Series, Shape};

pub(super) fn draw_series<'a, B: DrawingBackend + 'a>(chart: &mut Chart<'a, B>, series: &Series) -> DrawResult<B> {
    let colour = COLOURS[series.colour % COLOURS.len()];
    let name = series.name.as_str();
    match &series.shape {
        Shape::Points(at) => markers(chart, at, series.colour, 4, colour.mix(0.65).filled(), name)?,
        Shape::Marks(at) => {
            markers(chart, at, series.colour, 10, INK.filled(), "")?;
            markers(chart, at, series.colour, 7, colour.filled(), name)?;
        }
        Shape::Line(at) => {
            // Piece by piece: the corners of a line in one go are drawn with spikes.
            let points: Vec<(f64, f64)> = finite(at).collect();
            let piece = |ends: &[(f64, f64)]| PathElement::new(ends.to_vec(), colour.stroke_width(2));
            let line = chart.draw_series(points.windows(2).map(piece))?;
            legend(line, name, move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2)));
        }
        Shape::Bars(bars) => {
            let standing = bars.iter().filter(|bar| bar.top > bar.bottom);
            let style = colour.mix(0.75).filled();
            let bars = chart.draw_series(standing.map(|bar| {
                let mut bar = Rectangle::new(bar.corners(), style);
                bar.set_margin(0, 0, 1, 1);
                bar
            }))?;
            legend(bars, name, patch(style));
        }
        Shape::Areas(areas) => {
            // Opaque, so that overlapping areas do not add up.
            let style = faded(colour, 0.25).filled();
            let areas = chart.draw_series(areas.iter().map(|area| Rectangle::new(area.corners(), style)))?;
            legend(areas, name, patch(style));
        }
        Shape::Band(at) => {
            let high = at.iter().map(|[x, _, high]| (*x, *high));
            let around: Vec<(f64, f64)> = high.chain(at.iter().rev().map(|[x, low, _]| (*x, *low))).collect();
            let around = finite(&around).collect::<Vec<_>>();
            chart.draw_series([Polygon::new(around, colour.mix(0.25).filled())])?;
        }
        Shape::Boxes(at) => boxes(chart, at, colour, name)?,
    }
    Ok(())
}

/// A square of a colour, for the legend.
fn patch(style: ShapeStyle) -> impl Fn((i32, i32)) -> Rectangle<(i32, i32)> {
    move |(x, y)| Rectangle::new([(x + 4, y - 6), (x + 16, y + 6)], style)
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
            legend(drawn, name, move |(x, y)| Circle::new((x + 10, y), 5, style));
        }
        1 => {
            let drawn = chart.draw_series(finite(at).map(|place| TriangleMarker::new(place, size + 1, style)))?;
            legend(drawn, name, move |(x, y)| TriangleMarker::new((x + 10, y), 6, style));
        }
        _ => {
            let square = move |place| EmptyElement::at(place) + Rectangle::new([(-size, -size), (size, size)], style);
            let drawn = chart.draw_series(finite(at).map(square))?;
            legend(drawn, name, move |(x, y)| Rectangle::new([(x + 5, y - 5), (x + 15, y + 5)], style));
        }
    }
    Ok(())
}
