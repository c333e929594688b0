//! Customers of the gift shop, as the checks and the plot take them.

use ndarray::{Array2, Axis};

use mlings_datasets::{self as datasets, DatasetError};

/// Every `step`-th customer who ordered anything: the number of orders, pounds spent.
pub(super) fn every(step: usize) -> Result<Array2<f64>, DatasetError> {
    let all = datasets::customers()?.iter();
    let rows: Vec<[f64; 2]> =
        all.filter_map(|customer| Some([customer.orders?, customer.gross_spend?])).step_by(step).collect();
    Ok(Array2::from(rows))
}

/// Logarithms of 1 + x, in deviations from the column's mean.
pub(super) fn prepared(records: &Array2<f64>) -> Array2<f64> {
    let logarithms = records.mapv(f64::ln_1p);
    let centred = &logarithms - &(logarithms.sum_axis(Axis(0)) / records.nrows() as f64);
    let variances = (&centred * &centred).sum_axis(Axis(0)) / records.nrows() as f64;
    centred / variances.mapv(f64::sqrt)
}
