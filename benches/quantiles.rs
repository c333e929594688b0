//! Quantiles: the value that 95 of 100 values do not exceed.
//!
//! The reference is the fast version, as the guide has it under "Make it fast"; the solution is the plain one.

extern crate support as mlings;

#[path = "../tests/alternatives/quantiles_fast.rs"]
mod reference;
#[path = "../exercises/01_numbers/02_quantiles.rs"]
mod yours;

use std::process::ExitCode;

use mlings::datasets::{DatasetError, wine_quality};
use mlings::quantiles;
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Axis};

/// The column of the wines that holds the residual sugar.
const SUGAR: usize = 3;
const Q: f64 = 0.95;

fn main() -> ExitCode {
    Bench {
        workload: "quantile, q 0.95",
        counts: "values",
        sizes: [50_000, 100_000, 200_000, 400_000],
        data,
        input: |data| data.targets,
        yours: Side::new(|values: &Array1<f64>| (yours::functions().quantile)(values.view(), Q), numbers),
        reference: Side::new(|values: &Array1<f64>| reference::quantile(values.view(), Q), numbers),
        linfa: None,
        tolerance: 1e-12,
    }
    .run("quantiles")
}

fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let sugar = wine_quality()?.records.select(Axis(1), &[SUGAR]);
    let targets = like(&sugar, n_samples, 1).0.remove_axis(Axis(1));
    Ok(Data { targets, ..Data::default() })
}

fn numbers(found: Result<f64, quantiles::QuantileError>) -> Vec<f64> {
    found.into_iter().collect()
}
