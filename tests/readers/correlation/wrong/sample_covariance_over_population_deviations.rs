//! what is wrong: the covariance has ddof 1 and the standard deviations have ddof 0, so every correlation is too large by n / (n - 1); the clamp hides it on the diagonal

#![allow(unused_variables)]

use mlings::correlation::CorrelationError;
use ndarray::{Array2, ArrayView2};
use ndarray::Axis;

pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError> {
    let n_samples = records.nrows();
    if n_samples <= ddof {
        return Err(CorrelationError::TooFewRows);
    }
    let means = records.sum_axis(Axis(0)) / n_samples as f64;
    let centred = &records - &means;
    Ok(centred.t().dot(&centred) / (n_samples - ddof) as f64)
}

pub fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError> {
    if records.nrows() < 2 {
        return Err(CorrelationError::TooFewRows);
    }
    for (index, column) in records.columns().into_iter().enumerate() {
        if column.iter().all(|&value| value == column[0]) {
            return Err(CorrelationError::ConstantColumn(index));
        }
    }
    let c = covariance(records.view(), 1)?;
    let s = records.std_axis(Axis(0), 0.0);
    Ok(Array2::from_shape_fn(c.dim(), |(i, j)| {
        let r = c[[i, j]] / (s[i] * s[j]);
        r.clamp(-1.0, 1.0)
    }))
}

mlings::grade!(correlation { covariance, correlation });
