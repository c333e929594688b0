//! Gradient descent: a hundred steps with all rows, and the loss after each.

extern crate support as mlings;

#[path = "../src/curriculum/regression/gradient_descent/solution.rs"]
#[allow(dead_code, reason = "not all of it is timed")]
mod reference;
#[path = "../exercises/05_regression/03_gradient_descent.rs"]
mod yours;

use std::process::ExitCode;

use mlings::datasets::{DatasetError, complete_cars};
use mlings::gradient_descent::{Descent, Diverged, Fit, LinearModel};
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Axis};

const LEARNING_RATE: f64 = 0.2;
const N_STEPS: usize = 100;

fn main() -> ExitCode {
    Bench {
        workload: "fit, 5 features, 100 steps",
        counts: "rows",
        sizes: [1_000, 2_000, 4_000, 8_000],
        data,
        input: |data| data,
        yours: Side::new(|cars| descend(yours::functions().fit, cars), numbers),
        reference: Side::new(|cars| descend(reference::fit, cars), numbers),
        // linfa has none.
        linfa: None,
        tolerance: 1e-9,
    }
    .run("gradient_descent")
}

/// Cars, standardised, and how far they go on a gallon.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let (cars, miles_per_gallon) = complete_cars()?;
    let (records, drawn) = like(&cars, n_samples, 1);
    Ok(Data { records, targets: miles_per_gallon.select(Axis(0), &drawn), ..Data::default() })
}

fn descend(fit: Fit, cars: &Data) -> Result<Descent, Diverged> {
    let start = LinearModel { intercept: 0.0, coefficients: Array1::zeros(cars.records.ncols()) };
    fit(&start, cars.records.view(), cars.targets.view(), LEARNING_RATE, N_STEPS)
}

fn numbers(after: Result<Descent, Diverged>) -> Vec<f64> {
    let all =
        |Descent { model, losses }| [model.intercept].into_iter().chain(model.coefficients).chain(losses).collect();
    after.map_or(Vec::new(), all)
}
