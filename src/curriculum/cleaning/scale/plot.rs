//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array2, Axis};

use super::{Contract, Method};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, pairs};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "standard", draw: standard }, Plot { name: "min_max", draw: min_max }];

/// Alcohol and fixed acidity, before and after: two clouds, one of them around 0.
fn standard(scaling: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (train, test) = wines(ACIDITY)?;
    let scaled = (scaling.scale_split)(train.view(), test.view(), Method::Standard)?;
    Ok(Figure::new(
        "Wines before and after standard scaling",
        "Alcohol (% by volume, then standard deviations)",
        "Fixed acidity (g/dm³, then standard deviations)",
    )
    .points("measured: training", 0, thinned(&train))
    .points("measured: held out", 1, thinned(&test))
    .points("scaled: training", 2, thinned(&scaled.train))
    .points("scaled: held out", 3, thinned(&scaled.test))
    .line("one standard deviation", 4, square(-1.0, 1.0)))
}

/// The training rows fill the square from 0 to 1. The held-out wines are stronger and lie beside it.
fn min_max(scaling: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (train, test) = wines(SULPHUR)?;
    let scaled = (scaling.scale_split)(train.view(), test.view(), Method::MinMax)?;
    Ok(Figure::new("Wines after min-max scaling", "Alcohol (scaled)", "Total sulphur dioxide (scaled)")
        .points(&format!("{} training wines", scaled.train.nrows()), 0, places(&scaled.train))
        .points(&format!("{} held-out wines", scaled.test.nrows()), 1, places(&scaled.test))
        .line("0 to 1", 2, square(0.0, 1.0)))
}

const ACIDITY: usize = 0;
const SULPHUR: usize = 6;
const ALCOHOL: usize = 10;

/// Alcohol and one more column. Held out are the wines above 12 % by volume, so that the two parts differ.
fn wines(column: usize) -> Result<(Array2<f64>, Array2<f64>), datasets::DatasetError> {
    let wines = datasets::wine_quality()?.records.select(Axis(1), &[ALCOHOL, column]);
    let (test, train): (Vec<usize>, Vec<usize>) = (0..wines.nrows()).partition(|row| wines[[*row, 0]] > 12.0);
    Ok((wines.select(Axis(0), &train), wines.select(Axis(0), &test)))
}

fn places(table: &Array2<f64>) -> Vec<(f64, f64)> {
    if table.ncols() < 2 { Vec::new() } else { pairs(table.column(0), table.column(1)) }
}

/// Every third wine is enough to see the clouds.
fn thinned(table: &Array2<f64>) -> impl Iterator<Item = (f64, f64)> {
    places(table).into_iter().step_by(3)
}

fn square(low: f64, high: f64) -> [(f64, f64); 5] {
    [(low, low), (high, low), (high, high), (low, high), (low, low)]
}
