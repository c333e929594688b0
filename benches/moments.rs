//! Moments: the variance of a column.
//!
//! The reference is the fast version, as the guide has it under "Make it fast"; the solution is the plain one.

extern crate support as mlings;

#[path = "../tests/alternatives/moments_fast.rs"]
mod reference;
#[path = "../exercises/01_numbers/01_moments.rs"]
mod yours;

use std::process::ExitCode;

use mlings::datasets::{DatasetError, wine_quality};
use mlings::moments;
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Axis};

/// The column of the wines that holds the alcohol.
const ALCOHOL: usize = 10;

fn main() -> ExitCode {
    Bench {
        workload: "variance, ddof 1",
        counts: "values",
        sizes: [100_000, 200_000, 400_000, 800_000],
        data,
        input: |data| data.targets,
        yours: Side::new(|values: &Array1<f64>| (yours::functions().variance)(values.view(), 1), numbers),
        reference: Side::new(|values: &Array1<f64>| reference::variance(values.view(), 1), numbers),
        linfa: None,
        tolerance: 1e-9,
    }
    .run("moments")
}

fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let alcohol = wine_quality()?.records.select(Axis(1), &[ALCOHOL]);
    let targets = like(&alcohol, n_samples, 1).0.remove_axis(Axis(1));
    Ok(Data { targets, ..Data::default() })
}

fn numbers(found: Result<f64, moments::TooFewValues>) -> Vec<f64> {
    found.into_iter().collect()
}
