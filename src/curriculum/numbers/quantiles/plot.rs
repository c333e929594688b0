//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::ArrayView1;

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect, histogram, tallest};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "sugar", draw: sugar }];

/// The wines' sugar, and above it four ways to say where it lies and how far it spreads.
fn sugar(quantiles: &Contract) -> Result<Figure, Box<dyn Error>> {
    let wines = datasets::wine_quality()?;
    let values = wines.records.column(SUGAR);
    let at = |q: f64| (quantiles.quantile)(values, q);
    let (first, median, third) = (at(0.25)?, at(0.5)?, at(0.75)?);
    let typical = (quantiles.median_absolute_deviation)(values)?;
    let mut pulled_in = values.to_owned();
    (quantiles.winsorize)(pulled_in.view_mut(), 0.01, 0.99)?;

    let bars = histogram(values.iter().copied(), SHOWN, BINS, &[]);
    let beyond = values.iter().filter(|value| **value > SHOWN.1).count();
    let top = tallest(&bars);
    let height = |row: f64| top * (1.0 + 0.13 * row);
    let tick = |at: f64, row: f64| [(at, height(row - 0.35)), (at, height(row + 0.35))];
    let title = "Residual sugar of 1599 red wines, and how far it spreads";
    let mut figure = Figure::new(title, format!("Residual sugar (g/dm³); {beyond} wines have more"), "Wines")
        .bars("", 5, bars)
        .line("", 0, [(at(0.05)?, height(4.0)), (at(0.95)?, height(4.0))])
        .bars(
            &format!("quartiles: {first:.2}, {median:.2}, {third:.2}"),
            0,
            [Rect::new(first..third, height(3.65)..height(4.35))],
        )
        .line("", 1, tick(median, 4.0));
    for (name, middle, spread, colour, row) in [
        ("median ± MAD", median, typical, 2, 3.0),
        ("mean ± sd", mean(values), values.std(1.0), 1, 2.0),
        ("winsorized: mean ± sd", mean(pulled_in.view()), pulled_in.std(1.0), 3, 1.0),
    ] {
        figure = figure
            .line(
                &format!("{name}: {middle:.2} ± {spread:.2}"),
                colour,
                [(middle - spread, height(row)), (middle + spread, height(row))],
            )
            .line("", colour, tick(middle, row));
    }
    Ok(figure.x_range(SHOWN.0, SHOWN.1).y_range(0.0, height(5.0)))
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.mean().unwrap_or(f64::NAN)
}

/// The column of the wines that holds the residual sugar, in g/dm³.
const SUGAR: usize = 3;
/// The part of the axis that holds nearly all wines, a tenth to a bar.
const SHOWN: (f64, f64) = (0.45, 8.55);
const BINS: usize = 81;
