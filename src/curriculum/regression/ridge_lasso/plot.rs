//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use super::Contract;
use super::data::every_fourth;
use mlings_datasets::standardised;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "lasso_path", draw: lasso_path }, Plot { name: "ridge_path", draw: ridge_path }];

/// The columns that the lasso keeps longest; the others share a colour.
const NAMED: [usize; 4] = [10, 1, 9, 6];

/// The learner's path over all columns as they were measured.
fn lasso_path(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let wines = every_fourth()?;
    let powers = Array1::linspace(-3.2, 0.0, 25);
    let path =
        (contract.path)(wines.records.view(), wines.targets.view(), powers.mapv(|power| 10_f64.powf(power)).view())?;
    let used = |row: usize| (0..path.ncols()).filter(|j| path.get((row, *j)).is_some_and(|b| *b != 0.0)).count();
    let (first, last) = (used(0), used(powers.len() - 1));
    let title = format!("Lasso on 400 wines: {first} columns in use at the left, {last} at the right");
    // Beyond the last alpha there is room for the legend.
    let figure = drawn(title, powers.view(), path.view(), &wines.feature_names).x_range(-3.25, 0.4);
    let pulled = still_pulled(&standardised(&wines.records), &wines.targets, powers.view(), path.view());
    Ok(if pulled.is_empty() { figure } else { figure.marks("not at rest yet", 1, pulled) })
}

/// The alphas where the path is not at the lowest place: a coefficient that is not 0 is pulled by alpha there, and one
/// that is 0 by no more.
fn still_pulled(
    scaled: &Array2<f64>,
    targets: &Array1<f64>,
    powers: ArrayView1<f64>,
    path: ArrayView2<f64>,
) -> Vec<(f64, f64)> {
    let n_samples = targets.len() as f64;
    let is_pulled = |(row, power): (ArrayView1<f64>, &f64)| {
        let alpha = 10_f64.powf(*power);
        let residuals = targets - targets.sum() / n_samples - scaled.dot(&row);
        let pulls = scaled.t().dot(&residuals) / n_samples;
        let too_much =
            |(b, pull): (&f64, &f64)| if *b == 0.0 { pull.abs() - alpha } else { (pull - alpha * b.signum()).abs() };
        row.iter().zip(&pulls).any(|column| too_much(column) > 1e-6)
    };
    let rows = path.rows().into_iter().zip(powers);
    rows.filter(|row| row.0.len() == scaled.ncols() && is_pulled(*row)).map(|(_, power)| (*power, 0.0)).collect()
}

/// The learner's ridge for growing penalties, on columns that are standardised here.
fn ridge_path(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let wines = every_fourth()?;
    let scaled = standardised(&wines.records);
    let powers = Array1::linspace(0.0, 6.0, 19);
    let mut path = Array2::from_elem((powers.len(), scaled.ncols()), f64::NAN);
    let mut intercepts = Vec::new();
    for (mut row, power) in path.rows_mut().into_iter().zip(&powers) {
        let model = (contract.ridge)(scaled.view(), wines.targets.view(), 10_f64.powf(*power))?;
        row.iter_mut().zip(&model.coefficients).for_each(|(place, coefficient)| *place = *coefficient);
        intercepts.push(model.intercept);
    }
    let title = format!(
        "Ridge on 400 wines: the intercept is {:.2} at the left, {:.2} at the right",
        intercepts.first().ok_or("no alpha")?,
        intercepts.last().ok_or("no alpha")?
    );
    Ok(drawn(title, powers.view(), path.view(), &wines.feature_names))
}

/// A line for every column: the named ones in colours of their own, all others in one.
fn drawn(title: String, powers: ArrayView1<f64>, path: ArrayView2<f64>, names: &[String]) -> Figure {
    let line = |column: usize| {
        let height = move |row: usize| path.get((row, column)).copied().unwrap_or(f64::NAN);
        powers.iter().copied().enumerate().map(move |(row, power)| (power, height(row)))
    };
    let mut figure = Figure::new(title, "Penalty: log10 of alpha", "Coefficient (points of quality per deviation)");
    let others: Vec<usize> = (0..names.len()).filter(|column| !NAMED.contains(column)).collect();
    for (place, column) in others.iter().enumerate() {
        let name = if place == 0 { format!("the other {} columns", others.len()) } else { String::new() };
        figure = figure.line(&name, 5, line(*column));
    }
    for (colour, column) in NAMED.into_iter().enumerate() {
        figure = figure.line(&names[column], colour, line(column));
    }
    figure
}
