//! what is wrong: the training rows are returned in ascending order, not as they stand in order

use mlings::split::{Part, Rows, Split, SplitError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

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
    let mut seen = vec![false; order.len()];
    for &row in order {
        if row >= order.len() || seen[row] {
            return Err(SplitError::NotAPermutation);
        }
        seen[row] = true;
    }
    let n_test = test_size(order.len(), test_share)?;
    let mut train = Vec::new();
    let mut test = Vec::new();
    for (place, &row) in order.iter().enumerate() {
        if place < n_test {
            test.push(row);
        } else {
            train.push(row);
        }
    }
    train.sort();
    Ok(Rows { train, test })
}

pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let mut taken = Array2::zeros((rows.len(), records.ncols()));
    let mut values = Array1::zeros(rows.len());
    for (place, &row) in rows.iter().enumerate() {
        for j in 0..records.ncols() {
            taken[[place, j]] = records[[row, j]];
        }
        values[place] = targets[row];
    }
    Part { records: taken, targets: values }
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
