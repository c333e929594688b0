//! correlation: pairs of columns

#![allow(unused_variables)]

use mlings::correlation::CorrelationError;
use ndarray::{Array2, ArrayView2};

/// The distances of every column from its mean, column by column. There is at least one row.
/// They are taken from the first row before the mean is, so a column far from 0 keeps its digits.
fn distances(records: ArrayView2<f64>) -> Vec<Vec<f64>> {
    let n_samples = records.nrows() as f64;
    let mut all = Vec::with_capacity(records.ncols());
    for j in 0..records.ncols() {
        let column = records.column(j);
        let origin = column[0];
        let shifted: Vec<f64> = column.iter().map(|value| value - origin).collect();
        let mean = shifted.iter().sum::<f64>() / n_samples;
        all.push(shifted.iter().map(|value| value - mean).collect());
    }
    all
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError> {
    if records.nrows() <= ddof {
        return Err(CorrelationError::TooFewRows);
    }
    let divisor = (records.nrows() - ddof) as f64;
    let columns = distances(records);
    let n_features = columns.len();
    let mut answer = Array2::zeros((n_features, n_features));
    for i in 0..n_features {
        for j in i..n_features {
            let value = dot(&columns[i], &columns[j]) / divisor;
            answer[[i, j]] = value;
            answer[[j, i]] = value;
        }
    }
    Ok(answer)
}

pub fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError> {
    if records.nrows() < 2 {
        return Err(CorrelationError::TooFewRows);
    }
    for j in 0..records.ncols() {
        let column = records.column(j);
        if !column.iter().any(|&value| value != column[0]) {
            return Err(CorrelationError::ConstantColumn(j));
        }
    }
    let mut columns = distances(records);
    for column in columns.iter_mut() {
        // r has no unit: the largest distance becomes 1, and then the length
        let largest = column.iter().fold(0.0_f64, |so_far, value| so_far.max(value.abs()));
        for value in column.iter_mut() {
            *value /= largest;
        }
        let length = dot(&column[..], &column[..]).sqrt();
        for value in column.iter_mut() {
            *value /= length;
        }
    }
    let n_features = columns.len();
    let mut answer = Array2::from_elem((n_features, n_features), 1.0);
    for i in 0..n_features {
        for j in 0..i {
            let r = dot(&columns[i], &columns[j]).clamp(-1.0, 1.0);
            answer[[i, j]] = r;
            answer[[j, i]] = r;
        }
    }
    Ok(answer)
}

mlings::grade!(correlation { covariance, correlation });
