//! Principal components: the ten directions in which handwritten digits vary most.
//!
//! The reference is the fast version, as the guide has it under "Make it fast"; the solution is the plain one.

extern crate support as mlings;

#[path = "../tests/alternatives/pca_fast.rs"]
mod reference;
#[path = "../exercises/08_unsupervised/03_pca.rs"]
mod yours;

use std::process::ExitCode;

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_reduction::ReductionError;
use mlings::datasets::{DatasetError, digits};
use mlings::pca::{FitError, Pca};
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Array2, Axis};

const N_COMPONENTS: usize = 10;

fn main() -> ExitCode {
    Bench {
        workload: "fit, 61 features, 10 components",
        counts: "rows",
        sizes: [250, 500, 1_000, 2_000],
        data,
        input: |data| data.records,
        yours: Side::new(|rows| (yours::functions().fit)(rows.view(), N_COMPONENTS), variances),
        reference: Side::new(|rows| reference::fit(rows.view(), N_COMPONENTS), variances),
        linfa: Some(Side::new(linfa, |variances| variances.map(|variances| variances.to_vec()).unwrap_or_default())),
        tolerance: 1e-9,
    }
    .run("pca")
}

/// Digits by their pixels, without the three that are empty in every picture.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let pixels = &digits()?.records;
    let some: Vec<usize> = (0..pixels.ncols()).filter(|pixel| pixels.column(*pixel).sum() > 0.0).collect();
    let (records, _) = like(&pixels.select(Axis(1), &some), n_samples, 1);
    Ok(Data { records, ..Data::default() })
}

/// linfa iterates towards the largest singular values. Its own `explained_variance` divides by the number of
/// components less one, not by that of rows.
fn linfa(rows: &Array2<f64>) -> Result<Array1<f64>, ReductionError> {
    let fitted = linfa_reduction::Pca::params(N_COMPONENTS).fit(&DatasetBase::from(rows.view()))?;
    Ok(fitted.singular_values().mapv(|value| value * value / (rows.nrows() as f64 - 1.0)))
}

fn variances(found: Result<Pca, FitError>) -> Vec<f64> {
    found.map(|pca| pca.explained_variance.to_vec()).unwrap_or_default()
}
