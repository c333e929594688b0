//! what is wrong: the training rows are all that are not held out, from 0 up, instead of standing as in the order
//!
//! Train and test: hold out some rows at random, each with its target.

#![allow(unused_variables)]

use mlings::split::{Part, Rows, Split, SplitError};
use ndarray::{ArrayView1, ArrayView2, Axis};

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
    let test = order[..n_test].to_vec();
    let train = (0..order.len()).filter(|row| !test.contains(row)).collect();
    Ok(Rows { train, test })
}

pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    Part { records: records.select(Axis(0), rows), targets: targets.select(Axis(0), rows) }
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
