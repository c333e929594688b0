//! Least squares: the linear model with the smallest sum of squared residuals.

extern crate support as mlings;

#[path = "../src/curriculum/regression/least_squares/solution.rs"]
#[allow(dead_code, reason = "not all of it is timed")]
mod reference;
#[path = "../exercises/05_regression/02_least_squares.rs"]
mod yours;

use std::process::ExitCode;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_linear::LinearRegression;
use mlings::datasets::{DatasetError, complete_cars};
use mlings::least_squares::{FitError, LinearModel};
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Axis, Ix1};

fn main() -> ExitCode {
    Bench {
        workload: "fit, 5 features",
        counts: "rows",
        sizes: [8_000, 16_000, 32_000, 64_000],
        data,
        input: |data| Dataset::new(data.records, data.targets),
        yours: Side::new(|cars| (yours::functions().fit)(cars.records().view(), cars.targets().view()), numbers),
        reference: Side::new(|cars| reference::fit(cars.records().view(), cars.targets().view()), numbers),
        linfa: Some(Side::new(linfa, numbers)),
        tolerance: 1e-8,
    }
    .run("least_squares")
}

type Fitted = Result<LinearModel, FitError>;

/// Cars and how far they go on a gallon.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let (cars, miles_per_gallon) = complete_cars()?;
    let (records, drawn) = like(&cars, n_samples, 1);
    Ok(Data { records, targets: miles_per_gallon.select(Axis(0), &drawn), ..Data::default() })
}

fn numbers(fitted: Fitted) -> Vec<f64> {
    fitted.map_or(Vec::new(), |model| [model.intercept].into_iter().chain(model.coefficients).collect())
}

fn linfa(cars: &Dataset<f64, f64, Ix1>) -> Fitted {
    let trained = LinearRegression::new().fit(cars).map_err(|_| FitError::Collinear)?;
    let coefficients: Array1<f64> = trained.params().clone();
    Ok(LinearModel { intercept: trained.intercept(), coefficients })
}
