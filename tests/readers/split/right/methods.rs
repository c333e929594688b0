//! Split, with slices and select.

use mlings::split::{Part, Rows, Split, SplitError};
use ndarray::{ArrayView1, ArrayView2, Axis};

pub fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if test_share.is_nan() || test_share <= 0.0 || test_share >= 1.0 {
        return Err(SplitError::BadShare);
    }
    let exact = n_samples as f64 * test_share;
    let whole = exact as usize;
    let held_out = if exact > whole as f64 { whole + 1 } else { whole };
    if held_out < n_samples { Ok(held_out) } else { Err(SplitError::NothingToTrainOn) }
}

pub fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
    let n_test = test_size(order.len(), test_share)?;
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if !sorted.into_iter().eq(0..order.len()) {
        return Err(SplitError::NotAPermutation);
    }
    let (test, train) = order.split_at(n_test);
    Ok(Rows { train: train.to_vec(), test: test.to_vec() })
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
    if [targets.len(), order.len()].iter().any(|&length| length != records.nrows()) {
        return Err(SplitError::DifferentLengths);
    }
    let Rows { train, test } = split_rows(order, test_share)?;
    let [train, test] = [train, test].map(|rows| take(records, targets, &rows));
    Ok(Split { train, test })
}

mlings::grade!(split { test_size, split_rows, take, train_test_split });
