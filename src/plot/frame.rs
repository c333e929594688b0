//! How much of the plane a figure shows, and where its legend is least in the way.

use plotters::prelude::SeriesLabelPosition;

use super::look::{finite, is_finite};
use super::{Content, Figure, HeatMap, MOST_CELLS, PlotError, Rect, Series, Shape, extent};

/// The horizontal and the vertical range.
pub(super) struct Limits {
    pub x: (f64, f64),
    pub y: (f64, f64),
}

pub(super) fn limits(figure: &Figure) -> Result<Limits, PlotError> {
    let corners: Vec<(f64, f64)> = match &figure.content {
        Content::Series(series) => series.iter().flat_map(corners).collect(),
        Content::HeatMap(map) => outline(map)?,
    };
    let has_bars = figure.series().iter().any(|series| matches!(series.shape, Shape::Bars(_)));
    let x = extent(corners.iter().map(|corner| corner.0)).ok_or(PlotError::Nothing)?;
    let y = extent(corners.iter().map(|corner| corner.1)).ok_or(PlotError::Nothing)?;
    // Bars stand on the axis; everything else keeps a little distance from the frame.
    let y = if has_bars && y.0 >= 0.0 { (0.0, y.1 + 0.06 * y.1.max(1e-9)) } else { widened(y) };
    Ok(Limits { x: figure.x_range.unwrap_or_else(|| widened(x)), y: figure.y_range.unwrap_or(y) })
}

/// Where a legend hides the least.
pub(super) fn emptiest_corner(figure: &Figure, limits: &Limits) -> SeriesLabelPosition {
    let across = |value: f64, (low, high): (f64, f64)| (value - low) / (high - low);
    let places: Vec<(f64, f64)> =
        figure.series().iter().flat_map(corners).map(|(x, y)| (across(x, limits.x), across(y, limits.y))).collect();
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
        Shape::Bars(bars) | Shape::Areas(bars) => bars.iter().flat_map(Rect::corners).collect(),
        Shape::Band(band) => {
            band.iter().flat_map(|[x, low, high]| [(*x, *low), (*x, *high)]).filter(is_finite).collect()
        }
        Shape::Boxes(boxes) => boxes.iter().map(|(x, y, _)| (*x, *y)).filter(is_finite).collect(),
    }
}

/// Two corners of a table of cells, if there is a number in it.
fn outline(map: &HeatMap) -> Result<Vec<(f64, f64)>, PlotError> {
    let (rows, columns) = map.values.dim();
    if map.values.len() > MOST_CELLS {
        return Err(PlotError::TooManyCells { rows, columns });
    }
    let drawn = map.values.iter().any(|value| value.is_finite());
    Ok(if drawn { vec![(0.0, 0.0), (columns as f64, rows as f64)] } else { Vec::new() })
}

fn widened((low, high): (f64, f64)) -> (f64, f64) {
    let margin = if high > low { 0.05 * (high - low) } else { 0.5 * low.abs().max(1.0) };
    (low - margin, high + margin)
}
