//! Two plots: number against class on every fold, and what the order of the forecasts is worth.

use mlings_plot::{Figure, Rect};

use crate::models::FAMILIES;
use crate::validation::{Judged, WAYS};

/// Both ways of every family on every fold, joined by a line, and their means beside them.
pub fn errors(judged: &[Judged]) -> Figure {
    let mut figure =
        Figure::new("Wine grades, number or class? A line joins the same fold", "", "Off by, on average (grades)");
    for (place, both) in judged.chunks(2).enumerate() {
        for (number, class) in both[0].errors.iter().zip(&both[1].errors) {
            figure = figure.line("", 2, [(place as f64 - 0.1, *number), (place as f64 + 0.1, *class)]);
        }
    }
    for (way, name) in WAYS.iter().enumerate() {
        let side = [-1.0, 1.0][way];
        let families = || judged.iter().skip(way).step_by(2).enumerate().map(|(place, one)| (place as f64, one));
        let folds =
            families().flat_map(|(place, one)| one.errors.iter().map(move |error| (place + 0.1 * side, *error)));
        let means = families().map(|(place, one)| (place + 0.22 * side, one.error()));
        figure = figure.points(&format!("{name}, a fold"), way, folds).marks(&format!("{name}, mean"), way, means);
    }
    figure.x_names(FAMILIES.map(|(name, _)| name)).y_range(0.35, 0.8)
}

/// How many wines are good (%), in tenths from the highest forecasts to the lowest.
pub fn order(tenths: &[f64], of_all: f64) -> Figure {
    let bar = |(place, share): (usize, &f64)| Rect::new(place as f64 + 0.55..place as f64 + 1.45, 0.0..*share);
    let bars = tenths.iter().enumerate().map(bar);
    let axes = ("Tenths of the wines, the highest forecasts first", "Good wines, of grade 7 or 8 (%)");
    Figure::new("What the order of the forecasts is worth", axes.0, axes.1)
        .bars("", 0, bars)
        .line("all wines", 1, [(0.4, of_all), (10.6, of_all)])
        .x_range(0.4, 10.6)
}
