//! Train and test, with marks for the rows and arrays from functions.

#![allow(unused_variables)]

use mlings::split::{Part, Rows, Split, SplitError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if test_share.is_nan() || test_share <= 0.0 || test_share >= 1.0 {
        Err(SplitError::BadShare)
    } else {
        match (n_samples as f64 * test_share).ceil() as usize {
            held_out if held_out < n_samples => Ok(held_out),
            _ => Err(SplitError::NothingToTrainOn),
        }
    }
}

pub fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
    let held_out = test_size(order.len(), test_share)?;
    let mut met = vec![false; order.len()];
    for &row in order {
        if row >= order.len() || met[row] {
            return Err(SplitError::NotAPermutation);
        }
        met[row] = true;
    }
    let test: Vec<usize> = order.iter().take(held_out).copied().collect();
    let train: Vec<usize> = order.iter().skip(held_out).copied().collect();
    Ok(Rows { train, test })
}

pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    Part {
        records: Array2::from_shape_fn((rows.len(), records.ncols()), |(place, column)| records[[rows[place], column]]),
        targets: Array1::from_shape_fn(rows.len(), |place| targets[rows[place]]),
    }
}

pub fn train_test_split(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    let n_samples = records.nrows();
    if [targets.len(), order.len()] != [n_samples, n_samples] {
        return Err(SplitError::DifferentLengths);
    }
    let Rows { train, test } = split_rows(order, test_share)?;
    let train = take(records, targets, &train);
    let test = take(records, targets, &test);
    Ok(Split { train, test })
}

mlings::grade!(split { test_size, split_rows, take, train_test_split });
