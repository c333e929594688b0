//! what is wrong: take learns the number of columns from the first row that is named, so a part without rows has no columns
//!
//! Train and test: hold out some rows at random, each with its target.

#![allow(unused_variables)]

use mlings::split::{Part, Rows, Split, SplitError};
use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

pub fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if !(test_share > 0.0 && test_share < 1.0) {
        return Err(SplitError::BadShare);
    }
    let n_test = (test_share * n_samples as f64).ceil() as usize;
    if n_test >= n_samples {
        return Err(SplitError::NothingToTrainOn);
    }
    Ok(n_test)
}

pub fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if sorted.iter().enumerate().any(|(place, row)| place != *row) {
        return Err(SplitError::NotAPermutation);
    }
    let n_test = test_size(order.len(), test_share)?;
    let (test, train) = order.split_at(n_test);
    Ok(Rows { train: train.to_vec(), test: test.to_vec() })
}

pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let picked: Vec<ArrayView1<f64>> = rows.iter().map(|row| records.row(*row)).collect();
    let n_features = picked.first().map_or(0, |row| row.len());
    let picked = Array2::from_shape_fn((rows.len(), n_features), |(i, j)| picked[i][j]);
    Part { records: picked, targets: targets.select(Axis(0), rows) }
}

pub fn train_test_split(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    if records.nrows() != targets.len() || records.nrows() != order.len() {
        return Err(SplitError::DifferentLengths);
    }
    let rows = split_rows(order, test_share)?;
    Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
}

mlings::grade!(split { test_size, split_rows, take, train_test_split });
