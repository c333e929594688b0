//! Scaling: fit and transform the same rows, to mean 0 and standard deviation 1.

extern crate support as mlings;

#[path = "../src/curriculum/cleaning/scale/solution.rs"]
mod reference;
#[path = "../exercises/02_cleaning/03_scale.rs"]
mod yours;

use std::process::ExitCode;

use linfa::DatasetBase;
use linfa::traits::{Fit, Transformer};
use linfa_preprocessing::linear_scaling::LinearScaler;
use mlings::datasets::{DatasetError, wine_quality};
use mlings::scale;
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Array2};
use scale::{Contract, Method};

type Table = DatasetBase<Array2<f64>, Array1<()>>;

fn main() -> ExitCode {
    Bench {
        workload: "fit and transform, standard, 11 features",
        counts: "rows",
        sizes: [2_000, 4_000, 8_000, 16_000],
        data: |n_samples| Ok(Data { records: wines(n_samples)?, ..Data::default() }),
        input: |data| DatasetBase::from(data.records),
        yours: Side::new(|table| scaled(&yours::functions(), table), numbers),
        reference: Side::new(|table| scaled(&REFERENCE, table), numbers),
        linfa: Some(Side::new(linfa, numbers)),
        tolerance: 1e-9,
    }
    .run("scale")
}

const REFERENCE: Contract = Contract {
    fit: reference::fit,
    transform: reference::transform,
    inverse: reference::inverse,
    scale_split: reference::scale_split,
};

/// In units in which the columns are far from 0 and differ in their spread, as they are in the file.
fn wines(n_samples: usize) -> Result<Array2<f64>, DatasetError> {
    let spreads = Array1::from_shape_fn(11, |column| 0.5 + column as f64);
    Ok(like(&wine_quality()?.records, n_samples, 1).0 * &spreads + 3.0 * &spreads)
}

fn scaled(scaling: &Contract, table: &Table) -> Array2<f64> {
    let scaler = (scaling.fit)(table.records().view(), Method::Standard);
    scaler.map(|scaler| (scaling.transform)(&scaler, table.records().view())).unwrap_or_default()
}

fn linfa(table: &Table) -> Array2<f64> {
    let scaler = LinearScaler::standard().fit(table);
    scaler.map(|scaler| scaler.transform(table.records().clone())).unwrap_or_default()
}

fn numbers(scaled: Array2<f64>) -> Vec<f64> {
    scaled.into_iter().collect()
}
